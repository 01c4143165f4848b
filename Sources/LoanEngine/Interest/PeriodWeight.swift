/// What a period, or a part of one, counts for: the multiple of the rates' unit that it bears.
///
///     ACT/365.FIXED, 31 days:                 31
///     EQUAL, a whole period:                   1
///     EQUAL, 10 of a period's 31 days:     10/31
///
/// The unit's rate is the same for all periods (`PeriodRates.unit`), so weights add up where rates
/// do.
struct PeriodWeight: Equatable {
    /// Not negative.
    var numerator: Int64
    /// More than zero; 1 but for parts that are measured by their share of the days.
    var denominator: Int64 = 1

    /// Of a period without interest.
    static var zero: PeriodWeight { PeriodWeight(numerator: 0) }

    /// Adds another weight.
    mutating func add(_ other: PeriodWeight) {
        if denominator == other.denominator {
            numerator += other.numerator
            return
        }
        // Only one of a loan's weights has a denominator, that of a step's days.
        numerator = numerator * other.denominator + other.numerator * denominator
        denominator *= other.denominator
    }

    /// Numerator over denominator.
    var ratio: Rational { Rational(numerator, over: denominator.magnitude) }
}

extension DayCount {
    /// What a period counts for.
    ///
    /// - Parameter termination: The last period's end; only `30E/360.ISDA` looks at it.
    /// - Returns: Zero for a period of no days.
    func weight(of period: InterestPeriod, termination: CivilDate) -> PeriodWeight {
        // The first period of payments in advance ends on the day on which it starts.
        guard period.start < period.end else { return .zero }
        return PeriodWeight(
            numerator: usesDates
                ? numerator(from: period.start, to: period.end, termination: termination) : 1)
    }

    /// What a part of a period counts for: the days after `from` up to `to`, both in the period.
    ///
    /// Where the fractions of parts add up to the period's, the part's own; else the period's times
    /// the part's share of its days. So parts add up to the period under every day count.
    ///
    /// - Parameter whole: The period's.
    func weight(
        after from: CivilDate, upTo to: CivilDate, in period: InterestPeriod,
        termination: CivilDate, whole: PeriodWeight
    ) -> PeriodWeight {
        if from == period.start, to == period.end { return whole }
        guard from < to else { return .zero }
        if addsUp {
            return PeriodWeight(numerator: numerator(from: from, to: to, termination: termination))
        }
        // A few thousand 30-day months at most, by as many days: far from 64 bits.
        return PeriodWeight(
            numerator: whole.numerator * Int64(to.days(since: from)),
            denominator: whole.denominator * Int64(period.end.days(since: period.start)))
    }
}
