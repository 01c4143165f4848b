/// The level payment A = (P − B·v_n) / Σ v_k with v_k = Π_{j≤k} 1/(1+i_j), exactly.
///
///     50 000.00 over 12 months at 2 %:   A = 4 727.979831…, rounded half even to 4 727.98
///
/// Multiplying numerator and denominator by V = Π (1+i_j) leaves A = (P·V − B) / S, where S is what
/// the recurrence S ← S·(1+i_j) + 1 gives from S = 0. With i_j = a_j / d for a common d both are
/// integers over powers of d: V = v / dᵐ and S = s / dᵐ⁻¹ with
///
///     v ← v·(d + a_j)        s ← s·(d + a_j) + dʲ⁻¹        A = (P·v − B·dᵐ) / (d·s)
struct LevelPayment: ~Copyable {
    /// v.
    private var product = BigInteger(1 as Int64)
    /// s.
    private var sum = BigInteger(0 as Int64)
    /// dᵐ.
    private var power = BigInteger(1 as Int64)
    /// a_j = weightNumerator × the period's numerator.
    private let weightNumerator: BigInteger
    /// d.
    private let weightDenominator: BigInteger

    /// Over no periods yet, at rates of `weight` times each period's numerator.
    init(weight: Rational) {
        weightNumerator = BigInteger(numeratorOf: weight)
        weightDenominator = BigInteger(denominatorOf: weight)
    }

    /// Over `count` periods of the rate `weight`, in closed form: v = (d + a)ᵐ, s = (v − dᵐ) / a.
    init(weight: Rational, equalPeriods count: Int) {
        self.init(weight: weight)
        guard weight.signum > 0 else {
            for _ in 0..<count { addPeriod(numerator: 0) }
            return
        }
        power = weightDenominator.copy()
        power.raise(to: UInt32(truncatingIfNeeded: count))
        product = weightDenominator.copy()
        product.add(weightNumerator)
        product.raise(to: UInt32(truncatingIfNeeded: count))
        sum = product.copy()
        sum.subtract(power)
        sum.divideExactly(by: weightNumerator)
    }

    /// Adds a period of the rate `weight × numerator`.
    mutating func addPeriod(numerator: Int64) {
        var factor = weightDenominator.copy()
        factor.add(weightNumerator, times: numerator)
        product.multiply(by: factor)
        sum.multiply(by: factor)
        sum.add(power)
        power.multiply(by: weightDenominator)
    }

    /// A rounded to a whole multiple of `unit`, all in minor units.
    ///
    /// - Throws: `outOfRange` where it does not fit in 64 bits; `divisionByZero` over no periods.
    func rounded(
        principalMinor: Int64, balloonMinor: Int64, toMultipleOf unit: Int64, by mode: RoundingMode
    ) throws(ArithmeticError) -> Int64 {
        try numerator(principalMinor, balloonMinor).roundedQuotient(
            dividingBy: denominator, toMultipleOf: unit, by: mode)
    }

    /// A itself, in minor units.
    ///
    /// - Throws: `divisionByZero` over no periods.
    func ratio(principalMinor: Int64, balloonMinor: Int64) throws(ArithmeticError) -> Rational {
        try Rational(numerator(principalMinor, balloonMinor), over: denominator)
    }

    /// P·v − B·dᵐ.
    private func numerator(_ principalMinor: Int64, _ balloonMinor: Int64) -> BigInteger {
        var numerator = product.copy()
        numerator.multiply(by: principalMinor)
        var balloon = power.copy()
        balloon.multiply(by: balloonMinor)
        numerator.subtract(balloon)
        return numerator
    }

    /// d·s.
    private var denominator: BigInteger {
        var denominator = sum.copy()
        denominator.multiply(by: weightDenominator)
        return denominator
    }
}
