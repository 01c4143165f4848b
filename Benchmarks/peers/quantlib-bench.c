/*
 * quantlib-bench FILE: the engine and QuantLib in turn. QuantLib has no rounding to minor units; its
 * figures are rounded one by one, and the rows of which one differs are counted.
 */
#include <stdlib.h>

#include "../harness/bench.h"
#include "quantlib.h"

enum { REPEATS = 5 };

static int64_t *amounts(size_t count) {
    int64_t *memory = calloc(count, sizeof *memory);
    if (memory == NULL) fail("no memory for %zu amounts", count);
    return memory;
}

static double wrong_rows(const book *book, const int64_t *principals, const int64_t *interests) {
    size_t wrong = 0;
    for (size_t row = 0; row < book->row_capacity; row++)
        wrong += book->rows[row].principal_due != principals[row] ||
                 book->rows[row].interest_due != interests[row];
    return (double)wrong / (double)book->row_capacity;
}

static void run(const char *name, shape shape) {
    double engine[REPEATS], other[REPEATS];
    book *book = book_open(shape);
    int64_t *principals = amounts(book->row_capacity), *interests = amounts(book->row_capacity);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        double start = thread_seconds();
        engine_schedule(book, 0, shape.loans);
        engine[repeat] = thread_seconds() - start;
        start = thread_seconds();
        quantlib_schedule(book->terms, shape.loans, principals, interests);
        other[repeat] = thread_seconds() - start;
    }
    const double scale = 1e9 / (double)shape.loans;
    report_inexact(name, "quantlib", shape, median(engine, REPEATS) * scale,
                   median(other, REPEATS) * scale, wrong_rows(book, principals, interests));
    free(principals);
    free(interests);
    book_close(book);
}

int main(int argc, char **argv) {
    if (argc != 2) fail("usage: quantlib-bench FILE");
    report_open(argv[1]);
    run("schedule-12-equal", (shape){2000, 12, LE_DAY_COUNT_EQUAL, 0, 0});
    run("schedule-360-equal", (shape){100, 360, LE_DAY_COUNT_EQUAL, 0, 0});
    report_close();
    return 0;
}
