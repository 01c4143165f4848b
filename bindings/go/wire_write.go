package loanengine

import "encoding/json"

// MarshalJSON writes the terms as the case format has them.
func (t *Terms) MarshalJSON() ([]byte, error) {
	if t == nil {
		return []byte("null"), nil
	}
	return json.Marshal(writeTerms(t))
}

// writer makes the case format of terms and events in a currency.
type writer struct{ currency Currency }

func (w writer) always(amount int64) *string {
	text := w.currency.Format(amount)
	return &text
}

func (w writer) money(amount int64) *string {
	if amount == 0 {
		return nil
	}
	return w.always(amount)
}

func count(value int) *int {
	if value == 0 {
		return nil
	}
	return &value
}

func text(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}

func wordTexts[T ~string](words []T) []string {
	var found []string
	for _, word := range words {
		found = append(found, string(word))
	}
	return found
}

func days(dates []Date) []string {
	var found []string
	for _, date := range dates {
		found = append(found, date.String())
	}
	return found
}

func (w writer) share(from *Share) *wireShare {
	if from == nil {
		return nil
	}
	if from.Percent == "" {
		return &wireShare{Amount: w.always(from.Amount)}
	}
	return &wireShare{Percent: &from.Percent, Amount: w.money(from.Amount)}
}

func writeRate(from *Rate) *wireRate {
	if from == nil {
		return nil
	}
	return &wireRate{from.Percent, string(from.Per)}
}

func (w writer) grace(from Grace) *wireGrace {
	if from == (Grace{}) {
		return nil
	}
	return &wireGrace{from.Principal, from.InterestFree, from.Capitalized, from.Deferred}
}

func writeTerms(t *Terms) *wireTerms {
	w := writer{t.Currency}
	wire := &wireTerms{
		PrincipalAmount: w.always(t.Principal), InterestMethod: string(t.InterestMethod), Amortization: string(t.Amortization),
		Accrual: string(t.Accrual), TermCount: count(t.TermCount), TermUnit: string(t.TermUnit), TermEvery: count(t.TermEvery),
		DisbursedAt: t.DisbursedAt.String(), FirstDueDate: t.FirstDueDate.String(), DueDates: days(t.DueDates), DueDays: t.DueDays,
		FirstPeriod: string(t.FirstPeriod), DayCount: string(t.DayCount), Leveling: string(t.Leveling),
		FlatInterest: string(t.FlatInterest), Residual: string(t.Residual), Grace: w.grace(t.Grace), DownPayment: w.share(t.DownPayment),
		InstallmentAmount: w.money(t.InstallmentAmount), BalloonAmount: w.money(t.BalloonAmount), InstallmentFee: w.money(t.InstallmentFee),
		LateChargeLimit: w.share(t.LateChargeLimit),
	}
	switch {
	case t.Currency.custom:
		exponent := int(t.Currency.exponent)
		wire.Currency, _ = json.Marshal(wireCurrency{t.Currency.code, &exponent})
	case t.Currency.code != "":
		wire.Currency, _ = json.Marshal(t.Currency.code)
	}
	if t.Rate != (Rate{}) {
		wire.Rate = writeRate(&t.Rate)
	}
	if t.LateChargeLimit != nil && t.LateChargeLimit.Percent != "" {
		wire.LateChargeLimit.Of = "PRINCIPAL"
	}
	if r := t.Rounding; r != (Rounding{}) {
		wire.Rounding = &wireRounding{string(r.Mode), string(r.InterestMode), string(r.InstallmentMode), w.money(r.InterestUnit), w.money(r.InstallmentUnit)}
	}
	for i := range t.UpfrontFees {
		fee := &t.UpfrontFees[i]
		share := w.share(&fee.Share)
		wire.UpfrontFees = append(wire.UpfrontFees, wireFee{&fee.Name, share.Amount, share.Percent, string(fee.Collect)})
	}
	if d := &t.NonWorkingDays; len(d.Weekdays)+len(d.Holidays)+len(d.Rule) > 0 {
		wire.NonWorkingDays = &wireDays{wordTexts(d.Weekdays), days(d.Holidays), string(d.Rule)}
	}
	if a := &t.Allocation; len(a.Order)+len(a.PastDue)+len(a.Due)+len(a.InAdvance)+len(a.Across)+len(a.Advance) > 0 {
		wire.Allocation = &wireAllocation{wordTexts(a.Order), wordTexts(a.PastDue), wordTexts(a.Due), wordTexts(a.InAdvance), string(a.Across), string(a.Advance)}
	}
	if d := &t.Delinquency; d.GraceDays != 0 || d.Tolerance != 0 || d.DaysFrom != "" || len(d.Buckets) > 0 {
		wire.Delinquency = &wireDelinquency{GraceDays: d.GraceDays, Tolerance: w.money(d.Tolerance), DaysFrom: string(d.DaysFrom)}
		for i := range d.Buckets {
			wire.Delinquency.Buckets = append(wire.Delinquency.Buckets, wireBucket{&d.Buckets[i].Name, &d.Buckets[i].FromDay})
		}
	}
	if t.Prepayment != (Prepayment{}) {
		wire.Prepayment = &wirePrepayment{string(t.Prepayment.Effect), string(t.Prepayment.Interest)}
	}
	if t.Settlement != (Settlement{}) {
		wire.Settlement = &wireSettlement{string(t.Settlement.Interest), w.share(t.Settlement.Fee), t.Settlement.Retained}
	}
	for i := range t.LateCharges {
		wire.LateCharges = append(wire.LateCharges, w.lateCharge(&t.LateCharges[i]))
	}
	return wire
}

func (w writer) lateCharge(from *LateCharge) wireLateCharge {
	rule := wireLateCharge{
		Percent: text(from.Percent), Rate: writeRate(from.Rate), Of: string(from.Of), Component: string(from.Component),
		AfterDays: from.AfterDays, Times: count(from.Times), YearDays: count(from.YearDays), From: string(from.From),
	}
	if (from.Percent == "" && from.Rate == nil) || from.Amount != 0 {
		rule.Amount = w.always(from.Amount)
	}
	if from.Every != 0 || from.EveryUnit != "" {
		rule.Every = &wireEvery{from.Every, string(from.EveryUnit)}
	}
	return rule
}

func (w writer) event(from *Event) wireEvent {
	event := wireEvent{
		Type: string(from.Type), Date: from.Date.String(), Amount: w.money(from.Amount), Of: count(from.Of),
		Component: string(from.Component), Reason: text(from.Reason), Rate: writeRate(from.Rate), Keep: string(from.Keep),
		Arrears: string(from.Arrears), Until: from.Until.String(), Role: string(from.Role), Method: text(from.Method),
		Reference: text(from.Reference),
	}
	if from.Type == EventSettlement {
		event.Amount = w.always(from.Amount)
	}
	if n := from.Terms; n != nil {
		event.Terms = &wireNewTerms{
			Rate: writeRate(n.Rate), Amortization: string(n.Amortization), TermCount: count(n.TermCount), TermUnit: string(n.TermUnit),
			TermEvery: count(n.TermEvery), FirstDueDate: n.FirstDueDate.String(), DueDates: days(n.DueDates), DueDays: n.DueDays,
			BalloonAmount: w.money(n.BalloonAmount), InstallmentAmount: w.money(n.InstallmentAmount), Grace: w.grace(n.Grace),
		}
		if n.InstallmentFee != nil {
			event.Terms.InstallmentFee = w.always(*n.InstallmentFee)
		}
	}
	return event
}
