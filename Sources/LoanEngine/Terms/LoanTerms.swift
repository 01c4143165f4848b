/// The contract of a loan: everything that its schedule depends on.
///
///     let terms = LoanTerms(
///         currency: naira, principalMinor: 50_000_00,
///         rate: try InterestRate(percent: "24", per: .year),
///         termCount: 12, termUnit: .month, disbursedAt: try CivilDate(text: "2026-03-11"))
///     let schedule = try RepaymentSchedule(for: terms)
///
/// A plain value: any field may be set, and what has no meaning is refused, with its path, when a
/// schedule is made of it (`validate()`). Section "Terms" of docs/semantics.md explains each field.
public struct LoanTerms: Sendable, Equatable {
    /// The currency of every amount.
    public var currency: Currency
    /// In minor units; more than zero.
    public var principalMinor: Int64
    /// Not negative.
    public var rate: InterestRate
    /// On what interest is charged.
    public var interestMethod: InterestMethod
    /// How principal is shared over the installments.
    public var amortization: Amortization
    /// Number of installments, 1…3 660.
    public var termCount: Int
    /// The unit of the time between installments.
    public var termUnit: TermUnit
    /// Units between installments, 1…366.
    public var termEvery: Int
    /// The day the money is paid out; interest runs from it.
    public var disbursedAt: CivilDate
    /// The first due date, not before `disbursedAt`; nil for one step after it.
    public var firstDueDate: CivilDate?
    /// How a period becomes a fraction of a year.
    public var dayCount: DayCount
    /// What is rounded to what.
    public var rounding: Rounding
    /// Whether the last level payment's difference is spread back.
    public var leveling: Leveling
    /// How flat interest reaches the installments.
    public var flatInterest: FlatInterest
    /// Which installment takes the rounding residual of straight-line shares.
    public var residual: Residual
    /// Leading installments with relief.
    public var grace: Grace
    /// Principal due with the last installment on top of the level payments, in minor units; 0 for
    /// none.
    public var balloonMinor: Int64
    /// A fixed fee due with every installment, in minor units; not negative.
    public var installmentFeeMinor: Int64
    /// The days on which nothing is collected, or nil.
    public var nonWorkingDays: NonWorkingDays?
    /// How repayments are split.
    public var allocation: AllocationPolicy
    /// When an installment is overdue, and how the loan is classified.
    public var delinquency: DelinquencyPolicy
    /// Prepayment, settlement and late charges.
    public var servicing: ServicingTerms

    /// The terms of the plan that most loans do not have: see `UncommonTerms`.
    var uncommon = UncommonTermsBox()

    /// Terms with the defaults of the case format for everything that is not given.
    /// What is no parameter here is set afterwards: `installmentMinor`, `dueDates`, ….
    public init(
        currency: Currency, principalMinor: Int64, rate: InterestRate,
        interestMethod: InterestMethod = .declining,
        amortization: Amortization = .equalInstallments, termCount: Int, termUnit: TermUnit,
        termEvery: Int = 1, disbursedAt: CivilDate, firstDueDate: CivilDate? = nil,
        dayCount: DayCount = .equal, rounding: Rounding = Rounding(), leveling: Leveling = .none,
        flatInterest: FlatInterest = .term, residual: Residual = .last, grace: Grace = Grace(),
        balloonMinor: Int64 = 0, installmentFeeMinor: Int64 = 0,
        nonWorkingDays: NonWorkingDays? = nil, allocation: AllocationPolicy = .interestFirst,
        delinquency: DelinquencyPolicy = DelinquencyPolicy(),
        servicing: ServicingTerms = ServicingTerms()
    ) {
        self.currency = currency
        self.principalMinor = principalMinor
        self.rate = rate
        self.interestMethod = interestMethod
        self.amortization = amortization
        self.termCount = termCount
        self.termUnit = termUnit
        self.termEvery = termEvery
        self.disbursedAt = disbursedAt
        self.firstDueDate = firstDueDate
        self.dayCount = dayCount
        self.rounding = rounding
        self.leveling = leveling
        self.flatInterest = flatInterest
        self.residual = residual
        self.grace = grace
        self.balloonMinor = balloonMinor
        self.installmentFeeMinor = installmentFeeMinor
        self.nonWorkingDays = nonWorkingDays
        self.allocation = allocation
        self.delinquency = delinquency
        self.servicing = servicing
    }
}
