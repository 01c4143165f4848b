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
            try terms.validate()
            var builder = try ScheduleBuilder(terms, into: NoSink())
            try builder.buildGrace()
            let rounding = terms.rounding
            do throws(ArithmeticError) {
                let exact = try builder.exactLevelPayment().rounded(
                    principalMinor: builder.balanceMinor, balloonMinor: terms.balloonMinor,
                    toMultipleOf: rounding.installmentUnitMinor, by: rounding.installmentMode)
                return (builder.boundedLevelPayment(), exact)
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
}
