package loanengine

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"loanengine/internal/clib"
)

func TestErrorsUnwrap(t *testing.T) {
	terms := demoTerms()
	terms.Principal = -1
	_, err := ScheduleOf(terms)
	var found *Error
	if !errors.Is(err, ErrInvalidTerms) || errors.Is(err, ErrInvalidEvent) || !errors.Is(err, ErrInvalidAmount) || !errors.As(err, &found) {
		t.Fatal(err)
	}
	if found.Code != ErrInvalidTerms || found.Path != "terms.principalAmount" || found.Message != "-0.01 is not allowed here; allowed: more than zero" {
		t.Error(found)
	}
	if found.Error() != "INVALID_TERMS at terms.principalAmount: "+found.Message {
		t.Error(found.Error())
	}
	// A word that is not known: the engine says what is allowed.
	terms = demoTerms()
	terms.Rate.Per = "QUARTER"
	for name, call := range map[string]func() error{
		"schedule":  func() error { _, err := ScheduleOf(terms); return err },
		"statement": func() error { _, err := NewLoan(terms).Statement(Date{}); return err },
		"quotes":    func() error { _, err := NewLoan(terms).Quotes(MustDate("2026-04-01")); return err },
		"check":     func() error { _, err := NewLoan(terms).Check(0); return err },
	} {
		if err := call(); !errors.As(err, &found) || found.Path != "terms.rate.per" || !strings.Contains(found.Message, "allowed: YEAR, MONTH") || errors.Is(err, ErrInvalidAmount) {
			t.Error(name, err)
		}
	}
	for name, change := range map[string]func(*Terms){
		"terms.currency":                       func(t *Terms) { t.Currency = Currency{} },
		"terms.currency.exponent":              func(t *Terms) { t.Currency = NewCurrency("XTS", 9) },
		"terms.rate.percent":                   func(t *Terms) { t.Rate.Percent = "a lot" },
		"terms.rate":                           func(t *Terms) { t.Rate = Rate{} },
		"terms.disbursedAt":                    func(t *Terms) { t.DisbursedAt = Date{} },
		"terms.termCount":                      func(t *Terms) { t.TermCount = 0 },
		"terms.termUnit":                       func(t *Terms) { t.TermUnit = "" },
		"terms.termEvery":                      func(t *Terms) { t.TermEvery = -1 },
		"terms.nonWorkingDays.weekdays[0]":     func(t *Terms) { t.NonWorkingDays.Weekdays = []Weekday{"FUNDAY"} },
		"terms.delinquency.buckets[1].fromDay": func(t *Terms) { t.Delinquency.Buckets = []Bucket{{"A", 0}, {"A", 0}} },
		"terms.upfrontFees[0].collect":         func(t *Terms) { t.UpfrontFees = []UpfrontFee{{Name: "fee", Share: Share{Amount: 1}}} },
		"terms.lateCharges[0].every.count":     func(t *Terms) { t.LateCharges = []LateCharge{{Amount: 1, EveryUnit: UnitDay}} },
		"terms.allocation.order":               func(t *Terms) { t.Allocation.Order = []Component{Fee, Fee, Fee, Fee} },
		"terms.settlement.retained":            func(t *Terms) { t.Settlement.Retained = "101" },
		"terms.grace.principal":                func(t *Terms) { t.Grace.Principal = 12 },
		"terms.dueDays[0]":                     func(t *Terms) { t.DueDays = []int{0} },
		"terms.holidays":                       func(t *Terms) { t.NonWorkingDays.Holidays = make([]Date, 1) },
	} {
		terms := demoTerms()
		change(&terms)
		_, err := NewLoan(terms).Statement(Date{})
		if !errors.As(err, &found) || found.Message == "" {
			t.Error(name, err)
		} else if name != "terms.holidays" && !strings.HasPrefix(found.Path, name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEventErrors(t *testing.T) {
	loan := NewLoan(demoTerms()).Repay(MustDate("2026-04-11"), 100).Repay(MustDate("2026-04-12"), 0)
	_, err := loan.Check(1)
	var found *Error
	if !errors.As(err, &found) || found.Path != "events[1].amount" || found.Index != 1 || !errors.Is(err, ErrInvalidAmount) {
		t.Error(err)
	}
	if _, err := loan.Check(3); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	_, err = NewApplication(demoTerms(), StatusDraft).Approve(MustDate("2026-03-01")).Statement(Date{})
	if !errors.Is(err, ErrIllegalTransition) {
		t.Error(err)
	}
	if _, err = Transition(StatusDraft, EventApprove, Supervisor); !errors.Is(err, ErrIllegalTransition) {
		t.Error(err)
	}
	if _, err := NewLoan(demoTerms()).Quotes(MustDate("2026-05-01"), MustDate("2026-04-01")); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if status, err := NewApplication(demoTerms(), StatusApproved).Disburse(MustDate("2026-03-11")).Check(0); err != nil || status != StatusActive {
		t.Error(status, err)
	}
}

func TestEveryEvent(t *testing.T) {
	on := MustDate("2026-04-11")
	loan := NewApplication(demoTerms(), StatusDraft).Submit(on).Approve(on).Reject(on).Revise(on).Cancel(on).Disburse(on).
		Repay(on, 1).Reverse(on, 2).WriteOff(on).Recover(on, 3).Settle(on, 4).Charge(on, Fee, 5).Waive(on, Penalty, 6).
		DrawDown(on, 7).Refund(on, 8).ChangeRate(on, Rate{"12", PerYear}, KeepInstallment).
		Reschedule(on, NewTerms{TermCount: 3}, ArrearsCapitalize).PauseInterest(on, MustDate("2026-05-01"))
	types := map[EventType]bool{}
	for _, event := range loan.Events() {
		types[event.Type] = true
	}
	if len(types) != len(wordsOfEventType.all) {
		t.Errorf("%d types of %d", len(types), len(wordsOfEventType.all))
	}
	if _, err := loan.CaseJSON(on); err != nil {
		t.Error(err)
	}
}

func TestWordsAndCodesAreTheLibrarys(t *testing.T) {
	for set, words := range everyWords {
		for _, one := range words.all {
			if found := clib.Word(set, one.number); found != one.word {
				t.Errorf("%s %d: %q, here %q", set, one.number, found, one.word)
			}
		}
	}
	for _, one := range wordsOfCode.all {
		engine, documents := clib.Word("le_code", one.number), clib.DocumentCode(one.number)
		if engine == "" && documents == "" || engine != "" && engine != one.word || documents != "" && documents != one.word {
			t.Errorf("code %d: %q, %q, here %q", one.number, engine, documents, one.word)
		}
	}
	var status LoanStatus
	if err := status.UnmarshalText([]byte("ACTIVE")); err != nil || status != StatusActive {
		t.Error(err)
	}
	if err := status.UnmarshalText([]byte("LATE")); !errors.Is(err, ErrMalformedInput) || !strings.Contains(err.Error(), "DRAFT, ") {
		t.Error(err)
	}
	if Code(99).String() != "code 99" || StatusNone.String() != "" {
		t.Error(Code(99))
	}
}

func TestAmounts(t *testing.T) {
	for digits := 0; digits <= 6; digits++ {
		currency := NewCurrency("XTS", digits)
		for _, amount := range []int64{0, 1, -1, 9, 10, 99, 100, 101, 123456, -123456, 1000000, math.MaxInt64, math.MinInt64} {
			text := currency.Format(amount)
			if own := clib.Amount(amount, digits); own != text {
				t.Errorf("%d: %s, the library %s", amount, text, own)
			}
			back, err := currency.Parse(text)
			if err != nil || back != amount {
				t.Error(text, back, err)
			}
			if back, err = currency.FromRat(currency.Rat(amount)); err != nil || back != amount {
				t.Error(text, back, err)
			}
		}
	}
	usd := MustCurrency("USD")
	for text, code := range map[string]Code{"": ErrMalformedInput, "1e2": ErrMalformedInput, "1.234": ErrMalformedInput, "+1": ErrMalformedInput,
		"1\x00": ErrMalformedInput, strings.Repeat("1", 1000): ErrMalformedInput, "92233720368547758.08": ErrAmountOutOfRange} {
		if _, err := usd.Parse(text); !errors.Is(err, code) || !errors.Is(err, ErrInvalidAmount) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := usd.FromRat(big.NewRat(1, 3)); !errors.Is(err, ErrMalformedInput) || !errors.Is(err, ErrInvalidAmount) {
		t.Error(err)
	}
	if amount, err := usd.RoundRat(big.NewRat(1, 3), RoundUp); err != nil || amount != 34 {
		t.Error(amount, err)
	}
	if _, err := usd.RoundRat(nil, RoundUp); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if _, err := RoundRatio(1, 0, 1, RoundUp); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if amount, err := RoundRatio(41520, 100, 5, RoundUp); err != nil || amount != 420 {
		t.Error(amount, err)
	}
	if _, err := CurrencyOf("XXX"); !errors.Is(err, ErrMalformedInput) {
		t.Error(err)
	}
	if percent, err := ParsePercent("100/3"); err != nil || percent.RatString() != "100/3" {
		t.Error(percent, err)
	}
	fraction, err := DayCountFraction(DayCountActual360, MustDate("2026-01-01"), MustDate("2026-01-31"), Date{})
	if err != nil || fraction.RatString() != "1/12" {
		t.Error(fraction, err)
	}
	if _, err := DayCountFraction(DayCountEqual, MustDate("2026-01-01"), MustDate("2026-01-31"), Date{}); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestDates(t *testing.T) {
	for number := int32(DateMin); number <= DateMax; number += 997 {
		day := Day(number)
		if text := day.String(); text != clib.Date(number) {
			t.Fatalf("%d: %s", number, text)
		}
		back, err := ParseDate(day.String())
		if err != nil || back != day.Date() || back.Day() != day {
			t.Fatal(back, err)
		}
		if again, err := DateOf(day.Time()); err != nil || again != back {
			t.Fatal(again, err)
		}
	}
	if !(Date{}).IsZero() || (Date{}).Day() != NoDay || (Date{}).String() != "" || !NoDay.Date().IsZero() || Day(0).Date().IsZero() {
		t.Error("none is not none")
	}
	if one, other := MustDate("2026-01-01"), MustDate("2026-01-02"); !one.Before(other) || !other.After(one) || one.After(other) {
		t.Error("order")
	}
	for _, text := range []string{"2026-02-30", "2026-1-1", "", "0000-01-01", "99999-01-01", "2026-01-01\n"} {
		if _, err := ParseDate(text); err == nil {
			t.Error(text)
		}
	}
	if _, err := NewDate(2026, time.February, 30); !errors.Is(err, ErrDateOutOfRange) {
		t.Error(err)
	}
	if _, err := NewDate(math.MaxInt, 1, 1); !errors.Is(err, ErrDateOutOfRange) {
		t.Error(err)
	}
	var date Date
	if text, err := json.Marshal(MustDate("2026-03-11")); err != nil || json.Unmarshal(text, &date) != nil || date != MustDate("2026-03-11") {
		t.Error(string(text), err)
	}
}

func TestRowsOfTheHost(t *testing.T) {
	product, err := Prepare(demoTerms())
	if err != nil {
		t.Fatal(err)
	}
	plan, err := product.Schedule()
	if err != nil || plan.Installment != 472798 || len(plan.Rows) != 12 || plan.Totals.Interest != 673576 {
		t.Fatal(plan, err)
	}
	before := append([]Row(nil), plan.Rows...)
	postings, overpaid, err := Allocate(nil, Payment{500000, plan.Rows[0].DueDate, 1}, plan.Rows)
	if err != nil || overpaid != 0 || len(postings) != 3 || postings[2] != (Posting{27202, MustDate("2026-04-11"), 1, 2, Interest, PostingAllocated, 0}) {
		t.Fatal(postings, overpaid, err)
	}
	position, err := Classify(product, plan.Rows, MustDate("2026-06-01"))
	if err != nil || position.Outstanding.Total != 5173576 || position.Arrears.Total != 445596 || position.DaysPastDue != 21 || position.NextDue.Sequence != 2 {
		t.Fatal(position, err)
	}
	paid := append([]Row(nil), plan.Rows...)
	if err := Unallocate(postings, plan.Rows); err != nil || plan.Rows[0].Paid() != 0 || plan.Rows[1].Paid() != 0 {
		t.Fatal(err)
	}
	if _, _, err := Reallocate(nil, []Payment{{500000, before[0].DueDate, 1}}, plan.Rows); err != nil || !reflect.DeepEqual(paid, plan.Rows) {
		t.Fatal(err)
	}
	if err := Unallocate([]Posting{{Amount: 1, Sequence: 99, Component: Fee}}, plan.Rows); !errors.Is(err, ErrInvalidEvent) {
		t.Error(err)
	}
	if _, _, err := Allocate(nil, Payment{0, 0, 1}, plan.Rows); !errors.Is(err, ErrInvalidEvent) || !errors.Is(err, ErrInvalidAmount) {
		t.Error(err)
	}
	if _, err := Classify(nil, plan.Rows, Date{}); !errors.Is(err, ErrDateOutOfRange) {
		t.Error(err)
	}
	rounded, ratio, err := product.LevelPayment()
	if err != nil || rounded != 472798 || !strings.Contains(ratio, "/") {
		t.Error(rounded, ratio, err)
	}
	if summary, err := product.ScheduleInto(make([]Row, 3)); !errors.Is(err, ErrBufferTooSmall) || summary.Count != 12 {
		t.Error(summary, err)
	}
	if allocs := testing.AllocsPerRun(100, func() { product.ScheduleInto(before) }); allocs != 0 {
		t.Errorf("%v allocations for a schedule", allocs)
	}
}

func TestDocumentsSayWhatIsWrong(t *testing.T) {
	if _, err := Document(background, "nothing", nil, nil, []byte("{}")); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if _, err := Document(background, "disclose\x00", nil, nil, []byte("{}")); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	demo, err := os.ReadFile(root + "/Examples/demo.json")
	if err != nil {
		t.Fatal(err)
	}
	text, err := Document(background, KindDisclose, nil, []byte(`{"regime": "US"}`), demo)
	if err != nil || !bytes.Equal(text, command(t, demo, "disclose", "--regime", "US", "-")) {
		t.Error(err)
	}
	line := append(onLine.ReplaceAll(bytes.TrimSpace(demo), []byte(" ")), '\n')
	input := append(append(append([]byte(nil), line...), "{\n"...), line...)
	var out bytes.Buffer
	done, err := Lines(background, KindEvaluate, nil, nil, input, &out)
	if err != nil || done != (LinesDone{3, 1}) || !bytes.Equal(out.Bytes(), command(t, input, "evaluate", "--jsonl-input")) {
		t.Error(done, err)
	}
	loan := append(append([]byte(`{"loan":"L1","case":`), bytes.TrimSpace(line)...), "}\n"...)
	text, err = Document(background, KindPositions, nil, []byte(`{"asOf": "2026-06-30"}`), loan)
	if err != nil || !bytes.Equal(text, command(t, loan, "positions", "--as-of", "2026-06-30", "-")) {
		t.Error(err)
	}
	if _, err = Document(background, KindPositions, nil, []byte(`{"asOf": "2026-06-30"}`), []byte("{}\n")); !errors.Is(err, ErrLinesInError) {
		t.Error(err)
	}
	if _, err := Lines(background, KindEvaluate, nil, nil, line, failing{}); err == nil || err.Error() != "full" {
		t.Error(err)
	}
	if _, err := Lines(background, KindEvaluate, nil, nil, line, nil); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }
