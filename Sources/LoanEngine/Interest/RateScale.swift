/// What a percentage is multiplied by to become the rate of a period per unit of its numerator.
///
///     24 % a year, monthly, EQUAL:          24 × 1/1 200    (numerator 1)
///     24 % a year, ACT/365.FIXED:           24 × 1/36 500   (numerator the days of the period)
///     2 % a month, every 2 weeks, EQUAL:     2 × 24/5 200
struct RateScale {
    /// More than zero, at most 366 × 30 × 365.
    let numerator: Int64
    /// At most 100 × 365 × 366.
    let denominator: UInt64

    init(_ terms: LoanTerms) {
        self.init(
            per: terms.rate.per, unit: terms.termUnit, every: terms.termEvery,
            parts: terms.hasUncommonTerms ? terms.dueDays?.count ?? 1 : 1,
            dayCount: terms.dayCount)
    }

    /// For units between installments in their range.
    ///
    /// - Parameter parts: How many installments share those units: the due days of a month.
    init(per: RateUnit, unit: TermUnit, every: Int, parts: Int = 1, dayCount: DayCount) {
        let every = Int64(every)
        let parts = Int64(parts)
        switch (per, dayCount) {
        // A rate for the whole loan has no relation to time.
        case (.loan, _):
            self.init(percent: 1, over: 1)
        case (_, .equal):
            // A month is 1/12 year, 52/12 weeks or 365/12 days; a week is 7 days, but 1/52 year.
            switch (unit, per) {
            case (.week, .day): self.init(percent: 7 * every, over: 1)
            case (.day, .week): self.init(percent: every, over: 7)
            default:
                self.init(percent: per.perYear * every, over: unit.rateUnit.perYear * parts)
            }
        case (_, .equal360), (_, .equal364), (_, .equal365):
            // Whole units of 30, 7 or 1 days on a year of 360, 364 or 365.
            self.init(
                percent: per.perYear * every * unit.nominalDays,
                over: (dayCount.yearDays ?? 1) * parts)
        default:
            self.init(percent: per.perYear, over: dayCount.denominator)
        }
    }

    private init(percent numerator: Int64, over denominator: Int64) {
        self.numerator = numerator
        self.denominator = 100 * denominator.magnitude
    }
}
