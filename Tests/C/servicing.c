// le_evaluate, le_evaluate_capacity, le_log_check and le_quotes: figures of docs/semantics.md, what is
// written when, and what is refused where. Tests/C/fixtures.py has every golden case.
#include "samples.h"

/// What the terms of a test name, at places of its own.
static struct {
    uint64_t none;
    le_new_terms agreed;
    le_late_charge late_charges[LE_LATE_CHARGES_MAX + 1];
    le_upfront_fee fees[LE_UPFRONT_FEES_MAX + 1];
    int32_t dates[8];
} parts;
#define PART(member, count) ((le_part){(uint32_t)((char *)(parts.member) - (char *)&parts), (count)})
#define PARTS &parts, sizeof parts

static le_event event(int32_t type, const char *date, int64_t amount) {
    le_event made = {0};
    made.type = type;
    made.date = day(date);
    made.amount = amount;
    return made;
}

/// The example of ARCHITECTURE.md: 1 200.00 at 12 % over four months, 5.00 for paying late, and money
/// beyond what is due makes the installments less.
static le_terms serviced_terms(void) {
    memset(&parts, 0, sizeof parts);
    le_terms terms = new_terms();
    terms.principal = 120000;
    terms.rate.numerator = 12;
    terms.term_count = 4;
    terms.disbursed_at = day("2026-01-01");
    parts.late_charges[0].charge.amount = 500;
    parts.late_charges[0].after_days = 3;
    terms.late_charges = PART(late_charges, 1);
    terms.prepayment_effect = LE_PREPAYMENT_REDUCE_INSTALLMENT;
    return terms;
}

static void documented(void) {
    le_terms terms = serviced_terms();
    le_event events[2] = {event(LE_REPAYMENT, "2026-02-01", 30754),
                          event(LE_REPAYMENT, "2026-03-11", 70000)};
    le_capacity needed, capacity;
    OK(le_evaluate_capacity(&terms, PARTS, events, 2, &needed, NULL));
    le_row rows[16];
    le_posting postings[64];
    CHECK(needed.rows <= 16 && needed.postings <= 64 && needed.rows >= 4);
    capacity = needed;
    le_statement statement = LE_STATEMENT_INIT;
    OK(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 2, day("2026-03-15"), rows, postings, &capacity,
                   &statement, NULL, NULL));
    SAME(capacity.rows, 4);
    static const int64_t dues[4][3] = {
        {29554, 1200, 0}, {29850, 904, 500}, {49554, 345, 0}, {11042, 110, 0}};
    for (size_t row = 0; row < 4; row++) {
        SAME(rows[row].sequence, row + 1);
        SAME(rows[row].principal_due, dues[row][0]);
        SAME(rows[row].interest_due, dues[row][1]);
        SAME(rows[row].penalty_due, dues[row][2]);
        SAME(rows[row].kind, LE_ROW_INSTALLMENT);
    }
    SAME(statement.installment, 11153);
    SAME(statement.accrued_interest, 224);
    SAME(statement.settlement.due.interest, 29);
    SAME(statement.settlement.due.total, 22074);
    SAME(statement.settlement.exists, 1);
    SAME(statement.disbursed, 120000);
    SAME(statement.net, 120000);
    SAME(statement.row_count, 4);
    SAME(statement.posting_count, capacity.postings);
    SAME(statement.position.status, LE_ACTIVE);
    SAME(statement.position.last_payment_at, day("2026-03-11"));
    SAME(statement.position.maturity_date, rows[3].due_date);
    SAME(statement.position.disbursed_amount, 120000);
    // The late charge stands before the money that paid it.
    SAME(postings[2].kind, LE_LATE_CHARGED);
    SAME(postings[2].date, day("2026-03-05"));
    SAME(postings[2].rule, 1);
    SAME(postings[2].event, 0);
    int64_t paid_in_all = 0;
    for (uint32_t index = 0; index < capacity.postings; index++)
        if (postings[index].kind == LE_ALLOCATED) paid_in_all += postings[index].amount;
    SAME(paid_in_all, 100754);

    static const char *const dates[] = {"2026-01-01", "2026-02-01", "2026-03-15", "2026-12-31"};
    int32_t days[4];
    le_quote quotes[4];
    for (size_t index = 0; index < 4; index++) days[index] = day(dates[index]);
    OK(le_quotes(&terms, PARTS, LE_ACTIVE, events, 2, days, 4, quotes, NULL));
    SAME(quotes[0].due.total, 120000);
    SAME(quotes[2].due.total, 22074);
    for (size_t index = 0; index < 4; index++) SAME(quotes[index].date, days[index]);
    // A quote paid on its date is all that is left.
    le_event settled[3] = {events[0], events[1], event(LE_SETTLEMENT, "2026-03-15", 22074)};
    le_loan_status next = LE_DRAFT;
    le_error error;
    OK(le_log_check(&terms, PARTS, LE_ACTIVE, settled, 3, 2, &next, NULL));
    SAME(next, LE_COMPLETED);
    settled[2].amount--;
    FAILS(le_log_check(&terms, PARTS, LE_ACTIVE, settled, 3, 2, &next, &error), LE_INVALID_EVENT,
          "events[2].amount");
    SAME(error.index, 2);
    SAME(next, LE_STATUS_NONE);
}

/// Every kind of row and of posting.
static void kinds(void) {
    le_terms terms = serviced_terms();
    terms.down_payment.amount = 20000;
    le_event events[] = {event(LE_CHARGE, "2026-06-01", 700), event(LE_WAIVER, "2026-06-02", 100)};
    events[0].component = LE_FEE;
    events[1].component = LE_FEE;
    le_capacity capacity = {16, 64};
    le_row rows[16];
    le_posting postings[64];
    OK(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 2, LE_DATE_NONE, rows, postings, &capacity, NULL,
                   NULL, NULL));
    SAME(capacity.rows, 6);
    SAME(rows[0].kind, LE_ROW_DOWN_PAYMENT);
    SAME(rows[0].due_date, terms.disbursed_at);
    SAME(rows[1].kind, LE_ROW_INSTALLMENT);
    SAME(rows[5].kind, LE_ROW_CHARGES);
    SAME(rows[5].fee_due, 600);
    bool seen[8] = {false};
    for (uint32_t index = 0; index < capacity.postings; index++) seen[postings[index].kind] = true;
    CHECK(seen[LE_CHARGED] && seen[LE_WAIVED] && seen[LE_LATE_CHARGED] && !seen[LE_ALLOCATED]);
}

/// What is asked for is written, and what there is is counted, whatever is asked for.
static void capacities(void) {
    le_terms terms = serviced_terms();
    le_event events[1] = {event(LE_REPAYMENT, "2026-02-20", 40000)};
    le_row rows[16], untouched[16];
    le_posting postings[64], none[64];
    memset(untouched, JUNK, sizeof untouched);
    memset(none, JUNK, sizeof none);
    for (uint32_t row_room = 0; row_room < 6; row_room++)
        for (uint32_t posting_room = 0; posting_room < 8; posting_room++) {
            memset(rows, JUNK, sizeof rows);
            memset(postings, JUNK, sizeof postings);
            le_capacity capacity = {row_room, posting_room};
            le_statement statement = LE_STATEMENT_INIT;
            int32_t code = le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, rows, postings,
                                       &capacity, &statement, NULL, NULL);
            SAME(capacity.rows, 4);
            SAME(capacity.postings, statement.posting_count);
            SAME(statement.row_count, 4);
            bool fits = row_room >= 4 && posting_room >= statement.posting_count;
            CODE(code, fits ? LE_OK : LE_BUFFER_TOO_SMALL);
            CHECK((memcmp(rows, untouched, sizeof rows) == 0) == !fits);
            CHECK((memcmp(postings, none, sizeof postings) == 0) == !fits);
        }
    le_capacity capacity = {77, 77};
    OK(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, NULL, NULL, &capacity, NULL, NULL,
                   NULL));
    SAME(capacity.rows, 4);
    OK(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL, NULL));
    le_error error;
    FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, rows, NULL, NULL, NULL, NULL,
                      &error),
          LE_INVALID_ARGUMENT, "capacity");
}

static void stopped(void) {
    le_terms terms = serviced_terms();
    le_event events[1] = {event(LE_REPAYMENT, "2026-02-20", 40000)};
    volatile int32_t stop = 1;
    le_statement statement, empty = LE_STATEMENT_INIT;
    le_capacity capacity = {9, 9};
    memset(&statement, JUNK, sizeof statement);
    statement.struct_size = sizeof statement;
    le_error error;
    FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, NULL, NULL, &capacity, &statement,
                      &stop, &error),
          LE_STOPPED, "stop");
    SAME(capacity.rows, 0);
    SAME_BYTES(&statement, &empty);
    stop = 0;
    OK(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, NULL, NULL, &capacity, &statement,
                   &stop, NULL));
    int32_t flags[2] = {0, 0};
    FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, events, 1, LE_DATE_NONE, NULL, NULL, &capacity, &statement,
                      MISALIGNED(int32_t, flags), &error),
          LE_INVALID_ARGUMENT, "stop");
}

/// Terms that are wrong, each at its field.
static void refused_terms(void) {
    static const struct {
        size_t offset;
        int32_t value;
        int32_t code;
        const char *path;
    } words[] = {
#define WORD(field, value, path) {offsetof(le_terms, field), value, LE_INVALID_TERMS, "terms." path}
        WORD(accrual, 2, "accrual"), WORD(first_period, 2, "firstPeriod"),
        WORD(prepayment_effect, 3, "prepayment.effect"),
        WORD(prepayment_interest, -1, "prepayment.interest"),
        WORD(settlement_interest, 4, "settlement.interest"),
        WORD(days_from, 3, "delinquency.daysFrom"), WORD(grace_deferred, 4, "grace.deferred"),
        WORD(allocation.across, 2, "allocation.across"),
        WORD(allocation.advance, 4, "allocation.advance"),
        WORD(leveling, 9, "leveling"), WORD(term_unit, 3, "termUnit"),
        WORD(rate_per, 5, "rate.per"), WORD(day_count, 14, "dayCount"),
        {offsetof(le_terms, reserved0), 1, LE_INVALID_ARGUMENT, "terms.reserved"},
        {offsetof(le_terms, reserved2), 1, LE_INVALID_ARGUMENT, "terms.reserved"},
        {offsetof(le_terms, reserved), 1, LE_INVALID_ARGUMENT, "terms.reserved"},
        {offsetof(le_terms, allocation.reserved), 1, LE_INVALID_ARGUMENT,
         "terms.allocation.reserved"},
    };
    le_error error;
    for (size_t index = 0; index < COUNT(words); index++) {
        le_terms terms = serviced_terms();
        memcpy((char *)&terms + words[index].offset, &words[index].value, sizeof words[index].value);
        FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL,
                          &error),
              words[index].code, words[index].path);
    }
#define REFUSED(change, refused_code, refused_path) \
    do { \
        le_terms terms = serviced_terms(); \
        le_late_charge *rule = &parts.late_charges[0]; \
        (void)rule; \
        change; \
        FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, NULL, \
                          NULL, &error), \
              refused_code, refused_path); \
    } while (0)
    REFUSED(rule->kind = 2, LE_INVALID_TERMS, "terms.lateCharges[0]");
    REFUSED(rule->of = 1, LE_INVALID_TERMS, "terms.lateCharges[0].of");
    REFUSED(rule->year_days = 360, LE_INVALID_TERMS, "terms.lateCharges[0].yearDays");
    REFUSED(rule->component = LE_INTEREST, LE_INVALID_TERMS, "terms.lateCharges[0].component");
    REFUSED(rule->component = 4, LE_INVALID_TERMS, "terms.lateCharges[0].component");
    REFUSED(rule->times = 3, LE_INVALID_TERMS, "terms.lateCharges[0].times");
    REFUSED(rule->every = -1, LE_INVALID_TERMS, "terms.lateCharges[0].every.count");
    REFUSED(rule->charge.percent.denominator = -1, LE_INVALID_TERMS, "terms.lateCharges[0]");
    REFUSED((rule->charge = (le_share){0, {5, -1}}), LE_INVALID_TERMS, "terms.lateCharges[0].percent");
    REFUSED((rule->charge = (le_share){0, {5, 0}}), LE_INVALID_TERMS, "terms.lateCharges[0].percent");
    REFUSED(rule->kind = LE_LATE_DAILY, LE_INVALID_TERMS, "terms.lateCharges[0].amount");
    REFUSED((rule->kind = LE_LATE_DAILY, rule->charge = (le_share){0, {36, 1}}, rule->of = 1),
            LE_INVALID_TERMS, "terms.lateCharges[0].yearDays");
    REFUSED((terms.late_charges = PART(late_charges, LE_LATE_CHARGES_MAX + 1)), LE_INVALID_TERMS,
            "terms.lateCharges");
    REFUSED((terms.upfront_fees = PART(fees, LE_UPFRONT_FEES_MAX + 1)), LE_INVALID_TERMS,
            "terms.upfrontFees");
    REFUSED((terms.upfront_fees = PART(fees, 1), parts.fees[0].collect = 3), LE_INVALID_TERMS,
            "terms.upfrontFees[0].collect");
    REFUSED((terms.upfront_fees = PART(fees, 1), parts.fees[0].reserved = 1), LE_INVALID_ARGUMENT,
            "terms.upfront_fees[0].reserved");
    REFUSED((terms.due_dates = PART(dates, 2)), LE_INVALID_TERMS, "terms.termCount");
    REFUSED((terms.due_days[1] = 5), LE_INVALID_ARGUMENT, "terms.due_days");
    REFUSED((terms.due_days[0] = 32), LE_INVALID_TERMS, "terms.dueDays[0]");
    REFUSED((terms.settlement_retained = (le_ratio){5, 0}), LE_INVALID_TERMS,
            "terms.settlement.retained");
    REFUSED((terms.settlement_fee = (le_share){1, {5, 1}}), LE_INVALID_TERMS, "terms.settlement.fee");
    REFUSED((terms.installment_amount = -1), LE_INVALID_TERMS, "terms.installmentAmount");
    REFUSED((terms.rate = (le_ratio){0, 0}), LE_INVALID_TERMS, "terms.rate.percent");
}

/// Parts that do not lie in their buffer.
static void refused_parts(void) {
    static const struct {
        size_t offset;
        const char *path;
        uint32_t size;
    } fields[] = {{offsetof(le_terms, holidays), "terms.holidays", 4},
                  {offsetof(le_terms, due_dates), "terms.due_dates", 4},
                  {offsetof(le_terms, late_charges), "terms.late_charges", sizeof(le_late_charge)},
                  {offsetof(le_terms, upfront_fees), "terms.upfront_fees", sizeof(le_upfront_fee)},
                  {offsetof(le_terms, bucket_from_days), "terms.bucket_from_days", 4},
                  {offsetof(le_terms, rate_text), "terms.rate_text", 1}};
    le_error error;
    for (size_t index = 0; index < COUNT(fields); index++) {
        const uint32_t size = (uint32_t)sizeof parts, last = size - size % 8;
        const le_part wrong[] = {{size, 1},       {last, 1 + size},  {1, 1},
                                 {4, 1},          {UINT32_MAX, 1},   {UINT32_MAX - 7, UINT32_MAX},
                                 {0, UINT32_MAX}, {8, 0},            {last, 8 / fields[index].size + 1}};
        for (size_t each = 0; each < COUNT(wrong); each++) {
            le_terms terms = serviced_terms();
            if (fields[index].offset == offsetof(le_terms, due_dates))
                terms.term_count = terms.term_unit = 0;
            memcpy((char *)&terms + fields[index].offset, &wrong[each], sizeof *wrong);
            le_error met = LE_ERROR_INIT;
            int32_t code = le_evaluate(&terms, PARTS, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL,
                                       NULL, NULL, &met);
            // More than there may be is refused before it is looked for.
            if (code == LE_INVALID_TERMS)
                CHECK(wrong[each].count > 8);
            else if (CHECK(code == LE_INVALID_ARGUMENT))
                TEXT(met.path, fields[index].path);
        }
    }
    le_terms terms = serviced_terms();
    FAILS(le_evaluate(&terms, NULL, 0, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL,
                      &error),
          LE_INVALID_ARGUMENT, "terms.late_charges");
    FAILS(le_evaluate(&terms, NULL, 8, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL,
                      &error),
          LE_INVALID_ARGUMENT, "parts");
    FAILS(le_evaluate(&terms, (char *)&parts + 4, 8, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL,
                      NULL, NULL, &error),
          LE_INVALID_ARGUMENT, "parts");
    FAILS(le_evaluate(&terms, &parts, SIZE_MAX, LE_ACTIVE, NULL, 0, LE_DATE_NONE, NULL, NULL, NULL, NULL,
                      NULL, &error),
          LE_INVALID_ARGUMENT, "parts_size");
}

/// Events with a field that their type does not have, or without one that it has.
static void refused_events(void) {
    static const struct {
        int32_t type;
        size_t offset;
        int32_t value, code;
        const char *path;
    } cases[] = {
#define EVENT(type, field, value, path) \
    {type, offsetof(le_event, field), value, LE_INVALID_EVENT, "events[0]" path}
        EVENT(18, of, 0, ".type"), EVENT(-1, of, 0, ".type"),
        EVENT(LE_REPAYMENT, of, 1, ".of"), EVENT(LE_REPAYMENT, component, 1, ".component"),
        EVENT(LE_REPAYMENT, component, 9, ".component"), EVENT(LE_REPAYMENT, keep, 1, ".keep"),
        EVENT(LE_REPAYMENT, keep, 2, ".keep"), EVENT(LE_REPAYMENT, arrears, 1, ".arrears"),
        EVENT(LE_REPAYMENT, until, 21000, ".until"), EVENT(LE_REPAYMENT, role, 4, ".role"),
        EVENT(LE_REPAYMENT, role, -1, ".role"), EVENT(LE_REPAYMENT, rate_per, 5, ".rate.per"),
        EVENT(LE_REPAYMENT, rate_per, 1, ".rate.percent"),
        EVENT(LE_CHARGE, component, LE_PRINCIPAL, ".component"),
        EVENT(LE_WAIVER, component, 4, ".component"), EVENT(LE_REVERSAL, amount, 0, ".of"),
        EVENT(LE_INTEREST_PAUSE, until, 0, ".amount"), EVENT(LE_RESCHEDULE, amount, 0, ".terms"),
        {LE_REPAYMENT, offsetof(le_event, terms), 4, LE_INVALID_ARGUMENT, "events[0].terms"},
        {LE_REPAYMENT, offsetof(le_event, terms), INT32_MAX - 7, LE_INVALID_ARGUMENT,
         "events[0].terms"},
        {LE_REPAYMENT, offsetof(le_event, date), LE_DATE_NONE, LE_DATE_OUT_OF_RANGE,
         "events[0].date"},
    };
    le_error error;
    for (size_t index = 0; index < COUNT(cases); index++) {
        le_terms terms = serviced_terms();
        le_event one = event(cases[index].type, "2026-02-01", 100);
        memcpy((char *)&one + cases[index].offset, &cases[index].value, sizeof(int32_t));
        FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, &one, 1, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL,
                          &error),
              cases[index].code, cases[index].path);
    }
    static const struct {
        size_t offset;
        int32_t value, code;
        const char *field;
    } agreed[] = {
#define AGREED(field, value, code, name) {offsetof(le_new_terms, field), value, code, name}
        AGREED(set, 64, LE_INVALID_ARGUMENT, ".set"),
        AGREED(reserved, 1, LE_INVALID_ARGUMENT, ".reserved"),
        AGREED(rate_per, 1, LE_INVALID_ARGUMENT, ".rate"),
        AGREED(amortization, 1, LE_INVALID_ARGUMENT, ".amortization"),
        AGREED(term_unit, 1, LE_INVALID_ARGUMENT, ".term_unit"),
        AGREED(term_every, 1, LE_INVALID_ARGUMENT, ".term_every"),
        AGREED(first_due_date, 1, LE_INVALID_ARGUMENT, ".first_due_date"),
        AGREED(installment_fee, 1, LE_INVALID_ARGUMENT, ".installment_fee"),
        AGREED(due_dates.count, INT32_MAX, LE_INVALID_ARGUMENT, ".due_dates"),
        AGREED(term_count, 3661, LE_INVALID_EVENT, ".termCount"),
        AGREED(term_count, 0, LE_INVALID_EVENT, ".termCount"),
        AGREED(set, LE_SET_RATE, LE_INVALID_EVENT, ".rate.percent"),
        AGREED(grace_principal, 7, LE_INVALID_EVENT, ".grace.principal"),
        AGREED(balloon, -1, LE_INVALID_EVENT, ".balloonAmount"),
    };
    for (size_t index = 0; index < COUNT(agreed); index++) {
        le_terms terms = serviced_terms();
        parts.agreed.term_count = 6;
        memcpy((char *)&parts.agreed + agreed[index].offset, &agreed[index].value, sizeof(int32_t));
        if (agreed[index].offset == offsetof(le_new_terms, balloon)) parts.agreed.balloon = -1;
        le_event one = event(LE_RESCHEDULE, "2026-02-01", 0);
        one.terms = 8;
        char path[64];
        snprintf(path, sizeof path, "events[0].terms%s", agreed[index].field);
        FAILS(le_evaluate(&terms, PARTS, LE_ACTIVE, &one, 1, LE_DATE_NONE, NULL, NULL, NULL, NULL, NULL,
                          &error),
              agreed[index].code, path);
    }
}

static void refused_arguments(void) {
    le_terms terms = serviced_terms();
    le_event events[2] = {event(LE_REPAYMENT, "2026-02-20", 40000)};
    le_error error;
    le_capacity capacity[2] = {{9, 9}, {9, 9}};
    le_quote quotes[3];
    int32_t dates[3] = {20500, 20500, 20600};
    le_loan_status next;
#define EVALUATE(terms, status, events, count, as_of, rows, capacity) \
    le_evaluate(terms, PARTS, status, events, count, as_of, rows, NULL, capacity, NULL, NULL, &error)
#define INVALID_AT(call, path) FAILS(call, LE_INVALID_ARGUMENT, path)
    INVALID_AT(EVALUATE(NULL, LE_ACTIVE, events, 1, 0, NULL, NULL), "terms");
    INVALID_AT(EVALUATE(MISALIGNED(le_terms, &terms), LE_ACTIVE, events, 1, 0, NULL, NULL), "terms");
    INVALID_AT(EVALUATE(&terms, 8, events, 1, 0, NULL, NULL), "status");
    INVALID_AT(EVALUATE(&terms, LE_STATUS_NONE, events, 1, 0, NULL, NULL), "status");
    INVALID_AT(EVALUATE(&terms, LE_ACTIVE, NULL, 1, 0, NULL, NULL), "events");
    INVALID_AT(EVALUATE(&terms, LE_ACTIVE, events, SIZE_MAX, 0, NULL, NULL), "events");
    INVALID_AT(EVALUATE(&terms, LE_ACTIVE, events, LE_EVENTS_MAX + 1, 0, NULL, NULL), "event_count");
    INVALID_AT(EVALUATE(&terms, LE_ACTIVE, MISALIGNED(le_event, events), 1, 0, NULL, NULL), "events");
    INVALID_AT(EVALUATE(&terms, LE_ACTIVE, events, 1, 20500, NULL, MISALIGNED(le_capacity, capacity)),
               "capacity");
    FAILS(EVALUATE(&terms, LE_COMPLETED, events, 1, 20500, NULL, NULL), LE_INVALID_TERMS, "status");
    FAILS(EVALUATE(&terms, LE_ACTIVE, events, 1, LE_DATE_MAX + 1, NULL, NULL), LE_DATE_OUT_OF_RANGE,
          "as_of");
    INVALID_AT(le_log_check(&terms, PARTS, LE_ACTIVE, events, 1, 2, &next, &error), "accepted");
    INVALID_AT(le_log_check(&terms, PARTS, LE_ACTIVE, events, 1, SIZE_MAX, &next, &error), "accepted");
    INVALID_AT(le_quotes(&terms, PARTS, LE_ACTIVE, events, 1, dates, 2, quotes, &error), "dates[1]");
    INVALID_AT(le_quotes(&terms, PARTS, LE_ACTIVE, events, 1, NULL, 2, quotes, &error), "dates");
    INVALID_AT(le_quotes(&terms, PARTS, LE_ACTIVE, events, 1, dates, 2, NULL, &error), "quotes");
    OK(le_quotes(&terms, PARTS, LE_ACTIVE, events, 1, NULL, 0, NULL, &error));
    OK(le_log_check(&terms, PARTS, LE_ACTIVE, NULL, 0, 0, NULL, &error));
    INVALID_AT(le_evaluate_capacity(&terms, PARTS, events, 1, NULL, &error), "capacity");
}

int main(void) {
    documented();
    kinds();
    capacities();
    stopped();
    refused_terms();
    refused_parts();
    refused_events();
    refused_arguments();
    return summary_line();
}
