import TestSupport
import Testing

@testable import LoanEngine

@Suite("Bounds hold what they bound")
struct LevelPaymentBoundsContainmentTests {
    /// 2ⁿ.
    private static func power(_ exponent: UInt64) -> Rational {
        var value = Rational(1)
        for _ in 0..<exponent { value = value * Rational(2) }
        return value
    }

    private static func exact(_ word: UInt64) -> Rational {
        Rational(Int64(word >> 1)) * Rational(2) + Rational(Int64(word & 1))
    }

    private static func holds(_ interval: LevelPaymentBounds.Interval, _ value: Rational) -> Bool {
        exact(interval.lower) <= value && value <= exact(interval.upper)
    }

    @Test("Compounded rows: V and S", arguments: 0..<30 as Range<UInt64>)
    func compounded(_ seed: UInt64) throws {
        for number in 0..<6 {
            var random = SplitMix64(seed: seed, case: number)
            let denominator = 1 + random.magnitude(bits: 10 + Int(seed))
            let numerator = random.next() % denominator
            // Small counts leave the bounds no room but what rounding outwards makes.
            let most = random.once(in: 2) ? 1 : 3
            let rows = random.int(1...60)
            var compounded = try #require(
                CompoundedRows(
                    rows: rows, multiplesOf: numerator, over: denominator,
                    unit: Int64(random.int(1...5))))
            let ratio = try Self.exact(numerator).divided(by: Self.exact(denominator))
            var (factor, sum) = (Rational(1), Rational(0))
            for _ in 0..<rows {
                let count = Int64(random.int(0...most))
                guard compounded.addRow(count) else { break }
                let growth = Rational(1) + ratio * Rational(count)
                factor = factor * growth
                sum = sum * growth + Rational(1)
                let bounds = compounded.bounds
                // y counts 1 in the units of V; S is counted in 2ᵗ of them.
                let one = Self.exact(bounds.balloonFactor.lower)
                let scaled = try (sum * one).divided(by: Self.power(bounds.shift))
                if !Self.holds(bounds.principalFactor, factor * one)
                    || !Self.holds(bounds.sum, scaled)
                {
                    Issue.record("seed \(seed), case \(number)")
                    return
                }
            }
        }
    }

    @Test("Equal rows: i, i·v and 1 − v", arguments: 0..<40 as Range<UInt64>)
    func equal(_ seed: UInt64) throws {
        for number in 0..<10 {
            var random = SplitMix64(seed: seed, case: number)
            let denominator = 2 + random.magnitude(bits: 10 + Int(seed))
            let numerator = 1 + random.next() % (denominator - 1)
            let rows = random.int(1...50)
            guard
                let bounds = LevelPaymentBounds(
                    equalRows: rows, of: numerator, over: denominator,
                    unit: Int64(random.int(1...9)), hasBalloon: true)
            else { continue }
            let rate = try Self.exact(numerator).divided(by: Self.exact(denominator))
            let discount = try Rational(1).divided(by: Rational(1) + rate)
            var power = Rational(1)
            for _ in 0..<rows { power = power * discount }
            let half = Self.power(63)
            // σ is counted in 2^(s−64), and t is s − 1.
            let sum = try ((Rational(1) - power) * half).divided(by: Self.power(bounds.shift))
            if !Self.holds(bounds.principalFactor, rate * half)
                || !Self.holds(bounds.balloonFactor, rate * power * half)
                || !Self.holds(bounds.sum, sum)
            {
                Issue.record("seed \(seed), case \(number): \(numerator)/\(denominator), \(rows)")
            }
        }
    }
}
