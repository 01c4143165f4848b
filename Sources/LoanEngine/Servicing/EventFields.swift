/// What an input says of an event besides its type and date; nil where it says nothing. A host's
/// loose fields become a `LoanEvent` here or nowhere.
public struct EventFields: Sendable, Equatable {
    /// The longest reason, in bytes.
    public static let maximumReasonBytes = 256

    /// `amount`, in minor units.
    public var amountMinor: Int64?
    /// `of`: the number of the event that is reversed, from 1.
    public var reversedEvent: Int?
    /// `component` of a charge or waiver.
    public var component: Component?
    /// `reason` of a charge.
    public var reason: String?
    /// `rate` of a rate change.
    public var rate: InterestRate?
    /// `keep` of a rate change.
    public var keep: RateChangeKeep?
    /// `terms` of a reschedule.
    public var terms: RescheduleTerms?
    /// `arrears` of a reschedule.
    public var arrears: RescheduledArrears?
    /// `until` of an interest pause.
    public var until: CivilDate?

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
    ///   - date: The event's, for what must lie after it.
    ///   - path: The event's path in errors, such as `events[0]`.
    ///   - currency: The loan's, for messages.
    /// - Throws: `invalidEvent` at a field that the type needs and that is missing or without
    ///   meaning, or that the type does not have.
    public init(
        _ type: EventType, _ fields: EventFields, on date: CivilDate,
        at path: @autoclosure () -> String, in currency: Currency
    ) throws(LoanError) {
        do throws(LoanError) {
            try self.init(type, fields, on: date, in: currency)
        } catch {
            throw LoanError(error.code, at: path() + error.path, error.message)
        }
    }

    /// The same, with errors' paths from the event on, such as `.amount`.
    private init(
        _ type: EventType, _ fields: EventFields, on date: CivilDate, in currency: Currency
    ) throws(LoanError) {
        let form = EventForm(type: type, date: date, currency: currency)
        try form.checkPresence(fields)
        let amountMinor = try form.amount(fields.amountMinor)
        let number = try form.number(fields.reversedEvent)
        let component = try form.component(fields.component)
        try form.checkReason(fields.reason)
        let rate = try form.rate(fields.rate)
        let until = try form.until(fields.until)
        let terms = try form.terms(fields.terms)
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
        case .settlement: self = .settlement(amountMinor: amountMinor)
        case .charge: self = .charge(component, amountMinor: amountMinor, reason: fields.reason)
        case .waiver: self = .waiver(component, amountMinor: amountMinor)
        case .drawdown: self = .drawdown(amountMinor: amountMinor)
        case .rateChange:
            self = .rateChange(rate, keep: fields.keep ?? .term)
        case .reschedule: self = .reschedule(terms, arrears: fields.arrears ?? .keep)
        case .interestPause: self = .interestPause(until: until)
        case .refund: self = .refund(amountMinor: amountMinor)
        }
    }

    /// Refuses values that no event has, such as a repayment of nothing.
    ///
    /// - Throws: As `init(_:_:on:at:in:)`.
    func validate(
        on date: CivilDate, at path: @autoclosure () -> String, in currency: Currency
    ) throws(LoanError) {
        switch self {
        case .submit, .approve, .reject, .revise, .cancel, .disburse, .writeOff: return
        case .repayment(let amountMinor), .recovery(let amountMinor):
            if amountMinor > 0 { return }
        default: break
        }
        _ = try LoanEvent(type, fields, on: date, at: path(), in: currency)
    }
}

/// The rules of an event's fields: which types have them, and what they may say.
private struct EventForm {
    let type: EventType
    let date: CivilDate
    let currency: Currency

    /// Each field where the type needs it, none where it does not have it, in the format's order.
    func checkPresence(_ fields: EventFields) throws(LoanError) {
        try check("amount", fields.amountMinor != nil, isNeeded: type.hasAmount)
        try check("of", fields.reversedEvent != nil, isNeeded: type == .reversal)
        try check(
            "component", fields.component != nil, isNeeded: type == .charge || type == .waiver)
        try check("reason", fields.reason != nil, isAllowed: type == .charge)
        try check("rate", fields.rate != nil, isNeeded: type == .rateChange)
        try check("keep", fields.keep != nil, isAllowed: type == .rateChange)
        try check("terms", fields.terms != nil, isNeeded: type == .reschedule)
        try check("arrears", fields.arrears != nil, isAllowed: type == .reschedule)
        try check("until", fields.until != nil, isNeeded: type == .interestPause)
    }

    private func check(_ field: String, _ isThere: Bool, isNeeded: Bool) throws(LoanError) {
        if isNeeded, !isThere {
            throw refusal(field, "\(type.name) without it", "the field is needed for \(type.name)")
        }
        try check(field, isThere, isAllowed: isNeeded)
    }

    private func check(_ field: String, _ isThere: Bool, isAllowed: Bool) throws(LoanError) {
        if isThere, !isAllowed {
            throw refusal(field, "the field for \(type.name)", "none for \(type.name)")
        }
    }

    /// The amount of an event that has one.
    func amount(_ amountMinor: Int64?) throws(LoanError) -> Int64 {
        guard let amountMinor else { return 0 }
        let least: Int64 = type == .settlement ? 0 : 1
        if amountMinor < least {
            throw refusal(
                "amount", currency.text(amountMinor),
                "an amount of \(least == 0 ? "zero or more" : "more than zero") for \(type.name)")
        }
        return amountMinor
    }

    /// The number that a reversal names.
    func number(_ number: Int?) throws(LoanError) -> Int {
        guard let number else { return 0 }
        if number < 1 { throw refusal("of", "\(number)", "the number of an event, from 1") }
        return number
    }

    /// The component of a charge or waiver.
    func component(_ component: Component?) throws(LoanError) -> Component {
        guard let component else { return .fee }
        if type == .charge, component != .fee, component != .penalty {
            throw refusal("component", component.name, "FEE or PENALTY for CHARGE")
        }
        return component
    }

    func checkReason(_ reason: String?) throws(LoanError) {
        if let reason, reason.utf8.count > EventFields.maximumReasonBytes {
            throw refusal(
                "reason", "\(reason.utf8.count) bytes",
                "at most \(EventFields.maximumReasonBytes) bytes")
        }
    }

    /// The rate of a rate change.
    func rate(_ rate: InterestRate?) throws(LoanError) -> InterestRate {
        guard let rate else { return InterestRate(percent: .zero, per: .year) }
        if rate.percent.signum < 0 {
            throw refusal("rate.percent", "\(rate.percent)", "zero or more")
        }
        if rate.per == .loan {
            throw refusal("rate.per", rate.per.name, "YEAR, MONTH, WEEK or DAY")
        }
        return rate
    }

    /// The end of an interest pause.
    func until(_ until: CivilDate?) throws(LoanError) -> CivilDate {
        guard let until else { return date }
        if until <= date {
            throw refusal("until", "\(until)", "a date after the event's, \(date)")
        }
        return until
    }

    /// The terms of a reschedule, each by itself.
    func terms(_ terms: RescheduleTerms?) throws(LoanError) -> RescheduleTerms {
        guard let terms else { return RescheduleTerms() }
        try terms.validate(on: date, in: currency, at: "")
        return terms
    }

    private func refusal(_ field: String, _ met: String, _ allowed: String) -> LoanError {
        .notAllowed(.invalidEvent, at: "." + field, met: met, allowed: allowed)
    }
}
