/// Something that happens to a loan, with what belongs to it and nothing else.
///
///     try account.apply(.repayment(amountMinor: 5_000_00), on: april11, by: .creditOfficer)
///     try account.apply(.reversal(of: 1), on: april12, by: .supervisor)
///
/// Which status takes it, and from whom, is `Transitions`'; what it does is sections 6, 8 and 10 to 13
/// of docs/semantics.md. Amounts are in minor units and more than zero, a settlement's zero or more.
public enum LoanEvent: Sendable, Equatable {
    /// The draft is handed in.
    case submit
    /// The loan is approved.
    case approve
    /// The loan is turned down.
    case reject
    /// A rejected loan becomes a draft again.
    case revise
    /// The loan is given up before it is paid out.
    case cancel
    /// The money is paid out.
    case disburse
    /// The borrower pays.
    case repayment(amountMinor: Int64)
    /// The account event of that number, from 1 in the order written, is undone.
    case reversal(of: Int)
    /// The lender gives up on what is unpaid.
    case writeOff
    /// The borrower pays on a written-off loan.
    case recovery(amountMinor: Int64)
    /// The borrower pays to be done: at least the settlement figure, and zero where money in advance
    /// exceeds it.
    case settlement(amountMinor: Int64)
    /// A fee or penalty is charged; the reason is carried along, at most 256 bytes.
    indirect case charge(Component, amountMinor: Int64, reason: String? = nil)
    /// The lender lets go of something that is due.
    case waiver(Component, amountMinor: Int64)
    /// More is paid out.
    case drawdown(amountMinor: Int64)
    /// The rate changes; the term or the installment is kept.
    indirect case rateChange(InterestRate, keep: RateChangeKeep = .term)
    /// What is not yet due is agreed anew.
    indirect case reschedule(RescheduleTerms, arrears: RescheduledArrears = .keep)
    /// No interest accrues after the event's date up to this one.
    case interestPause(until: CivilDate)
    /// What was overpaid is paid back.
    case refund(amountMinor: Int64)

    /// Its kind.
    public var type: EventType {
        switch self {
        case .submit: .submit
        case .approve: .approve
        case .reject: .reject
        case .revise: .revise
        case .cancel: .cancel
        case .disburse: .disburse
        case .repayment: .repayment
        case .reversal: .reversal
        case .writeOff: .writeOff
        case .recovery: .recovery
        case .settlement: .settlement
        case .charge: .charge
        case .waiver: .waiver
        case .drawdown: .drawdown
        case .rateChange: .rateChange
        case .reschedule: .reschedule
        case .interestPause: .interestPause
        case .refund: .refund
        }
    }

    /// Its amount in minor units, or nil where it has none.
    public var amountMinor: Int64? {
        switch self {
        case .repayment(let amountMinor), .recovery(let amountMinor),
            .settlement(let amountMinor), .charge(_, let amountMinor, _),
            .waiver(_, let amountMinor), .drawdown(let amountMinor), .refund(let amountMinor):
            amountMinor
        default: nil
        }
    }

    /// Whether the sums of payments tell what it does to an account whose dues nothing changes.
    var isPlain: Bool {
        switch self {
        case .repayment, .recovery, .writeOff, .reversal: true
        default: type.isApplicationStep
        }
    }

    /// What it carries, as the fields of an input.
    public var fields: EventFields {
        var fields = EventFields(amountMinor: amountMinor)
        switch self {
        case .reversal(let number): fields.reversedEvent = number
        case .charge(let component, _, let reason):
            fields.component = component
            fields.reason = reason
        case .waiver(let component, _): fields.component = component
        case .rateChange(let rate, let keep):
            fields.rate = rate
            fields.keep = keep
        case .reschedule(let terms, let arrears):
            fields.terms = terms
            fields.arrears = arrears
        case .interestPause(let until): fields.until = until
        default: break
        }
        return fields
    }
}

/// What becomes of arrears in a reschedule: `arrears`.
public enum RescheduledArrears: UInt8, NamedCase {
    /// They stay where they are.
    case keep = 0
    /// They join the new principal.
    case capitalize = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .keep: "KEEP"
        case .capitalize: "CAPITALIZE"
        }
    }
}
