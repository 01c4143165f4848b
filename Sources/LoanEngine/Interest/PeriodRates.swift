/// The exact rates of a loan's interest periods, as `unit × weight`.
///
/// The unit is the same for all periods; the weight is a period's own. For 24 % a year on
/// `ACT/365.FIXED`: unit 24/36 500, weight the days of the period. For the `EQUAL` family: unit the
/// whole period's rate, weight 1, or of a first period that is prorated its steps (5/31).
struct PeriodRates {
    /// The rate of a weight of 1.
    let unit: Rational
    /// `unit` in machine words, where it fits.
    let words: (numerator: UInt64, denominator: UInt64)?
    /// `unit` as a multiplier of amounts, where it is one.
    let multiplier: RatioMultiplier?
    private let dayCount: DayCount
    /// The last period's end.
    let termination: CivilDate
    private let roundingUnitMinor: Int64
    private let mode: RoundingMode
    /// The first period's weight, where it is not one as by the day count.
    private let oddFirst: (start: CivilDate, weight: PeriodWeight)?
    /// What the first period counts for; nil for what the day count says.
    var oddFirstWeight: PeriodWeight? { oddFirst?.weight }

    /// The rates of `terms`, whose last period ends at `termination`.
    ///
    /// - Parameter oddFirst: What the first period counts for; nil for what the day count says.
    init(_ terms: LoanTerms, termination: CivilDate, oddFirst: PeriodWeight? = nil) {
        dayCount = terms.dayCount
        self.oddFirst = oddFirst.map { (terms.disbursedAt, $0) }
        self.termination = termination
        roundingUnitMinor = terms.rounding.interestUnitMinor
        mode = terms.rounding.interestMode
        let scale = RateScale(terms)
        unit = terms.rate.percent * Rational(scale.numerator, over: scale.denominator)
        let words = unit.words
        multiplier = words.flatMap {
            RatioMultiplier(
                $0.numerator, over: $0.denominator, unit: terms.rounding.interestUnitMinor,
                by: terms.rounding.interestMode)
        }
        self.words = words
    }

    /// Whether all periods but the first one have the same rate: that of a weight of 1.
    var isConstant: Bool { !dayCount.usesDates }

    /// What a period counts for.
    func weight(of period: InterestPeriod) -> PeriodWeight {
        if let oddFirst, oddFirst.start == period.start { return oddFirst.weight }
        return dayCount.weight(of: period, termination: termination)
    }

    /// What the days of a period after `from` up to `to`, by default its end, count for.
    func weight(
        of period: InterestPeriod, after from: CivilDate, upTo to: CivilDate? = nil
    ) -> PeriodWeight {
        dayCount.weight(
            after: from, upTo: to ?? period.end, in: period, termination: termination,
            whole: weight(of: period))
    }

    /// Interest on `balanceMinor` for a weight, and `accrued` before, rounded once.
    ///
    /// Machine words where unit × weight fits in them, else the same in big integers.
    ///
    /// - Parameter index: The row, for the path of the error.
    /// - Throws: `amountOutOfRange` where the interest does not fit.
    func interest(
        on balanceMinor: Int64, _ weight: PeriodWeight, after accrued: Rational = .zero,
        at index: Int
    ) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            if accrued.signum == 0 { return try interest(on: balanceMinor, weight) }
            return try (accrued + exactInterest(on: balanceMinor, weight)).rounded(
                toMultipleOf: roundingUnitMinor, by: mode)
        } catch {
            throw .amountOutOfRange("schedule.items[\(index)].interestDue")
        }
    }

    /// Interest for a weight, rounded: by the multiplier where the weight is a whole number.
    private func interest(
        on balanceMinor: Int64, _ weight: PeriodWeight
    ) throws(ArithmeticError) -> Int64 {
        let (amount, isLarge) = balanceMinor.multipliedReportingOverflow(by: weight.numerator)
        if let multiplier, !isLarge, weight.denominator == 1 {
            return try multiplier.rounded(amount)
        }
        return try interestByRatio(on: balanceMinor, weight)
    }

    /// The same by one division: in machine words where the ratio fits in them.
    @inline(never)
    private func interestByRatio(
        on balanceMinor: Int64, _ weight: PeriodWeight
    ) throws(ArithmeticError) -> Int64 {
        if let words {
            let (numerator, isLarge) = words.numerator.multipliedReportingOverflow(
                by: weight.numerator.magnitude)
            let (denominator, overflow) = words.denominator.multipliedReportingOverflow(
                by: weight.denominator.magnitude)
            if !isLarge, !overflow {
                return try roundedProduct(
                    balanceMinor, numerator, over: denominator, unit: roundingUnitMinor, by: mode)
            }
        }
        return try exactInterest(on: balanceMinor, weight).rounded(
            toMultipleOf: roundingUnitMinor, by: mode)
    }

    /// The definition of interest: `balance × unit × weight`.
    func exactInterest(on balanceMinor: Int64, _ weight: PeriodWeight) -> Rational {
        unit * weight.ratio * Rational(balanceMinor)
    }
}
