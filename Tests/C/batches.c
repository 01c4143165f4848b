// The batches: each loan as it is by itself, in structs, in packed columns and in columns of any stride;
// overrides, drained results, errors, stops, and what is refused.
#include "fields.h"
#include "samples.h"

enum { LOANS = 40, PRODUCTS = 4, MOST_ROWS = LOANS * 14, MOST_POSTINGS = LOANS * 60, EVENTS = 5 };

/// Packed columns, and rows of which every other 96 bytes are not the library's.
typedef struct table {
#define ARRAY(type, name) type name[MOST_ROWS];
    EACH_COLUMN(ARRAY)
} table;
typedef struct wide_row {
    le_row row;
    char other[96];
} wide_row;

static table packed;
static wide_row wide[MOST_ROWS];
static le_row rows[MOST_ROWS], alone[MOST_ROWS];
static le_terms products[PRODUCTS];
static le_event events[LOANS * EVENTS];
static uint64_t event_offsets[LOANS + 1];
static uint32_t product[LOANS];
static int64_t principals[LOANS];
static int32_t disbursed[LOANS];
static _Alignas(8) int32_t buckets[4] = {0, 1, 30, 90};

static le_row_columns packed_columns(void) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
#define POINT(type, name) columns.name = packed.name;
    EACH_COLUMN(POINT)
    return columns;
}

static le_row_columns wide_columns(void) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(&wide[0].row, &columns);
    columns.stride = sizeof(wide_row);
    return columns;
}

static le_row_columns row_columns(le_row *of) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(of, &columns);
    return columns;
}

/// Loans of four products: plain, flat, serviced, and one that is refused; each with its own principal
/// and day, and some repayments.
static le_loans book(void) {
    for (size_t index = 0; index < PRODUCTS; index++) {
        products[index] = level_terms();
        products[index].bucket_from_days = (le_part){0, 4};
        products[index].allocation.across = (int32_t)(index & 1);
    }
    products[1].interest_method = LE_FLAT;
    products[1].term_count = 7;
    products[2].prepayment_effect = LE_PREPAYMENT_REDUCE_TERM;
    products[2].down_payment.percent = (le_ratio){10, 1};
    products[3].term_count = 0;
    uint64_t state = 11;
    for (size_t loan = 0; loan < LOANS; loan++) {
        product[loan] = next_random(&state) % PRODUCTS;
        principals[loan] = 100000 + next_random(&state) % 5000000;
        disbursed[loan] = day("2026-01-01") + (int32_t)(next_random(&state) % 90);
        event_offsets[loan] = loan * EVENTS;
        for (size_t index = 0; index < EVENTS; index++) {
            le_event *event = &events[loan * EVENTS + index];
            memset(event, 0, sizeof *event);
            event->type = LE_REPAYMENT;
            event->date = disbursed[loan] + 20 * (int32_t)(index + 1);
            event->amount = 1 + next_random(&state) % 1000000;
        }
        if (loan % 7 == 3) events[loan * EVENTS + 2].amount = -1;
    }
    event_offsets[LOANS] = LOANS * EVENTS;
    le_loans loans = LE_LOANS_INIT;
    loans.products = products;
    loans.product_count = PRODUCTS;
    loans.parts = buckets;
    loans.parts_size = sizeof buckets;
    loans.count = LOANS;
    loans.product = product;
    loans.principal = principals;
    loans.disbursed_at = disbursed;
    loans.events = events;
    loans.event_offsets = event_offsets;
    loans.as_of = day("2026-09-01");
    return loans;
}

static le_terms terms_of(size_t loan) {
    le_terms terms = products[product[loan]];
    terms.principal = principals[loan];
    terms.disbursed_at = disbursed[loan];
    return terms;
}

static void same_in_columns(const uint64_t *offsets) {
    for (uint64_t index = 0; index < offsets[LOANS]; index++) {
        SAME_BYTES(&wide[index].row, &rows[index]);
        CHECK(holds_only(wide[index].other, sizeof wide[index].other, JUNK));
#define SAME_COLUMN(type, name) SAME(packed.name[index], rows[index].name);
        EACH_COLUMN(SAME_COLUMN)
    }
}

/// All loans by each kind of columns, and each by itself.
static void schedules(void) {
    le_loans loans = book();
    le_row_columns kinds[3] = {row_columns(rows), packed_columns(), wide_columns()};
    uint64_t offsets[3][LOANS + 1];
    le_code codes[3][LOANS];
    int64_t installment[LOANS], owed[LOANS];
    int32_t maturity[LOANS];
    memset(wide, JUNK, sizeof wide);
    for (size_t kind = 0; kind < 3; kind++) {
        le_position_columns positions = LE_POSITION_COLUMNS_INIT;
        positions.installment = installment;
        positions.outstanding[LE_PRINCIPAL] = owed;
        positions.maturity_date = maturity;
        le_error errors[3] = {LE_ERROR_INIT};
        le_results results = LE_RESULTS_INIT;
        results.rows = &kinds[kind];
        results.row_capacity = MOST_ROWS;
        results.row_offsets = offsets[kind];
        results.codes = codes[kind];
        results.positions = &positions;
        results.errors = errors;
        results.error_capacity = 3;
        OK(le_schedule_batch(&loans, &results));
        SAME(results.done, LOANS);
        SAME(results.error_count, 3);
        size_t wrong = 0;
        for (size_t loan = 0; loan < LOANS && wrong < 3; loan++) {
            if (codes[kind][loan] == LE_OK) continue;
            SAME(errors[wrong].index, loan);
            SAME(errors[wrong].struct_size, sizeof(le_error));
            TEXT(errors[wrong].path, "terms.termCount");
            wrong++;
        }
    }
    SAME_BYTES(&offsets[0], &offsets[1]);
    SAME_BYTES(&offsets[0], &offsets[2]);
    SAME_BYTES(&codes[0], &codes[1]);
    same_in_columns(offsets[0]);
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_terms terms = terms_of(loan);
        size_t count = 0;
        le_summary summary = LE_SUMMARY_INIT;
        CODE(le_schedule_build(&terms, buckets, sizeof buckets, alone, 14, &count, &summary, NULL),
             codes[0][loan]);
        SAME(offsets[0][loan + 1] - offsets[0][loan], count);
        CHECK(memcmp(alone, rows + offsets[0][loan], count * sizeof *alone) == 0);
        SAME(installment[loan], summary.installment);
        SAME(owed[loan], summary.totals.principal);
        SAME(maturity[loan], count == 0 ? LE_DATE_NONE : alone[count - 1].due_date);
    }
}

/// Results in pieces of any size are those of one call.
static void drained(void) {
    le_loans loans = book();
    static le_row all[MOST_ROWS], piece[MOST_ROWS];
    static le_posting all_postings[MOST_POSTINGS], postings[MOST_POSTINGS];
    le_row_columns columns = row_columns(all);
    uint64_t row_offsets[LOANS + 1], posting_offsets[LOANS + 1], whole[LOANS + 1], own[LOANS + 1];
    le_code codes[LOANS], expected[LOANS];
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = MOST_ROWS;
    results.row_offsets = whole;
    results.postings = all_postings;
    results.posting_capacity = MOST_POSTINGS;
    results.posting_offsets = own;
    results.codes = expected;
    OK(le_evaluate_batch(&loans, &results));
    SAME(results.done, LOANS);
    columns = row_columns(piece);
    for (size_t room = 1; room < 60; room += 7) {
        size_t calls = 0;
        results = (le_results)LE_RESULTS_INIT;
        results.rows = &columns;
        results.row_offsets = row_offsets;
        results.postings = postings;
        results.posting_offsets = posting_offsets;
        results.codes = codes;
        while (results.first < LOANS && calls++ < 1000) {
            results.row_capacity = room;
            results.posting_capacity = room;
            le_code code = le_evaluate_batch(&loans, &results);
            size_t first = results.first;
            if (code == LE_BUFFER_TOO_SMALL) {
                SAME(results.done, 0);
                SAME(row_offsets[first + 1], whole[first + 1] - whole[first]);
                SAME(posting_offsets[first + 1], own[first + 1] - own[first]);
                results.row_capacity = (size_t)row_offsets[first + 1];
                results.posting_capacity = (size_t)posting_offsets[first + 1];
                code = le_evaluate_batch(&loans, &results);
            }
            CODE(code, LE_OK);
            if (!CHECK(results.done > 0)) return;
            size_t last = first + results.done;
            CHECK(memcmp(piece, all + whole[first], (whole[last] - whole[first]) * sizeof *piece) == 0);
            CHECK(memcmp(postings, all_postings + own[first],
                         (own[last] - own[first]) * sizeof *postings) == 0);
            results.first = last;
        }
        SAME(results.first, LOANS);
        SAME_BYTES(&codes, &expected);
    }
}

/// Each loan of a batch is le_evaluate's.
static void evaluations(void) {
    le_loans loans = book();
    le_row_columns columns = row_columns(rows);
    static le_posting postings[MOST_POSTINGS];
    uint64_t offsets[LOANS + 1], posting_offsets[LOANS + 1];
    le_code codes[LOANS];
    static le_position found[LOANS];
    int64_t installment[LOANS];
    le_position_columns positions = all_figures(found);
    memset(found, 0, sizeof found);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = MOST_ROWS;
    results.row_offsets = offsets;
    results.postings = postings;
    results.posting_capacity = MOST_POSTINGS;
    results.posting_offsets = posting_offsets;
    results.codes = codes;
    results.positions = &positions;
    OK(le_evaluate_batch(&loans, &results));
    SAME(results.done, LOANS);
    int refused = 0;
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_terms terms = terms_of(loan);
        le_capacity capacity = {14, 400};
        static le_posting own[400];
        le_statement statement = LE_STATEMENT_INIT;
        CODE(le_evaluate(&terms, buckets, sizeof buckets, LE_ACTIVE, events + loan * EVENTS, EVENTS,
                         loans.as_of, alone, own, &capacity, &statement, NULL, NULL),
             codes[loan]);
        SAME(offsets[loan + 1] - offsets[loan], capacity.rows);
        SAME(posting_offsets[loan + 1] - posting_offsets[loan], capacity.postings);
        CHECK(memcmp(alone, rows + offsets[loan], capacity.rows * sizeof *alone) == 0);
        CHECK(memcmp(own, postings + posting_offsets[loan], capacity.postings * sizeof *own) == 0);
        refused += codes[loan] != LE_OK;
        // What the columns do not have.
        statement.position.outstanding.total = statement.position.arrears.total = 0;
        statement.position.written_off.total = 0;
        found[loan].as_of = statement.position.as_of;
        SAME_BYTES(&found[loan], &statement.position);
    }
    CHECK(refused > 5 && refused < LOANS / 2);
    // Rows alone, and positions with installments alone.
    results = (le_results)LE_RESULTS_INIT;
    le_position_columns few = LE_POSITION_COLUMNS_INIT;
    few.installment = installment;
    results.positions = &few;
    results.codes = codes;
    OK(le_evaluate_batch(&loans, &results));
    SAME(results.done, LOANS);
}

/// A day's collections and a night's classification, by each kind of columns.
static void money(void) {
    le_loans loans = book();
    uint64_t offsets[LOANS + 1];
    le_code codes[LOANS], first_codes[LOANS];
    le_row_columns kinds[3] = {row_columns(rows), packed_columns(), wide_columns()};
    le_payment payments[LOANS];
    uint32_t payers[LOANS];
    uint64_t state = 5;
    for (size_t index = 0; index < LOANS; index++) {
        payers[index] = next_random(&state) % (LOANS + 1);
        payments[index] = (le_payment){1 + next_random(&state) % 2000000, loans.as_of, (int32_t)index};
    }
    payments[7].amount = 0;
    payments[8].amount = -5;
    int64_t overpaid[3][LOANS];
    int32_t days[3][LOANS];
    int64_t late[3][LOANS];
    memset(wide, JUNK, sizeof wide);
    for (size_t kind = 0; kind < 3; kind++) {
        le_results results = LE_RESULTS_INIT;
        results.rows = &kinds[kind];
        results.row_capacity = MOST_ROWS;
        results.row_offsets = offsets;
        results.codes = codes;
        OK(le_schedule_batch(&loans, &results));
        uint32_t firsts[LOANS] = {0};
        le_error errors[LOANS];
        le_error_init(&errors[0], sizeof errors[0]);
        results = (le_results)LE_RESULTS_INIT;
        results.codes = codes;
        results.errors = errors;
        results.error_capacity = LOANS;
        OK(le_allocate_many(&loans, payments, payers, LOANS, &kinds[kind], offsets, firsts,
                            overpaid[kind], &results));
        SAME(results.done, LOANS);
        CODE(codes[8], LE_INVALID_EVENT);
        CODE(codes[7], payers[7] < LOANS ? LE_OK : LE_INVALID_ARGUMENT);
        size_t wrong = 0;
        for (size_t index = 0; index < LOANS; index++) {
            if (payers[index] == LOANS) CODE(codes[index], LE_INVALID_ARGUMENT);
            wrong += codes[index] != LE_OK;
        }
        SAME(results.error_count, wrong);
        if (kind == 0) memcpy(first_codes, codes, sizeof codes);
        SAME_BYTES(&first_codes, &codes);
        le_position_columns positions = LE_POSITION_COLUMNS_INIT;
        positions.days_past_due = days[kind];
        positions.arrears[LE_PRINCIPAL] = late[kind];
        products[3].term_count = 1; // only its delinquency is looked at
        results = (le_results)LE_RESULTS_INIT;
        results.codes = codes;
        results.positions = &positions;
        OK(le_classify_batch(&loans, &kinds[kind], offsets, &results));
        products[3].term_count = 0;
        SAME(results.done, LOANS);
    }
    SAME_BYTES(&overpaid[0], &overpaid[1]);
    SAME_BYTES(&overpaid[0], &overpaid[2]);
    SAME_BYTES(&days[0], &days[1]);
    SAME_BYTES(&late[0], &late[2]);
    same_in_columns(offsets);
    for (size_t loan = 0; loan < LOANS; loan++) {
        size_t count = (size_t)(offsets[loan + 1] - offsets[loan]);
        memcpy(alone, rows + offsets[loan], count * sizeof *alone);
        le_position position;
        OK(le_classify(&products[product[loan]], buckets, sizeof buckets, alone, count, loans.as_of,
                       &position, NULL));
        SAME(position.days_past_due, days[0][loan]);
        SAME(position.arrears.principal, late[0][loan]);
        CHECK(memcmp(alone, rows + offsets[loan], count * sizeof *alone) == 0);
    }
    // A loan that is not paid out owes nothing.
    le_loan_status statuses[LOANS];
    for (size_t loan = 0; loan < LOANS; loan++) statuses[loan] = (le_loan_status)(loan % 9);
    loans.status = statuses;
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    positions.days_past_due = days[1];
    le_results results = LE_RESULTS_INIT;
    results.codes = codes;
    results.positions = &positions;
    OK(le_classify_batch(&loans, &kinds[0], offsets, &results));
    for (size_t loan = 0; loan < LOANS; loan++) {
        CODE(codes[loan], statuses[loan] == 8 ? LE_INVALID_ARGUMENT : LE_OK);
        bool is_owed = statuses[loan] == LE_ACTIVE || statuses[loan] == LE_COMPLETED ||
                       statuses[loan] == LE_WRITTEN_OFF;
        SAME(days[1][loan], is_owed ? days[0][loan] : 0);
    }
}

static void stopped(void) {
    le_loans loans = book();
    le_code codes[LOANS];
    volatile int32_t stop = 1;
    uint64_t offsets[LOANS + 1] = {0};
    le_row_columns columns = row_columns(rows);
    for (int which = 0; which < 5; which++) {
        if (which == 4) loans.events = NULL, loans.event_offsets = NULL;
        le_results results = LE_RESULTS_INIT;
        results.codes = codes;
        results.stop = &stop;
        results.first = 5;
        memset(codes, JUNK, sizeof codes);
        le_payment payments[LOANS] = {{0}};
        CODE(which == 0   ? le_schedule_batch(&loans, &results)
             : which % 3 == 1 ? le_evaluate_batch(&loans, &results)
             : which == 2 ? le_allocate_many(&loans, payments, NULL, LOANS, &columns, offsets, NULL, NULL,
                                             &results)
                          : le_classify_batch(&loans, &columns, offsets, &results),
             LE_STOPPED);
        SAME(results.done, 0);
        for (size_t loan = 5; loan < LOANS; loan++) SAME(codes[loan], LE_NOT_REACHED);
    }
}

/// What a call refuses, and then writes nothing.
static void refused(void) {
    le_loans loans = book();
    le_code codes[LOANS];
    uint64_t offsets[LOANS + 1] = {0};
    le_row_columns columns = row_columns(rows);
    le_results good = LE_RESULTS_INIT;
    good.codes = codes;
    good.rows = &columns;
    good.row_capacity = MOST_ROWS;
    good.row_offsets = offsets;
    good.done = 77;
#define LOANS_REFUSED(change) \
    do { \
        le_loans wrong = loans; \
        le_results results = good; \
        change; \
        INVALID(le_evaluate_batch(&wrong, &results)); \
        SAME(results.done, 77); \
    } while (0)
    LOANS_REFUSED(wrong.struct_size = 8);
    LOANS_REFUSED(wrong.struct_size = 5000);
    LOANS_REFUSED(wrong.reserved = 1);
    LOANS_REFUSED(wrong.reserved1 = 1);
    LOANS_REFUSED(wrong.products = NULL);
    LOANS_REFUSED(wrong.products = MISALIGNED(le_terms, products));
    LOANS_REFUSED(wrong.product = NULL);
    LOANS_REFUSED(wrong.count = SIZE_MAX);
    LOANS_REFUSED(wrong.principal = MISALIGNED(int64_t, principals));
    LOANS_REFUSED(wrong.parts = NULL);
    LOANS_REFUSED(wrong.parts = (char *)buckets + 4);
    LOANS_REFUSED(wrong.event_size = 8);
    LOANS_REFUSED(wrong.event_size = 5000);
    LOANS_REFUSED(wrong.event_offsets = MISALIGNED(uint64_t, event_offsets));
    LOANS_REFUSED(results.struct_size = 8);
    LOANS_REFUSED(results.reserved = 1);
    LOANS_REFUSED(results.codes = NULL);
    LOANS_REFUSED(results.posting_size = 8);
    LOANS_REFUSED(results.row_offsets = NULL);
    LOANS_REFUSED(results.first = LOANS + 1);
    LOANS_REFUSED(results.row_capacity = SIZE_MAX);
    LOANS_REFUSED(results.stop = MISALIGNED(int32_t, codes));
    LOANS_REFUSED((results.error_capacity = 1, results.errors = NULL));
    le_row_columns odd = columns;
    odd.stride = 4;
    LOANS_REFUSED(results.rows = &odd);
    odd = columns;
    odd.fee_due = MISALIGNED(int64_t, rows);
    LOANS_REFUSED(results.rows = &odd);
    INVALID(le_evaluate_batch(NULL, &good));
    INVALID(le_evaluate_batch(&loans, NULL));
    // Each loan's own faults are each loan's.
    le_results results = good;
    product[0] = PRODUCTS;
    product[1] = UINT32_MAX;
    event_offsets[5] = 0;
    product[2] = product[3] = product[6] = 0;
    OK(le_evaluate_batch(&loans, &results));
    CODE(codes[0], LE_INVALID_ARGUMENT);
    CODE(codes[1], LE_INVALID_ARGUMENT);
    CODE(codes[2], LE_OK);
    CODE(codes[4], LE_INVALID_ARGUMENT);
    OK(le_schedule_batch(&loans, &results));
    CODE(codes[1], LE_INVALID_ARGUMENT);
    products[0].allocation.past_due[0] = 9;
    le_payment payments[1] = {{100, loans.as_of, 1}};
    CODE(le_allocate_many(&loans, payments, NULL, 1, &columns, offsets, NULL, NULL, &results),
         LE_INVALID_TERMS);
    loans = book();
    results = good;
    offsets[3] = 5;
    offsets[4] = 4;
    INVALID(le_classify_batch(&loans, &columns, offsets, &results));
    offsets[4] = UINT64_MAX;
    INVALID(le_classify_batch(&loans, &columns, offsets, &results));
    loans.as_of = LE_DATE_NONE;
    CODE(le_classify_batch(&loans, &columns, offsets, &results), LE_DATE_OUT_OF_RANGE);
    // No loans at all.
    loans = book();
    loans.count = 0;
    results = good;
    results.codes = NULL;
    OK(le_schedule_batch(&loans, &results));
    OK(le_evaluate_batch(&loans, &results));
    SAME(results.done, 0);
    SAME(offsets[0], 0);
}

int main(void) {
    schedules();
    drained();
    evaluations();
    money();
    stopped();
    refused();
    return summary_line();
}
