import LoanEngine
import TestSupport
import Testing

/// What holds of every loan's money, through any events.
@Suite("Laws of accounts")
struct AccountLaws {
    @Test(
        "Conservation through repayments, reversals, write-off and recovery",
        arguments: LawTerms.seeds)
    func conservation(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 12) { account, generator, place in
            var sequence = try AccountSequence(startingWith: account, generator)
            for _ in 0..<24 {
                if let problem = sequence.step() { Issue.record("\(place): \(problem)") }
                let now = try sequence.account.statement(asOf: .last)
                if now.status != sequence.account.status {
                    Issue.record("\(place): the last statement has the account's status: \(now)")
                }
                Self.check(now, sequence, place)
            }
            // As of a past date too.
            for _ in 0..<4 {
                let date = sequence.date()
                Self.check(try sequence.account.statement(asOf: date), sequence, place)
            }
        }
    }

    /// Records each law of the money in a statement that does not hold, by its name.
    private static func check(
        _ statement: LoanStatement, _ sequence: AccountSequence, _ place: String
    ) {
        for law in StatementBooks(statement, sequence).broken {
            Issue.record(
                "\(place): not so: \(law); \(sequence.account.log), as of \(statement.asOf): \(statement)"
            )
        }
    }

    @Test("Those events are of every plain type, taken and refused, and leave every status")
    func reach() {
        var taken: [EventType: Int] = [:]
        var refused: [LoanError.Code: Int] = [:]
        var statuses: [LoanStatus: Int] = [:]
        for seed in LawTerms.seeds where seed % 2 == 0 {
            LawTerms.forEachAccount(seed, upTo: 12) { account, generator, _ in
                var sequence = try AccountSequence(startingWith: account, generator)
                for _ in 0..<24 {
                    _ = sequence.step()
                    statuses[sequence.account.status, default: 0] += 1
                }
                for type in sequence.taken { taken[type, default: 0] += 1 }
                for code in sequence.refused { refused[code, default: 0] += 1 }
            }
        }
        func list(_ counts: [(String, Int?)]) -> String {
            counts.map { "\($0.0) \($0.1 ?? 0)" }.joined(separator: ", ")
        }
        print("Events taken:", list(AccountSequence.types.map { ($0.name, taken[$0]) }))
        print("Statuses:", list(LoanStatus.allCases.map { ($0.name, statuses[$0]) }))
        // A law over sequences that reached little would hold of anything.
        for type in AccountSequence.types where taken[type, default: 0] < 10 {
            Issue.record("\(type.name) taken \(taken[type, default: 0]) times")
        }
        for status in LoanStatus.allCases where statuses[status, default: 0] < 10 {
            Issue.record("\(status.name) after \(statuses[status, default: 0]) events")
        }
        for code in [LoanError.Code.invalidEvent, .illegalTransition, .forbiddenRole]
        where refused[code, default: 0] < 10 {
            Issue.record("\(code.name) \(refused[code, default: 0]) times")
        }
    }

    /// What a statement says, but for event numbers.
    private static func isSame(_ left: LoanStatement, _ right: LoanStatement) -> Bool {
        left.status == right.status && left.items == right.items
            && left.position == right.position && left.bucket == right.bucket
            && left.overpaidMinor == right.overpaidMinor
    }

    @Test(
        "The order of entry of events on different dates does not matter", arguments: LawTerms.seeds
    )
    func orderOfEntry(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 12) { account, generator, place in
            var sequence = try AccountSequence(startingWith: account, generator)
            for _ in 0..<16 { _ = sequence.step() }
            let log = sequence.account.log
            // By date, ties as written; a reversal names its target by its new number.
            let order = log.indices.sorted {
                log[$0].date == log[$1].date ? $0 < $1 : log[$0].date < log[$1].date
            }
            let isApplication = log.contains { $0.event.type.isApplicationStep }
            if isApplication { return }
            let byDate = order.map { index -> LogEntry in
                guard case .reversal(let number) = log[index].event else { return log[index] }
                let target = (order.firstIndex(of: number - 1) ?? 0) + 1
                return .reversal(of: target, on: log[index].date, role: log[index].role)
            }
            var other = try LoanAccount(account.terms, status: sequence.account.initialStatus)
            // Where a log by date is refused, there is nothing to compare: what is agreed today and
            // dated later may rest on what comes to be known.
            guard (try? other.apply(contentsOf: byDate)) != nil else { return }
            for date in [sequence.date(), sequence.date(), sequence.date(), .last] {
                let left = try sequence.account.statement(asOf: date)
                let right = try other.statement(asOf: date)
                if !Self.isSame(left, right) { Issue.record("\(place): as of \(date): \(log)") }
            }
        }
    }

    @Test(
        "Every prefix of an accepted log has a statement as of every date",
        arguments: LawTerms.seeds)
    func prefixes(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 4) { account, generator, place in
            var sequence = try AccountSequence(startingWith: account, generator)
            for _ in 0..<12 { _ = sequence.step() }
            let log = sequence.account.log
            for count in 0...log.count {
                var whole = try LoanAccount(account.terms, status: sequence.account.initialStatus)
                try whole.apply(contentsOf: Array(log[..<count]))
                var single = try LoanAccount(
                    account.terms, status: sequence.account.initialStatus)
                for entry in log[..<count] { try single.apply(entry) }
                for date in [CivilDate.first, sequence.date(), sequence.date(), .last] {
                    let left = try whole.statement(asOf: date)
                    if try left != single.statement(asOf: date) {
                        Issue.record("\(place): \(count) of \(log), as of \(date)")
                    }
                }
            }
        }
    }

    @Test("Reversals anywhere: as if never paid", arguments: LawTerms.seeds)
    func reversals(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 15) { account, generator, place in
            var (with, without) = (account, account)
            var standing: [(number: Int, event: LogEntry)] = []
            for event in generator.partialRepayments(upTo: 8) {
                try with.apply(event)
                standing.append((with.log.count, event))
                if generator.random.once(in: 2) {
                    // Not the newest alone: any that stands.
                    let place = generator.random.int(0...standing.count - 1)
                    let (number, reversed) = standing.remove(at: place)
                    let later = generator.random.once(in: 2) ? reversed.date : CivilDate.last
                    try with.apply(.reversal(of: number, on: later))
                }
            }
            for (_, event) in standing { try without.apply(event) }
            let left = try with.statement(asOf: .last)
            let right = try without.statement(asOf: .last)
            let numbers = standing.map(\.number)
            let records = right.allocations.map {
                "\(numbers[$0.event - 1]) \($0.sequence) \($0.component.name) \($0.amountMinor)"
            }
            let found = left.allocations.map {
                "\($0.event) \($0.sequence) \($0.component.name) \($0.amountMinor)"
            }
            let isSame =
                left.items == right.items && left.position == right.position
                && left.status == right.status && left.bucket == right.bucket
                && left.overpaidMinor == right.overpaidMinor && found == records
            if !isSame { Issue.record("\(place): \(with.log)") }
        }
    }

    @Test("More paid is never more unpaid, overdue or late", arguments: LawTerms.seeds)
    func morePaid(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 20) { account, generator, place in
            let events = generator.partialRepayments(upTo: 6)
            let paid = events.reduce(0 as Int64) { $0 + ($1.amountMinor ?? 0) }
            let left = account.schedule.totals.totalMinor - 1 - paid
            if left <= 0 { return }
            let more = Int64(generator.random.int(1...Int(min(left, 1 << 40))))
            var (less, larger, another) = (account, account, account)
            let raised = events.isEmpty ? -1 : generator.random.int(0...events.count - 1)
            for (index, event) in events.enumerated() {
                try less.apply(event)
                try another.apply(event)
                let amount = (event.amountMinor ?? 0) + (index == raised ? more : 0)
                try larger.apply(.repayment(amountMinor: amount, on: event.date))
            }
            try another.apply(.repayment(amountMinor: more, on: generator.date()))
            if events.isEmpty { larger = another }
            for date in [generator.date(), generator.date(), .last] {
                let base = try less.statement(asOf: date)
                for account in [larger, another] {
                    let statement = try account.statement(asOf: date)
                    if !Self.isNoWorse(statement, than: base, account.terms) {
                        Issue.record("\(place): as of \(date): \(account.log), not \(events)")
                    }
                }
            }
        }
    }

    private static func isNoWorse(
        _ more: LoanStatement, than less: LoanStatement, _ terms: LoanTerms
    ) -> Bool {
        func bucket(_ statement: LoanStatement) -> Int {
            terms.delinquency.buckets.firstIndex { $0.name == statement.bucket } ?? -1
        }
        return zip(more.items, less.items).allSatisfy { more, less in
            more.daysPastDue <= less.daysPastDue
                && Component.allCases.allSatisfy {
                    more.installment.unpaid($0) <= less.installment.unpaid($0)
                }
        }
            && more.arrears.amounts.totalMinor <= less.arrears.amounts.totalMinor
            && more.arrears.daysPastDue <= less.arrears.daysPastDue
            && more.outstanding.totalMinor <= less.outstanding.totalMinor
            && bucket(more) <= bucket(less)
    }

    @Test("Whether a payment completes the loan, the order of entry does not decide")
    func completion() throws {
        // 1 200 owed. Entered by date or the other way round: both are taken, 100 are overpaid.
        let (early, late) = (day(2026, 2, 1), day(2026, 3, 1))
        let payments: [LogEntry] = [
            .repayment(amountMinor: 100, on: early), .repayment(amountMinor: 1_200, on: late),
        ]
        var (byDate, byEntry) = (
            try LoanAccount(Samples.hundreds), try LoanAccount(Samples.hundreds)
        )
        try byDate.apply(contentsOf: payments)
        try byEntry.apply(contentsOf: payments.reversed())
        let (left, right) = (
            try byDate.statement(asOf: late), try byEntry.statement(asOf: late)
        )
        #expect(left.overpaidMinor == 100 && right.overpaidMinor == 100)
        #expect(left.items == right.items && left.status == right.status)
    }

    /// Walks the records and holds each against what was unpaid when it was made.
    private static func isInOrder(_ statement: LoanStatement, _ account: LoanAccount) -> Bool {
        let policy = account.terms.allocation
        var unpaid = statement.items.map { item in
            Component.allCases.map { item.installment.due($0) }
        }
        func isPaid(_ row: Int, before component: Component? = nil) -> Bool {
            for other in policy.due.components {
                if other == component { return true }
                if unpaid[row][Int(other.rawValue)] > 0 { return false }
            }
            return true
        }
        for record in statement.allocations {
            let row = record.sequence - 1
            let date = account.log[record.event - 1].date
            let due = statement.items.filter { $0.installment.dueDate <= date }.count
            if policy.grouping == .byComponent, row < due {
                // Among what is due: no component before its turn, no older row behind a newer one.
                let isTurn = (0..<due).allSatisfy { isPaid($0, before: record.component) }
                let isOldest = (0..<row).allSatisfy {
                    unpaid[$0][Int(record.component.rawValue)] == 0
                }
                if !isTurn || !isOldest { return false }
            } else {
                // No older row is skipped, due or not, and inside the row the order is kept.
                let isOldest = (0..<row).allSatisfy { isPaid($0) }
                if !isOldest || !isPaid(row, before: record.component) { return false }
            }
            unpaid[row][Int(record.component.rawValue)] -= record.amountMinor
            if unpaid[row][Int(record.component.rawValue)] < 0 { return false }
        }
        return true
    }

    @Test("Allocation keeps the order and skips no older installment", arguments: LawTerms.seeds)
    func allocationOrder(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 20) { account, generator, place in
            var account = account
            for event in generator.partialRepayments(upTo: 8) { try account.apply(event) }
            let statement = try account.statement(asOf: .last)
            if !Self.isInOrder(statement, account) {
                Issue.record("\(place): \(statement.allocations) of \(account.log)")
            }
        }
    }
}
