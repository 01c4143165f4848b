/// What a loan's rules for late charges have charged so far.
struct LateChargeBook: Sendable {
    let rules: [LateChargeRule]
    /// By what Σ base × days of each rule is multiplied.
    let factors: [Rational]
    /// Whether one of them is penal interest.
    let hasPenalInterest: Bool
    /// Whether one of them charges more than once on a row.
    let repeats: Bool
    /// What all of them together never exceed.
    let limit: LateChargeLimit
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
        repeats = rules.contains { $0.repetition != nil }
        hasPenalInterest = rules.contains { $0.isPenalInterest }
        lookedUpTo = terms.disbursedAt.adding(days: -1) ?? .first
        limit = LateChargeLimit(terms)
    }

    var isAtLimit: Bool { limit.isReached(by: totalMinor) }

    mutating func goOn(to date: CivilDate) { lookedUpTo = max(lookedUpTo, date) }

    /// A row's due date has moved: it may be late again.
    mutating func reopen(_ row: Int) { firstLate = min(firstLate, row) }
}
