package loanengine

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"
)

func TestContextsStopCalls(t *testing.T) {
	gone, cancel := context.WithCancel(background)
	cancel()
	loans, _ := manyTerms(t)
	batch, err := ScheduleBatch(gone, loans, nil)
	if !errors.Is(err, ErrStopped) || !errors.Is(err, context.Canceled) || batch.Done != 0 || batch.Codes[manyLoans-1] != ErrNotReached {
		t.Error(err)
	}
	if _, err := NewLoan(demoTerms()).Repay(MustDate("2026-04-11"), 1).StatementContext(gone, Date{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	line, err := NewLoan(demoTerms()).CaseJSON(Date{})
	if err != nil {
		t.Fatal(err)
	}
	soon, cancel := context.WithTimeout(background, 20*time.Millisecond)
	defer cancel()
	input := bytes.Repeat(append(line, '\n'), 50000)
	var out bytes.Buffer
	if done, err := Lines(soon, KindEvaluate, nil, nil, input, &out); !errors.Is(err, context.DeadlineExceeded) || done.Lines == 50000 {
		t.Error(done, err)
	}
}

// Names of buckets are any text; a result has them as the engine writes them.
func TestNamesAreAnyText(t *testing.T) {
	for _, name := range []string{"", "A\u2028<>&é\x01\x7f", "\n\t\r\b\f\x1f\"\\/", "𝄞\u0080\u009f\u200b\ufeff"} {
		terms := demoTerms()
		terms.Delinquency.Buckets = []Bucket{{name, 0}}
		loan := NewLoan(terms)
		stand, err := loan.Statement(MustDate("2026-06-01"))
		if err != nil || stand.Arrears.BucketIndex != 0 || stand.Arrears.Bucket != name {
			t.Fatal(err)
		}
		written, _ := loan.CaseJSON(MustDate("2026-06-01"))
		expected, err := EvaluateJSON(written, OnLine)
		if own, _ := stand.MarshalJSON(); err != nil || string(own)+"\n" != string(expected) {
			t.Errorf("%q: %v\n%s\n%s", name, err, own, expected)
		}
	}
}

// Eight goroutines compute everything at once; each figure is what one alone gets.
func TestThreads(t *testing.T) {
	cases := goldenCases(t)
	product, err := Prepare(demoTerms())
	if err != nil {
		t.Fatal(err)
	}
	loan := NewLoan(demoTerms()).Repay(MustDate("2026-04-11"), 472798)
	alone, err := loan.Statement(MustDate("2026-06-01"))
	if err != nil {
		t.Fatal(err)
	}
	loans, _ := manyTerms(t)
	whole, err := ScheduleBatch(background, loans, nil)
	if err != nil {
		t.Fatal(err)
	}
	rounds := 2000
	if testing.Short() {
		rounds = 200
	}
	var all sync.WaitGroup
	for thread := 0; thread < 8; thread++ {
		all.Add(1)
		go func(thread int) {
			defer all.Done()
			rows := make([]Row, 13)
			for i := 0; i < rounds; i++ {
				if summary, err := product.ScheduleInto(rows); err != nil || summary.Totals.Interest != 673576 {
					t.Error(summary, err)
				}
				if stand, err := loan.Statement(MustDate("2026-06-01")); err != nil || !reflect.DeepEqual(stand, alone) {
					t.Error(err)
				}
				one := cases[(i*8+thread)%len(cases)]
				if text, _ := EvaluateJSON(one.text, OnLine); !bytes.Equal(text, one.printed) {
					t.Error(one.file)
				}
				bad := demoTerms()
				bad.Principal = -int64(thread)
				if _, err := ScheduleOf(bad); !errors.Is(err, ErrInvalidTerms) {
					t.Error(err)
				}
				if i%100 == 0 {
					if batch, err := ScheduleBatch(background, loans, nil); err != nil || !reflect.DeepEqual(batch.Rows, whole.Rows) {
						t.Error(err)
					}
				}
			}
		}(thread)
	}
	all.Wait()
}
