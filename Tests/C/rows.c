// Rows that no schedule can have, refused by every function that takes rows, by batches too.
#include "fields.h"
#include "samples.h"

static const le_allocation one_record = {1, 1, LE_FEE, 0, 1};

enum { MOST = 4 };

/// Rows as columns, and columns made of rows.
typedef struct table {
#define ARRAY(type, name) type name[MOST];
    EACH_COLUMN(ARRAY)
} table;

static le_columns columns_of(table *made, const le_row *rows, size_t count) {
    memset(made, JUNK, sizeof *made);
    for (size_t index = 0; index < count; index++) {
        const le_row *row = &rows[index];
        made->sequence[index] = row->sequence;
        made->due_date[index] = row->due_date;
        made->principal_due[index] = row->principal_due;
        made->interest_due[index] = row->interest_due;
        made->fee_due[index] = row->fee_due;
        made->penalty_due[index] = row->penalty_due;
        made->principal_paid[index] = row->principal_paid;
        made->interest_paid[index] = row->interest_paid;
        made->fee_paid[index] = row->fee_paid;
        made->penalty_paid[index] = row->penalty_paid;
    }
    le_columns columns = LE_COLUMNS_INIT;
#define POINT(type, name) columns.name = made->name;
    EACH_COLUMN(POINT)
    return columns;
}

/// Everything refuses the rows, at the row and its field, and leaves them as they are.
static void refused_by_all(const le_row *rows, size_t count, size_t wrong, const char *field) {
    le_row *copy = malloc(count * sizeof *copy);
    if (copy == NULL) abort();
    memcpy(copy, rows, count * sizeof *copy);
    char path[48];
    snprintf(path, sizeof path, "rows[%zu].%s", wrong, field);
    le_payment payment = paid(1000, "2026-02-15", 1);
    le_allocation records[64];
    size_t needed = 77;
    int64_t overpaid = 77;
    le_error error = new_error();
    CODE(le_allocate(NULL, &payment, copy, count, records, 64, &needed, &overpaid, &error),
         LE_INVALID_ROWS);
    SAME(error.code, LE_INVALID_ROWS);
    TEXT(error.path, path);
    SAME(needed, 0);
    SAME(overpaid, 0);
    error = new_error();
    CODE(le_unallocate(&one_record, 1, copy, count, &error), LE_INVALID_ROWS);
    TEXT(error.path, path);
    needed = 77;
    overpaid = 77;
    error = new_error();
    CODE(le_reallocate(NULL, &payment, 1, copy, count, records, 64, &needed, &overpaid, &error),
         LE_INVALID_ROWS);
    TEXT(error.path, path);
    SAME(needed, 0);
    SAME(overpaid, 0);
    le_position position, init = LE_POSITION_INIT;
    memset(&position, JUNK, sizeof position);
    position.struct_size = sizeof position;
    error = new_error();
    CODE(le_classify(copy, count, 0, NULL, &position, &error), LE_INVALID_ROWS);
    TEXT(error.path, path);
    SAME_BYTES(&position, &init);

    uint64_t offsets[2] = {0, count};
    int32_t code = 77;
    overpaid = 77;
    OK(le_allocate_batch(NULL, &payment, 1, copy, NULL, offsets, &overpaid, &code));
    CODE(code, LE_INVALID_ROWS);
    SAME(overpaid, 0);
    memset(&position, JUNK, sizeof position);
    code = 77;
    OK(le_classify_batch(copy, NULL, offsets, 1, 0, NULL, &position, &code));
    CODE(code, LE_INVALID_ROWS);
    SAME_BYTES(&position, &init);
    CHECK(memcmp(copy, rows, count * sizeof *copy) == 0);
    free(copy);

    table made, before;
    le_columns columns = columns_of(&made, rows, count);
    memcpy(&before, &made, sizeof made);
    code = 77;
    OK(le_allocate_batch(NULL, &payment, 1, NULL, &columns, offsets, &overpaid, &code));
    CODE(code, LE_INVALID_ROWS);
    code = 77;
    OK(le_classify_batch(NULL, &columns, offsets, 1, 0, NULL, &position, &code));
    CODE(code, LE_INVALID_ROWS);
    SAME_BYTES(&position, &init);
    SAME_BYTES(&made, &before);
}

static void amounts(void) {
    static const size_t dues[] = {offsetof(le_row, principal_due), offsetof(le_row, interest_due),
                                  offsetof(le_row, fee_due), offsetof(le_row, penalty_due)};
    static const size_t paids[] = {offsetof(le_row, principal_paid),
                                   offsetof(le_row, interest_paid), offsetof(le_row, fee_paid),
                                   offsetof(le_row, penalty_paid)};
    static const char *const due_names[] = {"principal_due", "interest_due", "fee_due",
                                            "penalty_due"};
    static const char *const paid_names[] = {"principal_paid", "interest_paid", "fee_paid",
                                             "penalty_paid"};
    static const int64_t negative[] = {-1, INT64_MIN};
    for (size_t field = 0; field < 4; field++) {
        for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
            le_row rows[SMALL_COUNT];
            for (size_t index = 0; index < COUNT(negative); index++) {
                small_rows(rows);
                memcpy((char *)&rows[wrong] + dues[field], &negative[index], 8);
                refused_by_all(rows, SMALL_COUNT, wrong, due_names[field]);
                small_rows(rows);
                memcpy((char *)&rows[wrong] + paids[field], &negative[index], 8);
                refused_by_all(rows, SMALL_COUNT, wrong, paid_names[field]);
            }
            small_rows(rows);
            int64_t due;
            memcpy(&due, (char *)&rows[wrong] + dues[field], 8);
            due++;
            memcpy((char *)&rows[wrong] + paids[field], &due, 8);
            refused_by_all(rows, SMALL_COUNT, wrong, paid_names[field]);
            due = INT64_MAX; // with the others beyond 64 bits
            small_rows(rows);
            rows[wrong].penalty_due = rows[wrong].principal_due = 1;
            memcpy((char *)&rows[wrong] + dues[field], &due, 8);
            le_error error = new_error();
            CODE(le_classify(rows, SMALL_COUNT, 0, NULL, NULL, &error), LE_INVALID_ROWS);
        }
    }
    le_row rows[SMALL_COUNT];
    small_rows(rows); // the sum just fits, and then does not
    rows[2].penalty_due = INT64_MAX - SMALL_TOTAL;
    OK(le_classify(rows, SMALL_COUNT, 0, NULL, NULL, NULL));
    rows[2].penalty_due++;
    refused_by_all(rows, SMALL_COUNT, 2, "principal_due");
}

static void order(void) {
    static const int32_t sequences[] = {0, -1, INT32_MIN};
    le_row rows[SMALL_COUNT];
    for (size_t index = 0; index < COUNT(sequences); index++)
        for (size_t wrong = 0; wrong < SMALL_COUNT; wrong++) {
            small_rows(rows);
            rows[wrong].sequence = sequences[index];
            refused_by_all(rows, SMALL_COUNT, wrong, "sequence");
        }
    small_rows(rows);
    rows[1].sequence = rows[0].sequence;
    refused_by_all(rows, SMALL_COUNT, 1, "sequence");
    small_rows(rows);
    rows[1].sequence = rows[2].sequence;
    refused_by_all(rows, SMALL_COUNT, 2, "sequence");
    small_rows(rows);
    rows[1].due_date = rows[0].due_date;
    refused_by_all(rows, SMALL_COUNT, 1, "due_date");
    rows[1].due_date = rows[0].due_date - 1;
    refused_by_all(rows, SMALL_COUNT, 1, "due_date");
    static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(dates); index++) {
        small_rows(rows);
        rows[0].due_date = dates[index];
        refused_by_all(rows, SMALL_COUNT, 0, "due_date");
        small_rows(rows);
        rows[2].due_date = dates[index];
        refused_by_all(rows, SMALL_COUNT, 2, "due_date");
    }
    small_rows(rows); // sequences may leave some out, and begin later
    rows[0].sequence = 7;
    rows[1].sequence = 100;
    rows[2].sequence = INT32_MAX;
    rows[0].due_date = LE_DATE_MIN;
    rows[2].due_date = LE_DATE_MAX;
    OK(le_classify(rows, SMALL_COUNT, 0, NULL, NULL, NULL));

    // Columns have the sequences that they say; allocation does without them.
    le_payment payment = paid(due_of(&rows[0]), "2026-02-15", 1);
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    table made;
    le_columns columns = columns_of(&made, rows, SMALL_COUNT);
    uint64_t offsets[2] = {0, SMALL_COUNT};
    le_position position;
    int32_t code = 77;
    OK(le_classify_batch(NULL, &columns, offsets, 1, 0, NULL, &position, &code));
    OK(code);
    SAME(position.next_due_sequence, 100);
    columns.sequence = NULL;
    payment.amount = 1;
    OK(le_allocate_batch(NULL, &payment, 1, NULL, &columns, offsets, NULL, &code));
    OK(code);
    SAME(made.fee_due[1] - made.fee_paid[1] + 1, rows[1].fee_due);
}

/// In a batch, the loans beside a bad one are not touched by it.
static void beside_others(void) {
    le_row rows[3 * SMALL_COUNT], expected[SMALL_COUNT];
    for (size_t loan = 0; loan < 3; loan++) small_rows(&rows[loan * SMALL_COUNT]);
    small_rows(expected);
    rows[SMALL_COUNT + 2].fee_paid = INT64_MAX;
    le_row bad[SMALL_COUNT];
    memcpy(bad, &rows[SMALL_COUNT], sizeof bad);
    le_payment payments[3];
    for (int32_t loan = 0; loan < 3; loan++) payments[loan] = paid(43000, "2026-03-20", loan);
    OK(le_allocate(NULL, &payments[0], expected, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    uint64_t offsets[4] = {0, 3, 6, 9};
    int32_t codes[3] = {77, 77, 77};
    OK(le_allocate_batch(NULL, payments, 3, rows, NULL, offsets, NULL, codes));
    OK(codes[0]);
    CODE(codes[1], LE_INVALID_ROWS);
    OK(codes[2]);
    CHECK(memcmp(&rows[0], expected, sizeof expected) == 0);
    CHECK(memcmp(&rows[SMALL_COUNT], bad, sizeof bad) == 0);
    CHECK(memcmp(&rows[2 * SMALL_COUNT], expected, sizeof expected) == 0);
    OK(le_classify(expected, SMALL_COUNT, day("2026-03-20"), NULL, NULL, NULL));
    OK(le_classify_batch(rows, NULL, offsets, 3, day("2026-03-20"), NULL, NULL, codes));
    CODE(codes[1], LE_INVALID_ROWS);
    CHECK(memcmp(&rows[0], expected, sizeof expected) == 0);
    CHECK(memcmp(&rows[SMALL_COUNT], bad, sizeof bad) == 0);
    CHECK(memcmp(&rows[2 * SMALL_COUNT], expected, sizeof expected) == 0);
}

/// Rows as a host may keep them: at any multiple of 8, and with anything in the fields that are not
/// looked at.
static le_row *kept_rows(char *memory) {
    le_row *rows = (le_row *)(void *)(memory + 8);
    small_rows(rows);
    for (int32_t index = 0; index < SMALL_COUNT; index++) {
        rows[index].start_date = INT32_MAX - index;
        rows[index].status = -77 - index;
        rows[index].balance_after = INT64_MIN + index;
        rows[index].days_past_due = INT32_MIN + index;
        rows[index].reserved = 77 + index;
    }
    return rows;
}

/// A copy with what a function may write as it wrote it.
static void same_but(const le_row *rows, const le_row *before, bool paids, bool standing) {
    for (size_t index = 0; index < SMALL_COUNT; index++) {
        le_row expected = before[index];
        if (paids) {
            expected.penalty_paid = rows[index].penalty_paid;
            expected.fee_paid = rows[index].fee_paid;
            expected.interest_paid = rows[index].interest_paid;
            expected.principal_paid = rows[index].principal_paid;
        }
        if (standing) {
            expected.status = rows[index].status;
            expected.days_past_due = rows[index].days_past_due;
        }
        SAME_BYTES(&rows[index], &expected);
    }
}

/// Each function writes its fields of a row, and keeps the others.
static void other_fields(void) {
    char *memory = malloc(8 + SMALL_COUNT * sizeof(le_row));
    if (memory == NULL) abort();
    le_row *rows = kept_rows(memory), before[SMALL_COUNT];
    memcpy(before, rows, sizeof before);
    for (int32_t across = 0; across < 2; across++) {
        le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
        policy.across = across;
        le_payment payment = paid(43000, "2026-03-20", 1);
        le_allocation records[12];
        size_t count;
        OK(le_allocate(&policy, &payment, rows, SMALL_COUNT, records, 12, &count, NULL, NULL));
        SAME(paid_of(&rows[0]) + paid_of(&rows[1]), 43000);
        same_but(rows, before, true, false);
        OK(le_unallocate(records, count, rows, SMALL_COUNT, NULL));
        CHECK(memcmp(rows, before, sizeof before) == 0);
        OK(le_reallocate(&policy, &payment, 1, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
        SAME(paid_of(&rows[0]) + paid_of(&rows[1]), 43000);
        same_but(rows, before, true, false);

        uint64_t offsets[2] = {0, SMALL_COUNT};
        int32_t code;
        OK(le_reallocate(&policy, NULL, 0, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
        OK(le_allocate_batch(&policy, &payment, 1, rows, NULL, offsets, NULL, &code));
        OK(code);
        SAME(paid_of(&rows[0]) + paid_of(&rows[1]), 43000);
        same_but(rows, before, true, false);
        OK(le_allocate_many(&policy, &payment, 1, NULL, rows, NULL, offsets, 1, NULL, NULL,
                            &code));
        OK(code);
        SAME(paid_of(&rows[0]) + paid_of(&rows[1]) + paid_of(&rows[2]), 86000);
        same_but(rows, before, true, false);
        OK(le_reallocate(&policy, NULL, 0, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
        CHECK(memcmp(rows, before, sizeof before) == 0);

        OK(le_classify(rows, SMALL_COUNT, day("2026-03-20"), NULL, NULL, NULL));
        SAME(rows[1].days_past_due, 5);
        SAME(rows[2].status, LE_ROW_PENDING);
        same_but(rows, before, false, true);
        rows = kept_rows(memory);
        OK(le_classify_batch(rows, NULL, offsets, 1, day("2026-03-20"), NULL, NULL, &code));
        OK(code);
        SAME(rows[1].days_past_due, 5);
        same_but(rows, before, false, true);
        rows = kept_rows(memory);
    }
    free(memory);
}

int main(void) {
    amounts();
    order();
    other_fields();
    beside_others();
    return summary_line();
}
