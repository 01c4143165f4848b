extension LevelPaymentBounds {
    /// Bounds for `rows` rows, 1 to 2³⁰, of the same rate a/d, or nil where they do not fit: a rate
    /// of zero, or of 1 or more.
    ///
    /// Discounted to the beginning, A = (P − B·v)·i / (1 − v) with i = a/d, w = 1/(1+i) and v = wᵐ.
    /// Counted in 2⁻⁶⁴, for m rows:
    ///
    /// | quantity | lower bound | upper bound |
    /// | --- | --- | --- |
    /// | i | f = ⌊2⁶⁴·a/d⌋ | f + 1 |
    /// | w | q = ⌊2⁶⁴·d/(d+a)⌋ | q + 1 |
    /// | v | p, of truncated products | p + 2m − 1 |
    /// | 1 − v | 2⁶⁴ − p − 2m + 1 | 2⁶⁴ − p |
    ///
    /// p is the power of q by squaring, every product over 2⁶⁴ rounded down. It is off by e₁ < 1 after
    /// the first row. Squaring gives e₂ₖ ≤ 2·eₖ + 1, since v ≤ 1 and (v − e)² ≥ v² − 2·e, and a product
    /// with q gives eₖ₊₁ ≤ eₖ + e₁ + 1: by induction eₖ ≤ 2k − 1.
    ///
    /// The upper bound fits: q ≤ 2⁶⁴ − 2, for a ≥ 1 and d + a < 2⁶⁴, and (2⁶⁴ − 2j)·(2⁶⁴ − 2k)/2⁶⁴ rounded
    /// down is 2⁶⁴ − 2·(j + k) while 4·j·k < 2⁶⁴, so that p ≤ 2⁶⁴ − 2m.
    ///
    /// With 2ˢ > u for a rounding unit of u: x = i and y = i·v in 2⁻⁶³, σ = (1 − v)/2ˢ in 2⁻⁶⁴, and
    /// t = s − 1. σ·u stays below 2⁶⁴ or is refused. Relative to A the bounds are about 3/(2⁶⁴·i) wide:
    /// for 4 727.98 at 2 % over twelve rows, 10⁻¹¹ of a minor unit, which is the chance that a rounding
    /// boundary lies between them.
    @inline(__always)
    init?(
        equalRows rows: Int, of numerator: UInt64, over denominator: UInt64, unit: Int64,
        hasBalloon: Bool
    ) {
        let (divisor, overflow) = denominator.addingReportingOverflow(numerator)
        guard !overflow, numerator > 0, numerator < denominator, rows > 0,
            let bits = LevelPaymentBounds.bits(rows: 1, unit: unit)
        else { return nil }
        let rate = denominator.dividingFullWidth((numerator, 0)).quotient
        let discount = divisor.dividingFullWidth((denominator, 0)).quotient
        var power = discount
        var bit = 63 - rows.leadingZeroBitCount
        while bit > 0 {
            bit -= 1
            power = power.multipliedFullWidth(by: power).high
            if rows &>> bit & 1 == 1 { power = power.multipliedFullWidth(by: discount).high }
        }
        let upper = power &+ (2 &* UInt64(rows.magnitude) &- 1)
        self.init(
            principalFactor: Interval(lower: rate >> 1, upper: (rate >> 1) &+ 1),
            balloonFactor: hasBalloon
                ? LevelPaymentBounds.product(rate, Interval(lower: power, upper: upper))
                : Interval(lower: 0, upper: 0),
            // The upper bound is ⌈(2⁶⁴ − p)/2ˢ⌉ = ⌊(2⁶⁴ − 1 − p)/2ˢ⌋ + 1.
            sum: Interval(lower: (0 &- upper) &>> bits, upper: (~power &>> bits) &+ 1),
            shift: bits - 1, unit: unit.magnitude)
    }

    /// i·v in 2⁻⁶³, for a rate from `rate` to `rate` + 1: (f + 1)·v is at most f·v + 1 above.
    private static func product(_ rate: UInt64, _ discount: Interval) -> Interval {
        Interval(
            lower: rate.multipliedFullWidth(by: discount.lower).high >> 1,
            upper: (rate.multipliedFullWidth(by: discount.upper).high >> 1) &+ 2)
    }

    /// A over `rows` rows, at least one, of the same rate, rounded, or nil where machine words do not
    /// settle it. Without interest it is (P − B) / m.
    static func levelPayment(
        principalMinor: Int64, balloonMinor: Int64, rows: Int,
        rate: (numerator: UInt64, denominator: UInt64), _ rounding: Rounding
    ) -> Int64? {
        if rate.numerator == 0 {
            do throws(ArithmeticError) {
                // The balloon is at most the principal.
                return try roundedProduct(
                    principalMinor - balloonMinor, 1, over: UInt64(rows.magnitude),
                    unit: rounding.installmentUnitMinor, by: rounding.installmentMode)
            } catch {
                return nil
            }
        }
        return LevelPaymentBounds(
            equalRows: rows, of: rate.numerator, over: rate.denominator,
            unit: rounding.installmentUnitMinor, hasBalloon: balloonMinor != 0
        )?.rounded(
            principalMinor: principalMinor, balloonMinor: balloonMinor,
            by: rounding.installmentMode)
    }
}
