internal import CGMP

/// An integer of any size that is changed in place: the scratch paper of exact computations.
///
/// It owns its digits and cannot be copied by accident, so a long product costs no allocation
/// beyond the growth of the digits. `Rational` is the value type to keep results in.
///
/// libgmp ends the process when memory runs out. Every caller in this package bounds its operands
/// (`Rational.maximumTextLength`, the installment limit), which keeps the largest below 1 MB.
public struct BigInteger: ~Copyable {
    // A pointer rather than the struct itself: libgmp's in-place calls name the same operand twice,
    // which Swift's exclusivity rule forbids for stored properties.
    let number: UnsafeMutablePointer<__mpz_struct>

    /// The integer `value`.
    public init(_ value: Int64) {
        number = .allocate(capacity: 1)
        __gmpz_init_set_si(number, Int(value))
    }

    /// The integer `value`.
    public init(_ value: UInt64) {
        number = .allocate(capacity: 1)
        __gmpz_init_set_ui(number, UInt(value))
    }

    /// The numerator of `rational` in lowest terms; it carries the sign.
    public init(numeratorOf rational: Rational) {
        number = .allocate(capacity: 1)
        if let digits = rational.digits {
            withExtendedLifetime(digits) { __gmpz_init_set(number, $0.numerator) }
        } else {
            __gmpz_init_set_si(number, Int(rational.wordNumerator))
        }
    }

    /// The denominator of `rational` in lowest terms; more than zero.
    public init(denominatorOf rational: Rational) {
        number = .allocate(capacity: 1)
        if let digits = rational.digits {
            withExtendedLifetime(digits) { __gmpz_init_set(number, $0.denominator) }
        } else {
            __gmpz_init_set_ui(number, UInt(rational.wordDenominator))
        }
    }

    deinit {
        __gmpz_clear(number)
        number.deallocate()
    }

    /// An independent integer of the same value.
    public func copy() -> BigInteger {
        let result = BigInteger(0 as Int64)
        __gmpz_set(result.number, number)
        return result
    }

    /// Adds `other`.
    public mutating func add(_ other: borrowing BigInteger) {
        __gmpz_add(number, number, other.number)
    }

    /// Subtracts `other`.
    public mutating func subtract(_ other: borrowing BigInteger) {
        __gmpz_sub(number, number, other.number)
    }

    /// Multiplies by `other`.
    public mutating func multiply(by other: borrowing BigInteger) {
        __gmpz_mul(number, number, other.number)
    }

    /// Multiplies by `factor`.
    public mutating func multiply(by factor: Int64) {
        __gmpz_mul_si(number, number, Int(factor))
    }

    /// Adds `left × right`.
    public mutating func add(_ left: borrowing BigInteger, times right: Int64) {
        if right >= 0 {
            __gmpz_addmul_ui(number, left.number, UInt(right.magnitude))
        } else {
            __gmpz_submul_ui(number, left.number, UInt(right.magnitude))
        }
    }

    /// Divides by `divisor`, which is not zero and known to leave no remainder.
    public mutating func divideExactly(by divisor: borrowing BigInteger) {
        guard !divisor.isZero else { return }
        __gmpz_divexact(number, number, divisor.number)
    }

    /// Raises to the power `exponent`, which callers keep at 3 660 or less.
    public mutating func raise(to exponent: UInt32) {
        __gmpz_pow_ui(number, number, UInt(exponent))
    }

    /// Whether the integer is zero.
    public var isZero: Bool { number.pointee._mp_size == 0 }

    /// Whether the integer is below zero.
    public var isNegative: Bool { number.pointee._mp_size < 0 }

    /// Rounds `self / divisor` to a whole multiple of `unit`.
    ///
    /// - Throws: `divisionByZero` where `divisor` is zero or `unit` is not positive; `outOfRange`
    ///   where the result does not fit in 64 bits.
    public func roundedQuotient(
        dividingBy divisor: borrowing BigInteger, toMultipleOf unit: Int64 = 1,
        by mode: RoundingMode
    ) throws(ArithmeticError) -> Int64 {
        guard !divisor.isZero, unit > 0 else { throw .divisionByZero }
        let isNegative = isNegative != divisor.isNegative
        let scaled = divisor.copy()
        __gmpz_abs(scaled.number, scaled.number)
        __gmpz_mul_si(scaled.number, scaled.number, Int(unit))
        let quotient = copy()
        __gmpz_abs(quotient.number, quotient.number)
        let rest = BigInteger(0 as Int64)
        __gmpz_tdiv_qr(quotient.number, rest.number, quotient.number, scaled.number)

        var remainder = Remainder.zero
        if !rest.isZero {
            __gmpz_mul_2exp(rest.number, rest.number, 1)
            let comparison = __gmpz_cmp(rest.number, scaled.number)
            remainder = comparison < 0 ? .belowHalf : comparison == 0 ? .half : .aboveHalf
        }
        if mode.roundsAwayFromZero(
            remainder, isOdd: __gmpz_tstbit(quotient.number, 0) == 1, isNegative: isNegative)
        {
            __gmpz_add_ui(quotient.number, quotient.number, 1)
        }
        __gmpz_mul_si(quotient.number, quotient.number, isNegative ? -Int(unit) : Int(unit))
        guard let result = quotient.word else { throw .outOfRange }
        return result
    }

    /// The decimal digits, with a minus sign before a negative number.
    public var text: String {
        // Sign, digits (the size is exact or one too large) and the terminating zero.
        let capacity = __gmpz_sizeinbase(number, 10) + 2
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            __gmpz_get_str(start, 10, number)
            return String(cString: start)
        }
    }

    /// The value as a machine word, or nil where it does not fit.
    public var word: Int64? {
        guard __gmpz_fits_slong_p(number) != 0 else { return nil }
        return Int64(__gmpz_get_si(number))
    }
}
