// The library is loaded, asked for every function, used, and closed, over and over: by whatever
// loads plugins. Give the path of the library, and a number of times.
#include <dlfcn.h>

#include "check.h"

static const char *const names[] = {
    "le_abi_version", "le_allocate", "le_allocate_many", "le_allowed_events",
    "le_amount_format", "le_amount_parse", "le_classify", "le_classify_batch",
    "le_currency_exponent", "le_date_format", "le_date_from_civil", "le_date_parse",
    "le_date_to_civil", "le_day_count_fraction", "le_describe", "le_error_init", "le_evaluate",
    "le_evaluate_batch", "le_evaluate_capacity", "le_level_payment", "le_log_check",
    "le_number", "le_quotes", "le_rate_format", "le_rate_parse", "le_reallocate",
    "le_round_ratio", "le_row_columns_of", "le_schedule_batch", "le_schedule_build",
    "le_size_of", "le_statement_init", "le_terms_init", "le_transition", "le_unallocate",
    "le_version", "le_version_string", "le_word",
};

/// A function of the library as a pointer of its type.
#define RESOLVE(library, function) \
    __typeof__(&function) loaded_##function; \
    *(void **)&loaded_##function = dlsym(library, #function); \
    if (!CHECK(loaded_##function != NULL)) return

static void use(void *library) {
    for (size_t index = 0; index < COUNT(names); index++)
        CHECK(dlsym(library, names[index]) != NULL);
    RESOLVE(library, le_version);
    RESOLVE(library, le_schedule_build);
    RESOLVE(library, le_level_payment);
    RESOLVE(library, le_date_parse);
    RESOLVE(library, le_evaluate);
    SAME(loaded_le_version(), LE_VERSION);
    le_terms terms = new_terms();
    terms.principal = 5000000;
    terms.rate = (le_ratio){0, 0};
    static const _Alignas(8) char text[8] = "24";
    terms.rate_text = (le_part){0, 2};
    terms.term_count = 12;
    terms.non_working_weekdays = LE_SUNDAY;
    SAME(loaded_le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at), LE_OK);
    le_row rows[12];
    size_t count = 0;
    le_summary summary = LE_SUMMARY_INIT;
    SAME(loaded_le_schedule_build(&terms, text, sizeof text, rows, 12, &count, &summary, NULL), LE_OK);
    SAME(summary.installment, 472798);
    int64_t rounded = 0;
    size_t needed = 0;
    SAME(loaded_le_level_payment(&terms, text, sizeof text, &rounded, NULL, 0, &needed, NULL), LE_OK);
    SAME(rounded, 472798);
    le_event event = {0};
    event.type = LE_REPAYMENT;
    event.date = terms.disbursed_at + 40;
    event.amount = 500000;
    le_capacity capacity = {12, 0};
    le_statement statement = LE_STATEMENT_INIT;
    SAME(loaded_le_evaluate(&terms, text, sizeof text, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows,
                            NULL, &capacity, &statement, NULL, NULL),
         LE_OK);
    le_error error = LE_ERROR_INIT;
    terms.principal = 0;
    SAME(loaded_le_schedule_build(&terms, text, sizeof text, rows, 12, &count, &summary, &error), LE_INVALID_TERMS);
    TEXT(error.path, "terms.principalAmount");
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: reload LIBRARY [TIMES]\n");
        return EXIT_FAILURE;
    }
    long times = count > 2 ? atol(arguments[2]) : 200;
    for (long index = 0; index < times; index++) {
        void *library = dlopen(arguments[1], (index % 2 ? RTLD_LAZY : RTLD_NOW) | RTLD_LOCAL);
        if (!CHECK(library != NULL)) {
            fprintf(stderr, "    %s\n", dlerror());
            break;
        }
        use(library);
        CHECK(dlclose(library) == 0);
    }
    return summary_line();
}
