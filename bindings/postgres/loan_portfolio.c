/* The aggregate loan_portfolio: positions gather as lines, lines become partial sums, partial sums are merged. */
#include "loan_engine_pg.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

/* Lines are folded at so many bytes; partial sums when they have doubled since they were last merged, from there on. */
enum { FOLD_AT = 1 << 20 };

typedef struct {
    char *spec; /* in UTF-8, as lines and partials are */
    Jsonb *given; /* the spec as it came; NULL in a state that came from a worker */
    StringInfoData lines, partials;
    int merge_at;
} portfolio;

static const char partial_option[] = "{\"partial\":true}";

static MemoryContext context_of(FunctionCallInfo fcinfo) {
    MemoryContext context;
    if (!AggCheckCallContext(fcinfo, &context))
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("a function of loan_portfolio is called outside of it")));
    return context;
}

static portfolio *portfolio_new(const char *spec) {
    portfolio *own = palloc(sizeof *own);
    own->spec = pstrdup(spec);
    own->given = NULL;
    initStringInfo(&own->lines);
    initStringInfo(&own->partials);
    own->merge_at = FOLD_AT;
    return own;
}

static void check(le_json_code code, room *result) {
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) loan_raise(code, result->bytes);
}

static void append_partial(portfolio *own, const room *result) {
    if (result->length > MaxAllocSize / 2)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("the sums of the report are too many")));
    appendBinaryStringInfo(&own->partials, result->bytes, (int)result->length);
}

static void merge(portfolio *own) {
    room result;
    check(loan_run("merge", NULL, 0, partial_option, strlen(partial_option), own->partials.data,
                   (size_t)own->partials.len, &result),
          &result);
    resetStringInfo(&own->partials);
    append_partial(own, &result);
    own->merge_at = own->partials.len > (int)(MaxAllocSize / 4) ? (int)(MaxAllocSize / 2) : Max(FOLD_AT, 2 * own->partials.len);
    pfree(result.bytes);
}

static void fold(portfolio *own) {
    room result;
    if (own->lines.len == 0) return;
    check(loan_run("report", own->spec, strlen(own->spec), partial_option, strlen(partial_option), own->lines.data,
                   (size_t)own->lines.len, &result),
          &result);
    resetStringInfo(&own->lines);
    append_partial(own, &result);
    pfree(result.bytes);
    if (own->partials.len > own->merge_at) merge(own);
}

static char *utf8_of_jsonb(Jsonb *value) {
    char *bytes = JsonbToCString(NULL, &value->root, (int)VARSIZE(value));
    return loan_utf8_of(bytes);
}

static Jsonb *copy_of(Jsonb *value) {
    Jsonb *copy = palloc(VARSIZE(value));
    memcpy(copy, value, VARSIZE(value));
    return copy;
}

static void raise_two_specs(void) {
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("the rows of one report have two specs"),
                    errhint("allowed: the same spec for all rows of a group")));
}

static bool is_open(const portfolio *own) { return own != NULL; }

PG_FUNCTION_INFO_V1(loan_portfolio_add);
Datum loan_portfolio_add(PG_FUNCTION_ARGS) {
    MemoryContext context = context_of(fcinfo), before;
    portfolio *own = PG_ARGISNULL(0) ? NULL : (portfolio *)PG_GETARG_POINTER(0);
    Jsonb *spec;
    char *line;
    if (PG_ARGISNULL(1) || PG_ARGISNULL(2)) {
        if (!is_open(own)) PG_RETURN_NULL();
        PG_RETURN_POINTER(own);
    }
    spec = PG_GETARG_JSONB_P(1);
    line = utf8_of_jsonb(PG_GETARG_JSONB_P(2));
    before = MemoryContextSwitchTo(context);
    if (!is_open(own)) {
        own = portfolio_new(utf8_of_jsonb(spec));
        own->given = copy_of(spec);
    } else if (own->given == NULL || VARSIZE(own->given) != VARSIZE(spec) ||
               memcmp(own->given, spec, VARSIZE(spec)) != 0) {
        if (strcmp(own->spec, utf8_of_jsonb(spec)) != 0) raise_two_specs();
        own->given = copy_of(spec);
    }
    appendStringInfoString(&own->lines, line);
    appendStringInfoChar(&own->lines, '\n');
    if (own->lines.len > FOLD_AT) fold(own);
    MemoryContextSwitchTo(before);
    PG_RETURN_POINTER(own);
}

PG_FUNCTION_INFO_V1(loan_portfolio_combine);
Datum loan_portfolio_combine(PG_FUNCTION_ARGS) {
    MemoryContext context = context_of(fcinfo), before;
    portfolio *own = PG_ARGISNULL(0) ? NULL : (portfolio *)PG_GETARG_POINTER(0);
    portfolio *other = PG_ARGISNULL(1) ? NULL : (portfolio *)PG_GETARG_POINTER(1);
    if (!is_open(other)) {
        if (!is_open(own)) PG_RETURN_NULL();
        PG_RETURN_POINTER(own);
    }
    before = MemoryContextSwitchTo(context);
    if (!is_open(own))
        own = portfolio_new(other->spec);
    else if (strcmp(own->spec, other->spec) != 0)
        raise_two_specs();
    appendBinaryStringInfo(&own->lines, other->lines.data, other->lines.len);
    appendBinaryStringInfo(&own->partials, other->partials.data, other->partials.len);
    if (own->lines.len > FOLD_AT) fold(own);
    if (own->partials.len > own->merge_at) merge(own);
    MemoryContextSwitchTo(before);
    PG_RETURN_POINTER(own);
}

/* A worker folds its own lines before it hands its state over: that is the work to be shared. */
PG_FUNCTION_INFO_V1(loan_portfolio_serialize);
Datum loan_portfolio_serialize(PG_FUNCTION_ARGS) {
    MemoryContext before = MemoryContextSwitchTo(context_of(fcinfo));
    portfolio *own = (portfolio *)PG_GETARG_POINTER(0);
    StringInfoData bytes;
    fold(own);
    MemoryContextSwitchTo(before);
    pq_begintypsend(&bytes);
    pq_sendint32(&bytes, (uint32)strlen(own->spec));
    pq_sendbytes(&bytes, own->spec, (int)strlen(own->spec));
    pq_sendint32(&bytes, (uint32)own->partials.len);
    pq_sendbytes(&bytes, own->partials.data, own->partials.len);
    PG_RETURN_BYTEA_P(pq_endtypsend(&bytes));
}

PG_FUNCTION_INFO_V1(loan_portfolio_deserialize);
Datum loan_portfolio_deserialize(PG_FUNCTION_ARGS) {
    bytea *source = PG_GETARG_BYTEA_PP(0);
    StringInfoData bytes;
    portfolio *own;
    int length;
    context_of(fcinfo);
    initStringInfo(&bytes);
    appendBinaryStringInfo(&bytes, VARDATA_ANY(source), (int)VARSIZE_ANY_EXHDR(source));
    length = (int)pq_getmsgint(&bytes, 4);
    own = portfolio_new(pnstrdup(pq_getmsgbytes(&bytes, length), (Size)length));
    length = (int)pq_getmsgint(&bytes, 4);
    appendBinaryStringInfo(&own->partials, pq_getmsgbytes(&bytes, length), length);
    pq_getmsgend(&bytes);
    PG_RETURN_POINTER(own);
}

/* The report (report-result/1); null where there was no position. */
PG_FUNCTION_INFO_V1(loan_portfolio_finish);
Datum loan_portfolio_finish(PG_FUNCTION_ARGS) {
    MemoryContext context = context_of(fcinfo), before;
    portfolio *own;
    room result;
    if (PG_ARGISNULL(0)) PG_RETURN_NULL();
    own = (portfolio *)PG_GETARG_POINTER(0);
    before = MemoryContextSwitchTo(context);
    fold(own);
    MemoryContextSwitchTo(before);
    check(loan_run("merge", NULL, 0, NULL, 0, own->partials.data, (size_t)own->partials.len, &result), &result);
    PG_RETURN_TEXT_P(loan_text(&result));
}
