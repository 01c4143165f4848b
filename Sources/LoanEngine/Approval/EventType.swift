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
        }
    }

    /// Whether it is a step of the application, up to the payout. Those follow the order written;
    /// all others happen on the account and follow their dates.
    public var isApplicationStep: Bool {
        switch self {
        case .submit, .approve, .reject, .revise, .cancel, .disburse: true
        case .repayment, .reversal, .writeOff, .recovery: false
        }
    }

    /// Whether it brings money, and so has an amount.
    public var bringsMoney: Bool { self == .repayment || self == .recovery }
}
