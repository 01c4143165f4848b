/// Computes the rows of a segment, one after the other, into a sink.
///
/// It holds what has come of the rows so far. A value: the builder at the end of grace is kept and
/// run on from more than once where level payments are tried. No row allocates memory.
struct ScheduleBuilder<Sink: ScheduleSink> {
    var terms: LoanTerms { rows.terms }
    var rows: RowsToCome
    var sink: Sink
    private(set) var totals = ComponentAmounts()
    private var isTotalOutside = false

    /// For all rows of a contract.
    ///
    /// - Throws: `dateOutOfRange` where a due date leaves the calendar.
    init(_ contract: Contract, into sink: Sink) throws(LoanError) {
        self.init(contract, try Segment(disbursementOf: contract.terms), into: sink)
    }

    /// For the rows of a segment, whose due dates are in the calendar.
    init(_ contract: Contract, _ segment: Segment, into sink: Sink) {
        rows = RowsToCome(contract, segment)
        self.sink = sink
    }

    /// All rows.
    mutating func build() throws(LoanError) -> ScheduleSummary {
        var installmentMinor: Int64?
        switch (terms.interestMethod, terms.amortization) {
        case (.declining, .equalInstallments): installmentMinor = try buildLevel()
        case (.declining, .equalPrincipal): try buildDecliningShares()
        case (.declining, .bullet): try buildDecliningBullet()
        case (.flat, _): installmentMinor = try buildFlat()
        }
        try checkTotals()
        return ScheduleSummary(
            count: rows.index, installmentMinor: installmentMinor, totals: totals)
    }

    /// - Throws: `amountOutOfRange` where the sum of all dues does not fit. (Each row's sum then
    ///   fits too: no part is negative.)
    func checkTotals() throws(LoanError) {
        if isTotalOutside { throw .amountOutOfRange("schedule.totals.total") }
    }

    /// A row with `interestMinor` due, and of the principal what is planned, at most the balance; the
    /// last row takes all of it.
    ///
    /// - Returns: The principal due.
    @discardableResult
    mutating func put(
        _ row: RowsToCome.Row, plannedMinor: Int64, interestMinor: Int64, feeMinor: Int64? = nil
    ) -> Int64 {
        let feeMinor = feeMinor ?? terms.installmentFeeMinor
        let principalMinor = rows.balance.take(plannedMinor, isLast: row.isLast)
        sink.put(
            ScheduleRow(
                sequence: Int32(truncatingIfNeeded: row.index + 1), startDate: row.period.start,
                dueDate: row.period.dueDate, principalMinor: principalMinor,
                interestMinor: interestMinor, feeMinor: feeMinor,
                balanceAfterMinor: rows.balance.minor))
        let fits =
            totals.add(principalMinor, to: .principal)
            && totals.add(interestMinor, to: .interest)
            && totals.add(feeMinor, to: .fee)
        isTotalOutside = isTotalOutside || !fits
        return principalMinor
    }

    /// A row in which nothing falls due, its interest joining the balance.
    ///
    /// - Throws: `amountOutOfRange` where the balance does not fit.
    mutating func capitalize(_ interestMinor: Int64, in row: RowsToCome.Row) throws(LoanError) {
        guard rows.balance.add(interestMinor) else {
            throw .amountOutOfRange("schedule.items[\(row.index)].balanceAfter")
        }
        put(row, plannedMinor: 0, interestMinor: 0, feeMinor: 0)
    }
}
