package loanengine

// #include "shim.h"
import "C"

import "context"

// The addresses of columns, as arguments of a call each: cgo keeps their memory where it is.
func (c *columns) numbers() *C.uint32_t        { return (*C.uint32_t)(addressOf(c.Product)) }
func (c *columns) principal() *C.int64_t       { return (*C.int64_t)(addressOf(c.Principal)) }
func (c *columns) rateNumerator() *C.int64_t   { return (*C.int64_t)(addressOf(c.RateNumerator)) }
func (c *columns) rateDenominator() *C.int64_t { return (*C.int64_t)(addressOf(c.RateDenominator)) }
func (c *columns) termCount() *C.int32_t       { return (*C.int32_t)(addressOf(c.TermCount)) }
func (c *columns) disbursedAt() *C.int32_t     { return (*C.int32_t)(addressOf(c.DisbursedAt)) }
func (c *columns) firstDueDate() *C.int32_t    { return (*C.int32_t)(addressOf(c.FirstDueDate)) }
func (c *columns) status() *C.le_loan_status   { return (*C.le_loan_status)(addressOf(c.Status)) }
func (c *columns) eventsAt() *C.le_event       { return (*C.le_event)(addressOf(c.events)) }
func (c *columns) eventOffsets() *C.uint64_t   { return (*C.uint64_t)(addressOf(c.offsets)) }
func (c *columns) asOf() C.int32_t             { return C.int32_t(c.AsOf.number()) }
func (c *columns) productCount() C.uint32_t    { return C.uint32_t(len(c.Products)) }

func codesAt(codes []Code) *C.le_code { return (*C.le_code)(addressOf(codes)) }

// ScheduleBatch makes the schedules of many loans. Of positions it writes Outstanding, MaturityDate and
// Installment. It returns an error where it could not be carried out at all (INVALID_ARGUMENT,
// BUFFER_TOO_SMALL), and with the batch STOPPED once the context is done; what is wrong with a loan is in Codes
// and Errors.
func ScheduleBatch(ctx context.Context, loans *Loans, options *Options) (*Batch, error) {
	c, b, err := prepare(loans, &options, false)
	if err != nil {
		return nil, err
	}
	if err := b.rowsFor(options, c, 0); err != nil {
		return nil, err
	}
	stop, end := watch(ctx)
	defer end()
	done := new([2]C.size_t)
	parts, size := partsAt(c.parts)
	rows, ints, longs, capacity := b.rowsAt()
	positionInts, positionLongs := b.positionsAt()
	code := C.go_schedule_batch(c.terms(), c.productCount(), parts, size, C.size_t(c.count), c.numbers(), c.principal(),
		c.rateNumerator(), c.rateDenominator(), c.termCount(), c.disbursedAt(), c.firstDueDate(), nil, nil, nil, c.asOf(),
		rows, ints, longs, capacity, (*C.uint64_t)(addressOf(b.Offsets)), positionInts, positionLongs, codesAt(b.Codes),
		&b.errors[0], C.size_t(len(b.errors)), C.size_t(b.First), &done[0], stop)
	return b.finish(ctx, code, done, nil)
}

func prepare(loans *Loans, options **Options, events bool) (*columns, *Batch, error) {
	if *options == nil {
		*options = &Options{}
	}
	c, err := loans.columns(events)
	if err != nil {
		return nil, nil, err
	}
	b, err := (*options).begin(c.count, c.count)
	return c, b, err
}

// EvaluateBatch is Statement for many loans, each with its events: rows, and where they are asked for positions
// and postings. Errors as of ScheduleBatch. Where rows or postings are full, it ends before the loan that does not
// fit: Done says so.
func EvaluateBatch(ctx context.Context, loans *Loans, options *Options) (*Batch, error) {
	c, b, err := prepare(loans, &options, true)
	if err != nil {
		return nil, err
	}
	more := 0
	for _, events := range c.Events {
		if len(events) > 0 {
			more++ // charges after the last installment
		}
		for i := range events {
			if agreed := events[i].Terms; agreed != nil {
				more += clampRows(agreed.TermCount) + clampRows(len(agreed.DueDates))
			}
		}
	}
	if err := b.rowsFor(options, c, more); err != nil {
		return nil, err
	}
	var postings []C.le_posting
	if options.Postings {
		postings = make([]C.le_posting, 64+8*len(c.events))
		b.PostingOffsets = make([]uint64, c.count+1)
	}
	stop, end := watch(ctx)
	defer end()
	done := new([2]C.size_t)
	parts, size := partsAt(c.parts)
	positionInts, positionLongs := b.positionsAt()
	var code C.le_code
	for {
		rows, ints, longs, capacity := b.rowsAt()
		code = C.go_evaluate_batch(c.terms(), c.productCount(), parts, size, C.size_t(c.count), c.numbers(), c.principal(),
			c.rateNumerator(), c.rateDenominator(), c.termCount(), c.disbursedAt(), c.firstDueDate(), c.status(), c.eventsAt(),
			c.eventOffsets(), c.asOf(), rows, ints, longs, capacity, (*C.uint64_t)(addressOf(b.Offsets)),
			(*C.le_posting)(addressOf(postings)), C.size_t(len(postings)), (*C.uint64_t)(addressOf(b.PostingOffsets)),
			positionInts, positionLongs, codesAt(b.Codes), &b.errors[0], C.size_t(len(b.errors)), C.size_t(b.First), &done[0], stop)
		if code != C.LE_BUFFER_TOO_SMALL || !b.grow(options, &postings) {
			break
		}
	}
	if options.Postings && done[0] > 0 {
		end := b.PostingOffsets[b.First+int(done[0])]
		if end <= uint64(len(postings)) {
			b.Postings = postingsOf(postings[:end])
		}
	}
	return b.finish(ctx, code, done, c.bad)
}

// grow makes room for the first loan in memory of the call's own; false where there is none to make.
func (b *Batch) grow(o *Options, postings *[]C.le_posting) bool {
	grown := false
	if b.First >= len(b.Codes) {
		return false
	}
	own := o.Rows == nil && b.Columns == nil && b.Offsets != nil
	if own && b.Offsets[b.First+1] > uint64(len(b.Rows)) && b.Offsets[b.First+1] <= mostRows &&
		(o.RowCapacity == 0 || b.Offsets[b.First+1] <= uint64(o.RowCapacity)) {
		b.Rows = make([]Row, b.Offsets[b.First+1])
		grown = true
	}
	if b.PostingOffsets != nil {
		if need := b.PostingOffsets[b.First+1]; need > uint64(len(*postings)) && need <= mostRows {
			*postings = make([]C.le_posting, need)
			grown = true
		}
	}
	return grown
}

// checked says whether the book can be the rows of count loans.
func (b *Book) checked(count int) error {
	switch {
	case b == nil:
		return invalid("book", "the rows of the loans are needed here")
	case b.Columns != nil && b.Rows != nil:
		return invalid("book.Rows", "none beside Columns")
	case len(b.Offsets) < count+1:
		return invalid("book.Offsets", "one more than loans are needed here")
	case b.Firsts != nil && len(b.Firsts) < count:
		return invalid("book.Firsts", "one for each loan is needed here")
	}
	capacity := uint64(len(b.Rows))
	if b.Columns != nil {
		capacity = uint64(b.Columns.Capacity())
	}
	for _, offset := range b.Offsets[:count+1] {
		if offset > capacity {
			return invalid("book.Offsets", "an offset lies behind the rows")
		}
	}
	return nil
}

// AllocateMany splits repayments of many loans over the rows of the book, in place, as they came in: payments[i]
// on loan payers[i], or without payers on loan i. Each loan's product says how; of loans nothing but products is
// looked at. A payment in error leaves its loan as it is. Errors as of ScheduleBatch, and INVALID_TERMS for a
// policy. Two calls must not work in the rows of one loan at once: divide payments by loan.
func AllocateMany(ctx context.Context, loans *Loans, book *Book, payments []Payment, payers []uint32, options *Options) (*Batch, error) {
	if options == nil {
		options = &Options{}
	}
	c, err := loans.columns(false)
	if err != nil {
		return nil, err
	}
	if err := book.checked(c.count); err != nil {
		return nil, err
	}
	if len(payers) != len(payments) && (payers != nil || len(payments) > c.count) {
		return nil, invalid("payers", "a loan for each payment is needed here")
	}
	own := *options
	own.Positions = false
	b, err := own.begin(len(payments), c.count)
	if err != nil {
		return nil, err
	}
	if options.Into != nil {
		b.Overpaid = options.Into.Overpaid
	}
	b.Overpaid = sized(b.Overpaid, len(payments))
	b.Book = *book
	if len(payments) == 0 {
		return b, nil
	}
	stop, end := watch(ctx)
	defer end()
	done := new([2]C.size_t)
	parts, size := partsAt(c.parts)
	rows, ints, longs, capacity := book.rowsAt()
	code := C.go_allocate_many(c.terms(), c.productCount(), parts, size, C.size_t(c.count), c.numbers(), nil, nil, nil, nil, nil,
		nil, nil, nil, nil, c.asOf(), rows, ints, longs, capacity, (*C.uint64_t)(addressOf(book.Offsets)), paymentsAt(payments),
		(*C.uint32_t)(addressOf(payers)), C.size_t(len(payments)), (*C.uint32_t)(addressOf(book.Firsts)), (*C.int64_t)(addressOf(b.Overpaid)),
		nil, nil, codesAt(b.Codes), &b.errors[0], C.size_t(len(b.errors)), C.size_t(b.First), &done[0], stop)
	return b.finish(ctx, code, done, nil)
}

// ClassifyBatch writes status and days past due of the book's rows as of loans.AsOf, in place, each loan by its
// product, and where they are asked for positions. A loan whose Status says that it is not paid out owes nothing.
// Errors as of AllocateMany, and DATE_OUT_OF_RANGE without a date.
func ClassifyBatch(ctx context.Context, loans *Loans, book *Book, options *Options) (*Batch, error) {
	c, b, err := prepare(loans, &options, false)
	if err != nil {
		return nil, err
	}
	if err := book.checked(c.count); err != nil {
		return nil, err
	}
	b.Book = *book
	stop, end := watch(ctx)
	defer end()
	done := new([2]C.size_t)
	parts, size := partsAt(c.parts)
	rows, ints, longs, capacity := book.rowsAt()
	positionInts, positionLongs := b.positionsAt()
	code := C.go_classify_batch(c.terms(), c.productCount(), parts, size, C.size_t(c.count), c.numbers(), nil, nil, nil, nil, nil,
		nil, c.status(), nil, nil, c.asOf(), rows, ints, longs, capacity, (*C.uint64_t)(addressOf(book.Offsets)), positionInts,
		positionLongs, codesAt(b.Codes), &b.errors[0], C.size_t(len(b.errors)), C.size_t(b.First), &done[0], stop)
	return b.finish(ctx, code, done, nil)
}
