/// A span of time by its common words, and how to say it with the units of the case format.
///
/// Only messages read it: none of these words is accepted, but who writes one is told what to write
/// instead.
///
///     "termUnit": "QUARTER"               → say MONTH with termEvery 3
///     "rate": {…, "per": "QUARTER"}       → multiply percent by 4 and say YEAR
struct SpanOfTime: Sendable {
    /// How a message names it.
    private let name: String
    /// The words for it, in capitals without anything between them.
    private let words: [String]
    /// Steps of `unit` that make it, or, where it is half a month, that two of it make.
    private let every: Int
    private let unit: TermUnit
    private let isHalf: Bool
    /// A rate for the span, times `factor`, is the rate per `rateUnit`: the year has 12 months, 52
    /// weeks or 365 days.
    private let factor: Int
    private let rateUnit: RateUnit

    private init(
        _ name: String, _ words: [String], _ every: Int, _ unit: TermUnit, isHalf: Bool = false,
        times factor: Int, per rateUnit: RateUnit
    ) {
        self.name = name
        self.words = words
        self.every = every
        self.unit = unit
        self.isHalf = isHalf
        self.factor = factor
        self.rateUnit = rateUnit
    }

    static let all = [
        SpanOfTime(
            "YEAR", ["YEAR", "YEARS", "YEARLY", "ANNUAL", "ANNUALLY", "ANNUM", "PERANNUM"],
            12, .month, times: 1, per: .year),
        SpanOfTime(
            "HALF_YEAR",
            ["HALFYEAR", "HALFYEARS", "HALFYEARLY", "SEMIANNUAL", "SEMIANNUALLY", "SEMESTER"],
            6, .month, times: 2, per: .year),
        SpanOfTime(
            "QUARTER", ["QUARTER", "QUARTERS", "QUARTERLY", "TRIMESTER"], 3, .month, times: 4,
            per: .year),
        SpanOfTime("MONTH", ["MONTH", "MONTHS", "MONTHLY"], 1, .month, times: 1, per: .month),
        SpanOfTime(
            "SEMIMONTH", ["SEMIMONTH", "SEMIMONTHLY", "HALFMONTH", "HALFMONTHLY"],
            1, .month, isHalf: true, times: 24, per: .year),
        SpanOfTime(
            "FORTNIGHT", ["FORTNIGHT", "FORTNIGHTS", "FORTNIGHTLY", "BIWEEK", "BIWEEKLY"],
            2, .week, times: 26, per: .year),
        SpanOfTime("WEEK", ["WEEK", "WEEKS", "WEEKLY"], 1, .week, times: 1, per: .week),
        SpanOfTime("DAY", ["DAY", "DAYS", "DAILY"], 1, .day, times: 1, per: .day),
    ]

    /// The span that `text` is a word for, capitals or not, with or without `_`, `-` and spaces.
    init?(_ text: String) {
        guard text.utf8.count <= 32 else { return nil }
        let letters = text.utf8.filter { !"_- ".utf8.contains($0) }.map { byte in
            byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & ~0x20 : byte
        }
        for span in SpanOfTime.all
        where span.words.contains(where: { $0.utf8.elementsEqual(letters) }) {
            self = span
            return
        }
        return nil
    }

    /// How to have an installment every `termEvery` spans, or nil where no step is that long.
    func step(termEvery: Int) -> String? {
        if unit.name == name { return "say \(name)" }
        guard termEvery >= 1, termEvery <= LoanTerms.maximumTermEvery / every else { return nil }
        let times = termEvery == 1 ? "" : " with termEvery \(termEvery)"
        let said = "for \(name)\(times) say \(unit.name)"
        if !isHalf { return said + " with termEvery \(every * termEvery)" }
        if termEvery == 1 { return said + " with two dueDays, such as [15, 31]" }
        return termEvery % 2 == 0 ? said + " with termEvery \(termEvery / 2)" : nil
    }

    /// How to say a rate for the span.
    var rate: String {
        if factor == 1 { return "say \(rateUnit.name)" }
        return "for \(name) multiply percent by \(factor) and say \(rateUnit.name)"
    }
}
