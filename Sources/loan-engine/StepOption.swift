import LoanCases

/// Steps in time as options say them: `month`, `2 weeks`, `10days`, `quarter`.
enum StepOption {
    /// What is allowed, for messages.
    static let allowed = "day, week, fortnight, month, quarter, year, or a number of them"

    /// How many of which unit, or nil.
    static func parse(_ text: String) -> (count: Int, unit: TermUnit)? {
        let digits = text.prefix { $0.isNumber }
        let count = digits.isEmpty ? 1 : Int(digits)
        var word = text.dropFirst(digits.count).drop { $0 == " " }
        if word.hasSuffix("s") { word.removeLast() }
        let spans: [String: (TermUnit, Int)] = [
            "day": (.day, 1), "week": (.week, 1), "fortnight": (.week, 2), "month": (.month, 1),
            "quarter": (.month, 3), "year": (.month, 12),
        ]
        guard let count, let (unit, step) = spans[String(word)] else { return nil }
        let (every, overflow) = count.multipliedReportingOverflow(by: step)
        return (overflow ? .max : every, unit)
    }
}
