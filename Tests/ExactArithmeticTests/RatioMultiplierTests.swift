import ExactArithmetic
import TestSupport
import Testing

@Suite("Ratio multipliers")
struct RatioMultiplierTests {
    /// What a product comes to, or nil where it leaves its range.
    private static func product(
        _ value: Int64, _ numerator: UInt64, _ denominator: UInt64, _ unit: Int64,
        _ mode: RoundingMode
    ) -> Int64? {
        do throws(ArithmeticError) {
            return try roundedProduct(value, numerator, over: denominator, unit: unit, by: mode)
        } catch {
            return nil
        }
    }

    private static func multiplied(_ multiplier: RatioMultiplier, _ value: Int64) -> Int64? {
        do throws(ArithmeticError) { return try multiplier.rounded(value) } catch { return nil }
    }

    private static func compare(
        _ value: Int64, _ numerator: UInt64, _ denominator: UInt64, _ unit: Int64 = 1
    ) {
        for mode in RoundingMode.allCases {
            guard
                let multiplier = RatioMultiplier(
                    numerator, over: denominator, unit: unit, by: mode)
            else { continue }
            let expected = product(value, numerator, denominator, unit, mode)
            let found = multiplied(multiplier, value)
            if found != expected {
                Issue.record(
                    "\(value) × \(numerator)/\(denominator) to \(unit) \(mode.name): \(found as Any), not \(expected as Any)"
                )
            }
        }
    }

    @Test("All small ratios of all small values, in every mode")
    func small() {
        for denominator in 1...16 as ClosedRange<UInt64> {
            for numerator in 0...denominator {
                for value in -20...100 as ClosedRange<Int64> {
                    for unit in [1, 2, 5] as [Int64] {
                        Self.compare(value, numerator, denominator, unit)
                    }
                }
            }
        }
    }

    @Test(
        "Ties and their neighbours, with denominators up to 2⁶³", arguments: 0..<40 as Range<UInt64>
    )
    func ties(_ seed: UInt64) {
        for number in 0..<50 {
            var random = SplitMix64(seed: seed, case: number)
            // v·n ≡ d/2 (mod d): with d = 2h, n odd and h odd, v = h·k for odd k gives h·k·n = h
            // (mod 2h). One more or less in v moves the quotient by n/d.
            let half = random.magnitude(bits: 8 + Int(seed)) | 1
            let numerator = min(random.magnitude(bits: 1 + Int(seed)) | 1, 2 &* half &- 1)
            let odd = random.magnitude(bits: 8) | 1
            let (value, overflow) = half.multipliedReportingOverflow(by: odd)
            guard !overflow, let value = Int64(exactly: value), value < .max else { continue }
            for near in [value - 1, value, value + 1] {
                Self.compare(near, numerator, 2 &* half)
            }
        }
    }

    @Test(
        "Values that bring the quotient close to a half or a whole",
        arguments: 0..<40 as Range<UInt64>)
    func nearTies(_ seed: UInt64) {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            let denominator = max(3, random.magnitude(bits: 20 + Int(seed)))
            let numerator = 1 + random.next() % (denominator - 1)
            // The remainders v·n mod d are closest to a target where v is a convergent's denominator:
            // Euclid's algorithm on (n, d) walks them.
            var (before, value): (UInt64, UInt64) = (0, 1)
            var (larger, smaller) = (denominator, numerator)
            while smaller > 0, value < 1 << 62 {
                let quotient = larger / smaller
                (larger, smaller) = (smaller, larger % smaller)
                let (part, isLarge) = quotient.multipliedReportingOverflow(by: value)
                let (next, isLarger) = part.addingReportingOverflow(before)
                if isLarge || isLarger { break }
                (before, value) = (value, next)
                guard value < 1 << 62 else { break }
                Self.compare(Int64(value), numerator, denominator)
                Self.compare(Int64(value / 2), numerator, denominator)
                Self.compare(Int64(value / 2 + 1), numerator, denominator)
            }
        }
    }

    @Test("The largest operands")
    func largest() {
        let values: [Int64] = [.max, .max - 1, 1 << 62, (1 << 62) + 1, 0, -1, .min]
        let parts: [UInt64] = [0, 1, 2, 1 << 31, (1 << 63) - 1, 1 << 63, .max - 1, .max]
        for value in values {
            for denominator in parts {
                for numerator in parts {
                    for unit in [1, 3, 1 << 40, .max] as [Int64] {
                        Self.compare(value, numerator, denominator, unit)
                    }
                }
            }
        }
    }

    @Test("Ratios that are no multiplier")
    func refused() {
        #expect(RatioMultiplier(1, over: 1, by: .halfEven) == nil)
        #expect(RatioMultiplier(2, over: 1, by: .halfEven) == nil)
        #expect(RatioMultiplier(0, over: 0, by: .halfEven) == nil)
        #expect(RatioMultiplier(1, over: 2, unit: 0, by: .halfEven) == nil)
        #expect(RatioMultiplier(1, over: 2, unit: -1, by: .halfEven) == nil)
        #expect(RatioMultiplier(1, over: .max, unit: 2, by: .halfEven) == nil)
        #expect(RatioMultiplier(0, over: 1, by: .halfEven) != nil)
    }
}
