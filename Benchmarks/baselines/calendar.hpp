// Monthly due dates from a table of the first days of months.
#pragma once

#include <stdint.h>

namespace {

// From 1600-01-01, where a cycle of 400 years begins, to 1970-01-01.
constexpr int32_t kDaysTo1970 = 135140;
constexpr int32_t kCycleDays = 146097;
constexpr int32_t kCycleMonths = 4800;
// A cycle, and the longest term behind its last month.
constexpr int32_t kTableMonths = kCycleMonths + 3660 + 2;

struct MonthTable {
    // The day number, within the cycles from 1600 on, of the first of each month.
    int32_t first[kTableMonths];

    MonthTable() {
        static const int8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        int32_t day = 0;
        for (int32_t month = 0; month < kTableMonths; month++) {
            first[month] = day;
            const int32_t year = 1600 + month / 12;
            const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            day += lengths[month % 12] + (month % 12 == 1 && leap);
        }
    }
};

const MonthTable kMonths;

// The months after a date: day of month kept, cut at the end of a month.
struct MonthlyDates {
    const int32_t *month;
    int32_t base;
    int32_t day;

    explicit MonthlyDates(int32_t date) {
        int32_t days = date + kDaysTo1970;
        base = -kDaysTo1970;
        if (__builtin_expect((uint32_t)days >= (uint32_t)kCycleDays, 0)) {
            const int32_t cycle = (days >= 0 ? days : days - kCycleDays + 1) / kCycleDays;
            days -= cycle * kCycleDays;
            base += cycle * kCycleDays;
        }
        // At most one month off: 4800/146097 of a day is 1/30.44.
        int32_t index = (int32_t)((uint32_t)days * 4800ull / (uint32_t)kCycleDays);
        index -= kMonths.first[index] > days;
        index += kMonths.first[index + 1] <= days;
        month = kMonths.first + index;
        day = days - *month;
    }

    // The date `count` months later.
    int32_t after(int32_t count) const {
        const int32_t kept = month[count] + day;
        const int32_t last = month[count + 1] - 1;
        return base + (kept < last ? kept : last);
    }
};

}  // namespace
