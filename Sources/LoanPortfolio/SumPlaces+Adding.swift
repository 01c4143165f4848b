import LoanCalendar
import LoanEngine

/// What a report asks of each loan: its tables.
public protocol ReportTables {
    /// Ranges of days.
    associatedtype Days: DayTable
    /// Classes of a provision table.
    associatedtype Classes: DayTable
    /// Where sums stand.
    var places: SumPlaces { get }
    /// The date of all positions.
    var asOf: CivilDate { get }
    /// Portfolio at risk.
    var par: Days { get }
    /// Buckets.
    var ageing: Days { get }
    /// Days from which a vintage counts as late.
    var vintageFromDay: Int { get }
    /// Nil without a provision table.
    var classes: Classes? { get }
    /// From when days of the provision table count.
    var dayOne: ProvisionTable.DayOne { get }
    /// What its percents are of.
    var base: ProvisionTable.Base { get }
    /// What is set aside for a loan of a class, rounded by itself.
    func provision(_ base: Int128, _ place: Int, isRestructured: Bool) -> Int128
}

extension Report: ReportTables {
    /// Where sums stand.
    public var places: SumPlaces { SumPlaces(self) }
    /// The classes of the provision table.
    public var classes: [ProvisionTable.Class]? { provision?.classes }
    /// From when days of the provision table count.
    public var dayOne: ProvisionTable.DayOne { provision?.dayOne ?? .afterDue }
    /// What its percents are of.
    public var base: ProvisionTable.Base { provision?.base ?? .principal }

    /// What is set aside for a loan of a class, rounded by itself.
    public func provision(_ base: Int128, _ place: Int, isRestructured: Bool) -> Int128 {
        provision?.provision(base, place, isRestructured: isRestructured, mode) ?? 0
    }
}

extension ReportTables {
    /// The class of a loan, as its place.
    @inlinable
    public func classPlace(_ classes: Classes, days: Int, nextDueDate: CivilDate?) -> Int {
        if dayOne == .afterDue { return classes.place(of: days) }
        guard let due = nextDueDate, due <= asOf else { return classes.place(of: 0) }
        return classes.place(of: asOf.days(since: due) + 1)
    }

    /// Adds what a report counts of a loan to the sums of one of its groups. Sections 6 and 7 of the
    /// contract.
    @inlinable
    public func add(_ own: PositionFigures, to sums: inout some SumStore) {
        let places = places
        func add(_ amount: Int64, _ place: SumPlace) {
            if amount != 0 { sums.add(Int128(amount), at: place.rawValue) }
        }
        func add(_ parts: Parts, from place: SumPlace) {
            if parts == .zero { return }
            sums.add(Int128(parts.principal), at: place.rawValue)
            sums.add(Int128(parts.interest), at: place.rawValue + 1)
            sums.add(Int128(parts.fee), at: place.rawValue + 2)
            sums.add(Int128(parts.penalty), at: place.rawValue + 3)
        }
        let principal = Int128(own.outstanding.principal)
        add(1, .loans)
        if own.status == .completed { add(1, .completed) }
        if own.status == .writtenOff {
            add(1, .writtenOffLoans)
            add(own.writtenOffMinor, .writtenOffToDate)
            add(own.recoveredMinor, .recoveredToDate)
        }
        if let previous = own.previous, previous.status == .active {
            add(previous.principalMinor, .previousGross)
        }
        let bucket = ageing.place(of: own.daysPastDue)
        if own.status == .active {
            add(1, .active)
            if own.countsBorrower { add(1, .borrowers) }
            if own.isRestructured { add(1, .restructured) }
            add(own.outstanding, from: .outstanding)
            add(own.arrears, from: .arrears)
            let par = par
            for index in 0..<par.count {
                let place = places.place(par: index)
                if own.daysPastDue >= par.fromDay(index) {
                    sums.add(1, at: place)
                    sums.add(principal, at: place + 1)
                } else if own.isRestructured {
                    sums.add(principal, at: place + 2)
                }
            }
            let place = places.place(ageing: bucket)
            sums.add(1, at: place)
            sums.add(principal, at: place + 1)
            sums.add(own.arrears.total, at: place + 2)
            if let classes {
                let index = classPlace(
                    classes, days: own.daysPastDue, nextDueDate: own.nextDueDate)
                let base = base == .principal ? principal : own.outstanding.total
                let place = places.place(class: index)
                sums.add(1, at: place)
                sums.add(base, at: place + 1)
                sums.add(
                    provision(base, index, isRestructured: own.isRestructured), at: place + 2)
            }
            add(own.outstanding.principal, .vintageOutstanding)
            if own.daysPastDue >= vintageFromDay { add(own.outstanding.principal, .vintageLate) }
        }
        if own.status.isDisbursed {
            add(own.disbursedMinor, .vintageDisbursed)
            add(own.writtenOffMinor, .vintageWrittenOff)
        }
        if let flows = own.flows {
            add(flows.due, from: .due)
            add(flows.paidOfDue, from: .paidOfDue)
            add(flows.paidOnTime, from: .paidOnTime)
            add(flows.broughtForward, from: .broughtForward)
            add(flows.collectedArrears, from: .collectedArrears)
            add(flows.collectedCurrent, from: .collectedCurrent)
            add(flows.collectedAdvance, from: .collectedAdvance)
            add(flows.disbursedMinor, .disbursed)
            if flows.disbursedMinor > 0 { add(1, .disbursedLoans) }
            add(flows.writtenOffMinor, .writtenOff)
            add(flows.recoveredMinor, .recovered)
            add(flows.submitted, .submitted)
            add(flows.approved, .approved)
            add(flows.rejected, .rejected)
        }
        let before = own.previous
        sums.add(
            cell: state(before?.status, before?.daysPastDue ?? 0) * places.states
                + state(own.status, own.daysPastDue),
            previousPrincipal: Int128(before?.principalMinor ?? 0), principal: principal)
    }

    /// NONE, the ageing buckets, COMPLETED, WRITTEN_OFF.
    @usableFromInline
    func state(_ status: LoanStatus?, _ days: Int) -> Int {
        switch status {
        case .active: 1 + ageing.place(of: days)
        case .completed: places.states - 2
        case .writtenOff: places.states - 1
        default: 0
        }
    }
}
