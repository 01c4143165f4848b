/// Why a row's dues are not what the plan made them: `adjustments[].kind`.
public enum AdjustmentKind: UInt8, NamedCase {
    /// A fee or penalty was charged.
    case charge = 0
    /// It was charged for paying late.
    case lateCharge = 1
    /// The lender let go of it.
    case waiver = 2
    /// A settlement dropped interest and fees, or added its own fee.
    case settlement = 3
    /// It joined the principal of a new plan.
    case capitalization = 4
    /// What was refunded and is no longer overpaid is owed again.
    case recalledRefund = 5
    /// What was drawn and no plan took is owed.
    case drawdown = 6

    /// The name in the case format.
    public var name: String {
        switch self {
        case .charge: "CHARGE"
        case .lateCharge: "LATE_CHARGE"
        case .waiver: "WAIVER"
        case .settlement: "SETTLEMENT"
        case .capitalization: "CAPITALIZATION"
        case .recalledRefund: "RECALLED_REFUND"
        case .drawdown: "DRAWDOWN"
        }
    }
}

/// What was added to (positive) or taken from (negative) a row's dues after the plan was made.
public struct Adjustment: Sendable, Equatable {
    /// When; penal interest is dated as of the statement.
    public let date: CivilDate
    /// The installment's sequence, from 1.
    public let sequence: Int
    /// Of which component.
    public let component: Component
    /// In minor units; not zero.
    public let amountMinor: Int64
    /// Why.
    public let kind: AdjustmentKind
    /// The event's number, from 1; nil for a late charge.
    public let event: Int?
    /// The number of the late charge rule, from 1; nil for an event.
    public let rule: Int?
}
