// Terms that are refused: every field, every code, by le_schedule_count, le_schedule_build,
// le_level_payment and le_evaluate alike.
#include "samples.h"

static const le_event no_events[1];

/// The same failure from every function that takes terms, and what they leave behind.
static void refused_by_all(const le_terms *terms, int32_t code, const char *path) {
    le_error error = new_error();
    size_t count = 77, needed = 77;
    int64_t rounded = 77;
    FAILS(le_schedule_count(terms, &count, &error), code, path);
    SAME(count, 0);
    le_row rows[4];
    memset(rows, JUNK, sizeof rows);
    le_summary summary, empty = LE_SUMMARY_INIT;
    memset(&summary, JUNK, sizeof summary);
    summary.struct_size = sizeof summary;
    count = 77;
    FAILS(le_schedule_build(terms, rows, COUNT(rows), &count, &summary, &error), code, path);
    SAME(count, 0);
    SAME_BYTES(&summary, &empty);
    le_statement statement, nothing = LE_STATEMENT_INIT;
    memset(&statement, JUNK, sizeof statement);
    statement.struct_size = sizeof statement;
    le_allocation allocations[1];
    size_t allocation_count = 77;
    count = 77;
    FAILS(le_evaluate(terms, LE_ACTIVE, no_events, 0, LE_DATE_NONE, rows, COUNT(rows), &count,
                      allocations, 1, &allocation_count, &statement, &error),
          code, path);
    SAME(count, 0);
    SAME(allocation_count, 0);
    SAME_BYTES(&statement, &nothing);
    ALL_BYTES(&rows, JUNK);
    if (code == LE_INVALID_TERMS) { // a schedule may fail where its level payment does not
        FAILS(le_level_payment(terms, &rounded, NULL, 0, &needed, &error), code, path);
        SAME(rounded, 0);
        SAME(needed, 0);
    }
}

/// Values that the fields of 32 bits refuse.
static void small_fields(void) {
    static const struct {
        size_t offset;
        int32_t least, most;
        const char *path;
    } fields[] = {
#define FIELD(field, least, most, path) {offsetof(le_terms, field), least, most, "terms." path}
        FIELD(rate_per, LE_RATE_YEAR, LE_RATE_LOAN, "rate.per"),
        FIELD(interest_method, LE_DECLINING, LE_FLAT, "interestMethod"),
        FIELD(amortization, LE_EQUAL_INSTALLMENTS, LE_BULLET, "amortization"),
        FIELD(term_count, 1, LE_TERM_COUNT_MAX, "termCount"),
        FIELD(term_unit, LE_TERM_DAY, LE_TERM_MONTH, "termUnit"),
        FIELD(term_every, 1, LE_TERM_EVERY_MAX, "termEvery"),
        FIELD(day_count, LE_DAY_COUNT_EQUAL, LE_DAY_COUNT_ACTUAL_365_FEB29, "dayCount"),
        FIELD(interest_mode, LE_HALF_EVEN, LE_FLOOR, "rounding.interestMode"),
        FIELD(installment_mode, LE_HALF_EVEN, LE_FLOOR, "rounding.installmentMode"),
        FIELD(leveling, LE_LEVELING_NONE, LE_LEVELING_RESPREAD, "leveling"),
        FIELD(flat_interest, LE_FLAT_INTEREST_TERM, LE_FLAT_INTEREST_PERIOD, "flatInterest"),
        FIELD(residual, LE_RESIDUAL_LAST, LE_RESIDUAL_SPREAD, "residual"),
        FIELD(grace_principal, 0, 2, "grace.principal"),
        FIELD(grace_interest_free, 0, 2, "grace.interestFree"),
        FIELD(grace_capitalized, 0, 2, "grace.capitalized"),
        FIELD(non_working_rule, LE_FOLLOWING, LE_SKIP, "nonWorkingDays.rule"),
#undef FIELD
    };
    for (size_t index = 0; index < COUNT(fields); index++) {
        int32_t values[COUNT(extremes) + 4];
        memcpy(values, extremes, sizeof extremes);
        values[COUNT(extremes)] = fields[index].least - 1;
        values[COUNT(extremes) + 1] = fields[index].most + 1;
        values[COUNT(extremes) + 2] = fields[index].least + 65536; // not cut to 8 or 16 bits
        values[COUNT(extremes) + 3] = fields[index].least + (1 << 24);
        for (size_t value = 0; value < COUNT(values); value++) {
            le_terms terms = level_terms();
            terms.term_count = 3;
            memcpy((char *)&terms + fields[index].offset, &values[value], sizeof values[value]);
            refused_by_all(&terms, LE_INVALID_TERMS, fields[index].path);
        }
    }
}

static void currency_exponents(void) {
    static const int32_t values[] = {-1, 7, 256, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(values); index++) {
        le_terms terms = level_terms();
        terms.currency_exponent = values[index];
        size_t count = 77;
        le_error error = new_error();
        CODE(le_schedule_count(&terms, &count, &error), LE_INVALID_TERMS);
        SAME(count, 0);
        CHECK(strncmp(error.path, "terms.currency", 14) == 0);
    }
    for (int32_t exponent = 0; exponent <= 6; exponent++) {
        le_terms terms = level_terms();
        terms.currency_exponent = exponent;
        size_t count;
        OK(le_schedule_count(&terms, &count, NULL));
        // Messages have the amounts as the currency writes them.
        static const char *const texts[] = {"-1 ",     "-0.1 ",     "-0.01 ",    "-0.001 ",
                                            "-0.0001 ", "-0.00001 ", "-0.000001 "};
        terms.principal = -1;
        le_error error = new_error();
        CODE(le_schedule_count(&terms, &count, &error), LE_INVALID_TERMS);
        CHECK(strncmp(error.message, texts[exponent], strlen(texts[exponent])) == 0);
    }
}

static void amounts(void) {
    static const int64_t negative[] = {-1, INT64_MIN, INT64_MIN + 1, -1000000000000};
    for (size_t index = 0; index < COUNT(negative); index++) {
        le_terms terms = level_terms();
        terms.principal = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.principalAmount");
        terms = level_terms();
        terms.interest_unit = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.rounding.interestUnit");
        terms = level_terms();
        terms.installment_unit = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.rounding.installmentUnit");
        terms = level_terms();
        terms.balloon = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.balloonAmount");
        terms = level_terms();
        terms.installment_fee = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.installmentFee");
        terms = level_terms();
        terms.rate_numerator = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.percent");
        terms = level_terms();
        terms.rate_denominator = negative[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.percent");
    }
    le_terms terms = level_terms();
    terms.principal = 0;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.principalAmount");
    terms = level_terms();
    terms.interest_unit = 0;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.rounding.interestUnit");
    terms = level_terms();
    terms.installment_unit = 0;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.rounding.installmentUnit");
    terms = level_terms();
    terms.rate_denominator = 0;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.percent");
    terms = level_terms();
    terms.balloon = terms.principal + 1;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.balloonAmount");
}

static void rate_texts(void) {
    char longer[LE_TEXT_MAX + 2];
    memset(longer, '0', sizeof longer);
    longer[LE_TEXT_MAX + 1] = 0;
    const char *const texts[] = {"", "x", "-1", "1/0", "1.5/2", " 1", "1e2", "\xFF", longer};
    for (size_t index = 0; index < COUNT(texts); index++) {
        le_terms terms = level_terms();
        terms.rate_text = texts[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.percent");
    }
    le_terms terms = level_terms();
    size_t count;
    le_error error = new_error();
    terms.rate_text = "1/0"; // the message shows what can be shown
    CODE(le_schedule_count(&terms, &count, &error), LE_INVALID_TERMS);
    CHECK(strncmp(error.message, "\"1/0\" is not allowed here; allowed: ", 36) == 0);
    terms.rate_text = "1\n\\";
    CODE(le_schedule_count(&terms, &count, &error), LE_INVALID_TERMS);
    CHECK(strncmp(error.message, "rate_text is not allowed here; allowed: ", 40) == 0);
    terms = level_terms(); // instead of the two numbers: they do not count then
    terms.rate_text = "24";
    terms.rate_numerator = -5;
    terms.rate_denominator = 0;
    int64_t rounded;
    OK(le_level_payment(&terms, &rounded, NULL, 0, NULL, NULL));
    SAME(rounded, 472798);
    memset(longer, '0', sizeof longer);
    longer[LE_TEXT_MAX - 2] = '2';
    longer[LE_TEXT_MAX - 1] = '4';
    longer[LE_TEXT_MAX] = 0;
    terms.rate_text = longer;
    OK(le_level_payment(&terms, &rounded, NULL, 0, NULL, NULL));
    SAME(rounded, 472798);
}

static void combinations(void) {
    le_terms terms = level_terms();
    terms.rate_per = LE_RATE_LOAN;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.per");
    terms.interest_method = LE_FLAT;
    terms.day_count = LE_DAY_COUNT_ACTUAL_360;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.rate.per");
    terms = small_terms();
    terms.leveling = LE_LEVELING_RESPREAD;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.leveling");
    terms = level_terms();
    terms.leveling = LE_LEVELING_RESPREAD;
    terms.balloon = 1;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.leveling");
    terms = level_terms();
    terms.flat_interest = LE_FLAT_INTEREST_PERIOD;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.flatInterest");
    terms = level_terms();
    terms.interest_method = LE_FLAT;
    terms.grace_capitalized = 1;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.grace.capitalized");
    terms = small_terms();
    terms.balloon = 1;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.balloonAmount");
    terms = level_terms();
    terms.non_working_weekdays = LE_SUNDAY;
    terms.non_working_rule = LE_SKIP;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.nonWorkingDays.rule");
    terms.term_unit = LE_TERM_DAY;
    terms.first_due_date = day("2026-03-15"); // a Sunday
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.firstDueDate");
    terms = level_terms();
    terms.non_working_weekdays = 127;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.nonWorkingDays");
    terms.non_working_weekdays = 128;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.nonWorkingDays.weekdays");
    terms.non_working_weekdays = UINT32_MAX;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.nonWorkingDays.weekdays");
}

static void dates(void) {
    static const int32_t outside[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, INT32_MAX, INT32_MIN + 1};
    int32_t holidays[3] = {0, 0, 0};
    for (size_t index = 0; index < COUNT(outside); index++) {
        le_terms terms = level_terms();
        terms.disbursed_at = outside[index];
        refused_by_all(&terms, LE_DATE_OUT_OF_RANGE, "terms.disbursedAt");
        terms = level_terms();
        terms.first_due_date = outside[index];
        refused_by_all(&terms, LE_DATE_OUT_OF_RANGE, "terms.firstDueDate");
        terms = level_terms();
        holidays[2] = outside[index];
        terms.holidays = holidays;
        terms.holiday_count = 3;
        refused_by_all(&terms, LE_DATE_OUT_OF_RANGE, "terms.nonWorkingDays.holidays[2]");
    }
    le_terms terms = level_terms();
    terms.disbursed_at = LE_DATE_NONE;
    refused_by_all(&terms, LE_DATE_OUT_OF_RANGE, "terms.disbursedAt");
    terms = level_terms();
    terms.first_due_date = terms.disbursed_at - 1;
    refused_by_all(&terms, LE_INVALID_TERMS, "terms.firstDueDate");
    terms = level_terms();
    terms.term_count = 2;
    terms.disbursed_at = day("9999-11-15");
    refused_by_all(&terms, LE_DATE_OUT_OF_RANGE, "schedule.items[1].dueDate");
}

/// What is for accounts only, le_evaluate looks at; schedules do not depend on it.
static void account_fields(void) {
    static int32_t days[1] = {77};
    le_terms cases[6];
    for (size_t index = 0; index < COUNT(cases); index++) cases[index] = level_terms();
    cases[0].allocation.order[1] = LE_PENALTY;
    cases[1].allocation.across = 2;
    cases[2].allocation.reserved = 1;
    cases[3].grace_days = -1;
    cases[4].bucket_count = 1;
    cases[5].bucket_count = 1;
    cases[5].bucket_from_days = days;
    le_terms plain = level_terms();
    le_row expected[12], rows[12];
    size_t count;
    OK(le_schedule_build(&plain, expected, 12, &count, NULL, NULL));
    for (size_t index = 0; index < COUNT(cases); index++) {
        const le_terms *terms = &cases[index];
        uint64_t offsets[2];
        int32_t code = 77;
        int64_t rounded;
        memset(rows, JUNK, sizeof rows);
        OK(le_schedule_build(terms, rows, 12, &count, NULL, NULL));
        SAME_BYTES(&rows, &expected);
        memset(rows, JUNK, sizeof rows);
        OK(le_schedule_batch(terms, 1, rows, NULL, 12, offsets, &code, NULL));
        OK(code);
        SAME_BYTES(&rows, &expected);
        OK(le_schedule_count(terms, &count, NULL));
        OK(le_level_payment(terms, &rounded, NULL, 0, NULL, NULL));
        code = le_evaluate(terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE, rows, 12, &count, NULL, 0, NULL,
                           NULL, NULL);
        CHECK(code == LE_INVALID_TERMS || code == LE_INVALID_ARGUMENT);
    }
}

static void pointers(void) {
    int32_t days[4] = {0, 0, 0, 0};
    size_t count;
    le_error error;
    le_terms terms = level_terms();
    terms.holiday_count = 1; // and no holidays
    FAILS(le_schedule_count(&terms, &count, &error), LE_INVALID_ARGUMENT, "terms.holidays");
    terms.holidays = MISALIGNED(int32_t, days);
    FAILS(le_schedule_count(&terms, &count, &error), LE_INVALID_ARGUMENT, "terms.holidays");
    terms.holidays = days;
    terms.holiday_count = 0;
    OK(le_schedule_count(&terms, &count, NULL));
    terms.holidays = NULL;
    OK(le_schedule_count(&terms, &count, NULL));
    static const uint32_t counts[] = {LE_HOLIDAYS_MAX + 1, (uint32_t)INT32_MAX, UINT32_MAX};
    terms.holidays = days;
    for (size_t index = 0; index < COUNT(counts); index++) {
        terms.holiday_count = counts[index];
        refused_by_all(&terms, LE_INVALID_TERMS, "terms.nonWorkingDays.holidays");
    }
    terms = level_terms();
    terms.reserved[0] = 1;
    FAILS(le_schedule_count(&terms, &count, &error), LE_INVALID_ARGUMENT, "terms.reserved");
    terms = level_terms();
    terms.reserved[1] = UINT64_MAX;
    FAILS(le_schedule_count(&terms, &count, &error), LE_INVALID_ARGUMENT, "terms.reserved");
}

static void computed(void) {
    le_terms terms = level_terms();
    terms.principal = INT64_MAX;
    terms.rate_numerator = 1;
    terms.term_count = 2;
    refused_by_all(&terms, LE_AMOUNT_OUT_OF_RANGE, "schedule.totals.total");
    terms.rate_numerator = 0;
    size_t count;
    OK(le_schedule_count(&terms, &count, NULL));
    terms = level_terms(); // the level payment is cut below the interest
    terms.principal = 1000;
    terms.rate_numerator = 91;
    terms.rate_denominator = 2;
    terms.rate_per = LE_RATE_MONTH;
    terms.installment_mode = LE_DOWN;
    terms.installment_unit = 50;
    refused_by_all(&terms, LE_NEGATIVE_AMORTIZATION, "schedule.installmentAmount");
    terms = level_terms();
    terms.installment_fee = INT64_MAX;
    refused_by_all(&terms, LE_AMOUNT_OUT_OF_RANGE, "schedule.totals.total");
    // Extremes that mean something.
    terms = level_terms();
    terms.rate_numerator = INT64_MAX;
    terms.rate_denominator = INT64_MAX;
    terms.interest_unit = terms.installment_unit = INT64_MAX;
    int32_t code = le_schedule_count(&terms, &count, NULL);
    CHECK(code == LE_OK || code == LE_AMOUNT_OUT_OF_RANGE || code == LE_NEGATIVE_AMORTIZATION);
    terms = level_terms();
    terms.rate_numerator = INT64_MAX;
    code = le_schedule_count(&terms, &count, NULL);
    CHECK(code == LE_OK || code == LE_AMOUNT_OUT_OF_RANGE || code == LE_NEGATIVE_AMORTIZATION);
}

int main(void) {
    small_fields();
    currency_exponents();
    amounts();
    rate_texts();
    combinations();
    dates();
    account_fields();
    pointers();
    computed();
    return summary_line();
}
