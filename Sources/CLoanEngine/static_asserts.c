// Holds the structs of loan_engine.h to the layout that programs are compiled against: a size or an
// offset that changes here breaks the ABI.
#include "loan_engine.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define AT(type, field, offset) \
    _Static_assert(offsetof(type, field) == (offset), "offset of " #type "." #field)

// Written by scripts/fields.py: offsets
SIZE(le_error, 392);
AT(le_error, struct_size, 0);
AT(le_error, code, 4);
AT(le_error, path, 8);
AT(le_error, message, 104);

SIZE(le_allocation_policy, 24);
AT(le_allocation_policy, order, 0);
AT(le_allocation_policy, across, 16);
AT(le_allocation_policy, reserved, 20);

SIZE(le_terms, 216);
AT(le_terms, struct_size, 0);
AT(le_terms, currency_exponent, 4);
AT(le_terms, principal, 8);
AT(le_terms, rate_numerator, 16);
AT(le_terms, rate_denominator, 24);
AT(le_terms, rate_text, 32);
AT(le_terms, rate_per, 40);
AT(le_terms, interest_method, 44);
AT(le_terms, amortization, 48);
AT(le_terms, term_count, 52);
AT(le_terms, term_unit, 56);
AT(le_terms, term_every, 60);
AT(le_terms, disbursed_at, 64);
AT(le_terms, first_due_date, 68);
AT(le_terms, day_count, 72);
AT(le_terms, interest_mode, 76);
AT(le_terms, installment_mode, 80);
AT(le_terms, leveling, 84);
AT(le_terms, interest_unit, 88);
AT(le_terms, installment_unit, 96);
AT(le_terms, flat_interest, 104);
AT(le_terms, residual, 108);
AT(le_terms, grace_principal, 112);
AT(le_terms, grace_interest_free, 116);
AT(le_terms, grace_capitalized, 120);
AT(le_terms, non_working_rule, 124);
AT(le_terms, balloon, 128);
AT(le_terms, installment_fee, 136);
AT(le_terms, holidays, 144);
AT(le_terms, holiday_count, 152);
AT(le_terms, non_working_weekdays, 156);
AT(le_terms, allocation, 160);
AT(le_terms, grace_days, 184);
AT(le_terms, bucket_count, 188);
AT(le_terms, bucket_from_days, 192);
AT(le_terms, reserved, 200);

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
AT(le_row, reserved, 92);

SIZE(le_amounts, 40);
AT(le_amounts, principal, 0);
AT(le_amounts, interest, 8);
AT(le_amounts, fee, 16);
AT(le_amounts, penalty, 24);
AT(le_amounts, total, 32);

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

SIZE(le_allocation, 24);
AT(le_allocation, event, 0);
AT(le_allocation, sequence, 4);
AT(le_allocation, component, 8);
AT(le_allocation, reserved, 12);
AT(le_allocation, amount, 16);

SIZE(le_delinquency_policy, 24);
AT(le_delinquency_policy, struct_size, 0);
AT(le_delinquency_policy, grace_days, 4);
AT(le_delinquency_policy, bucket_from_days, 8);
AT(le_delinquency_policy, bucket_count, 16);
AT(le_delinquency_policy, reserved, 20);

SIZE(le_position, 160);
AT(le_position, struct_size, 0);
AT(le_position, days_past_due, 4);
AT(le_position, outstanding, 8);
AT(le_position, arrears, 48);
AT(le_position, arrears_since, 88);
AT(le_position, bucket, 92);
AT(le_position, next_due_sequence, 96);
AT(le_position, next_due_date, 100);
AT(le_position, next_due_amount, 104);
AT(le_position, reserved, 112);

SIZE(le_event, 24);
AT(le_event, type, 0);
AT(le_event, date, 4);
AT(le_event, amount, 8);
AT(le_event, reversed_event, 16);
AT(le_event, role, 20);

SIZE(le_statement, 248);
AT(le_statement, struct_size, 0);
AT(le_statement, status, 4);
AT(le_statement, as_of, 8);
AT(le_statement, reserved, 12);
AT(le_statement, overpaid, 16);
AT(le_statement, summary, 24);
AT(le_statement, position, 88);

SIZE(le_columns, 120);
AT(le_columns, struct_size, 0);
AT(le_columns, reserved, 4);
AT(le_columns, sequence, 8);
AT(le_columns, start_date, 16);
AT(le_columns, due_date, 24);
AT(le_columns, status, 32);
AT(le_columns, days_past_due, 40);
AT(le_columns, principal_due, 48);
AT(le_columns, interest_due, 56);
AT(le_columns, fee_due, 64);
AT(le_columns, penalty_due, 72);
AT(le_columns, balance_after, 80);
AT(le_columns, principal_paid, 88);
AT(le_columns, interest_paid, 96);
AT(le_columns, fee_paid, 104);
AT(le_columns, penalty_paid, 112);
// End of what scripts/fields.py writes.
