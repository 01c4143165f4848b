// Rows as columns, each of exactly as many elements as there are rows.
#include "input.h"

#define EACH_COLUMN(DO)  \
    DO(sequence)         \
    DO(start_date)       \
    DO(due_date)         \
    DO(status)           \
    DO(days_past_due)    \
    DO(principal_due)    \
    DO(interest_due)     \
    DO(fee_due)          \
    DO(penalty_due)      \
    DO(balance_after)    \
    DO(principal_paid)   \
    DO(interest_paid)    \
    DO(fee_paid)         \
    DO(penalty_paid)

le_columns columns_of(size_t capacity, uint32_t chosen) {
    le_columns columns = LE_COLUMNS_INIT;
    uint32_t place = 0;
#define MAKE(field)                                                              \
    if (chosen >> place++ & 1)                                                   \
        columns.field = exact(sizeof *columns.field * capacity);
    EACH_COLUMN(MAKE)
#undef MAKE
    return columns;
}

void fill_columns(const le_columns *columns, const le_row *rows, size_t count) {
#define FILL(field) \
    if (columns->field != NULL) columns->field[index] = rows[index].field;
    for (size_t index = 0; index < count; index++) {
        EACH_COLUMN(FILL)
    }
#undef FILL
}

void check_columns(const le_columns *columns, const le_row *rows, uint64_t from, uint64_t to) {
#define CHECK(field) \
    if (columns->field != NULL) LAW(columns->field[index] == rows[index].field);
    for (uint64_t index = from; index < to; index++) {
        EACH_COLUMN(CHECK)
    }
#undef CHECK
}
