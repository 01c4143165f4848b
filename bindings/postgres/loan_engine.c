/* The loan engine in PostgreSQL: what its results say as SQL, and its errors as SQLSTATE. No rule of lending is here. */
#include "loan_engine_pg.h"

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/json.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/tuplestore.h"

PG_MODULE_MAGIC;

/* Off: every call goes over documents. The results are the same; that is what the tests compare. */
static bool direct = true;

/* The words that rows have, asked of the library once. */
static const char *row_words[LE_ROW_OVERDUE + 1], *component_words[LE_PRINCIPAL + 1];

static void get_words(const char *set, const char **words, int count) {
    for (int32_t number = 0; number < count; number++) words[number] = le_word(set, number);
}

void _PG_init(void);
void _PG_init(void) {
    if (le_abi_version() != LE_ABI_VERSION || le_json_abi_version() != LE_JSON_ABI_VERSION)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("loan_engine was made for another version of its library")));
    loan_words();
    get_words("le_row_status", row_words, lengthof(row_words));
    get_words("le_component", component_words, lengthof(component_words));
    DefineCustomBoolVariable("loan_engine.direct", "Reads loans without a detour over documents where it can.",
                             "The results are the same; documents are slower.", &direct, true, PGC_USERSET, 0, NULL,
                             NULL, NULL);
#if PG_VERSION_NUM >= 150000
    MarkGUCPrefixReserved("loan_engine");
#endif
}

/* ---- errors, and being cancelled ---- */

StaticAssertDecl(sizeof(sig_atomic_t) == sizeof(int32_t), "InterruptPending is looked at as an int32_t");

/* The SQLSTATE of an error: LE and the number of its code, LE002 for INVALID_TERMS. */
static int sqlstate_of(le_json_code code) {
    return MAKE_SQLSTATE('L', 'E', '0' + code / 100 % 10, '0' + code / 10 % 10, '0' + code % 10);
}

/* jsonb has no character zero: in texts that quote one, U+FFFD stands for it. */
static void without_zeros(char *text) {
    for (; *text != 0; text++) {
        if (*text != '\\' || text[1] == 0) continue;
        text++;
        if (strncmp(text, "u0000", 5) == 0) memcpy(text, "ufffd", 5);
    }
}

static char *text_of(JsonbContainer *object, const char *key) {
    JsonbValue value;
    if (getKeyJsonValueFromContainer(object, key, strlen(key), &value) == NULL || value.type != jbvString) return NULL;
    return pnstrdup(value.val.string.val, value.val.string.len);
}

/* Message, and what is allowed as the hint. */
static void raise_as(int code, const char *word, const char *path, char *message) {
    char *allowed = strstr(message, "; allowed: ");
    if (allowed == NULL) allowed = strstr(message, "; allowed here: ");
    if (allowed != NULL) {
        *allowed = 0;
        allowed += strlen("; ");
    } else if (strncmp(message, "allowed: ", strlen("allowed: ")) == 0) {
        allowed = message;
        message = pstrdup(path);
    }
    /* Some messages are but the value that was met. */
    ereport(ERROR, (errcode(sqlstate_of(code)),
                    errmsg(strchr(message, ' ') == NULL && allowed != NULL ? "%s is not allowed here" : "%s", message),
                    errdetail("%s at %s", word, path), allowed == NULL ? 0 : errhint("%s", allowed)));
}

void loan_raise(le_json_code code, char *text) {
    JsonbValue error;
    char *path = NULL, *message = NULL, *word = NULL;
    Jsonb *document;
    without_zeros(text);
    text = pg_any_to_server(text, (int)strlen(text), PG_UTF8);
    document = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
    if (JB_ROOT_IS_OBJECT(document) && getKeyJsonValueFromContainer(&document->root, "error", 5, &error) != NULL &&
        error.type == jbvBinary && JsonContainerIsObject(error.val.binary.data)) {
        word = text_of(error.val.binary.data, "code");
        path = text_of(error.val.binary.data, "path");
        message = text_of(error.val.binary.data, "message");
    }
    if (word == NULL) word = pstrdup(le_json_code_name(code));
    if (le_json_code_number(word, strlen(word)) > 0) code = le_json_code_number(word, strlen(word));
    if (message == NULL) message = pstrdup("the loan engine refuses this");
    raise_as(code, word, path == NULL ? "$" : path, message);
    pg_unreachable();
}

/* ---- documents ---- */

/* Bytes of a text in UTF-8, which the engine reads and writes whatever the database's encoding is. */
static char *utf8_of(text *source, size_t *length) {
    char *bytes = VARDATA_ANY(source);
    int count = (int)VARSIZE_ANY_EXHDR(source);
    char *converted = pg_server_to_any(bytes, count, PG_UTF8);
    *length = converted == bytes ? (size_t)count : strlen(converted);
    return converted;
}

static text *text_from(const char *bytes, size_t length) {
    char *converted;
    if (length > MaxAllocSize - VARHDRSZ)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("the result is longer than a text may be")));
    converted = pg_any_to_server(bytes, (int)length, PG_UTF8);
    return cstring_to_text_with_len(converted, converted == bytes ? (int)length : (int)strlen(converted));
}

/* Without the end of the last line. */
static size_t length_of(const room *own) {
    return own->length > 0 && own->bytes[own->length - 1] == '\n' ? own->length - 1 : own->length;
}

/* loan_evaluate(text), loan_evaluate(json): the line that the command prints, an error in it as well. */
PG_FUNCTION_INFO_V1(loan_evaluate);
Datum loan_evaluate(PG_FUNCTION_ARGS) {
    size_t length;
    char *bytes = utf8_of(PG_GETARG_TEXT_PP(0), &length);
    room own;
    loan_run_case(bytes, length, &own);
    PG_RETURN_TEXT_P(text_from(own.bytes, length_of(&own)));
}

/* loan_document(kind, given, options, input): what a command prints. */
PG_FUNCTION_INFO_V1(loan_document);
Datum loan_document(PG_FUNCTION_ARGS) {
    char *bytes[4] = {NULL, NULL, NULL, NULL}, *kind;
    size_t lengths[4] = {0, 0, 0, 0};
    room own;
    le_json_code code;
    if (PG_ARGISNULL(0) || PG_ARGISNULL(3)) PG_RETURN_NULL();
    for (int place = 1; place < 4; place++)
        if (!PG_ARGISNULL(place)) bytes[place] = utf8_of(PG_GETARG_TEXT_PP(place), &lengths[place]);
    kind = text_to_cstring(PG_GETARG_TEXT_PP(0));
    code = loan_run(pg_server_to_any(kind, (int)strlen(kind), PG_UTF8), bytes[1], lengths[1], bytes[2], lengths[2], bytes[3],
                    lengths[3], &own);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) loan_raise(code, own.bytes);
    PG_RETURN_TEXT_P(text_from(own.bytes, length_of(&own)));
}

/* ---- a loan ---- */

static void append_jsonb(StringInfo out, const char *name, Jsonb *value) {
    appendStringInfo(out, ",\"%s\":", name);
    JsonbToCString(out, &value->root, (int)VARSIZE(value));
}

/* A day as the case format writes it; one that it has not is written all the same, and refused by the engine. */
static void append_date(StringInfo out, const char *name, DateADT date) {
    char day[MAXDATELEN + 1] = "infinity";
    if (DATE_IS_NOBEGIN(date)) {
        strcpy(day, "-infinity");
    } else if (!DATE_NOT_FINITE(date)) {
        struct pg_tm civil;
        j2date(date + POSTGRES_EPOCH_JDATE, &civil.tm_year, &civil.tm_mon, &civil.tm_mday);
        EncodeDateOnly(&civil, USE_ISO_DATES, day);
    }
    appendStringInfo(out, ",\"%s\":\"%s\"", name, day);
}

/* The arguments (terms) or (terms, events, as_of). */
typedef struct {
    Jsonb *terms, *events;
    DateADT as_of;
    bool has_as_of;
} asked;

static asked arguments(FunctionCallInfo fcinfo) {
    asked own = {PG_GETARG_JSONB_P(0), NULL, 0, false};
    if (PG_NARGS() >= 3) {
        own.events = PG_GETARG_JSONB_P(1);
        own.as_of = PG_GETARG_DATEADT(2);
        own.has_as_of = true;
    }
    return own;
}

/* The loan as a document. */
static le_json_code evaluate_document(const asked *own, room *result) {
    StringInfoData document;
    char *bytes;
    initStringInfo(&document);
    appendStringInfoString(&document, "{\"format\":\"loan-case/1\"");
    append_jsonb(&document, "terms", own->terms);
    if (own->events != NULL) append_jsonb(&document, "events", own->events);
    if (own->has_as_of) append_date(&document, "asOf", own->as_of);
    appendStringInfoChar(&document, '}');
    bytes = pg_server_to_any(document.data, document.len, PG_UTF8);
    return loan_run_case(bytes, bytes == document.data ? (size_t)document.len : strlen(bytes), result);
}

static Jsonb *jsonb_of(const room *result) {
    char *bytes = pg_any_to_server(result->bytes, (int)result->length, PG_UTF8);
    return DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(bytes)));
}

/* Its result, its error raised. */
static Jsonb *by_document(const asked *own) {
    room result;
    le_json_code code = evaluate_document(own, &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    return jsonb_of(&result);
}

/* The loan as structs, and its day; false where it is to be taken as a document. */
static bool to_structs(const asked *own, loan *read, int32_t *as_of) {
    if (!direct) return false;
    *as_of = LE_DATE_NONE;
    if (own->has_as_of) {
        if (DATE_NOT_FINITE(own->as_of)) return false;
        *as_of = own->as_of + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE);
        if (*as_of < LE_DATE_MIN || *as_of > LE_DATE_MAX) return false;
    }
    return loan_read(own->terms, own->events, read);
}

/* Rows or postings by le_evaluate, one of them NULL; false where the document is to say why not. */
static bool evaluate(const loan *read, int32_t as_of, le_row **rows, le_posting **postings, le_capacity *capacity) {
    le_code code = LE_STOPPED;
    while (code == LE_STOPPED || code == LE_BUFFER_TOO_SMALL) {
        if (code == LE_STOPPED) {
            loan_stopped();
            if (le_evaluate_capacity(&read->terms, read->parts, read->parts_size, read->events, read->event_count,
                                     capacity, NULL) != LE_OK)
                return false;
        }
        if (rows != NULL) *rows = palloc_extended(Max(capacity->rows, 1) * sizeof(le_row), MCXT_ALLOC_HUGE);
        if (postings != NULL)
            *postings = palloc_extended(Max(capacity->postings, 1) * sizeof(le_posting), MCXT_ALLOC_HUGE);
        code = le_evaluate(&read->terms, read->parts, read->parts_size, LE_ACTIVE, read->events, read->event_count,
                           as_of, rows == NULL ? NULL : *rows, postings == NULL ? NULL : *postings, capacity, NULL,
                           loan_stop(), NULL);
    }
    return code == LE_OK;
}

/* Days past due by le_evaluate_batch, which computes nothing else; false as above. */
static bool days_past_due(const loan *read, int32_t as_of, int32_t *days) {
    le_loans loans = LE_LOANS_INIT;
    le_results results = LE_RESULTS_INIT;
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    uint64_t offsets[] = {0, read->event_count};
    le_code each, code;
    loans.products = &read->terms;
    loans.product_count = 1;
    loans.parts = read->parts;
    loans.parts_size = read->parts_size;
    loans.count = 1;
    loans.events = read->events;
    loans.event_offsets = offsets;
    loans.as_of = as_of;
    positions.days_past_due = days;
    results.positions = &positions;
    results.codes = &each;
    results.stop = loan_stop();
    while ((code = le_evaluate_batch(&loans, &results)) == LE_STOPPED) {
        loan_stopped();
        results.first = 0;
    }
    return code == LE_OK && each == LE_OK;
}

/* The settlement figure; false as above. */
static bool settlement(const loan *read, int32_t as_of, le_quote *quote) {
    le_statement statement = LE_STATEMENT_INIT;
    le_code code;
    while ((code = le_evaluate(&read->terms, read->parts, read->parts_size, LE_ACTIVE, read->events,
                               read->event_count, as_of, NULL, NULL, NULL, &statement, loan_stop(), NULL)) ==
           LE_STOPPED)
        loan_stopped();
    *quote = statement.settlement;
    return code == LE_OK;
}

static bool find_value(Jsonb *result, const char *object, const char *key, JsonbValue *value) {
    JsonbValue own;
    return getKeyJsonValueFromContainer(&result->root, object, strlen(object), &own) != NULL &&
           own.type == jbvBinary && JsonContainerIsObject(own.val.binary.data) &&
           getKeyJsonValueFromContainer(own.val.binary.data, key, strlen(key), value) != NULL;
}

/* loan_direct(terms, events, as_of): whether a loan is read without a detour over documents. */
PG_FUNCTION_INFO_V1(loan_direct);
Datum loan_direct(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    int32_t as_of, days;
    loan read;
    PG_RETURN_BOOL(to_structs(&own, &read, &as_of) && days_past_due(&read, as_of, &days));
}

/* loan_statement(terms, events, as_of): the result as jsonb. */
PG_FUNCTION_INFO_V1(loan_statement);
Datum loan_statement(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    PG_RETURN_JSONB_P(by_document(&own));
}

static Datum numeric_of(int64_t amount, int32_t exponent) {
    return NumericGetDatum(int64_div_fast_to_numeric(amount, exponent));
}

/* A value of a result as a Datum of the type; amounts are texts there. False for null. */
static bool datum_of(const JsonbValue *value, Oid type, Datum *datum) {
    if (value->type == jbvNull) return false;
    switch (type) {
    case NUMERICOID:
    case DATEOID:
        if (value->type == jbvString) {
            Datum source = CStringGetDatum(pnstrdup(value->val.string.val, value->val.string.len));
            *datum = type == DATEOID ? DirectFunctionCall1(date_in, source)
                                     : DirectFunctionCall3(numeric_in, source, ObjectIdGetDatum(InvalidOid),
                                                           Int32GetDatum(-1));
            return true;
        }
        break;
    case INT4OID:
        if (value->type == jbvNumeric) {
            *datum = DirectFunctionCall1(numeric_int4, NumericGetDatum(value->val.numeric));
            return true;
        }
        break;
    case TEXTOID:
        if (value->type == jbvString) {
            *datum = PointerGetDatum(cstring_to_text_with_len(value->val.string.val, value->val.string.len));
            return true;
        }
        break;
    }
    elog(ERROR, "a result of the loan engine is not of the form that is known");
}

/* loan_days_past_due(terms, events, as_of) */
PG_FUNCTION_INFO_V1(loan_days_past_due);
Datum loan_days_past_due(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    int32_t as_of, number;
    loan read;
    JsonbValue value;
    Datum days;
    if (to_structs(&own, &read, &as_of) && days_past_due(&read, as_of, &number)) PG_RETURN_INT32(number);
    if (!find_value(by_document(&own), "arrears", "daysPastDue", &value) || !datum_of(&value, INT4OID, &days))
        PG_RETURN_NULL();
    return days;
}

/* loan_settlement(terms, events, as_of): null where there is nothing to settle. */
PG_FUNCTION_INFO_V1(loan_settlement);
Datum loan_settlement(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    int32_t as_of;
    loan read;
    le_quote quote;
    JsonbValue value;
    Datum total;
    if (to_structs(&own, &read, &as_of) && settlement(&read, as_of, &quote)) {
        if (!quote.exists) PG_RETURN_NULL();
        return numeric_of(quote.due.total, read.terms.currency_exponent);
    }
    if (!find_value(by_document(&own), "settlement", "total", &value) || !datum_of(&value, NUMERICOID, &total))
        PG_RETURN_NULL();
    return total;
}

/* loan_error(terms, events, as_of): what the others would raise, as an object; null where they raise nothing. */
PG_FUNCTION_INFO_V1(loan_error);
Datum loan_error(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    int32_t as_of;
    loan read;
    le_quote quote;
    room result;
    JsonbValue error;
    if (to_structs(&own, &read, &as_of) && settlement(&read, as_of, &quote)) PG_RETURN_NULL();
    if (evaluate_document(&own, &result) == LE_JSON_OK) PG_RETURN_NULL();
    without_zeros(result.bytes);
    if (getKeyJsonValueFromContainer(&jsonb_of(&result)->root, "error", strlen("error"), &error) == NULL)
        elog(ERROR, "an error of the loan engine is not of the form that is known");
    PG_RETURN_JSONB_P(JsonbValueToJsonb(&error));
}

/* ---- sets of rows ---- */

typedef struct {
    const char *name; /* in a result */
    Oid type;
    size_t at; /* in the struct; SIZE_MAX: dues in all, SIZE_MAX - 1: paid in all */
} column;
enum { DUES = -1, PAID = -2 };

#define ROW(member) offsetof(le_row, member)
static const column row_columns[] = {
    {"sequence", INT4OID, ROW(sequence)},
    {"startDate", DATEOID, ROW(start_date)},
    {"dueDate", DATEOID, ROW(due_date)},
    {"principalDue", NUMERICOID, ROW(principal_due)},
    {"interestDue", NUMERICOID, ROW(interest_due)},
    {"feeDue", NUMERICOID, ROW(fee_due)},
    {"penaltyDue", NUMERICOID, ROW(penalty_due)},
    {"totalDue", NUMERICOID, (size_t)DUES},
    {"balanceAfter", NUMERICOID, ROW(balance_after)},
    {"paidAmount", NUMERICOID, (size_t)PAID},
    {"principalPaid", NUMERICOID, ROW(principal_paid)},
    {"interestPaid", NUMERICOID, ROW(interest_paid)},
    {"feePaid", NUMERICOID, ROW(fee_paid)},
    {"penaltyPaid", NUMERICOID, ROW(penalty_paid)},
    {"status", TEXTOID, ROW(status)},
    {"daysPastDue", INT4OID, ROW(days_past_due)},
};
/* A schedule has those before anything is paid. */
enum { SCHEDULE_COLUMNS = 9, ROW_COLUMNS = lengthof(row_columns) };

static const column allocation_columns[] = {
    {"event", INT4OID, offsetof(le_posting, event)},
    {"sequence", INT4OID, offsetof(le_posting, sequence)},
    {"component", TEXTOID, offsetof(le_posting, component)},
    {"amount", NUMERICOID, offsetof(le_posting, amount)},
};

typedef struct {
    Tuplestorestate *store;
    TupleDesc shape;
    MemoryContext scratch;
} set;

static set set_open(FunctionCallInfo fcinfo, int columns) {
    ReturnSetInfo *result = (ReturnSetInfo *)fcinfo->resultinfo;
    set own;
    MemoryContext before;
    if (result == NULL || !IsA(result, ReturnSetInfo) || !(result->allowedModes & SFRM_Materialize) ||
        result->expectedDesc == NULL || result->expectedDesc->natts != columns)
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

static Datum column_of(const char *element, const column *own, const char *const *words, int32_t exponent) {
    const char *place = element + own->at;
    const le_row *row = (const le_row *)element;
    if (own->at == (size_t)DUES)
        return numeric_of(row->principal_due + row->interest_due + row->fee_due + row->penalty_due, exponent);
    if (own->at == (size_t)PAID)
        return numeric_of(row->principal_paid + row->interest_paid + row->fee_paid + row->penalty_paid, exponent);
    switch (own->type) {
    case NUMERICOID:
        return numeric_of(*(const int64_t *)place, exponent);
    case DATEOID:
        return DateADTGetDatum(*(const int32_t *)place - (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE));
    case TEXTOID:
        return CStringGetTextDatum(words[*(const int32_t *)place]);
    default:
        return Int32GetDatum(*(const int32_t *)place);
    }
}

static void set_add(const set *own, const char *element, const column *columns, int count, const char *const *words,
                    int32_t exponent) {
    Datum values[ROW_COLUMNS];
    bool nulls[ROW_COLUMNS] = {false};
    MemoryContext before = MemoryContextSwitchTo(own->scratch);
    for (int index = 0; index < count; index++)
        values[index] = column_of(element, &columns[index], words, exponent);
    tuplestore_putvalues(own->store, own->shape, values, nulls);
    MemoryContextSwitchTo(before);
}

/* The same of an array in a result. */
static void set_add_all(const set *own, JsonbContainer *array, const column *columns, int count) {
    JsonbIterator *iterator = JsonbIteratorInit(array);
    JsonbValue element, value;
    MemoryContext before = MemoryContextSwitchTo(own->scratch);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        Datum values[ROW_COLUMNS];
        bool nulls[ROW_COLUMNS] = {false};
        if (token != WJB_ELEM || element.type != jbvBinary) continue;
        for (int index = 0; index < count; index++)
            nulls[index] = getKeyJsonValueFromContainer(element.val.binary.data, columns[index].name,
                                                        strlen(columns[index].name), &value) == NULL ||
                           !datum_of(&value, columns[index].type, &values[index]);
        tuplestore_putvalues(own->store, own->shape, values, nulls);
    }
    MemoryContextSwitchTo(before);
}

static Datum rows_of(FunctionCallInfo fcinfo, int columns) {
    asked own = arguments(fcinfo);
    set out = set_open(fcinfo, columns);
    le_capacity capacity = {0, 0};
    le_row *rows;
    loan read;
    int32_t as_of;
    JsonbValue value;
    if (to_structs(&own, &read, &as_of) && evaluate(&read, as_of, &rows, NULL, &capacity)) {
        for (uint32_t index = 0; index < capacity.rows; index++)
            set_add(&out, (const char *)&rows[index], row_columns, columns, row_words,
                    read.terms.currency_exponent);
    } else if (find_value(by_document(&own), "schedule", "items", &value) && value.type == jbvBinary)
        set_add_all(&out, value.val.binary.data, row_columns, columns);
    MemoryContextDelete(out.scratch);
    return (Datum)0;
}

/* loan_schedule(terms): the installments before anything happens. */
PG_FUNCTION_INFO_V1(loan_schedule);
Datum loan_schedule(PG_FUNCTION_ARGS) { return rows_of(fcinfo, SCHEDULE_COLUMNS); }

/* loan_installments(terms, events, as_of): the installments as they stand. */
PG_FUNCTION_INFO_V1(loan_installments);
Datum loan_installments(PG_FUNCTION_ARGS) { return rows_of(fcinfo, ROW_COLUMNS); }

/* loan_allocate(terms, events, as_of): where the money went. */
PG_FUNCTION_INFO_V1(loan_allocate);
Datum loan_allocate(PG_FUNCTION_ARGS) {
    asked own = arguments(fcinfo);
    set out = set_open(fcinfo, lengthof(allocation_columns));
    le_capacity capacity = {0, 0};
    le_posting *postings;
    loan read;
    int32_t as_of;
    JsonbValue value;
    if (to_structs(&own, &read, &as_of) && evaluate(&read, as_of, NULL, &postings, &capacity)) {
        for (uint32_t index = 0; index < capacity.postings; index++)
            if (postings[index].kind == LE_ALLOCATED)
                set_add(&out, (const char *)&postings[index], allocation_columns, lengthof(allocation_columns),
                        component_words, read.terms.currency_exponent);
    } else if (getKeyJsonValueFromContainer(&by_document(&own)->root, "allocations", strlen("allocations"), &value) !=
                   NULL &&
               value.type == jbvBinary)
        set_add_all(&out, value.val.binary.data, allocation_columns, lengthof(allocation_columns));
    MemoryContextDelete(out.scratch);
    return (Datum)0;
}

/* ---- rows that a table keeps: due dates, and in minor units what is due and paid of them, four amounts a row ---- */

enum { COMPONENTS = 4 };

static const void *elements(ArrayType *array, const char *name, Oid type, int count) {
    if (ARR_HASNULL(array) && array_contains_nulls(array))
        ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s has a null", name)));
    if (ARR_ELEMTYPE(array) != type || ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) != count)
        ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
                        errmsg("%s has %d elements", name, ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array))),
                        errhint("allowed: %d, for each due date principal, interest, fee and penalty", count)));
    return ARR_DATA_PTR(array);
}

static void read_policy(Jsonb *allocation, le_allocation_policy *policy) {
    if (!JB_ROOT_IS_OBJECT(allocation) || JB_ROOT_COUNT(allocation) != 0) {
        if (!loan_read_allocation(allocation, policy)) {
            /* The engine says what is wrong, in a loan that has nothing else. */
            StringInfoData document;
            room result;
            le_json_code code;
            char *bytes;
            initStringInfo(&document);
            appendStringInfoString(
                &document, "{\"format\":\"loan-case/1\",\"terms\":{\"currency\":\"USD\",\"principalAmount\":\"1\","
                           "\"rate\":{\"percent\":\"0\",\"per\":\"YEAR\"},\"termCount\":1,\"termUnit\":\"DAY\","
                           "\"disbursedAt\":\"2000-01-01\"");
            append_jsonb(&document, "allocation", allocation);
            appendStringInfoString(&document, "}}");
            bytes = pg_server_to_any(document.data, document.len, PG_UTF8);
            code = loan_run_case(bytes, strlen(bytes), &result);
            if (code != LE_JSON_OK) loan_raise(code, result.bytes);
            elog(ERROR, "an allocation policy of the loan engine is not of the form that is known");
        }
        if (policy->advance == LE_ADVANCE_CURRENT_THEN_LAST)
            ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                            errmsg("CURRENT_THEN_LAST looks at the first day of periods, which due dates do not say"),
                            errdetail("INVALID_ARGUMENT at allocation.advance"),
                            errhint("allowed: NEXT, LAST, SPREAD; or loan_allocate")));
    }
}

/* loan_pay(due_dates, dues, paid, amount, paid_at, allocation): what is paid after a repayment. */
PG_FUNCTION_INFO_V1(loan_pay);
Datum loan_pay(PG_FUNCTION_ARGS) {
    ArrayType *due_dates = PG_GETARG_ARRAYTYPE_P(0), *dues = PG_GETARG_ARRAYTYPE_P(1),
              *paid = PG_GETARG_ARRAYTYPE_P_COPY(2);
    le_payment payment = {PG_GETARG_INT64(3), 0, 1};
    DateADT paid_at = PG_GETARG_DATEADT(4);
    le_allocation_policy policy = LE_ALLOCATION_POLICY_INIT;
    le_error error = LE_ERROR_INIT;
    int count = ArrayGetNItems(ARR_NDIM(due_dates), ARR_DIMS(due_dates));
    const DateADT *dates = elements(due_dates, "due_dates", DATEOID, count);
    const int64_t *due = elements(dues, "dues", INT8OID, count * COMPONENTS);
    int64_t *of = (int64_t *)elements(paid, "paid", INT8OID, count * COMPONENTS);
    le_row *rows = palloc0(Max(count, 1) * sizeof(le_row));
    if (PG_NARGS() > 5) read_policy(PG_GETARG_JSONB_P(5), &policy);
    /* Days beyond the engine's are refused by it, as none. */
    payment.date = DATE_NOT_FINITE(paid_at) ? LE_DATE_NONE : paid_at + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE);
    for (int index = 0; index < count; index++, due += COMPONENTS, of += COMPONENTS) {
        le_row *row = &rows[index];
        row->sequence = index + 1;
        row->due_date = DATE_NOT_FINITE(dates[index]) ? LE_DATE_NONE
                                                      : dates[index] + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE);
        row->principal_due = due[0], row->interest_due = due[1], row->fee_due = due[2], row->penalty_due = due[3];
        row->principal_paid = of[0], row->interest_paid = of[1], row->fee_paid = of[2], row->penalty_paid = of[3];
    }
    if (le_allocate(&policy, &payment, rows, (size_t)count, NULL, 0, NULL, NULL, &error) != LE_OK)
        raise_as(error.code, le_word("le_code", error.code), error.path, pstrdup(error.message));
    of = (int64_t *)ARR_DATA_PTR(paid);
    for (int index = 0; index < count; index++, of += COMPONENTS) {
        const le_row *row = &rows[index];
        of[0] = row->principal_paid, of[1] = row->interest_paid, of[2] = row->fee_paid, of[3] = row->penalty_paid;
    }
    PG_RETURN_ARRAYTYPE_P(paid);
}

/* ---- annual rates and positions ---- */

/* loan_apr(terms, regime[, decimals]): in percent. */
PG_FUNCTION_INFO_V1(loan_apr);
Datum loan_apr(PG_FUNCTION_ARGS) {
    Jsonb *terms = PG_GETARG_JSONB_P(0);
    StringInfoData document, options;
    room result;
    le_json_code code;
    JsonbValue value;
    Datum percent;
    char *bytes;
    initStringInfo(&document);
    initStringInfo(&options);
    appendStringInfoString(&options, "{\"regime\":");
    escape_json(&options, text_to_cstring(PG_GETARG_TEXT_PP(1)));
    if (PG_NARGS() > 2) appendStringInfo(&options, ",\"decimals\":%d", PG_GETARG_INT32(2));
    appendStringInfoChar(&options, '}');
    appendStringInfoString(&document, "{\"format\":\"loan-case/1\"");
    append_jsonb(&document, "terms", terms);
    appendStringInfoChar(&document, '}');
    bytes = pg_server_to_any(document.data, document.len, PG_UTF8);
    options.data = pg_server_to_any(options.data, options.len, PG_UTF8);
    code = loan_run("disclose", NULL, 0, options.data, strlen(options.data), bytes, strlen(bytes), &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    if (!find_value(DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(result.bytes))), "apr", "percent",
                    &value) ||
        !datum_of(&value, NUMERICOID, &percent))
        PG_RETURN_NULL();
    return percent;
}

/* loan_position(loan, terms, events, as_of, dimensions): how a loan stands, for reports and alerts. */
PG_FUNCTION_INFO_V1(loan_position);
Datum loan_position(PG_FUNCTION_ARGS) {
    StringInfoData line, options;
    room result;
    le_json_code code;
    char *bytes;
    initStringInfo(&line);
    initStringInfo(&options);
    appendStringInfoString(&line, "{\"loan\":");
    escape_json(&line, text_to_cstring(PG_GETARG_TEXT_PP(0)));
    append_jsonb(&line, "dimensions", PG_GETARG_JSONB_P(4));
    appendStringInfoString(&line, ",\"case\":{\"format\":\"loan-case/1\"");
    append_jsonb(&line, "terms", PG_GETARG_JSONB_P(1));
    append_jsonb(&line, "events", PG_GETARG_JSONB_P(2));
    appendStringInfoString(&line, "}}");
    append_date(&options, "asOf", PG_GETARG_DATEADT(3));
    options.data[0] = '{';
    appendStringInfoChar(&options, '}');
    bytes = pg_server_to_any(line.data, line.len, PG_UTF8);
    code = loan_run("positions", NULL, 0, options.data, (size_t)options.len, bytes, strlen(bytes), &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    PG_RETURN_JSONB_P(jsonb_of(&result));
}
