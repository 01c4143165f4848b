/// Collects the members of an object; what is nil is left out.
struct Members {
    private(set) var members: [JSONValue.Member] = []

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { members.append(JSONValue.Member(key, value)) }
    }

    mutating func add(_ key: String, _ text: String?) {
        add(key, text.map { JSONValue.string($0) })
    }

    /// A count, unless it is the one that a missing field means.
    mutating func add(_ key: String, _ count: Int, unless fallback: Int? = nil) {
        if count != fallback { add(key, .number("\(count)")) }
    }

    /// A member of a closed set, unless it is the one that a missing field means.
    mutating func add<Set: NamedCase & Equatable>(
        _ key: String, _ member: Set, unless fallback: Set? = nil
    ) {
        if member != fallback { add(key, member.name) }
    }

    var value: JSONValue { .object(members) }
    /// The object, or nil where it has no members.
    var valueUnlessEmpty: JSONValue? { members.isEmpty ? nil : value }
}

extension LoanCase {
    /// The case as a JSON value: fields in the contract's order, those left out that say what their
    /// absence says.
    public var value: JSONValue {
        var members = Members()
        members.add("format", LoanCase.format)
        members.add("name", name)
        members.add("source", source)
        members.add("terms", terms.value)
        members.add("status", status, unless: .active)
        if !events.isEmpty {
            members.add("events", .array(events.map { $0.value(in: terms.currency) }))
        }
        members.add("asOf", asOf.map { "\($0)" })
        members.add("expect", expect)
        return members.value
    }
}

extension LoanTerms {
    fileprivate var value: JSONValue {
        var members = Members()
        members.add("currency", currency.value)
        members.add("principalAmount", currency.text(principalMinor))
        members.add("rate", rate.value)
        members.add("interestMethod", interestMethod, unless: .declining)
        members.add("amortization", amortization, unless: .equalInstallments)
        members.add("termCount", termCount)
        members.add("termUnit", termUnit)
        members.add("termEvery", termEvery, unless: 1)
        members.add("disbursedAt", "\(disbursedAt)")
        members.add("firstDueDate", firstDueDate.map { "\($0)" })
        members.add("dayCount", dayCount, unless: .equal)
        members.add("rounding", rounding.value(in: currency))
        members.add("leveling", leveling, unless: Leveling.none)
        members.add("flatInterest", flatInterest, unless: .term)
        members.add("residual", residual, unless: .last)
        members.add("grace", grace.value)
        if balloonMinor != 0 { members.add("balloonAmount", currency.text(balloonMinor)) }
        if installmentFeeMinor != 0 {
            members.add("installmentFee", currency.text(installmentFeeMinor))
        }
        members.add("nonWorkingDays", nonWorkingDays.map(\.value))
        members.add("allocation", allocation.value)
        members.add("delinquency", delinquency.value(in: currency))
        servicing.add(to: &members, in: currency)
        return members.value
    }
}

extension Currency {
    /// The code alone where its exponent is ISO 4217's.
    fileprivate var value: JSONValue {
        if Currency.exponent(of: code) == exponent { return .string(code) }
        return .object([
            JSONValue.Member("code", .string(code)),
            JSONValue.Member("exponent", .number("\(exponent)")),
        ])
    }
}

extension InterestRate {
    var value: JSONValue {
        // One of the two is no longer than the text that was read, and so can be read again.
        let ratio = "\(percent)"
        let decimal = percent.decimalText() ?? ratio
        var members = Members()
        members.add("percent", decimal.utf8.count <= ratio.utf8.count ? decimal : ratio)
        members.add("per", per)
        return members.value
    }
}

extension Rounding {
    fileprivate func value(in currency: Currency) -> JSONValue? {
        var members = Members()
        if interestMode == installmentMode {
            members.add("mode", interestMode, unless: .halfEven)
        } else {
            members.add("interestMode", interestMode, unless: .halfEven)
        }
        if interestUnitMinor != 1 {
            members.add("interestUnit", currency.text(interestUnitMinor))
        }
        if interestMode != installmentMode {
            members.add("installmentMode", installmentMode, unless: .halfEven)
        }
        if installmentUnitMinor != 1 {
            members.add("installmentUnit", currency.text(installmentUnitMinor))
        }
        return members.valueUnlessEmpty
    }
}

extension Grace {
    fileprivate var value: JSONValue? {
        var members = Members()
        members.add("principal", principal, unless: 0)
        members.add("interestFree", interestFree, unless: 0)
        members.add("capitalized", capitalized, unless: 0)
        return members.valueUnlessEmpty
    }
}

extension NonWorkingDays {
    fileprivate var value: JSONValue {
        var members = Members()
        if !weekdays.isEmpty {
            members.add("weekdays", .array(weekdays.map { .string($0.name) }))
        }
        if !holidayDates.isEmpty {
            members.add("holidays", .array(holidayDates.map { .string("\($0)") }))
        }
        members.add("rule", rule)
        return members.value
    }
}

extension LogEntry {
    fileprivate func value(in currency: Currency) -> JSONValue {
        var members = Members()
        let fields = event.fields
        members.add("type", event.type)
        members.add("date", "\(date)")
        members.add("amount", fields.amountMinor.map(currency.text))
        members.add("of", fields.reversedEvent.map { .number("\($0)") })
        members.add("method", method)
        members.add("reference", reference)
        members.add("role", role.map(\.name))
        return members.value
    }
}
