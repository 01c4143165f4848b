import ExactArithmetic
import LoanCalendar
import LoanEngine

/// The sums of one group: all that a report keeps of its loans. Whole numbers of 128 bits.
public struct GroupSums: Sendable, Equatable {
    /// A cell of the roll.
    public struct Cell: Sendable, Equatable {
        /// How many.
        public var loans: Int128 = 0
        /// Their principal then, in minor units.
        public var previousPrincipal: Int128 = 0
        /// Their principal now.
        public var principal: Int128 = 0

        /// Nothing.
        public init() {}
    }

    /// By the places that `Place` and the report's tables give.
    public internal(set) var sums: [Int128]
    /// By from × states + to.
    public internal(set) var roll: [Int: Cell] = [:]

    /// Where a sum stands.
    enum Place: Int, CaseIterable {
        case loans, active, borrowers, completed, writtenOffLoans, restructured
        case outstanding, outstandingInterest, outstandingFee, outstandingPenalty
        case arrears, arrearsInterest, arrearsFee, arrearsPenalty
        case previousGross
        case due, dueInterest, dueFee, duePenalty
        case paidOfDue, paidOfDueInterest, paidOfDueFee, paidOfDuePenalty
        case paidOnTime, paidOnTimeInterest, paidOnTimeFee, paidOnTimePenalty
        case broughtForward, broughtForwardInterest, broughtForwardFee, broughtForwardPenalty
        case collectedArrears, collectedArrearsInterest, collectedArrearsFee,
            collectedArrearsPenalty
        case collectedCurrent, collectedCurrentInterest, collectedCurrentFee,
            collectedCurrentPenalty
        case collectedAdvance, collectedAdvanceInterest, collectedAdvanceFee,
            collectedAdvancePenalty
        case disbursed, disbursedLoans, writtenOff, recovered, submitted, approved, rejected
        case writtenOffToDate, recoveredToDate
        case vintageDisbursed, vintageOutstanding, vintageLate, vintageWrittenOff
    }

    /// All sums are below this: 2^57 loans of the largest amounts. What figures make of them fits
    /// 128 bits.
    public static let bound = Int128(1) << 120

    /// How many sums a report has, but for the roll.
    public static func count(_ report: Report) -> Int {
        Place.allCases.count + 3 * report.par.count + 3 * report.ageing.count
            + 3 * (report.provision?.classes.count ?? 0)
    }

    /// How many states a loan may be in, in the roll.
    static func states(_ report: Report) -> Int { report.ageing.count + 3 }

    /// How many cells the roll may have.
    public static func cells(_ report: Report) -> Int { states(report) * states(report) }

    init(_ report: Report) {
        sums = Array(repeating: 0, count: GroupSums.count(report))
    }

    /// Sums as they were written down: as many as the report has, each at least 0 and below `bound`.
    public init(sums: [Int128], roll: [Int: Cell]) { (self.sums, self.roll) = (sums, roll) }

    subscript(place: Place) -> Int128 {
        get { sums[place.rawValue] }
        set { sums[place.rawValue] = newValue }
    }

    /// Four sums from a place on, by component.
    func parts(_ place: Place) -> [Int128] { Array(sums[place.rawValue..<place.rawValue + 4]) }

    private mutating func add(_ parts: Parts, at place: Place) {
        for (index, part) in parts.list.enumerated() {
            sums[place.rawValue + index] += Int128(part)
        }
    }

    /// The place of entry `index` of a table: what it counts follows.
    static func place(par index: Int) -> Int { Place.allCases.count + 3 * index }
    static func place(ageing index: Int, _ report: Report) -> Int {
        Place.allCases.count + 3 * (report.par.count + index)
    }
    static func place(class index: Int, _ report: Report) -> Int {
        Place.allCases.count + 3 * (report.par.count + report.ageing.count + index)
    }

    /// Adds a position.
    mutating func add(_ position: LoanPosition, _ report: Report) {
        let isActive = position.status == .active
        let principal = Int128(position.outstanding.principal)
        self[.loans] += 1
        if position.status == .completed { self[.completed] += 1 }
        if position.status == .writtenOff {
            self[.writtenOffLoans] += 1
            self[.writtenOffToDate] += Int128(position.writtenOffMinor)
            self[.recoveredToDate] += Int128(position.recoveredMinor)
        }
        if let previous = position.previous, previous.status == .active {
            self[.previousGross] += Int128(previous.principalMinor)
        }
        if isActive { addActive(position, principal, report) }
        if position.status.isDisbursed {
            self[.vintageDisbursed] += Int128(position.disbursedMinor ?? 0)
            self[.vintageWrittenOff] += Int128(position.writtenOffMinor)
        }
        addFlows(position.flows)
        let states = GroupSums.states(report)
        let from = GroupSums.state(
            position.previous?.status, position.previous?.daysPastDue ?? 0, report)
        let to = GroupSums.state(position.status, position.daysPastDue, report)
        var cell = roll[from * states + to] ?? Cell()
        cell.loans += 1
        cell.previousPrincipal += Int128(position.previous?.principalMinor ?? 0)
        cell.principal += principal
        roll[from * states + to] = cell
    }

    private mutating func addActive(
        _ position: LoanPosition, _ principal: Int128, _ report: Report
    ) {
        self[.active] += 1
        if position.countsBorrower { self[.borrowers] += 1 }
        if position.isRestructured { self[.restructured] += 1 }
        add(position.outstanding, at: .outstanding)
        add(position.arrears, at: .arrears)
        for (index, range) in report.par.enumerated() {
            let place = GroupSums.place(par: index)
            if position.daysPastDue >= range.fromDay {
                sums[place] += 1
                sums[place + 1] += principal
            } else if position.isRestructured {
                sums[place + 2] += principal
            }
        }
        let bucket = GroupSums.place(
            ageing: Report.place(of: position.daysPastDue, in: report.ageing), report)
        sums[bucket] += 1
        sums[bucket + 1] += principal
        sums[bucket + 2] += position.arrears.total
        if let table = report.provision {
            let own = table.place(of: position, asOf: report.asOf)
            let base = table.base == .principal ? principal : position.outstanding.total
            let place = GroupSums.place(class: own, report)
            sums[place] += 1
            sums[place + 1] += base
            sums[place + 2] += table.provision(
                base, own, isRestructured: position.isRestructured, report.mode)
        }
        self[.vintageOutstanding] += principal
        if position.daysPastDue >= report.vintageFromDay { self[.vintageLate] += principal }
    }

    private mutating func addFlows(_ flows: LoanPosition.Flows) {
        add(flows.due, at: .due)
        add(flows.paidOfDue, at: .paidOfDue)
        add(flows.paidOnTime, at: .paidOnTime)
        add(flows.broughtForward, at: .broughtForward)
        add(flows.collectedArrears, at: .collectedArrears)
        add(flows.collectedCurrent, at: .collectedCurrent)
        add(flows.collectedAdvance, at: .collectedAdvance)
        self[.disbursed] += Int128(flows.disbursedMinor)
        if flows.disbursedMinor > 0 { self[.disbursedLoans] += 1 }
        self[.writtenOff] += Int128(flows.writtenOffMinor)
        self[.recovered] += Int128(flows.recoveredMinor)
        self[.submitted] += Int128(flows.submitted)
        self[.approved] += Int128(flows.approved)
        self[.rejected] += Int128(flows.rejected)
    }

    /// NONE, the ageing buckets, COMPLETED, WRITTEN_OFF.
    static func state(_ status: LoanStatus?, _ days: Int, _ report: Report) -> Int {
        switch status {
        case .active: 1 + Report.place(of: days, in: report.ageing)
        case .completed: report.ageing.count + 1
        case .writtenOff: report.ageing.count + 2
        default: 0
        }
    }

    /// The names of those states.
    public static func stateNames(_ report: Report) -> [String] {
        ["NONE"] + report.ageing.map { $0.name } + ["COMPLETED", "WRITTEN_OFF"]
    }

    /// Adds the sums of other loans in the same report.
    ///
    /// - Returns: Whether they stay below `bound`; else they are partly added.
    mutating func merge(_ other: GroupSums) -> Bool {
        for index in sums.indices {
            sums[index] += other.sums[index]
            if sums[index] >= GroupSums.bound { return false }
        }
        for (key, cell) in other.roll {
            var own = roll[key] ?? Cell()
            own.loans += cell.loans
            own.previousPrincipal += cell.previousPrincipal
            own.principal += cell.principal
            if max(own.loans, own.previousPrincipal, own.principal) >= GroupSums.bound {
                return false
            }
            roll[key] = own
        }
        return true
    }
}

/// The sums of a report's groups.
public struct ReportSums: Sendable {
    /// Which loans a group has.
    public struct Key: Hashable, Sendable {
        /// The code.
        public let currency: String
        /// Which of the report's lists, from 0.
        public let grouping: Int
        /// Nil for an absent dimension.
        public let names: [String?]

        /// Those loans.
        public init(currency: String, grouping: Int, names: [String?]) {
            (self.currency, self.grouping, self.names) = (currency, grouping, names)
        }

        /// The same group: names byte by byte, as groups are sorted.
        public static func == (left: Key, right: Key) -> Bool {
            left.grouping == right.grouping
                && left.currency.isWritten(right.currency)
                && left.names.count == right.names.count
                && zip(left.names, right.names).allSatisfy { own, other in
                    switch (own, other) {
                    case (nil, nil): true
                    case (let own?, let other?): own.isWritten(other)
                    default: false
                    }
                }
        }

        /// Their bytes.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(grouping)
            currency.hashBytes(into: &hasher)
            for name in names {
                hasher.combine(name != nil)
                name?.hashBytes(into: &hasher)
            }
        }
    }

    /// The most groups.
    public static let maximumGroups = 1_000_000

    /// What is asked.
    public let report: Report
    /// By what they have in common.
    public internal(set) var groups: [Key: GroupSums] = [:]
    /// The digits of each currency met.
    public internal(set) var exponents: [String: Int] = [:]

    /// No loans yet.
    public init(_ report: Report) { self.report = report }

    /// Whether a position's currency has the digits that it had before.
    public func hasExponent(of currency: Currency) -> Bool {
        exponents[currency.code].map { $0 == currency.exponent } ?? true
    }

    /// Adds a position to each of its groups.
    ///
    /// - Returns: False where there would be too many groups; nothing is added then.
    public mutating func add(_ position: LoanPosition) -> Bool {
        let keys = report.groupBy.enumerated().map { index, names in
            Key(
                currency: position.currency.code, grouping: index,
                names: names.map { name(of: position, $0) })
        }
        let fresh = keys.count { groups[$0] == nil }
        if groups.count + fresh > ReportSums.maximumGroups { return false }
        exponents[position.currency.code] = position.currency.exponent
        for key in keys { groups[key, default: GroupSums(report)].add(position, report) }
        return true
    }

    /// What became of sums that were to be added.
    public enum Merging: Sendable {
        case added, beyondRange, tooManyGroups
    }

    /// Adds sums of the same report.
    ///
    /// - Parameters:
    ///   - sums: As many as the report has.
    ///   - exponent: That of the currency wherever it was met.
    /// - Returns: Whether they were added; else what is there is of no use.
    public mutating func merge(_ key: Key, _ sums: GroupSums, exponent: Int) -> Merging {
        if groups[key] == nil, groups.count >= ReportSums.maximumGroups { return .tooManyGroups }
        exponents[key.currency] = exponent
        return groups[key, default: GroupSums(report)].merge(sums) ? .added : .beyondRange
    }

    private func name(of position: LoanPosition, _ name: String) -> String? {
        switch name {
        case "status": return position.status.name
        case "bucket":
            guard position.status == .active else { return nil }
            return report.ageing[Report.place(of: position.daysPastDue, in: report.ageing)].name
        case "class":
            guard position.status == .active, let table = report.provision else { return nil }
            return table.classes[table.place(of: position, asOf: report.asOf)].name
        case "disbursedMonth":
            return position.disbursedAt.map { String($0.description.prefix(7)) }
        default: return position.dimensions.first { $0.name.isWritten(name) }?.text
        }
    }
}
