// A batch is as many single calls, into structs or into columns.
#include "input.h"

enum { MOST_LOANS = 5 };

static void allocate(input *in, size_t loans, le_row *rows, const le_columns *columns,
                     const uint64_t *offsets) {
    const le_allocation_policy *policy = policy_of(in);
    le_payment *payments = EXACT(le_payment, loans);
    int64_t *overpaid = EXACT(int64_t, loans), *other = EXACT(int64_t, loans), left;
    int32_t *codes = EXACT(int32_t, loans), *column_codes = EXACT(int32_t, loans);
    for (size_t index = 0; index < loans; index++)
        payments[index] = (le_payment){wide(in, amount_of(in)), date_of(in), 1};
    uint64_t count = offsets[loans];
    le_row *single = EXACT(le_row, count);
    if (count > 0) memcpy(single, rows, count * sizeof *rows);
    int32_t code =
        le_allocate_batch(policy, payments, loans, rows, NULL, offsets, overpaid, codes);
    LAW(le_allocate_batch(policy, payments, loans, NULL, columns, offsets, other, column_codes) ==
        code);
    if (code != LE_OK) return;
    for (size_t index = 0; index < loans; index++) {
        size_t own = offsets[index + 1] - offsets[index];
        int32_t one = le_allocate(policy, &payments[index], single + offsets[index], own, NULL, 0,
                                  NULL, &left, NULL);
        if (payments[index].amount != 0) {
            LAW(codes[index] == one);
            LAW(overpaid[index] == left);
        }
        LAW(codes[index] == column_codes[index] && overpaid[index] == other[index]);
    }
    SAME_BYTES(rows, single, count * sizeof *rows);
    check_columns(columns, rows, 0, count);
}

static void classify(input *in, size_t loans, le_row *rows, const le_columns *columns,
                     const uint64_t *offsets) {
    const le_delinquency_policy *policy = delinquency_of(in);
    int32_t as_of = date_of(in);
    le_position *positions = EXACT(le_position, loans), *other = EXACT(le_position, loans);
    int32_t *codes = EXACT(int32_t, loans), *column_codes = EXACT(int32_t, loans);
    uint64_t count = offsets[loans];
    le_row *single = EXACT(le_row, count);
    if (count > 0) memcpy(single, rows, count * sizeof *rows);
    int32_t code = le_classify_batch(rows, NULL, offsets, loans, as_of, policy, positions, codes);
    LAW(le_classify_batch(NULL, columns, offsets, loans, as_of, policy, other, column_codes) ==
        code);
    if (code != LE_OK) return;
    for (size_t index = 0; index < loans; index++) {
        size_t own = offsets[index + 1] - offsets[index];
        le_position position = LE_POSITION_INIT;
        LAW(le_classify(single + offsets[index], own, as_of, policy, &position, NULL) ==
            codes[index]);
        LAW(codes[index] == column_codes[index]);
        SAME_BYTES(&position, &positions[index], sizeof position);
        SAME_BYTES(&position, &other[index], sizeof position);
    }
    SAME_BYTES(rows, single, count * sizeof *rows);
    check_columns(columns, rows, 0, count);
}

/// Terms of an older or newer header, one behind the other at its size: as each of them alone.
static void packed(input *in, size_t loans) {
    uint32_t stride = once_in(in, 8) ? (uint32_t)word_of(in, 2)
                                     : (uint32_t)sizeof(le_terms) - 64 + 8 * below(in, 16);
    bool is_stride = stride >= 8 && stride <= 4096 && stride % 8 == 0;
    if (stride < 8) stride = 8;
    char *terms = exact(loans * stride);
    size_t known = stride < sizeof(le_terms) ? stride : sizeof(le_terms), capacity = 0;
    for (size_t index = 0; index < loans; index++) {
        le_terms one = loan_of(in).terms;
        if (index == 0 || !once_in(in, 16)) one.struct_size = is_stride ? stride : 7;
        memset(terms + index * stride, 0, stride);
        memcpy(terms + index * stride, &one, known);
        if (one.term_count > 0 && one.term_count <= LE_TERM_COUNT_MAX)
            capacity += (size_t)one.term_count;
    }
    le_row *rows = EXACT(le_row, capacity), *single = EXACT(le_row, capacity);
    uint64_t *offsets = EXACT(uint64_t, loans + 1);
    int32_t *codes = EXACT(int32_t, loans);
    int32_t result = le_schedule_batch((const le_terms *)(const void *)terms, loans, rows, NULL,
                                       capacity, offsets, codes, NULL);
    LAW(result == (is_stride || loans == 0 ? LE_OK : LE_INVALID_ARGUMENT));
    for (size_t index = 0; result == LE_OK && index < loans; index++) {
        size_t count = 0, own = offsets[index + 1] - offsets[index];
        const le_terms *one = (const le_terms *)(const void *)(terms + index * stride);
        if (one->struct_size != stride) {
            LAW(codes[index] == LE_INVALID_ARGUMENT && own == 0);
            continue;
        }
        LAW(codes[index] == le_schedule_build(one, single, capacity, &count, NULL, NULL));
        LAW(own == count);
        SAME_BYTES(single, rows + offsets[index], count * sizeof *single);
    }
}

void fuzz_batch(input *in) {
    size_t loans = below(in, MOST_LOANS + 1), capacity = 0;
    bool is_tight = once_in(in, 4);
    uint32_t chosen = once_in(in, 2) ? 0x3FFF : (uint32_t)word_of(in, 2);
    le_terms *terms = EXACT(le_terms, loans);
    for (size_t index = 0; index < loans; index++) {
        terms[index] = loan_of(in).terms;
        if (!once_in(in, 16)) terms[index].struct_size = sizeof *terms;
        // The first loan's size is how far apart they are: a longer one would not be there.
        if (terms[index].struct_size > sizeof *terms || index == 0)
            terms[index].struct_size = sizeof *terms;
        if (terms[index].term_count > 0 && terms[index].term_count <= LE_TERM_COUNT_MAX)
            capacity += (size_t)terms[index].term_count;
    }
    if (is_tight) capacity = capacity / (1 + below(in, 5));
    le_row *rows = EXACT(le_row, capacity);
    le_columns columns = columns_of(capacity, 0x3FFF), some = columns_of(capacity, chosen);
    uint64_t *offsets = EXACT(uint64_t, loans + 1), *other = EXACT(uint64_t, loans + 1);
    int32_t *codes = EXACT(int32_t, loans), *column_codes = EXACT(int32_t, loans);
    le_summary *summaries = EXACT(le_summary, loans);
    LAW(le_schedule_batch(terms, loans, rows, NULL, capacity, offsets, codes, summaries) == LE_OK);
    LAW(le_schedule_batch(terms, loans, NULL, &columns, capacity, other, column_codes, NULL) ==
        LE_OK);
    SAME_BYTES(offsets, other, (loans + 1) * sizeof *offsets);
    SAME_BYTES(codes, column_codes, loans * sizeof *codes);
    LAW(le_schedule_batch(terms, loans, NULL, &some, capacity, other, column_codes, NULL) == LE_OK);
    SAME_BYTES(offsets, other, (loans + 1) * sizeof *offsets);
    LAW(offsets[0] == 0 && offsets[loans] <= capacity);

    uint64_t left = capacity;
    for (size_t index = 0; index < loans; index++) {
        size_t count = 0, own = offsets[index + 1] - offsets[index];
        bool is_counted = terms[index].term_count > 0 && terms[index].term_count <= LE_TERM_COUNT_MAX;
        size_t most = is_counted ? (size_t)terms[index].term_count : 0;
        le_row *single = EXACT(le_row, most);
        le_summary summary = LE_SUMMARY_INIT;
        int32_t one = le_schedule_build(&terms[index], single, most, &count, &summary, NULL);
        if (terms[index].struct_size != sizeof *terms) {
            LAW(codes[index] == LE_INVALID_ARGUMENT && own == 0);
        } else if (codes[index] == LE_BUFFER_TOO_SMALL) {
            LAW((uint64_t)terms[index].term_count > left && own == 0);
        } else {
            LAW(codes[index] == one && own == count);
            SAME_BYTES(&summary, &summaries[index], sizeof summary);
            SAME_BYTES(single, rows + offsets[index], count * sizeof *single);
        }
        left -= own;
    }
    check_columns(&columns, rows, 0, offsets[loans]);
    check_columns(&some, rows, 0, offsets[loans]);
    allocate(in, loans, rows, &columns, offsets);
    classify(in, loans, rows, &columns, offsets);
    if (once_in(in, 4)) {
        // Anything between falling offsets is refused before anything is written.
        offsets[below(in, (uint32_t)loans + 1)] = (uint64_t)wide(in, 1);
        bool falls = offsets[loans] > capacity;
        for (size_t index = 0; index < loans; index++) falls |= offsets[index] > offsets[index + 1];
        if (falls && offsets[loans] > UINT64_C(1) << 40)
            LAW(le_classify_batch(rows, NULL, offsets, loans, 20000, NULL, NULL, codes) ==
                LE_INVALID_ARGUMENT);
    }
    packed(in, below(in, 4));
}
