/* Words, dates, amounts and rates of the case format, as jsonb has them. What is asked of the library again and again with
 * the same text is kept; a backend has one thread, so that a place in static memory does. */
#include "loan_engine_pg.h"

#include "utils/numeric.h"

static struct {
    const char *name;
    int count;
    struct {
        const char *text;
        size_t length;
        int32_t number;
    } words[24];
} sets[SETS] = {
    [SET_MODE] = {.name = "le_mode"},
    [SET_PREPAYMENT_EFFECT] = {.name = "le_prepayment_effect"},
    [SET_PREPAYMENT_INTEREST] = {.name = "le_prepayment_interest"},
    [SET_SETTLEMENT_INTEREST] = {.name = "le_settlement_interest"},
    [SET_DAYS_FROM] = {.name = "le_days_from"},
    [SET_ACROSS] = {.name = "le_across"},
    [SET_ADVANCE] = {.name = "le_advance"},
    [SET_NON_WORKING_RULE] = {.name = "le_non_working_rule"},
    [SET_UNIT] = {.name = "le_unit"},
    [SET_INTEREST_METHOD] = {.name = "le_interest_method"},
    [SET_AMORTIZATION] = {.name = "le_amortization"},
    [SET_DAY_COUNT] = {.name = "le_day_count"},
    [SET_LEVELING] = {.name = "le_leveling"},
    [SET_FLAT_INTEREST] = {.name = "le_flat_interest"},
    [SET_RESIDUAL] = {.name = "le_residual"},
    [SET_ACCRUAL] = {.name = "le_accrual"},
    [SET_FIRST_PERIOD] = {.name = "le_first_period"},
    [SET_EVENT_TYPE] = {.name = "le_event_type"},
    [SET_COMPONENT] = {.name = "le_component"},
    [SET_ROLE] = {.name = "le_role"},
    [SET_WEEKDAYS] = {.name = "le_weekdays"},
    [SET_RATE_PER] = {.name = "le_rate_per"},
    [SET_ROW_STATUS] = {.name = "le_row_status"},
    [SET_LATE_BASE] = {.name = "le_late_base"},
    [SET_LATE_FROM] = {.name = "le_late_from"},
    [SET_COLLECT] = {.name = "le_collect"},
};

void loan_words(void) {
    for (int set = 0; set < SETS; set++)
        for (int32_t number = 0; number < 128 && sets[set].count < (int)lengthof(sets[set].words); number++) {
            const char *word = le_word(sets[set].name, number);
            if (word == NULL) continue;
            sets[set].words[sets[set].count].text = word;
            sets[set].words[sets[set].count].length = strlen(word);
            sets[set].words[sets[set].count++].number = number;
        }
}

Datum loan_word(word_set set, int32_t number) {
    for (int index = 0; index < sets[set].count; index++)
        if (sets[set].words[index].number == number)
            return PointerGetDatum(
                cstring_to_text_with_len(sets[set].words[index].text, (int)sets[set].words[index].length));
    elog(ERROR, "a word of the loan engine is not known: %d of %s", number, sets[set].name);
}

bool loan_read_text(const JsonbValue *value, const char **text, size_t *length) {
    if (value->type != jbvString) return false;
    *text = value->val.string.val;
    *length = value->val.string.len;
    return true;
}

bool loan_read_word(const JsonbValue *value, word_set set, int32_t *number) {
    const char *text;
    size_t length;
    if (!loan_read_text(value, &text, &length)) return false;
    for (int index = 0; index < sets[set].count; index++)
        if (sets[set].words[index].length == length && memcmp(sets[set].words[index].text, text, length) == 0) {
            *number = sets[set].words[index].number;
            return true;
        }
    return false;
}

/* A whole number as the case format writes it: digits alone. */
bool loan_read_count(const JsonbValue *value, int32_t *number) {
    char *digits;
    int32_t sum = 0;
    if (value->type != jbvNumeric) return false;
    digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
    if (*digits == 0 || strlen(digits) > 9) return false;
    for (const char *digit = digits; *digit != 0; digit++) {
        if (*digit < '0' || *digit > '9') return false;
        sum = sum * 10 + (*digit - '0');
    }
    pfree(digits);
    *number = sum;
    return true;
}

bool loan_read_date(const JsonbValue *value, int32_t *date) {
    enum { LENGTH = 10, PLACES = 1024 };
    static struct {
        char text[LENGTH];
        bool kept;
        int32_t date;
    } places[PLACES];
    const char *text;
    size_t length;
    uint32 at = 0;
    if (!loan_read_text(value, &text, &length) || length != LENGTH) return false;
    for (int index = 0; index < LENGTH; index++) at = at * 31 + (uint8)text[index];
    at %= PLACES;
    if (!places[at].kept || memcmp(places[at].text, text, LENGTH) != 0) {
        places[at].kept = false;
        if (le_date_parse(text, length, &places[at].date) != LE_OK) return false;
        memcpy(places[at].text, text, LENGTH);
        places[at].kept = true;
    }
    *date = places[at].date;
    return true;
}

/* A lender's loans have few rates. */
bool loan_read_rate(const JsonbValue *value, le_ratio *rate) {
    enum { LONGEST = 24, PLACES = 64 };
    static struct {
        char text[LONGEST];
        size_t length; /* 0: nothing is kept */
        le_ratio rate;
    } places[PLACES];
    const char *text;
    size_t length;
    uint32 at = 0;
    if (!loan_read_text(value, &text, &length)) return false;
    if (length == 0 || length > LONGEST)
        return le_rate_parse(text, length, &rate->numerator, &rate->denominator) == LE_OK;
    for (size_t index = 0; index < length; index++) at = at * 31 + (uint8)text[index];
    at %= PLACES;
    if (places[at].length != length || memcmp(places[at].text, text, length) != 0) {
        places[at].length = 0;
        if (le_rate_parse(text, length, &places[at].rate.numerator, &places[at].rate.denominator) != LE_OK) return false;
        memcpy(places[at].text, text, length);
        places[at].length = length;
    }
    *rate = places[at].rate;
    return true;
}

/* Digits of a currency; the one that was asked for last is kept. */
bool loan_read_currency(const JsonbValue *value, int32_t *exponent) {
    static char last[3];
    static int32_t digits;
    const char *code;
    size_t length;
    if (!loan_read_text(value, &code, &length) || length != sizeof last) return false;
    if (memcmp(last, code, sizeof last) != 0) {
        last[0] = 0;
        if (le_currency_exponent(code, length, &digits) != LE_OK) return false;
        memcpy(last, code, sizeof last);
    }
    *exponent = digits;
    return true;
}
