/// Where a loan is in its life.
public enum LoanStatus: UInt8, ConstantNamedCase {
    /// Being written.
    case draft = 0
    /// Handed in, waiting for a decision.
    case pendingApproval = 1
    /// Approved, not yet paid out.
    case approved = 2
    /// Paid out; repayments are due.
    case active = 3
    /// Nothing is unpaid.
    case completed = 4
    /// Turned down; it may be revised.
    case rejected = 5
    /// Given up before it was paid out.
    case cancelled = 6
    /// Given up after it was paid out; what is unpaid is shown, recoveries are taken.
    case writtenOff = 7

    /// The name in the case format.
    public var constantName: StaticString {
        switch self {
        case .draft: "DRAFT"
        case .pendingApproval: "PENDING_APPROVAL"
        case .approved: "APPROVED"
        case .active: "ACTIVE"
        case .completed: "COMPLETED"
        case .rejected: "REJECTED"
        case .cancelled: "CANCELLED"
        case .writtenOff: "WRITTEN_OFF"
        }
    }

    /// Whether the money was paid out, so that installments are owed.
    public var isDisbursed: Bool {
        switch self {
        case .active, .completed, .writtenOff: true
        case .draft, .pendingApproval, .approved, .rejected, .cancelled: false
        }
    }

    /// Where a loan is that was paid out: written off once that is done, else completed when nothing is
    /// unpaid.
    static func ofAccount(isWrittenOff: Bool, hasUnpaid: Bool) -> LoanStatus {
        isWrittenOff ? .writtenOff : hasUnpaid ? .active : .completed
    }

    /// Refuses a status that only account events lead to: no loan starts there.
    ///
    /// - Throws: `invalidTerms` at `status`.
    func validateAsStart() throws(LoanError) {
        guard self == .completed || self == .writtenOff else { return }
        throw .notAllowed(
            .invalidTerms, at: "status", met: name,
            allowed: "DRAFT, PENDING_APPROVAL, APPROVED, REJECTED, CANCELLED or ACTIVE; "
                + "the others follow from events")
    }
}
