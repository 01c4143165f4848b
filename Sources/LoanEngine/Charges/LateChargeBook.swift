/// What a loan's rules for late charges have charged so far.
struct LateChargeBook: Sendable {
    let rules: [LateChargeRule]
    /// By what Σ base × days of each rule is multiplied.
    let factors: [Rational]
    /// Whether one of them is penal interest.
    let hasPenalInterest: Bool
    /// What all late charges together never exceed; nil for no limit.
    let limitMinor: Int64?
    /// Up to which day charges are made.
    private(set) var lookedUpTo: CivilDate
    /// What was charged so far, and how often.
    var totalMinor: Int64 = 0
    var count = 0
    /// Every row before this one is due and no longer late.
    var firstLate = 0

    init(_ terms: LoanTerms) {
        rules = terms.servicing.lateCharges
        factors = rules.map { $0.penalFactor }
        hasPenalInterest = rules.contains { $0.isPenalInterest }
        lookedUpTo = terms.disbursedAt.adding(days: -1) ?? .first
        var limitMinor: Int64?
        if let limit = terms.servicing.lateChargeLimit {
            do throws(ArithmeticError) {
                limitMinor = try limit.amountMinor(
                    of: terms.principalMinor, toMultipleOf: 1, by: .down)
            } catch {
                // Beyond all amounts is no limit.
                limitMinor = nil
            }
        }
        self.limitMinor = limitMinor
    }

    var isAtLimit: Bool { limitMinor.map { totalMinor >= $0 } ?? false }

    mutating func goOn(to date: CivilDate) { lookedUpTo = max(lookedUpTo, date) }

    /// A row's due date has moved: it may be late again.
    mutating func reopen(_ row: Int) { firstLate = min(firstLate, row) }
}
