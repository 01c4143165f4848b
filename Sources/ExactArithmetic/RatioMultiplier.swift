/// Multiplies amounts by one fixed ratio below 1 and rounds, with one multiplication in place of the
/// division.
///
///     let monthly = RatioMultiplier(2, over: 100, by: .halfEven)       // 2 % to the minor unit
///     try monthly?.rounded(100_000)                                    // 2 000
///
/// The result is that of `roundedProduct` with the same arguments. Let n/d be the ratio over the unit,
/// f = ⌊2⁶⁴·n/d⌋ and 0 ≤ v < 2⁶³ the amount. 2⁶⁴·n/d is f + δ with 0 ≤ δ < 1, so with the product
/// v·f = 2⁶⁴·high + low the exact quotient is
///
///     v·n/d = high + (low + ε)/2⁶⁴,   0 ≤ ε = v·δ < v  (ε = 0 for v = 0)
///
/// | modes | rounds up from | in doubt where | otherwise |
/// | --- | --- | --- | --- |
/// | `HALF_…` | high + 1/2 | 2⁶³ − v ≤ low ≤ 2⁶³ | below 2⁶³ − v: low + ε < 2⁶³, so high; above 2⁶³: the quotient lies between high + 1/2 and high + 3/2, so high + 1 |
/// | others   | above high | low = 0 or low ≥ 2⁶⁴ − v | 0 < low + ε < 2⁶⁴: strictly between high and high + 1 |
///
/// Where it is in doubt, `roundedProduct` decides. With t = 2⁶³ or 0 both doubts are the same test in
/// wrapping arithmetic, low − t + v ≤ v, and both roundings a carry out of low + c, with c = 2⁶³ for
/// the halves, 2⁶⁴ − 1 for up and 0 for down.
@frozen
public struct RatioMultiplier: Sendable {
    /// f.
    public let fraction: UInt64
    /// t.
    @usableFromInline let boundary: UInt64
    /// c.
    @usableFromInline let addend: UInt64
    @usableFromInline let numerator: UInt64
    @usableFromInline let denominator: UInt64
    @usableFromInline let unit: Int64
    @usableFromInline let mode: RoundingMode

    /// A multiplier by `numerator / denominator` that rounds to whole multiples of `unit`.
    ///
    /// Nil where `numerator / denominator / unit` is not below 1, `denominator × unit` does not fit in
    /// 64 bits, or `unit` is not positive.
    @inlinable
    public init?(
        _ numerator: UInt64, over denominator: UInt64, unit: Int64 = 1, by mode: RoundingMode
    ) {
        let (divisor, overflow) = denominator.multipliedReportingOverflow(by: unit.magnitude)
        guard !overflow, unit > 0, numerator < divisor else { return nil }
        fraction = divisor.dividingFullWidth((numerator, 0)).quotient
        switch mode {
        case .halfEven, .halfUp, .halfDown: (boundary, addend) = (1 << 63, 1 << 63)
        case .up, .ceiling: (boundary, addend) = (0, .max)
        case .down, .floor: (boundary, addend) = (0, 0)
        }
        self.numerator = numerator
        self.denominator = denominator
        self.unit = unit
        self.mode = mode
    }

    /// `value × numerator / denominator`, rounded once.
    ///
    /// - Throws: `outOfRange` where the result does not fit in 64 bits.
    /// - Complexity: One multiplication; where that leaves the rounding in doubt, `roundedProduct`.
    @inlinable
    public func rounded(_ value: Int64) throws(ArithmeticError) -> Int64 {
        value < 0 ? try exactly(value) : try rounded(natural: value)
    }

    /// The same for a value that is known not to be negative.
    @inlinable @inline(__always)
    public func rounded(natural value: Int64) throws(ArithmeticError) -> Int64 {
        let magnitude = UInt64(bitPattern: value)
        let product = UInt128(magnitude) &* UInt128(fraction)
        if UInt64(truncatingIfNeeded: product) &- boundary &+ magnitude <= magnitude {
            return try exactly(value)
        }
        // Below 2⁶³ × 2⁶⁴. Added in 128 bits, so that the carry, which is as good as random, takes no
        // branch.
        let quotient = Int64(truncatingIfNeeded: (product &+ UInt128(addend)) >> 64)
        if unit == 1 { return quotient }
        let (result, overflow) = quotient.multipliedReportingOverflow(by: unit)
        guard !overflow else { throw .outOfRange }
        return result
    }

    /// The definition of `rounded`.
    @inline(never)
    @usableFromInline
    func exactly(_ value: Int64) throws(ArithmeticError) -> Int64 {
        try roundedProduct(value, numerator, over: denominator, unit: unit, by: mode)
    }
}
