/* Batches over columns beside batches over rows: the same figures, and what they take. */
#include <stdlib.h>
#include <string.h>

#include "../../Tests/C/fields.h"
#include "bench.h"

static le_row_columns open_columns(size_t rows) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
#define OPEN(type, column)                                                                     \
    columns.column = malloc(rows * sizeof *columns.column);                                    \
    if (columns.column == NULL) fail("no memory for columns");                                 \
    memset(columns.column, 0, rows * sizeof *columns.column);
    EACH_COLUMN(OPEN)
    return columns;
}

static void close_columns(le_row_columns *columns) {
#define CLOSE(type, column) free(columns->column);
    EACH_COLUMN(CLOSE)
}

static void copy_paid(const book *book, le_row_columns *columns) {
    for (size_t row = 0; row < book->offsets[book->shape.loans]; row++) {
        columns->interest_paid[row] = book->rows[row].interest_paid;
        columns->principal_paid[row] = book->rows[row].principal_paid;
    }
}

static void compare(const book *book, const le_row_columns *columns, const char *step) {
    for (size_t row = 0; row < book->offsets[book->shape.loans]; row++) {
        bool same = true;
#define COMPARE(type, column) same = same && columns->column[row] == book->rows[row].column;
        EACH_COLUMN(COMPARE)
        if (!same) fail("%s: row %zu differs between rows and columns", step, row);
    }
}

enum { STEPS = 3, MOST_REPEATS = 64 };
static const char *const steps[STEPS] = {"schedule-12-equal", "allocate-in-order", "classify"};

/* A step over columns. */
static le_code run_step(int step, book *book, const le_row_columns *columns) {
    const size_t count = book->shape.loans;
    le_loans loans = book_loans(book, 0, count);
    le_results results = LE_RESULTS_INIT;
    results.codes = book->codes;
    if (step == 0) {
        results.rows = columns;
        results.row_capacity = book->row_capacity;
        results.row_offsets = book->offsets;
        return le_schedule_batch(&loans, &results);
    }
    loans.product_count = 1;
    if (step == 1)
        return le_allocate_many(&loans, book->payments, NULL, count, columns, book->offsets, NULL,
                                book->overpaid, &results);
    return le_classify_batch(&loans, columns, book->offsets, &results);
}

static double timed_step(int step, book *book, const le_row_columns *columns) {
    const uint64_t allocations = heap_allocations();
    const double start = thread_seconds();
    const le_code code = run_step(step, book, columns);
    const double seconds = thread_seconds() - start;
    if (code != LE_OK) fail("%s over columns: %s", steps[step], le_word("le_code", code));
    const double each = (double)(heap_allocations() - allocations) / (double)book->shape.loans;
    if (each > 0.01) fail("%s over columns: %.3f heap allocations a loan", steps[step], each);
    return seconds;
}

/* The steps in turn, over rows for the answer and over columns. */
static void run_round(book *book, le_row_columns *columns, double seconds[STEPS]) {
    const size_t loans = book->shape.loans;
    book_schedule(book);
    seconds[0] = timed_step(0, book, columns);
    // Columns keep what they were paid in the round before; a schedule sets it to zero.
    compare(book, columns, steps[0]);
    book_pay_partly(book);
    copy_paid(book, columns);
    engine_allocate(book, 0, loans);
    seconds[1] = timed_step(1, book, columns);
    compare(book, columns, steps[1]);
    engine_classify(book, 0, loans);
    seconds[2] = timed_step(2, book, columns);
    compare(book, columns, steps[2]);
}

void report_columns(size_t loans, int repeats) {
    static double seconds[STEPS][MOST_REPEATS];
    book *book = book_open((shape){loans, 12, LE_DAY_COUNT_EQUAL, 0, 0});
    le_row_columns columns = open_columns(book->row_capacity);
    if (repeats > MOST_REPEATS) repeats = MOST_REPEATS;
    for (int repeat = 0; repeat < repeats; repeat++) {
        double round[STEPS];
        run_round(book, &columns, round);
        for (int step = 0; step < STEPS; step++) seconds[step][repeat] = round[step];
    }
    for (int step = 0; step < STEPS; step++) {
        const double each = median(seconds[step], (size_t)repeats) * 1e9 / (double)loans;
        progress("  %s over columns: %.1f ns a loan", steps[step], each);
        report_fact(steps[step], each, "ns a loan over columns");
    }
    close_columns(&columns);
    book_close(book);
}
