import TestSupport
import Testing

@testable import LoanEngine

@Suite("Rules of late charges")
struct LateChargeRuleTests {
    private static let due = day(2026, 1, 31)

    private static func rule(
        afterDays: Int = 0, every count: Int, _ unit: TermUnit, times: Int? = nil
    ) -> LateChargeRule {
        LateChargeRule(
            .amount(minor: 5_00), afterDays: afterDays,
            repetition: LateChargeRule.Repetition(every: count, unit, times: times))
    }

    private static func dates(_ rule: LateChargeRule, _ count: Int) -> [CivilDate?] {
        (0..<count).map { rule.chargeDate(due: due, after: $0) }
    }

    @Test("Once: the day after the days on which nothing is charged")
    func once() {
        let rule = LateChargeRule(.amount(minor: 5_00), afterDays: 7)
        #expect(Self.dates(rule, 3) == [day(2026, 2, 8), nil, nil])
        #expect(LateChargeRule(.amount(minor: 1)).firstChargeDate(due: Self.due) == day(2026, 2, 1))
    }

    @Test("Again: steps from the first charge date, months keeping its day")
    func again() {
        #expect(
            Self.dates(Self.rule(every: 10, .day), 3)
                == [day(2026, 2, 1), day(2026, 2, 11), day(2026, 2, 21)])
        #expect(
            Self.dates(Self.rule(every: 2, .week), 3)
                == [day(2026, 2, 1), day(2026, 2, 15), day(2026, 3, 1)])
        // 31 January + 59 days is 31 March, and steps from it clamp: 30 April, 31 May.
        #expect(
            Self.dates(Self.rule(afterDays: 58, every: 1, .month), 3)
                == [day(2026, 3, 31), day(2026, 4, 30), day(2026, 5, 31)])
    }

    @Test("At most so many times, else as many as a loan may have")
    func times() {
        #expect(Self.rule(every: 1, .week, times: 4).mostCharges == 4)
        #expect(Self.rule(every: 1, .week).mostCharges == 36_600)
    }

    @Test("As many charge dates are counted as are met on the way")
    func count() {
        let units: [TermUnit] = [.day, .week, .month]
        for (unit, afterDays, every) in units.flatMap({ unit in
            [0, 27, 58].flatMap { after in [1, 2, 7].map { (unit, after, $0) } }
        }) {
            let rule = Self.rule(afterDays: afterDays, every: every, unit)
            var met = 0
            for offset in 0..<800 {
                guard let date = Self.due.adding(days: offset) else { continue }
                while let next = rule.chargeDate(due: Self.due, after: met), next <= date {
                    met += 1
                }
                #expect(rule.chargeDates(due: Self.due, upTo: date) == met)
            }
        }
    }

    @Test("Beyond the calendar nothing is charged")
    func endOfCalendar() {
        let rule = Self.rule(every: 1, .month)
        #expect(rule.firstChargeDate(due: .last) == nil)
        #expect(rule.chargeDate(due: .last, after: 0) == nil)
        #expect(rule.chargeDate(due: day(9999, 12, 1), after: 1) == nil)
    }

    private static func penalInterest(
        _ rate: InterestRate, yearDays: Int, afterDays: Int = 0, from start: LateChargeRule.Start
    ) -> LateChargeRule {
        LateChargeRule(
            .penalInterest(rate, of: .overdue, yearDays: yearDays, from: start),
            afterDays: afterDays)
    }

    @Test("Penal interest counts from the due date or from the end of grace")
    func start() {
        let rate = InterestRate(percent: Rational(36), per: .year)
        let own = Self.penalInterest(rate, yearDays: 360, afterDays: 7, from: .dueDate)
        #expect(own.penalInterestStart(due: Self.due) == Self.due)
        let later = Self.penalInterest(rate, yearDays: 360, afterDays: 7, from: .graceEnd)
        #expect(later.penalInterestStart(due: Self.due) == day(2026, 2, 7))
        #expect(later.penalInterestStart(due: .last) == .last)
    }

    @Test("1 000.00 over 10 days at 36 % on 360 days: 10.00")
    func factor() {
        let yearly = InterestRate(percent: Rational(36), per: .year)
        let monthly = InterestRate(percent: Rational(3), per: .month)
        for rate in [yearly, monthly] {
            let rule = Self.penalInterest(rate, yearDays: 360, from: .dueDate)
            #expect(rule.penalFactor * Rational(1_000_00 * 10) == Rational(10_00))
        }
        #expect(
            Self.penalInterest(yearly, yearDays: 365, from: .dueDate).penalFactor
                == Rational(36, over: 36_500))
        #expect(LateChargeRule(.amount(minor: 1)).penalFactor == .zero)
    }

    @Test("A row begins with nothing looked at, or with the charges of another due date")
    func progress() {
        let fresh = LateChargeProgress(due: Self.due)
        #expect(fresh.looked == 0 && fresh.made == 0 && fresh.weighted == 0)
        #expect(!fresh.isStarted && !fresh.isStopped && fresh.posting == nil)
        #expect(LateChargeProgress(due: Self.due, made: 2).made == 2)
    }

    /// What a rule charges on 100 000 yen without interest, due on 1 February.
    private static func penalties(
        _ rule: LateChargeRule, _ payments: [LogEntry] = [], asOf date: CivilDate
    ) throws -> [Int64] {
        var terms = Samples.hundreds
        terms.termCount = 1
        terms.principalMinor = 1_000_00
        terms.servicing.lateCharges = [rule]
        var account = try LoanAccount(terms)
        try account.apply(contentsOf: payments)
        return try account.servicing(asOf: date).adjustments.map(\.amountMinor)
    }

    @Test("Penal interest is nothing until the first charge date, then counts from the due date")
    func penalInterest() throws {
        let rate = InterestRate(percent: Rational(36), per: .year)
        let rule = Self.penalInterest(rate, yearDays: 360, afterDays: 7, from: .dueDate)
        // Due on 1 February; 100 000 × 36 % / 360 is 100 a day.
        #expect(try Self.penalties(rule, asOf: day(2026, 2, 8)) == [])
        #expect(try Self.penalties(rule, asOf: day(2026, 2, 9)) == [8_00])
        #expect(try Self.penalties(rule, asOf: day(2026, 2, 11)) == [10_00])
        let later = Self.penalInterest(rate, yearDays: 360, afterDays: 7, from: .graceEnd)
        #expect(try Self.penalties(later, asOf: day(2026, 2, 11)) == [3_00])
        // Half is paid on 6 February: 5 days of 100, then 50 a day.
        let half = [LogEntry.repayment(amountMinor: 500_00, on: day(2026, 2, 6))]
        #expect(try Self.penalties(rule, half, asOf: day(2026, 2, 11)) == [7_50])
        // All is paid on 6 February: nothing is charged.
        let all = [LogEntry.repayment(amountMinor: 1_000_00, on: day(2026, 2, 6))]
        #expect(try Self.penalties(rule, all, asOf: day(2026, 2, 11)) == [])
    }

    @Test("Each charge date is judged by itself")
    func judged() throws {
        let rule = Self.rule(every: 1, .week, times: 3)
        // Due on 1 February: charged on 2, 9 and 16 February.
        #expect(try Self.penalties(rule, asOf: day(2026, 2, 1)) == [])
        #expect(try Self.penalties(rule, asOf: day(2026, 2, 9)) == [5_00, 5_00])
        #expect(try Self.penalties(rule, asOf: day(2027, 2, 1)) == [5_00, 5_00, 5_00])
        // Paid on the second charge date, after the charge of that date.
        let paid = [LogEntry.repayment(amountMinor: 1_010_00, on: day(2026, 2, 9))]
        #expect(try Self.penalties(rule, paid, asOf: day(2027, 2, 1)) == [5_00, 5_00])
    }

    @Test("The most that a rule can ever charge")
    func most() {
        let fixed = LateChargeRule(.amount(minor: 5_00))
        #expect(fixed.mostMinor(onDuesOf: 1_000_00, unit: 1) == Int128(36_600 * 5_00))
        let percent = LateChargeRule(.percent(Rational(5), of: .overdue))
        #expect(percent.mostMinor(onDuesOf: 1_000_00, unit: 1) == Int128(36_600 * (50_01 + 1)))
        let rate = InterestRate(percent: Rational(36), per: .year)
        let penal = Self.penalInterest(rate, yearDays: 360, afterDays: 0, from: .dueDate)
        // 100 a day, and one more for what division drops.
        let mostPenal = Int128(3_660_000 * 1_01 + 36_600 * 5)
        #expect(penal.mostMinor(onDuesOf: 1_000_00, unit: 5) == mostPenal)
        // Beyond all bounds, in the product and after it.
        #expect(percent.mostMinor(onDuesOf: .max, unit: 1) == nil)
        let ratio = Rational(.max, over: .max)
        let long = LateChargeRule(.percent(ratio, of: .overdue))
        #expect(long.mostMinor(onDuesOf: 1 << 100, unit: 1) == nil)
    }

    @Test("Late charges never come to more than that", arguments: LawTerms.seeds)
    func bound(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 6, length: 10) { log, place in
            let account = log.account
            let rules = account.terms.servicing.lateCharges
            if rules.isEmpty { return }
            let statement = try account.statement(asOf: log.end)
            let servicing = try account.servicing(asOf: log.end)
            // All that ever was due: what still is, and what was waived of it.
            let duesMinor =
                Int128(statement.totals.totalMinor) + Int128(servicing.waived.totalMinor)
                + Int128(account.schedule.totals.totalMinor)
            for (index, rule) in rules.enumerated() {
                let charged = servicing.adjustments.reduce(Int128(0)) {
                    $1.rule == index + 1 ? $0 + Int128($1.amountMinor) : $0
                }
                let unit = account.terms.rounding.interestUnitMinor
                if let most = rule.mostMinor(onDuesOf: duesMinor, unit: unit), charged > most {
                    Issue.record("\(place): rule \(index + 1) charged \(charged), most \(most)")
                }
            }
        }
    }
}
