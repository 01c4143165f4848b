package loanengine

import "encoding/json"

// The case format as encoding/json has it: section 2 and 3 of docs/case-format.md. Amounts are decimals in
// strings, so that these structs, and not Terms, are what is read and written.

type wireCase struct {
	Format string          `json:"format"`
	Name   *string         `json:"name,omitempty"`
	Source *string         `json:"source,omitempty"`
	Terms  *wireTerms      `json:"terms"`
	Status *string         `json:"status,omitempty"`
	Events []wireEvent     `json:"events,omitempty"`
	AsOf   *string         `json:"asOf,omitempty"`
	Expect json.RawMessage `json:"expect,omitempty"`
}

type wireRate struct {
	Percent string `json:"percent,omitempty"`
	Per     string `json:"per,omitempty"`
}

type wireShare struct {
	Amount  *string `json:"amount,omitempty"`
	Percent *string `json:"percent,omitempty"`
	Of      string  `json:"of,omitempty"`
}

type wireTerms struct {
	Currency          json.RawMessage  `json:"currency,omitempty"`
	PrincipalAmount   *string          `json:"principalAmount,omitempty"`
	Rate              *wireRate        `json:"rate,omitempty"`
	InterestMethod    string           `json:"interestMethod,omitempty"`
	Amortization      string           `json:"amortization,omitempty"`
	Accrual           string           `json:"accrual,omitempty"`
	TermCount         *int             `json:"termCount,omitempty"`
	TermUnit          string           `json:"termUnit,omitempty"`
	TermEvery         *int             `json:"termEvery,omitempty"`
	DisbursedAt       string           `json:"disbursedAt,omitempty"`
	FirstDueDate      string           `json:"firstDueDate,omitempty"`
	DueDates          []string         `json:"dueDates,omitempty"`
	DueDays           []int            `json:"dueDays,omitempty"`
	FirstPeriod       string           `json:"firstPeriod,omitempty"`
	DayCount          string           `json:"dayCount,omitempty"`
	Rounding          *wireRounding    `json:"rounding,omitempty"`
	Leveling          string           `json:"leveling,omitempty"`
	FlatInterest      string           `json:"flatInterest,omitempty"`
	Residual          string           `json:"residual,omitempty"`
	Grace             *wireGrace       `json:"grace,omitempty"`
	UpfrontFees       []wireFee        `json:"upfrontFees,omitempty"`
	DownPayment       *wireShare       `json:"downPayment,omitempty"`
	InstallmentAmount *string          `json:"installmentAmount,omitempty"`
	BalloonAmount     *string          `json:"balloonAmount,omitempty"`
	InstallmentFee    *string          `json:"installmentFee,omitempty"`
	NonWorkingDays    *wireDays        `json:"nonWorkingDays,omitempty"`
	Allocation        *wireAllocation  `json:"allocation,omitempty"`
	Delinquency       *wireDelinquency `json:"delinquency,omitempty"`
	Prepayment        *wirePrepayment  `json:"prepayment,omitempty"`
	Settlement        *wireSettlement  `json:"settlement,omitempty"`
	LateCharges       []wireLateCharge `json:"lateCharges,omitempty"`
	LateChargeLimit   *wireShare       `json:"lateChargeLimit,omitempty"`
}

type wireCurrency struct {
	Code     string `json:"code"`
	Exponent *int   `json:"exponent"`
}

type wireRounding struct {
	Mode            string  `json:"mode,omitempty"`
	InterestMode    string  `json:"interestMode,omitempty"`
	InstallmentMode string  `json:"installmentMode,omitempty"`
	InterestUnit    *string `json:"interestUnit,omitempty"`
	InstallmentUnit *string `json:"installmentUnit,omitempty"`
}

type wireGrace struct {
	Principal    int `json:"principal,omitempty"`
	InterestFree int `json:"interestFree,omitempty"`
	Capitalized  int `json:"capitalized,omitempty"`
	Deferred     int `json:"deferred,omitempty"`
}

type wireFee struct {
	Name    *string `json:"name,omitempty"`
	Amount  *string `json:"amount,omitempty"`
	Percent *string `json:"percent,omitempty"`
	Collect string  `json:"collect,omitempty"`
}

type wireDays struct {
	Weekdays []string `json:"weekdays,omitempty"`
	Holidays []string `json:"holidays,omitempty"`
	Rule     string   `json:"rule,omitempty"`
}

type wireAllocation struct {
	Order     []string `json:"order,omitempty"`
	PastDue   []string `json:"pastDue,omitempty"`
	Due       []string `json:"due,omitempty"`
	InAdvance []string `json:"inAdvance,omitempty"`
	Across    string   `json:"across,omitempty"`
	Advance   string   `json:"advance,omitempty"`
}

type wireDelinquency struct {
	GraceDays int          `json:"graceDays,omitempty"`
	Tolerance *string      `json:"tolerance,omitempty"`
	DaysFrom  string       `json:"daysFrom,omitempty"`
	Buckets   []wireBucket `json:"buckets,omitempty"`
}

type wireBucket struct {
	Name    *string `json:"name"`
	FromDay *int    `json:"fromDay"`
}

type wirePrepayment struct {
	Effect   string `json:"effect,omitempty"`
	Interest string `json:"interest,omitempty"`
}

type wireSettlement struct {
	Interest string     `json:"interest,omitempty"`
	Fee      *wireShare `json:"fee,omitempty"`
	Retained string     `json:"retained,omitempty"`
}

type wireLateCharge struct {
	Amount    *string    `json:"amount,omitempty"`
	Percent   *string    `json:"percent,omitempty"`
	Rate      *wireRate  `json:"rate,omitempty"`
	Of        string     `json:"of,omitempty"`
	Component string     `json:"component,omitempty"`
	AfterDays int        `json:"afterDays,omitempty"`
	Every     *wireEvery `json:"every,omitempty"`
	Times     *int       `json:"times,omitempty"`
	YearDays  *int       `json:"yearDays,omitempty"`
	From      string     `json:"from,omitempty"`
}

type wireEvery struct {
	Count int    `json:"count,omitempty"`
	Unit  string `json:"unit,omitempty"`
}

type wireEvent struct {
	Type      string        `json:"type,omitempty"`
	Date      string        `json:"date,omitempty"`
	Amount    *string       `json:"amount,omitempty"`
	Of        *int          `json:"of,omitempty"`
	Component string        `json:"component,omitempty"`
	Reason    *string       `json:"reason,omitempty"`
	Rate      *wireRate     `json:"rate,omitempty"`
	Keep      string        `json:"keep,omitempty"`
	Terms     *wireNewTerms `json:"terms,omitempty"`
	Arrears   string        `json:"arrears,omitempty"`
	Until     string        `json:"until,omitempty"`
	Role      string        `json:"role,omitempty"`
	Method    *string       `json:"method,omitempty"`
	Reference *string       `json:"reference,omitempty"`
}

type wireNewTerms struct {
	Rate              *wireRate  `json:"rate,omitempty"`
	Amortization      string     `json:"amortization,omitempty"`
	TermCount         *int       `json:"termCount,omitempty"`
	TermUnit          string     `json:"termUnit,omitempty"`
	TermEvery         *int       `json:"termEvery,omitempty"`
	FirstDueDate      string     `json:"firstDueDate,omitempty"`
	DueDates          []string   `json:"dueDates,omitempty"`
	DueDays           []int      `json:"dueDays,omitempty"`
	BalloonAmount     *string    `json:"balloonAmount,omitempty"`
	InstallmentFee    *string    `json:"installmentFee,omitempty"`
	InstallmentAmount *string    `json:"installmentAmount,omitempty"`
	Grace             *wireGrace `json:"grace,omitempty"`
}
