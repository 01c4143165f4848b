/* Functions that give rows of a loan. Each lays the rows into a tuplestore, in one go. */
#include "loan_engine_pg.h"

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

typedef struct {
    const char *name; /* in a result */
    Oid type;
    int32_t at; /* in the struct, or one of the sums below */
    word_set set; /* of texts */
} column;
enum { DUES = -1, PAID = -2, MOST_COLUMNS = 16, COMPONENTS = 4 };

#define ROW(member) offsetof(le_row, member)
static const column schedule_columns[] = {
    {"sequence", INT4OID, ROW(sequence), 0},
    {"startDate", DATEOID, ROW(start_date), 0},
    {"dueDate", DATEOID, ROW(due_date), 0},
    {"principalDue", NUMERICOID, ROW(principal_due), 0},
    {"interestDue", NUMERICOID, ROW(interest_due), 0},
    {"feeDue", NUMERICOID, ROW(fee_due), 0},
    {"totalDue", NUMERICOID, DUES, 0},
    {"balanceAfter", NUMERICOID, ROW(balance_after), 0},
};

static const column installment_columns[] = {
    {"sequence", INT4OID, ROW(sequence), 0},
    {"dueDate", DATEOID, ROW(due_date), 0},
    {"principalDue", NUMERICOID, ROW(principal_due), 0},
    {"interestDue", NUMERICOID, ROW(interest_due), 0},
    {"feeDue", NUMERICOID, ROW(fee_due), 0},
    {"penaltyDue", NUMERICOID, ROW(penalty_due), 0},
    {"paidAmount", NUMERICOID, PAID, 0},
    {"status", TEXTOID, ROW(status), SET_ROW_STATUS},
    {"daysPastDue", INT4OID, ROW(days_past_due), 0},
    {"startDate", DATEOID, ROW(start_date), 0},
    {"totalDue", NUMERICOID, DUES, 0},
    {"balanceAfter", NUMERICOID, ROW(balance_after), 0},
    {"principalPaid", NUMERICOID, ROW(principal_paid), 0},
    {"interestPaid", NUMERICOID, ROW(interest_paid), 0},
    {"feePaid", NUMERICOID, ROW(fee_paid), 0},
    {"penaltyPaid", NUMERICOID, ROW(penalty_paid), 0},
};

static const column allocation_columns[] = {
    {"event", INT4OID, offsetof(le_posting, event), 0},
    {"sequence", INT4OID, offsetof(le_posting, sequence), 0},
    {"component", TEXTOID, offsetof(le_posting, component), SET_COMPONENT},
    {"amount", NUMERICOID, offsetof(le_posting, amount), 0},
};

StaticAssertDecl(lengthof(installment_columns) <= MOST_COLUMNS, "a row has room for all columns");

/* ---- out ---- */

typedef struct {
    const column *columns;
    int count;
    int32_t exponent;
    Tuplestorestate *store;
    TupleDesc shape;
    MemoryContext scratch; /* values of rows, emptied now and then */
    int rows;
} set;

static set set_open(FunctionCallInfo fcinfo, const column *columns, int count) {
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    set own = {columns, count, 0, NULL, NULL, NULL, 0};
    MemoryContext before;
    if (result == NULL || !IsA(result, ReturnSetInfo) || !(result->allowedModes & SFRM_Materialize) ||
        result->expectedDesc == NULL || result->expectedDesc->natts != count)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("a function that gives rows is called where none can be taken")));
    before = MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
    own.store = tuplestore_begin_heap((result->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
    MemoryContextSwitchTo(before);
    own.shape = result->expectedDesc;
    result->returnMode = SFRM_Materialize;
    result->setResult = own.store;
    own.scratch = AllocSetContextCreate(CurrentMemoryContext, "loan_engine rows", ALLOCSET_DEFAULT_SIZES);
    return own;
}

static void set_put(set *own, Datum *values, bool *nulls) {
    tuplestore_putvalues(own->store, own->shape, values, nulls);
    if (++own->rows % 64 == 0) MemoryContextReset(own->scratch);
}

static int64_t sum(int64_t first, int64_t second, int64_t third, int64_t fourth) {
    if (pg_add_s64_overflow(first, second, &first) || pg_add_s64_overflow(first, third, &first) ||
        pg_add_s64_overflow(first, fourth, &first))
        elog(ERROR, "a row of the loan engine leaves the 64 bits");
    return first;
}

static Datum column_of(const char *element, const column *own, int32_t exponent) {
    const le_row *row = (const le_row *)element;
    const char *place;
    if (own->at == DUES)
        return loan_numeric(sum(row->principal_due, row->interest_due, row->fee_due, row->penalty_due), exponent);
    if (own->at == PAID)
        return loan_numeric(sum(row->principal_paid, row->interest_paid, row->fee_paid, row->penalty_paid), exponent);
    place = element + own->at;
    switch (own->type) {
    case NUMERICOID:
        return loan_numeric(*(const int64_t *)place, exponent);
    case DATEOID:
        return DateADTGetDatum(*(const int32_t *)place - DAYS_BETWEEN);
    case TEXTOID:
        return loan_word(own->set, *(const int32_t *)place);
    default:
        return Int32GetDatum(*(const int32_t *)place);
    }
}

static void set_add(set *own, const void *element) {
    Datum values[MOST_COLUMNS];
    bool nulls[MOST_COLUMNS] = {false};
    MemoryContext before = MemoryContextSwitchTo(own->scratch);
    for (int index = 0; index < own->count; index++)
        values[index] = column_of(element, &own->columns[index], own->exponent);
    set_put(own, values, nulls);
    MemoryContextSwitchTo(before);
}

/* The same of an array in a result. */
static void set_add_all(set *own, JsonbContainer *array) {
    JsonbIterator *iterator = JsonbIteratorInit(array);
    JsonbValue element, value;
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        Datum values[MOST_COLUMNS];
        bool nulls[MOST_COLUMNS] = {false};
        MemoryContext before;
        if (token != WJB_ELEM || element.type != jbvBinary || !JsonContainerIsObject(element.val.binary.data)) continue;
        before = MemoryContextSwitchTo(own->scratch);
        for (int index = 0; index < own->count; index++) {
            const char *name = own->columns[index].name;
            nulls[index] =
                getKeyJsonValueFromContainer(element.val.binary.data, name, strlen(name), &value) == NULL ||
                !loan_datum(&value, own->columns[index].type, &values[index]);
        }
        set_put(own, values, nulls);
        MemoryContextSwitchTo(before);
    }
}

static Datum set_close(set *own) {
    MemoryContextDelete(own->scratch);
    return (Datum)0;
}

/* ---- in ---- */

static void *room_for(uint32_t count, size_t size) {
    return palloc_extended(Max(count, 1) * size, MCXT_ALLOC_HUGE);
}

/* Rows or postings by le_evaluate, one of them NULL; false where the document is to say why not. */
static bool evaluate(const loan *read, int32_t as_of, le_row **rows, le_posting **postings, le_capacity *capacity) {
    le_code code;
    if (read->terms.term_count > LE_TERM_COUNT_MAX) return false;
    /* What does for most; where it does not, the engine says what it needs. */
    capacity->rows = (uint32_t)Max(read->terms.term_count, 0) + 1;
    capacity->postings = COMPONENTS * capacity->rows + (uint32_t)read->event_count;
    do {
        le_capacity asked = *capacity;
        if (rows != NULL) *rows = room_for(asked.rows, sizeof **rows);
        if (postings != NULL) *postings = room_for(asked.postings, sizeof **postings);
        code = le_evaluate(&read->terms, read->parts, read->parts_size, LE_ACTIVE, read->events, read->event_count,
                           as_of, rows == NULL ? NULL : *rows, postings == NULL ? NULL : *postings, capacity, NULL,
                           loan_stop(), NULL);
        if (code == LE_STOPPED) {
            loan_stopped();
            *capacity = asked;
        }
    } while (code == LE_STOPPED || code == LE_BUFFER_TOO_SMALL);
    return code == LE_OK;
}

/* Rows of terms that say nothing but what a schedule depends on; false as above. */
static bool schedule(const loan *read, le_row **rows, uint32_t *count) {
    le_loans loans = LE_LOANS_INIT;
    le_results results = LE_RESULTS_INIT;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    uint64_t offsets[2];
    le_code each;
    uint32_t capacity = (uint32_t)Max(read->terms.term_count, 0) + 1;
    if (read->terms.term_count > LE_TERM_COUNT_MAX) return false;
    *rows = room_for(capacity, sizeof **rows);
    le_row_columns_of(*rows, &columns);
    loans.products = &read->terms;
    loans.product_count = 1;
    loans.parts = read->parts;
    loans.parts_size = read->parts_size;
    loans.count = 1;
    results.rows = &columns;
    results.row_capacity = capacity;
    results.row_offsets = offsets;
    results.codes = &each;
    if (le_schedule_batch(&loans, &results) != LE_OK || each != LE_OK) return false;
    *count = (uint32_t)offsets[1];
    return true;
}

static bool items(const asked *own, const char *object, const char *key, JsonbValue *value) {
    Jsonb *result = loan_by_document(own);
    if (object != NULL) return loan_find(result, object, key, value) && value->type == jbvBinary;
    return JB_ROOT_IS_OBJECT(result) &&
           getKeyJsonValueFromContainer(&result->root, key, strlen(key), value) != NULL && value->type == jbvBinary;
}

static bool installments(const loan *read, int32_t as_of, le_row **rows, uint32_t *count) {
    le_capacity capacity = {0, 0};
    if (!evaluate(read, as_of, rows, NULL, &capacity)) return false;
    *count = capacity.rows;
    return true;
}

bool loan_schedule_rows(const loan *read, int32_t as_of, le_row **rows, uint32_t *count) {
    return read->serviced ? installments(read, as_of, rows, count) : schedule(read, rows, count);
}

typedef bool maker(const loan *read, int32_t as_of, le_row **rows, uint32_t *count);

static Datum rows_of(FunctionCallInfo fcinfo, const column *columns, int columns_count, maker *make) {
    asked own = loan_arguments(fcinfo);
    set out = set_open(fcinfo, columns, columns_count);
    uint32_t count;
    le_row *rows;
    loan read;
    int32_t as_of;
    JsonbValue value;
    if (loan_structs(&own, &read, &as_of) && make(&read, as_of, &rows, &count)) {
        out.exponent = read.terms.currency_exponent;
        for (uint32_t index = 0; index < count; index++) set_add(&out, &rows[index]);
    } else if (items(&own, "schedule", "items", &value))
        set_add_all(&out, value.val.binary.data);
    return set_close(&out);
}

/* loan_schedule(terms): the installments before anything happens. */
PG_FUNCTION_INFO_V1(loan_schedule);
Datum loan_schedule(PG_FUNCTION_ARGS) {
    return rows_of(fcinfo, schedule_columns, lengthof(schedule_columns), loan_schedule_rows);
}

/* loan_installments(terms, events, as_of): the installments as they stand. */
PG_FUNCTION_INFO_V1(loan_installments);
Datum loan_installments(PG_FUNCTION_ARGS) {
    return rows_of(fcinfo, installment_columns, lengthof(installment_columns), installments);
}

/* loan_allocate(terms, events, as_of): where the money went. */
PG_FUNCTION_INFO_V1(loan_allocate);
Datum loan_allocate(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    set out = set_open(fcinfo, allocation_columns, lengthof(allocation_columns));
    le_capacity capacity = {0, 0};
    le_posting *postings;
    loan read;
    int32_t as_of;
    JsonbValue value;
    if (loan_structs(&own, &read, &as_of) && evaluate(&read, as_of, NULL, &postings, &capacity)) {
        out.exponent = read.terms.currency_exponent;
        for (uint32_t index = 0; index < capacity.postings; index++)
            if (postings[index].kind == LE_ALLOCATED) set_add(&out, &postings[index]);
    } else if (items(&own, NULL, "allocations", &value))
        set_add_all(&out, value.val.binary.data);
    return set_close(&out);
}
