/// Why the engine has no result: what is wrong, where, and what is allowed.
///
/// It is a value to show as it is: `message` names the value met and what is allowed instead.
public struct LoanError: Error, Sendable, Equatable {
    /// The kinds of error, by the names that the case format uses. Section "Errors" of
    /// docs/semantics.md says which one wins where several apply.
    public enum Code: UInt8, ConstantNamedCase {
        /// The input's form: not JSON, a wrong type, an unknown, missing or repeated field.
        case malformedInput = 0
        /// A value or a combination of the terms that has no meaning.
        case invalidTerms = 1
        /// A value of an event that has no meaning, or one that does not fit the account on its date.
        case invalidEvent = 2
        /// The loan's status does not take the event.
        case illegalTransition = 3
        /// The role may not do it.
        case forbiddenRole = 4
        /// An amount leaves the range of signed 64-bit minor units.
        case amountOutOfRange = 5
        /// A date leaves the years 0001…9999.
        case dateOutOfRange = 6
        /// The level payments do not even pay the interest.
        case negativeAmortization = 7

        /// The name in the case format.
        public var constantName: StaticString {
            switch self {
            case .malformedInput: "MALFORMED_INPUT"
            case .invalidTerms: "INVALID_TERMS"
            case .invalidEvent: "INVALID_EVENT"
            case .illegalTransition: "ILLEGAL_TRANSITION"
            case .forbiddenRole: "FORBIDDEN_ROLE"
            case .amountOutOfRange: "AMOUNT_OUT_OF_RANGE"
            case .dateOutOfRange: "DATE_OUT_OF_RANGE"
            case .negativeAmortization: "NEGATIVE_AMORTIZATION"
            }
        }
    }

    /// What kind of error.
    public let code: Code
    /// The field, by its path from the case's root: `terms.rate.per`, `events[0].amount`,
    /// `schedule.items[3].dueDate`. Elements count from 0. `$` is the whole input.
    public let path: String
    /// What was met and what is allowed, in English.
    public let message: String

    /// An error of that kind at that place.
    public init(_ code: Code, at path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

extension LoanError: CustomStringConvertible {
    /// `CODE: path: message`.
    public var description: String { "\(code.name): \(path): \(message)" }
}

extension LoanError {
    /// A figure of the result left the range of amounts.
    static func amountOutOfRange(_ path: String) -> LoanError {
        LoanError(
            .amountOutOfRange, at: path,
            "the amount does not fit in 64 bits: at most 9223372036854775807 minor units")
    }

    /// A date of the result left the calendar.
    static func dateOutOfRange(_ path: String) -> LoanError {
        LoanError(
            .dateOutOfRange, at: path, "the date leaves the calendar, 0001-01-01 to 9999-12-31")
    }
}

extension Int64 {
    /// The sum of two amounts.
    ///
    /// - Throws: `amountOutOfRange` at the path where it does not fit.
    func adding(
        _ other: Int64, at path: @autoclosure () -> String
    ) throws(LoanError) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        if overflow { throw .amountOutOfRange(path()) }
        return sum
    }
}
