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

enum { CURRENCY_EXPONENT = 2, REPAYMENTS_MAX = 8, TAILOR_WEEKS = 10 };

/* From how many days past due a bucket begins, and what the lender calls it. */
static const int32_t bucket_from_days[] = {0, 1, 30, 60, 90};
static const char *const bucket_names[] = {"current", "1-29 days", "30-59 days", "60-89 days",
                                           "90+ days"};
enum { BUCKETS = sizeof bucket_from_days / sizeof bucket_from_days[0] };

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
    fprintf(stderr, "%s: %s", what, le_status_name(code));
    if (error != NULL) fprintf(stderr, " at %s: %s", error->path, error->message);
    fputc('\n', stderr);
    exit(1);
}

static int32_t day(const char *iso) {
    int32_t result = LE_DATE_NONE;
    require(le_date_parse(iso, LE_TEXT, &result), iso, NULL);
    return result;
}

static le_terms lend(int64_t principal, const char *percent, int32_t per, const char *disbursed_at,
                     int32_t count, int32_t unit) {
    le_terms terms = LE_TERMS_INIT;
    terms.principal = principal;
    terms.currency_exponent = CURRENCY_EXPONENT;
    require(le_rate_parse(percent, LE_TEXT, &terms.rate_numerator, &terms.rate_denominator),
            percent, NULL);
    terms.rate_per = per;
    terms.disbursed_at = day(disbursed_at);
    terms.term_count = count;
    terms.term_unit = unit;
    return terms;
}

/* Five contracts, no two alike: the batch takes them all in one call. */
static void write_contracts(le_terms terms[LOANS]) {
    /* Level monthly payments on the declining balance. */
    terms[MARKET_TRADER] = lend(5000000, "24", LE_RATE_YEAR, "2026-03-11", 12, LE_TERM_MONTH);

    /* Ten weeks at a flat 10 % for the whole loan. */
    terms[TAILOR] = lend(2000000, "10", LE_RATE_LOAN, "2026-05-04", TAILOR_WEEKS,
                         LE_TERM_WEEK);
    terms[TAILOR].interest_method = LE_FLAT;

    /* A season: interest alone for two months, then the principal in four equal parts, by actual
     * days over 365, with a fee each month. */
    terms[FARMER] = lend(9000000, "18", LE_RATE_YEAR, "2026-01-20", 6, LE_TERM_MONTH);
    terms[FARMER].amortization = LE_EQUAL_PRINCIPAL;
    terms[FARMER].day_count = LE_DAY_COUNT_ACTUAL_365_FIXED;
    terms[FARMER].grace_principal = 2;
    terms[FARMER].installment_fee = 10000;

    /* Collected every day but Sunday, in whole units of the currency. */
    terms[TAXI_DRIVER] = lend(600000, "5", LE_RATE_LOAN, "2026-07-14", 24, LE_TERM_DAY);
    terms[TAXI_DRIVER].interest_method = LE_FLAT;
    terms[TAXI_DRIVER].installment_unit = 100;
    terms[TAXI_DRIVER].non_working_weekdays = LE_SUNDAY;
    terms[TAXI_DRIVER].non_working_rule = LE_SKIP;

    /* A slip at data entry: a rate for the whole loan means nothing on a declining balance. */
    terms[SHOPKEEPER] = lend(3000000, "12", LE_RATE_LOAN, "2026-06-01", 6, LE_TERM_MONTH);
}

/* Later repayments go behind earlier ones, so the ledger stays in the order of dates. */
static const le_payment *record(ledger *book, int32_t event, const char *on, int64_t money) {
    if (book->count == REPAYMENTS_MAX) require(LE_BUFFER_TOO_SMALL, "ledger", NULL);
    le_payment *repayment = &book->repayments[book->count++];
    *repayment = (le_payment){.amount = money, .date = day(on), .event = event};
    return repayment;
}

static void print_parts(const le_allocation *parts, size_t count) {
    static const char *const components[] = {"penalty", "fee", "interest", "principal"};
    for (size_t i = 0; i < count; i++)
        printf("    repayment %d to installment %d, %-9s  %10s\n", (int)parts[i].event,
               (int)parts[i].sequence, components[parts[i].component],
               amount(parts[i].amount).bytes);
}

int main(void) {
    le_error error = LE_ERROR_INIT;
    le_terms terms[LOANS];
    write_contracts(terms);

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
    uint64_t offsets[LOANS + 1];
    int32_t codes[LOANS];
    le_summary summaries[LOANS];
    require(le_schedule_batch(terms, LOANS, rows, NULL, capacity, offsets, codes, summaries),
            "schedules", NULL);

    printf("Schedules\n");
    printf("  %-10s  %4s  %10s  %10s  %9s  %8s  %10s\n", "loan", "rows", "last due", "principal",
           "interest", "fees", "total");
    for (int i = 0; i < LOANS; i++) {
        if (codes[i] != LE_OK) {
            /* The batch tells codes only, so that it needs no memory for messages. Who is to
             * correct the contract asks for that one loan by itself. */
            size_t count;
            le_schedule_count(&terms[i], &count, &error);
            printf("  %-10s  %s at %s:\n              %s\n", names[i], le_status_name(codes[i]),
                   error.path, error.message);
            continue;
        }
        /* offsets, not term_count: a schedule may end early. */
        printf("  %-10s  %4" PRIu64 "  %s  %10s  %9s  %8s  %10s\n", names[i],
               offsets[i + 1] - offsets[i], date(rows[offsets[i + 1] - 1].due_date).bytes,
               amount(summaries[i].totals.principal).bytes,
               amount(summaries[i].totals.interest).bytes, amount(summaries[i].totals.fee).bytes,
               amount(summaries[i].totals.total).bytes);
    }

    /* The bank's file: a repayment for each of two loans, in one call. Amount 0 means that nothing
     * came for a loan. */
    ledger ledgers[LOANS] = {0};
    le_payment incoming[LOANS] = {0};
    incoming[MARKET_TRADER] = *record(&ledgers[MARKET_TRADER], 1, "2026-06-11", 1418394);
    incoming[TAILOR] = *record(&ledgers[TAILOR], 2, "2026-06-11", 440000);
    int64_t overpaid[LOANS];
    require(le_allocate_batch(NULL, incoming, LOANS, rows, NULL, offsets, overpaid, codes),
            "the bank's file", NULL);
    printf("\nThe bank's file\n");
    for (int i = 0; i < LOANS; i++) {
        if (incoming[i].amount == 0) continue;
        require(codes[i], names[i], NULL);
        printf("  %-10s  repayment %d of %s, overpaid %s\n", names[i], (int)incoming[i].event,
               amount(incoming[i].amount).bytes, amount(overpaid[i]).bytes);
    }

    /* At the counter, where the borrower waits for a receipt: one loan, with records. */
    le_row *tailor = rows + offsets[TAILOR];
    size_t tailor_rows = (size_t)(offsets[TAILOR + 1] - offsets[TAILOR]);
    le_allocation parts[4 * TAILOR_WEEKS]; /* At most four a row. */
    size_t parts_max = sizeof parts / sizeof parts[0], part_count;
    const le_payment *cash = record(&ledgers[TAILOR], 3, "2026-06-12", 300000);
    require(le_allocate(NULL, cash, tailor, tailor_rows, parts, parts_max, &part_count, NULL,
                        &error),
            "the counter", &error);
    printf("\nAt the counter\n  %-10s  repayment %d of %s\n", names[TAILOR], (int)cash->event,
           amount(cash->amount).bytes);
    print_parts(parts, part_count);

    /* The bank takes repayment 2 back: the transfer bounced. It is not the last one of its loan,
     * so le_unallocate would leave a hole where it was; le_reallocate without it moves the cash up
     * to the oldest installments, as if the transfer had never come. */
    ledger *book = &ledgers[TAILOR];
    size_t kept = 0;
    for (size_t i = 0; i < book->count; i++)
        if (book->repayments[i].event != 2) book->repayments[kept++] = book->repayments[i];
    book->count = kept;
    require(le_reallocate(NULL, book->repayments, book->count, tailor, tailor_rows, parts,
                          parts_max, &part_count, NULL, &error),
            "the reversal", &error);
    printf("\nRepayment 2 reversed\n  %-10s\n", names[TAILOR]);
    print_parts(parts, part_count);

    /* How all loans stand tonight. */
    le_delinquency_policy policy = LE_DELINQUENCY_POLICY_INIT;
    policy.bucket_from_days = bucket_from_days;
    policy.bucket_count = BUCKETS;
    le_position positions[LOANS];
    int32_t tonight = day("2026-07-15");
    require(le_classify_batch(rows, NULL, offsets, LOANS, tonight, &policy, positions, codes),
            "classification", NULL);

    printf("\nArrears on %s\n", date(tonight).bytes);
    printf("  %-10s  %-10s  %4s  %-10s  %11s  %10s\n", "loan", "bucket", "days", "since",
           "outstanding", "arrears");
    int loans_in[BUCKETS] = {0};
    int64_t outstanding_in[BUCKETS] = {0}, arrears_in[BUCKETS] = {0};
    for (int i = 0; i < LOANS; i++) {
        /* A loan without a schedule has no rows, and no rows classify as nothing owed: it must be
         * left out here, or the report would call it current. */
        if (offsets[i] == offsets[i + 1]) continue;
        require(codes[i], names[i], NULL);
        const le_position *position = &positions[i];
        printf("  %-10s  %-10s  %4d  %-10s  %11s  %10s\n", names[i],
               bucket_names[position->bucket], (int)position->days_past_due,
               date(position->arrears_since).bytes, amount(position->outstanding.total).bytes,
               amount(position->arrears.total).bytes);
        loans_in[position->bucket]++;
        /* Sums over loans are the host's. These fit; a large book checks before it adds. */
        outstanding_in[position->bucket] += position->outstanding.total;
        arrears_in[position->bucket] += position->arrears.total;
    }

    printf("\nBy bucket\n  %-10s  %5s  %11s  %10s\n", "bucket", "loans", "outstanding", "arrears");
    int loans = 0;
    int64_t outstanding = 0, arrears = 0;
    for (int b = 0; b < BUCKETS; b++) {
        printf("  %-10s  %5d  %11s  %10s\n", bucket_names[b], loans_in[b],
               amount(outstanding_in[b]).bytes, amount(arrears_in[b]).bytes);
        loans += loans_in[b];
        outstanding += outstanding_in[b];
        arrears += arrears_in[b];
    }
    printf("  %-10s  %5d  %11s  %10s\n", "all", loans, amount(outstanding).bytes,
           amount(arrears).bytes);
    free(rows);
    return 0;
}
