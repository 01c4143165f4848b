/// Why there is no rate: what is wrong, where, and what is allowed.
public struct DisclosureError: Error, Sendable, Equatable {
    /// The kinds of error, by the names that documents use.
    public enum Code: String, Sendable {
        /// Flows that do not fit together, or with the regime.
        case invalidFlows = "INVALID_FLOWS"
        /// No rate solves the equation.
        case noRate = "NO_RATE"
        /// More than one may.
        case ambiguousRate = "AMBIGUOUS_RATE"
        /// The rate lies outside −99 % to 10⁹ %.
        case rateOutOfRange = "RATE_OUT_OF_RANGE"
        /// A sum leaves the range of 64-bit minor units.
        case amountOutOfRange = "AMOUNT_OUT_OF_RANGE"
        /// A date leaves the calendar.
        case dateOutOfRange = "DATE_OUT_OF_RANGE"
    }

    /// What kind of error.
    public let code: Code
    /// The field, by its path from the document's root; `$` for the whole.
    public let path: String
    /// What was met and what is allowed, in English.
    public let message: String

    /// An error of that kind at that place.
    public init(_ code: Code, at path: String, _ message: String) {
        (self.code, self.path, self.message) = (code, path, message)
    }
}
