import ExactArithmetic

/// Nominal and effective yearly rates.
///
///     5.25 % a year, compounded quarterly: 5.354266737080 % effective
public enum RateConversion {
    /// (1 + n/m)^m − 1, in percent, rounded once.
    ///
    /// - Parameters:
    ///   - nominal: In percent a year.
    ///   - perYear: m, 1 to 366.
    ///   - decimals: Digits of the result, 0 to 18.
    /// - Throws: `rateOutOfRange` where a period loses everything; `invalidFlows` at a number out of its
    ///   range.
    public static func effective(
        ofNominal nominal: Rational, perYear: Int, decimals: Int, mode: RoundingMode
    ) throws(DisclosureError) -> String {
        try check(perYear, decimals)
        let period = nominal * Rational(1, over: UInt64(100 * perYear))
        let factor = Rational(1) + period
        guard factor.signum > 0 else { throw outOfRange("nominal") }
        let power = Rational(
            Whole(numeratorOf: factor).power(UInt(perYear)),
            over: Whole(denominatorOf: factor).power(UInt(perYear)))
        let scale = Rational(Whole(10).power(UInt(decimals)), over: Whole(1))
        return ((power - Rational(1)) * Rational(100) * scale).rounded(to: mode).decimal(decimals)
    }

    /// m((1 + e)^(1/m) − 1), in percent: its digits are proved by comparing (1 + b/m)^m with 1 + e at the
    /// boundaries b.
    ///
    /// - Throws: `rateOutOfRange` where the year loses everything; else as `effective`.
    public static func nominal(
        ofEffective effective: Rational, perYear: Int, decimals: Int, mode: RoundingMode
    ) throws(DisclosureError) -> String {
        try check(perYear, decimals)
        let target = Rational(1) + effective * Rational(1, over: 100)
        guard target.signum > 0 else { throw outOfRange("effective") }
        // Half units: the last not beyond the root.
        let scale = Whole(10).power(UInt(decimals)) * Whole(2)
        func isBeyond(_ half: Whole) -> Int {
            let nominal = Rational(half, over: scale * Whole(Int64(100 * perYear)))
            let factor = Rational(1) + nominal
            if factor.signum <= 0 { return -1 }
            let (n, d) = (Whole(numeratorOf: factor), Whole(denominatorOf: factor))
            // n^m · D against N · d^m.
            let left = n.power(UInt(perYear)) * Whole(denominatorOf: target)
            let right = Whole(numeratorOf: target) * d.power(UInt(perYear))
            return (left - right).signum
        }
        var low = Whole(Int64(-100 * perYear)) * scale
        var high = (effective.magnitude + Rational(Int64(100 * perYear))).floor * scale + scale
        while high - low > Whole(1) {
            let middle = (low + high).shifted(by: -1)
            let beyond = isBeyond(middle)
            if beyond == 0 {
                return Rational(middle, over: Whole(2)).rounded(to: mode).decimal(decimals)
            }
            if beyond < 0 { low = middle } else { high = middle }
        }
        return Rational(low * Whole(2) + Whole(1), over: Whole(4)).rounded(to: mode)
            .decimal(decimals)
    }

    private static func check(_ perYear: Int, _ decimals: Int) throws(DisclosureError) {
        for (name, value, most) in [("perYear", perYear, 1...366), ("decimals", decimals, 0...18)]
        where !most.contains(value) {
            throw DisclosureError(
                .invalidFlows, at: name,
                "\(value); allowed: \(most.lowerBound) to \(most.upperBound)")
        }
    }

    private static func outOfRange(_ path: String) -> DisclosureError {
        DisclosureError(
            .rateOutOfRange, at: path,
            "a period loses 100 % or more; allowed: a rate above −100 % in a period")
    }
}

extension Rational {
    fileprivate var magnitude: Rational { signum < 0 ? Rational(0) - self : self }
}
