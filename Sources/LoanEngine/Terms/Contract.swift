/// Terms that were checked: what everything after `LoanTerms` is made of.
///
///     let contract = try Contract(terms)                 // invalidTerms at the field, or a contract
///     let schedule = try RepaymentSchedule(for: contract)
///
/// Having one is the proof that every field is in its range and every combination has a meaning, so
/// nothing that takes a contract looks at that again. Section "Terms" of docs/semantics.md says what
/// is checked.
public struct Contract: Sendable, Equatable {
    /// The terms as they were given.
    public let terms: LoanTerms

    /// The contract of `terms`.
    ///
    /// - Throws: As `LoanTerms.validate()`.
    public init(_ terms: LoanTerms) throws(LoanError) {
        try terms.validate()
        self.terms = terms
    }
}
