// What calls take of the heap: batches of ordinary loans the same whatever their number, and what any
// call takes is free again when it returns. Allocations are counted by functions that stand before the C library's; under a
// sanitizer, which has its own, and under valgrind, which looks for leaks, calls are not counted.
#include <errno.h>

#include "samples.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED
#endif
#endif

static unsigned long taken, freed;

#ifndef IS_SANITIZED
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

void *malloc(size_t size) {
    taken++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    taken++;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    if (memory == NULL) taken++;
    return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    taken++;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    taken++;
    *memory = __libc_memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}

void free(void *memory) {
    if (memory != NULL) freed++;
    __libc_free(memory);
}
#endif

static bool is_first; // of two rounds: the first may set things up
static unsigned long taken_before, freed_before;

static void all_freed(int line) {
    unsigned long count = taken - taken_before, back = freed - freed_before;
    if (!is_first) check_same((int64_t)back, (int64_t)count, __FILE__, line, "what is freed");
}

/// A call whose memory is free again behind it; how often it took some.
#define TAKEN(call) \
    (taken_before = taken, freed_before = freed, (void)(call), all_freed(__LINE__), taken - taken_before)

enum { LOANS = 64, EVENTS = 3 };

static le_row rows[LOANS * 12];
static uint64_t offsets[LOANS + 1];
static le_code codes[LOANS];
static uint32_t firsts[LOANS];
static int64_t overpaid[LOANS];
static le_payment payments[LOANS];
static _Alignas(8) int32_t buckets[4] = {0, 1, 31, 61};

static void same_for_any_number(unsigned long one, unsigned long many, const char *what) {
    if (!is_first) check_same((int64_t)many, (int64_t)one, __FILE__, __LINE__, what);
}

/// Batches of one loan and of many take memory equally often.
static void batches(void) {
    le_terms terms = level_terms();
    terms.bucket_from_days = (le_part){0, 4};
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_loans loans = LE_LOANS_INIT;
    loans.products = &terms;
    loans.product_count = 1;
    loans.parts = buckets;
    loans.parts_size = sizeof buckets;
    loans.as_of = day("2026-12-01");
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = LOANS * 12;
    results.row_offsets = offsets;
    results.codes = codes;
    static le_event repayments[LOANS];
    static uint64_t event_offsets[LOANS + 1];
    for (size_t loan = 0; loan < LOANS; loan++) {
        payments[loan] = (le_payment){600000, loans.as_of, 1};
        repayments[loan] = (le_event){.type = LE_REPAYMENT, .date = loans.as_of - 30, .amount = 600000};
        event_offsets[loan + 1] = loan + 1;
    }
    for (int32_t days = 0; days < 2; days++) {
        terms.day_count = days ? LE_DAY_COUNT_ACTUAL_365_FIXED : LE_DAY_COUNT_EQUAL;
        unsigned long one[4] = {0, 0, 0, 0};
        for (size_t count = 1; count <= LOANS; count += LOANS - 1) {
            loans.count = count;
            memset(firsts, 0, sizeof firsts);
            unsigned long many[4];
            many[0] = TAKEN(le_schedule_batch(&loans, &results));
            many[1] = TAKEN(le_allocate_many(&loans, payments, NULL, count, &columns, offsets, firsts,
                                             overpaid, &results));
            many[2] = TAKEN(le_classify_batch(&loans, &columns, offsets, &results));
            for (size_t loan = 0; loan < count; loan++) OK(codes[loan]);
            loans.events = repayments;
            loans.event_offsets = event_offsets;
            many[3] = TAKEN(le_evaluate_batch(&loans, &results));
            loans.events = NULL;
            loans.event_offsets = NULL;
            for (size_t loan = 0; loan < count; loan++) OK(codes[loan]);
            if (count == 1) memcpy(one, many, sizeof one);
            if (!is_first) SAME(many[0], 0);
            same_for_any_number(one[1], many[1], "le_allocate_many");
            same_for_any_number(one[2], many[2], "le_classify_batch");
            same_for_any_number(one[3], many[3], "le_evaluate_batch");
        }
    }
}

/// Calls for one loan's rows take none, but for the one that lays everything anew.
static void rows_of_one(void) {
    le_row own[SMALL_COUNT];
    small_rows(own);
    le_payment payment = paid(43000, "2026-03-20", 1);
    le_posting postings[4 * SMALL_COUNT];
    size_t count;
    int64_t left;
    le_position position;
    unsigned long took = TAKEN(le_allocate(NULL, &payment, own, SMALL_COUNT, postings, COUNT(postings),
                                           &count, &left, NULL));
    took += TAKEN(le_unallocate(postings, count, own, SMALL_COUNT, NULL));
    took += TAKEN(le_allocate(NULL, &payment, own, SMALL_COUNT, NULL, 0, &count, &left, NULL));
    took += TAKEN(le_classify(NULL, NULL, 0, own, SMALL_COUNT, 20600, &position, NULL));
    if (!is_first) SAME(took, 0);
    (void)TAKEN(le_reallocate(NULL, &payment, 1, own, SMALL_COUNT, postings, COUNT(postings), &count,
                              &left, NULL));
}

/// Those that do take memory, and errors, which have texts.
static void others(void) {
    le_terms terms = level_terms();
    static _Alignas(8) struct {
        int32_t holidays[2];
        char rate[8];
    } parts = {{20600, 20700}, "100/3"};
    size_t count;
    char ratio[256];
    int64_t amount;
    le_error error = LE_ERROR_INIT;
    (void)TAKEN(le_level_payment(&terms, NULL, 0, &amount, ratio, sizeof ratio, &count, NULL));
    terms.rate = (le_ratio){0, 0};
    terms.rate_text = (le_part){8, 5};
    terms.holidays = (le_part){0, 2};
    CODE(le_schedule_build(&terms, &parts, sizeof parts, rows, 12, &count, NULL, NULL), LE_OK);
    (void)TAKEN(le_schedule_build(&terms, &parts, sizeof parts, rows, 12, &count, NULL, NULL));
    le_event events[EVENTS] = {{0}};
    events[0].type = LE_REPAYMENT, events[0].date = 20560, events[0].amount = 100000;
    events[1].type = LE_REVERSAL, events[1].date = 20570, events[1].of = 1;
    events[2].type = LE_DRAWDOWN, events[2].date = 20580, events[2].amount = 100000;
    le_statement statement = LE_STATEMENT_INIT;
    le_capacity capacity = {LOANS * 12, 0};
    CODE(le_evaluate(&terms, &parts, sizeof parts, LE_ACTIVE, events, EVENTS, LE_DATE_NONE, rows, NULL,
                     &capacity, &statement, NULL, NULL),
         LE_OK);
    (void)TAKEN(le_evaluate(&terms, &parts, sizeof parts, LE_ACTIVE, events, EVENTS, LE_DATE_NONE, rows,
                            NULL, &capacity, &statement, NULL, NULL));
    static const int32_t dates[] = {20560, 20600, 20700};
    le_quote quotes[3];
    (void)TAKEN(le_quotes(&terms, &parts, sizeof parts, LE_ACTIVE, events, EVENTS, dates, 3, quotes, NULL));
    le_loan_status next;
    (void)TAKEN(le_log_check(&terms, &parts, sizeof parts, LE_ACTIVE, events, EVENTS, 0, &next, NULL));
    events[1].of = 7;
    (void)TAKEN(le_evaluate(&terms, &parts, sizeof parts, LE_ACTIVE, events, EVENTS, LE_DATE_NONE, rows,
                            NULL, &capacity, NULL, NULL, &error));
    SAME(error.code, LE_INVALID_EVENT);
    terms.principal = -1;
    (void)TAKEN(le_schedule_build(&terms, &parts, sizeof parts, rows, 12, &count, NULL, &error));
    SAME(error.code, LE_INVALID_TERMS);
    le_payment two[2] = {{1000, 20560, 1}, {1000, 20000, 2}};
    le_row own[SMALL_COUNT];
    small_rows(own);
    (void)TAKEN(le_reallocate(NULL, two, 2, own, SMALL_COUNT, NULL, 0, &count, &amount, &error));
    uint32_t allowed;
    (void)TAKEN(le_allowed_events(LE_ACTIVE, LE_ADMIN, &allowed));
    (void)TAKEN(le_transition(LE_DRAFT, LE_REPAYMENT, LE_ADMIN, &next, &error));
    (void)TAKEN(le_rate_parse("2.5", LE_TEXT, &amount, &amount));
    (void)TAKEN(le_amount_format(12345, 2, ratio, sizeof ratio, &count));
}

int main(void) {
    for (int round = 0; round < 2; round++) {
        is_first = round == 0;
        batches();
        rows_of_one();
        others();
    }
#ifndef IS_SANITIZED
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded == NULL || strstr(preloaded, "vgpreload") == NULL)
        CHECK(taken > 20); // or nothing would have been counted at all
#endif
    return summary_line();
}
