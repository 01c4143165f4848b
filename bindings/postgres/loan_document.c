/* Functions over documents: cases, what commands print, annual rates, positions. */
#include "loan_engine_pg.h"

#include "catalog/pg_type.h"
#include "utils/json.h"

/* loan_evaluate(text), loan_evaluate(json): the line that the command prints, an error in it as well. */
PG_FUNCTION_INFO_V1(loan_evaluate);
Datum loan_evaluate(PG_FUNCTION_ARGS) {
    size_t length;
    char *bytes = loan_utf8(PG_GETARG_TEXT_PP(0), &length);
    room own;
    loan_run_case(bytes, length, &own);
    PG_RETURN_TEXT_P(loan_text(&own));
}

/* loan_result(text): the result as jsonb, its error raised. */
PG_FUNCTION_INFO_V1(loan_result);
Datum loan_result(PG_FUNCTION_ARGS) {
    size_t length;
    char *bytes = loan_utf8(PG_GETARG_TEXT_PP(0), &length);
    room own;
    le_json_code code = loan_run_case(bytes, length, &own);
    if (code != LE_JSON_OK) loan_raise(code, own.bytes);
    PG_RETURN_JSONB_P(loan_jsonb(&own));
}

static le_json_code run_document(text *kind, text *with, text *options, text *input, room *own) {
    text *given[] = {with, options, input};
    char *bytes[] = {NULL, NULL, NULL};
    size_t lengths[] = {0, 0, 0};
    for (int place = 0; place < 3; place++)
        if (given[place] != NULL) bytes[place] = loan_utf8(given[place], &lengths[place]);
    return loan_run(loan_utf8_of(text_to_cstring(kind)), bytes[0], lengths[0], bytes[1], lengths[1], bytes[2],
                    lengths[2], own);
}

/* loan_document(kind, given, options, input): what a command prints. */
PG_FUNCTION_INFO_V1(loan_document);
Datum loan_document(PG_FUNCTION_ARGS) {
    room own;
    le_json_code code;
    if (PG_ARGISNULL(0) || PG_ARGISNULL(3)) PG_RETURN_NULL();
    code = run_document(PG_GETARG_TEXT_PP(0), PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1),
                        PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2), PG_GETARG_TEXT_PP(3), &own);
    if (code != LE_JSON_OK && code != LE_JSON_LINES_IN_ERROR) loan_raise(code, own.bytes);
    PG_RETURN_TEXT_P(loan_text(&own));
}

/* loan_line(kind, options, line): what a command prints for one line, its error raised. */
PG_FUNCTION_INFO_V1(loan_line);
Datum loan_line(PG_FUNCTION_ARGS) {
    text *line = PG_GETARG_TEXT_PP(2);
    room own;
    le_json_code code;
    if (memchr(VARDATA_ANY(line), '\n', VARSIZE_ANY_EXHDR(line)) != NULL)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("there is an end of a line within the line"),
                        errdetail("INVALID_ARGUMENT at line"), errhint("allowed: one line; for more, loan_document")));
    code = run_document(PG_GETARG_TEXT_PP(0), NULL, PG_GETARG_TEXT_PP(1), line, &own);
    if (code != LE_JSON_OK) loan_raise(code, own.bytes);
    PG_RETURN_JSONB_P(loan_jsonb(&own));
}

/* loan_apr(terms, regime, decimals): in percent. */
PG_FUNCTION_INFO_V1(loan_apr);
Datum loan_apr(PG_FUNCTION_ARGS) {
    StringInfoData document, options;
    room result;
    le_json_code code;
    JsonbValue value;
    Datum percent;
    char *input, *chosen;
    initStringInfo(&options);
    appendStringInfoString(&options, "{\"regime\":");
    escape_json(&options, text_to_cstring(PG_GETARG_TEXT_PP(1)));
    appendStringInfo(&options, ",\"decimals\":%d}", PG_GETARG_INT32(2));
    initStringInfo(&document);
    appendStringInfoString(&document, "{\"format\":\"loan-case/1\"");
    loan_append(&document, "terms", PG_GETARG_JSONB_P(0));
    appendStringInfoChar(&document, '}');
    input = loan_utf8_of(document.data);
    chosen = loan_utf8_of(options.data);
    code = loan_run("disclose", NULL, 0, chosen, strlen(chosen), input, strlen(input), &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    if (!loan_find(loan_jsonb(&result), "apr", "percent", &value) || !loan_datum(&value, NUMERICOID, &percent))
        PG_RETURN_NULL();
    return percent;
}

/* loan_position(loan, terms, events, as_of, dimensions): how a loan stands, for reports and alerts. */
PG_FUNCTION_INFO_V1(loan_position);
Datum loan_position(PG_FUNCTION_ARGS) {
    StringInfoData line, options;
    room result;
    le_json_code code;
    char *input;
    initStringInfo(&line);
    appendStringInfoString(&line, "{\"loan\":");
    escape_json(&line, text_to_cstring(PG_GETARG_TEXT_PP(0)));
    loan_append(&line, "dimensions", PG_GETARG_JSONB_P(4));
    appendStringInfoString(&line, ",\"case\":{\"format\":\"loan-case/1\"");
    loan_append(&line, "terms", PG_GETARG_JSONB_P(1));
    loan_append(&line, "events", PG_GETARG_JSONB_P(2));
    appendStringInfoString(&line, "}}");
    initStringInfo(&options);
    loan_append_date(&options, "asOf", PG_GETARG_DATEADT(3));
    options.data[0] = '{'; /* in place of the comma */
    appendStringInfoChar(&options, '}');
    input = loan_utf8_of(line.data);
    code = loan_run("positions", NULL, 0, options.data, (size_t)options.len, input, strlen(input), &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    PG_RETURN_JSONB_P(loan_jsonb(&result));
}
