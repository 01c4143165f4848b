import TestSupport
import Testing

@testable import LoanEngine

@Suite("Reschedules and settlements of plans")
struct PlanRescheduleTests {
    /// A reschedule over so many rows, with what else it says.
    static func over(
        _ rows: Int?, _ change: (inout RescheduleTerms) -> Void = { _ in }
    ) -> RescheduleTerms {
        var terms = RescheduleTerms()
        terms.termCount = rows
        change(&terms)
        return terms
    }

    static func error(_ body: () throws -> Void) -> LoanError? {
        do {
            try body()
            return nil
        } catch {
            return error as? LoanError
        }
    }

    /// Unpaid of rows 1 and 2: 295.54 + 12.00 + 298.50 + 9.04; balance 605.96: 1 221.04 × 1.01.
    @Test("Arrears that are capitalized join the new principal")
    func capitalized() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        let arrears = CapitalizedArrears(principalMinor: 594_04, interestMinor: 21_04)
        let row = try plan.reschedule(
            Self.over(1), arrears: arrears, on: day(2026, 3, 1),
            at: PlanTests.event)
        #expect(row == 2)
        #expect(plan.levelMinor == 1_233_25)
        #expect(plan.count == 3)
        #expect(plan.first == 2)
        #expect(plan.rows[2].sequence == 3)
        #expect(plan.rows[2].principalMinor == 1_221_04)
        #expect(plan.rows[2].period.dueDate == day(2026, 4, 1))
    }

    @Test("In the midst of a row X goes with the first new row, and into the level payment")
    func withinRow() throws {
        var plan = try PlanTests.plan(1_000_00, percent: 12, rows: 2, day(2026, 1, 1)) {
            $0.dayCount = .actual360
        }
        // X = 3.333…; the new row of 28 days from 11 January: 9.333…
        var terms = Self.over(1) { ($0.termUnit, $0.termEvery) = (.day, 28) }
        try plan.reschedule(terms, on: day(2026, 1, 11), at: PlanTests.event)
        #expect(plan.count == 1)
        #expect(plan.rows[0].period.start == day(2026, 1, 11))
        #expect(plan.rows[0].interestMinor == 12_67)
        #expect(plan.levelMinor == 1_012_67)
        #expect(plan.accrued(in: 0, to: day(2026, 1, 11)) == Rational(1_000, over: 3))

        // Pauses go on.
        terms.rate = InterestRate(percent: Rational(24), per: .year)
        try plan.pauseInterest(after: day(2026, 1, 11), until: day(2026, 1, 31))
        #expect(plan.rows[0].interestMinor == 6_00)
        try plan.reschedule(terms, on: day(2026, 1, 21), at: PlanTests.event)
        // 3.333… + 1 000.00 × 24 % × 18/360, the days from 31 January to 18 February.
        #expect(plan.rows[0].interestMinor == 15_33)
    }

    @Test("A flat loan is shared out again, what has accrued on top of the first share")
    func flat() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.interestMethod = .flat
        }
        #expect(plan.accrued(in: 0, to: day(2026, 1, 11)) == Rational(12_000, over: 31))
        try plan.reschedule(Self.over(6), on: day(2026, 1, 11), at: "events[0]")
        // 1 200.00 × 6 %: 12.00 a row, and 3.87 in the first.
        #expect(plan.rows.map(\.interestMinor) == [15_87, 12_00, 12_00, 12_00, 12_00, 12_00])
        #expect(
            plan.rows.map(\.principalMinor) == [200_00, 200_00, 200_00, 200_00, 200_00, 200_00])
        #expect(plan.levelMinor == 212_00)
        // The share alone goes by days.
        #expect(
            plan.accrued(in: 0, to: day(2026, 2, 11))
                == Rational(12_000, over: 31) + Rational(12_00))
    }

    @Test("What does not fit is named at the event's terms, and nothing changes")
    func refused() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        let before = Array(plan.rows)
        func refusal(_ terms: RescheduleTerms) -> LoanError? {
            Self.error { try plan.reschedule(terms, on: day(2026, 1, 11), at: "events[2]") }
        }
        let cases: [(RescheduleTerms, LoanError.Code, String)] = [
            (Self.over(nil), .invalidEvent, "events[2].terms.termCount"),
            (Self.over(0), .invalidEvent, "events[2].terms.termCount"),
            (
                Self.over(3) { $0.termEvery = 0 }, .invalidEvent,
                "events[2].terms.termEvery"
            ),
            (
                Self.over(3) { $0.firstDueDate = day(2026, 1, 10) }, .invalidEvent,
                "events[2].terms.firstDueDate"
            ),
            (
                Self.over(3) { $0.grace = Grace(principal: 3) }, .invalidEvent,
                "events[2].terms.grace.principal"
            ),
            (
                Self.over(3) { $0.balloonMinor = 1_200_01 }, .invalidEvent,
                "events[2].terms.balloonAmount"
            ),
            (
                Self.over(3) { $0.rate = InterestRate(percent: Rational(5), per: .loan) },
                .invalidEvent, "events[2].terms.rate.per"
            ),
            (
                Self.over(3_660) { $0.termEvery = 366 },
                .dateOutOfRange, "schedule.items[261].dueDate"
            ),
        ]
        for (terms, code, path) in cases {
            let error = refusal(terms)
            #expect(error?.code == code && error?.path == path, "\(String(describing: error))")
        }
        #expect(Array(plan.rows) == before)
        #expect(plan.first == 0)
    }

    @Test("A field that the event does not say is named at its terms")
    func unsaid() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.termUnit = .day
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .skip)
        }
        let error = Self.error {
            try plan.reschedule(
                Self.over(3) { $0.termUnit = .month }, on: day(2026, 1, 2),
                at: "events[0]")
        }
        #expect(error?.code == .invalidEvent)
        #expect(error?.path == "events[0].terms")
    }

    @Test("Sequences go up to 36 600, and no further")
    func mostRows() throws {
        var plan = try PlanTests.plan(12_000_000_00, percent: 1, rows: 3_660, day(2026, 1, 1)) {
            $0.termUnit = .day
        }
        var date = day(2026, 1, 1)
        for _ in 0..<10 {
            // The day before the last is due.
            date = try #require(date.adding(days: 3_659))
            if plan.count < 36_591 {
                try plan.reschedule(Self.over(3_660), on: date, at: "events[0]")
            }
        }
        #expect(plan.currentRow(on: date) == 36_590)
        let error = Self.error {
            try plan.reschedule(Self.over(11), on: date, at: "events[0]")
        }
        #expect(error?.code == .invalidEvent)
        #expect(error?.path == "events[0].terms.termCount")
        try plan.reschedule(Self.over(10), on: date, at: "events[0]")
        #expect(plan.rows.last?.sequence == 36_600)
        #expect(plan.rows.last?.balanceAfterMinor == 0)
    }

    @Test("A row that would fall due with the one before it falls due on the day after")
    func sameDueDate() throws {
        // Row 1, of which the period ends on Sunday 1 February, is due on Monday the 2nd.
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .following)
        }
        try plan.reschedule(
            Self.over(2) { $0.firstDueDate = day(2026, 2, 2) }, on: day(2026, 2, 1), at: "events[0]"
        )
        #expect(plan.rows[1].period.end == day(2026, 2, 2))
        #expect(plan.rows[1].period.dueDate == day(2026, 2, 3))
    }

    @Test("New rows are due after the row before, where that was moved beyond the reschedule")
    func movedDueDates() throws {
        // 1 February 2026 is a Sunday: row 1 is due on Monday the 2nd.
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .following)
        }
        #expect(plan.rows[0].period.dueDate == day(2026, 2, 2))
        try plan.reschedule(
            Self.over(3) { $0.termUnit = .day }, on: day(2026, 2, 1), at: "events[0]")
        #expect(
            plan.rows.map(\.period.dueDate) == [
                day(2026, 2, 2), day(2026, 2, 3), day(2026, 2, 4), day(2026, 2, 5),
            ])
        #expect(plan.rows[1].period.end == day(2026, 2, 2))
    }

    /// I = 156.00; 156.00 × 9 × 10 / (12 × 13) = 90.00.
    @Test("The rule of 78 takes the rebate off all interest not yet due")
    func ruleOf78() throws {
        let plan = try PlanTests.plan(1_200_00, percent: 13, rows: 12, day(2026, 1, 1)) {
            $0.interestMethod = .flat
        }
        let interest = try #require(try plan.interestNotYetDue(on: day(2026, 4, 1)))
        #expect(interest.allMinor == 117_00)
        #expect(interest.planMinor == 156_00)
        #expect(interest.rowsNotBegun == 9)
        let rounding = plan.terms.rounding
        func kept(_ interest: InterestNotYetDue, _ rule: SettlementInterest, _ percent: Int64 = 0)
            throws -> Int64
        {
            try interest.keptMinor(
                SettlementTerms(interest: rule, retainedPercent: Rational(percent)), rounding)
        }
        #expect(try kept(interest, .ruleOf78) == 27_00)
        #expect(try kept(interest, .ruleOf78, 20) == 45_00)
        #expect(try kept(interest, .fullTerm) == 117_00)
        #expect(try kept(interest, .wholePeriod) == 0)
        #expect(try kept(interest, .toDate) == 0)
        let begun = try #require(try plan.interestNotYetDue(on: day(2026, 4, 11)))
        #expect(try kept(begun, .wholePeriod) == 13_00)
        // 13.00 × 10 / 30.
        #expect(try kept(begun, .toDate) == 4_33)
    }

    /// 10 000.00 at 12 %, 12 rows of 888.49, settled on the sixth due date: 5 149.20.
    @Test("A settlement makes the current row the last, and ends the plan")
    func settled() throws {
        var plan = try PlanTests.plan(10_000_00, percent: 12, rows: 12, day(2026, 1, 1))
        let date = day(2026, 7, 1)
        let interest = try #require(try plan.interestNotYetDue(on: date))
        let kept = try interest.keptMinor(SettlementTerms(), plan.terms.rounding)
        #expect(interest.row == 6)
        #expect(plan.balanceMinor(at: 6) == 5_149_20)
        plan.settle(owing: ComponentLanes(5_149_20, kept, 0, 0), on: date)
        #expect(plan.rows[6].principalMinor == 5_149_20)
        #expect(plan.rows[6].interestMinor == 0)
        #expect(plan.rows[6].balanceAfterMinor == 0)
        #expect(plan.count == 7)
        #expect(plan.currentRow(on: date) == nil)
        #expect(try plan.drawDown(100, on: date, at: "events[0]") == nil)
    }

    @Test("A settlement asks for no interest that was to be capitalized later")
    func settledInGrace() throws {
        var plan = try PlanTests.plan(1_000_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.grace = Grace(capitalized: 2)
        }
        let date = day(2026, 1, 11)
        let interest = try #require(try plan.interestNotYetDue(on: date))
        // 10.00 × 10/31.
        #expect(interest.accruedMinor == 3_23)
        #expect(interest.rowMinor == 10_00)
        #expect(
            interest.allMinor == 20_10 + plan.rows[2].interestMinor + plan.rows[3].interestMinor)
        #expect(plan.balanceMinor(at: 0) == 1_000_00)
        plan.settle(
            owing: ComponentLanes(plan.balanceMinor(at: 0), interest.accruedMinor, 0, 0), on: date)
        #expect(plan.rows.map(\.principalMinor) == [1_000_00])
        #expect(plan.rows.map(\.interestMinor) == [3_23])
    }
}
