// Holds the structs of loan_engine.h to the layout that programs are compiled against: a size or an
// offset that changes here breaks the ABI.
#include "loan_engine.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define AT(type, field, offset) \
    _Static_assert(offsetof(type, field) == (offset), "offset of " #type "." #field)

// Written by scripts/fields.py: offsets
SIZE(le_ratio, 16);
AT(le_ratio, numerator, 0);
AT(le_ratio, denominator, 8);

SIZE(le_share, 24);
AT(le_share, amount, 0);
AT(le_share, percent, 8);

SIZE(le_part, 8);
AT(le_part, at, 0);
AT(le_part, count, 4);

SIZE(le_amounts, 40);
AT(le_amounts, principal, 0);
AT(le_amounts, interest, 8);
AT(le_amounts, fee, 16);
AT(le_amounts, penalty, 24);
AT(le_amounts, total, 32);

SIZE(le_error, 392);
AT(le_error, struct_size, 0);
AT(le_error, code, 4);
AT(le_error, index, 8);
AT(le_error, path, 16);
AT(le_error, message, 112);

SIZE(le_allocation_policy, 24);
AT(le_allocation_policy, past_due, 0);
AT(le_allocation_policy, due, 4);
AT(le_allocation_policy, in_advance, 8);
AT(le_allocation_policy, across, 12);
AT(le_allocation_policy, advance, 16);
AT(le_allocation_policy, reserved, 20);

SIZE(le_late_charge, 64);
AT(le_late_charge, charge, 0);
AT(le_late_charge, kind, 24);
AT(le_late_charge, of, 28);
AT(le_late_charge, component, 32);
AT(le_late_charge, after_days, 36);
AT(le_late_charge, every, 40);
AT(le_late_charge, every_unit, 44);
AT(le_late_charge, times, 48);
AT(le_late_charge, rate_per, 52);
AT(le_late_charge, year_days, 56);
AT(le_late_charge, counts_from, 60);

SIZE(le_upfront_fee, 32);
AT(le_upfront_fee, fee, 0);
AT(le_upfront_fee, collect, 24);
AT(le_upfront_fee, reserved, 28);

SIZE(le_terms, 384);
AT(le_terms, struct_size, 0);
AT(le_terms, currency_exponent, 4);
AT(le_terms, principal, 8);
AT(le_terms, rate, 16);
AT(le_terms, rate_per, 32);
AT(le_terms, interest_method, 36);
AT(le_terms, amortization, 40);
AT(le_terms, accrual, 44);
AT(le_terms, term_count, 48);
AT(le_terms, term_unit, 52);
AT(le_terms, term_every, 56);
AT(le_terms, day_count, 60);
AT(le_terms, disbursed_at, 64);
AT(le_terms, first_due_date, 68);
AT(le_terms, first_period, 72);
AT(le_terms, leveling, 76);
AT(le_terms, interest_mode, 80);
AT(le_terms, installment_mode, 84);
AT(le_terms, interest_unit, 88);
AT(le_terms, installment_unit, 96);
AT(le_terms, flat_interest, 104);
AT(le_terms, residual, 108);
AT(le_terms, grace_principal, 112);
AT(le_terms, grace_interest_free, 116);
AT(le_terms, grace_capitalized, 120);
AT(le_terms, grace_deferred, 124);
AT(le_terms, balloon, 128);
AT(le_terms, installment_fee, 136);
AT(le_terms, installment_amount, 144);
AT(le_terms, down_payment, 152);
AT(le_terms, due_days, 176);
AT(le_terms, non_working_rule, 180);
AT(le_terms, non_working_weekdays, 184);
AT(le_terms, reserved0, 188);
AT(le_terms, holidays, 192);
AT(le_terms, due_dates, 200);
AT(le_terms, late_charges, 208);
AT(le_terms, upfront_fees, 216);
AT(le_terms, bucket_from_days, 224);
AT(le_terms, rate_text, 232);
AT(le_terms, late_charge_limit, 240);
AT(le_terms, allocation, 264);
AT(le_terms, prepayment_effect, 288);
AT(le_terms, prepayment_interest, 292);
AT(le_terms, settlement_interest, 296);
AT(le_terms, grace_days, 300);
AT(le_terms, settlement_fee, 304);
AT(le_terms, settlement_retained, 328);
AT(le_terms, days_from, 344);
AT(le_terms, reserved2, 348);
AT(le_terms, tolerance, 352);
AT(le_terms, reserved, 360);

SIZE(le_new_terms, 112);
AT(le_new_terms, set, 0);
AT(le_new_terms, term_count, 4);
AT(le_new_terms, rate, 8);
AT(le_new_terms, rate_per, 24);
AT(le_new_terms, amortization, 28);
AT(le_new_terms, term_unit, 32);
AT(le_new_terms, term_every, 36);
AT(le_new_terms, first_due_date, 40);
AT(le_new_terms, due_days, 44);
AT(le_new_terms, due_dates, 48);
AT(le_new_terms, balloon, 56);
AT(le_new_terms, installment_fee, 64);
AT(le_new_terms, installment_amount, 72);
AT(le_new_terms, grace_principal, 80);
AT(le_new_terms, grace_interest_free, 84);
AT(le_new_terms, grace_capitalized, 88);
AT(le_new_terms, grace_deferred, 92);
AT(le_new_terms, rate_text, 96);
AT(le_new_terms, reserved, 104);

SIZE(le_row, 96);
AT(le_row, sequence, 0);
AT(le_row, start_date, 4);
AT(le_row, due_date, 8);
AT(le_row, status, 12);
AT(le_row, principal_due, 16);
AT(le_row, interest_due, 24);
AT(le_row, fee_due, 32);
AT(le_row, penalty_due, 40);
AT(le_row, balance_after, 48);
AT(le_row, principal_paid, 56);
AT(le_row, interest_paid, 64);
AT(le_row, fee_paid, 72);
AT(le_row, penalty_paid, 80);
AT(le_row, days_past_due, 88);
AT(le_row, kind, 92);

SIZE(le_summary, 64);
AT(le_summary, struct_size, 0);
AT(le_summary, count, 4);
AT(le_summary, installment, 8);
AT(le_summary, has_installment, 16);
AT(le_summary, reserved, 20);
AT(le_summary, totals, 24);

SIZE(le_payment, 16);
AT(le_payment, amount, 0);
AT(le_payment, date, 8);
AT(le_payment, event, 12);

SIZE(le_posting, 32);
AT(le_posting, amount, 0);
AT(le_posting, date, 8);
AT(le_posting, event, 12);
AT(le_posting, sequence, 16);
AT(le_posting, component, 20);
AT(le_posting, kind, 24);
AT(le_posting, rule, 28);

SIZE(le_position, 256);
AT(le_position, status, 0);
AT(le_position, as_of, 4);
AT(le_position, days_past_due, 8);
AT(le_position, bucket, 12);
AT(le_position, outstanding, 16);
AT(le_position, arrears, 56);
AT(le_position, written_off, 96);
AT(le_position, arrears_since, 136);
AT(le_position, overdue_installments, 140);
AT(le_position, next_due_sequence, 144);
AT(le_position, next_due_date, 148);
AT(le_position, next_due_amount, 152);
AT(le_position, disbursed_at, 160);
AT(le_position, maturity_date, 164);
AT(le_position, last_payment_at, 168);
AT(le_position, restructured, 172);
AT(le_position, disbursed_amount, 176);
AT(le_position, recovered, 184);
AT(le_position, overpaid, 192);
AT(le_position, reserved, 200);

SIZE(le_event, 64);
AT(le_event, type, 0);
AT(le_event, date, 4);
AT(le_event, amount, 8);
AT(le_event, rate, 16);
AT(le_event, rate_per, 32);
AT(le_event, component, 36);
AT(le_event, of, 40);
AT(le_event, role, 44);
AT(le_event, until, 48);
AT(le_event, keep, 52);
AT(le_event, arrears, 56);
AT(le_event, terms, 60);

SIZE(le_quote, 56);
AT(le_quote, due, 0);
AT(le_quote, rebate, 40);
AT(le_quote, date, 48);
AT(le_quote, exists, 52);

SIZE(le_statement, 544);
AT(le_statement, struct_size, 0);
AT(le_statement, row_count, 4);
AT(le_statement, posting_count, 8);
AT(le_statement, has_installment, 12);
AT(le_statement, installment, 16);
AT(le_statement, totals, 24);
AT(le_statement, position, 64);
AT(le_statement, disbursed, 320);
AT(le_statement, deducted, 328);
AT(le_statement, financed, 336);
AT(le_statement, separate, 344);
AT(le_statement, net, 352);
AT(le_statement, accrued_interest, 360);
AT(le_statement, refunded, 368);
AT(le_statement, recalled, 376);
AT(le_statement, waived, 384);
AT(le_statement, settlement, 424);
AT(le_statement, reserved, 480);

SIZE(le_capacity, 8);
AT(le_capacity, rows, 0);
AT(le_capacity, postings, 4);

SIZE(le_row_columns, 128);
AT(le_row_columns, struct_size, 0);
AT(le_row_columns, stride, 4);
AT(le_row_columns, sequence, 8);
AT(le_row_columns, start_date, 16);
AT(le_row_columns, due_date, 24);
AT(le_row_columns, status, 32);
AT(le_row_columns, days_past_due, 40);
AT(le_row_columns, kind, 48);
AT(le_row_columns, principal_due, 56);
AT(le_row_columns, interest_due, 64);
AT(le_row_columns, fee_due, 72);
AT(le_row_columns, penalty_due, 80);
AT(le_row_columns, balance_after, 88);
AT(le_row_columns, principal_paid, 96);
AT(le_row_columns, interest_paid, 104);
AT(le_row_columns, fee_paid, 112);
AT(le_row_columns, penalty_paid, 120);

SIZE(le_position_columns, 232);
AT(le_position_columns, struct_size, 0);
AT(le_position_columns, stride, 4);
AT(le_position_columns, status, 8);
AT(le_position_columns, days_past_due, 16);
AT(le_position_columns, bucket, 24);
AT(le_position_columns, arrears_since, 32);
AT(le_position_columns, overdue_installments, 40);
AT(le_position_columns, next_due_sequence, 48);
AT(le_position_columns, next_due_date, 56);
AT(le_position_columns, disbursed_at, 64);
AT(le_position_columns, maturity_date, 72);
AT(le_position_columns, last_payment_at, 80);
AT(le_position_columns, restructured, 88);
AT(le_position_columns, outstanding, 96);
AT(le_position_columns, arrears, 128);
AT(le_position_columns, written_off, 160);
AT(le_position_columns, next_due_amount, 192);
AT(le_position_columns, disbursed_amount, 200);
AT(le_position_columns, recovered, 208);
AT(le_position_columns, overpaid, 216);
AT(le_position_columns, installment, 224);

SIZE(le_loans, 136);
AT(le_loans, struct_size, 0);
AT(le_loans, product_count, 4);
AT(le_loans, products, 8);
AT(le_loans, parts, 16);
AT(le_loans, parts_size, 24);
AT(le_loans, count, 32);
AT(le_loans, product, 40);
AT(le_loans, principal, 48);
AT(le_loans, rate_numerator, 56);
AT(le_loans, rate_denominator, 64);
AT(le_loans, term_count, 72);
AT(le_loans, disbursed_at, 80);
AT(le_loans, first_due_date, 88);
AT(le_loans, status, 96);
AT(le_loans, events, 104);
AT(le_loans, event_size, 112);
AT(le_loans, reserved, 116);
AT(le_loans, event_offsets, 120);
AT(le_loans, as_of, 128);
AT(le_loans, reserved1, 132);

SIZE(le_results, 128);
AT(le_results, struct_size, 0);
AT(le_results, posting_size, 4);
AT(le_results, rows, 8);
AT(le_results, row_capacity, 16);
AT(le_results, row_offsets, 24);
AT(le_results, postings, 32);
AT(le_results, posting_capacity, 40);
AT(le_results, posting_offsets, 48);
AT(le_results, positions, 56);
AT(le_results, codes, 64);
AT(le_results, errors, 72);
AT(le_results, error_capacity, 80);
AT(le_results, error_count, 88);
AT(le_results, first, 96);
AT(le_results, done, 104);
AT(le_results, stop, 112);
AT(le_results, reserved, 120);
// End of what scripts/fields.py writes.
