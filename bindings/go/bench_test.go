package loanengine

import (
	"os"
	"runtime"
	"testing"
	"time"

	"loanengine/internal/clib"
)

// What calls cost beside a loop in C over the same C call on the same loans: both in turns, the least of at least
// five rounds each.
//
//	go test -run '^$' -bench . -benchtime 5x

// beside measures own and inC, `times` calls a round, and reports a call of each, their ratio, and the difference.
func beside(b *testing.B, times int, inC, own func(times int)) {
	besideAfter(b, times, func() {}, inC, own)
}

// besideAfter calls before ahead of each, which is not measured.
func besideAfter(b *testing.B, times int, before func(), inC, own func(times int)) {
	b.Helper()
	rounds := b.N
	if rounds < 5 {
		rounds = 5
	}
	least := [2]time.Duration{1 << 62, 1 << 62}
	runtime.GC()
	b.ResetTimer()
	for round := 0; round < rounds; round++ {
		for i, call := range [2]func(int){inC, own} {
			before()
			from := time.Now()
			call(times)
			if took := time.Since(from); took < least[i] {
				least[i] = took
			}
		}
	}
	c, here := float64(least[0].Nanoseconds())/float64(times), float64(least[1].Nanoseconds())/float64(times)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(c, "ns-C")
	b.ReportMetric(here, "ns-Go")
	b.ReportMetric(here/c, "ratio")
	b.ReportMetric(here-c, "ns-over-C")
}

func good(b *testing.B, ok bool) {
	if !ok {
		b.Fatal("the call failed")
	}
}

func BenchmarkScheduleInto(b *testing.B) {
	product, err := Prepare(demoTerms())
	good(b, err == nil)
	rows := make([]Row, 12)
	beside(b, 100000, func(times int) { good(b, clib.Schedules(times)) }, func(times int) {
		for i := 0; i < times; i++ {
			_, err := product.ScheduleInto(rows)
			good(b, err == nil)
		}
	})
}

func BenchmarkSchedule(b *testing.B) {
	product, err := Prepare(demoTerms())
	good(b, err == nil)
	beside(b, 100000, func(times int) { good(b, clib.Schedules(times)) }, func(times int) {
		for i := 0; i < times; i++ {
			_, err := product.Schedule()
			good(b, err == nil)
		}
	})
}

func BenchmarkScheduleOf(b *testing.B) {
	terms := demoTerms()
	beside(b, 100000, func(times int) { good(b, clib.Schedules(times)) }, func(times int) {
		for i := 0; i < times; i++ {
			_, err := ScheduleOf(terms)
			good(b, err == nil)
		}
	})
}

func BenchmarkEvaluateJSON(b *testing.B) {
	demo, err := os.ReadFile(root + "/Examples/demo.json")
	good(b, err == nil)
	beside(b, 2000, func(times int) { good(b, clib.Evaluations(demo, times)) }, func(times int) {
		for i := 0; i < times; i++ {
			_, err := EvaluateJSON(demo, OnLine)
			good(b, err == nil)
		}
	})
}

// BenchmarkStatement is the typed way beside documents in C.
func BenchmarkStatement(b *testing.B) {
	demo, err := os.ReadFile(root + "/Examples/demo.json")
	good(b, err == nil)
	loan, asOf, err := LoanOf(demo)
	good(b, err == nil)
	beside(b, 2000, func(times int) { good(b, clib.Evaluations(demo, times)) }, func(times int) {
		for i := 0; i < times; i++ {
			_, err := loan.Statement(asOf)
			good(b, err == nil)
		}
	})
}

const benchLoans = 100000

// benchBook are the loans of clib.Book.
func benchBook(b *testing.B) (*Loans, []Payment, []uint32) {
	product, err := Prepare(demoTerms())
	good(b, err == nil)
	loans := &Loans{Products: []*Product{product}}
	payments := make([]Payment, benchLoans)
	payers := make([]uint32, benchLoans)
	day := MustDate("2026-04-11").Day()
	for i := range payments {
		loans.Principal = append(loans.Principal, 100000+1357*int64(i%5000))
		payments[i] = Payment{10000 + int64(i), day, int32(i) + 1}
		payers[i] = uint32(i * 7919 % benchLoans)
	}
	return loans, payments, payers
}

func BenchmarkScheduleBatch(b *testing.B) {
	loans, _, _ := benchBook(b)
	book := clib.NewBook(benchLoans)
	defer book.Free()
	batch, err := ScheduleBatch(background, loans, nil)
	good(b, err == nil && batch.Done == benchLoans && book.Schedule(false))
	beside(b, 1, func(int) { good(b, book.Schedule(false)) }, func(int) {
		batch, err = ScheduleBatch(background, loans, &Options{Into: batch})
		good(b, err == nil && batch.Done == benchLoans)
	})
}

func BenchmarkScheduleBatchNewMemory(b *testing.B) {
	loans, _, _ := benchBook(b)
	book := clib.NewBook(benchLoans)
	defer book.Free()
	beside(b, 1, func(int) { good(b, book.Schedule(true)) }, func(int) {
		batch, err := ScheduleBatch(background, loans, nil)
		good(b, err == nil && batch.Done == benchLoans)
	})
}

func BenchmarkAllocateMany(b *testing.B) {
	loans, payments, payers := benchBook(b)
	book := clib.NewBook(benchLoans)
	defer book.Free()
	batch, err := ScheduleBatch(background, loans, nil)
	good(b, err == nil && book.Schedule(false))
	own := batch.Book
	own.Firsts = make([]uint32, benchLoans)
	options := &Options{}
	besideAfter(b, 1, func() { // no payment may find a loan that is paid
		good(b, book.Schedule(false))
		book.Unpaid()
		batch, err = ScheduleBatch(background, loans, &Options{Into: batch})
		good(b, err == nil)
		for i := range own.Firsts {
			own.Firsts[i] = 0
		}
	}, func(int) { good(b, book.Allocate()) }, func(int) {
		options.Into, err = AllocateMany(background, loans, &own, payments, payers, options)
		good(b, err == nil && options.Into.Done == benchLoans)
	})
}

func BenchmarkClassifyBatch(b *testing.B) {
	loans, _, _ := benchBook(b)
	book := clib.NewBook(benchLoans)
	defer book.Free()
	batch, err := ScheduleBatch(background, loans, nil)
	good(b, err == nil && book.Schedule(false))
	loans.AsOf = MustDate("2026-09-01")
	options := &Options{}
	beside(b, 1, func(int) { good(b, book.Classify()) }, func(int) {
		options.Into, err = ClassifyBatch(background, loans, &batch.Book, options)
		good(b, err == nil && options.Into.Done == benchLoans)
	})
}

func BenchmarkEvaluateBatch(b *testing.B) {
	loans, payments, _ := benchBook(b)
	book := clib.NewBook(benchLoans)
	defer book.Free()
	batch, err := ScheduleBatch(background, loans, nil)
	good(b, err == nil && book.Schedule(false))
	loans.AsOf = MustDate("2026-09-01")
	for _, payment := range payments {
		loans.Events = append(loans.Events, []Event{{Type: EventRepayment, Date: payment.Date.Date(), Amount: payment.Amount}})
	}
	batch, err = EvaluateBatch(background, loans, nil)
	good(b, err == nil && batch.Done == benchLoans)
	beside(b, 1, func(int) { good(b, book.Evaluate()) }, func(int) {
		batch, err = EvaluateBatch(background, loans, &Options{Into: batch})
		good(b, err == nil && batch.Done == benchLoans)
	})
}
