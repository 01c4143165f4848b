/* The loan engine in PostgreSQL: what its results say as SQL, and its errors as SQLSTATE. No rule of lending is here.
 * This file: what is done at load, texts and values, errors. */
#include "loan_engine_pg.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

PG_MODULE_MAGIC;

bool loan_direct_setting = true;

void _PG_init(void);
void _PG_init(void) {
    if (le_abi_version() != LE_ABI_VERSION || le_json_abi_version() != LE_JSON_ABI_VERSION)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("loan_engine was made for another version of its library")));
    loan_words();
    DefineCustomBoolVariable("loan_engine.direct", "Reads loans without a detour over documents where it can.",
                             "The results are the same; documents are slower.", &loan_direct_setting, true,
                             PGC_USERSET, 0, NULL, NULL, NULL);
#if PG_VERSION_NUM >= 150000
    MarkGUCPrefixReserved("loan_engine");
#endif
}

/* ---- texts ---- */

/* PostgreSQL's texts end at 1 GB, the engine's do not. */
static int checked_length(size_t length) {
    if (length > MaxAllocSize - VARHDRSZ - 1)
        ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("the result is longer than a text may be")));
    return (int)length;
}

char *loan_utf8(text *source, size_t *length) {
    char *bytes = VARDATA_ANY(source);
    int count = (int)VARSIZE_ANY_EXHDR(source);
    char *converted = pg_server_to_any(bytes, count, PG_UTF8);
    *length = converted == bytes ? (size_t)count : strlen(converted);
    return converted;
}

char *loan_utf8_of(char *bytes) { return pg_server_to_any(bytes, checked_length(strlen(bytes)), PG_UTF8); }

text *loan_text(const room *result) {
    int length = checked_length(result->length);
    char *converted;
    if (length > 0 && result->bytes[length - 1] == '\n') length--;
    converted = pg_any_to_server(result->bytes, length, PG_UTF8);
    return cstring_to_text_with_len(converted, converted == result->bytes ? length : (int)strlen(converted));
}

Jsonb *loan_jsonb(const room *result) {
    char *bytes = pg_any_to_server(result->bytes, checked_length(result->length), PG_UTF8);
    return DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(bytes)));
}

void loan_append(StringInfo out, const char *name, Jsonb *value) {
    appendStringInfo(out, ",\"%s\":", name);
    JsonbToCString(out, &value->root, (int)VARSIZE(value));
}

/* A day that the case format does not have is written all the same, and refused by the engine. */
void loan_append_date(StringInfo out, const char *name, DateADT date) {
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

/* ---- values of results ---- */

bool loan_find(Jsonb *result, const char *object, const char *key, JsonbValue *value) {
    JsonbValue own;
    return JB_ROOT_IS_OBJECT(result) &&
           getKeyJsonValueFromContainer(&result->root, object, strlen(object), &own) != NULL &&
           own.type == jbvBinary && JsonContainerIsObject(own.val.binary.data) &&
           getKeyJsonValueFromContainer(own.val.binary.data, key, strlen(key), value) != NULL;
}

bool loan_datum(const JsonbValue *value, Oid type, Datum *datum) {
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

Datum loan_numeric(int64_t amount, int32_t exponent) {
#if PG_VERSION_NUM >= 140000
    return NumericGetDatum(int64_div_fast_to_numeric(amount, exponent));
#else
    char digits[LE_FORMAT_SIZE];
    if (le_amount_format(amount, exponent, digits, sizeof digits, NULL) != LE_OK)
        elog(ERROR, "an amount of the loan engine is not of the form that is known");
    return DirectFunctionCall3(numeric_in, CStringGetDatum(digits), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
#endif
}

/* ---- errors ---- */

/* LE and the number of the code, LE002 for INVALID_TERMS. */
static int sqlstate_of(int code) {
    return MAKE_SQLSTATE('L', 'E', '0' + code / 100 % 10, '0' + code / 10 % 10, '0' + code % 10);
}

void loan_without_zeros(char *text) {
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
void loan_raise_as(int code, const char *word, const char *path, const char *said) {
    char *message = pstrdup(said), *allowed = strstr(message, "; allowed: ");
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
                    strchr(message, ' ') == NULL && allowed != NULL ? errmsg("%s is not allowed here", message)
                                                                    : errmsg("%s", message),
                    errdetail("%s at %s", word, path), allowed == NULL ? 0 : errhint("%s", allowed)));
}

void loan_raise(le_json_code code, char *text) {
    JsonbValue error;
    char *path = NULL, *message = NULL, *word = NULL;
    Jsonb *document;
    room result = {text, 0, strlen(text)};
    loan_without_zeros(text);
    document = loan_jsonb(&result);
    if (JB_ROOT_IS_OBJECT(document) && getKeyJsonValueFromContainer(&document->root, "error", 5, &error) != NULL &&
        error.type == jbvBinary && JsonContainerIsObject(error.val.binary.data)) {
        word = text_of(error.val.binary.data, "code");
        path = text_of(error.val.binary.data, "path");
        message = text_of(error.val.binary.data, "message");
    }
    if (word == NULL) {
        const char *name = le_json_code_name(code);
        word = pstrdup(name == NULL ? "UNKNOWN" : name);
    }
    if (le_json_code_number(word, strlen(word)) > 0) code = le_json_code_number(word, strlen(word));
    loan_raise_as(code, word, path == NULL ? "$" : path, message == NULL ? "the loan engine refuses this" : message);
}
