/// Walks the periods of a loan from the first to the last.
///
/// A value: a copy walks on by itself from where it was made, which is how the level payment looks
/// ahead at the periods that it covers.
struct PeriodWalk {
    private var dueDates: DueDates
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

    /// What the first period counts for where it is `PRORATED` under whole units; nil for one. To be
    /// asked at the first.
    ///
    /// - Throws: `dateOutOfRange` where the step that it is part of begins before the calendar.
    func oddFirst(_ terms: LoanTerms) throws(LoanError) -> PeriodWeight? {
        // A period of no days counts for nothing anyway.
        guard terms.hasUncommonTerms, terms.firstPeriod == .prorated, !terms.dayCount.usesDates,
            dueDates.first != dueDates.date
        else { return nil }
        guard let steps = dueDates.firstPeriodInSteps else {
            throw .dateOutOfRange("schedule.items[0].dueDate")
        }
        if steps.days == 0 { return PeriodWeight(numerator: Int64(steps.whole)) }
        return PeriodWeight(
            numerator: Int64(steps.whole * steps.of + steps.days), denominator: Int64(steps.of))
    }

    /// The same where it is known to be in the calendar, as it is of a loan that has a schedule.
    func oddFirstIfAny(_ terms: LoanTerms) -> PeriodWeight? {
        do throws(LoanError) { return try oddFirst(terms) } catch { return nil }
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
