import TestSupport
import Testing

@testable import LoanEngine

/// Figures that an implementation by other people, from the contract's words, has come to as well.
@Suite("Figures of cut plans")
struct PlanFiguresTests {
    struct Figures {
        let levelMinor: Int64?
        let principal: [Int64]
        let interest: [Int64]
    }

    /// 1 200.00 at 12 % over six months from 1 January 2026, but for what `terms` says.
    private func expect(
        _ figures: Figures, _ terms: (inout LoanTerms) -> Void,
        after change: (inout Plan) throws -> Void
    ) throws {
        var plan = try PlanTests.plan(1_200_00, percent: 12, rows: 6, day(2026, 1, 1), terms)
        try change(&plan)
        #expect(plan.levelMinor == figures.levelMinor)
        #expect(plan.rows.map(\.principalMinor) == figures.principal)
        #expect(plan.rows.map(\.interestMinor) == figures.interest)
    }

    private static func wholeDollars(_ terms: inout LoanTerms) {
        terms.leveling = .respread
        terms.rounding = Rounding(interestMode: .up, interestUnitMinor: 1_00)
    }

    @Test("RESPREAD spreads each level payment that is made anew")
    func respread() throws {
        try expect(
            Figures(
                levelMinor: 310_43,
                principal: [195_83, 296_43, 297_43, 300_43, 303_43, 306_45],
                interest: [12_00, 14_00, 13_00, 10_00, 7_00, 4_00]), Self.wholeDollars
        ) { try $0.drawDown(500_00, on: day(2026, 2, 11), at: "events[0]") }
        // More than A' was paid on row 2: it is not one of the rows that the difference is spread over.
        try expect(
            Figures(
                levelMinor: 124_64,
                principal: [195_83, 519_64, 119_64, 120_64, 121_64, 122_61],
                interest: [12_00, 8_00, 5_00, 4_00, 3_00, 2_00]), Self.wholeDollars
        ) {
            try $0.prepay(
                400_00, interestMinor: 3_00, .reduceInstallment, .toDate, on: day(2026, 2, 11))
        }
    }

    @Test("Grace rows still to come stay, and what is capitalized in them is repaid after them")
    func grace() throws {
        try expect(
            Figures(
                levelMinor: 594_99, principal: [0, 0, 0, 577_49, 583_27, 589_11],
                interest: [0, 0, 0, 17_50, 11_72, 5_89]), { $0.grace = Grace(capitalized: 3) }
        ) { try $0.drawDown(500_00, on: day(2026, 1, 11), at: "events[0]") }
        try expect(
            Figures(
                levelMinor: 435_68, principal: [0, 0, 418_68, 422_87, 427_10, 431_35],
                interest: [0, 17_00, 17_00, 12_81, 8_58, 4_31]),
            { $0.grace = Grace(principal: 2, interestFree: 1) }
        ) { try $0.drawDown(500_00, on: day(2026, 1, 11), at: "events[0]") }
        try expect(
            Figures(
                levelMinor: 206_62, principal: [206_62, 206_62, 190_88, 194_70, 198_60, 202_58],
                interest: [0, 0, 15_74, 11_92, 8_02, 4_05]), { $0.grace = Grace(interestFree: 2) }
        ) {
            try $0.changeRate(
                InterestRate(percent: Rational(24), per: .year), keep: .term,
                on: day(2026, 1, 11), at: "events[0]")
        }
    }

    @Test("Shares and bullets")
    func shares() throws {
        try expect(
            Figures(
                levelMinor: nil, principal: [400_00, 0, 0, 0, 0, 800_00],
                interest: [9_29, 8_00, 8_00, 8_00, 8_00, 8_00]), { $0.amortization = .bullet }
        ) { try $0.prepay(400_00, .reduceInstallment, .atDueDate, on: day(2026, 1, 11)) }
        try expect(
            Figures(
                levelMinor: nil, principal: [166_67, 186_67, 186_67, 186_66, 186_67, 186_67],
                interest: [10_00, 8_98, 7_47, 5_60, 3_73, 1_87]),
            {
                $0.principalMinor = 1_000_00
                ($0.amortization, $0.residual) = (.equalPrincipal, .spread)
            }
        ) { try $0.drawDown(100_01, on: day(2026, 2, 11), at: "events[0]") }
    }

    @Test("Interest that level payments did not pay is carried on, through cuts as well")
    func carried() throws {
        func longFirstPeriod(_ terms: inout LoanTerms) {
            (terms.dayCount, terms.firstDueDate) = (.thirty360, day(2028, 1, 1))
            terms.rate.percent = Rational(24)
        }
        try expect(
            Figures(
                levelMinor: 310_84, principal: [0, 166_07, 290_16, 295_96, 301_88, 145_93],
                interest: [310_84, 144_77, 20_68, 14_88, 8_96, 2_92]), longFirstPeriod
        ) { try $0.pauseInterest(after: day(2026, 6, 1), until: day(2026, 12, 1)) }
        try expect(
            Figures(
                levelMinor: 248_04, principal: [0, 0, 203_05, 238_07, 240_45, 518_43],
                interest: [310_84, 248_04, 44_99, 9_97, 7_59, 5_18]), longFirstPeriod
        ) {
            try $0.changeRate(
                InterestRate(percent: Rational(12), per: .year), keep: .term,
                on: day(2028, 1, 11), at: "events[0]")
        }
    }

    @Test("A balloon stays what it is, and is at most the balance")
    func balloon() throws {
        try expect(
            Figures(
                levelMinor: 171_34, principal: [97_53, 157_32, 158_89, 160_48, 162_08, 763_70],
                interest: [12_00, 14_02, 12_45, 10_86, 9_26, 7_64]), { $0.balloonMinor = 600_00 }
        ) { try $0.drawDown(300_00, on: day(2026, 2, 1), at: "events[0]") }
        try expect(
            Figures(
                levelMinor: 5_02, principal: [97_53, 600_00, 0, 0, 0, 502_47],
                interest: [12_00, 5_02, 5_02, 5_02, 5_02, 5_02]), { $0.balloonMinor = 600_00 }
        ) { try $0.prepay(600_00, .reduceInstallment, .atDueDate, on: day(2026, 2, 1)) }
    }
}
