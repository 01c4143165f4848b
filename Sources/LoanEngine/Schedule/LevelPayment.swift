/// The level payment A = (P − B·v_n) / Σ v_k with v_k = Π_{j≤k} 1/(1+i_j), exactly.
///
///     50 000.00 over 12 months at 2 %:   A = 4 727.979831…, rounded half even to 4 727.98
///
/// Multiplying numerator and denominator by V = Π (1+i_j) leaves A = (P·V − B) / S, where S is what
/// the recurrence S ← S·(1+i_j) + 1 gives from S = 0. With i_j = a_j / d_j both are integers over
/// D = Π d_j: V = v / D and S = s / D with
///
///     v ← v·(d_j + a_j)        D ← D·d_j        s ← s·(d_j + a_j) + D        A = (P·v − B·D) / s
struct LevelPayment: ~Copyable {
    /// P.
    private let principal: Rational
    /// B.
    private let balloonMinor: Int64
    /// v.
    private var product = BigInteger(1 as Int64)
    /// s.
    private var sum = BigInteger(0 as Int64)
    /// D.
    private var power = BigInteger(1 as Int64)
    /// a_j = unitNumerator × the period's numerator.
    private let unitNumerator: BigInteger
    /// d_j = unitDenominator × the period's denominator.
    private let unitDenominator: BigInteger

    /// Of a principal and a balloon in minor units, over no periods yet, at rates of `unit` times each
    /// period's weight.
    init(of principal: Rational, balloonMinor: Int64, unit: Rational) {
        self.principal = principal
        self.balloonMinor = balloonMinor
        unitNumerator = BigInteger(numeratorOf: unit)
        unitDenominator = BigInteger(denominatorOf: unit)
    }

    /// Over `count` periods of the rate `unit` = a/d, in closed form: v = (d + a)ᵐ, D = dᵐ,
    /// s = d·(v − D) / a.
    init(of principal: Rational, balloonMinor: Int64, unit: Rational, equalPeriods count: Int) {
        self.init(of: principal, balloonMinor: balloonMinor, unit: unit)
        guard unit.signum > 0 else {
            for _ in 0..<count { addPeriod(.zero) }
            return
        }
        power = unitDenominator.copy()
        power.raise(to: UInt32(truncatingIfNeeded: count))
        product = unitDenominator.copy()
        product.add(unitNumerator)
        product.raise(to: UInt32(truncatingIfNeeded: count))
        sum = product.copy()
        sum.subtract(power)
        sum.multiply(by: unitDenominator)
        sum.divideExactly(by: unitNumerator)
    }

    /// Adds a period of the rate `unit × weight`.
    mutating func addPeriod(_ weight: PeriodWeight) {
        var divisor = unitDenominator.copy()
        divisor.multiply(by: weight.denominator)
        var factor = divisor.copy()
        factor.add(unitNumerator, times: weight.numerator)
        product.multiply(by: factor)
        power.multiply(by: divisor)
        sum.multiply(by: factor)
        sum.add(power)
    }

    /// Adds a period without interest before all others: S grows by V.
    mutating func addFirstPeriodWithoutInterest() { sum.add(product) }

    /// A rounded to a whole multiple of `unit`, all in minor units.
    ///
    /// - Throws: `outOfRange` where it does not fit in 64 bits; `divisionByZero` over no periods.
    func rounded(
        toMultipleOf unit: Int64, by mode: RoundingMode
    ) throws(ArithmeticError) -> Int64 {
        try numerator.roundedQuotient(dividingBy: denominator, toMultipleOf: unit, by: mode)
    }

    /// A itself, in minor units.
    ///
    /// - Throws: `divisionByZero` over no periods.
    var ratio: Rational {
        get throws(ArithmeticError) { try Rational(numerator, over: denominator) }
    }

    /// P·v − B·D, times the denominator of P.
    private var numerator: BigInteger {
        var numerator = product.copy()
        numerator.multiply(by: BigInteger(numeratorOf: principal))
        var balloon = power.copy()
        balloon.multiply(by: balloonMinor)
        balloon.multiply(by: BigInteger(denominatorOf: principal))
        numerator.subtract(balloon)
        return numerator
    }

    /// s, times the denominator of P.
    private var denominator: BigInteger {
        var denominator = sum.copy()
        denominator.multiply(by: BigInteger(denominatorOf: principal))
        return denominator
    }
}
