// The fields of prepayment, settlement and late charges: "Terms" in docs/case-format.md.

extension Prepayment: CaseObject {
    static let caseFields: [CaseField<Prepayment>] = [
        .word("effect", .init({ $0.effect }, { $0.effect = $1 })),
        .word("interest", .init({ $0.interest }, { $0.interest = $1 })),
    ]

    static func absent(in currency: Currency) -> Prepayment { Prepayment() }
}

extension SettlementTerms: CaseObject {
    static let caseFields: [CaseField<SettlementTerms>] = [
        .word("interest", .init({ $0.interest }, { $0.interest = $1 })),
        .amountOrPercent("fee", .init({ $0.fee }, { $0.fee = $1 })),
        .percent("retained", .init({ $0.retainedPercent }, { $0.retainedPercent = $1 })),
    ]

    static func absent(in currency: Currency) -> SettlementTerms { SettlementTerms() }
}

extension CaseField where Owner: CaseObject {
    /// An amount or a percent, or none.
    static func amountOrPercent(
        _ name: String, _ property: Property<AmountOrPercent?>
    ) -> CaseField {
        CaseField(.optional(name, .object(AmountOrPercent.forms))) {
            fields, currency, owner throws(LoanError) in
            guard fields.has(name) else { return }
            property.set(&owner, try AmountOrPercent(fields.object(name), currency))
        } write: { owner, currency in
            property.get(owner).map { .object([$0.member(in: currency)]) }
        }
    }
}

extension AmountOrPercent {
    /// The forms of its fields.
    static var forms: [Shape.Field] {
        [.optional("amount", .string), .optional("percent", .string)]
    }

    /// Those of the limit of late charges, a percent of the principal.
    static var limitForms: [Shape.Field] { forms + [.optional("of", .string)] }

    /// The limit of late charges.
    init(limit fields: FieldReader, _ currency: Currency) throws(LoanError) {
        try self.init(fields, currency)
        switch (self, fields.text("of")) {
        case (.amount, nil), (.percent, "PRINCIPAL"): break
        case (.amount, .some):
            throw fields.refusal("of", met: "of with an amount", allowed: "only with a percent")
        case (.percent, let text):
            throw fields.refusal(
                "of", met: text.map(Excerpt.quoted) ?? "a percent of nothing",
                allowed: "\"PRINCIPAL\"")
        }
    }

    /// Its one field.
    func member(in currency: Currency) -> JSONValue.Member {
        switch self {
        case .amount(let amountMinor):
            JSONValue.Member("amount", .string(currency.text(amountMinor)))
        case .percent(let percent): JSONValue.Member("percent", .string(percent.shortText))
        }
    }

    /// The limit of late charges as JSON.
    func limitValue(in currency: Currency) -> JSONValue {
        var members = [member(in: currency)]
        if case .percent = self { members.append(JSONValue.Member("of", .string("PRINCIPAL"))) }
        return .object(members)
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

extension UpfrontFee: CaseElement {
    /// The form of a fee.
    static let form: Shape = .object(
        [.required("name", .string)] + AmountOrPercent.forms + [.required("collect", .string)])

    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        self.init(
            name: fields.text("name") ?? "", try AmountOrPercent(fields, currency),
            collection: try fields.named("collect", else: .deducted))
    }

    func value(in currency: Currency) -> JSONValue {
        .object([
            JSONValue.Member("name", .string(name)), figure.member(in: currency),
            JSONValue.Member("collect", .string(collection.name)),
        ])
    }
}

extension LateChargeRule: CaseElement {
    /// The form of a rule.
    static let form: Shape = .object([
        .optional("amount", .string), .optional("percent", .string),
        .optional("rate", .object(InterestRate.forms)), .optional("of", .string),
        .optional("yearDays", .integer), .optional("afterDays", .integer),
        .optional("from", .string), .optional("component", .string),
        .optional(
            "every", .object([.required("count", .integer), .required("unit", .string)])),
        .optional("times", .integer),
    ])

    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
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

extension LateChargeRule {
    func value(in currency: Currency) -> JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ text: String) {
            members.append(JSONValue.Member(key, .string(text)))
        }
        func add(_ key: String, _ count: Int) {
            members.append(JSONValue.Member(key, .number("\(count)")))
        }
        switch charge {
        case .amount(let amountMinor): add("amount", currency.text(amountMinor))
        case .percent(let percent, let base):
            add("percent", percent.shortText)
            add("of", base.name)
        case .penalInterest(let rate, let base, let yearDays, let start):
            members.append(JSONValue.Member("rate", .object(rate.members(in: currency))))
            add("of", base.name)
            add("yearDays", yearDays)
            if start != .dueDate { add("from", start.name) }
        }
        if afterDays != 0 { add("afterDays", afterDays) }
        if component != .penalty { add("component", component.name) }
        if let repetition {
            members.append(
                JSONValue.Member(
                    "every",
                    .object([
                        JSONValue.Member("count", .number("\(repetition.count)")),
                        JSONValue.Member("unit", .string(repetition.unit.name)),
                    ])))
            if let times = repetition.times { add("times", times) }
        }
        return .object(members)
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
        var rate = InterestRate.absent(in: currency)
        try rate.set(from: fields.object("rate"), in: currency)
        self = .penalInterest(
            rate, of: base,
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
