// le_allocate: figures against a plain allocator written here, and everything that it refuses.
#include "samples.h"

static const le_allocation_policy interest_first = {
    {LE_PENALTY, LE_FEE, LE_INTEREST, LE_PRINCIPAL}, {0}, {0}, 0, 0, 0};

static int64_t *due_at(le_row *row, int32_t component) {
    int64_t *places[] = {&row->penalty_due, &row->fee_due, &row->interest_due,
                         &row->principal_due};
    return places[component];
}

static int64_t *paid_at(le_row *row, int32_t component) {
    int64_t *places[] = {&row->penalty_paid, &row->fee_paid, &row->interest_paid,
                         &row->principal_paid};
    return places[component];
}

/// What a repayment does by section 6 of docs/semantics.md, step by step.
typedef struct expectation {
    le_posting records[64];
    size_t count;
    int64_t left;
} expectation;

static void take(expectation *found, const le_payment *payment, le_row *row, int32_t component) {
    int64_t unpaid = *due_at(row, component) - *paid_at(row, component);
    int64_t part = unpaid < found->left ? unpaid : found->left;
    if (part == 0) return;
    *paid_at(row, component) += part;
    found->left -= part;
    le_posting record = {part, payment->date, payment->event, row->sequence, component, LE_ALLOCATED, 0};
    found->records[found->count++] = record;
}

static expectation expected_allocation(const le_allocation_policy *policy,
                                       const le_payment *payment, le_row *rows, size_t count) {
    expectation found = {.count = 0, .left = payment->amount};
    if (policy->across == LE_ACROSS_COMPONENT)
        for (size_t place = 0; place < 4; place++)
            for (size_t row = 0; row < count; row++)
                if (rows[row].due_date <= payment->date)
                    take(&found, payment, &rows[row], policy->past_due[place]);
    for (size_t row = 0; row < count; row++)
        for (size_t place = 0; place < 4; place++)
            take(&found, payment, &rows[row], policy->past_due[place]);
    return found;
}

/// The rows and records of one repayment are those expected, and not a minor unit is lost.
static void same_as_expected(const le_allocation_policy *policy, const le_payment *payment,
                             const le_row rows[SMALL_COUNT]) {
    le_row mine[SMALL_COUNT], theirs[SMALL_COUNT];
    memcpy(mine, rows, sizeof mine);
    memcpy(theirs, rows, sizeof theirs);
    expectation expected = expected_allocation(policy, payment, mine, SMALL_COUNT);
    le_posting records[4 * SMALL_COUNT];
    memset(records, JUNK, sizeof records);
    size_t count = 77;
    int64_t overpaid = 77, gained = 0, recorded = 0;
    OK(le_allocate(policy, payment, theirs, SMALL_COUNT, records, COUNT(records), &count,
                   &overpaid, NULL));
    SAME_BYTES(&mine, &theirs);
    SAME(count, expected.count);
    SAME(overpaid, expected.left);
    CHECK(memcmp(records, expected.records, expected.count * sizeof *records) == 0);
    for (size_t index = 0; index < SMALL_COUNT; index++)
        gained += paid_of(&theirs[index]) - paid_of(&rows[index]);
    for (size_t index = 0; index < count; index++) recorded += records[index].amount;
    SAME(gained + overpaid, payment->amount);
    SAME(recorded, gained);
    for (size_t index = count; index < COUNT(records); index++) ALL_BYTES(&records[index], JUNK);

    // The same without records.
    memcpy(theirs, rows, sizeof theirs);
    OK(le_allocate(policy, payment, theirs, SMALL_COUNT, NULL, 0, &count, NULL, NULL));
    SAME_BYTES(&mine, &theirs);
    SAME(count, expected.count);

    // Taken back, the rows are as they were.
    OK(le_unallocate(records, count, theirs, SMALL_COUNT, NULL));
    CHECK(memcmp(theirs, rows, sizeof theirs) == 0);

    // Without enough memory for records nothing happens.
    for (size_t capacity = 0; capacity < count; capacity++) {
        le_row before[SMALL_COUNT];
        memcpy(before, rows, sizeof before);
        size_t needed = 77;
        overpaid = 77;
        memset(records, JUNK, sizeof records);
        le_error error;
        FAILS(le_allocate(policy, payment, theirs, SMALL_COUNT, records, capacity, &needed,
                          &overpaid, &error),
              LE_BUFFER_TOO_SMALL, "postings");
        SAME(needed, expected.count);
        SAME(overpaid, 0);
        SAME_BYTES(&theirs, &before);
        ALL_BYTES(&records, JUNK); // those that would fit neither
    }
}

static void every_order(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    rows[0].penalty_due = 700;
    rows[1].penalty_due = 1;
    static const int64_t amounts[] = {1, 500, 43000, SMALL_TOTAL, SMALL_TOTAL + 701, 999999};
    static const char *const dates[] = {"2026-01-20", "2026-02-15", "2026-03-20", "2026-12-31"};
    int orders = 0;
    for (int32_t code = 0; code < 256; code++) {
        le_allocation_policy policy = {
            {(uint8_t)(code & 3), (uint8_t)(code >> 2 & 3), (uint8_t)(code >> 4 & 3),
             (uint8_t)(code >> 6 & 3)},
            {0}, {0}, 0, 0, 0};
        int32_t seen = 0;
        for (size_t place = 0; place < 4; place++) seen |= 1 << policy.past_due[place];
        if (seen != 15) continue;
        orders++;
        for (policy.across = 0; policy.across <= LE_ACROSS_COMPONENT; policy.across++) {
            for (size_t amount = 0; amount < COUNT(amounts); amount++) {
                le_payment payment = paid(amounts[amount], dates[(amount + (size_t)code) % 4], 9);
                same_as_expected(&policy, &payment, rows);
            }
            // One after the other until all is paid.
            le_row state[SMALL_COUNT];
            memcpy(state, rows, sizeof state);
            for (size_t step = 0; step < 4; step++) {
                le_payment payment = paid(43000, dates[step], (int32_t)step);
                same_as_expected(&policy, &payment, state);
                OK(le_allocate(&policy, &payment, state, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
            }
        }
    }
    SAME(orders, 24);
}

/// The tables of section 6: 430.00 on 20 March.
static void documented(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payment = paid(43000, "2026-03-20", 1);
    le_posting records[12];
    static const le_posting by_installment[] = {{500, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0},
                                                   {2400, 0, 1, 1, LE_INTEREST, LE_ALLOCATED, 0},
                                                   {40000, 0, 1, 1, LE_PRINCIPAL, LE_ALLOCATED, 0},
                                                   {100, 0, 1, 2, LE_FEE, LE_ALLOCATED, 0}};
    static const le_posting by_component[] = {{500, 0, 1, 1, LE_FEE, LE_ALLOCATED, 0},
                                                 {500, 0, 1, 2, LE_FEE, LE_ALLOCATED, 0},
                                                 {2400, 0, 1, 1, LE_INTEREST, LE_ALLOCATED, 0},
                                                 {1600, 0, 1, 2, LE_INTEREST, LE_ALLOCATED, 0},
                                                 {38000, 0, 1, 1, LE_PRINCIPAL, LE_ALLOCATED, 0}};
    size_t count;
    int64_t overpaid;
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, records, 12, &count, &overpaid, NULL));
    SAME(count, 4);
    for (size_t index = 0; index < count; index++) {
        SAME(records[index].date, payment.date);
        records[index].date = 0;
    }
    CHECK(memcmp(records, by_installment, sizeof by_installment) == 0);
    small_rows(rows);
    le_allocation_policy policy = interest_first;
    policy.across = LE_ACROSS_COMPONENT;
    OK(le_allocate(&policy, &payment, rows, SMALL_COUNT, records, 5, &count, &overpaid, NULL));
    SAME(count, 5);
    for (size_t index = 0; index < count; index++) records[index].date = 0;
    CHECK(memcmp(records, by_component, sizeof by_component) == 0);
    SAME(overpaid, 0);
    SAME(rows[0].status, LE_ROW_PENDING); // of a classification, not of a repayment
}

static void extremes_of_amounts(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payment = paid(INT64_MAX, "9999-12-31", INT32_MIN);
    same_as_expected(&interest_first, &payment, rows);
    payment = paid(INT64_MAX, "0001-01-01", INT32_MAX);
    same_as_expected(&interest_first, &payment, rows);
    memset(rows, 0, sizeof rows);
    for (int32_t index = 0; index < SMALL_COUNT; index++) {
        rows[index].sequence = INT32_MAX - SMALL_COUNT + 1 + index;
        rows[index].due_date = LE_DATE_MAX - SMALL_COUNT + 1 + index;
    }
    rows[1].principal_due = INT64_MAX;
    same_as_expected(&interest_first, &payment, rows);
    rows[1].principal_paid = INT64_MAX;
    same_as_expected(&interest_first, &payment, rows);

    int64_t overpaid = 77; // no rows take nothing
    size_t count = 77;
    OK(le_allocate(NULL, &payment, NULL, 0, NULL, 0, &count, &overpaid, NULL));
    SAME(overpaid, INT64_MAX);
    SAME(count, 0);
    OK(le_allocate(NULL, &payment, rows, 0, NULL, 0, NULL, &overpaid, NULL));
    SAME(overpaid, INT64_MAX);
}

/// A call that fails leaves rows and records as they are, and nothing else behind.
static void refused(const le_allocation_policy *policy, const le_payment *payment, int32_t code,
                    const char *path) {
    le_row rows[SMALL_COUNT], before[SMALL_COUNT];
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_posting records[12];
    memset(records, JUNK, sizeof records);
    size_t count = 77;
    int64_t overpaid = 77;
    le_error error = LE_ERROR_INIT;
    CODE(le_allocate(policy, payment, rows, SMALL_COUNT, records, 12, &count, &overpaid, &error),
         code);
    SAME(error.code, code);
    TEXT(error.path, path);
    SAME_BYTES(&rows, &before);
    ALL_BYTES(&records, JUNK);
    SAME(count, 0);
    SAME(overpaid, 0);
}

static void refused_values(void) {
    static const int64_t amounts[] = {0, -1, INT64_MIN};
    for (size_t index = 0; index < COUNT(amounts); index++) {
        le_payment payment = paid(amounts[index], "2026-02-15", 1);
        refused(NULL, &payment, LE_INVALID_EVENT, "payment.amount");
    }
    static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(dates); index++) {
        le_payment payment = {1, dates[index], 1};
        refused(NULL, &payment, LE_DATE_OUT_OF_RANGE, "payment.date");
    }
    le_payment payment = paid(1, "2026-02-15", 1);
    static const int32_t values[] = {-1, 4, 7, 127, 128, 255};
    for (size_t index = 0; index < COUNT(values); index++) {
        for (size_t place = 0; place < 4; place++) {
            le_allocation_policy policy = interest_first;
            policy.past_due[place] = (uint8_t)values[index];
            char path[40];
            snprintf(path, sizeof path, "terms.allocation.order[%zu]", place);
            refused(&policy, &payment, LE_INVALID_TERMS, path);
        }
        le_allocation_policy policy = interest_first;
        policy.across = values[index] == 4 ? 2 : values[index];
        refused(&policy, &payment, LE_INVALID_TERMS, "terms.allocation.across");
    }
    le_allocation_policy policy = interest_first;
    policy.past_due[3] = LE_INTEREST; // twice, and another not at all
    refused(&policy, &payment, LE_INVALID_TERMS, "terms.allocation.order[3]");
    policy = interest_first;
    policy.reserved = 1;
    refused(&policy, &payment, LE_INVALID_ARGUMENT, "policy.reserved");
    le_allocation_policy space[2];
    le_payment payments[2];
    refused(MISALIGNED(le_allocation_policy, space), &payment, LE_INVALID_ARGUMENT, "policy");
    refused(NULL, NULL, LE_INVALID_ARGUMENT, "payment");
    refused(NULL, MISALIGNED(le_payment, payments), LE_INVALID_ARGUMENT, "payment");
}

static void refused_memory(void) {
    le_row rows[SMALL_COUNT + 1], before[SMALL_COUNT + 1];
    memset(rows, 0, sizeof rows);
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_payment payment = paid(SMALL_TOTAL, "2026-02-15", 1);
    le_posting records[13];
    size_t count, sizes[2];
    int64_t overpaid, space[2];
    le_error error, errors[2];
    FAILS(le_allocate(NULL, &payment, NULL, 3, records, 12, &count, &overpaid, &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_allocate(NULL, &payment, MISALIGNED(le_row, rows), 3, records, 12, &count, &overpaid,
                      &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_allocate(NULL, &payment, rows, SIZE_MAX, records, 12, &count, &overpaid, &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_allocate(NULL, &payment, rows, SIZE_MAX / 2, records, 12, &count, &overpaid, &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_allocate(NULL, &payment, rows, 3, NULL, 12, &count, &overpaid, &error),
          LE_INVALID_ARGUMENT, "postings");
    FAILS(le_allocate(NULL, &payment, rows, 3, MISALIGNED(le_posting, records), 12, &count,
                      &overpaid, &error),
          LE_INVALID_ARGUMENT, "postings");
    FAILS(le_allocate(NULL, &payment, rows, 3, records, SIZE_MAX, &count, &overpaid, &error),
          LE_INVALID_ARGUMENT, "postings");
    FAILS(le_allocate(NULL, &payment, rows, 3, records, 12, MISALIGNED(size_t, sizes), &overpaid,
                      &error),
          LE_INVALID_ARGUMENT, "count");
    FAILS(le_allocate(NULL, &payment, rows, 3, records, 12, &count, MISALIGNED(int64_t, space),
                      &error),
          LE_INVALID_ARGUMENT, "overpaid");
    INVALID(le_allocate(NULL, &payment, rows, 3, records, 12, &count, &overpaid,
                        MISALIGNED(le_error, errors)));
    INVALID(le_allocate(NULL, NULL, rows, 3, records, 12, &count, &overpaid, NULL));
    SAME_BYTES(&rows, &before);
}

int main(void) {
    every_order();
    documented();
    extremes_of_amounts();
    refused_values();
    refused_memory();
    return summary_line();
}
