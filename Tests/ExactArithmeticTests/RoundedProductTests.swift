import ExactArithmetic
import TestSupport
import Testing

@Suite("Rounded products")
struct RoundedProductTests {
    private static let values: [Int64] = [
        0, 1, -1, 2, 3, -3, 5, 7, 99, 100, -100, 1 << 31, 1 << 32, -(1 << 32), 1 << 53, 1 << 62,
        .max - 1, .max, .min, .min + 1,
    ]
    private static let factors: [UInt64] = [
        0, 1, 2, 3, 5, 100, 1 << 32, 1 << 63, (1 << 63) - 1, (1 << 63) + 1, .max - 1, .max,
    ]
    private static let denominators: [UInt64] = [
        1, 2, 3, 4, 10, 36_500, 1 << 32, (1 << 62) + 1, (1 << 63) - 1, 1 << 63, (1 << 63) + 1,
        .max - 2, .max - 1, .max,
    ]
    private static let units: [Int64] = [1, 2, 5, 100, 1 << 32, 1 << 62, .max]

    /// The definition, in rationals; nil where it leaves the range.
    private static func exact(
        _ value: Int64, _ factor: UInt64, _ denominator: UInt64, _ unit: Int64, _ mode: RoundingMode
    ) throws -> Int64? {
        var product = BigInteger(value)
        product.multiply(by: BigInteger(factor))
        let rational = try Rational(product, over: BigInteger(denominator))
        do throws(ArithmeticError) {
            return try rational.rounded(toMultipleOf: unit, by: mode)
        } catch {
            #expect(error == .outOfRange)
            return nil
        }
    }

    private static func fast(
        _ value: Int64, _ factor: UInt64, _ denominator: UInt64, _ unit: Int64, _ mode: RoundingMode
    ) -> Int64? {
        do throws(ArithmeticError) {
            return try roundedProduct(value, factor, over: denominator, unit: unit, by: mode)
        } catch {
            if error != .outOfRange { Issue.record("\(error)") }
            return nil
        }
    }

    private static func compare(
        _ value: Int64, _ factor: UInt64, _ denominator: UInt64, _ unit: Int64,
        _ mode: RoundingMode, _ place: @autoclosure () -> String
    ) throws {
        let exact = try exact(value, factor, denominator, unit, mode)
        let fast = fast(value, factor, denominator, unit, mode)
        if exact != fast {
            Issue.record(
                "\(place()): \(value) × \(factor) / \(denominator) to \(unit) by \(mode.name): words \(fast as Any), exact \(exact as Any)"
            )
        }
    }

    @Test("Edge values give what rationals give", arguments: RoundingMode.allCases)
    func edges(_ mode: RoundingMode) throws {
        for value in Self.values {
            for factor in Self.factors {
                for denominator in Self.denominators {
                    for unit in Self.units {
                        try Self.compare(value, factor, denominator, unit, mode, "edges")
                    }
                }
            }
        }
    }

    @Test("Random operands give what rationals give", arguments: 0..<64 as Range<UInt64>)
    func random(_ seed: UInt64) throws {
        for number in 0..<300 {
            var random = SplitMix64(seed: seed, case: number)
            let bits = 1 + Int(seed)
            let value = Int64(truncatingIfNeeded: random.magnitude(bits: min(bits, 63)))
            try Self.compare(
                random.once(in: 2) ? value : -value, random.magnitude(bits: bits),
                max(1, random.magnitude(bits: bits)),
                max(1, Int64(random.magnitude(bits: random.once(in: 2) ? 8 : min(bits, 63)))),
                random.any(RoundingMode.self), "seed \(seed), case \(number)")
        }
    }

    @Test("Exact ties, at every size", arguments: 0..<62 as Range<UInt64>)
    func ties(_ seed: UInt64) throws {
        for number in 0..<50 {
            // (2q + 1) × d / 2d lies half way between q and q + 1.
            var random = SplitMix64(seed: seed, case: number)
            let quotient = Int64(random.magnitude(bits: Int(seed)))
            let half = max(1, random.magnitude(bits: 62))
            let even = quotient % 2 == 0 ? quotient : quotient + 1
            let expected: [(RoundingMode, Int64, Int64)] = [
                (.halfEven, even, -even), (.halfUp, quotient + 1, -quotient - 1),
                (.halfDown, quotient, -quotient), (.up, quotient + 1, -quotient - 1),
                (.down, quotient, -quotient), (.ceiling, quotient + 1, -quotient),
                (.floor, quotient, -quotient - 1),
            ]
            for (mode, above, below) in expected {
                let odd = 2 * quotient + 1
                let positive = Self.fast(odd, half, 2 * half, 1, mode)
                let negative = Self.fast(-odd, half, 2 * half, 1, mode)
                if positive != above || negative != below {
                    Issue.record(
                        "seed \(seed), case \(number): ±\(quotient).5 by \(mode.name): \(positive as Any), \(negative as Any)"
                    )
                }
            }
        }
    }

    @Test("One off a tie, with the largest divisors")
    func nearTies() throws {
        let divisor = UInt64.max
        // (2⁶⁴ − 1) / 2 rounded down is 2⁶³ − 1: just below half.
        #expect(try roundedProduct(1, (1 << 63) - 1, over: divisor, by: .halfUp) == 0)
        #expect(try roundedProduct(1, 1 << 63, over: divisor, by: .halfDown) == 1)
        #expect(try roundedProduct(1, 1 << 62, over: 1 << 63, by: .halfUp) == 1)
        #expect(try roundedProduct(1, 1 << 62, over: 1 << 63, by: .halfDown) == 0)
        #expect(try roundedProduct(1, (1 << 62) - 1, over: 1 << 63, by: .halfUp) == 0)
    }

    @Test("The ends of the range")
    func range() throws {
        #expect(try roundedProduct(.min, 1, over: 1, by: .down) == .min)
        #expect(try roundedProduct(.max, 1, over: 1, by: .up) == .max)
        #expect(throws: ArithmeticError.outOfRange) {
            try roundedProduct(.min, 2, over: 1, by: .down)
        }
        #expect(throws: ArithmeticError.outOfRange) {
            try roundedProduct(.max, 3, over: 2, by: .down)
        }
        // Rounding alone leaves the range.
        #expect(throws: ArithmeticError.outOfRange) {
            try roundedProduct(.max, 1, over: 1, unit: 2, by: .up)
        }
        #expect(try roundedProduct(.max, 1, over: 1, unit: 2, by: .down) == .max - 1)
        #expect(try roundedProduct(.min, 1, over: 1, unit: 2, by: .up) == .min)
        #expect(throws: ArithmeticError.outOfRange) {
            try roundedProduct(.max, .max, over: .max - 1, by: .up)
        }
    }

    @Test("No division by zero, no unit of zero or less")
    func refusals() {
        #expect(throws: ArithmeticError.divisionByZero) {
            try roundedProduct(1, 1, over: 0, by: .up)
        }
        for unit in [0, -1, .min] as [Int64] {
            #expect(throws: ArithmeticError.divisionByZero) {
                try roundedProduct(1, 1, over: 1, unit: unit, by: .up)
            }
            #expect(throws: ArithmeticError.divisionByZero) {
                try Rational(1).rounded(toMultipleOf: unit, by: .up)
            }
        }
        #expect(throws: ArithmeticError.divisionByZero) {
            try BigInteger(1 as Int64).roundedQuotient(
                dividingBy: BigInteger(0 as Int64), by: .up)
        }
    }
}
