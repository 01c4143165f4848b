import TestSupport
import Testing

@testable import LoanEngine

@Suite("Level payments in machine words")
struct LevelPaymentBoundsTests {
    private struct NoSink: ScheduleSink {
        mutating func put(_ row: ScheduleRow) {}
    }

    /// The level payment by bounds and exactly; nil where a date or amount leaves its range.
    private static func payments(_ terms: LoanTerms) throws -> (bounded: Int64?, exact: Int64)? {
        do throws(LoanError) {
            var builder = try ScheduleBuilder(Contract(terms), into: NoSink())
            try builder.buildGrace()
            let rounding = terms.rounding
            do throws(ArithmeticError) {
                let exact = try builder.rows.exactLevelPayment().rounded(
                    toMultipleOf: rounding.installmentUnitMinor, by: rounding.installmentMode)
                return (builder.rows.boundedLevelPayment(), exact)
            } catch {
                return nil
            }
        } catch {
            if error.code == .invalidTerms { throw error }
            return nil
        }
    }

    @Test("Bounds that settle a payment settle it right", arguments: 0..<80 as Range<UInt64>)
    func generated(_ seed: UInt64) throws {
        for number in 0..<60 {
            var generator = TermsGenerator(seed: seed, case: number)
            var terms = generator.terms()
            guard terms.interestMethod == .declining else { continue }
            // Principals that short loans are too small for, and units of any size.
            terms.amortization = .equalInstallments
            let random = Int64(generator.random.magnitude(bits: 20 + Int(seed) / 2))
            terms.principalMinor = max(1, terms.balloonMinor, random)
            if generator.random.once(in: 3) {
                terms.rounding.installmentUnitMinor =
                    1 + Int64(generator.random.magnitude(bits: Int(seed) / 2))
            }
            guard let (bounded, exact) = try Self.payments(terms) else { continue }
            if let bounded, bounded != exact {
                Issue.record("seed \(seed), case \(number): \(bounded), exactly \(exact)")
            }
        }
    }

    @Test("Where rows times unit reaches the limit", arguments: 0..<40 as Range<UInt64>)
    func largeUnits(_ seed: UInt64) throws {
        for number in 0..<20 {
            var random = SplitMix64(seed: seed, case: number)
            var terms = Samples.hundreds
            // Just below a power of two, where the sum fills its word.
            let bits = UInt64(random.int(30...41))
            terms.termCount = random.int(1...60)
            terms.rounding.installmentUnitMinor =
                ((1 << Int64(bits)) - Int64(random.int(0...3))) / Int64(terms.termCount)
            terms.rounding.installmentMode = random.any(RoundingMode.self)
            let percent = Rational(Int64(random.int(1...9)), over: 1 + random.magnitude(bits: 60))
            terms.rate = InterestRate(percent: percent, per: .month)
            terms.principalMinor = 1 + Int64(random.magnitude(bits: 61))
            guard let (bounded, exact) = try Self.payments(terms) else { continue }
            if let bounded, bounded != exact {
                Issue.record("seed \(seed), case \(number): \(bounded), exactly \(exact)")
            }
        }
    }

    @Test("Where payments have as many digits as the bounds", arguments: 0..<50 as Range<UInt64>)
    func largePrincipals(_ seed: UInt64) throws {
        for number in 0..<100 {
            var random = SplitMix64(seed: seed, case: number)
            var terms = Samples.hundreds
            terms.principalMinor = Int64(random.next() >> UInt64(random.int(2...9)))
            terms.termCount = random.int(1...8)
            terms.rounding.installmentUnitMinor = Int64(random.int(1...32))
            terms.rounding.installmentMode = random.any(RoundingMode.self)
            terms.rate.percent = Rational(Int64(random.int(1...40_000)), over: 1_000)
            if random.once(in: 2) { terms.dayCount = .actual360 }
            guard let (bounded, exact) = try Self.payments(terms) else { continue }
            if let bounded, bounded != exact {
                Issue.record("seed \(seed), case \(number): \(bounded), exactly \(exact)")
            }
        }
    }

    @Test("Bounds settle nearly every loan of everyday size")
    func settlesMost() throws {
        var settled = 0
        let count = 500
        for number in 0..<count {
            var random = SplitMix64(seed: 1, case: number)
            var terms = Samples.terms
            terms.principalMinor = Int64(random.int(1_000_00...10_000_000_00))
            terms.termCount = random.int(2...120)
            terms.rate.percent = Rational(Int64(random.int(1...6_000)), over: 100)
            terms.dayCount = random.pick([.equal, .actual365Fixed, .actualActualISDA])
            guard let (bounded, exact) = try Self.payments(terms) else { continue }
            #expect(bounded == nil || bounded == exact)
            settled += bounded == nil ? 0 : 1
        }
        #expect(settled >= count - 1)
    }

    @Test("Bounds that are no payment settle none")
    func unsettled() {
        func interval(_ value: UInt64) -> LevelPaymentBounds.Interval {
            LevelPaymentBounds.Interval(lower: value, upper: value)
        }
        func bounds(_ principal: UInt64, _ balloon: UInt64, over sum: UInt64, unit: UInt64)
            -> LevelPaymentBounds
        {
            LevelPaymentBounds(
                principalFactor: interval(principal), balloonFactor: interval(balloon),
                sum: interval(sum), shift: 0, unit: unit)
        }
        for mode in [RoundingMode.halfEven, .halfUp, .halfDown] {
            // 3/2 is a tie; a third on either side of it is none.
            let half = bounds(1, 0, over: 2, unit: 1)
            #expect(half.rounded(principalMinor: 3, balloonMinor: 0, by: mode) == nil)
            let third = bounds(1, 0, over: 3, unit: 1)
            #expect(third.rounded(principalMinor: 4, balloonMinor: 0, by: mode) == 1)
            #expect(third.rounded(principalMinor: 5, balloonMinor: 0, by: mode) == 2)
        }
        for mode in [RoundingMode.up, .ceiling] {
            // 2⁶³ − 1 up to the unit is 2⁶³, 2⁶⁴ − 2 is 2⁶⁴.
            let once = bounds(1, 0, over: 1, unit: 1 << 40)
            #expect(once.rounded(principalMinor: .max, balloonMinor: 0, by: mode) == nil)
            let twice = bounds(2, 0, over: 1, unit: 1 << 40)
            #expect(twice.rounded(principalMinor: .max, balloonMinor: 0, by: mode) == nil)
            #expect(once.rounded(principalMinor: 1, balloonMinor: 0, by: mode) == 1 << 40)
        }
        // 2⁶³ − 2⁻⁶⁰, which would be rounded to 2⁶³.
        let whole = bounds((1 << 62) + 1, 0, over: 1 << 62, unit: 1)
        #expect(whole.rounded(principalMinor: .max - 1, balloonMinor: 0, by: .halfEven) == nil)
        // A balloon that is worth more than the principal.
        let dear = bounds(2, 3, over: 1, unit: 1)
        #expect(dear.rounded(principalMinor: 7, balloonMinor: 5, by: .floor) == nil)
        #expect(dear.rounded(principalMinor: 8, balloonMinor: 5, by: .up) == 1)
    }

    @Test("No rows, and rates of 0 and of 1 or more, have no bounds")
    func outside() {
        for (rows, numerator) in [(0, 1 as UInt64), (12, 0), (12, 5), (12, 6)] {
            #expect(
                LevelPaymentBounds(
                    equalRows: rows, of: numerator, over: 5, unit: 1, hasBalloon: false) == nil)
        }
        for (rows, numerator) in [(0, 1 as UInt64), (12, 5), (12, 6)] {
            #expect(CompoundedRows(rows: rows, multiplesOf: numerator, over: 5, unit: 1) == nil)
        }
    }

    @Test("Rates too small for bounds are left to the exact payment")
    func smallest() throws {
        // q is 2⁶⁴ − 2, its powers 2 less each: the upper bounds of v are 2⁶⁴ − 1, those of 1 − v 2m.
        for rows in [1, 2, 12, 3_660, 1 << 30] {
            let bounds = try #require(
                LevelPaymentBounds(
                    equalRows: rows, of: 1, over: .max - 1, unit: 1, hasBalloon: true))
            #expect(bounds.sum.lower == 0 && bounds.sum.upper == UInt64(rows))
            #expect(bounds.balloonFactor.upper == 2)
        }
        #expect(
            LevelPaymentBounds(equalRows: 1, of: 1, over: .max, unit: 1, hasBalloon: false) == nil)
        var terms = Samples.terms
        terms.rate.percent = Rational(1, over: 1_000_000_000_000)
        terms.balloonMinor = terms.principalMinor
        let (bounded, exact) = try #require(try Self.payments(terms))
        #expect(bounded == nil && exact == 0)
    }
}
