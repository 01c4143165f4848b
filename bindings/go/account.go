package loanengine

// #include "shim.h"
import "C"

import "unsafe"

// Position is how a loan stands as of a date, from its rows alone. Amounts are minor units.
type Position struct {
	Status              LoanStatus // StatusActive, or StatusCompleted where nothing is unpaid.
	AsOf                Date
	DaysPastDue         int     // The greatest of its installments.
	Bucket              string  // The name of the bucket; empty without buckets.
	Outstanding         Amounts // What is unpaid.
	Arrears             Amounts // What is unpaid of overdue installments.
	ArrearsSince        Date    // The oldest overdue due date; none without arrears.
	OverdueInstallments int     // How many rows are overdue.
	NextDue             *NextDue
	MaturityDate        Date // The last row's due date.
}

// policy is how the product splits repayments.
func (p *Product) policy() *C.le_allocation_policy {
	if p == nil {
		return nil
	}
	return &p.terms.allocation
}

func paymentsAt(payments []Payment) *C.le_payment { return (*C.le_payment)(addressOf(payments)) }

// Allocate splits a repayment over the unpaid parts of a loan's rows, in place, oldest installment first and as
// the product's allocation says (nil for the default): its postings, and what no row took, in minor units.
// Repayments are given in order of date. Errors, with the rows unchanged: INVALID_EVENT for an amount that is
// not above zero, DATE_OUT_OF_RANGE, INVALID_TERMS for a policy, INVALID_ROWS.
func Allocate(product *Product, payment Payment, rows []Row) (postings []Posting, overpaid int64, err error) {
	return split(4*len(rows)+8, func(into []C.le_posting, count *C.size_t, overpaid *C.int64_t, why *C.le_error) C.le_code {
		one := payment
		return C.le_allocate(product.policy(), (*C.le_payment)(unsafe.Pointer(&one)), (*C.le_row)(addressOf(rows)), C.size_t(len(rows)),
			(*C.le_posting)(addressOf(into)), C.size_t(len(into)), count, overpaid, why)
	})
}

// Reallocate sets the rows' paid amounts to zero and applies all repayments anew, in order of date, ties in order
// of entry: without a reversed one among them the loan stands as if it had never been paid. Errors as of
// Allocate, INVALID_EVENT also for dates that fall.
func Reallocate(product *Product, payments []Payment, rows []Row) (postings []Posting, overpaid int64, err error) {
	return split(4*len(rows)+len(payments)+8, func(into []C.le_posting, count *C.size_t, overpaid *C.int64_t, why *C.le_error) C.le_code {
		return C.le_reallocate(product.policy(), paymentsAt(payments), C.size_t(len(payments)), (*C.le_row)(addressOf(rows)), C.size_t(len(rows)),
			(*C.le_posting)(addressOf(into)), C.size_t(len(into)), count, overpaid, why)
	})
}

func split(capacity int, call func([]C.le_posting, *C.size_t, *C.int64_t, *C.le_error) C.le_code) ([]Posting, int64, error) {
	var count C.size_t
	var overpaid C.int64_t
	why := newError()
	for {
		into := make([]C.le_posting, capacity)
		code := call(into, &count, &overpaid, why)
		switch {
		case code == C.LE_OK:
			return postingsOf(into[:count]), int64(overpaid), nil
		case code == C.LE_BUFFER_TOO_SMALL && int(count) > capacity:
			capacity = int(count)
		default:
			return nil, 0, errorOf(code, why)
		}
	}
}

// Unallocate takes a repayment's postings back out of the rows, in place: the inverse of Allocate for the
// repayment that was allocated last. Errors, with the rows unchanged: INVALID_EVENT at the posting,
// "postings[3]", INVALID_ROWS.
func Unallocate(postings []Posting, rows []Row) error {
	given := make([]C.le_posting, len(postings))
	for i, posting := range postings {
		component, known := wordsOfComponent.numbers[string(posting.Component)]
		kind, whole := wordsOfPostingKind.numbers[string(posting.Kind)]
		if !known || (!whole && posting.Kind != "") {
			component = -1 // the engine says which posting
		}
		sequence := int32(posting.Sequence)
		if int(sequence) != posting.Sequence {
			sequence = -1
		}
		given[i] = C.le_posting{amount: C.int64_t(posting.Amount), sequence: C.int32_t(sequence), component: C.le_component(component), kind: C.le_posting_kind(kind)}
	}
	why := newError()
	code := C.le_unallocate((*C.le_posting)(addressOf(given)), C.size_t(len(given)), (*C.le_row)(addressOf(rows)), C.size_t(len(rows)), why)
	if code != C.LE_OK {
		return errorOf(code, why)
	}
	return nil
}

// Classify writes each row's Status and DaysPastDue as of a date, in place, by the product's delinquency (nil for
// the default), and says how the loan stands. Errors, with the rows unchanged: DATE_OUT_OF_RANGE, also for no
// date, INVALID_TERMS, INVALID_ROWS.
func Classify(product *Product, rows []Row, asOf Date) (*Position, error) {
	var terms *C.le_terms
	var parts *C.uint64_t
	var size C.size_t
	if product != nil {
		terms = &product.terms
		parts, size = product.partsAt()
	}
	into := new(C.le_position)
	why := newError()
	code := C.le_classify(terms, unsafe.Pointer(parts), size, (*C.le_row)(addressOf(rows)), C.size_t(len(rows)), C.int32_t(asOf.number()), into, why)
	if code != C.LE_OK {
		return nil, errorOf(code, why)
	}
	found := &Position{
		Status: LoanStatus(into.status), AsOf: dateOf(int32(into.as_of)), DaysPastDue: int(into.days_past_due),
		Outstanding: amountsOf(&into.outstanding), Arrears: amountsOf(&into.arrears), ArrearsSince: dateOf(int32(into.arrears_since)),
		OverdueInstallments: int(into.overdue_installments), MaturityDate: dateOf(int32(into.maturity_date)),
	}
	if bucket := int(into.bucket); product != nil && bucket >= 0 && bucket < len(product.source.Delinquency.Buckets) {
		found.Bucket = product.source.Delinquency.Buckets[bucket].Name
	}
	if into.next_due_sequence != 0 {
		found.NextDue = &NextDue{int(into.next_due_sequence), dateOf(int32(into.next_due_date)), int64(into.next_due_amount)}
	}
	return found, nil
}

// Transition is the status after an event by a role (empty: no role is checked), before money is looked at.
// ILLEGAL_TRANSITION where the status does not take the event, FORBIDDEN_ROLE where the role may not do it, each
// with what would be allowed; INVALID_ARGUMENT for what is no status, event or role.
func Transition(status LoanStatus, event EventType, role Role) (LoanStatus, error) {
	number, known := wordsOfEventType.numbers[string(event)]
	if !known {
		return StatusNone, invalid("event", "one of the types of events is needed here")
	}
	who, err := roleNumber(role)
	if err != nil {
		return StatusNone, err
	}
	next := new(C.le_loan_status)
	why := newError()
	code := C.le_transition(C.le_loan_status(status), C.le_event_type(number), who, next, why)
	if code != C.LE_OK {
		return StatusNone, errorOf(code, why)
	}
	return LoanStatus(*next), nil
}

func roleNumber(role Role) (C.le_role, error) {
	number, known := wordsOfRole.numbers[string(role)]
	if !known && role != "" {
		return 0, invalid("role", "allowed: CREDIT_OFFICER, SUPERVISOR, ADMIN, or none")
	}
	return C.le_role(number), nil
}

// AllowedEvents are the events that a status takes from a role (empty: from anyone), in the order of the set.
// INVALID_ARGUMENT for what is no status or role.
func AllowedEvents(status LoanStatus, role Role) ([]EventType, error) {
	who, err := roleNumber(role)
	if err != nil {
		return nil, err
	}
	bits := new(C.uint32_t)
	if code := C.le_allowed_events(C.le_loan_status(status), who, bits); code != C.LE_OK {
		return nil, &Error{Code: Code(code), Path: "status", Message: "one of the statuses is needed here"}
	}
	var found []EventType
	for _, one := range wordsOfEventType.all {
		if uint32(*bits)&(1<<uint(one.number)) != 0 {
			found = append(found, EventType(one.word))
		}
	}
	return found, nil
}
