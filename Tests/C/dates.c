// Dates and day counts.
#include "samples.h"

static void parsed_dates(void) {
    static const struct {
        const char *text;
        int32_t code, date;
    } cases[] = {
        {"1970-01-01", LE_OK, 0},
        {"1970-01-02", LE_OK, 1},
        {"1969-12-31", LE_OK, -1},
        {"2026-03-11", LE_OK, 20523},
        {"0001-01-01", LE_OK, LE_DATE_MIN},
        {"9999-12-31", LE_OK, LE_DATE_MAX},
        {"2000-02-29", LE_OK, 11016},
        {"0000-01-01", LE_DATE_OUT_OF_RANGE, 0},
        {"0000-02-29", LE_DATE_OUT_OF_RANGE, 0},
        {"1900-02-29", LE_MALFORMED_INPUT, 0},
        {"2026-02-30", LE_MALFORMED_INPUT, 0},
        {"2026-13-01", LE_MALFORMED_INPUT, 0},
        {"2026-00-01", LE_MALFORMED_INPUT, 0},
        {"2026-01-00", LE_MALFORMED_INPUT, 0},
        {"2026-01-32", LE_MALFORMED_INPUT, 0},
        {"2026-1-1", LE_MALFORMED_INPUT, 0},
        {"20260101", LE_MALFORMED_INPUT, 0},
        {"2026/01/01", LE_MALFORMED_INPUT, 0},
        {"2026-01-01T00:00", LE_MALFORMED_INPUT, 0},
        {" 2026-01-01", LE_MALFORMED_INPUT, 0},
        {"-001-01-01", LE_MALFORMED_INPUT, 0},
        {"", LE_MALFORMED_INPUT, 0},
        {"\xFF\xFF\xFF\xFF-\xFF\xFF-\xFF\xFF", LE_MALFORMED_INPUT, 0},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        int32_t date = 77;
        CODE(le_date_parse(cases[index].text, LE_TEXT, &date), cases[index].code);
        // A failed call leaves none: zero would be a date.
        SAME(date, cases[index].code == LE_OK ? cases[index].date : LE_DATE_NONE);
    }
    int32_t date = 77, space[2];
    OK(le_date_parse("2026-03-11 and more", 10, &date));
    SAME(date, 20523);
    CODE(le_date_parse("2026-03-11", 9, &date), LE_MALFORMED_INPUT);
    SAME(date, LE_DATE_NONE);
    date = 77;
    INVALID(le_date_parse(NULL, LE_TEXT, &date));
    SAME(date, LE_DATE_NONE);
    INVALID(le_date_parse("2026-03-11", LE_TEXT, NULL));
    INVALID(le_date_parse("2026-03-11", LE_TEXT, MISALIGNED(int32_t, space)));
}

static void formatted_dates(void) {
    static const struct {
        int32_t date;
        const char *text;
    } cases[] = {{0, "1970-01-01"}, {-1, "1969-12-31"}, {20523, "2026-03-11"},
                 {LE_DATE_MIN, "0001-01-01"}, {LE_DATE_MAX, "9999-12-31"}};
    char buffer[LE_FORMAT_SIZE];
    size_t needed, space[2];
    for (size_t index = 0; index < COUNT(cases); index++) {
        needed = 77;
        OK(le_date_format(cases[index].date, buffer, sizeof buffer, &needed));
        TEXT(buffer, cases[index].text);
        SAME(needed, 11);
        OK(le_date_format(cases[index].date, buffer, 11, NULL));
    }
    for (size_t capacity = 0; capacity < 11; capacity++) {
        memset(buffer, JUNK, sizeof buffer);
        needed = 77;
        CODE(le_date_format(0, buffer, capacity, &needed), LE_BUFFER_TOO_SMALL);
        SAME(needed, 11);
        ALL_BYTES(&buffer, JUNK);
    }
    static const int32_t refused[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(refused); index++) {
        needed = 77;
        CODE(le_date_format(refused[index], buffer, sizeof buffer, &needed), LE_DATE_OUT_OF_RANGE);
        SAME(needed, 0);
        ALL_BYTES(&buffer, JUNK);
    }
    CODE(le_date_format(0, NULL, 0, &needed), LE_BUFFER_TOO_SMALL);
    INVALID(le_date_format(0, NULL, sizeof buffer, &needed));
    INVALID(le_date_format(0, buffer, sizeof buffer, MISALIGNED(size_t, space)));
}

/// Days of every year, counted by the calendar's own rule.
static void civil_dates(void) {
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t year = 1, month = 1, day_of_month = 1;
    unsigned long wrong = 0;
    for (int32_t date = LE_DATE_MIN; date <= LE_DATE_MAX; date++) {
        bool inside = date < LE_DATE_MIN + 800 || date > LE_DATE_MAX - 800 || date % 13 == 0;
        if (inside) {
            int32_t y = 0, m = 0, d = 0, back = 77;
            wrong += le_date_to_civil(date, &y, &m, &d) != LE_OK || y != year || m != month ||
                     d != day_of_month;
            wrong += le_date_from_civil(year, month, day_of_month, &back) != LE_OK || back != date;
        }
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (day_of_month < lengths[month - 1] + (month == 2 && leap)) {
            day_of_month++;
        } else {
            day_of_month = 1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
    }
    SAME(wrong, 0);
    SAME(year, 10000);

    static const int32_t refused[][3] = {
        {0, 1, 1}, {10000, 1, 1}, {-1, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29},
        {2026, 4, 31}, {2026, 1, 0}, {2026, 1, 32}, {1900, 2, 29}, {INT32_MIN, 1, 1},
        {INT32_MAX, 1, 1}, {2026, INT32_MIN, 1}, {2026, INT32_MAX, 1}, {2026, 1, INT32_MIN},
        {2026, 1, INT32_MAX}, {INT32_MAX, INT32_MAX, INT32_MAX},
    };
    int32_t date = 77, space[2];
    for (size_t index = 0; index < COUNT(refused); index++) {
        date = 77;
        CODE(le_date_from_civil(refused[index][0], refused[index][1], refused[index][2], &date),
             LE_DATE_OUT_OF_RANGE);
        SAME(date, LE_DATE_NONE);
    }
    INVALID(le_date_from_civil(2026, 1, 1, NULL));
    INVALID(le_date_from_civil(2026, 1, 1, MISALIGNED(int32_t, space)));

    int32_t y = 77, m = 77, d = 77;
    static const int32_t outside[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(outside); index++) {
        y = m = d = 77;
        CODE(le_date_to_civil(outside[index], &y, &m, &d), LE_DATE_OUT_OF_RANGE);
        SAME(y, 0);
        SAME(m, 0);
        SAME(d, 0);
    }
    INVALID(le_date_to_civil(0, NULL, &m, &d));
    INVALID(le_date_to_civil(0, &y, NULL, &d));
    INVALID(le_date_to_civil(0, &y, &m, NULL));
    INVALID(le_date_to_civil(0, MISALIGNED(int32_t, space), &m, &d));
    INVALID(le_date_to_civil(0, &y, MISALIGNED(int32_t, space), &d));
    INVALID(le_date_to_civil(0, &y, &m, MISALIGNED(int32_t, space)));
}

/// The periods of section 4 of docs/semantics.md.
static void day_counts(void) {
    int32_t start = day("2023-12-31"), middle = day("2024-02-29"), end = day("2024-03-31");
    static const struct {
        int32_t count;
        int64_t first[2], second[2];
    } cases[] = {
        {LE_DAY_COUNT_30_360, {59, 360}, {4, 45}},
        {LE_DAY_COUNT_30E_360, {59, 360}, {31, 360}},
        {LE_DAY_COUNT_30E_360_ISDA, {1, 6}, {1, 12}},
        {LE_DAY_COUNT_ACTUAL_360, {1, 6}, {31, 360}},
        {LE_DAY_COUNT_ACTUAL_364, {15, 91}, {31, 364}},
        {LE_DAY_COUNT_ACTUAL_365_FIXED, {12, 73}, {31, 365}},
        {LE_DAY_COUNT_ACTUAL_ACTUAL_ISDA, {366 + 59 * 365, 365 * 366}, {31, 366}},
        {LE_DAY_COUNT_ACTUAL_ACTUAL_FINERACT, {10, 61}, {31, 366}},
        {LE_DAY_COUNT_30_360_US, {59, 360}, {1, 12}},
        {LE_DAY_COUNT_ACTUAL_365_FEB29, {10, 61}, {31, 365}},
    };
    int64_t numerator, denominator;
    for (size_t index = 0; index < COUNT(cases); index++) {
        OK(le_day_count_fraction(cases[index].count, start, middle, end, &numerator,
                                 &denominator));
        SAME(numerator, cases[index].first[0]);
        SAME(denominator, cases[index].first[1]);
        OK(le_day_count_fraction(cases[index].count, middle, end, end, &numerator, &denominator));
        SAME(numerator, cases[index].second[0]);
        SAME(denominator, cases[index].second[1]);
        OK(le_day_count_fraction(cases[index].count, start, start, end, &numerator,
                                 &denominator));
        SAME(numerator, 0);
        SAME(denominator, 1);
        OK(le_day_count_fraction(cases[index].count, LE_DATE_MIN, LE_DATE_MAX, LE_DATE_MAX,
                                 &numerator, &denominator));
        CHECK(numerator > 9970 * denominator && numerator < 10150 * denominator);
    }
    // 30E/360 ISDA leaves 29 February as it is where the loan ends there.
    OK(le_day_count_fraction(LE_DAY_COUNT_30E_360_ISDA, start, middle, middle, &numerator,
                             &denominator));
    SAME(numerator, 59);
    SAME(denominator, 360);
}

static void day_count_arguments(void) {
    int64_t numerator = 77, denominator = 77, space[2];
    static const int32_t refused[] = {-1, LE_DAY_COUNT_EQUAL, LE_DAY_COUNT_EQUAL_360,
                                      LE_DAY_COUNT_EQUAL_364, LE_DAY_COUNT_EQUAL_365,
                                      LE_DAY_COUNT_ACTUAL_365_FEB29 + 1, 256 + 4,
                                      INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(refused); index++) {
        numerator = denominator = 77;
        INVALID(le_day_count_fraction(refused[index], 0, 1, 1, &numerator, &denominator));
        SAME(numerator, 0);
        SAME(denominator, 0);
    }
    numerator = denominator = 77;
    INVALID(le_day_count_fraction(LE_DAY_COUNT_ACTUAL_360, 1, 0, 1, &numerator, &denominator));
    SAME(numerator, 0);
    SAME(denominator, 0);
    static const int32_t outside[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(outside); index++) {
        int32_t date = outside[index];
        numerator = denominator = 77;
        CODE(le_day_count_fraction(LE_DAY_COUNT_30_360, date, 1, 1, &numerator, &denominator),
             LE_DATE_OUT_OF_RANGE);
        SAME(numerator, 0);
        SAME(denominator, 0);
        CODE(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, date, 1, &numerator, &denominator),
             LE_DATE_OUT_OF_RANGE);
        CODE(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, 1, date, &numerator, &denominator),
             LE_DATE_OUT_OF_RANGE);
    }
    INVALID(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, 1, 1, NULL, &denominator));
    INVALID(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, 1, 1, &numerator, NULL));
    INVALID(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, 1, 1, MISALIGNED(int64_t, space),
                                  &denominator));
    INVALID(le_day_count_fraction(LE_DAY_COUNT_30_360, 0, 1, 1, &numerator,
                                  MISALIGNED(int64_t, space)));
}

int main(void) {
    parsed_dates();
    formatted_dates();
    civil_dates();
    day_counts();
    day_count_arguments();
    return summary_line();
}
