import CLoanEngine
import LoanEngine

extension LogEntry {
    /// An event of a call. A zero stands for nothing in fields that the type does not have.
    ///
    /// - Parameter index: Its place among the call's events, from 0.
    /// - Throws: The code of what is wrong, at the field.
    init(
        _ event: le_event, at index: Int, in currency: Currency, _ parts: Parts
    ) throws(CallError) {
        var path: String { eventPath(index) }
        guard let type = member(event.type, EventType.self) else {
            throw .event(
                path + ".type", met: "\(event.type)",
                allowed: "a constant for one of \(EventType.allNames)")
        }
        let day = try LoanEngineC.date(event.date, path + ".date")
        if let money = LoanEvent(money: event, type) {
            self.init(money, on: day)
            return
        }
        var fields = EventFields(
            amountMinor: event.amount == 0 && !type.hasAmount ? nil : event.amount,
            reversedEvent: event.of == 0 && type != .reversal ? nil : Int(event.of))
        if type == .charge || type == .waiver || event.component != 0 {
            fields.component = try word(event.component, path + ".component")
        }
        let isRateChange = type == .rateChange
        if isRateChange || event.rate.numerator != 0 || event.rate.denominator != 0
            || event.rate_per != 0
        {
            fields.rate = try InterestRate(
                event.rate, le_part(), event.rate_per, parts, .invalidEvent, path + ".",
                textName: path)
        }
        if isRateChange || event.keep != 0 {
            fields.keep = try word(event.keep, path + ".keep")
        }
        if event.terms != 0 {
            fields.terms = try RescheduleTerms(
                try parts.value(at: event.terms, path + ".terms"), path, parts)
        }
        if type == .reschedule || event.arrears != 0 {
            fields.arrears = try word(event.arrears, path + ".arrears")
        }
        if type == .interestPause || event.until != 0 {
            fields.until = try LoanEngineC.date(event.until, path + ".until")
        }
        var who: Role?
        if event.role != Int32(LE_ROLE_NONE) {
            who = Role(event.role)
            guard who != nil else {
                throw .event(
                    path + ".role", met: "\(event.role)",
                    allowed: "LE_ROLE_NONE, or a constant for one of \(Role.allNames)")
            }
        }
        let happened = try engine { () throws(LoanError) in
            try LoanEvent(type, fields, on: day, at: path, in: currency)
        }
        self.init(happened, on: day, by: who)
    }
}

extension le_event {
    /// Whether it says nothing but an amount, which is above zero, and when: no field stands for more.
    var isMoneyAlone: Bool {
        let others =
            component | of | role | until | keep | arrears | rate_per | Int32(bitPattern: terms)
        return amount > 0 && others == 0 && rate.numerator | rate.denominator == 0
    }
}

extension LoanEvent {
    /// Money and nothing else, as most events are; nil for any other.
    fileprivate init?(money event: le_event, _ type: EventType) {
        guard event.isMoneyAlone else { return nil }
        switch type {
        case .repayment: self = .repayment(amountMinor: event.amount)
        case .recovery: self = .recovery(amountMinor: event.amount)
        default: return nil
        }
    }
}

extension CallError {
    static func event(_ path: String, met: String, allowed: String) -> CallError {
        CallError(.notAllowed(.invalidEvent, at: path, met: met, allowed: allowed))
    }
}

/// A member of a closed set in a field of an event.
private func word<Set: NamedCase & RawRepresentable>(
    _ value: Int32, _ path: String
) throws(CallError) -> Set where Set.RawValue == UInt8 {
    guard let member = member(value, Set.self) else {
        throw .event(
            path, met: "\(value)", allowed: "a constant for one of \(Set.allNames)")
    }
    return member
}

extension RescheduleTerms {
    /// What a reschedule agrees anew.
    ///
    /// - Parameter path: The event's.
    fileprivate init(
        _ terms: le_new_terms, _ event: String, _ parts: Parts
    ) throws(CallError) {
        self.init()
        let path = event + ".terms."
        guard terms.reserved == 0 else {
            throw .argument(path + "reserved", "reserved fields are zero")
        }
        guard terms.set < 1 << 6 else {
            throw .argument(path + "set", "\(terms.set) is not allowed here; allowed: LE_SET_…")
        }
        func has(_ bit: le_new_terms_set_) -> Bool { terms.set & bit.rawValue != 0 }
        func refuse(_ isThere: Bool, _ name: String) throws(CallError) {
            if isThere {
                throw .argument(path + name, "a value without its bit in set; allowed: 0")
            }
        }
        if has(LE_SET_RATE) {
            rate = try InterestRate(
                terms.rate, terms.rate_text, terms.rate_per, parts, .invalidEvent, path,
                textName: path + "rate_text")
        } else {
            try refuse(
                terms.rate.numerator != 0 || terms.rate.denominator != 0 || terms.rate_per != 0
                    || terms.rate_text.count != 0 || terms.rate_text.at != 0, "rate")
        }
        if has(LE_SET_AMORTIZATION) {
            amortization = try word(terms.amortization, path + "amortization")
        } else {
            try refuse(terms.amortization != 0, "amortization")
        }
        termCount = terms.term_count == 0 ? nil : Int(terms.term_count)
        if has(LE_SET_TERM_UNIT) {
            termUnit = try word(terms.term_unit, path + "termUnit")
        } else {
            try refuse(terms.term_unit != 0, "term_unit")
        }
        if has(LE_SET_TERM_EVERY) {
            termEvery = Int(terms.term_every)
        } else {
            try refuse(terms.term_every != 0, "term_every")
        }
        if has(LE_SET_FIRST_DUE_DATE) {
            firstDueDate = try date(terms.first_due_date, path + "firstDueDate")
        } else {
            try refuse(terms.first_due_date != 0, "first_due_date")
        }
        dueDays = try days(terms.due_days) { path }
        let numbers = try parts.elements(
            terms.due_dates, of: Int32.self, path + "due_dates")
        guard numbers.count <= LoanTerms.maximumTermCount else {
            throw .event(
                path + "dueDates", met: "\(numbers.count) dates",
                allowed: "at most \(LoanTerms.maximumTermCount)")
        }
        if !numbers.isEmpty { dueDates = try dates(numbers, path + "dueDates") }
        try setFigures(terms, hasFee: has(LE_SET_INSTALLMENT_FEE))
        try refuse(!has(LE_SET_INSTALLMENT_FEE) && terms.installment_fee != 0, "installment_fee")
    }

    private mutating func setFigures(
        _ terms: le_new_terms, hasFee: Bool
    ) throws(CallError) {
        if terms.grace_principal != 0 || terms.grace_interest_free != 0
            || terms.grace_capitalized != 0 || terms.grace_deferred != 0
        {
            grace = Grace(
                principal: Int(terms.grace_principal),
                interestFree: Int(terms.grace_interest_free),
                capitalized: Int(terms.grace_capitalized), deferred: Int(terms.grace_deferred))
        }
        balloonMinor = terms.balloon == 0 ? nil : terms.balloon
        installmentFeeMinor = hasFee ? terms.installment_fee : nil
        installmentMinor = terms.installment_amount == 0 ? nil : terms.installment_amount
    }
}
