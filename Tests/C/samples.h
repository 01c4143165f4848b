// Loans that the tests know by heart: those of docs/semantics.md.
#ifndef SAMPLES_H
#define SAMPLES_H

#include "check.h"

static inline int32_t day(const char *text) {
    int32_t date;
    if (le_date_parse(text, LE_TEXT, &date) != LE_OK) {
        fprintf(stderr, "%s is no date\n", text);
        abort();
    }
    return date;
}

/// 50 000.00 at 24 % a year over 12 months: the level payment is 4 727.98.
static inline le_terms level_terms(void) {
    le_terms terms = new_terms();
    terms.principal = 5000000;
    terms.rate.numerator = 24;
    terms.term_count = 12;
    terms.disbursed_at = day("2026-03-11");
    return terms;
}

/// 1 200.00 at 2 % a month in three equal shares with a fee of 5.00: interest 24.00, 16.00, 8.00,
/// due on the 15th of February, March and April 2026, 1 263.00 in all.
static inline le_terms small_terms(void) {
    le_terms terms = new_terms();
    terms.principal = 120000;
    terms.rate.numerator = 2;
    terms.rate_per = LE_RATE_MONTH;
    terms.amortization = LE_EQUAL_PRINCIPAL;
    terms.term_count = 3;
    terms.installment_fee = 500;
    terms.disbursed_at = day("2026-01-15");
    return terms;
}

#define SMALL_COUNT 3
#define SMALL_TOTAL 126300

/// The three rows of small_terms, nothing paid.
static inline void small_rows(le_row rows[SMALL_COUNT]) {
    le_terms terms = small_terms();
    size_t count;
    if (le_schedule_build(&terms, NULL, 0, rows, SMALL_COUNT, &count, NULL, NULL) != LE_OK ||
        count != SMALL_COUNT)
        abort();
}

/// Columns for all figures of positions that lie one behind the other.
static inline le_position_columns all_figures(le_position *found) {
    le_position_columns figures = LE_POSITION_COLUMNS_INIT;
#define FIGURE(name) figures.name = &found->name
    FIGURE(status), FIGURE(days_past_due), FIGURE(bucket), FIGURE(arrears_since);
    FIGURE(overdue_installments), FIGURE(next_due_sequence), FIGURE(next_due_date), FIGURE(disbursed_at);
    FIGURE(maturity_date), FIGURE(last_payment_at), FIGURE(restructured), FIGURE(next_due_amount);
    FIGURE(disbursed_amount), FIGURE(recovered), FIGURE(overpaid);
#undef FIGURE
    figures.stride = sizeof(le_position);
    le_amounts *sums[3] = {&found->outstanding, &found->arrears, &found->written_off};
    int64_t **targets[3] = {figures.outstanding, figures.arrears, figures.written_off};
    for (size_t sum = 0; sum < 3; sum++) {
        targets[sum][LE_PENALTY] = &sums[sum]->penalty;
        targets[sum][LE_FEE] = &sums[sum]->fee;
        targets[sum][LE_INTEREST] = &sums[sum]->interest;
        targets[sum][LE_PRINCIPAL] = &sums[sum]->principal;
    }
    return figures;
}

static inline le_payment paid(int64_t amount, const char *date, int32_t event) {
    le_payment payment = {amount, day(date), event};
    return payment;
}

static inline int64_t paid_of(const le_row *row) {
    return row->penalty_paid + row->fee_paid + row->interest_paid + row->principal_paid;
}

static inline int64_t due_of(const le_row *row) {
    return row->penalty_due + row->fee_due + row->interest_due + row->principal_due;
}

/// Small numbers that are the same in every run.
static inline uint32_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

#endif
