/* Documents through libloanengine-json, in a way that a cancelled query stops.
 *
 * A document of one case is computed in one go, which a flag cannot stop, and which may take long: interest by the day
 * over thousands of installments. So a document beyond a size is computed by a thread of its own, which knows nothing of
 * PostgreSQL and takes no signals, while the backend waits and looks after interrupts. A thread whose query is
 * cancelled is told to stop and left to itself; it frees what it holds when it ends. */
#include "loan_engine_pg.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "miscadmin.h"
#include "utils/memutils.h"

/* Up to so many bytes in all a document is computed by the backend itself: a thread costs as much as a small one. */
enum { INLINE_BYTES = 1024, FIRST_CAPACITY = 1 << 16 };

StaticAssertDecl(sizeof(sig_atomic_t) == sizeof(int32_t), "InterruptPending is looked at as an int32_t");

/* What the backend holds off for now it cannot answer: a call that stopped for it would stop again and again. */
const volatile int32_t *loan_stop(void) {
    if (InterruptHoldoffCount > 0 || CritSectionCount > 0 || QueryCancelHoldoffCount > 0) return NULL;
    return (const volatile int32_t *)&InterruptPending;
}

void loan_stopped(void) { CHECK_FOR_INTERRUPTS(); }

/* A kind of NULL is le_json_evaluate, on one line. */
typedef struct {
    const char *kind, *with, *options, *input;
    size_t with_length, options_length, input_length;
} task;

static le_json_code call(const task *own, char *out, size_t capacity, size_t *needed, const volatile int32_t *stop) {
    if (own->kind == NULL)
        return le_json_evaluate(own->input, own->input_length, LE_JSON_LINE, out, capacity, needed);
    return le_json_document(own->kind, own->with, own->with_length, own->options, own->options_length, own->input,
                            own->input_length, out, capacity, needed, stop);
}

/* ---- by the backend ---- */

static le_json_code run_here(const task *own, room *result) {
    le_json_code code;
    result->capacity = FIRST_CAPACITY;
    result->bytes = palloc(result->capacity + 1);
    for (;;) {
        CHECK_FOR_INTERRUPTS();
        code = call(own, result->bytes, result->capacity, &result->length, loan_stop());
        if (code == LE_JSON_STOPPED) continue;
        if (code != LE_JSON_BUFFER_TOO_SMALL) break;
        pfree(result->bytes);
        result->capacity = result->length;
        result->bytes = MemoryContextAllocHuge(CurrentMemoryContext, result->capacity + 1);
    }
    result->bytes[result->length] = 0;
    return code;
}

/* ---- by a thread ---- */

/* Jobs that were left and still run: more than a few, and the next waits for one to end. */
enum { MOST_LEFT = 2 };
static int left_jobs;

typedef struct {
    task task;      /* of copies in `texts` */
    char *texts;
    char *out;      /* NULL where there is no memory */
    size_t length;
    le_json_code code;
    volatile int32_t stop;
    bool done, left; /* under the lock */
    pthread_mutex_t lock;
    pthread_cond_t changed;
} job;

static void job_free(job *own) {
    pthread_mutex_destroy(&own->lock);
    pthread_cond_destroy(&own->changed);
    free(own->texts);
    free(own->out);
    free(own);
}

static void *job_run(void *argument) {
    job *own = argument;
    size_t capacity = FIRST_CAPACITY;
    bool left;
    while ((own->out = malloc(capacity + 1)) != NULL) {
        own->code = call(&own->task, own->out, capacity, &own->length, &own->stop);
        if (own->code != LE_JSON_BUFFER_TOO_SMALL || own->stop) break;
        free(own->out);
        capacity = own->length;
    }
    pthread_mutex_lock(&own->lock);
    own->done = true;
    left = own->left;
    pthread_cond_signal(&own->changed);
    pthread_mutex_unlock(&own->lock);
    if (left) {
        job_free(own);
        __atomic_fetch_sub(&left_jobs, 1, __ATOMIC_SEQ_CST);
    }
    return NULL;
}

static const char *copied(char **place, const char *text, size_t length) {
    char *begin = *place;
    if (text == NULL) return NULL;
    memcpy(begin, text, length);
    begin[length] = 0;
    *place += length + 1;
    return begin;
}

/* The job, running in a thread of its own; NULL where there is none to be had. */
static job *job_start(const task *asked) {
    job *own = calloc(1, sizeof *own);
    size_t kind_length = asked->kind == NULL ? 0 : strlen(asked->kind);
    char *place;
    pthread_t thread;
    pthread_attr_t attributes;
    sigset_t all, before;
    int failed;
    if (own == NULL) return NULL;
    pthread_mutex_init(&own->lock, NULL);
    pthread_cond_init(&own->changed, NULL);
    own->texts = place = malloc(kind_length + asked->with_length + asked->options_length + asked->input_length + 4);
    if (own->texts == NULL) {
        job_free(own);
        return NULL;
    }
    own->task = *asked;
    own->task.kind = copied(&place, asked->kind, kind_length);
    own->task.with = copied(&place, asked->with, asked->with_length);
    own->task.options = copied(&place, asked->options, asked->options_length);
    own->task.input = copied(&place, asked->input, asked->input_length);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 8 << 20);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&thread, &attributes, job_run, own);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (failed) {
        job_free(own);
        return NULL;
    }
    return own;
}

static bool job_wait(job *own, long nanoseconds) {
    struct timespec until;
    bool done;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += nanoseconds;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&own->lock);
    if (!own->done) pthread_cond_timedwait(&own->changed, &own->lock, &until);
    done = own->done;
    pthread_mutex_unlock(&own->lock);
    return done;
}

static void job_leave(job *own) {
    bool done;
    pthread_mutex_lock(&own->lock);
    own->left = true;
    own->stop = 1;
    done = own->done;
    if (!done) __atomic_fetch_add(&left_jobs, 1, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&own->lock);
    if (done) job_free(own);
}

static le_json_code run_apart(job *own, room *result) {
    le_json_code code;
    PG_TRY();
    {
        while (!job_wait(own, 10000000)) CHECK_FOR_INTERRUPTS();
        if (own->out == NULL) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
        result->capacity = result->length = own->length;
        result->bytes = MemoryContextAllocHuge(CurrentMemoryContext, own->length + 1);
    }
    PG_CATCH();
    {
        job_leave(own);
        PG_RE_THROW();
    }
    PG_END_TRY();
    memcpy(result->bytes, own->out, own->length);
    result->bytes[own->length] = 0;
    code = own->code;
    job_free(own);
    return code;
}

static le_json_code run(const task *own, room *result) {
    job *apart = NULL;
    CHECK_FOR_INTERRUPTS();
    if (own->with_length + own->options_length + own->input_length > INLINE_BYTES) {
        while (__atomic_load_n(&left_jobs, __ATOMIC_SEQ_CST) >= MOST_LEFT) {
            pg_usleep(10000);
            CHECK_FOR_INTERRUPTS();
        }
        apart = job_start(own);
    }
    return apart == NULL ? run_here(own, result) : run_apart(apart, result);
}

le_json_code loan_run(const char *kind, const char *with, size_t with_length, const char *options,
                      size_t options_length, const char *input, size_t input_length, room *result) {
    task own = {kind, with, options, input, with_length, options_length, input_length};
    return run(&own, result);
}

le_json_code loan_run_case(const char *json, size_t length, room *result) {
    task own = {.input = json, .input_length = length};
    return run(&own, result);
}
