// Changes of the balance, the rate and the days that bear interest. Each makes the rows from the
// current one on anew, and does nothing where no row is current or interest is FLAT.
extension Plan {
    /// More money is paid out: balance + amount, level payments or shares anew, all rows of the plan.
    ///
    ///     1 000.00 at 12 %, 6 monthly rows of 172.55; 500.00 more on the first due date
    ///     from row 2 on:  837.45 + 500.00 = 1 337.45, over five rows 275.57
    ///
    /// - Parameter path: The event's, such as `events[0]`, for errors.
    /// - Returns: The first row that may have changed; nil where no row is current.
    /// - Throws: `amountOutOfRange`; the plan is unchanged then.
    @discardableResult
    mutating func drawDown(
        _ amountMinor: Int64, on date: CivilDate, at path: String
    ) throws(LoanError) -> Int? {
        try cut(on: date) { tail throws(LoanError) in
            tail.stretch.balanceMinor = try tail.stretch.balanceMinor.adding(
                amountMinor, at: path + ".amount")
            try tail.buildAnew()
        }
    }

    /// Another rate from a date on: level payments anew, or as they are; shares stay.
    ///
    /// - Parameters:
    ///   - rate: Per a time, not per `LOAN`.
    ///   - path: The event's, for errors.
    /// - Returns: The first row that may have changed; nil where no row is current.
    /// - Throws: `negativeAmortization` at the event's type where level payments do not pay the
    ///   interest; `amountOutOfRange`. The plan is unchanged then.
    @discardableResult
    mutating func changeRate(
        _ rate: InterestRate, keep: RateChangeKeep, on date: CivilDate, at path: String
    ) throws(LoanError) -> Int? {
        try cut(on: date) { tail throws(LoanError) in
            tail.strictPath = path + ".type"
            tail.change(rate)
            if keep == .term, tail.terms.amortization == .equalInstallments {
                try tail.buildAnew()
            } else {
                try tail.build()
            }
        }
    }

    /// No interest accrues after a date up to another: level payments stay, and the last row takes the
    /// difference.
    ///
    ///     1 000.00 at 36 %, ACT/360, one row of 31 days, paused (11, 21]: 21 days, 21.00
    ///
    /// - Returns: The first row that may have changed; nil where no row is current.
    /// - Throws: `amountOutOfRange`; the plan is unchanged then.
    @discardableResult
    mutating func pauseInterest(
        after date: CivilDate, until: CivilDate
    ) throws(LoanError) -> Int? {
        try cut(on: date) { tail throws(LoanError) in
            tail.pauses.add(after: date, until: until)
            try tail.build()
        }
    }

    /// A cut of the current row: closes its stretch, lets `change` make the rows anew, and takes them
    /// over.
    mutating func cut(
        on date: CivilDate, _ change: (inout PlanTail) throws(LoanError) -> Void
    ) throws(LoanError) -> Int? {
        guard terms.interestMethod == .declining, let index = currentRow(on: date) else {
            return nil
        }
        var tail = tail(from: index, on: date)
        tail.close()
        try change(&tail)
        try take(tail)
        return index
    }
}

extension PlanTail {
    /// Another rate from the cut on.
    mutating func change(_ rate: InterestRate) {
        terms.rate = rate
        rates = PeriodRates(
            terms, termination: rates.termination, oddFirst: rates.oddFirstWeight)
    }
}
