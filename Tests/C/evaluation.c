// le_evaluate: the examples of docs/semantics.md, and everything that it refuses.
#include "fields.h"
#include "samples.h"

typedef struct outcome {
    int32_t code;
    le_row rows[SMALL_COUNT];
    size_t row_count;
    le_allocation records[64];
    size_t record_count;
    le_statement statement;
    le_error error;
} outcome;

/// Evaluates; on failure also checks that nothing but counts and empty outputs is left behind.
static outcome evaluate(const le_terms *terms, int32_t status, const le_event *events,
                        size_t event_count, int32_t as_of) {
    outcome found;
    memset(&found, JUNK, sizeof found);
    found.statement.struct_size = sizeof found.statement;
    found.error = new_error();
    found.code = le_evaluate(terms, status, events, event_count, as_of, found.rows, SMALL_COUNT,
                             &found.row_count, found.records, COUNT(found.records),
                             &found.record_count, &found.statement, &found.error);
    SAME(found.error.code, found.code);
    if (found.code != LE_OK) {
        le_statement init = LE_STATEMENT_INIT;
        SAME_BYTES(&found.statement, &init);
        ALL_BYTES(&found.rows, JUNK);
        ALL_BYTES(&found.records, JUNK);
        SAME(found.row_count, 0);
        SAME(found.record_count, 0);
    }
    return found;
}

static le_event step(int32_t type, const char *date) {
    le_event event = {type, day(date), 0, 0, LE_ROLE_NONE};
    return event;
}

static le_event money(int64_t amount, const char *date) {
    le_event event = {LE_REPAYMENT, day(date), amount, 0, LE_ROLE_NONE};
    return event;
}

static void refuses(const le_terms *terms, int32_t status, const le_event *events, size_t count,
                    int32_t as_of, int32_t code, const char *path) {
    outcome found = evaluate(terms, status, events, count, as_of);
    CODE(found.code, code);
    TEXT(found.error.path, path);
    CHECK(found.error.message[0] != 0);
}

static void repayments(void) {
    le_terms terms = small_terms();
    le_event event = money(43000, "2026-03-20");
    outcome found = evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE);
    OK(found.code);
    SAME(found.row_count, 3);
    SAME(found.record_count, 4);
    SAME(found.records[3].event, 1);
    SAME(found.records[3].sequence, 2);
    SAME(found.records[3].component, LE_FEE);
    SAME(found.records[3].amount, 100);
    SAME(found.statement.struct_size, sizeof(le_statement));
    SAME(found.statement.status, LE_ACTIVE);
    SAME(found.statement.as_of, event.date);
    SAME(found.statement.reserved, 0);
    SAME(found.statement.overpaid, 0);
    SAME(found.statement.summary.struct_size, sizeof(le_summary));
    SAME(found.statement.summary.count, 3);
    SAME(found.statement.summary.has_installment, 0);
    SAME(found.statement.summary.totals.total, SMALL_TOTAL);
    SAME(found.statement.position.struct_size, sizeof(le_position));
    SAME(found.statement.position.outstanding.total, SMALL_TOTAL - 43000);
    SAME(found.statement.position.arrears.total, 42000);
    SAME(found.statement.position.arrears_since, day("2026-03-15"));
    SAME(found.statement.position.bucket, -1);
    SAME(found.statement.position.next_due_sequence, 2);
    SAME(found.rows[0].status, LE_ROW_PAID);
    SAME(found.rows[1].status, LE_ROW_OVERDUE);
    SAME(found.rows[1].days_past_due, 5);
    SAME(found.rows[2].status, LE_ROW_PENDING);

    // The rows and position are those of the functions for each step.
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_payment payment = {event.amount, event.date, 1};
    le_position position = LE_POSITION_INIT;
    OK(le_allocate(NULL, &payment, rows, SMALL_COUNT, NULL, 0, NULL, NULL, NULL));
    OK(le_classify(rows, SMALL_COUNT, event.date, NULL, &position, NULL));
    SAME_BYTES(&found.rows, &rows);
    SAME_BYTES(&found.statement.position, &position);

    static const struct {
        int64_t amount, overpaid;
        int32_t status;
    } cases[] = {{43000, 0, LE_ACTIVE}, {126300, 0, LE_COMPLETED}, {130000, 3700, LE_COMPLETED}};
    for (size_t index = 0; index < COUNT(cases); index++) {
        event.amount = cases[index].amount;
        found = evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE);
        SAME(found.statement.status, cases[index].status);
        SAME(found.statement.overpaid, cases[index].overpaid);
        SAME(found.statement.position.outstanding.total,
             SMALL_TOTAL - cases[index].amount + cases[index].overpaid);
    }
}

/// Repayments in order of time, reversals, dates.
static void order_of_time(void) {
    le_terms terms = small_terms();
    terms.installment_fee = 0;
    le_event events[] = {money(41600, "2026-03-15"), money(42400, "2026-02-15"),
                         step(LE_REVERSAL, "2026-03-16")};
    outcome found = evaluate(&terms, LE_ACTIVE, events, 2, LE_DATE_NONE);
    SAME(found.record_count, 4);
    SAME(found.records[0].event, 2);
    SAME(found.records[2].event, 1);
    SAME(found.records[2].sequence, 2);
    found = evaluate(&terms, LE_ACTIVE, events, 2, day("2026-02-20"));
    SAME(found.record_count, 2);
    SAME(found.statement.as_of, day("2026-02-20"));
    SAME(found.statement.position.outstanding.total, 82400);
    found = evaluate(&terms, LE_ACTIVE, events, 2, day("2026-02-01"));
    SAME(found.record_count, 0);
    SAME(found.statement.position.next_due_amount, 42400);

    events[2].reversed_event = 2; // the 416.00 then pay the first installment
    found = evaluate(&terms, LE_ACTIVE, events, 3, LE_DATE_NONE);
    SAME(found.record_count, 2);
    SAME(found.records[0].event, 1);
    SAME(found.records[1].sequence, 1);
    SAME(found.records[1].amount, 39200);

    terms.disbursed_at = day("2026-01-15"); // no events: as of the day of disbursement
    found = evaluate(&terms, LE_ACTIVE, NULL, 0, LE_DATE_NONE);
    SAME(found.statement.as_of, terms.disbursed_at);
    SAME(found.statement.position.outstanding.total, 124800);
    found = evaluate(&terms, LE_DRAFT, NULL, 0, LE_DATE_NONE); // owes nothing yet
    SAME(found.statement.position.outstanding.total, 0);
    SAME(found.statement.position.next_due_date, LE_DATE_NONE);
    SAME(found.row_count, 3);
}

static void life(void) {
    le_terms terms = small_terms();
    terms.disbursed_at = day("2026-01-15");
    le_event events[] = {step(LE_SUBMIT, "2026-01-12"), step(LE_APPROVE, "2026-01-13"),
                         step(LE_DISBURSE, "2026-01-15"), money(20000, "2026-02-20"),
                         step(LE_WRITE_OFF, "2026-06-30"), step(LE_RECOVERY, "2026-07-31")};
    events[5].amount = 25000;
    static const int32_t statuses[] = {LE_DRAFT, LE_PENDING_APPROVAL, LE_APPROVED, LE_ACTIVE,
                                       LE_ACTIVE, LE_WRITTEN_OFF, LE_WRITTEN_OFF};
    for (size_t count = 0; count <= COUNT(events); count++) {
        outcome found = evaluate(&terms, LE_DRAFT, events, count, LE_DATE_NONE);
        OK(found.code);
        SAME(found.statement.status, statuses[count]);
        SAME(found.statement.position.outstanding.total, count < 3    ? 0
                                                         : count == 3 ? SMALL_TOTAL
                                                         : count < 6  ? SMALL_TOTAL - 20000
                                                                      : SMALL_TOTAL - 45000);
    }
    events[1].role = LE_CREDIT_OFFICER;
    refuses(&terms, LE_DRAFT, events, 6, LE_DATE_NONE, LE_FORBIDDEN_ROLE, "events[1].role");
    events[1].role = LE_SUPERVISOR;
    events[2].date++;
    refuses(&terms, LE_DRAFT, events, 6, LE_DATE_NONE, LE_INVALID_EVENT, "events[2].date");
    refuses(&terms, LE_ACTIVE, events, 6, LE_DATE_NONE, LE_ILLEGAL_TRANSITION, "events[0].type");
}

/// Allocation and delinquency that the terms carry.
static void policies(void) {
    static const int32_t from_days[] = {0, 1, 30};
    le_terms terms = small_terms();
    terms.allocation = (le_allocation_policy){
        {LE_PRINCIPAL, LE_INTEREST, LE_FEE, LE_PENALTY}, LE_ACROSS_COMPONENT, 0};
    terms.bucket_from_days = from_days;
    terms.bucket_count = 3;
    le_event event = money(43000, "2026-03-20");
    outcome found = evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE);
    SAME(found.statement.position.outstanding.fee, 1500);
    SAME(found.statement.position.outstanding.interest, 4800);
    SAME(found.statement.position.outstanding.principal, 77000);
    SAME(found.statement.position.bucket, 2);
    terms.grace_days = 3;
    found = evaluate(&terms, LE_ACTIVE, NULL, 0, day("2026-02-18"));
    SAME(found.statement.position.days_past_due, 0);
    SAME(found.statement.position.bucket, 0);

    static const int32_t graces[] = {-1, LE_DAYS_MAX + 1, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(graces); index++) {
        terms.grace_days = graces[index];
        refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, "terms.delinquency.graceDays");
        size_t count; // a schedule does not look at it
        OK(le_schedule_count(&terms, &count, NULL));
    }
    terms.grace_days = 0;
    terms.bucket_count = LE_BUCKETS_MAX + 1;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, "terms.delinquency.buckets");
    terms.bucket_count = UINT32_MAX;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, "terms.delinquency.buckets");
    terms.bucket_count = 3;
    terms.bucket_from_days = NULL;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_ARGUMENT, "terms.bucket_from_days");
    terms.bucket_from_days = MISALIGNED(int32_t, &event);
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_ARGUMENT, "terms.bucket_from_days");
    int32_t bad[] = {1, 2, 3};
    terms.bucket_from_days = bad;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS,
            "terms.delinquency.buckets[0].fromDay");
    terms = small_terms();
    static const int32_t values[] = {-1, 4, 256, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(values); index++) {
        for (size_t place = 0; place < 4; place++) {
            terms.allocation.order[place] = values[index];
            char path[40];
            snprintf(path, sizeof path, "terms.allocation.order[%zu]", place);
            refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, path);
            terms.allocation.order[place] = (int32_t)place;
        }
        terms.allocation.across = values[index];
        refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, "terms.allocation.across");
        terms.allocation.across = 0;
    }
    terms.allocation.order[1] = LE_PENALTY;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_TERMS, "terms.allocation.order[1]");
    terms = small_terms();
    terms.allocation.reserved = 1;
    refuses(&terms, LE_ACTIVE, NULL, 0, 0, LE_INVALID_ARGUMENT, "terms.allocation.reserved");
}

static void refused_events(void) {
    le_terms terms = small_terms();
    static const int32_t values[] = {-2, 10, 256, 65536, INT32_MIN, INT32_MAX};
    le_event events[2] = {money(100, "2026-02-15"), money(100, "2026-02-15")};
    // A form that is wrong is seen also after the date of the statement.
    for (size_t index = 0; index < COUNT(values); index++) {
        events[1] = money(100, "2026-02-15");
        events[1].type = values[index];
        refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].type");
        events[1] = money(100, "2026-02-15");
        events[1].role = values[index] == 10 ? 3 : values[index];
        refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].role");
    }
    static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(dates); index++) {
        events[1] = money(100, "2026-02-15");
        events[1].date = dates[index];
        refuses(&terms, LE_ACTIVE, events, 2, 0, LE_DATE_OUT_OF_RANGE, "events[1].date");
        if (dates[index] != LE_DATE_NONE)
            refuses(&terms, LE_ACTIVE, events, 1, dates[index], LE_DATE_OUT_OF_RANGE, "as_of");
    }
    static const int64_t amounts[] = {0, -1, INT64_MIN};
    for (size_t index = 0; index < COUNT(amounts); index++)
        for (int32_t type = LE_SUBMIT; type < EVENT_COUNT; type++) {
            if (!HAS_AMOUNT(type)) continue;
            events[1] = money(amounts[index], "2026-02-15");
            events[1].type = type;
            refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].amount");
        }
    events[1] = money(-500, "2026-02-15"); // in the currency's digits
    static const char message[] = "-5.00 is not allowed here; ";
    outcome found = evaluate(&terms, LE_ACTIVE, events, 2, 0);
    CHECK(strncmp(found.error.message, message, strlen(message)) == 0);
    for (int32_t type = LE_SUBMIT; type < EVENT_COUNT; type++) {
        if (HAS_AMOUNT(type)) continue;
        events[1] = money(1, "2026-02-15");
        events[1].type = type;
        events[1].reversed_event = HAS_OF(type) ? 1 : 0;
        refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].amount");
    }
    static const int32_t numbers[] = {0, -1, INT32_MIN};
    for (size_t index = 0; index < COUNT(numbers); index++) {
        events[1] = step(LE_REVERSAL, "2026-02-15");
        events[1].reversed_event = numbers[index];
        refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].of");
    }
    events[1] = money(1, "2026-02-15");
    events[1].reversed_event = 1;
    refuses(&terms, LE_ACTIVE, events, 2, 0, LE_INVALID_EVENT, "events[1].of");
    static const int32_t targets[] = {2, 3, INT32_MAX}; // no earlier repayment
    for (size_t index = 0; index < COUNT(targets); index++) {
        events[1] = step(LE_REVERSAL, "2026-02-15");
        events[1].reversed_event = targets[index];
        refuses(&terms, LE_ACTIVE, events, 2, LE_DATE_NONE, LE_INVALID_EVENT, "events[1].of");
    }
    events[0] = events[1] = money(INT64_MAX, "2026-02-15"); // the second is overpaid, and does not fit
    refuses(&terms, LE_ACTIVE, events, 2, LE_DATE_NONE, LE_AMOUNT_OUT_OF_RANGE,
            "events[1].amount");
    events[0] = money(100, "2026-01-14");
    refuses(&terms, LE_ACTIVE, events, 1, LE_DATE_NONE, LE_INVALID_EVENT, "events[0].date");
    static const int32_t statuses[] = {-1, 8, 256, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(statuses); index++)
        refuses(&terms, statuses[index], events, 0, 0, LE_INVALID_ARGUMENT, "status");
    // Only events lead there.
    refuses(&terms, LE_COMPLETED, events, 0, 0, LE_INVALID_TERMS, "status");
    refuses(&terms, LE_WRITTEN_OFF, events, 0, 0, LE_INVALID_TERMS, "status");
}

int main(void) {
    repayments();
    order_of_time();
    life();
    policies();
    refused_events();
    return summary_line();
}
