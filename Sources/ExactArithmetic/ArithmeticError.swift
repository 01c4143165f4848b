/// Why exact arithmetic has no answer.
public enum ArithmeticError: Error, Equatable, Sendable {
    /// A divisor, denominator or rounding unit is zero.
    case divisionByZero
    /// The exact result does not fit in a signed 64-bit integer.
    case outOfRange
    /// The text is not a plain decimal or ratio: see `DecimalText` and `Rational.init(text:)`.
    case malformedText
    /// More digits after the point than the currency has.
    case tooManyFractionDigits
    /// The text is longer than `Rational.maximumTextLength`, or the number than is held.
    case textTooLong
}
