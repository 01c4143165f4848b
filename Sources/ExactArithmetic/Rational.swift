internal import CGMP

/// An exact fraction of two integers of any size, in lowest terms: the definition that every
/// result of the engine is held against.
///
///     let rate = try Rational(text: "100/3")        // 100/3
///     let monthly = rate * Rational(1, over: 1200)  // 1/36
///
/// A value: copies share their digits, which never change after creation, so a `Rational` can be
/// used from any thread. A fraction whose parts fit in machine words is held in them and costs no
/// allocation; larger ones are libgmp's. Which it is never shows: the representation follows from
/// the number, words wherever they fit. Long computations work in place on `BigInteger` and make a
/// `Rational` of the outcome.
public struct Rational: Sendable {
    /// Digits beyond machine words. Never written after `init` returns; that makes sharing them
    /// between threads safe.
    final class Digits: @unchecked Sendable {
        let value: UnsafeMutablePointer<__mpq_struct>

        init() {
            value = .allocate(capacity: 1)
            __gmpq_init(value)
        }

        convenience init(_ wordNumerator: Int64, _ wordDenominator: UInt64) {
            self.init()
            __gmpz_set_si(numerator, Int(wordNumerator))
            __gmpz_set_ui(denominator, UInt(wordDenominator))
        }

        deinit {
            __gmpq_clear(value)
            value.deallocate()
        }

        // libgmp's mpq_numref and mpq_denref, which are macros: the struct is its two integers.
        var numerator: UnsafeMutablePointer<__mpz_struct> {
            UnsafeMutableRawPointer(value).assumingMemoryBound(to: __mpz_struct.self)
        }
        var denominator: UnsafeMutablePointer<__mpz_struct> { numerator + 1 }
    }

    /// Numerator and denominator in lowest terms, where `digits` is nil.
    @usableFromInline let wordNumerator: Int64
    @usableFromInline let wordDenominator: UInt64
    let digits: Digits?

    /// For words in lowest terms, or digits that do not fit in them.
    private init(
        reducedNumerator: Int64, _ reducedDenominator: UInt64, digits: Digits? = nil
    ) {
        wordNumerator = reducedNumerator
        wordDenominator = reducedDenominator
        self.digits = digits
    }

    /// The value that `body` leaves in canonical form, in words if it fits.
    private init(filledBy body: (UnsafeMutablePointer<__mpq_struct>) -> Void) {
        let digits = Digits()
        withExtendedLifetime(digits) { body($0.value) }
        self.init(digits)
    }

    private init(_ digits: Digits) {
        let words: (Int64, UInt64)? = withExtendedLifetime(digits) { digits in
            guard __gmpz_fits_slong_p(digits.numerator) != 0,
                __gmpz_fits_ulong_p(digits.denominator) != 0
            else { return nil }
            return (
                Int64(__gmpz_get_si(digits.numerator)), UInt64(__gmpz_get_ui(digits.denominator))
            )
        }
        if let words {
            self.init(reducedNumerator: words.0, words.1)
        } else {
            self.init(reducedNumerator: 0, 1, digits: digits)
        }
    }

    /// The whole number `value`.
    public init(_ value: Int64) {
        self.init(reducedNumerator: value, 1)
    }

    /// The fraction `numerator / denominator`, for a `denominator` that is more than zero by
    /// construction; a zero counts as 1.
    public init(_ numerator: Int64, over denominator: UInt64) {
        let divisor = greatestCommonDivisor(numerator.magnitude, max(denominator, 1))
        // The quotient's magnitude is at most the numerator's, so it fits with the same sign.
        let magnitude = numerator.magnitude / divisor
        self.init(
            reducedNumerator: Int64(
                truncatingIfNeeded: numerator < 0 ? 0 &- magnitude : magnitude),
            max(denominator, 1) / divisor)
    }

    /// The fraction `numerator / denominator`.
    ///
    /// - Throws: `divisionByZero` where `denominator` is zero.
    public init(
        _ numerator: borrowing BigInteger, over denominator: borrowing BigInteger
    ) throws(ArithmeticError) {
        guard !denominator.isZero else { throw .divisionByZero }
        let digits = Digits()
        withExtendedLifetime(digits) { digits in
            __gmpz_set(digits.numerator, numerator.number)
            __gmpz_set(digits.denominator, denominator.number)
            __gmpq_canonicalize(digits.value)
        }
        self.init(digits)
    }

    /// Zero.
    public static var zero: Rational { Rational(0) }

    /// −1, 0 or 1.
    public var signum: Int {
        guard let digits else { return Int(wordNumerator.signum()) }
        // Zero is held in words.
        return withExtendedLifetime(digits) { $0.numerator.pointee._mp_size < 0 } ? -1 : 1
    }

    /// Numerator and denominator in lowest terms as machine words, or nil where either does not fit
    /// or the value is negative.
    public var words: (numerator: UInt64, denominator: UInt64)? {
        // What fits a signed numerator is held in words; only 2⁶³ … 2⁶⁴ − 1 is found in digits.
        guard let digits else {
            return wordNumerator < 0 ? nil : (wordNumerator.magnitude, wordDenominator)
        }
        return withExtendedLifetime(digits) { digits in
            guard __gmpz_fits_ulong_p(digits.numerator) != 0,
                __gmpz_fits_ulong_p(digits.denominator) != 0
            else { return nil }
            return (
                UInt64(__gmpz_get_ui(digits.numerator)), UInt64(__gmpz_get_ui(digits.denominator))
            )
        }
    }

    /// Numerator and denominator in lowest terms, the sign on the numerator, or nil where either does
    /// not fit.
    public var signedNumeratorWords: (numerator: Int64, denominator: UInt64)? {
        digits == nil ? (wordNumerator, wordDenominator) : nil
    }

    /// Hands `body` the value as libgmp holds it, which lives until `body` returns.
    private func withDigits<Result>(
        _ body: (UnsafePointer<__mpq_struct>) -> Result
    ) -> Result {
        let digits = digits ?? Digits(wordNumerator, wordDenominator)
        return withExtendedLifetime(digits) { body(UnsafePointer($0.value)) }
    }

    /// What `operation` makes of two values, in libgmp.
    private static func combine(
        _ left: Rational, _ right: Rational,
        _ operation: (
            UnsafeMutablePointer<__mpq_struct>, UnsafePointer<__mpq_struct>,
            UnsafePointer<__mpq_struct>
        ) -> Void
    ) -> Rational {
        left.withDigits { first in
            right.withDigits { second in
                Rational { operation($0, first, second) }
            }
        }
    }
}

extension Rational: Comparable {
    /// Whether both are the same number.
    public static func == (left: Rational, right: Rational) -> Bool {
        switch (left.digits, right.digits) {
        case (nil, nil):
            left.wordNumerator == right.wordNumerator
                && left.wordDenominator == right.wordDenominator
        case (.some, .some):
            left.withDigits { first in right.withDigits { __gmpq_equal(first, $0) != 0 } }
        // What fits in words is held in them.
        default: false
        }
    }

    /// Whether `left` is the smaller number.
    public static func < (left: Rational, right: Rational) -> Bool {
        if left.digits == nil, right.digits == nil {
            // Below 2⁶³ × 2⁶⁴ each.
            return Int128(left.wordNumerator) * Int128(right.wordDenominator)
                < Int128(right.wordNumerator) * Int128(left.wordDenominator)
        }
        return left.withDigits { first in right.withDigits { __gmpq_cmp(first, $0) < 0 } }
    }
}

extension Rational {
    /// The exact sum.
    public static func + (left: Rational, right: Rational) -> Rational {
        left.wordSum(right) ?? combine(left, right) { __gmpq_add($0, $1, $2) }
    }

    /// The exact difference.
    public static func - (left: Rational, right: Rational) -> Rational {
        // The one word without an opposite is left to libgmp.
        if right.digits == nil, right.wordNumerator != .min {
            return left + Rational(reducedNumerator: -right.wordNumerator, right.wordDenominator)
        }
        return combine(left, right) { __gmpq_sub($0, $1, $2) }
    }

    /// The exact product.
    public static func * (left: Rational, right: Rational) -> Rational {
        if left.digits == nil, right.digits == nil,
            let product = wordProduct(
                (left.wordNumerator.magnitude, left.wordDenominator),
                (right.wordNumerator.magnitude, right.wordDenominator),
                isNegative: (left.wordNumerator < 0) != (right.wordNumerator < 0))
        {
            return product
        }
        return combine(left, right) { __gmpq_mul($0, $1, $2) }
    }

    /// The number of opposite sign.
    public static prefix func - (operand: Rational) -> Rational { zero - operand }

    /// The exact quotient.
    ///
    /// - Throws: `divisionByZero` where `divisor` is zero.
    public func divided(by divisor: Rational) throws(ArithmeticError) -> Rational {
        guard divisor.signum != 0 else { throw .divisionByZero }
        if digits == nil, divisor.digits == nil,
            let quotient = Rational.wordProduct(
                (wordNumerator.magnitude, wordDenominator),
                (divisor.wordDenominator, divisor.wordNumerator.magnitude),
                isNegative: (wordNumerator < 0) != (divisor.wordNumerator < 0))
        {
            return quotient
        }
        return Rational.combine(self, divisor) { __gmpq_div($0, $1, $2) }
    }

    /// The sum in machine words, or nil where it does not fit.
    ///
    /// With g the common divisor of the denominators b = g·b' and d = g·d', the sum is
    /// (a·d' + c·b') / (g·b'·d'), and what the numerator shares with that it shares with g: a prime of
    /// b' that divided a·d' + c·b' would divide a·d', so a or d', neither of which it does.
    private func wordSum(_ other: Rational) -> Rational? {
        guard digits == nil, other.digits == nil else { return nil }
        let common = greatestCommonDivisor(wordDenominator, other.wordDenominator)
        let (own, others) = (wordDenominator / common, other.wordDenominator / common)
        // Below 2⁶³ × 2⁶⁴ each.
        let (sum, isLarge) = (Int128(wordNumerator) * Int128(others)).addingReportingOverflow(
            Int128(other.wordNumerator) * Int128(own))
        if isLarge { return nil }
        var shared: UInt64 = 1
        if common > 1 {
            let rest = UInt64(truncatingIfNeeded: sum.magnitude % UInt128(common))
            shared = greatestCommonDivisor(rest, common)
        }
        let (denominator, overflow) = own.multipliedReportingOverflow(
            by: other.wordDenominator / shared)
        guard !overflow,
            let numerator = Int64(exactly: shared == 1 ? sum : sum / Int128(shared))
        else { return nil }
        return Rational(reducedNumerator: numerator, denominator)
    }

    /// The product of two fractions in lowest terms in machine words, or nil where it does not fit:
    /// reduced crosswise first, so that the product of the parts is in lowest terms already.
    private static func wordProduct(
        _ left: (numerator: UInt64, denominator: UInt64),
        _ right: (numerator: UInt64, denominator: UInt64), isNegative: Bool
    ) -> Rational? {
        let first = greatestCommonDivisor(left.numerator, right.denominator)
        let second = greatestCommonDivisor(right.numerator, left.denominator)
        let (magnitude, isLargeAbove) = (left.numerator / first)
            .multipliedReportingOverflow(by: right.numerator / second)
        let (denominator, isLargeBelow) = (left.denominator / second)
            .multipliedReportingOverflow(by: right.denominator / first)
        guard !isLargeAbove, !isLargeBelow,
            let numerator = signed(magnitude, isNegative: isNegative)
        else { return nil }
        return Rational(reducedNumerator: numerator, denominator)
    }

    /// Rounds to a whole multiple of `unit`: the only way from a `Rational` to money.
    ///
    ///     Rational(1005, over: 1000).rounded(by: .halfUp)                    == 1
    ///     Rational(415_20, over: 100).rounded(toMultipleOf: 5, by: .up)      == 420
    ///
    /// - Throws: `outOfRange` where the result does not fit in 64 bits; `divisionByZero` where
    ///   `unit` is not positive.
    public func rounded(
        toMultipleOf unit: Int64 = 1, by mode: RoundingMode
    ) throws(ArithmeticError) -> Int64 {
        if digits == nil {
            return try roundedProduct(wordNumerator, 1, over: wordDenominator, unit: unit, by: mode)
        }
        return try BigInteger(numeratorOf: self).roundedQuotient(
            dividingBy: BigInteger(denominatorOf: self), toMultipleOf: unit, by: mode)
    }
}

/// The greatest common divisor; of zero and a number, that number.
func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (larger, smaller) = (max(left, right), min(left, right))
    while smaller > 1 { (larger, smaller) = (smaller, larger % smaller) }
    return smaller == 1 ? 1 : max(larger, 1)
}

extension Rational {
    /// The whole number `value`.
    public init(wide value: Int128) {
        if let word = Int64(exactly: value) {
            self.init(word)
            return
        }
        // value = high · 2⁶⁴ + low, and 2⁶⁴ is not a word.
        let half = Rational(Int64(1) << 32)
        let low = UInt64(truncatingIfNeeded: value)
        let lower = Rational(Int64(low >> 32)) * half + Rational(Int64(low & 0xFFFF_FFFF))
        self = Rational(Int64(truncatingIfNeeded: value >> 64)) * half * half + lower
    }
}
