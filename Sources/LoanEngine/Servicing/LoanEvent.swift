/// Something that happens to a loan, with what belongs to it and nothing else.
///
///     try account.apply(.repayment(amountMinor: 5_000_00), on: april11, by: .creditOfficer)
///     try account.apply(.reversal(of: 1), on: april12, by: .supervisor)
///
/// Which status takes it, and from whom, is `Transitions`'; what it does is section 8 of
/// docs/semantics.md.
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
    /// The borrower pays that much, in minor units, more than zero.
    case repayment(amountMinor: Int64)
    /// The account event of that number, from 1 in the order written, is undone.
    case reversal(of: Int)
    /// The lender gives up on what is unpaid.
    case writeOff
    /// The borrower pays that much on a written-off loan, in minor units, more than zero.
    case recovery(amountMinor: Int64)

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
        }
    }

    /// What the borrower pays, in minor units, or nil where it brings no money.
    public var amountMinor: Int64? { fields.amountMinor }

    /// What it carries, as the fields of an input.
    public var fields: EventFields {
        switch self {
        case .repayment(let amountMinor), .recovery(let amountMinor):
            EventFields(amountMinor: amountMinor)
        case .reversal(let number): EventFields(reversedEvent: number)
        case .submit, .approve, .reject, .revise, .cancel, .disburse, .writeOff: EventFields()
        }
    }
}

/// What an input says of an event besides its type and date; nil where it says nothing. A host's
/// loose fields become a `LoanEvent` here or nowhere.
public struct EventFields: Sendable, Equatable {
    /// `amount`, in minor units.
    public var amountMinor: Int64?
    /// `of`: the number of the event that is reversed, from 1.
    public var reversedEvent: Int?

    /// Those fields.
    public init(amountMinor: Int64? = nil, reversedEvent: Int? = nil) {
        self.amountMinor = amountMinor
        self.reversedEvent = reversedEvent
    }
}

extension LoanEvent {
    /// The event of `type` with those fields.
    ///
    /// - Parameters:
    ///   - path: The event's path in errors, such as `events[0]`.
    ///   - currency: The loan's, for messages.
    /// - Throws: `invalidEvent` at a field that the type needs and that is missing or without
    ///   meaning, or that the type does not have.
    public init(
        _ type: EventType, _ fields: EventFields, at path: String, in currency: Currency
    ) throws(LoanError) {
        let form = EventForm(type: type, path: path, currency: currency)
        let amountMinor = try form.amount(fields.amountMinor)
        let number = try form.number(fields.reversedEvent)
        switch type {
        case .submit: self = .submit
        case .approve: self = .approve
        case .reject: self = .reject
        case .revise: self = .revise
        case .cancel: self = .cancel
        case .disburse: self = .disburse
        case .repayment: self = .repayment(amountMinor: amountMinor)
        case .reversal: self = .reversal(of: number)
        case .writeOff: self = .writeOff
        case .recovery: self = .recovery(amountMinor: amountMinor)
        }
    }

    /// Refuses values that no event has, such as a repayment of nothing.
    ///
    /// - Throws: As `init(_:_:at:in:)`.
    func validate(at path: String, in currency: Currency) throws(LoanError) {
        switch self {
        case .repayment(let amountMinor), .recovery(let amountMinor):
            if amountMinor > 0 { return }
        case .reversal(let number):
            if number > 0 { return }
        case .submit, .approve, .reject, .revise, .cancel, .disburse, .writeOff:
            return
        }
        _ = try LoanEvent(type, fields, at: path, in: currency)
    }
}

/// The rules of an event's fields: which types have them, and what they may say.
private struct EventForm {
    let type: EventType
    let path: String
    let currency: Currency

    /// The amount of an event that brings money; 0 of one that has none.
    func amount(_ amountMinor: Int64?) throws(LoanError) -> Int64 {
        guard type.bringsMoney else {
            if amountMinor == nil { return 0 }
            throw refusal("amount", "an amount", "only for REPAYMENT and RECOVERY")
        }
        guard let amountMinor, amountMinor > 0 else {
            throw .notAllowed(
                .invalidEvent, at: path + ".amount",
                met: amountMinor.map(currency.text) ?? "no amount",
                allowed: "an amount of more than zero for \(type.name)")
        }
        return amountMinor
    }

    /// The number that a reversal names; 0 of an event that names none.
    func number(_ number: Int?) throws(LoanError) -> Int {
        guard type == .reversal else {
            if number == nil { return 0 }
            throw refusal("of", "an event number", "only for REVERSAL")
        }
        guard let number, number >= 1 else {
            throw .notAllowed(
                .invalidEvent, at: path + ".of",
                met: number.map { "\($0)" } ?? "no event number",
                allowed: "the number of an event, from 1")
        }
        return number
    }

    private func refusal(_ field: String, _ met: String, _ allowed: String) -> LoanError {
        .notAllowed(
            .invalidEvent, at: path + "." + field, met: "\(met) for \(type.name)",
            allowed: allowed)
    }
}
