import ExactArithmetic
import LoanCalendar
import LoanEngine

extension CashFlow {
    /// The flows of a loan whose contract is kept: what is paid out, the fees at the payout, and what
    /// falls due on its due dates. Section 1 of docs/disclosure.md.
    ///
    /// - Parameter events: The loan's; of them drawdowns count that no reversal takes back.
    /// - Throws: As `LoanAccount`, also for events that do not count.
    public static func contract(
        _ terms: LoanTerms, status: LoanStatus = .active, _ events: [LogEntry] = []
    ) throws(LoanError) -> [CashFlow] {
        var reversed: Set<Int> = []
        for entry in events {
            if case .reversal(let number) = entry.event { reversed.insert(number) }
        }
        let contract = try Contract(terms)
        var whole = try LoanAccount(contract, status: status)
        try whole.apply(contentsOf: events)
        var account = try LoanAccount(contract)
        var flows = [
            CashFlow(.advance, amountMinor: terms.principalMinor, at: .date(terms.disbursedAt))
        ]
        for minor in [contract.deductedFeesMinor, contract.separateFeesMinor] where minor > 0 {
            flows.append(CashFlow(.charge, amountMinor: minor, at: .date(terms.disbursedAt)))
        }
        for (index, entry) in events.enumerated() where !reversed.contains(index + 1) {
            guard case .drawdown(let amountMinor) = entry.event else { continue }
            try account.apply(entry)
            flows.append(CashFlow(.advance, amountMinor: amountMinor, at: .date(entry.date)))
        }
        for item in try account.statement(asOf: account.latestDate).items {
            let row = item.installment
            flows.append(CashFlow(.payment, amountMinor: row.totalDueMinor, at: .date(row.dueDate)))
        }
        return flows
    }
}

extension AnnexPeriod {
    /// After the unit between due dates: every 12, 24, … months are years.
    public init(_ terms: LoanTerms) {
        switch terms.termUnit {
        case .day: self = .day
        case .week: self = .week
        case .month: self = terms.termEvery % 12 == 0 ? .year : .month
        }
        if terms.dueDates != nil { self = .month }
    }
}

extension UnitPeriod {
    /// After the unit between due dates; nil with listed due dates.
    public init?(_ terms: LoanTerms) {
        if terms.dueDates != nil { return nil }
        let every = terms.termEvery
        switch terms.termUnit {
        case .day where every % 7 == 0:
            if every / 7 > 52 { self.init(1, .year) } else { self.init(every / 7, .week) }
        case .day: self.init(1, .day)
        case .week:
            if every > 52 { self.init(1, .year) } else { self.init(every, .week) }
        case .month:
            if terms.dueDays?.count == 2, every == 1 {
                self.init(1, .semimonth)
            } else if every >= 12 {
                self.init(1, .year)
            } else {
                self.init(every, .month)
            }
        }
    }
}
