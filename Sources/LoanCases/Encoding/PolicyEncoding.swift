// How repayments are split, when an installment is overdue, and what servicing does.

extension AllocationPolicy {
    /// The object, or nil where it says what its absence says.
    var value: JSONValue? {
        var members = Members()
        let standard = ComponentOrder.interestFirst
        if pastDue == due, due == inAdvance {
            members.add("order", due, unless: standard)
        } else {
            members.add("pastDue", pastDue, unless: standard)
            members.add("due", due, unless: standard)
            members.add("inAdvance", inAdvance, unless: standard)
        }
        members.add("across", grouping, unless: .byInstallment)
        members.add("advance", advance, unless: .next)
        return members.valueUnlessEmpty
    }
}

extension Members {
    fileprivate mutating func add(
        _ key: String, _ order: ComponentOrder, unless standard: ComponentOrder
    ) {
        if order == standard { return }
        add(key, .array(order.components.map { .string($0.name) }))
    }

    fileprivate mutating func add(_ limit: AmountOrPercent, in currency: Currency) {
        switch limit {
        case .amount(let amountMinor): add("amount", currency.text(amountMinor))
        case .percent(let percent): add("percent", "\(percent)")
        }
    }
}

extension DelinquencyPolicy {
    /// The object, or nil where it says what its absence says.
    func value(in currency: Currency) -> JSONValue? {
        var members = Members()
        members.add("graceDays", graceDays, unless: 0)
        if !buckets.isEmpty {
            let values = buckets.map { bucket in
                JSONValue.object([
                    JSONValue.Member("name", .string(bucket.name)),
                    JSONValue.Member("fromDay", .number("\(bucket.fromDay)")),
                ])
            }
            members.add("buckets", .array(values))
        }
        if toleranceMinor != 0 { members.add("tolerance", currency.text(toleranceMinor)) }
        members.add("daysFrom", daysFrom, unless: .dueDate)
        return members.valueUnlessEmpty
    }
}

extension ServicingTerms {
    /// Adds its fields to those of the terms.
    func add(to terms: inout Members, in currency: Currency) {
        var members = Members()
        members.add("effect", prepayment.effect, unless: .advance)
        members.add("interest", prepayment.interest, unless: .toDate)
        terms.add("prepayment", members.valueUnlessEmpty)
        terms.add("settlement", settlement.value(in: currency))
        if !lateCharges.isEmpty {
            terms.add("lateCharges", .array(lateCharges.map { $0.value(in: currency) }))
        }
        guard let lateChargeLimit else { return }
        var limit = Members()
        limit.add(lateChargeLimit, in: currency)
        if case .percent = lateChargeLimit { limit.add("of", "PRINCIPAL") }
        terms.add("lateChargeLimit", limit.value)
    }
}

extension SettlementTerms {
    fileprivate func value(in currency: Currency) -> JSONValue? {
        var members = Members()
        members.add("interest", interest, unless: .toDate)
        if let fee {
            var parts = Members()
            parts.add(fee, in: currency)
            members.add("fee", parts.value)
        }
        if retainedPercent.signum != 0 { members.add("retained", "\(retainedPercent)") }
        return members.valueUnlessEmpty
    }
}

extension LateChargeRule {
    fileprivate func value(in currency: Currency) -> JSONValue {
        var members = Members()
        switch charge {
        case .amount(let amountMinor): members.add("amount", currency.text(amountMinor))
        case .percent(let percent, let base):
            members.add("percent", "\(percent)")
            members.add("of", base)
        case .penalInterest(let rate, let base, let yearDays, let start):
            members.add("rate", rate.value)
            members.add("of", base)
            members.add("yearDays", yearDays)
            members.add("from", start, unless: .dueDate)
        }
        members.add("afterDays", afterDays, unless: 0)
        members.add("component", component, unless: .penalty)
        if let repetition {
            var every = Members()
            every.add("count", repetition.count)
            every.add("unit", repetition.unit)
            members.add("every", every.value)
            if let times = repetition.times { members.add("times", times) }
        }
        return members.value
    }
}
