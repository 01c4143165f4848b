import LoanCases

/// A loan as it would go on: with events that have not happened, and what is due paid as it falls due.
struct Projection {
    /// How often events happen.
    struct Repetition {
        /// Units between two of them; nil for once.
        var every: (count: Int, unit: TermUnit)?
        /// How often at most.
        var times = 10_000
    }

    /// The most payments that are made as due.
    private static let maximumPayments = 20_000

    let loanCase: LoanCase
    let account: LoanAccount
    /// The statement as of the last date on which anything happens.
    let statement: LoanStatement

    /// - Parameters:
    ///   - added: Events after the case's own, each to be repeated.
    ///   - paysAsDue: Whether what falls due after the last event is paid on its due date.
    /// - Throws: As `LoanAccount`.
    init(
        of loanCase: LoanCase, _ added: [LogEntry], _ repetition: Repetition, paysAsDue: Bool
    ) throws(LoanError) {
        self.loanCase = loanCase
        var account = try LoanAccount(loanCase.terms, status: loanCase.status)
        try account.apply(contentsOf: loanCase.events)
        var entries = added.flatMap { Projection.repeated($0, repetition, until: account) }
        // By date; of one date as written.
        entries = entries.enumerated().sorted {
            $0.element.date == $1.element.date
                ? $0.offset < $1.offset : $0.element.date < $1.element.date
        }.map(\.element)
        for entry in entries {
            if paysAsDue { try Projection.payAsDue(&account, upTo: entry.date) }
            // What is repeated ends with the loan.
            let isDone = repetition.every != nil && account.status == .completed
            if isDone, entry != entries.first { break }
            try account.apply(entry)
        }
        if paysAsDue { try Projection.payAsDue(&account, upTo: .last) }
        statement = try account.statement()
        self.account = account
    }

    var latestDate: CivilDate { account.latestDate }

    /// The case of it, as of a date.
    func value(asOf date: String) -> JSONValue {
        var own = loanCase
        own.events = account.log
        own.expect = nil
        return Comparison.dated(own.value, date)
    }

    /// An event again and again, up to the last date on which the loan could ask for anything.
    private static func repeated(
        _ entry: LogEntry, _ repetition: Repetition, until account: LoanAccount
    ) -> [LogEntry] {
        guard let every = repetition.every else { return [entry] }
        let end = max(
            account.schedule.items.last?.dueDate ?? entry.date,
            ((try? account.statement())?.items.last?.installment.dueDate) ?? entry.date)
        var entries: [LogEntry] = []
        while entries.count < repetition.times {
            let steps = entries.count * every.count
            let date: CivilDate? =
                switch every.unit {
                case .day: entry.date.adding(days: steps)
                case .week: entry.date.adding(days: 7 * steps)
                case .month: MonthSteps(from: entry.date).date(after: steps)
                }
            guard let date, date <= end || entries.isEmpty else { break }
            entries.append(LogEntry(entry.event, on: date, by: entry.role))
        }
        return entries
    }

    /// Pays what is due on its due date, from the last event on.
    private static func payAsDue(
        _ account: inout LoanAccount, upTo end: CivilDate
    ) throws(LoanError) {
        for _ in 0..<Projection.maximumPayments {
            guard let next = try account.statement().nextDue else { return }
            let date = max(next.dueDate, account.latestDate)
            if date > end || account.status != .active { return }
            let statement = try account.statement(asOf: date)
            var dueMinor: Int64 = 0
            for item in statement.items where item.installment.dueDate <= date {
                dueMinor &+= item.installment.unpaidMinor
            }
            if dueMinor == 0 { return }
            try account.apply(.repayment(amountMinor: dueMinor), on: date)
        }
    }
}

// What it comes to.
extension Projection {
    /// The day on which the loan is done: that of the money that completed it, else the last due date.
    var doneOn: CivilDate? {
        if statement.status == .completed, let event = statement.allocations.map(\.event).max() {
            return account.log[event - 1].date
        }
        return statement.items.last { $0.installment.totalDueMinor > 0 }?.installment.dueDate
    }

    /// Installments of which anything falls due.
    private var installments: Int {
        statement.items.count { $0.installment.totalDueMinor > 0 }
    }

    /// The principal that is unpaid after each installment, were all paid as due.
    var balances: [(date: CivilDate, minor: Int64)] {
        var points: [(date: CivilDate, minor: Int64)] = []
        if let first = statement.items.first?.installment {
            points.append(
                (account.terms.disbursedAt, first.balanceAfterMinor &+ first.principalDueMinor))
        }
        for item in statement.items {
            points.append((item.installment.dueDate, item.installment.balanceAfterMinor))
        }
        return points
    }

    /// What changes, in words: when the loan is done, and what it costs.
    ///
    ///     Done on 2026-09-11, 7 months earlier, with 7 installments fewer. 812.40 less interest …
    func sentence(beside other: Projection) -> String {
        let currency = account.terms.currency
        var parts: [String] = []
        if let own = doneOn, let before = other.doneOn {
            let fewer = other.installments - installments
            let count =
                fewer == 0
                ? ""
                : ", with \(abs(fewer)) installment\(abs(fewer) == 1 ? "" : "s") "
                    + (fewer > 0 ? "fewer" : "more")
            parts.append(
                own == before
                    ? "Done on \(own) with and without\(count)."
                    : "Done on \(own), \(Projection.span(own, before)) "
                        + "\(own < before ? "earlier" : "later")\(count).")
        }
        func change(_ now: Int64, _ before: Int64, _ what: String) -> String {
            let difference = now &- before
            if difference == 0 { return "as much \(what)" }
            return "\(currency.text(Int64(clamping: difference.magnitude))) "
                + "\(difference < 0 ? "less" : "more") \(what)"
        }
        let (own, before) = (statement.totals, other.statement.totals)
        let interest = currency.text(own.interestMinor)
        let isChanged = own.interestMinor != before.interestMinor
        parts.append(
            "In all " + change(own.interestMinor, before.interestMinor, "interest") + " ("
                + interest + (isChanged ? ", not \(currency.text(before.interestMinor))" : "")
                + ") "
                + "and " + change(own.totalMinor, before.totalMinor, "to pay") + ".")
        return parts.joined(separator: " ")
    }

    /// How long it is between two dates: whole months, or days where there are none.
    private static func span(_ first: CivilDate, _ second: CivilDate) -> String {
        let (from, to) = (min(first, second), max(first, second))
        var months = 12 * (to.year - from.year) + to.month - from.month
        if let date = MonthSteps(from: from).date(after: months), date > to { months -= 1 }
        let count = months > 0 ? months : to.days(since: from)
        return "\(count) \(months > 0 ? "month" : "day")\(count == 1 ? "" : "s")"
    }
}
