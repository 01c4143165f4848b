/* The C calls that bench/calls.js compares with, on the same loans. Prints "name nanoseconds" a line. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "loan_engine.h"
#include "loan_engine_json.h"

enum { LOANS = 100000, MONTHS = 12 };

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1e9 + at.tv_nsec;
}

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

int main(int count, char **arguments) {
    le_terms terms = LE_TERMS_INIT;
    terms.currency_exponent = 2;
    terms.principal = 5000000;
    terms.rate = (le_ratio){24, 1};
    terms.term_count = MONTHS;
    terms.term_unit = LE_UNIT_MONTH;
    le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
    le_row twelve[MONTHS];
    size_t rows_made;
    double from = now();
    enum { SINGLE = 300000 };
    for (int i = 0; i < SINGLE; i++)
        check(le_schedule_build(&terms, NULL, 0, twelve, MONTHS, &rows_made, NULL, NULL) == LE_OK, "schedule");
    printf("schedule %.1f\n", (now() - from) / SINGLE);

    int64_t *principal = malloc(LOANS * sizeof *principal);
    le_row *rows = malloc((size_t)LOANS * MONTHS * sizeof *rows);
    uint64_t *offsets = malloc((LOANS + 1) * sizeof *offsets);
    le_code *codes = malloc(LOANS * sizeof *codes);
    le_payment *payments = malloc(LOANS * sizeof *payments);
    uint32_t *payers = malloc(LOANS * sizeof *payers), *firsts = malloc(LOANS * sizeof *firsts);
    int64_t *overpaid = malloc(LOANS * sizeof *overpaid);
    le_event *events = calloc(LOANS, sizeof *events);
    uint64_t *event_offsets = malloc((LOANS + 1) * sizeof *event_offsets);
    int32_t day;
    le_date_parse("2026-04-11", LE_TEXT, &day);
    for (int i = 0; i < LOANS; i++) {
        principal[i] = 100000 + 1357 * (int64_t)(i % 5000);
        payments[i] = (le_payment){10000 + i, day, i + 1};
        payers[i] = (uint32_t)((i * 7919LL) % LOANS);
        events[i].type = LE_REPAYMENT, events[i].date = day, events[i].amount = 10000 + i;
        event_offsets[i] = i;
    }
    event_offsets[LOANS] = LOANS;
    le_loans loans = LE_LOANS_INIT;
    loans.products = &terms, loans.product_count = 1, loans.count = LOANS, loans.principal = principal;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    double best[5] = {1e18, 1e18, 1e18, 1e18, 1e18};
    for (int round = 0; round < 5; round++) {
        le_results results = LE_RESULTS_INIT;
        results.rows = &columns, results.row_capacity = (size_t)LOANS * MONTHS, results.row_offsets = offsets;
        results.codes = codes;
        from = now();
        check(le_schedule_batch(&loans, &results) == LE_OK && results.done == LOANS, "scheduleBatch");
        if (now() - from < best[0]) best[0] = now() - from;
        le_results many = LE_RESULTS_INIT;
        many.codes = codes;
        memset(firsts, 0, LOANS * sizeof *firsts);
        from = now();
        check(le_allocate_many(&loans, payments, payers, LOANS, &columns, offsets, firsts, overpaid, &many) ==
                  LE_OK, "allocateMany");
        if (now() - from < best[1]) best[1] = now() - from;
        le_loans dated = loans;
        le_date_parse("2026-09-01", LE_TEXT, &dated.as_of);
        le_results standing = LE_RESULTS_INIT;
        standing.codes = codes;
        from = now();
        check(le_classify_batch(&dated, &columns, offsets, &standing) == LE_OK, "classifyBatch");
        if (now() - from < best[2]) best[2] = now() - from;
        dated.events = events, dated.event_offsets = event_offsets;
        from = now();
        check(le_evaluate_batch(&dated, &results) == LE_OK && results.done == LOANS, "evaluateBatch");
        if (now() - from < best[3]) best[3] = now() - from;
        from = now();
        le_row *fresh = malloc((size_t)LOANS * MONTHS * sizeof *fresh);
        le_row_columns fresh_columns = LE_ROW_COLUMNS_INIT;
        le_row_columns_of(fresh, &fresh_columns);
        results.rows = &fresh_columns;
        check(le_schedule_batch(&loans, &results) == LE_OK && results.done == LOANS, "scheduleBatchNew");
        if (now() - from < best[4]) best[4] = now() - from;
        free(fresh);
    }
    static const char *const names[] = {"scheduleBatch", "allocateMany", "classifyBatch", "evaluateBatch",
                                        "scheduleBatchNew"};
    for (int i = 0; i < 5; i++) printf("%s %.1f\n", names[i], best[i]);

    FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
    static char json[65536], out[65536];
    size_t length = file ? fread(json, 1, sizeof json, file) : 0, needed;
    check(length > 0, "the case");
    from = now();
    for (int i = 0; i < 5000; i++)
        check(le_json_evaluate(json, length, LE_JSON_LINE, out, sizeof out, &needed) == LE_JSON_OK, "evaluateJson");
    printf("evaluateJson %.1f\n", (now() - from) / 5000);
    return 0;
}
