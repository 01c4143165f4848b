/// How an installment stands as of a date.
public enum InstallmentStatus: UInt8, NamedCase {
    /// Nothing paid, not overdue.
    case pending = 0
    /// Something paid, not all, not overdue.
    case partial = 1
    /// Nothing unpaid.
    case paid = 2
    /// Something unpaid, and the due date and its grace days are over.
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

/// What is overdue of a loan.
public struct Arrears: Sendable, Equatable {
    /// The unpaid parts of overdue installments.
    public internal(set) var amounts = ComponentAmounts()
    /// The due date of the oldest overdue installment.
    public internal(set) var since: CivilDate?
    /// The greatest days past due of an installment.
    public internal(set) var daysPastDue = 0
    /// The name of the loan's bucket.
    public internal(set) var bucket: String?
}

/// The oldest installment with anything unpaid.
public struct NextDue: Sendable, Equatable {
    /// Its sequence, from 1.
    public let sequence: Int
    /// When it falls, or fell, due.
    public let dueDate: CivilDate
    /// What is unpaid of it, in minor units.
    public let amountMinor: Int64
}

extension Installment {
    /// Status and days past due as of a date.
    ///
    ///     due 2026-05-11, as of 2026-06-01, unpaid, no grace: overdue, 21 days
    ///     the same with 30 grace days:                         pending, 0 days
    public func standing(
        asOf date: CivilDate, graceDays: Int
    ) -> (status: InstallmentStatus, daysPastDue: Int) {
        if unpaidMinor == 0 { return (.paid, 0) }
        let days = date.days(since: dueDate)
        if days > graceDays { return (.overdue, days) }
        return (paidMinor > 0 ? .partial : .pending, 0)
    }
}
