import TestSupport
import Testing

@testable import LoanEngine

@Suite("Prepayments and waived principal")
struct PlanPrepaymentTests {
    /// A = 307.54; row 1 = 12.00 + 295.54; 300.00 of principal: 1 200.00 − 295.54 − 300.00 = 604.46,
    /// two rows besides the prepaid one's.
    @Test("Reducing the term keeps the level payment and lets rows vanish from the end")
    func reduceTerm() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        let cut = try plan.prepay(300_00, .reduceTerm, .toDate, on: day(2026, 2, 1))
        #expect(cut == PrepaymentCut(row: 1, leftInLastRow: nil))
        #expect(plan.levelMinor == 307_54)
        #expect(plan.count == 3)
        #expect(plan.rows.map(\.principalMinor) == [295_54, 601_50, 302_96])
        #expect(plan.rows.map(\.interestMinor) == [12_00, 6_04, 3_03])
        #expect(plan.rows[1].principalPaidAtCutsMinor == 300_00)
        #expect(plan.balanceMinor(at: 1) == 604_46)
    }

    /// 604.46 from 1 February at 1 %: 6.04; A = 205.53; row 2: 300.00 + 205.53 − 6.04.
    @Test("Reducing the installment on a due date counts from the start of the row not begun")
    func wholePeriodNotBegun() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        try plan.prepay(300_00, .reduceInstallment, .wholePeriod, on: day(2026, 2, 1))
        #expect(plan.levelMinor == 205_53)
        #expect(plan.rows.map(\.principalMinor) == [295_54, 499_49, 201_48, 203_49])
        #expect(plan.rows.map(\.interestMinor) == [12_00, 6_04, 4_05, 2_03])
    }

    /// 200 000.00 at 6 %, 360 rows of 1 199.10: row 1 interest 1 000.00 and, besides the 1 500.00,
    /// principal 199.10; row 2 interest 0.5 % of 198 300.90.
    @Test("A payment to principal with the whole first month on the old balance")
    func wholePeriodBegun() throws {
        let plan = try PlanTests.plan(200_000_00, percent: 6, rows: 360, day(2026, 1, 1))
        for effect in [PrepaymentEffect.reduceTerm, .reduceInstallment] {
            var plan = plan
            try plan.prepay(1_500_00, effect, .wholePeriod, on: day(2026, 1, 15))
            #expect(plan.rows[0].interestMinor == 1_000_00)
            #expect(plan.rows[0].principalMinor == 1_500_00 + 199_10)
            #expect(plan.rows[0].balanceAfterMinor == 198_300_90)
            #expect(plan.rows[1].interestMinor == 991_50)
            #expect(plan.count < 360 || effect == .reduceInstallment)
        }
    }

    @Test("Interest to date is paid first and stays with the row")
    func toDate() throws {
        var plan = try PlanTests.plan(1_000_00, percent: 12, rows: 1, day(2026, 1, 1)) {
            $0.dayCount = .actual360
        }
        // X = 1 000.00 × 12 % × 10/360 = 3.333…
        try plan.prepay(
            200_00, interestMinor: 3_33, .reduceInstallment, .toDate, on: day(2026, 1, 11))
        // And 800.00 × 12 % × 21/360 = 5.60: 8.933… in all.
        #expect(plan.rows[0].interestMinor == 8_93)
        #expect(plan.rows[0].interestPaidAtCutsMinor == 3_33)
        #expect(plan.rows[0].principalMinor == 1_000_00)
        #expect(plan.levelMinor == 805_60)
    }

    @Test("With no balance left the row is the last: it owes what is left of its interest and fee")
    func paidOff() throws {
        let plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.installmentFeeMinor = 5_00
        }
        // 1 200.00 × 1 % × 10/31 = 3.87.
        var begun = plan
        let cut = try begun.prepay(
            1_200_00, .reduceInstallment, .atDueDate, on: day(2026, 1, 11))
        #expect(cut?.leftInLastRow == PrepaymentCut.Left(interestMinor: 3_87, feeMinor: 5_00))
        #expect(begun.count == 1)
        #expect(begun.rows[0].balanceAfterMinor == 0)
        var whole = plan
        let held = try whole.prepay(1_200_00, .reduceTerm, .wholePeriod, on: day(2026, 1, 11))
        #expect(held?.leftInLastRow == PrepaymentCut.Left(interestMinor: 12_00, feeMinor: 5_00))
        var notBegun = plan
        let none = try notBegun.prepay(904_46, .reduceTerm, .toDate, on: day(2026, 2, 1))
        #expect(none?.leftInLastRow == PrepaymentCut.Left(interestMinor: 0, feeMinor: 0))
        #expect(notBegun.count == 2)
        // Whatever happens later in the row.
        try notBegun.pauseInterest(after: day(2026, 2, 10), until: day(2026, 2, 20))
        #expect(notBegun.rows[1].feeMinor == 0)
        // More money brings the rows back.
        try notBegun.drawDown(100_00, on: day(2026, 2, 15), at: PlanTests.event)
        #expect(notBegun.count == 4)
        #expect(notBegun.rows[1].feeMinor == 5_00)
    }

    @Test("A balloon shrinks before rows vanish")
    func balloon() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.balloonMinor = 600_00
        }
        let levelMinor = plan.levelMinor
        try plan.prepay(200_00, .reduceTerm, .atDueDate, on: day(2026, 1, 1))
        #expect(plan.count == 4)
        #expect(plan.levelMinor == levelMinor)
        let last = plan.rows[3]
        #expect(last.principalMinor + last.interestMinor < 400_00 + (levelMinor ?? 0))
        try plan.prepay(700_00, .reduceTerm, .atDueDate, on: day(2026, 1, 2))
        #expect(plan.count < 4)
    }

    @Test("Waived principal lowers the balance without money, and the level payment stays")
    func waived() throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1))
        #expect(try plan.lowerBalance(by: 300_00, on: day(2026, 2, 1)) == 1)
        #expect(plan.levelMinor == 307_54)
        #expect(plan.rows.map(\.principalMinor) == [295_54, 301_50, 302_96])
        #expect(plan.rows[1].principalPaidAtCutsMinor == 0)
    }

    @Test("Equal shares: anew over all rows, or as they are until the balance is gone")
    func shares() throws {
        let plan = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.amortization = .equalPrincipal
        }
        var anew = plan
        try anew.prepay(300_00, .reduceInstallment, .atDueDate, on: day(2026, 2, 1))
        #expect(anew.rows.map(\.principalMinor) == [300_00, 500_00, 200_00, 200_00])
        #expect(anew.rows.map(\.interestMinor) == [12_00, 6_00, 4_00, 2_00])
        var kept = plan
        try kept.prepay(450_00, .reduceTerm, .atDueDate, on: day(2026, 2, 1))
        #expect(kept.rows.map(\.principalMinor) == [300_00, 750_00, 150_00])
        try kept.drawDown(450_00, on: day(2026, 2, 1), at: PlanTests.event)
        #expect(kept.rows.map(\.principalMinor) == [300_00, 750_00, 300_00, 300_00])
        #expect(kept.levelMinor == nil)
    }

    /// 300.00 that bear interest to the end of January are in b, and out of C: 900.00 are owed then.
    @Test("A later cut in the row counts what was prepaid in it for the whole period")
    func heldThenCut() throws {
        var shares = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.amortization = .equalPrincipal
        }
        try shares.prepay(300_00, .reduceTerm, .wholePeriod, on: day(2026, 1, 11))
        #expect(shares.balanceMinor(at: 0) == 900_00)
        try shares.drawDown(300_00, on: day(2026, 1, 11), at: PlanTests.event)
        #expect(shares.rows.map(\.principalMinor) == [600_00, 300_00, 300_00, 300_00])
        // 1 200.00 for ten days, 1 500.00 for 21.
        #expect(shares.rows[0].interestMinor == 14_03)

        var balloon = try PlanTests.plan(1_200_00, percent: 12, rows: 4, day(2026, 1, 1)) {
            $0.balloonMinor = 1_000_00
        }
        try balloon.prepay(500_00, .reduceTerm, .wholePeriod, on: day(2026, 1, 11))
        try balloon.drawDown(100_00, on: day(2026, 1, 21), at: PlanTests.event)
        // The balloon is at most the 800.00 that are left then: the level payment pays the interest.
        #expect(balloon.levelMinor == 9_11)
        #expect(balloon.rows.map(\.principalMinor).reduce(0, +) == 1_300_00)
    }
}
