// Repayments among many loans, against a plain reading of what the header says.
#include "input.h"

enum { MOST_LOANS = 5, MOST_PAYMENTS = 8 };

/// A day's payments, and the loans that they fall on.
typedef struct day {
    const le_allocation_policy *policy; ///< NULL now and then.
    le_allocation_policy read;          ///< What that is read as.
    le_payment *payments;
    uint32_t *loans; ///< NULL: payment i on loan i.
    size_t payment_count;
    uint64_t *offsets;
    size_t loan_count;
} day;

/// What is paid and what remains, of one way to make the calls.
typedef struct outcome {
    le_row *rows;
    uint32_t *firsts; ///< NULL: from the first row each time.
    int64_t *overpaid;
    int32_t *codes;
} outcome;

static int64_t *due_at(le_row *row, int32_t component) {
    int64_t *const dues[] = {&row->penalty_due, &row->fee_due, &row->interest_due,
                             &row->principal_due};
    return dues[component];
}

static int64_t *paid_at(le_row *row, int32_t component) {
    int64_t *const paids[] = {&row->penalty_paid, &row->fee_paid, &row->interest_paid,
                              &row->principal_paid};
    return paids[component];
}

/// What of a row is unpaid; -1 for amounts that no row can have.
static int64_t unpaid_of(le_row *row) {
    __int128 unpaid = 0;
    for (int32_t component = 0; component < 4; component++) {
        int64_t due = *due_at(row, component), paid = *paid_at(row, component);
        if (paid < 0 || paid > due) return -1;
        unpaid += due - paid;
    }
    return unpaid > INT64_MAX ? -1 : (int64_t)unpaid;
}

static bool is_policy(const le_allocation_policy *policy) {
    uint32_t seen = 0;
    for (size_t place = 0; place < 4; place++)
        if (policy->order[place] >= 0 && policy->order[place] < 4) seen |= 1u << policy->order[place];
    return seen == 15 && policy->reserved == 0 &&
           (policy->across == LE_ACROSS_INSTALLMENT || policy->across == LE_ACROSS_COMPONENT);
}

/// A payment installment by installment from row `*first`: rows that it reaches have to be possible.
static int32_t pay(const le_allocation_policy *policy, le_row *rows, size_t count, uint32_t *first,
                   int64_t amount, int64_t *left) {
    int64_t reach = amount;
    for (size_t index = *first; index < count && reach > 0; index++) {
        int64_t unpaid = unpaid_of(&rows[index]);
        if (unpaid < 0) return LE_INVALID_ROWS;
        reach -= unpaid;
    }
    for (size_t index = *first; index < count && amount > 0; index++) {
        for (int32_t place = 0; place < 4; place++) {
            int64_t *paid = paid_at(&rows[index], policy->order[place]);
            int64_t unpaid = *due_at(&rows[index], policy->order[place]) - *paid;
            int64_t part = unpaid < amount ? unpaid : amount;
            *paid += part;
            amount -= part;
        }
    }
    *left = amount;
    return LE_OK;
}

/// One payment by that reading; across components le_allocate is the reading.
static int32_t pay_one(const day *of, size_t index, outcome *out) {
    size_t loan = of->loans == NULL ? index : of->loans[index];
    out->overpaid[index] = 0;
    if (loan >= of->loan_count || of->offsets[loan] > of->offsets[loan + 1])
        return LE_INVALID_ARGUMENT;
    le_row *rows = out->rows + of->offsets[loan];
    size_t count = of->offsets[loan + 1] - of->offsets[loan];
    uint32_t none = 0, *first = out->firsts == NULL ? &none : &out->firsts[loan];
    if (*first > count) return LE_INVALID_ARGUMENT;
    const le_payment *payment = &of->payments[index];
    if (payment->amount == 0) return LE_OK;
    int32_t code = le_allocate(of->policy, payment, rows, 0, NULL, 0, NULL, NULL, NULL);
    if (code != LE_OK) return code;
    if (of->read.across == LE_ACROSS_INSTALLMENT)
        return pay(&of->read, rows, count, first, payment->amount, &out->overpaid[index]);
    le_row *copy = EXACT(le_row, count);
    if (count > 0) memcpy(copy, rows, count * sizeof *rows);
    if (le_classify(copy, count, 20000, NULL, NULL, NULL) != LE_OK) return LE_INVALID_ROWS;
    return le_allocate(of->policy, payment, rows + *first, count - *first, NULL, 0, NULL,
                       &out->overpaid[index], NULL);
}

static outcome outcome_of(const day *of, const le_row *rows, size_t count, const uint32_t *firsts) {
    outcome out = {.rows = EXACT(le_row, count), .overpaid = EXACT(int64_t, of->payment_count)};
    out.codes = EXACT(int32_t, of->payment_count);
    if (count > 0) memcpy(out.rows, rows, count * sizeof *rows);
    if (firsts == NULL) return out;
    out.firsts = EXACT(uint32_t, of->loan_count);
    if (of->loan_count > 0) memcpy(out.firsts, firsts, of->loan_count * sizeof *firsts);
    return out;
}

/// The rows before a loan's first are paid, and a payment never moves it back.
static void check_firsts(const day *of, const outcome *out, const uint32_t *given) {
    for (size_t loan = 0; out->firsts != NULL && loan < of->loan_count; loan++) {
        LAW(out->firsts[loan] >= given[loan]);
        if (out->firsts[loan] == given[loan]) continue;
        LAW(out->firsts[loan] <= of->offsets[loan + 1] - of->offsets[loan]);
        for (uint32_t index = given[loan]; index < out->firsts[loan]; index++)
            LAW(unpaid_of(&out->rows[of->offsets[loan] + index]) == 0);
    }
}

static int32_t allocate(const day *of, outcome *out, le_row *rows, const le_columns *columns) {
    return le_allocate_many(of->policy, of->payments, of->payment_count, of->loans, rows, columns,
                            of->offsets, of->loan_count, out->firsts, out->overpaid, out->codes);
}

static void check_same(const day *of, const outcome *left, const outcome *right) {
    SAME_BYTES(left->overpaid, right->overpaid, of->payment_count * sizeof *left->overpaid);
    SAME_BYTES(left->codes, right->codes, of->payment_count * sizeof *left->codes);
}

/// Columns in place of the rows: the same codes, amounts and firsts.
static void in_columns(input *in, const day *of, const le_row *rows, size_t count,
                       const uint32_t *firsts, const outcome *many) {
    // What allocation needs, and sequences, which columns without them are numbered for.
    uint32_t needed = 0x3DE5;
    uint32_t missing = once_in(in, 16) ? 1u << below(in, COLUMN_COUNT) & ~1u : 0;
    le_columns columns = columns_of(count, (needed | (uint32_t)word_of(in, 2)) & ~missing);
    fill_columns(&columns, rows, count);
    outcome out = outcome_of(of, rows, count, firsts);
    int32_t result = allocate(of, &out, NULL, &columns);
    if ((needed & missing) != 0) {
        LAW(result == LE_INVALID_ARGUMENT);
        check_columns(&columns, rows, 0, count);
        return;
    }
    LAW(result == LE_OK);
    check_same(of, many, &out);
    check_columns(&columns, many->rows, 0, count);
    if (firsts != NULL) SAME_BYTES(many->firsts, out.firsts, of->loan_count * sizeof *firsts);
}

/// A day of payments on rows as they are: all in one call, in structs and in columns, and one by one.
static void among(input *in, const day *of, const le_row *rows, size_t count,
                  const uint32_t *firsts) {
    outcome many = outcome_of(of, rows, count, firsts);
    int32_t result = allocate(of, &many, many.rows, NULL);
    LAW((result == LE_OK) == is_policy(&of->read));
    if (result != LE_OK) {
        LAW(result == LE_INVALID_TERMS || result == LE_INVALID_ARGUMENT);
        SAME_BYTES(many.rows, rows, count * sizeof *rows);
        return;
    }
    outcome single = outcome_of(of, rows, count, firsts);
    for (size_t index = 0; index < of->payment_count; index++)
        single.codes[index] = pay_one(of, index, &single);
    check_same(of, &many, &single);
    SAME_BYTES(many.rows, single.rows, count * sizeof *rows);
    if (firsts != NULL) check_firsts(of, &many, firsts);
    in_columns(in, of, rows, count, firsts, &many);
}

/// Rows of all loans side by side, and where each begins; now and then offsets that fall.
static le_row *all_rows(input *in, day *of, size_t *count) {
    le_row *of_loan[MOST_LOANS];
    size_t counts[MOST_LOANS];
    *count = 0;
    for (size_t loan = 0; loan < of->loan_count; loan++) {
        of_loan[loan] = rows_of(in, &counts[loan]);
        *count += counts[loan];
    }
    le_row *rows = EXACT(le_row, *count);
    of->offsets = EXACT(uint64_t, of->loan_count + 1);
    of->offsets[0] = 0;
    for (size_t loan = 0; loan < of->loan_count; loan++) {
        if (counts[loan] > 0)
            memcpy(rows + of->offsets[loan], of_loan[loan], counts[loan] * sizeof *rows);
        of->offsets[loan + 1] = of->offsets[loan] + counts[loan];
    }
    // The first may be any: its loan's offsets fall, and no other loan begins there.
    if (once_in(in, 16)) of->offsets[0] = (uint64_t)wide(in, (int64_t)*count + 1);
    if (once_in(in, 16)) of->offsets[below(in, (uint32_t)of->loan_count + 1)] = below(in, 40) % (*count + 1);
    return rows;
}

/// Firsts as a host keeps them, from zero or from what is paid already; now and then others.
static uint32_t *firsts_of(input *in, const day *of, le_row *rows) {
    uint32_t shape = byte_of(in);
    if (shape < 64) return NULL;
    uint32_t *firsts = EXACT(uint32_t, of->loan_count);
    for (size_t loan = 0; loan < of->loan_count; loan++) {
        uint64_t from = of->offsets[loan], to = of->offsets[loan + 1];
        firsts[loan] = 0;
        while (shape >= 128 && from < to && unpaid_of(&rows[from++]) == 0) firsts[loan]++;
        if (shape >= 240) firsts[loan] = (uint32_t)narrow(in, (int32_t)below(in, 9));
    }
    return firsts;
}

void fuzz_many(input *in) {
    day of = {.policy = policy_of(in), .read = LE_ALLOCATION_POLICY_INIT};
    if (of.policy != NULL) of.read = *of.policy;
    of.loan_count = below(in, MOST_LOANS + 1);
    size_t count;
    le_row *rows = all_rows(in, &of, &count);
    of.payment_count = below(in, MOST_PAYMENTS + 1);
    of.payments = EXACT(le_payment, of.payment_count);
    if (!once_in(in, 8)) of.loans = EXACT(uint32_t, of.payment_count);
    for (size_t index = 0; index < of.payment_count; index++) {
        int64_t amount = once_in(in, 8) ? amount_of(in) : (int64_t)word_of(in, 2);
        of.payments[index] = (le_payment){wide(in, amount), date_of(in), (int32_t)index + 1};
        uint32_t loan = below(in, of.loan_count == 0 ? 1 : (uint32_t)of.loan_count);
        if (of.loans != NULL) of.loans[index] = (uint32_t)narrow(in, (int32_t)loan);
    }
    among(in, &of, rows, count, firsts_of(in, &of, rows));
}
