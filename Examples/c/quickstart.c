/*
 * quickstart.c - one loan from its terms to its arrears.
 *
 * With the library installed, build and run by
 *
 *     cc -std=c11 -o quickstart quickstart.c $(pkg-config --cflags --libs loan-engine)
 *     ./quickstart                  50 000.00 at 24 % a year
 *     ./quickstart 80000.00 22.5    another principal, another rate
 *
 * or by `make` in this folder, or by CMake: see Makefile and CMakeLists.txt. quickstart.expected
 * is what it prints without arguments.
 */
#include <loan_engine.h>
#include <stdio.h>

enum { INSTALLMENTS = 12, CURRENCY_EXPONENT = 2 };

/* Formatted texts by value: the library writes into memory of the caller's, and a struct that is
 * returned lives to the end of the printf it is written in, so there is nothing to free. */
typedef struct text {
    char bytes[LE_FORMAT_SIZE];
} text;

static text amount(int64_t minor_units) {
    text result;
    /* LE_FORMAT_SIZE holds every amount and date. What may still fail is a date out of range. */
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

/* The path says which field is wrong and the message what is allowed, so a form can show it. */
static int failed(const char *what, const le_error *error) {
    fprintf(stderr, "%s: %s at %s: %s\n", what, le_word("le_code", error->code), error->path,
            error->message);
    return 1;
}

/* The functions for text have no le_error: the code and the text say it all. */
static int unreadable(const char *argument, int32_t code) {
    fprintf(stderr, "quickstart: %s: %s\n", argument, le_word("le_code", code));
    return 1;
}

static const char *component_name(int32_t component) {
    switch (component) {
    case LE_PENALTY: return "penalty";
    case LE_FEE: return "fee";
    case LE_INTEREST: return "interest";
    case LE_PRINCIPAL: return "principal";
    default: return "?";
    }
}

static const char *row_status_name(int32_t status) {
    switch (status) {
    case LE_ROW_PENDING: return "pending";
    case LE_ROW_PARTIAL: return "partial";
    case LE_ROW_PAID: return "paid";
    case LE_ROW_OVERDUE: return "overdue";
    default: return "?";
    }
}

int main(int argc, char **argv) {
    const char *principal = argc > 1 ? argv[1] : "50000.00";
    const char *rate = argc > 2 ? argv[2] : "24";
    le_error error = LE_ERROR_INIT;
    int32_t code;

    /* 1. The terms. Zero is the default of all but these and what LE_TERMS_INIT sets. Amounts are whole minor units
     *    and rates exact ratios: never pass either through a double on the way here. */
    le_terms terms = LE_TERMS_INIT;
    terms.term_count = INSTALLMENTS;
    terms.term_unit = LE_UNIT_MONTH;
    terms.currency_exponent = CURRENCY_EXPONENT;
    code = le_amount_parse(principal, LE_TEXT, CURRENCY_EXPONENT, &terms.principal);
    if (code != LE_OK) return unreadable(principal, code);
    code = le_rate_parse(rate, LE_TEXT, &terms.rate.numerator, &terms.rate.denominator);
    if (code != LE_OK) return unreadable(rate, code);
    code = le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
    if (code != LE_OK) return unreadable("2026-03-11", code);

    /* 2. The schedule. The rows are the loan's state from here on: a host stores them. A loan that
     *    is repaid early by rounding has fewer than term_count, hence `count`. */
    le_row rows[INSTALLMENTS];
    size_t count;
    le_summary summary = LE_SUMMARY_INIT;
    if (le_schedule_build(&terms, NULL, 0, rows, INSTALLMENTS, &count, &summary, &error) !=
        LE_OK)
        return failed("schedule", &error);

    printf("%s at %s %% a year, paid out on %s: %zu installments of %s\n\n",
           amount(terms.principal).bytes, rate, date(terms.disbursed_at).bytes, count,
           amount(summary.installment).bytes);
    printf("%3s  %-10s  %12s  %12s  %12s  %12s\n", "#", "due", "principal", "interest", "total",
           "balance");
    for (size_t i = 0; i < count; i++) {
        const le_row *row = &rows[i];
        printf("%3d  %s  %12s  %12s  %12s  %12s\n", (int)row->sequence, date(row->due_date).bytes,
               amount(row->principal_due).bytes, amount(row->interest_due).bytes,
               amount(row->principal_due + row->interest_due).bytes,
               amount(row->balance_after).bytes);
    }
    printf("%15s  %12s  %12s  %12s\n", "", amount(summary.totals.principal).bytes,
           amount(summary.totals.interest).bytes, amount(summary.totals.total).bytes);

    /* 3. A repayment, less than the first installment. NULL for the policy pays interest before
     *    principal. The rows change in place; the postings say where the money went, and are what
     *    a receipt prints and what le_unallocate needs to take the repayment back. */
    le_payment payment = {.amount = 300000, .event = 1};
    code = le_date_from_civil(2026, 4, 11, &payment.date);
    if (code != LE_OK) return unreadable("2026-04-11", code);
    le_posting parts[4 * INSTALLMENTS]; /* At most four a row. */
    size_t part_count;
    int64_t overpaid;
    if (le_allocate(NULL, &payment, rows, count, parts, sizeof parts / sizeof parts[0],
                    &part_count, &overpaid, &error) != LE_OK)
        return failed("repayment", &error);

    printf("\n%s repaid on %s:\n", amount(payment.amount).bytes, date(payment.date).bytes);
    for (size_t i = 0; i < part_count; i++)
        printf("  installment %d  %-9s  %12s\n", (int)parts[i].sequence,
               component_name(parts[i].component), amount(parts[i].amount).bytes);
    /* The library keeps no money: what no row took is for the host to hold or pay back. */
    if (overpaid > 0) printf("  overpaid                  %12s\n", amount(overpaid).bytes);

    /* 4. How the loan stands on a later date. There is no clock: a date is always passed in. */
    int32_t as_of;
    code = le_date_from_civil(2026, 5, 20, &as_of);
    if (code != LE_OK) return unreadable("2026-05-20", code);
    le_position position = LE_POSITION_INIT;
    if (le_classify(NULL, NULL, 0, rows, count, as_of, &position, &error) != LE_OK)
        return failed("classification", &error);

    printf("\nOn %s:\n", date(as_of).bytes);
    for (size_t i = 0; i < count && rows[i].due_date <= as_of; i++)
        printf("  installment %d  %-9s  %d days past due\n", (int)rows[i].sequence,
               row_status_name(rows[i].status), (int)rows[i].days_past_due);
    printf("  outstanding  %12s  (principal %s, interest %s)\n",
           amount(position.outstanding.total).bytes, amount(position.outstanding.principal).bytes,
           amount(position.outstanding.interest).bytes);
    printf("  in arrears   %12s  since %s, %d days\n", amount(position.arrears.total).bytes,
           date(position.arrears_since).bytes, (int)position.days_past_due);
    printf("  next to pay  %12s  of installment %d, due %s\n",
           amount(position.next_due_amount).bytes, (int)position.next_due_sequence,
           date(position.next_due_date).bytes);
    return 0;
}
