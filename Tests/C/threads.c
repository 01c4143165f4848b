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
        static const char *const sets[] = {"le_code", "le_loan_status", "le_event_type", "le_weekdays"};
        for (size_t set = 0; set < COUNT(sets); set++) {
            const char *word = le_word(sets[set], code);
            if (word == NULL) continue;
            mix(digest, word, strlen(word));
            le_number(sets[set], word, LE_TEXT, &number);
            MIX(number);
        }
    }
    size_t size = le_size_of("le_terms");
    MIX(size);
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
    static const struct {
        int32_t holidays[4];
        char text[8];
    } parts = {{20500, 20530, 20560, 0}, "100/7"};
    le_row rows[LOANS * 24];
    uint64_t offsets[LOANS + 1];
    le_code codes[LOANS];
    le_payment payments[LOANS];
    int64_t overpaid[LOANS], installment[LOANS], late[LOANS];
    int32_t days[LOANS];
    for (int32_t loan = 0; loan < LOANS; loan++) {
        terms[loan].principal = 100000 + loan;
        terms[loan].term_count = 1 + loan * 3;
        if (loan % 2) terms[loan].holidays = (le_part){0, 3};
        if (loan % 3 == 0) {
            terms[loan].rate = (le_ratio){0, 0};
            terms[loan].rate_text = (le_part){16, 5};
        }
        payments[loan] = (le_payment){50000, 20600, loan};
        size_t count = 0;
        le_error error;
        le_error_init(&error, sizeof error);
        le_summary summary = LE_SUMMARY_INIT;
        codes[loan] = le_schedule_build(&terms[loan], &parts, sizeof parts, rows, 24, &count, &summary,
                                        &error);
        MIX(codes[loan]);
        mix(digest, rows, count * sizeof *rows);
        MIX(summary);
        int64_t rounded = 0;
        char ratio[2048];
        size_t needed = 0;
        if (le_level_payment(&terms[loan], &parts, sizeof parts, &rounded, ratio, sizeof ratio, &needed,
                             &error) == LE_OK)
            mix(digest, ratio, needed);
        mix_error(digest, &error);
    }
    terms[3].principal = -1;
    le_loans loans = LE_LOANS_INIT;
    loans.products = terms;
    loans.product_count = LOANS;
    loans.count = LOANS;
    loans.parts = &parts;
    loans.parts_size = sizeof parts;
    loans.as_of = 20700;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.installment = installment;
    positions.days_past_due = days;
    positions.arrears[LE_PRINCIPAL] = late;
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = COUNT(rows);
    results.row_offsets = offsets;
    results.codes = codes;
    results.positions = &positions;
    memset(days, 0, sizeof days);
    memset(late, 0, sizeof late);
    le_schedule_batch(&loans, &results);
    MIX(installment);
    uint32_t payers[LOANS], firsts[LOANS] = {0};
    for (uint32_t loan = 0; loan < LOANS; loan++) payers[loan] = LOANS - 1 - loan / 2;
    le_allocate_many(&loans, payments, payers, LOANS, &columns, offsets, firsts, overpaid, &results);
    MIX(overpaid);
    MIX(codes);
    MIX(firsts);
    le_classify_batch(&loans, &columns, offsets, &results);
    MIX(codes);
    MIX(days);
    MIX(late);
    mix(digest, rows, (size_t)offsets[LOANS] * sizeof *rows);
    le_event events[LOANS] = {{0}};
    uint64_t event_offsets[LOANS + 1] = {0};
    for (size_t loan = 0; loan < LOANS; loan++) {
        events[loan].type = LE_REPAYMENT;
        events[loan].date = 20600;
        events[loan].amount = 40000;
        event_offsets[loan + 1] = loan + 1;
    }
    loans.events = events;
    loans.event_offsets = event_offsets;
    le_evaluate_batch(&loans, &results);
    MIX(codes);
    mix(digest, rows, (size_t)offsets[LOANS] * sizeof *rows);
}

static void accounts(fnv *digest, int64_t seed) {
    le_terms terms = small_terms();
    static const _Alignas(8) int32_t from_days[4] = {0, 1, 30, 0};
    terms.bucket_from_days = (le_part){0, 3};
    terms.prepayment_effect = (int32_t)(seed % 3);
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payments[2] = {paid(1 + seed % 50000, "2026-02-20", 1),
                              paid(1 + seed % 60000, "2026-03-20", 2)};
    le_posting records[24];
    size_t count = 0;
    int64_t overpaid = 0;
    le_position position = LE_POSITION_INIT;
    le_allocate(NULL, &payments[0], rows, SMALL_COUNT, records, 12, &count, &overpaid, NULL);
    mix(digest, records, count * sizeof *records);
    MIX(rows);
    le_unallocate(records, count, rows, SMALL_COUNT, NULL);
    MIX(rows);
    le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, records, 24, &count, &overpaid, NULL);
    le_classify(&terms, from_days, sizeof from_days, rows, SMALL_COUNT, payments[1].date, &position, NULL);
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
    le_event events[3] = {{0}};
    for (size_t index = 0; index < 2; index++) {
        events[index].type = LE_REPAYMENT;
        events[index].date = payments[index].date;
        events[index].amount = payments[index].amount;
    }
    events[2].type = LE_REVERSAL;
    events[2].date = payments[1].date;
    events[2].of = 1;
    events[2].role = LE_ADMIN;
    le_statement statement;
    le_statement_init(&statement, sizeof statement);
    le_capacity capacity, needed;
    le_code code = le_evaluate_capacity(&terms, from_days, sizeof from_days, events, (size_t)(seed % 4),
                                        &needed, &error);
    MIX(needed);
    capacity = (le_capacity){SMALL_COUNT, 24};
    code = le_evaluate(&terms, from_days, sizeof from_days, LE_ACTIVE, events, (size_t)(seed % 4),
                       LE_DATE_NONE, rows, records, &capacity, &statement, NULL, &error);
    MIX(code);
    MIX(rows);
    MIX(statement);
    mix(digest, records, capacity.postings * sizeof *records);
    le_quote quotes[2] = {{{0}, 0, 0, 0}};
    int32_t dates[2] = {payments[0].date, payments[1].date};
    le_quotes(&terms, from_days, sizeof from_days, LE_ACTIVE, events, (size_t)(seed % 4), dates, 2, quotes,
              &error);
    MIX(quotes);
    le_log_check(&terms, from_days, sizeof from_days, LE_ACTIVE, events, (size_t)(seed % 4), 0, &next,
                 &error);
    MIX(next);
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
