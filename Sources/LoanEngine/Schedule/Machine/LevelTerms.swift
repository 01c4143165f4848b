/// The terms of the most common loan: level payments on the declining balance, without grace,
/// respreading or non-working days.
///
/// They hold no references, so that a batch makes them of a host's terms at no cost, and
/// `LevelSchedule` computes their schedule in machine words. What they cannot express, `LoanTerms` can.
public struct LevelTerms: Sendable {
    /// In minor units; more than zero.
    public var principalMinor: Int64
    /// The rate in percent is `percentNumerator / percentDenominator`, not necessarily in lowest terms.
    public var percentNumerator: UInt64
    /// More than zero.
    public var percentDenominator: UInt64
    /// The time that the rate is quoted for; not `loan`.
    public var ratePer: RateUnit
    /// Number of installments, 1…3 660.
    public var termCount: Int
    /// The unit of the time between installments.
    public var termUnit: TermUnit
    /// Units between installments, 1…366.
    public var termEvery: Int
    /// The day the money is paid out.
    public var disbursedAt: CivilDate
    /// The first due date, after `disbursedAt`; nil for one step after it.
    public var firstDueDate: CivilDate?
    /// How a period becomes a fraction of a year.
    public var dayCount: DayCount
    /// What is rounded to what.
    public var rounding: Rounding
    /// Principal due with the last installment on top, in minor units; at most the principal.
    public var balloonMinor: Int64
    /// A fee due with every installment, in minor units; not negative.
    public var installmentFeeMinor: Int64

    /// Those terms. What has no meaning is found out by `LevelSchedule.build`, which leaves them to
    /// `RepaymentSchedule.build` and its errors.
    public init(
        principalMinor: Int64, percentNumerator: UInt64, percentDenominator: UInt64,
        ratePer: RateUnit, termCount: Int, termUnit: TermUnit, termEvery: Int,
        disbursedAt: CivilDate, firstDueDate: CivilDate?, dayCount: DayCount, rounding: Rounding,
        balloonMinor: Int64, installmentFeeMinor: Int64
    ) {
        self.principalMinor = principalMinor
        self.percentNumerator = percentNumerator
        self.percentDenominator = percentDenominator
        self.ratePer = ratePer
        self.termCount = termCount
        self.termUnit = termUnit
        self.termEvery = termEvery
        self.disbursedAt = disbursedAt
        self.firstDueDate = firstDueDate
        self.dayCount = dayCount
        self.rounding = rounding
        self.balloonMinor = balloonMinor
        self.installmentFeeMinor = installmentFeeMinor
    }

    /// The same of `terms`, or nil where they are another kind of loan.
    init?(_ terms: LoanTerms) {
        guard terms.interestMethod == .declining, terms.amortization == .equalInstallments,
            terms.leveling == .none, terms.grace.isNone, terms.nonWorkingDays == nil,
            let percent = terms.rate.percent.words
        else { return nil }
        self.init(
            principalMinor: terms.principalMinor, percentNumerator: percent.numerator,
            percentDenominator: percent.denominator, ratePer: terms.rate.per,
            termCount: terms.termCount, termUnit: terms.termUnit, termEvery: terms.termEvery,
            disbursedAt: terms.disbursedAt, firstDueDate: terms.firstDueDate,
            dayCount: terms.dayCount, rounding: terms.rounding,
            balloonMinor: terms.balloonMinor, installmentFeeMinor: terms.installmentFeeMinor)
    }

    /// Whether each field is in its range: what `LoanTerms.validate()` asks of the same terms.
    var isValid: Bool {
        principalMinor > 0 && percentDenominator > 0 && ratePer != .loan
            && termCount >= 1 && termCount <= LoanTerms.maximumTermCount
            && termEvery >= 1 && termEvery <= LoanTerms.maximumTermEvery
            && (firstDueDate.map { $0 > disbursedAt } ?? true)
            && rounding.interestUnitMinor > 0 && rounding.installmentUnitMinor > 0
            && balloonMinor >= 0 && balloonMinor <= principalMinor && installmentFeeMinor >= 0
    }
}
