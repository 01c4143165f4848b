/// Computes the rows of a schedule, one after the other, into a sink.
///
/// It holds what has come of the rows so far. A value: the builder at the end of grace is kept and
/// run on from more than once where level payments are tried. No row allocates memory.
struct ScheduleBuilder<Sink: ScheduleSink> {
    let terms: LoanTerms
    let rates: PeriodRates
    var walk: PeriodWalk
    var sink: Sink
    /// The unpaid principal.
    var balanceMinor: Int64
    private(set) var totals = ComponentAmounts()
    private var isTotalOutside = false

    /// - Throws: `dateOutOfRange` where a due date leaves the calendar.
    init(_ contract: Contract, into sink: Sink) throws(LoanError) {
        terms = contract.terms
        self.sink = sink
        walk = PeriodWalk(terms)
        rates = try PeriodRates(terms, walk)
        balanceMinor = terms.principalMinor
    }

    /// Rows put so far, and the index of the row to come.
    var index: Int { walk.index }
    /// Whether the row to come is the last of the terms.
    var isLast: Bool { walk.index == terms.termCount - 1 }

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
            count: index, installmentMinor: installmentMinor, totals: totals)
    }

    /// - Throws: `amountOutOfRange` where the sum of all dues does not fit. (Each row's sum then
    ///   fits too: no part is negative.)
    func checkTotals() throws(LoanError) {
        if isTotalOutside { throw .amountOutOfRange("schedule.totals.total") }
    }

    /// The row to come, with `interestMinor` due, and `principalMinor` off the balance.
    mutating func put(
        _ period: Period, principalMinor: Int64, interestMinor: Int64, feeMinor: Int64? = nil
    ) {
        let feeMinor = feeMinor ?? terms.installmentFeeMinor
        // At most the balance: every caller takes the lesser of the two.
        balanceMinor &-= principalMinor
        sink.put(
            ScheduleRow(
                sequence: Int32(truncatingIfNeeded: index), startDate: period.start,
                dueDate: period.dueDate, principalMinor: principalMinor,
                interestMinor: interestMinor, feeMinor: feeMinor, balanceAfterMinor: balanceMinor))
        let fits =
            totals.add(principalMinor, to: .principal)
            && totals.add(interestMinor, to: .interest)
            && totals.add(feeMinor, to: .fee)
        isTotalOutside = isTotalOutside || !fits
    }

    /// The numerator of a period's rate: zero where grace keeps the period free of interest.
    func numerator(of period: Period, at index: Int) -> Int64 {
        index < terms.grace.interestFree ? 0 : rates.numerator(of: period)
    }

    /// The interest of a period, `index` counting from 0, on the balance.
    func interest(of period: Period, at index: Int) throws(LoanError) -> Int64 {
        let numerator = numerator(of: period, at: index)
        if numerator == 0 { return 0 }
        return try rates.interest(on: balanceMinor, numerator: numerator, at: index)
    }
}
