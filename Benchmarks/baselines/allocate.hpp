// Payments over the unpaid parts of rows.
#pragma once

#include "baseline.h"

namespace {

// How many loans ahead memory is asked for.
constexpr size_t kAhead = 24;

inline int64_t lesser(int64_t left, int64_t right) { return left < right ? left : right; }

// Pays one component; whether nothing of it is unpaid then.
inline bool pay(int64_t due, int64_t &paid, int64_t &left) {
    const int64_t part = lesser(due - paid, left);
    paid += part;
    left -= part;
    return paid == due;
}

// Pays rows from *first on; returns what no row took. Penalty, fee, interest, principal.
inline int64_t pay_rows(int64_t amount, le_row *rows, uint32_t count, uint32_t *first) {
    uint32_t index = *first;
    while (index < count) {
        le_row &row = rows[index];
        // Not short-circuited: once nothing is left, each step pays nothing.
        bool settled = true;
        if (__builtin_expect((row.penalty_due | row.fee_due) != 0, 0)) {
            settled &= pay(row.penalty_due, row.penalty_paid, amount);
            settled &= pay(row.fee_due, row.fee_paid, amount);
        }
        settled &= pay(row.interest_due, row.interest_paid, amount);
        settled &= pay(row.principal_due, row.principal_paid, amount);
        index += settled;
        if (!settled || amount == 0) break;
    }
    *first = index;
    return amount;
}

inline void fetch_row(const le_row *rows, const uint64_t *offsets, const uint32_t *firsts,
                      size_t loan) {
    const char *row = (const char *)(rows + offsets[loan] + firsts[loan]);
    __builtin_prefetch(row, 1);
    __builtin_prefetch(row + sizeof(le_row) - 1, 1);
}

inline int64_t pay_loan(int64_t amount, size_t loan, le_row *rows, const uint64_t *offsets,
                        uint32_t *firsts) {
    const uint64_t start = offsets[loan];
    return pay_rows(amount, rows + start, (uint32_t)(offsets[loan + 1] - start), firsts + loan);
}

inline void allocate_all(const le_payment *payments, size_t loans, le_row *rows, const uint64_t *offsets,
                  uint32_t *firsts, int64_t *overpaid) {
    for (size_t loan = 0; loan < loans; loan++) {
        if (loan + kAhead < loans) fetch_row(rows, offsets, firsts, loan + kAhead);
        overpaid[loan] = pay_loan(payments[loan].amount, loan, rows, offsets, firsts);
    }
}

// In any order of loans: what says where a row is has to be asked for before the row itself.
inline void allocate_in_order_of(const le_payment *payments, const uint32_t *order, size_t count,
                          le_row *rows, const uint64_t *offsets, uint32_t *firsts,
                          int64_t *overpaid) {
    for (size_t index = 0; index < count; index++) {
        if (index + 2 * kAhead < count) {
            const uint32_t later = order[index + 2 * kAhead];
            __builtin_prefetch(offsets + later);
            __builtin_prefetch(firsts + later, 1);
        }
        if (index + kAhead < count) fetch_row(rows, offsets, firsts, order[index + kAhead]);
        overpaid[index] = pay_loan(payments[index].amount, order[index], rows, offsets, firsts);
    }
}

}  // namespace
