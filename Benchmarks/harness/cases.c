/* The cases: what a turn is, for the engine and for a baseline. */
#include <string.h>

#include "bench.h"

static void must(int32_t code, const char *function) {
    if (code != LE_OK) fail("%s: %s", function, le_word("le_code", code));
}

static void keep_closed(book *book) { (void)book; }

/* ------------------------------------------------------------------------------- schedule */

/* Installment and sums, where summaries have them. */
static le_position_columns summary_columns(le_summary *summaries) {
    le_position_columns columns = LE_POSITION_COLUMNS_INIT;
    columns.stride = sizeof *summaries;
    columns.installment = &summaries->installment;
    columns.outstanding[LE_PRINCIPAL] = &summaries->totals.principal;
    columns.outstanding[LE_INTEREST] = &summaries->totals.interest;
    columns.outstanding[LE_FEE] = &summaries->totals.fee;
    columns.outstanding[LE_PENALTY] = &summaries->totals.penalty;
    return columns;
}

static le_position_columns standing_columns(standing *standings) {
    le_position_columns columns = LE_POSITION_COLUMNS_INIT;
    columns.stride = sizeof *standings;
    columns.days_past_due = &standings->days_past_due;
    columns.bucket = &standings->bucket;
    columns.arrears_since = &standings->arrears_since;
    columns.next_due_sequence = &standings->next_due_sequence;
    columns.next_due_date = &standings->next_due_date;
    columns.next_due_amount = &standings->next_due_amount;
    for (int component = 0; component < 4; component++) {
        columns.outstanding[component] = &standings->outstanding[component];
        columns.arrears[component] = &standings->arrears[component];
    }
    return columns;
}

void engine_schedule(book *book, size_t from, size_t to) {
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        const size_t row = loan * book->shape.rows;
        le_row_columns columns = LE_ROW_COLUMNS_INIT;
        le_row_columns_of(book->rows + row, &columns);
        const le_loans loans = book_loans(book, loan, loan + count);
        const le_position_columns figures = summary_columns(book->summaries + loan);
        le_results results = LE_RESULTS_INIT;
        results.rows = &columns;
        results.row_capacity = count * book->shape.rows;
        results.row_offsets = book->offsets + loan;
        results.codes = book->codes + loan;
        results.positions = &figures;
        must(le_schedule_batch(&loans, &results), "le_schedule_batch");
        if (results.done != count) fail("le_schedule_batch ended early");
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
    for (size_t loan = 0; loan < loans; loan++) {
        answer = answer_of(answer, &book->summaries[loan].installment, sizeof(int64_t));
        answer = answer_of(answer, &book->summaries[loan].totals, 4 * sizeof(int64_t));
    }
    // Memory behind the last loan's rows is no part of the answer.
    return answer_of(answer, book->rows, book->offsets[loans] * sizeof *book->rows);
}

static bool can_schedule(competitor who) { return who->schedule_equal != NULL; }
static bool can_schedule_days(competitor who) { return who->schedule_act365 != NULL; }

/* ------------------------------------------------------------------------------- allocate */

void engine_allocate(book *book, size_t from, size_t to) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(book->rows, &columns);
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        le_loans loans = book_loans(book, 0, 1); /* one product */
        loans.count = count;
        le_results results = LE_RESULTS_INIT;
        results.codes = book->codes + loan;
        must(le_allocate_many(&loans, book->payments + loan, NULL, count, &columns,
                              book->offsets + loan, book->firsts + loan, book->overpaid + loan,
                              &results),
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
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(book->rows, &columns);
    le_loans loans = book_loans(book, 0, 1);
    loans.count = book->shape.loans;
    for (size_t index = 0; index < book->shape.loans; index += BATCH) {
        const size_t left = book->shape.loans - index;
        le_results results = LE_RESULTS_INIT;
        results.codes = book->codes + index;
        must(le_allocate_many(&loans, book->ordered + index, book->order + index,
                              left < BATCH ? left : BATCH, &columns, book->offsets, book->firsts,
                              book->overpaid + index, &results),
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
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(book->rows, &columns);
    for (size_t loan = from; loan < to; loan += BATCH) {
        const size_t count = to - loan < BATCH ? to - loan : BATCH;
        le_loans loans = book_loans(book, 0, 1); /* one product */
        loans.count = count;
        const le_position_columns figures = standing_columns(book->standings + loan);
        le_results results = LE_RESULTS_INIT;
        results.codes = book->codes + loan;
        results.positions = &figures;
        must(le_classify_batch(&loans, &columns, book->offsets + loan, &results),
             "le_classify_batch");
    }
}

static void classify_turn(book *book, competitor who) {
    if (who == NULL) {
        engine_classify(book, 0, book->shape.loans);
        return;
    }
    who->classify(book->rows, book->offsets, book->shape.loans, book->as_of, bucket_from_days,
                  BUCKETS, book->standings);
}

static void classify_open(book *book) {
    book_schedule(book);
    book_pay_partly(book);
}

static void classify_prepare(book *book) {
    memset(book->standings, 0x5a, book->shape.loans * sizeof *book->standings);
    for (size_t row = 0; row < book->offsets[book->shape.loans]; row++)
        book->rows[row].status = book->rows[row].days_past_due = -1;
}

static uint64_t classify_answer(const book *book) {
    return answer_of(rows_answer(book), book->standings,
                     book->shape.loans * sizeof *book->standings);
}

static bool can_classify(competitor who) { return who->classify != NULL; }

/* ------------------------------------------------------------------------------- evaluate */

static void evaluate_turn(book *book, competitor who) {
    const size_t loans = book->shape.loans;
    if (who != NULL) {
        who->evaluate(book->terms, loans, book->events, EVENTS_EACH, book->as_of, book->rows,
                      book->offsets, book->standings);
        return;
    }
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(book->rows, &columns);
    le_loans all = book_loans(book, 0, loans);
    all.events = book->events;
    all.event_offsets = book->event_offsets;
    le_position_columns figures = standing_columns(book->standings);
    figures.status = &book->standings->status;
    figures.overpaid = &book->standings->overpaid;
    figures.installment = &book->standings->installment;
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = book->row_capacity;
    results.row_offsets = book->offsets;
    results.codes = book->codes;
    results.positions = &figures;
    must(le_evaluate_batch(&all, &results), "le_evaluate_batch");
    if (results.done != loans) fail("le_evaluate_batch ended early");
}

static void evaluate_prepare(book *book) {
    // Rows behind an early end are not written: alike for all.
    memset(book->rows, 0x5a, book->row_capacity * sizeof *book->rows);
    memset(book->standings, 0x5a, book->shape.loans * sizeof *book->standings);
}

static uint64_t evaluate_answer(const book *book) {
    return answer_of(answer_of(2, book->rows, book->row_capacity * sizeof *book->rows),
                     book->standings, book->shape.loans * sizeof *book->standings);
}

static bool can_evaluate(competitor who) { return who->evaluate != NULL; }

/* ------------------------------------------------------------------------------- the list */

/* A few in a hundred loans: what a batch allocates once, and rows and big integers of loans that machine
 * words do not settle. */
#define NONE 0.03
/* Level payments near 10^15 have as many digits as their bounds: one in a hundred needs big integers. */
#define SOME 0.5
/* So many rows are left to the general builder, which has rows of its own. */
#define ROWS 2
/* le_evaluate_batch works on a schedule and a list of events in memory of its own. */
#define EVALUATION 16

#define SCHEDULE(name, loans, rows, least, most, allocations)                             \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, least, most}, keep_closed, book_spoil,       \
     schedule_turn, schedule_answer, can_schedule, allocations}
#define SCHEDULE_DAYS(name, loans, rows, allocations)                                     \
    {name, {loans, rows, LE_DAY_COUNT_ACTUAL_365_FIXED, 0, 0}, keep_closed, book_spoil,   \
     schedule_turn, schedule_answer, can_schedule_days, allocations}
#define ALLOCATE(name, loans, rows, turn, can)                                            \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, 0, 0}, book_schedule, allocate_prepare,      \
     turn, allocate_answer, can, NONE}
#define CLASSIFY(name, loans, rows)                                                       \
    {name, {loans, rows, LE_DAY_COUNT_EQUAL, 0, 0}, classify_open, classify_prepare,      \
     classify_turn, classify_answer, can_classify, NONE}

const contest contests[] = {
    SCHEDULE("schedule-12-equal", 100000, 12, 0, 0, NONE),
    SCHEDULE_DAYS("schedule-12-act365", 100000, 12, NONE),
    SCHEDULE("schedule-360-equal", 10000, 360, 0, 0, SOME),
    ALLOCATE("allocate-in-order", 1000000, 12, allocate_turn, can_allocate),
    ALLOCATE("allocate-random-order", 1000000, 12, allocate_random_turn, can_allocate_ordered),
    CLASSIFY("classify", 100000, 12),
    {"evaluate-12x3", {100000, 12, LE_DAY_COUNT_EQUAL, 0, 0}, keep_closed, evaluate_prepare,
     evaluate_turn, evaluate_answer, can_evaluate, EVALUATION},
    SCHEDULE("schedule-12-equal-in-cache", 1000, 12, 0, 0, NONE),
    SCHEDULE("schedule-52-equal", 50000, 52, 0, 0, NONE),
    SCHEDULE_DAYS("schedule-52-act365", 50000, 52, NONE),
    SCHEDULE_DAYS("schedule-360-act365", 10000, 360, SOME),
    SCHEDULE("schedule-3660-equal", 1000, 3660, 0, 0, ROWS),
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
