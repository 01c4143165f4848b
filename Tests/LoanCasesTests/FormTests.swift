import LoanCases
import Testing

@Suite("The form of a case")
struct FormTests {
    private static let sample = CaseText()

    @Test("The sample is a case")
    func sample() {
        #expect(outcome(of: Self.sample.result) == "OK")
    }

    @Test(
        "Required fields",
        arguments: [
            "format", "terms", "terms.currency", "terms.principalAmount", "terms.rate",
            "terms.termCount", "terms.termUnit", "terms.disbursedAt", "event.type", "event.date",
        ])
    func missing(_ path: String) {
        let named = path.replacing("event.", with: "events[0].")
        #expect(outcome(of: Self.sample.with(path, nil).result) == "MALFORMED_INPUT \(named)")
    }

    @Test(
        "Fields that may be missing",
        arguments: ["name", "source", "status", "events", "asOf", "expect"])
    func optional(_ path: String) {
        #expect(outcome(of: Self.sample.with(path, nil).result) == "OK")
    }

    @Test(
        "Unknown fields",
        arguments: [
            ("comment", "1", "comment"), ("Terms", "{}", "Terms"),
            ("terms.termcount", "12", "terms.termcount"),
            ("terms.penalty", "null", "terms.penalty"), ("event.note", "\"\"", "events[0].note"),
            ("terms.rate", #"{"percent": "2", "per": "YEAR", "x": 1}"#, "terms.rate.x"),
            ("terms.rounding", #"{"unit": "1"}"#, "terms.rounding.unit"),
            ("terms.grace", #"{"all": 1}"#, "terms.grace.all"),
            ("terms.allocation", #"{"by": "x"}"#, "terms.allocation.by"),
            (
                "terms.delinquency", #"{"buckets": [{"name": "A", "fromDay": 0, "x": 1}]}"#,
                "terms.delinquency.buckets[0].x"
            ),
            ("terms.nonWorkingDays", #"{"days": []}"#, "terms.nonWorkingDays.days"),
            (
                "terms.currency", #"{"code": "XTS", "exponent": 2, "name": "x"}"#,
                "terms.currency.name"
            ),
            ("a b", "1", #""a b""#), ("", "1", #""""#), ("\\u0000", "1", #""\u0000""#),
        ])
    func unknown(_ path: String, _ value: String, _ named: String) {
        #expect(outcome(of: Self.sample.with(path, value).result) == "MALFORMED_INPUT \(named)")
    }

    @Test(
        "Wrong types",
        arguments: [
            ("format", "1", "format"), ("name", "null", "name"), ("source", "[]", "source"),
            ("terms", "[]", "terms"), ("terms", "null", "terms"), ("status", "3", "status"),
            ("events", "{}", "events"), ("events", "[1]", "events[0]"),
            ("asOf", "20260601", "asOf"),
            ("expect", "[]", "expect"), ("expect", "null", "expect"),
            ("terms.currency", "566", "terms.currency"),
            ("terms.currency", #"{"code": "XTS"}"#, "terms.currency.exponent"),
            ("terms.currency", #"{"code": "XTS", "exponent": "2"}"#, "terms.currency.exponent"),
            ("terms.principalAmount", "50000", "terms.principalAmount"),
            ("terms.principalAmount", "null", "terms.principalAmount"),
            ("terms.rate", "\"24\"", "terms.rate"),
            ("terms.rate", #"{"percent": 24, "per": "YEAR"}"#, "terms.rate.percent"),
            ("terms.rate", #"{"percent": "24"}"#, "terms.rate.per"),
            ("terms.termCount", "\"12\"", "terms.termCount"),
            ("terms.termCount", "12.0", "terms.termCount"),
            ("terms.termCount", "1e1", "terms.termCount"),
            ("terms.termCount", "12E0", "terms.termCount"),
            ("terms.termCount", "true", "terms.termCount"),
            ("terms.grace", #"{"principal": 1.0}"#, "terms.grace.principal"),
            ("terms.residual", "false", "terms.residual"),
            ("terms.nonWorkingDays", #"{"weekdays": "SUNDAY"}"#, "terms.nonWorkingDays.weekdays"),
            (
                "terms.nonWorkingDays", #"{"holidays": ["2026-01-01", 5]}"#,
                "terms.nonWorkingDays.holidays[1]"
            ),
            ("terms.allocation", #"{"order": [1]}"#, "terms.allocation.order[0]"),
            ("event.amount", "5000", "events[0].amount"), ("event.of", "\"1\"", "events[0].of"),
            ("event.of", "1.5", "events[0].of"), ("event.role", "null", "events[0].role"),
        ])
    func types(_ path: String, _ value: String, _ named: String) {
        #expect(outcome(of: Self.sample.with(path, value).result) == "MALFORMED_INPUT \(named)")
    }

    @Test(
        "The right type and a value without meaning",
        arguments: [
            ("terms.currency", "\"ngn\"", "INVALID_TERMS terms.currency"),
            (
                "terms.currency", #"{"code": "xts", "exponent": 2}"#,
                "INVALID_TERMS terms.currency.code"
            ),
            (
                "terms.currency", #"{"code": "XTS", "exponent": 7}"#,
                "INVALID_TERMS terms.currency.exponent"
            ),
            (
                "terms.currency", #"{"code": "XTS", "exponent": -1}"#,
                "INVALID_TERMS terms.currency.exponent"
            ),
            ("terms.principalAmount", "\"5e4\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"50,000\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"+5\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"５０\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"5.000\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"\"", "INVALID_TERMS terms.principalAmount"),
            ("terms.principalAmount", "\"-1\"", "INVALID_TERMS terms.principalAmount"),
            (
                "terms.principalAmount", "\"92233720368547758.08\"",
                "AMOUNT_OUT_OF_RANGE terms.principalAmount"
            ),
            (
                "terms.rate", #"{"percent": "2e1", "per": "YEAR"}"#,
                "INVALID_TERMS terms.rate.percent"
            ),
            (
                "terms.rate", #"{"percent": "1/0", "per": "YEAR"}"#,
                "INVALID_TERMS terms.rate.percent"
            ),
            (
                "terms.rate", #"{"percent": "-1", "per": "YEAR"}"#,
                "INVALID_TERMS terms.rate.percent"
            ),
            (
                "terms.rate", #"{"percent": "２４", "per": "YEAR"}"#,
                "INVALID_TERMS terms.rate.percent"
            ),
            ("terms.rate", #"{"percent": "24", "per": "Year"}"#, "INVALID_TERMS terms.rate.per"),
            ("terms.rate", #"{"percent": "24", "per": "LOAN"}"#, "INVALID_TERMS terms.rate.per"),
            ("terms.termCount", "0", "INVALID_TERMS terms.termCount"),
            ("terms.termCount", "-0", "INVALID_TERMS terms.termCount"),
            ("terms.termCount", "3661", "INVALID_TERMS terms.termCount"),
            ("terms.termCount", "9223372036854775808", "INVALID_TERMS terms.termCount"),
            ("terms.termUnit", "\"YEAR\"", "INVALID_TERMS terms.termUnit"),
            ("terms.disbursedAt", "\"2026-02-29\"", "INVALID_TERMS terms.disbursedAt"),
            ("terms.disbursedAt", "\"0000-01-01\"", "DATE_OUT_OF_RANGE terms.disbursedAt"),
            ("terms.disbursedAt", "\"10000-01-01\"", "INVALID_TERMS terms.disbursedAt"),
            ("terms.firstDueDate", "\"2026-03-10\"", "INVALID_TERMS terms.firstDueDate"),
            ("terms.dayCount", "\"ACT/365\"", "INVALID_TERMS terms.dayCount"),
            (
                "terms.rounding", #"{"interestUnit": "0"}"#,
                "INVALID_TERMS terms.rounding.interestUnit"
            ),
            (
                "terms.rounding", #"{"interestUnit": "0.005"}"#,
                "INVALID_TERMS terms.rounding.interestUnit"
            ),
            ("terms.rounding", #"{"mode": "HALF"}"#, "INVALID_TERMS terms.rounding.mode"),
            ("terms.grace", #"{"principal": 12}"#, "INVALID_TERMS terms.grace.principal"),
            (
                "terms.nonWorkingDays", #"{"weekdays": ["SUN"]}"#,
                "INVALID_TERMS terms.nonWorkingDays.weekdays[0]"
            ),
            (
                "terms.nonWorkingDays", #"{"holidays": ["2026-01-01", "x"]}"#,
                "INVALID_TERMS terms.nonWorkingDays.holidays[1]"
            ),
            (
                "terms.allocation", #"{"order": ["FEE", "FEE", "INTEREST", "PRINCIPAL"]}"#,
                "INVALID_TERMS terms.allocation.order[1]"
            ),
            ("terms.allocation", #"{"order": ["FEE"]}"#, "INVALID_TERMS terms.allocation.order"),
            ("terms.allocation", #"{"order": []}"#, "INVALID_TERMS terms.allocation.order"),
            (
                "terms.delinquency", #"{"buckets": [{"name": "A", "fromDay": 1}]}"#,
                "INVALID_TERMS terms.delinquency.buckets[0].fromDay"
            ),
            ("format", "\"loan-case/2\"", "MALFORMED_INPUT format"),
            ("status", "\"active\"", "MALFORMED_INPUT status"),
            ("asOf", "\"2026-6-1\"", "MALFORMED_INPUT asOf"),
            ("event.type", "\"PAYMENT\"", "INVALID_EVENT events[0].type"),
            ("event.date", "\"2026-04-31\"", "INVALID_EVENT events[0].date"),
            ("event.date", "\"0000-04-30\"", "DATE_OUT_OF_RANGE events[0].date"),
            ("event.amount", "\"0\"", "INVALID_EVENT events[0].amount"),
            ("event.amount", nil, "INVALID_EVENT events[0].amount"),
            ("event.amount", "\"1e3\"", "INVALID_EVENT events[0].amount"),
            ("event.amount", "\"92233720368547758.08\"", "AMOUNT_OUT_OF_RANGE events[0].amount"),
            ("event.role", "\"CLERK\"", "INVALID_EVENT events[0].role"),
            ("event.of", "1", "INVALID_EVENT events[0].of"),
        ] as [(String, String?, String)])
    func values(_ path: String, _ value: String?, _ expected: String) {
        #expect(outcome(of: Self.sample.with(path, value).result) == expected)
    }

    @Test("Amounts in messages have the currency's digits")
    func amountMessages() {
        let event = Self.sample.with("event.amount", "\"-5\"").result
        #expect(event.error?.message.hasPrefix("-5.00 is not allowed here; ") == true)
        let terms = Self.sample.with("terms.principalAmount", "\"-5\"").result
        #expect(terms.error?.message.hasPrefix("-5.00 is not allowed here; ") == true)
    }

    @Test("Dates at the ends of the calendar")
    func dates() {
        let first = Self.sample.with("terms.disbursedAt", "\"0001-01-01\"")
        #expect(outcome(of: first.result) == "OK")
        #expect(outcome(of: first.with("asOf", "\"9999-12-31\"").result) == "OK")
        let last = Self.sample.with("terms.disbursedAt", "\"9998-12-31\"").with("events", "[]")
        #expect(outcome(of: last.result) == "OK")
        let beyond = last.with("terms.disbursedAt", "\"9999-01-01\"")
        #expect(outcome(of: beyond.result) == "DATE_OUT_OF_RANGE schedule.items[11].dueDate")
    }

    @Test("Messages say what was met and what is allowed")
    func messages() throws {
        let error = try #require(Self.sample.with("terms.residual", "\"MIDDLE\"").result.error)
        #expect(error.message == "\"MIDDLE\" is not allowed here; allowed: LAST, FIRST, SPREAD")
        let unknown = try #require(Self.sample.with("terms.grace", #"{"x": 1}"#).result.error)
        #expect(
            unknown.message
                == "unknown field; allowed here: principal, interestFree, capitalized, deferred")
        let long = "\"" + String(repeating: "9", count: 1_000_000) + "\""
        let huge = try #require(Self.sample.with("terms.residual", long).result.error)
        #expect(huge.message.utf8.count < 300)
    }

    @Test("Cases decode to what their types say")
    func decoded() throws {
        let loanCase = try LoanCase(json: Array(Self.sample.text.utf8))
        #expect(loanCase.name == "12 monthly installments, one partial payment")
        #expect(loanCase.source == "the contract" && loanCase.status == .active)
        #expect(loanCase.terms.principalMinor == 50_000_00 && loanCase.terms.termCount == 12)
        #expect(loanCase.terms.rate.percent == Rational(24) && loanCase.terms.rate.per == .year)
        #expect(
            loanCase.terms.allocation == .interestFirst && loanCase.terms.rounding == Rounding())
        #expect(loanCase.events.count == 1 && loanCase.events[0].event.amountMinor == 5_000_00)
        #expect(loanCase.events[0].method == "CASH" && loanCase.events[0].role == .creditOfficer)
        #expect(loanCase.asOf?.description == "2026-06-01" && loanCase.expect == .object([]))
        #expect(try loanCase.evaluate().arrears.daysPastDue == 21)
        #expect(throws: LoanError.self) {
            try LoanCase(json: Array(Self.sample.with("terms.termEvery", "0").text.utf8))
        }
    }

    @Test("Which error wins: form, terms, schedule, events' form, events")
    func precedence() {
        // Everything wrong at once, then one thing after the other put right.
        var text = Self.sample
        text.event = [
            ("type", "\"APPROVE\""), ("date", "\"2026-04-11\""), ("role", "\"CREDIT_OFFICER\""),
        ]
        text = text.with("asOf", "5").with("terms.termCount", "0").with("event.amount", "\"1\"")
            .with("terms.termUnit", "\"YEAR\"").with("terms.disbursedAt", "\"9999-12-31\"")
        #expect(outcome(of: text.result) == "MALFORMED_INPUT asOf")
        text = text.with("asOf", nil)
        #expect(outcome(of: text.result) == "INVALID_TERMS terms.termUnit")
        text = text.with("terms.termUnit", "\"MONTH\"")
        #expect(outcome(of: text.result) == "INVALID_TERMS terms.termCount")
        text = text.with("terms.termCount", "12")
        #expect(outcome(of: text.result) == "DATE_OUT_OF_RANGE schedule.items[0].dueDate")
        text = text.with("terms.disbursedAt", "\"2026-03-11\"")
        #expect(outcome(of: text.result) == "INVALID_EVENT events[0].amount")
        text = text.with("event.amount", nil)
        #expect(outcome(of: text.result) == "ILLEGAL_TRANSITION events[0].type")
        text = text.with("status", "\"PENDING_APPROVAL\"")
        #expect(outcome(of: text.result) == "FORBIDDEN_ROLE events[0].role")
        text = text.with("event.role", "\"ADMIN\"")
        #expect(outcome(of: text.result) == "OK")
    }

    @Test("Later events: form before any transition, then in the order written")
    func eventOrder() {
        func events(_ list: String) -> String {
            outcome(of: Self.sample.with("events", list).with("asOf", nil).result)
        }
        let illegal = #"{"type": "SUBMIT", "date": "2026-04-01"}"#
        let formless = #"{"type": "REPAYMENT", "date": "2026-05-01"}"#
        let early = #"{"type": "REPAYMENT", "date": "2026-03-10", "amount": "1"}"#
        #expect(events("[\(illegal), \(formless)]") == "INVALID_EVENT events[1].amount")
        #expect(events("[\(illegal), \(early)]") == "ILLEGAL_TRANSITION events[0].type")
        #expect(events("[\(early), \(illegal)]") == "INVALID_EVENT events[0].date")
        // The log is checked as a whole, whatever the as-of date.
        let future = Self.sample.with("asOf", "\"2026-03-31\"")
        #expect(
            outcome(of: future.with("events", "[\(illegal)]").result)
                == "ILLEGAL_TRANSITION events[0].type")
        #expect(
            outcome(of: future.with("events", "[\(formless)]").result)
                == "INVALID_EVENT events[0].amount")
    }
}
