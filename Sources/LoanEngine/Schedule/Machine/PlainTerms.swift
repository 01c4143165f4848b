/// The terms of the most common loan, within their ranges: level payments on the declining balance,
/// without grace, respreading or non-working days.
///
/// They hold no references, so that a batch makes them of a host's terms at no cost, and
/// `PlainSchedule` computes their schedule in machine words. What they cannot express, `LoanTerms` can.
public struct PlainTerms: Sendable {
    /// In minor units; more than zero.
    public let principalMinor: Int64
    /// The rate in percent is `percentNumerator / percentDenominator`, not necessarily in lowest terms.
    let percentNumerator: UInt64
    /// More than zero.
    let percentDenominator: UInt64
    /// The time that the rate is quoted for; not `loan`.
    let ratePer: RateUnit
    /// Number of installments, 1…3 660.
    public let termCount: Int
    /// The unit of the time between installments.
    let termUnit: TermUnit
    /// Units between installments, 1…366.
    let termEvery: Int
    /// The day the money is paid out.
    public let disbursedAt: CivilDate
    /// The first due date, after `disbursedAt`; nil for one step after it.
    let firstDueDate: CivilDate?
    /// How a period becomes a fraction of a year.
    let dayCount: DayCount
    /// What is rounded to what.
    let rounding: Rounding
    /// Principal due with the last installment on top, in minor units; at most the principal.
    let balloonMinor: Int64
    /// A fee due with every installment, in minor units; not negative.
    let installmentFeeMinor: Int64

    /// Those terms, or nil where a field is out of its range: `LoanTerms.validate()` says of the same
    /// terms which, and what is allowed.
    @inline(__always)
    public init?(
        principalMinor: Int64, percentNumerator: UInt64, percentDenominator: UInt64,
        ratePer: RateUnit, termCount: Int, termUnit: TermUnit, termEvery: Int,
        disbursedAt: CivilDate, firstDueDate: CivilDate?, dayCount: DayCount, rounding: Rounding,
        balloonMinor: Int64, installmentFeeMinor: Int64
    ) {
        guard principalMinor > 0, percentDenominator > 0, ratePer != .loan, termCount >= 1,
            termCount <= LoanTerms.maximumTermCount, termEvery >= 1,
            termEvery <= LoanTerms.maximumTermEvery,
            firstDueDate.map({ $0 > disbursedAt }) ?? true,
            rounding.interestUnitMinor > 0, rounding.installmentUnitMinor > 0,
            balloonMinor >= 0, balloonMinor <= principalMinor, installmentFeeMinor >= 0
        else { return nil }
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

    /// The same of checked terms, or nil where they are of another kind of loan.
    init?(_ terms: LoanTerms) {
        guard terms.isPlain, let percent = terms.rate.percent.words else { return nil }
        self.init(
            principalMinor: terms.principalMinor, percentNumerator: percent.numerator,
            percentDenominator: percent.denominator, ratePer: terms.rate.per,
            termCount: terms.termCount, termUnit: terms.termUnit, termEvery: terms.termEvery,
            disbursedAt: terms.disbursedAt, firstDueDate: terms.firstDueDate,
            dayCount: terms.dayCount, rounding: terms.rounding,
            balloonMinor: terms.balloonMinor, installmentFeeMinor: terms.installmentFeeMinor)
    }
}

extension LoanTerms {
    /// Whether all is as by default but what `PlainTerms` holds and what no schedule depends on: the one
    /// door to the fast path.
    ///
    /// Field by field, since terms are large and a comparison of two copies costs as much as a schedule.
    /// `PlainDoorTests` hold that no field of `LoanTerms` is missing from both here and there.
    fileprivate var isPlain: Bool {
        interestMethod == .declining && amortization == .equalInstallments && leveling == .none
            && flatInterest == .term && residual == .last && grace.isNone && nonWorkingDays == nil
            && uncommon.isEmpty
    }
}
