/// The rows of a plan from the current one on, while a cut makes them anew.
///
/// A value apart from the plan, which takes it over when all is well.
struct PlanTail {
    var terms: LoanTerms
    /// The index of its first row, the current one.
    let first: Int
    /// The day of the cut.
    let date: CivilDate
    /// The rows from the current one on, with those that vanished.
    var rows: [PlanRow]
    /// How many of them there are.
    var count: Int
    /// The stretch that the first of them is in.
    var stretch: PlanStretch
    var rates: PeriodRates
    var pauses: InterestPauses
    var levelMinor: Int64?
    var keepsEmptyRows: Bool
    /// The event's path where level payments below the interest are an error; nil where the last row
    /// takes the unpaid interest, too.
    var strictPath: String?
    /// How A was made anew, once it is.
    var anew: LevelPaymentAnew?

    /// What is unpaid of the principal, were everything paid as due.
    var balanceMinor: Int64 { stretch.balanceMinor &- rows[0].heldMinor }

    /// What a row's period counts for: of the first row, what is left of it after the cut.
    func weight(at index: Int) -> PeriodWeight {
        let period = rows[index].period
        return rows[index].weight(
            rates, pauses, after: index == 0 ? stretch.from : period.start, upTo: period.end)
    }

    /// The interest of a row on a balance, rounded once.
    func interestMinor(at index: Int, on balanceMinor: Int64) throws(LoanError) -> Int64 {
        try rates.interest(
            on: balanceMinor, weight(at: index), after: index == 0 ? stretch.accrued : .zero,
            at: first + index)
    }

    /// Closes the first row's stretch: the interest accrued up to the cut stays with the row.
    mutating func close() {
        let row = rows[0]
        let to = min(max(date, row.period.start), row.period.end)
        guard to > stretch.from else { return }
        let weight = row.weight(rates, pauses, after: stretch.from, upTo: to)
        if weight.numerator > 0 {
            stretch.accrued =
                stretch.accrued + rates.exactInterest(on: stretch.balanceMinor, weight)
        }
        stretch.from = to
    }
}
