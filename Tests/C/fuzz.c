// Random arguments, many of them wrong: no call crashes, money is conserved, and what fails leaves
// the rows as they were. Seed and rounds may be given.
//
//     fuzz 1 200000
#include <inttypes.h>

#include "fields.h"
#include "samples.h"

enum { ROWS = 40, RECORDS = 4 * ROWS, EVENTS = 8 };

static uint64_t state;

static int64_t below(int64_t limit) { return (int64_t)(next_random(&state) % (uint64_t)limit); }
static bool rarely(void) { return below(40) == 0; }

/// A whole number that is wild now and then.
static int64_t wide(int64_t usual) {
    static const int64_t wild[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1,
                                   INT64_MAX / 2, INT32_MIN, INT32_MAX, -1, 0, 1};
    return rarely() ? wild[below(COUNT(wild))] : usual;
}

static int32_t narrow(int64_t usual) {
    static const int32_t wild[] = {INT32_MIN, INT32_MIN + 1, INT32_MAX, -1, 0, 1, 4, 1000,
                                   LE_DATE_MIN, LE_DATE_MAX, LE_TERM_COUNT_MAX + 1};
    return rarely() ? wild[below(COUNT(wild))] : (int32_t)usual;
}

static int32_t some_date(void) { return narrow(20000 + below(1500)); }

static le_allocation_policy some_policy(void) {
    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    for (int32_t index = 3; index > 0; index--) {
        int64_t other = below(index + 1);
        int32_t kept = policy.order[index];
        policy.order[index] = policy.order[other];
        policy.order[other] = kept;
    }
    policy.across = (int32_t)below(2);
    if (rarely()) policy.order[below(4)] = narrow(below(5));
    if (rarely()) policy.across = narrow(2);
    return policy;
}

static le_terms some_terms(void) {
    static const int32_t holidays[] = {20100, 20200, 20130};
    static const int32_t buckets[] = {0, 1, 31, 91};
    static const char *const texts[] = {"100/3", "2.5", "99999999999999999999/7", "", "x", "-1"};
    le_terms terms = LE_TERMS_INIT;
    terms.currency_exponent = narrow(below(7));
    terms.principal = wide(1 + below(100000000));
    terms.rate_numerator = wide(below(60));
    terms.rate_denominator = wide(1 + below(7));
    if (rarely()) terms.rate_text = texts[below(COUNT(texts))];
    terms.rate_per = narrow(below(5));
    terms.interest_method = narrow(below(2));
    terms.amortization = narrow(below(3));
    terms.term_count = narrow(1 + below(18));
    terms.term_unit = narrow(below(3));
    terms.term_every = narrow(1 + below(4));
    terms.disbursed_at = some_date();
    if (below(4) == 0) terms.first_due_date = narrow(1 + below(50) + terms.disbursed_at);
    terms.day_count = narrow(below(12));
    terms.interest_mode = narrow(below(7));
    terms.installment_mode = narrow(below(7));
    terms.leveling = narrow(below(2));
    if (below(3) == 0) terms.interest_unit = wide(1 + below(100));
    if (below(3) == 0) terms.installment_unit = wide(1 + below(100));
    terms.flat_interest = narrow(below(2));
    terms.residual = narrow(below(3));
    if (below(4) == 0) terms.grace_principal = narrow(below(4));
    if (below(4) == 0) terms.grace_interest_free = narrow(below(4));
    if (below(4) == 0) terms.grace_capitalized = narrow(below(4));
    terms.non_working_rule = narrow(below(4));
    if (below(4) == 0) terms.balloon = wide(below(100000));
    if (below(4) == 0) terms.installment_fee = wide(below(1000));
    if (below(4) == 0) {
        terms.holidays = holidays;
        terms.holiday_count = COUNT(holidays);
        terms.non_working_weekdays = (uint32_t)below(rarely() ? 300 : 127);
    }
    terms.allocation = some_policy();
    terms.grace_days = narrow(below(10));
    if (below(2) == 0) {
        terms.bucket_from_days = buckets;
        terms.bucket_count = COUNT(buckets);
    }
    // An older header ends between fields, which all end at multiples of 8.
    if (rarely()) terms.struct_size = (uint32_t)(8 * below(sizeof terms / 8 + 1));
    if (rarely()) terms.reserved[below(2)] = (uint64_t)below(2);
    return terms;
}

static void spoil(le_row *rows, size_t count) {
    if (count == 0 || !rarely()) return;
    le_row *row = &rows[below((int64_t)count)];
    switch (below(5)) {
    case 0: row->sequence = narrow(0); break;
    case 1: row->due_date = some_date(); break;
    case 2: row->fee_due = wide(-1); break;
    case 3: row->principal_paid = wide(row->principal_due + 1); break;
    default: row->penalty_due = wide(below(1000)); break;
    }
}

/// Unsigned, for rows that nobody has checked may hold anything.
static uint64_t total_paid(const le_row *rows, size_t count) {
    uint64_t total = 0;
    for (size_t index = 0; index < count; index++)
        total += (uint64_t)rows[index].penalty_paid + (uint64_t)rows[index].fee_paid +
                 (uint64_t)rows[index].interest_paid + (uint64_t)rows[index].principal_paid;
    return total;
}

static uint64_t total_of(const le_allocation *records, size_t count) {
    uint64_t total = 0;
    for (size_t index = 0; index < count; index++) total += (uint64_t)records[index].amount;
    return total;
}

/// What is true of any schedule: the principal, and what was capitalized, comes back.
static void schedule(const le_terms *terms, le_row rows[ROWS], size_t *count) {
    le_row before[ROWS];
    memset(rows, JUNK, ROWS * sizeof *rows);
    memcpy(before, rows, sizeof before);
    le_summary summary = LE_SUMMARY_INIT;
    le_error error = new_error();
    int32_t code = le_schedule_build(terms, rows, ROWS, count, &summary, &error);
    size_t counted;
    int32_t count_code = le_schedule_count(terms, &counted, NULL);
    CHECK(count_code == code || (code == LE_BUFFER_TOO_SMALL && count_code == LE_OK));
    SAME(counted, *count);
    int64_t level;
    char ratio[512];
    le_level_payment(terms, &level, ratio, sizeof ratio, NULL, NULL);
    if (code != LE_OK) {
        SAME(error.code, code);
        CHECK(error.path[0] != 0 && error.message[0] != 0);
        SAME(memcmp(rows, before, sizeof before), 0);
        *count = 0;
        return;
    }
    uint64_t principal = 0, interest = 0;
    for (size_t index = 0; index < *count; index++) {
        CHECK(rows[index].principal_due >= 0 && rows[index].interest_due >= 0);
        SAME(rows[index].sequence, index + 1);
        principal += (uint64_t)rows[index].principal_due;
        interest += (uint64_t)rows[index].interest_due;
    }
    SAME(summary.count, *count);
    SAME(summary.totals.principal, principal);
    SAME(summary.totals.interest, interest);
    SAME(rows[*count - 1].balance_after, 0);
    if (terms->grace_capitalized == 0) SAME(principal, terms->principal);
}

/// le_allocate_many on a copy: what le_allocate does to good rows, and money is kept with any rows.
static void among_many(const le_allocation_policy *policy, const le_payment *payment,
                       const le_row *rows, size_t count) {
    le_row alone[ROWS], many[ROWS];
    memcpy(alone, rows, sizeof alone);
    memcpy(many, rows, sizeof many);
    int64_t left = 0, overpaid;
    int32_t code, alone_code = payment->amount == 0 ? LE_OK
                                                    : le_allocate(policy, payment, alone, count,
                                                                  NULL, 0, NULL, &left, NULL);
    uint64_t offsets[2] = {0, rarely() ? UINT64_MAX - (uint64_t)below(1000) : count};
    uint32_t loan = rarely() ? (uint32_t)narrow(1) : 0;
    uint32_t first = rarely() ? (uint32_t)narrow(below(ROWS)) : 0, given = first;
    int32_t result = le_allocate_many(policy, payment, 1, &loan, many, NULL, offsets, 1, &first,
                                      &overpaid, &code);
    if (result != LE_OK) {
        CHECK(result == LE_INVALID_TERMS || result == LE_INVALID_ARGUMENT);
        if (payment->amount != 0) SAME(alone_code, result);
        SAME(memcmp(many, rows, sizeof many), 0);
        return;
    }
    bool refused = loan > 0 || offsets[1] != count || given > count;
    if (refused) INVALID(code);
    if (code != LE_OK) {
        SAME(memcmp(many, rows, sizeof many), 0);
        SAME(first, given);
        SAME(overpaid, 0);
    } else {
        CHECK(first >= given && first <= count);
        uint64_t gained = total_paid(many, count) - total_paid(rows, count);
        SAME(gained + (uint64_t)overpaid, payment->amount);
    }
    if (refused || given > 0) return;
    if (alone_code == LE_OK) {
        OK(code);
        SAME(overpaid, left);
        SAME(memcmp(many, alone, sizeof many), 0);
    } else if (code != LE_OK) {
        CODE(code, alone_code);
    } else {
        SAME(alone_code, LE_INVALID_ROWS); // at a row that the payment does not reach
    }
}

static void money(le_row rows[ROWS], size_t count) {
    le_row before[ROWS], changed[ROWS];
    le_allocation records[RECORDS];
    le_payment payments[3];
    for (size_t index = 0; index < COUNT(payments); index++) {
        payments[index].amount = wide(1 + below(3000000));
        payments[index].date = index == 0 ? some_date() : narrow(payments[index - 1].date);
        payments[index].event = (int32_t)index + 1;
    }
    le_allocation_policy policy = some_policy();
    spoil(rows, count);
    memcpy(before, rows, sizeof before);
    among_many(&policy, &payments[0], rows, count);
    size_t capacity = (size_t)below(RECORDS + 1), written;
    int64_t overpaid;
    int32_t code = le_allocate(&policy, &payments[0], rows, count, records, capacity, &written,
                               &overpaid, NULL);
    if (code == LE_OK) {
        uint64_t gained = total_paid(rows, count) - total_paid(before, count);
        SAME(gained + (uint64_t)overpaid, payments[0].amount);
        SAME(total_of(records, written), gained);
        memcpy(changed, rows, sizeof changed);
        if (written > 0) {
            // A record too many spoils all of it.
            le_allocation last = records[written - 1];
            records[written - 1].amount = INT64_MAX;
            CODE(le_unallocate(records, written, rows, count, NULL), LE_INVALID_EVENT);
            SAME(memcmp(rows, changed, sizeof changed), 0);
            records[written - 1] = last;
        }
        OK(le_unallocate(records, written, rows, count, NULL));
    } else {
        SAME(overpaid, 0);
        if (code == LE_BUFFER_TOO_SMALL) CHECK(written > capacity && written <= 4 * count);
    }
    SAME(memcmp(rows, before, sizeof before), 0);

    code = le_reallocate(&policy, payments, COUNT(payments), rows, count, records, RECORDS,
                         &written, &overpaid, NULL);
    if (code == LE_OK) {
        uint64_t amount = 0;
        for (size_t index = 0; index < COUNT(payments); index++)
            amount += (uint64_t)payments[index].amount;
        SAME(total_paid(rows, count) + (uint64_t)overpaid, amount);
        SAME(total_of(records, written), total_paid(rows, count));
    } else {
        SAME(memcmp(rows, before, sizeof before), 0);
    }

    memcpy(before, rows, sizeof before);
    le_position position = LE_POSITION_INIT;
    code = le_classify(rows, count, some_date(), NULL, &position, NULL);
    if (code == LE_OK) {
        uint64_t due = 0;
        for (size_t index = 0; index < count; index++) due += (uint64_t)due_of(&rows[index]);
        SAME(position.outstanding.total, due - total_paid(rows, count));
        CHECK(position.arrears.total <= position.outstanding.total);
    } else {
        SAME(memcmp(rows, before, sizeof before), 0);
    }
}

static void whole_loan(const le_terms *terms) {
    le_event events[EVENTS];
    size_t event_count = (size_t)below(EVENTS + 1);
    uint64_t brought = 0;
    for (size_t index = 0; index < event_count; index++) {
        le_event *event = &events[index];
        event->type = narrow(below(3) ? LE_REPAYMENT : below(EVENT_COUNT));
        event->date = narrow(terms->disbursed_at + below(400));
        bool brings = HAS_AMOUNT(event->type);
        event->amount = wide(brings ? 1 + below(2000000) : 0);
        event->reversed_event = HAS_OF(event->type) ? narrow(1 + below(EVENTS)) : 0;
        event->role = narrow(below(4) - 1);
        brought += brings ? (uint64_t)event->amount : 0;
    }
    le_row rows[ROWS], before[ROWS];
    memset(rows, JUNK, sizeof rows);
    memcpy(before, rows, sizeof before);
    le_allocation records[EVENTS * RECORDS];
    size_t count, record_count;
    le_statement statement = LE_STATEMENT_INIT, empty = LE_STATEMENT_INIT;
    int32_t status = narrow(below(3) ? LE_ACTIVE : below(STATUS_COUNT));
    int32_t as_of = below(2) ? LE_DATE_NONE : some_date();
    int32_t code = le_evaluate(terms, status, events, event_count, as_of, rows, ROWS, &count,
                               records, COUNT(records), &record_count, &statement, NULL);
    if (code != LE_OK) {
        CHECK(code != LE_MALFORMED_INPUT && code != LE_INVALID_ROWS);
        SAME(memcmp(rows, before, sizeof before), 0);
        SAME_BYTES(&statement, &empty);
        return;
    }
    uint64_t kept = total_paid(rows, count) + (uint64_t)statement.overpaid;
    SAME(total_of(records, record_count), total_paid(rows, count));
    // Reversed repayments, and those after the statement's date, are not among what is kept.
    CHECK(kept <= brought);
}

int main(int count, char **arguments) {
    uint64_t seed = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint64_t rounds = count > 2 ? strtoull(arguments[2], NULL, 10) : 20000;
    uint64_t schedules = 0;
    for (uint64_t round = 0; round < rounds; round++) {
        // From the seed and the round alone, so that one round can be looked at.
        state = (seed + 1) * 6364136223846793005u + round * 2862933555777941757u;
        next_random(&state);
        unsigned long failed = checks_failed;
        le_terms terms = some_terms();
        le_row rows[ROWS];
        size_t row_count;
        schedule(&terms, rows, &row_count);
        schedules += row_count > 0;
        money(rows, row_count);
        whole_loan(&terms);
        if (checks_failed != failed) fprintf(stderr, "    in round %" PRIu64 "\n", round);
        if (checks_failed > 20) break;
    }
    printf("%" PRIu64 " schedules\n", schedules);
    CHECK(schedules > rounds / 20);
    return summary_line();
}
