import LoanEngine

/// Random repayments for an active loan.
public struct EventsGenerator: Sendable {
    /// Where the random numbers come from.
    public var random: SplitMix64
    private let schedule: RepaymentSchedule
    private let disbursedAt: CivilDate

    /// A generator for `account`.
    public init(for account: LoanAccount, random: SplitMix64) {
        self.random = random
        schedule = account.schedule
        disbursedAt = account.terms.disbursedAt
    }

    /// Repayments, in no order of date, that together leave at least one minor unit unpaid: an
    /// account takes them in any order. Empty where there is not enough to pay.
    public mutating func partialRepayments(upTo count: Int) -> [LogEntry] {
        var left = schedule.totals.totalMinor - 1
        var events: [LogEntry] = []
        for _ in 0..<random.int(0...count) where left > 0 {
            let amount = min(amount(), left)
            left -= amount
            events.append(.repayment(amountMinor: amount, on: date()))
        }
        return events
    }

    /// A repayment like those that borrowers make: a whole installment, a bit more or less, or
    /// something quite different.
    public mutating func amount() -> Int64 {
        let row = random.pick(schedule.items)
        switch random.int(0...4) {
        case 0: return max(1, row.totalDueMinor)
        case 1: return max(1, row.totalDueMinor - Int64(random.int(0...3)))
        case 2: return max(1, row.interestDueMinor + Int64(random.int(-1...1)))
        case 3: return Int64(random.int(1...9))
        default:
            return Int64(random.int(1...Int(max(1, schedule.totals.totalMinor / 2))))
        }
    }

    /// A date from the disbursement to a while after the last due date; often a due date.
    public mutating func date() -> CivilDate {
        let row = random.pick(schedule.items)
        if random.once(in: 3) { return row.dueDate }
        let last = schedule.items.last?.dueDate ?? disbursedAt
        let span = last.days(since: disbursedAt) + 40
        return disbursedAt.adding(days: random.int(0...span)) ?? last
    }
}
