// The library is loaded, asked for every function, used, and closed, over and over: by whatever
// loads plugins. Give the path of the library, and a number of times.
#include <dlfcn.h>

#include "check.h"

static const char *const names[] = {
    "le_version", "le_version_string", "le_abi_version", "le_status_name",
    "le_currency_exponent", "le_amount_parse", "le_amount_format", "le_rate_parse",
    "le_rate_format", "le_date_parse", "le_date_format", "le_date_from_civil",
    "le_date_to_civil", "le_day_count_fraction", "le_round_ratio", "le_schedule_count",
    "le_schedule_build", "le_level_payment", "le_allocate", "le_unallocate",
    "le_reallocate", "le_classify", "le_loan_status_name", "le_event_name",
    "le_transition", "le_allowed_events", "le_evaluate", "le_schedule_batch",
    "le_allocate_batch", "le_allocate_many", "le_classify_batch",
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
    le_terms terms = LE_TERMS_INIT;
    terms.principal = 5000000;
    terms.rate_text = "24";
    terms.term_count = 12;
    terms.non_working_weekdays = LE_SUNDAY;
    SAME(loaded_le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at), LE_OK);
    le_row rows[12];
    size_t count = 0;
    le_summary summary = LE_SUMMARY_INIT;
    SAME(loaded_le_schedule_build(&terms, rows, 12, &count, &summary, NULL), LE_OK);
    SAME(summary.installment, 472798);
    int64_t rounded = 0;
    size_t needed = 0;
    SAME(loaded_le_level_payment(&terms, &rounded, NULL, 0, &needed, NULL), LE_OK);
    SAME(rounded, 472798);
    le_event event = {LE_REPAYMENT, terms.disbursed_at + 40, 500000, 0, LE_ROLE_NONE};
    le_statement statement = LE_STATEMENT_INIT;
    SAME(loaded_le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, 12, &count, NULL, 0,
                            NULL, &statement, NULL),
         LE_OK);
    le_error error = LE_ERROR_INIT;
    terms.principal = 0;
    SAME(loaded_le_schedule_build(&terms, rows, 12, &count, &summary, &error), LE_INVALID_TERMS);
    TEXT(error.path, "terms.principalAmount");
}

// The harness names codes by this function: here there is no library to link to.
const char *le_status_name(int32_t code) {
    (void)code;
    return "?";
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
