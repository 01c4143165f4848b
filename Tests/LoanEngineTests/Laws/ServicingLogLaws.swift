import LoanEngine
import TestSupport
import Testing

/// What holds of the log of a loan that is serviced, whatever is in it.
@Suite("Laws of the log")
struct ServicingLogLaws {
    /// Holds all that is said of two accounts as of a date against each other.
    ///
    /// - Parameter numbers: The numbers that events of the first have in the second.
    /// - Returns: The keys of the result that differ.
    private static func differences(
        _ account: LoanAccount, _ other: LoanAccount, asOf date: CivilDate,
        numbers: [Int: Int]? = nil
    ) throws(LoanError) -> [String] {
        let left = try WholeStatement(account, asOf: date, numbers: numbers)
        return left.differences(from: try WholeStatement(other, asOf: date))
    }

    @Test(
        "Every prefix of an accepted log is accepted, and has a statement as of every date",
        arguments: LawTerms.seeds)
    func prefixes(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 2, length: 8) { log, place in
            let (first, second) = (log.events.date(), log.events.date())
            // Entry after entry, and as one step.
            var single = try LoanAccount(log.account.terms)
            for (count, entry) in log.log.enumerated() {
                try single.apply(entry)
                let whole = try LoanAccount(log.account.terms, Array(log.log[...count]))
                for date in [CivilDate.first, first, second, entry.date, log.end] {
                    let found = try Self.differences(single, whole, asOf: date)
                    if !found.isEmpty {
                        Issue.record(
                            "\(place): \(found) differ as one step: \(single.json(asOf: date))")
                    }
                }
            }
        }
    }

    @Test(
        "From its date on, a reversal is as the event never written", arguments: LawTerms.seeds)
    func reversals(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 6, length: 12) { log, place in
            // One reversal of any event that stands, on any date from its own on, is written last.
            let standing = log.log.indices.filter {
                log.log[$0].event.type != .reversal && log.log.reversal(of: $0) == nil
            }
            if standing.isEmpty { return }
            let target = log.events.random.pick(standing)
            let date = max(log.log[target].date, log.events.date())
            var account = log.account
            try account.apply(.reversal(of: target + 1), on: date)
            let dates = [date, max(date, log.events.date()), log.end]
            Counterexample.check(account, place, asOf: date) { account in
                guard account.log.count > 0, case .reversal(let number)? = account.log.last?.event
                else { return [] }
                let last = account.log.count - 1
                let never = account.log.leaving(out: [number - 1, last])
                // What was accepted because of the event may be refused without it.
                guard let other = try? LoanAccount(account.terms, never.log) else { return [] }
                var found: Set<String> = []
                for date in dates where date >= account.log[last].date {
                    let numbers = never.numbers
                    found.formUnion(
                        try Self.differences(account, other, asOf: date, numbers: numbers))
                }
                return found.map { "reversed as never written: " + $0 }
            }
        }
    }

    @Test(
        "The order of entry of events on different dates does not matter, but for their numbers",
        arguments: LawTerms.seeds)
    func orderOfEntry(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 6, length: 12) { log, place in
            let dates = [log.events.date(), log.events.date(), log.events.date(), log.end]
            Counterexample.check(log.account, place) { account in
                // By date, ties as written.
                let order = account.log.indices.sorted {
                    let (left, right) = (account.log[$0].date, account.log[$1].date)
                    return left == right ? $0 < $1 : left < right
                }
                let byDate = account.log.ordered(order)
                // Where a log by date is refused, there is nothing to compare.
                guard let other = try? LoanAccount(account.terms, byDate.log) else { return [] }
                var found: Set<String> = []
                for date in dates {
                    found.formUnion(
                        try Self.differences(account, other, asOf: date, numbers: byDate.numbers))
                }
                return found.map { "by date as in any order: " + $0 }
            }
        }
    }
}
