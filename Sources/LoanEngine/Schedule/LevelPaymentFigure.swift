/// A level payment: rounded, and the exact ratio that was rounded.
public struct LevelPaymentFigure: Sendable, Equatable {
    /// In minor units, before any respreading.
    public let roundedMinor: Int64
    /// In minor units.
    public let exact: Rational

    /// The level payment of `terms`, or nil where they have none.
    ///
    /// - Throws: `invalidTerms`; then as `init(for: Contract)`.
    public init?(for terms: LoanTerms) throws(LoanError) {
        try self.init(for: try Contract(terms))
    }

    /// The level payment of a contract, or nil where it has none: terms other than
    /// `EQUAL_INSTALLMENTS`, and flat ones with grace.
    ///
    /// - Throws: As `RepaymentSchedule.init(for:)` for what the level payment depends on.
    public init?(for contract: Contract) throws(LoanError) {
        let terms = contract.terms
        guard terms.amortization == .equalInstallments,
            terms.interestMethod == .declining || terms.grace.isNone
        else { return nil }
        var builder = try ScheduleBuilder(contract, into: DiscardingSink())
        self = try builder.levelPaymentFigure()
    }

    init(roundedMinor: Int64, exact: Rational) {
        self.roundedMinor = roundedMinor
        self.exact = exact
    }
}

extension ScheduleBuilder {
    /// The level payment of terms that have one, after grace.
    fileprivate mutating func levelPaymentFigure() throws(LoanError) -> LevelPaymentFigure {
        if terms.interestMethod == .flat {
            let interest = try FlatInterestShares(terms, rates, walk)
            let sumMinor = try flatSum(interest.totalMinor)
            return LevelPaymentFigure(
                roundedMinor: try flatLevelPayment(sumMinor),
                exact: Rational(sumMinor, over: UInt64(terms.termCount.magnitude)))
        }
        try buildGrace()
        let roundedMinor = try levelPayment()
        do throws(ArithmeticError) {
            let exact = try exactLevelPayment().ratio(
                principalMinor: balanceMinor, balloonMinor: terms.balloonMinor)
            return LevelPaymentFigure(roundedMinor: roundedMinor, exact: exact)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }
}
