// Structs of older headers, shorter than this one's, and of newer ones, longer: each is put into
// memory of exactly its size, so that a memory checker sees what is read or written beyond it.
#include "samples.h"

/// The first `size` bytes of a struct on the heap, with that size in its first field.
static void *cut(const void *object, size_t known, size_t size) {
    char *copy = calloc(1, size);
    if (copy == NULL) abort();
    memcpy(copy, object, known < size ? known : size);
    uint32_t struct_size = (uint32_t)size;
    memcpy(copy, &struct_size, size < sizeof struct_size ? size : sizeof struct_size);
    return copy;
}

/// `text` is as much of `whole`, which is ASCII, as fits `room` bytes with a zero.
static void same_text_cut(const char *text, const char *whole, size_t room) {
    size_t length = strlen(whole) < room ? strlen(whole) : room - 1;
    CHECK(memchr(text, 0, room) == text + length && memcmp(text, whole, length) == 0);
}

static const uint32_t wrong_sizes[] = {0, 1, 3, UINT32_MAX};

static void terms_of_other_headers(void) {
    le_terms whole = level_terms();
    le_row expected[12], rows[12];
    size_t count;
    le_error error;
    OK(le_schedule_build(&whole, expected, 12, &count, NULL, NULL));
    for (size_t size = offsetof(le_terms, day_count); size <= sizeof whole + 64; size += 8) {
        le_terms *terms = cut(&whole, sizeof whole, size);
        memset(rows, JUNK, sizeof rows);
        OK(le_schedule_build(terms, rows, 12, &count, NULL, NULL));
        SAME_BYTES(&rows, &expected);
        int64_t rounded;
        OK(le_level_payment(terms, &rounded, NULL, 0, NULL, NULL));
        SAME(rounded, 472798);
        memset(rows, JUNK, sizeof rows);
        OK(le_evaluate(terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, 12, &count, NULL, 0, NULL,
                       NULL, NULL));
        SAME_BYTES(&rows, &expected);
        free(terms);
    }
    // What a newer header says in a field that is not known here must not be passed over.
    for (size_t byte = sizeof whole; byte < sizeof whole + 16; byte++) {
        char *terms = cut(&whole, sizeof whole, sizeof whole + 16);
        terms[byte] = 1;
        FAILS(le_schedule_count((le_terms *)(void *)terms, &count, &error), LE_INVALID_ARGUMENT,
              "terms");
        SAME(count, 0);
        free(terms);
    }
    for (size_t index = 0; index < COUNT(wrong_sizes); index++) {
        le_terms terms = level_terms();
        terms.struct_size = wrong_sizes[index];
        FAILS(le_schedule_count(&terms, &count, &error), LE_INVALID_ARGUMENT,
              "terms.struct_size");
        FAILS(le_schedule_build(&terms, rows, 12, &count, NULL, &error), LE_INVALID_ARGUMENT,
              "terms.struct_size");
        FAILS(le_evaluate(&terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, 12, &count, NULL, 0,
                          NULL, NULL, &error),
              LE_INVALID_ARGUMENT, "terms.struct_size");
        int64_t rounded = 77;
        FAILS(le_level_payment(&terms, &rounded, NULL, 0, NULL, &error), LE_INVALID_ARGUMENT,
              "terms.struct_size");
        SAME(rounded, 0);
    }
    // Every field but principal, rate, count, unit and date has its default.
    whole = (le_terms)LE_TERMS_INIT;
    le_terms *terms = cut(&whole, sizeof whole, 8);
    FAILS(le_schedule_count(terms, &count, &error), LE_INVALID_TERMS, "terms.principalAmount");
    free(terms);
    // Each header that ends before a field has its default, as far as one can see it.
    whole = level_terms();
    for (size_t size = 16; size <= offsetof(le_terms, amortization); size += 8) {
        terms = cut(&whole, sizeof whole, size); // a rate of its own denominator, and no count
        FAILS(le_schedule_count(terms, &count, &error), LE_INVALID_TERMS, "terms.termCount");
        free(terms);
    }
    whole.disbursed_at = 0;
    OK(le_schedule_build(&whole, expected, 12, &count, NULL, NULL));
    for (size_t size = offsetof(le_terms, term_unit); size <= offsetof(le_terms, day_count);
         size += 8) {
        terms = cut(&whole, sizeof whole, size);
        memset(rows, JUNK, sizeof rows);
        OK(le_schedule_build(terms, rows, 12, &count, NULL, NULL));
        SAME_BYTES(&rows, &expected);
        free(terms);
    }
}

static void summaries_of_other_headers(void) {
    le_terms terms = level_terms();
    le_row rows[12];
    size_t count;
    le_error error;
    static const size_t sizes[] = {8, 16, 20, 24, 32, 64, 72, 128};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        size_t size = sizes[index];
        le_summary init = LE_SUMMARY_INIT, whole = LE_SUMMARY_INIT;
        OK(le_schedule_build(&terms, rows, 12, &count, &whole, NULL));
        le_summary *summary = cut(&init, sizeof init, size), *expected;
        OK(le_schedule_build(&terms, rows, 12, &count, summary, NULL));
        expected = cut(&whole, sizeof whole, size); // the size stays, and what lies behind
        CHECK(memcmp(summary, expected, size) == 0);
        free(expected);
        FAILS(le_schedule_build(&terms, rows, 1, &count, summary, &error), LE_BUFFER_TOO_SMALL,
              "rows");
        expected = cut(&init, sizeof init, size);
        CHECK(memcmp(summary, expected, size) == 0);
        free(expected);
        free(summary);
    }
    for (size_t index = 0; index < 3; index++) {
        le_summary summary = LE_SUMMARY_INIT;
        summary.struct_size = wrong_sizes[index];
        FAILS(le_schedule_build(&terms, rows, 12, &count, &summary, &error), LE_INVALID_ARGUMENT,
              "summary.struct_size");
    }
}

static void positions_of_other_headers(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_error error;
    int32_t as_of = day("2026-03-20");
    static const size_t sizes[] = {8, 48, 88, 96, 112, 160, 168, 256};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        size_t size = sizes[index];
        le_position init = LE_POSITION_INIT, whole = LE_POSITION_INIT;
        OK(le_classify(rows, SMALL_COUNT, as_of, NULL, &whole, NULL));
        le_position *position = cut(&init, sizeof init, size), *expected;
        OK(le_classify(rows, SMALL_COUNT, as_of, NULL, position, NULL));
        expected = cut(&whole, sizeof whole, size);
        CHECK(memcmp(position, expected, size) == 0);
        free(expected);
        FAILS(le_classify(rows, SMALL_COUNT, INT32_MAX, NULL, position, &error),
              LE_DATE_OUT_OF_RANGE, "as_of");
        expected = cut(&init, sizeof init, size);
        CHECK(memcmp(position, expected, size) == 0);
        free(expected);
        free(position);
    }
    for (size_t index = 0; index < 3; index++) {
        le_position position = LE_POSITION_INIT;
        position.struct_size = wrong_sizes[index];
        FAILS(le_classify(rows, SMALL_COUNT, as_of, NULL, &position, &error),
              LE_INVALID_ARGUMENT, "position.struct_size");
    }
}

static void policies_of_other_headers(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_error error;
    int32_t as_of = day("2026-02-20"), from_days[] = {0, 1, 30};
    le_delinquency_policy whole = LE_DELINQUENCY_POLICY_INIT;
    whole.grace_days = 3;
    whole.bucket_from_days = from_days;
    whole.bucket_count = 3;
    static const struct {
        size_t size;
        int32_t bucket;
    } cases[] = {{8, -1}, {16, -1}, {24, 1}, {32, 1}, {64, 1}};
    for (size_t index = 0; index < COUNT(cases); index++) {
        le_delinquency_policy *policy = cut(&whole, sizeof whole, cases[index].size);
        le_position position = LE_POSITION_INIT;
        OK(le_classify(rows, SMALL_COUNT, as_of, policy, &position, NULL));
        SAME(position.days_past_due, 5);
        SAME(position.bucket, cases[index].bucket);
        free(policy);
    }
    for (size_t byte = sizeof whole; byte < sizeof whole + 8; byte++) {
        char *policy = cut(&whole, sizeof whole, sizeof whole + 8);
        policy[byte] = 1;
        FAILS(le_classify(rows, SMALL_COUNT, as_of, (le_delinquency_policy *)(void *)policy, NULL,
                          &error),
              LE_INVALID_ARGUMENT, "policy");
        free(policy);
    }
    for (size_t index = 0; index < COUNT(wrong_sizes); index++) {
        le_delinquency_policy policy = LE_DELINQUENCY_POLICY_INIT;
        policy.struct_size = wrong_sizes[index];
        FAILS(le_classify(rows, SMALL_COUNT, as_of, &policy, NULL, &error), LE_INVALID_ARGUMENT,
              "policy.struct_size");
    }
    le_delinquency_policy policy = LE_DELINQUENCY_POLICY_INIT;
    policy.reserved = 1;
    FAILS(le_classify(rows, SMALL_COUNT, as_of, &policy, NULL, &error), LE_INVALID_ARGUMENT,
          "policy.reserved");
}

static void statements_of_other_headers(void) {
    le_terms terms = small_terms();
    le_event event = {LE_REPAYMENT, day("2026-03-20"), 43000, 0, LE_ROLE_NONE};
    le_row rows[SMALL_COUNT];
    size_t count;
    le_error error;
    static const size_t sizes[] = {8, 16, 24, 88, 248, 256, 512};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        size_t size = sizes[index];
        le_statement init = LE_STATEMENT_INIT, whole = LE_STATEMENT_INIT;
        OK(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, SMALL_COUNT, &count, NULL,
                       0, NULL, &whole, NULL));
        le_statement *statement = cut(&init, sizeof init, size), *expected;
        OK(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, SMALL_COUNT, &count, NULL,
                       0, NULL, statement, NULL));
        expected = cut(&whole, sizeof whole, size);
        CHECK(memcmp(statement, expected, size) == 0);
        free(expected);
        FAILS(le_evaluate(&terms, LE_DRAFT, &event, 1, LE_DATE_NONE, rows, SMALL_COUNT, &count,
                          NULL, 0, NULL, statement, &error),
              LE_ILLEGAL_TRANSITION, "events[0].type");
        expected = cut(&init, sizeof init, size);
        CHECK(memcmp(statement, expected, size) == 0);
        free(expected);
        free(statement);
    }
    for (size_t index = 0; index < 3; index++) {
        le_statement statement = LE_STATEMENT_INIT;
        statement.struct_size = wrong_sizes[index];
        FAILS(le_evaluate(&terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, SMALL_COUNT, &count,
                          NULL, 0, NULL, &statement, &error),
              LE_INVALID_ARGUMENT, "statement.struct_size");
    }
}

static void errors_of_other_headers(void) {
    le_error init = LE_ERROR_INIT, whole = LE_ERROR_INIT;
    size_t count;
    le_terms terms = level_terms();
    terms.principal = -1;
    CODE(le_schedule_count(&terms, &count, &whole), LE_INVALID_TERMS);
    static const size_t sizes[] = {8, 104, 392, 400, 800};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        le_error *error = cut(&init, sizeof init, sizes[index]);
        le_error *expected = cut(&whole, sizeof whole, sizes[index]);
        CODE(le_schedule_count(&terms, &count, error), LE_INVALID_TERMS);
        CHECK(memcmp(error, expected, sizes[index]) == 0);
        free(error);
        free(expected);
    }
    // What fits of the last text ends with a zero, whatever the size.
    size_t path_at = offsetof(le_error, path), message_at = offsetof(le_error, message);
    for (size_t size = path_at; size < sizeof whole; size++) {
        le_error *error = cut(&init, sizeof init, size);
        CODE(le_schedule_count(&terms, &count, error), LE_INVALID_TERMS);
        SAME(error->code, LE_INVALID_TERMS);
        const char *text = (const char *)error;
        size_t path_room = size < message_at ? size - path_at : message_at - path_at;
        if (path_room > 0) same_text_cut(text + path_at, whole.path, path_room);
        if (size > message_at) same_text_cut(text + message_at, whole.message, size - message_at);
        free(error);
    }
    // An error that cannot be filled is refused, as is every wrong argument.
    for (size_t index = 0; index < 3; index++) {
        le_error error;
        memset(&error, JUNK, sizeof error);
        error.struct_size = wrong_sizes[index];
        le_error before = error;
        terms = level_terms();
        INVALID(le_schedule_count(&terms, &count, &error));
        SAME_BYTES(&error, &before);
    }
    // Untouched where nothing fails.
    le_error error;
    memset(&error, JUNK, sizeof error);
    error.struct_size = sizeof error;
    le_error before = error;
    terms = level_terms();
    OK(le_schedule_count(&terms, &count, &error));
    SAME_BYTES(&error, &before);
}

static void columns_of_other_headers(void) {
    le_terms terms = small_terms();
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    int32_t sequence[SMALL_COUNT], code;
    int64_t principal[SMALL_COUNT], penalty_paid[SMALL_COUNT];
    uint64_t offsets[2];
    le_columns whole = LE_COLUMNS_INIT;
    whole.sequence = sequence;
    whole.principal_due = principal;
    whole.penalty_paid = penalty_paid;
    static const size_t sizes[] = {offsetof(le_columns, start_date),
                                   offsetof(le_columns, interest_due), sizeof(le_columns),
                                   sizeof(le_columns) + 8, sizeof(le_columns) + 64};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        le_columns *columns = cut(&whole, sizeof whole, sizes[index]);
        memset(sequence, JUNK, sizeof sequence);
        memset(principal, JUNK, sizeof principal);
        memset(penalty_paid, JUNK, sizeof penalty_paid);
        OK(le_schedule_batch(&terms, 1, NULL, columns, SMALL_COUNT, offsets, &code, NULL));
        OK(code);
        SAME(sequence[2], 3);
        if (sizes[index] > offsetof(le_columns, principal_due))
            SAME(principal[2], rows[2].principal_due);
        else
            ALL_BYTES(&principal, JUNK);
        if (sizes[index] > offsetof(le_columns, penalty_paid))
            SAME(penalty_paid[2], 0);
        else
            ALL_BYTES(&penalty_paid, JUNK);
        free(columns);
    }
    for (size_t byte = sizeof whole; byte < sizeof whole + 8; byte++) {
        char *columns = cut(&whole, sizeof whole, sizeof whole + 8);
        columns[byte] = 1;
        INVALID(le_schedule_batch(&terms, 1, NULL, (le_columns *)(void *)columns, SMALL_COUNT,
                                  offsets, &code, NULL));
        free(columns);
    }
    for (size_t index = 0; index < COUNT(wrong_sizes); index++) {
        le_columns columns = whole;
        columns.struct_size = wrong_sizes[index];
        INVALID(le_schedule_batch(&terms, 1, NULL, &columns, SMALL_COUNT, offsets, &code, NULL));
    }
    whole.reserved = 1;
    INVALID(le_schedule_batch(&terms, 1, NULL, &whole, SMALL_COUNT, offsets, &code, NULL));
}

/// No header's struct ends within a pointer: half of one must never be followed.
static void sizes_that_cut_a_field(void) {
    static const int32_t from_days[] = {0, 1, 30};
    le_terms terms = small_terms();
    terms.rate_text = "24";
    terms.bucket_from_days = from_days;
    terms.bucket_count = COUNT(from_days);
    for (uint32_t size = 8; size < sizeof terms; size++) {
        if (size % 8 == 0) continue;
        terms.struct_size = size;
        le_row rows[SMALL_COUNT];
        size_t count;
        INVALID(le_schedule_build(&terms, rows, SMALL_COUNT, &count, NULL, NULL));
        INVALID(le_evaluate(&terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, SMALL_COUNT, &count,
                            NULL, 0, NULL, NULL, NULL));
    }
}

int main(void) {
    sizes_that_cut_a_field();
    terms_of_other_headers();
    summaries_of_other_headers();
    positions_of_other_headers();
    policies_of_other_headers();
    statements_of_other_headers();
    errors_of_other_headers();
    columns_of_other_headers();
    return summary_line();
}
