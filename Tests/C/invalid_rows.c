// Rows that no schedule can have, refused by every function that takes rows, at the row and its field; and
// nothing written. Batches say so in a code.
#include "samples.h"

enum { MOST = 4 };

/// Everything refuses the rows, and leaves them as they are.
static void refused_by_all(const le_row *rows, size_t count, size_t wrong, const char *field) {
    le_row copy[MOST];
    memcpy(copy, rows, count * sizeof *copy);
    char path[48];
    snprintf(path, sizeof path, "rows[%zu].%s", wrong, field);
    const le_posting posting = {1, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0};
    le_payment payment = paid(1000, "2026-02-15", 1);
    le_posting postings[64];
    size_t needed = 77;
    int64_t overpaid = 77;
    le_error error;
    FAILS(le_allocate(NULL, &payment, copy, count, postings, 64, &needed, &overpaid, &error),
          LE_INVALID_ROWS, path);
    SAME(needed, 0);
    SAME(overpaid, 0);
    FAILS(le_unallocate(&posting, 1, copy, count, &error), LE_INVALID_ROWS, path);
    FAILS(le_reallocate(NULL, &payment, 1, copy, count, postings, 64, &needed, &overpaid, &error),
          LE_INVALID_ROWS, path);
    le_position position, init = LE_POSITION_INIT;
    memset(&position, JUNK, sizeof position);
    FAILS(le_classify(NULL, NULL, 0, copy, count, 0, &position, &error), LE_INVALID_ROWS, path);
    SAME_BYTES(&position, &init);

    le_terms products[2] = {level_terms(), level_terms()};
    products[1].allocation.across = LE_ACROSS_COMPONENT; // looks at all rows
    const uint32_t product[2] = {0, 1};
    le_loans loans = LE_LOANS_INIT;
    loans.products = products;
    loans.product_count = 2;
    loans.product = product;
    loans.count = 2;
    loans.as_of = payment.date;
    const uint64_t offsets[3] = {0, 0, count};
    const uint32_t payer = 1;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(copy, &columns);
    int32_t days[2] = {77, 77};
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.days_past_due = days;
    le_code codes[2];
    error = new_error();
    le_results results = LE_RESULTS_INIT;
    results.codes = codes;
    results.positions = &positions;
    results.errors = &error;
    results.error_capacity = 1;
    OK(le_classify_batch(&loans, &columns, offsets, &results));
    CODE(codes[0], LE_OK);
    CODE(codes[1], LE_INVALID_ROWS);
    SAME(days[1], 0);
    check_error(&error, LE_INVALID_ROWS, path, __FILE__, __LINE__, "classification");
    SAME(error.index, 1);
    OK(le_allocate_many(&loans, &payment, &payer, 1, &columns, offsets, NULL, &overpaid, &results));
    CODE(codes[0], LE_INVALID_ROWS);
    SAME(overpaid, 0);
    CHECK(memcmp(copy, rows, count * sizeof *copy) == 0);
}

int main(void) {
    static const struct {
        size_t offset;
        int64_t value;
        const char *field;
    } amounts[] = {
#define AMOUNT(field, value) {offsetof(le_row, field), value, #field}
        AMOUNT(principal_due, -1), AMOUNT(interest_due, INT64_MIN), AMOUNT(fee_due, -7),
        AMOUNT(penalty_due, -1), AMOUNT(principal_paid, -1), AMOUNT(interest_paid, INT64_MAX),
        AMOUNT(fee_paid, 501), AMOUNT(penalty_paid, 1), AMOUNT(principal_due, INT64_MAX),
    };
    for (size_t index = 0; index < COUNT(amounts); index++)
        for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
            le_row rows[MOST];
            small_rows(rows);
            memcpy((char *)&rows[wrong] + amounts[index].offset, &amounts[index].value, 8);
            // The sum leaves its range at the first due that does not fit.
            size_t met = wrong;
            const char *field = amounts[index].field;
            if (amounts[index].value == INT64_MAX && strcmp(field, "principal_due") == 0) {
                rows[wrong].principal_paid = 0;
                refused_by_all(rows, SMALL_COUNT, met, field);
                continue;
            }
            refused_by_all(rows, SMALL_COUNT, met, field);
        }
    static const struct {
        size_t offset;
        int32_t value;
        const char *field;
    } numbers[] = {
#define NUMBER(field, value) {offsetof(le_row, field), value, #field}
        NUMBER(sequence, 0), NUMBER(sequence, -1), NUMBER(sequence, INT32_MIN),
        NUMBER(due_date, LE_DATE_NONE), NUMBER(due_date, LE_DATE_MIN - 1),
        NUMBER(due_date, LE_DATE_MAX + 1), NUMBER(due_date, INT32_MAX),
    };
    for (size_t index = 0; index < COUNT(numbers); index++)
        for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
            le_row rows[MOST];
            small_rows(rows);
            memcpy((char *)&rows[wrong] + numbers[index].offset, &numbers[index].value, 4);
            refused_by_all(rows, SMALL_COUNT, wrong, numbers[index].field);
        }
    le_row rows[MOST];
    small_rows(rows);
    rows[2].sequence = rows[1].sequence;
    refused_by_all(rows, SMALL_COUNT, 2, "sequence");
    small_rows(rows);
    rows[1].due_date = rows[0].due_date;
    refused_by_all(rows, SMALL_COUNT, 1, "due_date");
    // What nobody looks at may hold anything.
    small_rows(rows);
    rows[1].status = rows[1].kind = rows[1].days_past_due = -9;
    rows[1].start_date = LE_DATE_NONE;
    rows[1].balance_after = INT64_MIN;
    le_payment payment = paid(1000, "2026-02-15", 1);
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    policy.advance = LE_ADVANCE_CURRENT_THEN_LAST; // no date: as if the period began when it is due
    payment = paid(SMALL_TOTAL, "2026-02-20", 2);
    OK(le_allocate(&policy, &payment, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    for (size_t index = 0; index < SMALL_COUNT; index++) SAME(paid_of(&rows[index]), due_of(&rows[index]));
    return summary_line();
}
