// Schedules and whole loans.
#include "input.h"

/// What is true of any schedule.
static void check_rows(const le_terms *terms, const le_row *rows, size_t count) {
    LAW(count >= 1 && count <= LE_TERM_COUNT_MAX + 1);
    for (size_t index = 0; index < count; index++) {
        const le_row *row = &rows[index];
        LAW(row->sequence == (int32_t)index + 1 && row->penalty_due == 0);
        LAW(row->kind == LE_ROW_INSTALLMENT || (row->kind == LE_ROW_DOWN_PAYMENT && index == 0));
        LAW(row->principal_due >= 0 && row->interest_due >= 0 && row->fee_due >= 0);
        LAW(row->balance_after >= 0);
        LAW(row->due_date >= terms->disbursed_at);
        if (index > 0) LAW(row->due_date >= rows[index - 1].due_date);
    }
    LAW(rows[count - 1].balance_after == 0);
}

static void level_payment(const loan *made, const void *parts, int32_t code,
                          const le_summary *summary) {
    int64_t rounded = 99;
    size_t needed = SIZE_MAX;
    int32_t level_code =
        le_level_payment(made->seen, parts, made->parts_size, &rounded, NULL, 0, &needed, NULL);
    if (level_code != LE_OK) {
        LAW(rounded == 0);
        return;
    }
    // Respreading may move the payment of the rows, and a stated one is not computed.
    if (code == LE_OK && made->is_same_header && made->terms.leveling == LE_LEVELING_NONE &&
        made->terms.installment_amount == 0)
        LAW(summary->installment == rounded);
    LAW(needed >= 2);
    char *small = EXACT(char, needed - 1), *ratio = EXACT(char, needed);
    LAW(le_level_payment(made->seen, parts, made->parts_size, &rounded, small, needed - 1, NULL,
                         NULL) == (needed == 1 ? LE_OK : LE_BUFFER_TOO_SMALL));
    LAW(le_level_payment(made->seen, parts, made->parts_size, &rounded, ratio, needed, NULL, NULL) ==
        LE_OK);
    LAW(strlen(ratio) == needed - 1 && strspn(ratio, "-0123456789/") == needed - 1);
}

void fuzz_schedule(input *in) {
    loan made = loan_of(in);
    const void *parts = parts_of(&made);
    le_error *error = error_of(in);
    size_t count = 99, needed = 99;
    int32_t code = le_schedule_build(made.seen, parts, made.parts_size, NULL, 0, &needed, NULL, error);
    check_error(error, code);
    if (error != NULL && error->struct_size < 16) return;
    LAW(code == LE_OK ? needed >= 1 && needed <= LE_TERM_COUNT_MAX + 1 : needed == 0);
    uint32_t summary_size = sizeof(le_summary);
    if (once_in(in, 8)) summary_size = (uint32_t)word_of(in, 2) % 200;
    le_summary *summary = exact(summary_size < 4 ? 4 : summary_size);
    summary->struct_size = summary_size;
    if (needed > 0) {
        // One row too few: nothing is written.
        le_row *few = EXACT(le_row, needed - 1);
        int32_t few_code = le_schedule_build(made.seen, parts, made.parts_size, few, needed - 1, &count,
                                             NULL, NULL);
        LAW(few_code == LE_BUFFER_TOO_SMALL && count == needed);
        for (size_t at = 0; at < (needed - 1) * sizeof *few; at++)
            LAW(((unsigned char *)few)[at] == 0xA5);
    }
    le_row *rows = EXACT(le_row, needed);
    int32_t build_code =
        le_schedule_build(made.seen, parts, made.parts_size, rows, needed, &count, summary, NULL);
    if (summary_size < 16 || summary_size > 4096) {
        LAW(build_code == LE_INVALID_ARGUMENT);
        return;
    }
    LAW(build_code == code && count == needed);
    le_summary own = LE_SUMMARY_INIT;
    LAW(le_schedule_build(made.seen, parts, made.parts_size, rows, needed, &count, &own, NULL) == code);
    if (code == LE_OK) {
        if (made.is_same_header) check_rows(&made.terms, rows, count);
        LAW(own.count == count && (uint64_t)own.totals.total == due_in(rows, count));
        size_t known = summary_size < sizeof own ? summary_size : sizeof own;
        SAME_BYTES((char *)summary + 4, (char *)&own + 4, known - 4);
    }
    level_payment(&made, parts, code, &own);
}

size_t events_of(input *in, loan *made, le_event **events) {
    size_t count = below(in, MOST_EVENTS + 1);
    *events = EXACT(le_event, count);
    int32_t date = made->terms.disbursed_at;
    for (size_t index = 0; index < count; index++) {
        uint32_t shape = byte_of(in);
        date = later(date, below(in, 60));
        le_event *event = &(*events)[index];
        memset(event, 0, sizeof *event);
        event->date = shape & 2 ? narrow(in, later(date, below(in, 30))) : date;
        event->type = LE_REPAYMENT;
        if (shape & 1) event->type = narrow(in, (int32_t)below(in, EVENT_COUNT));
        if (shape & 4) event->role = narrow(in, (int32_t)below(in, 4));
        event->amount = wide(in, HAS_AMOUNT(event->type) ? 1 + amount_of(in) : 0);
        event->of = HAS_OF(event->type) ? narrow(in, 1 + (int32_t)below(in, MOST_EVENTS)) : 0;
        switch (event->type) {
        case LE_CHARGE:
        case LE_WAIVER: event->component = narrow(in, (int32_t)below(in, 4)); break;
        case LE_RATE_CHANGE:
            event->rate = ratio_of(in, 60);
            event->rate_per = narrow(in, (int32_t)below(in, 4));
            event->keep = narrow(in, (int32_t)(shape >> 3 & 1));
            break;
        case LE_RESCHEDULE:
            event->arrears = narrow(in, (int32_t)(shape >> 3 & 1));
            new_terms_of(in, made, &event->terms);
            break;
        case LE_INTEREST_PAUSE: event->until = narrow(in, later(date, 1 + below(in, 40))); break;
        default: break;
        }
        if (once_in(in, 64)) event->terms = (uint32_t)word_of(in, 2);
    }
    return count;
}

/// What the log is checked as, and figures on dates.
static void check_log(const loan *made, const void *parts, int32_t status, const le_event *events,
                      size_t event_count, int32_t code, int32_t as_of) {
    le_loan_status next = 99;
    le_error error = LE_ERROR_INIT;
    int32_t log_code = le_log_check(made->seen, parts, made->parts_size, status, events, event_count, 0,
                                    &next, &error);
    LAW(log_code == LE_OK ? next >= LE_DRAFT && next <= LE_WRITTEN_OFF : next == LE_STATUS_NONE);
    if (code == LE_OK) LAW(log_code == LE_OK);
    LAW(error.index <= event_count);
    if (as_of == LE_DATE_NONE || code != LE_OK) return;
    le_quote *quote = EXACT(le_quote, 1);
    if (le_quotes(made->seen, parts, made->parts_size, status, events, event_count, &as_of, 1, quote,
                  NULL) == LE_OK)
        LAW(quote->date == as_of && (quote->exists || quote->due.total == 0));
}

void fuzz_evaluate(input *in) {
    loan made = loan_of(in);
    le_event *events;
    size_t event_count = events_of(in, &made, &events);
    const void *parts = parts_of(&made);
    int32_t status = once_in(in, 4) ? narrow(in, (int32_t)below(in, STATUS_COUNT)) : LE_ACTIVE;
    int32_t as_of = once_in(in, 2) ? LE_DATE_NONE : date_of(in);
    le_capacity there = {9, 9}, estimate = {9, 9};
    int32_t code = le_evaluate(made.seen, parts, made.parts_size, status, events, event_count, as_of, NULL,
                               NULL, &there, NULL, NULL, NULL);
    LAW(code != LE_MALFORMED_INPUT && code != LE_INVALID_ROWS && code < LE_OUT_OF_MEMORY);
    if (code != LE_OK) LAW(there.rows == 0 && there.postings == 0);
    int32_t estimated = le_evaluate_capacity(made.seen, parts, made.parts_size, events, event_count,
                                             &estimate, NULL);
    if (code == LE_OK) LAW(estimated == LE_OK && estimate.rows >= there.rows);

    le_row *rows = EXACT(le_row, there.rows);
    le_posting *postings = EXACT(le_posting, there.postings);
    le_capacity own = there;
    uint32_t size = sizeof(le_statement);
    if (once_in(in, 8)) size = (uint32_t)word_of(in, 2) % 800;
    le_statement *statement = exact(size < 4 ? 4 : size);
    statement->struct_size = size;
    le_error *error = error_of(in);
    int32_t again = le_evaluate(made.seen, parts, made.parts_size, status, events, event_count, as_of,
                                rows, postings, &own, statement, NULL, error);
    check_error(error, again);
    check_log(&made, parts, status, events, event_count, code, as_of);
    if (again != LE_OK || size < sizeof(le_statement)) return;
    LAW(code == LE_OK && own.rows == there.rows && own.postings == there.postings);
    LAW(statement->row_count == there.rows && statement->posting_count == there.postings);
    uint64_t allocated = 0, brought = 0;
    for (size_t index = 0; index < there.postings; index++) {
        LAW(postings[index].sequence >= 1 && (uint32_t)postings[index].sequence <= there.rows);
        if (index > 0) LAW(postings[index].date >= postings[index - 1].date);
        if (postings[index].kind == LE_ALLOCATED) allocated += (uint64_t)postings[index].amount;
    }
    for (size_t index = 0; index < event_count; index++)
        brought += (uint64_t)events[index].amount;
    LAW(allocated == paid_in(rows, there.rows));
    LAW(allocated + (uint64_t)statement->position.overpaid <= brought);
    LAW((uint64_t)statement->totals.total == due_in(rows, there.rows));
    LAW(statement->net == statement->disbursed - statement->deducted);
}
