package loanengine

// #include "shim.h"
import "C"

import (
	"sync"
	"unsafe"
)

// Product is terms made ready for the engine: to compute many schedules, or batches, of one contract. It does
// not change, and any number of goroutines may use it at once.
type Product struct {
	terms  C.le_terms
	parts  []uint64
	source Terms
}

// Prepare makes terms ready. What the engine's structs cannot say, such as a word that is not known, is refused
// here with the engine's error; all else where the product is used. Lists that the terms point to must not be
// changed afterwards.
func Prepare(terms Terms) (*Product, error) {
	var pack packer
	product := &Product{source: terms}
	product.source.Delinquency.Buckets = append([]Bucket(nil), terms.Delinquency.Buckets...)
	product.terms = pack.terms(&terms)
	if pack.unsaid {
		return nil, refusal(&terms, StatusActive, nil, Date{})
	}
	product.parts = pack.parts
	return product, nil
}

// partsAt is the address and size of the buffer that lists of the terms lie in.
func (p *Product) partsAt() (*C.uint64_t, C.size_t) { return partsAt(p.parts) }

func partsAt(parts []uint64) (*C.uint64_t, C.size_t) {
	if len(parts) <= 1 {
		return nil, 0
	}
	return (*C.uint64_t)(unsafe.Pointer(&parts[0])), C.size_t(8 * len(parts))
}

// RowCount says how many rows are enough for the product's schedule: at most TermCountMax + 1.
func (p *Product) RowCount() int {
	if p == nil {
		return 0
	}
	count := int(p.terms.term_count)
	if p.terms.due_dates.count > 0 {
		count = int(p.terms.due_dates.count)
	}
	return clampRows(count) + 1
}

func clampRows(count int) int {
	if count < 0 {
		return 0
	}
	if count > TermCountMax {
		return TermCountMax
	}
	return count
}

// Summary is what a schedule comes to. Amounts are minor units.
type Summary struct {
	Count          int     // Rows; fewer than TermCount where the balance is zero early.
	Installment    int64   // The level payment; 0 where there is none.
	HasInstallment bool    // Whether there is one.
	Totals         Amounts // The sums of the rows.
}

// Schedule is a schedule with its rows.
type Schedule struct {
	Summary
	Rows []Row
}

var summaries = sync.Pool{New: func() any { return &C.le_summary{struct_size: C.sizeof_le_summary} }}

// ScheduleInto writes the schedule to rows, of which RowCount are enough, and says what it comes to. Rows behind
// the schedule's may have been written to. Errors: INVALID_TERMS, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE,
// NEGATIVE_AMORTIZATION; BUFFER_TOO_SMALL where rows are too few: then Count says how many there are.
func (p *Product) ScheduleInto(rows []Row) (Summary, error) {
	if p == nil {
		return Summary{}, invalid("product", "a product is needed here")
	}
	parts, size := p.partsAt()
	into := summaries.Get().(*C.le_summary)
	code := C.go_schedule(&p.terms, parts, size, (*C.le_row)(addressOf(rows)), C.size_t(len(rows)), into, nil)
	summary := Summary{int(into.count), int64(into.installment), into.has_installment != 0, amountsOf(&into.totals)}
	summaries.Put(into)
	if code == C.LE_OK {
		return summary, nil
	}
	// What is wrong is asked for by itself: the same call says the same.
	why := newError()
	again := C.le_summary{struct_size: C.sizeof_le_summary}
	code = C.go_schedule(&p.terms, parts, size, (*C.le_row)(addressOf(rows)), C.size_t(len(rows)), &again, why)
	return Summary{Count: int(again.count)}, errorOf(code, why)
}

// Schedule gives the schedule with rows of its own. Errors as of ScheduleInto.
func (p *Product) Schedule() (*Schedule, error) {
	rows := make([]Row, p.RowCount())
	summary, err := p.ScheduleInto(rows)
	if err != nil {
		return nil, err
	}
	return &Schedule{summary, rows[:summary.Count:summary.Count]}, nil
}

// ScheduleOf is the schedule of a loan: rows, level payment, sums. Errors as of Prepare and ScheduleInto.
func ScheduleOf(terms Terms) (*Schedule, error) {
	product, err := Prepare(terms)
	if err != nil {
		return nil, err
	}
	return product.Schedule()
}

// LevelPayment is the level payment of terms that have one: rounded, in minor units and before any respreading,
// and the exact ratio that was rounded, "5673575/12", or a whole number. INVALID_TERMS at terms.amortization
// where there is none; other errors as of ScheduleInto.
func (p *Product) LevelPayment() (rounded int64, ratio string, err error) {
	if p == nil {
		return 0, "", invalid("product", "a product is needed here")
	}
	parts, size := p.partsAt()
	why := newError()
	var amount C.int64_t
	var needed C.size_t
	room := make([]byte, 1024)
	for {
		code := C.le_level_payment(&p.terms, unsafe.Pointer(parts), size, &amount, (*C.char)(unsafe.Pointer(&room[0])), C.size_t(len(room)), &needed, why)
		switch {
		case code == C.LE_OK:
			return int64(amount), string(room[:needed-1]), nil
		case code == C.LE_BUFFER_TOO_SMALL && int(needed) > len(room):
			room = make([]byte, needed)
		default:
			return 0, "", errorOf(code, why)
		}
	}
}

func amountsOf(from *C.le_amounts) Amounts { return *(*Amounts)(unsafe.Pointer(from)) }
