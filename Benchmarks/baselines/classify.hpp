// How rows and loans stand as of a date.
#pragma once

#include <string.h>

#include "baseline.h"

namespace {

// Two amounts that lie beside one another in a row.
typedef int64_t Pair __attribute__((vector_size(16), aligned(8)));

inline Pair load_pair(const int64_t *first) {
    Pair pair;
    memcpy(&pair, first, sizeof pair);
    return pair;
}

struct Sums {
    Pair principal_interest = {0, 0};
    Pair fee_penalty = {0, 0};

    void add(Pair first, Pair second) {
        principal_interest += first;
        fee_penalty += second;
    }

    void write(int64_t amounts[4]) const {
        amounts[LE_PENALTY] = fee_penalty[1];
        amounts[LE_FEE] = fee_penalty[0];
        amounts[LE_INTEREST] = principal_interest[1];
        amounts[LE_PRINCIPAL] = principal_interest[0];
    }
};

inline int32_t bucket_of(int32_t days, const int32_t *from_days, uint32_t buckets) {
    int32_t reached = -1;
    for (uint32_t index = 0; index < buckets; index++) reached += from_days[index] <= days;
    return reached;
}

inline void classify_loan(le_row *rows, size_t count, int32_t as_of, const int32_t *from_days,
                          uint32_t buckets, standing *standing) {
    Sums outstanding, arrears;
    const le_row *oldest_overdue = nullptr, *next = nullptr;
    int64_t next_amount = 0;
    for (size_t index = 0; index < count; index++) {
        le_row &row = rows[index];
        const Pair paid = load_pair(&row.principal_paid);
        const Pair paid_more = load_pair(&row.fee_paid);
        const Pair unpaid = load_pair(&row.principal_due) - paid;
        const Pair unpaid_more = load_pair(&row.fee_due) - paid_more;
        const Pair both = unpaid + unpaid_more;
        const int64_t total = both[0] + both[1];
        const int32_t days = as_of - row.due_date;
        if (total == 0) {
            row.status = LE_ROW_PAID;
            row.days_past_due = 0;
            continue;
        }
        outstanding.add(unpaid, unpaid_more);
        if (next == nullptr) {
            next = &row;
            next_amount = total;
        }
        if (days > 0) {
            arrears.add(unpaid, unpaid_more);
            if (oldest_overdue == nullptr) oldest_overdue = &row;
            row.status = LE_ROW_OVERDUE;
            row.days_past_due = days;
        } else {
            const Pair begun = paid | paid_more;
            row.status = (begun[0] | begun[1]) != 0 ? LE_ROW_PARTIAL : LE_ROW_PENDING;
            row.days_past_due = 0;
        }
    }
    // Dates rise: the oldest is the latest in days.
    const int32_t late = oldest_overdue == nullptr ? 0 : as_of - oldest_overdue->due_date;
    standing->days_past_due = late;
    standing->bucket = bucket_of(late, from_days, buckets);
    standing->arrears_since = oldest_overdue == nullptr ? LE_DATE_NONE : oldest_overdue->due_date;
    standing->next_due_sequence = next == nullptr ? 0 : next->sequence;
    standing->next_due_date = next == nullptr ? LE_DATE_NONE : next->due_date;
    standing->next_due_amount = next_amount;
    outstanding.write(standing->outstanding);
    arrears.write(standing->arrears);
}

inline void classify_all(le_row *rows, const uint64_t *offsets, size_t loans, int32_t as_of,
                  const int32_t *from_days, uint32_t buckets, standing *standings) {
    for (size_t loan = 0; loan < loans; loan++)
        classify_loan(rows + offsets[loan], offsets[loan + 1] - offsets[loan], as_of, from_days,
                      buckets, standings + loan);
}

}  // namespace
