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
/// Rounding takes the carry out of low + c, with c = 2⁶³ for the halves, 2⁶⁴ − 1 for up and 0 for down.
/// What is left of the sum, r = low + c mod 2⁶⁴, tells whether ε can change that carry:
///
/// | modes | rounds up from | in doubt where | otherwise |
/// | --- | --- | --- | --- |
/// | `HALF_…` | high + 1/2 | 2⁶³ − v ≤ low ≤ 2⁶³, so r ≥ 2⁶⁴ − v or r = 0 | low below: low + ε < 2⁶³, no carry; above: between high + 1/2 and high + 3/2, carry |
/// | `UP`, `CEILING` | above high | low = 0 or low > 2⁶⁴ − v, so r ≥ 2⁶⁴ − v | 0 < low + ε < 2⁶⁴, carry |
/// | `DOWN`, `FLOOR` | high + 1 | low > 2⁶⁴ − v, so r > 2⁶⁴ − v | low + ε < 2⁶⁴, no carry |
///
/// All three are covered by one test in wrapping arithmetic, r + v ≤ v: it asks for r ≥ 2⁶⁴ − v or
/// r = 0. Where it is in doubt, `roundedProduct` decides.
@frozen
public struct RatioMultiplier: Sendable {
    /// f.
    public let fraction: UInt64
    /// c.
    @usableFromInline let addend: UInt64
    @usableFromInline let numerator: UInt64
    @usableFromInline let denominator: UInt64
    /// What the result is a multiple of.
    public let unit: Int64
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
        case .halfEven, .halfUp, .halfDown: addend = 1 << 63
        case .up, .ceiling: addend = .max
        case .down, .floor: addend = 0
        }
        self.numerator = numerator
        self.denominator = denominator
        self.unit = unit
        self.mode = mode
    }

    /// `value × numerator / denominator`, rounded once to a whole multiple of the unit.
    ///
    /// - Throws: `outOfRange` where the result does not fit in 64 bits.
    /// - Complexity: One multiplication; where that leaves the rounding in doubt, `roundedProduct`.
    @inlinable
    public func rounded(_ value: Int64) throws(ArithmeticError) -> Int64 {
        guard value >= 0, let count = multiples(natural: value) else { return try exactly(value) }
        let (result, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { throw .outOfRange }
        return result
    }

    /// How many multiples of the unit `rounded` comes to, for a value that is not negative; nil where
    /// one multiplication leaves it in doubt.
    @inlinable @inline(__always)
    public func multiples(natural value: Int64) -> Int64? {
        let magnitude = UInt64(bitPattern: value)
        // Below 2⁶³ × 2⁶⁴. Added in 128 bits, so that the carry, which is as good as random, takes no
        // branch.
        let sum = UInt128(magnitude) &* UInt128(fraction) &+ UInt128(addend)
        if UInt64(truncatingIfNeeded: sum) &+ magnitude <= magnitude { return nil }
        return Int64(truncatingIfNeeded: sum >> 64)
    }

    /// The definition of `rounded`.
    @inline(never)
    @usableFromInline
    func exactly(_ value: Int64) throws(ArithmeticError) -> Int64 {
        try roundedProduct(value, numerator, over: denominator, unit: unit, by: mode)
    }
}
