package loanengine

// #include "shim.h"
import "C"

import (
	"context"
	"sort"
	"strconv"
)

// Options are for batches. The zero Options are a good choice.
type Options struct {
	Rows        []Row       // Memory for rows; nil for new memory.
	Columns     *RowColumns // Rows as columns, in this memory, in place of Rows.
	RowCapacity int         // The most rows of new memory, at most 134217728; 0 for 16777216.
	NoRows      bool        // Whether no rows are asked for: positions alone.
	Positions   bool        // Whether positions are asked for.
	Postings    bool        // Whether postings are asked for: EvaluateBatch alone.
	First       int         // The loan or payment to begin with.
	Errors      int         // How many errors to keep with path and message; 0 for 64, at most 1048576.
	// Into is the result of an earlier call of the same function whose memory is used again; nil for new memory.
	// The earlier result must not be used any more.
	Into *Batch
}

// Batch is what a call over many loans or payments came to. Each has its own code, and none is lost by another.
type Batch struct {
	Book
	Positions *PositionColumns // nil where they were not asked for.
	Codes     []Code           // One for each loan or payment: OK, or why there is no result.
	// Errors are the first errors of the call, by Index of loan or payment, with path and message, sorted by it.
	Errors []*Error

	Postings       []Posting // Of all loans, loan after loan, where they were asked for.
	PostingOffsets []uint64  // As Offsets, for postings.
	Overpaid       []int64   // Of AllocateMany: what of each payment no row took, in minor units.

	First int // The loan or payment that the call began with.
	// Done says how many were finished from there on. Where rows or postings were full, they are fewer than
	// there are: take what is there, and call again with First raised by Done.
	Done int

	errors []C.le_error
}

// Err is the error of a loan or payment, with path and message where Errors has it; nil where there is none.
func (b *Batch) Err(index int) error {
	if b == nil || index < 0 || index >= len(b.Codes) {
		return invalid("index", "the number of a loan or payment is needed here")
	}
	if b.Codes[index] == OK {
		return nil
	}
	for _, err := range b.Errors {
		if err.Index == index {
			return err
		}
	}
	return &Error{Code: b.Codes[index], Index: index}
}

// sized is a slice of a length, in the memory of an earlier one where it has room.
func sized[T any](old []T, length int) []T {
	if cap(old) >= length {
		return old[:length]
	}
	return make([]T, length)
}

// begin makes the memory of a call over count loans or payments.
func (o *Options) begin(count, loans int) (*Batch, error) {
	if o.First < 0 || o.First > count {
		return nil, invalid("options.First", "allowed: 0 to "+strconv.Itoa(count))
	}
	if o.Errors < 0 || o.Errors > 1<<20 {
		return nil, invalid("options.Errors", "allowed: 0 to 1048576")
	}
	if o.RowCapacity < 0 || o.RowCapacity > mostRows {
		return nil, invalid("options.RowCapacity", "allowed: 0 to 134217728")
	}
	kept := o.Errors
	if kept == 0 {
		kept = 64
	}
	b := &Batch{First: o.First}
	old := &Batch{}
	if o.Into != nil {
		old = o.Into
	}
	b.Codes = sized(old.Codes, count)
	b.errors = sized(old.errors, kept)
	b.errors[0].struct_size = C.sizeof_le_error
	if o.Positions {
		if b.Positions = old.Positions; b.Positions == nil || len(b.Positions.ints) != positionInts*loans || len(b.Positions.longs) != positionLongs*loans {
			b.Positions = newPositionColumns(loans)
		}
	}
	return b, nil
}

// rowsFor gives the batch rows to write to.
func (b *Batch) rowsFor(o *Options, c *columns, more int) error {
	if o.NoRows {
		return nil
	}
	b.Columns, b.Rows = o.Columns, o.Rows
	if o.Columns != nil && o.Rows != nil {
		return invalid("options.Rows", "none beside Columns")
	}
	var old []uint64
	if o.Into != nil {
		old = o.Into.Offsets
		if b.Rows == nil && b.Columns == nil {
			b.Rows, b.Columns = o.Into.Rows, o.Into.Columns
		}
	}
	b.Offsets = sized(old, c.count+1)
	most := o.RowCapacity
	if most == 0 {
		most = 1 << 24
	}
	if b.Columns == nil && o.Rows == nil {
		need := c.rowCapacity(o.First, most) + more
		if need > most {
			need = most
		}
		if len(b.Rows) < need {
			b.Rows = make([]Row, need)
		}
	}
	return nil
}

func (b *Batch) positionsAt() (ints *C.int32_t, longs *C.int64_t) {
	if b.Positions == nil {
		return nil, nil
	}
	return (*C.int32_t)(addressOf(b.Positions.ints)), (*C.int64_t)(addressOf(b.Positions.longs))
}

func (b *Book) rowsAt() (rows *C.le_row, ints *C.int32_t, longs *C.int64_t, capacity C.size_t) {
	if b.Columns != nil {
		return nil, (*C.int32_t)(addressOf(b.Columns.ints)), (*C.int64_t)(addressOf(b.Columns.longs)), C.size_t(b.Columns.Capacity())
	}
	return (*C.le_row)(addressOf(b.Rows)), nil, nil, C.size_t(len(b.Rows))
}

// finish reads how far the call came.
func (b *Batch) finish(ctx context.Context, code C.le_code, done *[2]C.size_t, bad map[int]*Error) (*Batch, error) {
	b.Done = int(done[0])
	found := int(done[1])
	if found > len(b.errors) {
		found = len(b.errors)
	}
	for i := 0; i < found; i++ {
		err := errorOf(b.errors[i].code, &b.errors[i])
		if _, ours := bad[err.Index]; !ours {
			b.Errors = append(b.Errors, err)
		}
	}
	for loan, err := range bad {
		if loan >= b.First && loan < b.First+b.Done {
			b.Codes[loan] = err.Code
			b.Errors = append(b.Errors, err)
		}
	}
	if len(bad) > 0 {
		sort.Slice(b.Errors, func(i, j int) bool { return b.Errors[i].Index < b.Errors[j].Index })
	}
	switch code {
	case C.LE_OK:
		return b, nil
	case C.LE_STOPPED:
		return b, stopped(ctx)
	case C.LE_BUFFER_TOO_SMALL:
		return b, &Error{Code: ErrBufferTooSmall, Path: "options", Message: "the first loan's rows or postings do not fit", Index: b.First}
	case C.LE_DATE_OUT_OF_RANGE:
		return nil, &Error{Code: Code(code), Path: "loans.AsOf", Message: "a date is needed here"}
	}
	if found > 0 {
		return nil, errorOf(code, &b.errors[0])
	}
	return nil, &Error{Code: Code(code), Path: "loans", Message: "the call was refused"}
}
