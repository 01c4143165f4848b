/// The exact rate of each interest period, as `weight × numerator`.
///
/// The weight is the same for all periods; only the numerator, a count of days or 1, is a period's
/// own. For 24 % a year on `ACT/365.FIXED`: weight 24/36 500, numerator the days of the period. For
/// the `EQUAL` family: weight the whole period's rate, numerator 1.
struct PeriodRates {
    /// The rate per unit of the numerators.
    let weight: Rational
    /// `weight` in machine words, where it fits.
    let words: (numerator: UInt64, denominator: UInt64)?
    /// `weight` as a multiplier of amounts, where it is one.
    private let multiplier: RatioMultiplier?
    private let dayCount: DayCount
    private let termination: CivilDate
    private let unitMinor: Int64
    private let mode: RoundingMode

    /// The rates of `terms` for the periods that `walk` is to walk.
    ///
    /// - Throws: `dateOutOfRange` where the last period leaves the calendar.
    init(_ terms: LoanTerms, _ walk: PeriodWalk) throws(LoanError) {
        dayCount = terms.dayCount
        termination = try walk.termination()
        unitMinor = terms.rounding.interestUnitMinor
        mode = terms.rounding.interestMode
        let scale = RateScale(terms)
        weight = terms.rate.percent * Rational(scale.numerator, over: scale.denominator)
        let words = weight.words
        multiplier = words.flatMap {
            RatioMultiplier(
                $0.numerator, over: $0.denominator, unit: terms.rounding.interestUnitMinor,
                by: terms.rounding.interestMode)
        }
        self.words = words
    }

    /// The period's numerator: not negative.
    func numerator(of period: Period) -> Int64 {
        dayCount.usesDates
            ? dayCount.numerator(from: period.start, to: period.end, termination: termination) : 1
    }

    /// Whether all periods have the same rate.
    var isConstant: Bool { !dayCount.usesDates }

    /// Interest on `balanceMinor` at `weight × numerator`, rounded once.
    ///
    /// Machine words where weight × numerator fits in them, else the same in big integers.
    ///
    /// - Parameter index: The row, for the path of the error.
    /// - Throws: `amountOutOfRange` where the interest does not fit.
    func interest(
        on balanceMinor: Int64, numerator: Int64, at index: Int
    ) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            let (amount, isLarge) = balanceMinor.multipliedReportingOverflow(by: numerator)
            if let multiplier, !isLarge { return try multiplier.rounded(amount) }
            if let words {
                let (product, overflow) = words.numerator.multipliedReportingOverflow(
                    by: numerator.magnitude)
                if !overflow {
                    return try roundedProduct(
                        balanceMinor, product, over: words.denominator, unit: unitMinor, by: mode)
                }
            }
            return try exactInterest(on: balanceMinor, numerator: numerator)
        } catch {
            throw .amountOutOfRange("schedule.items[\(index)].interestDue")
        }
    }

    /// The definition of `interest`: `balance × weight × numerator`, rounded.
    func exactInterest(
        on balanceMinor: Int64, numerator: Int64
    ) throws(ArithmeticError) -> Int64 {
        var product = BigInteger(numeratorOf: weight)
        product.multiply(by: numerator)
        product.multiply(by: balanceMinor)
        return try product.roundedQuotient(
            dividingBy: BigInteger(denominatorOf: weight), toMultipleOf: unitMinor, by: mode)
    }
}
