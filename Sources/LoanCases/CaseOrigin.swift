/// Whose the expected figures of a case are, by what its `source` says.
///
/// A source is the project's own only where it says so in one of the ways of `ownBeginnings`; a
/// case without `source` is own too. All else is external, so that a figure of others is never
/// taken for one that may be computed again.
public enum CaseOrigin: Sendable, Equatable {
    /// Worked out by who keeps the case.
    case own
    /// Published, charged or computed by others: the engine must agree with it, not it with the
    /// engine.
    case external

    /// What a source begins with, letter by letter, whose figures are the project's own.
    public static let ownBeginnings = [
        "By hand:", "By the contract:", "By the table of transitions:",
        "Exact rational arithmetic (Python fractions)", "Own:",
    ]

    /// The origin of the case `root`. A `source` that is not a string is external.
    public init(of root: JSONValue) {
        guard let source = root["source"] else {
            self = .own
            return
        }
        let text = source.text ?? ""
        let isOwn = CaseOrigin.ownBeginnings.contains { text.utf8.starts(with: $0.utf8) }
        self = isOwn ? .own : .external
    }
}
