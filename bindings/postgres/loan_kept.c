/* Functions over rows that a table keeps: due dates, and in minor units what is due and paid of them, four amounts a
 * row: principal, interest, fee, penalty. A kept loan is split, paid and aged without being made anew. */
#include "loan_engine_pg.h"

#include "access/htup_details.h"
#include "common/int.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"

enum { PRINCIPAL, INTEREST, FEE, PENALTY, COMPONENTS, OVERPAID = COMPONENTS };
enum { ROWS_HERE = 64 };

/* ---- in ---- */

/* The rows of a call; those of most loans lie in it. */
typedef struct {
    le_row *rows;
    size_t count;
    ArrayType *paid;
    le_row here[ROWS_HERE];
} kept;

static void raise_count(const char *name, int found, int count) {
    ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR), errmsg("%s has %d elements", name, found),
                    errhint("allowed: %d, for each due date principal, interest, fee and penalty", count)));
}

static const void *elements(ArrayType *array, const char *name, Oid type, int count) {
    int found = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    if (ARR_HASNULL(array) && array_contains_nulls(array))
        ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s has a null", name)));
    if (ARR_ELEMTYPE(array) != type || found != count) raise_count(name, found, count);
    return ARR_DATA_PTR(array);
}

/* Due dates, which may lie at any address: arrays of a few have a header of one byte, and are not copied for it. */
static const char *dates(Datum argument, int *count) {
    struct {
        int32 dimensions, data_offset;
        Oid type;
        int32 length, first;
    } head;
    struct varlena *packed = PG_DETOAST_DATUM_PACKED(argument);
    ArrayType *array;
    if (VARATT_IS_SHORT(packed) && VARSIZE_ANY_EXHDR(packed) >= sizeof head) {
        memcpy(&head, VARDATA_ANY(packed), sizeof head);
        if (head.dimensions == 1 && head.data_offset == 0 && head.type == DATEOID && head.length > 0 &&
            VARSIZE_ANY_EXHDR(packed) == sizeof head + (Size)head.length * sizeof(DateADT)) {
            *count = head.length;
            return VARDATA_ANY(packed) + sizeof head;
        }
    }
    array = DatumGetArrayTypeP(PointerGetDatum(packed));
    *count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    return elements(array, "due_dates", DATEOID, *count);
}

/* The four amounts of a row lie side by side in the order that they are kept in. */
enum { AMOUNTS = COMPONENTS * sizeof(int64_t) };
StaticAssertDecl(offsetof(le_row, interest_due) == offsetof(le_row, principal_due) + INTEREST * sizeof(int64_t) &&
                     offsetof(le_row, fee_due) == offsetof(le_row, principal_due) + FEE * sizeof(int64_t) &&
                     offsetof(le_row, penalty_due) == offsetof(le_row, principal_due) + PENALTY * sizeof(int64_t),
                 "dues of le_row");
StaticAssertDecl(offsetof(le_row, interest_paid) == offsetof(le_row, principal_paid) + INTEREST * sizeof(int64_t) &&
                     offsetof(le_row, fee_paid) == offsetof(le_row, principal_paid) + FEE * sizeof(int64_t) &&
                     offsetof(le_row, penalty_paid) == offsetof(le_row, principal_paid) + PENALTY * sizeof(int64_t),
                 "paid amounts of le_row");

/* The arguments (due_dates, dues, paid, …), the first of them `first`. What the rows may hold is the engine's to say. Of a row it looks at sequence,
 * due date and the eight amounts; the rest is not set. */
static void read_kept(FunctionCallInfo fcinfo, int first, kept *own) {
    ArrayType *dues = PG_GETARG_ARRAYTYPE_P(first + 1);
    int count;
    const char *date = dates(PG_GETARG_DATUM(first), &count);
    const int64_t *due, *paid;
    if (count > (int)(MaxArraySize / COMPONENTS)) raise_count("due_dates", count, (int)(MaxArraySize / COMPONENTS));
    own->paid = PG_GETARG_ARRAYTYPE_P(first + 2);
    own->count = (size_t)count;
    due = elements(dues, "dues", INT8OID, count * COMPONENTS);
    paid = elements(own->paid, "paid", INT8OID, count * COMPONENTS);
    own->rows = count <= ROWS_HERE ? own->here
                                   : palloc_extended(own->count * sizeof(le_row), MCXT_ALLOC_HUGE);
    for (int index = 0; index < count; index++, due += COMPONENTS, paid += COMPONENTS, date += sizeof(DateADT)) {
        le_row *row = &own->rows[index];
        DateADT day;
        memcpy(&day, date, sizeof day);
        row->sequence = index + 1;
        row->due_date = loan_day(day);
        memcpy(&row->principal_due, due, AMOUNTS);
        memcpy(&row->principal_paid, paid, AMOUNTS);
    }
}

/* The engine says what is wrong with a part of terms, in a loan that has nothing else. */
static void raise_part(const char *name, Jsonb *part) {
    StringInfoData document;
    room result;
    le_json_code code;
    char *bytes;
    initStringInfo(&document);
    appendStringInfoString(&document,
                           "{\"format\":\"loan-case/1\",\"terms\":{\"currency\":\"USD\",\"principalAmount\":\"1\","
                           "\"rate\":{\"percent\":\"0\",\"per\":\"YEAR\"},\"termCount\":1,\"termUnit\":\"DAY\","
                           "\"disbursedAt\":\"2000-01-01\"");
    loan_append(&document, name, part);
    appendStringInfoString(&document, "}}");
    bytes = loan_utf8_of(document.data);
    code = loan_run_case(bytes, strlen(bytes), &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
}

static void raise_unfit(const char *message, const char *path, const char *allowed) {
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s", message),
                    errdetail("INVALID_ARGUMENT at %s", path), errhint("allowed: %s", allowed)));
}

/* The policy of the argument, NULL without it; the one that was read last is kept, for its bytes. */
static const le_allocation_policy *policy_of(FunctionCallInfo fcinfo, int argument) {
    static char last[512];
    static size_t last_size;
    static le_allocation_policy policy;
    Jsonb *given;
    size_t size;
    if (PG_NARGS() <= argument) return NULL;
    given = PG_GETARG_JSONB_P(argument);
    size = VARSIZE(given);
    if (size == last_size && memcmp(last, given, size) == 0) return &policy;
    last_size = 0;
    if (!loan_read_allocation(given, &policy)) {
        raise_part("allocation", given);
        raise_unfit("this allocation is not read here", "allocation", "order, pastDue, due, inAdvance, across, advance");
    }
    if (policy.advance == LE_ADVANCE_CURRENT_THEN_LAST)
        raise_unfit("CURRENT_THEN_LAST looks at the first day of periods, which due dates do not say",
                    "allocation.advance", "NEXT, LAST, SPREAD; or loan_allocate");
    if (size <= sizeof last) {
        memcpy(last, given, size);
        last_size = size;
    }
    return &policy;
}

/* Applies the arguments (due_dates, dues, paid, amount, paid_at[, allocation]); gives what no row took. */
static int64_t pay(FunctionCallInfo fcinfo, int first, kept *own) {
    le_payment payment = {PG_GETARG_INT64(first + 3), loan_day(PG_GETARG_DATEADT(first + 4)), 1};
    const le_allocation_policy *policy = policy_of(fcinfo, first + 5);
    le_error error;
    int64_t overpaid = 0;
    read_kept(fcinfo, first, own);
    error.struct_size = sizeof error;
    if (le_allocate(policy, &payment, own->rows, own->count, NULL, 0, NULL, &overpaid, &error) != LE_OK)
        loan_raise_as(error.code, le_word("le_code", error.code), error.path, error.message);
    return overpaid;
}

/* ---- out ---- */

static ArrayType *array_for(int count, int width, Oid type, int size) {
    int dimensions = count == 0 ? 0 : width == 0 ? 1 : 2;
    Size bytes = ARR_OVERHEAD_NONULLS(dimensions) + (Size)count * Max(width, 1) * size;
    ArrayType *array = palloc(bytes);
    SET_VARSIZE(array, bytes);
    array->ndim = dimensions;
    array->dataoffset = 0;
    array->elemtype = type;
    if (dimensions > 0) ARR_DIMS(array)[0] = count, ARR_LBOUND(array)[0] = 1;
    if (dimensions > 1) ARR_DIMS(array)[1] = width, ARR_LBOUND(array)[1] = 1;
    return array;
}

/* loan_pay(due_dates, dues, paid, amount, paid_at[, allocation]): what is paid after a repayment, in the shape of `paid`. */
PG_FUNCTION_INFO_V1(loan_pay);
Datum loan_pay(PG_FUNCTION_ARGS) {
    kept own;
    ArrayType *result;
    int64_t *paid;
    pay(fcinfo, 0, &own);
    result = palloc(VARSIZE(own.paid));
    memcpy(result, own.paid, VARSIZE(own.paid));
    paid = (int64_t *)ARR_DATA_PTR(result);
    for (size_t index = 0; index < own.count; index++, paid += COMPONENTS)
        memcpy(paid, &own.rows[index].principal_paid, AMOUNTS);
    PG_RETURN_ARRAYTYPE_P(result);
}

/* Applies as `pay`, from the argument `first` on, and says what it paid by component, and what no row took. */
static void split(FunctionCallInfo fcinfo, int first, int64_t parts[COMPONENTS + 1]) {
    kept own;
    const int64_t *before;
    memset(parts, 0, COMPONENTS * sizeof *parts);
    parts[OVERPAID] = pay(fcinfo, first, &own);
    before = (const int64_t *)ARR_DATA_PTR(own.paid);
    /* No sum leaves the 64 bits: all are parts of one amount. */
    for (size_t index = 0; index < own.count; index++, before += COMPONENTS) {
        const int64_t *after = &own.rows[index].principal_paid;
        for (int component = 0; component < COMPONENTS; component++)
            parts[component] += after[component] - before[component];
    }
}

/* loan_split(due_dates, dues, paid, amount, paid_at[, allocation]): what a repayment pays of principal, interest, fee
 * and penalty, and what no row takes. The five are the amount. */
PG_FUNCTION_INFO_V1(loan_split);
Datum loan_split(PG_FUNCTION_ARGS) {
    ArrayType *result = array_for(COMPONENTS + 1, 0, INT8OID, sizeof(int64_t));
    int64_t parts[COMPONENTS + 1];
    split(fcinfo, 0, parts);
    memcpy(ARR_DATA_PTR(result), parts, sizeof parts);
    PG_RETURN_ARRAYTYPE_P(result);
}

/* ---- loan_collections: what many repayments pay ---- */

/* Adds to the sums of a state, five amounts, which an aggregate's own may be written to. */
static Datum added(FunctionCallInfo fcinfo, const int64_t parts[COMPONENTS + 1]) {
    ArrayType *state = AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
    int64_t *sums = (int64_t *)elements(state, "the state of loan_collections", INT8OID, COMPONENTS + 1);
    for (int component = 0; component <= COMPONENTS; component++)
        if (pg_add_s64_overflow(sums[component], parts[component], &sums[component]))
            loan_raise_as(LE_AMOUNT_OUT_OF_RANGE, le_word("le_code", LE_AMOUNT_OUT_OF_RANGE), "amount",
                          "the sums of repayments leave the 64 bits; allowed: sums within them");
    PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(loan_collections_add);
Datum loan_collections_add(PG_FUNCTION_ARGS) {
    int64_t parts[COMPONENTS + 1];
    split(fcinfo, 1, parts);
    return added(fcinfo, parts);
}

PG_FUNCTION_INFO_V1(loan_collections_combine);
Datum loan_collections_combine(PG_FUNCTION_ARGS) {
    int64_t parts[COMPONENTS + 1];
    memcpy(parts, elements(PG_GETARG_ARRAYTYPE_P(1), "the state of loan_collections", INT8OID, COMPONENTS + 1), sizeof parts);
    return added(fcinfo, parts);
}

/* loan_days_past_due(due_dates, dues, paid, as_of[, delinquency]) */
PG_FUNCTION_INFO_V1(loan_kept_days_past_due);
Datum loan_kept_days_past_due(PG_FUNCTION_ARGS) {
    kept own;
    loan policy;
    le_position position = LE_POSITION_INIT;
    le_error error = LE_ERROR_INIT;
    bool given = PG_NARGS() > 4;
    if (given && !loan_read_delinquency(PG_GETARG_JSONB_P(4), &policy)) {
        raise_part("delinquency", PG_GETARG_JSONB_P(4));
        raise_unfit("a tolerance is an amount of a currency, which kept rows do not name", "delinquency.tolerance",
                    "graceDays, daysFrom, buckets; or loan_days_past_due of terms and events");
    }
    read_kept(fcinfo, 0, &own);
    if (le_classify(given ? &policy.terms : NULL, given ? policy.parts : NULL, given ? policy.parts_size : 0, own.rows,
                    own.count, loan_day(PG_GETARG_DATEADT(3)), &position, &error) != LE_OK)
        loan_raise_as(error.code, le_word("le_code", error.code), error.path, error.message);
    PG_RETURN_INT32(position.days_past_due);
}

/* ---- loan_keep ---- */

/* An amount of a result in minor units: it is written with all digits of its currency. */
static int64_t minor_units(JsonbContainer *item, const char *name) {
    JsonbValue value;
    const char *text, *point;
    size_t length;
    int64_t amount;
    if (getKeyJsonValueFromContainer(item, name, strlen(name), &value) != NULL &&
        loan_read_text(&value, &text, &length)) {
        point = memchr(text, '.', length);
        if (le_amount_parse(text, length, point == NULL ? 0 : (int32_t)(text + length - point - 1), &amount) == LE_OK)
            return amount;
    }
    elog(ERROR, "a result of the loan engine is not of the form that is known");
}

/* Rows of a result. */
static uint32_t read_items(const asked *own, le_row **rows) {
    static const char *const names[] = {"principalDue", "interestDue", "feeDue", "penaltyDue"};
    JsonbValue items, item, date;
    JsonbIterator *iterator;
    uint32_t count = 0;
    if (!loan_find(loan_by_document(own), "schedule", "items", &items) || items.type != jbvBinary)
        elog(ERROR, "a result of the loan engine is not of the form that is known");
    *rows = palloc0(Max(JsonContainerSize(items.val.binary.data), 1) * sizeof **rows);
    iterator = JsonbIteratorInit(items.val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &item, true)) != WJB_DONE;) {
        le_row *row = &(*rows)[count];
        if (token != WJB_ELEM) continue;
        if (item.type != jbvBinary || !JsonContainerIsObject(item.val.binary.data) ||
            getKeyJsonValueFromContainer(item.val.binary.data, "dueDate", strlen("dueDate"), &date) == NULL ||
            !loan_read_date(&date, &row->due_date))
            elog(ERROR, "a result of the loan engine is not of the form that is known");
        row->principal_due = minor_units(item.val.binary.data, names[PRINCIPAL]);
        row->interest_due = minor_units(item.val.binary.data, names[INTEREST]);
        row->fee_due = minor_units(item.val.binary.data, names[FEE]);
        row->penalty_due = minor_units(item.val.binary.data, names[PENALTY]);
        count++;
    }
    return count;
}

/* The row that loan_keep gives, looked up once a query. */
static TupleDesc result_shape(FunctionCallInfo fcinfo) {
    TupleDesc shape = fcinfo->flinfo->fn_extra;
    MemoryContext before;
    if (shape != NULL) return shape;
    before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
    if (get_call_result_type(fcinfo, NULL, &shape) != TYPEFUNC_COMPOSITE || shape->natts != 3)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("a function that gives a row is called where none can be taken")));
    fcinfo->flinfo->fn_extra = shape = BlessTupleDesc(shape);
    MemoryContextSwitchTo(before);
    return shape;
}

/* loan_keep(terms): due dates, dues and paid amounts, nothing being paid yet. */
PG_FUNCTION_INFO_V1(loan_keep);
Datum loan_keep(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    ArrayType *due_dates, *dues, *paid;
    DateADT *date;
    int64_t *due;
    Datum values[3];
    bool nulls[3] = {false, false, false};
    TupleDesc shape = result_shape(fcinfo);
    uint32_t count;
    le_row *rows;
    loan read;
    int32_t as_of;
    if (!loan_structs(&own, &read, &as_of) || !loan_schedule_rows(&read, as_of, &rows, &count))
        count = read_items(&own, &rows);
    due_dates = array_for((int)count, 0, DATEOID, sizeof(DateADT));
    dues = array_for((int)count, COMPONENTS, INT8OID, sizeof(int64_t));
    paid = array_for((int)count, COMPONENTS, INT8OID, sizeof(int64_t));
    date = (DateADT *)ARR_DATA_PTR(due_dates);
    due = (int64_t *)ARR_DATA_PTR(dues);
    memset(ARR_DATA_PTR(paid), 0, count * COMPONENTS * sizeof(int64_t));
    for (uint32_t index = 0; index < count; index++, due += COMPONENTS) {
        date[index] = rows[index].due_date - DAYS_BETWEEN;
        memcpy(due, &rows[index].principal_due, AMOUNTS);
    }
    values[0] = PointerGetDatum(due_dates), values[1] = PointerGetDatum(dues), values[2] = PointerGetDatum(paid);
    return HeapTupleGetDatum(heap_form_tuple(shape, values, nulls));
}
