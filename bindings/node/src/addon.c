/*
 * The loan engine's C libraries as a Node-API addon.
 *
 * Thin on purpose: it checks the JavaScript values, hands memory to the library and gives back what the
 * library wrote. Names, words and checks of fields are lib's; rules are the library's alone.
 *
 * A call is a job. It runs at once, or on the thread pool: then it works on copies of its inputs, and on
 * memory of its own, because JavaScript may detach a buffer at any time. The memory of results lies in
 * blocks with a count of their users, so that a job may go on with one whatever becomes of its ArrayBuffer.
 */
#define NAPI_VERSION 8
#include <node_api.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loan_engine.h"
#include "loan_engine_json.h"

/* ------------------------------------------------------------------------------------------------
 * Blocks of memory
 * ---------------------------------------------------------------------------------------------- */

typedef struct block {
    int users;
    size_t size;
    void *data;
    napi_value buffer; /* of JavaScript's own memory; else NULL */
} block;

static const napi_type_tag block_tag = {0x6c6f616e656e6769ULL, 0x6e652d626c6f636bULL};

static block *block_new(size_t size, bool zero) {
    block *made = malloc(sizeof *made);
    if (made == NULL) return NULL;
    made->users = 1;
    made->size = size;
    made->buffer = NULL;
    made->data = zero ? calloc(size ? size : 1, 1) : malloc(size ? size : 1);
    if (made->data == NULL) {
        free(made);
        return NULL;
    }
    return made;
}

/* A block's users are its ArrayBuffer, and jobs on the thread pool. */
static void block_keep(block *kept) { __atomic_add_fetch(&kept->users, 1, __ATOMIC_RELAXED); }

static void block_drop(block *dropped) {
    if (dropped == NULL || __atomic_sub_fetch(&dropped->users, 1, __ATOMIC_ACQ_REL) != 0) return;
    if (dropped->buffer == NULL) free(dropped->data);
    free(dropped);
}

static void block_finalize(napi_env env, void *data, void *hint) {
    (void)env, (void)data;
    block_drop(hint);
}

static bool block_shrink(block *shrunk, size_t size) {
    if (size > shrunk->size) return false;
    if (shrunk->buffer != NULL) return true; /* its length stays; results say how much is used */
    void *data = realloc(shrunk->data, size ? size : 1);
    if (data != NULL) shrunk->data = data;
    shrunk->size = size;
    return true;
}

/* The block as an ArrayBuffer that keeps it; takes the caller's use of it, and clears the pointer. */
static napi_value block_lend(napi_env env, block **given) {
    block *own = *given;
    *given = NULL;
    napi_value buffer = NULL;
    if (own == NULL) {
        napi_get_null(env, &buffer);
        return buffer;
    }
    if (own->size == 0) {
        block_drop(own);
        void *none;
        napi_create_arraybuffer(env, 0, &none, &buffer);
        return buffer;
    }
    napi_status status =
        napi_create_external_arraybuffer(env, own->data, own->size, block_finalize, own, &buffer);
    if (status != napi_ok) { /* a runtime that allows no memory of others: a copy */
        void *data = NULL;
        if (napi_create_arraybuffer(env, own->size, &data, &buffer) == napi_ok && data != NULL)
            memcpy(data, own->data, own->size);
        block_drop(own);
        return buffer;
    }
    block_keep(own); /* for the tag below */
    if (napi_type_tag_object(env, buffer, &block_tag) != napi_ok ||
        napi_wrap(env, buffer, own, block_finalize, own, NULL) != napi_ok)
        block_drop(own);
    return buffer;
}

/* The block that an ArrayBuffer of this addon lies in, or NULL. */
static block *block_of(napi_env env, napi_value buffer, void *data, size_t size) {
    bool tagged = false;
    void *found = NULL;
    if (napi_check_object_type_tag(env, buffer, &block_tag, &tagged) != napi_ok || !tagged) return NULL;
    if (napi_unwrap(env, buffer, &found) != napi_ok || found == NULL) return NULL;
    block *owner = found;
    char *from = owner->data;
    if ((char *)data < from || (char *)data + size > from + owner->size) return NULL;
    return owner;
}

/* ------------------------------------------------------------------------------------------------
 * Errors
 * ---------------------------------------------------------------------------------------------- */

typedef struct instance {
    napi_ref make_error;   /* (code word, path, message, index) => LoanEngineError */
    napi_ref array_buffer; /* the constructor: it throws where memory is out, which Node-API does not */
    void *scratch;         /* kept from call to call: new memory costs more than what is done in it */
    size_t scratch_size;
} instance;

enum { SCRATCH_MAX = 16 << 20 };
static void *scratch_of(napi_env env, size_t size) {
    instance *own = NULL;
    if (size > SCRATCH_MAX || napi_get_instance_data(env, (void **)&own) != napi_ok || own == NULL)
        return NULL;
    if (size > own->scratch_size) {
        free(own->scratch);
        own->scratch = malloc(size);
        own->scratch_size = own->scratch == NULL ? 0 : size;
    }
    return own->scratch;
}

static napi_value text_value(napi_env env, const char *text) {
    napi_value value = NULL;
    if (text == NULL)
        napi_get_null(env, &value);
    else
        napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
    return value;
}

static const char *code_word(int32_t code) {
    const char *word = le_word("le_code", code);
    if (word == NULL) word = le_json_code_name(code);
    return word == NULL ? "UNKNOWN" : word;
}

/* An error of JavaScript, or NULL with an exception that is pending. */
static napi_value error_value(napi_env env, int32_t code, const char *path, const char *message,
                              napi_value extra) {
    instance *own = NULL;
    napi_value make, receiver, error = NULL;
    if (napi_get_instance_data(env, (void **)&own) != napi_ok || own == NULL ||
        own->make_error == NULL || napi_get_reference_value(env, own->make_error, &make) != napi_ok) {
        napi_throw_error(env, code_word(code), message);
        return NULL;
    }
    napi_get_undefined(env, &receiver);
    if (extra == NULL) extra = receiver;
    napi_value arguments[4] = {text_value(env, code_word(code)), text_value(env, path),
                               text_value(env, message), extra};
    napi_call_function(env, receiver, make, 4, arguments, &error);
    return error;
}

static napi_value fail(napi_env env, int32_t code, const char *path, const char *message) {
    bool pending = false;
    napi_is_exception_pending(env, &pending);
    if (pending) return NULL;
    napi_value error = error_value(env, code, path, message, NULL);
    if (error != NULL) napi_throw(env, error);
    return NULL;
}

static napi_value refuse(napi_env env, const char *path, const char *message) {
    return fail(env, LE_INVALID_ARGUMENT, path, message);
}

static napi_value out_of_memory(napi_env env) {
    return fail(env, LE_OUT_OF_MEMORY, "", "memory for the result is not there; ask for less at once");
}

/* ------------------------------------------------------------------------------------------------
 * Jobs
 * ---------------------------------------------------------------------------------------------- */

enum { HELD_MAX = 24 };

typedef struct job {
    napi_env env; /* of a job that runs at once; else NULL */
    void (*run)(struct job *);
    napi_value (*finish)(napi_env, struct job *);
    bool background;
    bool no_memory;
    int held_count;
    block *held[HELD_MAX]; /* copies of inputs, and memory of others that it works in */
    napi_deferred deferred;
    napi_async_work work;
    int32_t code;
    le_error error;
    const volatile int32_t *stop;

    /* inputs */
    const le_terms *terms;
    const void *parts;
    size_t parts_size;
    le_loan_status status;
    const le_event *events;
    size_t event_count;
    int32_t as_of;
    le_loans loans;
    const le_payment *payments;
    const uint32_t *payment_loans;
    size_t payment_count;
    le_row *rows;
    size_t row_count;
    const uint64_t *offsets;
    uint32_t *firsts;
    bool want_rows, want_postings, want_positions;
    bool evaluates, allocates;
    size_t row_capacity;
    size_t first;

    /* results */
    block *out_rows, *out_row_offsets, *out_postings, *out_posting_offsets, *out_codes, *out_errors;
    block *out_positions, *out_statement, *out_overpaid;
    bool rows_are_given;
    size_t error_count, done;

    /* JSON */
    int json_kind; /* 0 evaluate, 1 document, 2 lines */
    char kind[32];
    const char *with, *options, *input;
    size_t with_size, options_size, input_size;
    bool has_with, has_options;
    le_json_form form;
    le_json_code json_code; /* for JavaScript, which decides what is an error */
    le_json_cursor cursor;
    block *out_text;
} job;

static void job_free(job *freed) {
    for (int i = 0; i < freed->held_count; i++) block_drop(freed->held[i]);
    block **out[] = {&freed->out_rows,    &freed->out_row_offsets, &freed->out_postings,
                     &freed->out_posting_offsets, &freed->out_codes, &freed->out_errors,
                     &freed->out_positions, &freed->out_statement, &freed->out_overpaid,
                     &freed->out_text};
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) block_drop(*out[i]);
    free(freed);
}

static job *job_new(napi_env env) {
    job *made = calloc(1, sizeof *made);
    if (made == NULL) {
        out_of_memory(env);
        return NULL;
    }
    made->error = (le_error)LE_ERROR_INIT;
    return made;
}

static napi_value job_error(napi_env env, job *failed) {
    if (failed->no_memory)
        return error_value(env, LE_OUT_OF_MEMORY, "", "memory for the result is not there; ask for less at once", NULL);
    const char *message = failed->error.message;
    if (failed->error.code == 0 && message[0] == 0)
        message = failed->code == LE_STOPPED ? "the call was stopped" : code_word(failed->code);
    napi_value index = NULL;
    napi_create_double(env, (double)failed->error.index, &index);
    return error_value(env, failed->code, failed->error.path, message, index);
}

/* A new ArrayBuffer, or NULL where memory is out. */
static napi_value buffer_new(napi_env env, size_t size, void **data) {
    instance *own = NULL;
    napi_value constructor, length, buffer = NULL;
    size_t made;
    *data = NULL;
    if (napi_get_instance_data(env, (void **)&own) != napi_ok || own == NULL ||
        napi_get_reference_value(env, own->array_buffer, &constructor) != napi_ok ||
        napi_create_double(env, (double)size, &length) != napi_ok ||
        napi_new_instance(env, constructor, 1, &length, &buffer) != napi_ok ||
        napi_get_arraybuffer_info(env, buffer, data, &made) != napi_ok || made != size ||
        (*data == NULL && size > 0)) {
        napi_value ignored;
        bool pending = false;
        napi_is_exception_pending(env, &pending);
        if (pending) napi_get_and_clear_last_exception(env, &ignored);
        return NULL;
    }
    return buffer;
}

/* Memory of a result, zero. What a job at once gives lies in JavaScript's own memory, which is free as soon
 * as nobody has it: memory that is lent waits for the event loop. */
static block *result_new(job *own, size_t size) {
    if (own->env == NULL) return block_new(size, true);
    block *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->users = 1;
    made->size = size;
    made->buffer = buffer_new(own->env, size, &made->data);
    if (made->buffer != NULL) return made;
    free(made);
    return NULL;
}

static bool result_grow(job *own, block *grown, size_t size) {
    void *data;
    if (grown->buffer == NULL) {
        data = realloc(grown->data, size ? size : 1);
        if (data == NULL) return false;
    } else {
        napi_value buffer = buffer_new(own->env, size, &data);
        if (buffer == NULL) return false;
        memcpy(data, grown->data, grown->size < size ? grown->size : size);
        grown->buffer = buffer;
    }
    grown->data = data;
    grown->size = size;
    return true;
}

enum { SMALL = 65536 };

/* The result for JavaScript. Takes the caller's use of the block, and clears the pointer. */
static napi_value result_give(napi_env env, job *own, block **given) {
    napi_value buffer = NULL;
    if (*given != NULL && (*given)->buffer != NULL) {
        buffer = (*given)->buffer;
    } else if (*given != NULL && (own->env != NULL || (*given)->size <= SMALL)) {
        void *data;
        buffer = buffer_new(env, (*given)->size, &data);
        if (buffer == NULL)
            out_of_memory(env);
        else if ((*given)->size > 0)
            memcpy(data, (*given)->data, (*given)->size);
    } else {
        return block_lend(env, given);
    }
    block_drop(*given);
    *given = NULL;
    return buffer;
}

static void work_run(napi_env env, void *data) {
    (void)env;
    job *running = data;
    running->run(running);
}

static void work_complete(napi_env env, napi_status status, void *data) {
    job *done = data;
    napi_value value = NULL;
    if (status == napi_cancelled) done->code = LE_STOPPED;
    if (done->code == LE_OK && !done->no_memory) value = done->finish(env, done);
    bool pending = false;
    napi_is_exception_pending(env, &pending);
    if (value != NULL && !pending) {
        napi_resolve_deferred(env, done->deferred, value);
    } else {
        napi_value error = NULL;
        if (pending)
            napi_get_and_clear_last_exception(env, &error);
        else
            error = job_error(env, done);
        if (error == NULL) {
            napi_get_and_clear_last_exception(env, &error);
            if (error == NULL) napi_get_undefined(env, &error);
        }
        napi_reject_deferred(env, done->deferred, error);
    }
    napi_delete_async_work(env, done->work);
    job_free(done);
}

/* Runs the job here, or begins it on the pool. Takes the job. */
static napi_value job_go(napi_env env, job *going) {
    if (going->background) {
        napi_value promise = NULL, name = text_value(env, "loan-engine");
        if (napi_create_promise(env, &going->deferred, &promise) != napi_ok ||
            napi_create_async_work(env, NULL, name, work_run, work_complete, going, &going->work) !=
                napi_ok ||
            napi_queue_async_work(env, going->work) != napi_ok) {
            job_free(going);
            return refuse(env, "", "the thread pool takes no more work");
        }
        return promise;
    }
    going->env = env;
    going->run(going);
    napi_value value = NULL;
    if (going->code == LE_OK && !going->no_memory) {
        value = going->finish(env, going);
    } else {
        napi_value error = job_error(env, going);
        if (error != NULL) napi_throw(env, error);
    }
    job_free(going);
    return value;
}

/* ------------------------------------------------------------------------------------------------
 * Arguments
 * ---------------------------------------------------------------------------------------------- */

enum { ARGUMENTS_MAX = 26 };

typedef struct call {
    napi_env env;
    size_t count;
    napi_value values[ARGUMENTS_MAX];
    bool failed;
} call;

static bool call_begin(napi_env env, napi_callback_info info, size_t wanted, call *begun) {
    begun->env = env;
    begun->count = wanted;
    begun->failed = false;
    /* What is missing is undefined. */
    return napi_get_cb_info(env, info, &begun->count, begun->values, NULL, NULL) == napi_ok;
}

static void argument_fail(call *in, const char *name, const char *message) {
    if (!in->failed) refuse(in->env, name, message);
    in->failed = true;
}

static napi_valuetype type_of(call *in, size_t index) {
    napi_valuetype type = napi_undefined;
    napi_typeof(in->env, in->values[index], &type);
    return type;
}

static bool absent(call *in, size_t index) {
    napi_valuetype type = type_of(in, index);
    return type == napi_undefined || type == napi_null;
}

static double number_at(call *in, size_t index, const char *name, double least, double most) {
    double number = 0;
    if (napi_get_value_double(in->env, in->values[index], &number) != napi_ok || !(number >= least) ||
        !(number <= most) || number != (double)(int64_t)number) {
        argument_fail(in, name, "a whole number in range is needed here");
        return least;
    }
    return number;
}

static int32_t int32_at(call *in, size_t index, const char *name) {
    return (int32_t)number_at(in, index, name, INT32_MIN, INT32_MAX);
}

static size_t size_at(call *in, size_t index, const char *name) {
    return (size_t)number_at(in, index, name, 0, 1099511627776.0);
}

static bool bool_at(call *in, size_t index) {
    bool value = false;
    napi_get_value_bool(in->env, in->values[index], &value);
    return value;
}

static int64_t bigint_at(call *in, size_t index, const char *name) {
    int64_t value = 0;
    bool lossless = false;
    if (napi_get_value_bigint_int64(in->env, in->values[index], &value, &lossless) != napi_ok ||
        !lossless)
        argument_fail(in, name, "a BigInt of 64 bits is needed here");
    return value;
}

/* A text of at most LE_TEXT_MAX bytes; a longer one gets a length that the library refuses. */
static size_t text_at(call *in, size_t index, const char *name, char text[LE_TEXT_MAX + 2]) {
    size_t length = 0;
    text[0] = 0;
    if (napi_get_value_string_utf8(in->env, in->values[index], text, LE_TEXT_MAX + 2, &length) !=
        napi_ok)
        argument_fail(in, name, "a string is needed here");
    return length;
}

static const char *array_name(napi_typedarray_type type) {
    switch (type) {
    case napi_int32_array: return "an Int32Array is needed here";
    case napi_uint32_array: return "a Uint32Array is needed here";
    case napi_bigint64_array: return "a BigInt64Array is needed here";
    case napi_biguint64_array: return "a BigUint64Array is needed here";
    default: return "a Uint8Array is needed here";
    }
}

static size_t element_size(napi_typedarray_type type) {
    switch (type) {
    case napi_int32_array:
    case napi_uint32_array: return 4;
    case napi_bigint64_array:
    case napi_biguint64_array: return 8;
    default: return 1;
    }
}

/* The elements of a typed array, NULL and 0 where it is absent. Memory that threads share is refused. */
static void *array_raw(call *in, size_t index, const char *name, napi_typedarray_type wanted,
                       size_t *count, napi_value *buffer) {
    *count = 0;
    bool is = false;
    if (in->failed) return NULL;
    if (absent(in, index)) return NULL;
    napi_typedarray_type type;
    size_t length = 0, offset = 0;
    void *data = NULL;
    if (napi_is_typedarray(in->env, in->values[index], &is) != napi_ok || !is ||
        napi_get_typedarray_info(in->env, in->values[index], &type, &length, &data, buffer, &offset) !=
            napi_ok ||
        type != wanted) {
        argument_fail(in, name, array_name(wanted));
        return NULL;
    }
    if (napi_is_arraybuffer(in->env, *buffer, &is) != napi_ok || !is) {
        argument_fail(in, name, "memory that threads share is not taken; copy it");
        return NULL;
    }
    *count = data == NULL ? 0 : length;
    return data;
}

/* Structs in bytes begin at multiples of 8. */
static bool aligned(call *in, const void *data, const char *name) {
    if (!in->failed && (uintptr_t)data % 8 != 0)
        argument_fail(in, name, "a place in memory that is a multiple of 8 is needed here");
    return !in->failed;
}

/* To read: a job on the pool gets a copy. */
static const void *array_in(call *in, job *own, size_t index, const char *name,
                            napi_typedarray_type wanted, size_t *count) {
    napi_value buffer;
    void *data = array_raw(in, index, name, wanted, count, &buffer);
    if (data == NULL || !own->background) return data;
    size_t size = *count * element_size(wanted);
    block *copy = own->held_count < HELD_MAX ? block_new(size, false) : NULL;
    if (copy == NULL) {
        if (!in->failed) out_of_memory(in->env);
        in->failed = true;
        return NULL;
    }
    memcpy(copy->data, data, size);
    own->held[own->held_count++] = copy;
    return copy->data;
}

/* To write in place: a job on the pool takes memory of this addon only. */
static void *array_inout(call *in, job *own, size_t index, const char *name,
                         napi_typedarray_type wanted, size_t *count) {
    napi_value buffer;
    void *data = array_raw(in, index, name, wanted, count, &buffer);
    if (data == NULL || !own->background) return data;
    block *owner = block_of(in->env, buffer, data, *count * element_size(wanted));
    if (owner == NULL || own->held_count == HELD_MAX) {
        argument_fail(in, name, "on the thread pool memory made by allocate() or a batch is needed here");
        return NULL;
    }
    block_keep(owner);
    own->held[own->held_count++] = owner;
    return data;
}

/* A column of exactly `count` elements, or NULL. */
static const void *column_at(call *in, job *own, size_t index, const char *name,
                             napi_typedarray_type wanted, size_t count) {
    size_t length;
    const void *data = array_in(in, own, index, name, wanted, &length);
    if (in->failed || absent(in, index)) return NULL;
    if (length < count) {
        argument_fail(in, name, "the column has fewer elements than there are loans");
        return NULL;
    }
    return data;
}

static void stop_at(call *in, job *own, size_t index) {
    size_t count;
    const void *data = NULL;
    if (absent(in, index)) return;
    bool background = own->background;
    own->background = true; /* never a copy */
    data = array_inout(in, own, index, "stop", napi_int32_array, &count);
    own->background = background;
    if (count > 0) own->stop = data;
}

/* ------------------------------------------------------------------------------------------------
 * Objects
 * ---------------------------------------------------------------------------------------------- */

static void set(napi_env env, napi_value object, const char *name, napi_value value) {
    if (value != NULL) napi_set_named_property(env, object, name, value);
}

static napi_value double_value(napi_env env, double number) {
    napi_value value = NULL;
    napi_create_double(env, number, &value);
    return value;
}

static napi_value bigint_value(napi_env env, int64_t number) {
    napi_value value = NULL;
    napi_create_bigint_int64(env, number, &value);
    return value;
}

/* ------------------------------------------------------------------------------------------------
 * Texts and numbers
 * ---------------------------------------------------------------------------------------------- */

/* What a function without le_error refused: its word is the code, and the text that was met is told. */
static napi_value scalar_fail(napi_env env, int32_t code, const char *met, const char *allowed) {
    char message[LE_ERROR_MESSAGE_SIZE];
    snprintf(message, sizeof message, "\"%.60s\" is not allowed here; allowed: %s", met, allowed);
    return fail(env, code, "", message);
}

static napi_value date_parse(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_TEXT_MAX + 2];
    if (!call_begin(env, info, 1, &in)) return NULL;
    size_t length = text_at(&in, 0, "text", text);
    if (in.failed) return NULL;
    int32_t date;
    le_code code = le_date_parse(text, length, &date);
    if (code != LE_OK) return scalar_fail(env, code, text, "a day that exists, as YYYY-MM-DD, from 0001-01-01 to 9999-12-31");
    return double_value(env, date);
}

static napi_value date_format(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_FORMAT_SIZE];
    if (!call_begin(env, info, 1, &in)) return NULL;
    int32_t date = int32_at(&in, 0, "date");
    if (in.failed) return NULL;
    le_code code = le_date_format(date, text, sizeof text, NULL);
    if (code != LE_OK) {
        snprintf(text, sizeof text, "%d", date);
        return scalar_fail(env, code, text, "days since 1970-01-01 of the years 0001 to 9999");
    }
    return text_value(env, text);
}

static napi_value amount_parse(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_TEXT_MAX + 2];
    if (!call_begin(env, info, 2, &in)) return NULL;
    size_t length = text_at(&in, 0, "text", text);
    int32_t exponent = int32_at(&in, 1, "exponent");
    if (in.failed) return NULL;
    int64_t amount;
    le_code code = le_amount_parse(text, length, exponent, &amount);
    if (code == LE_INVALID_ARGUMENT) return refuse(env, "exponent", "allowed: 0 to 6");
    if (code != LE_OK) return scalar_fail(env, code, text, "a plain decimal with no more digits than the currency has, of 64 bits in minor units");
    return bigint_value(env, amount);
}

static napi_value amount_format(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_FORMAT_SIZE];
    if (!call_begin(env, info, 2, &in)) return NULL;
    int64_t amount = bigint_at(&in, 0, "amount");
    int32_t exponent = int32_at(&in, 1, "exponent");
    if (in.failed) return NULL;
    if (le_amount_format(amount, exponent, text, sizeof text, NULL) != LE_OK)
        return refuse(env, "exponent", "allowed: 0 to 6");
    return text_value(env, text);
}

static napi_value rate_parse(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_TEXT_MAX + 2];
    if (!call_begin(env, info, 1, &in)) return NULL;
    size_t length = text_at(&in, 0, "text", text);
    if (in.failed) return NULL;
    int64_t parts[2];
    le_code code = le_rate_parse(text, length, &parts[0], &parts[1]);
    if (code != LE_OK) return scalar_fail(env, code, text, "a decimal such as 2.5, or a ratio such as 100/3");
    napi_value pair = NULL;
    napi_create_array_with_length(env, 2, &pair);
    for (uint32_t i = 0; i < 2; i++) napi_set_element(env, pair, i, bigint_value(env, parts[i]));
    return pair;
}

static napi_value rate_format(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_FORMAT_SIZE];
    if (!call_begin(env, info, 2, &in)) return NULL;
    int64_t numerator = bigint_at(&in, 0, "numerator"), denominator = bigint_at(&in, 1, "denominator");
    if (in.failed) return NULL;
    le_code code = le_rate_format(numerator, denominator, text, sizeof text, NULL);
    if (code != LE_OK) return fail(env, code, "denominator", "allowed: more than zero");
    return text_value(env, text);
}

static napi_value currency_exponent(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_TEXT_MAX + 2];
    if (!call_begin(env, info, 1, &in)) return NULL;
    size_t length = text_at(&in, 0, "currency", text);
    if (in.failed) return NULL;
    int32_t exponent;
    le_code code = le_currency_exponent(text, length, &exponent);
    if (code != LE_OK) return scalar_fail(env, code, text, "a code of ISO 4217 that has minor units, in three capitals");
    return double_value(env, exponent);
}

static napi_value round_ratio(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 4, &in)) return NULL;
    int64_t numerator = bigint_at(&in, 0, "numerator"), denominator = bigint_at(&in, 1, "denominator");
    int64_t unit = bigint_at(&in, 2, "unit");
    int32_t mode = int32_at(&in, 3, "mode");
    if (in.failed) return NULL;
    int64_t result;
    le_code code = le_round_ratio(numerator, denominator, unit, mode, &result);
    if (code != LE_OK)
        return fail(env, code, "", "allowed: a denominator and a unit above zero, a known mode, a result of 64 bits");
    return bigint_value(env, result);
}

static napi_value day_count_fraction(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 4, &in)) return NULL;
    int32_t count = int32_at(&in, 0, "dayCount"), start = int32_at(&in, 1, "start");
    int32_t end = int32_at(&in, 2, "end"), termination = int32_at(&in, 3, "termination");
    if (in.failed) return NULL;
    int64_t parts[2];
    le_code code = le_day_count_fraction(count, start, end, termination, &parts[0], &parts[1]);
    if (code != LE_OK) return fail(env, code, "", "allowed: a count that looks at dates, and an end that is not before the start");
    napi_value pair = NULL;
    napi_create_array_with_length(env, 2, &pair);
    for (uint32_t i = 0; i < 2; i++) napi_set_element(env, pair, i, bigint_value(env, parts[i]));
    return pair;
}

static napi_value transition(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 3, &in)) return NULL;
    int32_t status = int32_at(&in, 0, "status"), event = int32_at(&in, 1, "event");
    int32_t role = int32_at(&in, 2, "role");
    if (in.failed) return NULL;
    le_loan_status next = 0;
    le_error error = LE_ERROR_INIT;
    le_code code = le_transition(status, event, role, &next, &error);
    if (code != LE_OK) return fail(env, code, error.path, error.message);
    return double_value(env, next);
}

static napi_value allowed_events(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 2, &in)) return NULL;
    int32_t status = int32_at(&in, 0, "status"), role = int32_at(&in, 1, "role");
    if (in.failed) return NULL;
    uint32_t events = 0;
    le_code code = le_allowed_events(status, role, &events);
    if (code != LE_OK) return fail(env, code, "", "allowed: a status and a role of their sets");
    return double_value(env, events);
}

/* ------------------------------------------------------------------------------------------------
 * One loan
 * ---------------------------------------------------------------------------------------------- */

/* terms, parts, partsSize at `index`: a struct of le_terms and what its parts lie in. */
static void terms_at(call *in, job *own, size_t index) {
    size_t size, parts_size;
    own->terms = array_in(in, own, index, "terms", napi_uint8_array, &size);
    own->parts = array_in(in, own, index + 1, "parts", napi_uint8_array, &parts_size);
    own->parts_size = size_at(in, index + 2, "parts");
    if (!aligned(in, own->terms, "terms")) return;
    if (size < sizeof(le_terms)) argument_fail(in, "terms", "too short for le_terms");
    else if (own->terms->struct_size != sizeof(le_terms)) argument_fail(in, "terms", "not made by this package");
    else if (own->parts_size > parts_size) argument_fail(in, "parts", "too short");
    if (own->parts_size == 0) own->parts = NULL;
}

/* (terms, parts, partsSize, rows, summary) => number of rows. The fast one: no job, no copies. */
static napi_value schedule(napi_env env, napi_callback_info info) {
    call in;
    job own;
    own.background = false;
    if (!call_begin(env, info, 5, &in)) return NULL;
    terms_at(&in, &own, 0);
    size_t words = 0, summary_size = 0, count = 0;
    napi_value buffer;
    le_row *rows = array_raw(&in, 3, "rows", napi_bigint64_array, &words, &buffer);
    le_summary *summary = array_raw(&in, 4, "summary", napi_uint8_array, &summary_size, &buffer);
    if (!aligned(&in, summary, "summary")) return NULL;
    if (summary != NULL) {
        if (summary_size < sizeof *summary) return refuse(env, "summary", "too short");
        summary->struct_size = sizeof *summary;
    }
    le_error error;
    error.struct_size = sizeof error;
    le_code code = le_schedule_build(own.terms, own.parts, own.parts_size, rows,
                                     words * 8 / sizeof(le_row), &count, summary, &error);
    if (code == LE_BUFFER_TOO_SMALL) {
        char message[120];
        snprintf(message, sizeof message, "room for %zu rows is needed here, of %zu words each", count,
                 sizeof(le_row) / 8);
        return fail(env, code, "rows", message);
    }
    if (code != LE_OK) return fail(env, code, error.path, error.message);
    napi_value value = NULL;
    napi_create_uint32(env, (uint32_t)count, &value);
    return value;
}

static napi_value level_payment(napi_env env, napi_callback_info info) {
    call in;
    job own;
    own.background = false;
    if (!call_begin(env, info, 3, &in)) return NULL;
    terms_at(&in, &own, 0);
    if (in.failed) return NULL;
    int64_t rounded = 0;
    size_t needed = 0;
    le_error error = LE_ERROR_INIT;
    char first[512], *text = first;
    le_code code = le_level_payment(own.terms, own.parts, own.parts_size, &rounded, first, sizeof first,
                                    &needed, &error);
    if (code == LE_BUFFER_TOO_SMALL && (text = malloc(needed)) != NULL)
        code = le_level_payment(own.terms, own.parts, own.parts_size, &rounded, text, needed, &needed,
                                &error);
    napi_value result = NULL;
    if (text == NULL) return out_of_memory(env);
    if (code != LE_OK) {
        fail(env, code, error.path, error.message);
    } else {
        napi_create_object(env, &result);
        set(env, result, "rounded", bigint_value(env, rounded));
        set(env, result, "exact", text_value(env, text));
    }
    if (text != first) free(text);
    return result;
}

static void events_at(call *in, job *own, size_t index) {
    size_t size;
    own->events = array_in(in, own, index, "events", napi_uint8_array, &size);
    own->event_count = size_at(in, index + 1, "events");
    if (!in->failed && own->event_count > size / sizeof(le_event))
        argument_fail(in, "events", "fewer events than are said");
    if (own->event_count == 0) own->events = NULL;
}

static void evaluate_run(job *own) {
    le_capacity capacity = {0, 0};
    own->out_statement = block_new(sizeof(le_statement), true);
    if (own->out_statement == NULL) {
        own->no_memory = true;
        return;
    }
    le_statement *statement = own->out_statement->data;
    le_statement_init(statement, sizeof *statement);
    own->code = le_evaluate_capacity(own->terms, own->parts, own->parts_size, own->events,
                                     own->event_count, &capacity, &own->error);
    for (int attempt = 0; own->code == LE_OK && attempt < 3; attempt++) {
        if (own->want_rows) own->out_rows = block_new(capacity.rows * sizeof(le_row), false);
        if (own->want_postings)
            own->out_postings = block_new(capacity.postings * sizeof(le_posting), false);
        if ((own->want_rows && own->out_rows == NULL) || (own->want_postings && own->out_postings == NULL)) {
            own->no_memory = true;
            return;
        }
        own->code = le_evaluate(own->terms, own->parts, own->parts_size, own->status, own->events,
                                own->event_count, own->as_of,
                                own->want_rows ? own->out_rows->data : NULL,
                                own->want_postings ? own->out_postings->data : NULL, &capacity,
                                statement, own->stop, &own->error);
        if (own->code != LE_BUFFER_TOO_SMALL) break;
        block_drop(own->out_rows);
        block_drop(own->out_postings);
        own->out_rows = own->out_postings = NULL;
        own->code = LE_OK;
        if (attempt == 2) own->code = LE_BUFFER_TOO_SMALL;
    }
    if (own->code != LE_OK) return;
    if (own->want_rows) block_shrink(own->out_rows, capacity.rows * sizeof(le_row));
    if (own->want_postings) block_shrink(own->out_postings, capacity.postings * sizeof(le_posting));
}

static napi_value evaluate_finish(napi_env env, job *own) {
    napi_value result = NULL;
    napi_create_array_with_length(env, 3, &result);
    napi_set_element(env, result, 0, result_give(env, own, &own->out_statement));
    napi_set_element(env, result, 1, result_give(env, own, &own->out_rows));
    napi_set_element(env, result, 2, result_give(env, own, &own->out_postings));
    return result;
}

/* (terms, parts, partsSize, status, events, eventCount, asOf, rows?, postings?, stop, background) */
static napi_value evaluate(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 11, &in)) return NULL;
    job *own = job_new(env);
    if (own == NULL) return NULL;
    own->background = bool_at(&in, 10);
    terms_at(&in, own, 0);
    own->status = int32_at(&in, 3, "status");
    events_at(&in, own, 4);
    own->as_of = int32_at(&in, 6, "asOf");
    own->want_rows = bool_at(&in, 7);
    own->want_postings = bool_at(&in, 8);
    stop_at(&in, own, 9);
    own->run = evaluate_run;
    own->finish = evaluate_finish;
    if (in.failed) {
        job_free(own);
        return NULL;
    }
    return job_go(env, own);
}

/* (terms, parts, partsSize, status, events, eventCount, accepted) => next status */
static napi_value log_check(napi_env env, napi_callback_info info) {
    call in;
    job own;
    own.background = false;
    if (!call_begin(env, info, 7, &in)) return NULL;
    terms_at(&in, &own, 0);
    int32_t status = int32_at(&in, 3, "status");
    events_at(&in, &own, 4);
    size_t accepted = size_at(&in, 6, "accepted");
    if (in.failed) return NULL;
    le_loan_status next = LE_STATUS_NONE;
    own.code = 0;
    own.no_memory = false;
    own.error = (le_error)LE_ERROR_INIT;
    own.code = le_log_check(own.terms, own.parts, own.parts_size, status, own.events, own.event_count,
                            accepted, &next, &own.error);
    if (own.code != LE_OK) {
        napi_value error = job_error(env, &own);
        if (error != NULL) napi_throw(env, error);
        return NULL;
    }
    return double_value(env, next);
}

/* (terms, parts, partsSize, status, events, eventCount, dates) => ArrayBuffer of le_quote */
static napi_value quotes(napi_env env, napi_callback_info info) {
    call in;
    job own;
    own.background = false;
    if (!call_begin(env, info, 7, &in)) return NULL;
    terms_at(&in, &own, 0);
    int32_t status = int32_at(&in, 3, "status");
    events_at(&in, &own, 4);
    size_t count;
    napi_value buffer = NULL;
    const int32_t *dates = array_raw(&in, 6, "dates", napi_int32_array, &count, &buffer);
    if (in.failed) return NULL;
    if (count > 1000000) return refuse(env, "dates", "allowed: at most 1000000 dates");
    void *data = NULL;
    if ((buffer = buffer_new(env, count * sizeof(le_quote), &data)) == NULL) return out_of_memory(env);
    le_error error = LE_ERROR_INIT;
    le_code code = le_quotes(own.terms, own.parts, own.parts_size, status, own.events, own.event_count,
                             dates, count, count ? data : NULL, &error);
    if (code != LE_OK) return fail(env, code, error.path, error.message);
    return buffer;
}

/* ------------------------------------------------------------------------------------------------
 * Rows of the host
 * ---------------------------------------------------------------------------------------------- */

static le_row *rows_at(call *in, size_t index, size_t *count) {
    napi_value buffer;
    size_t words;
    le_row *rows = array_raw(in, index, "rows", napi_bigint64_array, &words, &buffer);
    *count = words * 8 / sizeof(le_row);
    if (!in->failed && words * 8 % sizeof(le_row) != 0)
        argument_fail(in, "rows", "the length is no multiple of a row's words");
    return rows;
}

/* (policy, payments, rows, anew) => [postings, overpaid]. One payment is allocated on what is paid; with
 * anew all of them from nothing. */
static napi_value allocate_loan(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 4, &in)) return NULL;
    napi_value buffer;
    size_t policy_size, payments_size, row_count;
    const le_allocation_policy *policy = array_raw(&in, 0, "policy", napi_uint8_array, &policy_size, &buffer);
    const le_payment *payments = array_raw(&in, 1, "payments", napi_uint8_array, &payments_size, &buffer);
    le_row *rows = rows_at(&in, 2, &row_count);
    bool anew = bool_at(&in, 3);
    if (in.failed) return NULL;
    size_t payment_count = payments_size / sizeof(le_payment), count = 0;
    if (policy != NULL && policy_size < sizeof *policy) return refuse(env, "policy", "too short");
    if (!anew && payment_count != 1) return refuse(env, "payments", "one payment is needed here");
    size_t capacity = 4 * row_count + payment_count + 4;
    int64_t overpaid = 0;
    le_error error = LE_ERROR_INIT;
    for (int attempt = 0; attempt < 3; attempt++) {
        block *postings = block_new(capacity * sizeof(le_posting), false);
        if (postings == NULL) return out_of_memory(env);
        le_code code = anew ? le_reallocate(policy, payments, payment_count, rows, row_count,
                                            postings->data, capacity, &count, &overpaid, &error)
                            : le_allocate(policy, payments, rows, row_count, postings->data, capacity,
                                          &count, &overpaid, &error);
        if (code == LE_BUFFER_TOO_SMALL) {
            block_drop(postings);
            capacity = count;
            continue;
        }
        if (code != LE_OK) {
            block_drop(postings);
            return fail(env, code, error.path, error.message);
        }
        block_shrink(postings, count * sizeof(le_posting));
        napi_value result = NULL;
        napi_create_array_with_length(env, 2, &result);
        job at_once = {.env = env};
        napi_set_element(env, result, 0, result_give(env, &at_once, &postings));
        napi_set_element(env, result, 1, bigint_value(env, overpaid));
        return result;
    }
    return fail(env, LE_BUFFER_TOO_SMALL, "postings", "the number of postings changed between calls");
}

/* (postings, rows) */
static napi_value unallocate(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 2, &in)) return NULL;
    napi_value buffer;
    size_t size, row_count;
    const le_posting *postings = array_raw(&in, 0, "postings", napi_uint8_array, &size, &buffer);
    le_row *rows = rows_at(&in, 1, &row_count);
    if (in.failed) return NULL;
    le_error error = LE_ERROR_INIT;
    le_code code = le_unallocate(postings, size / sizeof *postings, rows, row_count, &error);
    if (code != LE_OK) return fail(env, code, error.path, error.message);
    return NULL;
}

/* (terms, parts, partsSize, rows, asOf, position) */
static napi_value classify(napi_env env, napi_callback_info info) {
    call in;
    job own;
    own.background = false;
    if (!call_begin(env, info, 6, &in)) return NULL;
    own.terms = NULL, own.parts = NULL, own.parts_size = 0;
    if (!absent(&in, 0)) terms_at(&in, &own, 0);
    size_t row_count, size;
    napi_value buffer;
    le_row *rows = rows_at(&in, 3, &row_count);
    int32_t as_of = int32_at(&in, 4, "asOf");
    le_position *position = array_raw(&in, 5, "position", napi_uint8_array, &size, &buffer);
    if (in.failed) return NULL;
    if (position != NULL && size < sizeof *position) return refuse(env, "position", "too short");
    le_error error = LE_ERROR_INIT;
    le_code code = le_classify(own.terms, own.parts, own.parts_size, rows, row_count, as_of, position,
                               &error);
    if (code != LE_OK) return fail(env, code, error.path, error.message);
    return NULL;
}

/* ------------------------------------------------------------------------------------------------
 * Many loans
 * ---------------------------------------------------------------------------------------------- */

enum { ERRORS_MAX = 1024 };

/* The columns of positions: where each begins in one block, for JavaScript too. */
typedef struct position_column {
    const char *name;
    size_t at; /* in le_position_columns */
    int width;
} position_column;

#define COLUMN(name, width) {#name, offsetof(le_position_columns, name), width}
#define COLUMNS4(name)                                                                              \
    {#name ".penalty", offsetof(le_position_columns, name) + LE_PENALTY * sizeof(void *), 8},       \
        {#name ".fee", offsetof(le_position_columns, name) + LE_FEE * sizeof(void *), 8},           \
        {#name ".interest", offsetof(le_position_columns, name) + LE_INTEREST * sizeof(void *), 8}, \
        {#name ".principal", offsetof(le_position_columns, name) + LE_PRINCIPAL * sizeof(void *), 8}
/* Of schedules the library writes the first six alone. */
static const position_column position_table[] = {
    COLUMNS4(outstanding), COLUMN(installment, 8), COLUMN(maturity_date, 4),
    COLUMNS4(arrears), COLUMNS4(written_off), COLUMN(next_due_amount, 8), COLUMN(disbursed_amount, 8),
    COLUMN(recovered, 8), COLUMN(overpaid, 8), COLUMN(status, 4), COLUMN(days_past_due, 4),
    COLUMN(bucket, 4), COLUMN(arrears_since, 4), COLUMN(overdue_installments, 4),
    COLUMN(next_due_sequence, 4), COLUMN(next_due_date, 4), COLUMN(disbursed_at, 4),
    COLUMN(last_payment_at, 4), COLUMN(restructured, 4)};
enum { POSITION_ALL = sizeof position_table / sizeof *position_table, POSITION_SCHEDULE = 6 };

/* One block for all columns, 8 bytes an element, so that each begins aligned. */
static bool positions_make(job *own, size_t columns, le_position_columns *made) {
    size_t count = own->loans.count;
    own->out_positions = result_new(own, columns * count * 8);
    if (own->out_positions == NULL) return false;
    *made = (le_position_columns)LE_POSITION_COLUMNS_INIT;
    for (size_t i = 0; i < columns; i++) {
        void *data = (char *)own->out_positions->data + i * count * 8;
        memcpy((char *)made + position_table[i].at, &data, sizeof data);
    }
    return true;
}

static napi_value positions_give(napi_env env, job *own, size_t columns) {
    napi_value object = NULL, names = NULL;
    napi_create_object(env, &object);
    napi_create_array_with_length(env, columns, &names);
    for (size_t i = 0; i < columns; i++) {
        napi_value pair = NULL;
        napi_create_array_with_length(env, 2, &pair);
        napi_set_element(env, pair, 0, text_value(env, position_table[i].name));
        napi_set_element(env, pair, 1, double_value(env, position_table[i].width));
        napi_set_element(env, names, (uint32_t)i, pair);
    }
    set(env, object, "columns", names);
    set(env, object, "buffer", result_give(env, own, &own->out_positions));
    return object;
}

static void results_errors(job *own, le_results *results) {
    le_error *errors = own->out_errors->data;
    errors->struct_size = sizeof(le_error); /* that of the first is that of all */
    results->errors = errors;
    results->error_capacity = ERRORS_MAX;
}

static void batch_run(job *own) {
    size_t count = own->loans.count;
    size_t capacity = own->row_capacity, posting_capacity = 0;
    size_t used = 0, posting_used = 0;
    le_position_columns positions;
    own->out_codes = result_new(own, count * sizeof(le_code));
    own->out_errors = block_new(ERRORS_MAX * sizeof(le_error), true);
    if (own->out_codes == NULL || own->out_errors == NULL) goto no_memory;
    le_code *codes = own->out_codes->data;
    for (size_t i = 0; i < count; i++) codes[i] = LE_NOT_REACHED;
    if (own->want_rows) {
        if (!own->rows_are_given) own->out_rows = result_new(own, capacity * sizeof(le_row));
        own->out_row_offsets = result_new(own, (count + 1) * sizeof(uint64_t));
        if ((!own->rows_are_given && own->out_rows == NULL) || own->out_row_offsets == NULL)
            goto no_memory;
    }
    if (own->want_postings) {
        posting_capacity = 4 * own->event_count + 64;
        own->out_postings = result_new(own, posting_capacity * sizeof(le_posting));
        own->out_posting_offsets = result_new(own, (count + 1) * sizeof(uint64_t));
        if (own->out_postings == NULL || own->out_posting_offsets == NULL) goto no_memory;
    }
    if (own->want_positions &&
        !positions_make(own, own->evaluates ? POSITION_ALL : POSITION_SCHEDULE, &positions))
        goto no_memory;
    le_row *rows = own->rows_are_given ? own->rows : own->want_rows ? own->out_rows->data : NULL;
    size_t at = own->first;
    le_results first_errors = LE_RESULTS_INIT;
    results_errors(own, &first_errors);
    for (;;) {
        le_row_columns columns = LE_ROW_COLUMNS_INIT;
        le_results results = LE_RESULTS_INIT;
        if (own->want_rows) {
            le_row_columns_of(rows + used, &columns);
            results.rows = &columns;
            results.row_capacity = capacity - used;
            results.row_offsets = own->out_row_offsets->data;
        }
        if (own->want_postings) {
            results.postings = (le_posting *)own->out_postings->data + posting_used;
            results.posting_capacity = posting_capacity - posting_used;
            results.posting_offsets = own->out_posting_offsets->data;
        }
        if (own->want_positions) results.positions = &positions;
        results.codes = codes;
        if (own->error_count < ERRORS_MAX) {
            results.errors = first_errors.errors + own->error_count;
            results.errors->struct_size = sizeof(le_error);
            results.error_capacity = ERRORS_MAX - own->error_count;
        }
        results.first = at;
        results.stop = own->stop;
        uint64_t *row_offsets = results.row_offsets, *posting_offsets = results.posting_offsets;
        uint64_t row_base = row_offsets ? row_offsets[at] : 0;
        uint64_t posting_base = posting_offsets ? posting_offsets[at] : 0;
        le_code code = own->evaluates ? le_evaluate_batch(&own->loans, &results)
                                      : le_schedule_batch(&own->loans, &results);
        own->error_count += results.error_count;
        /* Offsets are of this piece: make them of the whole. */
        if (row_offsets) {
            row_offsets[at] = row_base;
            for (size_t i = 1; i <= results.done; i++) row_offsets[at + i] += used;
        }
        if (posting_offsets) {
            posting_offsets[at] = posting_base;
            for (size_t i = 1; i <= results.done; i++) posting_offsets[at + i] += posting_used;
        }
        size_t row_need = 0, posting_need = 0;
        if (code == LE_BUFFER_TOO_SMALL) {
            if (row_offsets) row_need = row_offsets[at + 1];
            if (posting_offsets) posting_need = posting_offsets[at + 1];
        }
        if (results.done > 0) {
            at += results.done;
            if (row_offsets) used = row_offsets[at];
            if (posting_offsets) posting_used = posting_offsets[at];
        }
        own->done = at - own->first;
        if (code == LE_STOPPED) break;
        if (code != LE_OK && code != LE_BUFFER_TOO_SMALL) {
            own->code = code;
            own->error = own->error_count > 0 ? first_errors.errors[0] : (le_error)LE_ERROR_INIT;
            if (own->error_count == 0)
                snprintf(own->error.message, sizeof own->error.message,
                         "the library refused the batch; the columns or products do not fit together");
            return;
        }
        if (at >= count) break;
        /* More room: twice as much, or what the next loan needs. Given rows do not grow. */
        if (own->rows_are_given || (!own->want_rows && !own->want_postings)) break;
        if (code == LE_OK && results.done == 0) break;
        if (own->want_rows && capacity - used < (row_need > 3661 ? row_need : 3661)) {
            size_t more = capacity * 2 > used + row_need + 3661 ? capacity * 2 : used + row_need + 3661;
            if (more > own->row_count) more = own->row_count;
            if (more - used < (row_need > 0 ? row_need : 1)) {
                if (used > 0) break; /* the limit of one call */
                goto no_memory;
            }
            if (!result_grow(own, own->out_rows, more * sizeof(le_row))) goto no_memory;
            rows = own->out_rows->data;
            capacity = more;
        }
        if (own->want_postings) {
            size_t more = posting_capacity * 2 + posting_need;
            if (!result_grow(own, own->out_postings, more * sizeof(le_posting))) goto no_memory;
            posting_capacity = more;
        }
    }
    if (own->out_row_offsets) {
        uint64_t *offsets = own->out_row_offsets->data;
        for (size_t i = at + 1; i <= count; i++) offsets[i] = offsets[at];
    }
    if (own->out_posting_offsets) {
        uint64_t *offsets = own->out_posting_offsets->data;
        for (size_t i = at + 1; i <= count; i++) offsets[i] = offsets[at];
        block_shrink(own->out_postings, posting_used * sizeof(le_posting));
    }
    if (own->out_rows) block_shrink(own->out_rows, used * sizeof(le_row));
    own->row_count = used;
    own->payment_count = posting_used;
    return;
no_memory:
    own->no_memory = true;
}

static napi_value errors_give(napi_env env, job *own) {
    napi_value list = NULL;
    size_t count = own->error_count < ERRORS_MAX ? own->error_count : ERRORS_MAX;
    napi_create_array_with_length(env, count, &list);
    const le_error *errors = own->out_errors->data;
    for (size_t i = 0; i < count; i++) {
        napi_value error = error_value(env, errors[i].code, errors[i].path, errors[i].message,
                                       double_value(env, (double)errors[i].index));
        if (error == NULL) return NULL;
        napi_set_element(env, list, (uint32_t)i, error);
    }
    return list;
}

static napi_value batch_finish(napi_env env, job *own) {
    napi_value result = NULL;
    napi_create_object(env, &result);
    set(env, result, "codes", result_give(env, own, &own->out_codes));
    set(env, result, "done", double_value(env, (double)own->done));
    napi_value errors = errors_give(env, own);
    if (errors == NULL) return NULL;
    set(env, result, "errors", errors);
    if (own->want_rows) {
        set(env, result, "rowCount", double_value(env, (double)own->row_count));
        set(env, result, "rows", result_give(env, own, &own->out_rows));
        set(env, result, "offsets", result_give(env, own, &own->out_row_offsets));
    }
    if (own->want_postings) {
        set(env, result, "postingCount", double_value(env, (double)own->payment_count));
        set(env, result, "postings", result_give(env, own, &own->out_postings));
        set(env, result, "postingOffsets", result_give(env, own, &own->out_posting_offsets));
    }
    if (own->out_positions)
        set(env, result, "positions",
            positions_give(env, own, own->evaluates ? POSITION_ALL : POSITION_SCHEDULE));
    return result;
}

/* count, products, parts, partsSize, product, principal, rateNumerator, rateDenominator, termCount,
 * disbursedAt, firstDueDate, status at `index`: twelve. */
static void loans_at(call *in, job *own, size_t index) {
    own->loans = (le_loans)LE_LOANS_INIT;
    le_loans *loans = &own->loans;
    size_t size, parts_size;
    loans->count = (size_t)number_at(in, index, "count", 0, 16777216);
    loans->products = array_in(in, own, index + 1, "products", napi_uint8_array, &size);
    loans->product_count = (uint32_t)(size / sizeof(le_terms));
    loans->parts = array_in(in, own, index + 2, "parts", napi_uint8_array, &parts_size);
    loans->parts_size = size_at(in, index + 3, "parts");
    if (!aligned(in, loans->products, "products")) return;
    if (loans->parts_size > parts_size) argument_fail(in, "parts", "too short");
    if (loans->product_count == 0 || loans->products->struct_size != sizeof(le_terms))
        argument_fail(in, "products", "at least one is needed here");
    if (loans->parts_size == 0) loans->parts = NULL;
    size_t count = loans->count;
    loans->product = column_at(in, own, index + 4, "product", napi_uint32_array, count);
    loans->principal = column_at(in, own, index + 5, "principal", napi_bigint64_array, count);
    loans->rate_numerator = column_at(in, own, index + 6, "rateNumerator", napi_bigint64_array, count);
    loans->rate_denominator =
        column_at(in, own, index + 7, "rateDenominator", napi_bigint64_array, count);
    loans->term_count = column_at(in, own, index + 8, "termCount", napi_int32_array, count);
    loans->disbursed_at = column_at(in, own, index + 9, "disbursedAt", napi_int32_array, count);
    loans->first_due_date = column_at(in, own, index + 10, "firstDueDate", napi_int32_array, count);
    loans->status = column_at(in, own, index + 11, "status", napi_int32_array, count);
}

/* Rows that the terms of all loans say, at least: to begin with. */
static size_t rows_expected(const le_loans *loans, size_t first) {
    size_t sum = 0;
    for (size_t i = first; i < loans->count; i++) {
        size_t product = loans->product != NULL ? loans->product[i] : loans->product_count == 1 ? 0 : i;
        if (product >= loans->product_count) continue;
        const le_terms *terms = &loans->products[product];
        int64_t rows = terms->due_dates.count != 0 ? (int64_t)terms->due_dates.count
                       : loans->term_count != NULL ? loans->term_count[i] : terms->term_count;
        if (rows > 0 && rows <= LE_TERM_COUNT_MAX) sum += (size_t)rows;
        if (terms->down_payment.amount != 0 || terms->down_payment.percent.denominator != 0) sum++;
    }
    return sum;
}

/* (loans…12, events, eventOffsets, asOf, evaluates, rows?, postings?, positions?, first, rowLimit, into,
 * stop, background) */
static napi_value batch(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 24, &in)) return NULL;
    job *own = job_new(env);
    if (own == NULL) return NULL;
    own->background = bool_at(&in, 23);
    loans_at(&in, own, 0);
    size_t size, offset_count, words;
    own->loans.events = array_in(&in, own, 12, "events", napi_uint8_array, &size);
    own->loans.event_offsets = array_in(&in, own, 13, "eventOffsets", napi_biguint64_array, &offset_count);
    own->loans.as_of = int32_at(&in, 14, "asOf");
    own->evaluates = bool_at(&in, 15);
    own->want_rows = bool_at(&in, 16);
    own->want_postings = bool_at(&in, 17) && own->evaluates;
    own->want_positions = bool_at(&in, 18);
    own->first = size_at(&in, 19, "first");
    size_t limit = (size_t)number_at(&in, 20, "rowCapacity", 1, 134217728);
    own->rows = array_inout(&in, own, 21, "rows", napi_bigint64_array, &words);
    own->rows_are_given = !in.failed && !absent(&in, 21) && own->want_rows;
    stop_at(&in, own, 22);
    if (!in.failed && own->first > own->loans.count) argument_fail(&in, "first", "beyond the last loan");
    if (!in.failed && own->loans.event_offsets != NULL) {
        own->event_count = size / sizeof(le_event);
        const uint64_t *offsets = own->loans.event_offsets;
        bool good = offset_count >= own->loans.count + 1;
        for (size_t i = 0; good && i < own->loans.count; i++) good = offsets[i] <= offsets[i + 1];
        if (!good || offsets[own->loans.count] > own->event_count)
            argument_fail(&in, "events.offsets", "one more than loans is needed, rising, within the events");
        if (own->event_count == 0) own->loans.events = NULL, own->loans.event_offsets = NULL;
    } else if (!in.failed) {
        own->loans.events = NULL;
    }
    own->run = batch_run;
    own->finish = batch_finish;
    if (in.failed) {
        job_free(own);
        return NULL;
    }
    if (own->rows_are_given) {
        own->row_capacity = words * 8 / sizeof(le_row);
    } else if (own->want_rows) {
        size_t expected = rows_expected(&own->loans, own->first) + (own->evaluates ? 3661 : 1);
        own->row_capacity = expected < limit ? expected : limit < 3661 ? 3661 : limit;
        own->row_count = limit < 3661 ? 3661 : limit; /* the most */
    } else {
        own->row_capacity = own->row_count = 1;
    }
    return job_go(env, own);
}

static void rows_run(job *own) {
    bool allocates = own->allocates;
    size_t count = allocates ? own->payment_count : own->loans.count;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(own->rows, &columns);
    le_position_columns positions;
    own->out_codes = result_new(own, count * sizeof(le_code));
    own->out_errors = block_new(ERRORS_MAX * sizeof(le_error), true);
    if (allocates) own->out_overpaid = result_new(own, count * sizeof(int64_t));
    if (own->out_codes == NULL || own->out_errors == NULL || (allocates && own->out_overpaid == NULL) ||
        (own->want_positions && !positions_make(own, POSITION_ALL, &positions))) {
        own->no_memory = true;
        return;
    }
    le_results results = LE_RESULTS_INIT;
    results_errors(own, &results);
    results.codes = own->out_codes->data;
    if (own->want_positions) results.positions = &positions;
    results.first = own->first;
    results.stop = own->stop;
    le_code code = allocates ? le_allocate_many(&own->loans, own->payments, own->payment_loans,
                                                own->payment_count, &columns, own->offsets, own->firsts,
                                                own->out_overpaid->data, &results)
                             : le_classify_batch(&own->loans, &columns, own->offsets, &results);
    own->error_count = results.error_count;
    own->done = results.done;
    if (code != LE_OK && code != LE_STOPPED) {
        own->code = code;
        own->error.code = code;
        if (results.error_count > 0) own->error = *results.errors;
        else
            snprintf(own->error.message, sizeof own->error.message,
                     "the library refused the batch; the columns, products or dates do not fit together");
    }
}

static napi_value rows_finish(napi_env env, job *own) {
    napi_value result = NULL;
    napi_create_object(env, &result);
    set(env, result, "codes", result_give(env, own, &own->out_codes));
    set(env, result, "done", double_value(env, (double)own->done));
    napi_value errors = errors_give(env, own);
    if (errors == NULL) return NULL;
    set(env, result, "errors", errors);
    if (own->out_overpaid) set(env, result, "overpaid", result_give(env, own, &own->out_overpaid));
    if (own->out_positions) set(env, result, "positions", positions_give(env, own, POSITION_ALL));
    return result;
}

/* rows and offsets at `index`: all loans' rows must lie within the array. */
static void rows_of_loans_at(call *in, job *own, size_t index) {
    size_t words, count;
    own->rows = array_inout(in, own, index, "rows", napi_bigint64_array, &words);
    own->offsets = array_in(in, own, index + 1, "offsets", napi_biguint64_array, &count);
    own->row_count = words * 8 / sizeof(le_row);
    if (in->failed) return;
    if (own->rows == NULL || own->row_count == 0) {
        argument_fail(in, "rows", "rows are needed here");
        return;
    }
    if (count < own->loans.count + 1) {
        argument_fail(in, "offsets", "one more than loans is needed here");
        return;
    }
    for (size_t i = 0; i <= own->loans.count; i++)
        if (own->offsets[i] > own->row_count) {
            argument_fail(in, "offsets", "beyond the rows");
            return;
        }
}

/* (loans…12, rows, offsets, amounts, dates, events, payers, firsts, first, stop, background) */
static napi_value allocate_many(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 22, &in)) return NULL;
    job *own = job_new(env);
    if (own == NULL) return NULL;
    own->background = bool_at(&in, 21);
    loans_at(&in, own, 0);
    if (!in.failed) rows_of_loans_at(&in, own, 12);
    size_t count = 0, dates = 0, numbers = 0, payers = 0, firsts = 0;
    napi_value buffer;
    const int64_t *amount = array_raw(&in, 14, "payments.amount", napi_bigint64_array, &count, &buffer);
    const int32_t *date = array_raw(&in, 15, "payments.date", napi_int32_array, &dates, &buffer);
    const int32_t *event = array_raw(&in, 16, "payments.event", napi_int32_array, &numbers, &buffer);
    own->payment_loans = array_in(&in, own, 17, "payments.loan", napi_uint32_array, &payers);
    own->firsts = array_inout(&in, own, 18, "firsts", napi_uint32_array, &firsts);
    own->first = size_at(&in, 19, "first");
    stop_at(&in, own, 20);
    if (!in.failed && (dates < count || (event != NULL && numbers < count)))
        argument_fail(&in, "payments", "columns of one length are needed here");
    if (!in.failed) {
        size_t size = count * sizeof(le_payment);
        le_payment *payments = own->background ? NULL : scratch_of(env, size);
        block *copy = payments != NULL || own->held_count == HELD_MAX ? NULL : block_new(size, false);
        if (copy != NULL) {
            own->held[own->held_count++] = copy;
            payments = copy->data;
        }
        if (payments == NULL && count > 0) {
            out_of_memory(env);
            in.failed = true;
        } else {
            for (size_t i = 0; i < count; i++)
                payments[i] = (le_payment){amount[i], date[i], event != NULL ? event[i] : (int32_t)(i + 1)};
            own->payments = payments;
            own->payment_count = count;
        }
    }
    own->allocates = true;
    own->run = rows_run;
    own->finish = rows_finish;
    if (!in.failed && own->payment_loans != NULL && payers < own->payment_count)
        argument_fail(&in, "payments.loan", "fewer elements than payments");
    if (!in.failed && own->payment_loans == NULL && own->payment_count > own->loans.count)
        argument_fail(&in, "payments.loan", "needed where there are more payments than loans");
    if (!in.failed && own->firsts != NULL && firsts < own->loans.count)
        argument_fail(&in, "firsts", "fewer elements than loans");
    if (!in.failed && own->first > own->payment_count) argument_fail(&in, "first", "beyond the last payment");
    if (in.failed) {
        job_free(own);
        return NULL;
    }
    return job_go(env, own);
}

/* (loans…12, rows, offsets, asOf, positions?, first, stop, background) */
static napi_value classify_batch(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 19, &in)) return NULL;
    job *own = job_new(env);
    if (own == NULL) return NULL;
    own->background = bool_at(&in, 18);
    loans_at(&in, own, 0);
    if (!in.failed) rows_of_loans_at(&in, own, 12);
    own->loans.as_of = int32_at(&in, 14, "asOf");
    own->want_positions = bool_at(&in, 15);
    own->first = size_at(&in, 16, "first");
    stop_at(&in, own, 17);
    own->run = rows_run;
    own->finish = rows_finish;
    if (!in.failed && own->first > own->loans.count) argument_fail(&in, "first", "beyond the last loan");
    if (in.failed) {
        job_free(own);
        return NULL;
    }
    return job_go(env, own);
}

/* ------------------------------------------------------------------------------------------------
 * Documents
 * ---------------------------------------------------------------------------------------------- */

static bool text_grow(job *own, size_t size) {
    void *data = realloc(own->out_text->data, size ? size : 1);
    if (data == NULL) return false;
    own->out_text->data = data;
    own->out_text->size = size;
    return true;
}

static void json_run(job *own) {
    size_t needed = 0;
    static const char nothing[1] = "";
    const char *input = own->input != NULL ? own->input : nothing;
    own->out_text = block_new(65536, false);
    if (own->out_text == NULL) goto no_memory;
    if (own->json_kind == 2) {
        size_t used = 0;
        for (;;) {
            size_t written = 0;
            own->json_code = le_json_lines(own->kind, own->has_with ? own->with : NULL, own->with_size,
                                      own->has_options ? own->options : NULL, own->options_size, input,
                                      own->input_size, &own->cursor,
                                      (char *)own->out_text->data + used, own->out_text->size - used,
                                      &written, own->stop);
            used += written;
            if (own->json_code != LE_JSON_BUFFER_TOO_SMALL) break;
            size_t more = own->out_text->size * 2;
            if (more < used + own->cursor.needed + 65536) more = used + own->cursor.needed + 65536;
            if (!text_grow(own, more)) goto no_memory;
        }
        block_shrink(own->out_text, used);
        return;
    }
    for (int attempt = 0; attempt < 3; attempt++) {
        char *out = own->out_text->data;
        size_t capacity = own->out_text->size;
        needed = 0;
        own->json_code =
            own->json_kind == 0
                ? le_json_evaluate(input, own->input_size, own->form, out, capacity, &needed)
                : le_json_document(own->kind, own->has_with ? own->with : NULL, own->with_size,
                                   own->has_options ? own->options : NULL, own->options_size, input,
                                   own->input_size, out, capacity, &needed, own->stop);
        if (own->json_code != LE_JSON_BUFFER_TOO_SMALL) break;
        if (!text_grow(own, needed + 1)) goto no_memory;
    }
    if (needed > own->out_text->size) needed = 0;
    block_shrink(own->out_text, own->json_code == LE_JSON_BUFFER_TOO_SMALL ? 0 : needed);
    return;
no_memory:
    own->no_memory = true;
    }

/* [code word, text, lines, failed] */
static napi_value json_finish(napi_env env, job *own) {
    napi_value result = NULL, text = NULL;
    napi_create_array_with_length(env, 4, &result);
    napi_set_element(env, result, 0, text_value(env, le_json_code_name(own->json_code)));
    text = result_give(env, own, &own->out_text);
    napi_set_element(env, result, 1, text);
    napi_set_element(env, result, 2, double_value(env, (double)own->cursor.line));
    napi_set_element(env, result, 3, double_value(env, (double)own->cursor.failed));
    return result;
}

static const char *text_in(call *in, job *own, size_t index, const char *name, size_t *size, bool *there) {
    *there = !absent(in, index);
    const char *data = array_in(in, own, index, name, napi_uint8_array, size);
    return *there && data == NULL ? "" : data;
}

/* (which, kind, with, options, input, form, stop, background) */
static napi_value json(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 8, &in)) return NULL;
    job *own = job_new(env);
    if (own == NULL) return NULL;
    bool there = false;
    own->background = bool_at(&in, 7);
    own->json_kind = (int)number_at(&in, 0, "which", 0, 2);
    if (own->json_kind != 0) {
        char text[LE_TEXT_MAX + 2];
        size_t length = text_at(&in, 1, "kind", text);
        /* Longer than any kind, or with a zero in it: one that is none. */
        if (length >= sizeof own->kind || strlen(text) != length) strcpy(text, "?");
        strcpy(own->kind, text);
    }
    own->with = text_in(&in, own, 2, "with", &own->with_size, &own->has_with);
    own->options = text_in(&in, own, 3, "options", &own->options_size, &own->has_options);
    own->input = text_in(&in, own, 4, "input", &own->input_size, &there);
    own->form = int32_at(&in, 5, "form");
    stop_at(&in, own, 6);
    own->run = json_run;
    own->finish = json_finish;
    if (in.failed) {
        job_free(own);
        return NULL;
    }
    return job_go(env, own);
}

/* ------------------------------------------------------------------------------------------------
 * Of the addon itself
 * ---------------------------------------------------------------------------------------------- */

/* (bytes) => ArrayBuffer that jobs on the pool may work in */
static napi_value allocate(napi_env env, napi_callback_info info) {
    call in;
    if (!call_begin(env, info, 1, &in)) return NULL;
    size_t size = (size_t)number_at(&in, 0, "bytes", 0, 137438953472.0);
    if (in.failed) return NULL;
    block *made = block_new(size, true);
    if (made == NULL) return out_of_memory(env);
    return block_lend(env, &made);
}

static napi_value size_of(napi_env env, napi_callback_info info) {
    call in;
    char text[LE_TEXT_MAX + 2];
    if (!call_begin(env, info, 1, &in)) return NULL;
    text_at(&in, 0, "name", text);
    if (in.failed) return NULL;
    return double_value(env, (double)le_size_of(text));
}

static napi_value set_errors(napi_env env, napi_callback_info info) {
    call in;
    instance *own = NULL;
    if (!call_begin(env, info, 2, &in)) return NULL;
    if (type_of(&in, 0) != napi_function) return NULL;
    napi_get_instance_data(env, (void **)&own);
    if (own != NULL && own->make_error == NULL)
        napi_create_reference(env, in.values[0], 1, &own->make_error);
    if (own != NULL && own->array_buffer == NULL && type_of(&in, 1) == napi_function)
        napi_create_reference(env, in.values[1], 1, &own->array_buffer);
    return NULL;
}

static void instance_free(napi_env env, void *data, void *hint) {
    (void)hint;
    instance *own = data;
    if (own->make_error != NULL) napi_delete_reference(env, own->make_error);
    if (own->array_buffer != NULL) napi_delete_reference(env, own->array_buffer);
    free(own->scratch);
    free(own);
}

NAPI_MODULE_INIT() {
    if (le_abi_version() != LE_ABI_VERSION || le_json_abi_version() != LE_JSON_ABI_VERSION) {
        napi_throw_error(env, NULL, "loan-engine: the library beside the addon is of another ABI");
        return NULL;
    }
    instance *own = calloc(1, sizeof *own);
    if (own == NULL || napi_set_instance_data(env, own, instance_free, NULL) != napi_ok) {
        free(own);
        napi_throw_error(env, NULL, "loan-engine: out of memory");
        return NULL;
    }
    static const struct {
        const char *name;
        napi_callback call;
    } functions[] = {
        {"setErrors", set_errors}, {"sizeOf", size_of}, {"allocate", allocate},
        {"parseDate", date_parse}, {"formatDate", date_format}, {"parseAmount", amount_parse},
        {"formatAmount", amount_format}, {"parseRate", rate_parse}, {"formatRate", rate_format},
        {"currencyExponent", currency_exponent}, {"roundRatio", round_ratio},
        {"dayCountFraction", day_count_fraction}, {"transition", transition},
        {"allowedEvents", allowed_events}, {"schedule", schedule}, {"levelPayment", level_payment},
        {"evaluate", evaluate}, {"logCheck", log_check}, {"quotes", quotes},
        {"allocateLoan", allocate_loan}, {"unallocate", unallocate}, {"classify", classify},
        {"batch", batch}, {"allocateMany", allocate_many}, {"classifyBatch", classify_batch},
        {"json", json}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        napi_value function = NULL;
        napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL, &function);
        set(env, exports, functions[i].name, function);
    }
    set(env, exports, "version", text_value(env, le_version_string()));
    return exports;
}
