package loanengine

// #include "shim.h"
import "C"

import (
	"context"
	"encoding/json"
	"unsafe"
)

// Loan is a loan with its life: terms, and the events in the order they were entered. Events are added by the
// methods below, which return the loan; what is wrong with them comes with Statement or Check. A loan may be
// asked by any number of goroutines at once while none adds to it. What terms and events point to must not be
// changed afterwards.
type Loan struct {
	terms  Terms
	status LoanStatus
	events []Event
}

// NewLoan is a loan that is paid out: ACTIVE from DisbursedAt on.
func NewLoan(terms Terms) *Loan { return &Loan{terms: terms, status: StatusActive} }

// NewApplication is a loan that begins in a status before it is paid out, such as StatusDraft.
func NewApplication(terms Terms, status LoanStatus) *Loan { return &Loan{terms: terms, status: status} }

// LoanOf reads a case of the case format: the loan, and the date of its asOf, or none. A case in error gives
// the engine's error. Whatever the case expects is left out.
func LoanOf(caseJSON []byte) (*Loan, Date, error) {
	if _, err := EvaluateJSON(caseJSON, OnLine); err != nil {
		return nil, Date{}, err
	}
	return readCase(caseJSON)
}

func readCase(caseJSON []byte) (*Loan, Date, error) {
	var wire wireCase
	if err := strict(caseJSON, &wire); err != nil || wire.Terms == nil {
		return nil, Date{}, &Error{Code: ErrMalformedInput, Path: "$", Message: "a case (loan-case/1) is needed here"}
	}
	var r reader
	loan := NewLoan(r.terms(wire.Terms))
	if wire.Status != nil {
		if err := loan.status.UnmarshalText([]byte(*wire.Status)); err != nil {
			return nil, Date{}, err
		}
	}
	for i := range wire.Events {
		loan.events = append(loan.events, r.event(&wire.Events[i]))
	}
	asOf := r.date(value(wire.AsOf))
	if r.err != nil {
		return nil, Date{}, r.err
	}
	return loan, asOf, nil
}

// Terms are the loan's.
func (l *Loan) Terms() Terms {
	if l == nil {
		return Terms{}
	}
	return l.terms
}

// Events are the loan's, in the order they were entered: the first has the number 1.
func (l *Loan) Events() []Event {
	if l == nil {
		return nil
	}
	return append([]Event(nil), l.events...)
}

// Add adds events. No loan stays none, and is refused where it is asked.
func (l *Loan) Add(events ...Event) *Loan {
	if l == nil {
		return nil
	}
	l.events = append(l.events, events...)
	return l
}

// MarshalJSON writes the loan as a case (loan-case/1), without asOf.
func (l *Loan) MarshalJSON() ([]byte, error) { return l.CaseJSON(Date{}) }

// CaseJSON writes the loan as a case (loan-case/1) as of a date, or without one.
func (l *Loan) CaseJSON(asOf Date) ([]byte, error) {
	if l == nil {
		return nil, invalid("loan", "a loan is needed here")
	}
	wire := wireCase{Format: "loan-case/1", Terms: writeTerms(&l.terms), AsOf: text(asOf.String())}
	status := l.status.String()
	wire.Status = &status
	w := writer{l.terms.Currency}
	for i := range l.events {
		wire.Events = append(wire.Events, w.event(&l.events[i]))
	}
	return json.Marshal(&wire)
}

// refusal is what the engine says of terms and events that its structs cannot say.
func refusal(terms *Terms, status LoanStatus, events []Event, asOf Date) error {
	loan := Loan{*terms, status, events}
	_, err := loan.byDocument(asOf)
	if err == nil {
		err = noPlace()
	}
	return err
}

// noPlace is the error of a loan that documents take and structs do not.
func noPlace() *Error {
	return invalid("terms", "the structs of the C interface have no place for one of these values, such as a rate of an event or a "+
		"late charge beyond 64 bits; EvaluateJSON takes it")
}

// byDocument evaluates the loan as a case.
func (l *Loan) byDocument(asOf Date) ([]byte, error) {
	written, err := l.CaseJSON(asOf)
	if err != nil {
		return nil, &Error{Code: ErrMalformedInput, Path: "$", Message: err.Error()}
	}
	return EvaluateJSON(written, OnLine)
}

// packed is a loan as the engine takes it.
type packed struct {
	packer
	terms  C.le_terms
	events []C.le_event
}

func (l *Loan) pack() (*packed, error) {
	if l == nil {
		return nil, invalid("loan", "a loan is needed here")
	}
	p := &packed{}
	p.terms = p.packer.terms(&l.terms)
	if len(l.events) > EventsMax {
		return nil, &Error{Code: ErrInvalidArgument, Path: "events", Message: "allowed: at most 1000000"}
	}
	p.events = make([]C.le_event, len(l.events))
	for i := range l.events {
		p.events[i] = p.event(&l.events[i])
	}
	if p.unsaid {
		return nil, errUnsaid
	}
	return p, nil
}

func (p *packed) eventsAt() (*C.le_event, C.size_t) {
	return (*C.le_event)(addressOf(p.events)), C.size_t(len(p.events))
}

// Statement is how the loan stands as of a date; of none as of its latest event's, else DisbursedAt. Events after
// it have not happened yet. Errors: those of terms and events, by path: "events[0].amount".
func (l *Loan) Statement(asOf Date) (*Statement, error) {
	return l.StatementContext(context.Background(), asOf)
}

// StatementContext is Statement, stopped with STOPPED once the context is done.
func (l *Loan) StatementContext(ctx context.Context, asOf Date) (*Statement, error) {
	p, err := l.pack()
	if err == errUnsaid {
		return nil, refusal(&l.terms, l.status, l.events, asOf)
	}
	if err != nil {
		return nil, err
	}
	parts, size := p.partsAt()
	events, count := p.eventsAt()
	why := newError()
	capacity := new(C.le_capacity)
	code := C.le_evaluate_capacity(&p.terms, unsafe.Pointer(parts), size, events, count, capacity, why)
	if code != C.LE_OK {
		// What is refused here is refused below, in the order of the engine's errors.
		*capacity = C.le_capacity{}
	}
	stop, end := watch(ctx)
	defer end()
	into := &C.le_statement{}
	for {
		rows := make([]Row, capacity.rows)
		postings := make([]C.le_posting, capacity.postings)
		C.le_statement_init(into, C.sizeof_le_statement)
		code = C.le_evaluate(&p.terms, unsafe.Pointer(parts), size, C.le_loan_status(l.status), events, count, C.int32_t(asOf.number()),
			(*C.le_row)(addressOf(rows)), (*C.le_posting)(addressOf(postings)), capacity, into, stop, why)
		switch {
		case code == C.LE_OK:
			return l.statement(into, rows[:capacity.rows:capacity.rows], postings[:capacity.postings]), nil
		case code == C.LE_STOPPED:
			return nil, stopped(ctx)
		case code == C.LE_BUFFER_TOO_SMALL && (int(capacity.rows) > len(rows) || int(capacity.postings) > len(postings)):
		default:
			return nil, errorOf(code, why)
		}
	}
}

// Settlement is what the borrower would pay on a date to be done; nil for a loan that is not ACTIVE then.
func (l *Loan) Settlement(on Date) (*Quote, error) {
	quotes, err := l.Quotes(on)
	if err != nil {
		return nil, err
	}
	return quotes[0], nil
}

// Quotes are settlements as of dates, which rise (INVALID_ARGUMENT where they do not); one is nil where the loan
// is not ACTIVE. Other errors as of Statement.
func (l *Loan) Quotes(dates ...Date) ([]*Quote, error) {
	p, err := l.pack()
	if err == errUnsaid {
		return nil, refusal(&l.terms, l.status, l.events, Date{})
	}
	if err != nil || len(dates) == 0 {
		return nil, err
	}
	days := make([]C.int32_t, len(dates))
	for i, date := range dates {
		days[i] = C.int32_t(date.number())
	}
	quotes := make([]C.le_quote, len(dates))
	parts, size := p.partsAt()
	events, count := p.eventsAt()
	why := newError()
	code := C.le_quotes(&p.terms, unsafe.Pointer(parts), size, C.le_loan_status(l.status), events, count, &days[0], C.size_t(len(days)), &quotes[0], why)
	if code != C.LE_OK {
		return nil, errorOf(code, why)
	}
	found := make([]*Quote, len(quotes))
	for i := range quotes {
		found[i] = quoteOf(&quotes[i])
	}
	return found, nil
}

// Check says whether the events from number accepted + 1 on can be written, those before having been accepted:
// the loan's status after all of them. The error's Index is that of the first that is refused, from 0.
func (l *Loan) Check(accepted int) (LoanStatus, error) {
	p, err := l.pack()
	if err == errUnsaid {
		return StatusNone, refusal(&l.terms, l.status, l.events, Date{})
	}
	if err != nil {
		return StatusNone, err
	}
	if accepted < 0 || accepted > len(l.events) {
		return StatusNone, invalid("accepted", "allowed: 0 to the number of events")
	}
	parts, size := p.partsAt()
	events, count := p.eventsAt()
	next := C.le_loan_status(C.LE_STATUS_NONE)
	why := newError()
	code := C.le_log_check(&p.terms, unsafe.Pointer(parts), size, C.le_loan_status(l.status), events, count, C.size_t(accepted), &next, why)
	if code != C.LE_OK {
		return StatusNone, errorOf(code, why)
	}
	return LoanStatus(next), nil
}
