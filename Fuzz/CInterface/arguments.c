// Structs of calls that hold anything: sizes, counts and pointers beyond all memory are refused, never
// followed.
#include "input.h"

/// The pointer, or NULL, or one that its type may not have; `is_bad` gathers whether it is not itself.
static const void *odd(input *in, const void *pointer, bool *is_bad) {
    uint32_t shape = byte_of(in);
    if (shape < 200) return pointer;
    *is_bad = true;
    return shape < 228 ? NULL : (const char *)pointer + 1 + shape % 3;
}
#define ODD(type, pointer) ((type *)(uintptr_t)odd(in, (pointer), &is_bad))

/// A count that no memory holds, or `usual`.
static size_t count_of(input *in, size_t usual, bool *is_bad) {
    uint32_t shape = byte_of(in);
    if (shape < 230) return usual;
    *is_bad = true;
    return SIZE_MAX >> (shape % 20);
}

void fuzz_arguments(input *in) {
    enum { ROWS = 4 };
    bool is_bad = false;
    le_terms *terms = EXACT(le_terms, 1);
    *terms = (le_terms)LE_TERMS_INIT;
    terms->principal = 100000;
    terms->rate = (le_ratio){12, 1};
    terms->term_count = ROWS;
    terms->disbursed_at = 20000;
    le_row *rows = EXACT(le_row, ROWS);
    memset(rows, 0, ROWS * sizeof *rows);
    size_t *count = EXACT(size_t, 1);
    le_event *events = EXACT(le_event, 1);
    memset(events, 0, sizeof *events);
    events->type = LE_REPAYMENT;
    events->date = 20040;
    events->amount = 30000;
    uint64_t *offsets = EXACT(uint64_t, 2), *event_offsets = EXACT(uint64_t, 2);
    event_offsets[0] = 0;
    event_offsets[1] = 1;
    le_code *codes = EXACT(le_code, 1);
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_loans loans = LE_LOANS_INIT;
    loans.products = ODD(const le_terms, terms);
    loans.product_count = 1;
    loans.count = count_of(in, 1, &is_bad);
    loans.events = ODD(const le_event, events);
    loans.event_offsets = ODD(const uint64_t, event_offsets);
    le_results results = LE_RESULTS_INIT;
    columns.sequence = ODD(int32_t, columns.sequence);
    results.rows = ODD(const le_row_columns, &columns);
    results.row_capacity = ROWS;
    results.row_offsets = ODD(uint64_t, offsets);
    results.codes = ODD(le_code, codes);
    if (once_in(in, 16)) loans.struct_size = (uint32_t)word_of(in, 2) % 16, is_bad = true;
    if (once_in(in, 16)) results.struct_size = 4104 + (uint32_t)word_of(in, 2), is_bad = true;
    le_capacity *capacity = EXACT(le_capacity, 1);
    *capacity = (le_capacity){ROWS, 0};
    le_code code = LE_OK;
    switch (below(in, 4)) {
    case 0: code = le_evaluate_batch(&loans, &results); break;
    case 1: code = le_schedule_batch(&loans, &results); break;
    case 2:
        code = le_evaluate(ODD(const le_terms, terms), NULL, 0, LE_ACTIVE, ODD(const le_event, events),
                           count_of(in, 1, &is_bad), LE_DATE_NONE, ODD(le_row, rows), NULL,
                           ODD(le_capacity, capacity), NULL, NULL, NULL);
        break;
    default:
        code = le_schedule_build(ODD(const le_terms, terms), NULL, 0, ODD(le_row, rows),
                                 count_of(in, ROWS, &is_bad), ODD(size_t, count), NULL, NULL);
        break;
    }
    if (!is_bad) LAW(code == LE_OK);
}
