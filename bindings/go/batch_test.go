package loanengine

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const manyLoans = 500

var background = context.Background()

// manyTerms are loans of two products, and the terms of each by itself.
func manyTerms(t testing.TB) (*Loans, func(loan int) Terms) {
	t.Helper()
	one, other := demoTerms(), demoTerms()
	other.TermUnit, other.InterestMethod = UnitWeek, Flat
	other.Delinquency.Buckets = []Bucket{{"CURRENT", 0}, {"LATE", 1}}
	other.NonWorkingDays.Weekdays = []Weekday{Sunday}
	loans := &Loans{}
	for _, terms := range []Terms{one, other} {
		product, err := Prepare(terms)
		if err != nil {
			t.Fatal(err)
		}
		loans.Products = append(loans.Products, product)
	}
	for i := 0; i < manyLoans; i++ {
		loans.Product = append(loans.Product, uint32(i%2))
		loans.Principal = append(loans.Principal, 100000+1357*int64(i))
		loans.TermCount = append(loans.TermCount, int32(1+i%24))
	}
	return loans, func(i int) Terms {
		terms := []Terms{one, other}[i%2]
		terms.Principal, terms.TermCount = loans.Principal[i], int(loans.TermCount[i])
		return terms
	}
}

func TestScheduleBatchIsEachLoansSchedule(t *testing.T) {
	loans, terms := manyTerms(t)
	batch, err := ScheduleBatch(background, loans, &Options{Positions: true})
	if err != nil || batch.Done != manyLoans || len(batch.Errors) != 0 {
		t.Fatal(err, batch)
	}
	columns, err := ScheduleBatch(background, loans, &Options{Columns: NewRowColumns(13 * manyLoans)})
	if err != nil || columns.Done != manyLoans {
		t.Fatal(err, columns.Done)
	}
	for i := 0; i < manyLoans; i++ {
		own, err := ScheduleOf(terms(i))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(own.Rows, batch.Loan(i)) {
			t.Fatalf("loan %d: %v, alone %v", i, batch.Loan(i), own.Rows)
		}
		last := own.Rows[len(own.Rows)-1]
		if batch.Positions.Installment[i] != own.Installment || batch.Positions.Outstanding.Interest[i] != own.Totals.Interest ||
			batch.Positions.Outstanding.Total(i) != own.Totals.Total || batch.Positions.MaturityDate[i] != last.DueDate {
			t.Fatalf("loan %d: positions", i)
		}
		for j, row := range own.Rows {
			at := int(columns.Offsets[i]) + j
			c := columns.Columns
			if c.Sequence[at] != row.Sequence || c.DueDate[at] != row.DueDate || c.StartDate[at] != row.StartDate || c.PrincipalDue[at] != row.PrincipalDue ||
				c.InterestDue[at] != row.InterestDue || c.FeeDue[at] != 0 || c.PenaltyDue[at] != 0 || c.BalanceAfter[at] != row.BalanceAfter ||
				c.PrincipalPaid[at] != 0 || c.InterestPaid[at] != 0 || c.Status[at] != row.Status || c.Kind[at] != row.Kind || c.DaysPastDue[at] != 0 {
				t.Fatalf("loan %d, row %d: columns", i, j)
			}
		}
	}
}

func TestFullRowsEndABatchEarly(t *testing.T) {
	loans, _ := manyTerms(t)
	whole, err := ScheduleBatch(background, loans, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]Row, 1000)
	calls := 0
	var piece *Batch
	for first := 0; first < manyLoans; first += piece.Done {
		piece, err = ScheduleBatch(background, loans, &Options{Rows: rows, First: first, Into: piece})
		if err != nil || piece.Done == 0 {
			t.Fatal(err, piece)
		}
		for i := first; i < first+piece.Done; i++ {
			if !reflect.DeepEqual(piece.Loan(i), whole.Loan(i)) {
				t.Fatalf("loan %d", i)
			}
		}
		calls++
	}
	if calls < 2 {
		t.Error("one call did it all")
	}
	if _, err := ScheduleBatch(background, loans, &Options{Rows: make([]Row, 1), First: 20}); !errors.Is(err, ErrBufferTooSmall) {
		t.Error(err)
	}
}

func eventsFor(i int) []Event {
	if i%3 == 0 {
		return nil
	}
	events := []Event{{Type: EventRepayment, Date: MustDate("2026-04-11"), Amount: 5000 + int64(i)}}
	if i%3 == 2 {
		events = append(events, Event{Type: EventRepayment, Date: MustDate("2026-05-02"), Amount: 1234},
			Event{Type: EventReversal, Date: MustDate("2026-05-03"), Of: 1},
			Event{Type: EventReschedule, Date: MustDate("2026-05-04"), Terms: &NewTerms{TermCount: 30, TermUnit: UnitWeek}})
	}
	return events
}

func TestEvaluateBatchIsEachLoansStatement(t *testing.T) {
	loans, terms := manyTerms(t)
	loans.AsOf = MustDate("2026-09-01")
	for i := 0; i < manyLoans; i++ {
		loans.Events = append(loans.Events, eventsFor(i))
	}
	// One that the structs cannot say, and one that the engine refuses: no other is lost.
	loans.Events[7] = []Event{{Type: "NOTHING", Date: MustDate("2026-04-11")}}
	loans.Events[8] = []Event{{Type: EventRepayment, Date: MustDate("2026-04-11"), Amount: -1}}
	batch, err := EvaluateBatch(background, loans, &Options{Positions: true, Postings: true})
	if err != nil || batch.Done != manyLoans {
		t.Fatal(err, batch.Done)
	}
	refused := 0
	for i := 0; i < manyLoans; i++ {
		own, err := NewLoan(terms(i)).Add(loans.Events[i]...).Statement(loans.AsOf)
		if err != nil {
			if found := batch.Err(i); found == nil || found.Error() != err.Error() || len(batch.Loan(i)) != 0 {
				t.Fatalf("loan %d: %v, alone %v", i, found, err)
			}
			refused++
			continue
		}
		if batch.Codes[i] != OK || batch.Err(i) != nil || !reflect.DeepEqual(own.Rows, batch.Loan(i)) {
			t.Fatalf("loan %d: %v: %v, alone %v", i, batch.Err(i), batch.Loan(i), own.Rows)
		}
		p := batch.Positions
		postings := batch.Postings[batch.PostingOffsets[i]:batch.PostingOffsets[i+1]]
		if len(postings) != len(own.Postings) || len(postings) > 0 && !reflect.DeepEqual(postings, own.Postings) {
			t.Fatalf("loan %d: postings", i)
		}
		if p.Status[i] != own.Status || p.Outstanding.Principal[i] != own.Outstanding.Principal || p.Arrears.Total(i) != own.Arrears.Total ||
			p.DaysPastDue[i] != int32(own.Arrears.DaysPastDue) || p.Overpaid[i] != own.Overpaid || p.ArrearsSince[i].Date() != own.Arrears.Since ||
			(p.Restructured[i] == 1) != own.Restructured || p.LastPaymentAt[i].Date() != own.LastPaymentAt || p.NextDueDate[i].Date() != own.NextDue.DueDate ||
			p.NextDueAmount[i] != own.NextDue.Amount || p.DisbursedAt[i].Date() != own.DisbursedAt || p.Installment[i] != own.Installment {
			t.Fatalf("loan %d: positions", i)
		}
	}
	if refused == 0 || refused > 30 || !errors.Is(batch.Err(7), ErrInvalidEvent) || !errors.Is(batch.Err(8), ErrInvalidEvent) || len(batch.Errors) != refused {
		t.Error(refused, batch.Err(7), batch.Err(8), len(batch.Errors))
	}
}

func TestAllocateManyAndClassifyBatchAreEachLoansRepayments(t *testing.T) {
	loans, terms := manyTerms(t)
	batch, err := ScheduleBatch(background, loans, nil)
	if err != nil {
		t.Fatal(err)
	}
	book := batch.Book
	book.Firsts = make([]uint32, manyLoans)
	own := make([][]Row, manyLoans)
	for i := range own {
		own[i] = append([]Row(nil), book.Loan(i)...)
	}
	var payments []Payment
	var payers []uint32
	day := MustDate("2026-04-11").Day()
	for i := 0; i < 800; i++ {
		payments = append(payments, Payment{1000 + 77*int64(i), day, int32(i)})
		payers = append(payers, uint32(i*7%manyLoans))
	}
	payments[5].Amount = -1
	payers[6] = manyLoans
	found, err := AllocateMany(background, loans, &book, payments, payers, nil)
	if err != nil || found.Done != 800 || found.Codes[5] != ErrInvalidEvent || found.Codes[6] != ErrInvalidArgument || len(found.Errors) != 2 || found.Errors[0].Index != 5 {
		t.Fatal(err, found.Errors)
	}
	for i, payment := range payments {
		if i == 5 || i == 6 {
			continue
		}
		_, overpaid, err := Allocate(loans.Products[payers[i]%2], payment, own[payers[i]])
		if err != nil || overpaid != found.Overpaid[i] {
			t.Fatal(i, err, overpaid, found.Overpaid[i])
		}
	}
	loans.AsOf = MustDate("2026-07-01")
	stands, err := ClassifyBatch(background, loans, &book, &Options{Positions: true})
	if err != nil || stands.Done != manyLoans {
		t.Fatal(err)
	}
	for i := range own {
		product, err := Prepare(terms(i))
		if err != nil {
			t.Fatal(err)
		}
		position, err := Classify(product, own[i], loans.AsOf)
		if err != nil || !reflect.DeepEqual(own[i], book.Loan(i)) {
			t.Fatalf("loan %d: %v", i, err)
		}
		p := stands.Positions
		bucket := ""
		if p.Bucket[i] >= 0 {
			bucket = product.source.Delinquency.Buckets[p.Bucket[i]].Name
		}
		if p.DaysPastDue[i] != int32(position.DaysPastDue) || p.Outstanding.Total(i) != position.Outstanding.Total || p.Status[i] != position.Status || bucket != position.Bucket {
			t.Fatalf("loan %d: position", i)
		}
	}
}

func TestPositionsWithoutRows(t *testing.T) {
	loans, _ := manyTerms(t)
	loans.AsOf = MustDate("2026-09-01")
	whole, err := EvaluateBatch(background, loans, &Options{Positions: true})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := EvaluateBatch(background, loans, &Options{Positions: true, NoRows: true})
	if err != nil || alone.Done != manyLoans || alone.Rows != nil || !reflect.DeepEqual(alone.Positions, whole.Positions) {
		t.Error(err)
	}
	if alone, err = ScheduleBatch(background, loans, &Options{Positions: true, NoRows: true}); err != nil || alone.Positions.Installment[9] != whole.Positions.Installment[9] {
		t.Error(err)
	}
}

// Every golden case, all of one date in one batch.
func TestGoldenCasesInBatches(t *testing.T) {
	type one struct {
		golden
		loan    *Loan
		product *Product
	}
	byDate := map[Date][]one{}
	for _, g := range goldenCases(t) {
		if strings.Contains(g.file, "portfolio") || printedError(t, g.printed) != nil {
			continue
		}
		loan, asOf, err := readCase(g.text)
		if err != nil {
			t.Fatal(g.file, err)
		}
		product, err := Prepare(loan.terms)
		if err != nil {
			t.Fatal(g.file, err)
		}
		byDate[asOf] = append(byDate[asOf], one{g, loan, product})
	}
	compared := 0
	for asOf, cases := range byDate {
		loans := &Loans{AsOf: asOf}
		for _, c := range cases {
			loans.Products = append(loans.Products, c.product)
			loans.Events = append(loans.Events, c.loan.events)
			loans.Status = append(loans.Status, c.loan.status)
		}
		var batch *Batch
		var err error
		for first := 0; first < len(cases); first += batch.Done {
			batch, err = EvaluateBatch(background, loans, &Options{Positions: true, First: first})
			if err != nil || batch.Done == 0 {
				t.Fatal(asOf, err)
			}
			for i := first; i < first+batch.Done; i++ {
				var result struct {
					Status   LoanStatus
					Schedule struct{ Items []json.RawMessage }
					Arrears  struct {
						DaysPastDue int32
						Total       string
					}
					Outstanding struct{ Total string }
				}
				if err := json.Unmarshal(cases[i].printed, &result); err != nil {
					t.Fatal(err)
				}
				currency := cases[i].loan.terms.Currency
				rows := batch.Loan(i)
				p := batch.Positions
				if batch.Err(i) != nil || len(rows) != len(result.Schedule.Items) || p.Status[i] != result.Status || p.DaysPastDue[i] != result.Arrears.DaysPastDue ||
					currency.Format(p.Arrears.Total(i)) != result.Arrears.Total || currency.Format(p.Outstanding.Total(i)) != result.Outstanding.Total {
					t.Fatalf("%s: %v", cases[i].file, batch.Err(i))
				}
				for j := range rows {
					w := resultWriter{currency: currency}
					w.row(&rows[j])
					if string(w.to) != string(result.Schedule.Items[j]) {
						t.Fatalf("%s, row %d: %s", cases[i].file, j, w.to)
					}
				}
				compared++
			}
		}
	}
	t.Logf("%d compared", compared)
	if compared < 1000 {
		t.Errorf("%d compared", compared)
	}
}
