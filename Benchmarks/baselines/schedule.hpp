// Schedules of level payments.
#pragma once

#include "baseline.h"
#include "level.hpp"

namespace {

// balance · a · times / d, half even: one multiplication to 128 bits, one division, the remainder compared.
// The quotient fits 64 bits: a/d, the rate of a period, is below 1.
struct Division {
    Rate rate;

    explicit Division(Rate rate) : rate(rate) {}

    uint64_t interest(uint64_t balance, uint64_t times) const {
        const unsigned __int128 product = (unsigned __int128)balance * (rate.a * times);
        uint64_t quotient, rest;
#if defined(__x86_64__)
        __asm__("divq %4"
                : "=a"(quotient), "=d"(rest)
                : "a"((uint64_t)product), "d"((uint64_t)(product >> 64)), "r"(rate.d)
                : "cc");
#else
        quotient = (uint64_t)(product / rate.d);
        rest = (uint64_t)product - quotient * rate.d;
#endif
        // Above the half; or the half exactly, and odd.
        return quotient + (2 * rest + (quotient & 1) > rate.d);
    }
};

inline void put(le_row *row, int32_t sequence, int32_t start, int32_t due, int64_t principal,
                int64_t interest, int64_t balance) {
    *row = le_row{sequence, start, due, LE_ROW_PENDING, principal, interest, 0, 0, balance,
                  0, 0, 0, 0, 0, 0};
}

struct Outcome {
    uint32_t count;
    int64_t interest;
};

// Rows with carried interest, or an end before the last row: rounding brings them about, in loans of
// a few minor units or very many rows. A count of 0 where the payments do not pay the interest.
template <class Periods, class Interest>
__attribute__((noinline, cold)) Outcome unusual_rows(Rate rate, const MonthlyDates &dates,
                                                     int64_t principal, int32_t count,
                                                     int64_t level, le_row *rows) {
    const Interest rounding(rate);
    int64_t balance = principal, carried = 0, total = 0;
    int32_t start = dates.after(0);
    for (int32_t k = 1;; k++) {
        const int32_t due = dates.after(k);
        const int64_t own = (int64_t)rounding.interest(
            (uint64_t)balance, Periods::times(start, due));
        const bool last = k == count;
        if (last && carried > 0) return {0, 0};
        const int64_t owed = own + carried;
        const int64_t interest = last || owed < level ? owed : level;
        carried = owed - interest;
        const int64_t room = level - interest;
        const int64_t part = last || room > balance ? balance : room;
        balance -= part;
        total += interest;
        put(rows + k - 1, k, start, due, part, interest, balance);
        if (balance == 0) return {(uint32_t)k, total};
        start = due;
    }
}

template <class Periods, class Interest>
inline Outcome build_rows(Rate rate, const MonthlyDates &dates, int64_t principal, int32_t count,
                          int64_t level, le_row *rows) {
    const Interest rounding(rate);
    int64_t balance = principal, total = 0;
    int32_t start = dates.after(0);
    for (int32_t k = 1; k < count; k++) {
        const int32_t due = dates.after(k);
        const int64_t interest = (int64_t)rounding.interest(
            (uint64_t)balance, Periods::times(start, due));
        const int64_t part = level - interest;
        // Not from 0 to below the balance: either the interest is carried or the loan ends.
        if (__builtin_expect((uint64_t)part >= (uint64_t)balance, 0))
            return unusual_rows<Periods, Interest>(rate, dates, principal, count, level, rows);
        balance -= part;
        total += interest;
        put(rows + k - 1, k, start, due, part, interest, balance);
        start = due;
    }
    const int32_t due = dates.after(count);
    const int64_t interest = (int64_t)rounding.interest(
        (uint64_t)balance, Periods::times(start, due));
    put(rows + count - 1, count, start, due, balance, interest, 0);
    return {(uint32_t)count, total + interest};
}

inline le_summary summary_of(Outcome outcome, int64_t principal, int64_t level) {
    return {(uint32_t)sizeof(le_summary), outcome.count, level, 1, 0,
            {principal, outcome.interest, 0, 0, principal + outcome.interest}};
}

template <class Periods>
inline Rate rate_of(const le_terms &terms) {
    return {(uint64_t)terms.rate.numerator,
            (uint64_t)terms.rate.denominator * Periods::kPerPercent};
}

template <class Periods, class Interest>
inline le_summary build_schedule(const le_terms &terms, le_row *rows) {
    const Rate rate = rate_of<Periods>(terms);
    const MonthlyDates dates(terms.disbursed_at);
    const int64_t level =
        level_payment<Periods>(rate, dates, terms.principal, terms.term_count);
    const Outcome outcome = build_rows<Periods, Interest>(rate, dates, terms.principal,
                                                          terms.term_count, level, rows);
    return summary_of(outcome, terms.principal, level);
}

template <class Periods, class Interest>
void schedule_batch(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                    int32_t *codes, le_summary *summaries) {
    uint64_t filled = 0;
    offsets[0] = 0;
    for (size_t loan = 0; loan < loans; loan++) {
        summaries[loan] = build_schedule<Periods, Interest>(terms[loan], rows + filled);
        codes[loan] = summaries[loan].count > 0 ? LE_OK : LE_NEGATIVE_AMORTIZATION;
        filled += summaries[loan].count;
        offsets[loan + 1] = filled;
    }
}

}  // namespace
