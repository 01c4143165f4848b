import LoanEngine
import TestSupport
import Testing

@Suite("Schedules")
struct ScheduleTests {
    @Test("The contract's example: 50 000.00 at 24 % over twelve months")
    func example() throws {
        let terms = Samples.terms
        let schedule = try RepaymentSchedule(for: terms)
        #expect(schedule.installmentMinor == 4_727_98)
        #expect(schedule.items.count == 12)
        let first = schedule.items[0]
        #expect(first.sequence == 1)
        #expect(first.startDate == day(2026, 3, 11) && first.dueDate == day(2026, 4, 11))
        #expect(first.principalDueMinor == 3_727_98 && first.interestDueMinor == 1_000_00)
        #expect(first.balanceAfterMinor == 46_272_02)
        #expect(schedule.totals.principalMinor == 50_000_00)
        #expect(schedule.totals.interestMinor == 6_735_76)
        #expect(schedule.totals.totalMinor == 56_735_76)
    }

    /// Source: Apache Fineract tests, EMICalculation-Part1.feature:280.
    @Test("Fineract: 100.00 at 9.4822 %, six times every 15 days, respread")
    func fineract() throws {
        var terms = Samples.terms
        terms.principalMinor = 100_00
        terms.rate = try InterestRate(percent: "9.4822", per: .year)
        (terms.termCount, terms.termUnit, terms.termEvery) = (6, .day, 15)
        terms.disbursedAt = day(2024, 1, 1)
        terms.dayCount = .actual365Fixed
        terms.leveling = .respread
        let schedule = try RepaymentSchedule(for: terms)
        #expect(
            schedule.items.map(\.dueDate.description) == [
                "2024-01-16", "2024-01-31", "2024-02-15", "2024-03-01", "2024-03-16", "2024-03-31",
            ])
        #expect(
            schedule.items.map(\.principalDueMinor) == [16_51, 16_57, 16_64, 16_70, 16_77, 16_81])
        #expect(schedule.items.map(\.interestDueMinor) == [39, 33, 26, 20, 13, 7])
    }

    @Test("From 31 January, month ends are clamped and the anchor kept")
    func monthEnds() throws {
        var terms = Samples.hundreds
        terms.disbursedAt = day(2026, 1, 31)
        terms.termCount = 4
        let schedule = try RepaymentSchedule(for: terms)
        #expect(
            schedule.items.map(\.dueDate.description)
                == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
        #expect(
            schedule.items.map(\.startDate.description)
                == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
    }

    @Test("Due dates strictly rise, even where a holiday run would bring them together")
    func risingDueDates() throws {
        var terms = Samples.hundreds
        (terms.termCount, terms.termUnit, terms.disbursedAt) = (5, .day, day(2026, 12, 23))
        let holidays = [day(2026, 12, 25), day(2026, 12, 26)]
        func dueDates(_ rule: NonWorkingDayRule) throws -> [String] {
            terms.nonWorkingDays = NonWorkingDays(
                weekdays: [.sunday], holidays: holidays, rule: rule)
            return try RepaymentSchedule(for: terms).items.map(\.dueDate.description)
        }
        // Friday 25 to Sunday 27 December are not worked.
        let following = ["2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"]
        #expect(try dueDates(.following) == following)
        #expect(try dueDates(.modifiedFollowing) == following)
        #expect(try dueDates(.preceding) == following)
        #expect(try dueDates(.skip) == following)
        // Interest periods run between the unmoved dates.
        #expect(try RepaymentSchedule(for: terms).items[1].startDate == day(2026, 12, 24))
        terms.nonWorkingDays = NonWorkingDays(
            weekdays: [.sunday], holidays: holidays, rule: .following)
        #expect(try RepaymentSchedule(for: terms).items[2].startDate == day(2026, 12, 25))
    }

    @Test("A payment rounded up ends the schedule early")
    func earlyEnd() throws {
        var terms = Samples.hundreds
        terms.rounding = Rounding(mode: .up, installmentUnitMinor: 1_000)
        let schedule = try RepaymentSchedule(for: terms)
        #expect(schedule.installmentMinor == 1_000)
        #expect(schedule.items.map(\.principalDueMinor) == [1_000, 200])
    }

    @Test("Capitalized rows charge nothing and grow the balance")
    func capitalized() throws {
        var terms = Samples.hundreds
        terms.rate = try InterestRate(percent: "10", per: .month)
        (terms.termCount, terms.installmentFeeMinor) = (3, 5)
        terms.grace = Grace(capitalized: 2)
        let schedule = try RepaymentSchedule(for: terms)
        #expect(schedule.items.map(\.totalDueMinor) == [0, 0, 1_452 + 145 + 5])
        #expect(schedule.items.map(\.balanceAfterMinor) == [1_320, 1_452, 0])
        #expect(schedule.totals.principalMinor == 1_452)
    }

    @Test("Interest that a level payment cannot pay is carried, without interest on it")
    func carried() throws {
        // 10 a day on the first balance; the first period is 300 days long.
        var terms = Samples.hundreds
        terms.principalMinor = 10_000
        terms.rate = try InterestRate(percent: "36", per: .year)
        terms.dayCount = .actual360
        (terms.termCount, terms.firstDueDate) = (12, day(2026, 10, 28))
        let schedule = try RepaymentSchedule(for: terms)
        let level = try #require(schedule.installmentMinor)
        // 300 days of 10 are 3 000 and the second period's 31 days another 310.
        #expect(level > 1_000 && level < 3_000)
        var owed: Int64 = 3_000
        #expect(schedule.items[0].interestDueMinor == level)
        #expect(schedule.items[0].balanceAfterMinor == 10_000)
        owed += 310 - level
        #expect(schedule.items[1].interestDueMinor == min(owed, level))
        #expect(schedule.items[1].principalDueMinor == level - min(owed, level))
        #expect(schedule.totals.principalMinor == 10_000)
    }

    @Test(
        "Every option, against the contract's words in rationals",
        arguments: 0..<80 as Range<UInt64>)
    func againstReference(_ seed: UInt64) throws {
        for number in 0..<60 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            let place = "seed \(seed), case \(number)"
            let expected: ReferenceSchedule
            do {
                expected = try ReferenceSchedule(terms)
            } catch let failure as ReferenceFailure {
                if code(of: terms) != failure.code {
                    Issue.record("\(place): \(code(of: terms) as Any), expected \(failure)")
                }
                continue
            }
            let schedule = try RepaymentSchedule(for: terms)
            let rows = schedule.items.map {
                ReferenceSchedule.Row(
                    principal: $0.principalDueMinor, interest: $0.interestDueMinor,
                    fee: $0.feeDueMinor, balance: $0.balanceAfterMinor)
            }
            if rows != expected.rows || schedule.installmentMinor != expected.level {
                Issue.record("\(place): rows \(rows), expected \(expected.rows): \(terms)")
            }
            let count = rows.count
            if schedule.items.map(\.dueDate) != Array(expected.periods.dueDates.prefix(count))
                || schedule.items.map(\.startDate) != Array(expected.periods.starts.prefix(count))
            {
                Issue.record("\(place): due dates \(schedule.items.map(\.dueDate))")
            }
        }
    }

    /// Interest in coarse steps leaves much to the last row, and takes more than one try to spread.
    @Test("Respreading, try by try", arguments: 0..<40 as Range<UInt64>)
    func respread(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            var terms = Samples.hundreds
            terms.leveling = .respread
            terms.principalMinor = 1_000 + Int64(random.magnitude(bits: 12 + Int(seed) / 3))
            terms.termCount = random.int(2...6 + Int(seed))
            terms.rate.percent = Rational(
                Int64(random.int(1...300)), over: UInt64(random.int(3...9)))
            terms.rounding = Rounding(
                mode: random.any(RoundingMode.self),
                interestUnitMinor: random.pick([1, 10, 25, 100, 1_000]),
                installmentUnitMinor: random.pick([1, 1, 2, 5]))
            let expected: ReferenceSchedule
            do {
                expected = try ReferenceSchedule(terms)
            } catch let failure as ReferenceFailure {
                if code(of: terms) != failure.code {
                    Issue.record("seed \(seed), case \(number): not \(failure)")
                }
                continue
            }
            let schedule = try RepaymentSchedule(for: terms)
            if schedule.installmentMinor != expected.level
                || schedule.items.map(\.principalDueMinor) != expected.rows.map(\.principal)
            {
                Issue.record(
                    "seed \(seed), case \(number): \(schedule.installmentMinor as Any), expected \(expected.level as Any)"
                )
            }
        }
    }

    private func code(of terms: LoanTerms) -> LoanError.Code? {
        do throws(LoanError) {
            _ = try RepaymentSchedule(for: terms)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("What holds of every schedule", arguments: 0..<80 as Range<UInt64>)
    func invariants(_ seed: UInt64) {
        var failures = 0
        for number in 0..<60 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            let place = "seed \(seed), case \(number)"
            do throws(LoanError) {
                check(try RepaymentSchedule(for: terms), of: terms, place)
            } catch {
                failures += 1
                let possible: [LoanError.Code] = [
                    .negativeAmortization, .dateOutOfRange, .amountOutOfRange,
                ]
                if !possible.contains(error.code) { Issue.record("\(place): \(error)") }
            }
        }
        #expect(failures <= 30, "more than half of the terms have no schedule")
    }

    private func check(_ schedule: RepaymentSchedule, of terms: LoanTerms, _ place: String) {
        var sums = (principal: 0 as Int64, interest: 0 as Int64, fee: 0 as Int64)
        var balance = terms.principalMinor
        var capitalized: Int64 = 0
        var previous = terms.disbursedAt
        for (index, row) in schedule.items.enumerated() {
            let parts = [row.principalDueMinor, row.interestDueMinor, row.feeDueMinor]
            let grown = index < terms.grace.capitalized ? row.balanceAfterMinor - balance : 0
            capitalized += grown
            let isRight =
                row.sequence == index + 1 && parts.allSatisfy { $0 >= 0 } && grown >= 0
                && row.penaltyDueMinor == 0 && row.paidMinor == 0
                && row.totalDueMinor == parts.reduce(0, +)
                && row.balanceAfterMinor == balance + grown - row.principalDueMinor
                && row.dueDate > previous
                && (index < terms.grace.capitalized ? row.totalDueMinor == 0 : true)
                && (index < max(terms.grace.principal, terms.grace.capitalized)
                    ? row.principalDueMinor == 0 : true)
                && (terms.nonWorkingDays?.isWorking(row.dueDate) ?? true)
            if !isRight { Issue.record("\(place): row \(index + 1): \(row)") }
            balance = row.balanceAfterMinor
            previous = row.dueDate
            sums.principal += row.principalDueMinor
            sums.interest += row.interestDueMinor
            sums.fee += row.feeDueMinor
        }
        let totals = schedule.totals
        let isRight =
            balance == 0 && sums.principal == terms.principalMinor + capitalized
            && schedule.items.count <= terms.termCount
            && totals.principalMinor == sums.principal && totals.interestMinor == sums.interest
            && totals.feeMinor == sums.fee && totals.penaltyMinor == 0
            && totals.totalMinor == sums.principal + sums.interest + sums.fee
        if !isRight { Issue.record("\(place): totals \(totals), balance \(balance)") }
    }
}
