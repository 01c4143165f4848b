// What the parts of the C target share: numbers from libFuzzer's bytes, memory of the very size that
// a call is told of, and the laws that end the process where they do not hold.
#ifndef INPUT_H
#define INPUT_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../Tests/C/fields.h"
#include "loan_engine.h"

/// The bytes of one run, taken first to last; zeros where they end.
typedef struct input {
    const uint8_t *at;
    const uint8_t *end;
} input;

static inline uint8_t byte_of(input *in) { return in->at < in->end ? *in->at++ : 0; }

/// The next `size` bytes, little-endian.
static inline uint64_t word_of(input *in, size_t size) {
    uint64_t word = 0;
    for (size_t place = 0; place < size; place++) word |= (uint64_t)byte_of(in) << (8 * place);
    return word;
}

static inline uint32_t below(input *in, uint32_t limit) {
    return (uint32_t)(word_of(in, limit > 256 ? 2 : 1) % limit);
}
/// True for one of `times` values of a byte.
static inline bool once_in(input *in, uint32_t times) { return below(in, times) == times - 1; }

/// A date so many days later; beyond all words it wraps.
static inline int32_t later(int32_t date, uint32_t days) { return (int32_t)((uint32_t)date + days); }

/// `usual`, or now and then anything.
int32_t narrow(input *in, int32_t usual);
int64_t wide(input *in, int64_t usual);
/// A number from 0 up, of up to 62 bits as a first byte says.
int64_t amount_of(input *in);
int32_t date_of(input *in);

/// Memory of exactly `size` bytes until the run ends: one byte beyond it is a report. What it holds
/// is no zero.
void *exact(size_t size);
void release_all(void);
#define EXACT(type, count) ((type *)exact(sizeof(type) * (count)))

void finding(const char *file, int line, const char *what);
#define LAW(condition) ((condition) ? (void)0 : finding(__FILE__, __LINE__, #condition))
#define SAME_BYTES(left, right, size) \
    LAW((size) == 0 || memcmp((left), (right), (size)) == 0)

/// Terms as a caller's header has them, shorter or longer than ours, and the parts beside them.
typedef struct loan {
    le_terms terms;       ///< As the library reads them.
    const le_terms *seen; ///< What it is handed.
    bool is_same_header;  ///< Whether `seen` is our header's struct.
    char *bytes;          ///< The parts, of which parts_size are taken.
    size_t parts_size;
} loan;
loan loan_of(input *in);
/// Its parts, in memory of the very size.
const void *parts_of(const loan *made);
/// New terms in its parts, and where they are.
void new_terms_of(input *in, loan *made, uint32_t *place);
le_ratio ratio_of(input *in, uint32_t most);
enum { MOST_EVENTS = 8 };
/// A log that might be the loan's.
size_t events_of(input *in, loan *made, le_event **events);
/// The policy that is handed over; NULL now and then.
const le_allocation_policy *policy_of(input *in);
/// Rows that a host might hold, mostly valid.
le_row *rows_of(input *in, size_t *count);
/// An error struct, perhaps of an older header, perhaps NULL.
le_error *error_of(input *in);
void check_error(const le_error *error, int32_t code);

/// Unsigned, for rows that nobody has checked may hold anything.
static inline uint64_t paid_in(const le_row *rows, size_t count) {
    uint64_t total = 0;
    for (size_t index = 0; index < count; index++)
        total += (uint64_t)rows[index].penalty_paid + (uint64_t)rows[index].fee_paid +
                 (uint64_t)rows[index].interest_paid + (uint64_t)rows[index].principal_paid;
    return total;
}

static inline uint64_t due_in(const le_row *rows, size_t count) {
    uint64_t total = 0;
    for (size_t index = 0; index < count; index++)
        total += (uint64_t)rows[index].penalty_due + (uint64_t)rows[index].fee_due +
                 (uint64_t)rows[index].interest_due + (uint64_t)rows[index].principal_due;
    return total;
}

// The parts of the target.
void fuzz_text(input *in);
void fuzz_numbers(input *in);
void fuzz_schedule(input *in);
void fuzz_rows(input *in);
void fuzz_evaluate(input *in);
void fuzz_batch(input *in);
void fuzz_arguments(input *in);

#endif
