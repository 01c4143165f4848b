// Names, texts and numbers.
#include "input.h"

/// What is left as a text of its own length, and that length, or LE_TEXT.
static const char *text_of(input *in, size_t *length) {
    bool ends_with_zero = once_in(in, 2);
    size_t count = (size_t)(in->end - in->at);
    char *text = EXACT(char, count + ends_with_zero);
    if (count > 0) memcpy(text, in->at, count);
    if (ends_with_zero) text[count] = 0;
    *length = ends_with_zero ? LE_TEXT : count;
    in->at = in->end;
    return text;
}

/// Written into every capacity around the one it needs, and the same each time.
#define FORMAT(call_with, text, text_size) \
    do { \
        size_t needed = SIZE_MAX; \
        int32_t format_code = call_with(NULL, 0, &needed); \
        if (format_code != LE_BUFFER_TOO_SMALL) { \
            LAW(format_code != LE_OK); \
            (text)[0] = 0; \
            break; \
        } \
        LAW(needed >= 2 && needed <= LE_FORMAT_SIZE); \
        char *small = EXACT(char, needed - 1), *fitting = EXACT(char, needed); \
        LAW(call_with(small, needed - 1, NULL) == LE_BUFFER_TOO_SMALL); \
        for (size_t at = 0; at < needed - 1; at++) LAW((unsigned char)small[at] == 0xA5); \
        LAW(call_with(fitting, needed, &needed) == LE_OK); \
        LAW(strlen(fitting) == needed - 1); \
        memcpy((text), fitting, needed); \
    } while (0)

static void amounts(const char *text, size_t length, int32_t exponent) {
    int64_t amount = 77, again;
    int32_t code = le_amount_parse(text, length, exponent, &amount);
    if (code != LE_OK) {
        LAW(amount == 0);
        return;
    }
    char written[LE_FORMAT_SIZE];
#define CALL(buffer, capacity, needed) \
    le_amount_format(amount, exponent, buffer, capacity, needed)
    FORMAT(CALL, written, sizeof written);
#undef CALL
    LAW(le_amount_parse(written, LE_TEXT, exponent, &again) == LE_OK && again == amount);
}

static void rate(int64_t numerator, int64_t denominator) {
    char written[LE_FORMAT_SIZE];
#define CALL(buffer, capacity, needed) \
    le_rate_format(numerator, denominator, buffer, capacity, needed)
    FORMAT(CALL, written, sizeof written);
#undef CALL
    if (written[0] == 0) {
        LAW(denominator < 1);
        return;
    }
    int64_t above, under;
    int32_t code = le_rate_parse(written, LE_TEXT, &above, &under);
    LAW(code == LE_OK && under > 0);
    LAW((__int128)above * denominator == (__int128)numerator * under);
}

static void date(int32_t number) {
    char written[LE_FORMAT_SIZE];
#define CALL(buffer, capacity, needed) le_date_format(number, buffer, capacity, needed)
    FORMAT(CALL, written, sizeof written);
#undef CALL
    bool is_date = number >= LE_DATE_MIN && number <= LE_DATE_MAX;
    LAW((written[0] != 0) == is_date);
    int32_t year, month, day, again;
    LAW((le_date_to_civil(number, &year, &month, &day) == LE_OK) == is_date);
    if (!is_date) return;
    LAW(le_date_parse(written, LE_TEXT, &again) == LE_OK && again == number);
    LAW(le_date_from_civil(year, month, day, &again) == LE_OK && again == number);
}

void fuzz_text(input *in) {
    uint32_t kind = below(in, 4);
    int32_t exponent = narrow(in, (int32_t)below(in, 7));
    size_t length;
    const char *text = text_of(in, &length);
    int64_t numerator, denominator;
    int32_t number = 7;
    switch (kind) {
    case 0: amounts(text, length, exponent); break;
    case 1:
        if (le_rate_parse(text, length, &numerator, &denominator) == LE_OK) {
            LAW(denominator > 0);
            rate(numerator, denominator);
        }
        break;
    case 2:
        if (le_date_parse(text, length, &number) == LE_OK)
            date(number);
        else
            LAW(number == LE_DATE_NONE);
        break;
    default:
        if (le_currency_exponent(text, length, &number) == LE_OK) LAW(number >= 0 && number <= 4);
    }
}

/// The half of the rounding laws that 128 bits can state.
static void rounding(int64_t numerator, int64_t denominator, int64_t unit, int32_t mode) {
    int64_t result = 7;
    int32_t code = le_round_ratio(numerator, denominator, unit, mode, &result);
    if (denominator < 1 || unit < 1 || mode < 0 || mode > 6) {
        LAW(code == LE_INVALID_ARGUMENT);
        return;
    }
    if (code != LE_OK) {
        LAW(code == LE_AMOUNT_OUT_OF_RANGE && result == 0);
        return;
    }
    LAW(result % unit == 0);
    __int128 step = (__int128)denominator * unit, rest;
    if (step > ((__int128)1 << 62) || result > INT32_MAX || result < INT32_MIN) return;
    rest = (__int128)numerator - (__int128)result * denominator;
    LAW(rest < step && rest > -step);
    if (mode <= LE_HALF_DOWN) LAW(2 * rest <= step && 2 * rest >= -step);
    if (mode == LE_FLOOR) LAW(rest >= 0);
    if (mode == LE_CEILING) LAW(rest <= 0);
    if (mode == LE_DOWN) LAW(numerator >= 0 ? rest >= 0 : rest <= 0);
    if (mode == LE_UP) LAW(numerator >= 0 ? rest <= 0 : rest >= 0);
}

void fuzz_numbers(input *in) {
    rate(wide(in, amount_of(in)), wide(in, 1 + amount_of(in)));
    date(narrow(in, (int32_t)(uint32_t)word_of(in, 3) - 800000));
    int32_t year, month, day, number = 7;
    year = narrow(in, (int32_t)below(in, 10001));
    month = narrow(in, (int32_t)below(in, 14));
    day = narrow(in, (int32_t)below(in, 33));
    if (le_date_from_civil(year, month, day, &number) == LE_OK) {
        int32_t again[3];
        LAW(le_date_to_civil(number, &again[0], &again[1], &again[2]) == LE_OK);
        LAW(again[0] == year && again[1] == month && again[2] == day);
    } else {
        LAW(number == LE_DATE_NONE);
    }
    rounding(wide(in, amount_of(in)), wide(in, 1 + amount_of(in)), wide(in, 1 + below(in, 100)),
             narrow(in, (int32_t)below(in, 7)));

    int64_t above = 7, under = 7;
    int32_t start = date_of(in), end = narrow(in, start / 2 + (int32_t)below(in, 4000));
    int32_t code = le_day_count_fraction(narrow(in, (int32_t)below(in, 14)), start, end,
                                         narrow(in, end), &above, &under);
    if (code == LE_OK) LAW(above >= 0 && under > 0);

    int32_t status = narrow(in, (int32_t)below(in, STATUS_COUNT));
    int32_t event = narrow(in, (int32_t)below(in, EVENT_COUNT));
    int32_t role = narrow(in, (int32_t)below(in, 4)), next = -7;
    le_error *error = error_of(in);
    uint32_t allowed = 0;
    code = le_transition(status, event, role, &next, error);
    check_error(error, code);
    LAW(code == LE_OK ? next >= LE_DRAFT && next <= LE_WRITTEN_OFF : next == -7);
    if (le_allowed_events(status, role, &allowed) == LE_OK && event >= 0 && event < EVENT_COUNT &&
        (error == NULL || error->struct_size >= 16))
        LAW((code == LE_OK) == ((allowed >> event & 1) == 1));
    static const char *const sets[] = {"le_code",  "le_loan_status", "le_event_type", "le_weekdays",
                                       "le_role",  "le_day_count",   "le_nothing",    ""};
    const char *set = sets[below(in, 8)];
    int32_t place = narrow(in, (int32_t)below(in, 40)), found = -7;
    const char *word = le_word(set, place);
    if (word != NULL) LAW(le_number(set, word, LE_TEXT, &found) == LE_OK && found == place);
    LAW(le_version() == LE_VERSION && le_abi_version() == LE_ABI_VERSION);
    LAW(strlen(le_version_string()) >= 5);
}
