// Settlement where interest accrues by the day: sections 13 and 16 of docs/semantics.md.
extension ServicedAccount {
    /// Cuts the plan as a settlement does: the rows as they stand when nothing accrues after the date.
    ///
    /// - Returns: By how much less interest there is.
    mutating func settleDaily(
        in current: Int, on date: CivilDate, _ number: Int
    ) throws(LoanError) -> Int64 {
        let range = current..<plan.count
        func interestDue(_ rows: ArraySlice<LedgerRow>) -> Int64 {
            rows.reduce(0) { $0 &+ $1.due[.interest] }
        }
        let beforeMinor = interestDue(rows[..<plan.count])
        var (stoodMinor, notYetDueMinor, feeMinor): (Int64, Int64, Int64) = (0, 0, 0)
        for index in range {
            stoodMinor &+= rows[index].planned[.interest]
            notYetDueMinor &+= rows[index].unpaid[.principal]
            feeMinor &+= rows[index].planned[.fee]
        }
        let feeStaysMinor = try feeThatStays(
            in: current, on: date, notYetDueMinor: notYetDueMinor)
        settledInterestMinor = try roundedInterest(in: current, to: date)
        let isWhole = terms.servicing.settlement.interest == .wholePeriod
        try changeDaily { (daily) throws(LoanError) in
            let row = daily.rows[current]
            let end = isWhole && row.period.start < date ? row.period.end : date
            if end != date { try daily.bringArrears(to: end) }
            daily.setEnd(end)
            try daily.fit(on: end)
        }
        guard let own = daily?.value else { return 0 }
        var (principalMinor, interestMinor): (Int64, Int64) = (0, 0)
        for row in own.rows[current..<own.count] {
            principalMinor &+= row.principalMinor
            interestMinor &+= row.interestMinor
        }
        joinAdvance(in: current)
        for index in range.dropFirst() {
            for waiver in rows[index].waivers
            where waiver.component == .principal || waiver.component == .interest {
                rows[current].waive(waiver)
            }
        }
        plan.settle(owing: ComponentLanes(principalMinor, stoodMinor, feeMinor, 0), on: date)
        isSettled = true
        for (component, changeMinor) in [
            (Component.interest, interestMinor &- stoodMinor), (.fee, feeStaysMinor &- feeMinor),
        ] where changeMinor != 0 {
            try countDues(adding: max(changeMinor, 0))
            rows[current].post(
                Posting(
                    kind: .settlement, component: component, amountMinor: changeMinor, date: date,
                    event: number))
        }
        firstOpen = 0
        try applyCut(from: current, [], in: ServicedAccount.settledOrder)
        try payOverpaid(on: date)
        return beforeMinor &- interestDue(rows[..<plan.count])
    }
}
