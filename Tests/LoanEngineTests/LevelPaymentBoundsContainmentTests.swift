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

    /// Adds rows of these counts until the bounds do not fit: whether they hold V and S after each.
    private static func holds(
        _ compounded: CompoundedRows, _ counts: [Int64], of numerator: UInt64,
        over denominator: UInt64
    ) throws -> Bool {
        var compounded = compounded
        let ratio = try exact(numerator).divided(by: exact(denominator))
        var (factor, sum) = (Rational(1), Rational(0))
        for count in counts {
            guard compounded.addRow(count) else { break }
            let growth = Rational(1) + ratio * Rational(count)
            factor = factor * growth
            sum = sum * growth + Rational(1)
            let bounds = compounded.bounds
            // y counts 1 in the units of V; S is counted in 2ᵗ of them.
            let one = exact(bounds.balloonFactor.lower)
            let scaled = try (sum * one).divided(by: power(bounds.shift))
            guard holds(bounds.principalFactor, factor * one), holds(bounds.sum, scaled) else {
                return false
            }
        }
        return true
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
            let compounded = try #require(
                CompoundedRows(
                    rows: rows, multiplesOf: numerator, over: denominator,
                    unit: Int64(random.int(1...5))))
            let counts = (0..<rows).map { _ in Int64(random.int(0...most)) }
            if try !Self.holds(compounded, counts, of: numerator, over: denominator) {
                Issue.record("seed \(seed), case \(number)")
            }
        }
    }

    @Test("Rows of no interest and of nearly 100 %, in every order", arguments: 1...9)
    func nearOne(_ rows: Int) throws {
        let denominator: UInt64 = 1 << 40
        for pattern in 0..<(1 << rows) {
            let compounded = try #require(
                CompoundedRows(
                    rows: rows, multiplesOf: denominator - 1, over: denominator, unit: 1))
            let counts = (0..<rows).map { Int64(pattern >> $0 & 1) }
            if try !Self.holds(compounded, counts, of: denominator - 1, over: denominator) {
                Issue.record("counts \(counts)")
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
