'use strict';
/* made from include/loan_engine.json by scripts/generate.js: do not edit */
module.exports = {
 "version": "0.2.0",
 "abi": 1,
 "numbers": {
  "LE_ERROR_PATH_SIZE": 96,
  "LE_ERROR_MESSAGE_SIZE": 280,
  "LE_TEXT_MAX": 256,
  "LE_FORMAT_SIZE": 48,
  "LE_DATE_MIN": -719162,
  "LE_DATE_MAX": 2932896,
  "LE_DATE_NONE": -2147483648,
  "LE_TERM_COUNT_MAX": 3660,
  "LE_TERM_EVERY_MAX": 366,
  "LE_HOLIDAYS_MAX": 36600,
  "LE_DAYS_MAX": 3660000,
  "LE_BUCKETS_MAX": 1000,
  "LE_LATE_CHARGES_MAX": 8,
  "LE_UPFRONT_FEES_MAX": 8,
  "LE_EVENTS_MAX": 1000000
 },
 "sets": {
  "le_code": {
   "bits": false,
   "words": [
    [
     "OK",
     0
    ],
    [
     "MALFORMED_INPUT",
     1
    ],
    [
     "INVALID_TERMS",
     2
    ],
    [
     "INVALID_EVENT",
     3
    ],
    [
     "ILLEGAL_TRANSITION",
     4
    ],
    [
     "FORBIDDEN_ROLE",
     5
    ],
    [
     "AMOUNT_OUT_OF_RANGE",
     6
    ],
    [
     "DATE_OUT_OF_RANGE",
     7
    ],
    [
     "NEGATIVE_AMORTIZATION",
     8
    ],
    [
     "INVALID_ARGUMENT",
     32
    ],
    [
     "BUFFER_TOO_SMALL",
     33
    ],
    [
     "INVALID_ROWS",
     34
    ],
    [
     "OUT_OF_MEMORY",
     35
    ],
    [
     "STOPPED",
     36
    ],
    [
     "NOT_REACHED",
     37
    ]
   ]
  },
  "le_component": {
   "bits": false,
   "words": [
    [
     "PENALTY",
     0
    ],
    [
     "FEE",
     1
    ],
    [
     "INTEREST",
     2
    ],
    [
     "PRINCIPAL",
     3
    ]
   ]
  },
  "le_event_type": {
   "bits": false,
   "words": [
    [
     "SUBMIT",
     0
    ],
    [
     "APPROVE",
     1
    ],
    [
     "REJECT",
     2
    ],
    [
     "REVISE",
     3
    ],
    [
     "CANCEL",
     4
    ],
    [
     "DISBURSE",
     5
    ],
    [
     "REPAYMENT",
     6
    ],
    [
     "REVERSAL",
     7
    ],
    [
     "WRITE_OFF",
     8
    ],
    [
     "RECOVERY",
     9
    ],
    [
     "SETTLEMENT",
     10
    ],
    [
     "CHARGE",
     11
    ],
    [
     "WAIVER",
     12
    ],
    [
     "DRAWDOWN",
     13
    ],
    [
     "RATE_CHANGE",
     14
    ],
    [
     "RESCHEDULE",
     15
    ],
    [
     "INTEREST_PAUSE",
     16
    ],
    [
     "REFUND",
     17
    ]
   ]
  },
  "le_role": {
   "bits": false,
   "words": [
    [
     null,
     0
    ],
    [
     "CREDIT_OFFICER",
     1
    ],
    [
     "SUPERVISOR",
     2
    ],
    [
     "ADMIN",
     3
    ]
   ]
  },
  "le_keep": {
   "bits": false,
   "words": [
    [
     "TERM",
     0
    ],
    [
     "INSTALLMENT",
     1
    ]
   ]
  },
  "le_arrears": {
   "bits": false,
   "words": [
    [
     "KEEP",
     0
    ],
    [
     "CAPITALIZE",
     1
    ]
   ]
  },
  "le_loan_status": {
   "bits": false,
   "words": [
    [
     null,
     -1
    ],
    [
     "DRAFT",
     0
    ],
    [
     "PENDING_APPROVAL",
     1
    ],
    [
     "APPROVED",
     2
    ],
    [
     "ACTIVE",
     3
    ],
    [
     "COMPLETED",
     4
    ],
    [
     "REJECTED",
     5
    ],
    [
     "CANCELLED",
     6
    ],
    [
     "WRITTEN_OFF",
     7
    ]
   ]
  },
  "le_row_status": {
   "bits": false,
   "words": [
    [
     "PENDING",
     0
    ],
    [
     "PARTIAL",
     1
    ],
    [
     "PAID",
     2
    ],
    [
     "OVERDUE",
     3
    ]
   ]
  },
  "le_row_kind": {
   "bits": false,
   "words": [
    [
     "INSTALLMENT",
     0
    ],
    [
     "DOWN_PAYMENT",
     1
    ],
    [
     "CHARGES",
     2
    ]
   ]
  },
  "le_posting_kind": {
   "bits": false,
   "words": [
    [
     "ALLOCATED",
     0
    ],
    [
     "CHARGE",
     1
    ],
    [
     "LATE_CHARGE",
     2
    ],
    [
     "WAIVER",
     3
    ],
    [
     "SETTLEMENT",
     4
    ],
    [
     "CAPITALIZATION",
     5
    ],
    [
     "RECALLED_REFUND",
     6
    ],
    [
     "DRAWDOWN",
     7
    ]
   ]
  },
  "le_rate_per": {
   "bits": false,
   "words": [
    [
     "YEAR",
     0
    ],
    [
     "MONTH",
     1
    ],
    [
     "WEEK",
     2
    ],
    [
     "DAY",
     3
    ],
    [
     "LOAN",
     4
    ]
   ]
  },
  "le_interest_method": {
   "bits": false,
   "words": [
    [
     "DECLINING",
     0
    ],
    [
     "FLAT",
     1
    ]
   ]
  },
  "le_amortization": {
   "bits": false,
   "words": [
    [
     "EQUAL_INSTALLMENTS",
     0
    ],
    [
     "EQUAL_PRINCIPAL",
     1
    ],
    [
     "BULLET",
     2
    ]
   ]
  },
  "le_accrual": {
   "bits": false,
   "words": [
    [
     "SCHEDULED",
     0
    ],
    [
     "DAILY",
     1
    ]
   ]
  },
  "le_unit": {
   "bits": false,
   "words": [
    [
     "DAY",
     0
    ],
    [
     "WEEK",
     1
    ],
    [
     "MONTH",
     2
    ]
   ]
  },
  "le_day_count": {
   "bits": false,
   "words": [
    [
     "EQUAL",
     0
    ],
    [
     "EQUAL/360",
     1
    ],
    [
     "EQUAL/364",
     2
    ],
    [
     "EQUAL/365",
     3
    ],
    [
     "30/360",
     4
    ],
    [
     "30E/360",
     5
    ],
    [
     "30E/360.ISDA",
     6
    ],
    [
     "ACT/360",
     7
    ],
    [
     "ACT/364",
     8
    ],
    [
     "ACT/365.FIXED",
     9
    ],
    [
     "ACT/ACT.ISDA",
     10
    ],
    [
     "ACT/ACT.FINERACT",
     11
    ],
    [
     "30/360.US",
     12
    ],
    [
     "ACT/365.FEB29",
     13
    ]
   ]
  },
  "le_first_period": {
   "bits": false,
   "words": [
    [
     "WHOLE",
     0
    ],
    [
     "PRORATED",
     1
    ]
   ]
  },
  "le_mode": {
   "bits": false,
   "words": [
    [
     "HALF_EVEN",
     0
    ],
    [
     "HALF_UP",
     1
    ],
    [
     "HALF_DOWN",
     2
    ],
    [
     "UP",
     3
    ],
    [
     "DOWN",
     4
    ],
    [
     "CEILING",
     5
    ],
    [
     "FLOOR",
     6
    ]
   ]
  },
  "le_leveling": {
   "bits": false,
   "words": [
    [
     "NONE",
     0
    ],
    [
     "RESPREAD",
     1
    ]
   ]
  },
  "le_flat_interest": {
   "bits": false,
   "words": [
    [
     "TERM",
     0
    ],
    [
     "PERIOD",
     1
    ]
   ]
  },
  "le_residual": {
   "bits": false,
   "words": [
    [
     "LAST",
     0
    ],
    [
     "FIRST",
     1
    ],
    [
     "SPREAD",
     2
    ]
   ]
  },
  "le_non_working_rule": {
   "bits": false,
   "words": [
    [
     "FOLLOWING",
     0
    ],
    [
     "MODIFIED_FOLLOWING",
     1
    ],
    [
     "PRECEDING",
     2
    ],
    [
     "SKIP",
     3
    ]
   ]
  },
  "le_weekdays": {
   "bits": true,
   "words": [
    [
     "MONDAY",
     1
    ],
    [
     "TUESDAY",
     2
    ],
    [
     "WEDNESDAY",
     4
    ],
    [
     "THURSDAY",
     8
    ],
    [
     "FRIDAY",
     16
    ],
    [
     "SATURDAY",
     32
    ],
    [
     "SUNDAY",
     64
    ]
   ]
  },
  "le_across": {
   "bits": false,
   "words": [
    [
     "INSTALLMENT",
     0
    ],
    [
     "COMPONENT",
     1
    ]
   ]
  },
  "le_advance": {
   "bits": false,
   "words": [
    [
     "NEXT",
     0
    ],
    [
     "LAST",
     1
    ],
    [
     "CURRENT_THEN_LAST",
     2
    ],
    [
     "SPREAD",
     3
    ]
   ]
  },
  "le_prepayment_effect": {
   "bits": false,
   "words": [
    [
     "ADVANCE",
     0
    ],
    [
     "REDUCE_TERM",
     1
    ],
    [
     "REDUCE_INSTALLMENT",
     2
    ]
   ]
  },
  "le_prepayment_interest": {
   "bits": false,
   "words": [
    [
     "TO_DATE",
     0
    ],
    [
     "AT_DUE_DATE",
     1
    ],
    [
     "WHOLE_PERIOD",
     2
    ]
   ]
  },
  "le_settlement_interest": {
   "bits": false,
   "words": [
    [
     "TO_DATE",
     0
    ],
    [
     "WHOLE_PERIOD",
     1
    ],
    [
     "FULL_TERM",
     2
    ],
    [
     "RULE_OF_78",
     3
    ]
   ]
  },
  "le_days_from": {
   "bits": false,
   "words": [
    [
     "DUE_DATE",
     0
    ],
    [
     "DUE_DATE_INCLUSIVE",
     1
    ],
    [
     "GRACE_END",
     2
    ]
   ]
  },
  "le_late_kind": {
   "bits": false,
   "words": [
    [
     "FIXED",
     0
    ],
    [
     "DAILY",
     1
    ]
   ]
  },
  "le_late_base": {
   "bits": false,
   "words": [
    [
     "INSTALLMENT",
     0
    ],
    [
     "OVERDUE_PRINCIPAL",
     1
    ],
    [
     "OVERDUE",
     2
    ]
   ]
  },
  "le_late_from": {
   "bits": false,
   "words": [
    [
     "DUE_DATE",
     0
    ],
    [
     "GRACE_END",
     1
    ]
   ]
  },
  "le_collect": {
   "bits": false,
   "words": [
    [
     "DEDUCTED",
     0
    ],
    [
     "FINANCED",
     1
    ],
    [
     "SEPARATE",
     2
    ]
   ]
  },
  "le_new_terms_set": {
   "bits": true,
   "words": [
    [
     "RATE",
     1
    ],
    [
     "AMORTIZATION",
     2
    ],
    [
     "TERM_UNIT",
     4
    ],
    [
     "TERM_EVERY",
     8
    ],
    [
     "INSTALLMENT_FEE",
     16
    ],
    [
     "FIRST_DUE_DATE",
     32
    ]
   ]
  }
 },
 "structs": {
  "le_ratio": {
   "size": 16,
   "defaults": [],
   "fields": {
    "numerator": 0,
    "denominator": 8
   }
  },
  "le_share": {
   "size": 24,
   "defaults": [],
   "fields": {
    "amount": 0,
    "percent": 8,
    "percent_numerator": 8,
    "percent_denominator": 16
   }
  },
  "le_part": {
   "size": 8,
   "defaults": [],
   "fields": {
    "at": 0,
    "count": 4
   }
  },
  "le_amounts": {
   "size": 40,
   "defaults": [],
   "fields": {
    "principal": 0,
    "interest": 8,
    "fee": 16,
    "penalty": 24,
    "total": 32
   }
  },
  "le_error": {
   "size": 392,
   "defaults": [
    [
     0,
     392
    ]
   ],
   "fields": {
    "struct_size": 0,
    "code": 4,
    "index": 8,
    "path": 16,
    "message": 112
   }
  },
  "le_allocation_policy": {
   "size": 24,
   "defaults": [],
   "fields": {
    "past_due": 0,
    "due": 4,
    "in_advance": 8,
    "across": 12,
    "advance": 16,
    "reserved": 20
   }
  },
  "le_late_charge": {
   "size": 64,
   "defaults": [],
   "fields": {
    "charge": 0,
    "charge_amount": 0,
    "charge_percent": 8,
    "charge_percent_numerator": 8,
    "charge_percent_denominator": 16,
    "kind": 24,
    "of": 28,
    "component": 32,
    "after_days": 36,
    "every": 40,
    "every_unit": 44,
    "times": 48,
    "rate_per": 52,
    "year_days": 56,
    "counts_from": 60
   }
  },
  "le_upfront_fee": {
   "size": 32,
   "defaults": [],
   "fields": {
    "fee": 0,
    "fee_amount": 0,
    "fee_percent": 8,
    "fee_percent_numerator": 8,
    "fee_percent_denominator": 16,
    "collect": 24,
    "reserved": 28
   }
  },
  "le_terms": {
   "size": 384,
   "defaults": [
    [
     0,
     384
    ],
    [
     68,
     -2147483648
    ]
   ],
   "fields": {
    "struct_size": 0,
    "currency_exponent": 4,
    "principal": 8,
    "rate": 16,
    "rate_numerator": 16,
    "rate_denominator": 24,
    "rate_per": 32,
    "interest_method": 36,
    "amortization": 40,
    "accrual": 44,
    "term_count": 48,
    "term_unit": 52,
    "term_every": 56,
    "day_count": 60,
    "disbursed_at": 64,
    "first_due_date": 68,
    "first_period": 72,
    "leveling": 76,
    "interest_mode": 80,
    "installment_mode": 84,
    "interest_unit": 88,
    "installment_unit": 96,
    "flat_interest": 104,
    "residual": 108,
    "grace_principal": 112,
    "grace_interest_free": 116,
    "grace_capitalized": 120,
    "grace_deferred": 124,
    "balloon": 128,
    "installment_fee": 136,
    "installment_amount": 144,
    "down_payment": 152,
    "down_payment_amount": 152,
    "down_payment_percent": 160,
    "down_payment_percent_numerator": 160,
    "down_payment_percent_denominator": 168,
    "due_days": 176,
    "non_working_rule": 180,
    "non_working_weekdays": 184,
    "reserved0": 188,
    "holidays": 192,
    "holidays_at": 192,
    "holidays_count": 196,
    "due_dates": 200,
    "due_dates_at": 200,
    "due_dates_count": 204,
    "late_charges": 208,
    "late_charges_at": 208,
    "late_charges_count": 212,
    "upfront_fees": 216,
    "upfront_fees_at": 216,
    "upfront_fees_count": 220,
    "bucket_from_days": 224,
    "bucket_from_days_at": 224,
    "bucket_from_days_count": 228,
    "rate_text": 232,
    "rate_text_at": 232,
    "rate_text_count": 236,
    "late_charge_limit": 240,
    "late_charge_limit_amount": 240,
    "late_charge_limit_percent": 248,
    "late_charge_limit_percent_numerator": 248,
    "late_charge_limit_percent_denominator": 256,
    "allocation": 264,
    "allocation_past_due": 264,
    "allocation_due": 268,
    "allocation_in_advance": 272,
    "allocation_across": 276,
    "allocation_advance": 280,
    "allocation_reserved": 284,
    "prepayment_effect": 288,
    "prepayment_interest": 292,
    "settlement_interest": 296,
    "grace_days": 300,
    "settlement_fee": 304,
    "settlement_fee_amount": 304,
    "settlement_fee_percent": 312,
    "settlement_fee_percent_numerator": 312,
    "settlement_fee_percent_denominator": 320,
    "settlement_retained": 328,
    "settlement_retained_numerator": 328,
    "settlement_retained_denominator": 336,
    "days_from": 344,
    "reserved2": 348,
    "tolerance": 352,
    "reserved": 360
   }
  },
  "le_new_terms": {
   "size": 112,
   "defaults": [],
   "fields": {
    "set": 0,
    "term_count": 4,
    "rate": 8,
    "rate_numerator": 8,
    "rate_denominator": 16,
    "rate_per": 24,
    "amortization": 28,
    "term_unit": 32,
    "term_every": 36,
    "first_due_date": 40,
    "due_days": 44,
    "due_dates": 48,
    "due_dates_at": 48,
    "due_dates_count": 52,
    "balloon": 56,
    "installment_fee": 64,
    "installment_amount": 72,
    "grace_principal": 80,
    "grace_interest_free": 84,
    "grace_capitalized": 88,
    "grace_deferred": 92,
    "rate_text": 96,
    "rate_text_at": 96,
    "rate_text_count": 100,
    "reserved": 104
   }
  },
  "le_row": {
   "size": 96,
   "defaults": [],
   "fields": {
    "sequence": 0,
    "start_date": 4,
    "due_date": 8,
    "status": 12,
    "principal_due": 16,
    "interest_due": 24,
    "fee_due": 32,
    "penalty_due": 40,
    "balance_after": 48,
    "principal_paid": 56,
    "interest_paid": 64,
    "fee_paid": 72,
    "penalty_paid": 80,
    "days_past_due": 88,
    "kind": 92
   }
  },
  "le_summary": {
   "size": 64,
   "defaults": [
    [
     0,
     64
    ]
   ],
   "fields": {
    "struct_size": 0,
    "count": 4,
    "installment": 8,
    "has_installment": 16,
    "reserved": 20,
    "totals": 24,
    "totals_principal": 24,
    "totals_interest": 32,
    "totals_fee": 40,
    "totals_penalty": 48,
    "totals_total": 56
   }
  },
  "le_payment": {
   "size": 16,
   "defaults": [],
   "fields": {
    "amount": 0,
    "date": 8,
    "event": 12
   }
  },
  "le_posting": {
   "size": 32,
   "defaults": [],
   "fields": {
    "amount": 0,
    "date": 8,
    "event": 12,
    "sequence": 16,
    "component": 20,
    "kind": 24,
    "rule": 28
   }
  },
  "le_position": {
   "size": 256,
   "defaults": [
    [
     4,
     -2147483648
    ],
    [
     12,
     -1
    ],
    [
     136,
     -2147483648
    ],
    [
     148,
     -2147483648
    ],
    [
     160,
     -2147483648
    ],
    [
     164,
     -2147483648
    ],
    [
     168,
     -2147483648
    ]
   ],
   "fields": {
    "status": 0,
    "as_of": 4,
    "days_past_due": 8,
    "bucket": 12,
    "outstanding": 16,
    "outstanding_principal": 16,
    "outstanding_interest": 24,
    "outstanding_fee": 32,
    "outstanding_penalty": 40,
    "outstanding_total": 48,
    "arrears": 56,
    "arrears_principal": 56,
    "arrears_interest": 64,
    "arrears_fee": 72,
    "arrears_penalty": 80,
    "arrears_total": 88,
    "written_off": 96,
    "written_off_principal": 96,
    "written_off_interest": 104,
    "written_off_fee": 112,
    "written_off_penalty": 120,
    "written_off_total": 128,
    "arrears_since": 136,
    "overdue_installments": 140,
    "next_due_sequence": 144,
    "next_due_date": 148,
    "next_due_amount": 152,
    "disbursed_at": 160,
    "maturity_date": 164,
    "last_payment_at": 168,
    "restructured": 172,
    "disbursed_amount": 176,
    "recovered": 184,
    "overpaid": 192,
    "reserved": 200
   }
  },
  "le_event": {
   "size": 64,
   "defaults": [],
   "fields": {
    "type": 0,
    "date": 4,
    "amount": 8,
    "rate": 16,
    "rate_numerator": 16,
    "rate_denominator": 24,
    "rate_per": 32,
    "component": 36,
    "of": 40,
    "role": 44,
    "until": 48,
    "keep": 52,
    "arrears": 56,
    "terms": 60
   }
  },
  "le_quote": {
   "size": 56,
   "defaults": [],
   "fields": {
    "due": 0,
    "due_principal": 0,
    "due_interest": 8,
    "due_fee": 16,
    "due_penalty": 24,
    "due_total": 32,
    "rebate": 40,
    "date": 48,
    "exists": 52
   }
  },
  "le_statement": {
   "size": 544,
   "defaults": [
    [
     0,
     544
    ],
    [
     68,
     -2147483648
    ],
    [
     76,
     -1
    ],
    [
     200,
     -2147483648
    ],
    [
     212,
     -2147483648
    ],
    [
     224,
     -2147483648
    ],
    [
     228,
     -2147483648
    ],
    [
     232,
     -2147483648
    ]
   ],
   "fields": {
    "struct_size": 0,
    "row_count": 4,
    "posting_count": 8,
    "has_installment": 12,
    "installment": 16,
    "totals": 24,
    "totals_principal": 24,
    "totals_interest": 32,
    "totals_fee": 40,
    "totals_penalty": 48,
    "totals_total": 56,
    "position": 64,
    "position_status": 64,
    "position_as_of": 68,
    "position_days_past_due": 72,
    "position_bucket": 76,
    "position_outstanding": 80,
    "position_outstanding_principal": 80,
    "position_outstanding_interest": 88,
    "position_outstanding_fee": 96,
    "position_outstanding_penalty": 104,
    "position_outstanding_total": 112,
    "position_arrears": 120,
    "position_arrears_principal": 120,
    "position_arrears_interest": 128,
    "position_arrears_fee": 136,
    "position_arrears_penalty": 144,
    "position_arrears_total": 152,
    "position_written_off": 160,
    "position_written_off_principal": 160,
    "position_written_off_interest": 168,
    "position_written_off_fee": 176,
    "position_written_off_penalty": 184,
    "position_written_off_total": 192,
    "position_arrears_since": 200,
    "position_overdue_installments": 204,
    "position_next_due_sequence": 208,
    "position_next_due_date": 212,
    "position_next_due_amount": 216,
    "position_disbursed_at": 224,
    "position_maturity_date": 228,
    "position_last_payment_at": 232,
    "position_restructured": 236,
    "position_disbursed_amount": 240,
    "position_recovered": 248,
    "position_overpaid": 256,
    "position_reserved": 264,
    "disbursed": 320,
    "deducted": 328,
    "financed": 336,
    "separate": 344,
    "net": 352,
    "accrued_interest": 360,
    "refunded": 368,
    "recalled": 376,
    "waived": 384,
    "waived_principal": 384,
    "waived_interest": 392,
    "waived_fee": 400,
    "waived_penalty": 408,
    "waived_total": 416,
    "settlement": 424,
    "settlement_due": 424,
    "settlement_due_principal": 424,
    "settlement_due_interest": 432,
    "settlement_due_fee": 440,
    "settlement_due_penalty": 448,
    "settlement_due_total": 456,
    "settlement_rebate": 464,
    "settlement_date": 472,
    "settlement_exists": 476,
    "reserved": 480
   }
  },
  "le_capacity": {
   "size": 8,
   "defaults": [],
   "fields": {
    "rows": 0,
    "postings": 4
   }
  },
  "le_row_columns": {
   "size": 128,
   "defaults": [
    [
     0,
     128
    ]
   ],
   "fields": {
    "struct_size": 0,
    "stride": 4,
    "sequence": 8,
    "start_date": 16,
    "due_date": 24,
    "status": 32,
    "days_past_due": 40,
    "kind": 48,
    "principal_due": 56,
    "interest_due": 64,
    "fee_due": 72,
    "penalty_due": 80,
    "balance_after": 88,
    "principal_paid": 96,
    "interest_paid": 104,
    "fee_paid": 112,
    "penalty_paid": 120
   }
  },
  "le_position_columns": {
   "size": 232,
   "defaults": [
    [
     0,
     232
    ]
   ],
   "fields": {
    "struct_size": 0,
    "stride": 4,
    "status": 8,
    "days_past_due": 16,
    "bucket": 24,
    "arrears_since": 32,
    "overdue_installments": 40,
    "next_due_sequence": 48,
    "next_due_date": 56,
    "disbursed_at": 64,
    "maturity_date": 72,
    "last_payment_at": 80,
    "restructured": 88,
    "outstanding": 96,
    "arrears": 128,
    "written_off": 160,
    "next_due_amount": 192,
    "disbursed_amount": 200,
    "recovered": 208,
    "overpaid": 216,
    "installment": 224
   }
  },
  "le_loans": {
   "size": 136,
   "defaults": [
    [
     0,
     136
    ],
    [
     128,
     -2147483648
    ]
   ],
   "fields": {
    "struct_size": 0,
    "product_count": 4,
    "products": 8,
    "parts": 16,
    "parts_size": 24,
    "count": 32,
    "product": 40,
    "principal": 48,
    "rate_numerator": 56,
    "rate_denominator": 64,
    "term_count": 72,
    "disbursed_at": 80,
    "first_due_date": 88,
    "status": 96,
    "events": 104,
    "event_size": 112,
    "reserved": 116,
    "event_offsets": 120,
    "as_of": 128,
    "reserved1": 132
   }
  },
  "le_results": {
   "size": 128,
   "defaults": [
    [
     0,
     128
    ]
   ],
   "fields": {
    "struct_size": 0,
    "posting_size": 4,
    "rows": 8,
    "row_capacity": 16,
    "row_offsets": 24,
    "postings": 32,
    "posting_capacity": 40,
    "posting_offsets": 48,
    "positions": 56,
    "codes": 64,
    "errors": 72,
    "error_capacity": 80,
    "error_count": 88,
    "first": 96,
    "done": 104,
    "stop": 112,
    "reserved": 120
   }
  }
 }
};
