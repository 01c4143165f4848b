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
}
