import LoanEngine
import TestSupport
import Testing

@Suite("What servicing has made of a loan")
struct ServicingStatementTests {
    @Test("Adjustments: by date, late charges first, by row and rule, then events as written")
    func order() throws {
        var terms = Samples.hundreds
        terms.servicing.lateCharges = [
            LateChargeRule(.amount(minor: 3)), LateChargeRule(.amount(minor: 4), component: .fee),
        ]
        var account = try LoanAccount(terms)
        // Rows fall due on the first of each month, so both rules charge on the second.
        try account.apply(contentsOf: [
            LogEntry(.charge(.penalty, amountMinor: 20), on: day(2026, 3, 2)),
            LogEntry(.charge(.fee, amountMinor: 10), on: day(2026, 1, 10)),
            LogEntry(.waiver(.penalty, amountMinor: 5), on: day(2026, 3, 2)),
        ])
        let found = try account.servicing(asOf: day(2026, 3, 2)).adjustments.map {
            [
                "\($0.date)", $0.kind.name, "\($0.sequence)", $0.component.name,
                "\($0.amountMinor)", $0.event.map { "event \($0)" } ?? "",
                $0.rule.map { "rule \($0)" } ?? "",
            ].joined(separator: " ")
        }
        #expect(
            found == [
                "2026-01-10 CHARGE 1 FEE 10 event 2 ",
                "2026-02-02 LATE_CHARGE 1 PENALTY 3  rule 1",
                "2026-02-02 LATE_CHARGE 1 FEE 4  rule 2",
                "2026-03-02 LATE_CHARGE 2 PENALTY 3  rule 1",
                "2026-03-02 LATE_CHARGE 2 FEE 4  rule 2",
                "2026-03-02 CHARGE 3 PENALTY 20 event 1 ",
                "2026-03-02 WAIVER 1 PENALTY -3 event 3 ",
                "2026-03-02 WAIVER 2 PENALTY -2 event 3 ",
            ])
    }

    /// The quote of the contract's example, 50 000.00 at 24 % over twelve months of which no interest
    /// but 6 735.76 in all falls due.
    private static func quote(
        _ settlement: SettlementTerms, _ events: [LogEntry] = [], on date: CivilDate
    ) throws -> SettlementQuote {
        var terms = Samples.terms
        terms.servicing.settlement = settlement
        var account = try LoanAccount(terms)
        try account.apply(contentsOf: events)
        return try #require(try account.servicing(asOf: date).settlement)
    }

    /// 15 of the first period's 31 days have gone.
    private static let march26 = day(2026, 3, 26)

    @Test("Interest to date: 1 000.00 × 15/31")
    func toDate() throws {
        let quote = try Self.quote(SettlementTerms(), on: Self.march26)
        #expect(quote.amounts.principalMinor == 50_000_00)
        #expect(quote.amounts.interestMinor == 483_87)
        #expect(quote.amounts.totalMinor == 50_483_87)
        #expect(quote.rebateMinor == 6_735_76 - 483_87)
    }

    @Test("The whole period's, all, or all less the rule of 78's rebate")
    func others() throws {
        let whole = try Self.quote(SettlementTerms(interest: .wholePeriod), on: Self.march26)
        #expect(whole.amounts.interestMinor == 1_000_00)
        let full = try Self.quote(SettlementTerms(interest: .fullTerm), on: Self.march26)
        #expect(full.amounts.interestMinor == 6_735_76)
        #expect(full.rebateMinor == 0)
        // Eleven of twelve rows have not begun: 6 735.76 × 11 × 12 / (12 × 13) = 5 699.489…
        let rule = try Self.quote(SettlementTerms(interest: .ruleOf78), on: Self.march26)
        #expect(rule.amounts.interestMinor == 6_735_76 - 5_699_49)
        #expect(rule.rebateMinor == 5_699_49)
        // The lender keeps a tenth of it, 569.949.
        let kept = try Self.quote(
            SettlementTerms(interest: .ruleOf78, retainedPercent: Rational(10)), on: Self.march26)
        #expect(kept.amounts.interestMinor == 6_735_76 - 5_699_49 + 569_95)
    }

    @Test("On a due date the row is due, and the next one has not begun")
    func dueDate() throws {
        for interest in [SettlementInterest.toDate, .wholePeriod] {
            let quote = try Self.quote(SettlementTerms(interest: interest), on: day(2026, 4, 11))
            #expect(quote.amounts.principalMinor == 50_000_00)
            #expect(quote.amounts.interestMinor == 1_000_00)
        }
    }

    @Test("The fee is of the principal not yet due")
    func fee() throws {
        let settlement = SettlementTerms(fee: .percent(Rational(2)))
        let before = try Self.quote(settlement, on: Self.march26)
        #expect(before.amounts.feeMinor == 1_000_00)
        // 3 727.98 fell due on 11 April: 2 % of 46 272.02 is 925.4404.
        let after = try Self.quote(settlement, on: day(2026, 4, 11))
        #expect(after.amounts.feeMinor == 925_44)
        let amount = try Self.quote(SettlementTerms(fee: .amount(minor: 75_00)), on: Self.march26)
        #expect(amount.amounts.feeMinor == 75_00)
        #expect(amount.amounts.totalMinor == 50_483_87 + 75_00)
    }

    @Test("Money in advance counts first on interest, and the figure is never below zero")
    func advance() throws {
        let paid = [LogEntry.repayment(amountMinor: 6_000_00, on: Self.march26)]
        let quote = try Self.quote(SettlementTerms(), paid, on: Self.march26)
        #expect(quote.amounts.interestMinor == 0)
        #expect(quote.amounts.principalMinor == 50_483_87 - 6_000_00)
        // 50 600.00 pay rows ahead, of 56 735.76; the figure is 50 483.87.
        var account = try LoanAccount(Samples.terms)
        try account.apply(.repayment(amountMinor: 50_600_00), on: Self.march26)
        let none = try #require(try account.servicing(asOf: Self.march26).settlement)
        #expect(none.amounts.totalMinor == 0)
        try account.apply(.settlement(amountMinor: 0), on: Self.march26)
        let statement = try account.statement(asOf: Self.march26)
        #expect(statement.status == .completed)
        #expect(statement.overpaidMinor == 116_13)
        #expect(try account.servicing(asOf: Self.march26).settlement == nil)
    }

    @Test("What a settlement drops is one adjustment of interest, at the current row")
    func dropped() throws {
        var account = try LoanAccount(Samples.terms)
        try account.apply(.settlement(amountMinor: 50_483_87), on: Self.march26)
        let adjustments = try account.servicing().adjustments
        #expect(adjustments.map(\.kind) == [.settlement])
        #expect(adjustments.map(\.sequence) == [1])
        #expect(adjustments.map(\.component) == [.interest])
        #expect(adjustments.map(\.amountMinor) == [483_87 - 6_735_76])
        #expect(try account.statement().items.count == 1)
    }
}
