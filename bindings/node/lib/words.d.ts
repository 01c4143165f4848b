/* made from include/loan_engine.json by scripts/generate.js: do not edit */
export type Code =
  | 'OK'
  | 'MALFORMED_INPUT'
  | 'INVALID_TERMS'
  | 'INVALID_EVENT'
  | 'ILLEGAL_TRANSITION'
  | 'FORBIDDEN_ROLE'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'DATE_OUT_OF_RANGE'
  | 'NEGATIVE_AMORTIZATION'
  | 'INVALID_ARGUMENT'
  | 'BUFFER_TOO_SMALL'
  | 'INVALID_ROWS'
  | 'OUT_OF_MEMORY'
  | 'STOPPED'
  | 'NOT_REACHED';
export type Component =
  | 'PENALTY'
  | 'FEE'
  | 'INTEREST'
  | 'PRINCIPAL';
export type EventType =
  | 'SUBMIT'
  | 'APPROVE'
  | 'REJECT'
  | 'REVISE'
  | 'CANCEL'
  | 'DISBURSE'
  | 'REPAYMENT'
  | 'REVERSAL'
  | 'WRITE_OFF'
  | 'RECOVERY'
  | 'SETTLEMENT'
  | 'CHARGE'
  | 'WAIVER'
  | 'DRAWDOWN'
  | 'RATE_CHANGE'
  | 'RESCHEDULE'
  | 'INTEREST_PAUSE'
  | 'REFUND';
export type Role =
  | 'CREDIT_OFFICER'
  | 'SUPERVISOR'
  | 'ADMIN';
export type Keep =
  | 'TERM'
  | 'INSTALLMENT';
export type Arrears =
  | 'KEEP'
  | 'CAPITALIZE';
export type LoanStatus =
  | 'DRAFT'
  | 'PENDING_APPROVAL'
  | 'APPROVED'
  | 'ACTIVE'
  | 'COMPLETED'
  | 'REJECTED'
  | 'CANCELLED'
  | 'WRITTEN_OFF';
export type RowStatus =
  | 'PENDING'
  | 'PARTIAL'
  | 'PAID'
  | 'OVERDUE';
export type RowKind =
  | 'INSTALLMENT'
  | 'DOWN_PAYMENT'
  | 'CHARGES';
export type PostingKind =
  | 'ALLOCATED'
  | 'CHARGE'
  | 'LATE_CHARGE'
  | 'WAIVER'
  | 'SETTLEMENT'
  | 'CAPITALIZATION'
  | 'RECALLED_REFUND'
  | 'DRAWDOWN';
export type RatePer =
  | 'YEAR'
  | 'MONTH'
  | 'WEEK'
  | 'DAY'
  | 'LOAN';
export type InterestMethod =
  | 'DECLINING'
  | 'FLAT';
export type Amortization =
  | 'EQUAL_INSTALLMENTS'
  | 'EQUAL_PRINCIPAL'
  | 'BULLET';
export type Accrual =
  | 'SCHEDULED'
  | 'DAILY';
export type Unit =
  | 'DAY'
  | 'WEEK'
  | 'MONTH';
export type DayCount =
  | 'EQUAL'
  | 'EQUAL/360'
  | 'EQUAL/364'
  | 'EQUAL/365'
  | '30/360'
  | '30E/360'
  | '30E/360.ISDA'
  | 'ACT/360'
  | 'ACT/364'
  | 'ACT/365.FIXED'
  | 'ACT/ACT.ISDA'
  | 'ACT/ACT.FINERACT'
  | '30/360.US'
  | 'ACT/365.FEB29';
export type FirstPeriod =
  | 'WHOLE'
  | 'PRORATED';
export type Mode =
  | 'HALF_EVEN'
  | 'HALF_UP'
  | 'HALF_DOWN'
  | 'UP'
  | 'DOWN'
  | 'CEILING'
  | 'FLOOR';
export type Leveling =
  | 'NONE'
  | 'RESPREAD';
export type FlatInterest =
  | 'TERM'
  | 'PERIOD';
export type Residual =
  | 'LAST'
  | 'FIRST'
  | 'SPREAD';
export type NonWorkingRule =
  | 'FOLLOWING'
  | 'MODIFIED_FOLLOWING'
  | 'PRECEDING'
  | 'SKIP';
export type Weekdays =
  | 'MONDAY'
  | 'TUESDAY'
  | 'WEDNESDAY'
  | 'THURSDAY'
  | 'FRIDAY'
  | 'SATURDAY'
  | 'SUNDAY';
export type Across =
  | 'INSTALLMENT'
  | 'COMPONENT';
export type Advance =
  | 'NEXT'
  | 'LAST'
  | 'CURRENT_THEN_LAST'
  | 'SPREAD';
export type PrepaymentEffect =
  | 'ADVANCE'
  | 'REDUCE_TERM'
  | 'REDUCE_INSTALLMENT';
export type PrepaymentInterest =
  | 'TO_DATE'
  | 'AT_DUE_DATE'
  | 'WHOLE_PERIOD';
export type SettlementInterest =
  | 'TO_DATE'
  | 'WHOLE_PERIOD'
  | 'FULL_TERM'
  | 'RULE_OF_78';
export type DaysFrom =
  | 'DUE_DATE'
  | 'DUE_DATE_INCLUSIVE'
  | 'GRACE_END';
export type LateKind =
  | 'FIXED'
  | 'DAILY';
export type LateBase =
  | 'INSTALLMENT'
  | 'OVERDUE_PRINCIPAL'
  | 'OVERDUE';
export type LateFrom =
  | 'DUE_DATE'
  | 'GRACE_END';
export type Collect =
  | 'DEDUCTED'
  | 'FINANCED'
  | 'SEPARATE';
