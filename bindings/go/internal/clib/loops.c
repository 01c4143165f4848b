#define _DEFAULT_SOURCE
#include "loops.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { MONTHS = 12 };

struct loop_book {
    size_t count;
    le_terms terms;
    le_loans loans;
    int64_t *principal, *overpaid;
    le_row *rows;
    uint64_t *offsets, *event_offsets;
    le_code *codes;
    le_payment *payments;
    uint32_t *payers, *firsts;
    le_event *events;
};

static le_terms demo(void) {
    le_terms terms = LE_TERMS_INIT;
    terms.currency_exponent = 2;
    terms.principal = 5000000;
    terms.rate = (le_ratio){24, 1};
    terms.term_count = MONTHS;
    terms.term_unit = LE_UNIT_MONTH;
    le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
    return terms;
}

le_code loop_schedules(size_t times) {
    const le_terms terms = demo();
    le_row rows[MONTHS];
    size_t count;
    le_summary summary = LE_SUMMARY_INIT;
    le_code code = LE_OK;
    for (size_t i = 0; i < times && code == LE_OK; i++)
        code = le_schedule_build(&terms, NULL, 0, rows, MONTHS, &count, &summary, NULL);
    return code;
}

le_json_code loop_json(const char *json, size_t length, size_t times) {
    enum { ROOM = 65536 };
    char *out = malloc(ROOM);
    size_t needed;
    le_json_code code = out ? LE_JSON_OK : LE_JSON_INVALID_ARGUMENT;
    for (size_t i = 0; i < times && code == LE_JSON_OK; i++)
        code = le_json_evaluate(json, length, LE_JSON_LINE, out, ROOM, &needed);
    free(out);
    return code;
}

/* Memory on large pages where the system has them, as Go's heap is: else C would pay for its pages, not its calls. */
static void *room(size_t count, size_t size) {
    enum { PAGE = 1 << 21 };
    size_t bytes = (count * size + PAGE - 1) / PAGE * PAGE;
    void *memory = aligned_alloc(PAGE, bytes);
    if (!memory) abort();
    madvise(memory, bytes, MADV_HUGEPAGE);
    return memset(memory, 0, bytes);
}

loop_book *loop_new(size_t count) {
    loop_book *b = room(1, sizeof *b);
    b->count = count, b->terms = demo();
    b->principal = room(count, sizeof *b->principal), b->overpaid = room(count, sizeof *b->overpaid);
    b->rows = room(count * MONTHS, sizeof *b->rows);
    b->offsets = room(count + 1, sizeof *b->offsets), b->event_offsets = room(count + 1, sizeof *b->offsets);
    b->codes = room(count, sizeof *b->codes), b->payments = room(count, sizeof *b->payments);
    b->payers = room(count, sizeof *b->payers), b->firsts = room(count, sizeof *b->firsts);
    b->events = room(count, sizeof *b->events);
    int32_t day;
    le_date_parse("2026-04-11", LE_TEXT, &day);
    for (size_t i = 0; i < count; i++) {
        b->principal[i] = 100000 + 1357 * (int64_t)(i % 5000);
        b->payments[i] = (le_payment){10000 + (int64_t)i, day, (int32_t)i + 1};
        b->payers[i] = (uint32_t)((i * 7919) % count);
        b->events[i].type = LE_REPAYMENT, b->events[i].date = day, b->events[i].amount = 10000 + (int64_t)i;
        b->event_offsets[i + 1] = i + 1;
    }
    le_loans loans = LE_LOANS_INIT;
    loans.products = &b->terms, loans.product_count = 1, loans.count = count, loans.principal = b->principal;
    b->loans = loans;
    return b;
}

void loop_free(loop_book *b) {
    void *const memory[] = {b->principal, b->overpaid, b->rows, b->offsets, b->event_offsets, b->codes,
                            b->payments, b->payers, b->firsts, b->events, b};
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) free(memory[i]);
}

void loop_unpaid(loop_book *b) { memset(b->firsts, 0, b->count * sizeof *b->firsts); }

static le_code done(le_code code, const loop_book *b, const le_results *results) {
    return code == LE_OK && results->done != b->count ? LE_BUFFER_TOO_SMALL : code;
}

static le_code run(loop_book *b, le_row *rows, le_code (*call)(const le_loans *, le_results *)) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns, results.row_capacity = b->count * MONTHS, results.row_offsets = b->offsets;
    results.codes = b->codes;
    return done(call(&b->loans, &results), b, &results);
}

le_code loop_schedule_batch(loop_book *b, int fresh) {
    if (!fresh) return run(b, b->rows, le_schedule_batch);
    le_row *rows = malloc(b->count * MONTHS * sizeof *rows);
    if (!rows) return LE_OUT_OF_MEMORY;
    le_code code = run(b, rows, le_schedule_batch);
    free(rows);
    return code;
}

le_code loop_allocate_many(loop_book *b) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(b->rows, &columns);
    le_results results = LE_RESULTS_INIT;
    results.codes = b->codes;
    return done(le_allocate_many(&b->loans, b->payments, b->payers, b->count, &columns, b->offsets, b->firsts,
                                 b->overpaid, &results), b, &results);
}

le_code loop_classify_batch(loop_book *b) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(b->rows, &columns);
    le_results results = LE_RESULTS_INIT;
    results.codes = b->codes;
    le_date_parse("2026-09-01", LE_TEXT, &b->loans.as_of);
    return done(le_classify_batch(&b->loans, &columns, b->offsets, &results), b, &results);
}

le_code loop_evaluate_batch(loop_book *b) {
    le_date_parse("2026-09-01", LE_TEXT, &b->loans.as_of);
    b->loans.events = b->events, b->loans.event_offsets = b->event_offsets;
    le_code code = run(b, b->rows, le_evaluate_batch);
    b->loans.events = NULL, b->loans.event_offsets = NULL;
    return code;
}
