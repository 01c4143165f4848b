/// What a loan is as of a date, for a host that asks for all of it at once.
public struct LoanView: Sendable {
    /// The statement.
    public let statement: LoanStatement
    /// What servicing has made of the loan; nil where that is nothing and nobody needs its figures: no
    /// adjustment, waiver, refund or write-off.
    public let servicing: ServicingStatement?
    /// Whether the first item is a down payment.
    public let beginsWithDownPayment: Bool
    /// Whether the last item holds charges after the plan alone.
    public let endsWithCharges: Bool
    /// The date of the latest repayment, settlement or recovery that stands.
    public let lastPaymentAt: CivilDate?
    /// Whether a reschedule stands.
    public let isRestructured: Bool
}

extension LoanAccount {
    /// Statement and servicing as of a date, of one replay where one does.
    ///
    /// - Parameters:
    ///   - date: As in `statement(asOf:)`.
    ///   - isQuoted: Whether the settlement figure and what else takes the plan are needed; without it
    ///     `servicing` has no settlement and may be nil.
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    /// - Complexity: That of one or two replays of the log.
    public func view(
        asOf date: CivilDate? = nil, isQuoted: Bool
    ) throws(LoanError) -> LoanView {
        let date = date ?? latestDate
        let view = try loan.view(asOf: date)
        let statement = try LoanStatement(
            of: view.account, status: view.status, asOf: date, terms: terms, schedule: schedule)
        var servicing: ServicingStatement?
        var endsWithCharges = false
        if let account = view.account.serviced {
            servicing = try ServicingStatement(
                of: account, status: view.status, asOf: date, isQuoted: isQuoted)
            endsWithCharges = account.rows.last?.kind == .charges
        } else if isQuoted || view.status == .writtenOff {
            let serviced = try loan.servicedView(asOf: date)
            servicing = try ServicingStatement(
                of: serviced.account, status: serviced.status, asOf: date, isQuoted: isQuoted)
        }
        var lastPaymentAt: CivilDate?
        var isRestructured = false
        try loan.timeline.forEachStanding(asOf: date) { (entry, _) throws(LoanError) in
            switch entry.event.type {
            case .repayment, .settlement, .recovery: lastPaymentAt = entry.date
            case .reschedule: isRestructured = true
            default: break
            }
        }
        return LoanView(
            statement: statement, servicing: servicing,
            beginsWithDownPayment: loan.contract.downPaymentMinor > 0,
            endsWithCharges: endsWithCharges, lastPaymentAt: lastPaymentAt,
            isRestructured: isRestructured)
    }

    /// The settlement figure as of a date, of a loan that is active then; else nil.
    ///
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    /// - Complexity: That of a replay of the log.
    public func quote(on date: CivilDate) throws(LoanError) -> SettlementQuote? {
        let view = try loan.servicedView(asOf: date)
        return view.status == .active ? try view.account.quote(on: date) : nil
    }
}
