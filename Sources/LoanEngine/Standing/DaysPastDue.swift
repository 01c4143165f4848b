/// When a row of which something is unpaid is overdue, and by how many days: a delinquency policy as
/// one comparison and one sum.
@frozen
public struct OverdueRule: Sendable {
    /// Days since the due date up to which it is not.
    public let graceDays: Int
    /// What may be unpaid without it, in minor units.
    public let toleranceMinor: Int64
    /// Days past due less days since the due date.
    public let daysPastDueOffset: Int

    /// That rule; by default days past due are days since the due date.
    @inlinable @inline(__always)
    public init(graceDays: Int, toleranceMinor: Int64 = 0, daysPastDueOffset: Int = 0) {
        self.graceDays = graceDays
        self.toleranceMinor = toleranceMinor
        self.daysPastDueOffset = daysPastDueOffset
    }
}

extension DelinquencyPolicy {
    /// When a row is overdue, and by how many days.
    public var overdueRule: OverdueRule {
        let offset =
            switch daysFrom {
            case .dueDate: 0
            case .dueDateInclusive: 1
            case .graceEnd: -graceDays
            }
        return OverdueRule(
            graceDays: graceDays, toleranceMinor: toleranceMinor, daysPastDueOffset: offset)
    }
}

extension InstallmentStanding {
    /// The standing of an installment of which something is unpaid: the one rule of section 7 of
    /// docs/semantics.md.
    ///
    ///     due 2026-05-11, as of 2026-06-01, no grace: overdue, 21 days
    ///     the same with 30 grace days:                pending, 0 days
    ///
    /// - Parameters:
    ///   - daysSinceDue: From the due date to the as-of date.
    ///   - isPaidInPart: Asked for where the installment is not overdue.
    @inlinable @inline(__always)
    init(
        unpaid unpaidMinor: Int64, for daysSinceDue: Int, _ rule: OverdueRule,
        isPaidInPart: @autoclosure () -> Bool
    ) {
        if daysSinceDue > rule.graceDays, unpaidMinor > rule.toleranceMinor {
            self.init(status: .overdue, daysPastDue: daysSinceDue &+ rule.daysPastDueOffset)
        } else {
            self.init(status: isPaidInPart() ? .partial : .pending, daysPastDue: 0)
        }
    }
}
