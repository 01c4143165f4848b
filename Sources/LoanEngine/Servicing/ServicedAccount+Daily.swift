// Interest by the day on what is really unpaid: section 16 of docs/semantics.md.
extension ServicedAccount {
    /// Whether the rows follow what is really unpaid. Once the loan is settled or written off they stand
    /// as they are.
    var isDaily: Bool { daily != nil && !isSettled && writtenOff == nil }

    /// The plan by days on the day of disbursement.
    mutating func openDaily(_ schedule: RepaymentSchedule) throws(LoanError) {
        guard terms.hasUncommonTerms, terms.accrual == .daily else { return }
        let isRespread = try contract.isRespread(schedule)
        var daily = DailyPlan(plan, lentMinor: contract.lentMinor, ownAmounts: isRespread)
        try daily.fit(on: terms.disbursedAt)
        self.daily = Boxed(daily)
        try showDaily()
    }

    /// Changes the plan by days, and shows what the rows come to.
    mutating func changeDaily(
        _ change: (inout DailyPlan) throws(LoanError) -> Void
    ) throws(LoanError) {
        try daily?.change(change)
        try showDaily()
    }

    /// Sets the dues of the plan's rows to what they come to by days. Rows that have vanished stay until
    /// the cut is applied.
    mutating func showDaily() throws(LoanError) {
        guard let firstNotShown = daily?.value.firstNotShown, let count = daily?.value.count else {
            return
        }
        let planned = rows.last?.kind == .charges ? rows.count - 1 : rows.count
        let first = min(firstNotShown, count, planned)
        if first == count, count == planned { return }
        try takeDaily()
        daily?.value.noteShown()
        if planned < count { takeRows(from: planned) }
        for index in first..<count {
            plannedMinor -= rows[index].plannedTotal
            rows[index].planned = plan.slots[index].due
            rows[index].paidAtCuts = plan.slots[index].paidAtCuts
            plannedMinor += rows[index].plannedTotal
        }
        firstOpen = min(firstOpen, first)
        moveFirstOpen()
        try countDues()
    }

    private mutating func takeDaily() throws(LoanError) {
        if let daily { try plan.take(daily.value) }
    }

    /// Goes on to a date: arrears cost interest up to it, and late charges are made.
    mutating func goOnDaily(to date: CivilDate) throws(LoanError) {
        if !lateCharges.rules.isEmpty {
            for day in daysToLook(before: date) {
                try bringArrears(to: day)
                lateCharges.reopen(0)
                try chargeLate(upTo: day)
            }
            lateCharges.reopen(0)
        }
        try bringArrears(to: date)
        try chargeLate(upTo: date)
    }

    private mutating func bringArrears(to date: CivilDate) throws(LoanError) {
        guard daily?.value.needsArrears(to: date) == true else {
            daily?.value.noteArrears(to: date)
            return
        }
        try changeDaily { (daily) throws(LoanError) in try daily.bringArrears(to: date) }
    }

    /// The days before a date on which late charges must be looked at, since what is unpaid of a row that is
    /// late may change without an event: where a charge may fall, and for penal interest, which counts what
    /// is unpaid on each day, every day of that time.
    ///
    /// While the last row takes the difference, nothing changes of a row that has ended: arrears of the rows
    /// before it cost interest in its period up to its end, and later in others'. Such a row is looked at
    /// once, on the date itself.
    private func daysToLook(before date: CivilDate) -> [CivilDate] {
        guard let daily, let first = lateCharges.lookedUpTo.adding(days: 1), first < date else {
            return []
        }
        // A taker before the last row takes every day's interest.
        let takerMoves = daily.value.taker.map { $0 != daily.value.count - 1 } ?? false
        let late = rows.indices.filter {
            rows[$0].dueDate < date && (takerMoves || rows[$0].end > rows[$0].dueDate)
                && rows[$0].unpaidMinor > 0
        }
        guard !late.isEmpty else { return [] }
        let lastEnd = plan.count > 0 ? plan.slots[plan.count - 1].period.end : date
        let last = min(date, lastChargeDate(upTo: date))
        var days: [Int] = []
        func add(_ from: CivilDate, _ to: CivilDate) {
            let range = Int(max(from, first).dayNumber)...
            let to = Int(min(to, date).dayNumber)
            if range.lowerBound < to { days += range.lowerBound..<to }
        }
        for index in late {
            let row = rows[index]
            if lateCharges.hasPenalInterest {
                if row.end > row.dueDate {
                    add(row.dueDate, row.end)
                } else if takerMoves {
                    // After the last row's end nothing accrues.
                    add(row.dueDate, lastEnd.adding(days: 1) ?? lastEnd)
                }
                days.append(Int(row.dueDate.dayNumber))
                days.append(Int(row.end.dayNumber))
            }
            for rule in lateCharges.rules {
                for made in 0..<rule.mostCharges {
                    guard let day = rule.chargeDate(due: row.dueDate, after: made), day < date,
                        day <= last
                    else { break }
                    if day >= first { days.append(Int(day.dayNumber)) }
                }
            }
        }
        days.sort()
        var found: [CivilDate] = []
        for day in days {
            guard let day = CivilDate(dayNumber: day), day >= first, day < date,
                found.last != day
            else { continue }
            found.append(day)
        }
        return found
    }

    /// X of a row under either accrual, rounded once.
    func roundedInterest(in index: Int, to date: CivilDate) throws(LoanError) -> Int64 {
        guard let daily else { return try plan.roundedInterest(in: index, to: date) }
        do throws(ArithmeticError) {
            return try daily.value.accrued(in: index, to: date).interest.rounded(
                toMultipleOf: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode)
        } catch {
            throw .amountOutOfRange("accruedInterest")
        }
    }
}

extension Contract {
    /// Whether respreading has changed the level payment of a schedule.
    fileprivate func isRespread(_ schedule: RepaymentSchedule) throws(LoanError) -> Bool {
        guard terms.leveling == .respread else { return false }
        var plain = terms
        plain.leveling = .none
        return try RepaymentSchedule(for: Contract(plain)).installmentMinor
            != schedule.installmentMinor
    }
}
