extension LoanTerms {
    /// The terms of a case whose shape is checked. Values are read in the order of the contract's
    /// table; ranges and combinations are for `validate()`.
    ///
    /// - Throws: `invalidTerms`, `amountOutOfRange` or `dateOutOfRange` at the value's path.
    init(_ fields: FieldReader) throws(LoanError) {
        let currency = try Currency(fields)
        let principalMinor = try fields.amount("principalAmount", in: currency) ?? 0
        let rate = try InterestRate(fields.object("rate"))
        let interestMethod = try fields.named("interestMethod", else: InterestMethod.declining)
        let amortization = try fields.named("amortization", else: Amortization.equalInstallments)
        let termCount = try fields.count("termCount", else: 0)
        let termUnit = try fields.named("termUnit", else: TermUnit.month) {
            SpanOfTime($0)?.step(termEvery: fields.integer("termEvery") ?? 1)
        }
        let termEvery = try fields.count("termEvery", else: 1)
        let disbursedAt = try fields.date("disbursedAt") ?? CivilDate.first
        self.init(
            currency: currency, principalMinor: principalMinor, rate: rate,
            interestMethod: interestMethod, amortization: amortization, termCount: termCount,
            termUnit: termUnit, termEvery: termEvery, disbursedAt: disbursedAt,
            firstDueDate: try fields.date("firstDueDate"),
            dayCount: try fields.named("dayCount", else: .equal),
            rounding: try Rounding(fields.object("rounding"), currency),
            leveling: try fields.named("leveling", else: .none),
            flatInterest: try fields.named("flatInterest", else: .term),
            residual: try fields.named("residual", else: .last),
            grace: try Grace(fields.object("grace")),
            balloonMinor: try fields.amount("balloonAmount", in: currency) ?? 0,
            installmentFeeMinor: try fields.amount("installmentFee", in: currency) ?? 0,
            nonWorkingDays: fields.has("nonWorkingDays")
                ? try NonWorkingDays(fields.object("nonWorkingDays")) : nil,
            allocation: try AllocationPolicy(fields.object("allocation")),
            delinquency: try DelinquencyPolicy(fields.object("delinquency"), currency),
            servicing: try ServicingTerms(fields, currency))
    }
}

extension Currency {
    fileprivate init(_ fields: FieldReader) throws(LoanError) {
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
}

extension InterestRate {
    init(_ fields: FieldReader) throws(LoanError) {
        let percent = try fields.percent("percent") ?? .zero
        let per = try fields.named("per", else: RateUnit.year) { SpanOfTime($0)?.rate }
        self.init(percent: percent, per: per)
    }
}

extension Rounding {
    fileprivate init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        self.init(
            mode: try fields.named("mode", else: .halfEven),
            interestMode: try fields.named("interestMode"),
            interestUnitMinor: try fields.amount("interestUnit", in: currency) ?? 1,
            installmentMode: try fields.named("installmentMode"),
            installmentUnitMinor: try fields.amount("installmentUnit", in: currency) ?? 1)
    }
}

extension Grace {
    fileprivate init(_ fields: FieldReader) throws(LoanError) {
        self.init(
            principal: try fields.count("principal", else: 0),
            interestFree: try fields.count("interestFree", else: 0),
            capitalized: try fields.count("capitalized", else: 0))
    }
}

extension NonWorkingDays {
    fileprivate init(_ fields: FieldReader) throws(LoanError) {
        self.init(
            weekdays: try fields.names("weekdays"), holidays: try fields.dates("holidays"),
            rule: try fields.named("rule", else: .following))
    }
}
