/// What can happen to a loan.
public enum EventType: UInt8, NamedCase {
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
    /// A repayment is undone.
    case reversal = 7
    /// The lender gives up on what is unpaid.
    case writeOff = 8
    /// The borrower pays on a written-off loan.
    case recovery = 9

    /// The name in the case format.
    public var name: String {
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

    /// Whether the event brings money, and so has an amount.
    public var bringsMoney: Bool { self == .repayment || self == .recovery }
}

/// Something that happened to a loan on a day.
///
///     try account.apply(.repayment(amountMinor: 5_000_00, on: april11, role: .creditOfficer))
///     try account.apply(.reversal(of: 1, on: april12, role: .supervisor))
public struct LoanEvent: Sendable, Equatable {
    /// What happened.
    public let type: EventType
    /// When.
    public let date: CivilDate
    /// In minor units; for a repayment or recovery only.
    public let amountMinor: Int64?
    /// The number of the reversed repayment, from 1; for a reversal only.
    public let reversedEvent: Int?
    /// Who did it; nil checks no role.
    public let role: Role?
    /// How it was paid: the host's word, carried and not interpreted.
    public let method: String?
    /// The host's reference, carried and not interpreted.
    public let reference: String?

    /// An event of any type; `validateForm` says whether its parts fit the type.
    public init(
        type: EventType, date: CivilDate, amountMinor: Int64? = nil, reversedEvent: Int? = nil,
        role: Role? = nil, method: String? = nil, reference: String? = nil
    ) {
        self.type = type
        self.date = date
        self.amountMinor = amountMinor
        self.reversedEvent = reversedEvent
        self.role = role
        self.method = method
        self.reference = reference
    }

    /// The borrower pays `amountMinor`, more than zero.
    public static func repayment(
        amountMinor: Int64, on date: CivilDate, role: Role? = nil, method: String? = nil,
        reference: String? = nil
    ) -> LoanEvent {
        LoanEvent(
            type: .repayment, date: date, amountMinor: amountMinor, role: role, method: method,
            reference: reference)
    }

    /// The borrower pays on a written-off loan.
    public static func recovery(
        amountMinor: Int64, on date: CivilDate, role: Role? = nil, method: String? = nil,
        reference: String? = nil
    ) -> LoanEvent {
        LoanEvent(
            type: .recovery, date: date, amountMinor: amountMinor, role: role, method: method,
            reference: reference)
    }

    /// Repayment number `event` (from 1, in the order applied) is undone.
    public static func reversal(
        of event: Int, on date: CivilDate, role: Role? = nil
    ) -> LoanEvent {
        LoanEvent(type: .reversal, date: date, reversedEvent: event, role: role)
    }

    /// An event that is only a step of the loan's life: `.submit`, `.approve`, `.writeOff`, ….
    public static func step(_ type: EventType, on date: CivilDate, role: Role? = nil) -> LoanEvent {
        LoanEvent(type: type, date: date, role: role)
    }

    /// Whether the parts fit the type: an amount above zero for money and no other, the number of
    /// an event for a reversal and no other.
    ///
    /// - Parameters:
    ///   - path: The event's path, such as `events[0]`.
    ///   - currency: The loan's, for the message.
    /// - Throws: `invalidEvent` at the part that does not fit.
    public func validateForm(at path: String, in currency: Currency) throws(LoanError) {
        if type.bringsMoney {
            guard let amountMinor, amountMinor > 0 else {
                throw .notAllowed(
                    .invalidEvent, at: path + ".amount",
                    met: amountMinor.map(currency.text) ?? "no amount",
                    allowed: "an amount of more than zero for \(type.name)")
            }
        } else if amountMinor != nil {
            throw .notAllowed(
                .invalidEvent, at: path + ".amount", met: "an amount for \(type.name)",
                allowed: "only for REPAYMENT and RECOVERY")
        }
        if type == .reversal {
            guard let reversedEvent, reversedEvent >= 1 else {
                throw .notAllowed(
                    .invalidEvent, at: path + ".of",
                    met: reversedEvent.map { "\($0)" } ?? "no event number",
                    allowed: "the number of a repayment, from 1")
            }
        } else if reversedEvent != nil {
            throw .notAllowed(
                .invalidEvent, at: path + ".of", met: "an event number for \(type.name)",
                allowed: "only for REVERSAL")
        }
    }
}
