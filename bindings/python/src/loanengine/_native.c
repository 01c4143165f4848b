/* The doors to libloanengine and libloanengine-json: documents and texts here, one schedule in _schedule.c, columns in
 * _batch.c. No rule of lending is in any of them. */
#include "_native.h"

static PyObject *engine_error; /* LoanEngineError, set by the package */

PyObject *refuse(const char *code, const char *path, const char *message) {
    if (engine_error == NULL) return PyErr_Format(PyExc_RuntimeError, "%s at %s: %s", code, path, message);
    PyObject *error = PyObject_CallFunction(engine_error, "sss", code, path, message);
    if (error != NULL) {
        PyErr_SetObject(engine_error, error);
        Py_DECREF(error);
    }
    return NULL;
}

const char *code_name(le_code code) {
    const char *name = le_word("le_code", code);
    return name == NULL ? "INVALID_ARGUMENT" : name;
}

bool bytes_of(PyObject *object, const char **data, Py_ssize_t *size) {
    *data = NULL, *size = 0;
    if (object == Py_None) return true;
    if (!PyBytes_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "bytes are expected");
        return false;
    }
    *data = PyBytes_AsString(object), *size = PyBytes_Size(object);
    return true;
}

bool terms_of(PyObject *object, Py_ssize_t count, const le_terms **terms) {
    const char *data;
    Py_ssize_t size;
    if (!bytes_of(object, &data, &size)) return false;
    if (count < 0 || size % (Py_ssize_t)sizeof(le_terms) != 0 || size / (Py_ssize_t)sizeof(le_terms) != count ||
        (uintptr_t)data % 8 != 0) {
        PyErr_SetString(PyExc_ValueError, "terms of another size");
        return false;
    }
    *terms = (const le_terms *)data;
    for (Py_ssize_t index = 0; index < count; index++)
        if ((*terms)[index].struct_size != sizeof(le_terms)) {
            PyErr_SetString(PyExc_ValueError, "terms of another struct_size");
            return false;
        }
    return true;
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

static PyObject *amount_of(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *text;
    Py_ssize_t size;
    int exponent;
    if (!PyArg_ParseTuple(arguments, "s#i", &text, &size, &exponent)) return NULL;
    int64_t amount;
    le_code code = le_amount_parse(text, (size_t)size, exponent, &amount);
    if (code != LE_OK) return refuse(code_name(code), "", text);
    return PyLong_FromLongLong(amount);
}

static PyObject *rate_of(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *text;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(arguments, "s#", &text, &size)) return NULL;
    int64_t numerator, denominator;
    le_code code = le_rate_parse(text, (size_t)size, &numerator, &denominator);
    if (code != LE_OK) return refuse(code_name(code), "", text);
    return Py_BuildValue("LL", (long long)numerator, (long long)denominator);
}

static PyObject *exponent_of(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *text;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(arguments, "s#", &text, &size)) return NULL;
    int32_t exponent;
    le_code code = le_currency_exponent(text, (size_t)size, &exponent);
    if (code != LE_OK) return refuse(code_name(code), "", text);
    return PyLong_FromLong(exponent);
}

static PyObject *size_of(PyObject *self, PyObject *arguments) {
    (void)self;
    const char *name;
    if (!PyArg_ParseTuple(arguments, "s", &name)) return NULL;
    return PyLong_FromSize_t(le_size_of(name));
}

static PyMethodDef methods[] = {
    {"evaluate", evaluate, METH_VARARGS, "evaluate(case, form) -> (code, bytes)"},
    {"document", document, METH_VARARGS, "document(kind, with, options, input) -> (code, bytes)"},
    {"lines", lines, METH_VARARGS, "lines(kind, with, options, input, offset, line, failed) -> tuple"},
    {"schedule", schedule, METH_VARARGS, "schedule(le_terms, parts, typed, principal=0, day=none) -> tuple"},
    {"batch", batch, METH_VARARGS, "one call over columns -> (code, done, errors)"},
    {"amount", amount_of, METH_VARARGS, "amount(text, exponent) -> minor units"},
    {"rate", rate_of, METH_VARARGS, "rate(text) -> (numerator, denominator)"},
    {"exponent", exponent_of, METH_VARARGS, "exponent(currency) -> digits"},
    {"size_of", size_of, METH_VARARGS, "size_of(struct) -> bytes"},
    {"configure", configure, METH_VARARGS, "configure(row, date, decimal, names)"},
    {"arrays", arrays, METH_O, "arrays(numpy.ndarray)"},
    {"set_error", set_error, METH_O, "set_error(type)"},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    if (le_abi_version() != LE_ABI_VERSION || le_json_abi_version() != LE_JSON_ABI_VERSION) {
        PyErr_SetString(PyExc_ImportError, "the C libraries are of another ABI");
        return NULL;
    }
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
