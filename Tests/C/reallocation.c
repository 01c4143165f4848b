// le_unallocate and le_reallocate.
#include "samples.h"

static void take_back_in_turn(void) {
    le_row states[6][SMALL_COUNT], rows[SMALL_COUNT];
    le_posting records[5][12];
    size_t counts[5];
    small_rows(rows);
    for (int32_t step = 0; step < 5; step++) {
        memcpy(states[step], rows, sizeof rows);
        le_payment payment = paid(27777, "2026-03-20", step);
        OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, records[step], 12, &counts[step], NULL,
                       NULL));
    }
    for (int32_t step = 4; step >= 0; step--) {
        OK(le_unallocate(records[step], counts[step], rows, SMALL_COUNT, NULL));
        CHECK(memcmp(rows, states[step], sizeof rows) == 0);
    }
    OK(le_unallocate(NULL, 0, rows, SMALL_COUNT, NULL));
    OK(le_unallocate(NULL, 0, NULL, 0, NULL));
    CHECK(memcmp(rows, states[0], sizeof rows) == 0);
}

static void refused_record(le_posting second, const char *path, const char *what) {
    le_row rows[SMALL_COUNT], before[SMALL_COUNT];
    small_rows(rows);
    le_payment payment = paid(43000, "2026-03-20", 1);
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    memcpy(before, rows, sizeof before);
    // The first is good, and is put back where the second is not.
    le_posting records[2] = {{2400, 0, 1, 1, LE_INTEREST, LE_ALLOCATED, 0}, second};
    le_error error = LE_ERROR_INIT;
    CODE(le_unallocate(records, 2, rows, SMALL_COUNT, &error), LE_INVALID_EVENT);
    SAME(error.code, LE_INVALID_EVENT);
    unsigned long failed = checks_failed;
    TEXT(error.path, path);
    if (checks_failed != failed) fprintf(stderr, "    %s\n", what);
    SAME_BYTES(&rows, &before);
}

static void refused_records(void) {
    static const struct {
        le_posting record;
        const char *path, *what;
    } cases[] = {
        {{1, 0, 1, 0, LE_FEE, LE_ALLOCATED, 0}, "postings[1]", "no row 0"},
        {{1, 0, 1, 4, LE_FEE, LE_ALLOCATED, 0}, "postings[1]", "no row 4"},
        {{1, 0, 1, -1, LE_FEE, LE_ALLOCATED, 0}, "postings[1]", "no row -1"},
        {{1, 0, 1, INT32_MIN, LE_FEE, LE_ALLOCATED, 0}, "postings[1]", "no row of that number"},
        {{1, 0, 1, INT32_MAX, LE_FEE, LE_ALLOCATED, 0}, "postings[1]", "no row of that number"},
        {{1, 0, 1, 1, -1, LE_ALLOCATED, 0}, "postings[1]", "no component"},
        {{1, 0, 1, 1, 4, LE_ALLOCATED, 0}, "postings[1]", "no component"},
        {{1, 0, 1, 1, 256, LE_ALLOCATED, 0}, "postings[1]", "no component"},
        {{1, 0, 1, 1, INT32_MIN, LE_ALLOCATED, 0}, "postings[1]", "no component"},
        {{1, 0, 1, 1, INT32_MAX, LE_ALLOCATED, 0}, "postings[1]", "no component"},
        {{0, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, "postings[1].amount", "nothing"},
        {{-1, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, "postings[1].amount", "less than nothing"},
        {{INT64_MIN, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, "postings[1].amount", "less than nothing"},
        {{501, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, "postings[1].amount", "more than is paid"},
        {{INT64_MAX, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, "postings[1].amount", "more than is paid"},
        {{1, 0, 1, 3, LE_PRINCIPAL, LE_ALLOCATED, 0}, "postings[1].amount", "where nothing is paid"},
        {{1, 0, 1, 1, LE_INTEREST, LE_ALLOCATED, 0}, "postings[1].amount", "taken back by the first already"},
    };
    for (size_t index = 0; index < COUNT(cases); index++)
        refused_record(cases[index].record, cases[index].path, cases[index].what);

    le_row rows[SMALL_COUNT + 1], before[SMALL_COUNT + 1];
    memset(rows, 0, sizeof rows);
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_posting records[2] = {{1, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}, {1, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0}};
    le_error error, errors[2];
    FAILS(le_unallocate(NULL, 1, rows, SMALL_COUNT, &error), LE_INVALID_ARGUMENT, "postings");
    FAILS(le_unallocate(MISALIGNED(le_posting, records), 1, rows, SMALL_COUNT, &error),
          LE_INVALID_ARGUMENT, "postings");
    FAILS(le_unallocate(records, SIZE_MAX, rows, SMALL_COUNT, &error), LE_INVALID_ARGUMENT,
          "postings");
    FAILS(le_unallocate(records, 1, NULL, SMALL_COUNT, &error), LE_INVALID_ARGUMENT, "rows");
    FAILS(le_unallocate(records, 1, MISALIGNED(le_row, rows), SMALL_COUNT, &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_unallocate(records, 1, rows, SIZE_MAX, &error), LE_INVALID_ARGUMENT, "rows");
    INVALID(le_unallocate(records, 1, rows, SMALL_COUNT, MISALIGNED(le_error, errors)));
    error = new_error();
    CODE(le_unallocate(records, 1, NULL, 0, &error), LE_INVALID_EVENT); // there are no rows
    TEXT(error.path, "postings[0]");
    SAME_BYTES(&rows, &before);

    // Money alone can be taken back.
    size_t count;
    le_payment payment = paid(43000, "2026-03-20", 1);
    le_posting four[4];
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, four, 4, &count, NULL, NULL));
    memcpy(before, rows, sizeof before);
    for (int32_t kind = LE_CHARGED; kind <= LE_OWED_DRAWDOWN; kind++) {
        four[3].kind = kind;
        FAILS(le_unallocate(four, count, rows, SMALL_COUNT, &error), LE_INVALID_EVENT, "postings[3]");
        SAME_BYTES(&rows, &before);
    }
    four[3].kind = LE_ALLOCATED;
    // Whose event it was is the host's, and not looked at.
    for (size_t index = 0; index < COUNT(four); index++) four[index].event = (int32_t)index - 7;
    OK(le_unallocate(four, count, rows, SMALL_COUNT, NULL));
    for (size_t index = 0; index < SMALL_COUNT; index++) SAME(paid_of(&rows[index]), 0);
}

/// Anew is the same as one after the other, whatever the rows had before.
static void anew(void) {
    uint64_t state = 11;
    for (int round = 0; round < 200; round++) {
        le_payment payments[6];
        int32_t date = day("2026-01-20");
        for (int32_t index = 0; index < 6; index++) {
            date += (int32_t)(next_random(&state) % 40);
            payments[index] = (le_payment){1 + next_random(&state) % 60000, date, index};
        }
        le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
        policy.across = (int32_t)(next_random(&state) % 2);
        le_row one_by_one[SMALL_COUNT], rows[SMALL_COUNT];
        le_posting expected[72], records[72];
        size_t expected_count = 0, count = 77, part;
        int64_t expected_overpaid = 0, overpaid = 77, left;
        small_rows(one_by_one);
        for (size_t index = 0; index < 6; index++) {
            OK(le_allocate(&policy, &payments[index], one_by_one, SMALL_COUNT,
                           &expected[expected_count], 12, &part, &left, NULL));
            expected_count += part;
            expected_overpaid += left;
        }
        small_rows(rows);
        rows[0].fee_paid = rows[0].fee_due; // what stands there does not matter
        rows[2].principal_paid = 1;
        memset(records, JUNK, sizeof records);
        OK(le_reallocate(&policy, payments, 6, rows, SMALL_COUNT, records, 72, &count, &overpaid,
                         NULL));
        SAME_BYTES(&rows, &one_by_one);
        SAME(count, expected_count);
        SAME(overpaid, expected_overpaid);
        CHECK(memcmp(records, expected, expected_count * sizeof *records) == 0);
        for (size_t index = count; index < 72; index++) ALL_BYTES(&records[index], JUNK);
        OK(le_reallocate(&policy, payments, 6, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
        SAME_BYTES(&rows, &one_by_one);

        le_row before[SMALL_COUNT];
        memcpy(before, rows, sizeof before);
        size_t capacity = next_random(&state) % count;
        memset(records, JUNK, sizeof records);
        le_error error;
        overpaid = 77;
        FAILS(le_reallocate(&policy, payments, 6, rows, SMALL_COUNT, records, capacity, &count,
                            &overpaid, &error),
              LE_BUFFER_TOO_SMALL, "postings");
        SAME(count, expected_count);
        SAME(overpaid, 0);
        SAME_BYTES(&rows, &before);
        for (size_t index = 0; index < 72; index++) ALL_BYTES(&records[index], JUNK);
    }
}

/// At most four records a row and one a payment.
static void most_records(void) {
    enum { PAYMENTS = 40, MOST = 4 * SMALL_COUNT + PAYMENTS };
    le_row rows[SMALL_COUNT], before[SMALL_COUNT];
    small_rows(rows);
    for (size_t index = 0; index < SMALL_COUNT; index++) rows[index].penalty_due = 100;
    le_payment payments[PAYMENTS];
    int64_t total = 0, overpaid;
    for (size_t index = 0; index < SMALL_COUNT; index++) total += due_of(&rows[index]);
    for (int32_t index = 0; index < PAYMENTS; index++)
        payments[index] = paid(total / PAYMENTS + (index < total % PAYMENTS), "2026-02-15", index);
    le_posting records[MOST];
    size_t count = 0;
    OK(le_reallocate(NULL, payments, PAYMENTS, rows, SMALL_COUNT, records, MOST, &count, &overpaid,
                     NULL));
    SAME(overpaid, 0);
    CHECK(count > PAYMENTS && count <= MOST);

    // Nothing at all, for which NULL will do.
    memcpy(before, rows, sizeof before);
    OK(le_reallocate(NULL, payments, 1, NULL, 0, NULL, 0, &count, &overpaid, NULL));
    SAME(count, 0);
    SAME(overpaid, payments[0].amount);
    OK(le_reallocate(NULL, NULL, 0, NULL, 0, NULL, 0, &count, &overpaid, NULL));
    SAME(overpaid, 0);
    OK(le_unallocate(NULL, 0, NULL, 0, NULL));
    OK(le_unallocate(NULL, 0, rows, SMALL_COUNT, NULL));
    SAME_BYTES(&rows, &before);
    OK(le_reallocate(NULL, NULL, 0, rows, SMALL_COUNT, NULL, 0, &count, &overpaid, NULL));
    for (size_t index = 0; index < SMALL_COUNT; index++) SAME(paid_of(&rows[index]), 0);
}

/// The reversal of section 6: the 416.00 of March then pay the first installment.
static void reversal(void) {
    le_terms terms = small_terms();
    terms.installment_fee = 0;
    le_row rows[SMALL_COUNT];
    size_t count;
    OK(le_schedule_build(&terms, NULL, 0, rows, SMALL_COUNT, &count, NULL, NULL));
    le_payment payments[] = {paid(42400, "2026-02-15", 1), paid(41600, "2026-03-15", 2)};
    le_posting records[4];
    OK(le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, records, 4, &count, NULL, NULL));
    SAME(count, 4);
    OK(le_reallocate(NULL, &payments[1], 1, rows, SMALL_COUNT, records, 4, &count, NULL, NULL));
    static const le_posting expected[] = {{2400, 0, 2, 1, LE_INTEREST, LE_ALLOCATED, 0},
                                             {39200, 0, 2, 1, LE_PRINCIPAL, LE_ALLOCATED, 0}};
    SAME(count, 2);
    for (size_t index = 0; index < count; index++) records[index].date = 0;
    CHECK(memcmp(records, expected, sizeof expected) == 0);
    int64_t overpaid = 77; // without any, nothing is paid
    OK(le_reallocate(NULL, NULL, 0, rows, SMALL_COUNT, NULL, 0, &count, &overpaid, NULL));
    SAME(count, 0);
    SAME(overpaid, 0);
    for (size_t index = 0; index < SMALL_COUNT; index++) SAME(paid_of(&rows[index]), 0);
}

static le_row stood[SMALL_COUNT];

static void refused(const le_payment *payments, size_t payment_count, int32_t code,
                    const char *path) {
    le_row rows[SMALL_COUNT];
    memcpy(rows, stood, sizeof rows);
    size_t count = 77;
    int64_t overpaid = 77;
    le_error error;
    FAILS(le_reallocate(NULL, payments, payment_count, rows, SMALL_COUNT, NULL, 0, &count,
                        &overpaid, &error),
          code, path);
    SAME_BYTES(&rows, &stood);
    SAME(count, 0);
    SAME(overpaid, 0);
}

static void refused_payments(void) {
    small_rows(stood);
    stood[0].fee_paid = 3;
    le_payment payments[3];
    for (size_t wrong = 0; wrong < 3; wrong++) {
        char path[32];
        static const int64_t amounts[] = {0, -1, INT64_MIN};
        for (size_t index = 0; index < COUNT(amounts); index++) {
            for (int32_t each = 0; each < 3; each++) payments[each] = paid(9, "2026-02-15", each);
            payments[wrong].amount = amounts[index];
            snprintf(path, sizeof path, "payments[%zu].amount", wrong);
            refused(payments, 3, LE_INVALID_EVENT, path);
        }
        static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
        for (size_t index = 0; index < COUNT(dates); index++) {
            for (int32_t each = 0; each < 3; each++) payments[each] = paid(9, "2026-02-15", each);
            payments[wrong].date = dates[index];
            snprintf(path, sizeof path, "payments[%zu].date", wrong);
            refused(payments, 3, LE_DATE_OUT_OF_RANGE, path);
        }
    }
    payments[0] = paid(9, "2026-02-15", 0);
    payments[1] = paid(9, "2026-02-15", 1);
    payments[2] = paid(9, "2026-02-14", 2);
    refused(payments, 3, LE_INVALID_EVENT, "payments[2].date");
    payments[2] = paid(9, "0001-01-01", 2);
    refused(payments, 3, LE_INVALID_EVENT, "payments[2].date");
    payments[0].amount = payments[1].amount = INT64_MAX; // what is overpaid leaves 64 bits
    refused(payments, 2, LE_AMOUNT_OUT_OF_RANGE, "overpaid");
    size_t count = 77;
    int64_t overpaid = 77;
    le_error error;
    FAILS(le_reallocate(NULL, payments, 2, NULL, 0, NULL, 0, &count, &overpaid, &error),
          LE_AMOUNT_OUT_OF_RANGE, "overpaid");
    SAME(overpaid, 0);
    OK(le_reallocate(NULL, payments, 1, NULL, 0, NULL, 0, &count, &overpaid, NULL));
    SAME(overpaid, INT64_MAX);
    le_row rows[SMALL_COUNT]; // two that together just fit
    small_rows(rows);
    payments[1].amount = SMALL_TOTAL;
    OK(le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, NULL, 0, &count, &overpaid, NULL));
    SAME(overpaid, INT64_MAX);
    payments[1].amount++;
    refused(payments, 2, LE_AMOUNT_OUT_OF_RANGE, "overpaid");
}

static void refused_memory(void) {
    le_row rows[SMALL_COUNT + 1], before[SMALL_COUNT + 1];
    memset(rows, 0, sizeof rows);
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_payment payments[3] = {paid(1, "2026-02-15", 1), paid(1, "2026-02-15", 1),
                              paid(1, "2026-02-15", 1)};
    le_posting records[13];
    size_t count, sizes[2];
    int64_t overpaid, space[2];
    le_error error, errors[2];
    le_allocation_policy policies[2] = {LE_ALLOCATION_POLICY_INIT, LE_ALLOCATION_POLICY_INIT};
#define REFUSED(policy, payments, payment_count, rows, row_count, records, capacity, count, \
                overpaid, path) \
    FAILS(le_reallocate(policy, payments, payment_count, rows, row_count, records, capacity, \
                        count, overpaid, &error), \
          LE_INVALID_ARGUMENT, path)
    REFUSED(MISALIGNED(le_allocation_policy, policies), payments, 2, rows, 3, records, 12, &count,
            &overpaid, "policy");
    REFUSED(NULL, NULL, 2, rows, 3, records, 12, &count, &overpaid, "payments");
    REFUSED(NULL, MISALIGNED(le_payment, payments), 2, rows, 3, records, 12, &count, &overpaid,
            "payments");
    REFUSED(NULL, payments, SIZE_MAX, rows, 3, records, 12, &count, &overpaid, "payments");
    REFUSED(NULL, payments, 2, NULL, 3, records, 12, &count, &overpaid, "rows");
    REFUSED(NULL, payments, 2, MISALIGNED(le_row, rows), 3, records, 12, &count, &overpaid,
            "rows");
    REFUSED(NULL, payments, 2, rows, SIZE_MAX, records, 12, &count, &overpaid, "rows");
    REFUSED(NULL, payments, 2, rows, 3, NULL, 12, &count, &overpaid, "postings");
    REFUSED(NULL, payments, 2, rows, 3, MISALIGNED(le_posting, records), 12, &count, &overpaid,
            "postings");
    REFUSED(NULL, payments, 2, rows, 3, records, SIZE_MAX, &count, &overpaid, "postings");
    REFUSED(NULL, payments, 2, rows, 3, records, 12, MISALIGNED(size_t, sizes), &overpaid,
            "count");
    REFUSED(NULL, payments, 2, rows, 3, records, 12, &count, MISALIGNED(int64_t, space),
            "overpaid");
    INVALID(le_reallocate(NULL, payments, 2, rows, 3, records, 12, &count, &overpaid,
                          MISALIGNED(le_error, errors)));
    policies[0] = (le_allocation_policy){{9, 0, 0, 0}, {0}, {0}, 0, 0, 0};
    CODE(le_reallocate(policies, payments, 2, rows, 3, records, 12, &count, &overpaid, NULL),
         LE_INVALID_TERMS);
    SAME_BYTES(&rows, &before);
}

int main(void) {
    take_back_in_turn();
    refused_records();
    anew();
    most_records();
    reversal();
    refused_payments();
    refused_memory();
    return summary_line();
}
