// A first period that is longer or shorter than one step.
extension PeriodWalk {
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
}
