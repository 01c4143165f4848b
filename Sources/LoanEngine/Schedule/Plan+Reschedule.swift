/// What joins the new principal of a reschedule that capitalizes arrears, in minor units.
struct CapitalizedArrears: Sendable, Equatable {
    /// Principal that rows due by the date still owe.
    var principalMinor: Int64
    /// Interest that they still owe, and what the current row has accrued, rounded, less what stays
    /// with the row.
    var interestMinor: Int64
    /// Interest of the current row that is waived, and so stays with the row as what was paid at cuts
    /// does.
    var waivedInterestMinor: Int64 = 0
}

extension Plan {
    /// The most rows of a plan.
    static var maximumRows: Int { 36_600 }

    /// A new plan from a date on, or from the start of the current row, if that is later: its rows take
    /// the place of those not yet due.
    ///
    ///     1 200.00 at 12 % over 4 months, nothing paid; on 1 March arrears of 615.08 are capitalized,
    ///     the balance of 605.96 with them over one month: 1 221.04 × 1.01 = 1 233.25
    ///
    /// The first new row takes the place of the current one: what was paid at cuts in it, what earlier
    /// rows carried or deferred to it, and X, exactly, are its own. X is C in the level payment, or, under
    /// `FLAT`, on top of the row's share. Where arrears are capitalized X has joined the principal.
    ///
    /// - Parameters:
    ///   - changes: What the new plan's terms say.
    ///   - arrears: What joins the principal; nil where rows due by the date keep what they owe.
    ///   - waivedPrincipalMinor: Under `FLAT`, what was waived of principal of rows not yet due.
    ///   - real: The balance from the current row on and the interest accrued in it, where they are not
    ///     the plan's but what is really unpaid.
    ///   - path: The event's, such as `events[0]`, for errors.
    /// - Returns: The first row that has changed; nil where no row is current.
    /// - Throws: `invalidEvent` at the field of the event's terms that does not fit, and at its type
    ///   where no principal is left; `negativeAmortization` at its type; `dateOutOfRange`,
    ///   `amountOutOfRange`. The plan is unchanged then.
    @discardableResult
    mutating func reschedule(
        _ changes: RescheduleTerms, arrears: CapitalizedArrears? = nil,
        waivedPrincipalMinor: Int64 = 0, real: (balanceMinor: Int64, accrued: Rational)? = nil,
        on date: CivilDate, at path: String
    ) throws(LoanError) -> Int? {
        guard let index = currentRow(on: date) else { return nil }
        let row = slots[index]
        let start = max(date, row.period.start)
        let principalMinor = try principalMinor(
            from: index, arrears, waivedMinor: waivedPrincipalMinor,
            balanceMinor: real?.balanceMinor, at: path)
        let contract = try changes.contract(
            changing: terms, principalMinor: principalMinor, from: start, at: path)
        let periods = try periods(of: contract.terms, replacing: index, at: path)
        var stretch = PlanStretch(from: start, balanceMinor: principalMinor)
        if let arrears {
            stretch.accrued =
                Rational(row.interestPaidAtCutsMinor) + Rational(arrears.waivedInterestMinor)
        } else {
            stretch.accrued = real?.accrued ?? accrued(in: index, to: date)
        }
        var tail = PlanTail(
            terms: contract.terms, first: index, date: start,
            rows: rows(of: contract.terms, periods, from: index), count: periods.count,
            stretch: stretch,
            rates: PeriodRates(
                contract.terms, termination: periods[periods.count - 1].end,
                oddFirst: try PeriodWalk(contract.terms).oddFirst(contract.terms)),
            pauses: pauses, levelMinor: nil, keepsEmptyRows: true, strictPath: path + ".type")
        tail.rows[0].principalPaidAtCutsMinor = row.principalPaidAtCutsMinor
        tail.rows[0].interestPaidAtCutsMinor = row.interestPaidAtCutsMinor
        tail.rows[0].carriedMinor = row.carriedMinor
        tail.rows[0].deferredMinor = row.deferredMinor
        if contract.terms.interestMethod == .flat {
            try tail.fill(try RepaymentSchedule(for: contract))
        } else if let stated = contract.terms.installmentMinor {
            // The contract states it: it is not computed.
            try tail.build(level: stated)
        } else {
            try tail.buildAnew()
        }
        try take(tail)
        begin(at: index)
        return index
    }

    /// The balance from a row on, with what joins it.
    private func principalMinor(
        from index: Int, _ arrears: CapitalizedArrears?, waivedMinor: Int64,
        balanceMinor: Int64?, at path: String
    ) throws(LoanError) -> Int64 {
        var sum = Int128(balanceMinor ?? self.balanceMinor(at: index))
        if terms.interestMethod == .flat {
            sum = slots[index..<count].reduce(0) { $0 + Int128($1.principalMinor) }
            sum -= Int128(waivedMinor)
        }
        if let arrears { sum += Int128(arrears.principalMinor) + Int128(arrears.interestMinor) }
        guard let principalMinor = Int64(exactly: sum) else {
            throw .amountOutOfRange(path + ".terms")
        }
        guard principalMinor > 0 else {
            throw .notAllowed(
                .invalidEvent, at: path + ".type", met: "RESCHEDULE of no principal",
                allowed: "a reschedule while principal is left")
        }
        return principalMinor
    }

    /// The periods of a new plan whose rows follow those before `index`.
    private func periods(
        of terms: LoanTerms, replacing index: Int, at path: String
    ) throws(LoanError) -> [InterestPeriod] {
        guard index + terms.termCount <= Plan.maximumRows else {
            throw .notAllowed(
                .invalidEvent, at: path + ".terms.termCount",
                met: "\(terms.termCount) rows after \(index)",
                allowed: "at most \(Plan.maximumRows) rows in all")
        }
        var walk = PeriodWalk(terms)
        var periods: [InterestPeriod] = []
        periods.reserveCapacity(terms.termCount)
        var previous = index > 0 ? slots[index - 1].period.dueDate : nil
        while periods.count < terms.termCount {
            guard
                let period = walk.nextIfAny().flatMap({
                    $0.due(after: previous, terms.nonWorkingDays)
                })
            else {
                throw .dateOutOfRange("schedule.items[\(index + periods.count)].dueDate")
            }
            previous = period.dueDate
            periods.append(period)
        }
        return periods
    }

    private func rows(
        of terms: LoanTerms, _ periods: [InterestPeriod], from index: Int
    ) -> [PlanRow] {
        periods.enumerated().map { number, period in
            PlanRow(
                sequence: Int32(truncatingIfNeeded: index + number + 1), period,
                .init(terms.grace, at: number),
                accrues: terms.grace.accruesInterest(in: number))
        }
    }
}

extension InterestPeriod {
    /// The period, due after the date on which the row before it is: where it would fall due on that
    /// date or before, on the next working day after it.
    fileprivate func due(
        after previous: CivilDate?, _ nonWorkingDays: NonWorkingDays?
    ) -> InterestPeriod? {
        guard let previous, dueDate <= previous, nonWorkingDays?.rule != .skip else { return self }
        let next =
            if let nonWorkingDays {
                nonWorkingDays.workingDay(after: previous)
            } else {
                previous.adding(days: 1)
            }
        return next.map { InterestPeriod(start: start, end: end, dueDate: $0) }
    }
}

extension PlanTail {
    /// The rows of a flat schedule, the first one's interest after what had accrued in the row whose
    /// place it takes.
    fileprivate mutating func fill(_ schedule: RepaymentSchedule) throws(LoanError) {
        for (index, item) in schedule.items.enumerated() {
            rows[index].principalMinor = item.principalDueMinor
            rows[index].interestMinor = item.interestDueMinor
            rows[index].flatShareMinor = item.interestDueMinor
            rows[index].feeMinor = item.feeDueMinor
            rows[index].balanceAfterMinor = item.balanceAfterMinor
        }
        levelMinor = schedule.installmentMinor
        guard stretch.accrued.signum != 0 else { return }
        // Choice: a flat row's share is rounded with the interest that had accrued before it, once.
        let share =
            terms.flatInterest == .period
            ? rates.exactInterest(
                on: terms.principalMinor,
                rows[0].weight(rates, pauses, after: stretch.from, upTo: rows[0].period.end))
            : Rational(rows[0].flatShareMinor)
        do throws(ArithmeticError) {
            rows[0].interestMinor = try (stretch.accrued + share).rounded(
                toMultipleOf: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode)
        } catch {
            throw .amountOutOfRange("schedule.items[\(first)].interestDue")
        }
    }
}
