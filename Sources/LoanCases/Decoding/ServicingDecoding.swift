// Prepayment, settlement and late charges.

extension ServicingTerms {
    /// Of the terms of a case whose shape is checked.
    init(_ terms: FieldReader, _ currency: Currency) throws(LoanError) {
        let prepayment = terms.object("prepayment")
        let settlement = terms.object("settlement")
        var rules: [LateChargeRule] = []
        self.init(
            prepayment: Prepayment(
                effect: try prepayment.named("effect", else: .advance),
                interest: try prepayment.named("interest", else: .toDate)),
            settlement: SettlementTerms(
                interest: try settlement.named("interest", else: .toDate),
                fee: settlement.has("fee")
                    ? try AmountOrPercent(settlement.object("fee"), currency) : nil,
                retainedPercent: try settlement.percent("retained") ?? .zero))
        for fields in terms.objects("lateCharges") {
            rules.append(try LateChargeRule(fields, currency))
        }
        lateCharges = rules
        guard terms.has("lateChargeLimit") else { return }
        let limit = terms.object("lateChargeLimit")
        let value = try AmountOrPercent(limit, currency)
        lateChargeLimit = value
        switch (value, limit.text("of")) {
        case (.amount, nil), (.percent, "PRINCIPAL"): break
        case (.amount, .some):
            throw limit.refusal("of", met: "of with an amount", allowed: "only with a percent")
        case (.percent, let text):
            throw limit.refusal(
                "of", met: text.map(Excerpt.quoted) ?? "a percent of nothing",
                allowed: "\"PRINCIPAL\"")
        }
    }
}

extension AmountOrPercent {
    /// The one of `amount` and `percent` that is given.
    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        switch (try fields.amount("amount", in: currency), try fields.percent("percent")) {
        case (.some(let amountMinor), nil): self = .amount(minor: amountMinor)
        case (nil, .some(let percent)): self = .percent(percent)
        case (let amountMinor, _):
            throw fields.refusal(
                met: amountMinor == nil ? "neither amount nor percent" : "amount and percent",
                allowed: "one of amount and percent")
        }
    }
}

extension LateChargeRule {
    fileprivate init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        let kinds = ["amount", "percent", "rate"].filter(fields.has)
        guard kinds.count == 1, let kind = kinds.first else {
            throw fields.refusal(
                met: kinds.isEmpty
                    ? "none of amount, percent and rate" : kinds.joined(separator: " and "),
                allowed: "one of amount, percent and rate")
        }
        let isRate = kind == "rate"
        let own = isRate ? ["of", "yearDays", "from"] : kind == "percent" ? ["of"] : []
        for name in ["of", "yearDays", "from"] + (isRate ? ["every", "times"] : [])
        where fields.has(name) && !own.contains(name) {
            throw fields.refusal(name, met: "\(name) with \(kind)", allowed: "none with \(kind)")
        }
        self.init(
            try Charge(fields, kind, currency),
            afterDays: try fields.count("afterDays", else: 0),
            component: try fields.named("component", else: .penalty),
            repetition: isRate ? nil : try Repetition.of(fields))
    }
}

extension LateChargeRule.Charge {
    fileprivate init(
        _ fields: FieldReader, _ kind: String, _ currency: Currency
    ) throws(LoanError) {
        if kind == "amount" {
            self = .amount(minor: try fields.amount("amount", in: currency) ?? 0)
            return
        }
        let base: LateChargeRule.Base? = try fields.named("of")
        guard let base else {
            throw fields.refusal(
                "of", met: "a \(kind) of nothing", allowed: LateChargeRule.Base.allNames)
        }
        if kind == "percent" {
            self = .percent(try fields.percent("percent") ?? .zero, of: base)
            return
        }
        self = .penalInterest(
            try InterestRate(fields.object("rate")), of: base,
            yearDays: try fields.count("yearDays", else: 0),
            from: try fields.named("from", else: .dueDate))
    }
}

extension LateChargeRule.Repetition {
    /// The repetition of a rule, or nil where it charges once.
    fileprivate static func of(
        _ fields: FieldReader
    ) throws(LoanError) -> LateChargeRule.Repetition? {
        let times = fields.has("times") ? try fields.count("times", else: 0) : nil
        guard fields.has("every") else {
            if let times {
                throw fields.refusal(
                    "times", met: "\(times) without every", allowed: "only with every")
            }
            return nil
        }
        let every = fields.object("every")
        return LateChargeRule.Repetition(
            every: try every.count("count", else: 1), try every.named("unit", else: .month),
            times: times)
    }
}
