package loanengine

import (
	"strconv"
	"unicode/utf8"
)

// MarshalJSON writes the statement as a result of the case format (loan-result/1), byte for byte as the command
// line prints a case without a name.
func (s *Statement) MarshalJSON() ([]byte, error) {
	if s == nil {
		return []byte("null"), nil
	}
	w := resultWriter{to: make([]byte, 0, 2048+400*len(s.Rows)), currency: s.Currency}
	w.result(s)
	return w.to, nil
}

// resultWriter writes a result, its keys in the order of the case format.
type resultWriter struct {
	to       []byte
	currency Currency
	comma    bool // whether one is due before what comes next
}

func (w *resultWriter) raw(text string) { w.to = append(w.to, text...) }

func (w *resultWriter) next() {
	if w.comma {
		w.to = append(w.to, ',')
	}
	w.comma = true
}

func (w *resultWriter) key(name string) {
	w.next()
	w.to = append(append(append(w.to, '"'), name...), '"', ':')
}

func (w *resultWriter) open(bracket byte) {
	w.to = append(w.to, bracket)
	w.comma = false
}

func (w *resultWriter) close(bracket byte) {
	w.to = append(w.to, bracket)
	w.comma = true
}

func (w *resultWriter) null(name string) {
	w.key(name)
	w.raw("null")
}

func (w *resultWriter) money(name string, amount int64) {
	w.key(name)
	w.to = append(w.currency.append(append(w.to, '"'), amount), '"')
}

func (w *resultWriter) number(name string, value int) {
	w.key(name)
	w.to = strconv.AppendInt(w.to, int64(value), 10)
}

// numberOrNull writes null for zero.
func (w *resultWriter) numberOrNull(name string, value int) {
	if value == 0 {
		w.null(name)
		return
	}
	w.number(name, value)
}

// word writes a text without characters to escape.
func (w *resultWriter) word(name, value string) {
	w.key(name)
	w.to = append(append(append(w.to, '"'), value...), '"')
}

// text writes any text, as the engine escapes it.
func (w *resultWriter) text(value string) {
	const hexadecimal = "0123456789abcdef"
	w.to = append(w.to, '"')
	for _, letter := range value {
		switch {
		case letter == '"' || letter == '\\':
			w.to = append(w.to, '\\', byte(letter))
		case letter == '\n':
			w.raw(`\n`)
		case letter == '\t':
			w.raw(`\t`)
		case letter == '\r':
			w.raw(`\r`)
		case letter < ' ' || letter >= 0x7f && letter <= 0x9f:
			w.raw(`\u00`)
			w.to = append(w.to, hexadecimal[letter>>4], hexadecimal[letter&15])
		default:
			w.to = utf8.AppendRune(w.to, letter)
		}
	}
	w.to = append(w.to, '"')
}

func (w *resultWriter) date(name string, date Date) {
	if date.IsZero() {
		w.null(name)
		return
	}
	w.word(name, date.String())
}

func (w *resultWriter) amounts(from *Amounts) {
	w.money("principal", from.Principal)
	w.money("interest", from.Interest)
	w.money("fee", from.Fee)
	w.money("penalty", from.Penalty)
	w.money("total", from.Total)
}

func (w *resultWriter) group(name string, from *Amounts) {
	w.key(name)
	w.open('{')
	w.amounts(from)
	w.close('}')
}

func (w *resultWriter) row(r *Row) {
	w.next()
	w.open('{')
	w.number("sequence", int(r.Sequence))
	w.word("startDate", r.StartDate.String())
	w.word("dueDate", r.DueDate.String())
	w.money("principalDue", r.PrincipalDue)
	w.money("interestDue", r.InterestDue)
	w.money("feeDue", r.FeeDue)
	w.money("penaltyDue", r.PenaltyDue)
	w.money("totalDue", r.Due())
	w.money("balanceAfter", r.BalanceAfter)
	w.money("paidAmount", r.Paid())
	w.money("principalPaid", r.PrincipalPaid)
	w.money("interestPaid", r.InterestPaid)
	w.money("feePaid", r.FeePaid)
	w.money("penaltyPaid", r.PenaltyPaid)
	w.word("status", r.Status.String())
	w.number("daysPastDue", int(r.DaysPastDue))
	w.close('}')
}

func (w *resultWriter) allocation(p *Posting) {
	w.next()
	w.open('{')
	w.number("event", p.Event)
	w.number("sequence", p.Sequence)
	w.word("component", string(p.Component))
	w.money("amount", p.Amount)
	w.close('}')
}

func (w *resultWriter) adjustment(p *Posting) {
	w.next()
	w.open('{')
	w.date("date", p.Date)
	w.number("sequence", p.Sequence)
	w.word("component", string(p.Component))
	w.money("amount", p.Amount)
	w.word("kind", string(p.Kind))
	w.numberOrNull("event", p.Event)
	w.numberOrNull("rule", p.Rule)
	w.close('}')
}

func (w *resultWriter) schedule(s *Statement) {
	w.key("schedule")
	w.open('{')
	if s.HasInstallment {
		w.money("installmentAmount", s.Installment)
	} else {
		w.null("installmentAmount")
	}
	w.key("items")
	w.open('[')
	for i := range s.Rows {
		w.row(&s.Rows[i])
	}
	w.close(']')
	w.group("totals", &s.Totals)
	w.close('}')
}

func (w *resultWriter) arrears(a *Arrears) {
	w.key("arrears")
	w.open('{')
	w.amounts(&a.Amounts)
	w.date("since", a.Since)
	w.number("daysPastDue", a.DaysPastDue)
	if a.BucketIndex < 0 {
		w.null("bucket")
	} else {
		w.key("bucket")
		w.text(a.Bucket)
	}
	w.close('}')
}

func (w *resultWriter) disbursed(d *Disbursed) {
	w.key("disbursed")
	w.open('{')
	w.money("amount", d.Amount)
	w.money("deducted", d.Deducted)
	w.money("financed", d.Financed)
	w.money("separate", d.Separate)
	w.money("net", d.Net)
	w.close('}')
}

func (w *resultWriter) result(s *Statement) {
	w.open('{')
	w.word("format", "loan-result/1")
	w.null("name")
	w.word("status", s.Status.String())
	w.date("asOf", s.AsOf)
	w.schedule(s)
	w.key("allocations")
	w.open('[')
	for _, posting := range s.Allocations() {
		w.allocation(&posting)
	}
	w.close(']')
	w.group("outstanding", &s.Outstanding)
	w.arrears(&s.Arrears)
	w.money("overpaidAmount", s.Overpaid)
	if n := s.NextDue; n == nil {
		w.null("nextDue")
	} else {
		w.key("nextDue")
		w.open('{')
		w.number("sequence", n.Sequence)
		w.date("dueDate", n.DueDate)
		w.money("amount", n.Amount)
		w.close('}')
	}
	w.key("adjustments")
	w.open('[')
	for _, posting := range s.Adjustments() {
		w.adjustment(&posting)
	}
	w.close(']')
	w.disbursed(&s.Disbursed)
	w.money("accruedInterest", s.AccruedInterest)
	if s.Settlement == nil {
		w.null("settlement")
	} else {
		w.key("settlement")
		w.open('{')
		w.amounts(&s.Settlement.Amounts)
		w.money("rebate", s.Settlement.Rebate)
		w.close('}')
	}
	w.group("waived", &s.Waived)
	w.group("writtenOff", &s.WrittenOff)
	w.money("recovered", s.Recovered)
	w.money("refunded", s.Refunded)
	w.money("recalled", s.Recalled)
	w.close('}')
}
