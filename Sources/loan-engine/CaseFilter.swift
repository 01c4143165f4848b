/// Which cases `verify` is asked for: those in whose path or name one of the patterns occurs.
///
///     rounding        in Fixtures/rounding/half-up.json, in "A unit of rounding"
///     */half-*.json   in Fixtures/rounding/half-up.json, not in Fixtures/half.json
///
/// `*` stands for any characters, `?` for one; all others are themselves, letter by letter.
struct CaseFilter {
    private let patterns: [[Unicode.Scalar]]

    /// Every case where there are no patterns.
    init(_ patterns: [String]) {
        self.patterns = patterns.map { Array("*\($0)*".unicodeScalars) }
    }

    /// Whether some cases are left out.
    var isActive: Bool { !patterns.isEmpty }

    /// Whether a pattern occurs in `text`.
    func selects(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return patterns.isEmpty || patterns.contains { Self.matches($0, scalars) }
    }

    /// Whether `pattern` is the whole of `text`: in time of at most the product of their lengths.
    private static func matches(_ pattern: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Bool {
        var (position, place) = (0, 0)
        // Where the latest star stands, and how much of the text it has taken.
        var star: Int?
        var taken = 0
        while position < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = place
                taken = position
                place += 1
            } else if place < pattern.count,
                pattern[place] == "?" || pattern[place] == text[position]
            {
                place += 1
                position += 1
            } else if let star {
                taken += 1
                position = taken
                place = star + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
