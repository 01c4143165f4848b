/* The calls of the C interface that costs.py measures its own beside, on the same columns. */
#include <stdlib.h>

#include "loan_engine.h"

typedef struct {
    const le_terms *terms;
    size_t count;
    const int64_t *principal;
} book;

static le_loans loans_of(const book *own) {
    le_loans loans = LE_LOANS_INIT;
    loans.products = own->terms, loans.product_count = 1, loans.count = own->count, loans.principal = own->principal;
    return loans;
}

/* Pointers in the order of le_row_columns. */
static le_row_columns rows_of(void **places) {
    le_row_columns rows = LE_ROW_COLUMNS_INIT;
    void **columns = (void **)&rows.sequence;
    for (int index = 0; index < 15; index++) columns[index] = places[index];
    return rows;
}

/* One schedule, `times` times. */
void one(const le_terms *terms, int times) {
    le_row rows[64];
    size_t count;
    le_summary summary = LE_SUMMARY_INIT;
    for (int index = 0; index < times; index++)
        le_schedule_build(terms, NULL, 0, rows, 64, &count, &summary, NULL);
}

/* Schedules into given columns, or into new memory where there are none. */
int schedules(const book *own, size_t capacity, void **places, uint64_t *offsets, le_code *codes) {
    void *fresh[15];
    if (places == NULL)
        for (int index = 0; index < 15; index++) fresh[index] = malloc(capacity * (index < 6 ? 4 : 8));
    le_loans loans = loans_of(own);
    le_row_columns rows = rows_of(places == NULL ? fresh : places);
    le_results results = LE_RESULTS_INIT;
    results.rows = &rows, results.row_capacity = capacity, results.row_offsets = offsets, results.codes = codes;
    le_code code = le_schedule_batch(&loans, &results);
    if (places == NULL)
        for (int index = 0; index < 15; index++) free(fresh[index]);
    return code != LE_OK || results.done != own->count;
}

/* Payments, one a loan, into the rows. */
int allocations(const book *own, const le_payment *payments, void **places, const uint64_t *offsets, int64_t *overpaid,
                le_code *codes) {
    le_loans loans = loans_of(own);
    le_row_columns rows = rows_of(places);
    le_results results = LE_RESULTS_INIT;
    results.codes = codes;
    return le_allocate_many(&loans, payments, NULL, own->count, &rows, offsets, NULL, overpaid, &results) != LE_OK;
}

static le_position_columns positions_of(int32_t *days, int64_t **arrears) {
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.days_past_due = days;
    for (int index = 0; index < 4; index++) positions.arrears[index] = arrears[index];
    return positions;
}

/* How loans stand by their rows: days past due and arrears. */
int classes(const book *own, void **places, const uint64_t *offsets, int32_t as_of, int32_t *days, int64_t **arrears,
            le_code *codes) {
    le_loans loans = loans_of(own);
    loans.as_of = as_of;
    le_row_columns rows = rows_of(places);
    le_position_columns positions = positions_of(days, arrears);
    le_results results = LE_RESULTS_INIT;
    results.positions = &positions, results.codes = codes;
    return le_classify_batch(&loans, &rows, offsets, &results) != LE_OK;
}

/* The same by their events. */
int evaluations(const book *own, const le_event *events, const uint64_t *event_offsets, int32_t as_of, int32_t *days,
                int64_t **arrears, le_code *codes) {
    le_loans loans = loans_of(own);
    loans.as_of = as_of, loans.events = events, loans.event_offsets = event_offsets;
    le_position_columns positions = positions_of(days, arrears);
    le_results results = LE_RESULTS_INIT;
    results.positions = &positions, results.codes = codes;
    return le_evaluate_batch(&loans, &results) != LE_OK || results.done != own->count;
}
