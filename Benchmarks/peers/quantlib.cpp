// quantlib: the amortization of QuantLib's sinking bonds, in floating point.
#include <ql/cashflows/coupon.hpp>
#include <ql/cashflows/fixedratecoupon.hpp>
#include <ql/instruments/bonds/amortizingfixedratebond.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/simpledaycounter.hpp>
#include <ql/time/schedule.hpp>

#include <cmath>
#include <cstdint>

#include "loan_engine.h"
#include "quantlib.h"

using namespace QuantLib;

namespace {

// Days since 1970-01-01 in QuantLib's count.
constexpr Date::serial_type kEpoch = 25569;

int64_t minor(Real amount) { return (int64_t)std::llrint(amount); }

void write_schedule(const le_terms &terms, int64_t *principals, int64_t *interests) {
    const Date start(kEpoch + terms.disbursed_at);
    const Period tenor(terms.term_count, Months);
    const Rate rate = (Real)terms.rate.numerator / (Real)terms.rate.denominator / 100;
    const std::vector<Real> notionals =
        sinkingNotionals(tenor, Monthly, rate, (Real)terms.principal);
    const Leg interest = FixedRateLeg(sinkingSchedule(start, tenor, Monthly, NullCalendar()))
                             .withNotionals(notionals)
                             .withCouponRates(rate, SimpleDayCounter());
    for (int32_t row = 0; row < terms.term_count; row++) {
        principals[row] = minor(notionals[row] - notionals[row + 1]);
        interests[row] = minor(interest[row]->amount());
    }
}

}  // namespace

extern "C" void quantlib_schedule(const le_terms *terms, size_t loans, int64_t *principals,
                                  int64_t *interests) {
    for (size_t loan = 0; loan < loans; loan++) {
        const size_t row = loan * (size_t)terms[loan].term_count;
        write_schedule(terms[loan], principals + row, interests + row);
    }
}
