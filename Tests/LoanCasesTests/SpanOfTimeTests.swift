import LoanCases
import Testing

@Suite("Words for spans of time that are no units")
struct SpanOfTimeTests {
    private static let sample = CaseText()

    @Test(
        "An unknown termUnit says how to write the step",
        arguments: [
            ("YEAR", 1, "; for YEAR say MONTH with termEvery 12"),
            ("annually", 1, "; for YEAR say MONTH with termEvery 12"),
            ("HALF_YEAR", 1, "; for HALF_YEAR say MONTH with termEvery 6"),
            ("semi-annual", 1, "; for HALF_YEAR say MONTH with termEvery 6"),
            ("QUARTER", 1, "; for QUARTER say MONTH with termEvery 3"),
            ("QUARTER", 2, "; for QUARTER with termEvery 2 say MONTH with termEvery 6"),
            ("QUARTER", 122, "; for QUARTER with termEvery 122 say MONTH with termEvery 366"),
            // 3 × 123 months are more than a step may have, and no step has -1.
            ("QUARTER", 123, ""), ("QUARTER", -1, ""),
            ("BIWEEKLY", 1, "; for FORTNIGHT say WEEK with termEvery 2"),
            ("Fortnight", 1, "; for FORTNIGHT say WEEK with termEvery 2"),
            ("bi-weekly", 1, "; for FORTNIGHT say WEEK with termEvery 2"),
            ("SEMIMONTH", 1, "; for SEMIMONTH say MONTH with two dueDays, such as [15, 31]"),
            ("SEMIMONTH", 4, "; for SEMIMONTH with termEvery 4 say MONTH with termEvery 2"),
            ("SEMIMONTH", 3, ""),
            ("MONTHLY", 3, "; say MONTH"), ("month", 1, "; say MONTH"),
            ("Weeks", 1, "; say WEEK"), ("DAILY", 1, "; say DAY"),
            // No word that the engine knows, and the beginning and the lengthening of one.
            ("DECADE", 1, ""), ("QUARTE", 1, ""), ("QUARTERLYS", 1, ""), ("", 1, ""),
            ("Ｙear", 1, ""),
        ])
    func termUnit(_ word: String, _ every: Int, _ hint: String) {
        let error = Self.sample.with("terms.termUnit", "\"\(word)\"")
            .with("terms.termEvery", "\(every)").result.error
        #expect(error?.code == .invalidTerms && error?.path == "terms.termUnit")
        #expect(
            error?.message == "\"\(word)\" is not allowed here; allowed: DAY, WEEK, MONTH" + hint)
    }

    @Test("Without termEvery, or with one that is no Int, the step is of one span")
    func noTermEvery() {
        let quarter = Self.sample.with("terms.termUnit", "\"QUARTER\"")
        for termEvery in [nil, "9223372036854775808"] {
            let message = quarter.with("terms.termEvery", termEvery).result.error?.message
            #expect(message?.hasSuffix("; for QUARTER say MONTH with termEvery 3") == true)
        }
    }

    @Test(
        "An unknown unit of the rate says how to convert it",
        arguments: [
            ("ANNUM", "; say YEAR"), ("per annum", "; say YEAR"), ("Year", "; say YEAR"),
            ("HALF_YEAR", "; for HALF_YEAR multiply percent by 2 and say YEAR"),
            ("QUARTER", "; for QUARTER multiply percent by 4 and say YEAR"),
            ("MONTHLY", "; say MONTH"),
            ("SEMIMONTH", "; for SEMIMONTH multiply percent by 24 and say YEAR"),
            ("FORTNIGHT", "; for FORTNIGHT multiply percent by 26 and say YEAR"),
            ("WEEKS", "; say WEEK"), ("daily", "; say DAY"), ("TERM", ""),
        ])
    func ratePer(_ word: String, _ hint: String) {
        let error = Self.sample.with("terms.rate", #"{"percent": "6", "per": "\#(word)"}"#)
            .result.error
        #expect(error?.code == .invalidTerms && error?.path == "terms.rate.per")
        let allowed = "allowed: YEAR, MONTH, WEEK, DAY, LOAN"
        #expect(error?.message == "\"\(word)\" is not allowed here; \(allowed)" + hint)
    }

    @Test("What is said to write instead is taken, and is the same time and rate")
    func advice() throws {
        // Each span as a step, its rate as said, and the interest on 52000.00 at 1 % a span.
        for (every, unit, percent, per, interest) in [
            (12, "MONTH", "1", "YEAR", "520.00"), (6, "MONTH", "2", "YEAR", "520.00"),
            (3, "MONTH", "4", "YEAR", "520.00"), (1, "MONTH", "1", "MONTH", "520.00"),
            (2, "WEEK", "26", "YEAR", "520.00"), (1, "WEEK", "1", "WEEK", "520.00"),
            (1, "DAY", "1", "DAY", "520.00"),
        ] {
            let result = Self.sample.with("terms.principalAmount", "\"52000.00\"")
                .with("terms.rate", #"{"percent": "\#(percent)", "per": "\#(per)"}"#)
                .with("terms.termUnit", "\"\(unit)\"").with("terms.termEvery", "\(every)")
                .with("terms.termCount", "1").with("events", "[]").with("asOf", nil).result
            let items = try result.value["schedule"]?["items"]?.elements
            #expect(items?.first?["interestDue"] == .string(interest), "\(every) × \(unit)")
        }
    }
}
