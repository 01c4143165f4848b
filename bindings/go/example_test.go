package loanengine_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"loanengine"
)

// traders is 50 000.00 at 24 % a year, in twelve months.
func traders() loanengine.Terms {
	return loanengine.Terms{
		Currency: loanengine.MustCurrency("NGN"), Principal: 50_000_00,
		Rate:      loanengine.Rate{Percent: "24", Per: loanengine.PerYear},
		TermCount: 12, TermUnit: loanengine.UnitMonth, DisbursedAt: loanengine.MustDate("2026-03-11"),
	}
}

func Example() {
	loan := loanengine.NewLoan(traders()).Repay(loanengine.MustDate("2026-04-11"), 4727_98)
	stand, err := loan.Statement(loanengine.MustDate("2026-06-01"))
	if err != nil {
		panic(err)
	}
	fmt.Println(stand.Status, stand.Arrears.Total, stand.Arrears.DaysPastDue)
	fmt.Println(stand.Currency.Format(stand.Settlement.Total))
	// Output:
	// ACTIVE 472798 21
	// 47772.85
}

func ExampleScheduleOf() {
	plan, err := loanengine.ScheduleOf(traders())
	if err != nil {
		panic(err)
	}
	fmt.Println(len(plan.Rows), plan.Installment, plan.Totals.Interest)
	for _, row := range plan.Rows[:2] {
		fmt.Println(row.DueDate, row.PrincipalDue, row.InterestDue)
	}
	// Output:
	// 12 472798 673576
	// 2026-04-11 372798 100000
	// 2026-05-11 380254 92544
}

func ExampleError() {
	terms := traders()
	terms.Principal = -1
	_, err := loanengine.ScheduleOf(terms)
	var why *loanengine.Error
	if errors.As(err, &why) {
		fmt.Println(why.Code, why.Path)
	}
	fmt.Println(errors.Is(err, loanengine.ErrInvalidTerms), errors.Is(err, loanengine.ErrInvalidAmount))
	fmt.Println(err)
	// Output:
	// INVALID_TERMS terms.principalAmount
	// true true
	// INVALID_TERMS at terms.principalAmount: -0.01 is not allowed here; allowed: more than zero
}

func ExampleProduct_ScheduleInto() {
	product, err := loanengine.Prepare(traders())
	if err != nil {
		panic(err)
	}
	rows := make([]loanengine.Row, product.RowCount()) // used again and again
	summary, err := product.ScheduleInto(rows)
	fmt.Println(summary.Count, summary.Installment, err)
	// Output:
	// 12 472798 <nil>
}

func ExampleCurrency() {
	naira := loanengine.MustCurrency("NGN")
	amount, err := naira.Parse("50000.5")
	fmt.Println(amount, err, naira.Format(amount), naira.Rat(amount))
	amount, err = naira.RoundRat(big.NewRat(100, 3), loanengine.RoundHalfEven)
	fmt.Println(amount, err)
	_, err = naira.Parse("12.345")
	fmt.Println(errors.Is(err, loanengine.ErrInvalidAmount))
	// Output:
	// 5000050 <nil> 50000.50 100001/2
	// 3333 <nil>
	// true
}

func ExampleLoan_Quotes() {
	loan := loanengine.NewLoan(traders())
	quotes, err := loan.Quotes(loanengine.MustDate("2026-03-11"), loanengine.MustDate("2026-04-11"))
	if err != nil {
		panic(err)
	}
	for _, quote := range quotes {
		fmt.Println(quote.Date, quote.Total, quote.Rebate)
	}
	// Output:
	// 2026-03-11 5000000 673576
	// 2026-04-11 5100000 573576
}

func ExampleAllocate() {
	plan, err := loanengine.ScheduleOf(traders())
	if err != nil {
		panic(err)
	}
	payment := loanengine.Payment{Amount: 5000_00, Date: plan.Rows[0].DueDate, Event: 1}
	postings, overpaid, err := loanengine.Allocate(nil, payment, plan.Rows)
	for _, posting := range postings {
		fmt.Println(posting.Sequence, posting.Component, posting.Amount)
	}
	fmt.Println(overpaid, err)
	// Output:
	// 1 INTEREST 100000
	// 1 PRINCIPAL 372798
	// 2 INTEREST 27202
	// 0 <nil>
}

func ExampleScheduleBatch() {
	ctx := context.Background()
	product, err := loanengine.Prepare(traders())
	if err != nil {
		panic(err)
	}
	loans := &loanengine.Loans{Products: []*loanengine.Product{product}, Principal: []int64{10000_00, 20000_00, -1}}
	batch, err := loanengine.ScheduleBatch(ctx, loans, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(batch.Done, batch.Codes, batch.Err(2))
	fmt.Println(batch.Loan(1)[0].InterestDue)

	day := loanengine.MustDate("2026-04-11").Day()
	payments := []loanengine.Payment{{Amount: 945_60, Date: day, Event: 1}}
	if _, err = loanengine.AllocateMany(ctx, loans, &batch.Book, payments, []uint32{0}, nil); err != nil {
		panic(err)
	}
	loans.AsOf = loanengine.MustDate("2026-06-01")
	stands, err := loanengine.ClassifyBatch(ctx, loans, &batch.Book, &loanengine.Options{Positions: true})
	fmt.Println(stands.Positions.DaysPastDue, err)
	// Output:
	// 3 [OK OK INVALID_TERMS] INVALID_TERMS at terms.principalAmount: -0.01 is not allowed here; allowed: more than zero
	// 40000
	// [21 51 0] <nil>
}

func ExampleExpression() {
	value, err := loanengine.Expression("1 / 3 + 1 / 6", nil)
	fmt.Println(value.Type, value.Value, err)
	_, err = loanengine.Expression("age <", []byte(`{"age": 25}`))
	fmt.Println(errors.Is(err, loanengine.ErrInvalidExpression))
	// Output:
	// NUMBER 0.5 <nil>
	// true
}

func ExampleDisclose() {
	cost, err := loanengine.Disclose([]byte(`{"format": "flows/1", "currency": "EUR", "regime": "EU", "decimals": 6,
		"flows": [{"kind": "ADVANCE", "date": "2026-01-12", "amount": "200000.00"},
		          {"kind": "CHARGE", "date": "2026-01-12", "amount": "4000.00"},
		          {"kind": "PAYMENT", "date": "2026-02-12", "every": 1, "unit": "MONTH", "count": 240, "amount": "1432.86"}]}`))
	if err != nil {
		panic(err)
	}
	fmt.Println(cost.APR.Percent, cost.APR.Bracket, cost.FinanceCharge)
	// Output:
	// 6.434412 [6.4344115 6.4344125] 147886.40
}

func ExampleScoreAll() {
	card := []byte(`{"format": "scorecard/1", "id": "demo", "version": "1", "baseScore": "500",
		"characteristics": [{"name": "age", "value": "age", "baseline": "MAX", "reason": "YOUNG", "bins": [
		  {"missing": true, "points": "0"}, {"to": "30", "points": "10"}, {"else": true, "points": "35"}]}],
		"decisions": [{"decision": "APPROVE", "from": "530"}, {"decision": "REFER"}]}`)
	scores, err := loanengine.ScoreAll(context.Background(), card, []byte(`{"age": 25}`), []byte(`{"age": "x"}`), nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(scores[0].Score, *scores[0].Decision, scores[0].Reasons[0].Code)
	fmt.Println(errors.Is(scores[1].Err, loanengine.ErrInvalidApplicant), scores[2].Err != nil)
	// Output:
	// 510 REFER YOUNG
	// true true
}

func ExamplePositions() {
	ctx := context.Background()
	loan := loanengine.NewLoan(traders()).Repay(loanengine.MustDate("2026-04-11"), 5000_00)
	lines, err := loanengine.Positions(ctx, loanengine.MustDate("2026-06-30"),
		loanengine.PortfolioLoan{Name: "L1", Loan: loan, Dimensions: map[string]string{"officer": "Ada"}})
	if err != nil {
		panic(err)
	}
	report, err := loanengine.Document(ctx, loanengine.KindReport, []byte(`{"format": "report/1", "asOf": "2026-06-30"}`), nil, lines)
	fmt.Println(len(report) > 0, err)

	rules := []byte(`{"format": "alert-rules/1", "rules": [{"id": "DPD30", "type": "DPD", "days": 30, "severity": "CRITICAL"}]}`)
	change := append(append([]byte(`{"previous": null, "present": `), lines...), '}')
	alerts, err := loanengine.AlertsOf(ctx, rules, "", change)
	fmt.Println(alerts[0].Alerts[0].ID, err)
	// Output:
	// true <nil>
	// DPD30/L1/2026-05-11 <nil>
}
