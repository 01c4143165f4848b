/* How often ordinary loans need big integers. */
#include "bench.h"

/* Loans of a portfolio whose schedule had libgmp allocate memory. */
static size_t loans_with_big_integers(const shape *shape) {
    book *book = book_open(*shape);
    size_t found = 0;
    for (size_t loan = 0; loan < shape->loans; loan++) {
        const uint64_t before = gmp_allocations();
        uint64_t offsets[2];
        le_row_columns columns = LE_ROW_COLUMNS_INIT;
        le_row_columns_of(book->rows, &columns);
        le_loans loans = book_loans(book, loan, loan + 1);
        le_results results = LE_RESULTS_INIT;
        results.rows = &columns;
        results.row_capacity = shape->rows;
        results.row_offsets = offsets;
        results.codes = book->codes;
        if (le_schedule_batch(&loans, &results) != LE_OK)
            fail("le_schedule_batch refuses loan %zu", loan);
        found += gmp_allocations() != before;
    }
    book_close(book);
    return found;
}

static double report_shape(const char *name, shape shape) {
    const double rate = (double)loans_with_big_integers(&shape) * 10000 / (double)shape.loans;
    progress("  %s: %.2f of 10 000 loans need big integers", name, rate);
    report_fact(name, rate, "of 10 000 loans need big integers");
    return rate;
}

/* Loans of a portfolio as lenders have them. */
static void check_shape(const char *name, shape shape) {
    if (report_shape(name, shape) >= 1)
        fail("%s: less than 1 of 10 000 loans may need big integers", name);
}

void report_big_integers(void) {
    check_shape("schedule-12-equal", (shape){100000, 12, LE_DAY_COUNT_EQUAL, 0, 0});
    check_shape("schedule-12-act365",
                (shape){100000, 12, LE_DAY_COUNT_ACTUAL_365_FIXED, 0, 0});
    check_shape("schedule-360-equal", (shape){10000, 360, LE_DAY_COUNT_EQUAL, 0, 0});
    // Amounts at the end of the 64 bits do need them: it shows that the count counts.
    const shape largest = {10000, 360, LE_DAY_COUNT_EQUAL, INT64_MAX / 400, INT64_MAX / 300};
    if (report_shape("schedule-360-equal, largest amounts", largest) == 0)
        fail("no loan needs big integers: are they counted?");
}
