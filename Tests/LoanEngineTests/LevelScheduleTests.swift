import TestSupport
import Testing

@testable import LoanEngine

@Suite("Level schedules in machine words")
struct LevelScheduleTests {
    private struct RowList: ScheduleSink {
        var rows: [ScheduleRow] = []

        mutating func put(_ row: ScheduleRow) {
            rows.removeSubrange(min(Int(row.sequence) - 1, rows.count)...)
            rows.append(row)
        }
    }

    /// Builder and fast path on the same terms: what is not handed over is the same.
    ///
    /// - Returns: Whether the fast path gave a schedule.
    @discardableResult
    private static func compare(_ terms: LoanTerms, _ place: String) throws -> Bool {
        guard let level = LevelTerms(terms) else { return false }
        var words = RowList()
        guard let summary = LevelSchedule.build(level, into: &words) else { return false }
        // An error here fails the test: there is none where the fast path has a schedule.
        var builder = try ScheduleBuilder(Contract(terms), into: RowList())
        let expected = try builder.build()
        if summary != expected { Issue.record("\(place): \(summary), not \(expected)") }
        if words.rows != builder.sink.rows { Issue.record("\(place): other rows") }
        return true
    }

    private static func plain(_ terms: LoanTerms) -> LoanTerms {
        var terms = terms
        terms.interestMethod = .declining
        terms.amortization = .equalInstallments
        terms.flatInterest = .term
        terms.leveling = .none
        terms.grace = Grace()
        terms.nonWorkingDays = nil
        terms.balloonMinor = min(terms.balloonMinor, terms.principalMinor)
        if terms.rate.per == .loan { terms.rate.per = .year }
        return terms
    }

    @Test("What is not handed over is what the builder makes", arguments: 0..<80 as Range<UInt64>)
    func generated(_ seed: UInt64) throws {
        for number in 0..<100 {
            var generator = TermsGenerator(seed: seed, case: number)
            try Self.compare(Self.plain(generator.terms()), "seed \(seed), case \(number)")
        }
    }

    @Test("Any size of principal, rate and unit", arguments: 0..<60 as Range<UInt64>)
    func sizes(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            var terms = Samples.terms
            terms.principalMinor = 1 + Int64(random.magnitude(bits: 3 + Int(seed)))
            terms.termCount = random.int(1...400)
            terms.termUnit = random.any(TermUnit.self)
            terms.dayCount = random.any(DayCount.self)
            terms.rate.percent = Rational(
                Int64(random.magnitude(bits: random.int(1...40))),
                over: 1 + random.magnitude(bits: random.int(1...50)))
            terms.rounding.interestMode = random.any(RoundingMode.self)
            terms.rounding.installmentMode = random.any(RoundingMode.self)
            if random.once(in: 4) {
                terms.rounding.installmentUnitMinor = 1 + Int64(random.magnitude(bits: 12))
            }
            if random.once(in: 4) {
                terms.rounding.interestUnitMinor = 1 + Int64(random.magnitude(bits: 12))
            }
            if random.once(in: 4) {
                terms.balloonMinor = Int64(random.next() % terms.principalMinor.magnitude)
            }
            try Self.compare(terms, "seed \(seed), case \(number)")
        }
    }

    // Not at any rate: in a long month the interest of a long dear loan is more than the payment.
    @Test("Nearly every loan of everyday size and rate takes it")
    func takesMost() throws {
        var taken = 0
        let count = 1_000
        for number in 0..<count {
            var random = SplitMix64(seed: 5, case: number)
            var terms = Samples.terms
            terms.principalMinor = Int64(random.int(1_000_00...10_000_000_00))
            terms.termUnit = random.any(TermUnit.self)
            terms.termCount = random.int(2...120)
            terms.rate = InterestRate(
                percent: Rational(Int64(random.int(0...3_000)), over: 100), per: .year)
            terms.dayCount = random.pick([.equal, .equal360, .actual360, .actual365Fixed])
            taken += try Self.compare(terms, "case \(number)") ? 1 : 0
        }
        #expect(taken >= count - 1)
    }

    @Test("Terms without meaning are handed over")
    func invalid() {
        let valid = LevelTerms(Samples.terms)
        let changes: [(inout LevelTerms) -> Void] = [
            { $0.principalMinor = 0 }, { $0.percentDenominator = 0 }, { $0.ratePer = .loan },
            { $0.termCount = 0 }, { $0.termCount = 3_661 }, { $0.termCount = .min },
            { $0.termEvery = 0 }, { $0.termEvery = 367 }, { $0.firstDueDate = $0.disbursedAt },
            { $0.rounding.interestUnitMinor = 0 }, { $0.rounding.installmentUnitMinor = -1 },
            { $0.balloonMinor = -1 }, { $0.balloonMinor = $0.principalMinor + 1 },
            { $0.installmentFeeMinor = -1 }, { $0.installmentFeeMinor = .max },
            { $0.disbursedAt = .last }, { $0.percentNumerator = .max },
        ]
        for (number, change) in changes.enumerated() {
            guard var terms = valid else {
                Issue.record("the sample is no plain loan")
                return
            }
            change(&terms)
            var sink = DiscardingSink()
            #expect(LevelSchedule.build(terms, into: &sink) == nil, "change \(number)")
        }
    }

    /// Actual days of January to December 2026 on a year of 365.
    private static func actual(_ principalMinor: Int64, _ percent: Rational, per: RateUnit)
        -> LoanTerms
    {
        var terms = Samples.hundreds
        terms.principalMinor = principalMinor
        terms.rate = InterestRate(percent: percent, per: per)
        terms.dayCount = .actual365Fixed
        return terms
    }

    @Test("Balance times days beyond a word, and 100 % in a period, are handed over")
    func beyondWords() throws {
        // 2⁵⁸ × 31 < 2⁶³ < 2⁵⁹ × 31: in the first of twelve rows, and in the only one.
        for (bits, isTaken) in [(58 as Int64, true), (59, false)] {
            for count in [12, 1] {
                var terms = Self.actual(1 << bits, Rational(12), per: .year)
                terms.termCount = count
                // Coarse enough for the bounds of the payment.
                terms.rounding.installmentUnitMinor = 1_000_000_000
                #expect(try Self.compare(terms, "2^\(bits), \(count) rows") == isTaken)
                #expect(try RepaymentSchedule(for: terms).items.count == count)
            }
        }
        // 3 % a day are 93 % in January, 4 % are 124 %.
        for (percent, isTaken) in [(3 as Int64, true), (4, false)] {
            var terms = Self.actual(1_000_000, Rational(percent), per: .day)
            terms.termCount = 1
            #expect(try Self.compare(terms, "\(percent) % a day") == isTaken)
        }
        // 12 rows of a unit of 2⁴⁰.
        var coarse = Self.actual(1 << 50, Rational(12), per: .year)
        coarse.rounding.installmentUnitMinor = 1 << 40
        #expect(try !Self.compare(coarse, "a coarse unit"))
        // All of (P − B) / n beyond a word when rounded up to the unit.
        var terms = Samples.hundreds
        (terms.principalMinor, terms.termCount) = (.max, 1)
        (terms.rounding.installmentUnitMinor, terms.rounding.installmentMode) = (1_000, .up)
        #expect(try !Self.compare(terms, "up to the unit"))
    }
}
