import ExactArithmetic

extension LateChargeRule {
    /// No less than the rule can ever charge on a loan whose dues never come to more than `duesMinor`, in
    /// minor units; nil where that is beyond all bounds.
    ///
    /// No charge is made on charges, and what the bases of all rows come to on a day is at most all dues.
    ///
    ///     5 % of 1 000.00, 36 600 times:                                         1 830 732.00
    ///     36 % a year of 365 days on 1 000.00 over 3 660 000 days, the calendar: 3 623 766.00
    ///
    /// - Parameter unit: What charges are rounded to; each is less than that above its exact value.
    func mostMinor(onDuesOf duesMinor: Int128, unit: Int64) -> Int128? {
        let charges = Int128(LateChargeRule.maximumCharges)
        let (ratio, each): (Rational, Int128)
        switch charge {
        case .amount(let amountMinor): return Int128(amountMinor) * charges
        case .percent(let percent, _): (ratio, each) = (percent * Rational(1, over: 100), charges)
        case .penalInterest: (ratio, each) = (penalFactor, Int128(DelinquencyPolicy.maximumDays))
        }
        guard let words = ratio.words else { return nil }
        let (product, isLarge) = duesMinor.multipliedReportingOverflow(by: Int128(words.numerator))
        if isLarge { return nil }
        let (exact, isLarger) = (product / Int128(words.denominator) + 1)
            .multipliedReportingOverflow(by: each)
        return isLarger || exact >= 1 << 100 ? nil : exact + Int128(unit) * charges
    }
}
