/* The C interface for cgo: calls without structs that hold pointers, since memory of Go may not be pointed to
 * from memory of Go. Each pointer is an argument of its own; the structs of columns are made here. */
#ifndef LOAN_ENGINE_GO_SHIM_H
#define LOAN_ENGINE_GO_SHIM_H

#include "loan_engine.h"
#include "loan_engine_json.h"

/* A schedule; `count` of `summary` says how many rows there are. */
le_code go_schedule(const le_terms *terms, const uint64_t *parts, size_t parts_size, le_row *rows, size_t capacity,
                    le_summary *summary, le_error *error);

/* Products, and columns over them: le_loans. */
#define GO_LOANS                                                                                               \
    const le_terms *products, uint32_t product_count, const uint64_t *parts, size_t parts_size, size_t count,  \
        const uint32_t *product, const int64_t *principal, const int64_t *rate_numerator,                      \
        const int64_t *rate_denominator, const int32_t *term_count, const int32_t *disbursed_at,               \
        const int32_t *first_due_date, const le_loan_status *status, const le_event *events,                   \
        const uint64_t *event_offsets, int32_t as_of

/* Rows: an array of them, or 6 columns of int32_t and 9 of int64_t, one behind the other, `row_capacity` each. */
#define GO_ROWS le_row *rows, int32_t *row_ints, int64_t *row_longs, size_t row_capacity

/* Positions: 11 columns of int32_t and 17 of int64_t, one behind the other, `count` each; or NULL. Then what
 * every batch has. `errors` has its struct_size; `done` gets how many were done, and how many errors there are. */
#define GO_RESULTS                                                                                             \
    int32_t *position_ints, int64_t *position_longs, le_code *codes, le_error *errors, size_t error_capacity, \
        size_t first, size_t *done, const int32_t *stop

le_code go_schedule_batch(GO_LOANS, GO_ROWS, uint64_t *row_offsets, GO_RESULTS);
le_code go_evaluate_batch(GO_LOANS, GO_ROWS, uint64_t *row_offsets, le_posting *postings, size_t posting_capacity,
                          uint64_t *posting_offsets, GO_RESULTS);
le_code go_allocate_many(GO_LOANS, GO_ROWS, const uint64_t *row_offsets, const le_payment *payments,
                         const uint32_t *payment_loans, size_t payment_count, uint32_t *firsts, int64_t *overpaid,
                         GO_RESULTS);
le_code go_classify_batch(GO_LOANS, GO_ROWS, const uint64_t *row_offsets, GO_RESULTS);

#endif
