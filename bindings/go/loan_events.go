package loanengine

// A method for each type of event; Add takes events with roles and notes.

// Submit hands the application in.
func (l *Loan) Submit(on Date) *Loan {
	return l.Add(Event{Type: EventSubmit, Date: on})
}

// Approve approves the application.
func (l *Loan) Approve(on Date) *Loan {
	return l.Add(Event{Type: EventApprove, Date: on})
}

// Reject rejects the application.
func (l *Loan) Reject(on Date) *Loan {
	return l.Add(Event{Type: EventReject, Date: on})
}

// Revise gives the application back to be changed.
func (l *Loan) Revise(on Date) *Loan {
	return l.Add(Event{Type: EventRevise, Date: on})
}

// Cancel cancels the application.
func (l *Loan) Cancel(on Date) *Loan {
	return l.Add(Event{Type: EventCancel, Date: on})
}

// Disburse pays the loan out.
func (l *Loan) Disburse(on Date) *Loan {
	return l.Add(Event{Type: EventDisburse, Date: on})
}

// Repay is a repayment of an amount in minor units.
func (l *Loan) Repay(on Date, amount int64) *Loan {
	return l.Add(Event{Type: EventRepayment, Date: on, Amount: amount})
}

// Reverse undoes the event with a number, from 1.
func (l *Loan) Reverse(on Date, of int) *Loan {
	return l.Add(Event{Type: EventReversal, Date: on, Of: of})
}

// WriteOff writes off what is unpaid.
func (l *Loan) WriteOff(on Date) *Loan {
	return l.Add(Event{Type: EventWriteOff, Date: on})
}

// Recover is an amount in minor units that came in after a write-off.
func (l *Loan) Recover(on Date, amount int64) *Loan {
	return l.Add(Event{Type: EventRecovery, Date: on, Amount: amount})
}

// Settle settles the loan with an amount in minor units: what Settlement says, or less.
func (l *Loan) Settle(on Date, amount int64) *Loan {
	return l.Add(Event{Type: EventSettlement, Date: on, Amount: amount})
}

// Charge charges an amount in minor units, as Penalty or Fee.
func (l *Loan) Charge(on Date, component Component, amount int64) *Loan {
	return l.Add(Event{Type: EventCharge, Date: on, Component: component, Amount: amount})
}

// Waive lets go of an amount in minor units of a component.
func (l *Loan) Waive(on Date, component Component, amount int64) *Loan {
	return l.Add(Event{Type: EventWaiver, Date: on, Component: component, Amount: amount})
}

// DrawDown pays out an amount in minor units more.
func (l *Loan) DrawDown(on Date, amount int64) *Loan {
	return l.Add(Event{Type: EventDrawdown, Date: on, Amount: amount})
}

// Refund pays back an amount in minor units that was overpaid.
func (l *Loan) Refund(on Date, amount int64) *Loan {
	return l.Add(Event{Type: EventRefund, Date: on, Amount: amount})
}

// ChangeRate changes the rate, and keeps the term or the installment.
func (l *Loan) ChangeRate(on Date, rate Rate, keep Keep) *Loan {
	return l.Add(Event{Type: EventRateChange, Date: on, Rate: &rate, Keep: keep})
}

// Reschedule agrees new terms; arrears stay, or join the new principal.
func (l *Loan) Reschedule(on Date, terms NewTerms, arrears ArrearsRule) *Loan {
	return l.Add(Event{Type: EventReschedule, Date: on, Terms: &terms, Arrears: arrears})
}

// PauseInterest lets no interest accrue until a date after this one.
func (l *Loan) PauseInterest(on Date, until Date) *Loan {
	return l.Add(Event{Type: EventInterestPause, Date: on, Until: until})
}
