// Limits of the header and of docs/c-abi.md: what lies at one is taken, what is beyond it refused.
#include "samples.h"

/// Elements of any array.
static const size_t most = (size_t)1 << 40;

/// Sizes that no struct may have, and those of them that one that is only written may have.
static const struct {
    uint32_t size;
    bool is_written;
} wrong_sizes[] = {{4, false}, {7, false}, {9, true}, {12, true}, {4095, true}, {4097, false},
                   {4100, false}, {4104, false}};

/// Memory for a struct of the longest size that there may be, zero behind what it begins with.
static void *longest(const void *object, size_t known, uint32_t size) {
    char *memory = calloc(1, 4104);
    if (memory == NULL) abort();
    memcpy(memory, object, known);
    memcpy(memory, &size, sizeof size);
    return memory;
}

static void sizes_that_are_read(void) {
    le_terms whole = small_terms();
    le_delinquency_policy late = LE_DELINQUENCY_POLICY_INIT;
    int32_t numbers[SMALL_COUNT], code;
    uint64_t offsets[2];
    le_columns none = LE_COLUMNS_INIT;
    none.sequence = numbers;
    le_row rows[SMALL_COUNT];
    size_t count;
    le_error error;
    le_terms *terms = longest(&whole, sizeof whole, 4096);
    OK(le_schedule_build(terms, rows, SMALL_COUNT, &count, NULL, NULL));
    OK(le_schedule_batch(terms, 1, rows, NULL, SMALL_COUNT, offsets, &code, NULL));
    OK(code);
    le_delinquency_policy *policy = longest(&late, sizeof late, 4096);
    OK(le_classify(rows, SMALL_COUNT, 0, policy, NULL, NULL));
    le_columns *columns = longest(&none, sizeof none, 4096);
    OK(le_schedule_batch(&whole, 1, NULL, columns, SMALL_COUNT, offsets, &code, NULL));
    for (size_t index = 0; index < COUNT(wrong_sizes); index++) {
        terms->struct_size = policy->struct_size = columns->struct_size = wrong_sizes[index].size;
        FAILS(le_schedule_build(terms, rows, SMALL_COUNT, &count, NULL, &error),
              LE_INVALID_ARGUMENT, "terms.struct_size");
        INVALID(le_schedule_batch(terms, 1, rows, NULL, SMALL_COUNT, offsets, &code, NULL));
        FAILS(le_classify(rows, SMALL_COUNT, 0, policy, NULL, &error), LE_INVALID_ARGUMENT,
              "policy.struct_size");
        INVALID(le_schedule_batch(&whole, 1, NULL, columns, SMALL_COUNT, offsets, &code, NULL));
    }
    free(terms);
    free(policy);
    free(columns);
}

static void sizes_that_are_written(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    size_t count;
    le_summary sums = LE_SUMMARY_INIT;
    le_position where = LE_POSITION_INIT;
    le_statement all = LE_STATEMENT_INIT;
    le_summary *summary = longest(&sums, sizeof sums, 4096);
    le_position *position = longest(&where, sizeof where, 4096);
    le_statement *statement = longest(&all, sizeof all, 4096);
    for (size_t index = 0; index <= COUNT(wrong_sizes); index++) {
        bool last = index == COUNT(wrong_sizes);
        uint32_t size = last ? 4096 : wrong_sizes[index].size;
        int32_t code = last || wrong_sizes[index].is_written ? LE_OK : LE_INVALID_ARGUMENT;
        summary->struct_size = position->struct_size = statement->struct_size = size;
        CODE(le_schedule_build(&terms, rows, SMALL_COUNT, &count, summary, NULL), code);
        small_rows(rows);
        CODE(le_classify(rows, SMALL_COUNT, 0, NULL, position, NULL), code);
        CODE(le_evaluate(&terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, SMALL_COUNT, &count, NULL,
                         0, NULL, statement, NULL),
             code);
        SAME(summary->struct_size, size);
        SAME(position->struct_size, size);
        SAME(statement->struct_size, size);
    }
    free(summary);
    free(position);
    free(statement);
    // An error may be of any size that has room for a code.
    static const uint32_t sizes[] = {8, 9, 391, 393, 4097, UINT32_MAX};
    terms.principal = 0;
    for (size_t index = 0; index < COUNT(sizes); index++) {
        le_error errors[2];
        memset(errors, JUNK, sizeof errors);
        errors[0].struct_size = sizes[index];
        CODE(le_schedule_count(&terms, &count, &errors[0]), LE_INVALID_TERMS);
        SAME(errors[0].struct_size, sizes[index]);
        SAME(errors[0].code, LE_INVALID_TERMS);
        ALL_BYTES(&errors[1], JUNK);
        if (sizes[index] > 392) TEXT(errors[0].path, "terms.principalAmount");
    }
}

/// Counts beside memory that is not looked at as far as that: the caller's word.
static void counts(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    le_allocation records[4];
    size_t count;
    int32_t code, sequence[SMALL_COUNT];
    uint64_t offsets[2];
    le_columns columns = LE_COLUMNS_INIT;
    columns.sequence = sequence;
    le_error error;
    le_payment payment = paid(43000, "2026-03-20", 1);
    OK(le_schedule_build(&terms, rows, most, &count, NULL, NULL));
    FAILS(le_schedule_build(&terms, rows, most + 1, &count, NULL, &error), LE_INVALID_ARGUMENT,
          "rows");
    OK(le_schedule_batch(&terms, 1, rows, NULL, most, offsets, &code, NULL));
    OK(code);
    INVALID(le_schedule_batch(&terms, 1, rows, NULL, most + 1, offsets, &code, NULL));
    OK(le_schedule_batch(&terms, 1, NULL, &columns, most, offsets, &code, NULL));
    OK(code);
    INVALID(le_schedule_batch(&terms, 1, NULL, &columns, most + 1, offsets, &code, NULL));
    INVALID(le_schedule_batch(&terms, most, rows, NULL, 0, offsets, &code, NULL));
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, records, most, &count, NULL, NULL));
    FAILS(le_allocate(NULL, &payment, rows, SMALL_COUNT, records, most + 1, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "allocations");
    OK(le_evaluate(&terms, LE_ACTIVE, NULL, 0, 0, rows, most, &count, records, most, &count, NULL,
                   NULL));
    // The last offset is a number of rows, and a batch has one offset more than loans.
    static const uint64_t far[] = {0, ((uint64_t)1 << 40) + 1};
    INVALID(le_allocate_batch(NULL, &payment, 1, rows, NULL, far, NULL, &code));
    INVALID(le_classify_batch(rows, NULL, far, 1, 0, NULL, NULL, &code));
    static const uint64_t empty[] = {(uint64_t)1 << 40, (uint64_t)1 << 40};
    OK(le_allocate_batch(NULL, &payment, 1, rows, NULL, empty, NULL, &code));
    OK(code);
    OK(le_classify_batch(rows, NULL, empty, 1, 0, NULL, NULL, &code));
    OK(code);
    INVALID(le_allocate_batch(NULL, &payment, most, rows, NULL, empty, NULL, &code));
    INVALID(le_classify_batch(rows, NULL, empty, most, 0, NULL, NULL, &code));
}

static void longest_loan(void) {
    le_terms terms = level_terms();
    terms.amortization = LE_EQUAL_PRINCIPAL;
    terms.term_count = LE_TERM_COUNT_MAX;
    terms.term_unit = LE_TERM_DAY;
    le_row *rows = calloc(LE_TERM_COUNT_MAX, sizeof *rows);
    int32_t *holidays = calloc(LE_HOLIDAYS_MAX, sizeof *holidays);
    if (rows == NULL || holidays == NULL) abort();
    size_t count;
    OK(le_schedule_build(&terms, rows, LE_TERM_COUNT_MAX, &count, NULL, NULL));
    SAME(count, LE_TERM_COUNT_MAX);
    SAME(rows[count - 1].sequence, LE_TERM_COUNT_MAX);
    terms = level_terms();
    terms.term_every = LE_TERM_EVERY_MAX;
    OK(le_schedule_count(&terms, &count, NULL));
    for (int32_t index = 0; index < LE_HOLIDAYS_MAX; index++) holidays[index] = 3 * index;
    terms = level_terms();
    terms.holidays = holidays;
    terms.holiday_count = LE_HOLIDAYS_MAX;
    OK(le_schedule_count(&terms, &count, NULL));
    terms.holiday_count = 0; // all days but one
    terms.non_working_weekdays = LE_MONDAY | LE_TUESDAY | LE_WEDNESDAY | LE_THURSDAY | LE_FRIDAY |
                                 LE_SATURDAY;
    OK(le_schedule_build(&terms, rows, 12, &count, NULL, NULL));
    for (size_t index = 0; index < count; index++)
        SAME((rows[index].due_date + 4) % 7, 0); // 1970-01-01 was a Thursday
    terms = level_terms(); // grace of all installments but the last
    terms.grace_principal = terms.grace_interest_free = terms.term_count - 1;
    OK(le_schedule_count(&terms, &count, NULL));
    terms.grace_principal = terms.grace_interest_free = 0;
    terms.grace_capitalized = terms.term_count - 1;
    OK(le_schedule_count(&terms, &count, NULL));
    free(rows);
    free(holidays);
}

/// Respreading tries level payments whose schedules have more rows than the one that is kept: none
/// of them leaves memory of exactly as many rows.
static void respread_rows(void) {
    static const struct {
        int64_t principal, rate;
        int32_t term_count;
        int64_t installment_unit, interest_unit;
        int32_t installment_mode, interest_mode;
        size_t rows;
    } cases[] = {{856, 37, 13, 3, 16, LE_HALF_EVEN, LE_DOWN, 12},
                 {445, 55, 11, 3, 27, LE_DOWN, LE_FLOOR, 9},
                 {1452, 41, 12, 1, 29, LE_FLOOR, LE_FLOOR, 11},
                 {739, 34, 9, 2, 22, LE_DOWN, LE_DOWN, 8}};
    for (size_t index = 0; index < COUNT(cases); index++) {
        le_terms terms = LE_TERMS_INIT;
        terms.leveling = LE_LEVELING_RESPREAD;
        terms.principal = cases[index].principal;
        terms.rate_numerator = cases[index].rate;
        terms.term_count = cases[index].term_count;
        terms.disbursed_at = 20000;
        terms.installment_unit = cases[index].installment_unit;
        terms.interest_unit = cases[index].interest_unit;
        terms.installment_mode = cases[index].installment_mode;
        terms.interest_mode = cases[index].interest_mode;
        size_t count, known = cases[index].rows;
        le_row behind[2];
        le_row *rows = malloc((known + COUNT(behind)) * sizeof *rows);
        if (rows == NULL) abort();
        memset(rows, JUNK, (known + COUNT(behind)) * sizeof *rows);
        OK(le_schedule_build(&terms, rows, known, &count, NULL, NULL));
        SAME(count, known);
        SAME(rows[count - 1].balance_after, 0);
        memcpy(behind, &rows[known], sizeof behind);
        ALL_BYTES(&behind, JUNK);
        free(rows);
    }
}

static void most_events(void) {
    le_terms terms = small_terms();
    le_event *events = calloc(LE_EVENTS_MAX, sizeof *events);
    if (events == NULL) abort();
    le_row rows[SMALL_COUNT];
    size_t count;
    le_error error;
    events[0].type = -1; // the count is taken: it is the first event that is not
    FAILS(le_evaluate(&terms, LE_ACTIVE, events, LE_EVENTS_MAX, LE_DATE_NONE, rows, SMALL_COUNT,
                      &count, NULL, 0, NULL, NULL, &error),
          LE_INVALID_EVENT, "events[0].type");
    FAILS(le_evaluate(&terms, LE_ACTIVE, events, (size_t)LE_EVENTS_MAX + 1, LE_DATE_NONE, rows,
                      SMALL_COUNT, &count, NULL, 0, NULL, NULL, &error),
          LE_INVALID_ARGUMENT, "event_count");
    free(events);
}

int main(void) {
    sizes_that_are_read();
    sizes_that_are_written();
    counts();
    longest_loan();
    respread_rows();
    most_events();
    return summary_line();
}
