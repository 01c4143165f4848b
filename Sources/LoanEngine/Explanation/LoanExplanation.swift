/// How the figures of a loan came about, as of a date.
///
///     let explanation = try account.explanation(asOf: june1)
///     for step in explanation.explanation(of: .due(.interest, row: 2))?.steps ?? [] {
///         print(step.rule, step.amountMinor)      // in minor units
///     }
///
/// A value; it holds the account, the statement it belongs to, and the trace of the log.
public struct LoanExplanation: Sendable {
    private let explainer: Explainer

    /// The statement that is explained.
    public var statement: LoanStatement { explainer.statement }
    /// Its other part.
    public var servicing: ServicingStatement { explainer.servicing }
    /// All figures that can be explained, in the order of the result.
    public var figures: [Figure] { explainer.figures }

    init(_ trace: AccountTrace, _ statement: LoanStatement, _ servicing: ServicingStatement) {
        explainer = Explainer(trace: trace, statement: statement, servicing: servicing)
    }

    /// How a figure came about; nil where the statement has no such figure.
    ///
    /// - Complexity: O(rows) for most, what a level payment costs exactly where one is solved for.
    public func explanation(of figure: Figure) -> Explanation? {
        explainer.explanation(of: figure)
    }
}

extension LoanAccount {
    /// How the figures of the statement as of a date came about.
    ///
    /// - Parameter date: As in `statement(asOf:)`.
    /// - Throws: As `statement(asOf:)` and `servicing(asOf:)`.
    /// - Complexity: That of a replay of the log that looks at every row after each event.
    public func explanation(asOf date: CivilDate? = nil) throws(LoanError) -> LoanExplanation {
        let date = date ?? latestDate
        return LoanExplanation(
            try AccountTrace(loan, asOf: date), try statement(asOf: date), try servicing(asOf: date)
        )
    }
}
