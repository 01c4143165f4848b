// What functions would have written is zero where they are refused, whichever argument is at fault:
// "What a function would have written otherwise is zero, or as its comment says."
#include "samples.h"

static char somewhere[1024];

static void numbers(void) {
    int64_t first = 77, second = 77;
    int32_t year = 77, month = 77, day_of_month = 77;
    INVALID(le_rate_parse("24", LE_TEXT, &first, NULL));
    SAME(first, 0);
    INVALID(le_rate_parse("24", LE_TEXT, NULL, &second));
    SAME(second, 0);
    first = second = 77;
    INVALID(le_day_count_fraction(LE_DAY_COUNT_ACTUAL_360, 0, 1, 1, &first, NULL));
    SAME(first, 0);
    INVALID(le_day_count_fraction(LE_DAY_COUNT_ACTUAL_360, 0, 1, 1, NULL, &second));
    SAME(second, 0);
    INVALID(le_date_to_civil(0, &year, &month, NULL));
    SAME(year, 0);
    SAME(month, 0);
    INVALID(le_date_to_civil(0, NULL, &month, &day_of_month));
    SAME(day_of_month, 0);
}

static void schedules(void) {
    le_terms terms = level_terms();
    le_row rows[12];
    le_summary summary, empty = LE_SUMMARY_INIT;
    memset(&summary, JUNK, sizeof summary);
    summary.struct_size = sizeof summary;
    INVALID(le_schedule_build(&terms, NULL, 0, rows, 12, NULL, &summary, NULL));
    SAME_BYTES(&summary, &empty);
    size_t count = 77;
    INVALID(le_schedule_build(&terms, NULL, 0, rows, 12, &count, MISALIGNED(le_summary, somewhere), NULL));
    SAME(count, 0);
    int64_t rounded = 77;
    INVALID(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, MISALIGNED(size_t, somewhere), NULL));
    SAME(rounded, 0);
    size_t needed = 77;
    INVALID(le_level_payment(&terms, NULL, 0, NULL, NULL, 0, &needed, NULL));
    SAME(needed, 0);
}

static void allocations(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payment = paid(1, "2026-02-15", 1);
    size_t count = 77;
    int64_t overpaid = 77;
    INVALID(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, &count,
                        MISALIGNED(int64_t, somewhere), NULL));
    SAME(count, 0);
    INVALID(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, MISALIGNED(size_t, somewhere),
                        &overpaid, NULL));
    SAME(overpaid, 0);
    count = 77;
    overpaid = 77;
    INVALID(le_reallocate(NULL, &payment, 1, rows, SMALL_COUNT, NULL, 0, &count,
                          MISALIGNED(int64_t, somewhere), NULL));
    SAME(count, 0);
    INVALID(le_reallocate(NULL, &payment, 1, rows, SMALL_COUNT, NULL, 0,
                          MISALIGNED(size_t, somewhere), &overpaid, NULL));
    SAME(overpaid, 0);
}

static void evaluation(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    le_capacity capacity = {77, 77}, none = {0, 0};
    le_statement statement, init = LE_STATEMENT_INIT;
    memset(&statement, JUNK, sizeof statement);
    statement.struct_size = sizeof statement;
    INVALID(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 1, LE_DATE_NONE, rows, NULL, &capacity,
                        &statement, NULL, NULL));
    SAME_BYTES(&capacity, &none);
    SAME_BYTES(&statement, &init);
    memset(&statement, JUNK, sizeof statement);
    statement.struct_size = sizeof statement;
    INVALID(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, NULL,
                        MISALIGNED(le_capacity, somewhere), &statement, NULL, NULL));
    SAME_BYTES(&statement, &init);
    capacity.rows = capacity.postings = 77;
    INVALID(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, NULL, &capacity,
                        MISALIGNED(le_statement, somewhere), NULL, NULL));
    SAME_BYTES(&capacity, &none);
    capacity.rows = capacity.postings = 77;
    INVALID(le_evaluate_capacity(NULL, NULL, 0, NULL, 0, &capacity, NULL));
    SAME_BYTES(&capacity, &none);
    le_loan_status next = LE_DRAFT;
    INVALID(le_log_check(NULL, NULL, 0, LE_ACTIVE, NULL, 0, 0, &next, NULL));
    SAME(next, LE_STATUS_NONE);
    int32_t number = 77;
    INVALID(le_number("le_moon", "FULL", LE_TEXT, &number));
    SAME(number, 0);
}

/// An error that cannot be filled is an argument like the others.
static void unfit_errors(void) {
    le_error small = LE_ERROR_INIT;
    small.struct_size = 7;
    le_error *const unfit[] = {MISALIGNED(le_error, somewhere), &small};
    le_terms terms = level_terms();
    le_row rows[12], before[12];
    memset(rows, 0, sizeof rows);
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_payment payment = paid(1, "2026-02-15", 1);
    for (size_t index = 0; index < COUNT(unfit); index++) {
        le_error *error = unfit[index];
        size_t count = 77, needed = 77;
        int64_t amount = 77;
        le_loan_status next = 77;
        le_capacity capacity = {12, 12}, none = {0, 0};
        le_summary summary, empty = LE_SUMMARY_INIT;
        le_position position, nowhere = LE_POSITION_INIT;
        le_statement statement, nothing = LE_STATEMENT_INIT;
        memset(&summary, JUNK, sizeof summary);
        memset(&position, JUNK, sizeof position);
        memset(&statement, JUNK, sizeof statement);
        summary.struct_size = sizeof summary;
        statement.struct_size = sizeof statement;
        INVALID(le_schedule_build(&terms, NULL, 0, rows, 12, &count, &summary, error));
        SAME(count, 0);
        SAME_BYTES(&summary, &empty);
        INVALID(le_level_payment(&terms, NULL, 0, &amount, NULL, 0, &needed, error));
        SAME(amount, 0);
        SAME(needed, 0);
        count = 77;
        amount = 77;
        INVALID(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, &count, &amount, error));
        SAME(count, 0);
        SAME(amount, 0);
        count = 77;
        amount = 77;
        INVALID(le_reallocate(NULL, &payment, 1, rows, SMALL_COUNT, NULL, 0, &count, &amount,
                              error));
        SAME(count, 0);
        SAME(amount, 0);
        INVALID(le_unallocate(NULL, 0, rows, SMALL_COUNT, error));
        INVALID(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, &position, error));
        SAME_BYTES(&position, &nowhere);
        INVALID(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, NULL, &capacity,
                            &statement, NULL, error));
        SAME_BYTES(&capacity, &none);
        SAME_BYTES(&statement, &nothing);
        INVALID(le_transition(LE_DRAFT, LE_SUBMIT, LE_ROLE_NONE, &next, error));
        SAME(next, 77); // as its comment says
        next = LE_DRAFT;
        INVALID(le_log_check(&terms, NULL, 0, LE_ACTIVE, NULL, 0, 0, &next, error));
        SAME(next, LE_STATUS_NONE);
        SAME_BYTES(&rows, &before);
    }
}

int main(void) {
    numbers();
    schedules();
    allocations();
    evaluation();
    unfit_errors();
    return summary_line();
}
