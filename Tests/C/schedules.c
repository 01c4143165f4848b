// Schedules and level payments: figures, failures, capacities.
#include "samples.h"

/// The ten lines at the top of loan_engine.h.
static void header_example(void) {
    le_terms terms = new_terms();
    terms.principal = 5000000;
    terms.rate.numerator = 24;
    terms.term_count = 12;
    terms.term_unit = LE_UNIT_MONTH;
    OK(le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at));
    le_row rows[12];
    memset(rows, JUNK, sizeof rows);
    size_t count = 77;
    le_summary summary = LE_SUMMARY_INIT;
    le_error error = LE_ERROR_INIT;
    OK(le_schedule_build(&terms, NULL, 0, rows, 12, &count, &summary, &error));
    SAME(count, 12);
    SAME(summary.struct_size, sizeof summary);
    SAME(summary.count, 12);
    SAME(summary.installment, 472798);
    SAME(summary.has_installment, 1);
    SAME(summary.reserved, 0);
    SAME(error.code, LE_OK);
    static const struct {
        size_t index;
        int64_t interest, principal, balance;
    } expected[] = {{0, 100000, 372798, 4627202}, {1, 92544, 380254, 4246948},
                    {2, 84939, 387859, 3859089},  {10, 18359, 454439, 463527},
                    {11, 9271, 463527, 0}};
    for (size_t index = 0; index < COUNT(expected); index++) {
        const le_row *row = &rows[expected[index].index];
        SAME(row->interest_due, expected[index].interest);
        SAME(row->principal_due, expected[index].principal);
        SAME(row->balance_after, expected[index].balance);
    }
    le_amounts sums = {0, 0, 0, 0, 0};
    for (size_t index = 0; index < count; index++) {
        const le_row *row = &rows[index];
        SAME(row->sequence, index + 1);
        SAME(row->status, LE_ROW_PENDING);
        SAME(paid_of(row), 0);
        SAME(row->penalty_due, 0);
        SAME(row->days_past_due, 0);
        SAME(row->kind, LE_ROW_INSTALLMENT);
        sums.principal += row->principal_due;
        sums.interest += row->interest_due;
        sums.total += due_of(row);
    }
    SAME_BYTES(&sums, &summary.totals);
    SAME(rows[0].start_date, day("2026-03-11"));
    SAME(rows[0].due_date, day("2026-04-11"));
    SAME(rows[11].due_date, day("2027-03-11"));
}

/// The methods side by side, of section 5 of docs/semantics.md: 1 200.00 at 2 % a month over three.
static void methods(void) {
    static const struct {
        int32_t method, amortization;
        int64_t installment, first_principal, first_interest, last_principal, interest;
    } cases[] = {
        {LE_DECLINING, LE_EQUAL_INSTALLMENTS, 41611, 39211, 2400, 40794, 4832},
        {LE_DECLINING, LE_EQUAL_PRINCIPAL, 0, 40000, 2400, 40000, 4800},
        {LE_DECLINING, LE_BULLET, 0, 0, 2400, 120000, 7200},
        {LE_FLAT, LE_EQUAL_INSTALLMENTS, 42400, 40000, 2400, 40000, 7200},
        {LE_FLAT, LE_EQUAL_PRINCIPAL, 0, 40000, 2400, 40000, 7200},
        {LE_FLAT, LE_BULLET, 0, 0, 2400, 120000, 7200},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        le_terms terms = small_terms();
        terms.installment_fee = 0;
        terms.interest_method = cases[index].method;
        terms.amortization = cases[index].amortization;
        le_row rows[3];
        size_t count;
        le_summary summary = LE_SUMMARY_INIT;
        OK(le_schedule_build(&terms, NULL, 0, rows, 3, &count, &summary, NULL));
        SAME(summary.installment, cases[index].installment);
        SAME(summary.has_installment, cases[index].installment > 0);
        SAME(rows[0].principal_due, cases[index].first_principal);
        SAME(rows[0].interest_due, cases[index].first_interest);
        SAME(rows[2].principal_due, cases[index].last_principal);
        SAME(summary.totals.interest, cases[index].interest);
        SAME(summary.totals.principal, 120000);
    }
}

static void early_end(void) {
    le_terms terms = new_terms();
    terms.principal = 10000;
    terms.term_count = 12;
    terms.disbursed_at = day("2026-01-15");
    terms.installment_mode = LE_UP;
    terms.installment_unit = 1000;
    le_row rows[12];
    memset(rows, JUNK, sizeof rows);
    size_t count = 77;
    le_summary summary = LE_SUMMARY_INIT;
    OK(le_schedule_build(&terms, NULL, 0, NULL, 0, &count, NULL, NULL));
    SAME(count, 10);
    OK(le_schedule_build(&terms, NULL, 0, rows, 10, &count, &summary, NULL));
    SAME(count, 10);
    SAME(summary.count, 10);
    SAME(summary.installment, 1000);
    SAME(rows[9].balance_after, 0);
    ALL_BYTES(&rows[10], JUNK); // behind the last row nothing is written
}

/// A level payment of zero is one all the same: has_installment tells.
static void level_of_zero(void) {
    le_terms terms = new_terms();
    terms.principal = 1;
    terms.term_count = 3;
    terms.installment_mode = LE_DOWN;
    le_row rows[3];
    size_t count;
    int64_t rounded = 77;
    le_summary summary = LE_SUMMARY_INIT;
    OK(le_schedule_build(&terms, NULL, 0, rows, 3, &count, &summary, NULL));
    SAME(summary.installment, 0);
    SAME(summary.has_installment, 1);
    SAME(rows[2].principal_due, 1);
    OK(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, NULL));
    SAME(rounded, 0);
}

static void options(void) {
    _Alignas(8) int32_t holidays[4] = {0};
    le_terms terms = new_terms(); // 31 May 2026 is a Sunday
    terms.principal = 120000;
    terms.rate.numerator = 24;
    terms.term_count = 3;
    terms.disbursed_at = day("2026-04-30");
    terms.first_due_date = day("2026-05-31");
    terms.non_working_weekdays = LE_SATURDAY | LE_SUNDAY;
    static const struct {
        int32_t rule;
        const char *due;
    } rules[] = {{LE_FOLLOWING, "2026-06-01"},
                 {LE_MODIFIED_FOLLOWING, "2026-05-29"},
                 {LE_PRECEDING, "2026-05-29"}};
    le_row rows[4];
    size_t count;
    le_summary summary = LE_SUMMARY_INIT;
    for (size_t index = 0; index < COUNT(rules); index++) {
        terms.non_working_rule = rules[index].rule;
        OK(le_schedule_build(&terms, NULL, 0, rows, 3, &count, &summary, NULL));
        SAME(rows[0].due_date, day(rules[index].due));
        SAME(rows[1].start_date, day("2026-05-31"));
    }
    holidays[0] = day("2026-06-02"); // in any order, and more than once
    holidays[1] = holidays[2] = day("2026-06-01");
    terms.non_working_rule = LE_FOLLOWING;
    terms.holidays = (le_part){0, 3};
    OK(le_schedule_build(&terms, holidays, sizeof holidays, rows, 3, &count, &summary, NULL));
    SAME(rows[0].due_date, day("2026-06-03"));

    terms = small_terms(); // grace that capitalizes: 1 200.00 at 2 % a month in four
    terms.amortization = LE_EQUAL_INSTALLMENTS;
    terms.installment_fee = 0;
    terms.term_count = 4;
    terms.grace_capitalized = 1;
    OK(le_schedule_build(&terms, NULL, 0, rows, 4, &count, &summary, NULL));
    SAME(rows[0].balance_after, 122400);
    SAME(summary.installment, 42443);
    SAME(summary.totals.principal, 122400);

    terms.grace_capitalized = 0; // a balloon of 600.00 over three
    terms.term_count = 3;
    terms.balloon = 60000;
    OK(le_schedule_build(&terms, NULL, 0, rows, 3, &count, &summary, NULL));
    SAME(summary.installment, 22005);
    SAME(due_of(&rows[2]), 82006);

    terms.balloon = 0; // rates as text: exactly a third of 100
    terms.principal = 30000;
    terms.interest_method = LE_FLAT;
    terms.rate_per = LE_RATE_LOAN;
    _Alignas(8) char text[48] = "100/3";
    terms.rate = (le_ratio){0, 0};
    terms.rate_text = (le_part){0, 5};
    OK(le_schedule_build(&terms, text, sizeof text, rows, 3, &count, &summary, NULL));
    SAME(summary.totals.interest, 10000);
    strcpy(text, "36893488147419103232/1106804644422573096960"); // 2^65 / (30 * 2^65)
    terms.rate_text.count = (uint32_t)strlen(text);
    OK(le_schedule_build(&terms, text, sizeof text, rows, 3, &count, &summary, NULL));
    SAME(summary.totals.interest, 10);
}

static void capacities(void) {
    le_terms terms = level_terms();
    for (size_t capacity = 0; capacity < 12; capacity++) {
        le_row rows[12];
        le_summary summary, empty = LE_SUMMARY_INIT;
        memset(rows, JUNK, sizeof rows);
        memset(&summary, JUNK, sizeof summary);
        summary.struct_size = sizeof summary;
        size_t count = 77;
        le_error error;
        FAILS(le_schedule_build(&terms, NULL, 0, rows, capacity, &count, &summary, &error),
              LE_BUFFER_TOO_SMALL, "rows");
        SAME(count, 12);
        ALL_BYTES(&rows, JUNK);
        SAME_BYTES(&summary, &empty);
    }
    size_t count = 77;
    le_error error;
    OK(le_schedule_build(&terms, NULL, 0, NULL, 0, &count, NULL, NULL)); // rows are not asked for
    SAME(count, 12);
    FAILS(le_schedule_build(&terms, NULL, 0, NULL, 12, &count, NULL, &error), LE_INVALID_ARGUMENT, "rows");
    SAME(count, 0);
    le_row row;
    FAILS(le_schedule_build(&terms, NULL, 0, &row, SIZE_MAX, &count, NULL, &error), LE_INVALID_ARGUMENT,
          "rows");
    FAILS(le_schedule_build(&terms, NULL, 0, &row, SIZE_MAX / 96, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "rows");
}

static void schedule_arguments(void) {
    le_terms terms = level_terms();
    le_row rows[13];
    memset(rows, JUNK, sizeof rows);
    size_t count = 77, sizes[2];
    le_summary summaries[2] = {LE_SUMMARY_INIT, LE_SUMMARY_INIT};
    le_error error, errors[2];
    memset(errors, JUNK, sizeof errors);

    FAILS(le_schedule_build(NULL, NULL, 0, NULL, 0, &count, NULL, &error), LE_INVALID_ARGUMENT, "terms");
    SAME(count, 0);
    FAILS(le_schedule_build(&terms, NULL, 0, NULL, 0, NULL, NULL, &error), LE_INVALID_ARGUMENT, "count");
    FAILS(le_schedule_build(MISALIGNED(le_terms, rows), NULL, 0, NULL, 0, &count, NULL, &error), LE_INVALID_ARGUMENT,
          "terms");
    FAILS(le_schedule_build(&terms, NULL, 0, NULL, 0, MISALIGNED(size_t, sizes), NULL, &error), LE_INVALID_ARGUMENT,
          "count");
    INVALID(le_schedule_build(&terms, NULL, 0, NULL, 0, &count, NULL, MISALIGNED(le_error, errors)));
    ALL_BYTES(&errors, JUNK);
    INVALID(le_schedule_build(NULL, NULL, 0, NULL, 0, &count, NULL, NULL));
    OK(le_schedule_build(&terms, NULL, 0, NULL, 0, &count, NULL, NULL));
    SAME(count, 12);

    FAILS(le_schedule_build(NULL, NULL, 0, rows, 12, &count, NULL, &error), LE_INVALID_ARGUMENT, "terms");
    SAME(count, 0);
    FAILS(le_schedule_build(&terms, NULL, 0, rows, 12, NULL, NULL, &error), LE_INVALID_ARGUMENT, "count");
    FAILS(le_schedule_build(MISALIGNED(le_terms, &terms), NULL, 0, rows, 12, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "terms");
    FAILS(le_schedule_build(&terms, NULL, 0, MISALIGNED(le_row, rows), 12, &count, NULL, &error),
          LE_INVALID_ARGUMENT, "rows");
    FAILS(le_schedule_build(&terms, NULL, 0, rows, 12, MISALIGNED(size_t, sizes), NULL, &error),
          LE_INVALID_ARGUMENT, "count");
    FAILS(le_schedule_build(&terms, NULL, 0, rows, 12, &count, MISALIGNED(le_summary, summaries), &error),
          LE_INVALID_ARGUMENT, "summary");
    INVALID(le_schedule_build(&terms, NULL, 0, rows, 12, &count, NULL, MISALIGNED(le_error, errors)));
    ALL_BYTES(&rows, JUNK);
    // What is read is the caller's, and stays as it is.
    le_terms before = terms;
    OK(le_schedule_build(&terms, NULL, 0, rows, 12, &count, &summaries[0], &error));
    SAME_BYTES(&terms, &before);
    ALL_BYTES(&rows[12], JUNK);
}

static void level_payments(void) {
    le_terms terms = small_terms(); // (1200.00 + 72.00) / 3, and a third of a cent more or less
    terms.interest_method = LE_FLAT;
    terms.amortization = LE_EQUAL_INSTALLMENTS;
    int64_t rounded = 77;
    char ratio[64];
    size_t needed = 77;
    OK(le_level_payment(&terms, NULL, 0, &rounded, ratio, sizeof ratio, &needed, NULL));
    SAME(rounded, 42400);
    TEXT(ratio, "42400");
    SAME(needed, 6);
    terms.principal = 120001;
    OK(le_level_payment(&terms, NULL, 0, &rounded, ratio, sizeof ratio, &needed, NULL));
    SAME(rounded, 42400);
    TEXT(ratio, "127201/3");

    // Two installments at 10 %: A = P / (10/11 + 100/121) = P * 121 / 210.
    terms = small_terms();
    terms.amortization = LE_EQUAL_INSTALLMENTS;
    terms.rate.numerator = 10;
    terms.term_count = 2;
    terms.principal = 100001;
    OK(le_level_payment(&terms, NULL, 0, &rounded, ratio, sizeof ratio, &needed, NULL));
    SAME(rounded, 57620);
    TEXT(ratio, "12100121/210");
    SAME(needed, 13);
    for (size_t capacity = 0; capacity < 13; capacity++) {
        rounded = 77;
        needed = 77;
        memset(ratio, JUNK, sizeof ratio);
        le_error error = LE_ERROR_INIT;
        CODE(le_level_payment(&terms, NULL, 0, &rounded, ratio, capacity, &needed, &error),
             LE_BUFFER_TOO_SMALL);
        SAME(error.code, LE_BUFFER_TOO_SMALL);
        TEXT(error.path, "ratio");
        SAME(rounded, 57620);
        SAME(needed, 13);
        ALL_BYTES(&ratio, JUNK);
    }
    OK(le_level_payment(&terms, NULL, 0, &rounded, ratio, 13, NULL, NULL));
    TEXT(ratio, "12100121/210");
    needed = 77;
    OK(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, &needed, NULL));
    SAME(needed, 13);
    OK(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, NULL));
    SAME(rounded, 57620);

    // 4 727.98 is what the header's loan pays; the digits of its ratio grow with the term.
    terms = level_terms();
    OK(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, &needed, NULL));
    SAME(rounded, 472798);
    char *text = malloc(needed);
    if (text == NULL) abort();
    OK(le_level_payment(&terms, NULL, 0, &rounded, text, needed, NULL, NULL));
    SAME(strlen(text), needed - 1);
    CHECK(strspn(text, "0123456789/") == needed - 1);
    free(text);
    // Before respreading, whatever the leveling.
    terms.leveling = LE_LEVELING_RESPREAD;
    terms.interest_unit = 100;
    terms.interest_mode = LE_UP;
    OK(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, NULL));
    SAME(rounded, 472798);
}

static void level_payment_failures(void) {
    le_terms terms = small_terms();
    int64_t rounded = 77, space[2];
    size_t needed = 77, sizes[2];
    char ratio[64];
    le_error error;
    static const int32_t shapes[][2] = {{LE_DECLINING, LE_EQUAL_PRINCIPAL},
                                        {LE_DECLINING, LE_BULLET},
                                        {LE_FLAT, LE_EQUAL_PRINCIPAL}, {LE_FLAT, LE_BULLET}};
    for (size_t index = 0; index < COUNT(shapes); index++) {
        terms.interest_method = shapes[index][0];
        terms.amortization = shapes[index][1];
        rounded = 77;
        needed = 77;
        memset(ratio, JUNK, sizeof ratio);
        FAILS(le_level_payment(&terms, NULL, 0, &rounded, ratio, sizeof ratio, &needed, &error),
              LE_INVALID_TERMS, "terms.amortization");
        SAME(rounded, 0);
        SAME(needed, 0);
        ALL_BYTES(&ratio, JUNK);
    }
    terms.interest_method = LE_FLAT;
    terms.amortization = LE_EQUAL_INSTALLMENTS;
    terms.grace_principal = 1;
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, &error), LE_INVALID_TERMS,
          "terms.amortization");

    terms = level_terms();
    FAILS(le_level_payment(NULL, NULL, 0, &rounded, NULL, 0, NULL, &error), LE_INVALID_ARGUMENT, "terms");
    FAILS(le_level_payment(&terms, NULL, 0, NULL, NULL, 0, NULL, &error), LE_INVALID_ARGUMENT, "rounded");
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 64, &needed, &error), LE_INVALID_ARGUMENT,
          "ratio");
    FAILS(le_level_payment(MISALIGNED(le_terms, &terms), NULL, 0, &rounded, NULL, 0, NULL, &error),
          LE_INVALID_ARGUMENT, "terms");
    FAILS(le_level_payment(&terms, NULL, 0, MISALIGNED(int64_t, space), NULL, 0, NULL, &error),
          LE_INVALID_ARGUMENT, "rounded");
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, MISALIGNED(size_t, sizes), &error),
          LE_INVALID_ARGUMENT, "needed");
    INVALID(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, MISALIGNED(le_error, &error)));
    terms.principal = 0;
    rounded = 77;
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, &error), LE_INVALID_TERMS,
          "terms.principalAmount");
    SAME(rounded, 0);
    terms = level_terms(); // a payment that does not fit, and a loan that ends after all dates
    terms.principal = INT64_MAX;
    terms.rate.numerator = 1000000;
    rounded = 77;
    needed = 77;
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, &needed, &error), LE_AMOUNT_OUT_OF_RANGE,
          "schedule.installmentAmount");
    SAME(rounded, 0);
    SAME(needed, 0);
    terms = level_terms();
    terms.disbursed_at = LE_DATE_MAX;
    FAILS(le_level_payment(&terms, NULL, 0, &rounded, NULL, 0, NULL, &error), LE_DATE_OUT_OF_RANGE,
          "schedule.items[0].dueDate");
}

int main(void) {
    header_example();
    methods();
    early_end();
    level_of_zero();
    options();
    capacities();
    schedule_arguments();
    level_payments();
    level_payment_failures();
    return summary_line();
}
