// Versions, names, and texts: currencies, amounts, rates.
#include "check.h"

static void versions(void) {
    SAME(le_version(), LE_VERSION);
    SAME(le_abi_version(), LE_ABI_VERSION);
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", LE_VERSION_MAJOR, LE_VERSION_MINOR, LE_VERSION_PATCH);
    TEXT(le_version_string(), text);
    CHECK(le_version_string() == le_version_string());
}

static void names(void) {
    static const struct {
        int32_t code;
        const char *name;
    } codes[] = {
        {LE_OK, "OK"},
        {LE_MALFORMED_INPUT, "MALFORMED_INPUT"},
        {LE_INVALID_TERMS, "INVALID_TERMS"},
        {LE_INVALID_EVENT, "INVALID_EVENT"},
        {LE_ILLEGAL_TRANSITION, "ILLEGAL_TRANSITION"},
        {LE_FORBIDDEN_ROLE, "FORBIDDEN_ROLE"},
        {LE_AMOUNT_OUT_OF_RANGE, "AMOUNT_OUT_OF_RANGE"},
        {LE_DATE_OUT_OF_RANGE, "DATE_OUT_OF_RANGE"},
        {LE_NEGATIVE_AMORTIZATION, "NEGATIVE_AMORTIZATION"},
        {LE_INVALID_ARGUMENT, "INVALID_ARGUMENT"},
        {LE_BUFFER_TOO_SMALL, "BUFFER_TOO_SMALL"},
        {LE_INVALID_ROWS, "INVALID_ROWS"},
        {LE_OUT_OF_MEMORY, "OUT_OF_MEMORY"},
        {LE_STOPPED, "STOPPED"},
        {LE_NOT_REACHED, "NOT_REACHED"},
    };
    for (int32_t code = -2; code < 300; code++) {
        const char *expected = NULL;
        for (size_t index = 0; index < COUNT(codes); index++)
            if (codes[index].code == code) expected = codes[index].name;
        if (expected != NULL)
            TEXT(le_word("le_code", code), expected);
        else
            CHECK(le_word("le_code", code) == NULL);
    }
    for (size_t index = 0; index < COUNT(extremes); index++)
        CHECK(le_word("le_code", extremes[index]) == NULL);
}

static void currencies(void) {
    static const struct {
        const char *code;
        int32_t exponent;
    } known[] = {{"JPY", 0}, {"USD", 2}, {"NGN", 2}, {"EUR", 2}, {"KWD", 3}, {"BHD", 3},
                 {"TND", 3}, {"CLF", 4}, {"KRW", 0}, {"XOF", 0}, {"VND", 0}};
    for (size_t index = 0; index < COUNT(known); index++) {
        int32_t exponent = -1;
        OK(le_currency_exponent(known[index].code, LE_TEXT, &exponent));
        SAME(exponent, known[index].exponent);
    }
    int32_t exponent = -1;
    OK(le_currency_exponent("USDollar", 3, &exponent));
    SAME(exponent, 2);

    static const char *const refused[] = {"", "U", "US", "USDX", "usd", "Usd", "ZZZ", "XAU",
                                          "XXX", "U\xC3\x9F", " USD", "\xFF\xFF\xFF"};
    for (size_t index = 0; index < COUNT(refused); index++) {
        exponent = 77;
        CODE(le_currency_exponent(refused[index], LE_TEXT, &exponent), LE_MALFORMED_INPUT);
        SAME(exponent, 0);
    }
    exponent = 77;
    INVALID(le_currency_exponent(NULL, LE_TEXT, &exponent));
    SAME(exponent, 0);
    INVALID(le_currency_exponent(NULL, 0, &exponent));
    INVALID(le_currency_exponent("USD", LE_TEXT, NULL));
    int32_t space[2];
    INVALID(le_currency_exponent("USD", LE_TEXT, MISALIGNED(int32_t, space)));
}

static void parsed_amounts(void) {
    static const struct {
        const char *text;
        int32_t exponent;
        int32_t code;
        int64_t amount;
    } cases[] = {
        {"50000.5", 2, LE_OK, 5000050},
        {"50000", 2, LE_OK, 5000000},
        {"50000.50", 2, LE_OK, 5000050},
        {"0", 0, LE_OK, 0},
        {"-0.05", 2, LE_OK, -5},
        {"-0", 2, LE_OK, 0},
        {"007", 0, LE_OK, 7},
        {"0.000001", 6, LE_OK, 1},
        {"92233720368547758.07", 2, LE_OK, INT64_MAX},
        {"-92233720368547758.08", 2, LE_OK, INT64_MIN},
        {"9223372036854775807", 0, LE_OK, INT64_MAX},
        {"92233720368547758.08", 2, LE_AMOUNT_OUT_OF_RANGE, 0},
        {"-92233720368547758.09", 2, LE_AMOUNT_OUT_OF_RANGE, 0},
        {"9223372036854775807", 6, LE_AMOUNT_OUT_OF_RANGE, 0},
        {"99999999999999999999999999999999999999999", 0, LE_AMOUNT_OUT_OF_RANGE, 0},
        {"0.001", 2, LE_MALFORMED_INPUT, 0},
        {"1.0", 0, LE_MALFORMED_INPUT, 0},
        {"", 2, LE_MALFORMED_INPUT, 0},
        {"-", 2, LE_MALFORMED_INPUT, 0},
        {".5", 2, LE_MALFORMED_INPUT, 0},
        {"5.", 2, LE_MALFORMED_INPUT, 0},
        {"+5", 2, LE_MALFORMED_INPUT, 0},
        {"1e3", 2, LE_MALFORMED_INPUT, 0},
        {"1,000", 2, LE_MALFORMED_INPUT, 0},
        {"1 000", 2, LE_MALFORMED_INPUT, 0},
        {" 1", 2, LE_MALFORMED_INPUT, 0},
        {"1 ", 2, LE_MALFORMED_INPUT, 0},
        {"1.2.3", 2, LE_MALFORMED_INPUT, 0},
        {"--1", 2, LE_MALFORMED_INPUT, 0},
        {"0x10", 2, LE_MALFORMED_INPUT, 0},
        {"NaN", 2, LE_MALFORMED_INPUT, 0},
        {"\xD9\xA1", 2, LE_MALFORMED_INPUT, 0}, // a digit, but not one of ASCII
        {"\xFF", 2, LE_MALFORMED_INPUT, 0},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        int64_t amount = 77;
        const char *text = cases[index].text;
        CODE(le_amount_parse(text, LE_TEXT, cases[index].exponent, &amount), cases[index].code);
        SAME(amount, cases[index].amount);
        amount = 77;
        CODE(le_amount_parse(text, strlen(text), cases[index].exponent, &amount),
             cases[index].code);
        SAME(amount, cases[index].amount);
    }
}

static void amount_arguments(void) {
    int64_t amount = 77;
    OK(le_amount_parse("12345", 3, 0, &amount));
    SAME(amount, 123);
    CODE(le_amount_parse("12\0003", 4, 0, &amount), LE_MALFORMED_INPUT);
    CODE(le_amount_parse("12345", 0, 0, &amount), LE_MALFORMED_INPUT);
    static const int32_t exponents[] = {-1, 7, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(exponents); index++) {
        amount = 77;
        INVALID(le_amount_parse("1", LE_TEXT, exponents[index], &amount));
        SAME(amount, 0);
    }
    INVALID(le_amount_parse(NULL, LE_TEXT, 2, &amount));
    INVALID(le_amount_parse(NULL, 0, 2, &amount));
    INVALID(le_amount_parse("1", LE_TEXT, 2, NULL));
    int64_t space[2];
    INVALID(le_amount_parse("1", LE_TEXT, 2, MISALIGNED(int64_t, space)));

    // Texts of LE_TEXT_MAX bytes are read, longer ones are not, and not beyond one byte more.
    char *longest = malloc(LE_TEXT_MAX + 1);
    if (longest == NULL) abort();
    memset(longest, '0', LE_TEXT_MAX);
    longest[LE_TEXT_MAX - 1] = '9';
    longest[LE_TEXT_MAX] = 0;
    OK(le_amount_parse(longest, LE_TEXT, 0, &amount));
    SAME(amount, 9);
    OK(le_amount_parse(longest, LE_TEXT_MAX, 0, &amount));
    longest[LE_TEXT_MAX] = '0';
    CODE(le_amount_parse(longest, LE_TEXT, 0, &amount), LE_MALFORMED_INPUT);
    CODE(le_amount_parse(longest, LE_TEXT_MAX + 1, 0, &amount), LE_MALFORMED_INPUT);
    SAME(amount, 0);
    free(longest);

    // A length of half the address space no text has; up to there it is too long, and not read.
    static const size_t none[] = {SIZE_MAX - 1, SIZE_MAX / 2 + 1};
    int32_t number = 77;
    for (size_t index = 0; index < COUNT(none); index++) {
        amount = 77;
        INVALID(le_amount_parse("1", none[index], 0, &amount));
        SAME(amount, 0);
        INVALID(le_currency_exponent("USD", none[index], &number));
        INVALID(le_date_parse("2026-03-11", none[index], &number));
        SAME(number, LE_DATE_NONE);
    }
    CODE(le_amount_parse("1", SIZE_MAX / 2, 0, &amount), LE_MALFORMED_INPUT);
    CODE(le_currency_exponent("USD", SIZE_MAX / 2, &number), LE_MALFORMED_INPUT);
    CODE(le_date_parse("2026-03-11", SIZE_MAX / 2, &number), LE_MALFORMED_INPUT);
}

static void formatted_amounts(void) {
    static const struct {
        int64_t amount;
        int32_t exponent;
        const char *text;
    } cases[] = {
        {5000050, 2, "50000.50"}, {5, 2, "0.05"},       {-5, 2, "-0.05"},
        {0, 0, "0"},              {0, 3, "0.000"},      {123, 0, "123"},
        {1, 6, "0.000001"},       {-100, 2, "-1.00"},   {INT64_MAX, 2, "92233720368547758.07"},
        {INT64_MIN, 2, "-92233720368547758.08"},        {INT64_MIN, 0, "-9223372036854775808"},
        {INT64_MIN, 6, "-9223372036854.775808"},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        const char *text = cases[index].text;
        size_t length = strlen(text) + 1;
        char buffer[LE_FORMAT_SIZE];
        size_t needed = 77;
        OK(le_amount_format(cases[index].amount, cases[index].exponent, buffer, sizeof buffer,
                            &needed));
        TEXT(buffer, text);
        SAME(needed, length);
        OK(le_amount_format(cases[index].amount, cases[index].exponent, buffer, length, NULL));
        int64_t back = 77;
        OK(le_amount_parse(buffer, LE_TEXT, cases[index].exponent, &back));
        SAME(back, cases[index].amount);
        memset(buffer, JUNK, sizeof buffer);
        needed = 77;
        CODE(le_amount_format(cases[index].amount, cases[index].exponent, buffer, length - 1,
                              &needed),
             LE_BUFFER_TOO_SMALL);
        SAME(needed, length);
        ALL_BYTES(&buffer, JUNK);
    }
    char buffer[LE_FORMAT_SIZE];
    size_t needed = 77;
    CODE(le_amount_format(1, 2, NULL, 0, &needed), LE_BUFFER_TOO_SMALL);
    SAME(needed, 5);
    CODE(le_amount_format(1, 2, NULL, 0, NULL), LE_BUFFER_TOO_SMALL);
    INVALID(le_amount_format(1, 2, NULL, sizeof buffer, &needed));
    needed = 77;
    INVALID(le_amount_format(1, -1, buffer, sizeof buffer, &needed));
    SAME(needed, 0);
    INVALID(le_amount_format(1, 7, buffer, sizeof buffer, &needed));
    INVALID(le_amount_format(1, INT32_MIN, buffer, sizeof buffer, &needed));
    INVALID(le_amount_format(1, INT32_MAX, buffer, sizeof buffer, &needed));
    size_t space[2];
    INVALID(le_amount_format(1, 2, buffer, sizeof buffer, MISALIGNED(size_t, space)));
    // The memory of a buffer that fits may be anywhere.
    OK(le_amount_format(1, 2, buffer + 1, sizeof buffer - 1, &needed));
    TEXT(buffer + 1, "0.01");
    // A capacity is never read: any is enough that is not too small.
    static const size_t capacities[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 2};
    for (size_t index = 0; index < COUNT(capacities); index++) {
        memset(buffer, JUNK, sizeof buffer);
        OK(le_amount_format(1, 2, buffer, capacities[index], &needed));
        TEXT(buffer, "0.01");
        CHECK(holds_only(buffer + needed, sizeof buffer - needed, JUNK));
    }
}

int main(void) {
    versions();
    names();
    currencies();
    parsed_amounts();
    amount_arguments();
    formatted_amounts();
    return summary_line();
}
