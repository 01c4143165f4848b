/// The stretch of a row from its last cut on, or from its start.
struct PlanStretch: Sendable {
    /// Interest accrues on the balance after this day.
    var from: CivilDate
    /// In minor units; principal that is prepaid, but bears interest up to the end of the period, is
    /// still in it.
    var balanceMinor: Int64
    /// The interest accrued up to that day, exactly, in minor units.
    var accrued = Rational.zero
    /// When a cut left no balance; the row is the last then.
    var emptySince: CivilDate?
}

extension PlanRow {
    /// What the days after `from` up to `to` of its period count for, without those paused.
    func weight(
        _ rates: PeriodRates, _ pauses: InterestPauses, after from: CivilDate,
        upTo to: CivilDate
    ) -> PeriodWeight {
        accrues ? period.weight(rates, pauses, after: from, upTo: to) : .zero
    }

    /// Under `FLAT`: the row's interest × days / days of the period.
    func flatInterest(to date: CivilDate) -> Rational {
        let days = period.end.days(since: period.start)
        let gone = min(max(date.days(since: period.start), 0), days)
        guard days > 0 else { return .zero }
        return Rational(flatShareMinor) * Rational(Int64(gone), over: UInt64(days.magnitude))
    }
}

extension InterestPeriod {
    /// What its days after `from` up to `to` count for, without those paused.
    func weight(
        _ rates: PeriodRates, _ pauses: InterestPauses, after from: CivilDate,
        upTo to: CivilDate
    ) -> PeriodWeight {
        guard from < to else { return .zero }
        guard pauses.touch(after: from, upTo: to) else {
            return rates.weight(of: self, after: from, upTo: to)
        }
        // What is left is a part of the period, or several: they have the same denominator.
        var sum = PeriodWeight.zero
        pauses.forEachAccruing(after: from, upTo: to) { after, upTo in
            let weight = rates.weight(of: self, after: after, upTo: upTo)
            sum = PeriodWeight(
                numerator: sum.numerator + weight.numerator, denominator: weight.denominator)
        }
        return sum
    }
}
