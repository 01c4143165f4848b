package loanengine

// Terms is the contract of a loan, with the names of the case format (docs/case-format.md). Amounts are minor
// units of the currency, rates texts ("24", "2.5", "100/3"), words constants such as UnitMonth. Zero is the
// default of every field that has one. Currency, Principal, Rate and DisbursedAt have none, nor have TermCount
// and TermUnit, but for terms with DueDates. Nothing is checked before the terms are used.
type Terms struct {
	Currency  Currency
	Principal int64 // principalAmount: more than zero.
	Rate      Rate

	InterestMethod InterestMethod // Declining by default.
	Amortization   Amortization   // EqualInstallments by default.
	Accrual        Accrual        // AccrualScheduled by default.

	TermCount    int    // Installments, 1 to TermCountMax; none with DueDates.
	TermUnit     Unit   // None with DueDates.
	TermEvery    int    // Units between installments, 1 to TermEveryMax; 0 is 1.
	DisbursedAt  Date   // When it is paid out.
	FirstDueDate Date   // Not before DisbursedAt; none is one step after it.
	DueDates     []Date // In place of count, unit and first date: rising.
	DueDays      []int  // Days of the month, 1 to 31, at most 4, rising.

	FirstPeriod  FirstPeriod // FirstPeriodWhole by default.
	DayCount     DayCount    // DayCountEqual by default.
	Rounding     Rounding
	Leveling     Leveling     // LevelingNone by default.
	FlatInterest FlatInterest // FlatInterestTerm by default.
	Residual     Residual     // ResidualLast by default.
	Grace        Grace

	UpfrontFees       []UpfrontFee // At most UpfrontFeesMax.
	DownPayment       *Share       // Due on DisbursedAt, below what is lent; nil for none.
	InstallmentAmount int64        // The level payment that is stated; 0 to compute it.
	BalloonAmount     int64        // Principal due with the last installment on top; 0 for none.
	InstallmentFee    int64        // With each installment; zero or more.
	NonWorkingDays    NonWorkingDays

	Allocation      Allocation
	Delinquency     Delinquency
	Prepayment      Prepayment
	Settlement      Settlement
	LateCharges     []LateCharge // At most LateChargesMax.
	LateChargeLimit *Share       // Of all late charges, a percentage being of the principal; nil for no limit.
}

// Rate is a rate: a percentage, written as a decimal or a ratio, and the time it is quoted for.
type Rate struct {
	Percent string // Zero or more, "24", "2.5", "100/3", of any number of digits up to TextMax bytes.
	Per     RatePer
}

// Share is an amount, or a percentage of one that is known later. Percent counts where it is not empty.
type Share struct {
	Amount  int64  // In minor units, zero or more; 0 with a percentage.
	Percent string // Zero or more, written as a rate.
}

// Rounding says how figures become whole amounts: of the exact value, once.
type Rounding struct {
	Mode            Mode  // Of what has no mode of its own; RoundHalfEven by default.
	InterestMode    Mode  // Of interest.
	InstallmentMode Mode  // Of level payments and principal shares.
	InterestUnit    int64 // Interest is a multiple of it, in minor units; 0 is 1.
	InstallmentUnit int64 // Level payments and principal shares are; 0 is 1.
}

// Grace says which leading installments lack something: each 0 to one less than there are.
type Grace struct {
	Principal    int // Without principal.
	InterestFree int // Without interest.
	Capitalized  int // Whose interest joins the balance.
	Deferred     int // Whose interest falls due after them.
}

// UpfrontFee is a fee that is due when the loan is paid out.
type UpfrontFee struct {
	Name  string // For people.
	Share        // An amount, or a percentage of the principal.
	// Collect says how it reaches the lender; it has no default.
	Collect Collect
}

// NonWorkingDays says on which days nothing falls due, and where a due date on one of them goes.
type NonWorkingDays struct {
	Weekdays []Weekday      // Each once.
	Holidays []Date         // In any order, at most HolidaysMax.
	Rule     NonWorkingRule // NonWorkingFollowing by default.
}

// Allocation says how a repayment is split. An order has each component once, the first paid first.
type Allocation struct {
	Order     []Component // Where an order below is empty; by default penalty, fee, interest, principal.
	PastDue   []Component // Of rows due before the payment's date.
	Due       []Component // Of rows due on it.
	InAdvance []Component // Of rows due after it.
	Across    Across      // AcrossInstallment by default.
	Advance   Advance     // AdvanceNext by default.
}

// Delinquency says when an installment is overdue, and how loans are classed by days past due.
type Delinquency struct {
	GraceDays int      // Days past the due date that are not overdue, 0 to DaysMax.
	Tolerance int64    // An installment of which no more is unpaid is not overdue, in minor units.
	DaysFrom  DaysFrom // DaysFromDueDate by default.
	Buckets   []Bucket // At most BucketsMax, the first from day 0, rising; none by default.
}

// Bucket is a class of loans by days past due.
type Bucket struct {
	Name    string // For people.
	FromDay int    // 0 to DaysMax.
}

// Prepayment says what money beyond what is due does.
type Prepayment struct {
	Effect   PrepaymentEffect   // PrepaymentAdvance by default.
	Interest PrepaymentInterest // PrepaymentInterestToDate by default.
}

// Settlement says what a borrower pays to be done early.
type Settlement struct {
	Interest SettlementInterest // SettlementInterestToDate by default.
	Fee      *Share             // A percentage being of the unpaid principal not yet due; nil for none.
	Retained string             // Percent of the rebate of the rule of 78, 0 to 100, written as a rate; "" for none.
}

// LateCharge is a rule of what is charged on an installment that is paid late. It charges an amount, a
// percentage of something, or interest by the day: the one of Amount, Percent and Rate that is given.
type LateCharge struct {
	Amount  int64  // In minor units.
	Percent string // Of Of, written as a rate.
	Rate    *Rate  // Penal interest; nil for none. Not PerLoan.

	Of        LateBase  // What a percentage or rate is taken of; none with an amount.
	Component Component // Penalty, by default, or Fee.
	AfterDays int       // 0 to DaysMax: the first charge is one day later.
	Every     int       // Units between two charges, 1 to TermEveryMax; 0 for once.
	EveryUnit Unit      // With Every.
	Times     int       // At most so many charges, with Every; 0 for no limit.
	YearDays  int       // With Rate: 360, 364 or 365.
	From      LateFrom  // With Rate: LateFromDueDate by default.
}

// NewTerms is what a reschedule agrees anew. What is not given is as before; grace, balloon, stated installment
// and first due date: none.
type NewTerms struct {
	Rate              *Rate        // nil as before.
	Amortization      Amortization // Empty as before.
	TermCount         int          // Installments to come; none with DueDates.
	TermUnit          Unit         // Empty as before.
	TermEvery         int          // 0 as before.
	FirstDueDate      Date
	DueDates          []Date
	DueDays           []int
	BalloonAmount     int64  // In minor units.
	InstallmentFee    *int64 // In minor units; nil as before.
	InstallmentAmount int64  // In minor units.
	Grace             Grace
}

// Event is something that happened to a loan: docs/case-format.md says which type has which fields. A field that
// the type does not take is zero. Loan has a method for each type.
type Event struct {
	Type      EventType
	Date      Date
	Amount    int64       // In minor units, above zero for types that have one; of EventSettlement zero or more.
	Of        int         // EventReversal: the number of the event that is undone, from 1.
	Component Component   // EventCharge: Penalty or Fee; EventWaiver: any.
	Rate      *Rate       // EventRateChange: not PerLoan, of 64-bit parts in lowest terms.
	Keep      Keep        // EventRateChange: KeepTerm by default.
	Terms     *NewTerms   // EventReschedule.
	Arrears   ArrearsRule // EventReschedule: ArrearsKeep by default.
	Until     Date        // EventInterestPause: after Date.
	Role      Role        // Who did it; empty checks no role.
	// Reason, Method and Reference are for the reader; Reason of EventCharge alone, at most 256 bytes.
	Reason, Method, Reference string
}
