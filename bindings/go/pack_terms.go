package loanengine

// #include "shim.h"
import "C"

// terms packs a contract. What is refused by a value that the structs can say is left to the call.
func (p *packer) terms(from *Terms) (t C.le_terms) {
	C.le_terms_init(&t, C.sizeof_le_terms)
	if from.Currency.code == "" || from.Currency.exponent > 6 || (from.Currency.custom && !capitals(from.Currency.code)) ||
		from.DisbursedAt.IsZero() {
		p.refuse()
	}
	if planned := len(from.DueDates) > 0; planned == (from.TermUnit != "") || planned == (from.TermCount != 0) {
		p.refuse()
	}
	t.currency_exponent = C.int32_t(from.Currency.exponent)
	t.principal = C.int64_t(from.Principal)
	t.rate, t.rate_per = p.rate(from.Rate, &t.rate_text)
	t.interest_method = C.le_interest_method(p.number(wordsOfInterestMethod, string(from.InterestMethod)))
	t.amortization = C.le_amortization(p.number(wordsOfAmortization, string(from.Amortization)))
	t.accrual = C.le_accrual(p.number(wordsOfAccrual, string(from.Accrual)))
	t.term_count = p.count(from.TermCount)
	t.term_unit = C.le_unit(p.number(wordsOfUnit, string(from.TermUnit)))
	t.term_every = p.count(from.TermEvery)
	t.day_count = C.le_day_count(p.number(wordsOfDayCount, string(from.DayCount)))
	t.disbursed_at = C.int32_t(from.DisbursedAt.number())
	t.first_due_date = C.int32_t(from.FirstDueDate.number())
	t.due_dates = p.dates(from.DueDates, TermCountMax)
	t.due_days = p.dueDays(from.DueDays)
	t.first_period = C.le_first_period(p.number(wordsOfFirstPeriod, string(from.FirstPeriod)))
	t.leveling = C.le_leveling(p.number(wordsOfLeveling, string(from.Leveling)))
	t.flat_interest = C.le_flat_interest(p.number(wordsOfFlatInterest, string(from.FlatInterest)))
	t.residual = C.le_residual(p.number(wordsOfResidual, string(from.Residual)))
	t.grace_principal, t.grace_interest_free = p.count(from.Grace.Principal), p.count(from.Grace.InterestFree)
	t.grace_capitalized, t.grace_deferred = p.count(from.Grace.Capitalized), p.count(from.Grace.Deferred)
	t.installment_amount = C.int64_t(from.InstallmentAmount)
	t.balloon = C.int64_t(from.BalloonAmount)
	t.installment_fee = C.int64_t(from.InstallmentFee)
	if from.DownPayment != nil {
		t.down_payment = p.share(*from.DownPayment)
	}
	t.allocation = p.allocation(&from.Allocation)
	t.prepayment_effect = C.le_prepayment_effect(p.number(wordsOfPrepaymentEffect, string(from.Prepayment.Effect)))
	t.prepayment_interest = C.le_prepayment_interest(p.number(wordsOfPrepaymentInterest, string(from.Prepayment.Interest)))
	p.rounding(&from.Rounding, &t)
	p.upfrontFees(from.UpfrontFees, &t)
	p.nonWorkingDays(&from.NonWorkingDays, &t)
	p.delinquency(&from.Delinquency, &t)
	p.settlement(&from.Settlement, &t)
	p.lateCharges(from, &t)
	return t
}

func capitals(code string) bool {
	if len(code) != 3 {
		return false
	}
	for _, letter := range []byte(code) {
		if letter < 'A' || letter > 'Z' {
			return false
		}
	}
	return true
}

func (p *packer) rounding(from *Rounding, t *C.le_terms) {
	interest, installment := from.InterestMode, from.InstallmentMode
	if interest == "" {
		interest = from.Mode
	}
	if installment == "" {
		installment = from.Mode
	}
	p.number(wordsOfMode, string(from.Mode))
	t.interest_mode = C.le_mode(p.number(wordsOfMode, string(interest)))
	t.installment_mode = C.le_mode(p.number(wordsOfMode, string(installment)))
	t.interest_unit, t.installment_unit = C.int64_t(from.InterestUnit), C.int64_t(from.InstallmentUnit)
}

func (p *packer) upfrontFees(from []UpfrontFee, t *C.le_terms) {
	if len(from) == 0 {
		return
	}
	if len(from) > UpfrontFeesMax {
		p.refuse()
		return
	}
	place := p.take(C.sizeof_le_upfront_fee * len(from))
	for i := range from {
		fee := C.le_upfront_fee{fee: p.share(from[i].Share), collect: C.le_collect(p.required(wordsOfCollect, string(from[i].Collect)))}
		*(*C.le_upfront_fee)(p.at(place + i*C.sizeof_le_upfront_fee)) = fee
	}
	t.upfront_fees = C.le_part{at: C.uint32_t(place), count: C.uint32_t(len(from))}
}

func (p *packer) nonWorkingDays(from *NonWorkingDays, t *C.le_terms) {
	for _, day := range from.Weekdays {
		bit := C.le_weekdays(p.required(wordsOfWeekday, string(day)))
		if t.non_working_weekdays&bit != 0 {
			p.refuse()
		}
		t.non_working_weekdays |= bit
	}
	t.holidays = p.dates(from.Holidays, HolidaysMax)
	t.non_working_rule = C.le_non_working_rule(p.number(wordsOfNonWorkingRule, string(from.Rule)))
}

func (p *packer) delinquency(from *Delinquency, t *C.le_terms) {
	t.grace_days = p.count(from.GraceDays)
	t.tolerance = C.int64_t(from.Tolerance)
	t.days_from = C.le_days_from(p.number(wordsOfDaysFrom, string(from.DaysFrom)))
	if len(from.Buckets) == 0 {
		return
	}
	days := p.scratch[:0]
	for _, bucket := range from.Buckets {
		days = append(days, int32(p.count(bucket.FromDay)))
	}
	p.scratch = days
	t.bucket_from_days = p.numbers(days, BucketsMax)
}

func (p *packer) settlement(from *Settlement, t *C.le_terms) {
	t.settlement_interest = C.le_settlement_interest(p.number(wordsOfSettlementInterest, string(from.Interest)))
	if from.Fee != nil {
		t.settlement_fee = p.share(*from.Fee)
	}
	if from.Retained != "" {
		t.settlement_retained = p.ratio(from.Retained)
	}
}

func (p *packer) lateCharges(from *Terms, t *C.le_terms) {
	if len(from.LateCharges) > LateChargesMax {
		p.refuse()
		return
	}
	if len(from.LateCharges) > 0 {
		place := p.take(C.sizeof_le_late_charge * len(from.LateCharges))
		for i := range from.LateCharges {
			*(*C.le_late_charge)(p.at(place + i*C.sizeof_le_late_charge)) = p.lateCharge(&from.LateCharges[i])
		}
		t.late_charges = C.le_part{at: C.uint32_t(place), count: C.uint32_t(len(from.LateCharges))}
	}
	if from.LateChargeLimit == nil {
		return
	}
	t.late_charge_limit = p.share(*from.LateChargeLimit)
	if from.LateChargeLimit.Percent == "" && from.LateChargeLimit.Amount == 0 {
		// An amount of zero would say that there is no limit; no percent of it says that nothing is charged.
		t.late_charge_limit.percent = C.le_ratio{denominator: 1}
	}
}

func (p *packer) lateCharge(from *LateCharge) C.le_late_charge {
	rule := C.le_late_charge{
		component: C.le_component(p.number(wordsOfComponent, string(from.Component))), after_days: p.count(from.AfterDays),
		every: p.count(from.Every), every_unit: C.le_unit(p.number(wordsOfUnit, string(from.EveryUnit))), times: p.count(from.Times),
	}
	if from.Percent != "" || from.Rate != nil {
		rule.of = C.le_late_base(p.required(wordsOfLateBase, string(from.Of)))
	} else if from.Of != "" {
		p.refuse()
	}
	if (from.Every != 0) != (from.EveryUnit != "") || (from.Rate != nil && (from.Percent != "" || from.Amount != 0)) {
		p.refuse()
	}
	if from.Rate == nil {
		if from.YearDays != 0 || from.From != "" {
			p.refuse()
		}
		rule.charge = p.share(Share{from.Amount, from.Percent})
		return rule
	}
	if from.YearDays == 0 {
		p.refuse()
	}
	rule.kind = C.LE_LATE_DAILY
	rule.charge.percent, rule.rate_per = p.rate(*from.Rate, nil)
	rule.year_days = p.count(from.YearDays)
	rule.counts_from = C.le_late_from(p.number(wordsOfLateFrom, string(from.From)))
	return rule
}

// event packs an event; what a reschedule agrees goes to parts.
func (p *packer) event(from *Event) (e C.le_event) {
	e._type = C.le_event_type(p.required(wordsOfEventType, string(from.Type)))
	charged := from.Type == EventCharge || from.Type == EventWaiver
	if from.Date.IsZero() || charged != (from.Component != "") || (from.Type == EventRateChange) != (from.Rate != nil) ||
		(from.Type == EventReschedule) != (from.Terms != nil) || (from.Type == EventInterestPause) != !from.Until.IsZero() ||
		(from.Keep != "" && from.Type != EventRateChange) || (from.Arrears != "" && from.Type != EventReschedule) ||
		(from.Reason != "" && from.Type != EventCharge) || len(from.Reason) > 256 {
		p.refuse()
	}
	e.date = C.int32_t(from.Date.number())
	e.amount = C.int64_t(from.Amount)
	e.of = p.count(from.Of)
	e.component = C.le_component(p.number(wordsOfComponent, string(from.Component)))
	e.role = C.le_role(p.number(wordsOfRole, string(from.Role)))
	e.keep = C.le_keep(p.number(wordsOfKeep, string(from.Keep)))
	e.arrears = C.le_arrears(p.number(wordsOfArrearsRule, string(from.Arrears)))
	if !from.Until.IsZero() {
		e.until = C.int32_t(from.Until.number())
	}
	if from.Rate != nil {
		e.rate, e.rate_per = p.rate(*from.Rate, nil)
	}
	if from.Terms != nil {
		e.terms = C.uint32_t(p.newTerms(from.Terms))
	}
	return e
}

func (p *packer) newTerms(from *NewTerms) int {
	if (from.TermCount == 0) == (len(from.DueDates) == 0) {
		p.refuse()
	}
	n := C.le_new_terms{
		term_count: p.count(from.TermCount), due_days: p.dueDays(from.DueDays), due_dates: p.dates(from.DueDates, TermCountMax),
		balloon: C.int64_t(from.BalloonAmount), installment_amount: C.int64_t(from.InstallmentAmount),
		grace_principal: p.count(from.Grace.Principal), grace_interest_free: p.count(from.Grace.InterestFree),
		grace_capitalized: p.count(from.Grace.Capitalized), grace_deferred: p.count(from.Grace.Deferred),
	}
	if from.Rate != nil {
		n.set |= C.LE_SET_RATE
		n.rate, n.rate_per = p.rate(*from.Rate, &n.rate_text)
	}
	if from.Amortization != "" {
		n.set |= C.LE_SET_AMORTIZATION
		n.amortization = C.le_amortization(p.number(wordsOfAmortization, string(from.Amortization)))
	}
	if from.TermUnit != "" {
		n.set |= C.LE_SET_TERM_UNIT
		n.term_unit = C.le_unit(p.number(wordsOfUnit, string(from.TermUnit)))
	}
	if from.TermEvery != 0 {
		n.set |= C.LE_SET_TERM_EVERY
		n.term_every = p.count(from.TermEvery)
	}
	if !from.FirstDueDate.IsZero() {
		n.set |= C.LE_SET_FIRST_DUE_DATE
		n.first_due_date = C.int32_t(from.FirstDueDate.number())
	}
	if from.InstallmentFee != nil {
		n.set |= C.LE_SET_INSTALLMENT_FEE
		n.installment_fee = C.int64_t(*from.InstallmentFee)
	}
	place := p.take(C.sizeof_le_new_terms)
	*(*C.le_new_terms)(p.at(place)) = n
	return place
}
