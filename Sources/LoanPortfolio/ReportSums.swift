import LoanEngine

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
        let figures = position.figures
        for key in keys { report.add(figures, to: &groups[key, default: GroupSums(report)]) }
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
            return report.ageing[report.ageing.place(of: position.daysPastDue)].name
        case "class":
            guard position.status == .active, let classes = report.classes else { return nil }
            let place = report.classPlace(
                classes, days: position.daysPastDue, nextDueDate: position.nextDue?.date)
            return classes[place].name
        case "disbursedMonth":
            return position.disbursedAt.map { String($0.description.prefix(7)) }
        default: return position.dimensions.first { $0.name.isWritten(name) }?.text
        }
    }
}
