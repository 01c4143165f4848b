// Level payments: DECLINING with EQUAL_INSTALLMENTS.
extension ScheduleBuilder {
    /// The most tries to respread what rounding left to the last row.
    private static var maximumRespreads: Int { 3 }

    /// Grace, then level payments.
    ///
    /// - Returns: The level payment.
    mutating func buildLevel() throws(LoanError) -> Int64 {
        try buildGrace()
        let atGraceEnd = self
        var levelMinor = try levelPayment()
        var last = try runLevel(levelMinor)
        try checkTotals()
        guard terms.leveling == .respread else { return levelMinor }

        let rows = Int64(terms.termCount - atGraceEnd.index)
        var triesLeft = ScheduleBuilder.maximumRespreads
        while triesLeft > 0, rows > 1, last.differenceMinor.magnitude > UInt64(rows / 2) {
            triesLeft -= 1
            guard
                let triedMinor = respread(levelMinor, last.differenceMinor, over: rows),
                triedMinor != levelMinor
            else { break }
            var tried = atGraceEnd
            guard let outcome = tried.tryLevel(triedMinor), !outcome.isEarly,
                outcome.differenceMinor.magnitude < last.differenceMinor.magnitude
            else {
                // The sink holds the rows of the try: put the better ones back.
                self = atGraceEnd
                _ = try runLevel(levelMinor)
                break
            }
            self = tried
            levelMinor = triedMinor
            last = outcome
        }
        return levelMinor
    }

    /// A over the rows that are left, on the balance, rounded once: from its bounds in machine words
    /// where they settle it, else exactly.
    func levelPayment() throws(LoanError) -> Int64 {
        if let levelMinor = boundedLevelPayment() { return levelMinor }
        do throws(ArithmeticError) {
            return try exactLevelPayment().rounded(
                principalMinor: balanceMinor, balloonMinor: terms.balloonMinor,
                toMultipleOf: terms.rounding.installmentUnitMinor,
                by: terms.rounding.installmentMode)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }

    /// Whether all rows that are left have the same rate.
    private var isConstant: Bool { rates.isConstant && index >= terms.grace.interestFree }

    /// A over the rows that are left, as an exact ratio.
    func exactLevelPayment() -> LevelPayment {
        if isConstant {
            return LevelPayment(weight: rates.weight, equalPeriods: terms.termCount - index)
        }
        var payment = LevelPayment(weight: rates.weight)
        forEachNumerator { numerator in
            payment.addPeriod(numerator: numerator)
            return true
        }
        return payment
    }

    /// A in machine words, or nil where they do not settle its rounding.
    func boundedLevelPayment() -> Int64? {
        guard let words = rates.words else { return nil }
        let rows = terms.termCount - index
        let rounding = terms.rounding
        if isConstant {
            return LevelPaymentBounds.levelPayment(
                principalMinor: balanceMinor, balloonMinor: terms.balloonMinor, rows: rows,
                rate: words, rounding)
        }
        guard
            var compounded = CompoundedRows(
                rows: rows, multiplesOf: words.numerator, over: words.denominator,
                unit: rounding.installmentUnitMinor)
        else { return nil }
        var isBounded = true
        forEachNumerator { numerator in
            isBounded = compounded.addRow(numerator)
            return isBounded
        }
        guard isBounded else { return nil }
        return compounded.bounds.rounded(
            principalMinor: balanceMinor, balloonMinor: terms.balloonMinor,
            by: rounding.installmentMode)
    }

    /// Hands `body` the numerator of each row that is left, until it returns false.
    private func forEachNumerator(_ body: (Int64) -> Bool) {
        var ahead = walk
        for row in index..<terms.termCount {
            // The walk has been to the end once already: no date leaves the calendar now.
            guard let period = ahead.nextInside(), body(numerator(of: period, at: row)) else {
                return
            }
        }
    }

    /// A plus its part of the difference, or nil where rounding that leaves the range.
    private func respread(_ levelMinor: Int64, _ difference: Int64, over rows: Int64) -> Int64? {
        let rounding = terms.rounding
        do throws(ArithmeticError) {
            let part = try roundedProduct(
                difference, 1, over: rows.magnitude, by: rounding.installmentMode)
            // From A towards the last row's total, which fits, and not beyond it.
            return try roundedProduct(
                levelMinor &+ part, 1, over: 1, unit: rounding.installmentUnitMinor,
                by: rounding.installmentMode)
        } catch {
            return nil
        }
    }

    /// The last row under level payments.
    private struct LastRow {
        /// Its principal and interest less the level payment, in minor units.
        let differenceMinor: Int64
        /// Whether the balance was zero before the last row of the terms.
        let isEarly: Bool
    }

    /// `runLevel`, or nil where it is an error.
    private mutating func tryLevel(_ levelMinor: Int64) -> LastRow? {
        do throws(LoanError) {
            let last = try runLevel(levelMinor)
            try checkTotals()
            return last
        } catch {
            return nil
        }
    }

    /// All rows after grace under level payments of `levelMinor`.
    ///
    ///     interest owed = the period's interest + what earlier rows carried
    ///     interest due  = min(interest owed, A); the rest is carried, without interest on it
    ///     principal due = min(A − interest due, balance); the last row takes the whole balance
    ///
    /// The schedule ends in the row that brings the balance to zero.
    private mutating func runLevel(_ levelMinor: Int64) throws(LoanError) -> LastRow {
        var carriedMinor: Int64 = 0
        while true {
            let row = index
            let isLast = isLast
            let period = try walk.next()
            let interestMinor = try interest(of: period, at: row)
            if isLast {
                // What is still carried now no level payment will ever pay.
                if carriedMinor > 0 { throw negativeAmortization(levelMinor) }
                let (total, overflow) = balanceMinor.addingReportingOverflow(interestMinor)
                if overflow { throw .amountOutOfRange("schedule.totals.total") }
                put(period, principalMinor: balanceMinor, interestMinor: interestMinor)
                return LastRow(differenceMinor: total - levelMinor, isEarly: false)
            }
            let (owedMinor, overflow) = interestMinor.addingReportingOverflow(carriedMinor)
            if overflow { throw .amountOutOfRange("schedule.items[\(row)].interestDue") }
            let dueMinor = min(owedMinor, levelMinor)
            carriedMinor = owedMinor - dueMinor
            let principalMinor = min(levelMinor - dueMinor, balanceMinor)
            put(period, principalMinor: principalMinor, interestMinor: dueMinor)
            if balanceMinor == 0 {
                return LastRow(
                    differenceMinor: principalMinor + dueMinor - levelMinor, isEarly: true)
            }
        }
    }

    private func negativeAmortization(_ levelMinor: Int64) -> LoanError {
        LoanError(
            .negativeAmortization, at: "schedule.installmentAmount",
            "the level payment \(terms.currency.text(levelMinor)) does not pay the interest; "
                + "allowed: a rounding of installments and interest under which it does")
    }
}
