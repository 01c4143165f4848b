package loanengine

// #include "shim.h"
import "C"

// Statement is how a loan stands as of a date: the result of the case format. Amounts are minor units.
type Statement struct {
	Currency Currency
	Status   LoanStatus // After the events up to AsOf.
	AsOf     Date

	Rows           []Row     // The installments, with what is paid of them.
	Installment    int64     // The level payment of the last plan; 0 where there is none.
	HasInstallment bool      // Whether there is one.
	Totals         Amounts   // The sums of what falls due.
	Postings       []Posting // What moved the rows, in order: Allocations and Adjustments are its two kinds.

	Outstanding         Amounts  // What is unpaid; zero before the loan is paid out.
	Arrears             Arrears  // What is overdue of it.
	OverdueInstallments int      // How many rows are overdue.
	Overpaid            int64    // What came in beyond all dues and was not refunded.
	NextDue             *NextDue // nil where nothing is unpaid.

	Disbursed       Disbursed
	AccruedInterest int64   // Of the current row by the date, whether paid or not.
	Settlement      *Quote  // What it takes to be done; nil unless Status is StatusActive.
	Waived          Amounts // What was waived.
	WrittenOff      Amounts // What was unpaid at the write-off that stands.
	Recovered       int64   // What came in after it.
	Refunded        int64   // What was overpaid and paid back.
	Recalled        int64   // What of it was owed again.

	DisbursedAt   Date // When it was paid out; none before.
	MaturityDate  Date // The last row's due date.
	LastPaymentAt Date // The latest payment's that stands; none without.
	Restructured  bool // Whether a reschedule stands.
}

// Arrears is what is overdue, by component, and since when.
type Arrears struct {
	Amounts
	Since       Date   // The oldest overdue due date; none without arrears.
	DaysPastDue int    // The greatest of the installments'.
	BucketIndex int    // Which of the terms' buckets, from 0; -1 without buckets.
	Bucket      string // Its name.
}

// NextDue is the oldest installment with anything unpaid.
type NextDue struct {
	Sequence int
	DueDate  Date
	Amount   int64 // What is unpaid of it, in minor units.
}

// Disbursed is what was paid out, in minor units.
type Disbursed struct {
	Amount   int64 // The principal amount and all drawdowns.
	Deducted int64 // Upfront fees that are deducted from it.
	Financed int64 // Upfront fees that are added to the principal.
	Separate int64 // Upfront fees that are paid by themselves.
	Net      int64 // The amount less what is deducted.
}

// Quote is what the borrower pays on a date to be done, in minor units.
type Quote struct {
	Amounts
	Rebate int64 // By how much less interest than all that the rows stand at.
	Date   Date
}

func quoteOf(from *C.le_quote) *Quote {
	if from.exists == 0 {
		return nil
	}
	return &Quote{amountsOf(&from.due), int64(from.rebate), dateOf(int32(from.date))}
}

func postingOf(from *C.le_posting) Posting {
	return Posting{
		Amount: int64(from.amount), Date: dateOf(int32(from.date)), Event: int(from.event), Sequence: int(from.sequence),
		Component: Component(wordsOfComponent.word(int32(from.component))), Kind: PostingKind(wordsOfPostingKind.word(int32(from.kind))),
		Rule: int(from.rule),
	}
}

func postingsOf(from []C.le_posting) []Posting {
	found := make([]Posting, len(from))
	for i := range from {
		found[i] = postingOf(&from[i])
	}
	return found
}

func (l *Loan) statement(from *C.le_statement, rows []Row, postings []C.le_posting) *Statement {
	p := &from.position
	found := &Statement{
		Currency: l.terms.Currency, Status: LoanStatus(p.status), AsOf: dateOf(int32(p.as_of)), Rows: rows,
		Installment: int64(from.installment), HasInstallment: from.has_installment != 0, Totals: amountsOf(&from.totals),
		Postings: postingsOf(postings), Outstanding: amountsOf(&p.outstanding),
		Arrears:             Arrears{Amounts: amountsOf(&p.arrears), Since: dateOf(int32(p.arrears_since)), DaysPastDue: int(p.days_past_due), BucketIndex: -1},
		OverdueInstallments: int(p.overdue_installments), Overpaid: int64(p.overpaid),
		Disbursed:       Disbursed{int64(from.disbursed), int64(from.deducted), int64(from.financed), int64(from.separate), int64(from.net)},
		AccruedInterest: int64(from.accrued_interest), Settlement: quoteOf(&from.settlement), Waived: amountsOf(&from.waived),
		WrittenOff: amountsOf(&p.written_off), Recovered: int64(p.recovered), Refunded: int64(from.refunded), Recalled: int64(from.recalled),
		DisbursedAt: dateOf(int32(p.disbursed_at)), MaturityDate: dateOf(int32(p.maturity_date)), LastPaymentAt: dateOf(int32(p.last_payment_at)),
		Restructured: p.restructured != 0,
	}
	if bucket, buckets := int(p.bucket), l.terms.Delinquency.Buckets; bucket >= 0 && bucket < len(buckets) {
		found.Arrears.BucketIndex, found.Arrears.Bucket = bucket, buckets[bucket].Name
	}
	if p.next_due_sequence != 0 {
		found.NextDue = &NextDue{int(p.next_due_sequence), dateOf(int32(p.next_due_date)), int64(p.next_due_amount)}
	}
	return found
}

func (s *Statement) postings(money bool) []Posting {
	var found []Posting
	for _, posting := range s.Postings {
		if (posting.Kind == PostingAllocated) == money {
			found = append(found, posting)
		}
	}
	return found
}

// Allocations say where the money went, in the order applied.
func (s *Statement) Allocations() []Posting { return s.postings(true) }

// Adjustments say what changed the dues of rows after the plan was made.
func (s *Statement) Adjustments() []Posting { return s.postings(false) }
