// Plain loans in le_evaluate_batch, whose rows, postings and figures are made in place, are those of
// le_evaluate, which keeps an account: random terms and events, many of them such that a loan is not
// plain after all, or is refused, in each form of rows, and in pieces.
#include "fields.h"
#include "samples.h"

enum { LOANS = 1500, PRODUCTS = 12, TERM = 14, EVENTS = 4 };
enum { MOST_ROWS = LOANS * (TERM + 1), MOST_POSTINGS = LOANS * 80 };

typedef struct table {
#define ARRAY(type, name) type name[MOST_ROWS];
    EACH_COLUMN(ARRAY)
} table;

static table packed;
static le_row rows[MOST_ROWS], alone[TERM + 1];
static le_posting postings[MOST_POSTINGS], own[2000];
static le_terms products[PRODUCTS];
static le_event events[LOANS * EVENTS];
static uint64_t event_offsets[LOANS + 1], offsets[LOANS + 1], posting_offsets[LOANS + 1];
static uint32_t product[LOANS];
static int64_t principals[LOANS];
static int32_t disbursed[LOANS], counts[LOANS];
static le_loan_status statuses[LOANS];
static le_code codes[LOANS];
static le_position found[LOANS];
static _Alignas(8) int32_t buckets[6] = {0, 1, 30, 90, 1, 5};

static uint64_t below(uint64_t *state, uint64_t limit) { return next_random(state) % limit; }

/// Products of which most are plain: where money goes and what is overdue differ.
static void make_products(uint64_t *state) {
    static const le_day_count day_counts[] = {
        LE_DAY_COUNT_EQUAL, LE_DAY_COUNT_ACTUAL_360, LE_DAY_COUNT_ACTUAL_365_FIXED, LE_DAY_COUNT_ACTUAL_364,
        LE_DAY_COUNT_30_360};
    for (size_t index = 0; index < PRODUCTS; index++) {
        le_terms *terms = &products[index];
        *terms = level_terms();
        terms->rate = (le_ratio){(int64_t)below(state, 60), 1 + (int64_t)below(state, 3)};
        terms->day_count = day_counts[below(state, 5)];
        terms->term_unit = (int32_t)below(state, 3);
        terms->installment_fee = (int64_t)below(state, 2) * 300;
        terms->allocation.across = (le_across)below(state, 2);
        terms->allocation.advance = (le_advance)(index < 7 ? 0 : below(state, 4));
        if (below(state, 2)) {
            const uint8_t order[4] = {LE_PRINCIPAL, LE_INTEREST, LE_FEE, LE_PENALTY};
            memcpy(terms->allocation.past_due, order, 4);
        }
        terms->bucket_from_days = (le_part){0, below(state, 2) ? 4 : 0};
        terms->grace_days = (int32_t)below(state, 4);
        terms->tolerance = (int64_t)below(state, 2) * 1000;
        terms->days_from = (le_days_from)below(state, 3);
    }
    products[PRODUCTS - 1].bucket_from_days = (le_part){16, 2}; // 1, 5: refused
    products[PRODUCTS - 2].prepayment_effect = LE_PREPAYMENT_REDUCE_TERM;
    products[PRODUCTS - 3].settlement_fee.percent = (le_ratio){-1, 1};
    products[PRODUCTS - 4].interest_method = LE_FLAT;
    products[PRODUCTS - 5].balloon = 50000;
}

static void make_event(uint64_t *state, le_event *event, int32_t date) {
    memset(event, 0, sizeof *event);
    event->type = LE_REPAYMENT;
    event->date = date;
    event->amount = 1 + (int64_t)below(state, 1500000);
    switch (below(state, 120)) {
    case 0: event->amount = 0; break;
    case 1: event->amount = INT64_MAX - (int64_t)below(state, 3); break;
    case 2: event->date = date - 40; break;
    case 3: event->role = (le_role)below(state, 5); break;
    case 4: event->type = LE_WRITE_OFF, event->amount = 0; break;
    case 5: event->type = LE_REVERSAL, event->of = 1, event->amount = 0; break;
    case 6: event->type = LE_CHARGE, event->component = LE_FEE; break;
    case 7: event->date = INT32_MAX; break;
    case 8: event->of = 1; break;
    case 9: event->type = LE_RECOVERY; break;
    case 10: event->amount = 30000000; break;
    case 11: event->type = (le_event_type)99; break;
    default: break;
    }
}

static le_loans make_book(uint64_t *state) {
    make_products(state);
    for (size_t loan = 0; loan < LOANS; loan++) {
        product[loan] = (uint32_t)below(state, PRODUCTS);
        principals[loan] = (int64_t)below(state, 50) == 0 ? -1 : 1 + (int64_t)below(state, 9000000);
        counts[loan] = 1 + (int32_t)below(state, TERM);
        disbursed[loan] = day("2026-01-01") + (int32_t)below(state, 90);
        statuses[loan] = below(state, 80) == 0 ? LE_APPROVED : LE_ACTIVE;
        event_offsets[loan] = loan * EVENTS;
        int32_t date = disbursed[loan];
        for (size_t index = 0; index < EVENTS; index++) {
            date += (int32_t)below(state, 60);
            make_event(state, &events[loan * EVENTS + index], date);
        }
    }
    event_offsets[LOANS] = LOANS * EVENTS;
    le_loans loans = LE_LOANS_INIT;
    loans.products = products;
    loans.product_count = PRODUCTS;
    loans.parts = buckets;
    loans.parts_size = sizeof buckets;
    loans.count = LOANS;
    loans.product = product;
    loans.status = statuses;
    loans.principal = principals;
    loans.term_count = counts;
    loans.disbursed_at = disbursed;
    loans.events = events;
    loans.event_offsets = event_offsets;
    loans.as_of = below(state, 3) == 0 ? LE_DATE_NONE : day("2026-02-01") + (int32_t)below(state, 300);
    return loans;
}

/// Loan by loan, what le_evaluate says.
static size_t compare(const le_loans *loans, bool has_rows, bool has_postings) {
    size_t done = 0;
    for (size_t loan = 0; loan < LOANS; loan++) {
        le_terms terms = products[product[loan]];
        terms.principal = principals[loan];
        terms.term_count = counts[loan];
        terms.disbursed_at = disbursed[loan];
        le_capacity capacity = {TERM + 1, 2000};
        le_statement statement = LE_STATEMENT_INIT;
        CODE(le_evaluate(&terms, buckets, sizeof buckets, statuses[loan], events + loan * EVENTS, EVENTS,
                         loans->as_of, alone, own, &capacity, &statement, NULL, NULL),
             codes[loan]);
        done += codes[loan] == LE_OK;
        if (has_rows) {
            SAME(offsets[loan + 1] - offsets[loan], capacity.rows);
            CHECK(memcmp(alone, rows + offsets[loan], capacity.rows * sizeof *alone) == 0);
        }
        if (has_postings) {
            SAME(posting_offsets[loan + 1] - posting_offsets[loan], capacity.postings);
            CHECK(memcmp(own, postings + posting_offsets[loan], capacity.postings * sizeof *own) == 0);
        }
        // What the columns do not have.
        statement.position.outstanding.total = statement.position.arrears.total = 0;
        statement.position.written_off.total = 0;
        found[loan].as_of = statement.position.as_of;
        SAME_BYTES(&found[loan], &statement.position);
    }
    return done;
}

/// A book in structs, in columns, and without rows or postings.
static void evaluate(uint64_t *state) {
    const le_loans loans = make_book(state);
    const le_position_columns figures = all_figures(found);
    for (int form = 0; form < 3; form++) {
        le_row_columns columns = LE_ROW_COLUMNS_INIT;
        memset(rows, JUNK, sizeof rows);
        memset(found, 0, sizeof found);
        le_results results = LE_RESULTS_INIT;
        if (form == 0) le_row_columns_of(rows, &columns);
#define POINT(type, name) columns.name = packed.name;
        if (form == 1) {
            EACH_COLUMN(POINT)
        }
        if (form < 2) {
            results.rows = &columns;
            results.row_capacity = MOST_ROWS;
            results.row_offsets = offsets;
            results.postings = postings;
            results.posting_capacity = MOST_POSTINGS;
            results.posting_offsets = posting_offsets;
        }
        results.codes = codes;
        results.positions = &figures;
        OK(le_evaluate_batch(&loans, &results));
        SAME(results.done, LOANS);
        if (form == 1) {
            for (uint64_t index = 0; index < offsets[LOANS]; index++) {
#define TAKE(type, name) rows[index].name = packed.name[index];
                EACH_COLUMN(TAKE)
            }
        }
        const size_t done = compare(&loans, form < 2, form < 2);
        CHECK(done > LOANS / 2 && done < LOANS);
    }
}

/// Room for a loan or two: what does not fit is not begun, and nothing is written behind it.
static void drain(uint64_t *state) {
    const le_loans loans = make_book(state);
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_offsets = offsets;
    results.postings = postings;
    results.posting_offsets = posting_offsets;
    results.codes = codes;
    size_t done = 0;
    for (int turn = 0; turn < 500; turn++) {
        memset(rows, JUNK, 100 * sizeof *rows);
        memset(postings, JUNK, 300 * sizeof *postings);
        results.first = below(state, LOANS);
        results.row_capacity = below(state, 60);
        results.posting_capacity = below(state, 160);
        const le_code code = le_evaluate_batch(&loans, &results);
        const size_t end = results.first + results.done;
        CHECK(code == LE_OK ? results.done > 0 : code == LE_BUFFER_TOO_SMALL && results.done == 0);
        CHECK(code != LE_OK || offsets[end] <= results.row_capacity);
        CHECK(code != LE_OK || posting_offsets[end] <= results.posting_capacity);
        CHECK(holds_only(rows + results.row_capacity, 40 * sizeof *rows, JUNK));
        CHECK(holds_only(postings + results.posting_capacity, 140 * sizeof *postings, JUNK));
        done += results.done;
    }
    CHECK(done > 500);
}

int main(void) {
    uint64_t state = 20261127;
    for (int book = 0; book < 6; book++) evaluate(&state);
    drain(&state);
    return summary_line();
}
