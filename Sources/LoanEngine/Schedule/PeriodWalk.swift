/// Walks the periods of a loan from the first to the last.
///
/// A value: a copy walks on by itself from where it was made, which is how the level payment looks
/// ahead at the periods that it covers.
struct PeriodWalk {
    private(set) var dueDates: DueDates
    /// Periods in all.
    let count: Int
    /// Rows before them, for the paths of errors.
    private let rowsBefore: Int

    /// At the first period of a loan.
    init(_ terms: LoanTerms, rowsBefore: Int = 0) {
        self.rowsBefore = rowsBefore
        dueDates = DueDates(
            from: terms.disbursedAt, first: terms.firstDueDate, terms.dueDateSeries,
            nonWorkingDays: terms.nonWorkingDays)
        count = terms.termCount
    }

    /// Periods walked so far.
    var index: Int { dueDates.index }

    /// Where the next period starts.
    var date: CivilDate { dueDates.date }

    /// The next period.
    ///
    /// - Throws: `dateOutOfRange` at the installment whose due date leaves the calendar.
    mutating func next() throws(LoanError) -> InterestPeriod {
        guard let period = dueDates.next() else {
            throw .dateOutOfRange("schedule.items[\(rowsBefore + index)].dueDate")
        }
        return period
    }

    /// The next period, or nil after the last, and where it leaves the calendar.
    mutating func nextIfAny() -> InterestPeriod? { index < count ? dueDates.next() : nil }

    /// The end of the last period: what ISDA calls the termination date. To be asked at the first.
    ///
    /// - Throws: `dateOutOfRange` as `next()` does for the installments to come.
    func termination() throws(LoanError) -> CivilDate {
        if let last = dueDates.last(of: count) { return last }
        var rest = self
        while rest.index < count { _ = try rest.next() }
        return rest.dueDates.date
    }
}
