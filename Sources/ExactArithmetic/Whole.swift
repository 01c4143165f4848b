internal import CGMP

/// A whole number of any size, as a value: what proofs about digits are made of.
///
///     Whole(7).shifted(by: 3) == Whole(56)
///
/// Never changed after it was made, so copies share its digits and any thread may read it.
public struct Whole: Sendable, Comparable {
    private final class Digits: @unchecked Sendable {
        let number: UnsafeMutablePointer<__mpz_struct>

        init() {
            number = .allocate(capacity: 1)
            __gmpz_init(number)
        }

        deinit {
            __gmpz_clear(number)
            number.deallocate()
        }
    }

    private let digits: Digits

    private init(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
        digits = Digits()
        body(digits.number)
    }

    /// The number `value`.
    public init(_ value: Int64) { self.init { __gmpz_set_si($0, Int(value)) } }

    /// The numerator of a fraction in lowest terms.
    public init(numeratorOf rational: Rational) {
        let integer = BigInteger(numeratorOf: rational)
        self.init { __gmpz_set($0, integer.number) }
    }

    /// The denominator of a fraction in lowest terms.
    public init(denominatorOf rational: Rational) {
        let integer = BigInteger(denominatorOf: rational)
        self.init { __gmpz_set($0, integer.number) }
    }

    private static func combine(
        _ left: Whole, _ right: Whole,
        _ body: (
            UnsafeMutablePointer<__mpz_struct>, UnsafeMutablePointer<__mpz_struct>,
            UnsafeMutablePointer<__mpz_struct>
        ) -> Void
    ) -> Whole {
        withExtendedLifetime((left.digits, right.digits)) {
            Whole { body($0, left.digits.number, right.digits.number) }
        }
    }

    /// The sum.
    public static func + (left: Whole, right: Whole) -> Whole {
        combine(left, right) { __gmpz_add($0, $1, $2) }
    }

    /// The difference.
    public static func - (left: Whole, right: Whole) -> Whole {
        combine(left, right) { __gmpz_sub($0, $1, $2) }
    }

    /// The product.
    public static func * (left: Whole, right: Whole) -> Whole {
        combine(left, right) { __gmpz_mul($0, $1, $2) }
    }

    /// The quotient rounded down; zero where the divisor is zero.
    public func dividedDown(by divisor: Whole) -> Whole {
        if divisor.signum == 0 { return Whole(0) }
        return Whole.combine(self, divisor) { __gmpz_fdiv_q($0, $1, $2) }
    }

    /// The remainder of `dividedDown`; zero where the divisor is zero.
    public func remainder(by divisor: Whole) -> Whole {
        if divisor.signum == 0 { return Whole(0) }
        return Whole.combine(self, divisor) { __gmpz_fdiv_r($0, $1, $2) }
    }

    /// Times 2^`places`, rounded down where that is below zero.
    public func shifted(by places: Int) -> Whole {
        withExtendedLifetime(digits) {
            Whole {
                if places >= 0 {
                    __gmpz_mul_2exp($0, digits.number, UInt(places))
                } else {
                    __gmpz_fdiv_q_2exp($0, digits.number, UInt(-places))
                }
            }
        }
    }

    /// Without its sign.
    public var magnitude: Whole {
        withExtendedLifetime(digits) { Whole { __gmpz_abs($0, digits.number) } }
    }

    /// To the power of `exponent`.
    public func power(_ exponent: UInt) -> Whole {
        withExtendedLifetime(digits) { Whole { __gmpz_pow_ui($0, digits.number, exponent) } }
    }

    /// The whole root of that degree, or nil where there is none; of numbers that are not negative.
    public func exactRoot(_ degree: UInt) -> Whole? {
        guard signum >= 0, degree > 0 else { return nil }
        var isExact = false
        let root = withExtendedLifetime(digits) {
            Whole { isExact = __gmpz_root($0, digits.number, degree) != 0 }
        }
        return isExact ? root : nil
    }

    /// −1, 0 or 1.
    public var signum: Int {
        withExtendedLifetime(digits) { Int(digits.number.pointee._mp_size).signum() }
    }

    /// How many bits it has without its sign; 1 for zero.
    public var bits: Int {
        withExtendedLifetime(digits) { Int(__gmpz_sizeinbase(digits.number, 2)) }
    }

    /// The value as a machine word, or nil where it does not fit.
    public var word: Int64? {
        withExtendedLifetime(digits) {
            guard __gmpz_fits_slong_p(digits.number) != 0 else { return nil }
            return Int64(__gmpz_get_si(digits.number))
        }
    }

    /// Its decimal digits.
    public var text: String {
        let integer = BigInteger(0 as Int64)
        withExtendedLifetime(digits) { __gmpz_set(integer.number, digits.number) }
        return integer.text
    }

    /// The same number.
    public static func == (left: Whole, right: Whole) -> Bool {
        withExtendedLifetime((left.digits, right.digits)) {
            __gmpz_cmp(left.digits.number, right.digits.number) == 0
        }
    }

    /// Less.
    public static func < (left: Whole, right: Whole) -> Bool {
        withExtendedLifetime((left.digits, right.digits)) {
            __gmpz_cmp(left.digits.number, right.digits.number) < 0
        }
    }
}

extension Rational {
    /// The fraction; zero where the denominator is zero.
    public init(_ numerator: Whole, over denominator: Whole) {
        func integer(_ whole: Whole) -> BigInteger {
            let parsed = BigInteger(0 as Int64)
            whole.copy(into: parsed)
            return parsed
        }
        do throws(ArithmeticError) {
            try self.init(integer(numerator), over: integer(denominator))
        } catch {
            self = .zero
        }
    }

    /// The greatest whole number that is not more.
    public var floor: Whole {
        Whole(numeratorOf: self).dividedDown(by: Whole(denominatorOf: self))
    }
}

extension Whole {
    fileprivate func copy(into integer: borrowing BigInteger) {
        withExtendedLifetime(digits) { __gmpz_set(integer.number, digits.number) }
    }
}
