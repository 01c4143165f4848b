// Eight threads call every function at once, each many times over; what they get is what one thread
// alone gets. A count of rounds may be given.
//
//     valgrind --tool=helgrind threads 3
#include <pthread.h>

#include "fields.h"
#include "samples.h"

enum { THREADS = 8, LOANS = 8 };

/// A digest of all that was written: FNV-1a.
typedef struct fnv {
    uint64_t value;
} fnv;

static void mix(fnv *digest, const void *object, size_t size) {
    const unsigned char *bytes = object;
    for (size_t index = 0; index < size; index++)
        digest->value = (digest->value ^ bytes[index]) * 1099511628211u;
}

#define MIX(object) mix(digest, &(object), sizeof(object))

static void mix_error(fnv *digest, const le_error *error) {
    MIX(error->code);
    mix(digest, error->path, strlen(error->path));
    mix(digest, error->message, strlen(error->message));
}

static void texts(fnv *digest, int64_t seed) {
    char text[LE_FORMAT_SIZE];
    size_t needed;
    int64_t first = 0, second = 0;
    int32_t number = 0, year = 0, month = 0, day_of_month = 0, date = (int32_t)(seed % 1000000);
    mix(digest, le_version_string(), strlen(le_version_string()));
    uint32_t version = le_version() + (uint32_t)le_abi_version();
    MIX(version);
    for (int32_t code = 0; code < 40; code++) {
        mix(digest, le_status_name(code), strlen(le_status_name(code)));
        mix(digest, le_loan_status_name(code), strlen(le_loan_status_name(code)));
        mix(digest, le_event_name(code), strlen(le_event_name(code)));
    }
    le_currency_exponent(seed % 2 ? "JPY" : "KWD", LE_TEXT, &number);
    MIX(number);
    le_amount_format(seed * 7919, 2, text, sizeof text, &needed);
    mix(digest, text, needed);
    le_amount_parse(text, LE_TEXT, 2, &first);
    MIX(first);
    le_rate_format(seed, 7, text, sizeof text, &needed);
    mix(digest, text, needed);
    le_rate_parse(text, LE_TEXT, &first, &second);
    MIX(first);
    MIX(second);
    le_date_format(date, text, sizeof text, &needed);
    mix(digest, text, needed);
    le_date_parse(text, LE_TEXT, &number);
    MIX(number);
    le_date_to_civil(date, &year, &month, &day_of_month);
    le_date_from_civil(year, month, day_of_month, &number);
    MIX(number);
    le_day_count_fraction(LE_DAY_COUNT_ACTUAL_ACTUAL_ISDA, date, date + 1000, date, &first,
                          &second);
    MIX(first);
    le_round_ratio(seed * 104729, 9973, 5, (int32_t)(seed % 7), &first);
    MIX(first);
}

static void schedules(fnv *digest, le_terms terms[LOANS]) {
    static const int32_t holidays[] = {20500, 20530, 20560};
    le_row rows[LOANS * 24];
    uint64_t offsets[LOANS + 1];
    int32_t codes[LOANS];
    le_summary summaries[LOANS];
    le_payment payments[LOANS];
    le_position positions[LOANS];
    int64_t overpaid[LOANS];
    for (int32_t loan = 0; loan < LOANS; loan++) {
        terms[loan].principal = 100000 + loan;
        terms[loan].term_count = 1 + loan * 3;
        terms[loan].holidays = holidays;
        terms[loan].holiday_count = loan % 2 ? 3 : 0;
        terms[loan].rate_text = loan % 3 ? NULL : "100/7";
        payments[loan] = (le_payment){50000, 20600, loan};
        size_t count = 0;
        le_error error = LE_ERROR_INIT;
        codes[loan] = le_schedule_count(&terms[loan], &count, &error);
        MIX(codes[loan]);
        MIX(count);
        le_summary summary = LE_SUMMARY_INIT;
        le_schedule_build(&terms[loan], rows, 24, &count, &summary, &error);
        mix(digest, rows, count * sizeof *rows);
        MIX(summary);
        int64_t rounded = 0;
        char *ratio = NULL;
        size_t needed = 0;
        if (le_level_payment(&terms[loan], &rounded, NULL, 0, &needed, &error) == LE_OK) {
            ratio = malloc(needed);
            if (ratio == NULL) abort();
            le_level_payment(&terms[loan], &rounded, ratio, needed, &needed, &error);
            mix(digest, ratio, needed);
            free(ratio);
        }
        mix_error(digest, &error);
    }
    terms[3].principal = -1;
    le_schedule_batch(terms, LOANS, rows, NULL, COUNT(rows), offsets, codes, summaries);
    le_allocate_batch(NULL, payments, LOANS, rows, NULL, offsets, overpaid, codes);
    MIX(overpaid);
    uint32_t loans[LOANS], firsts[LOANS] = {0};
    for (uint32_t loan = 0; loan < LOANS; loan++) loans[loan] = LOANS - 1 - loan / 2;
    le_allocate_many(NULL, payments, LOANS, loans, rows, NULL, offsets, LOANS, firsts, overpaid,
                     codes);
    MIX(overpaid);
    MIX(codes);
    MIX(firsts);
    size_t counted = 0;
    for (size_t loan = 0; loan < LOANS; loan++) {
        int32_t code = le_schedule_count(&terms[loan], &counted, NULL);
        MIX(code);
        MIX(counted);
    }
    le_classify_batch(rows, NULL, offsets, LOANS, 20700, NULL, positions, codes);
    MIX(codes);
    MIX(offsets);
    MIX(positions);
    mix(digest, rows, (size_t)offsets[LOANS] * sizeof *rows);
}

static void accounts(fnv *digest, int64_t seed) {
    le_terms terms = small_terms();
    static const int32_t from_days[] = {0, 1, 30};
    terms.bucket_from_days = from_days;
    terms.bucket_count = 3;
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payments[2] = {paid(1 + seed % 50000, "2026-02-20", 1),
                              paid(1 + seed % 60000, "2026-03-20", 2)};
    le_allocation records[24];
    size_t count = 0, record_count = 0;
    int64_t overpaid = 0;
    le_position position = LE_POSITION_INIT;
    le_allocate(NULL, &payments[0], rows, SMALL_COUNT, records, 12, &count, &overpaid, NULL);
    mix(digest, records, count * sizeof *records);
    MIX(rows);
    le_unallocate(records, count, rows, SMALL_COUNT, NULL);
    MIX(rows);
    le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, records, 24, &count, &overpaid, NULL);
    le_classify(rows, SMALL_COUNT, payments[1].date, NULL, &position, NULL);
    MIX(rows);
    MIX(position);
    int32_t next = 0;
    uint32_t allowed = 0;
    le_error error = LE_ERROR_INIT;
    for (int32_t event = LE_SUBMIT; event < EVENT_COUNT; event++) {
        le_transition((int32_t)(seed % 8), event, LE_SUPERVISOR, &next, &error);
        MIX(next);
        mix_error(digest, &error);
    }
    le_allowed_events((int32_t)(seed % 8), LE_ADMIN, &allowed);
    MIX(allowed);
    le_event events[3] = {{LE_REPAYMENT, payments[0].date, payments[0].amount, 0, LE_ROLE_NONE},
                          {LE_REPAYMENT, payments[1].date, payments[1].amount, 0, LE_ADMIN},
                          {LE_REVERSAL, payments[1].date, 0, 1, LE_ADMIN}};
    le_statement statement = LE_STATEMENT_INIT;
    int32_t code = le_evaluate(&terms, LE_ACTIVE, events, (size_t)(seed % 4), LE_DATE_NONE, rows,
                               SMALL_COUNT, &count, records, 24, &record_count, &statement,
                               &error);
    MIX(code);
    MIX(rows);
    MIX(statement);
    mix(digest, records, record_count * sizeof *records);
}

static uint64_t round_of_calls(int64_t seed) {
    fnv found = {14695981039346656037u};
    le_terms terms[LOANS];
    for (size_t loan = 0; loan < LOANS; loan++) terms[loan] = level_terms();
    texts(&found, seed);
    schedules(&found, terms);
    accounts(&found, seed);
    return found.value;
}

static int64_t rounds = 200;

typedef struct worker {
    pthread_t thread;
    int64_t first;
    uint64_t *expected;
    unsigned long different;
} worker;

/// Each begins elsewhere, so that different functions meet.
static void *work(void *argument) {
    worker *self = argument;
    for (int64_t index = 0; index < rounds; index++) {
        int64_t seed = (self->first + index) % rounds;
        self->different += round_of_calls(seed) != self->expected[seed];
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count > 1) rounds = atol(arguments[1]);
    if (rounds < 1 || rounds > 1000000) return EXIT_FAILURE;
    uint64_t *expected = malloc((size_t)rounds * sizeof *expected);
    if (expected == NULL) abort();
    for (int64_t seed = 0; seed < rounds; seed++) expected[seed] = round_of_calls(seed);
    for (int64_t seed = 0; seed < rounds; seed++) SAME(round_of_calls(seed), expected[seed]);
    worker workers[THREADS];
    for (int64_t index = 0; index < THREADS; index++) {
        workers[index] = (worker){.first = index * rounds / THREADS, .expected = expected};
        if (pthread_create(&workers[index].thread, NULL, work, &workers[index]) != 0) abort();
    }
    for (size_t index = 0; index < THREADS; index++) {
        CHECK(pthread_join(workers[index].thread, NULL) == 0);
        SAME(workers[index].different, 0);
    }
    free(expected);
    return summary_line();
}
