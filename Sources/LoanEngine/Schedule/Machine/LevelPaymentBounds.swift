/// Bounds of the level payment in machine words, close enough to round it in almost every case.
///
/// The rounding test of correctly rounded function libraries (Ziv's): compute a lower and an upper
/// bound of A. Rounding is monotone, so where both bounds round to the same amount, A does too, and
/// that is the exact answer. Where they do not, `LevelPayment` decides in big integers.
///
/// The bounds are those of x, y and σ in
///
///     A = (P·x − B·y) / (2ᵗ·σ)
///
/// for a principal P and a balloon B. There are two ways to them: by discounting where all rows have
/// the same rate (`init(equalRows:…)`), by compounding where each has its own (`CompoundedRows`). In
/// both, quantities are integers that count a fixed power of two, and every operation rounds the lower
/// bound down and the upper bound up, so that lower ≤ exact ≤ upper holds after each by construction.
struct LevelPaymentBounds {
    /// Bounds of x, at most 2⁶³.
    let principalFactor: Interval
    /// Bounds of y, at most 2⁶³.
    let balloonFactor: Interval
    /// Bounds of σ.
    let sum: Interval
    /// t, below 64.
    let shift: UInt64
    /// What A is rounded to a multiple of.
    let unit: UInt64

    /// Bounds of one quantity.
    struct Interval {
        var lower: UInt64
        var upper: UInt64

        /// The quotient by 2, at most 2⁶³ above.
        var halved: Interval {
            Interval(lower: lower >> 1, upper: (upper >> 1) &+ (upper & 1))
        }
    }

    /// The most that rows × unit may be: beyond it too few bits are left for the bounds to meet.
    private static var maximumRowsTimesUnit: UInt64 { 1 << 40 }

    /// The bits of rows × unit, at most 41, or nil where that is too large.
    static func bits(rows: Int, unit: Int64) -> UInt64? {
        let (product, overflow) = UInt64(rows.magnitude).multipliedReportingOverflow(
            by: unit.magnitude)
        guard !overflow, product > 0, product <= maximumRowsTimesUnit else { return nil }
        return UInt64(UInt64.bitWidth - product.leadingZeroBitCount)
    }

    /// A rounded to a whole multiple of the unit, or nil where the bounds do not settle it.
    ///
    /// In multiples of the unit u, A lies between (P·x − B·y)/2ᵗ over σ·u, at the lower bound of x and
    /// the upper ones of y and σ, and the same with lower and upper exchanged. The upper bound of A is
    /// divided and rounded to N, so that it is not above what rounds to N; that the lower one rounds to
    /// N as well is seen without a division:
    ///
    /// | mode | N, from quotient q and remainder r over d | amounts that round to N | tested |
    /// | --- | --- | --- | --- |
    /// | `HALF_…` | q, or q + 1 where r > d/2; none where r = d/2 | N − 1/2 to N + 1/2, without the ends | > N − 1/2 |
    /// | `UP`, `CEILING` | q, or q + 1 where r > 0 | above N − 1, up to N | > N − 1 |
    /// | `DOWN`, `FLOOR` | q | N up to N + 1, without it | > N (N itself is left to the exact computation) |
    @inline(__always)
    func rounded(principalMinor: Int64, balloonMinor: Int64, by mode: RoundingMode) -> Int64? {
        let principal = principalMinor.magnitude
        // At most 2⁶³ × 2⁶³ each.
        var least = UInt128(principal) * UInt128(principalFactor.lower)
        var most = UInt128(principal) * UInt128(principalFactor.upper)
        if balloonMinor != 0 {
            let balloon = UInt128(balloonMinor.magnitude)
            let paidLast = balloon * UInt128(balloonFactor.upper)
            guard paidLast <= least else { return nil }
            least -= paidLast
            // Not more than what was subtracted above, so not more than `most`.
            most -= balloon * UInt128(balloonFactor.lower)
        }
        if shift > 0 {
            least &>>= UInt128(shift)
            most = (most + ((1 as UInt128) &<< UInt128(shift)) - 1) &>> UInt128(shift)
        }
        let high = UInt64(truncatingIfNeeded: most >> 64)
        // The lower bound is not above the upper one, whose product fits.
        let (largest, overflow) = sum.upper.multipliedReportingOverflow(by: unit)
        let divisor = sum.lower &* unit
        guard !overflow, high < divisor else { return nil }
        let (quotient, remainder) = divisor.dividingFullWidth(
            (high, UInt64(truncatingIfNeeded: most)))
        let rest = divisor - remainder
        guard let (isUp, reach) = LevelPaymentBounds.step(mode, remainder, rest),
            quotient < 1 << 62
        else { return nil }
        let count = quotient + (isUp ? 1 : 0)
        // Below 2¹²⁸: `least` is at most 2¹²⁶, `count` at most 2⁶².
        guard count == 0 || 2 * least > UInt128(2 * count - reach) * UInt128(largest) else {
            return nil
        }
        let (amount, isOutside) = count.multipliedReportingOverflow(by: unit)
        return isOutside ? nil : Int64(exactly: amount)
    }

    /// Whether a quotient with that remainder, and `rest` to the divisor, rounds up, and how many
    /// halves below it amounts reach that round to the same; nil where it is a tie.
    private static func step(
        _ mode: RoundingMode, _ remainder: UInt64, _ rest: UInt64
    ) -> (isUp: Bool, reach: UInt64)? {
        switch mode {
        case .halfEven, .halfUp, .halfDown:
            remainder == rest ? nil : (remainder > rest, 1)
        case .up, .ceiling: (remainder > 0, 2)
        case .down, .floor: (false, 0)
        }
    }
}
