import ExactArithmetic
import LoanCalendar
import LoanDisclosure
import LoanEngine

/// Disclosures as documents: `flows/1`, `rate-conversion/1` and, from a loan's terms, `loan-case/1`.
///
/// Section 1 of docs/disclosure.md.
public struct DisclosureDocument: Sendable {
    /// What a loan's case does not say.
    public struct LoanOptions: Sendable {
        /// The regime by its name; nil where only flows are asked about.
        public var regime: String?
        /// Digits of the percent, 0 to 12; nil for the regime's.
        public var decimals: Int?
        /// What Annex I counts back, by its name; nil for what goes with the term unit.
        public var period: String?
        /// As `COUNT:UNIT`.
        public var unitPeriod: String?

        /// Nothing said.
        public init() {}
    }

    private static let flowShape = DocumentShape.object([
        .init("kind", .string, required: true), .init("date", .string), .init("t", .string),
        .init("amount", .string), .init("amounts", .list(.string)), .init("count", .integer),
        .init("every", .integer), .init("unit", .string), .init("step", .string),
    ])
    private static let flowsShape = DocumentShape.object([
        .init("format", .string, required: true), .init("name", .orNull(.string)),
        .init("currency", .currency, required: true), .init("regime", .string, required: true),
        .init("decimals", .integer), .init("mode", .string),
        .init("flows", .list(flowShape), required: true), .init("time", .string),
        .init("period", .string),
        .init(
            "unitPeriod",
            .object([
                .init("count", .integer, required: true), .init("unit", .string, required: true),
            ])), .init("unitPeriodsPerYear", .string),
    ])
    private static let conversionShape = DocumentShape.object([
        .init("format", .string, required: true), .init("name", .orNull(.string)),
        .init("nominal", .string), .init("effective", .string),
        .init("perYear", .integer, required: true), .init("decimals", .integer),
        .init("mode", .string),
    ])

    /// The result of a document.
    ///
    /// - Throws: `DocumentError`.
    public static func result(
        of root: JSONValue, _ options: LoanOptions = LoanOptions()
    ) throws(DocumentError) -> JSONValue {
        switch root["format"]?.text {
        case "rate-conversion/1": return try conversion(root)
        case "loan-case/1": return try loan(root, options)
        case "flows/1", nil:
            try flowsShape.check(root)
            return try flows(root)
        case let format?:
            throw .refused(
                "MALFORMED_INPUT", at: "format", met: Excerpt.quoted(format),
                allowed: "flows/1, rate-conversion/1, loan-case/1")
        }
    }

    // MARK: Flows

    private static func flows(_ root: JSONValue) throws(DocumentError) -> JSONValue {
        let reader = DocumentReader(root, "INVALID_FLOWS")
        guard let currency = try reader.currency("currency"),
            let regime = try reader.word("regime", Regime.self)
        else { throw .refused("MALFORMED_INPUT", at: "$", met: "no regime", allowed: "one") }
        var options = Disclosure.Options(regime)
        options.decimals = try reader.integer("decimals", in: 0...12, else: options.decimals)
        options.mode = try reader.mode("mode") ?? options.mode
        var flows: [CashFlow] = []
        // Of which series each flow is: errors name what is written.
        var series: [Int] = []
        for (index, own) in reader.objects("flows").enumerated() {
            try add(own, index, currency, &flows)
            series += Array(repeating: index, count: flows.count - series.count)
        }
        let isAnnex = regime == .eu || regime == .uk
        for (name, isAllowed, allowed) in [
            ("time", isAnnex, "EU and UK"), ("period", isAnnex, "EU and UK"),
            ("unitPeriod", regime == .us, "US"), ("unitPeriodsPerYear", regime == .us, "US"),
        ] where reader.has(name) && !isAllowed {
            throw reader.refusal(name, met: "\(name) under \(regime.rawValue)", allowed: allowed)
        }
        options.fraction = try reader.word("time", YearFraction.self) ?? options.fraction
        options.period = try reader.word("period", AnnexPeriod.self) ?? options.period
        if reader.has("unitPeriod") {
            options.unitPeriod = try unitPeriod(reader.object("unitPeriod"))
        }
        if let perYear = try reader.rational("unitPeriodsPerYear") {
            guard !(perYear < Rational(1)), !(Rational(366) < perYear) else {
                throw reader.refusal(
                    "unitPeriodsPerYear", met: perYear.exactText, allowed: "1 to 366")
            }
            options.unitPeriodsPerYear = perYear
        }
        return try result(flows, options, currency, root["name"], series: series)
    }

    private static func unitPeriod(_ reader: DocumentReader) throws(DocumentError) -> UnitPeriod {
        guard let unit = try reader.word("unit", UnitPeriod.Unit.self),
            let own = UnitPeriod(reader.integer("count") ?? 1, unit)
        else {
            throw reader.refusal(
                "count", met: "\(reader.integer("count") ?? 0)",
                allowed: "1 DAY, 1 to 52 WEEK, 1 SEMIMONTH, 1 to 11 MONTH, 1 YEAR")
        }
        return own
    }

    private enum SeriesUnit: String, CaseIterable {
        case day = "DAY"
        case week = "WEEK"
        case month = "MONTH"
        case year = "YEAR"
    }

    /// Adds the flows of a series.
    private static func add(
        _ reader: DocumentReader, _ index: Int, _ currency: Currency, _ flows: inout [CashFlow]
    ) throws(DocumentError) {
        guard let kind = try reader.word("kind", CashFlow.Kind.self) else { return }
        guard reader.has("date") != reader.has("t") else {
            throw .refused(
                "INVALID_FLOWS", at: reader.path,
                met: reader.has("t") ? "date and t" : "neither date nor t", allowed: "one of them")
        }
        let date = try reader.date("date")
        let time = try reader.rational("t")
        if let time { try check(time, reader, "t") }
        for (name, isAllowed) in [
            ("every", date != nil), ("unit", date != nil), ("step", date == nil),
        ] where reader.has(name) && !isAllowed {
            throw reader.refusal(
                name, met: name + (date == nil ? " with t" : " with date"),
                allowed: date == nil ? "step" : "every and unit")
        }
        let written = reader.elements("amounts")
        let isWritten = reader.has("amounts")
        guard isWritten != reader.has("amount") else {
            throw .refused(
                "INVALID_FLOWS", at: reader.path,
                met: isWritten ? "amount and amounts" : "neither amount nor amounts",
                allowed: "one of them")
        }
        let most = Disclosure.maximumFlows
        let count = try reader.integer(
            "count", in: 1...most, else: isWritten ? written.count : 1)
        let every = try reader.integer("every", in: 1...3660, else: 1)
        let unit = try reader.word("unit", SeriesUnit.self) ?? .month
        let step = try reader.rational("step") ?? .zero
        try check(step, reader, "step")
        if isWritten, written.count != count {
            throw reader.refusal(
                "amounts", met: "\(written.count) amounts", allowed: "one for each of \(count)")
        }
        guard flows.count + count <= most else {
            throw DocumentError.refused(
                "LIMIT_EXCEEDED", at: "flows", met: "more than \(most) flows",
                allowed: "at most \(most)")
        }
        var amount: Int64 = 0
        if !isWritten { amount = try reader.amount("amount", in: currency) ?? 0 }
        for number in 0..<count {
            if isWritten {
                amount = try reader.amount(
                    written[number].text ?? "",
                    at: JSONPath.element(number, of: reader.place("amounts")), in: currency)
            }
            let when: CashFlow.Time
            if let date {
                guard let own = self.date(date, number * every, unit) else {
                    throw .refused(
                        "DATE_OUT_OF_RANGE", at: reader.path, met: "a date after 9999",
                        allowed: "up to 9999-12-31")
                }
                when = .date(own)
            } else {
                let own = (time ?? .zero) + step * Rational(Int64(number))
                try check(own, reader, "t")
                when = .years(own)
            }
            flows.append(CashFlow(kind, amountMinor: amount, at: when))
        }
    }

    private static func check(
        _ time: Rational, _ reader: DocumentReader, _ name: String
    ) throws(DocumentError) {
        let size = time.signum < 0 ? Rational(0) - time : time
        if Rational(20_000) < size || Whole(1_000_000) < Whole(denominatorOf: time) {
            throw reader.refusal(
                name, met: Excerpt.quoted(time.description),
                allowed: "−20000 to 20000, with a denominator of at most 1000000")
        }
    }

    private static func date(_ start: CivilDate, _ steps: Int, _ unit: SeriesUnit) -> CivilDate? {
        switch unit {
        case .day: start.adding(days: steps)
        case .week: start.adding(days: 7 * steps)
        case .month: MonthSteps(from: start).date(after: steps)
        case .year: MonthSteps(from: start).date(after: 12 * steps)
        }
    }

    // MARK: A loan

    private static func loan(
        _ root: JSONValue, _ options: LoanOptions
    ) throws(DocumentError) -> JSONValue {
        guard let regime = options.regime.flatMap(Regime.init(rawValue:)) else {
            throw .refused(
                "INVALID_FLOWS", at: "regime", met: options.regime ?? "no regime",
                allowed: Regime.allCases.map { $0.rawValue }.joined(separator: ", "))
        }
        var own = Disclosure.Options(regime)
        if let decimals = options.decimals {
            guard (0...12).contains(decimals) else {
                throw .refused(
                    "INVALID_FLOWS", at: "decimals", met: "\(decimals)", allowed: "0 to 12")
            }
            own.decimals = decimals
        }
        let terms: LoanTerms
        let flows: [CashFlow]
        do throws(LoanError) {
            let form = try CaseForm(root)
            terms = try form.terms()
            flows = try CashFlow.contract(
                terms, status: form.status, try form.events(in: terms.currency))
        } catch {
            throw DocumentError(error)
        }
        if let period = options.period {
            guard let named = AnnexPeriod(rawValue: period) else {
                throw .refused(
                    "INVALID_FLOWS", at: "period", met: period,
                    allowed: AnnexPeriod.allCases.map { $0.rawValue }.joined(separator: ", "))
            }
            own.period = named
        } else {
            own.period = AnnexPeriod(terms)
        }
        if regime == .us {
            own.unitPeriod =
                try options.unitPeriod.map { (text) throws(DocumentError) in
                    let parts = text.split(separator: ":").map(String.init)
                    guard parts.count == 2, let count = Int(parts[0]),
                        let unit = UnitPeriod.Unit(rawValue: parts[1]),
                        let period = UnitPeriod(count, unit)
                    else {
                        throw .refused(
                            "INVALID_FLOWS", at: "unitPeriod", met: text,
                            allowed: "COUNT:UNIT such as 1:MONTH")
                    }
                    return period
                } ?? UnitPeriod(terms)
            if own.unitPeriod == nil {
                throw .refused(
                    "INVALID_FLOWS", at: "unitPeriod", met: "dueDates without a unit period",
                    allowed: "--unit-period COUNT:UNIT")
            }
        }
        return try result(flows, own, terms.currency, root["name"])
    }

    private static func result(
        _ flows: [CashFlow], _ options: Disclosure.Options, _ currency: Currency,
        _ name: JSONValue?, series: [Int] = []
    ) throws(DocumentError) -> JSONValue {
        let own: Disclosure
        do throws(DisclosureError) {
            own = try Disclosure(flows, options)
        } catch {
            throw DocumentError(
                DisclosureError(error.code, at: written(error.path, series), error.message))
        }
        func money(_ minor: Int64) -> JSONValue { .string(currency.text(minor)) }
        return .object([
            .init("format", .string("disclosure/1")), .init("name", name ?? .null),
            .init("regime", .string(own.regime.rawValue)),
            .init(
                "apr",
                .object([
                    .init("percent", .string(own.rate.percent)),
                    .init("decimals", .number("\(own.rate.decimals)")),
                    .init("mode", .string(own.rate.mode.name)),
                    .init("bracket", .array(own.rate.bracket.map { .string($0) })),
                ])),
            .init(
                "unitPeriodsPerYear",
                own.unitPeriodsPerYear.map { .string($0.exactText) } ?? .null),
            .init("totalAdvances", money(own.totalAdvancesMinor)),
            .init("prepaidCharges", money(own.prepaidChargesMinor)),
            .init("amountFinanced", money(own.amountFinancedMinor)),
            .init("totalOfPayments", money(own.totalOfPaymentsMinor)),
            .init("totalAmountPayable", money(own.totalAmountPayableMinor)),
            .init("financeCharge", money(own.financeChargeMinor)),
        ])
    }

    /// The path of a flow's field, by the series that it is of.
    private static func written(_ path: String, _ series: [Int]) -> String {
        let parts = path.split(separator: "]", maxSplits: 1)
        guard parts.count == 2, parts[0].hasPrefix("flows["),
            let flow = Int(parts[0].dropFirst("flows[".count)), series.indices.contains(flow)
        else { return path }
        return JSONPath.element(series[flow], of: "flows") + parts[1]
    }

    // MARK: Nominal and effective

    private static func conversion(_ root: JSONValue) throws(DocumentError) -> JSONValue {
        try conversionShape.check(root)
        let reader = DocumentReader(root, "INVALID_FLOWS")
        guard reader.has("nominal") != reader.has("effective") else {
            throw .refused(
                "INVALID_FLOWS", at: "$",
                met: reader.has("nominal")
                    ? "nominal and effective" : "neither nominal nor effective",
                allowed: "one of them")
        }
        let nominal = try reader.rational("nominal")
        let effective = try reader.rational("effective")
        let perYear = try reader.integer("perYear", in: 1...366, else: 1)
        let decimals = try reader.integer("decimals", in: 0...18, else: 2)
        let mode = try reader.mode("mode") ?? .halfUp
        var found: String
        do throws(DisclosureError) {
            if let nominal {
                found = try RateConversion.effective(
                    ofNominal: nominal, perYear: perYear, decimals: decimals, mode: mode)
            } else {
                found = try RateConversion.nominal(
                    ofEffective: effective ?? .zero, perYear: perYear, decimals: decimals,
                    mode: mode)
            }
        } catch {
            throw DocumentError(error)
        }
        return .object([
            .init("format", .string("rate-conversion/1")), .init("name", root["name"] ?? .null),
            .init("nominal", .string(nominal?.exactText ?? found)),
            .init("effective", .string(effective?.exactText ?? found)),
            .init("perYear", .number("\(perYear)")), .init("decimals", .number("\(decimals)")),
            .init("mode", .string(mode.name)),
        ])
    }
}
