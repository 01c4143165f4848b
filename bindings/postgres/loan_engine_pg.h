/* What the files of the extension share.
 *
 *   loan_engine.c     what is done at load, texts, errors as SQLSTATE
 *   loan_run.c        documents of libloanengine-json, in a way that a cancelled query stops
 *   loan_document.c   functions over documents
 *   loan_portfolio.c  the aggregate over documents
 *   loan_words.c      words, dates, amounts and rates of the case format
 *   loan_terms.c      terms and events from jsonb to the structs of loan_engine.h
 *   loan_state.c      functions that give one value of a loan
 *   loan_sets.c       functions that give rows of a loan
 *   loan_kept.c       functions over rows that a table keeps
 */
#ifndef LOAN_ENGINE_PG_H
#define LOAN_ENGINE_PG_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/jsonb.h"

#include <loan_engine.h>
#include <loan_engine_json.h>

/* ---- days: PostgreSQL's begin in 2000, the engine's in 1970 ---- */

enum { DAYS_BETWEEN = POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE };

/* The engine's number of a day; LE_DATE_NONE, which it refuses, where it has none. */
static inline int32_t loan_day(DateADT date) {
    if (DATE_NOT_FINITE(date) || date < LE_DATE_MIN - DAYS_BETWEEN || date > LE_DATE_MAX - DAYS_BETWEEN) return LE_DATE_NONE;
    return date + DAYS_BETWEEN;
}

/* ---- texts and errors: loan_engine.c ---- */

/* A text that the engine wrote, `length` bytes with a zero behind them. */
typedef struct {
    char *bytes;
    size_t capacity, length;
} room;

/* Bytes of a text in UTF-8, which the engine reads and writes whatever the database's encoding is. */
extern char *loan_utf8(text *source, size_t *length);
/* The same of a text that ends with a zero. */
extern char *loan_utf8_of(char *bytes);
/* The text of a result, without the end of its last line. */
extern text *loan_text(const room *result);
/* A result that is JSON, as jsonb. */
extern Jsonb *loan_jsonb(const room *result);
/* `,"name":value`, and the same of a day as the case format writes it. */
extern void loan_append(StringInfo out, const char *name, Jsonb *value);
extern void loan_append_date(StringInfo out, const char *name, DateADT date);
/* The member of an object in an object; false where there is none. */
extern bool loan_find(Jsonb *result, const char *object, const char *key, JsonbValue *value);
/* A value of a result as a Datum of the type (amounts and days are texts there); false for null. */
extern bool loan_datum(const JsonbValue *value, Oid type, Datum *datum);
/* An amount in minor units as numeric. */
extern Datum loan_numeric(int64_t amount, int32_t exponent);
/* jsonb has no character zero: in texts that quote one, U+FFFD stands for it. */
extern void loan_without_zeros(char *text);
/* Raises the error that a document has in it. */
extern void loan_raise(le_json_code code, char *text) pg_attribute_noreturn();
/* Raises an error of the engine by its parts. */
extern void loan_raise_as(int code, const char *word, const char *path, const char *message) pg_attribute_noreturn();

/* ---- documents: loan_run.c ---- */

/* A flag that is not 0 once the backend is asked for something, a cancellation perhaps. NULL while it may not answer. */
extern const volatile int32_t *loan_stop(void);
/* What a call does that was stopped: errors out where the query is cancelled, else it is to be made again. */
extern void loan_stopped(void);
/* A document through le_json_document; the caller looks at the code. The text lies in the current context. */
extern le_json_code loan_run(const char *kind, const char *with, size_t with_length, const char *options,
                             size_t options_length, const char *input, size_t input_length, room *own);
/* A case on one line, through le_json_evaluate. */
extern le_json_code loan_run_case(const char *json, size_t length, room *own);

/* ---- words and values of the case format: loan_words.c ---- */

/* The sets that are read here. */
typedef enum {
    SET_MODE, SET_PREPAYMENT_EFFECT, SET_PREPAYMENT_INTEREST, SET_SETTLEMENT_INTEREST, SET_DAYS_FROM,
    SET_ACROSS, SET_ADVANCE, SET_NON_WORKING_RULE, SET_UNIT, SET_INTEREST_METHOD, SET_AMORTIZATION,
    SET_DAY_COUNT, SET_LEVELING, SET_FLAT_INTEREST, SET_RESIDUAL, SET_ACCRUAL, SET_FIRST_PERIOD,
    SET_EVENT_TYPE, SET_COMPONENT, SET_ROLE, SET_WEEKDAYS, SET_RATE_PER, SET_ROW_STATUS, SET_LATE_BASE, SET_LATE_FROM,
    SET_COLLECT,
    SETS
} word_set;

/* Asks the library for the words of all sets, once. */
extern void loan_words(void);
/* The word of a number as text. */
extern Datum loan_word(word_set set, int32_t number);
/* Values of jsonb as the engine takes them; false where they are not of the form that most loans have. */
extern bool loan_read_text(const JsonbValue *value, const char **text, size_t *length);
extern bool loan_read_word(const JsonbValue *value, word_set set, int32_t *number);
extern bool loan_read_count(const JsonbValue *value, int32_t *number);
extern bool loan_read_date(const JsonbValue *value, int32_t *date);
extern bool loan_read_rate(const JsonbValue *value, le_ratio *rate);
extern bool loan_read_currency(const JsonbValue *value, int32_t *exponent);

/* ---- loans: loan_terms.c, loan_state.c ---- */

/* A loan as the engine takes it. */
typedef struct {
    le_terms terms;
    char *parts;
    size_t parts_size, parts_capacity;
    le_event *events;
    size_t event_count;
    bool serviced; /* terms say more than what a schedule depends on */
} loan;

/* Reads terms and events (NULL for none); false where the document is to be taken instead. */
extern bool loan_read(Jsonb *terms, Jsonb *events, loan *own);
/* Reads the objects `allocation` and `delinquency` of terms; false where they are not of the form that most have. */
extern bool loan_read_allocation(Jsonb *allocation, le_allocation_policy *policy);
extern bool loan_read_delinquency(Jsonb *delinquency, loan *own);

/* The arguments (terms) or (terms, events, as_of) of a function. */
typedef struct {
    Jsonb *terms, *events;
    DateADT as_of;
    bool has_as_of;
} asked;

extern asked loan_arguments(FunctionCallInfo fcinfo);
/* The loan as structs, and its day; false where it is to be taken as a document. */
extern bool loan_structs(const asked *own, loan *read, int32_t *as_of);
/* The result of the loan as a document, its error raised. */
extern Jsonb *loan_by_document(const asked *own);
/* The installments before anything happens: loan_sets.c; false where the document is to say why not. */
extern bool loan_schedule_rows(const loan *read, int32_t as_of, le_row **rows, uint32_t *count);
/* The setting loan_engine.direct. Off: every loan goes over documents. */
extern bool loan_direct_setting;

#endif
