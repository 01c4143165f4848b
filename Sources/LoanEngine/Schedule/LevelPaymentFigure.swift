/// A level payment: rounded, and the exact ratio that was rounded.
public struct LevelPaymentFigure: Sendable, Equatable {
    /// In minor units, before any respreading; what the terms state, where they do.
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
        if let statedMinor = terms.installmentMinor {
            roundedMinor = statedMinor
            exact = Rational(statedMinor)
            return
        }
        if terms.interestMethod == .flat {
            let rows = try RowsToCome(contract, Segment(disbursementOf: contract))
            let sumMinor = try rows.flatSum(try FlatInterestShares(rows).totalMinor)
            roundedMinor = try rows.flatLevelPayment(of: sumMinor)
            exact = Rational(sumMinor, over: UInt64(terms.termCount.magnitude))
            return
        }
        var builder = try ScheduleBuilder(contract, into: DiscardingSink())
        try builder.buildGrace()
        roundedMinor = try builder.rows.levelPayment()
        do throws(ArithmeticError) {
            exact = try builder.rows.exactLevelPayment().ratio
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }
}
