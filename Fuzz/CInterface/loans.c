// Schedules and whole loans.
#include "input.h"

/// What is true of any schedule.
static void check_rows(const le_terms *terms, const le_row *rows, size_t count) {
    LAW(count >= 1 && count <= (size_t)terms->term_count);
    uint64_t principal = 0;
    for (size_t index = 0; index < count; index++) {
        const le_row *row = &rows[index];
        LAW(row->sequence == (int32_t)index + 1 && row->reserved == 0 && row->penalty_due == 0);
        LAW(row->principal_due >= 0 && row->interest_due >= 0 && row->fee_due >= 0);
        LAW(row->balance_after >= 0);
        LAW(row->due_date > (index == 0 ? terms->disbursed_at : rows[index - 1].due_date));
        principal += (uint64_t)row->principal_due;
    }
    LAW(rows[count - 1].balance_after == 0);
    if (terms->grace_capitalized == 0) LAW(principal == (uint64_t)terms->principal);
    LAW(principal >= (uint64_t)terms->principal);
}

static void level_payment(const loan *made, int32_t code, const le_summary *summary) {
    int64_t rounded = 99;
    size_t needed = SIZE_MAX;
    int32_t level_code = le_level_payment(made->seen, &rounded, NULL, 0, &needed, NULL);
    if (level_code != LE_OK) {
        LAW(rounded == 0);
        LAW(code != LE_OK || !summary->has_installment);
        return;
    }
    // Respreading may move the payment of the rows.
    if (code == LE_OK && made->is_same_header && made->terms.leveling == LE_LEVELING_NONE)
        LAW(summary->installment == rounded);
    LAW(needed >= 2);
    char *small = EXACT(char, needed - 1), *ratio = EXACT(char, needed);
    LAW(le_level_payment(made->seen, &rounded, small, needed - 1, NULL, NULL) ==
        (needed == 1 ? LE_OK : LE_BUFFER_TOO_SMALL));
    LAW(le_level_payment(made->seen, &rounded, ratio, needed, NULL, NULL) == LE_OK);
    LAW(strlen(ratio) == needed - 1 && strspn(ratio, "-0123456789/") == needed - 1);
}

void fuzz_schedule(input *in) {
    loan made = loan_of(in);
    le_error *error = error_of(in);
    size_t count = 99, needed = 99;
    int32_t code = le_schedule_count(made.seen, &needed, error);
    check_error(error, code);
    if (error != NULL && error->struct_size < 8) return;
    LAW(code == LE_OK ? needed >= 1 && needed <= LE_TERM_COUNT_MAX : needed == 0);
    uint32_t summary_size = sizeof(le_summary);
    if (once_in(in, 8)) summary_size = (uint32_t)word_of(in, 2) % 200;
    le_summary *summary = exact(summary_size < 4 ? 4 : summary_size);
    summary->struct_size = summary_size;
    if (needed > 0) {
        // One row too few: nothing is written.
        le_row *few = EXACT(le_row, needed - 1);
        int32_t few_code = le_schedule_build(made.seen, few, needed - 1, &count, NULL, NULL);
        LAW(few_code == LE_BUFFER_TOO_SMALL && count == needed);
        for (size_t at = 0; at < (needed - 1) * sizeof *few; at++)
            LAW(((unsigned char *)few)[at] == 0xA5);
    }
    le_row *rows = EXACT(le_row, needed);
    int32_t build_code = le_schedule_build(made.seen, rows, needed, &count, summary, NULL);
    if (summary_size < 8 || summary_size > 4096) {
        LAW(build_code == LE_INVALID_ARGUMENT);
        return;
    }
    LAW(build_code == code && count == needed);
    le_summary own = LE_SUMMARY_INIT;
    LAW(le_schedule_build(made.seen, rows, needed, &count, &own, NULL) == code);
    if (code == LE_OK) {
        if (made.is_same_header) check_rows(&made.terms, rows, count);
        LAW(own.count == count && (uint64_t)own.totals.total == due_in(rows, count));
        size_t known = summary_size < sizeof own ? summary_size : sizeof own;
        if (known > 4) SAME_BYTES((char *)summary + 4, (char *)&own + 4, known - 4);
    }
    level_payment(&made, code, &own);
}

enum { MOST_EVENTS = 8 };

static size_t events_of(input *in, const le_terms *terms, le_event **events) {
    size_t count = below(in, MOST_EVENTS + 1);
    *events = EXACT(le_event, count);
    int32_t date = terms->disbursed_at;
    for (size_t index = 0; index < count; index++) {
        uint32_t shape = byte_of(in);
        date = later(date, below(in, 60));
        le_event *event = &(*events)[index];
        *event = (le_event){LE_REPAYMENT, date, 0, 0, LE_ROLE_NONE};
        if (shape & 1) event->type = narrow(in, (int32_t)below(in, EVENT_COUNT));
        if (shape & 2) event->date = narrow(in, later(date, below(in, 30)));
        if (shape & 4) event->role = narrow(in, (int32_t)below(in, 4) - 1);
        event->amount = wide(in, HAS_AMOUNT(event->type) ? 1 + amount_of(in) : 0);
        event->reversed_event =
            HAS_OF(event->type) ? narrow(in, 1 + (int32_t)below(in, MOST_EVENTS)) : 0;
    }
    return count;
}

/// A loan of repayments alone is a schedule, its repayments and a classification.
static void in_steps(const loan *made, const le_event *events, size_t event_count, int32_t as_of,
                     const le_row *rows, size_t count, const le_statement *statement) {
    le_payment *payments = EXACT(le_payment, event_count);
    for (size_t index = 0; index < event_count; index++) {
        bool in_order = index == 0 || events[index].date >= events[index - 1].date;
        if (events[index].type != LE_REPAYMENT || !in_order || events[index].date > as_of) return;
        payments[index] =
            (le_payment){events[index].amount, events[index].date, (int32_t)index + 1};
    }
    le_row *own = EXACT(le_row, count);
    size_t own_count;
    int64_t overpaid;
    const le_terms *terms = &made->terms;
    LAW(le_schedule_build(made->seen, own, count, &own_count, NULL, NULL) == LE_OK);
    LAW(le_reallocate(&terms->allocation, payments, event_count, own, count, NULL, 0, NULL, &overpaid,
                      NULL) == LE_OK);
    LAW(overpaid == statement->overpaid);
    le_delinquency_policy policy = LE_DELINQUENCY_POLICY_INIT;
    policy.grace_days = terms->grace_days;
    policy.bucket_from_days = terms->bucket_from_days;
    policy.bucket_count = terms->bucket_count;
    le_position position = LE_POSITION_INIT;
    LAW(le_classify(own, count, statement->as_of, &policy, &position, NULL) == LE_OK);
    SAME_BYTES(own, rows, count * sizeof *own);
    SAME_BYTES(&position, &statement->position, sizeof position);
}

void fuzz_evaluate(input *in) {
    loan made = loan_of(in);
    le_event *events;
    size_t event_count = events_of(in, &made.terms, &events);
    int32_t status = once_in(in, 4) ? narrow(in, (int32_t)below(in, STATUS_COUNT)) : LE_ACTIVE;
    int32_t as_of = once_in(in, 2) ? LE_DATE_NONE : date_of(in);
    size_t row_count = 0, record_count = 0;
    int32_t code = le_evaluate(made.seen, status, events, event_count, as_of, NULL, 0, &row_count,
                               NULL, 0, &record_count, NULL, NULL);
    LAW(code != LE_OK && code != LE_MALFORMED_INPUT && code != LE_INVALID_ROWS);
    if (code != LE_BUFFER_TOO_SMALL) LAW(row_count == 0 && record_count == 0);
    LAW(row_count <= LE_TERM_COUNT_MAX && record_count <= event_count * 4 * LE_TERM_COUNT_MAX);

    le_row *rows = EXACT(le_row, row_count);
    le_allocation *records = EXACT(le_allocation, record_count);
    size_t own_rows = 99, own_records = 99;
    uint32_t size = sizeof(le_statement);
    if (once_in(in, 8)) size = (uint32_t)word_of(in, 2) % 500;
    le_statement *statement = exact(size < 4 ? 4 : size);
    statement->struct_size = size;
    le_error *error = error_of(in);
    int32_t again = le_evaluate(made.seen, status, events, event_count, as_of, rows, row_count,
                                &own_rows, records, record_count, &own_records, statement, error);
    check_error(error, again);
    if (again != LE_OK || size < sizeof(le_statement)) return;
    LAW(code == LE_BUFFER_TOO_SMALL && own_rows == row_count);
    LAW(own_records == record_count);
    uint64_t recorded = 0, brought = 0;
    for (size_t index = 0; index < record_count; index++)
        recorded += (uint64_t)records[index].amount;
    for (size_t index = 0; index < event_count; index++)
        brought += (uint64_t)events[index].amount;
    LAW(recorded == paid_in(rows, row_count));
    LAW(recorded + (uint64_t)statement->overpaid <= brought);
    LAW(statement->summary.count == row_count);
    if (made.is_same_header && status == LE_ACTIVE)
        in_steps(&made, events, event_count, statement->as_of, rows, row_count, statement);
}
