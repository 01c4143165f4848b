/// What the contract says of a loan after it is paid out: prepayment, settlement, late charges. No
/// schedule at disbursement depends on any of it.
public struct ServicingTerms: Sendable, Equatable {
    /// What money beyond what is due does.
    public var prepayment: Prepayment
    /// What it takes to be done early.
    public var settlement: SettlementTerms
    /// What is charged for paying late, at most eight rules.
    public var lateCharges: [LateChargeRule]
    /// What all late charges together never exceed, a percent being of the principal; nil for no
    /// limit.
    public var lateChargeLimit: AmountOrPercent?

    /// Those terms; by default money beyond what is due pays the next installments, a settlement pays
    /// the interest to date, and nothing is charged for paying late.
    public init(
        prepayment: Prepayment = Prepayment(), settlement: SettlementTerms = SettlementTerms(),
        lateCharges: [LateChargeRule] = [], lateChargeLimit: AmountOrPercent? = nil
    ) {
        self.prepayment = prepayment
        self.settlement = settlement
        self.lateCharges = lateCharges
        self.lateChargeLimit = lateChargeLimit
    }
}

/// What money beyond what is due does: `prepayment.effect`.
public enum PrepaymentEffect: UInt8, NamedCase {
    /// It pays the installments to come.
    case advance = 0
    /// It pays principal; the installment stays and the loan ends earlier.
    case reduceTerm = 1
    /// It pays principal; the installments to come become less.
    case reduceInstallment = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .advance: "ADVANCE"
        case .reduceTerm: "REDUCE_TERM"
        case .reduceInstallment: "REDUCE_INSTALLMENT"
        }
    }
}

/// Which interest of the current period a prepayment pays first: `prepayment.interest`.
public enum PrepaymentInterest: UInt8, NamedCase {
    /// What has accrued by its date.
    case toDate = 0
    /// None: it falls due with the installment.
    case atDueDate = 1
    /// None, and the change counts from the end of the current period only.
    case wholePeriod = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .toDate: "TO_DATE"
        case .atDueDate: "AT_DUE_DATE"
        case .wholePeriod: "WHOLE_PERIOD"
        }
    }
}

/// What money beyond what is due does: section 12 of docs/semantics.md.
public struct Prepayment: Sendable, Equatable {
    /// What becomes of the plan.
    public var effect: PrepaymentEffect
    /// Which interest it pays first.
    public var interest: PrepaymentInterest

    /// That prepayment.
    public init(effect: PrepaymentEffect = .advance, interest: PrepaymentInterest = .toDate) {
        self.effect = effect
        self.interest = interest
    }
}

/// Which interest not yet due a settlement pays: `settlement.interest`.
public enum SettlementInterest: UInt8, NamedCase {
    /// What has accrued by its date.
    case toDate = 0
    /// The current installment's, if its period has begun.
    case wholePeriod = 1
    /// All of it.
    case fullTerm = 2
    /// All of it less the rebate of the rule of 78.
    case ruleOf78 = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .toDate: "TO_DATE"
        case .wholePeriod: "WHOLE_PERIOD"
        case .fullTerm: "FULL_TERM"
        case .ruleOf78: "RULE_OF_78"
        }
    }
}

/// What it takes to be done early: section 13 of docs/semantics.md.
public struct SettlementTerms: Sendable, Equatable {
    /// Which interest not yet due is paid.
    public var interest: SettlementInterest
    /// A fee for settling early, a percent being of the unpaid principal not yet due; nil for none.
    public var fee: AmountOrPercent?
    /// The percent of the rule of 78's rebate that the lender keeps, 0 to 100.
    public var retainedPercent: Rational

    /// Those terms.
    public init(
        interest: SettlementInterest = .toDate, fee: AmountOrPercent? = nil,
        retainedPercent: Rational = .zero
    ) {
        self.interest = interest
        self.fee = fee
        self.retainedPercent = retainedPercent
    }
}
