// Money that is booked.
extension DailyPlan {
    /// Books principal that is paid of a row.
    mutating func bookPrincipal(
        _ amountMinor: Int64, in index: Int, on date: CivilDate
    ) throws(LoanError) {
        rows[index].principalPaidMinor = try rows[index].principalPaidMinor.adding(
            amountMinor, at: "schedule.items[\(index)].principalPaid")
        note(index)
        let row = rows[index]
        try move(-amountMinor, on: min(date, row.period.end), .money)
        if row.period.start >= date,
            row.paidMinor > totalMinor(index) || row.paidMinor == row.firstAskedMinor,
            isOtherOpen(than: index)
        {
            rows[index].askedMinor = row.paidMinor
        }
        try fit(on: date)
    }

    /// Books interest that is paid of a row.
    mutating func bookInterest(
        _ amountMinor: Int64, in index: Int, on date: CivilDate
    ) throws(LoanError) {
        rows[index].interestPaidMinor = try rows[index].interestPaidMinor.adding(
            amountMinor, at: "schedule.items[\(index)].interestPaid")
        note(index)
        try fit(on: date)
    }

    /// What is unpaid of a row's principal or interest.
    func unpaidMinor(_ component: Component, in index: Int) -> Int64 {
        let row = rows[index]
        return component == .principal
            ? row.principalMinor &- row.principalPaidMinor
            : row.interestMinor &- row.interestPaidMinor
    }

    /// The plan as if nothing accrued after a date.
    func ending(on date: CivilDate) throws(LoanError) -> DailyPlan {
        var copy = self
        copy.setEnd(date)
        try copy.fit(on: date)
        return copy
    }

    /// What a row that is not yet due still asks for of its principal or its interest, in a plan that ends
    /// on the date.
    ///
    /// A row that has begun asks for all that it asks for, and the interest saved becomes principal. One
    /// that has not begun asks for what it asked for at first, no more principal than is owed; the only
    /// open row for what it asks for now, or, where it is full, for what is owed.
    ///
    /// - Parameter openRows: How many rows are open.
    func askedMinor(
        _ component: Component, in index: Int, on date: CivilDate, openRows: Int
    ) -> Int64 {
        let row = rows[index]
        var dues = (principal: Int128(row.principalMinor), interest: Int128(row.interestMinor))
        if row.isLevel, row.kind == .repaying {
            let unpaid = Int128(unpaidPrincipalMinor) + Int128(row.principalPaidMinor)
            // Whether another row is open beside it, or, where it is not, two.
            let isOneOfMore = openRows >= 2
            if row.period.start >= date, isOneOfMore {
                dues = self.dues(of: index, asking: row.firstAskedMinor)
                let over = dues.principal - unpaid
                if over > 0 {
                    dues = self.dues(
                        of: index,
                        asking: Int64(clamping: Int128(row.firstAskedMinor) - over))
                }
            } else if !isOpen(index) {
                dues = self.dues(
                    of: index,
                    asking: Int64(
                        clamping: min(
                            Int128(row.firstAskedMinor), unpaid + Int128(row.interestMinor))))
            }
        }
        return Int64(
            clamping: component == .principal
                ? dues.principal - Int128(row.principalPaidMinor)
                : dues.interest - Int128(row.interestPaidMinor))
    }
}
