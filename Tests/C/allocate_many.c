// Many repayments in any order: the figures are those of le_allocate, one after the other.
#include "fields.h"
#include "samples.h"

enum { LOANS = 30, LONGEST = 24, AHEAD = 3, ROWS = AHEAD + LOANS * LONGEST + 2, PAYMENTS = 200 };

static uint64_t state = 11;

static int32_t below(int32_t limit) { return (int32_t)(next_random(&state) % (uint32_t)limit); }

/// The rows of some loans, as structs and as packed columns, with junk before and behind them.
typedef struct book {
    le_row rows[ROWS];
#define ARRAY(type, name) type name[ROWS];
    EACH_COLUMN(ARRAY)
    uint32_t firsts[LOANS];
} book;

static le_row_columns columns_of(book *of) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
#define POINT(type, name) columns.name = of->name;
    EACH_COLUMN(POINT)
    return columns;
}

static le_row_columns rows_of(book *of) {
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(of->rows, &columns);
    return columns;
}

/// Makes the columns say what the rows say.
static void copy_to_columns(book *in) {
    for (size_t index = 0; index < ROWS; index++) {
#define COPY(type, name) in->name[index] = in->rows[index].name;
        EACH_COLUMN(COPY)
    }
}

static void same_books(const book *left, const book *right) {
    SAME_BYTES(&left->rows, &right->rows);
#define SAME_ARRAY(type, name) SAME_BYTES(&left->name, &right->name);
    EACH_COLUMN(SAME_ARRAY)
}

/// Loans of up to LONGEST rows, some of none; the first begins anywhere. Every row owes something.
static void fill(book *in, uint64_t *offsets, size_t loans) {
    memset(in, JUNK, sizeof *in);
    uint64_t place = (uint64_t)below(AHEAD + 1);
    for (size_t loan = 0; loan < loans; loan++) {
        offsets[loan] = place;
        if (below(9) == 0) continue;
        le_terms terms = new_terms();
        terms.principal = 10000 + below(1000000);
        terms.rate.numerator = below(40);
        terms.amortization = below(2);
        terms.term_count = 1 + below(LONGEST);
        terms.installment_fee = 1 + below(500);
        terms.disbursed_at = 20000 + below(700);
        size_t count;
        OK(le_schedule_build(&terms, NULL, 0, &in->rows[place], LONGEST, &count, NULL, NULL));
        for (size_t index = 0; index < count; index++)
            if (below(5) == 0) in->rows[place + index].penalty_due = below(3000);
        place += count;
    }
    offsets[loans] = place;
    memset(in->firsts, 0, sizeof in->firsts);
    copy_to_columns(in);
}

static le_payment some_payment(int32_t event) {
    static const int64_t wild[] = {0, 0, -1, INT64_MIN, INT64_MAX, 1};
    static const int32_t no_dates[] = {LE_DATE_NONE, LE_DATE_MAX + 1, LE_DATE_MIN - 1, INT32_MAX};
    le_payment payment = {1 + below(below(4) ? 60000 : 2000000), 20000 + below(1500), event};
    if (below(12) == 0) payment.amount = wild[below(COUNT(wild))];
    if (below(30) == 0) payment.date = no_dates[below(COUNT(no_dates))];
    return payment;
}

/// What a payment is to do: le_allocate on the loan's rows, where there is such a loan.
static le_code one(const le_allocation_policy *policy, const le_payment *payment, size_t loan,
                   size_t loans, le_row *rows, const uint64_t *offsets, int64_t *left) {
    *left = 0;
    if (loan >= loans) return LE_INVALID_ARGUMENT;
    if (payment->amount == 0) return LE_OK;
    return le_allocate(policy, payment, &rows[offsets[loan]],
                       (size_t)(offsets[loan + 1] - offsets[loan]), NULL, 0, NULL, left, NULL);
}

static uint32_t fully_paid(const le_row *rows, const uint64_t *offsets, size_t loan) {
    uint32_t count = 0;
    for (uint64_t index = offsets[loan]; index < offsets[loan + 1]; index++, count++)
        if (paid_of(&rows[index]) < due_of(&rows[index])) break;
    return count;
}

/// An order of the four components.
static void shuffle(uint8_t order[4]) {
    for (int32_t index = 0; index < 4; index++) order[index] = (uint8_t)index;
    for (int32_t index = 3; index > 0; index--) {
        int32_t other = below(index + 1);
        uint8_t kept = order[index];
        order[index] = order[other];
        order[other] = kept;
    }
}

/// A call for loans of one product.
static void apply(const le_terms *terms, size_t loan_count, const le_payment *payments,
                  const uint32_t *payers, size_t count, const le_row_columns *columns,
                  const uint64_t *offsets, uint32_t *firsts, int64_t *overpaid, le_code *codes) {
    le_loans loans = LE_LOANS_INIT;
    loans.products = terms;
    loans.product_count = 1;
    loans.count = loan_count;
    le_results results = LE_RESULTS_INIT;
    results.codes = codes;
    OK(le_allocate_many(&loans, payments, payers, count, columns, offsets, firsts, overpaid, &results));
    SAME(results.done, count);
}

/// The same payments in several calls, on rows and columns, with and without the first rows.
static void random_round(int32_t across) {
    static book source, expected, with_firsts, without;
    static uint64_t offsets[LOANS + 1];
    static le_payment payments[PAYMENTS];
    static uint32_t loans[PAYMENTS];
    static le_code codes[PAYMENTS], got[4][PAYMENTS];
    static int64_t overpaid[PAYMENTS], left[4][PAYMENTS];
    size_t loan_count = (size_t)below(LOANS + 1);
    fill(&source, offsets, loan_count);
    memcpy(&expected, &source, sizeof source);
    memcpy(&with_firsts, &source, sizeof source);
    memcpy(&without, &source, sizeof source);
    le_terms terms = new_terms();
    le_allocation_policy *policy = &terms.allocation;
    policy->across = across;
    policy->advance = below(3) ? LE_ADVANCE_NEXT : below(4);
    shuffle(policy->past_due);
    bool is_timed = below(2);
    if (is_timed) {
        shuffle(policy->due);
        shuffle(policy->in_advance);
    }
    // Only of such a policy are the rows known that are paid in full.
    bool is_plain = !across && !is_timed && policy->advance == LE_ADVANCE_NEXT;
    // Payment i is on loan i, or a few loans get most of them.
    bool in_order = below(4) == 0;
    size_t count = (size_t)below(in_order ? LOANS + 3 : PAYMENTS + 1);
    int32_t spread = 1 + below(LOANS);
    bool touched[LOANS] = {false};
    for (size_t index = 0; index < count; index++) {
        payments[index] = some_payment((int32_t)index);
        loans[index] = (uint32_t)(in_order ? (int32_t)index : below(spread));
        if (!in_order && below(40) == 0)
            loans[index] = below(2) ? UINT32_MAX : (uint32_t)loan_count;
        codes[index] = one(policy, &payments[index], loans[index], loan_count, expected.rows,
                           offsets, &overpaid[index]);
        if (codes[index] == LE_OK && payments[index].amount > 0) touched[loans[index]] = true;
    }
    copy_to_columns(&expected);

    memset(got, JUNK, sizeof got);
    memset(left, JUNK, sizeof left);
    le_row_columns structs = rows_of(&with_firsts), others = rows_of(&without);
    le_row_columns columns = columns_of(&with_firsts), bare = columns_of(&without);
    // What allocation does not need may be missing.
    if (is_plain) bare.sequence = NULL;
    if (policy->advance != LE_ADVANCE_CURRENT_THEN_LAST) bare.start_date = NULL;
    bare.status = bare.days_past_due = bare.kind = NULL;
    bare.balance_after = NULL;
    static uint32_t column_firsts[LOANS];
    memset(column_firsts, 0, sizeof column_firsts);
    for (size_t done = 0, part; done < count || done == 0; done += part) {
        size_t rest = count - done;
        part = in_order ? rest : rest == 0 ? 0 : 1 + (size_t)below((int32_t)rest);
        const le_payment *next = payments + done;
        const uint32_t *of = in_order ? NULL : loans + done;
        apply(&terms, loan_count, next, of, part, &structs, offsets, with_firsts.firsts,
              left[0] + done, got[0] + done);
        apply(&terms, loan_count, next, of, part, &others, offsets, NULL, left[1] + done,
              got[1] + done);
        apply(&terms, loan_count, next, of, part, &columns, offsets, column_firsts, left[2] + done,
              got[2] + done);
        apply(&terms, loan_count, next, of, part, &bare, offsets, NULL, left[3] + done, got[3] + done);
        if (part == 0) break;
    }
    for (size_t way = 0; way < 4; way++) {
        CHECK(memcmp(got[way], codes, count * sizeof *codes) == 0);
        CHECK(memcmp(left[way], overpaid, count * sizeof *overpaid) == 0);
        if (count < PAYMENTS) { // not a byte behind the last
            ALL_BYTES(&got[way][count], JUNK);
            ALL_BYTES(&left[way][count], JUNK);
        }
    }
    same_books(&with_firsts, &expected);
    same_books(&without, &expected);
    SAME_BYTES(&with_firsts.firsts, &column_firsts);
    for (size_t loan = 0; loan < LOANS; loan++) {
        if (loan >= loan_count || !touched[loan]) {
            SAME(column_firsts[loan], 0);
        } else {
            uint32_t paid_rows = fully_paid(expected.rows, offsets, loan);
            if (is_plain) SAME(column_firsts[loan], paid_rows);
            if (!is_plain) CHECK(column_firsts[loan] <= paid_rows);
        }
    }
}

/// Three payments on one loan in one call; the first row is where the last one ended.
static void several_on_one(void) {
    le_row rows[2 * SMALL_COUNT];
    small_rows(rows);
    small_rows(&rows[SMALL_COUNT]);
    uint64_t offsets[] = {0, SMALL_COUNT, 2 * SMALL_COUNT};
    const le_terms terms = new_terms();
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_payment payments[] = {paid(42900, "2026-02-15", 1), paid(1000, "2026-02-15", 2),
                             paid(42099, "2026-03-15", 3), paid(1, "2026-03-15", 4),
                             paid(200000, "2026-03-16", 5)};
    uint32_t loans[] = {1, 0, 1, 1, 1};
    static const uint32_t after[][2] = {{0, 1}, {0, 1}, {0, 1}, {0, 2}, {0, 3}};
    uint32_t firsts[2] = {0, 0};
    for (size_t index = 0; index < COUNT(payments); index++) { // one a call
        int64_t overpaid = 77;
        le_code code = 77;
        apply(&terms, 2, &payments[index], &loans[index], 1, &columns, offsets, firsts, &overpaid,
              &code);
        OK(code);
        SAME_BYTES(&firsts, &after[index]);
        SAME(overpaid, index == 4 ? 200000 - 41300 : 0);
    }
    le_row at_once[2 * SMALL_COUNT];
    small_rows(at_once);
    small_rows(&at_once[SMALL_COUNT]);
    uint32_t first[2] = {0, 0};
    int64_t overpaid[COUNT(payments)];
    le_code codes[COUNT(payments)];
    le_row_columns at_once_columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(at_once, &at_once_columns);
    apply(&terms, 2, payments, loans, COUNT(payments), &at_once_columns, offsets, first, overpaid,
          codes);
    SAME_BYTES(&first, &firsts);
    SAME_BYTES(&at_once, &rows);
    SAME(overpaid[4], 200000 - 41300);
    SAME(paid_of(&rows[0]), 1000);

    // Taken back, a payment's rows are looked at again once the first row is zero.
    le_row *loan = &rows[SMALL_COUNT];
    OK(le_reallocate(NULL, payments, 1, loan, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    firsts[1] = 0;
    apply(&terms, 2, &payments[2], &loans[2], 1, &columns, offsets, firsts, NULL, codes);
    OK(codes[0]);
    SAME(firsts[1], 1);
    SAME(paid_of(&loan[1]), 42099);
}

/// As many rows as malloc was asked for, so that valgrind and the sanitizers see a byte too far.
static void exact_memory(void) {
    enum { COUNT_OF_LOANS = 20 };
    size_t count = COUNT_OF_LOANS * SMALL_COUNT;
    le_row *rows = malloc(count * sizeof *rows);
    uint64_t *offsets = malloc((COUNT_OF_LOANS + 1) * sizeof *offsets);
    le_payment *payments = malloc(COUNT_OF_LOANS * sizeof *payments);
    uint32_t *loans = malloc(COUNT_OF_LOANS * sizeof *loans);
    uint32_t *firsts = calloc(COUNT_OF_LOANS, sizeof *firsts);
    int64_t *overpaid = malloc(COUNT_OF_LOANS * sizeof *overpaid);
    le_code *codes = malloc(COUNT_OF_LOANS * sizeof *codes);
    if (!rows || !offsets || !payments || !loans || !firsts || !overpaid || !codes) abort();
    for (uint32_t loan = 0; loan < COUNT_OF_LOANS; loan++) {
        small_rows(&rows[loan * SMALL_COUNT]);
        offsets[loan] = loan * SMALL_COUNT;
        payments[loan] = paid(SMALL_TOTAL + loan, "2026-03-20", 1);
        loans[loan] = (loan * 7 + 3) % COUNT_OF_LOANS;
    }
    offsets[COUNT_OF_LOANS] = count;
    const le_terms terms = new_terms();
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    apply(&terms, COUNT_OF_LOANS, payments, loans, COUNT_OF_LOANS, &columns, offsets, firsts, overpaid,
          codes);
    for (uint32_t loan = 0; loan < COUNT_OF_LOANS; loan++) {
        OK(codes[loan]);
        SAME(overpaid[loan], loan);
        SAME(firsts[loan], SMALL_COUNT);
    }
    // Paid up: the first row is behind the last.
    apply(&terms, COUNT_OF_LOANS, payments, NULL, COUNT_OF_LOANS, &columns, offsets, firsts, overpaid,
          codes);
    SAME(overpaid[19], SMALL_TOTAL + 19);
    free(rows);
    free(offsets);
    free(payments);
    free(loans);
    free(firsts);
    free(overpaid);
    free(codes);
}

int main(void) {
    for (int32_t round = 0; round < 400; round++) random_round(round % 2);
    several_on_one();
    exact_memory();
    return summary_line();
}
