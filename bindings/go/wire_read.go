package loanengine

import (
	"bytes"
	"encoding/json"
)

// reader makes terms and events of the case format. The engine has accepted the case before: an error here is
// something that the case format can say and Terms cannot.
type reader struct {
	currency Currency
	err      error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) money(text *string) int64 {
	if text == nil {
		return 0
	}
	amount, err := r.currency.Parse(*text)
	if err != nil {
		r.fail(err)
	}
	return amount
}

func (r *reader) date(text string) Date {
	if text == "" {
		return Date{}
	}
	date, err := ParseDate(text)
	if err != nil {
		r.fail(err)
	}
	return date
}

func (r *reader) dates(texts []string) []Date {
	var found []Date
	for _, text := range texts {
		found = append(found, r.date(text))
	}
	return found
}

func wordsFrom[T ~string](texts []string) []T {
	var found []T
	for _, text := range texts {
		found = append(found, T(text))
	}
	return found
}

func value[T any](from *T) (found T) {
	if from != nil {
		found = *from
	}
	return found
}

func (r *reader) share(from *wireShare) *Share {
	if from == nil {
		return nil
	}
	return &Share{r.money(from.Amount), value(from.Percent)}
}

func readRateOf(from *wireRate) *Rate {
	if from == nil {
		return nil
	}
	return &Rate{from.Percent, RatePer(from.Per)}
}

func readGrace(from *wireGrace) Grace {
	if from == nil {
		return Grace{}
	}
	return Grace{from.Principal, from.InterestFree, from.Capitalized, from.Deferred}
}

func (r *reader) currencyOf(raw json.RawMessage) {
	var code string
	if json.Unmarshal(raw, &code) == nil {
		currency, err := CurrencyOf(code)
		if err != nil {
			r.fail(err)
		}
		r.currency = currency
		return
	}
	var own wireCurrency
	if err := strict(raw, &own); err != nil || own.Exponent == nil {
		r.fail(&Error{Code: ErrMalformedInput, Path: "terms.currency", Message: "a code, or code and exponent, are needed here"})
		return
	}
	r.currency = NewCurrency(own.Code, *own.Exponent)
}

// strict decodes JSON without fields that are not known.
func strict(raw []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func (r *reader) terms(w *wireTerms) (t Terms) {
	r.currencyOf(w.Currency)
	t = Terms{
		Currency: r.currency, Principal: r.money(w.PrincipalAmount), InterestMethod: InterestMethod(w.InterestMethod),
		Amortization: Amortization(w.Amortization), Accrual: Accrual(w.Accrual), TermCount: value(w.TermCount), TermUnit: Unit(w.TermUnit),
		TermEvery: value(w.TermEvery), DisbursedAt: r.date(w.DisbursedAt), FirstDueDate: r.date(w.FirstDueDate), DueDates: r.dates(w.DueDates),
		DueDays: w.DueDays, FirstPeriod: FirstPeriod(w.FirstPeriod), DayCount: DayCount(w.DayCount), Leveling: Leveling(w.Leveling),
		FlatInterest: FlatInterest(w.FlatInterest), Residual: Residual(w.Residual), Grace: readGrace(w.Grace), DownPayment: r.share(w.DownPayment),
		InstallmentAmount: r.money(w.InstallmentAmount), BalloonAmount: r.money(w.BalloonAmount), InstallmentFee: r.money(w.InstallmentFee),
		LateChargeLimit: r.share(w.LateChargeLimit),
	}
	if w.LateChargeLimit != nil && w.LateChargeLimit.Percent != nil && w.LateChargeLimit.Of != "PRINCIPAL" {
		r.fail(&Error{Code: ErrInvalidTerms, Path: "terms.lateChargeLimit.of", Message: "allowed: PRINCIPAL"})
	}
	if w.Rate != nil {
		t.Rate = Rate{w.Rate.Percent, RatePer(w.Rate.Per)}
	}
	if o := w.Rounding; o != nil {
		t.Rounding = Rounding{Mode(o.Mode), Mode(o.InterestMode), Mode(o.InstallmentMode), r.money(o.InterestUnit), r.money(o.InstallmentUnit)}
	}
	for _, fee := range w.UpfrontFees {
		t.UpfrontFees = append(t.UpfrontFees, UpfrontFee{value(fee.Name), Share{r.money(fee.Amount), value(fee.Percent)}, Collect(fee.Collect)})
	}
	if d := w.NonWorkingDays; d != nil {
		t.NonWorkingDays = NonWorkingDays{wordsFrom[Weekday](d.Weekdays), r.dates(d.Holidays), NonWorkingRule(d.Rule)}
	}
	if a := w.Allocation; a != nil {
		t.Allocation = Allocation{wordsFrom[Component](a.Order), wordsFrom[Component](a.PastDue), wordsFrom[Component](a.Due), wordsFrom[Component](a.InAdvance), Across(a.Across), Advance(a.Advance)}
	}
	if d := w.Delinquency; d != nil {
		t.Delinquency = Delinquency{GraceDays: d.GraceDays, Tolerance: r.money(d.Tolerance), DaysFrom: DaysFrom(d.DaysFrom)}
		for _, bucket := range d.Buckets {
			t.Delinquency.Buckets = append(t.Delinquency.Buckets, Bucket{value(bucket.Name), value(bucket.FromDay)})
		}
	}
	if w.Prepayment != nil {
		t.Prepayment = Prepayment{PrepaymentEffect(w.Prepayment.Effect), PrepaymentInterest(w.Prepayment.Interest)}
	}
	if s := w.Settlement; s != nil {
		t.Settlement = Settlement{SettlementInterest(s.Interest), r.share(s.Fee), s.Retained}
	}
	for i := range w.LateCharges {
		t.LateCharges = append(t.LateCharges, r.lateCharge(&w.LateCharges[i]))
	}
	return t
}

func (r *reader) lateCharge(w *wireLateCharge) LateCharge {
	rule := LateCharge{
		Amount: r.money(w.Amount), Percent: value(w.Percent), Rate: readRateOf(w.Rate), Of: LateBase(w.Of), Component: Component(w.Component),
		AfterDays: w.AfterDays, Times: value(w.Times), YearDays: value(w.YearDays), From: LateFrom(w.From),
	}
	if w.Every != nil {
		rule.Every, rule.EveryUnit = w.Every.Count, Unit(w.Every.Unit)
	}
	return rule
}

func (r *reader) event(w *wireEvent) Event {
	event := Event{
		Type: EventType(w.Type), Date: r.date(w.Date), Amount: r.money(w.Amount), Of: value(w.Of), Component: Component(w.Component),
		Rate: readRateOf(w.Rate), Keep: Keep(w.Keep), Arrears: ArrearsRule(w.Arrears), Until: r.date(w.Until), Role: Role(w.Role),
		Reason: value(w.Reason), Method: value(w.Method), Reference: value(w.Reference),
	}
	if n := w.Terms; n != nil {
		event.Terms = &NewTerms{
			Rate: readRateOf(n.Rate), Amortization: Amortization(n.Amortization), TermCount: value(n.TermCount), TermUnit: Unit(n.TermUnit),
			TermEvery: value(n.TermEvery), FirstDueDate: r.date(n.FirstDueDate), DueDates: r.dates(n.DueDates), DueDays: n.DueDays,
			BalloonAmount: r.money(n.BalloonAmount), InstallmentAmount: r.money(n.InstallmentAmount), Grace: readGrace(n.Grace),
		}
		if n.InstallmentFee != nil {
			fee := r.money(n.InstallmentFee)
			event.Terms.InstallmentFee = &fee
		}
	}
	return event
}
