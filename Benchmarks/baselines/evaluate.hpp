// A loan in one step: schedule, repayments, classification.
#pragma once

#include "allocate.hpp"
#include "classify.hpp"
#include "schedule.hpp"

namespace {

template <class Interest>
inline uint32_t evaluate_loan(const le_terms &terms, const le_event *events, size_t count,
                              int32_t as_of, le_row *rows, standing *standing) {
    static const int32_t from_days[] = {0, 1, 31, 61, 91};
    const le_summary summary = build_schedule<EqualPeriods, Interest>(terms, rows);
    uint32_t first = 0;
    int64_t overpaid = 0;
    for (size_t index = 0; index < count; index++)
        overpaid += pay_rows(events[index].amount, rows, summary.count, &first);
    standing->status = first == summary.count ? LE_COMPLETED : LE_ACTIVE;
    standing->overpaid = overpaid;
    standing->installment = summary.installment;
    classify_loan(rows, summary.count, as_of, from_days, 5, standing);
    return summary.count;
}

template <class Interest>
void evaluate_all(const le_terms *terms, size_t loans, const le_event *events, size_t each,
                  int32_t as_of, le_row *rows, uint64_t *offsets, standing *standings) {
    offsets[0] = 0;
    for (size_t loan = 0; loan < loans; loan++)
        offsets[loan + 1] =
            offsets[loan] + evaluate_loan<Interest>(terms[loan], events + loan * each, each, as_of,
                                                    rows + offsets[loan], standings + loan);
}

}  // namespace
