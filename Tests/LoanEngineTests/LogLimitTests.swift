import LoanEngine
import TestSupport
import Testing

/// Section 15 of docs/semantics.md: how long a log may be, and how much of it may reach back.
@Suite("Limits of logs")
struct LogLimitTests {
    /// 1 000 000.00 in one installment.
    private static func account(
        _ change: (inout LoanTerms) -> Void = { _ in }
    ) throws -> LoanAccount {
        var terms = LoanTerms(
            currency: Samples.naira, principalMinor: 1_000_000_00,
            rate: InterestRate(percent: .zero, per: .year), termCount: 1, termUnit: .day,
            termEvery: 366, disbursedAt: day(2026, 1, 1))
        change(&terms)
        return try LoanAccount(terms)
    }

    private static func charges(_ count: Int) -> [LogEntry] {
        Array(
            repeating: LogEntry(.charge(.fee, amountMinor: 1), on: day(2026, 1, 2), by: nil),
            count: count)
    }

    @Test("A loan whose plan depends on events takes 10 000 of them")
    func dependent() throws {
        var account = try Self.account { $0.servicing.prepayment.effect = .reduceTerm }
        try account.apply(contentsOf: Self.charges(10_000))
        let before = account.log.count
        let error = #expect(throws: LoanError.self) {
            try account.apply(.charge(.fee, amountMinor: 1), on: day(2026, 1, 3))
        }
        #expect(error?.code == .invalidEvent && error?.path == "events[10000].type")
        #expect(error?.message.contains("allowed: at most 10000") == true)
        #expect(account.log.count == before)
    }

    @Test("A longer log takes no event that would make the plan depend on it")
    func longer() throws {
        var account = try Self.account()
        try account.apply(contentsOf: Self.charges(10_001))
        let error = #expect(throws: LoanError.self) {
            try account.apply(.interestPause(until: day(2026, 2, 1)), on: day(2026, 1, 3))
        }
        #expect(error?.code == .invalidEvent && error?.path == "events[10001].type")
        try account.apply(.charge(.fee, amountMinor: 1), on: day(2026, 1, 3))
    }

    @Test("500 of them may reach back")
    func reachingBack() throws {
        var account = try Self.account { $0.servicing.prepayment.effect = .reduceTerm }
        try account.apply(.charge(.fee, amountMinor: 1), on: day(2026, 1, 3))
        try account.apply(contentsOf: Self.charges(500))
        let error = #expect(throws: LoanError.self) {
            try account.apply(.charge(.fee, amountMinor: 1), on: day(2026, 1, 2))
        }
        #expect(error?.code == .invalidEvent && error?.path == "events[501].date")
        try account.apply(.charge(.fee, amountMinor: 1), on: day(2026, 1, 3))
    }
}
