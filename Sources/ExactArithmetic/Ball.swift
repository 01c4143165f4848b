/// A real number that is known to lie within an error of a middle: what signs are proved with.
///
///     value = (middle ± error) / 2^precision
///
/// Every operation widens the error by what it may have lost, so that the true value is always inside.
/// Where a ball does not hold zero, its sign is proved.
public struct Ball: Sendable {
    /// Binary places after the point.
    public let precision: Int
    /// In units of the last place.
    public let middle: Whole
    /// At least zero, in units of the last place.
    public let error: Whole

    init(_ middle: Whole, _ error: Whole, _ precision: Int) {
        (self.middle, self.error, self.precision) = (middle, error, precision)
    }

    /// A fraction.
    public init(_ rational: Rational, precision: Int) {
        let scaled = Whole(numeratorOf: rational).shifted(by: precision)
        middle = scaled.dividedDown(by: Whole(denominatorOf: rational))
        error = Whole(1)
        self.precision = precision
    }

    /// A whole number, exactly.
    public init(_ value: Whole, precision: Int) {
        middle = value.shifted(by: precision)
        error = Whole(0)
        self.precision = precision
    }

    /// 1 or −1 where that is proved, else nil.
    public var sign: Int? {
        middle.magnitude > error ? middle.signum : nil
    }

    /// The sum.
    public static func + (left: Ball, right: Ball) -> Ball {
        Ball(left.middle + right.middle, left.error + right.error, left.precision)
    }

    /// The difference.
    public static func - (left: Ball, right: Ball) -> Ball {
        Ball(left.middle - right.middle, left.error + right.error, left.precision)
    }

    /// The product.
    public static func * (left: Ball, right: Ball) -> Ball {
        // |ab − AB| ≤ |A|·db + |B|·da + da·db, in units of 2^(−2p); two for what shifting drops.
        let error =
            left.middle.magnitude * right.error + right.middle.magnitude * left.error
            + left.error * right.error
        return Ball(
            (left.middle * right.middle).shifted(by: -left.precision),
            error.shifted(by: -left.precision) + Whole(2), left.precision)
    }

    /// The product with a whole number.
    public static func * (left: Ball, right: Whole) -> Ball {
        Ball(left.middle * right, left.error * right.magnitude, left.precision)
    }

    /// The quotient by a positive whole number.
    public func divided(by divisor: Whole) -> Ball {
        Ball(
            middle.dividedDown(by: divisor), error.dividedDown(by: divisor) + Whole(2), precision)
    }

    /// Times 2^`places`.
    public func shifted(by places: Int) -> Ball {
        Ball(
            middle.shifted(by: places), error.shifted(by: places) + Whole(places < 0 ? 2 : 0),
            precision)
    }

    /// 1 divided by it, or nil where it may be zero.
    public var reciprocal: Ball? {
        let size = middle.magnitude
        guard size > error else { return nil }
        let one = Whole(1).shifted(by: 2 * precision)
        // |1/a − 1/A| ≤ da / (|A|·(|A| − da)).
        let widened =
            error.shifted(by: 2 * precision).dividedDown(by: size * (size - error)) + Whole(2)
        return Ball(one.dividedDown(by: middle), widened, precision)
    }

    /// To a whole power that is not negative.
    public func power(_ exponent: UInt) -> Ball {
        var result = Ball(Whole(1), precision: precision)
        var square = self
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result = result * square }
            left >>= 1
            if left > 0 { square = square * square }
        }
        return result
    }

    /// The natural logarithm of a fraction above zero.
    ///
    /// With r = 2^e·s and s near 1, ln r = e·ln 2 + 2·artanh((s − 1)/(s + 1)).
    public static func logarithm(of ratio: Rational, precision: Int) -> Ball {
        let (numerator, denominator) = (
            Whole(numeratorOf: ratio), Whole(denominatorOf: ratio)
        )
        guard numerator.signum > 0 else { return Ball(Whole(0), precision: precision) }
        let exponent = numerator.bits - denominator.bits
        let (n, d) =
            exponent >= 0
            ? (numerator, denominator.shifted(by: exponent))
            : (numerator.shifted(by: -exponent), denominator)
        let part = inverseTangent(n - d, n + d, precision).shifted(by: 1)
        if exponent == 0 { return part }
        return part + logarithmOf2(precision) * Whole(Int64(exponent))
    }

    /// ln 2 = 2·artanh(1/3).
    public static func logarithmOf2(_ precision: Int) -> Ball {
        inverseTangent(Whole(1), Whole(3), precision).shifted(by: 1)
    }

    /// The hyperbolic arc tangent of n/d, at most 1/3 in size: Σ z^(2i+1)/(2i+1).
    private static func inverseTangent(_ n: Whole, _ d: Whole, _ precision: Int) -> Ball {
        let z = Ball(n.shifted(by: precision).dividedDown(by: d), Whole(1), precision)
        let square = z * z
        var power = z
        var sum = z
        var index: Int64 = 1
        while power.middle.magnitude > Whole(1) {
            power = power * square
            index += 2
            sum = sum + power.divided(by: Whole(index))
        }
        // What is left out is less than the last term that was put in, and it in turn less than its ball.
        return Ball(
            sum.middle, sum.error + power.middle.magnitude + power.error + Whole(2), precision)
    }

    /// e to the power of the ball.
    public var exponential: Ball {
        let two = Ball.logarithmOf2(precision)
        return exponential(with: two)
    }

    /// The same where ln 2 is at hand.
    public func exponential(with logarithmOf2: Ball) -> Ball {
        // x = k·ln 2 + f, with f about at most ln 2.
        let k = middle.dividedDown(by: logarithmOf2.middle)
        let rest = self - logarithmOf2 * k
        let places = Int(k.word ?? 0)
        // e^f = (e^(f/2^h))^(2^h).
        let halvings = 6
        let small = rest.shifted(by: -halvings)
        var sum = Ball(Whole(1), precision: precision)
        var term = sum
        var index: Int64 = 0
        repeat {
            index += 1
            term = (term * small).divided(by: Whole(index))
            sum = sum + term
        } while term.middle.magnitude > Whole(1)
        // What is left out is less than the last term.
        sum = Ball(
            sum.middle, sum.error + term.middle.magnitude + term.error + Whole(2), precision)
        for _ in 0..<halvings { sum = sum * sum }
        return sum.shifted(by: places)
    }
}
