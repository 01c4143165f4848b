import ExactArithmetic
import TestSupport
import Testing

@Suite("Rationals")
struct RationalTests {
    @Test("Lowest terms, sign in front")
    func examples() throws {
        #expect(Rational(6, over: 4).description == "3/2")
        #expect(Rational(-6, over: 4).description == "-3/2")
        #expect(Rational(6, over: 3).description == "2")
        #expect(Rational(0, over: 7).description == "0")
        #expect(
            Rational(.min, over: .max).description == "-9223372036854775808/18446744073709551615")
        #expect(try Rational(text: "100/3") * Rational(1, over: 1200) == Rational(1, over: 36))
        #expect(
            try Rational(BigInteger(3 as Int64), over: BigInteger(-6 as Int64)).description
                == "-1/2")
        #expect(throws: ArithmeticError.divisionByZero) {
            try Rational(BigInteger(3 as Int64), over: BigInteger(0 as Int64))
        }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(1).divided(by: .zero) }
    }

    @Test("Machine words of what fits")
    func words() {
        let largest = Rational(.max, over: .max).words
        #expect(largest?.numerator == UInt64(Int64.max) && largest?.denominator == .max)
        #expect(Rational(-1, over: 2).words == nil)
        #expect((Rational(.max) * Rational(3)).words == nil)
        #expect((Rational(1, over: .max) * Rational(1, over: 2)).words == nil)
        #expect(Rational.zero.words?.denominator == 1)
    }

    @Test("Machine words at their ends")
    func wordEnds() throws {
        let one = BigInteger(1 as Int64)
        let unsigned = try Rational(BigInteger(UInt64.max), over: one)
        #expect(unsigned.words?.numerator == .max && unsigned.words?.denominator == 1)
        #expect(unsigned.signedNumeratorWords == nil)
        #expect((unsigned + Rational(1)).words == nil)
        let smallest = try Rational(one, over: BigInteger(UInt64.max))
        #expect(smallest.words?.numerator == 1 && smallest.words?.denominator == .max)
        let beyond = smallest * Rational(1, over: 2)
        #expect(beyond.words == nil && beyond.signedNumeratorWords == nil)
        for value in [Int64.min, -1, 0, 1, .max] {
            let words = Rational(value, over: 1).signedNumeratorWords
            #expect(words?.numerator == value && words?.denominator == 1)
        }
        // Neither in words nor out of them does a number equal one on the other side.
        #expect(unsigned != Rational(-1) && Rational(-1) != unsigned)
        #expect(unsigned == unsigned + .zero && -unsigned < Rational(.min))
        #expect((-unsigned).signum == -1 && unsigned.signum == 1)
    }

    @Test("Laws of a field", arguments: 0..<64 as Range<UInt64>)
    func field(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            func any() -> Rational {
                let top = Int64(random.magnitude(bits: Int(seed % 64)))
                return Rational(
                    random.once(in: 2) ? top : -top,
                    over: max(1, random.magnitude(bits: Int(seed % 65))))
            }
            let (left, middle, right) = (any(), any(), any())
            var laws = [
                left + right == right + left, left * right == right * left,
                (left + middle) + right == left + (middle + right),
                (left * middle) * right == left * (middle * right),
                left * (middle + right) == left * middle + left * right,
                left - right == left + -right, left - left == .zero,
                (left < right) == ((left - right).signum < 0),
                (left == right) == ((left - right).signum == 0),
            ]
            if right.signum != 0 { laws.append(try left.divided(by: right) * right == left) }
            for (law, holds) in laws.enumerated() where !holds {
                Issue.record(
                    "seed \(seed), case \(number): law \(law) on \(left), \(middle), \(right)")
            }
        }
    }

    /// n/d of big integers, and what it is below or above.
    private func defined(
        _ n: Int64, _ b: UInt64, _ c: Int64, _ d: UInt64
    ) throws -> (sum: Rational, difference: Rational, order: Int) {
        func cross(_ sign: Int64) -> BigInteger {
            var left = BigInteger(n)
            left.multiply(by: BigInteger(d))
            var right = BigInteger(c)
            right.multiply(by: BigInteger(b))
            right.multiply(by: sign)
            left.add(right)
            return left
        }
        var below = BigInteger(b)
        below.multiply(by: BigInteger(d))
        let difference = try Rational(cross(-1), over: below)
        return (try Rational(cross(1), over: below), difference, difference.signum)
    }

    @Test("Sums and order in words as in big integers")
    func sums() throws {
        let tops: [Int64] = [.min, .min + 1, -6, -1, 0, 1, 2, 6, 1 << 32, .max - 1, .max]
        let bottoms: [UInt64] = [1, 2, 3, 4, 6, 12, 1 << 32, 1 << 63, .max - 1, .max]
        var cases = tops.flatMap { n in tops.map { (n, $0) } }.flatMap { pair in
            bottoms.flatMap { b in bottoms.map { (pair.0, b, pair.1, $0) } }
        }
        var random = SplitMix64(seed: 11)
        for bits in 0..<64 {
            for _ in 0..<40 {
                func top() -> Int64 {
                    let size = Int64(random.magnitude(bits: min(bits, 63)))
                    return random.once(in: 2) ? size : -size
                }
                func bottom() -> UInt64 { max(1, random.magnitude(bits: bits)) }
                cases.append((top(), bottom(), top(), bottom()))
            }
        }
        for (n, b, c, d) in cases {
            let (left, right) = (Rational(n, over: b), Rational(c, over: d))
            let (sum, difference, order) = try defined(n, b, c, d)
            let holds =
                left + right == sum && left - right == difference && (left < right) == (order < 0)
                && (right < left) == (order > 0) && left + -left == .zero
            if !holds { Issue.record("\(left) and \(right)") }
            guard right.signum != 0 else { continue }
            var numerator = BigInteger(n)
            numerator.multiply(by: BigInteger(d))
            var denominator = BigInteger(c)
            denominator.multiply(by: BigInteger(b))
            if try left.divided(by: right) != Rational(numerator, over: denominator) {
                Issue.record("\(left) by \(right)")
            }
        }
    }

    @Test("Products and roundings in words as in big integers", arguments: 0..<64 as Range<UInt64>)
    func products(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            func numerator() -> Int64 {
                if random.once(in: 8) { return random.once(in: 2) ? .min : .max }
                let top = Int64(random.magnitude(bits: Int(seed % 64)))
                return random.once(in: 2) ? top : -top
            }
            func denominator() -> UInt64 {
                random.once(in: 8) ? .max : max(1, random.magnitude(bits: Int(seed % 65)))
            }
            let (a, b, c, d) = (numerator(), denominator(), numerator(), denominator())
            var above = BigInteger(a)
            above.multiply(by: c)
            var below = BigInteger(b)
            below.multiply(by: BigInteger(d))
            let product = try Rational(above, over: below)
            // Nil for what leaves 64 bits.
            let unit = 1 + Int64(random.magnitude(bits: Int(seed % 40)))
            let mode = random.any(RoundingMode.self)
            let rounded = try? Rational(a, over: b).rounded(toMultipleOf: unit, by: mode)
            let defined = try? BigInteger(a).roundedQuotient(
                dividingBy: BigInteger(b), toMultipleOf: unit, by: mode)
            if Rational(a, over: b) * Rational(c, over: d) != product || rounded != defined {
                Issue.record("seed \(seed), case \(number): \(a)/\(b), \(c)/\(d)")
            }
        }
    }

    /// a = q·b + r: what division by `mode` leaves is less than a unit, and on the side that the
    /// mode promises.
    @Test("a = q·b + r", arguments: 0..<63 as Range<UInt64>)
    func division(_ seed: UInt64) throws {
        for number in 0..<60 {
            var random = SplitMix64(seed: seed, case: number)
            let magnitude = Int64(random.magnitude(bits: 62))
            let dividend = Rational(
                random.once(in: 2) ? magnitude : -magnitude, over: 1 + random.magnitude(bits: 8))
            let unit = 1 + Int64(random.magnitude(bits: min(Int(seed), 40)))
            let mode = random.any(RoundingMode.self)
            let quotient: Int64
            do throws(ArithmeticError) {
                quotient = try dividend.rounded(toMultipleOf: unit, by: mode)
            } catch {
                Issue.record("seed \(seed), case \(number): \(error)")
                continue
            }
            let rest = dividend - Rational(quotient)
            let twice = rest + rest
            let (zero, whole) = (Rational.zero, Rational(unit))
            let isInside = -whole < rest && rest < whole && quotient % unit == 0
            let holds =
                switch mode {
                case .floor: zero <= rest
                case .ceiling: rest <= zero
                case .down: rest.signum * dividend.signum >= 0
                case .up: rest.signum * dividend.signum <= 0
                case .halfEven, .halfUp, .halfDown: -whole <= twice && twice <= whole
                }
            if !isInside || !holds {
                Issue.record(
                    "seed \(seed), case \(number): \(dividend) to \(unit) by \(mode.name) is \(quotient)"
                )
            }
        }
    }

    @Test("Beyond 64 bits is refused, at the very end")
    func range() throws {
        let tooLarge = Rational(.max) + Rational(1)
        let tooSmall = Rational(.min) - Rational(1)
        #expect(throws: ArithmeticError.outOfRange) { try tooLarge.rounded(by: .down) }
        #expect(throws: ArithmeticError.outOfRange) { try tooSmall.rounded(by: .up) }
        let half = Rational(1, over: 2)
        #expect(try (Rational(.max) + half).rounded(by: .down) == .max)
        #expect(throws: ArithmeticError.outOfRange) { try (Rational(.max) + half).rounded(by: .up) }
        #expect(try (Rational(.min) - half).rounded(by: .halfDown) == .min)
        for unit in [0, -1, .min] as [Int64] {
            #expect(throws: ArithmeticError.divisionByZero) {
                try half.rounded(toMultipleOf: unit, by: .halfEven)
            }
        }
    }
}

@Suite("Big integers")
struct BigIntegerTests {
    @Test("In-place arithmetic")
    func arithmetic() {
        var number = BigInteger(-7 as Int64)
        #expect(number.isNegative && !number.isZero && number.word == -7)
        let zero = BigInteger(0 as Int64)
        #expect(zero.isZero && !zero.isNegative && zero.text == "0")
        number.add(BigInteger(10 as Int64))
        number.multiply(by: -5)
        number.subtract(BigInteger(UInt64.max))
        #expect(number.word == nil)
        number.add(BigInteger(UInt64.max), times: 3)
        number.add(BigInteger(UInt64.max), times: -2)
        #expect(number.word == -15)
        number.raise(to: 5)
        #expect(number.word == -759_375)
        number.divideExactly(by: BigInteger(-759_375 as Int64))
        #expect(number.word == 1)
        number.divideExactly(by: BigInteger(0 as Int64))
        #expect(number.word == 1)
    }

    @Test("A copy is independent")
    func copies() {
        var number = BigInteger(Int64.max)
        let copy = number.copy()
        number.multiply(by: 2)
        #expect(copy.word == .max && number.word == nil)
        #expect(BigInteger(Int64.min).word == .min)
    }

    @Test("Quotients round by the sign of both")
    func quotients() throws {
        for (dividend, divisor) in [(7, 2), (-7, 2), (7, -2), (-7, -2)] as [(Int64, Int64)] {
            for mode in RoundingMode.allCases {
                let sign: Int128 = divisor < 0 ? -1 : 1
                let expected = Reference.rounded(
                    Int128(dividend) * sign, over: Int128(divisor) * sign, by: mode)
                let quotient = try BigInteger(dividend).roundedQuotient(
                    dividingBy: BigInteger(divisor), by: mode)
                #expect(Int128(quotient) == expected, "\(dividend) / \(divisor) by \(mode)")
            }
        }
    }
}
