/* Loops in C over the calls that Go makes through cgo, on the loans of the benchmarks. */
#ifndef LOAN_ENGINE_GO_LOOPS_H
#define LOAN_ENGINE_GO_LOOPS_H

#include "loan_engine.h"
#include "loan_engine_json.h"

le_code loop_schedules(size_t times);
le_json_code loop_json(const char *json, size_t length, size_t times);

typedef struct loop_book loop_book;
loop_book *loop_new(size_t loans);
void loop_free(loop_book *book);
void loop_unpaid(loop_book *book); /* No loan has paid rows. */
le_code loop_schedule_batch(loop_book *book, int fresh);
le_code loop_allocate_many(loop_book *book);
le_code loop_classify_batch(loop_book *book);
le_code loop_evaluate_batch(loop_book *book);

#endif
