/* What the files of the extension share. */
#ifndef LOAN_ENGINE_PG_H
#define LOAN_ENGINE_PG_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include <loan_engine.h>
#include <loan_engine_json.h>

/* A loan as the engine takes it. */
typedef struct {
    le_terms terms;
    char *parts;
    size_t parts_size, parts_capacity;
    le_event *events;
    size_t event_count;
} loan;

/* Reads terms and events (NULL for none); false where the document is to be taken instead. */
extern bool loan_read(Jsonb *terms, Jsonb *events, loan *own);
/* The object `allocation` of terms; false where it is not of the form that the document has. */
extern bool loan_read_allocation(Jsonb *allocation, le_allocation_policy *policy);
/* Gets the words of sets, once. */
extern void loan_words(void);

/* A text that the engine wrote, `length` bytes with a zero behind them. */
typedef struct {
    char *bytes;
    size_t capacity, length;
} room;

/* A flag that is not 0 once the backend is asked for something, a cancellation perhaps. */
extern const volatile int32_t *loan_stop(void);
/* What a call does that was stopped: errors out where the query is cancelled, else it is to be made again. */
extern void loan_stopped(void);

/* A document through le_json_document; the caller looks at the code. The text lies in the current context. */
extern le_json_code loan_run(const char *kind, const char *with, size_t with_length, const char *options,
                             size_t options_length, const char *input, size_t input_length, room *own);
/* A case on one line, through le_json_evaluate. */
extern le_json_code loan_run_case(const char *json, size_t length, room *own);
/* Raises the error that a document has in it. */
extern void loan_raise(le_json_code code, char *text) pg_attribute_noreturn();

#endif
