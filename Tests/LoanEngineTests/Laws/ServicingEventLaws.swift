import LoanEngine
import TestSupport
import Testing

/// What single events do to a loan, whatever happened before.
@Suite("Laws of servicing's events")
struct ServicingEventLaws {
    @Test(
        "A quote paid by a settlement completes the loan, with nothing overpaid that it asked for",
        arguments: LawTerms.seeds)
    func quotePaid(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 8, length: 8) { log, place in
            for date in [log.events.date(), max(log.account.latestDate, log.events.date())] {
                Counterexample.check(log.account, place, asOf: date) { account in
                    try Self.brokenByQuote(account, on: date)
                }
            }
        }
    }

    private static func brokenByQuote(
        _ account: LoanAccount, on date: CivilDate
    ) throws -> [String] {
        guard let quote = try account.servicing(asOf: date).settlement else { return [] }
        let figure = quote.amounts.totalMinor
        var found: [String] = []
        var settled = account
        try settled.apply(.settlement(amountMinor: figure), on: date)
        let after = try settled.statement(asOf: date)
        if after.status != .completed { found.append("the quote completes the loan") }
        // A figure above zero means that no money in advance is left over.
        if figure > 0, after.overpaidMinor != 0 { found.append("the quote leaves nothing over") }
        let paid = after.allocations.reduce(0) {
            $1.event == settled.log.count ? $0 + $1.amountMinor : $0
        }
        if paid != figure { found.append("all of the quote is allocated") }
        if try settled.servicing(asOf: date).settlement != nil {
            found.append("a settled loan has no quote")
        }
        var more = account
        try more.apply(.settlement(amountMinor: figure + 7), on: date)
        if try more.statement(asOf: date).overpaidMinor != after.overpaidMinor + 7 {
            found.append("what is paid above the quote is overpaid")
        }
        if figure == 0 { return found }
        var less = account
        do throws(LoanError) {
            try less.apply(.settlement(amountMinor: figure - 1), on: date)
            found.append("less than the quote is refused")
        } catch {
            let path = "events[\(account.log.count)].amount"
            if error.code != .invalidEvent || error.path != path {
                found.append("less than the quote is refused at its amount")
            }
        }
        return found
    }

    /// Dues and balance of each row.
    private static func dues(_ account: LoanAccount, asOf date: CivilDate) throws -> [[Int64]] {
        try account.statement(asOf: date).items.map { item in
            Component.allCases.map { item.installment.due($0) }
                + [item.installment.balanceAfterMinor]
        }
    }

    /// The rate that a loan bears on a date, by its terms and the changes that stand and had a row to
    /// change.
    private static func rate(_ account: LoanAccount, on date: CivilDate) -> InterestRate {
        account.log.standing(asOf: date).reduce(account.terms.rate) { rate, place in
            switch place.entry.event {
            case .rateChange(let changed, _): changed
            case .reschedule(let terms, _): terms.rate ?? rate
            default: rate
            }
        }
    }

    @Test(
        "Changing the rate to itself, the installment kept, changes no row",
        arguments: LawTerms.seeds)
    func rateToItself(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 8, length: 8) { log, place in
            // Under flat interest the event is refused; what rests on nothing changes no rate.
            guard log.account.terms.interestMethod == .declining else { return }
            let date = max(log.account.latestDate, log.events.date())
            Counterexample.check(log.account, place, asOf: date) { account in
                var changed = account
                let event = LoanEvent.rateChange(Self.rate(account, on: date), keep: .installment)
                guard (try? changed.apply(event, on: date)) != nil else { return [] }
                let before = try Self.dues(account, asOf: date)
                return try Self.dues(changed, asOf: date) == before ? [] : ["rows are the same"]
            }
        }
    }

    @Test(
        "Drawing down and prepaying as much before the first due date changes the current row alone",
        arguments: LawTerms.seeds)
    func drawnAndPrepaid(_ seed: UInt64) {
        ServicingLog.forEach(
            seed, upTo: 12, length: 0,
            changing: { terms in
                terms.interestMethod = .declining
                terms.flatInterest = .term
                if terms.rate.per == .loan { terms.rate.per = .year }
                terms.servicing.prepayment = Prepayment(
                    effect: .reduceInstallment, interest: .atDueDate)
                // The current row counts in its tries only where no more than A is paid on it.
                terms.leveling = .none
                // By the day, rows that ask for nothing vanish at cuts, and come back.
                terms.accrual = .scheduled
            }
        ) { log, place in
            let amountMinor = Int64(
                log.events.random.int(1...Int(log.account.terms.principalMinor)))
            let drawn = log.events.random.int(0...20)
            Counterexample.check(log.account, place) { account in
                let row = account.schedule.items[0]
                let end = min(
                    row.dueDate, account.schedule.items.dropFirst().first?.startDate ?? row.dueDate)
                guard let date = account.terms.disbursedAt.adding(days: drawn), date < end else {
                    return []
                }
                // What a stated installment leaves is for the last row.
                if account.terms.installmentMinor != nil { return [] }
                var changed = account
                guard (try? changed.apply(.drawdown(amountMinor: amountMinor), on: date)) != nil
                else { return [] }
                try changed.apply(.repayment(amountMinor: amountMinor), on: date)
                let before = try account.statement(asOf: date)
                let after = try changed.statement(asOf: date)
                var found: [String] = []
                let rows = zip(before.items, after.items).map { ($0.installment, $1.installment) }
                if before.items.count != after.items.count { found.append("as many rows") }
                if rows.dropFirst().contains(where: { $0 != $1 }) { found.append("rows after") }
                let (first, own) = rows[0]
                if own.principalDueMinor != first.principalDueMinor + amountMinor
                    || own.principalPaidMinor != amountMinor
                    || own.interestDueMinor != first.interestDueMinor
                    || own.feeDueMinor != first.feeDueMinor
                    || own.balanceAfterMinor != first.balanceAfterMinor
                {
                    found.append("the current row owes as much more, and it is paid")
                }
                return found
            }
        }
    }
}
