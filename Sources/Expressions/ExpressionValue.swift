import ExactArithmetic
import LoanCalendar

/// What an expression comes to.
public enum ExpressionValue: Sendable, Equatable {
    /// Null, an absent field, an index past the end, a division by zero.
    case missing
    /// An exact number.
    case number(Rational)
    /// A text.
    case text(String)
    /// True or false.
    case boolean(Bool)
    /// A date.
    case date(CivilDate)

    /// The type's name: `MISSING`, `NUMBER`, `TEXT`, `BOOLEAN`, `DATE`.
    public var typeName: String {
        switch self {
        case .missing: "MISSING"
        case .number: "NUMBER"
        case .text: "TEXT"
        case .boolean: "BOOLEAN"
        case .date: "DATE"
        }
    }
}

extension ExpressionValue {
    /// The same value: texts byte by byte, so that no mark that combines makes one another.
    public static func == (left: ExpressionValue, right: ExpressionValue) -> Bool {
        switch (left, right) {
        case (.missing, .missing): true
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left.isWritten(right)
        case (.boolean(let left), .boolean(let right)): left == right
        case (.date(let left), .date(let right)): left == right
        default: false
        }
    }
}

/// What an expression is asked about: a document.
public indirect enum ExpressionData: Sendable, Equatable {
    /// A single value; `missing` for null.
    case value(ExpressionValue)
    /// Elements, counted from 0.
    case list([ExpressionData])
    /// Fields by name.
    case object([Field])
    /// A number that the language does not hold: what reads it is refused.
    case tooLarge

    /// A field of an object.
    public struct Field: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: ExpressionData

        /// A field of that name and value.
        public init(_ name: String, _ value: ExpressionData) {
            (self.name, self.value) = (name, value)
        }
    }
}

/// Why an expression has no value.
public struct ExpressionError: Error, Sendable, Equatable {
    /// The kinds of error, by the names that documents use.
    public enum Code: String, Sendable {
        /// What is not an expression, or a value of a type that an operator does not take.
        case invalid = "INVALID_EXPRESSION"
        /// A limit of the language.
        case limit = "LIMIT_EXCEEDED"
    }

    /// What kind of error.
    public let code: Code
    /// The byte, from 0, at which it was met.
    public let position: Int
    /// What was met and what is allowed, in English.
    public let message: String

    /// An error of that kind at that place.
    public init(_ code: Code, at position: Int, _ message: String) {
        (self.code, self.position, self.message) = (code, position, message)
    }
}
