// le_evaluate: memory too small, NULL, misaligned, counts; and many events.
#include "samples.h"

static void capacities(void) {
    le_terms terms = small_terms();
    le_event event = {LE_REPAYMENT, day("2026-03-20"), 43000, 0, LE_ROLE_NONE};
    for (size_t row_capacity = 0; row_capacity <= 3; row_capacity++)
        for (size_t capacity = 0; capacity <= 4; capacity++) {
            if (row_capacity == 3 && capacity == 4) continue;
            le_row rows[3];
            le_allocation records[4];
            memset(rows, JUNK, sizeof rows);
            memset(records, JUNK, sizeof records);
            size_t count = 77, record_count = 77;
            le_statement statement, init = LE_STATEMENT_INIT;
            memset(&statement, JUNK, sizeof statement);
            statement.struct_size = sizeof statement;
            le_error error;
            FAILS(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, row_capacity,
                              &count, records, capacity, &record_count, &statement, &error),
                  LE_BUFFER_TOO_SMALL, row_capacity < 3 ? "rows" : "allocations");
            SAME(count, 3);
            SAME(record_count, 4);
            ALL_BYTES(&rows, JUNK);
            ALL_BYTES(&records, JUNK);
            SAME_BYTES(&statement, &init);
        }
    le_row rows[4];
    le_allocation records[5];
    memset(rows, JUNK, sizeof rows);
    memset(records, JUNK, sizeof records);
    size_t count = 77, record_count = 77;
    OK(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, 4, &count, records, 5,
                   &record_count, NULL, NULL));
    ALL_BYTES(&rows[3], JUNK); // nothing behind what there is
    ALL_BYTES(&records[4], JUNK);
    record_count = 77; // no records: their number all the same
    OK(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, 4, &count, NULL, 0,
                   &record_count, NULL, NULL));
    SAME(record_count, 4);
    OK(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, rows, 4, &count, NULL, 0, NULL,
                   NULL, NULL));
    le_error error;
    FAILS(le_evaluate(&terms, LE_ACTIVE, &event, 1, LE_DATE_NONE, NULL, 0, &count, NULL, 0,
                      &record_count, NULL, &error),
          LE_BUFFER_TOO_SMALL, "rows");
    SAME(count, 3);
}

static void arguments(void) {
    le_terms terms = small_terms();
    le_event events[3] = {{LE_REPAYMENT, day("2026-03-20"), 1, 0, LE_ROLE_NONE}};
    le_row rows[4];
    memset(rows, JUNK, sizeof rows);
    le_allocation records[5];
    size_t count = 77, record_count = 77, sizes[2];
    le_statement statements[2] = {LE_STATEMENT_INIT, LE_STATEMENT_INIT};
    le_error error, errors[2];
#define REFUSED(terms, events, event_count, rows, row_capacity, count, records, capacity, \
                record_count, statement, path) \
    FAILS(le_evaluate(terms, LE_ACTIVE, events, event_count, LE_DATE_NONE, rows, row_capacity, \
                      count, records, capacity, record_count, statement, &error), \
          LE_INVALID_ARGUMENT, path)
    REFUSED(NULL, events, 1, rows, 3, &count, records, 4, &record_count, statements, "terms");
    SAME(count, 0);
    SAME(record_count, 0);
    REFUSED(MISALIGNED(le_terms, &terms), events, 1, rows, 3, &count, records, 4, &record_count,
            statements, "terms");
    REFUSED(&terms, NULL, 1, rows, 3, &count, records, 4, &record_count, statements, "events");
    REFUSED(&terms, MISALIGNED(le_event, events), 1, rows, 3, &count, records, 4, &record_count,
            statements, "events");
    REFUSED(&terms, events, SIZE_MAX, rows, 3, &count, records, 4, &record_count, statements,
            "events");
    REFUSED(&terms, events, 1, NULL, 3, &count, records, 4, &record_count, statements, "rows");
    REFUSED(&terms, events, 1, MISALIGNED(le_row, rows), 3, &count, records, 4, &record_count,
            statements, "rows");
    REFUSED(&terms, events, 1, rows, SIZE_MAX, &count, records, 4, &record_count, statements,
            "rows");
    REFUSED(&terms, events, 1, rows, 3, NULL, records, 4, &record_count, statements, "row_count");
    REFUSED(&terms, events, 1, rows, 3, MISALIGNED(size_t, sizes), records, 4, &record_count,
            statements, "row_count");
    REFUSED(&terms, events, 1, rows, 3, &count, NULL, 4, &record_count, statements,
            "allocations");
    REFUSED(&terms, events, 1, rows, 3, &count, MISALIGNED(le_allocation, records), 4,
            &record_count, statements, "allocations");
    REFUSED(&terms, events, 1, rows, 3, &count, records, SIZE_MAX, &record_count, statements,
            "allocations");
    REFUSED(&terms, events, 1, rows, 3, &count, records, 4, MISALIGNED(size_t, sizes), statements,
            "allocation_count");
    REFUSED(&terms, events, 1, rows, 3, &count, records, 4, &record_count,
            MISALIGNED(le_statement, statements), "statement");
    INVALID(le_evaluate(&terms, LE_ACTIVE, events, 1, LE_DATE_NONE, rows, 3, &count, records, 4,
                        &record_count, statements, MISALIGNED(le_error, errors)));
    REFUSED(&terms, events, LE_EVENTS_MAX + 1, rows, 3, &count, records, 4, &record_count,
            statements, "event_count");
    ALL_BYTES(&rows, JUNK);
}

/// Ten thousand repayments of one minor unit, then all of them reversed.
static void many_events(void) {
    enum { MANY = 10000 };
    le_event *events = calloc(2 * MANY, sizeof *events);
    le_allocation *records = calloc(2 * MANY, sizeof *records);
    if (events == NULL || records == NULL) abort();
    le_terms terms = small_terms();
    for (int32_t index = 0; index < MANY; index++) {
        events[index] = (le_event){LE_REPAYMENT, day("2026-02-01"), 1, 0, LE_ROLE_NONE};
        events[MANY + index] =
            (le_event){LE_REVERSAL, day("2026-02-02"), 0, MANY - index, LE_ROLE_NONE};
    }
    le_row rows[3];
    size_t count, record_count;
    le_statement statement = LE_STATEMENT_INIT;
    OK(le_evaluate(&terms, LE_ACTIVE, events, MANY, LE_DATE_NONE, rows, 3, &count, records,
                   2 * MANY, &record_count, &statement, NULL));
    SAME(record_count, MANY);
    SAME(records[MANY - 1].event, MANY);
    SAME(statement.position.outstanding.total, SMALL_TOTAL - MANY);
    OK(le_evaluate(&terms, LE_ACTIVE, events, 2 * MANY, LE_DATE_NONE, rows, 3, &count, records,
                   2 * MANY, &record_count, &statement, NULL));
    SAME(record_count, 0);
    SAME(statement.position.outstanding.total, SMALL_TOTAL);
    free(events);
    free(records);
}

int main(void) {
    capacities();
    arguments();
    many_events();
    return summary_line();
}
