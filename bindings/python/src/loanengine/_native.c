/* The doors to libloanengine and libloanengine-json that have to be quick: documents, and one schedule.
 * Columns of many loans go through _columns.py. No rule of lending is here. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <loan_engine.h>
#include <loan_engine_json.h>
#include <stdlib.h>
#include <string.h>

static PyObject *engine_error; /* LoanEngineError, set by the package */

static PyObject *refuse(const char *code, const char *path, const char *message) {
    if (engine_error == NULL) return PyErr_Format(PyExc_RuntimeError, "%s at %s: %s", code, path, message);
    PyObject *error = PyObject_CallFunction(engine_error, "sss", code, path, message);
    if (error != NULL) {
        PyErr_SetObject(engine_error, error);
        Py_DECREF(error);
    }
    return NULL;
}

static PyObject *set_error(PyObject *self, PyObject *type) {
    (void)self;
    Py_XDECREF(engine_error);
    engine_error = Py_NewRef(type);
    Py_RETURN_NONE;
}

/* A buffer that begins at 64 KiB and grows to what a call needs. */
typedef struct {
    char *bytes;
    size_t capacity, needed;
    char first[1 << 16];
} room;

static room *room_new(void) {
    room *own = malloc(sizeof *own);
    if (own == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    own->bytes = own->first, own->capacity = sizeof own->first, own->needed = 0;
    return own;
}

static void room_free(room *own) {
    if (own->bytes != own->first) free(own->bytes);
    free(own);
}

/* Whether there is room for what is needed. */
static int room_grow(room *own) {
    char *bytes = own->needed > (size_t)PY_SSIZE_T_MAX ? NULL : malloc(own->needed);
    if (bytes == NULL) return 0;
    if (own->bytes != own->first) free(own->bytes);
    own->bytes = bytes, own->capacity = own->needed;
    return 1;
}

static PyObject *room_result(room *own, int is_held, le_json_code code) {
    PyObject *result = NULL;
    if (!is_held)
        PyErr_NoMemory();
    else
        result = Py_BuildValue("iy#", (int)code, own->bytes, (Py_ssize_t)own->needed);
    room_free(own);
    return result;
}

static PyObject *evaluate(PyObject *self, PyObject *arguments) {
    (void)self;
    Py_buffer input;
    int form;
    if (!PyArg_ParseTuple(arguments, "y*i", &input, &form)) return NULL;
    room *own = room_new();
    if (own == NULL) {
        PyBuffer_Release(&input);
        return NULL;
    }
    le_json_code code;
    int is_held = 1;
    Py_BEGIN_ALLOW_THREADS
    do {
        code = le_json_evaluate(input.buf, (size_t)input.len, form, own->bytes, own->capacity, &own->needed);
    } while (code == LE_JSON_BUFFER_TOO_SMALL && (is_held = room_grow(own)));
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&input);
    return room_result(own, is_held, code);
}

static PyObject *document(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *kind;
    Py_buffer with = {0}, options = {0}, input;
    if (!PyArg_ParseTuple(arguments, "sz*z*y*", &kind, &with, &options, &input)) return NULL;
    room *own = room_new();
    le_json_code code = LE_JSON_OK;
    int is_held = 1;
    if (own != NULL) {
        Py_BEGIN_ALLOW_THREADS
        do {
            code = le_json_document(kind, with.buf, (size_t)with.len, options.buf, (size_t)options.len, input.buf,
                                    (size_t)input.len, own->bytes, own->capacity, &own->needed, NULL);
        } while (code == LE_JSON_BUFFER_TOO_SMALL && (is_held = room_grow(own)));
        Py_END_ALLOW_THREADS
    }
    if (with.obj != NULL) PyBuffer_Release(&with);
    if (options.obj != NULL) PyBuffer_Release(&options);
    PyBuffer_Release(&input);
    return own == NULL ? NULL : room_result(own, is_held, code);
}

/* Results of some lines, from an offset and a line on: (code, bytes, offset, line, failed). */
static PyObject *lines(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *kind;
    Py_buffer with = {0}, options = {0}, input;
    unsigned long long offset, line, failed;
    if (!PyArg_ParseTuple(arguments, "sz*z*y*KKK", &kind, &with, &options, &input, &offset, &line, &failed))
        return NULL;
    room *own = room_new();
    le_json_cursor cursor = {offset, line, failed, 0};
    le_json_code code = LE_JSON_OK;
    size_t written = 0;
    int is_held = 1;
    if (own != NULL) {
        Py_BEGIN_ALLOW_THREADS
        own->needed = 1 << 20;
        is_held = room_grow(own);
        while (is_held) {
            code = le_json_lines(kind, with.buf, (size_t)with.len, options.buf, (size_t)options.len, input.buf,
                                 (size_t)input.len, &cursor, own->bytes, own->capacity, &written, NULL);
            if (code != LE_JSON_BUFFER_TOO_SMALL || written > 0 || cursor.needed <= own->capacity) break;
            own->needed = cursor.needed;
            is_held = room_grow(own);
        }
        Py_END_ALLOW_THREADS
    }
    if (with.obj != NULL) PyBuffer_Release(&with);
    if (options.obj != NULL) PyBuffer_Release(&options);
    PyBuffer_Release(&input);
    if (own == NULL) return NULL;
    PyObject *result = NULL;
    if (!is_held)
        PyErr_NoMemory();
    else
        result = Py_BuildValue("iy#KKK", (int)code, own->bytes, (Py_ssize_t)written, (unsigned long long)cursor.offset,
                               (unsigned long long)cursor.line, (unsigned long long)cursor.failed);
    room_free(own);
    return result;
}

/* Rows as tuples of whole numbers: (sequence, start, due, principal, interest, fee, balance after). */
static PyObject *row_tuple(const le_row *row) {
    long long figures[7] = {row->sequence,     row->start_date, row->due_date,     row->principal_due,
                            row->interest_due, row->fee_due,    row->balance_after};
    PyObject *tuple = PyTuple_New(7);
    for (Py_ssize_t place = 0; tuple != NULL && place < 7; place++) {
        PyObject *number = PyLong_FromLongLong(figures[place]);
        if (number == NULL || PyTuple_SetItem(tuple, place, number) != 0) Py_CLEAR(tuple);
    }
    return tuple;
}

static PyObject *schedule(PyObject *self, PyObject *arguments) {
    (void)self;
    Py_buffer bytes;
    if (!PyArg_ParseTuple(arguments, "y*", &bytes)) return NULL;
    le_terms terms;
    int is_terms = bytes.len == (Py_ssize_t)sizeof terms;
    if (is_terms) memcpy(&terms, bytes.buf, sizeof terms);
    PyBuffer_Release(&bytes);
    if (!is_terms) return PyErr_Format(PyExc_ValueError, "%zu bytes of le_terms are needed", sizeof terms);
    le_row few[64], *rows = few;
    size_t capacity = 64, count = 0;
    le_summary summary = LE_SUMMARY_INIT;
    le_error error = LE_ERROR_INIT;
    le_code code = le_schedule_build(&terms, NULL, 0, rows, capacity, &count, &summary, &error);
    if (code == LE_BUFFER_TOO_SMALL) {
        capacity = count;
        rows = malloc(capacity * sizeof *rows);
        if (rows == NULL) return PyErr_NoMemory();
        code = le_schedule_build(&terms, NULL, 0, rows, capacity, &count, &summary, &error);
    }
    PyObject *list = NULL;
    if (code != LE_OK) {
        const char *word = le_word("le_code", code);
        refuse(word == NULL ? "INVALID_ARGUMENT" : word, error.path, error.message);
    } else if ((list = PyTuple_New((Py_ssize_t)count)) != NULL) {
        for (size_t index = 0; index < count; index++) {
            PyObject *row = row_tuple(&rows[index]);
            if (row == NULL || PyTuple_SetItem(list, (Py_ssize_t)index, row) != 0) {
                Py_CLEAR(list);
                break;
            }
        }
    }
    if (rows != few) free(rows);
    return list == NULL ? NULL : Py_BuildValue("LN", (long long)summary.installment, list);
}

static PyObject *code_name(PyObject *self, PyObject *arguments) {
    (void)self;
    int code;
    if (!PyArg_ParseTuple(arguments, "i", &code)) return NULL;
    return Py_BuildValue("z", le_json_code_name(code));
}

static PyMethodDef methods[] = {
    {"evaluate", evaluate, METH_VARARGS, "evaluate(case, form) -> (code, bytes)"},
    {"document", document, METH_VARARGS, "document(kind, with, options, input) -> (code, bytes)"},
    {"lines", lines, METH_VARARGS, "lines(kind, with, options, input, offset, line, failed) -> tuple"},
    {"schedule", schedule, METH_VARARGS, "schedule(le_terms) -> (installment, rows)"},
    {"code_name", code_name, METH_VARARGS, "code_name(code) -> str or None"},
    {"set_error", set_error, METH_O, "set_error(type)"},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    PyObject *own = PyModule_Create(&module);
    if (own == NULL) return NULL;
    PyModule_AddIntConstant(own, "LINE", LE_JSON_LINE);
    PyModule_AddIntConstant(own, "PRETTY", LE_JSON_PRETTY);
    PyModule_AddIntConstant(own, "OK", LE_JSON_OK);
    PyModule_AddIntConstant(own, "BUFFER_TOO_SMALL", LE_JSON_BUFFER_TOO_SMALL);
    PyModule_AddIntConstant(own, "LINES_IN_ERROR", LE_JSON_LINES_IN_ERROR);
    PyModule_AddStringConstant(own, "version", le_json_version());
    return own;
}
