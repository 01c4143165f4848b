// What calls take of the heap: nothing in ordinary terms, and what others take is free again when
// they return. Allocations are counted by functions that stand before the C library's; under a
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

/// Called with the result of a call; the arguments are evaluated before.
static void none_taken(int32_t code, int line) {
    unsigned long count = taken - taken_before;
    check_code(code, LE_OK, __FILE__, line, "a call that takes no memory");
    if (!is_first) check_same((int64_t)count, 0, __FILE__, line, "allocations");
}

static void all_freed(int line) {
    unsigned long count = taken - taken_before, back = freed - freed_before;
    if (!is_first) check_same((int64_t)back, (int64_t)count, __FILE__, line, "what is freed");
}

#define NONE(call) \
    do { \
        taken_before = taken; \
        int32_t result = (call); \
        none_taken(result, __LINE__); \
    } while (0)
#define SOME(call) \
    do { \
        taken_before = taken; \
        freed_before = freed; \
        (call); \
        all_freed(__LINE__); \
    } while (0)

enum { ROWS = 360, LOANS = 4, PAYMENTS = 6 };

static le_row rows[ROWS * 2];
static int32_t numbers[5][ROWS];
static int64_t amounts[9][ROWS];

static le_columns columns(void) {
    le_columns all = {sizeof(le_columns), 0, numbers[0], numbers[1], numbers[2], numbers[3],
                      numbers[4], amounts[0], amounts[1], amounts[2], amounts[3], amounts[4],
                      amounts[5], amounts[6], amounts[7], amounts[8]};
    return all;
}

/// Every kind of loan but those that the header names.
static void schedules(void) {
    le_columns all = columns();
    size_t count;
    uint64_t offsets[2];
    int32_t code;
    le_summary summary = LE_SUMMARY_INIT;
    for (int32_t method = LE_DECLINING; method <= LE_FLAT; method++)
        for (int32_t kind = LE_EQUAL_INSTALLMENTS; kind <= LE_BULLET; kind++)
            for (int32_t other = 0; other < 6; other++) {
                le_terms terms = level_terms();
                terms.interest_method = method;
                terms.amortization = kind;
                if (other == 1) terms.grace_principal = 2;
                if (other == 2) terms.day_count = LE_DAY_COUNT_ACTUAL_365_FIXED;
                if (other == 3) terms.installment_fee = 500;
                if (other == 4) terms.first_due_date = terms.disbursed_at + 45;
                if (other == 5) terms.residual = LE_RESIDUAL_FIRST;
                NONE(le_schedule_count(&terms, &count, NULL));
                NONE(le_schedule_build(&terms, rows, 12, &count, &summary, NULL));
                NONE(le_schedule_batch(&terms, 1, rows, NULL, 12, offsets, &code, &summary));
                NONE(le_schedule_batch(&terms, 1, NULL, &all, 12, offsets, &code, &summary));
                OK(code);
            }
    le_terms terms = level_terms();
    terms.term_count = ROWS;
    NONE(le_schedule_batch(&terms, 1, rows, NULL, ROWS, offsets, &code, &summary));
    OK(code);
}

static void state(void) {
    le_terms terms[LOANS];
    le_columns all = columns();
    uint64_t offsets[LOANS + 1];
    int32_t codes[PAYMENTS];
    for (size_t loan = 0; loan < LOANS; loan++) terms[loan] = small_terms();
    NONE(le_schedule_batch(terms, LOANS, NULL, &all, ROWS, offsets, codes, NULL));
    NONE(le_schedule_batch(terms, LOANS, rows, NULL, ROWS, offsets, codes, NULL));
    le_payment payments[PAYMENTS];
    for (int32_t index = 0; index < PAYMENTS; index++)
        payments[index] = paid(30000 + index, "2026-03-20", index);
    static const uint32_t loans[PAYMENTS] = {3, 1, 3, 0, 2, 3};
    le_allocation records[4 * SMALL_COUNT];
    le_position positions[LOANS], position = LE_POSITION_INIT;
    size_t count;
    int64_t overpaid[PAYMENTS];
    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    le_delinquency_policy late = LE_DELINQUENCY_POLICY_INIT;
    late.grace_days = 3;
    for (policy.across = 0; policy.across < 2; policy.across++) {
        uint32_t firsts[LOANS] = {0};
        NONE(le_allocate(&policy, payments, rows, SMALL_COUNT, records, COUNT(records), &count,
                         overpaid, NULL));
        NONE(le_unallocate(records, count, rows, SMALL_COUNT, NULL));
        NONE(le_allocate_batch(&policy, payments, LOANS, rows, NULL, offsets, overpaid, codes));
        NONE(le_allocate_batch(&policy, payments, LOANS, NULL, &all, offsets, overpaid, codes));
        NONE(le_allocate_many(&policy, payments, PAYMENTS, loans, rows, NULL, offsets, LOANS,
                              firsts, overpaid, codes));
        NONE(le_allocate_many(&policy, payments, PAYMENTS, loans, NULL, &all, offsets, LOANS, NULL,
                              overpaid, codes));
        NONE(le_classify(rows, SMALL_COUNT, 20600, &late, &position, NULL));
        NONE(le_classify_batch(rows, NULL, offsets, LOANS, 20600, &late, positions, codes));
        NONE(le_classify_batch(NULL, &all, offsets, LOANS, 20600, NULL, positions, codes));
    }

    // Buckets are copied once a call, not once a loan.
    static const int32_t from_days[] = {0, 1, 30};
    late.bucket_from_days = from_days;
    late.bucket_count = COUNT(from_days);
    taken_before = taken;
    OK(le_classify_batch(rows, NULL, offsets, 1, 20600, &late, positions, codes));
    unsigned long of_one = taken - taken_before;
    taken_before = taken;
    OK(le_classify_batch(rows, NULL, offsets, LOANS, 20600, &late, positions, codes));
    SAME(taken - taken_before, of_one);
}

/// Those that do take memory.
static void others(void) {
    static const int32_t holidays[] = {20600, 20700};
    le_terms terms = level_terms();
    size_t count;
    char ratio[256];
    int64_t amount;
    le_error error = LE_ERROR_INIT;
    SOME(le_level_payment(&terms, &amount, ratio, sizeof ratio, &count, NULL));
    terms.rate_text = "100/3";
    terms.holidays = holidays;
    terms.holiday_count = COUNT(holidays);
    SOME(le_schedule_build(&terms, rows, 12, &count, NULL, NULL));
    le_event events[2] = {{LE_REPAYMENT, 20560, 100000, 0, LE_ROLE_NONE},
                          {LE_REVERSAL, 20570, 0, 1, LE_ROLE_NONE}};
    SOME(le_evaluate(&terms, LE_ACTIVE, events, 2, LE_DATE_NONE, rows, 12, &count, NULL, 0, NULL,
                     NULL, NULL));
    events[1].reversed_event = 7;
    SOME(le_evaluate(&terms, LE_ACTIVE, events, 2, LE_DATE_NONE, rows, 12, &count, NULL, 0, NULL,
                     NULL, &error));
    terms.principal = -1;
    SOME(le_schedule_build(&terms, rows, 12, &count, NULL, &error));
    le_payment payments[2] = {{1000, 20560, 1}, {1000, 20560, 2}};
    SOME(le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, NULL, 0, &count, &amount, &error));
    payments[1].date = 20000;
    SOME(le_reallocate(NULL, payments, 2, rows, SMALL_COUNT, NULL, 0, &count, &amount, &error));
    uint32_t allowed;
    SOME(le_allowed_events(LE_ACTIVE, LE_ADMIN, &allowed));
    int32_t next;
    SOME(le_transition(LE_DRAFT, LE_REPAYMENT, LE_ADMIN, &next, &error));
    SOME(le_rate_parse("2.5", LE_TEXT, &amount, &amount));
    SOME(le_amount_format(12345, 2, ratio, sizeof ratio, &count));
}

int main(void) {
    for (int round = 0; round < 2; round++) {
        is_first = round == 0;
        schedules();
        state();
        others();
    }
#ifndef IS_SANITIZED
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded == NULL || strstr(preloaded, "vgpreload") == NULL)
        CHECK(taken > 20); // or nothing would have been counted at all
#endif
    return summary_line();
}
