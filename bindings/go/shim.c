#include "shim.h"

le_code go_schedule(const le_terms *terms, const uint64_t *parts, size_t parts_size, le_row *rows, size_t capacity,
                    le_summary *summary, le_error *error) {
    size_t count;
    le_code code = le_schedule_build(terms, parts, parts_size, rows, capacity, &count, summary, error);
    summary->count = (uint32_t)count;
    return code;
}

#define LOANS(name)                                                                                             \
    le_loans name = LE_LOANS_INIT;                                                                              \
    name.product_count = product_count, name.products = products, name.parts = parts;                          \
    name.parts_size = parts_size, name.count = count, name.product = product, name.principal = principal;      \
    name.rate_numerator = rate_numerator, name.rate_denominator = rate_denominator;                            \
    name.term_count = term_count, name.disbursed_at = disbursed_at, name.first_due_date = first_due_date;      \
    name.status = status, name.events = events, name.event_offsets = event_offsets, name.as_of = as_of

static le_row_columns columns_of(GO_ROWS) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    if (rows) {
        le_row_columns_of(rows, &columns);
        return columns;
    }
    if (!row_ints || !row_longs) return columns;
    int32_t *ints[6];
    int64_t *longs[9];
    for (size_t i = 0; i < 6; i++) ints[i] = row_ints + i * row_capacity;
    for (size_t i = 0; i < 9; i++) longs[i] = row_longs + i * row_capacity;
    columns.sequence = ints[0], columns.start_date = ints[1], columns.due_date = ints[2];
    columns.status = ints[3], columns.days_past_due = ints[4], columns.kind = ints[5];
    columns.principal_due = longs[0], columns.interest_due = longs[1], columns.fee_due = longs[2];
    columns.penalty_due = longs[3], columns.balance_after = longs[4], columns.principal_paid = longs[5];
    columns.interest_paid = longs[6], columns.fee_paid = longs[7], columns.penalty_paid = longs[8];
    return columns;
}

static le_position_columns positions_of(int32_t *position_ints, int64_t *position_longs, size_t count) {
    le_position_columns columns = LE_POSITION_COLUMNS_INIT;
    if (!position_ints || !position_longs) return columns;
    int32_t **const ints[11] = {
        &columns.status, &columns.days_past_due, &columns.bucket, &columns.arrears_since,
        &columns.overdue_installments, &columns.next_due_sequence, &columns.next_due_date,
        &columns.disbursed_at, &columns.maturity_date, &columns.last_payment_at, &columns.restructured};
    for (size_t i = 0; i < 11; i++) *ints[i] = position_ints + i * count;
    for (size_t i = 0; i < 4; i++) {
        columns.outstanding[i] = position_longs + i * count;
        columns.arrears[i] = position_longs + (4 + i) * count;
        columns.written_off[i] = position_longs + (8 + i) * count;
    }
    int64_t **const longs[5] = {&columns.next_due_amount, &columns.disbursed_amount, &columns.recovered,
                                &columns.overpaid, &columns.installment};
    for (size_t i = 0; i < 5; i++) *longs[i] = position_longs + (12 + i) * count;
    return columns;
}

#define RESULTS(name)                                                                                           \
    le_results name = LE_RESULTS_INIT;                                                                          \
    le_position_columns positions = positions_of(position_ints, position_longs, count);                        \
    name.positions = position_ints ? &positions : NULL, name.codes = codes;                                    \
    name.errors = errors, name.error_capacity = error_capacity, name.first = first, name.stop = stop

static le_code finish(le_code code, const le_results *results, size_t *done) {
    done[0] = results->done, done[1] = results->error_count;
    return code;
}

le_code go_schedule_batch(GO_LOANS, GO_ROWS, uint64_t *row_offsets, GO_RESULTS) {
    LOANS(loans);
    le_row_columns columns = columns_of(rows, row_ints, row_longs, row_capacity);
    RESULTS(results);
    results.rows = row_offsets ? &columns : NULL, results.row_capacity = row_capacity;
    results.row_offsets = row_offsets;
    return finish(le_schedule_batch(&loans, &results), &results, done);
}

le_code go_evaluate_batch(GO_LOANS, GO_ROWS, uint64_t *row_offsets, le_posting *postings, size_t posting_capacity,
                          uint64_t *posting_offsets, GO_RESULTS) {
    LOANS(loans);
    le_row_columns columns = columns_of(rows, row_ints, row_longs, row_capacity);
    RESULTS(results);
    results.rows = row_offsets ? &columns : NULL, results.row_capacity = row_capacity;
    results.row_offsets = row_offsets;
    results.postings = postings, results.posting_capacity = posting_capacity;
    results.posting_offsets = posting_offsets;
    return finish(le_evaluate_batch(&loans, &results), &results, done);
}

le_code go_allocate_many(GO_LOANS, GO_ROWS, const uint64_t *row_offsets, const le_payment *payments,
                         const uint32_t *payment_loans, size_t payment_count, uint32_t *firsts, int64_t *overpaid,
                         GO_RESULTS) {
    LOANS(loans);
    le_row_columns columns = columns_of(rows, row_ints, row_longs, row_capacity);
    RESULTS(results);
    return finish(le_allocate_many(&loans, payments, payment_loans, payment_count, &columns, row_offsets, firsts,
                                   overpaid, &results), &results, done);
}

le_code go_classify_batch(GO_LOANS, GO_ROWS, const uint64_t *row_offsets, GO_RESULTS) {
    LOANS(loans);
    le_row_columns columns = columns_of(rows, row_ints, row_longs, row_capacity);
    RESULTS(results);
    return finish(le_classify_batch(&loans, &columns, row_offsets, &results), &results, done);
}
