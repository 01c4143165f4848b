// The baseline: machine words, long double and a division for each row.
//
// Compiled once for each compiler and target, each time with a name of its own:
// -DBASELINE=symbol -DBASELINE_NAME="name".
#include "evaluate.hpp"

extern "C" const baseline BASELINE = {
    BASELINE_NAME,
    schedule_batch<EqualPeriods, Division>,
    schedule_batch<DaysOver365, Division>,
    allocate_all,
    allocate_in_order_of,
    classify_all,
    evaluate_all<Division>,
};
