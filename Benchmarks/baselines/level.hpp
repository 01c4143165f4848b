// The level payment, exactly: long double with a bound of its error, big integers where the bound
// does not settle the rounding.
#pragma once

#include <stdint.h>

#include "calendar.hpp"
#include "exact-level.h"
#include "loan_engine.h"

namespace {

// A rate of a/d for each period, or of a/d times the days of the period.
struct Rate {
    uint64_t a;
    uint64_t d;
};

struct EqualPeriods {
    static constexpr uint64_t kPerPercent = 1200;
    static uint64_t times(int32_t, int32_t) { return 1; }
};

struct DaysOver365 {
    static constexpr uint64_t kPerPercent = 36500;
    static uint64_t times(int32_t start, int32_t end) { return (uint64_t)(end - start); }
};

// Half even; `error` is more than what `value` may be off. Negative where it does not settle.
inline int64_t settled(long double value, long double error) {
    const int64_t whole = (int64_t)value;
    const long double over = value - (long double)whole - 0.5L;
    if (__builtin_expect(!(__builtin_fabsl(over) > error), 0)) return -1;
    return whole + (over > 0);
}

constexpr long double kUlp = 0x1p-64L;

// A = P·i / (1 − wⁿ), w = 1/(1+i). With u = 2⁻⁶⁴, w is off by u, wⁿ relatively by 2n·u, 1 − wⁿ by
// 2n·u in all and u of itself, and A by 2n·u/(1 − wⁿ) and four roundings more: doubled here, which
// covers what is of second order.
inline int64_t level_bounded(EqualPeriods, Rate rate, const MonthlyDates &, int64_t principal,
                             int32_t count) {
    const long double a = (long double)rate.a, d = (long double)rate.d;
    const long double w = d / (d + a);
    long double power = w, discount = 1;
    for (uint32_t bits = (uint32_t)count;; power *= power) {
        if (bits & 1) discount *= power;
        if ((bits >>= 1) == 0) break;
    }
    const long double rest = 1 - discount;
    if (!(rest > 0)) return -1;
    const long double level = (long double)principal * a / (d * rest);
    return settled(level, level * kUlp * (4.0L * (long double)count / rest + 16));
}

// A = P / Σ vₖ, vₖ = vₖ₋₁ · d/(d + a·days). vₖ is off by 2k·u, the sum by (3n)·u: more than doubled.
inline int64_t level_bounded(DaysOver365, Rate rate, const MonthlyDates &dates, int64_t principal,
                             int32_t count) {
    const long double d = (long double)rate.d;
    // A month has 28 to 31 days: four discounts for all rows.
    long double discounts[4];
    for (uint64_t days = 28; days < 32; days++)
        discounts[days - 28] = d / (long double)(rate.d + rate.a * days);
    long double factor = 1, sum = 0;
    int32_t start = dates.after(0);
    for (int32_t k = 1; k <= count; k++) {
        const int32_t end = dates.after(k);
        factor *= discounts[end - start - 28];
        sum += factor;
        start = end;
    }
    const long double level = (long double)principal / sum;
    return settled(level, level * kUlp * (8.0L * (long double)count + 16));
}

template <class Periods>
__attribute__((noinline, cold)) int64_t level_exact(Rate rate, const MonthlyDates &dates,
                                                    int64_t principal, int32_t count) {
    uint64_t times[LE_TERM_COUNT_MAX];
    for (int32_t k = 0; k < count; k++)
        times[k] = Periods::times(dates.after(k), dates.after(k + 1));
    return exact_level_payment(rate.a, rate.d, times, count, principal);
}

template <class Periods>
inline int64_t level_payment(Rate rate, const MonthlyDates &dates, int64_t principal,
                             int32_t count) {
    const int64_t level = level_bounded(Periods{}, rate, dates, principal, count);
    if (__builtin_expect(level >= 0, 1)) return level;
    return level_exact<Periods>(rate, dates, principal, count);
}

}  // namespace
