// Interest without a division, and level payments of many loans side by side.
#pragma once

#include "schedule.hpp"

namespace {

// balance · a · times / d by the reciprocal m = ⌊2⁶⁴·a/d⌋: m · times is less than `times` below
// 2⁶⁴·a·times/d, so balance · m · times is less than balance · times below the exact product. Where
// no half lies between the two, the rounding is known; where one may, a division decides. For
// balances below 2⁵⁸.
struct Reciprocal {
    Division division;
    uint64_t m;

    explicit Reciprocal(Rate rate) : division(rate), m(ratio(rate)) {}

    static uint64_t ratio(Rate rate) {
        uint64_t quotient, rest;
#if defined(__x86_64__)
        __asm__("divq %4" : "=a"(quotient), "=d"(rest) : "a"(0ull), "d"(rate.a), "r"(rate.d)
                : "cc");
#else
        quotient = (uint64_t)(((unsigned __int128)rate.a << 64) / rate.d);
        rest = 0;
#endif
        (void)rest;
        return quotient;
    }

    uint64_t interest(uint64_t balance, uint64_t times) const {
        const unsigned __int128 product = (unsigned __int128)balance * (m * times);
        const uint64_t fraction = (uint64_t)product;
        if (__builtin_expect((1ull << 63) - fraction <= balance * times, 0))
            return division.interest(balance, times);
        return (uint64_t)(product >> 64) + (fraction >> 63);
    }
};

// Loans whose level payments are computed together: each is a chain of multiplications and
// divisions that waits for itself, and the chains of several loans do not wait for one another.
constexpr size_t kTogether = 16;
constexpr double kDoubleUlp = 0x1p-53;

// As `settled`, in double: about one loan in 10⁶ is not, and goes to long double.
inline int64_t settled_double(double value, double error) {
    const int64_t whole = (int64_t)value;
    const double over = value - (double)whole - 0.5;
    if (__builtin_expect(!(__builtin_fabs(over) > error), 0)) return -1;
    return whole + (over > 0);
}

// The bounds are those of `level_bounded` with u = 2⁻⁵³, and 8 more for what does not fit 53 bits:
// the principal, a and d.
inline void levels_double(EqualPeriods, const le_terms *terms, size_t loans, int64_t *levels) {
    double w[kTogether] = {}, discount[kTogether] = {};
    double numerator[kTogether] = {}, d[kTogether] = {};
    for (size_t loan = 0; loan < loans; loan++) {
        const Rate rate = rate_of<EqualPeriods>(terms[loan]);
        d[loan] = (double)rate.d;
        w[loan] = d[loan] / (d[loan] + (double)rate.a);
        discount[loan] = 1;
        numerator[loan] = (double)terms[loan].principal * (double)rate.a;
    }
    const int32_t count = terms[0].term_count;
    for (uint32_t bits = (uint32_t)count; bits != 0; bits >>= 1) {
        if (bits & 1)
            for (size_t loan = 0; loan < kTogether; loan++) discount[loan] *= w[loan];
        for (size_t loan = 0; loan < kTogether; loan++) w[loan] *= w[loan];
    }
    for (size_t loan = 0; loan < loans; loan++) {
        const double rest = 1 - discount[loan];
        const double level = numerator[loan] / (d[loan] * rest);
        const double error = level * kDoubleUlp * (4.0 * (double)count / rest + 24);
        levels[loan] = rest > 0 && terms[loan].term_count == count ? settled_double(level, error)
                                                                   : -1;
    }
}

inline void levels_double(DaysOver365, const le_terms *terms, size_t loans, int64_t *levels) {
    for (size_t loan = 0; loan < loans; loan++) {
        const Rate rate = rate_of<DaysOver365>(terms[loan]);
        const MonthlyDates dates(terms[loan].disbursed_at);
        const double a = (double)rate.a, d = (double)rate.d;
        double discounts[4];
        for (int days = 0; days < 4; days++) discounts[days] = d / (d + a * (days + 28));
        double factor = 1, sum = 0;
        int32_t start = dates.after(0);
        for (int32_t k = 1; k <= terms[loan].term_count; k++) {
            const int32_t end = dates.after(k);
            factor *= discounts[end - start - 28];
            sum += factor;
            start = end;
        }
        const double level = (double)terms[loan].principal / sum;
        const double error = level * kDoubleUlp * (12.0 * terms[loan].term_count + 24);
        levels[loan] = settled_double(level, error);
    }
}

template <class Periods>
inline le_summary build_at_level(const le_terms &terms, int64_t level, le_row *rows) {
    const Rate rate = rate_of<Periods>(terms);
    const MonthlyDates dates(terms.disbursed_at);
    if (__builtin_expect(level < 0, 0))
        level = level_payment<Periods>(rate, dates, terms.principal, terms.term_count);
    const Outcome outcome = build_rows<Periods, Reciprocal>(rate, dates, terms.principal,
                                                            terms.term_count, level, rows);
    return summary_of(outcome, terms.principal, level);
}

template <class Periods>
void schedule_together(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                       int32_t *codes, le_summary *summaries) {
    uint64_t filled = 0;
    offsets[0] = 0;
    for (size_t first = 0; first < loans; first += kTogether) {
        int64_t levels[kTogether];
        const size_t count = loans - first < kTogether ? loans - first : kTogether;
        levels_double(Periods{}, terms + first, count, levels);
        for (size_t loan = first; loan < first + count; loan++) {
            summaries[loan] =
                build_at_level<Periods>(terms[loan], levels[loan - first], rows + filled);
            codes[loan] = summaries[loan].count > 0 ? LE_OK : LE_NEGATIVE_AMORTIZATION;
            filled += summaries[loan].count;
            offsets[loan + 1] = filled;
        }
    }
}

}  // namespace
