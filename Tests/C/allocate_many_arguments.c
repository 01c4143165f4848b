// Many repayments: every argument that is refused, as a whole with nothing written, or as one
// payment's while the others go on.
#include "samples.h"

enum { LOANS = 2, PAYMENTS = 3, ROWS = LOANS * SMALL_COUNT };

/// All that the call may write to, as it was.
typedef struct memory {
    le_row rows[ROWS + 1];
    int32_t numbers[5][ROWS + 1];
    int64_t amounts[9][ROWS + 1];
    uint32_t firsts[LOANS + 1];
    int64_t overpaid[PAYMENTS + 1];
    int32_t codes[PAYMENTS + 1];
} memory;

static memory m, before;
static le_payment payments[PAYMENTS + 1];
static uint64_t offsets[LOANS + 2];
static uint32_t loans[PAYMENTS + 1];

static le_columns columns_of(memory *of) {
    le_columns columns = {sizeof(le_columns), 0, of->numbers[0], of->numbers[1],
                          of->numbers[2], of->numbers[3], of->numbers[4],
                          of->amounts[0], of->amounts[1], of->amounts[2],
                          of->amounts[3], of->amounts[4], of->amounts[5],
                          of->amounts[6], of->amounts[7], of->amounts[8]};
    return columns;
}

/// Two loans, and three payments on them: the second, the first, the second again.
static void fill(void) {
    memset(&m, JUNK, sizeof m);
    le_terms terms[LOANS];
    int32_t codes[LOANS];
    for (size_t loan = 0; loan < LOANS; loan++) terms[loan] = small_terms();
    le_columns columns = columns_of(&m);
    OK(le_schedule_batch(terms, LOANS, m.rows, NULL, ROWS, offsets, codes, NULL));
    OK(le_schedule_batch(terms, LOANS, NULL, &columns, ROWS, offsets, codes, NULL));
    for (int32_t index = 0; index < PAYMENTS; index++) {
        payments[index] = paid(43000, "2026-03-20", index);
        loans[index] = (uint32_t)(1 - index % 2);
    }
    memset(m.firsts, 0, LOANS * sizeof *m.firsts);
    memcpy(&before, &m, sizeof m);
}

/// Refused, and not a byte is written.
#define REFUSED(call) \
    do { \
        INVALID(call); \
        if (!SAME_BYTES(&m, &before)) memcpy(&m, &before, sizeof m); \
    } while (0)

/// A call whose arguments are right but for those that are given.
#define MANY(policy, payments, count, loans, rows, columns, offsets, loan_count) \
    le_allocate_many(policy, payments, count, loans, rows, columns, offsets, loan_count, \
                     m.firsts, m.overpaid, m.codes)

static void whole_call(void) {
    fill();
    le_columns columns = columns_of(&m), other[2];
    le_allocation_policy policies[2] = {LE_ALLOCATION_POLICY_INIT, LE_ALLOCATION_POLICY_INIT};
    size_t n = PAYMENTS;
    REFUSED(MANY(MISALIGNED(le_allocation_policy, policies), payments, n, loans, m.rows, NULL,
                 offsets, LOANS));
    REFUSED(MANY(NULL, NULL, n, loans, m.rows, NULL, offsets, LOANS));
    REFUSED(MANY(NULL, MISALIGNED(le_payment, payments), n, loans, m.rows, NULL, offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, MISALIGNED(uint32_t, loans), m.rows, NULL, offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, NULL, NULL, offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, m.rows, &columns, offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, MISALIGNED(le_row, m.rows), NULL, offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, NULL, MISALIGNED(le_columns, other), offsets, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, m.rows, NULL, NULL, LOANS));
    REFUSED(MANY(NULL, payments, n, loans, m.rows, NULL, NULL, 0));
    REFUSED(MANY(NULL, payments, n, loans, m.rows, NULL, MISALIGNED(uint64_t, offsets), LOANS));
    REFUSED(le_allocate_many(NULL, payments, n, loans, m.rows, NULL, offsets, LOANS,
                             MISALIGNED(uint32_t, m.firsts), m.overpaid, m.codes));
    REFUSED(le_allocate_many(NULL, payments, n, loans, m.rows, NULL, offsets, LOANS, m.firsts,
                             MISALIGNED(int64_t, m.overpaid), m.codes));
    REFUSED(le_allocate_many(NULL, payments, n, loans, m.rows, NULL, offsets, LOANS, m.firsts,
                             m.overpaid, NULL));
    REFUSED(le_allocate_many(NULL, payments, n, loans, m.rows, NULL, offsets, LOANS, m.firsts,
                             m.overpaid, MISALIGNED(int32_t, m.codes)));
    // Counts of half the address space and more, and just above what is allowed.
    static const size_t counts[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / 2 + 1,
                                    ((size_t)1 << 40) + 1};
    for (size_t index = 0; index < COUNT(counts); index++) {
        REFUSED(MANY(NULL, payments, counts[index], loans, m.rows, NULL, offsets, LOANS));
        REFUSED(MANY(NULL, payments, counts[index], NULL, m.rows, NULL, offsets, LOANS));
        REFUSED(MANY(NULL, payments, n, loans, m.rows, NULL, offsets, counts[index]));
        REFUSED(MANY(NULL, payments, 0, loans, m.rows, NULL, offsets, counts[index]));
        REFUSED(MANY(NULL, payments, n, loans, NULL, &columns, offsets, counts[index]));
    }
    REFUSED(MANY(NULL, payments, n, loans, m.rows, NULL, offsets, (size_t)1 << 40));
    policies[0].order[1] = 0;
    CODE(MANY(policies, payments, n, loans, m.rows, NULL, offsets, LOANS), LE_INVALID_TERMS);
    policies[0] = policies[1];
    policies[0].across = 2;
    CODE(MANY(policies, payments, n, loans, m.rows, NULL, offsets, LOANS), LE_INVALID_TERMS);
    SAME_BYTES(&m, &before);

    // Columns that are missing or misaligned.
    for (size_t place = offsetof(le_columns, sequence); place < sizeof(le_columns);
         place += sizeof(void *)) {
        le_columns all = columns_of(&m);
        void *misaligned = MISALIGNED(int64_t, m.amounts), *null = NULL;
        memcpy((char *)&all + place, &misaligned, sizeof misaligned);
        REFUSED(MANY(NULL, payments, n, loans, NULL, &all, offsets, LOANS));
        bool spare = place == offsetof(le_columns, sequence) ||
                     place == offsetof(le_columns, start_date) ||
                     place == offsetof(le_columns, status) ||
                     place == offsetof(le_columns, days_past_due) ||
                     place == offsetof(le_columns, balance_after);
        if (spare) continue;
        memcpy((char *)&all + place, &null, sizeof null);
        REFUSED(MANY(NULL, payments, n, loans, NULL, &all, offsets, LOANS));
    }

    // Nothing to do.
    uint64_t nothing = 0;
    OK(le_allocate_many(NULL, NULL, 0, NULL, m.rows, NULL, &nothing, 0, NULL, NULL, NULL));
    OK(le_allocate_many(NULL, NULL, 0, NULL, m.rows, NULL, offsets, LOANS, NULL, NULL, NULL));
    OK(le_allocate_many(NULL, NULL, 0, NULL, NULL, &columns, &nothing, 0, NULL, NULL, NULL));
    SAME_BYTES(&m, &before);
}

/// Payments that are one's own errors, beside others.
static void payment_errors(void) {
    static const struct {
        int64_t amount;
        int32_t date;
        uint32_t loan;
        int32_t code;
    } cases[] = {
        {0, 20500, 1, LE_OK},
        {0, LE_DATE_NONE, 1, LE_OK},
        {-1, 20500, 1, LE_INVALID_EVENT},
        {INT64_MIN, 20500, 1, LE_INVALID_EVENT},
        {1, LE_DATE_NONE, 1, LE_DATE_OUT_OF_RANGE},
        {1, LE_DATE_MAX + 1, 1, LE_DATE_OUT_OF_RANGE},
        {1, LE_DATE_MIN - 1, 1, LE_DATE_OUT_OF_RANGE},
        {1, 20500, LOANS, LE_INVALID_ARGUMENT},
        {1, 20500, INT32_MAX, LE_INVALID_ARGUMENT},
        {1, 20500, UINT32_MAX, LE_INVALID_ARGUMENT},
        {0, 20500, LOANS, LE_INVALID_ARGUMENT},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        fill();
        payments[0].amount = cases[index].amount;
        payments[0].date = cases[index].date;
        loans[0] = cases[index].loan;
        OK(MANY(NULL, payments, PAYMENTS, loans, m.rows, NULL, offsets, LOANS));
        CODE(m.codes[0], cases[index].code);
        SAME(m.overpaid[0], 0);
        for (size_t other = 1; other < PAYMENTS; other++) OK(m.codes[other]);
        for (size_t loan = 0; loan < LOANS; loan++) {
            le_row expected[SMALL_COUNT];
            small_rows(expected);
            OK(le_allocate(NULL, &payments[1], expected, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
            CHECK(memcmp(&m.rows[loan * SMALL_COUNT], expected, sizeof expected) == 0);
            SAME(m.firsts[loan], 1);
        }
        ALL_BYTES(&m.rows[ROWS], JUNK);
        ALL_BYTES(&m.firsts[LOANS], JUNK);
        ALL_BYTES(&m.overpaid[PAYMENTS], JUNK);
        ALL_BYTES(&m.codes[PAYMENTS], JUNK);
    }
    // Without loans, payment i is on loan i, and a third loan there is not.
    fill();
    OK(MANY(NULL, payments, PAYMENTS, NULL, m.rows, NULL, offsets, LOANS));
    OK(m.codes[0]);
    OK(m.codes[1]);
    INVALID(m.codes[2]);
    SAME(m.overpaid[2], 0);
    fill();
    OK(MANY(NULL, payments, PAYMENTS, loans, m.rows, NULL, offsets, 0)); // no loan at all
    for (size_t index = 0; index < PAYMENTS; index++) INVALID(m.codes[index]);
    SAME_BYTES(&m.rows, &before.rows);
    SAME_BYTES(&m.firsts, &before.firsts);
}

/// Offsets that fall or leave all memory, and first rows behind the last: the loan's error.
static void loan_errors(void) {
    static const uint64_t far = (uint64_t)1 << 40;
    static const struct {
        uint64_t offsets[LOANS + 1];
        uint32_t firsts[LOANS];
        bool good[LOANS];
    } cases[] = {
        {{0, 3, 6}, {3, 3}, {true, true}},
        {{0, 3, 6}, {0, 4}, {true, false}},
        {{0, 3, 6}, {4, 0}, {false, true}},
        {{0, 3, 6}, {UINT32_MAX, 0}, {false, true}},
        {{0, 3, 2}, {0, 0}, {true, false}},
        {{4, 3, 6}, {0, 0}, {false, true}},
        {{UINT64_MAX, 3, 6}, {0, 0}, {false, true}},
        {{0, 3, far + 1}, {0, 0}, {true, false}},
        {{0, 3, UINT64_MAX}, {0, 0}, {true, false}},
        {{0, 3, (uint64_t)1 << 63}, {0, 0}, {true, false}},
        {{UINT64_MAX, UINT64_MAX, UINT64_MAX}, {0, UINT32_MAX}, {false, false}},
        {{far + 1, far + 1, far + 1}, {0, 0}, {false, false}},
        {{far, far, far}, {0, 1}, {true, false}}, // no rows, wherever they are
        {{UINT64_MAX / 96, UINT64_MAX / 96 + 1, 6}, {UINT32_MAX, 0}, {false, false}},
    };
    for (size_t index = 0; index < COUNT(cases); index++)
        for (int across = 0; across < 2; across++)
            for (int kind = 0; kind < 2; kind++) {
                fill();
                le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
                policy.across = across;
                le_columns columns = columns_of(&m);
                memcpy(m.firsts, cases[index].firsts, sizeof cases[index].firsts);
                memcpy(&before, &m, sizeof m);
                OK(MANY(&policy, payments, PAYMENTS, loans, kind ? NULL : m.rows,
                        kind ? &columns : NULL, cases[index].offsets, LOANS));
                for (size_t payment = 0; payment < PAYMENTS; payment++) {
                    bool good = cases[index].good[loans[payment]];
                    CODE(m.codes[payment], good ? LE_OK : LE_INVALID_ARGUMENT);
                    if (!good) SAME(m.overpaid[payment], 0);
                }
                for (size_t loan = 0; loan < LOANS; loan++) {
                    if (cases[index].good[loan]) continue;
                    SAME(m.firsts[loan], cases[index].firsts[loan]);
                    size_t first = loan * SMALL_COUNT, size = SMALL_COUNT * sizeof *m.rows;
                    CHECK(memcmp(&m.rows[first], &before.rows[first], size) == 0);
                }
                if (kind) SAME_BYTES(&m.rows, &before.rows);
                ALL_BYTES(&m.rows[ROWS], JUNK);
                ALL_BYTES(&m.firsts[LOANS], JUNK);
            }
}

int main(void) {
    whole_call();
    payment_errors();
    loan_errors();
    return summary_line();
}
