package loanengine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"
)

// alike says that the loan by structs is the loan by documents, byte for byte.
func alike(t *testing.T, loan *Loan, asOf Date) *Statement {
	t.Helper()
	stand, err := loan.Statement(asOf)
	if err != nil {
		t.Fatal(err)
	}
	own, err := json.Marshal(stand)
	if err != nil {
		t.Fatal(err)
	}
	written, err := loan.CaseJSON(asOf)
	if err != nil {
		t.Fatal(err)
	}
	text, err := EvaluateJSON(written, OnLine)
	if err != nil || !bytes.Equal(bytes.TrimSpace(text), own) {
		t.Fatalf("%s: %v\n%s\n%s", written, err, own, text)
	}
	return stand
}

func TestRatesBeyond64Bits(t *testing.T) {
	terms := demoTerms()
	terms.Rate.Percent = "100000000000000000000000000001/5000000000000000000000000000"
	alike(t, NewLoan(terms), Date{})
	agreed := NewTerms{TermCount: 3, Rate: &terms.Rate}
	alike(t, NewLoan(terms).Reschedule(MustDate("2026-04-01"), agreed, ArrearsCapitalize), Date{})
	// An event's own rate has no place for them: it is refused, not rounded.
	_, err := NewLoan(demoTerms()).ChangeRate(MustDate("2026-04-01"), terms.Rate, KeepTerm).Statement(Date{})
	if !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestALimitOfNothingIsALimit(t *testing.T) {
	terms := demoTerms()
	terms.LateCharges = []LateCharge{{Amount: 500}}
	charged := alike(t, NewLoan(terms), MustDate("2026-06-01"))
	terms.LateChargeLimit = &Share{}
	free := alike(t, NewLoan(terms), MustDate("2026-06-01"))
	if charged.Totals.Penalty != 1000 || free.Totals.Penalty != 0 {
		t.Error(charged.Totals, free.Totals)
	}
}

// Late charges that repeat need more postings than can be known before.
func TestPostingsGrow(t *testing.T) {
	terms := demoTerms()
	terms.LateCharges = []LateCharge{{Amount: 1, Every: 1, EveryUnit: UnitDay}}
	stand := alike(t, NewLoan(terms), MustDate("2028-01-01"))
	if len(stand.Postings) < 5000 || len(stand.Adjustments()) != len(stand.Postings) {
		t.Error(len(stand.Postings))
	}
	product, err := Prepare(terms)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := EvaluateBatch(background, &Loans{Products: []*Product{product}, AsOf: MustDate("2028-01-01")}, &Options{Postings: true})
	if err != nil || len(batch.Postings) != len(stand.Postings) || batch.Rows[0].PenaltyDue != stand.Rows[0].PenaltyDue {
		t.Error(err)
	}
}

func TestADocumentIsStopped(t *testing.T) {
	gone, cancel := context.WithCancel(background)
	cancel()
	_, err := Document(gone, KindPositions, nil, []byte(`{"asOf": "2026-06-30"}`), []byte("{}\n"))
	if !errors.Is(err, ErrStopped) || !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestBooksAreChecked(t *testing.T) {
	product, err := Prepare(demoTerms())
	if err != nil {
		t.Fatal(err)
	}
	loans := &Loans{Products: []*Product{product}, Count: 2, AsOf: MustDate("2026-06-01")}
	rows := make([]Row, 4)
	for name, book := range map[string]*Book{
		"book":         nil,
		"book.Offsets": {Rows: rows, Offsets: []uint64{0, 2}},
		"book.Firsts":  {Rows: rows, Offsets: []uint64{0, 2, 4}, Firsts: make([]uint32, 1)},
		"book.Rows":    {Rows: rows, Columns: NewRowColumns(4), Offsets: []uint64{0, 2, 4}},
	} {
		var found *Error
		if _, err := ClassifyBatch(background, loans, book, nil); !errors.As(err, &found) || found.Path != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Behind the rows: refused before the engine would read there.
	for _, offsets := range [][]uint64{{0, 5, 5}, {0, 1 << 39, 4}, {0, 2, 1 << 63}} {
		book := &Book{Rows: rows, Offsets: offsets}
		_, err := ClassifyBatch(background, loans, book, nil)
		_, other := AllocateMany(background, loans, book, []Payment{{1, 0, 1}}, []uint32{0}, nil)
		if !errors.Is(err, ErrInvalidArgument) || !errors.Is(other, ErrInvalidArgument) {
			t.Error(offsets, err, other)
		}
	}
	if _, err := AllocateMany(background, loans, &Book{Rows: rows, Offsets: []uint64{0, 2, 4}}, make([]Payment, 3), nil, nil); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestALoanIsSettled(t *testing.T) {
	loan := NewLoan(demoTerms())
	quote, err := loan.Settlement(MustDate("2026-04-11"))
	if err != nil || quote.Total != 51000_00 || quote.Rebate != 5735_76 || quote.Date != MustDate("2026-04-11") {
		t.Fatal(quote, err)
	}
	stand := alike(t, loan.Settle(MustDate("2026-04-11"), quote.Total), MustDate("2026-04-11"))
	if stand.Status != StatusCompleted || stand.Outstanding.Total != 0 {
		t.Error(stand.Status)
	}
	if quote, err = loan.Settlement(MustDate("2026-05-01")); quote != nil || err != nil {
		t.Error(quote, err)
	}
	if loan.Terms().Principal != 50_000_00 || len(loan.Events()) != 1 {
		t.Error(loan.Terms())
	}
}

func TestDisclosures(t *testing.T) {
	cost, err := NewLoan(demoTerms()).Disclose("US")
	if err != nil || cost.Regime != "US" || cost.APR.Percent == "" || cost.UnitPeriodsPerYear == nil || cost.AmountFinanced != "50000.00" {
		t.Fatal(cost, err)
	}
	if _, err := NewLoan(demoTerms()).Disclose("MARS"); !errors.Is(err, ErrInvalidArgument) && !errors.Is(err, ErrInvalidFlows) {
		t.Error(err)
	}
	bad := demoTerms()
	bad.Principal = 0
	if _, err := NewLoan(bad).Disclose("EU"); !errors.Is(err, ErrInvalidTerms) {
		t.Error(err)
	}
	if _, err := Disclose([]byte(`{"format": "rate-conversion/1", "nominal": "12", "perYear": 12, "decimals": 6}`)); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if _, err := Expression("1", []byte("{")); !errors.Is(err, ErrMalformedInput) {
		t.Error(err)
	}
	if scores, err := ScoreAll(background, []byte("{}"), []byte("{}")); err == nil {
		t.Error(scores)
	}
}

func TestTexts(t *testing.T) {
	terms := demoTerms()
	text, err := json.Marshal(&terms)
	if err != nil || string(text) != `{"currency":"NGN","principalAmount":"50000.00","rate":{"percent":"24","per":"YEAR"},"termCount":12,"termUnit":"MONTH","disbursedAt":"2026-03-11"}` {
		t.Error(string(text), err)
	}
	row := Row{DueDate: MustDate("2026-04-11").Day(), Status: RowOverdue}
	if text, err = json.Marshal(&row); err != nil || !bytes.Contains(text, []byte(`"DueDate":"2026-04-11","Status":"OVERDUE"`)) {
		t.Error(string(text), err)
	}
	var back Row
	if err := json.Unmarshal(text, &back); err != nil || back != row {
		t.Error(back, err)
	}
	var status RowStatus
	var kind RowKind
	if status.UnmarshalText([]byte("PAID")) != nil || status != RowPaid || kind.UnmarshalText([]byte("CHARGES")) != nil || kind != RowCharges || kind.String() != "CHARGES" {
		t.Error(status, kind)
	}
	if MustCurrency("NGN").MustParse("0.01") != 1 || MustCurrency("NGN").Code() != "NGN" || Version() != headerVersion {
		t.Error(Version())
	}
	if !NoDay.Time().IsZero() || MustDate("2026-04-11").Time().Format("2 Jan 2006 15:04 MST") != "11 Apr 2026 00:00 UTC" {
		t.Error(MustDate("2026-04-11").Time())
	}
}
