// The fields of a case's terms: section 2 of docs/case-format.md.

extension LoanTerms: CaseObject {
    static let caseFields: [CaseField<LoanTerms>] = [
        CaseField(
            .required("currency", .stringOrObject(Currency.forms)),
            read: { _, currency, terms in terms.currency = currency },
            write: { terms, _ in terms.currency.value }),
        .amount(
            "principalAmount", .init({ $0.principalMinor }, { $0.principalMinor = $1 }),
            isRequired: true),
        .object("rate", .init({ $0.rate }, { $0.rate = $1 }), isRequired: true),
        .word("interestMethod", .init({ $0.interestMethod }, { $0.interestMethod = $1 })),
        .word("amortization", .init({ $0.amortization }, { $0.amortization = $1 })),
        .count("termCount", .init({ $0.termCount }, { $0.termCount = $1 }), isRequired: true)
            .required(unless: "dueDates") { $0.dueDates == nil },
        .word("termUnit", .init({ $0.termUnit }, { $0.termUnit = $1 }), isRequired: true) {
            text, fields in
            SpanOfTime(text)?.step(termEvery: fields.integer("termEvery") ?? 1)
        }.required(unless: "dueDates") { $0.dueDates == nil },
        .count("termEvery", .init({ $0.termEvery }, { $0.termEvery = $1 })),
        .date(required: "disbursedAt", .init({ $0.disbursedAt }, { $0.disbursedAt = $1 })),
        .date("firstDueDate", .init({ $0.firstDueDate }, { $0.firstDueDate = $1 })),
        .word("dayCount", .init({ $0.dayCount }, { $0.dayCount = $1 })),
        .object("rounding", .init({ $0.rounding }, { $0.rounding = $1 })),
        .word("leveling", .init({ $0.leveling }, { $0.leveling = $1 })),
        .word("flatInterest", .init({ $0.flatInterest }, { $0.flatInterest = $1 })),
        .word("residual", .init({ $0.residual }, { $0.residual = $1 })),
        .object("grace", .init({ $0.grace }, { $0.grace = $1 })),
        .amount("balloonAmount", .init({ $0.balloonMinor }, { $0.balloonMinor = $1 })),
        .amount(
            "installmentFee", .init({ $0.installmentFeeMinor }, { $0.installmentFeeMinor = $1 })),
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
        .object("delinquency", .init({ $0.delinquency }, { $0.delinquency = $1 })),
        .object("prepayment", .init({ $0.servicing.prepayment }, { $0.servicing.prepayment = $1 })),
        .object("settlement", .init({ $0.servicing.settlement }, { $0.servicing.settlement = $1 })),
        .objects(
            "lateCharges", .init({ $0.servicing.lateCharges }, { $0.servicing.lateCharges = $1 }),
            LateChargeRule.form),
        CaseField(
            .optional("lateChargeLimit", .object(AmountOrPercent.limitForms)),
            read: { fields, currency, terms throws(LoanError) in
                guard fields.has("lateChargeLimit") else { return }
                terms.servicing.lateChargeLimit = try AmountOrPercent(
                    limit: fields.object("lateChargeLimit"), currency)
            },
            write: { terms, currency in terms.servicing.lateChargeLimit?.limitValue(in: currency) }),
        .word("accrual", .init({ $0.accrual }, { $0.accrual = $1 })),
        .objects(
            "upfrontFees", .init({ $0.upfrontFees }, { $0.upfrontFees = $1 }), UpfrontFee.form),
        .amountOrPercent("downPayment", .init({ $0.downPayment }, { $0.downPayment = $1 })),
        .amount("installmentAmount", .init({ $0.installmentMinor }, { $0.installmentMinor = $1 })),
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
        .counts("dueDays", .init({ $0.dueDays }, { $0.dueDays = $1 })),
        .word("firstPeriod", .init({ $0.firstPeriod }, { $0.firstPeriod = $1 })),
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
        .percent("percent", .init({ $0.percent }, { $0.percent = $1 }), isRequired: true),
        .word("per", .init({ $0.per }, { $0.per = $1 }), isRequired: true) { text, _ in
            SpanOfTime(text)?.rate
        },
    ]

    static func absent(in currency: Currency) -> InterestRate {
        InterestRate(percent: Rational(0), per: .year)
    }
}

extension Rational {
    /// The shorter of decimal and ratio: it is no longer than the text that was read, and so can be
    /// read again.
    public var shortText: String {
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
        .amount("interestUnit", .init({ $0.interestUnitMinor }, { $0.interestUnitMinor = $1 })),
        CaseField(
            .optional("installmentMode", .string),
            read: { fields, _, rounding throws(LoanError) in
                rounding.installmentMode = try fields.named(
                    "installmentMode", else: rounding.installmentMode)
            },
            write: { rounding, _ in rounding.written(rounding.installmentMode, isForBoth: false) }),
        .amount(
            "installmentUnit", .init({ $0.installmentUnitMinor }, { $0.installmentUnitMinor = $1 })),
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
        .count("principal", .init({ $0.principal }, { $0.principal = $1 })),
        .count("interestFree", .init({ $0.interestFree }, { $0.interestFree = $1 })),
        .count("capitalized", .init({ $0.capitalized }, { $0.capitalized = $1 })),
        .count("deferred", .init({ $0.deferred }, { $0.deferred = $1 })),
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
        .count("graceDays", .init({ $0.graceDays }, { $0.graceDays = $1 })),
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
                policy.buckets.isEmpty ? nil : .array(policy.buckets.map { $0.value })
            }),
        .amount("tolerance", .init({ $0.toleranceMinor }, { $0.toleranceMinor = $1 })),
        .word("daysFrom", .init({ $0.daysFrom }, { $0.daysFrom = $1 })),
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
