// Level payments: DECLINING with EQUAL_INSTALLMENTS.
extension ScheduleBuilder {
    /// Grace, then level payments.
    ///
    /// - Returns: The level payment.
    mutating func buildLevel() throws(LoanError) -> Int64 {
        try buildGrace()
        let atGraceEnd = self
        var levelMinor = try rows.levelPayment()
        var last = try runLevel(levelMinor)
        try checkTotals()
        guard terms.leveling == .respread, rows.segment.levelMinor == nil else { return levelMinor }

        let count = Int64(atGraceEnd.rows.left)
        var triesLeft = Rounding.maximumRespreads
        while triesLeft > 0, count > 1, last.differenceMinor.magnitude > UInt64(count / 2) {
            triesLeft -= 1
            guard
                let triedMinor = terms.rounding.respread(
                    levelMinor, last.differenceMinor, over: count),
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
    ///     principal due = min(A − interest due, balance)
    ///
    /// The last row takes the whole balance and all its interest. The schedule ends in the row that
    /// brings the balance to zero.
    private mutating func runLevel(_ levelMinor: Int64) throws(LoanError) -> LastRow {
        var carriedMinor = rows.segment.carriedMinor
        var greatestMinor: Int64 = 0
        while true {
            let row = try rows.next()
            let interestMinor = try rows.interest(of: row)
            // What is still carried into the last row no level payment will ever pay.
            if row.isLast, carriedMinor > 0 {
                // A payment of the greatest interest of a row before the last carries none.
                throw .negativeAmortization(
                    levelMinor, leastMinor: rows.segment.levelMinor.map { _ in greatestMinor },
                    in: terms.currency)
            }
            greatestMinor = max(greatestMinor, interestMinor)
            let (owedMinor, overflow) = interestMinor.addingReportingOverflow(carriedMinor)
            if overflow { throw .amountOutOfRange("schedule.items[\(row.place)].interestDue") }
            let dueMinor = row.isLast ? owedMinor : min(owedMinor, levelMinor)
            carriedMinor = owedMinor - dueMinor
            let principalMinor = put(
                row, plannedMinor: levelMinor - dueMinor, interestMinor: dueMinor)
            if rows.balance.minor > 0 { continue }
            let (totalMinor, isOutside) = principalMinor.addingReportingOverflow(dueMinor)
            if isOutside { throw .amountOutOfRange("schedule.totals.total") }
            return LastRow(differenceMinor: totalMinor - levelMinor, isEarly: !row.isLast)
        }
    }
}

extension LoanError {
    /// A level payment that does not pay the interest.
    ///
    /// - Parameter leastMinor: For a stated payment, what is enough.
    fileprivate static func negativeAmortization(
        _ levelMinor: Int64, leastMinor: Int64?, in currency: Currency
    ) -> LoanError {
        let allowed =
            if let leastMinor {
                "an installmentAmount of at least \(currency.text(leastMinor)), "
                    + "the interest of the dearest period"
            } else {
                "a rounding of installments and interest under which it does"
            }
        return LoanError(
            .negativeAmortization, at: "schedule.installmentAmount",
            "the level payment \(currency.text(levelMinor)) does not pay the interest; "
                + "allowed: " + allowed)
    }
}
