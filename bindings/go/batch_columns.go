package loanengine

// #include "shim.h"
import "C"

// Book is the rows of many loans, loan after loan: those of loan i are from Offsets[i] up to Offsets[i+1].
type Book struct {
	Rows    []Row
	Columns *RowColumns // In place of Rows.
	Offsets []uint64    // One more than loans.
	// Firsts, one a loan, may be nil: how many of each loan's first rows are fully paid and need not be looked at
	// by AllocateMany. Zero to begin with, and from then on the library's own; zero again for a loan whose paid
	// amounts were lowered or dues raised.
	Firsts []uint32
}

// Loan is the rows of a loan, which calls work in; nil where there is no such loan, or rows are columns.
func (b *Book) Loan(loan int) []Row {
	if b == nil || loan < 0 || loan+1 >= len(b.Offsets) {
		return nil
	}
	from, to := b.Offsets[loan], b.Offsets[loan+1]
	if from > to || to > uint64(len(b.Rows)) {
		return nil
	}
	return b.Rows[from:to:to]
}

// RowColumns are rows as columns, from NewRowColumns; fields as of Row. The slices lie in memory that the columns
// keep: read and write their elements, do not replace them.
type RowColumns struct {
	Sequence, DaysPastDue []int32
	StartDate, DueDate    []Day
	Status                []RowStatus
	Kind                  []RowKind

	PrincipalDue, InterestDue, FeeDue, PenaltyDue     []int64
	BalanceAfter                                      []int64
	PrincipalPaid, InterestPaid, FeePaid, PenaltyPaid []int64

	ints  []int32
	longs []int64
}

const (
	rowInts, rowLongs           = 6, 9
	positionInts, positionLongs = 11, 17
	mostRows                    = 1 << 27
)

// column is the column of a number in memory for count elements each.
func column[T any](memory []T, number, count int) []T {
	return memory[number*count : (number+1)*count : (number+1)*count]
}

// NewRowColumns are columns for so many rows, from 0 to 134217728; outside of that none.
func NewRowColumns(capacity int) *RowColumns {
	if capacity < 0 || capacity > mostRows {
		capacity = 0
	}
	c := &RowColumns{ints: make([]int32, rowInts*capacity), longs: make([]int64, rowLongs*capacity)}
	c.Sequence = column(c.ints, 0, capacity)
	c.StartDate = typed[Day](column(c.ints, 1, capacity))
	c.DueDate = typed[Day](column(c.ints, 2, capacity))
	c.Status = typed[RowStatus](column(c.ints, 3, capacity))
	c.DaysPastDue = column(c.ints, 4, capacity)
	c.Kind = typed[RowKind](column(c.ints, 5, capacity))
	for i, place := range []*[]int64{&c.PrincipalDue, &c.InterestDue, &c.FeeDue, &c.PenaltyDue, &c.BalanceAfter,
		&c.PrincipalPaid, &c.InterestPaid, &c.FeePaid, &c.PenaltyPaid} {
		*place = column(c.longs, i, capacity)
	}
	return c
}

// Capacity is how many rows there is room for.
func (c *RowColumns) Capacity() int {
	if c == nil {
		return 0
	}
	return len(c.longs) / rowLongs
}

// PositionColumns say how many loans stand, each at its index; fields as of Statement.
type PositionColumns struct {
	Status              []LoanStatus
	DaysPastDue         []int32
	Bucket              []int32 // Index into the product's buckets, or -1 without.
	ArrearsSince        []Day
	OverdueInstallments []int32
	NextDueSequence     []int32 // 0 where nothing is unpaid.
	NextDueDate         []Day
	DisbursedAt         []Day
	MaturityDate        []Day
	LastPaymentAt       []Day
	Restructured        []int32 // 1 where a reschedule stands.

	Outstanding, Arrears, WrittenOff AmountColumns

	NextDueAmount, DisbursedAmount, Recovered, Overpaid []int64
	Installment                                         []int64 // The level payment, or 0.

	ints  []int32
	longs []int64
}

// AmountColumns are a column for each component, in minor units.
type AmountColumns struct {
	Penalty, Fee, Interest, Principal []int64
}

// Total is the sum of a loan's components, in minor units. As a slice, it panics where there is no such loan.
func (a *AmountColumns) Total(loan int) int64 {
	return a.Penalty[loan] + a.Fee[loan] + a.Interest[loan] + a.Principal[loan]
}

func newPositionColumns(count int) *PositionColumns {
	p := &PositionColumns{ints: make([]int32, positionInts*count), longs: make([]int64, positionLongs*count)}
	p.Status = typed[LoanStatus](column(p.ints, 0, count))
	for i, place := range []*[]int32{&p.DaysPastDue, &p.Bucket} {
		*place = column(p.ints, 1+i, count)
	}
	p.ArrearsSince = typed[Day](column(p.ints, 3, count))
	p.OverdueInstallments = column(p.ints, 4, count)
	p.NextDueSequence = column(p.ints, 5, count)
	for i, place := range []*[]Day{&p.NextDueDate, &p.DisbursedAt, &p.MaturityDate, &p.LastPaymentAt} {
		*place = typed[Day](column(p.ints, 6+i, count))
	}
	p.Restructured = column(p.ints, 10, count)
	for i, group := range []*AmountColumns{&p.Outstanding, &p.Arrears, &p.WrittenOff} {
		for j, place := range []*[]int64{&group.Penalty, &group.Fee, &group.Interest, &group.Principal} {
			*place = column(p.longs, 4*i+j, count)
		}
	}
	for i, place := range []*[]int64{&p.NextDueAmount, &p.DisbursedAmount, &p.Recovered, &p.Overpaid, &p.Installment} {
		*place = column(p.longs, 12+i, count)
	}
	return p
}
