package loanengine

// #include "shim.h"
import "C"

import (
	"errors"
	"fmt"
	"strconv"
)

// LoansMax is the most loans of a batch.
const LoansMax = 1 << 24

// Loans are many loans: products, the terms that many share, and columns of what each has of its own. A column
// that is nil or empty is the product's; all others have one element a loan. Columns are read during a call alone.
type Loans struct {
	// Products are one for all, one for each, or those that Product numbers.
	Products []*Product
	Product  []uint32 // Each loan's product, from 0.
	// Count is the number of loans, at most LoansMax; 0 for the length of the columns, or without any of Products.
	Count int

	Principal       []int64 // In minor units.
	RateNumerator   []int64 // With RateDenominator, in percent: 24 % is 24/1.
	RateDenominator []int64
	TermCount       []int32
	DisbursedAt     []Day
	FirstDueDate    []Day // NoDay for one step after DisbursedAt.

	// Status is each loan's before its first event; nil for StatusActive. ScheduleBatch and AllocateMany do not
	// look at it.
	Status []LoanStatus
	// AsOf is the date of EvaluateBatch (none for each loan's latest event's) and ClassifyBatch.
	AsOf Date
	// Events are each loan's, in the order they were entered: EvaluateBatch alone.
	Events [][]Event
}

// columns are loans as the engine takes them.
type columns struct {
	*Loans
	count    int
	products []C.le_terms // of more than one product, else nil
	parts    []uint64
	events   []C.le_event
	offsets  []uint64
	bad      map[int]*Error // loans whose events the structs cannot say
}

func (l *Loans) columns(withEvents bool) (*columns, error) {
	if l == nil {
		return nil, invalid("loans", "loans are needed here")
	}
	c := &columns{Loans: l, count: l.Count}
	if len(l.Products) == 0 {
		return nil, invalid("loans.Products", "one product at least is needed here")
	}
	lengths := []struct {
		name   string
		length int
	}{{"Product", len(l.Product)}, {"Principal", len(l.Principal)}, {"RateNumerator", len(l.RateNumerator)},
		{"RateDenominator", len(l.RateDenominator)}, {"TermCount", len(l.TermCount)}, {"DisbursedAt", len(l.DisbursedAt)},
		{"FirstDueDate", len(l.FirstDueDate)}, {"Status", len(l.Status)}, {"Events", len(l.Events)}}
	for _, column := range lengths {
		if c.count == 0 {
			c.count = column.length
		}
	}
	if c.count == 0 {
		c.count = len(l.Products)
	}
	if c.count < 0 || c.count > LoansMax {
		return nil, invalid("loans.Count", "allowed: 0 to 16777216")
	}
	for _, column := range lengths {
		if column.length != 0 && column.length != c.count {
			return nil, invalid("loans."+column.name, "as many elements as loans are needed here: "+strconv.Itoa(c.count)+", not "+strconv.Itoa(column.length))
		}
	}
	if len(l.Product) == 0 && len(l.Products) != 1 && len(l.Products) != c.count {
		return nil, invalid("loans.Products", "one product, or one for each loan, is needed here without the column Product")
	}
	for i, product := range l.Products {
		if product == nil {
			return nil, invalid("loans.Products["+strconv.Itoa(i)+"]", "a product is needed here")
		}
	}
	if err := c.join(); err != nil {
		return nil, err
	}
	if withEvents && len(l.Events) > 0 {
		return c, c.packEvents()
	}
	return c, nil
}

// join lays several products' terms side by side, and their parts behind one another.
func (c *columns) join() error {
	if len(c.Products) == 1 {
		c.parts = c.Products[0].parts
		return nil
	}
	c.products = make([]C.le_terms, len(c.Products))
	c.parts = []uint64{0}
	for i, product := range c.Products {
		c.products[i] = product.terms
		if len(product.parts) <= 1 {
			continue
		}
		shift := 8 * (len(c.parts) - 1)
		c.parts = append(c.parts, product.parts[1:]...)
		if 8*len(c.parts) > 1<<31 {
			return invalid("loans.Products", "the lists of all products are longer than 2 GiB")
		}
		t := &c.products[i]
		for _, part := range []*C.le_part{&t.holidays, &t.due_dates, &t.late_charges, &t.upfront_fees, &t.bucket_from_days, &t.rate_text} {
			if part.count > 0 {
				part.at += C.uint32_t(shift)
			}
		}
	}
	return nil
}

// packEvents lays the events of all loans behind one another. Those that the structs cannot say are marked: the
// loan has an error, and no other is lost.
func (c *columns) packEvents() error {
	p := packer{parts: append(make([]uint64, 0, len(c.parts)+1024), c.parts...)}
	total := 0
	for _, events := range c.Events {
		total += len(events)
	}
	c.events = make([]C.le_event, 0, total)
	c.offsets = make([]uint64, 1, len(c.Events)+1)
	for loan, events := range c.Events {
		p.unsaid = false
		for i := range events {
			c.events = append(c.events, p.event(&events[i]))
		}
		if p.unsaid {
			if c.bad == nil {
				c.bad = map[int]*Error{}
			}
			c.bad[loan] = c.eventError(loan)
			// In their place one that the engine refuses, so that the loan has no rows.
			c.events = append(c.events[:c.offsets[loan]], C.le_event{_type: -1})
		}
		c.offsets = append(c.offsets, uint64(len(c.events)))
	}
	c.parts = p.parts
	return nil
}

// eventError is what the engine says of a loan whose events its structs cannot say.
func (c *columns) eventError(loan int) *Error {
	terms := c.product(loan).source
	if len(c.Principal) > 0 {
		terms.Principal = c.Principal[loan]
	}
	if len(c.RateNumerator) > 0 && len(c.RateDenominator) > 0 {
		terms.Rate.Percent = fmt.Sprintf("%d/%d", c.RateNumerator[loan], c.RateDenominator[loan])
	}
	if len(c.TermCount) > 0 {
		terms.TermCount = int(c.TermCount[loan])
	}
	if len(c.DisbursedAt) > 0 {
		terms.DisbursedAt = c.DisbursedAt[loan].Date()
	}
	if len(c.FirstDueDate) > 0 {
		terms.FirstDueDate = c.FirstDueDate[loan].Date()
	}
	status := StatusActive
	if len(c.Status) > 0 {
		status = c.Status[loan]
	}
	found := noPlace()
	if err := new(Error); errors.As(refusal(&terms, status, c.Events[loan], c.AsOf), &err) {
		found = err
	}
	found.Index = loan
	return found
}

// product is a loan's; the first where its number is none.
func (c *columns) product(loan int) *Product {
	number := 0
	if len(c.Product) > 0 {
		number = int(c.Product[loan])
	} else if len(c.Products) > 1 {
		number = loan
	}
	if number >= len(c.Products) {
		number = 0
	}
	return c.Products[number]
}

// rowCapacity is how many rows the schedules of loans from first on take, at most `most`.
func (c *columns) rowCapacity(first, most int) int {
	rows := 0
	for loan := first; loan < c.count && rows < most; loan++ {
		product := c.product(loan)
		own := product.RowCount()
		if len(c.TermCount) > 0 {
			own = clampRows(int(c.TermCount[loan])) + 1
		}
		if product.terms.down_payment == (C.le_share{}) {
			own--
		}
		rows += own
	}
	if rows > most {
		return most
	}
	return rows
}

func (c *columns) terms() *C.le_terms {
	if c.products == nil {
		return &c.Products[0].terms
	}
	return &c.products[0]
}
