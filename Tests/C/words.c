// Words, sizes and defaults: what bindings ask for when they are loaded.
#include "fields.h"
#include "check.h"

static void each_word(void) {
    static const struct {
        const char *set;
        int32_t first, count;
    } sets[] = {{"le_component", 0, 4},     {"le_event_type", 0, 18},      {"le_role", 1, 3},
                {"le_keep", 0, 2},          {"le_arrears", 0, 2},          {"le_loan_status", 0, 8},
                {"le_row_status", 0, 4},    {"le_row_kind", 0, 3},         {"le_posting_kind", 0, 8},
                {"le_rate_per", 0, 5},      {"le_interest_method", 0, 2},  {"le_amortization", 0, 3},
                {"le_accrual", 0, 2},       {"le_unit", 0, 3},             {"le_day_count", 0, 14},
                {"le_first_period", 0, 2},  {"le_mode", 0, 7},             {"le_leveling", 0, 2},
                {"le_flat_interest", 0, 2}, {"le_residual", 0, 3},         {"le_non_working_rule", 0, 4},
                {"le_across", 0, 2},        {"le_advance", 0, 4},          {"le_prepayment_effect", 0, 3},
                {"le_late_kind", 0, 2},     {"le_prepayment_interest", 0, 3}, {"le_late_base", 0, 3},
                {"le_late_from", 0, 2},     {"le_settlement_interest", 0, 4}, {"le_collect", 0, 3},
                {"le_days_from", 0, 3},     {"le_code", 0, 9},             {"le_code", 32, 6}};
    for (size_t index = 0; index < COUNT(sets); index++) {
        const char *set = sets[index].set;
        for (int32_t place = 0; place < sets[index].count; place++) {
            int32_t number = sets[index].first + place, found = 77;
            const char *word = le_word(set, number);
            if (!CHECK(word != NULL)) continue;
            CHECK(word[0] != 0);
            OK(le_number(set, word, LE_TEXT, &found));
            SAME(found, number);
            OK(le_number(set, word, strlen(word), &found));
            SAME(found, number);
            CODE(le_number(set, word, strlen(word) - 1, &found), LE_MALFORMED_INPUT);
            SAME(found, 0);
        }
        CHECK(le_word(set, sets[index].first + sets[index].count) == NULL);
        CHECK(le_word(set, sets[index].first - 1) == NULL);
        for (size_t wild = 0; wild < COUNT(extremes); wild++)
            CHECK(le_word(set, extremes[wild]) == NULL);
    }
    TEXT(le_word("le_day_count", LE_DAY_COUNT_ACTUAL_365_FIXED), "ACT/365.FIXED");
    TEXT(le_word("le_posting_kind", LE_OWED_DRAWDOWN), "DRAWDOWN");
    TEXT(le_word("le_weekdays", LE_SUNDAY), "SUNDAY");
    TEXT(le_word("le_new_terms_set", LE_SET_FIRST_DUE_DATE), "FIRST_DUE_DATE");
    CHECK(le_word("le_weekdays", LE_MONDAY | LE_TUESDAY) == NULL);
    CHECK(le_word("le_weekdays", 0) == NULL);
    CHECK(le_word("le_role", LE_ROLE_NONE) == NULL);
    CHECK(le_word("le_loan_status", LE_STATUS_NONE) == NULL);
}

static void no_sets(void) {
    static const char *const names[] = {"", "le_", "le_day_coun", "le_day_counts", "day_count", "EQUAL",
                                        "0", "le_row", "b0"};
    int32_t number = 77;
    for (size_t index = 0; index < COUNT(names); index++) {
        CHECK(le_word(names[index], 0) == NULL);
        INVALID(le_number(names[index], "EQUAL", LE_TEXT, &number));
        SAME(number, 0);
    }
    CHECK(le_word(NULL, 0) == NULL);
    INVALID(le_number(NULL, "EQUAL", LE_TEXT, &number));
    INVALID(le_number("le_day_count", NULL, 5, &number));
    INVALID(le_number("le_day_count", "EQUAL", SIZE_MAX - 1, &number));
    INVALID(le_number("le_day_count", "EQUAL", LE_TEXT, NULL));
    CODE(le_number("le_day_count", "", 0, &number), LE_MALFORMED_INPUT);
    CODE(le_number("le_day_count", "EQUAL\0", 6, &number), LE_MALFORMED_INPUT);
    CODE(le_number("le_day_count", "equal", LE_TEXT, &number), LE_MALFORMED_INPUT);
}

static void sizes(void) {
#define SIZE(type) SAME(le_size_of(#type), sizeof(type))
    SIZE(le_ratio);
    SIZE(le_share);
    SIZE(le_part);
    SIZE(le_amounts);
    SIZE(le_error);
    SIZE(le_allocation_policy);
    SIZE(le_late_charge);
    SIZE(le_upfront_fee);
    SIZE(le_terms);
    SIZE(le_new_terms);
    SIZE(le_row);
    SIZE(le_summary);
    SIZE(le_payment);
    SIZE(le_posting);
    SIZE(le_position);
    SIZE(le_event);
    SIZE(le_quote);
    SIZE(le_statement);
    SIZE(le_capacity);
    SIZE(le_row_columns);
    SIZE(le_position_columns);
    SIZE(le_loans);
    SIZE(le_results);
    SAME(le_size_of("le_rows"), 0);
    SAME(le_size_of("384"), 0);
    SAME(le_size_of(""), 0);
    SAME(le_size_of(NULL), 0);
}

/// The functions write what the macros say, of as much as the caller's header has.
static void defaults(void) {
    const le_terms terms = LE_TERMS_INIT;
    const le_statement statement = LE_STATEMENT_INIT;
    const le_error error = LE_ERROR_INIT;
    union {
        le_terms terms;
        le_statement statement;
        le_error error;
        unsigned char bytes[4608];
    } made;
#define EACH_SIZE(init, field, known) \
    for (uint32_t size = 0; size <= 4500; size += 4) { \
        memset(&made, JUNK, sizeof made); \
        init(&made.field, size); \
        if (size < 16 || size > 4096) { \
            ALL_BYTES(&made, JUNK); \
            continue; \
        } \
        SAME(made.field.struct_size, size); \
        size_t shared = size < sizeof(known) ? size : sizeof(known); \
        CHECK(memcmp((char *)&made + 4, (const char *)&(known) + 4, shared - 4) == 0); \
        CHECK(holds_only(made.bytes + shared, size - shared, 0)); \
        CHECK(holds_only(made.bytes + size, sizeof made - size, JUNK)); \
    }
    EACH_SIZE(le_terms_init, terms, terms)
    EACH_SIZE(le_statement_init, statement, statement)
    EACH_SIZE(le_error_init, error, error)
    le_terms_init(NULL, sizeof terms);
    le_terms_init(MISALIGNED(le_terms, &made), sizeof terms);
    le_terms_init(&made.terms, SIZE_MAX);
    le_statement_init(NULL, sizeof statement);
    le_error_init(NULL, sizeof error);
}

int main(void) {
    each_word();
    no_sets();
    sizes();
    defaults();
    return summary_line();
}
