// A loan in one step: schedule, repayments, classification.
#pragma once

#include "allocate.hpp"
#include "classify.hpp"
#include "schedule.hpp"

namespace {

template <class Interest>
inline void evaluate_loan(const le_terms &terms, const le_event *events, size_t count,
                          int32_t as_of, le_row *rows, le_statement *statement) {
    const le_summary summary = build_schedule<EqualPeriods, Interest>(terms, rows);
    uint32_t first = 0;
    int64_t overpaid = 0;
    for (size_t index = 0; index < count; index++)
        overpaid += pay_rows(events[index].amount, rows, summary.count, &first);
    statement->struct_size = (uint32_t)sizeof(le_statement);
    statement->status = first == summary.count ? LE_COMPLETED : LE_ACTIVE;
    statement->as_of = as_of;
    statement->reserved = 0;
    statement->overpaid = overpaid;
    statement->summary = summary;
    classify_loan(rows, summary.count, as_of, terms.bucket_from_days, terms.bucket_count,
                  &statement->position);
}

template <class Interest>
void evaluate_all(const le_terms *terms, size_t loans, const le_event *events, size_t each,
                  int32_t as_of, le_row *rows, size_t stride, le_statement *statements) {
    for (size_t loan = 0; loan < loans; loan++)
        evaluate_loan<Interest>(terms[loan], events + loan * each, each, as_of,
                                rows + loan * stride, statements + loan);
}

}  // namespace
