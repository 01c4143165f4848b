/// Computes the rows of a segment, one after the other, into a sink.
///
/// It holds what has come of the rows so far. A value: the builder at the end of grace is kept and
/// run on from more than once where level payments are tried. No row allocates memory.
struct ScheduleBuilder<Sink: ScheduleSink> {
    var terms: LoanTerms { rows.terms }
    var rows: RowsToCome
    var sink: Sink
    private let downPaymentMinor: Int64
    /// Interest that rows did not ask for, until the next one that does.
    private var deferredMinor: Int64 = 0
    private(set) var totals = ComponentAmounts()
    private var isTotalOutside = false

    /// For all rows of a contract.
    ///
    /// - Throws: `dateOutOfRange` where a due date leaves the calendar.
    init(_ contract: Contract, into sink: Sink) throws(LoanError) {
        self.init(contract, try Segment(disbursementOf: contract), into: sink)
    }

    /// For the rows of a segment, whose due dates are in the calendar.
    init(_ contract: Contract, _ segment: Segment, into sink: Sink) {
        rows = RowsToCome(contract, segment)
        downPaymentMinor = contract.downPaymentMinor
        self.sink = sink
    }

    /// All rows.
    mutating func build() throws(LoanError) -> ScheduleSummary {
        var installmentMinor: Int64?
        if rows.segment.rowsBefore > 0 { putDownPayment() }
        switch (terms.interestMethod, terms.amortization) {
        case (.declining, .equalInstallments): installmentMinor = try buildLevel()
        case (.declining, .equalPrincipal): try buildDecliningShares()
        case (.declining, .bullet): try buildDecliningBullet()
        case (.flat, _): installmentMinor = try buildFlat()
        }
        try checkTotals()
        return ScheduleSummary(
            count: rows.segment.rowsBefore + rows.index, installmentMinor: installmentMinor,
            totals: totals)
    }

    /// - Throws: `amountOutOfRange` where the sum of all dues does not fit. (Each row's sum then
    ///   fits too: no part is negative.)
    func checkTotals() throws(LoanError) {
        if isTotalOutside { throw .amountOutOfRange("schedule.totals.total") }
    }

    /// A row with `interestMinor` due, what earlier rows deferred on top of it, and of the principal
    /// what is planned, at most the balance; the last row takes all of it.
    ///
    /// - Returns: The principal due.
    @discardableResult
    mutating func put(
        _ row: RowsToCome.Row, plannedMinor: Int64, interestMinor: Int64
    ) -> Int64 {
        postpone(interestMinor)
        let owedMinor = deferredMinor
        deferredMinor = 0
        let principalMinor = rows.balance.take(plannedMinor, isLast: row.isLast)
        put(
            row.place, row.period, principalMinor, owedMinor,
            feeMinor: terms.installmentFeeMinor)
        return principalMinor
    }

    /// A row in which nothing falls due, its interest joining the balance.
    ///
    /// - Throws: `amountOutOfRange` where the balance does not fit.
    mutating func capitalize(_ interestMinor: Int64, in row: RowsToCome.Row) throws(LoanError) {
        guard rows.balance.add(interestMinor) else {
            throw .amountOutOfRange("schedule.items[\(row.place)].balanceAfter")
        }
        put(row.place, row.period, 0, 0, feeMinor: 0)
    }

    /// A row in which nothing falls due, its interest doing so with the first row after such rows.
    mutating func postpone(_ interestMinor: Int64, in row: RowsToCome.Row) {
        postpone(interestMinor)
        put(row.place, row.period, 0, 0, feeMinor: 0)
    }

    private mutating func postpone(_ interestMinor: Int64) {
        let (sum, overflow) = deferredMinor.addingReportingOverflow(interestMinor)
        deferredMinor = sum
        // Part of the total, which does not fit either.
        isTotalOutside = isTotalOutside || overflow
    }

    /// The first row where there is a down payment: its principal alone, on the day of disbursement.
    private mutating func putDownPayment() {
        let day = terms.disbursedAt
        put(
            0, InterestPeriod(start: day, end: day, dueDate: day), downPaymentMinor, 0,
            feeMinor: 0)
    }

    private mutating func put(
        _ place: Int, _ period: InterestPeriod, _ principalMinor: Int64, _ interestMinor: Int64,
        feeMinor: Int64
    ) {
        sink.put(
            ScheduleRow(
                sequence: Int32(truncatingIfNeeded: place + 1), startDate: period.start,
                dueDate: period.dueDate, principalMinor: principalMinor,
                interestMinor: interestMinor, feeMinor: feeMinor,
                balanceAfterMinor: rows.balance.minor))
        let fits =
            totals.add(principalMinor, to: .principal)
            && totals.add(interestMinor, to: .interest)
            && totals.add(feeMinor, to: .fee)
        isTotalOutside = isTotalOutside || !fits
    }
}
