// The baseline beyond the usual: no division in the rows, level payments side by side in double.
//
// Compiled as division.cpp is. Allocation and classification are the same there.
#include "evaluate.hpp"
#include "reciprocal.hpp"

extern "C" const baseline BASELINE = {
    BASELINE_NAME,
    schedule_together<EqualPeriods>,
    schedule_together<DaysOver365>,
    nullptr,
    nullptr,
    nullptr,
    evaluate_all<Reciprocal>,
};
