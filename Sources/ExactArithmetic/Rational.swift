internal import CGMP

/// An exact fraction of two integers of any size, in lowest terms: the definition that every
/// result of the engine is held against.
///
///     let rate = try Rational(text: "100/3")        // 100/3
///     let monthly = rate * Rational(1, over: 1200)  // 1/36
///
/// A value: copies share their digits, which never change after creation, so a `Rational` can be
/// used from any thread. Each operation makes one new value; long computations work in place on
/// `BigInteger` and make a `Rational` of the outcome.
public struct Rational: Sendable {
    /// The digits, never written after `init` returns; that makes sharing between threads safe.
    private final class Storage: @unchecked Sendable {
        let value: UnsafeMutablePointer<__mpq_struct>

        init() {
            value = .allocate(capacity: 1)
            __gmpq_init(value)
        }

        deinit {
            __gmpq_clear(value)
            value.deallocate()
        }
    }

    private let storage: Storage

    var value: UnsafePointer<__mpq_struct> { UnsafePointer(storage.value) }

    /// libgmp's `mpq_numref` and `mpq_denref`, which are macros.
    var numerator: UnsafePointer<__mpz_struct> {
        UnsafePointer(Rational.numerator(of: storage.value))
    }
    var denominator: UnsafePointer<__mpz_struct> {
        UnsafePointer(Rational.denominator(of: storage.value))
    }

    private static func numerator(
        of value: UnsafeMutablePointer<__mpq_struct>
    ) -> UnsafeMutablePointer<__mpz_struct> {
        UnsafeMutableRawPointer(value).assumingMemoryBound(to: __mpz_struct.self)
    }

    private static func denominator(
        of value: UnsafeMutablePointer<__mpq_struct>
    ) -> UnsafeMutablePointer<__mpz_struct> {
        numerator(of: value) + 1
    }

    /// A new value that `body` fills in.
    init(filledBy body: (UnsafeMutablePointer<__mpq_struct>) -> Void) {
        storage = Storage()
        body(storage.value)
    }

    /// The whole number `value`.
    public init(_ value: Int64) {
        self.init { __gmpq_set_si($0, Int(value), 1) }
    }

    /// The fraction `numerator / denominator`, for a `denominator` that is more than zero by
    /// construction; a zero counts as 1.
    public init(_ numerator: Int64, over denominator: UInt64) {
        self.init {
            __gmpq_set_si($0, Int(numerator), UInt(max(denominator, 1)))
            __gmpq_canonicalize($0)
        }
    }

    /// The fraction `numerator / denominator`.
    ///
    /// - Throws: `divisionByZero` where `denominator` is zero.
    public init(
        _ numerator: borrowing BigInteger, over denominator: borrowing BigInteger
    ) throws(ArithmeticError) {
        guard !denominator.isZero else { throw .divisionByZero }
        storage = Storage()
        __gmpz_set(Rational.numerator(of: storage.value), numerator.number)
        __gmpz_set(Rational.denominator(of: storage.value), denominator.number)
        __gmpq_canonicalize(storage.value)
    }

    /// Zero.
    public static var zero: Rational { Rational(0) }

    /// −1, 0 or 1.
    public var signum: Int {
        let size = numerator.pointee._mp_size
        return size < 0 ? -1 : size > 0 ? 1 : 0
    }

    /// Numerator and denominator in lowest terms as machine words, or nil where either does not fit
    /// or the value is negative.
    public var words: (numerator: UInt64, denominator: UInt64)? {
        guard signum >= 0, __gmpz_fits_ulong_p(numerator) != 0,
            __gmpz_fits_ulong_p(denominator) != 0
        else { return nil }
        return (UInt64(__gmpz_get_ui(numerator)), UInt64(__gmpz_get_ui(denominator)))
    }
}

extension Rational: Comparable {
    /// Whether both are the same number.
    public static func == (left: Rational, right: Rational) -> Bool {
        __gmpq_equal(left.value, right.value) != 0
    }

    /// Whether `left` is the smaller number.
    public static func < (left: Rational, right: Rational) -> Bool {
        __gmpq_cmp(left.value, right.value) < 0
    }
}

extension Rational {
    /// The exact sum.
    public static func + (left: Rational, right: Rational) -> Rational {
        Rational { __gmpq_add($0, left.value, right.value) }
    }

    /// The exact difference.
    public static func - (left: Rational, right: Rational) -> Rational {
        Rational { __gmpq_sub($0, left.value, right.value) }
    }

    /// The exact product.
    public static func * (left: Rational, right: Rational) -> Rational {
        Rational { __gmpq_mul($0, left.value, right.value) }
    }

    /// The number of opposite sign.
    public static prefix func - (operand: Rational) -> Rational {
        Rational { __gmpq_neg($0, operand.value) }
    }

    /// The exact quotient.
    ///
    /// - Throws: `divisionByZero` where `divisor` is zero.
    public func divided(by divisor: Rational) throws(ArithmeticError) -> Rational {
        guard divisor.signum != 0 else { throw .divisionByZero }
        return Rational { __gmpq_div($0, value, divisor.value) }
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
        try BigInteger(numeratorOf: self).roundedQuotient(
            dividingBy: BigInteger(denominatorOf: self), toMultipleOf: unit, by: mode)
    }
}
