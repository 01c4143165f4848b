/*
 * gmp-mpq: the baseline's problems in GMP's rational numbers throughout, as one would write them
 * down from a textbook. Exact without further thought, and what exactness costs when it is had that
 * way.
 */
#include <gmp.h>
#include <stdbool.h>

#include "baseline.h"

/* -------------------------------------------------------------------------------- dates */

static const int32_t month_days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

typedef struct civil {
    int32_t year, month, day;
} civil;

static int32_t length_of(int32_t year, int32_t month) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month_days[month - 1] + (month == 2 && leap);
}

/* The date `months` after `anchor`, as a day number. */
static int32_t after(civil anchor, int32_t months) {
    const int32_t index = anchor.year * 12 + anchor.month - 1 + months;
    const int32_t year = index / 12, month = index % 12 + 1;
    const int32_t length = length_of(year, month);
    int32_t date = LE_DATE_NONE;
    le_date_from_civil(year, month, anchor.day < length ? anchor.day : length, &date);
    return date;
}

/* -------------------------------------------------------------------------------- rounding */

/* The nearest whole number, ties to even. */
static int64_t rounded(mpq_t value) {
    mpz_t quotient, rest;
    mpz_inits(quotient, rest, NULL);
    mpz_fdiv_qr(quotient, rest, mpq_numref(value), mpq_denref(value));
    mpz_mul_2exp(rest, rest, 1);
    const int side = mpz_cmp(rest, mpq_denref(value));
    const int64_t whole = mpz_get_si(quotient);
    mpz_clears(quotient, rest, NULL);
    return whole + (side > 0 || (side == 0 && whole % 2 != 0));
}

/* -------------------------------------------------------------------------------- schedule */

typedef struct loan {
    const le_terms *terms;
    civil anchor;
    bool by_days;
    mpq_t rate; /* of a period, or of a day */
} loan;

static void open_loan(loan *loan, const le_terms *terms, bool by_days) {
    loan->terms = terms;
    loan->by_days = by_days;
    le_date_to_civil(terms->disbursed_at, &loan->anchor.year, &loan->anchor.month,
                     &loan->anchor.day);
    mpq_init(loan->rate);
    mpq_set_ui(loan->rate, (unsigned long)terms->rate.numerator,
               (unsigned long)terms->rate.denominator * (by_days ? 36500 : 1200));
    mpq_canonicalize(loan->rate);
}

/* The rate of the period from month k to the next. */
static void period_rate(const loan *loan, int32_t k, mpq_t rate) {
    mpq_set_si(rate, loan->by_days ? after(loan->anchor, k + 1) - after(loan->anchor, k) : 1, 1);
    mpq_mul(rate, rate, loan->rate);
}

/* P / Σ vₖ, vₖ = vₖ₋₁ / (1 + iₖ). */
static int64_t level_payment(const loan *loan) {
    mpq_t rate, one, factor, sum;
    mpq_inits(rate, one, factor, sum, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set(factor, one);
    for (int32_t k = 0; k < loan->terms->term_count; k++) {
        period_rate(loan, k, rate);
        mpq_add(rate, rate, one);
        mpq_div(factor, factor, rate);
        mpq_add(sum, sum, factor);
    }
    mpq_set_si(rate, loan->terms->principal, 1);
    mpq_div(rate, rate, sum);
    const int64_t level = rounded(rate);
    mpq_clears(rate, one, factor, sum, NULL);
    return level;
}

static int64_t lesser(int64_t left, int64_t right) { return left < right ? left : right; }

static le_summary build(const le_terms *terms, bool by_days, le_row *rows) {
    loan loan;
    open_loan(&loan, terms, by_days);
    const int64_t level = level_payment(&loan);
    int64_t balance = terms->principal, carried = 0, total = 0;
    int32_t k = 0;
    mpq_t rate, interest;
    mpq_inits(rate, interest, NULL);
    while (balance > 0) {
        const bool last = k == terms->term_count - 1;
        period_rate(&loan, k, rate);
        mpq_set_si(interest, balance, 1);
        mpq_mul(interest, interest, rate);
        const int64_t owed = rounded(interest) + carried;
        const int64_t due = last ? owed : lesser(owed, level);
        const int64_t part = last ? balance : lesser(level - due, balance);
        carried = owed - due;
        balance -= part;
        total += due;
        rows[k] = (le_row){k + 1, after(loan.anchor, k), after(loan.anchor, k + 1), LE_ROW_PENDING,
                           part, due, 0, 0, balance, 0, 0, 0, 0, 0, 0};
        k++;
    }
    mpq_clears(rate, interest, loan.rate, NULL);
    return (le_summary){(uint32_t)sizeof(le_summary), (uint32_t)k, level, 1, 0,
                        {terms->principal, total, 0, 0, terms->principal + total}};
}

static void schedule(const le_terms *terms, size_t loans, bool by_days, le_row *rows,
                     uint64_t *offsets, int32_t *codes, le_summary *summaries) {
    offsets[0] = 0;
    for (size_t loan = 0; loan < loans; loan++) {
        summaries[loan] = build(terms + loan, by_days, rows + offsets[loan]);
        codes[loan] = LE_OK;
        offsets[loan + 1] = offsets[loan] + summaries[loan].count;
    }
}

static void schedule_equal(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                           int32_t *codes, le_summary *summaries) {
    schedule(terms, loans, false, rows, offsets, codes, summaries);
}

static void schedule_act365(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                            int32_t *codes, le_summary *summaries) {
    schedule(terms, loans, true, rows, offsets, codes, summaries);
}

/* -------------------------------------------------------------------------------- allocation */

/* Pays one component; adds to `paid` and takes from `left`. */
static void pay(int64_t due, int64_t *paid, mpq_t left) {
    mpq_t unpaid;
    mpq_init(unpaid);
    mpq_set_si(unpaid, due - *paid, 1);
    if (mpq_cmp(unpaid, left) > 0) mpq_set(unpaid, left);
    *paid += mpz_get_si(mpq_numref(unpaid));
    mpq_sub(left, left, unpaid);
    mpq_clear(unpaid);
}

static void allocate(const le_payment *payments, size_t loans, le_row *rows,
                     const uint64_t *offsets, uint32_t *firsts, int64_t *overpaid) {
    (void)firsts;
    mpq_t left;
    mpq_init(left);
    for (size_t loan = 0; loan < loans; loan++) {
        mpq_set_si(left, payments[loan].amount, 1);
        for (uint64_t row = offsets[loan]; row < offsets[loan + 1] && mpq_sgn(left) > 0; row++) {
            pay(rows[row].penalty_due, &rows[row].penalty_paid, left);
            pay(rows[row].fee_due, &rows[row].fee_paid, left);
            pay(rows[row].interest_due, &rows[row].interest_paid, left);
            pay(rows[row].principal_due, &rows[row].principal_paid, left);
        }
        overpaid[loan] = mpz_get_si(mpq_numref(left));
    }
    mpq_clear(left);
}

const baseline gmp_mpq = {"gmp-mpq", schedule_equal, schedule_act365, allocate, NULL, NULL, NULL};
