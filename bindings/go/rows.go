package loanengine

import "unsafe"

// Row is one installment: what falls due, what of it is paid, how it stands. A slice of rows is the state that a
// host keeps of a loan; the library works in it. Amounts are minor units.
type Row struct {
	Sequence      int32     // From 1, rising.
	StartDate     Day       // The first day of the interest period.
	DueDate       Day       // Rising.
	Status        RowStatus // As of the last classification or statement.
	PrincipalDue  int64     // Dues are zero or more.
	InterestDue   int64
	FeeDue        int64
	PenaltyDue    int64 // Zero in a schedule; a host may charge one.
	BalanceAfter  int64 // The unpaid principal, were all paid as due.
	PrincipalPaid int64 // Zero or more, at most what is due.
	InterestPaid  int64
	FeePaid       int64
	PenaltyPaid   int64
	DaysPastDue   int32   // As of the last classification or statement.
	Kind          RowKind // What the row is.
}

// Due is what falls due in all, in minor units.
func (r *Row) Due() int64 { return r.PrincipalDue + r.InterestDue + r.FeeDue + r.PenaltyDue }

// Paid is what is paid of it in all, in minor units.
func (r *Row) Paid() int64 { return r.PrincipalPaid + r.InterestPaid + r.FeePaid + r.PenaltyPaid }

// Amounts is an amount for each component and their sum, in minor units.
type Amounts struct {
	Principal, Interest, Fee, Penalty, Total int64
}

// Payment is money that came in.
type Payment struct {
	Amount int64 // In minor units, more than zero.
	Date   Day   // When.
	Event  int32 // The host's number for it, copied to its postings.
}

// Posting is what moved a row: an allocation of money, or an adjustment of what is due.
type Posting struct {
	Amount    int64       // In minor units: what was paid, above zero; of an adjustment what was added to the due, or taken from it.
	Date      Date        // When. Penal interest is dated as of.
	Event     int         // The event's number from 1, 0 for a late charge; of Allocate, Payment.Event.
	Sequence  int         // The row's.
	Component Component   // Which due.
	Kind      PostingKind // Why; PostingAllocated is money.
	Rule      int         // The number of the late charge's rule, from 1; else 0.
}

// addressOf is the address of a slice's memory, or nil where it has no elements.
func addressOf[T any](elements []T) unsafe.Pointer {
	if len(elements) == 0 {
		return nil
	}
	return unsafe.Pointer(&elements[0])
}

// typed is the same memory as numbers of another type.
func typed[T ~int32](numbers []int32) []T {
	if len(numbers) == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&numbers[0])), len(numbers))
}
