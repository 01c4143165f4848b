/// Bounds of the level payment over rows that each have their own rate, compounded to the end:
/// A = (P·V − B) / S, where V = Π (1+iⱼ) and S is what S ← S·(1+iⱼ) + 1 gives from S = 0.
///
/// No row takes a division. The rates are whole multiples of one ratio, iⱼ = cⱼ·n/d, of which
/// f = ⌊2⁶⁴·n/d⌋ is divided once:
///
/// | quantity | counted in | from | lower and upper bound |
/// | --- | --- | --- | --- |
/// | i | 2⁻⁶⁴ | | c·f and c·(f + 1) |
/// | V | 2^(e−62) | 1 | v + ⌊v·i/2⁶⁴⌋ of the lower, that plus 1 of the upper bounds |
/// | S | 2^(e+s−62) | 0 | the same, and what 1 is: 2^(62−e−s), whole |
///
/// Here 2ˢ > m·u, for m rows and a rounding unit of u. e starts at 0 and rises by one while an upper
/// bound of V is 2⁶³ or more, or one of S is 2⁶² or more: both are halved then, outwards. So before a
/// row V < 2⁶³ and S < 2⁶², and with i < 2⁶⁴ the row makes at most 2·V < 2⁶⁴ of V and less than
/// 2·2⁶² + 2⁶² of S: nothing overflows. Where e + s would pass 62, and 1 be no whole number any more,
/// there are no bounds.
///
/// A row widens the bounds of V and S by about 2 + c/4 of their units, and V stays above 2⁶⁰. At
/// everyday rates S is near m·V, so that m months make about 40·m·u·2⁻⁶⁰ relative to A: for 4 727.98
/// over twelve rows, 10⁻¹⁰ of a minor unit.
struct CompoundedRows {
    private typealias Interval = LevelPaymentBounds.Interval

    /// f.
    private let ratio: UInt64
    private let unit: UInt64
    /// s.
    private let bits: UInt64
    /// What 1 is in S: 2^(62−e−s).
    private var one: UInt64
    private var factor = Interval(lower: 1 << 62, upper: 1 << 62)
    private var sum = Interval(lower: 0, upper: 0)

    /// Over no rows yet; for at most `rows` of them, at rates that are multiples of
    /// `numerator / denominator`, and a rounding unit of `unit`.
    ///
    /// Nil where the ratio is not below 1, or rows × unit too large.
    init?(rows: Int, multiplesOf numerator: UInt64, over denominator: UInt64, unit: Int64) {
        guard let bits = LevelPaymentBounds.bits(rows: rows, unit: unit), numerator < denominator
        else { return nil }
        ratio = denominator.dividingFullWidth((numerator, 0)).quotient
        self.unit = unit.magnitude
        self.bits = bits
        one = 1 << (62 - bits)
    }

    /// Adds a row at `count` times the ratio, not negative; false where its bounds do not fit.
    @inline(__always)
    mutating func addRow(_ count: Int64) -> Bool {
        let (least, isLarge) = ratio.multipliedReportingOverflow(by: count.magnitude)
        let (most, isLarger) = least.addingReportingOverflow(count.magnitude)
        if isLarge || isLarger { return false }
        factor.lower &+= factor.lower.multipliedFullWidth(by: least).high
        factor.upper &+= factor.upper.multipliedFullWidth(by: most).high &+ 1
        sum.lower &+= sum.lower.multipliedFullWidth(by: least).high &+ one
        sum.upper &+= sum.upper.multipliedFullWidth(by: most).high &+ 1 &+ one
        return factor.upper < 1 << 63 && sum.upper < 1 << 62 ? true : halve()
    }

    /// Raises e; false where 1 would be no whole number any more.
    private mutating func halve() -> Bool {
        while factor.upper >= 1 << 63 || sum.upper >= 1 << 62 {
            guard one > 1 else { return false }
            one >>= 1
            factor = factor.halved
            sum = sum.halved
        }
        return true
    }

    /// The bounds over the rows that were added: x = V, y = 1, σ = S and t = s.
    var bounds: LevelPaymentBounds {
        // 2^(62−e), at most 2⁶².
        let whole = one &<< bits
        return LevelPaymentBounds(
            principalFactor: factor, balloonFactor: Interval(lower: whole, upper: whole),
            sum: sum, shift: bits, unit: unit)
    }
}
