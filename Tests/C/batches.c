// Batches: the figures are those of loan after loan, as structs and as columns.
#include "fields.h"
#include "samples.h"

enum { LOANS = 60, ROWS = LOANS * 24 };

/// Loans of many shapes; every seventh is bad in one way or another.
static void portfolio(le_terms terms[LOANS]) {
    static const int32_t holidays[] = {20500, 20530, 20560, 20590};
    uint64_t state = 3;
    for (int32_t loan = 0; loan < LOANS; loan++) {
        le_terms *one = &terms[loan];
        *one = (le_terms)LE_TERMS_INIT;
        one->principal = 1 + next_random(&state) % 10000000;
        one->rate_numerator = next_random(&state) % 40;
        one->rate_denominator = 1 + next_random(&state) % 7;
        one->interest_method = (int32_t)(next_random(&state) % 2);
        one->amortization = (int32_t)(next_random(&state) % 3);
        one->term_count = 1 + (int32_t)(next_random(&state) % 24);
        one->term_unit = (int32_t)(next_random(&state) % 3);
        one->disbursed_at = 20000 + (int32_t)(next_random(&state) % 1000);
        one->day_count = (int32_t)(next_random(&state) % 12);
        one->installment_fee = next_random(&state) % 3 * 100;
        one->residual = (int32_t)(next_random(&state) % 3);
        if (loan % 3 == 0) {
            one->holidays = holidays;
            one->holiday_count = COUNT(holidays);
            one->non_working_weekdays = LE_SATURDAY | LE_SUNDAY;
        }
        if (loan % 5 == 0) one->installment_unit = 500;
        if (loan % 7 == 3) one->principal = -loan;
        if (loan % 14 == 6) one->term_count = INT32_MAX;
        if (loan % 14 == 13) one->disbursed_at = LE_DATE_MAX;
    }
}

/// Columns for as many rows as the test has, and all of them set to junk.
typedef struct table {
    le_columns columns;
#define ARRAY(type, name) type name[ROWS];
    EACH_COLUMN(ARRAY)
} table;

static table *new_table(void) {
    table *made = malloc(sizeof *made);
    if (made == NULL) abort();
    memset(made, JUNK, sizeof *made);
    made->columns = (le_columns)LE_COLUMNS_INIT;
#define POINT(type, name) made->columns.name = made->name;
    EACH_COLUMN(POINT)
    return made;
}

static bool row_is(const table *columns, size_t index, const le_row *row) {
    le_row copy = *row;
#define COPY(type, name) copy.name = columns->name[index];
    EACH_ROW_COLUMN(COPY)
    return memcmp(&copy, row, sizeof copy) == 0;
}

static void whole_portfolio(void) {
    static le_terms terms[LOANS];
    static le_row rows[ROWS];
    static uint64_t offsets[LOANS + 1], column_offsets[LOANS + 1];
    static int32_t codes[LOANS], column_codes[LOANS];
    static le_summary summaries[LOANS], column_summaries[LOANS];
    portfolio(terms);
    memset(rows, JUNK, sizeof rows);
    memset(summaries, JUNK, sizeof summaries);
    table *columns = new_table();
    OK(le_schedule_batch(terms, LOANS, rows, NULL, ROWS, offsets, codes, summaries));
    OK(le_schedule_batch(terms, LOANS, NULL, &columns->columns, ROWS, column_offsets,
                         column_codes, column_summaries));
    SAME_BYTES(&offsets, &column_offsets);
    SAME_BYTES(&codes, &column_codes);
    size_t total = 0, bad = 0;
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_row alone[24];
        size_t count = 77;
        le_summary summary = LE_SUMMARY_INIT;
        CODE(codes[loan], le_schedule_build(&terms[loan], alone, 24, &count, &summary, NULL));
        SAME(offsets[loan], total);
        SAME(offsets[loan + 1] - offsets[loan], count);
        SAME_BYTES(&summaries[loan], &summary);
        SAME_BYTES(&column_summaries[loan], &summary);
        CHECK(memcmp(&rows[total], alone, count * sizeof *alone) == 0);
        for (size_t index = 0; index < count; index++)
            CHECK(row_is(columns, total + index, &alone[index]));
        total += count;
        bad += codes[loan] != LE_OK;
    }
    SAME(offsets[LOANS], total);
    CHECK(bad > LOANS / 7 && bad < LOANS / 2);

    // Repayments: every kind, on every loan, three times.
    static le_payment payments[LOANS];
    static int64_t overpaid[LOANS], column_overpaid[LOANS];
    uint64_t state = 8;
    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    for (policy.across = 0; policy.across < 2; policy.across++) {
        for (int32_t loan = 0; loan < LOANS; loan++) {
            payments[loan] = (le_payment){next_random(&state) % 4000000,
                                          20100 + (int32_t)(next_random(&state) % 900), loan};
            if (loan % 5 == 1) payments[loan].amount = 0;
            if (loan % 13 == 5) payments[loan].amount = -loan;
            if (loan % 13 == 7) payments[loan].date = LE_DATE_NONE;
        }
        static le_row expected[ROWS];
        memcpy(expected, rows, sizeof expected);
        memset(codes, JUNK, sizeof codes);
        memset(overpaid, JUNK, sizeof overpaid);
        OK(le_allocate_batch(&policy, payments, LOANS, rows, NULL, offsets, overpaid, codes));
        OK(le_allocate_batch(&policy, payments, LOANS, NULL, &columns->columns, offsets,
                             column_overpaid, column_codes));
        SAME_BYTES(&codes, &column_codes);
        SAME_BYTES(&overpaid, &column_overpaid);
        for (size_t loan = 0; loan < LOANS; loan++) {
            int64_t left = 0;
            int32_t code = LE_OK;
            if (payments[loan].amount != 0)
                code = le_allocate(&policy, &payments[loan], &expected[offsets[loan]],
                                   (size_t)(offsets[loan + 1] - offsets[loan]), NULL, 0, NULL,
                                   &left, NULL);
            CODE(codes[loan], code);
            SAME(overpaid[loan], left);
        }
        SAME_BYTES(&rows, &expected);
        for (size_t index = 0; index < total; index++)
            CHECK(row_is(columns, index, &expected[index]));
    }
    OK(le_allocate_batch(NULL, payments, LOANS, rows, NULL, offsets, NULL, codes));
    OK(le_allocate_batch(NULL, payments, LOANS, NULL, &columns->columns, offsets, NULL, codes));

    // Classification.
    static const int32_t from_days[] = {0, 1, 30, 90};
    le_delinquency_policy late = LE_DELINQUENCY_POLICY_INIT;
    late.grace_days = 2;
    late.bucket_from_days = from_days;
    late.bucket_count = 4;
    static le_position positions[LOANS], column_positions[LOANS];
    static le_row expected[ROWS];
    memcpy(expected, rows, sizeof expected);
    memset(positions, JUNK, sizeof positions);
    memset(column_positions, JUNK, sizeof column_positions);
    OK(le_classify_batch(rows, NULL, offsets, LOANS, 20600, &late, positions, codes));
    OK(le_classify_batch(NULL, &columns->columns, offsets, LOANS, 20600, &late, column_positions,
                         column_codes));
    SAME_BYTES(&positions, &column_positions);
    SAME_BYTES(&codes, &column_codes);
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_position position = LE_POSITION_INIT;
        CODE(codes[loan], le_classify(&expected[offsets[loan]],
                                      (size_t)(offsets[loan + 1] - offsets[loan]), 20600, &late,
                                      &position, NULL));
        SAME_BYTES(&positions[loan], &position);
    }
    SAME_BYTES(&rows, &expected);
    for (size_t index = 0; index < total; index++)
        CHECK(row_is(columns, index, &expected[index]));
    OK(le_classify_batch(rows, NULL, offsets, LOANS, 20600, NULL, NULL, codes));
    free(columns);
}

/// Where the memory ends, the loans that do not fit say so, and smaller ones behind them still do.
static void too_small(void) {
    le_terms terms[4];
    for (size_t loan = 0; loan < 4; loan++) terms[loan] = small_terms();
    terms[1].term_count = 12;
    terms[3].term_count = 2;
    for (size_t capacity = 0; capacity <= 20; capacity++) {
        le_row rows[21];
        memset(rows, JUNK, sizeof rows);
        uint64_t offsets[5];
        int32_t codes[4];
        le_summary summaries[4], empty = LE_SUMMARY_INIT;
        OK(le_schedule_batch(terms, 4, rows, NULL, capacity, offsets, codes, summaries));
        size_t filled = 0;
        for (size_t loan = 0; loan < 4; loan++) {
            size_t count = (size_t)terms[loan].term_count;
            bool fits = count <= capacity - filled;
            CODE(codes[loan], fits ? LE_OK : LE_BUFFER_TOO_SMALL);
            SAME(offsets[loan], filled);
            if (fits) {
                filled += count;
                SAME(summaries[loan].count, count);
            } else {
                SAME_BYTES(&summaries[loan], &empty);
            }
        }
        SAME(offsets[4], filled);
        for (size_t index = capacity; index < COUNT(rows); index++) ALL_BYTES(&rows[index], JUNK);
    }
}

/// A loan that ends early needs as much memory beforehand as its terms say.
static void early_end(void) {
    le_terms terms = LE_TERMS_INIT; // ten rows of twelve
    terms.principal = 10000;
    terms.term_count = 12;
    terms.installment_mode = LE_UP;
    terms.installment_unit = 1000;
    for (int kind = 0; kind < 2; kind++) { // a plain loan, and one with days that do not work
        if (kind == 1) terms.non_working_weekdays = LE_SUNDAY;
        le_row rows[13];
        table *columns = new_table();
        uint64_t offsets[2];
        int32_t code;
        for (size_t capacity = 9; capacity <= 13; capacity++) {
            memset(rows, JUNK, sizeof rows);
            OK(le_schedule_batch(&terms, 1, rows, NULL, capacity, offsets, &code, NULL));
            CODE(code, capacity < 12 ? LE_BUFFER_TOO_SMALL : LE_OK);
            SAME(offsets[1], capacity < 12 ? 0 : 10);
            for (size_t index = capacity; index < 13; index++) ALL_BYTES(&rows[index], JUNK);
            OK(le_schedule_batch(&terms, 1, NULL, &columns->columns, capacity, offsets, &code,
                                 NULL));
            CODE(code, capacity < 12 ? LE_BUFFER_TOO_SMALL : LE_OK);
            SAME(offsets[1], capacity < 12 ? 0 : 10);
        }
        size_t count; // alone it needs no more than its rows
        OK(le_schedule_build(&terms, rows, 10, &count, NULL, NULL));
        free(columns);
    }
}

/// Only the columns that are there are written, and only those that are needed are asked for.
static void some_columns(void) {
    le_terms terms = small_terms();
    int64_t interest[SMALL_COUNT];
    le_columns only = LE_COLUMNS_INIT;
    only.interest_due = interest;
    uint64_t offsets[2];
    int32_t code = 77;
    OK(le_schedule_batch(&terms, 1, NULL, &only, SMALL_COUNT, offsets, &code, NULL));
    OK(code);
    SAME(interest[0], 2400);
    SAME(interest[2], 800);
    le_columns none = LE_COLUMNS_INIT; // not even one: counts and sums only
    le_summary summary;
    OK(le_schedule_batch(&terms, 1, NULL, &none, SMALL_COUNT, offsets, &code, &summary));
    OK(code);
    SAME(summary.totals.total, SMALL_TOTAL);

    table *columns = new_table();
    OK(le_schedule_batch(&terms, 1, NULL, &columns->columns, ROWS, offsets, &code, NULL));
    le_payment payment = paid(43000, "2026-03-20", 1);
    le_columns needed = columns->columns; // what allocation does not look at may be missing
    needed.sequence = needed.start_date = needed.status = needed.days_past_due = NULL;
    needed.balance_after = NULL;
    OK(le_allocate_batch(NULL, &payment, 1, NULL, &needed, offsets, NULL, &code));
    OK(code);
    SAME(columns->fee_paid[1], 100);
    needed.sequence = columns->sequence;
    le_position position;
    OK(le_classify_batch(NULL, &needed, offsets, 1, day("2026-03-20"), NULL, &position, &code));
    OK(code);
    SAME(position.outstanding.total + payment.amount, SMALL_TOTAL);
    SAME(columns->status[1], LE_ROW_PENDING); // not there, so not written
    needed.status = columns->status;
    OK(le_classify_batch(NULL, &needed, offsets, 1, day("2026-03-20"), NULL, NULL, &code));
    SAME(columns->status[1], LE_ROW_OVERDUE);
    SAME(columns->days_past_due[1], 0); // not there either
    needed.status = NULL;
    needed.days_past_due = columns->days_past_due;
    columns->status[1] = 77;
    OK(le_classify_batch(NULL, &needed, offsets, 1, day("2026-03-20"), NULL, NULL, &code));
    SAME(columns->status[1], 77);
    SAME(columns->days_past_due[1], 5);
    free(columns);
}

/// Offsets may begin anywhere, and loans may have no rows.
static void offsets_anywhere(void) {
    le_row rows[10];
    memset(rows, JUNK, sizeof rows);
    small_rows(&rows[2]);
    small_rows(&rows[5]);
    uint64_t offsets[] = {2, 2, 5, 5, 8};
    le_payment payments[4];
    int32_t codes[4];
    int64_t overpaid[4];
    le_position positions[4];
    for (int32_t loan = 0; loan < 4; loan++) payments[loan] = paid(43000, "2026-03-20", loan);
    OK(le_allocate_batch(NULL, payments, 4, rows, NULL, offsets, overpaid, codes));
    OK(le_classify_batch(rows, NULL, offsets, 4, day("2026-03-20"), NULL, positions, codes));
    static const int64_t left[] = {43000, 0, 43000, 0};
    for (size_t loan = 0; loan < 4; loan++) {
        OK(codes[loan]);
        SAME(overpaid[loan], left[loan]);
        SAME(positions[loan].outstanding.total, left[loan] ? 0 : SMALL_TOTAL - 43000);
    }
    CHECK(memcmp(&rows[2], &rows[5], 3 * sizeof *rows) == 0);
    for (size_t index = 0; index < COUNT(rows); index++)
        if (index < 2 || index > 7) ALL_BYTES(&rows[index], JUNK);
}

/// Memory beyond the caches is written another way where its address suits it: the rows are the same.
static void much_memory(void) {
    enum { CAPACITY = (17 << 20) / sizeof(le_row) };
    static le_terms terms[LOANS];
    static le_row expected[ROWS];
    static uint64_t offsets[LOANS + 1], same[LOANS + 1];
    static int32_t codes[LOANS];
    portfolio(terms);
    for (size_t loan = 0; loan < LOANS; loan += 2) { // plain loans and others in turn
        terms[loan] = level_terms();
        terms[loan].term_count = 1 + (int32_t)loan % 24;
    }
    memset(expected, JUNK, sizeof expected);
    OK(le_schedule_batch(terms, LOANS, expected, NULL, ROWS, offsets, codes, NULL));
    size_t size = offsets[LOANS] * sizeof(le_row);
    char *memory = malloc((CAPACITY + 1) * sizeof(le_row));
    if (memory == NULL) abort();
    for (size_t shift = 0; shift <= 16; shift += 8) {
        memset(memory, JUNK, (CAPACITY + 1) * sizeof(le_row));
        le_row *rows = (le_row *)(void *)(memory + shift);
        OK(le_schedule_batch(terms, LOANS, rows, NULL, CAPACITY, same, codes, NULL));
        SAME_BYTES(&same, &offsets);
        CHECK(memcmp(rows, expected, size) == 0);
        CHECK(holds_only(memory, shift, JUNK));
        // A schedule that hands over in its midst may have written behind the last row, not far.
        CHECK(holds_only(memory + shift + size + 24 * sizeof *rows, sizeof *rows, JUNK));
    }
    free(memory);
}

int main(void) {
    whole_portfolio();
    too_small();
    early_end();
    some_columns();
    offsets_anywhere();
    much_memory();
    return summary_line();
}
