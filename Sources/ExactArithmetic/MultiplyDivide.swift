/// Rounds `value × numerator / denominator` to a whole multiple of `unit`.
///
///     1 000.00 at 2 % to the cent:       try roundedProduct(100_000, 2, over: 100, by: .halfEven) == 2_000
///     1 234.56 at 1/3 % to 0.05, up:     try roundedProduct(123_456, 1, over: 300, unit: 5, by: .up) == 415
///
/// In machine words: the product is formed in 128 bits and divided once by `denominator × unit`,
/// so the rounding sees the exact value, and the result is that of
/// `Rational.rounded(toMultipleOf:by:)`. Where that divisor does not fit in 64 bits the same
/// definition is evaluated in big integers.
///
/// - Parameters:
///   - value: Any; a negative value rounds as its sign demands.
///   - numerator: Any.
///   - denominator: More than zero.
///   - unit: More than zero.
///   - mode: Which neighbour to take.
/// - Throws: `outOfRange` where the result does not fit in 64 bits; `divisionByZero` where
///   `denominator` is zero or `unit` not positive.
/// - Complexity: One multiplication, one division; no heap allocation on the machine-word path.
@inlinable
public func roundedProduct(
    _ value: Int64, _ numerator: UInt64, over denominator: UInt64, unit: Int64 = 1,
    by mode: RoundingMode
) throws(ArithmeticError) -> Int64 {
    guard denominator > 0, unit > 0 else { throw .divisionByZero }
    let (divisor, overflow) = denominator.multipliedReportingOverflow(by: unit.magnitude)
    if overflow {
        return try roundedProductInBigIntegers(value, numerator, denominator, unit, mode)
    }
    let magnitude = try roundedMagnitude(
        value.magnitude.multipliedFullWidth(by: numerator), over: divisor, unit: unit.magnitude,
        isNegative: value < 0, by: mode)
    guard let result = signed(magnitude, isNegative: value < 0) else { throw .outOfRange }
    return result
}

/// Rounds a magnitude of 128 bits, `dividend / divisor`, and multiplies by `unit`: the core of
/// `roundedProduct`, for a divisor that has the unit in it already.
///
/// - Parameter isNegative: The sign of the value whose magnitude this is.
/// - Throws: `outOfRange` where the result does not fit in 64 bits.
@inlinable
public func roundedMagnitude(
    _ dividend: (high: UInt64, low: UInt64), over divisor: UInt64, unit: UInt64,
    isNegative: Bool = false, by mode: RoundingMode
) throws(ArithmeticError) -> UInt64 {
    // A quotient of 2⁶⁴ or more is out of range whatever the rounding; the division would trap. So
    // it would for a divisor of zero, below which no dividend is.
    guard dividend.high < divisor else { throw .outOfRange }
    var (quotient, remainder) = divisor.dividingFullWidth(dividend)
    if mode.roundsAwayFromZero(
        Remainder(remainder, of: divisor), isOdd: quotient & 1 == 1, isNegative: isNegative)
    {
        guard quotient < UInt64.max else { throw .outOfRange }
        quotient += 1
    }
    let (magnitude, overflow) = quotient.multipliedReportingOverflow(by: unit)
    guard !overflow else { throw .outOfRange }
    return magnitude
}

/// The definition of `roundedProduct`, for operands of any size.
@usableFromInline
func roundedProductInBigIntegers(
    _ value: Int64, _ numerator: UInt64, _ denominator: UInt64, _ unit: Int64,
    _ mode: RoundingMode
) throws(ArithmeticError) -> Int64 {
    var product = BigInteger(value)
    product.multiply(by: BigInteger(numerator))
    return try product.roundedQuotient(
        dividingBy: BigInteger(denominator), toMultipleOf: unit, by: mode)
}

/// The integer of that magnitude and sign, or nil where it does not fit.
@inlinable
func signed(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
    if isNegative {
        return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int64(exactly: magnitude)
}
