// Batches of loans, each as it is by itself.
#include "input.h"

enum { MOST_LOANS = 5 };

/// A book of loans with terms of their own and parts that they share.
typedef struct book {
    le_loans loans;
    loan made[MOST_LOANS];
    le_event *events[MOST_LOANS];
    size_t count;
} book;

static book book_of(input *in) {
    book own = {.loans = LE_LOANS_INIT};
    own.count = 1 + below(in, MOST_LOANS);
    le_terms *products = EXACT(le_terms, own.count);
    uint64_t *offsets = EXACT(uint64_t, own.count + 1);
    offsets[0] = 0;
    size_t events = 0;
    for (size_t index = 0; index < own.count; index++) {
        own.made[index] = loan_of(in);
        size_t count = events_of(in, &own.made[index], &own.events[index]);
        events += count;
        offsets[index + 1] = events;
        products[index] = own.made[index].terms;
        // The first product's size is how far apart they are.
        if (index == 0 || !once_in(in, 16)) products[index].struct_size = sizeof *products;
        if (products[index].struct_size > sizeof *products)
            products[index].struct_size = sizeof *products;
    }
    le_event *log = EXACT(le_event, events);
    for (size_t index = 0; index < own.count; index++)
        memcpy(log + offsets[index], own.events[index],
               (offsets[index + 1] - offsets[index]) * sizeof *log);
    own.loans.products = products;
    own.loans.product_count = (uint32_t)own.count;
    own.loans.count = own.count;
    // The parts of the first: those of others are out of it, or elsewhere in it.
    own.loans.parts = parts_of(&own.made[0]);
    own.loans.parts_size = own.made[0].parts_size;
    own.loans.events = log;
    own.loans.event_offsets = offsets;
    own.loans.as_of = once_in(in, 2) ? LE_DATE_NONE : date_of(in);
    // Offsets that fall, or leave any array: but none that says there is more than there is.
    if (once_in(in, 32))
        offsets[below(in, (uint32_t)own.count + 1)] = once_in(in, 2) ? 0 : UINT64_MAX - byte_of(in);
    return own;
}

static void schedules(input *in, const book *own) {
    size_t capacity = below(in, 64);
    le_row *rows = EXACT(le_row, capacity);
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    if (once_in(in, 2)) columns.fee_due = NULL;
    uint64_t *offsets = EXACT(uint64_t, own->count + 1);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = capacity;
    results.row_offsets = offsets;
    results.codes = EXACT(le_code, own->count);
    results.first = below(in, (uint32_t)own->count);
    le_code code = le_schedule_batch(&own->loans, &results);
    LAW(code == LE_OK || code == LE_BUFFER_TOO_SMALL);
    size_t end = results.first + results.done;
    LAW(end <= own->count && (code == LE_OK || results.done == 0));
    if (code == LE_BUFFER_TOO_SMALL) LAW(offsets[results.first + 1] > capacity);
    for (size_t index = results.first; index < end; index++) {
        size_t count = 0, size = offsets[index + 1] - offsets[index];
        le_row *single = EXACT(le_row, size);
        le_code alone = le_schedule_build(&own->loans.products[index], own->loans.parts,
                                          own->loans.parts_size, single, size, &count, NULL, NULL);
        if (own->loans.products[index].struct_size != sizeof(le_terms)) {
            LAW(results.codes[index] == LE_INVALID_ARGUMENT && size == 0);
            continue;
        }
        LAW(alone == results.codes[index] && count == size);
        if (columns.fee_due != NULL) SAME_BYTES(single, rows + offsets[index], size * sizeof *single);
    }
}

static void evaluations(input *in, const book *own) {
    size_t capacity = below(in, 64), posting_capacity = below(in, 128);
    le_row *rows = EXACT(le_row, capacity);
    le_posting *postings = EXACT(le_posting, posting_capacity);
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    uint64_t *offsets = EXACT(uint64_t, own->count + 1), *places = EXACT(uint64_t, own->count + 1);
    int64_t *overpaid = EXACT(int64_t, own->count);
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.overpaid = overpaid;
    le_error *errors = EXACT(le_error, 2);
    errors[0].struct_size = sizeof *errors;
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = capacity;
    results.row_offsets = offsets;
    results.postings = postings;
    results.posting_capacity = posting_capacity;
    results.posting_offsets = places;
    results.positions = &positions;
    results.codes = EXACT(le_code, own->count);
    results.errors = errors;
    results.error_capacity = 2;
    le_code code = le_evaluate_batch(&own->loans, &results);
    if (code == LE_DATE_OUT_OF_RANGE) return;
    LAW(code == LE_OK || code == LE_BUFFER_TOO_SMALL);
    LAW(results.done <= own->count && results.error_count <= 2);
    for (size_t index = 0; index < results.error_count; index++) {
        LAW(errors[index].index < results.done);
        check_error(&errors[index], results.codes[errors[index].index]);
    }
    for (size_t index = 0; index < results.done; index++) {
        uint64_t first = own->loans.event_offsets[index], last = own->loans.event_offsets[index + 1];
        if (own->loans.products[index].struct_size != sizeof(le_terms) || first > last ||
            last > MOST_EVENTS * MOST_LOANS) {
            LAW(results.codes[index] != LE_OK);
            continue;
        }
        le_capacity there = {(uint32_t)(offsets[index + 1] - offsets[index]),
                             (uint32_t)(places[index + 1] - places[index])};
        le_row *single = EXACT(le_row, there.rows);
        le_posting *moved = EXACT(le_posting, there.postings);
        le_statement statement = LE_STATEMENT_INIT;
        // A statement has figures that columns have not, and one of them may leave its range.
        le_code alone = le_evaluate(&own->loans.products[index], own->loans.parts, own->loans.parts_size,
                                    LE_ACTIVE, own->loans.events + first, last - first, own->loans.as_of,
                                    single, moved, &there, &statement, NULL, NULL);
        LAW(alone == results.codes[index] || alone == LE_AMOUNT_OUT_OF_RANGE);
        if (alone != LE_OK) continue;
        SAME_BYTES(single, rows + offsets[index], there.rows * sizeof *single);
        SAME_BYTES(moved, postings + places[index], there.postings * sizeof *moved);
        LAW(overpaid[index] == statement.position.overpaid);
    }
}

/// A day's collections on rows that a host might hold, one by one and in one call.
static void money(input *in, const book *own) {
    size_t count;
    le_row *rows = rows_of(in, &count);
    size_t loans = own->count, payment_count = below(in, 6);
    uint64_t *offsets = EXACT(uint64_t, loans + 1);
    offsets[0] = 0;
    for (size_t index = 0; index < loans; index++)
        offsets[index + 1] = offsets[index] + (count == 0 ? 0 : below(in, (uint32_t)count + 1));
    for (size_t index = 0; index <= loans; index++)
        if (offsets[index] > count) offsets[index] = count;
    le_payment *payments = EXACT(le_payment, payment_count);
    uint32_t *payers = EXACT(uint32_t, payment_count), *firsts = EXACT(uint32_t, loans);
    memset(firsts, 0, loans * sizeof *firsts);
    for (size_t index = 0; index < payment_count; index++) {
        payments[index] = (le_payment){wide(in, 1 + amount_of(in)), date_of(in), 1};
        payers[index] = (uint32_t)narrow(in, (int32_t)below(in, (uint32_t)loans));
    }
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    int64_t *overpaid = EXACT(int64_t, payment_count);
    le_results results = LE_RESULTS_INIT;
    results.codes = EXACT(le_code, payment_count > loans ? payment_count : loans);
    uint64_t before = paid_in(rows, count), gained = 0;
    le_code code = le_allocate_many(&own->loans, payments, payers, payment_count, &columns, offsets, firsts,
                                    overpaid, &results);
    if (code == LE_OK) {
        for (size_t index = 0; index < payment_count; index++)
            if (results.codes[index] == LE_OK && payments[index].amount > 0)
                gained += (uint64_t)payments[index].amount - (uint64_t)overpaid[index];
        LAW(paid_in(rows, count) - before == gained);
    } else {
        LAW(code == LE_INVALID_TERMS || code == LE_INVALID_ARGUMENT);
        LAW(paid_in(rows, count) == before);
    }
    int32_t *days = EXACT(int32_t, loans);
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.days_past_due = days;
    results.positions = &positions;
    (void)le_classify_batch(&own->loans, &columns, offsets, &results);
}

void fuzz_batch(input *in) {
    book own = book_of(in);
    schedules(in, &own);
    evaluations(in, &own);
    money(in, &own);
}
