// Rows as columns, each of exactly as many elements as there are rows.
#include "input.h"

le_columns columns_of(size_t capacity, uint32_t chosen) {
    le_columns columns = LE_COLUMNS_INIT;
    uint32_t place = 0;
#define MAKE(type, field)                                                        \
    if (chosen >> place++ & 1)                                                   \
        columns.field = exact(sizeof *columns.field * capacity);
    EACH_COLUMN(MAKE)
#undef MAKE
    return columns;
}

void fill_columns(const le_columns *columns, const le_row *rows, size_t count) {
#define FILL(type, field) \
    if (columns->field != NULL) columns->field[index] = rows[index].field;
    for (size_t index = 0; index < count; index++) {
        EACH_ROW_COLUMN(FILL)
    }
#undef FILL
}

void check_columns(const le_columns *columns, const le_row *rows, uint64_t from, uint64_t to) {
#define CHECK(type, field) \
    if (columns->field != NULL) LAW(columns->field[index] == rows[index].field);
    for (uint64_t index = from; index < to; index++) {
        EACH_ROW_COLUMN(CHECK)
    }
#undef CHECK
}
