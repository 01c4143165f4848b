import TestSupport
import Testing

@testable import LoanEngine

@Suite("Schedules resumed in the midst of a row")
struct SegmentTests {
    struct RowList: ScheduleSink {
        var rows: [ScheduleRow] = []

        mutating func put(_ row: ScheduleRow) {
            rows.removeAll { $0.sequence >= row.sequence }
            rows.append(row)
        }
    }

    /// A declining loan of the generator with level payments or all principal in the last row.
    private static func declining(_ generator: inout TermsGenerator) -> LoanTerms {
        var terms = generator.terms()
        if terms.interestMethod == .flat { terms = Samples.terms }
        terms.amortization = generator.random.once(in: 4) ? .bullet : .equalInstallments
        if terms.amortization == .bullet {
            (terms.leveling, terms.balloonMinor) = (.none, 0)
        }
        return terms
    }

    /// The segment from a day within row `index`, or on its start, of a schedule.
    private static func segment(
        _ terms: LoanTerms, _ rows: [ScheduleRow], levelMinor: Int64?, at index: Int,
        on day: (InterestPeriod) -> CivilDate
    ) throws -> Segment {
        var segment = try Segment(disbursementOf: Contract(terms))
        for _ in 0..<index { _ = try segment.periods.next() }
        var ahead = segment.periods
        let period = try ahead.next()
        segment.from = day(period)
        segment.balanceMinor = index == 0 ? terms.principalMinor : rows[index - 1].balanceAfterMinor
        if terms.grace.accruesInterest(in: index) {
            segment.accrued = segment.rates.exactInterest(
                on: segment.balanceMinor,
                segment.rates.weight(of: period, after: period.start, upTo: segment.from))
        }
        segment.levelMinor = levelMinor
        return segment
    }

    @Test(
        "A stretch that changes nothing changes no row", arguments: 0..<40 as Range<UInt64>)
    func nothingChanged(_ seed: UInt64) throws {
        var compared = 0
        for number in 0..<40 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = Self.declining(&generator)
            guard let contract = try? Contract(terms),
                var whole = try? ScheduleBuilder(contract, into: RowList()),
                let summary = try? whole.build()
            else { continue }
            let rows = whole.sink.rows
            let index = generator.random.int(0...rows.count - 1)
            // What earlier rows carried is not seen in them: only loans that carry nothing.
            let isCarrying = rows.dropLast().contains {
                $0.principalMinor == 0 && $0.sequence > terms.grace.withoutPrincipal
            }
            if isCarrying && terms.amortization == .equalInstallments { continue }
            let segment = try Self.segment(
                terms, rows, levelMinor: summary.installmentMinor, at: index
            ) { period in
                let days = generator.random.int(
                    0...max(period.end.days(since: period.start) - 1, 0))
                return period.start.adding(days: days) ?? period.start
            }
            var resumed = ScheduleBuilder(contract, segment, into: RowList())
            _ = try resumed.build()
            if resumed.sink.rows != Array(rows[index...]) {
                Issue.record("seed \(seed), case \(number), row \(index): other rows")
            }
            compared += 1
        }
        #expect(compared > 10)
    }

    @Test(
        "Level payments anew are those of the contract's formula",
        arguments: 0..<40 as Range<UInt64>)
    func levelAnew(_ seed: UInt64) throws {
        for number in 0..<10 {
            var generator = TermsGenerator(seed: seed, case: number)
            var terms = Self.declining(&generator)
            (terms.amortization, terms.leveling, terms.grace) = (.equalInstallments, .none, Grace())
            terms.termCount = min(terms.termCount, 12)
            terms.balloonMinor = min(terms.balloonMinor, terms.principalMinor / 3)
            guard let contract = try? Contract(terms),
                var whole = try? ScheduleBuilder(contract, into: RowList()),
                let summary = try? whole.build()
            else { continue }
            let rows = whole.sink.rows
            let index = generator.random.int(0...rows.count - 1)
            var segment = try Self.segment(terms, rows, levelMinor: nil, at: index) { period in
                let days = generator.random.int(
                    0...max(period.end.days(since: period.start) - 1, 0))
                return period.start.adding(days: days) ?? period.start
            }
            segment.balanceMinor += Int64(generator.random.int(0...1_000_000))
            let builder = ScheduleBuilder(contract, segment, into: RowList())

            // (b + C/(1+i_k) − B·v_n) / Σ v_j, v_j = Π 1/(1+i).
            var (discount, discounts) = (Rational(1), Rational.zero)
            var ahead = segment.periods
            var carried = Rational.zero
            for row in index..<terms.termCount {
                let period = try ahead.next()
                let weight =
                    row == index
                    ? segment.rates.weight(of: period, after: segment.from)
                    : segment.rates.weight(of: period)
                let growth = Rational(1) + segment.rates.unit * weight.ratio
                discount = try discount.divided(by: growth)
                discounts = discounts + discount
                if row == index { carried = try segment.accrued.divided(by: growth) }
            }
            let present =
                Rational(segment.balanceMinor) + carried
                - Rational(terms.balloonMinor) * discount
            let expected = try present.divided(by: discounts)
            let found = try builder.rows.exactLevelPayment().ratio
            if found != expected {
                Issue.record("seed \(seed), case \(number): \(found), not \(expected)")
            }
            _ = summary
        }
    }

    /// The example of `Segment`: 500.00 more on the 11th of a month of 1 000.00.
    @Test("The row's interest is rounded once, over both stretches")
    func roundedOnce() throws {
        var terms = Samples.terms
        (terms.principalMinor, terms.termCount, terms.dayCount) = (1_000_00, 1, .actual360)
        (terms.rate.percent, terms.disbursedAt) = (Rational(12), day(2026, 1, 1))
        var segment = try Segment(disbursementOf: Contract(terms))
        var ahead = segment.periods
        let period = try ahead.next()
        #expect(period.end == day(2026, 2, 1))
        segment.from = day(2026, 1, 11)
        segment.accrued = segment.rates.exactInterest(
            on: 1_000_00, segment.rates.weight(of: period, after: period.start, upTo: segment.from))
        #expect(segment.accrued == Rational(1_000, over: 3))
        segment.balanceMinor += 500_00
        var builder = ScheduleBuilder(try Contract(terms), segment, into: RowList())
        _ = try builder.build()
        // 3.333… + 1 500.00 × 12 % × 21/360 = 10.50.
        #expect(builder.sink.rows.map(\.interestMinor) == [13_83])
    }
}

@Suite("Parts of a period")
struct PeriodWeightTests {
    @Test("Parts add up to the whole, under every day count", arguments: DayCount.allCases)
    func addUp(_ count: DayCount) throws {
        for number in 0..<400 {
            var random = SplitMix64(seed: 11, case: number)
            let start = try #require(CivilDate(dayNumber: random.int(-700_000...2_900_000)))
            let length = random.int(1...800)
            let end = try #require(start.adding(days: length))
            let period = InterestPeriod(start: start, end: end, dueDate: end)
            let cuts = [random.int(0...length), random.int(0...length)].sorted()
            let whole = count.weight(of: period, termination: end)
            var total = Rational.zero
            var from = start
            for days in cuts + [length] {
                let to = try #require(start.adding(days: days))
                total =
                    total
                    + count.weight(
                        after: from, upTo: to, in: period, termination: end, whole: whole
                    ).ratio
                from = to
            }
            #expect(total == whole.ratio, "\(period)")
        }
    }

    @Test("By itself where fractions add up, else by its share of the days")
    func examples() {
        let period = InterestPeriod(
            start: day(2027, 12, 20), end: day(2028, 1, 20), dueDate: day(2028, 1, 20))
        func ratio(_ count: DayCount) -> Rational {
            count.weight(
                after: day(2027, 12, 20), upTo: day(2028, 1, 4), in: period,
                termination: period.end,
                whole: count.weight(of: period, termination: period.end)
            ).ratio
        }
        #expect(ratio(.actual365Fixed) == Rational(15))
        // 12 days of 2027 and 3 of 2028, over 365 × 366.
        #expect(ratio(.actualActualISDA) == Rational(12 * 366 + 3 * 365))
        #expect(ratio(.equal) == Rational(15, over: 31))
        #expect(ratio(.thirty360) == Rational(30 * 15, over: 31))
    }
}
