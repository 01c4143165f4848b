// Batches: every argument that is refused, with nothing written.
#include "samples.h"

enum { LOANS = 2, ROWS = LOANS * SMALL_COUNT };

static le_terms terms[LOANS + 1];
static le_payment payments[LOANS + 1];

/// All that a batch may write to, as it was.
typedef struct memory {
    le_row rows[ROWS + 1];
    int32_t numbers[5][ROWS + 1];
    int64_t amounts[9][ROWS + 1];
    uint64_t offsets[LOANS + 2];
    int32_t codes[LOANS + 1];
    int64_t overpaid[LOANS + 1];
    le_summary summaries[LOANS + 1];
    le_position positions[LOANS + 1];
} memory;

static memory m, before;

static le_columns columns_of(memory *of) {
    le_columns columns = {sizeof(le_columns), 0, of->numbers[0], of->numbers[1],
                          of->numbers[2], of->numbers[3], of->numbers[4],
                          of->amounts[0], of->amounts[1], of->amounts[2],
                          of->amounts[3], of->amounts[4], of->amounts[5],
                          of->amounts[6], of->amounts[7], of->amounts[8]};
    return columns;
}

/// Two loans, as rows and as columns, ready to be paid.
static void fill(void) {
    memset(&m, JUNK, sizeof m);
    for (size_t loan = 0; loan < LOANS; loan++) {
        terms[loan] = small_terms();
        payments[loan] = paid(43000, "2026-03-20", (int32_t)loan);
    }
    le_columns columns = columns_of(&m);
    OK(le_schedule_batch(terms, LOANS, m.rows, NULL, ROWS, m.offsets, m.codes, NULL));
    OK(le_schedule_batch(terms, LOANS, NULL, &columns, ROWS, m.offsets, m.codes, NULL));
    memset(m.codes, JUNK, sizeof m.codes);
    memcpy(&before, &m, sizeof m);
}

/// Refused, and not a byte is written.
#define REFUSED(call) \
    do { \
        INVALID(call); \
        if (!SAME_BYTES(&m, &before)) memcpy(&m, &before, sizeof m); \
    } while (0)

static void schedules(void) {
    le_columns columns = columns_of(&m), other[2];
    memset(m.offsets, JUNK, sizeof m.offsets);
    memcpy(&before, &m, sizeof m);
    size_t n = LOANS, capacity = ROWS;
    REFUSED(le_schedule_batch(NULL, n, m.rows, NULL, capacity, m.offsets, m.codes, m.summaries));
    REFUSED(le_schedule_batch(MISALIGNED(le_terms, terms), n, m.rows, NULL, capacity, m.offsets,
                              m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, NULL, NULL, capacity, m.offsets, m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, &columns, capacity, m.offsets, m.codes,
                              m.summaries));
    REFUSED(le_schedule_batch(terms, n, MISALIGNED(le_row, m.rows), NULL, capacity, m.offsets,
                              m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, NULL, MISALIGNED(le_columns, other), capacity, m.offsets,
                              m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, NULL, m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, MISALIGNED(uint64_t, m.offsets),
                              m.codes, m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, m.offsets, NULL, m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, m.offsets,
                              MISALIGNED(int32_t, m.codes), m.summaries));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, m.offsets, m.codes,
                              MISALIGNED(le_summary, m.summaries)));
    REFUSED(le_schedule_batch(terms, n, m.rows, NULL, SIZE_MAX, m.offsets, m.codes,
                              m.summaries));
    REFUSED(le_schedule_batch(terms, SIZE_MAX, m.rows, NULL, capacity, m.offsets, m.codes,
                              m.summaries));
    REFUSED(le_schedule_batch(terms, SIZE_MAX / 2, m.rows, NULL, capacity, m.offsets, m.codes,
                              m.summaries));
    static const uint32_t sizes[] = {0, 1, 3, UINT32_MAX};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        terms[0].struct_size = sizes[index];
        REFUSED(le_schedule_batch(terms, n, m.rows, NULL, capacity, m.offsets, m.codes,
                                  m.summaries));
    }
    terms[0] = small_terms();

    // Without loans there is nothing to do, and one offset.
    OK(le_schedule_batch(NULL, 0, m.rows, NULL, 0, m.offsets, NULL, NULL));
    SAME(m.offsets[0], 0);
    OK(le_schedule_batch(terms, 0, m.rows, NULL, capacity, m.offsets, m.codes, m.summaries));
    memcpy(before.offsets, m.offsets, sizeof m.offsets);
    SAME_BYTES(&m, &before);
    REFUSED(le_schedule_batch(NULL, 0, m.rows, NULL, 0, NULL, NULL, NULL));

    // A second loan of another size is that loan's error.
    terms[1].struct_size -= 8;
    OK(le_schedule_batch(terms, n, m.rows, NULL, capacity, m.offsets, m.codes, m.summaries));
    OK(m.codes[0]);
    INVALID(m.codes[1]);
    terms[1] = small_terms();
}

/// The terms of an older and a newer header: one behind the other, in that header's size.
static void other_sizes(void) {
    le_row expected[SMALL_COUNT];
    small_rows(expected);
    static const size_t sizes[] = {offsetof(le_terms, holidays), sizeof(le_terms) - 16,
                                   sizeof(le_terms), sizeof(le_terms) + 8, sizeof(le_terms) + 64};
    for (size_t index = 0; index < COUNT(sizes); index++) {
        char *packed = calloc(LOANS, sizes[index]);
        if (packed == NULL) abort();
        size_t known = sizes[index] < sizeof *terms ? sizes[index] : sizeof *terms;
        for (size_t loan = 0; loan < LOANS; loan++) {
            le_terms one = small_terms();
            one.struct_size = (uint32_t)sizes[index];
            memcpy(packed + loan * sizes[index], &one, known);
        }
        OK(le_schedule_batch((le_terms *)(void *)packed, LOANS, m.rows, NULL, ROWS, m.offsets,
                             m.codes, NULL));
        for (size_t loan = 0; loan < LOANS; loan++) {
            OK(m.codes[loan]);
            CHECK(memcmp(&m.rows[loan * SMALL_COUNT], expected, sizeof expected) == 0);
        }
        free(packed);
    }
}

/// Terms that say they are of a newer header than the others end where the others end.
static void longer_than_others(void) {
    size_t stride = sizeof(le_terms) - 16;
    char *packed = malloc(LOANS * stride); // so that valgrind sees a byte too far
    if (packed == NULL) abort();
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_terms one = level_terms();
        one.term_count = SMALL_COUNT;
        if (loan == 0) one.struct_size = (uint32_t)stride;
        memcpy(packed + loan * stride, &one, stride);
    }
    OK(le_schedule_batch((le_terms *)(void *)packed, LOANS, m.rows, NULL, ROWS, m.offsets, m.codes,
                         m.summaries));
    OK(m.codes[0]);
    INVALID(m.codes[1]);
    SAME(m.offsets[2], SMALL_COUNT);
    free(packed);
}

static void allocations(void) {
    fill();
    le_columns columns = columns_of(&m), other[2];
    le_allocation_policy policies[2] = {LE_ALLOCATION_POLICY_INIT, LE_ALLOCATION_POLICY_INIT};
    size_t n = LOANS;
    REFUSED(le_allocate_batch(MISALIGNED(le_allocation_policy, policies), payments, n, m.rows,
                              NULL, m.offsets, m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, NULL, n, m.rows, NULL, m.offsets, m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, MISALIGNED(le_payment, payments), n, m.rows, NULL, m.offsets,
                              m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, payments, SIZE_MAX, m.rows, NULL, m.offsets, m.overpaid,
                              m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, NULL, NULL, m.offsets, m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, NULL, 0, NULL, NULL, m.offsets, NULL, NULL)); // nor for none
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, &columns, m.offsets, m.overpaid,
                              m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, MISALIGNED(le_row, m.rows), NULL, m.offsets,
                              m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, NULL, MISALIGNED(le_columns, other), m.offsets,
                              m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, NULL, m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, MISALIGNED(uint64_t, m.offsets),
                              m.overpaid, m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, m.offsets,
                              MISALIGNED(int64_t, m.overpaid), m.codes));
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, m.offsets, m.overpaid, NULL));
    REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, m.offsets, m.overpaid,
                              MISALIGNED(int32_t, m.codes)));
    static const uint64_t bad_offsets[][LOANS + 1] = {
        {0, 3, 2}, {3, 0, 3}, {0, 3, UINT64_MAX}, {UINT64_MAX, 0, 0}, {0, 3, (uint64_t)INT64_MAX}};
    for (size_t index = 0; index < COUNT(bad_offsets); index++) {
        REFUSED(le_allocate_batch(NULL, payments, n, m.rows, NULL, bad_offsets[index], m.overpaid,
                                  m.codes));
        REFUSED(le_classify_batch(m.rows, NULL, bad_offsets[index], n, 0, NULL, m.positions,
                                  m.codes));
    }
    static const int32_t values[] = {-1, 4, 256, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(values); index++) {
        policies[0].order[2] = values[index];
        CODE(le_allocate_batch(policies, payments, n, m.rows, NULL, m.offsets, m.overpaid,
                               m.codes),
             LE_INVALID_TERMS);
        policies[0] = policies[1];
        policies[0].across = values[index];
        CODE(le_allocate_batch(policies, payments, n, m.rows, NULL, m.offsets, m.overpaid,
                               m.codes),
             LE_INVALID_TERMS);
        policies[0] = policies[1];
        SAME_BYTES(&m, &before);
    }
    policies[0].reserved = 1;
    REFUSED(le_allocate_batch(policies, payments, n, m.rows, NULL, m.offsets, m.overpaid,
                              m.codes));
    uint64_t nothing = 0;
    OK(le_allocate_batch(NULL, NULL, 0, m.rows, NULL, &nothing, NULL, NULL));
    SAME_BYTES(&m, &before);
}

static void classifications(void) {
    fill();
    le_columns columns = columns_of(&m), other[2];
    le_delinquency_policy policies[2] = {LE_DELINQUENCY_POLICY_INIT, LE_DELINQUENCY_POLICY_INIT};
    size_t n = LOANS;
    REFUSED(le_classify_batch(NULL, NULL, m.offsets, n, 0, NULL, m.positions, m.codes));
    REFUSED(le_classify_batch(NULL, NULL, m.offsets, 0, 0, NULL, NULL, NULL));
    REFUSED(le_classify_batch(m.rows, &columns, m.offsets, n, 0, NULL, m.positions, m.codes));
    REFUSED(le_classify_batch(MISALIGNED(le_row, m.rows), NULL, m.offsets, n, 0, NULL,
                              m.positions, m.codes));
    REFUSED(le_classify_batch(NULL, MISALIGNED(le_columns, other), m.offsets, n, 0, NULL,
                              m.positions, m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, NULL, n, 0, NULL, m.positions, m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, MISALIGNED(uint64_t, m.offsets), n, 0, NULL,
                              m.positions, m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, SIZE_MAX, 0, NULL, m.positions, m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0,
                              MISALIGNED(le_delinquency_policy, policies), m.positions, m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0, NULL,
                              MISALIGNED(le_position, m.positions), m.codes));
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0, NULL, m.positions, NULL));
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0, NULL, m.positions,
                              MISALIGNED(int32_t, m.codes)));
    policies[0].struct_size = 0;
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0, policies, m.positions, m.codes));
    policies[0] = policies[1];
    policies[0].bucket_count = 1;
    REFUSED(le_classify_batch(m.rows, NULL, m.offsets, n, 0, policies, m.positions, m.codes));
    policies[0] = policies[1];
    policies[0].grace_days = -1;
    CODE(le_classify_batch(m.rows, NULL, m.offsets, n, 0, policies, m.positions, m.codes),
         LE_INVALID_TERMS);
    static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(dates); index++)
        CODE(le_classify_batch(m.rows, NULL, m.offsets, n, dates[index], NULL, m.positions,
                               m.codes),
             LE_DATE_OUT_OF_RANGE);
    uint64_t nothing = 0;
    OK(le_classify_batch(m.rows, NULL, &nothing, 0, 0, NULL, NULL, NULL));
    SAME_BYTES(&m, &before);
}

/// Columns that a function needs and does not get, or gets misaligned.
static void columns(void) {
    fill();
    size_t n = LOANS;
    size_t first = offsetof(le_columns, sequence);
    for (size_t place = first; place < sizeof(le_columns); place += sizeof(void *)) {
        le_columns all = columns_of(&m);
        void *misaligned = MISALIGNED(int64_t, m.amounts), *null = NULL;
        memcpy((char *)&all + place, &misaligned, sizeof misaligned);
        REFUSED(le_schedule_batch(terms, n, NULL, &all, ROWS, m.offsets, m.codes, m.summaries));
        REFUSED(le_allocate_batch(NULL, payments, n, NULL, &all, m.offsets, m.overpaid, m.codes));
        REFUSED(le_classify_batch(NULL, &all, m.offsets, n, 0, NULL, m.positions, m.codes));
        memcpy((char *)&all + place, &null, sizeof null);
        bool spare = place == offsetof(le_columns, start_date) ||
                     place == offsetof(le_columns, status) ||
                     place == offsetof(le_columns, days_past_due) ||
                     place == offsetof(le_columns, balance_after);
        if (spare) continue;
        REFUSED(le_classify_batch(NULL, &all, m.offsets, n, 0, NULL, m.positions, m.codes));
        if (place == first) continue; // allocation does not look at sequence
        REFUSED(le_allocate_batch(NULL, payments, n, NULL, &all, m.offsets, m.overpaid, m.codes));
    }
}

int main(void) {
    fill();
    schedules();
    other_sizes();
    longer_than_others();
    allocations();
    classifications();
    columns();
    return summary_line();
}
