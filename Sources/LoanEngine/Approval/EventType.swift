/// What can happen to a loan, by its name: the kinds of `LoanEvent`.
public enum EventType: UInt8, ConstantNamedCase {
    /// The draft is handed in.
    case submit = 0
    /// The loan is approved.
    case approve = 1
    /// The loan is turned down.
    case reject = 2
    /// A rejected loan becomes a draft again.
    case revise = 3
    /// The loan is given up before it is paid out.
    case cancel = 4
    /// The money is paid out.
    case disburse = 5
    /// The borrower pays.
    case repayment = 6
    /// An account event is undone.
    case reversal = 7
    /// The lender gives up on what is unpaid.
    case writeOff = 8
    /// The borrower pays on a written-off loan.
    case recovery = 9
    /// The borrower pays to be done.
    case settlement = 10
    /// A fee or penalty is charged.
    case charge = 11
    /// The lender lets go of something that is due.
    case waiver = 12
    /// More is paid out.
    case drawdown = 13
    /// The rate changes.
    case rateChange = 14
    /// What is not yet due is agreed anew.
    case reschedule = 15
    /// No interest accrues for a while.
    case interestPause = 16
    /// What was overpaid is paid back.
    case refund = 17

    /// The name in the case format.
    public var constantName: StaticString {
        switch self {
        case .submit: "SUBMIT"
        case .approve: "APPROVE"
        case .reject: "REJECT"
        case .revise: "REVISE"
        case .cancel: "CANCEL"
        case .disburse: "DISBURSE"
        case .repayment: "REPAYMENT"
        case .reversal: "REVERSAL"
        case .writeOff: "WRITE_OFF"
        case .recovery: "RECOVERY"
        case .settlement: "SETTLEMENT"
        case .charge: "CHARGE"
        case .waiver: "WAIVER"
        case .drawdown: "DRAWDOWN"
        case .rateChange: "RATE_CHANGE"
        case .reschedule: "RESCHEDULE"
        case .interestPause: "INTEREST_PAUSE"
        case .refund: "REFUND"
        }
    }

    /// Whether it is a step of the application, up to the payout. Those follow the order written;
    /// all others happen on the account and follow their dates.
    public var isApplicationStep: Bool {
        switch self {
        case .submit, .approve, .reject, .revise, .cancel, .disburse: true
        default: false
        }
    }

    /// Whether it has an amount.
    public var hasAmount: Bool {
        switch self {
        case .repayment, .recovery, .settlement, .charge, .waiver, .drawdown, .refund: true
        default: false
        }
    }

    /// Whether it is a change of the plan.
    public var changesPlan: Bool {
        switch self {
        case .drawdown, .rateChange, .reschedule, .interestPause: true
        default: false
        }
    }
}
