import TestSupport
import Testing

@testable import LoanEngine

@Suite("Plain schedules in machine words")
struct PlainScheduleTests {
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
        guard let plain = try PlainTerms(Contract(terms).terms) else { return false }
        var words = RowList()
        guard let summary = PlainSchedule.build(plain, into: &words) else { return false }
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

    /// Plain terms made of the sample's fields, one of them changed.
    private static func plainTerms(
        principalMinor: Int64 = 50_000_00, percentNumerator: UInt64 = 24,
        percentDenominator: UInt64 = 1, ratePer: RateUnit = .year, termCount: Int = 12,
        termEvery: Int = 1, disbursedAt: CivilDate = day(2026, 3, 11),
        firstDueDate: CivilDate? = nil, rounding: Rounding = Rounding(), balloonMinor: Int64 = 0,
        installmentFeeMinor: Int64 = 0
    ) -> PlainTerms? {
        PlainTerms(
            principalMinor: principalMinor, percentNumerator: percentNumerator,
            percentDenominator: percentDenominator, ratePer: ratePer, termCount: termCount,
            termUnit: .month, termEvery: termEvery, disbursedAt: disbursedAt,
            firstDueDate: firstDueDate, dayCount: .equal, rounding: rounding,
            balloonMinor: balloonMinor, installmentFeeMinor: installmentFeeMinor)
    }

    @Test("Terms without meaning are no plain terms")
    func invalid() {
        #expect(Self.plainTerms() != nil)
        let none = [
            Self.plainTerms(principalMinor: 0), Self.plainTerms(percentDenominator: 0),
            Self.plainTerms(ratePer: .loan), Self.plainTerms(termCount: 0),
            Self.plainTerms(termCount: 3_661), Self.plainTerms(termCount: .min),
            Self.plainTerms(termEvery: 0), Self.plainTerms(termEvery: 367),
            Self.plainTerms(firstDueDate: day(2026, 3, 11)),
            Self.plainTerms(rounding: Rounding(interestUnitMinor: 0)),
            Self.plainTerms(rounding: Rounding(installmentUnitMinor: -1)),
            Self.plainTerms(balloonMinor: -1), Self.plainTerms(balloonMinor: 50_000_01),
            Self.plainTerms(installmentFeeMinor: -1),
        ]
        for (number, terms) in none.enumerated() { #expect(terms == nil, "change \(number)") }
    }

    @Test("Figures and dates out of their range are handed over")
    func outOfRange() {
        let terms = [
            Self.plainTerms(installmentFeeMinor: .max), Self.plainTerms(disbursedAt: .last),
            Self.plainTerms(percentNumerator: .max),
        ]
        for (number, terms) in terms.enumerated() {
            guard let terms else {
                Issue.record("change \(number) is no plain loan")
                continue
            }
            var sink = DiscardingSink()
            #expect(PlainSchedule.build(terms, into: &sink) == nil, "change \(number)")
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
