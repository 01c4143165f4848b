/// Bounds of the level payment in machine words, close enough to round it in almost every case.
///
/// The rounding test of correctly rounded function libraries (Ziv's): compute a lower and an upper
/// bound of A. Rounding is monotone, so where both bounds round to the same amount, A does too, and
/// that is the exact answer. Where they do not, `LevelPayment` decides in big integers.
///
/// All quantities are integers counting a fixed fraction, and every operation rounds the lower bound
/// down and the upper bound up, so lower ≤ exact ≤ upper holds after each by construction:
///
/// | quantity | counted in | lower and upper bound |
/// | --- | --- | --- |
/// | w = 1/(1+i) = d/(d+a), a > 0 | 2⁻⁶⁴ | q and q + 1, where q = ⌊2⁶⁴·d/(d+a)⌋ |
/// | v = product of the rows' w | 2⁻⁶⁴ | ⌊x·y/2⁶⁴⌋ of the lower, that plus 1 of the upper bounds |
/// | S = sum of the rows' v | 2^(s−64) | v over 2ˢ rounded down, and rounded down plus 1 |
///
/// Here 2ˢ > m·u, for m rows and a rounding unit of u. Nothing overflows: an upper bound of w or v is
/// at most 2⁶⁴ − 1 (`discount` refuses a larger one, and ⌊x·y/2⁶⁴⌋ + 1 ≤ 2⁶⁴ − 1 for x, y below 2⁶⁴),
/// so a row adds at most 2^(64−s) to S, doubling at most doubles S, and so S ≤ m·2^(64−s) and
/// S·u < 2⁶⁴.
///
/// The bounds of v drift apart by about two units a row, those of S·2⁶⁴ by some 2ˢ a row: relative to
/// A that is at most about 4·m·u·2⁻⁶⁴ for each row. For 4 727.98 over twelve rows, 10⁻¹¹ of a minor
/// unit: the chance that a rounding boundary lies between the bounds.
struct LevelPaymentBounds {
    /// Bounds of one quantity.
    private struct Interval {
        var lower: UInt64
        var upper: UInt64

        /// The product of two fractions, or of a fraction and a sum, in the sum's unit.
        static func * (left: Interval, right: Interval) -> Interval {
            Interval(
                lower: left.lower.multipliedFullWidth(by: right.lower).high,
                upper: left.upper.multipliedFullWidth(by: right.upper).high &+ 1)
        }
    }

    /// The most that rows × unit may be: beyond it too few bits are left for the bounds to meet.
    private static var maximumRowsTimesUnit: UInt64 { 1 << 40 }

    /// s.
    private let shift: UInt64
    private let unit: UInt64
    /// v after the last row; nil while it is exactly 1, before any interest.
    private var factor: Interval?
    /// S.
    private var sum = Interval(lower: 0, upper: 0)

    /// Over no rows yet; for at most `rows` of them and a rounding unit of `unit`, more than zero.
    ///
    /// Nil where rows × unit is too large.
    init?(rows: Int, unit: Int64) {
        let (product, overflow) = UInt64(rows.magnitude).multipliedReportingOverflow(
            by: unit.magnitude)
        guard !overflow, product > 0, product <= LevelPaymentBounds.maximumRowsTimesUnit else {
            return nil
        }
        shift = UInt64(UInt64.bitWidth - product.leadingZeroBitCount)
        self.unit = unit.magnitude
    }

    /// Bounds of d/(d+a) for the rate a/d, a > 0; nil where they do not fit.
    private static func discount(_ numerator: UInt64, _ denominator: UInt64) -> Interval? {
        let (divisor, overflow) = denominator.addingReportingOverflow(numerator)
        guard !overflow, denominator < divisor else { return nil }
        let (quotient, _) = divisor.dividingFullWidth((denominator, 0))
        guard quotient < UInt64.max else { return nil }
        return Interval(lower: quotient, upper: quotient + 1)
    }

    /// Adds a row of the rate `numerator / denominator`; false where its bounds do not fit.
    mutating func addRow(_ numerator: UInt64, over denominator: UInt64) -> Bool {
        if numerator > 0 {
            guard let discount = LevelPaymentBounds.discount(numerator, denominator) else {
                return false
            }
            factor = factor.map { $0 * discount } ?? discount
        }
        addFactor()
        return true
    }

    /// Adds `rows` rows of the same rate, more than zero, when there are none yet; false where the
    /// bounds do not fit.
    ///
    /// By doubling, from the leading bit of `rows` down: S_2k = S_k + S_k·v_k and v_2k = v_k², then
    /// for a bit of 1 one row more.
    mutating func addEqualRows(
        _ rows: Int, _ numerator: UInt64, over denominator: UInt64
    ) -> Bool {
        guard rows > 0, numerator > 0,
            let discount = LevelPaymentBounds.discount(numerator, denominator)
        else { return false }
        var power = discount
        factor = power
        addFactor()
        var bit = Int.bitWidth - rows.leadingZeroBitCount - 1
        while bit > 0 {
            bit -= 1
            let later = sum * power
            sum.lower &+= later.lower
            sum.upper &+= later.upper
            power = power * power
            if rows >> bit & 1 == 1 {
                power = power * discount
                factor = power
                addFactor()
            }
        }
        factor = power
        return true
    }

    /// Adds v to S.
    private mutating func addFactor() {
        if let factor {
            sum.lower &+= factor.lower >> shift
            sum.upper &+= (factor.upper >> shift) &+ 1
        } else {
            // v = 1, exactly.
            sum.lower &+= 1 << (64 - shift)
            sum.upper &+= 1 << (64 - shift)
        }
    }

    /// A rounded to a whole multiple of the unit, or nil where the bounds do not settle it.
    ///
    /// A = (P − B·v) / S lies between (P − B·v_upper) / S_upper and (P − B·v_lower) / S_lower. Over
    /// counts of 2⁻⁶⁴ above and 2^(s−64) below, A = (2⁶⁴·P − B·v)/2ˢ / S.
    func rounded(principalMinor: Int64, balloonMinor: Int64, by mode: RoundingMode) -> Int64? {
        guard sum.lower > 0 else { return nil }
        let one = UInt128(1) << 64
        let whole = UInt128(principalMinor.magnitude) << 64
        let balloon = UInt128(balloonMinor.magnitude)
        // At most 2¹²⁷ each. The balloon is at most the principal, and v at most 1.
        let paidLast = balloon * (factor.map { UInt128($0.upper) } ?? one)
        guard paidLast <= whole else { return nil }
        let least = (whole - paidLast) >> shift
        let exactMost = whole - balloon * (factor.map { UInt128($0.lower) } ?? one)
        let most = (exactMost + (UInt128(1) << shift) - 1) >> shift
        do throws(ArithmeticError) {
            let lower = try roundedMagnitude(
                words(least), over: sum.upper &* unit, unit: unit, by: mode)
            let upper = try roundedMagnitude(
                words(most), over: sum.lower &* unit, unit: unit, by: mode)
            return lower == upper ? Int64(exactly: lower) : nil
        } catch {
            return nil
        }
    }

    private func words(_ value: UInt128) -> (high: UInt64, low: UInt64) {
        (UInt64(truncatingIfNeeded: value >> 64), UInt64(truncatingIfNeeded: value))
    }
}
