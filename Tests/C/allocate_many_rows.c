// Many repayments: rows that no schedule can have are refused where a payment reaches them, and not
// looked at where none does.
#include "samples.h"

/// Sums of the small loan's rows up to each.
static const int64_t sums[] = {0, 42900, 85000, SMALL_TOTAL};
static const uint64_t offsets[] = {0, SMALL_COUNT};

static const size_t dues[] = {offsetof(le_row, principal_due), offsetof(le_row, interest_due),
                              offsetof(le_row, fee_due), offsetof(le_row, penalty_due)};
static const size_t paids[] = {offsetof(le_row, principal_paid), offsetof(le_row, interest_paid),
                               offsetof(le_row, fee_paid), offsetof(le_row, penalty_paid)};

static void put(le_row *row, size_t place, int64_t value) {
    memcpy((char *)row + place, &value, sizeof value);
}

/// One payment by both kinds of rows: the code, and what became of the rows and of the first one.
static int32_t pay(int32_t across, int64_t amount, le_row *rows, uint32_t *first,
                   int64_t *overpaid) {
    int32_t numbers[5][SMALL_COUNT];
    int64_t amounts[9][SMALL_COUNT];
    for (size_t index = 0; index < SMALL_COUNT; index++) {
        const le_row *row = &rows[index];
        numbers[0][index] = row->sequence;
        numbers[2][index] = row->due_date;
        for (size_t part = 0; part < 4; part++) {
            memcpy(&amounts[part][index], (const char *)row + dues[part], 8);
            memcpy(&amounts[5 + part][index], (const char *)row + paids[part], 8);
        }
    }
    le_columns columns = LE_COLUMNS_INIT;
    columns.sequence = numbers[0];
    columns.due_date = numbers[2];
    columns.principal_due = amounts[0];
    columns.interest_due = amounts[1];
    columns.fee_due = amounts[2];
    columns.penalty_due = amounts[3];
    columns.principal_paid = amounts[5];
    columns.interest_paid = amounts[6];
    columns.fee_paid = amounts[7];
    columns.penalty_paid = amounts[8];

    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    policy.across = across;
    le_payment payment = paid(amount, "2026-02-15", 1);
    uint32_t loan = 0, column_first = *first;
    int64_t column_overpaid = 77;
    int32_t code = 77, column_code = 77;
    OK(le_allocate_many(&policy, &payment, 1, &loan, NULL, &columns, offsets, 1, &column_first,
                        &column_overpaid, &column_code));
    OK(le_allocate_many(&policy, &payment, 1, &loan, rows, NULL, offsets, 1, first, overpaid,
                        &code));
    SAME(column_first, *first);
    SAME(column_overpaid, *overpaid);
    CODE(column_code, code);
    for (size_t index = 0; index < SMALL_COUNT; index++)
        for (size_t part = 0; part < 4; part++)
            CHECK(memcmp(&amounts[5 + part][index], (char *)&rows[index] + paids[part], 8) == 0);
    return code;
}

/// Refused where it is reached, with nothing changed; else as if the row were good.
static void spoiled(const le_row *rows, size_t wrong) {
    for (size_t reached = 0; reached < SMALL_COUNT; reached++) {
        // Up to the last unit of the row before, and the first unit of the row.
        for (int64_t more = 0; more < 2; more++) {
            int64_t amount = sums[reached] + more, overpaid = 77;
            if (amount == 0) continue;
            le_row paying[SMALL_COUNT], good[SMALL_COUNT];
            memcpy(paying, rows, sizeof paying);
            uint32_t first = 0;
            size_t last = more ? reached : reached - 1;
            int32_t code = pay(LE_ACROSS_INSTALLMENT, amount, paying, &first, &overpaid);
            SAME(overpaid, 0);
            if (wrong <= last) {
                CODE(code, LE_INVALID_ROWS);
                CHECK(memcmp(paying, rows, sizeof paying) == 0);
                SAME(first, 0);
            } else {
                OK(code);
                SAME(first, reached);
                small_rows(good);
                le_payment payment = paid(amount, "2026-02-15", 1);
                OK(le_allocate(NULL, &payment, good, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
                good[wrong] = rows[wrong];
                CHECK(memcmp(paying, good, sizeof paying) == 0);
            }
            // Across components all rows are checked.
            memcpy(paying, rows, sizeof paying);
            first = 0;
            CODE(pay(LE_ACROSS_COMPONENT, amount, paying, &first, &overpaid), LE_INVALID_ROWS);
            CHECK(memcmp(paying, rows, sizeof paying) == 0);
            SAME(first, 0);
            SAME(overpaid, 0);
        }
    }
    // Rows before the first are said to be paid, and not looked at.
    le_row paying[SMALL_COUNT];
    memcpy(paying, rows, sizeof paying);
    uint32_t first = (uint32_t)wrong + 1;
    int64_t overpaid, amount = 50;
    if (wrong + 1 < SMALL_COUNT) {
        OK(pay(LE_ACROSS_INSTALLMENT, amount, paying, &first, &overpaid));
        SAME(paid_of(&paying[wrong + 1]), amount);
        SAME(overpaid, 0);
    } else {
        OK(pay(LE_ACROSS_INSTALLMENT, amount, paying, &first, &overpaid));
        SAME(overpaid, amount);
    }
    SAME(first, wrong + 1);
}

static void amounts(void) {
    static const int64_t negative[] = {-1, INT64_MIN};
    for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
        le_row rows[SMALL_COUNT];
        for (size_t field = 0; field < 4; field++) {
            for (size_t index = 0; index < COUNT(negative); index++) {
                small_rows(rows);
                put(&rows[wrong], dues[field], negative[index]);
                spoiled(rows, wrong);
                small_rows(rows);
                put(&rows[wrong], paids[field], negative[index]);
                spoiled(rows, wrong);
            }
            int64_t due;
            small_rows(rows); // more paid than due
            memcpy(&due, (char *)&rows[wrong] + dues[field], sizeof due);
            put(&rows[wrong], paids[field], due + 1);
            spoiled(rows, wrong);
            put(&rows[wrong], paids[field], INT64_MAX);
            spoiled(rows, wrong);
        }
        // Sums beyond 64 bits, whichever of the components they are of, and however far beyond.
        for (unsigned parts = 1; parts < 16; parts++) {
            if ((parts & (parts - 1)) == 0) continue; // one alone fits
            small_rows(rows);
            for (size_t field = 0; field < 4; field++)
                put(&rows[wrong], dues[field], parts >> field & 1 ? INT64_MAX : 0);
            spoiled(rows, wrong);
        }
    }
}

/// The most that a row and a payment can be.
static void largest(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    for (size_t index = 0; index < SMALL_COUNT; index++) {
        for (size_t field = 0; field < 4; field++) put(&rows[index], dues[field], 0);
        rows[index].principal_due = INT64_MAX;
    }
    uint32_t first = 0;
    int64_t overpaid = 77;
    le_row before[SMALL_COUNT];
    memcpy(before, rows, sizeof before);
    for (uint32_t index = 0; index < SMALL_COUNT; index++) {
        OK(pay(LE_ACROSS_INSTALLMENT, INT64_MAX, rows, &first, &overpaid));
        SAME(first, index + 1);
        SAME(overpaid, 0);
        SAME(rows[index].principal_paid, INT64_MAX);
    }
    OK(pay(LE_ACROSS_INSTALLMENT, INT64_MAX, rows, &first, &overpaid));
    SAME(overpaid, INT64_MAX);
    // All rows together are too much for a schedule, which le_allocate sees.
    le_payment payment = paid(1, "2026-02-15", 1);
    CODE(le_allocate(NULL, &payment, before, SMALL_COUNT, NULL, 0, NULL, NULL, NULL),
         LE_INVALID_ROWS);
}

/// Sequences and dates are not looked at, but across components.
static void order(void) {
    for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
        le_row rows[SMALL_COUNT], before[SMALL_COUNT];
        for (int kind = 0; kind < 3; kind++) {
            small_rows(rows);
            if (kind == 0) rows[wrong].sequence = 0;
            if (kind == 1) rows[wrong].due_date = LE_DATE_NONE;
            if (kind == 2) rows[wrong].due_date = INT32_MAX;
            memcpy(before, rows, sizeof before);
            uint32_t first = 0;
            int64_t overpaid;
            CODE(pay(LE_ACROSS_COMPONENT, SMALL_TOTAL, rows, &first, &overpaid), LE_INVALID_ROWS);
            CHECK(memcmp(rows, before, sizeof before) == 0);
            OK(pay(LE_ACROSS_INSTALLMENT, SMALL_TOTAL, rows, &first, &overpaid));
            SAME(first, SMALL_COUNT);
            for (size_t index = 0; index < SMALL_COUNT; index++)
                SAME(paid_of(&rows[index]), due_of(&rows[index]));
        }
    }
}

/// The payments beside one on a bad loan are not touched by it.
static void beside_others(void) {
    le_row rows[3 * SMALL_COUNT], expected[SMALL_COUNT], bad[SMALL_COUNT];
    for (size_t loan = 0; loan < 3; loan++) small_rows(&rows[loan * SMALL_COUNT]);
    small_rows(expected);
    rows[SMALL_COUNT].fee_paid = INT64_MAX;
    memcpy(bad, &rows[SMALL_COUNT], sizeof bad);
    le_payment payments[4];
    for (int32_t index = 0; index < 4; index++) payments[index] = paid(43000, "2026-03-20", index);
    static const uint32_t loans[] = {2, 1, 0, 1};
    static const uint64_t three[] = {0, 3, 6, 9};
    uint32_t firsts[3] = {0, 0, 0};
    int32_t codes[4] = {77, 77, 77, 77};
    int64_t overpaid[4] = {77, 77, 77, 77};
    OK(le_allocate(NULL, &payments[0], expected, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    OK(le_allocate_many(NULL, payments, 4, loans, rows, NULL, three, 3, firsts, overpaid, codes));
    for (size_t index = 0; index < 4; index++) {
        CODE(codes[index], loans[index] == 1 ? LE_INVALID_ROWS : LE_OK);
        SAME(overpaid[index], 0);
    }
    CHECK(firsts[0] == 1 && firsts[1] == 0 && firsts[2] == 1);
    CHECK(memcmp(&rows[0], expected, sizeof expected) == 0);
    CHECK(memcmp(&rows[SMALL_COUNT], bad, sizeof bad) == 0);
    CHECK(memcmp(&rows[2 * SMALL_COUNT], expected, sizeof expected) == 0);
}

int main(void) {
    amounts();
    largest();
    order();
    beside_others();
    return summary_line();
}
