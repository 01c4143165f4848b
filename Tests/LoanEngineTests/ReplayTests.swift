import LoanEngine
import TestSupport
import Testing

/// What must hold of every loan's payments, whatever they are.
@Suite("Replay")
struct ReplayTests {
    /// Calls `body` with an account of generated terms and a generator of events for it.
    private func forEachAccount(
        _ seed: UInt64, _ body: (LoanAccount, inout EventsGenerator, String) throws -> Void
    ) throws {
        for number in 0..<15 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            let account: LoanAccount
            do throws(LoanError) {
                account = try LoanAccount(terms)
            } catch {
                // These terms have no schedule, and no payments.
                continue
            }
            var events = EventsGenerator(for: account, random: generator.random)
            do {
                try body(account, &events, "seed \(seed), case \(number)")
            } catch {
                Issue.record("seed \(seed), case \(number): \(error)")
            }
        }
    }

    /// What is the same of two statements that only number their events differently.
    private func isSame(_ left: LoanStatement, _ right: LoanStatement) -> Bool {
        left.status == right.status && left.items == right.items && left.totals == right.totals
            && left.outstanding == right.outstanding && left.arrears == right.arrears
            && left.bucket == right.bucket
            && left.overpaidMinor == right.overpaidMinor && left.nextDue == right.nextDue
    }

    @Test(
        "Conservation: what was paid is allocated or overpaid", arguments: 0..<60 as Range<UInt64>)
    func conservation(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            var account = account
            var paid: Int64 = 0
            var events = generator.partialRepayments(upTo: 6)
            // The last may pay more than is owed.
            events.append(.repayment(amountMinor: generator.amount(), on: generator.date()))
            for event in events {
                try account.apply(event)
                paid += event.amountMinor ?? 0
            }
            let statement = try account.statement(asOf: .last)
            let allocated = statement.allocations.reduce(0 as Int64) { $0 + $1.amountMinor }
            let rows = statement.items.map(\.installment)
            let paidInRows = rows.reduce(0 as Int64) { $0 + $1.paidMinor }
            let unpaid = rows.reduce(0 as Int64) { $0 + $1.unpaidMinor }
            let isRight =
                allocated + statement.overpaidMinor == paid && allocated == paidInRows
                && statement.outstanding.totalMinor == unpaid
                && statement.totals.totalMinor == paidInRows + unpaid
                && (statement.overpaidMinor == 0 || unpaid == 0)
                && (statement.status == .completed) == (unpaid == 0)
                && (statement.nextDue == nil) == (unpaid == 0)
                && statement.allocations.allSatisfy { $0.amountMinor > 0 }
                && rows.allSatisfy { row in
                    Component.allCases.allSatisfy { row.unpaid($0) >= 0 }
                }
            if !isRight { Issue.record("\(place): \(paid) paid: \(statement)") }
        }
    }

    @Test("A reversed repayment was never paid", arguments: 0..<60 as Range<UInt64>)
    func reversal(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            let events = generator.partialRepayments(upTo: 6)
            if events.isEmpty { return }
            let reversed = generator.random.int(0...events.count - 1)
            var with = account
            var without = account
            for (index, event) in events.enumerated() {
                try with.apply(event)
                if index != reversed { try without.apply(event) }
            }
            try with.apply(.reversal(of: reversed + 1, on: .last))
            let left = try with.statement(asOf: .last)
            let right = try without.statement(asOf: .last)
            // Event numbers stay as written; the reversed one has none.
            let records = right.allocations.map { record in
                [
                    record.event > reversed ? record.event + 1 : record.event, record.sequence,
                    Int(record.component.rawValue), Int(record.amountMinor),
                ]
            }
            let found = left.allocations.map {
                [$0.event, $0.sequence, Int($0.component.rawValue), Int($0.amountMinor)]
            }
            if !isSame(left, right) || found != records {
                Issue.record("\(place): event \(reversed + 1) of \(events)")
            }
        }
    }

    @Test("Reversing the payment that completed a loan", arguments: 0..<60 as Range<UInt64>)
    func reversalOfCompletion(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            let total = account.schedule.totals.totalMinor
            let events = generator.partialRepayments(upTo: 4)
            var paid = account
            for event in events { try paid.apply(event) }
            let before = try paid.statement(asOf: .last)
            let left = total - events.reduce(0) { $0 + ($1.amountMinor ?? 0) }
            try paid.apply(.repayment(amountMinor: left, on: generator.date()))
            if paid.status != .completed { Issue.record("\(place): \(paid.status)") }
            try paid.apply(.reversal(of: events.count + 1, on: .last))
            if !isSame(try paid.statement(asOf: .last), before) || paid.status != .active {
                Issue.record("\(place): not as before the payment")
            }
        }
    }

    @Test(
        "The order of entry between different dates does not matter",
        arguments: 0..<60 as Range<UInt64>)
    func orderOfEntry(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            // One for each date.
            var seen: Set<CivilDate> = []
            let events = generator.partialRepayments(upTo: 8).filter {
                seen.insert($0.date).inserted
            }
            let orders = [
                events, generator.random.shuffled(events), events.sorted { $0.date < $1.date },
            ]
            let statements = try orders.map { order in
                var account = account
                for event in order { try account.apply(event) }
                return try account.statement(asOf: .last)
            }
            for statement in statements where !isSame(statement, statements[0]) {
                Issue.record("\(place): \(orders)")
            }
            // The records come in order of date, whatever the order of entry.
            let dates = statements[1].allocations.map { orders[1][$0.event - 1].date }
            if dates != dates.sorted() { Issue.record("\(place): records on \(dates)") }
        }
    }

    @Test("Two repayments of a day are as good as one", arguments: 0..<60 as Range<UInt64>)
    func split(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            let events = generator.partialRepayments(upTo: 5)
            var whole = account
            var parts = account
            for event in events {
                let amount = event.amountMinor ?? 0
                try whole.apply(event)
                let first = Int64(generator.random.int(0...Int(amount)))
                for part in [first, amount - first] where part > 0 {
                    try parts.apply(.repayment(amountMinor: part, on: event.date))
                }
            }
            if !isSame(try whole.statement(asOf: .last), try parts.statement(asOf: .last)) {
                Issue.record("\(place): \(events)")
            }
        }
    }

    @Test("A past statement is that of the events so far", arguments: 0..<60 as Range<UInt64>)
    func pastStatement(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            let events = generator.partialRepayments(upTo: 6)
            let date = generator.date()
            var all = account
            var past = account
            for event in events {
                try all.apply(event)
                if event.date <= date { try past.apply(event) }
            }
            let left = try all.statement(asOf: date)
            let right = try past.statement(asOf: date)
            var whole = account
            try whole.apply(contentsOf: events)
            let oneStep = try whole.statement(asOf: date)
            if !isSame(left, right) || oneStep != left { Issue.record("\(place): as of \(date)") }
        }
    }

    @Test("Days past due never fall while nothing is paid", arguments: 0..<60 as Range<UInt64>)
    func daysPastDue(_ seed: UInt64) throws {
        try forEachAccount(seed) { account, generator, place in
            var account = account
            for event in generator.partialRepayments(upTo: 4) { try account.apply(event) }
            let terms = account.terms
            guard let last = account.schedule.items.last?.dueDate else { return }
            let end = max(last, account.latestDate)
            let from = max(account.latestDate, terms.disbursedAt)
            var before = 0
            var date: CivilDate? = from
            let step = max(1, end.days(since: from) / 60)
            while let asOf = date, asOf <= end.adding(days: 60) ?? .last {
                let statement = try account.statement(asOf: asOf)
                let days = statement.arrears.daysPastDue
                // By hand: the oldest unpaid installment beyond its grace days.
                let late = statement.items.map(\.installment).filter {
                    $0.unpaidMinor > 0 && asOf.days(since: $0.dueDate) > terms.delinquency.graceDays
                }
                let expected = late.first.map { asOf.days(since: $0.dueDate) } ?? 0
                let bucket = terms.delinquency.buckets.filter { $0.fromDay <= days }.last?.name
                let arrears = late.reduce(0 as Int64) { $0 + $1.unpaidMinor }
                let isRight =
                    days >= before && days == expected
                    && statement.arrears.since == late.first?.dueDate
                    && statement.bucket == bucket
                    && statement.arrears.amounts.totalMinor == arrears
                if !isRight { Issue.record("\(place): as of \(asOf): \(statement.arrears)") }
                before = days
                date = asOf.adding(days: step)
            }
        }
    }
}
