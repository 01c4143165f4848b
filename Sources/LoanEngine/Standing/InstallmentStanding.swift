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
