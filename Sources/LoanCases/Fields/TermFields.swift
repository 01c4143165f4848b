// The fields of a case's terms: section 2 of docs/case-format.md.

extension LoanTerms: CaseObject {
    static let caseFields: [CaseField<LoanTerms>] = [
        CaseField(
            .required("currency", .stringOrObject(Currency.forms)),
            read: { _, currency, terms in terms.currency = currency },
            write: { terms, _ in terms.currency.value }),
        .amount("principalAmount", \.principalMinor, isRequired: true),
        .object("rate", \.rate, isRequired: true),
        .word("interestMethod", \.interestMethod),
        .word("amortization", \.amortization),
        .count("termCount", \.termCount, isRequired: true)
            .required(unless: "dueDates") { $0.dueDates == nil },
        .word("termUnit", \.termUnit, isRequired: true) { text, fields in
            SpanOfTime(text)?.step(termEvery: fields.integer("termEvery") ?? 1)
        }.required(unless: "dueDates") { $0.dueDates == nil },
        .count("termEvery", \.termEvery),
        .date(required: "disbursedAt", \.disbursedAt),
        .date("firstDueDate", \.firstDueDate),
        .word("dayCount", \.dayCount),
        .object("rounding", \.rounding),
        .word("leveling", \.leveling),
        .word("flatInterest", \.flatInterest),
        .word("residual", \.residual),
        .object("grace", \.grace),
        .amount("balloonAmount", \.balloonMinor),
        .amount("installmentFee", \.installmentFeeMinor),
        CaseField(
            .optional("nonWorkingDays", .object(NonWorkingDays.forms)),
            read: { fields, _, terms throws(LoanError) in
                guard fields.has("nonWorkingDays") else { return }
                terms.nonWorkingDays = try NonWorkingDays(fields.object("nonWorkingDays"))
            },
            write: { terms, _ in terms.nonWorkingDays?.value }),
        CaseField(
            .optional("allocation", .object(AllocationPolicy.forms)),
            read: { fields, _, terms throws(LoanError) in
                terms.allocation = try AllocationPolicy(fields.object("allocation"))
            },
            write: { terms, _ in terms.allocation.value }),
        .object("delinquency", \.delinquency),
        .object("prepayment", \.servicing.prepayment),
        .object("settlement", \.servicing.settlement),
        .objects("lateCharges", \.servicing.lateCharges, LateChargeRule.form),
        CaseField(
            .optional("lateChargeLimit", .object(AmountOrPercent.limitForms)),
            read: { fields, currency, terms throws(LoanError) in
                guard fields.has("lateChargeLimit") else { return }
                terms.servicing.lateChargeLimit = try AmountOrPercent(
                    limit: fields.object("lateChargeLimit"), currency)
            },
            write: { terms, currency in terms.servicing.lateChargeLimit?.limitValue(in: currency) }),
        .word("accrual", \.accrual),
        .objects("upfrontFees", \.upfrontFees, UpfrontFee.form),
        .amountOrPercent("downPayment", \.downPayment),
        .amount("installmentAmount", \.installmentMinor),
        CaseField(
            .optional("dueDates", .array(.string)),
            read: { fields, _, terms throws(LoanError) in
                guard fields.has("dueDates") else { return }
                for name in ["termCount", "termUnit", "termEvery", "firstDueDate", "dueDays"]
                where fields.has(name) {
                    throw fields.refusal(
                        name, met: "\(name) beside dueDates", allowed: "none: dueDates stand for it"
                    )
                }
                let dates = try fields.dates("dueDates")
                terms.termCount = dates.count
                terms.dueDates = dates
            },
            write: { terms, _ in
                terms.dueDates.map { .array($0.map { .string("\($0)") }) }
            }),
        .counts("dueDays", \.dueDays),
        .word("firstPeriod", \.firstPeriod),
    ]

    static func absent(in currency: Currency) -> LoanTerms {
        LoanTerms(
            currency: currency, principalMinor: 0, rate: .absent(in: currency), termCount: 0,
            termUnit: .month, disbursedAt: .first)
    }

    /// The terms of a case whose form is checked. Values are read in the order of the contract's
    /// table; ranges and combinations are for `validate()`.
    ///
    /// - Throws: `invalidTerms`, `amountOutOfRange` or `dateOutOfRange` at the value's path.
    init(_ fields: FieldReader) throws(LoanError) {
        let currency = try Currency(fields)
        self = .absent(in: currency)
        try set(from: fields, in: currency)
    }
}

extension Currency {
    fileprivate static var forms: [Shape.Field] {
        [.required("code", .string), .required("exponent", .integer)]
    }

    /// The field `currency` of an object: a code, or a code and its exponent.
    init(_ fields: FieldReader) throws(LoanError) {
        if let code = fields.text("currency") {
            guard let currency = Currency(code: code) else {
                throw fields.refusal(
                    "currency", met: Excerpt.quoted(code),
                    allowed: "an ISO 4217 code, or {\"code\": …, \"exponent\": 0 to 6}")
            }
            self = currency
            return
        }
        let own = fields.object("currency")
        let code = own.text("code") ?? ""
        let exponent = try own.count("exponent", else: 0)
        guard Currency(code: code, exponent: 0) != nil else {
            throw own.refusal(
                "code", met: Excerpt.quoted(code), allowed: "three capital letters A to Z")
        }
        guard let currency = Currency(code: code, exponent: exponent) else {
            throw own.refusal("exponent", met: "\(exponent)", allowed: "0 to 6")
        }
        self = currency
    }

    /// The code alone where its exponent is ISO 4217's.
    fileprivate var value: JSONValue {
        if Currency.exponent(of: code) == exponent { return .string(code) }
        return .object([
            JSONValue.Member("code", .string(code)),
            JSONValue.Member("exponent", .number("\(exponent)")),
        ])
    }
}

extension InterestRate: CaseObject {
    static let caseFields: [CaseField<InterestRate>] = [
        .percent("percent", \.percent, isRequired: true),
        .word("per", \.per, isRequired: true) { text, _ in SpanOfTime(text)?.rate },
    ]

    static func absent(in currency: Currency) -> InterestRate {
        InterestRate(percent: Rational(0), per: .year)
    }
}

extension Rational {
    /// The shorter of decimal and ratio: it is no longer than the text that was read, and so can be
    /// read again.
    var shortText: String {
        let ratio = description
        let decimal = decimalText() ?? ratio
        return decimal.utf8.count <= ratio.utf8.count ? decimal : ratio
    }
}

extension Rounding: CaseObject {
    static let caseFields: [CaseField<Rounding>] = [
        CaseField(
            .optional("mode", .string),
            read: { fields, _, rounding throws(LoanError) in
                rounding.interestMode = try fields.named("mode", else: rounding.interestMode)
                rounding.installmentMode = rounding.interestMode
            },
            write: { rounding, _ in rounding.written(rounding.interestMode, isForBoth: true) }),
        CaseField(
            .optional("interestMode", .string),
            read: { fields, _, rounding throws(LoanError) in
                rounding.interestMode = try fields.named(
                    "interestMode", else: rounding.interestMode)
            },
            write: { rounding, _ in rounding.written(rounding.interestMode, isForBoth: false) }),
        .amount("interestUnit", \.interestUnitMinor),
        CaseField(
            .optional("installmentMode", .string),
            read: { fields, _, rounding throws(LoanError) in
                rounding.installmentMode = try fields.named(
                    "installmentMode", else: rounding.installmentMode)
            },
            write: { rounding, _ in rounding.written(rounding.installmentMode, isForBoth: false) }),
        .amount("installmentUnit", \.installmentUnitMinor),
    ]

    static func absent(in currency: Currency) -> Rounding { Rounding() }

    /// A mode as JSON in the field for both modes, or in its own: the one where they are the same,
    /// the other where not.
    private func written(_ mode: RoundingMode, isForBoth: Bool) -> JSONValue? {
        guard isForBoth == (interestMode == installmentMode), mode != .halfEven else { return nil }
        return .string(mode.name)
    }
}

extension Grace: CaseObject {
    static let caseFields: [CaseField<Grace>] = [
        .count("principal", \.principal),
        .count("interestFree", \.interestFree),
        .count("capitalized", \.capitalized),
        .count("deferred", \.deferred),
    ]

    static func absent(in currency: Currency) -> Grace { Grace() }
}

extension NonWorkingDays {
    fileprivate static var forms: [Shape.Field] {
        [
            .optional("weekdays", .array(.string)), .optional("holidays", .array(.string)),
            .optional("rule", .string),
        ]
    }

    fileprivate init(_ fields: FieldReader) throws(LoanError) {
        self.init(
            weekdays: try fields.names("weekdays"), holidays: try fields.dates("holidays"),
            rule: try fields.named("rule", else: .following))
    }

    fileprivate var value: JSONValue {
        var members: [JSONValue.Member] = []
        if !weekdays.isEmpty {
            let names = weekdays.map { JSONValue.string($0.name) }
            members.append(JSONValue.Member("weekdays", .array(names)))
        }
        if !holidayDates.isEmpty {
            let dates = holidayDates.map { JSONValue.string("\($0)") }
            members.append(JSONValue.Member("holidays", .array(dates)))
        }
        members.append(JSONValue.Member("rule", .string(rule.name)))
        return .object(members)
    }
}

extension DelinquencyPolicy: CaseObject {
    static let caseFields: [CaseField<DelinquencyPolicy>] = [
        .count("graceDays", \.graceDays),
        CaseField(
            .optional(
                "buckets",
                .array(.object([.required("name", .string), .required("fromDay", .integer)]))),
            read: { fields, _, policy throws(LoanError) in
                for bucket in fields.objects("buckets") {
                    policy.buckets.append(
                        DelinquencyBucket(
                            name: bucket.text("name") ?? "",
                            fromDay: try bucket.count("fromDay", else: 0)))
                }
            },
            write: { policy, _ in
                policy.buckets.isEmpty ? nil : .array(policy.buckets.map(\.value))
            }),
        .amount("tolerance", \.toleranceMinor),
        .word("daysFrom", \.daysFrom),
    ]

    static func absent(in currency: Currency) -> DelinquencyPolicy { DelinquencyPolicy() }
}

extension DelinquencyBucket {
    fileprivate var value: JSONValue {
        .object([
            JSONValue.Member("name", .string(name)),
            JSONValue.Member("fromDay", .number("\(fromDay)")),
        ])
    }
}
