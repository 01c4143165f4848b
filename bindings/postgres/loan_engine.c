/* The loan engine in PostgreSQL: documents of JSON through libloanengine-json, errors as SQLSTATE, and the state of
 * the aggregate loan_portfolio. No rule of lending is here. */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include <loan_engine_json.h>

PG_MODULE_MAGIC;

/* The SQLSTATE of an error: LE and the number of its code, LE002 for INVALID_TERMS. */
static int sqlstate_of(le_json_code code) {
    return MAKE_SQLSTATE('L', 'E', '0' + code / 100 % 10, '0' + code / 10 % 10, '0' + code % 10);
}

static char *member(JsonbContainer *own, const char *key) {
    JsonbValue value;
    if (getKeyJsonValueFromContainer(own, key, strlen(key), &value) == NULL) return NULL;
    if (value.type == jbvString) return pnstrdup(value.val.string.val, value.val.string.len);
    return NULL;
}

/* Raises the error that a document has in it: message, detail (code and path), hint (what is allowed). */
static void raise_error(le_json_code code, const char *text) {
    Jsonb *document = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
    JsonbValue error;
    char *path = NULL, *message = NULL, *word = NULL, *allowed;
    if (getKeyJsonValueFromContainer(&document->root, "error", 5, &error) != NULL && error.type == jbvBinary) {
        word = member(error.val.binary.data, "code");
        path = member(error.val.binary.data, "path");
        message = member(error.val.binary.data, "message");
    }
    if (code == LE_JSON_LINES_IN_ERROR && word != NULL && le_json_code_number(word, strlen(word)) > 0)
        code = le_json_code_number(word, strlen(word));
    if (message == NULL) message = pstrdup("the loan engine refused this");
    allowed = strstr(message, "; allowed: ");
    if (allowed != NULL) {
        *allowed = 0;
        allowed += strlen("; allowed: ");
    }
    ereport(ERROR, (errcode(sqlstate_of(code)), errmsg("%s", message),
                    errdetail("%s at %s", word == NULL ? le_json_code_name(code) : word, path == NULL ? "$" : path),
                    allowed == NULL ? 0 : errhint("allowed: %s", allowed)));
}

/* The text of a call that is asked again where its buffer was too small. */
typedef struct {
    char *bytes;
    size_t capacity, needed;
} room;

static void room_open(room *own) {
    own->capacity = 1 << 16, own->needed = 0;
    own->bytes = palloc(own->capacity + 1);
}

static void room_grow(room *own) {
    pfree(own->bytes);
    own->capacity = own->needed;
    own->bytes = MemoryContextAllocHuge(CurrentMemoryContext, own->capacity + 1);
}

static le_json_code evaluate(const char *json, size_t length, le_json_form form, room *own) {
    le_json_code code;
    room_open(own);
    while ((code = le_json_evaluate(json, length, form, own->bytes, own->capacity, &own->needed)) ==
           LE_JSON_BUFFER_TOO_SMALL)
        room_grow(own);
    own->bytes[own->needed] = 0;
    return code;
}

/* A command; a query that is cancelled stops it. */
static le_json_code document(const char *kind, const char *with, size_t with_length, const char *options,
                             size_t options_length, const char *input, size_t length, room *own) {
    le_json_code code;
    room_open(own);
    for (;;) {
        code = le_json_document(kind, with, with_length, options, options_length, input, length, own->bytes,
                                own->capacity, &own->needed, (const volatile int32_t *)&InterruptPending);
        if (code == LE_JSON_STOPPED) {
            CHECK_FOR_INTERRUPTS();
            if (!InterruptPending) continue;
            InterruptPending = false; /* held off: the call has no use for it */
            continue;
        }
        if (code != LE_JSON_BUFFER_TOO_SMALL) break;
        room_grow(own);
    }
    own->bytes[own->needed] = 0;
    return code;
}

/* loan_evaluate(text): the line that the command prints, errors in it. */
PG_FUNCTION_INFO_V1(loan_evaluate);
Datum loan_evaluate(PG_FUNCTION_ARGS) {
    text *source = PG_GETARG_TEXT_PP(0);
    room own;
    size_t length;
    evaluate(VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source), LE_JSON_LINE, &own);
    length = own.needed;
    if (length > 0 && own.bytes[length - 1] == '\n') length--;
    PG_RETURN_TEXT_P(cstring_to_text_with_len(own.bytes, length));
}

/* loan_result(text): the result as jsonb, its error raised. */
PG_FUNCTION_INFO_V1(loan_result);
Datum loan_result(PG_FUNCTION_ARGS) {
    text *source = PG_GETARG_TEXT_PP(0);
    room own;
    le_json_code code = evaluate(VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source), LE_JSON_LINE, &own);
    if (code != LE_JSON_OK) raise_error(code, own.bytes);
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(own.bytes));
}

/* loan_document(kind, given, options, input): what a command prints. */
PG_FUNCTION_INFO_V1(loan_document);
Datum loan_document(PG_FUNCTION_ARGS) {
    const char *bytes[4] = {NULL, NULL, NULL, NULL};
    size_t lengths[4] = {0, 0, 0, 0};
    char *kind;
    room own;
    le_json_code code;
    if (PG_ARGISNULL(0) || PG_ARGISNULL(3)) PG_RETURN_NULL();
    kind = text_to_cstring(PG_GETARG_TEXT_PP(0));
    for (int place = 1; place < 4; place++) {
        text *source;
        if (PG_ARGISNULL(place)) continue;
        source = PG_GETARG_TEXT_PP(place);
        bytes[place] = VARDATA_ANY(source);
        lengths[place] = VARSIZE_ANY_EXHDR(source);
    }
    code = document(kind, bytes[1], lengths[1], bytes[2], lengths[2], bytes[3], lengths[3], &own);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) raise_error(code, own.bytes);
    PG_RETURN_TEXT_P(cstring_to_text_with_len(own.bytes, own.needed));
}

/* loan_line(kind, given, options, input): the same of one line, its error raised. */
PG_FUNCTION_INFO_V1(loan_line);
Datum loan_line(PG_FUNCTION_ARGS) {
    char *kind = text_to_cstring(PG_GETARG_TEXT_PP(0));
    text *options = PG_GETARG_TEXT_PP(1), *input = PG_GETARG_TEXT_PP(2);
    room own;
    le_json_code code = document(kind, NULL, 0, VARDATA_ANY(options), VARSIZE_ANY_EXHDR(options), VARDATA_ANY(input),
                                 VARSIZE_ANY_EXHDR(input), &own);
    if (code != LE_JSON_OK) raise_error(code, own.bytes);
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(own.bytes));
}

/* ---- loan_portfolio: positions gather in lines, lines are folded into partial sums, partial sums are merged ---- */

typedef struct {
    char *spec;
    StringInfoData lines, partials;
} portfolio;

static const char partial_option[] = "{\"partial\":true}";
enum { FOLD_AT = 4 << 20 };

static portfolio *portfolio_new(const char *spec) {
    portfolio *own = palloc(sizeof *own);
    own->spec = pstrdup(spec);
    initStringInfo(&own->lines);
    initStringInfo(&own->partials);
    return own;
}

static void portfolio_merge(portfolio *own) {
    room result;
    le_json_code code = document("merge", NULL, 0, partial_option, strlen(partial_option), own->partials.data,
                                 own->partials.len, &result);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) raise_error(code, result.bytes);
    resetStringInfo(&own->partials);
    appendBinaryStringInfo(&own->partials, result.bytes, result.needed);
    pfree(result.bytes);
}

static void portfolio_fold(portfolio *own) {
    room result;
    le_json_code code = document("report", own->spec, strlen(own->spec), partial_option, strlen(partial_option),
                                 own->lines.data, own->lines.len, &result);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) raise_error(code, result.bytes);
    resetStringInfo(&own->lines);
    appendBinaryStringInfo(&own->partials, result.bytes, result.needed);
    pfree(result.bytes);
    if (own->partials.len > FOLD_AT) portfolio_merge(own);
}

static MemoryContext aggregate_context(FunctionCallInfo fcinfo) {
    MemoryContext context;
    if (!AggCheckCallContext(fcinfo, &context)) elog(ERROR, "a function of loan_portfolio, called outside an aggregate");
    return context;
}

PG_FUNCTION_INFO_V1(loan_portfolio_add);
Datum loan_portfolio_add(PG_FUNCTION_ARGS) {
    MemoryContext context = aggregate_context(fcinfo), before;
    portfolio *own = PG_ARGISNULL(0) ? NULL : (portfolio *)PG_GETARG_POINTER(0);
    char *line;
    if (PG_ARGISNULL(1) || PG_ARGISNULL(2)) {
        if (own == NULL) PG_RETURN_NULL();
        PG_RETURN_POINTER(own);
    }
    line = JsonbToCString(NULL, &PG_GETARG_JSONB_P(2)->root, VARSIZE(PG_GETARG_JSONB_P(2)));
    before = MemoryContextSwitchTo(context);
    if (own == NULL) {
        Jsonb *spec = PG_GETARG_JSONB_P(1);
        own = portfolio_new(JsonbToCString(NULL, &spec->root, VARSIZE(spec)));
    }
    appendStringInfoString(&own->lines, line);
    appendStringInfoChar(&own->lines, '\n');
    if (own->lines.len > FOLD_AT) portfolio_fold(own);
    MemoryContextSwitchTo(before);
    PG_RETURN_POINTER(own);
}

PG_FUNCTION_INFO_V1(loan_portfolio_combine);
Datum loan_portfolio_combine(PG_FUNCTION_ARGS) {
    MemoryContext context = aggregate_context(fcinfo), before;
    portfolio *own = PG_ARGISNULL(0) ? NULL : (portfolio *)PG_GETARG_POINTER(0);
    portfolio *other = PG_ARGISNULL(1) ? NULL : (portfolio *)PG_GETARG_POINTER(1);
    if (other == NULL) {
        if (own == NULL) PG_RETURN_NULL();
        PG_RETURN_POINTER(own);
    }
    before = MemoryContextSwitchTo(context);
    if (own == NULL) own = portfolio_new(other->spec);
    appendBinaryStringInfo(&own->lines, other->lines.data, other->lines.len);
    appendBinaryStringInfo(&own->partials, other->partials.data, other->partials.len);
    if (own->lines.len > FOLD_AT) portfolio_fold(own);
    MemoryContextSwitchTo(before);
    PG_RETURN_POINTER(own);
}

PG_FUNCTION_INFO_V1(loan_portfolio_serialize);
Datum loan_portfolio_serialize(PG_FUNCTION_ARGS) {
    portfolio *own;
    StringInfoData bytes;
    aggregate_context(fcinfo);
    own = (portfolio *)PG_GETARG_POINTER(0);
    pq_begintypsend(&bytes);
    pq_sendint32(&bytes, strlen(own->spec));
    pq_sendbytes(&bytes, own->spec, strlen(own->spec));
    pq_sendint32(&bytes, own->lines.len);
    pq_sendbytes(&bytes, own->lines.data, own->lines.len);
    pq_sendint32(&bytes, own->partials.len);
    pq_sendbytes(&bytes, own->partials.data, own->partials.len);
    PG_RETURN_BYTEA_P(pq_endtypsend(&bytes));
}

PG_FUNCTION_INFO_V1(loan_portfolio_deserialize);
Datum loan_portfolio_deserialize(PG_FUNCTION_ARGS) {
    bytea *source = PG_GETARG_BYTEA_PP(0);
    StringInfoData bytes;
    portfolio *own;
    int length;
    aggregate_context(fcinfo);
    initStringInfo(&bytes);
    appendBinaryStringInfo(&bytes, VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source));
    length = pq_getmsgint(&bytes, 4);
    own = portfolio_new(pnstrdup(pq_getmsgbytes(&bytes, length), length));
    length = pq_getmsgint(&bytes, 4);
    appendBinaryStringInfo(&own->lines, pq_getmsgbytes(&bytes, length), length);
    length = pq_getmsgint(&bytes, 4);
    appendBinaryStringInfo(&own->partials, pq_getmsgbytes(&bytes, length), length);
    pq_getmsgend(&bytes);
    PG_RETURN_POINTER(own);
}

/* The report; null where there was no position. */
PG_FUNCTION_INFO_V1(loan_portfolio_finish);
Datum loan_portfolio_finish(PG_FUNCTION_ARGS) {
    portfolio *own;
    room result;
    le_json_code code;
    MemoryContext context = aggregate_context(fcinfo), before;
    if (PG_ARGISNULL(0)) PG_RETURN_NULL();
    own = (portfolio *)PG_GETARG_POINTER(0);
    before = MemoryContextSwitchTo(context);
    if (own->lines.len > 0) portfolio_fold(own);
    MemoryContextSwitchTo(before);
    code = document("merge", NULL, 0, NULL, 0, own->partials.data, own->partials.len, &result);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) raise_error(code, result.bytes);
    PG_RETURN_TEXT_P(cstring_to_text_with_len(result.bytes, result.needed));
}
