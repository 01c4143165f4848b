#include "input.h"

enum { MOST_BLOCKS = 4096 };
static void *blocks[MOST_BLOCKS];
static size_t block_count;

void finding(const char *file, int line, const char *what) {
    fprintf(stderr, "%s:%d: FINDING: not so: %s\n", file, line, what);
    abort();
}

void *exact(size_t size) {
    LAW(block_count < MOST_BLOCKS);
    // Of no bytes: a pointer behind a block's last byte, where nothing may be read or written.
    size_t allocated = size == 0 ? 16 : size;
    char *block = malloc(allocated);
    if (block == NULL) abort();
    memset(block, 0xA5, allocated);
    blocks[block_count++] = block;
    return size == 0 ? block + 16 : block;
}

void release_all(void) {
    while (block_count > 0) free(blocks[--block_count]);
}

int32_t narrow(input *in, int32_t usual) {
    static const int32_t wild[] = {INT32_MIN, INT32_MIN + 1, INT32_MAX, -1, 0, 1, 4, 12, 1000,
                                   LE_DATE_MIN, LE_DATE_MAX, LE_TERM_COUNT_MAX + 1};
    uint32_t shape = byte_of(in);
    if (shape < 240) return usual;
    if (shape >= 252) return (int32_t)(uint32_t)word_of(in, 4);
    return wild[shape - 240];
}

int64_t wide(input *in, int64_t usual) {
    static const int64_t wild[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1,
                                   INT64_MAX / 2, INT32_MIN, INT32_MAX, UINT32_MAX, -1, 0, 1, 2};
    uint32_t shape = byte_of(in);
    if (shape < 240) return usual;
    if (shape >= 252) return (int64_t)word_of(in, 8);
    return wild[shape - 240];
}

int64_t amount_of(input *in) {
    uint32_t bits = below(in, 63);
    uint64_t digits = word_of(in, (bits + 7) / 8);
    return (int64_t)(digits & ((UINT64_C(1) << bits) - 1));
}

int32_t date_of(input *in) { return narrow(in, 20000 + (int32_t)below(in, 1500)); }

le_error *error_of(input *in) {
    uint32_t shape = byte_of(in);
    if (shape < 32) return NULL;
    uint32_t size = (uint32_t)sizeof(le_error);
    if (shape >= 224) size = (uint32_t)(word_of(in, 2) % 700);
    le_error *error = exact(size < 4 ? 4 : size);
    error->struct_size = size;
    return error;
}

void check_error(const le_error *error, int32_t code) {
    if (error == NULL || code == LE_OK || error->struct_size < sizeof(le_error)) return;
    LAW(error->code == code);
    LAW(memchr(error->path, 0, sizeof error->path) != NULL);
    LAW(memchr(error->message, 0, sizeof error->message) != NULL);
    LAW(error->message[0] != 0);
}

const le_allocation_policy *policy_of(input *in) {
    uint32_t shape = byte_of(in);
    if (shape < 64) return NULL;
    le_allocation_policy *policy = EXACT(le_allocation_policy, 1);
    *policy = (le_allocation_policy)LE_ALLOCATION_POLICY_INIT;
    uint8_t *const orders[] = {policy->past_due, policy->due, policy->in_advance};
    for (uint32_t which = 0; which < 1 + (shape >> 5) % 3; which++) {
        for (uint8_t index = 0; index < 4; index++) orders[which][index] = index;
        for (uint32_t index = 3; index > 0; index--) {
            uint32_t other = below(in, index + 1);
            uint8_t kept = orders[which][index];
            orders[which][index] = orders[which][other];
            orders[which][other] = kept;
        }
    }
    policy->across = (int32_t)(shape & 1);
    policy->advance = (int32_t)(shape >> 1 & 3);
    if (shape >= 240) policy->past_due[shape & 3] = byte_of(in);
    if (shape == 239) policy->across = narrow(in, 2);
    if (shape == 238) policy->reserved = narrow(in, 1);
    return policy;
}

le_row *rows_of(input *in, size_t *count) {
    *count = below(in, 9);
    le_row *rows = EXACT(le_row, *count);
    int32_t sequence = 0, due_date = 20000;
    for (size_t index = 0; index < *count; index++) {
        le_row *row = &rows[index];
        uint32_t shape = byte_of(in);
        memset(row, 0, sizeof *row);
        row->sequence = sequence += 1 + (int32_t)(shape & 1);
        row->start_date = due_date;
        row->due_date = due_date += 1 + (int32_t)below(in, 40);
        row->principal_due = (int64_t)word_of(in, 2);
        row->interest_due = shape & 2 ? (int64_t)word_of(in, 1) : 0;
        row->fee_due = shape & 4 ? (int64_t)word_of(in, 1) : 0;
        row->penalty_due = shape & 8 ? (int64_t)word_of(in, 1) : 0;
        if (shape & 16) row->principal_due = amount_of(in) / 16;
        if (shape & 32) row->principal_paid = row->principal_due / (1 + below(in, 3));
        if (shape & 32) row->interest_paid = row->interest_due / (1 + below(in, 3));
        if ((shape & 192) != 192 || !once_in(in, 4)) continue;
        switch (below(in, 6)) {
        case 0: row->sequence = narrow(in, 0); break;
        case 1: row->due_date = date_of(in); break;
        case 2: row->fee_due = wide(in, -1); break;
        case 3: row->principal_paid = wide(in, row->principal_due + 1); break;
        case 4: row->start_date = narrow(in, 1); break;
        default: row->penalty_due = wide(in, 1000); break;
        }
    }
    return rows;
}
