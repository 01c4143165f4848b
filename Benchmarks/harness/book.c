/* Portfolios: terms, repayments and memory, the same in every run. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* With one that does not count: a buffer of parts is a whole number of 8 bytes. */
_Alignas(8) const int32_t bucket_from_days[BUCKETS + 1] = {0, 1, 31, 61, 91, 0};

/* 2026-12-31: about half of the loans' rows of the first year are due. */
enum { AS_OF = 20818, FIRST_DISBURSED = 20089, DISBURSED_DAYS = 730 };

/* SplitMix64. */
uint64_t next_random(uint64_t *state) {
    uint64_t value = *state += 0x9e3779b97f4a7c15u;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9u;
    value = (value ^ value >> 27) * 0x94d049bb133111ebu;
    return value ^ value >> 31;
}

static int64_t between(uint64_t *state, int64_t least, int64_t most) {
    return least + (int64_t)(next_random(state) % (uint64_t)(most - least + 1));
}

/* Memory that is there: each page has been written once. */
static void *reserve(size_t count, size_t size) {
    void *memory = malloc(count * size);
    if (memory == NULL) fail("no memory for %zu times %zu bytes", count, size);
    memset(memory, 0, count * size);
    return memory;
}

/* Hundredths of a percent a year: up to 36.00 %, less for long terms, where it would outgrow them. */
static int64_t most_rate(uint32_t rows) {
    const int64_t long_term = 240000 / (int64_t)rows;
    return long_term < 3600 ? long_term : 3600;
}

static le_terms terms_of(shape shape, uint64_t *state) {
    le_terms terms = LE_TERMS_INIT;
    const int64_t scale = 1 + shape.rows / 12;
    terms.principal = shape.most > 0 ? between(state, shape.least, shape.most)
                                     : between(state, 50000 * scale, 5000000 * scale);
    const int64_t most = most_rate(shape.rows);
    terms.rate.numerator = between(state, most / 3, most);
    terms.rate.denominator = 100;
    terms.term_count = (int32_t)shape.rows;
    terms.disbursed_at = (int32_t)between(state, FIRST_DISBURSED,
                                          FIRST_DISBURSED + DISBURSED_DAYS - 1);
    terms.day_count = shape.day_count;
    terms.term_unit = LE_UNIT_MONTH;
    terms.bucket_from_days = (le_part){0, BUCKETS};
    return terms;
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state) {
    for (size_t index = 0; index < count; index++) order[index] = (uint32_t)index;
    for (size_t index = count; index > 1; index--) {
        const size_t other = next_random(state) % index;
        const uint32_t kept = order[index - 1];
        order[index - 1] = order[other];
        order[other] = kept;
    }
}

/* Repayments of a half to three halves of an even share, on three dates before AS_OF. */
static void set_events(le_event *events, const le_terms *terms, uint64_t *state) {
    const int64_t share = terms->principal / terms->term_count + 1;
    int32_t date = terms->disbursed_at;
    for (int index = 0; index < EVENTS_EACH; index++) {
        const int32_t left = AS_OF - date;
        if (left > 0) date += (int32_t)between(state, 0, left < 45 ? left : 45);
        memset(&events[index], 0, sizeof *events);
        events[index].type = LE_REPAYMENT;
        events[index].date = date;
        events[index].amount = between(state, share / 2 + 1, share * 3 / 2 + 1);
    }
}

book *book_open(shape shape) {
    book *book = reserve(1, sizeof *book);
    book->shape = shape;
    book->as_of = AS_OF;
    book->row_capacity = shape.loans * shape.rows;
    book->terms = reserve(shape.loans, sizeof *book->terms);
    book->rows = reserve(book->row_capacity, sizeof *book->rows);
    book->offsets = reserve(shape.loans + 1, sizeof *book->offsets);
    book->codes = reserve(shape.loans, sizeof *book->codes);
    book->summaries = reserve(shape.loans, sizeof *book->summaries);
    book->payments = reserve(shape.loans, sizeof *book->payments);
    book->firsts = reserve(shape.loans, sizeof *book->firsts);
    book->order = reserve(shape.loans, sizeof *book->order);
    book->ordered = reserve(shape.loans, sizeof *book->ordered);
    book->overpaid = reserve(shape.loans, sizeof *book->overpaid);
    book->standings = reserve(shape.loans, sizeof *book->standings);
    book->event_offsets = reserve(shape.loans + 1, sizeof *book->event_offsets);
    book->events = reserve(shape.loans * EVENTS_EACH, sizeof *book->events);
    uint64_t state = 42;
    for (size_t loan = 0; loan < shape.loans; loan++) {
        book->terms[loan] = terms_of(shape, &state);
        set_events(book->events + loan * EVENTS_EACH, book->terms + loan, &state);
        book->event_offsets[loan + 1] = (loan + 1) * EVENTS_EACH;
    }
    shuffle(book->order, shape.loans, &state);
    return book;
}

void book_close(book *book) {
    void *memory[] = {book->terms, book->rows, book->offsets, book->codes, book->summaries,
                      book->payments, book->firsts, book->order, book->ordered, book->overpaid,
                      book->standings, book->events, book->event_offsets, book};
    for (size_t index = 0; index < sizeof memory / sizeof *memory; index++) free(memory[index]);
}

le_loans book_loans(const book *book, size_t from, size_t to) {
    le_loans loans = LE_LOANS_INIT;
    loans.products = book->terms + from;
    loans.product_count = (uint32_t)(to - from);
    loans.count = to - from;
    loans.parts = bucket_from_days;
    loans.parts_size = sizeof bucket_from_days;
    loans.as_of = book->as_of;
    return loans;
}

void book_schedule(book *book) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(book->rows, &columns);
    le_loans loans = book_loans(book, 0, book->shape.loans);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = book->row_capacity;
    results.row_offsets = book->offsets;
    results.codes = book->codes;
    if (le_schedule_batch(&loans, &results) != LE_OK || results.done != loans.count)
        fail("le_schedule_batch refuses the portfolio");
    for (size_t loan = 0; loan < book->shape.loans; loan++)
        if (book->codes[loan] != LE_OK) fail("loan %zu has no schedule", loan);
}

static void pay_row(le_row *row, int64_t interest, int64_t principal) {
    row->interest_paid = interest;
    row->principal_paid = principal;
}

void book_pay_partly(book *book) {
    uint64_t state = 7;
    for (size_t loan = 0; loan < book->shape.loans; loan++) {
        le_row *rows = book->rows + book->offsets[loan];
        const uint32_t count = (uint32_t)(book->offsets[loan + 1] - book->offsets[loan]);
        const uint32_t paid = (uint32_t)(next_random(&state) % count);
        for (uint32_t index = 0; index < count; index++) {
            le_row *row = rows + index;
            const bool is_paid = index < paid;
            pay_row(row, is_paid ? row->interest_due : 0, is_paid ? row->principal_due : 0);
        }
        le_row *open = rows + paid;
        const int64_t share = (int64_t)(next_random(&state) % 100);
        if (share >= 50) pay_row(open, open->interest_due, open->principal_due * (share - 50) / 50);
        book->firsts[loan] = paid;
        const int64_t due = open->interest_due + open->principal_due;
        book->payments[loan] = (le_payment){between(&state, due / 3 + 1, due * 2 + 1),
                                            open->due_date, (int32_t)(loan % 1000000)};
    }
    for (size_t index = 0; index < book->shape.loans; index++)
        book->ordered[index] = book->payments[book->order[index]];
}

void book_spoil(book *book) {
    memset(book->rows, 0x5a, book->row_capacity * sizeof *book->rows);
    memset(book->offsets, 0x5a, (book->shape.loans + 1) * sizeof *book->offsets);
    memset(book->codes, 0x5a, book->shape.loans * sizeof *book->codes);
    memset(book->summaries, 0x5a, book->shape.loans * sizeof *book->summaries);
}
