/// How an installment stands as of a date.
public enum InstallmentStatus: UInt8, NamedCase {
    /// Nothing paid, not overdue.
    case pending = 0
    /// Something paid, not all, not overdue.
    case partial = 1
    /// Nothing unpaid.
    case paid = 2
    /// More than the tolerance unpaid, and the due date and its grace days are over.
    case overdue = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .pending: "PENDING"
        case .partial: "PARTIAL"
        case .paid: "PAID"
        case .overdue: "OVERDUE"
        }
    }
}

/// How an installment stands, and how late it is.
public struct InstallmentStanding: Sendable, Equatable {
    /// How it stands.
    public let status: InstallmentStatus
    /// Days past due of an overdue installment, as the policy's `daysFrom` counts them; else 0.
    public let daysPastDue: Int

    /// Nothing paid, not overdue.
    public static var pending: InstallmentStanding {
        InstallmentStanding(status: .pending, daysPastDue: 0)
    }

    /// Nothing unpaid.
    @inlinable @inline(__always)
    public static var paid: InstallmentStanding {
        InstallmentStanding(status: .paid, daysPastDue: 0)
    }

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

    @inlinable @inline(__always)
    init(status: InstallmentStatus, daysPastDue: Int) {
        self.status = status
        self.daysPastDue = daysPastDue
    }
}

extension Installment {
    /// The installment's standing as of a date, by a policy.
    public func standing(asOf date: CivilDate, _ policy: DelinquencyPolicy) -> InstallmentStanding {
        if unpaidMinor == 0 { return .paid }
        return InstallmentStanding(
            unpaid: unpaidMinor, for: date.days(since: dueDate), policy.overdueRule,
            isPaidInPart: paidMinor > 0)
    }
}
