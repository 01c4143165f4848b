// Limits of the header and of docs/c-abi.md: what lies at one is taken, what is beyond it refused.
#include "samples.h"

/// Elements of any array.
static const size_t most = (size_t)1 << 40;

/// Sizes that no struct may have, and those of them that one that is only written may have.
static const struct {
    uint32_t size;
    bool is_written;
} wrong_sizes[] = {{0, false}, {4, false}, {8, false}, {15, false}, {17, true}, {20, true},
                   {4095, true}, {4097, false}, {4100, false}, {4104, false}, {UINT32_MAX, false}};

/// Memory for a struct of the longest size that there may be, zero behind what it begins with.
static void *longest(const void *object, size_t known, uint32_t size) {
    char *memory = calloc(1, 4104);
    if (memory == NULL) abort();
    memcpy(memory, object, known);
    memcpy(memory, &size, sizeof size);
    return memory;
}

/// The first `size` bytes of a struct on the heap, with that size in its first field: what is read or
/// written beyond it, valgrind and the sanitizers see.
static void *cut(const void *object, size_t known, size_t size) {
    char *copy = calloc(1, size);
    if (copy == NULL) abort();
    memcpy(copy, object, known < size ? known : size);
    uint32_t struct_size = (uint32_t)size;
    memcpy(copy, &struct_size, sizeof struct_size);
    return copy;
}

static void sizes_that_are_read(void) {
    le_terms whole = level_terms();
    le_row expected[12], rows[12];
    size_t count;
    le_error error;
    OK(le_schedule_build(&whole, NULL, 0, expected, 12, &count, NULL, NULL));
    // From a header that ends behind the dates to one that goes on behind this one.
    for (size_t size = offsetof(le_terms, first_period); size <= sizeof whole + 64; size += 8) {
        le_terms *terms = cut(&whole, sizeof whole, size);
        memset(rows, JUNK, sizeof rows);
        OK(le_schedule_build(terms, NULL, 0, rows, 12, &count, NULL, NULL));
        SAME_BYTES(&rows, &expected);
        int64_t rounded;
        OK(le_level_payment(terms, NULL, 0, &rounded, NULL, 0, NULL, NULL));
        SAME(rounded, 472798);
        memset(rows, JUNK, sizeof rows);
        le_capacity capacity = {12, 0};
        OK(le_evaluate(terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, NULL, &capacity, NULL,
                       NULL, NULL));
        SAME(capacity.rows, 12);
        SAME_BYTES(&rows, &expected);
        free(terms);
    }
    // What a newer header says in a field that is not known here must not be passed over.
    for (size_t byte = sizeof whole; byte < sizeof whole + 16; byte++) {
        char *terms = cut(&whole, sizeof whole, sizeof whole + 16);
        terms[byte] = 1;
        FAILS(le_schedule_build((le_terms *)(void *)terms, NULL, 0, NULL, 0, &count, NULL, &error),
              LE_INVALID_ARGUMENT, "terms");
        SAME(count, 0);
        free(terms);
    }
    le_terms *terms = longest(&whole, sizeof whole, 4096);
    OK(le_schedule_build(terms, NULL, 0, rows, 12, &count, NULL, NULL));
    for (size_t index = 0; index < COUNT(wrong_sizes); index++) {
        terms->struct_size = wrong_sizes[index].size;
        // A size that would cut a field in two is none either.
        FAILS(le_schedule_build(terms, NULL, 0, rows, 12, &count, NULL, &error), LE_INVALID_ARGUMENT,
              "terms.struct_size");
        FAILS(le_classify(terms, NULL, 0, rows, 12, 0, NULL, &error), LE_INVALID_ARGUMENT,
              "terms.struct_size");
        le_row_columns columns = LE_ROW_COLUMNS_INIT;
        le_row_columns_of(rows, &columns);
        uint64_t offsets[2];
        le_code code;
        le_loans loans = LE_LOANS_INIT;
        loans.products = &whole;
        loans.product_count = 1;
        loans.count = 1;
        le_results results = LE_RESULTS_INIT;
        results.rows = &columns;
        results.row_capacity = 12;
        results.row_offsets = offsets;
        results.codes = &code;
        OK(le_schedule_batch(&loans, &results));
        OK(code);
        loans.struct_size = wrong_sizes[index].size;
        INVALID(le_schedule_batch(&loans, &results));
        loans.struct_size = sizeof loans;
        columns.struct_size = wrong_sizes[index].size;
        INVALID(le_schedule_batch(&loans, &results));
        columns.struct_size = sizeof columns;
        results.struct_size = wrong_sizes[index].size;
        INVALID(le_schedule_batch(&loans, &results));
        results.struct_size = sizeof results;
        loans.products = terms;
        CHECK(le_schedule_batch(&loans, &results) != LE_OK || code != LE_OK);
    }
    free(terms);
}

static void sizes_that_are_written(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    size_t count;
    le_summary sums = LE_SUMMARY_INIT;
    le_statement all = LE_STATEMENT_INIT;
    le_summary *summary = longest(&sums, sizeof sums, 4096);
    le_statement *statement = longest(&all, sizeof all, 4096);
    for (size_t index = 0; index <= COUNT(wrong_sizes); index++) {
        bool last = index == COUNT(wrong_sizes);
        uint32_t size = last ? 4096 : wrong_sizes[index].size;
        int32_t code = last || wrong_sizes[index].is_written ? LE_OK : LE_INVALID_ARGUMENT;
        summary->struct_size = statement->struct_size = size;
        CODE(le_schedule_build(&terms, NULL, 0, rows, SMALL_COUNT, &count, summary, NULL), code);
        CODE(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, statement,
                         NULL, NULL),
             code);
        SAME(summary->struct_size, size);
        SAME(statement->struct_size, size);
    }
    free(summary);
    free(statement);
    // As much is written as the caller's header knows, and not a byte more.
    le_summary whole = LE_SUMMARY_INIT;
    OK(le_schedule_build(&terms, NULL, 0, rows, SMALL_COUNT, &count, &whole, NULL));
    le_statement stated = LE_STATEMENT_INIT;
    OK(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, &stated, NULL,
                   NULL));
    for (size_t size = 16; size <= sizeof stated + 64; size += 8) {
        summary = cut(&sums, sizeof sums, size);
        OK(le_schedule_build(&terms, NULL, 0, rows, SMALL_COUNT, &count, summary, NULL));
        le_summary *expected = cut(&whole, sizeof whole, size);
        CHECK(memcmp(summary, expected, size) == 0);
        free(expected);
        free(summary);
        statement = cut(&all, sizeof all, size);
        OK(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, statement,
                       NULL, NULL));
        le_statement *other = cut(&stated, sizeof stated, size);
        CHECK(memcmp(statement, other, size) == 0);
        free(other);
        free(statement);
    }
    // An error may be of any size that has room for a code and an index.
    static const uint32_t sizes[] = {16, 17, 391, 393, 4096};
    terms.principal = 0;
    for (size_t index = 0; index < COUNT(sizes); index++) {
        char *memory = calloc(1, sizes[index]);
        if (memory == NULL) abort();
        memcpy(memory, &sizes[index], sizeof sizes[index]);
        le_error *error = (le_error *)(void *)memory;
        CODE(le_schedule_build(&terms, NULL, 0, NULL, 0, &count, NULL, error), LE_INVALID_TERMS);
        SAME(error->struct_size, sizes[index]);
        SAME(error->code, LE_INVALID_TERMS);
        if (sizes[index] > 392) TEXT(error->path, "terms.principalAmount");
        free(memory);
    }
}

/// Counts beside memory that is not looked at as far as that: the caller's word.
static void counts(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    le_posting records[4];
    size_t count;
    le_code code;
    uint64_t offsets[2];
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_error error;
    le_payment payment = paid(43000, "2026-03-20", 1);
    OK(le_schedule_build(&terms, NULL, 0, rows, most, &count, NULL, NULL));
    FAILS(le_schedule_build(&terms, NULL, 0, rows, most + 1, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "rows");
    le_loans loans = LE_LOANS_INIT;
    loans.products = &terms;
    loans.product_count = 1;
    loans.count = 1;
    loans.as_of = 0;
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_offsets = offsets;
    results.codes = &code;
    results.row_capacity = most;
    OK(le_schedule_batch(&loans, &results));
    OK(code);
    results.row_capacity = most + 1;
    INVALID(le_schedule_batch(&loans, &results));
    results.row_capacity = 0;
    loans.count = most;
    INVALID(le_schedule_batch(&loans, &results));
    loans.count = 1;
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, records, most, &count, NULL, NULL));
    FAILS(le_allocate(NULL, &payment, rows, SMALL_COUNT, records, most + 1, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "postings");
    // The last offset is a number of rows, and a batch has one offset more than loans.
    static const uint64_t far[] = {0, ((uint64_t)1 << 40) + 1};
    results = (le_results)LE_RESULTS_INIT;
    results.codes = &code;
    OK(le_allocate_many(&loans, &payment, NULL, 1, &columns, far, NULL, NULL, &results));
    INVALID(code);
    INVALID(le_classify_batch(&loans, &columns, far, &results));
    static const uint64_t empty[] = {(uint64_t)1 << 40, (uint64_t)1 << 40};
    OK(le_allocate_many(&loans, &payment, NULL, 1, &columns, empty, NULL, NULL, &results));
    OK(code);
    OK(le_classify_batch(&loans, &columns, empty, &results));
    OK(code);
    INVALID(le_allocate_many(&loans, &payment, NULL, most + 1, &columns, empty, NULL, NULL, &results));
}

static void longest_loan(void) {
    le_terms terms = level_terms();
    terms.amortization = LE_EQUAL_PRINCIPAL;
    terms.term_count = LE_TERM_COUNT_MAX;
    terms.term_unit = LE_UNIT_DAY;
    le_row *rows = calloc(LE_TERM_COUNT_MAX, sizeof *rows);
    int32_t *holidays = calloc(LE_HOLIDAYS_MAX, sizeof *holidays);
    const void *parts = NULL;
    size_t parts_size = 0;
    if (rows == NULL || holidays == NULL) abort();
    size_t count;
    OK(le_schedule_build(&terms, NULL, 0, rows, LE_TERM_COUNT_MAX, &count, NULL, NULL));
    SAME(count, LE_TERM_COUNT_MAX);
    SAME(rows[count - 1].sequence, LE_TERM_COUNT_MAX);
    terms = level_terms();
    terms.term_every = LE_TERM_EVERY_MAX;
    OK(le_schedule_build(&terms, parts, parts_size, NULL, 0, &count, NULL, NULL));
    for (int32_t index = 0; index < LE_HOLIDAYS_MAX; index++) holidays[index] = 3 * index;
    terms = level_terms();
    parts = holidays;
    parts_size = LE_HOLIDAYS_MAX * sizeof *holidays;
    terms.holidays = (le_part){0, LE_HOLIDAYS_MAX};
    OK(le_schedule_build(&terms, parts, parts_size, NULL, 0, &count, NULL, NULL));
    terms.holidays.count++;
    CODE(le_schedule_build(&terms, parts, parts_size, NULL, 0, &count, NULL, NULL), LE_INVALID_TERMS);
    terms.holidays.count = 0; // all days but one
    terms.non_working_weekdays = LE_MONDAY | LE_TUESDAY | LE_WEDNESDAY | LE_THURSDAY | LE_FRIDAY |
                                 LE_SATURDAY;
    OK(le_schedule_build(&terms, NULL, 0, rows, 12, &count, NULL, NULL));
    for (size_t index = 0; index < count; index++)
        SAME((rows[index].due_date + 4) % 7, 0); // 1970-01-01 was a Thursday
    terms = level_terms(); // grace of all installments but the last
    terms.grace_principal = terms.grace_interest_free = terms.term_count - 1;
    OK(le_schedule_build(&terms, parts, parts_size, NULL, 0, &count, NULL, NULL));
    terms.grace_principal = terms.grace_interest_free = 0;
    terms.grace_capitalized = terms.term_count - 1;
    OK(le_schedule_build(&terms, parts, parts_size, NULL, 0, &count, NULL, NULL));
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
        le_terms terms = new_terms();
        terms.leveling = LE_LEVELING_RESPREAD;
        terms.principal = cases[index].principal;
        terms.rate.numerator = cases[index].rate;
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
        OK(le_schedule_build(&terms, NULL, 0, rows, known, &count, NULL, NULL));
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
    le_error error;
    events[0].type = -1; // the count is taken: it is the first event that is not
    FAILS(le_evaluate(&terms, NULL, 0, LE_ACTIVE, events, LE_EVENTS_MAX, LE_DATE_NONE, NULL, NULL, NULL,
                      NULL, NULL, &error),
          LE_INVALID_EVENT, "events[0].type");
    FAILS(le_evaluate(&terms, NULL, 0, LE_ACTIVE, events, (size_t)LE_EVENTS_MAX + 1, LE_DATE_NONE, NULL,
                      NULL, NULL, NULL, NULL, &error),
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
