// A program compiled against an earlier or a later header than the library's: the same figures, nothing
// written behind what it has, and what it may not say refused. scripts/test-c.sh compiles it against
// three: the header as it is, and those of Tests/C/evolve.py, with EVOLUTION -1 and 1.
#include "samples.h"

#ifndef EVOLUTION
#define EVOLUTION 0
#endif

/// A struct with bytes behind it that are nobody's.
#define GUARDED(type, name, init) \
    struct { \
        type value; \
        unsigned char behind[64]; \
    } name; \
    memset(&name, JUNK, sizeof name); \
    name.value = (type)init
#define KEPT(name) CHECK(holds_only(name.behind, sizeof name.behind, JUNK))

static void sizes(void) {
#define COMPARED(type) \
    do { \
        if (EVOLUTION == 0) SAME(le_size_of(#type), sizeof(type)); \
        if (EVOLUTION > 0) SAME(le_size_of(#type) + 32, sizeof(type)); \
        if (EVOLUTION < 0) CHECK(le_size_of(#type) >= sizeof(type)); \
    } while (0)
    COMPARED(le_terms);
    COMPARED(le_statement);
    COMPARED(le_summary);
    COMPARED(le_error);
    COMPARED(le_row_columns);
    COMPARED(le_position_columns);
    COMPARED(le_loans);
    COMPARED(le_results);
    if (EVOLUTION < 0) CHECK(le_size_of("le_terms") == sizeof(le_terms) + 32);
    SAME(le_size_of("le_row"), sizeof(le_row));
    SAME(le_size_of("le_event"), sizeof(le_event));
}

static void one_loan(void) {
    GUARDED(le_terms, terms, LE_TERMS_INIT);
    terms.value = level_terms();
    GUARDED(le_error, error, LE_ERROR_INIT);
    GUARDED(le_summary, summary, LE_SUMMARY_INIT);
    GUARDED(le_statement, statement, LE_STATEMENT_INIT);
    le_row rows[12];
    size_t count = 0;
    OK(le_schedule_build(&terms.value, NULL, 0, rows, 12, &count, &summary.value, &error.value));
    SAME(summary.value.installment, 472798);
    SAME(summary.value.count, 12);
    le_event event = {0};
    event.type = LE_REPAYMENT;
    event.date = rows[0].due_date;
    event.amount = 500000;
    le_capacity capacity = {12, 0};
    OK(le_evaluate(&terms.value, NULL, 0, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, NULL, &capacity,
                   &statement.value, NULL, &error.value));
    SAME(statement.value.position.outstanding.total, 5673576 - 500000);
    SAME(statement.value.net, 5000000);
    terms.value.term_count = 0;
    CODE(le_schedule_build(&terms.value, NULL, 0, rows, 12, &count, &summary.value, &error.value),
         LE_INVALID_TERMS);
    TEXT(error.value.path, "terms.termCount");
    CHECK(memchr(error.value.message, 0, sizeof error.value.message) != NULL);
    GUARDED(le_terms, made, LE_TERMS_INIT);
    le_terms_init(&made.value, sizeof made.value);
    const le_terms expected = LE_TERMS_INIT;
    SAME_BYTES(&made.value, &expected);
    KEPT(made);
    KEPT(terms);
    KEPT(error);
    KEPT(summary);
    KEPT(statement);
#if EVOLUTION > 0
    // What this library does not know is refused, not passed over; what it writes, it does not touch.
    terms.value = level_terms();
    terms.value.later[3] = 1;
    INVALID(le_schedule_build(&terms.value, NULL, 0, rows, 12, &count, NULL, NULL));
    terms.value.later[3] = 0;
    summary.value.later[0] = 7;
    OK(le_schedule_build(&terms.value, NULL, 0, rows, 12, &count, &summary.value, NULL));
    SAME(summary.value.later[0], 7);
#endif
}

static void many_loans(void) {
    enum { LOANS = 3 };
    // On the heap, so that a step beyond the last product is seen.
    le_terms *products = malloc(2 * sizeof *products);
    if (products == NULL) abort();
    products[0] = products[1] = level_terms();
    products[1].term_count = 6;
    const uint32_t product[LOANS] = {1, 0, 1};
    GUARDED(le_loans, loans, LE_LOANS_INIT);
    loans.value.products = products;
    loans.value.product_count = 2;
    loans.value.product = product;
    loans.value.count = LOANS;
    loans.value.as_of = day("2026-09-01");
    le_row rows[30];
    GUARDED(le_row_columns, columns, LE_ROW_COLUMNS_INIT);
    le_row_columns_of(rows, &columns.value);
    int32_t days[LOANS];
    int64_t owed[LOANS];
    GUARDED(le_position_columns, positions, LE_POSITION_COLUMNS_INIT);
    positions.value.days_past_due = days;
    positions.value.outstanding[LE_PRINCIPAL] = owed;
    uint64_t offsets[LOANS + 1];
    le_code codes[LOANS];
    le_error errors[LOANS] = {LE_ERROR_INIT};
    GUARDED(le_results, results, LE_RESULTS_INIT);
    results.value.rows = &columns.value;
    results.value.row_capacity = 30;
    results.value.row_offsets = offsets;
    results.value.codes = codes;
    results.value.positions = &positions.value;
    results.value.errors = errors;
    results.value.error_capacity = LOANS;
    OK(le_schedule_batch(&loans.value, &results.value));
    SAME(results.value.done, LOANS);
    SAME(offsets[LOANS], 24);
    SAME(owed[0], 5000000);
    OK(le_evaluate_batch(&loans.value, &results.value));
    SAME(results.value.done, LOANS);
    CHECK(days[0] > 0);
    int32_t evaluated = days[2];
    // Columns of a shorter header have one column less, which allocation and classification need.
    int32_t code = le_classify_batch(&loans.value, &columns.value, offsets, &results.value);
    CODE(code, EVOLUTION < 0 ? LE_INVALID_ARGUMENT : LE_OK);
    SAME(days[2], evaluated);
    products[1].term_count = 0;
    OK(le_evaluate_batch(&loans.value, &results.value));
    SAME(results.value.error_count, 2);
    SAME(errors[1].index, 2);
    SAME(errors[1].struct_size, sizeof(le_error));
    TEXT(errors[1].path, "terms.termCount");
    KEPT(loans);
    KEPT(columns);
    KEPT(positions);
    KEPT(results);
    free(products);
}

int main(void) {
    sizes();
    one_loan();
    many_loans();
    return summary_line();
}
