/* Functions that give one value of a loan: by the structs of loan_engine.h where its terms and events can be read into
 * them, else, and for every error, over its document. */
#include "loan_engine_pg.h"

#include "catalog/pg_type.h"

asked loan_arguments(FunctionCallInfo fcinfo) {
    asked own = {PG_GETARG_JSONB_P(0), NULL, 0, false};
    if (PG_NARGS() >= 3) {
        own.events = PG_GETARG_JSONB_P(1);
        own.as_of = PG_GETARG_DATEADT(2);
        own.has_as_of = true;
    }
    return own;
}

static le_json_code evaluate_document(const asked *own, room *result) {
    StringInfoData document;
    char *bytes;
    initStringInfo(&document);
    appendStringInfoString(&document, "{\"format\":\"loan-case/1\"");
    loan_append(&document, "terms", own->terms);
    if (own->events != NULL) loan_append(&document, "events", own->events);
    if (own->has_as_of) loan_append_date(&document, "asOf", own->as_of);
    appendStringInfoChar(&document, '}');
    bytes = loan_utf8_of(document.data);
    return loan_run_case(bytes, strlen(bytes), result);
}

Jsonb *loan_by_document(const asked *own) {
    room result;
    le_json_code code = evaluate_document(own, &result);
    if (code != LE_JSON_OK) loan_raise(code, result.bytes);
    return loan_jsonb(&result);
}

bool loan_structs(const asked *own, loan *read, int32_t *as_of) {
    if (!loan_direct_setting) return false;
    *as_of = LE_DATE_NONE;
    if (own->has_as_of) {
        *as_of = loan_day(own->as_of);
        if (*as_of == LE_DATE_NONE) return false;
    }
    return loan_read(own->terms, own->events, read);
}

/* Days past due by le_evaluate_batch, which computes nothing else; false where the document is to say why not. */
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
    do {
        results.first = 0;
        results.stop = loan_stop();
        code = le_evaluate_batch(&loans, &results);
        if (code == LE_STOPPED) loan_stopped();
    } while (code == LE_STOPPED);
    return code == LE_OK && each == LE_OK;
}

/* The settlement figure; false as above. */
static bool settlement(const loan *read, int32_t as_of, le_quote *quote) {
    le_statement statement = LE_STATEMENT_INIT;
    le_code code;
    do {
        code = le_evaluate(&read->terms, read->parts, read->parts_size, LE_ACTIVE, read->events, read->event_count,
                           as_of, NULL, NULL, NULL, &statement, loan_stop(), NULL);
        if (code == LE_STOPPED) loan_stopped();
    } while (code == LE_STOPPED);
    *quote = statement.settlement;
    return code == LE_OK;
}

/* loan_direct(terms, events, as_of): whether a loan is read without a detour over documents. */
PG_FUNCTION_INFO_V1(loan_direct);
Datum loan_direct(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    int32_t as_of, days;
    loan read;
    PG_RETURN_BOOL(loan_structs(&own, &read, &as_of) && days_past_due(&read, as_of, &days));
}

/* loan_statement(terms, events, as_of): the result as jsonb. */
PG_FUNCTION_INFO_V1(loan_statement);
Datum loan_statement(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    PG_RETURN_JSONB_P(loan_by_document(&own));
}

/* loan_days_past_due(terms, events, as_of) */
PG_FUNCTION_INFO_V1(loan_days_past_due);
Datum loan_days_past_due(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    int32_t as_of, number;
    loan read;
    JsonbValue value;
    Datum days;
    if (loan_structs(&own, &read, &as_of) && days_past_due(&read, as_of, &number)) PG_RETURN_INT32(number);
    if (!loan_find(loan_by_document(&own), "arrears", "daysPastDue", &value) || !loan_datum(&value, INT4OID, &days))
        PG_RETURN_NULL();
    return days;
}

/* loan_settlement(terms, events, as_of): null where there is nothing to settle. */
PG_FUNCTION_INFO_V1(loan_settlement);
Datum loan_settlement(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    int32_t as_of;
    loan read;
    le_quote quote;
    JsonbValue value;
    Datum total;
    if (loan_structs(&own, &read, &as_of) && settlement(&read, as_of, &quote)) {
        if (!quote.exists) PG_RETURN_NULL();
        return loan_numeric(quote.due.total, read.terms.currency_exponent);
    }
    if (!loan_find(loan_by_document(&own), "settlement", "total", &value) || !loan_datum(&value, NUMERICOID, &total))
        PG_RETURN_NULL();
    return total;
}

/* loan_error(terms, events, as_of): what the others would raise, as an object; null where they raise nothing. */
PG_FUNCTION_INFO_V1(loan_error);
Datum loan_error(PG_FUNCTION_ARGS) {
    asked own = loan_arguments(fcinfo);
    int32_t as_of;
    loan read;
    le_quote quote;
    room result;
    JsonbValue error;
    Jsonb *document;
    if (loan_structs(&own, &read, &as_of) && settlement(&read, as_of, &quote)) PG_RETURN_NULL();
    if (evaluate_document(&own, &result) == LE_JSON_OK) PG_RETURN_NULL();
    loan_without_zeros(result.bytes);
    document = loan_jsonb(&result);
    if (!JB_ROOT_IS_OBJECT(document) || getKeyJsonValueFromContainer(&document->root, "error", 5, &error) == NULL)
        elog(ERROR, "an error of the loan engine is not of the form that is known");
    PG_RETURN_JSONB_P(JsonbValueToJsonb(&error));
}
