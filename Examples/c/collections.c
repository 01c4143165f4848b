/*
 * collections.c - the nightly run of a small lender: schedules, repayments, arrears by bucket.
 *
 * With the library installed, build and run by
 *
 *     cc -std=c11 -o collections collections.c $(pkg-config --cflags --libs loan-engine)
 *     ./collections
 *
 * or by `make` in this folder, or by CMake: see Makefile and CMakeLists.txt. collections.expected
 * is what it prints.
 *
 * A host keeps two things of each loan: its rows, and the repayments that stand. Here both are
 * arrays; a real host reads them from its database before a call and writes them back after it.
 */
#include <inttypes.h>
#include <loan_engine.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CURRENCY_EXPONENT = 2, REPAYMENTS_MAX = 8, TAILOR_WEEKS = 10 };

/* From how many days past due a bucket begins, and what the lender calls it. */
static const int32_t bucket_from_days[] = {0, 1, 30, 60, 90};
static const char *const bucket_names[] = {"current", "1-29 days", "30-59 days", "60-89 days",
                                           "90+ days"};
enum { BUCKETS = sizeof bucket_from_days / sizeof bucket_from_days[0] };

/* What varies in length of all contracts: one buffer, aligned to 8 bytes. */
static union {
    int32_t bucket_from_days[BUCKETS];
    uint64_t aligned[(BUCKETS + 1) / 2];
} parts = {{0}};

enum { MARKET_TRADER, TAILOR, FARMER, TAXI_DRIVER, SHOPKEEPER, LOANS };
static const char *const names[LOANS] = {"L-1 trader", "L-2 tailor", "L-3 farmer", "L-4 driver",
                                         "L-5 shop"};

/* The repayments of one loan in the order of their dates: what le_reallocate starts from. */
typedef struct ledger {
    le_payment repayments[REPAYMENTS_MAX];
    size_t count;
} ledger;

typedef struct text {
    char bytes[LE_FORMAT_SIZE];
} text;

static text amount(int64_t minor_units) {
    text result;
    if (le_amount_format(minor_units, CURRENCY_EXPONENT, result.bytes, sizeof result.bytes,
                         NULL) != LE_OK)
        snprintf(result.bytes, sizeof result.bytes, "?");
    return result;
}

static text date(int32_t days) {
    text result;
    if (days == LE_DATE_NONE ||
        le_date_format(days, result.bytes, sizeof result.bytes, NULL) != LE_OK)
        snprintf(result.bytes, sizeof result.bytes, "-");
    return result;
}

/* For the calls that carry a whole portfolio or a repayment already taken: a failure there is a
 * fault of this program, not of a borrower's data, so nothing is printed as if it had worked. */
static void require(int32_t code, const char *what, const le_error *error) {
    if (code == LE_OK) return;
    fprintf(stderr, "%s: %s", what, le_word("le_code", code));
    if (error != NULL) fprintf(stderr, " at %s: %s", error->path, error->message);
    fputc('\n', stderr);
    exit(1);
}

static int32_t day(const char *iso) {
    int32_t result = LE_DATE_NONE;
    require(le_date_parse(iso, LE_TEXT, &result), iso, NULL);
    return result;
}

static le_terms lend(int64_t principal, const char *percent, le_rate_per per,
                     const char *disbursed_at, int32_t count, le_unit unit) {
    le_terms terms = LE_TERMS_INIT;
    terms.principal = principal;
    terms.currency_exponent = CURRENCY_EXPONENT;
    require(le_rate_parse(percent, LE_TEXT, &terms.rate.numerator, &terms.rate.denominator),
            percent, NULL);
    terms.rate_per = per;
    terms.disbursed_at = day(disbursed_at);
    terms.term_count = count;
    terms.term_unit = unit;
    terms.bucket_from_days = (le_part){0, BUCKETS};
    return terms;
}

/* Five contracts, no two alike: the batch takes them all in one call. */
static void write_contracts(le_terms terms[LOANS]) {
    /* Level monthly payments on the declining balance. */
    terms[MARKET_TRADER] = lend(5000000, "24", LE_RATE_YEAR, "2026-03-11", 12, LE_UNIT_MONTH);

    /* Ten weeks at a flat 10 % for the whole loan. */
    terms[TAILOR] = lend(2000000, "10", LE_RATE_LOAN, "2026-05-04", TAILOR_WEEKS,
                         LE_UNIT_WEEK);
    terms[TAILOR].interest_method = LE_FLAT;

    /* A season: interest alone for two months, then the principal in four equal parts, by actual
     * days over 365, with a fee each month. */
    terms[FARMER] = lend(9000000, "18", LE_RATE_YEAR, "2026-01-20", 6, LE_UNIT_MONTH);
    terms[FARMER].amortization = LE_EQUAL_PRINCIPAL;
    terms[FARMER].day_count = LE_DAY_COUNT_ACTUAL_365_FIXED;
    terms[FARMER].grace_principal = 2;
    terms[FARMER].installment_fee = 10000;

    /* Collected every day but Sunday, in whole units of the currency. */
    terms[TAXI_DRIVER] = lend(600000, "5", LE_RATE_LOAN, "2026-07-14", 24, LE_UNIT_DAY);
    terms[TAXI_DRIVER].interest_method = LE_FLAT;
    terms[TAXI_DRIVER].installment_unit = 100;
    terms[TAXI_DRIVER].non_working_weekdays = LE_SUNDAY;
    terms[TAXI_DRIVER].non_working_rule = LE_SKIP;

    /* A slip at data entry: a rate for the whole loan means nothing on a declining balance. */
    terms[SHOPKEEPER] = lend(3000000, "12", LE_RATE_LOAN, "2026-06-01", 6, LE_UNIT_MONTH);
}

/* Later repayments go behind earlier ones, so the ledger stays in the order of dates. */
static const le_payment *record(ledger *book, int32_t event, const char *on, int64_t money) {
    if (book->count == REPAYMENTS_MAX) require(LE_BUFFER_TOO_SMALL, "ledger", NULL);
    le_payment *repayment = &book->repayments[book->count++];
    *repayment = (le_payment){.amount = money, .date = day(on), .event = event};
    return repayment;
}

static void print_postings(const le_posting *postings, size_t count) {
    static const char *const components[] = {"penalty", "fee", "interest", "principal"};
    for (size_t i = 0; i < count; i++)
        printf("    repayment %d to installment %d, %-9s  %10s\n", (int)postings[i].event,
               (int)postings[i].sequence, components[postings[i].component],
               amount(postings[i].amount).bytes);
}

/* The sum of a loan's components. */
static int64_t total(int64_t amounts[4][LOANS], int loan) {
    return amounts[LE_PENALTY][loan] + amounts[LE_FEE][loan] + amounts[LE_INTEREST][loan] +
           amounts[LE_PRINCIPAL][loan];
}

int main(void) {
    le_error error = LE_ERROR_INIT;
    le_terms terms[LOANS];
    write_contracts(terms);
    memcpy(parts.bucket_from_days, bucket_from_days, sizeof bucket_from_days);

    /* The loans: here each has terms of its own. A lender with a few products passes those, and a
     * column of each loan's product, principal and dates. */
    le_loans loans = LE_LOANS_INIT;
    loans.products = terms;
    loans.product_count = LOANS;
    loans.parts = &parts;
    loans.parts_size = sizeof parts;
    loans.count = LOANS;

    /* Schedules. A loan has at most term_count rows, so their sum is enough memory for all: there
     * is no need to compute schedules twice to learn their sizes. The terms of a host may be
     * wrong, as one is here, and a count below zero must not become a size. */
    size_t capacity = 0;
    for (int i = 0; i < LOANS; i++)
        if (terms[i].term_count > 0 && terms[i].term_count <= LE_TERM_COUNT_MAX)
            capacity += (size_t)terms[i].term_count;
    le_row *rows = calloc(capacity, sizeof *rows);
    if (rows == NULL) {
        fputs("no memory for the rows\n", stderr);
        return 1;
    }
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    uint64_t offsets[LOANS + 1];
    le_code codes[LOANS];
    le_error refused[LOANS];
    le_error_init(&refused[0], sizeof refused[0]);

    /* How loans stand goes to columns, each of them only where it is asked for. */
    int64_t unpaid[4][LOANS], late[4][LOANS];
    int32_t bucket[LOANS], days[LOANS], since[LOANS];
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    for (int component = 0; component < 4; component++) {
        positions.outstanding[component] = unpaid[component];
        positions.arrears[component] = late[component];
    }
    positions.bucket = bucket;
    positions.days_past_due = days;
    positions.arrears_since = since;

    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = capacity;
    results.row_offsets = offsets;
    results.codes = codes;
    results.positions = &positions;
    results.errors = refused;
    results.error_capacity = LOANS;
    require(le_schedule_batch(&loans, &results), "schedules", NULL);

    printf("Schedules\n");
    printf("  %-10s  %4s  %10s  %10s  %9s  %8s  %10s\n", "loan", "rows", "last due", "principal",
           "interest", "fees", "total");
    for (int i = 0; i < LOANS; i++) {
        if (codes[i] != LE_OK) {
            /* A code for each loan, and the first errors in full. */
            const le_error *why = refused;
            while (why->index != (uint64_t)i) why++;
            printf("  %-10s  %s at %s:\n              %s\n", names[i], le_word("le_code", codes[i]),
                   why->path, why->message);
            continue;
        }
        /* offsets, not term_count: a schedule may end early. */
        printf("  %-10s  %4" PRIu64 "  %s  %10s  %9s  %8s  %10s\n", names[i],
               offsets[i + 1] - offsets[i], date(rows[offsets[i + 1] - 1].due_date).bytes,
               amount(unpaid[LE_PRINCIPAL][i]).bytes, amount(unpaid[LE_INTEREST][i]).bytes,
               amount(unpaid[LE_FEE][i]).bytes, amount(total(unpaid, i)).bytes);
    }

    /* The bank's file: repayments in the order that they came in, in one call. */
    ledger ledgers[LOANS] = {0};
    static const uint32_t payers[] = {MARKET_TRADER, TAILOR};
    enum { INCOMING = sizeof payers / sizeof payers[0] };
    const le_payment incoming[INCOMING] = {
        *record(&ledgers[MARKET_TRADER], 1, "2026-06-11", 1418394),
        *record(&ledgers[TAILOR], 2, "2026-06-11", 440000)};
    int64_t overpaid[INCOMING];
    le_results taken = LE_RESULTS_INIT;
    taken.codes = codes;
    require(le_allocate_many(&loans, incoming, payers, INCOMING, &columns, offsets, NULL, overpaid,
                             &taken),
            "the bank's file", NULL);
    printf("\nThe bank's file\n");
    for (int i = 0; i < INCOMING; i++) {
        require(codes[i], names[payers[i]], NULL);
        printf("  %-10s  repayment %d of %s, overpaid %s\n", names[payers[i]],
               (int)incoming[i].event, amount(incoming[i].amount).bytes, amount(overpaid[i]).bytes);
    }

    /* At the counter, where the borrower waits for a receipt: one loan, with postings. */
    le_row *tailor = rows + offsets[TAILOR];
    size_t tailor_rows = (size_t)(offsets[TAILOR + 1] - offsets[TAILOR]);
    le_posting postings[4 * TAILOR_WEEKS]; /* At most four a row. */
    size_t postings_max = sizeof postings / sizeof postings[0], posting_count;
    const le_payment *cash = record(&ledgers[TAILOR], 3, "2026-06-12", 300000);
    require(le_allocate(NULL, cash, tailor, tailor_rows, postings, postings_max, &posting_count,
                        NULL, &error),
            "the counter", &error);
    printf("\nAt the counter\n  %-10s  repayment %d of %s\n", names[TAILOR], (int)cash->event,
           amount(cash->amount).bytes);
    print_postings(postings, posting_count);

    /* The bank takes repayment 2 back: the transfer bounced. It is not the last one of its loan,
     * so le_unallocate would leave a hole where it was; le_reallocate without it moves the cash up
     * to the oldest installments, as if the transfer had never come. */
    ledger *book = &ledgers[TAILOR];
    size_t kept = 0;
    for (size_t i = 0; i < book->count; i++)
        if (book->repayments[i].event != 2) book->repayments[kept++] = book->repayments[i];
    book->count = kept;
    require(le_reallocate(NULL, book->repayments, book->count, tailor, tailor_rows, postings,
                          postings_max, &posting_count, NULL, &error),
            "the reversal", &error);
    printf("\nRepayment 2 reversed\n  %-10s\n", names[TAILOR]);
    print_postings(postings, posting_count);

    /* How all loans stand tonight. */
    loans.as_of = day("2026-07-15");
    results = (le_results)LE_RESULTS_INIT;
    results.codes = codes;
    results.positions = &positions;
    require(le_classify_batch(&loans, &columns, offsets, &results), "classification", NULL);

    printf("\nArrears on %s\n", date(loans.as_of).bytes);
    printf("  %-10s  %-10s  %4s  %-10s  %11s  %10s\n", "loan", "bucket", "days", "since",
           "outstanding", "arrears");
    int loans_in[BUCKETS] = {0};
    int64_t outstanding_in[BUCKETS] = {0}, arrears_in[BUCKETS] = {0};
    for (int i = 0; i < LOANS; i++) {
        /* A loan without a schedule has no rows, and no rows classify as nothing owed: it must be
         * left out here, or the report would call it current. */
        if (offsets[i] == offsets[i + 1]) continue;
        require(codes[i], names[i], NULL);
        int64_t owed = total(unpaid, i), overdue = total(late, i);
        printf("  %-10s  %-10s  %4d  %-10s  %11s  %10s\n", names[i], bucket_names[bucket[i]],
               (int)days[i], date(since[i]).bytes, amount(owed).bytes, amount(overdue).bytes);
        loans_in[bucket[i]]++;
        /* Sums over loans are the host's. These fit; a large book checks before it adds. */
        outstanding_in[bucket[i]] += owed;
        arrears_in[bucket[i]] += overdue;
    }

    printf("\nBy bucket\n  %-10s  %5s  %11s  %10s\n", "bucket", "loans", "outstanding", "arrears");
    int all = 0;
    int64_t outstanding = 0, arrears = 0;
    for (int b = 0; b < BUCKETS; b++) {
        printf("  %-10s  %5d  %11s  %10s\n", bucket_names[b], loans_in[b],
               amount(outstanding_in[b]).bytes, amount(arrears_in[b]).bytes);
        all += loans_in[b];
        outstanding += outstanding_in[b];
        arrears += arrears_in[b];
    }
    printf("  %-10s  %5d  %11s  %10s\n", "all", all, amount(outstanding).bytes,
           amount(arrears).bytes);
    free(rows);
    return 0;
}
