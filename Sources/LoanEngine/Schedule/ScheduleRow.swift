/// What a schedule says of one installment.
public struct ScheduleRow: Sendable, Equatable {
    /// From 1.
    public let sequence: Int32
    /// The first day of the interest period.
    public let startDate: CivilDate
    /// When it falls due.
    public let dueDate: CivilDate
    /// Principal due, in minor units.
    public let principalMinor: Int64
    /// Interest due, in minor units.
    public let interestMinor: Int64
    /// Fee due, in minor units.
    public let feeMinor: Int64
    /// The unpaid principal after it, in minor units.
    public let balanceAfterMinor: Int64
}

/// Where a schedule's rows go: an array, or memory that a host holds.
///
/// A row may be put again with other figures, when the level payment is respread; the last one
/// counts, and `ScheduleSummary.count` says how many rows there are.
public protocol ScheduleSink {
    /// Takes the row of `row.sequence`, which counts from 1.
    mutating func put(_ row: ScheduleRow)
}

/// Takes rows and keeps none: for what a schedule comes to.
public struct DiscardingSink: ScheduleSink {
    /// A sink that keeps nothing.
    public init() {}

    /// Does nothing.
    public mutating func put(_ row: ScheduleRow) {}
}

/// What a schedule comes to.
public struct ScheduleSummary: Sendable, Equatable {
    /// Number of rows, at most the contract's `maximumRows`.
    public let count: Int
    /// The level payment in minor units, or nil where there is none.
    public let installmentMinor: Int64?
    /// The sums of the rows.
    public let totals: ComponentAmounts
}
