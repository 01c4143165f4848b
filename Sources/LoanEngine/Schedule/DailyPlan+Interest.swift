// One pass: the interest of every row, and what it leaves of principal.
extension DailyPlan {
    /// Interest on pieces of a row's period, exactly: Σ balance × weight as a whole number as long as rate
    /// and denominator are the same.
    private struct AccruedSum {
        private var weighted: Int128 = 0
        private var denominator: Int64 = 1
        private var unit = -1
        private var others: Rational

        init(after accrued: Rational) { others = accrued }

        /// Adds balance × weight under the rates of that place.
        mutating func add(
            _ balanceMinor: Int128, _ weight: PeriodWeight, _ place: Int,
            _ changes: [RateChange]
        ) {
            if place != unit || weight.denominator != denominator {
                close(changes)
                (unit, denominator) = (place, weight.denominator)
            }
            // Weights are days of a period by days at most: far from what is left of 128 bits.
            weighted += balanceMinor * Int128(weight.numerator)
        }

        private mutating func close(_ changes: [RateChange]) {
            if weighted == 0 { return }
            others = others + exact(changes)
            weighted = 0
        }

        private func exact(_ changes: [RateChange]) -> Rational {
            changes[unit].rates.unit * Rational(wide: weighted)
                * Rational(1, over: denominator.magnitude)
        }

        /// The sum.
        func sum(_ changes: [RateChange]) -> Rational {
            weighted == 0 ? others : others + exact(changes)
        }

        /// The sum, rounded once: in machine words where it is of one rate and fits.
        func rounded(
            _ changes: [RateChange], _ rounding: Rounding, at index: Int
        ) throws(LoanError) -> Int64 {
            if others.signum == 0 {
                if weighted == 0 { return 0 }
                if let word = Int64(exactly: weighted) {
                    // Rates are large, and not copied for this.
                    return try changes.withUnsafeBufferPointer { (changes) throws(LoanError) in
                        try changes[unit].rates.interest(
                            on: word, PeriodWeight(numerator: 1, denominator: denominator),
                            at: index)
                    }
                }
            }
            do throws(ArithmeticError) {
                return try sum(changes).rounded(
                    toMultipleOf: rounding.interestUnitMinor, by: rounding.interestMode)
            } catch {
                throw .amountOutOfRange("schedule.items[\(index)].interestDue")
            }
        }
    }

    /// Adds the interest of a row on a balance after one date up to another.
    private func accrue(
        _ row: Row, on balanceMinor: Int128, after from: CivilDate, upTo to: CivilDate,
        _ sum: inout AccruedSum
    ) {
        guard balanceMinor != 0, row.accrues, from < to else { return }
        var place = rateChanges.count - 1
        while place > 0, rateChanges[place].date > from { place -= 1 }
        var after = from
        while after < to {
            let next = place + 1 < rateChanges.count ? min(rateChanges[place + 1].date, to) : to
            if after < next {
                let isAll = row.isWhole && after == row.period.start && next == row.period.end
                let weight =
                    isAll
                    ? row.weight
                    : row.period.weight(
                        rateChanges[place].rates, pauses, after: after, upTo: next)
                if weight.numerator != 0 { sum.add(balanceMinor, weight, place, rateChanges) }
            }
            after = max(after, next)
            place += 1
        }
    }

    /// X: the interest that has accrued in a row by a date, exactly, and the balance then.
    ///
    /// - Parameter isCounted: Which causes count; all by default.
    func accrued(
        in index: Int, to date: CivilDate, counting isCounted: (Cause) -> Bool = { _ in true }
    ) -> (interest: Rational, balanceMinor: Int128) {
        let row = rows[index]
        if row.kind == .downPayment { return (.zero, 0) }
        var balance = Int128(row.openingMinor)
        var sum = AccruedSum(after: accruedBefore(index))
        var since = row.period.start
        var place = firstMove(after: row.period.start)
        while place < moves.count, moves[place].date <= date, moves[place].date < row.period.end {
            let move = moves[place]
            place += 1
            if !isCounted(move.cause) { continue }
            accrue(row, on: balance, after: since, upTo: move.date, &sum)
            since = move.date
            balance += Int128(move.amountMinor)
        }
        accrue(row, on: balance, after: since, upTo: min(date, row.period.end), &sum)
        return (sum.sum(rateChanges), balance)
    }

    private func accruedBefore(_ index: Int) -> Rational {
        for before in accruedBefore where before.row == index { return before.interest }
        return .zero
    }

    /// The first change of the balance after a date.
    private func firstMove(after date: CivilDate) -> Int {
        var low = 0
        var high = moves.count
        while low < high {
            let middle = (low + high) / 2
            if moves[middle].date > date { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Interest and principal due of every row, from its opening balance on.
    ///
    /// | what | is |
    /// | --- | --- |
    /// | I, the interest | what accrued, rounded once, and x, and what was carried to the row |
    /// | D, due of it | q where p > max(0, T − I), else min(I, T), and at least q |
    /// | carried on | I − D |
    /// | P, principal due | max(T − D, p, 0) |
    /// | the next opening balance | that at the row's end + p − P, not below 0 |
    ///
    /// The pass begins with the first row that has changed, and ends where nothing changes any more.
    ///
    /// - Parameters:
    ///   - isLowering: Whether rows that ask for more principal than the loan still owes ask for less from
    ///     now on, each before the rows behind it are looked at.
    ///   - last: Where the pass ends, the rows after it to be seen later: only while nothing is paid.
    /// - Returns: The first row that it has not seen.
    /// - Throws: `amountOutOfRange`.
    @discardableResult
    mutating func compute(
        isLowering: Bool = false, through last: Int? = nil
    ) throws(LoanError) -> Int {
        guard let changed, changed.lowerBound < count else {
            self.changed = nil
            return count
        }
        let end = min(count, last.map { $0 + 1 } ?? count)
        if changed.lowerBound >= end { return end }
        // Shares look at what is paid of later rows.
        let first = hasShares && last == nil ? 0 : changed.lowerBound
        var state = PassState(
            balanceMinor: lentMinor, carriedMinor: 0, leftMinor: owedMinor, place: 0,
            // Of shares, what is paid of later rows is not asked for again.
            laterMinor: !hasShares
                ? 0 : rows[first..<count].reduce(0) { $0 + Int128($1.principalPaidMinor) })
        if first > 0 {
            let before = rows[first - 1]
            state.balanceMinor = before.closingMinor
            (state.carriedMinor, state.leftMinor) = (before.carryMinor, before.leftMinor)
            state.place = firstMove(after: before.period.end)
        }
        var index = first
        while index < end {
            let plain = computePlainRows(from: index, to: end, isLowering: isLowering, &state)
            index = plain.next
            var isDone = plain.isDone
            if !isDone, index < end {
                let isSame = try computeRow(index, isLowering: isLowering, &state)
                index += 1
                isDone = isSame && index > changed.upperBound
            }
            if isDone {
                self.changed = nil
                return index
            }
        }
        self.changed = end < count ? end...max(changed.upperBound, end) : nil
        return end
    }

    /// One row of the pass, whatever happens in it.
    ///
    /// - Returns: Whether what it leaves to the next one is the same as before.
    private mutating func computeRow(
        _ index: Int, isLowering: Bool, _ state: inout PassState
    ) throws(LoanError) -> Bool {
        var row = rows[index]
        var balance = Int128(state.balanceMinor)
        var carried = Int128(state.carriedMinor)
        var left = Int128(state.leftMinor)
        if hasShares { state.laterMinor -= Int128(row.principalPaidMinor) }
        let later = state.laterMinor
        let before = (row.interestMinor, row.principalMinor)
        let after = (row.carryMinor, row.closingMinor, row.leftMinor)
        // Before the first row, and in gaps between plans.
        while state.place < moves.count, moves[state.place].date <= row.period.start {
            balance += Int128(moves[state.place].amountMinor)
            state.place += 1
        }
        row.openingMinor = try minor(balance, index, "balanceAfter")
        var (principal, interest): (Int128, Int128)
        if row.kind == .downPayment {
            principal = Int128(max(row.shareMinor, row.principalPaidMinor))
            (interest, carried) = (0, 0)
        } else {
            let accrued = try interestMinor(index, row, &balance, &state.place)
            let owed =
                Int128(index > lastAccruing ?? index ? 0 : accrued)
                + Int128(row.extraMinor) + carried + Int128(row.broughtMinor)
            row.owedMinor = try minor(owed, index, "interestDue")
            (principal, interest) = split(row, owed, left, later, isLast: index == count - 1)
            if isLowering, let askedMinor = row.loweredMinor(asking: principal, of: left) {
                row.askedMinor = askedMinor
                (principal, interest) = split(
                    row, owed, left, later, isLast: index == count - 1)
            }
            carried = max(0, owed - interest)
        }
        if row.isClosed {
            principal = Int128(row.principalPaidMinor)
            (interest, carried) = (Int128(row.interestPaidMinor), 0)
        }
        while state.place < moves.count, moves[state.place].date <= row.period.end {
            balance += Int128(moves[state.place].amountMinor)
            state.place += 1
        }
        balance = max(0, balance + Int128(row.principalPaidMinor) - principal)
        left -= principal
        row.interestMinor = try minor(interest, index, "interestDue")
        row.principalMinor = try minor(principal, index, "principalDue")
        row.carryMinor = try minor(carried, index, "interestDue")
        row.closingMinor = try minor(balance, index, "balanceAfter")
        row.leftMinor = try minor(left, index, "balanceAfter")
        rows[index] = row
        if before != (row.interestMinor, row.principalMinor) {
            firstNotShown = min(firstNotShown, index)
        }
        state.balanceMinor = row.closingMinor
        (state.carriedMinor, state.leftMinor) = (row.carryMinor, row.leftMinor)
        return after == (row.carryMinor, row.closingMinor, row.leftMinor)
    }

    /// What a row that ends after a date owes of interest, is due of it and carries on, in a copy that ends on
    /// the date, in which it asks for what it asks for now.
    func ended(
        _ index: Int, on date: CivilDate
    ) throws(LoanError) -> (owedMinor: Int128, interestMinor: Int128, carryMinor: Int128) {
        let row = rows[index]
        if row.isClosed || row.kind == .downPayment { return (0, Int128(row.interestPaidMinor), 0) }
        var balance = Int128(row.openingMinor)
        var place = firstMove(after: row.period.start)
        let accrued = try interestMinor(index, row, upTo: date, &balance, &place)
        let carriedMinor = index > 0 ? rows[index - 1].carryMinor : 0
        let owed =
            Int128(accrued) + Int128(row.extraMinor) + Int128(carriedMinor)
            + Int128(row.broughtMinor)
        // The interest due of a row does not depend on the principal that is left.
        let interest = split(row, owed, 0, 0, isLast: false).interest
        return (owed, interest, max(0, owed - interest))
    }

    /// The row's interest on its balances, rounded once; leaves the balance before its end.
    ///
    /// - Parameter date: No days count after it; the plan's own by default.
    private func interestMinor(
        _ index: Int, _ row: Row, upTo date: CivilDate? = nil, _ balance: inout Int128,
        _ place: inout Int
    ) throws(LoanError) -> Int64 {
        let last = (date ?? end).map { min($0, row.period.end) } ?? row.period.end
        var sum = AccruedSum(after: accruedBefore(index))
        var since = row.period.start
        while place < moves.count, moves[place].date < row.period.end {
            let date = moves[place].date
            accrue(row, on: balance, after: since, upTo: min(date, last), &sum)
            since = date
            balance += Int128(moves[place].amountMinor)
            place += 1
        }
        accrue(row, on: balance, after: since, upTo: last, &sum)
        return try sum.rounded(rateChanges, rounding, at: index)
    }

    /// Principal and interest due of a row whose interest is `owed`.
    private func split(
        _ row: Row, _ owed: Int128, _ left: Int128, _ later: Int128, isLast: Bool
    ) -> (principal: Int128, interest: Int128) {
        let (p, q) = (Int128(row.principalPaidMinor), Int128(row.interestPaidMinor))
        // Grace asks for its interest alone.
        if row.kind != .repaying { return (p, max(owed, q)) }
        if !row.isLevel {
            // Choice: what is paid of later rows is not asked for again.
            let share = isLast ? left : min(Int128(row.shareMinor), max(left - later, 0))
            return (max(share, p), max(owed, q))
        }
        let total = Int128(row.askedMinor) + Int128(row.extraMinor)
        let interest = p > max(0, total - owed) ? q : max(min(owed, total), q)
        return (max(total - interest, p, 0), interest)
    }

    /// Principal and interest due of a row if it asked for another amount in all.
    @inline(never)
    func dues(
        of index: Int, asking askedMinor: Int64
    ) -> (principal: Int128, interest: Int128) {
        var row = rows[index]
        row.askedMinor = askedMinor
        let left = Int128(row.leftMinor) + Int128(row.principalMinor)
        return split(row, Int128(row.owedMinor), left, 0, isLast: index == count - 1)
    }

    private func minor(
        _ wide: Int128, _ index: Int, _ figure: StaticString
    ) throws(LoanError) -> Int64 {
        guard let minor = Int64(exactly: wide) else {
            throw .amountOutOfRange("schedule.items[\(index)].\(figure)")
        }
        return minor
    }
}
