// Changes of the plan: section 16 of docs/semantics.md.
extension DailyPlan {
    /// Level payments or shares anew for the rows from `index` on.
    ///
    /// - Parameters:
    ///   - balanceMinor: The balance at the cut.
    ///   - accrued: The interest accrued in the row by then, exactly.
    ///   - level: A of the last plan; set where level payments are made anew.
    /// - Throws: `amountOutOfRange`.
    mutating func makeAnew(
        from index: Int, on date: CivilDate, balanceMinor: Int64, accrued: Rational,
        _ terms: LoanTerms, _ level: inout Int64?
    ) throws(LoanError) {
        let before = count
        // Rows that vanished may come back.
        setCount(rows.count)
        noteAll()
        var first = index
        while first < rows.count - 1, rows[first].kind == .grace { first += 1 }
        guard isLevel else {
            if terms.amortization == .equalPrincipal {
                var shares = StraightLine(
                    balanceMinor, over: rows.count - first, terms.residual,
                    unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
                for row in first..<rows.count {
                    rows[row].shareMinor = shares.next() &+ rows[row].principalPaidAtCutsMinor
                }
            } else {
                for row in first..<rows.count {
                    rows[row].shareMinor = rows[row].principalPaidAtCutsMinor
                }
            }
            try fit(on: date)
            return
        }
        let rates = rateChanges[rateChanges.count - 1].rates
        var weights = (first..<rows.count).map { row -> PeriodWeight in
            let period = rows[row].period
            guard rows[row].accrues else { return .zero }
            return period.weight(
                rates, pauses, after: max(date, period.start), upTo: period.end)
        }
        var principal = Rational(balanceMinor)
        if first == index {
            // What is owed at the row's end, were nothing paid then: a first row without interest.
            principal =
                principal + accrued - Rational(rows[index].interestPaidAtCutsMinor)
                + rates.exactInterest(on: balanceMinor, weights[0])
            weights[0] = .zero
        }
        let payment = LevelPaymentAnew(
            principal: principal, balloonMinor: 0, weights: weights, rates: rates)
        anew = payment
        var levelMinor: Int64
        do throws(ArithmeticError) {
            levelMinor = max(try payment.rounded(terms.rounding), 0)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
        var rowCount = try setAsked(from: index, first: first, on: date, levelMinor)
        if terms.leveling == .respread {
            try respread(from: index, first: first, on: date, &levelMinor, &rowCount)
        }
        level = levelMinor
        dropEmptyRows(keeping: before)
    }

    /// Sets the level payment of the rows on which no more than it is paid, on top of cuts.
    ///
    /// - Returns: How many they are.
    private mutating func setAsked(
        from index: Int, first: Int, on date: CivilDate, _ levelMinor: Int64
    ) throws(LoanError) -> Int64 {
        var count: Int64 = 0
        for row in first..<rows.count {
            let cutMinor =
                rows[row].principalPaidAtCutsMinor &+ rows[row].interestPaidAtCutsMinor
            if rows[row].paidMinor &- cutMinor > levelMinor { continue }
            rows[row].askedMinor = try levelMinor.adding(
                cutMinor, at: "schedule.installmentAmount")
            rows[row].firstAskedMinor = rows[row].askedMinor
            rows[row].extraMinor = 0
            count += 1
        }
        noteAll()
        try fit(on: date)
        return count
    }

    /// Spreads back what rounding left to the last level payment, in at most three tries.
    private mutating func respread(
        from index: Int, first: Int, on date: CivilDate, _ levelMinor: inout Int64,
        _ rowCount: inout Int64
    ) throws(LoanError) {
        var before = differenceOfLastRows(from: first)
        for _ in 0..<Rounding.maximumRespreads {
            guard rowCount > 1, before.magnitude > UInt128(rowCount / 2),
                let differenceMinor = Int64(exactly: before),
                let triedMinor = rounding.respread(
                    levelMinor, differenceMinor, over: rowCount),
                triedMinor != levelMinor, triedMinor >= 0
            else { return }
            var tried = self
            _ = try tried.setAsked(from: index, first: first, on: date, triedMinor)
            let after = tried.differenceOfLastRows(from: first)
            guard tried.totalMinor(tried.rows.count - 1) != 0, after.magnitude < before.magnitude
            else { return }
            // Each row's own amount.
            for row in first..<tried.rows.count {
                tried.rows[row].firstAskedMinor = tried.rows[row].askedMinor
            }
            self = tried
            (levelMinor, before) = (triedMinor, after)
        }
    }

    /// The difference between the last two open rows.
    private func differenceOfLastRows(from first: Int) -> Int128 {
        var found: [Int128] = []
        for index in (first..<rows.count).reversed()
        where found.count < 2 && rows[index].takesDifference && isOpen(index) {
            found.append(
                Int128(totalMinor(index)) - Int128(rows[index].principalPaidAtCutsMinor)
                    - Int128(rows[index].interestPaidAtCutsMinor))
        }
        return found.count < 2 ? 0 : found[0] - found[1]
    }

    /// More money is paid out: level payments or shares anew as if all had been paid as planned.
    mutating func drawDown(
        _ amountMinor: Int64, in index: Int, on date: CivilDate, _ terms: LoanTerms,
        _ level: inout Int64?, at path: String
    ) throws(LoanError) {
        let from = max(date, rows[index].period.start)
        var planned = self
        for row in planned.rows.indices {
            planned.rows[row].principalPaidMinor = rows[row].principalPaidAtCutsMinor
            planned.rows[row].interestPaidMinor = rows[row].interestPaidAtCutsMinor
        }
        planned.keepMoves { $0 == .planned }
        planned.noteAll()
        try planned.fit(on: date)
        let (accrued, balance) = planned.accrued(in: index, to: from)
        guard let balanceMinor = Int64(exactly: balance + Int128(amountMinor)) else {
            throw .amountOutOfRange(path + ".amount")
        }
        try planned.move(amountMinor, on: from, .planned)
        try planned.owe(amountMinor, at: path + ".amount")
        try planned.makeAnew(
            from: index, on: from, balanceMinor: max(balanceMinor, 0), accrued: accrued, terms,
            &level)
        try move(amountMinor, on: from, .planned)
        try owe(amountMinor, at: path + ".amount")
        takeAsked(of: planned, from: index)
        try fit(on: date)
    }

    /// Another rate: level payments anew, on what the row opened with, or as they are.
    mutating func change(
        to rates: PeriodRates, keep: RateChangeKeep, in index: Int, on date: CivilDate,
        _ terms: LoanTerms, _ level: inout Int64?
    ) throws(LoanError) {
        let from = max(date, rows[index].period.start)
        if keep == .term, isLevel {
            // Without what was put on for arrears, and money in advance.
            var opened = self
            opened.keepMoves { $0 != .arrears }
            try opened.fit(on: date)
            let (accrued, balance) = opened.accrued(in: index, to: from) { $0 == .planned }
            opened.change(to: rates, on: from)
            try opened.makeAnew(
                from: index, on: from, balanceMinor: Int64(clamping: max(balance, 0)),
                accrued: accrued, terms, &level)
            takeAsked(of: opened, from: index)
        }
        change(to: rates, on: from)
        let isFull = isLevel && !isEmpty(count - 1)
        try fit(on: date)
        // The schedule may end early.
        if keep == .installment, isFull { dropEmptyRows(keeping: index + 1) }
    }

    /// What the rows from `index` on ask for in a copy, where no more than that is paid.
    private mutating func takeAsked(of other: DailyPlan, from index: Int) {
        setCount(max(count, other.count))
        noteAll()
        anew = other.anew
        for row in index..<rows.count {
            let own = other.rows[row]
            if rows[row].paidMinor <= own.firstAskedMinor {
                // Not below what is paid, though the copy, with nothing paid, may have lowered it further.
                rows[row].askedMinor = max(own.askedMinor, rows[row].paidMinor)
                rows[row].firstAskedMinor = own.firstAskedMinor
                rows[row].extraMinor = own.extraMinor
            }
            rows[row].shareMinor = own.shareMinor
        }
    }
}
