// Charges and waivers: section 10 of docs/semantics.md.
extension ServicedAccount {
    /// Adds to dues what was not due before.
    ///
    /// - Returns: The row's index.
    /// - Throws: `amountOutOfRange` where all dues together would not fit.
    @discardableResult
    mutating func charge(_ posting: Posting) throws(LoanError) -> Int {
        try countDues(adding: posting.amountMinor)
        return place(posting)
    }

    /// Adds to the dues of the first row with a due date on or after the posting's date, where there is
    /// none to a row of its own after the last, due on that date.
    ///
    /// - Returns: The row's index.
    @discardableResult
    mutating func place(_ posting: Posting) -> Int {
        var index = firstRow(dueFrom: posting.date)
        if index == rows.count {
            let last = rows.last
            if last?.kind == .charges {
                index -= 1
                rows[index].end = max(rows[index].end, posting.date)
                rows[index].dueDate = max(rows[index].dueDate, posting.date)
                lateCharges.reopen(index)
            } else {
                rows.append(
                    LedgerRow(
                        .charges, from: last?.end ?? posting.date, to: posting.date,
                        due: posting.date))
            }
        }
        rows[index].post(posting)
        firstOpen = min(firstOpen, index)
        return index
    }

    /// The first row with a due date on or after `date` that is no down payment; the count where there
    /// is none. Due dates rise.
    private func firstRow(dueFrom date: CivilDate) -> Int {
        var low = rows.first?.kind == .downPayment ? 1 : 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].dueDate < date { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What a waiver may let go of: for interest what is unpaid of rows that have begun, for the others
    /// of all rows.
    func waivableMinor(_ component: Component, on date: CivilDate) -> Int128 {
        if isDaily, component == .interest {
            // Where that does not fit, nothing is waived.
            return waivableInterest(on: date).reduce(0) { $0 + Int128($1.mostMinor) }
        }
        var sum: Int128 = 0
        for row in rows where isWaivable(row, component, on: date) {
            sum += Int128(row.unpaid[component])
        }
        return sum
    }

    private func isWaivable(_ row: LedgerRow, _ component: Component, on date: CivilDate) -> Bool {
        component != .interest || row.start < date
    }

    /// Lowers what is due of a component, the oldest row first. What is left of principal lowers the
    /// balance as a cut that keeps level payments, without money; under flat interest it takes the other
    /// rows from the first on.
    mutating func waive(
        _ component: Component, _ amountMinor: Int64, on date: CivilDate, _ number: Int
    ) throws(LoanError) {
        let waiver = Posting(
            kind: .waiver, component: component, amountMinor: amountMinor, date: date,
            event: number)
        if isDaily, component == .interest {
            var left = amountMinor
            for (index, mostMinor) in waivableInterest(on: date) {
                left = try waiveDaily(waiver, left, atMost: mostMinor, in: index)
            }
            return
        }
        if component != .principal {
            var left = amountMinor
            for index in rows.indices where isWaivable(rows[index], component, on: date) {
                left = waive(waiver, left, in: index)
            }
            return
        }
        var left = amountMinor
        for index in rows.indices where rows[index].isDue(by: date) {
            left =
                isDaily
                ? try waiveDaily(waiver, left, atMost: rows[index].unpaid[.principal], in: index)
                : waive(waiver, left, in: index)
        }
        if left == 0 { return }
        if let current = changeableRow(on: date), terms.interestMethod == .declining {
            try waivePrincipalNotDue(waiver, left, from: current, on: date)
            return
        }
        for index in rows.indices where !rows[index].isDue(by: date) {
            left =
                isDaily
                ? try waiveDaily(waiver, left, atMost: rows[index].unpaid[.principal], in: index)
                : waive(waiver, left, in: index)
        }
    }

    /// - Returns: What is left to waive.
    mutating func waive(_ waiver: Posting, _ leftMinor: Int64, in index: Int) -> Int64 {
        let part = min(leftMinor, rows[index].unpaid[waiver.component])
        if part <= 0 { return leftMinor }
        var own = waiver
        own.amountMinor = part
        rows[index].waive(own)
        return leftMinor - part
    }

    private mutating func waivePrincipalNotDue(
        _ waiver: Posting, _ leftMinor: Int64, from current: Int, on date: CivilDate
    ) throws(LoanError) {
        let unpaidMinor = rows[current...].reduce(0 as Int64) { $0 &+ $1.unpaid[.principal] }
        let amountMinor = min(leftMinor, unpaidMinor)
        // What was owed again is no principal of the plan; it is waived in its row.
        let plannedMinor: Int64
        var advance: Pool = []
        if isDaily {
            plannedMinor = try lowerBalanceDaily(by: amountMinor, from: current, on: date)
        } else {
            plannedMinor = min(amountMinor, plan.balanceMinor(at: current))
            advance = takeAdvance(from: current)
            try plan.lowerBalance(by: plannedMinor, on: date)
        }
        var own = waiver
        own.amountMinor = plannedMinor
        cutWaivers.append((current, own))
        try applyCut(from: current, advance)
        var left = amountMinor - plannedMinor
        for index in rows.indices where index >= current && left > 0 {
            left =
                isDaily
                ? try waiveDaily(waiver, left, atMost: rows[index].unpaid[.principal], in: index)
                : waive(waiver, left, in: index)
        }
    }
}
