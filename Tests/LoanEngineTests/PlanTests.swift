import TestSupport
import Testing

@testable import LoanEngine

@Suite("Plans and their cuts")
struct PlanTests {
    static let event = "events[0]"

    /// A plan of monthly rows.
    static func plan(
        _ principalMinor: Int64, percent: Int64, rows: Int, _ disbursedAt: CivilDate,
        _ change: (inout LoanTerms) -> Void = { _ in }
    ) throws -> Plan {
        var terms = Samples.terms
        (terms.principalMinor, terms.termCount, terms.disbursedAt) = (
            principalMinor, rows, disbursedAt
        )
        terms.rate.percent = Rational(percent)
        change(&terms)
        let contract = try Contract(terms)
        return Plan(contract, try RepaymentSchedule(for: contract))
    }

    @Test("The current row is the first that is not due")
    func currentRow() throws {
        let plan = try Self.plan(1_000_00, percent: 12, rows: 3, day(2026, 1, 1))
        #expect(plan.currentRow(on: day(2026, 1, 1)) == 0)
        #expect(plan.currentRow(on: day(2026, 1, 31)) == 0)
        #expect(plan.currentRow(on: day(2026, 2, 1)) == 1)
        #expect(plan.currentRow(on: day(2026, 3, 31)) == 2)
        #expect(plan.currentRow(on: day(2026, 4, 1)) == nil)
        #expect(!plan.hasBegun(0, on: day(2026, 1, 1)))
        #expect(plan.hasBegun(0, on: day(2026, 1, 2)))
    }

    @Test("A row that falls due before the end of its period is due then, and the next one current")
    func dueBeforeTheEnd() throws {
        // 1 February 2026 is a Sunday: due on Saturday.
        let plan = try Self.plan(1_000_00, percent: 12, rows: 3, day(2026, 1, 1)) {
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .preceding)
        }
        #expect(plan.currentRow(on: day(2026, 1, 30)) == 0)
        #expect(plan.currentRow(on: day(2026, 1, 31)) == 1)
        #expect(!plan.hasBegun(1, on: day(2026, 1, 31)))
        #expect(plan.accrued(in: 1, to: day(2026, 1, 31)) == .zero)
    }

    /// 1 000.00 at 12 %, 6 monthly rows of 172.55; 500.00 more on the first due date.
    @Test("Money drawn on a due date: level payments anew on the balance and what is drawn")
    func drawdownOnDueDate() throws {
        var plan = try Self.plan(1_000_00, percent: 12, rows: 6, day(2026, 1, 1))
        #expect(plan.levelMinor == 172_55)
        #expect(try plan.drawDown(500_00, on: day(2026, 2, 1), at: Self.event) == 1)
        #expect(plan.levelMinor == 275_57)
        #expect(plan.stretch(of: 1).balanceMinor == 1_337_45)
        #expect(plan.count == 6)
        #expect(plan.rows[0].principalMinor == 162_55)
        #expect(plan.rows[1].interestMinor == 13_37)
        #expect(plan.rows.reduce(0) { $0 + $1.principalMinor } == 1_500_00)
    }

    /// A = 507.51; after row 1 1 000.00 − 497.51 = 502.49; 1 002.49 × 1.01 = 1 012.51.
    @Test("Money drawn with one row left")
    func drawdownBeforeLastRow() throws {
        var plan = try Self.plan(1_000_00, percent: 12, rows: 2, day(2026, 1, 1))
        try plan.drawDown(500_00, on: day(2026, 2, 1), at: Self.event)
        #expect(plan.levelMinor == 1_012_51)
        #expect(plan.rows[1].principalMinor == 1_002_49)
        #expect(plan.rows[1].interestMinor == 10_02)
    }

    /// 1 000.00 × 12 % × 10/360 + 1 500.00 × 12 % × 21/360 = 3.333… + 10.50.
    @Test("In the midst of a row the interest is rounded once, over both stretches")
    func drawdownWithinRow() throws {
        var plan = try Self.plan(1_000_00, percent: 12, rows: 1, day(2026, 1, 1)) {
            $0.dayCount = .actual360
        }
        #expect(plan.accrued(in: 0, to: day(2026, 1, 11)) == Rational(1_000, over: 3))
        try plan.drawDown(500_00, on: day(2026, 1, 11), at: Self.event)
        #expect(plan.accrued(in: 0, to: day(2026, 1, 11)) == Rational(1_000, over: 3))
        #expect(plan.accrued(in: 0, to: day(2026, 1, 21)) == Rational(2_500, over: 3))
        #expect(plan.rows[0].interestMinor == 13_83)
        #expect(plan.levelMinor == 1_513_83)
    }

    /// 31 days less the 10 days (11, 21]: 21 × 1.00.
    @Test("A pause takes its days out of the interest, and level payments stay")
    func pause() throws {
        var plan = try Self.plan(1_000_00, percent: 36, rows: 1, day(2026, 1, 1)) {
            $0.dayCount = .actual360
        }
        #expect(try plan.pauseInterest(after: day(2026, 1, 11), until: day(2026, 1, 21)) == 0)
        #expect(plan.rows[0].interestMinor == 21_00)
        #expect(plan.levelMinor == 1_031_00)
        #expect(plan.accrued(in: 0, to: day(2026, 1, 15)) == Rational(10_00))
        #expect(plan.accrued(in: 0, to: day(2026, 1, 22)) == Rational(11_00))
    }

    @Test("Another rate: level payments anew, or kept with the rest in the last row")
    func rateChange() throws {
        let plan = try Self.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        let rate = InterestRate(percent: Rational(24), per: .year)
        var anew = plan
        try anew.changeRate(rate, keep: .term, on: day(2026, 2, 1), at: Self.event)
        // 904.46 over three rows at 2 %.
        #expect(anew.levelMinor == 313_63)
        #expect(anew.rows[1].interestMinor == 18_09)
        var kept = plan
        try kept.changeRate(rate, keep: .installment, on: day(2026, 2, 1), at: Self.event)
        #expect(kept.levelMinor == 307_54)
        #expect(kept.rows[2].principalMinor + kept.rows[2].interestMinor == 307_54)
        #expect(kept.rows[3].principalMinor + kept.rows[3].interestMinor == 326_17)
    }

    @Test("Level payments below the interest are refused at the event, and nothing changes")
    func negativeAmortization() throws {
        var plan = try Self.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        let before = Array(plan.rows)
        #expect {
            try plan.changeRate(
                InterestRate(percent: Rational(100), per: .month), keep: .installment,
                on: day(2026, 1, 11), at: "events[3]")
        } throws: { error in
            guard let error = error as? LoanError else { return false }
            return error.code == .negativeAmortization && error.path == "events[3].type"
        }
        #expect(Array(plan.rows) == before)
        #expect(plan.terms.rate.percent == Rational(12))
    }
}
