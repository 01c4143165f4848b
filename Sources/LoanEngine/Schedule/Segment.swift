/// A stretch of a schedule: from a day on, what is owed is repaid in the rows that are left, in one
/// way and at one rate.
///
/// The schedule at disbursement is one, from the first row to the last. One may also begin in the
/// midst of a row (changes of a plan are `PlanTail`'s); the interest that the row has accrued by then
/// goes with it, exactly, so that the row's interest is rounded once:
///
///     1 000.00 at 12 % a year, ACT/360, from 1 January to 1 February; on 11 January 500.00 more
///     accrued          1 000.00 × 12 % × 10/360 = 3.333…
///     row 1 owes       3.333… + 1 500.00 × 12 % × 21/360 = 13.833…, rounded to 13.83
struct Segment {
    /// At the row in which it begins.
    var periods: PeriodWalk
    /// Rows before those that the periods count: one for a down payment.
    var rowsBefore: Int
    /// What flat interest is charged on, in minor units.
    var flatMinor: Int64
    /// Interest accrues on the balance after this day: the start of that row's period, or a day in it.
    var from: CivilDate
    /// The unpaid principal on that day, in minor units.
    var balanceMinor: Int64
    /// Interest that the row has accrued up to that day, in minor units.
    var accrued: Rational
    /// Interest that level payments of earlier rows did not pay, in minor units.
    var carriedMinor: Int64
    /// What the balance bears.
    var rates: PeriodRates
    /// What the rows beyond grace repay, where they are level: nil to compute it.
    var levelMinor: Int64?

    /// The stretch at disbursement: all rows.
    ///
    /// - Throws: `dateOutOfRange` where a due date leaves the calendar.
    init(disbursementOf contract: Contract) throws(LoanError) {
        let terms = contract.terms
        periods = PeriodWalk(terms, rowsBefore: contract.rowsBefore)
        rowsBefore = contract.rowsBefore
        flatMinor = contract.lentMinor
        from = terms.disbursedAt
        balanceMinor = contract.amortizedMinor
        accrued = .zero
        carriedMinor = 0
        rates = PeriodRates(
            terms, termination: try periods.termination(), oddFirst: try periods.oddFirst(terms))
        levelMinor = terms.installmentMinor
    }
}
