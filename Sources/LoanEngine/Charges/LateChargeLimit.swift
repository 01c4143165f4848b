import ExactArithmetic

/// What all late charges of a loan together never exceed: section 11 of docs/semantics.md.
///
///     10 % of PRINCIPAL on 500.05: 50.00, rounded down
///
/// How many there may be at most is `LateChargeRule.maximumCharges`.
struct LateChargeLimit: Sendable {
    /// In minor units; nil for no limit.
    let mostMinor: Int64?

    init(_ terms: LoanTerms) {
        guard let limit = terms.servicing.lateChargeLimit else {
            mostMinor = nil
            return
        }
        do throws(ArithmeticError) {
            mostMinor = try limit.amountMinor(of: terms.principalMinor, toMultipleOf: 1, by: .down)
        } catch {
            // Beyond all amounts is no limit.
            mostMinor = nil
        }
    }

    /// Whether charges of so much leave room for none.
    func isReached(by totalMinor: Int64) -> Bool { mostMinor.map { totalMinor >= $0 } ?? false }
}
