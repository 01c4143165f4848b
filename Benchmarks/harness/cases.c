/* The cases: what a turn is, for the engine and for a baseline. */
#include <string.h>

#include "bench.h"

static const le_delinquency_policy delinquency = {
    (uint32_t)sizeof(le_delinquency_policy), 0, bucket_from_days, BUCKETS, 0};

static void must(int32_t code, const char *function) {
    if (code != LE_OK) fail("%s: %s", function, le_status_name(code));
}

static void keep_closed(book *book) { (void)book; }

/* ------------------------------------------------------------------------------- schedule */

void engine_schedule(book *book, size_t from, size_t to) {
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        const size_t row = loan * book->shape.rows;
        must(le_schedule_batch(book->terms + loan, count, book->rows + row, NULL,
                               count * book->shape.rows, book->offsets + loan,
                               book->codes + loan, book->summaries + loan),
             "le_schedule_batch");
    }
}

static void schedule_turn(book *book, competitor who) {
    if (who == NULL) {
        engine_schedule(book, 0, book->shape.loans);
        return;
    }
    const bool equal = book->shape.day_count == LE_DAY_COUNT_EQUAL;
    (equal ? who->schedule_equal : who->schedule_act365)(
        book->terms, book->shape.loans, book->rows, book->offsets, book->codes, book->summaries);
}

static uint64_t schedule_answer(const book *book) {
    const size_t loans = book->shape.loans;
    uint64_t answer = answer_of(0, book->offsets, (loans + 1) * sizeof *book->offsets);
    answer = answer_of(answer, book->codes, loans * sizeof *book->codes);
    answer = answer_of(answer, book->summaries, loans * sizeof *book->summaries);
    // Memory behind the last loan's rows is no part of the answer.
    return answer_of(answer, book->rows, book->offsets[loans] * sizeof *book->rows);
}

static bool can_schedule(competitor who) { return who->schedule_equal != NULL; }
static bool can_schedule_days(competitor who) { return who->schedule_act365 != NULL; }

/* ------------------------------------------------------------------------------- allocate */

void engine_allocate(book *book, size_t from, size_t to) {
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        must(le_allocate_many(NULL, book->payments + loan, count, NULL, book->rows, NULL,
                              book->offsets + loan, count, book->firsts + loan,
                              book->overpaid + loan, book->codes + loan),
             "le_allocate_many");
    }
}

static void allocate_turn(book *book, competitor who) {
    if (who == NULL) {
        engine_allocate(book, 0, book->shape.loans);
        return;
    }
    who->allocate(book->payments, book->shape.loans, book->rows, book->offsets, book->firsts,
                  book->overpaid);
}

static void allocate_random_turn(book *book, competitor who) {
    if (who != NULL) {
        who->allocate_ordered(book->ordered, book->order, book->shape.loans, book->rows,
                              book->offsets, book->firsts, book->overpaid);
        return;
    }
    for (size_t index = 0; index < book->shape.loans; index += BATCH) {
        const size_t left = book->shape.loans - index;
        must(le_allocate_many(NULL, book->ordered + index, left < BATCH ? left : BATCH,
                              book->order + index, book->rows, NULL, book->offsets,
                              book->shape.loans, book->firsts, book->overpaid + index,
                              book->codes + index),
             "le_allocate_many");
    }
}

static void allocate_prepare(book *book) {
    book_pay_partly(book);
    memset(book->overpaid, 0x5a, book->shape.loans * sizeof *book->overpaid);
}

static uint64_t rows_answer(const book *book) {
    return answer_of(1, book->rows, book->offsets[book->shape.loans] * sizeof *book->rows);
}

static uint64_t allocate_answer(const book *book) {
    return answer_of(rows_answer(book), book->overpaid,
                     book->shape.loans * sizeof *book->overpaid);
}

static bool can_allocate(competitor who) { return who->allocate != NULL; }
static bool can_allocate_ordered(competitor who) { return who->allocate_ordered != NULL; }

/* ------------------------------------------------------------------------------- classify */

void engine_classify(book *book, size_t from, size_t to) {
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        must(le_classify_batch(book->rows, NULL, book->offsets + loan, count, book->as_of,
                               &delinquency, book->positions + loan, book->codes + loan),
             "le_classify_batch");
    }
}

static void classify_turn(book *book, competitor who) {
    if (who == NULL) {
        engine_classify(book, 0, book->shape.loans);
        return;
    }
    who->classify(book->rows, book->offsets, book->shape.loans, book->as_of, bucket_from_days,
                  BUCKETS, book->positions);
}

static void classify_open(book *book) {
    book_schedule(book);
    book_pay_partly(book);
}

static void classify_prepare(book *book) {
    memset(book->positions, 0x5a, book->shape.loans * sizeof *book->positions);
    for (size_t row = 0; row < book->offsets[book->shape.loans]; row++)
        book->rows[row].status = book->rows[row].days_past_due = -1;
}

static uint64_t classify_answer(const book *book) {
    return answer_of(rows_answer(book), book->positions,
                     book->shape.loans * sizeof *book->positions);
}

static bool can_classify(competitor who) { return who->classify != NULL; }

/* ------------------------------------------------------------------------------- evaluate */

static void evaluate_turn(book *book, competitor who) {
    const size_t loans = book->shape.loans, stride = book->shape.rows;
    if (who != NULL) {
        who->evaluate(book->terms, loans, book->events, EVENTS_EACH, book->as_of, book->rows,
                      stride, book->statements);
        return;
    }
    for (size_t loan = 0; loan < loans; loan++) {
        size_t count;
        must(le_evaluate(book->terms + loan, LE_ACTIVE, book->events + loan * EVENTS_EACH,
                         EVENTS_EACH, book->as_of, book->rows + loan * stride, stride, &count,
                         NULL, 0, NULL, book->statements + loan, NULL),
             "le_evaluate");
    }
}

static void evaluate_prepare(book *book) {
    // Rows behind an early end are not written: alike for all.
    memset(book->rows, 0x5a, book->row_capacity * sizeof *book->rows);
    memset(book->statements, 0x5a, book->shape.loans * sizeof *book->statements);
    for (size_t loan = 0; loan < book->shape.loans; loan++)
        book->statements[loan].struct_size = (uint32_t)sizeof *book->statements;
}

static uint64_t evaluate_answer(const book *book) {
    return answer_of(answer_of(2, book->rows, book->row_capacity * sizeof *book->rows),
                     book->statements, book->shape.loans * sizeof *book->statements);
}

static bool can_evaluate(competitor who) { return who->evaluate != NULL; }

/* ------------------------------------------------------------------------------- the list */

/* Less than one in a hundred loans: what a batch allocates once, and big integers. */
#define NONE 0.01
/* Level payments near 10^15 have as many digits as their bounds: one in a hundred needs big integers. */
#define SOME 0.5
/* le_evaluate works on a schedule and a list of events in memory of its own. */
#define EVALUATION 16

#define SCHEDULE(name, loans, rows, least, most, allocations)                             \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, least, most}, keep_closed, book_spoil,       \
     schedule_turn, schedule_answer, can_schedule, allocations}
#define SCHEDULE_DAYS(name, loans, rows)                                                  \
    {name, {loans, rows, LE_DAY_COUNT_ACTUAL_365_FIXED, 0, 0}, keep_closed, book_spoil,   \
     schedule_turn, schedule_answer, can_schedule_days, NONE}
#define ALLOCATE(name, loans, rows, turn, can)                                            \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, 0, 0}, book_schedule, allocate_prepare,      \
     turn, allocate_answer, can, NONE}
#define CLASSIFY(name, loans, rows)                                                       \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, 0, 0}, classify_open, classify_prepare,      \
     classify_turn, classify_answer, can_classify, NONE}

const contest contests[] = {
    SCHEDULE("schedule-12-equal", 100000, 12, 0, 0, NONE),
    SCHEDULE_DAYS("schedule-12-act365", 100000, 12),
    SCHEDULE("schedule-360-equal", 10000, 360, 0, 0, SOME),
    ALLOCATE("allocate-in-order", 1000000, 12, allocate_turn, can_allocate),
    ALLOCATE("allocate-random-order", 1000000, 12, allocate_random_turn, can_allocate_ordered),
    CLASSIFY("classify", 100000, 12),
    {"evaluate-12x3", {100000, 12, LE_DAY_COUNT_EQUAL, 0, 0}, keep_closed, evaluate_prepare,
     evaluate_turn, evaluate_answer, can_evaluate, EVALUATION},
    SCHEDULE("schedule-12-equal-in-cache", 1000, 12, 0, 0, NONE),
    SCHEDULE("schedule-52-equal", 50000, 52, 0, 0, NONE),
    SCHEDULE_DAYS("schedule-52-act365", 50000, 52),
    SCHEDULE_DAYS("schedule-360-act365", 10000, 360),
    SCHEDULE("schedule-3660-equal", 1000, 3660, 0, 0, NONE),
    SCHEDULE("schedule-12-equal-1e3", 100000, 12, 1000, 9999, NONE),
    SCHEDULE("schedule-12-equal-1e6", 100000, 12, 1000000, 9999999, NONE),
    SCHEDULE("schedule-12-equal-1e9", 100000, 12, 1000000000, 9999999999, NONE),
    SCHEDULE("schedule-12-equal-1e12", 100000, 12, 1000000000000, 9999999999999, SOME),
    SCHEDULE("schedule-12-equal-1e15", 100000, 12, 1000000000000000, 9999999999999999, SOME),
    ALLOCATE("allocate-in-order-52", 1000000, 52, allocate_turn, can_allocate),
    ALLOCATE("allocate-random-order-52", 1000000, 52, allocate_random_turn,
             can_allocate_ordered),
    CLASSIFY("classify-52", 50000, 52),
};
const size_t contest_count = sizeof contests / sizeof *contests;

const contest *contest_named(const char *name) {
    for (size_t index = 0; index < contest_count; index++)
        if (strcmp(contests[index].name, name) == 0) return contests + index;
    return NULL;
}

contest contest_of(const contest *original, size_t loans) {
    contest other = *original;
    if (loans < other.shape.loans) other.shape.loans = loans;
    return other;
}
