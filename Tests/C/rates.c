// Rates as text, and rounding of a ratio.
#include "check.h"

__extension__ typedef __int128 wide;

static void parsed_rates(void) {
    static const struct {
        const char *text;
        int32_t code;
        int64_t numerator, denominator;
    } cases[] = {
        {"24", LE_OK, 24, 1},
        {"2.5", LE_OK, 5, 2},
        {"100/3", LE_OK, 100, 3},
        {"0", LE_OK, 0, 1},
        {"0.00", LE_OK, 0, 1},
        {"0/7", LE_OK, 0, 1},
        {"-2.5", LE_OK, -5, 2},
        {"6/4", LE_OK, 3, 2},
        {"0.000000000000000001", LE_OK, 1, 1000000000000000000},
        {"9223372036854775807/9223372036854775806", LE_OK, INT64_MAX, INT64_MAX - 1},
        {"-9223372036854775808", LE_OK, INT64_MIN, 1},
        {"9223372036854775808", LE_AMOUNT_OUT_OF_RANGE, 0, 0},
        {"1/9223372036854775808", LE_AMOUNT_OUT_OF_RANGE, 0, 0},
        {"0.00000000000000000001", LE_AMOUNT_OUT_OF_RANGE, 0, 0},
        {"18446744073709551616/18446744073709551618", LE_AMOUNT_OUT_OF_RANGE, 0, 0},
        {"", LE_MALFORMED_INPUT, 0, 0},
        {"1/0", LE_MALFORMED_INPUT, 0, 0},
        {"1/-3", LE_MALFORMED_INPUT, 0, 0},
        {"1.5/2", LE_MALFORMED_INPUT, 0, 0},
        {"1/2/3", LE_MALFORMED_INPUT, 0, 0},
        {"/2", LE_MALFORMED_INPUT, 0, 0},
        {"1/", LE_MALFORMED_INPUT, 0, 0},
        {".5", LE_MALFORMED_INPUT, 0, 0},
        {"5.", LE_MALFORMED_INPUT, 0, 0},
        {"24%", LE_MALFORMED_INPUT, 0, 0},
        {"1e2", LE_MALFORMED_INPUT, 0, 0},
        {" 24", LE_MALFORMED_INPUT, 0, 0},
        {"\xFF", LE_MALFORMED_INPUT, 0, 0},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        int64_t numerator = 77, denominator = 77;
        CODE(le_rate_parse(cases[index].text, LE_TEXT, &numerator, &denominator),
             cases[index].code);
        SAME(numerator, cases[index].numerator);
        SAME(denominator, cases[index].denominator);
    }
    int64_t numerator = 77, denominator = 77;
    OK(le_rate_parse("24.75", 2, &numerator, &denominator));
    SAME(numerator, 24);
    INVALID(le_rate_parse(NULL, LE_TEXT, &numerator, &denominator));
    SAME(numerator, 0);
    SAME(denominator, 0);
    INVALID(le_rate_parse("24", LE_TEXT, NULL, &denominator));
    INVALID(le_rate_parse("24", LE_TEXT, &numerator, NULL));
    int64_t space[2];
    INVALID(le_rate_parse("24", LE_TEXT, MISALIGNED(int64_t, space), &denominator));
    INVALID(le_rate_parse("24", LE_TEXT, &numerator, MISALIGNED(int64_t, space)));
    char longer[LE_TEXT_MAX + 1];
    memset(longer, '0', sizeof longer);
    OK(le_rate_parse(longer, LE_TEXT_MAX, &numerator, &denominator));
    CODE(le_rate_parse(longer, LE_TEXT_MAX + 1, &numerator, &denominator), LE_MALFORMED_INPUT);
}

static void formatted_rates(void) {
    static const struct {
        int64_t numerator, denominator;
        const char *text;
    } cases[] = {
        {24, 1, "24"},
        {5, 2, "2.5"},
        {100, 3, "100/3"},
        {200, 6, "100/3"},
        {0, 5, "0"},
        {-5, 2, "-2.5"},
        {1, 8, "0.125"},
        {1, 1000000000000000000, "0.000000000000000001"},
        {1, 262144, "0.000003814697265625"},                   // 2^18: 18 digits
        {1, 524288, "1/524288"},                               // 2^19: 19 digits
        {INT64_MAX, 262144, "35184372088831.999996185302734375"}, // and however many before them
        {INT64_MAX, 524288, "9223372036854775807/524288"},
        {INT64_MAX, 1, "9223372036854775807"},
        {INT64_MIN, 1, "-9223372036854775808"},
        {INT64_MIN, INT64_MAX, "-9223372036854775808/9223372036854775807"},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        const char *text = cases[index].text;
        size_t length = strlen(text) + 1, needed = 77;
        int64_t numerator = cases[index].numerator, denominator = cases[index].denominator;
        char buffer[LE_FORMAT_SIZE];
        OK(le_rate_format(numerator, denominator, buffer, sizeof buffer, &needed));
        TEXT(buffer, text);
        SAME(needed, length);
        // What is written is read again as the same number.
        int64_t above = 77, below = 77;
        OK(le_rate_parse(buffer, LE_TEXT, &above, &below));
        CHECK((wide)above * denominator == (wide)numerator * below);
        OK(le_rate_format(numerator, denominator, buffer, length, NULL));
        memset(buffer, JUNK, sizeof buffer);
        CODE(le_rate_format(numerator, denominator, buffer, length - 1, &needed),
             LE_BUFFER_TOO_SMALL);
        SAME(needed, length);
        ALL_BYTES(&buffer, JUNK);
    }
    char buffer[LE_FORMAT_SIZE];
    size_t needed = 77, space[2];
    CODE(le_rate_format(24, 1, NULL, 0, &needed), LE_BUFFER_TOO_SMALL);
    SAME(needed, 3);
    INVALID(le_rate_format(24, 1, NULL, sizeof buffer, &needed));
    needed = 77;
    INVALID(le_rate_format(24, 0, buffer, sizeof buffer, &needed));
    SAME(needed, 0);
    INVALID(le_rate_format(24, -1, buffer, sizeof buffer, &needed));
    INVALID(le_rate_format(24, INT64_MIN, buffer, sizeof buffer, &needed));
    INVALID(le_rate_format(24, 1, buffer, sizeof buffer, MISALIGNED(size_t, space)));
}

/// What each mode makes of a number, by its definition: numerator over denominator, to a unit.
static wide reference_round(int64_t numerator, int64_t denominator, int64_t unit,
                                int32_t mode) {
    wide divisor = (wide)denominator * unit, whole = numerator / divisor;
    wide rest = numerator % divisor;
    wide sign = numerator < 0 ? -1 : 1, twice = 2 * (rest < 0 ? -rest : rest);
    bool away = false;
    switch (mode) {
    case LE_HALF_EVEN: away = twice > divisor || (twice == divisor && whole % 2 != 0); break;
    case LE_HALF_UP: away = twice >= divisor; break;
    case LE_HALF_DOWN: away = twice > divisor; break;
    case LE_UP: away = rest != 0; break;
    case LE_DOWN: away = false; break;
    case LE_CEILING: away = rest > 0; break;
    case LE_FLOOR: away = rest < 0; break;
    default: abort();
    }
    return (whole + (away ? sign : 0)) * unit;
}

static void rounding(void) {
    int64_t result = 77;
    OK(le_round_ratio(41520, 100, 5, LE_UP, &result));
    SAME(result, 420);
    // The table of docs/semantics.md: 3.50, 2.50, 1.50 and 0.50 to whole numbers.
    static const int64_t halves[] = {350, 250, 150, 50, -50, -150, -250, -350};
    static const int64_t expected[][8] = {
        [LE_HALF_EVEN] = {4, 2, 2, 0, 0, -2, -2, -4}, [LE_HALF_UP] = {4, 3, 2, 1, -1, -2, -3, -4},
        [LE_HALF_DOWN] = {3, 2, 1, 0, 0, -1, -2, -3}, [LE_UP] = {4, 3, 2, 1, -1, -2, -3, -4},
        [LE_DOWN] = {3, 2, 1, 0, 0, -1, -2, -3},      [LE_CEILING] = {4, 3, 2, 1, 0, -1, -2, -3},
        [LE_FLOOR] = {3, 2, 1, 0, -1, -2, -3, -4},
    };
    for (int32_t mode = LE_HALF_EVEN; mode <= LE_FLOOR; mode++)
        for (size_t index = 0; index < COUNT(halves); index++) {
            OK(le_round_ratio(halves[index], 100, 1, mode, &result));
            SAME(result, expected[mode][index]);
        }

    static const int64_t numbers[] = {0, 1, -1, 7, -7, 41520, INT64_MAX, INT64_MIN, INT64_MAX - 1,
                                      INT64_MIN + 1, 4611686018427387904, -4611686018427387904};
    static const int64_t divisors[] = {1, 2, 3, 5, 100, 4611686018427387904, INT64_MAX};
    for (int32_t mode = LE_HALF_EVEN; mode <= LE_FLOOR; mode++)
        for (size_t above = 0; above < COUNT(numbers); above++)
            for (size_t below = 0; below < COUNT(divisors); below++)
                for (size_t unit = 0; unit < COUNT(divisors); unit++) {
                    wide exact = reference_round(numbers[above], divisors[below],
                                                     divisors[unit], mode);
                    bool fits = exact >= INT64_MIN && exact <= INT64_MAX;
                    result = 77;
                    CODE(le_round_ratio(numbers[above], divisors[below], divisors[unit], mode,
                                        &result),
                         fits ? LE_OK : LE_AMOUNT_OUT_OF_RANGE);
                    SAME(result, fits ? (int64_t)exact : 0);
                }
}

static void rounding_arguments(void) {
    static const int64_t refused[] = {0, -1, INT64_MIN};
    int64_t result;
    for (size_t index = 0; index < COUNT(refused); index++) {
        result = 77;
        INVALID(le_round_ratio(1, refused[index], 1, LE_UP, &result));
        SAME(result, 0);
        result = 77;
        INVALID(le_round_ratio(1, 1, refused[index], LE_UP, &result));
        SAME(result, 0);
    }
    INVALID(le_round_ratio(1, 1, 1, -1, &result));
    INVALID(le_round_ratio(1, 1, 1, LE_FLOOR + 1, &result));
    INVALID(le_round_ratio(1, 1, 1, 256, &result));
    for (size_t index = 0; index < COUNT(extremes); index++)
        INVALID(le_round_ratio(1, 1, 1, extremes[index], &result));
    INVALID(le_round_ratio(1, 1, 1, LE_UP, NULL));
    int64_t space[2];
    INVALID(le_round_ratio(1, 1, 1, LE_UP, MISALIGNED(int64_t, space)));
}

int main(void) {
    parsed_rates();
    formatted_rates();
    rounding();
    rounding_arguments();
    return summary_line();
}
