/* One call over columns: numpy arrays in and out. All that the library cannot check is checked here: that each array
 * is as long as the counts beside it say. The interpreter's lock is let go of during the call. */
#include "_native.h"

static PyObject *array_class; /* numpy.ndarray, once it is known */

/* A one-dimensional, packed numpy array of `width` bytes an element: its address and length. */
static bool array_of(PyObject *array, const char *name, size_t width, bool written, void **data, size_t *length) {
    bool good = false;
    if (!array_class || (PyObject *)Py_TYPE(array) != array_class) { /* a subclass may say what it likes */
        PyErr_Format(PyExc_TypeError, "%s: a numpy array is expected", name);
        return false;
    }
    PyObject *interface = PyObject_GetAttrString(array, "__array_interface__");
    PyObject *shape = interface ? PyDict_GetItemString(interface, "shape") : NULL;
    PyObject *place = interface ? PyDict_GetItemString(interface, "data") : NULL;
    PyObject *strides = interface ? PyDict_GetItemString(interface, "strides") : NULL;
    PyObject *type = interface ? PyDict_GetItemString(interface, "typestr") : NULL;
    if (shape && place && type && PyTuple_Size(shape) == 1 && (!strides || strides == Py_None)) {
        PyObject *ascii = PyUnicode_AsASCIIString(type);
        const char *text = ascii ? PyBytes_AsString(ascii) : NULL;
        Py_ssize_t count = PyLong_AsSsize_t(PyTuple_GetItem(shape, 0));
        void *address = PyLong_AsVoidPtr(PyTuple_GetItem(place, 0));
        int read_only = PyObject_IsTrue(PyTuple_GetItem(place, 1));
        bool kind = text && (width <= 8 ? (text[0] == '<' && (text[1] == 'i' || text[1] == 'u')) : text[1] == 'V');
        if (!PyErr_Occurred()) {
            if (!kind || (size_t)atoi(text + 2) != width)
                PyErr_Format(PyExc_TypeError, "%s: elements of %d bytes are expected", name, (int)width);
            else if (written && read_only)
                PyErr_Format(PyExc_ValueError, "%s: the array is read-only", name);
            else if ((uintptr_t)address % (width < 8 ? width : 8) != 0)
                PyErr_Format(PyExc_ValueError, "%s: the array is not aligned", name);
            else
                *data = address, *length = (size_t)count, good = true;
        }
        Py_XDECREF(ascii);
    } else if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "%s: a packed array of one dimension is expected", name);
    }
    Py_XDECREF(interface);
    return good;
}

/* A column of a dict, of at least `count` elements; NULL where there is none. */
static bool column(PyObject *own, const char *name, size_t width, size_t count, bool written, void *pointer,
                   size_t *length) {
    void *data = NULL;
    size_t size = 0;
    PyObject *array = PyDict_GetItemString(own, name);
    if (array && array != Py_None) {
        if (!array_of(array, name, width, written, &data, &size)) return false;
        if (size < count) {
            PyErr_Format(PyExc_ValueError, "%s: %zu elements are expected, not %zu", name, count, size);
            return false;
        }
    }
    memcpy(pointer, &data, sizeof data);
    if (length) *length = size;
    return true;
}

#define READ(from, own, name, count) column(from, #name, sizeof *(own).name, count, false, &(own).name, NULL)
#define WRITE(from, own, name, count) column(from, #name, sizeof *(own).name, count, true, &(own).name, NULL)

static bool row_columns(PyObject *own, size_t count, le_row_columns *rows) {
    return WRITE(own, *rows, sequence, count) && WRITE(own, *rows, start_date, count) &&
           WRITE(own, *rows, due_date, count) && WRITE(own, *rows, status, count) &&
           WRITE(own, *rows, days_past_due, count) && WRITE(own, *rows, kind, count) &&
           WRITE(own, *rows, principal_due, count) && WRITE(own, *rows, interest_due, count) &&
           WRITE(own, *rows, fee_due, count) && WRITE(own, *rows, penalty_due, count) &&
           WRITE(own, *rows, balance_after, count) && WRITE(own, *rows, principal_paid, count) &&
           WRITE(own, *rows, interest_paid, count) && WRITE(own, *rows, fee_paid, count) &&
           WRITE(own, *rows, penalty_paid, count);
}

static bool by_component(PyObject *own, const char *name, size_t count, int64_t **columns) {
    static const char *const components[] = {
        [LE_PENALTY] = "penalty", [LE_FEE] = "fee", [LE_INTEREST] = "interest", [LE_PRINCIPAL] = "principal"};
    char full[64];
    for (int index = 0; index < 4; index++) {
        PyOS_snprintf(full, sizeof full, "%s_%s", name, components[index]);
        if (!column(own, full, sizeof(int64_t), count, true, &columns[index], NULL)) return false;
    }
    return true;
}

static bool position_columns(PyObject *own, size_t count, le_position_columns *positions) {
    return WRITE(own, *positions, status, count) && WRITE(own, *positions, days_past_due, count) &&
           WRITE(own, *positions, bucket, count) && WRITE(own, *positions, arrears_since, count) &&
           WRITE(own, *positions, overdue_installments, count) && WRITE(own, *positions, next_due_sequence, count) &&
           WRITE(own, *positions, next_due_date, count) && WRITE(own, *positions, disbursed_at, count) &&
           WRITE(own, *positions, maturity_date, count) && WRITE(own, *positions, last_payment_at, count) &&
           WRITE(own, *positions, restructured, count) && WRITE(own, *positions, next_due_amount, count) &&
           WRITE(own, *positions, disbursed_amount, count) && WRITE(own, *positions, recovered, count) &&
           WRITE(own, *positions, overpaid, count) && WRITE(own, *positions, installment, count) &&
           by_component(own, "outstanding", count, positions->outstanding) &&
           by_component(own, "arrears", count, positions->arrears) &&
           by_component(own, "written_off", count, positions->written_off);
}

/* No offset beyond what the arrays hold: the library knows only that they rise. */
static bool offsets_within(const uint64_t *offsets, size_t count, size_t limit, const char *name) {
    for (size_t index = 0; offsets && index <= count; index++)
        if (offsets[index] > limit) {
            PyErr_Format(PyExc_ValueError, "%s[%zu] is beyond the %zu elements there are", name, index, limit);
            return false;
        }
    return true;
}

/* batch(kind, terms, term_count, parts, count, as_of, loans, rows, row_capacity, positions, others, first)
 * -> (code, done, errors). kind: 0 schedule, 1 evaluate, 2 allocate, 3 classify. */
PyObject *batch(PyObject *self, PyObject *arguments) {
    (void)self;
    enum { SCHEDULE, EVALUATE, ALLOCATE, CLASSIFY };
    int kind, as_of;
    PyObject *given, *buffer, *own, *own_rows, *own_positions, *others;
    Py_ssize_t products, count, row_capacity, first;
    const char *parts;
    Py_ssize_t parts_size;
    le_loans loans = LE_LOANS_INIT;
    if (!PyArg_ParseTuple(arguments, "iOnOniO!OnOO!n", &kind, &given, &products, &buffer, &count, &as_of,
                          &PyDict_Type, &own, &own_rows, &row_capacity, &own_positions, &PyDict_Type, &others,
                          &first) ||
        !bytes_of(buffer, &parts, &parts_size))
        return NULL;
    if (kind < SCHEDULE || kind > CLASSIFY || products < 1 || (uint64_t)products > UINT32_MAX || count < 0 ||
        row_capacity < 0 || first < 0 || (own_rows != Py_None && !PyDict_Check(own_rows)) ||
        (own_positions != Py_None && !PyDict_Check(own_positions))) {
        PyErr_SetString(PyExc_ValueError, "a kind, a count, or columns are not as expected");
        return NULL;
    }
    if (!terms_of(given, products, &loans.products)) return NULL;
    size_t number = (size_t)count, capacity = (size_t)row_capacity;
    loans.product_count = (uint32_t)products;
    loans.parts = parts_size ? parts : NULL, loans.parts_size = (size_t)parts_size;
    loans.count = number, loans.as_of = as_of;
    size_t event_count = 0, payment_count = 0, posting_capacity = 0, codes;
    if (!READ(own, loans, product, number) || !READ(own, loans, principal, number) ||
        !READ(own, loans, rate_numerator, number) || !READ(own, loans, rate_denominator, number) ||
        !READ(own, loans, term_count, number) || !READ(own, loans, disbursed_at, number) ||
        !READ(own, loans, first_due_date, number) || !READ(own, loans, status, number) ||
        !column(own, "events", sizeof(le_event), 0, false, &loans.events, &event_count) ||
        !column(own, "event_offsets", sizeof(uint64_t), number + 1, false, &loans.event_offsets, NULL) ||
        !offsets_within(loans.event_offsets, number, event_count, "event_offsets"))
        return NULL;
    le_row_columns rows = LE_ROW_COLUMNS_INIT;
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    le_results results = LE_RESULTS_INIT;
    if (own_rows != Py_None && !row_columns(own_rows, capacity, &rows)) return NULL;
    if (own_positions != Py_None && !position_columns(own_positions, number, &positions)) return NULL;
    const le_payment *payments;
    const uint32_t *payment_loans;
    uint32_t *firsts;
    int64_t *overpaid;
    uint64_t *offsets;
    if (!column(others, "payments", sizeof(le_payment), 0, false, &payments, &payment_count)) return NULL;
    codes = kind == ALLOCATE ? payment_count : number;
    if (!column(others, "payment_loans", sizeof(uint32_t), payment_count, false, &payment_loans, NULL) ||
        !column(others, "firsts", sizeof(uint32_t), number, true, &firsts, NULL) ||
        !column(others, "overpaid", sizeof(int64_t), payment_count, true, &overpaid, NULL) ||
        !column(others, "offsets", sizeof(uint64_t), number + 1, kind < ALLOCATE, &offsets, NULL) ||
        !column(others, "postings", sizeof(le_posting), 0, true, &results.postings, &posting_capacity) ||
        !column(others, "posting_offsets", sizeof(uint64_t), number + 1, true, &results.posting_offsets, NULL) ||
        !column(others, "codes", sizeof(le_code), codes, true, &results.codes, NULL))
        return NULL;
    if (kind >= ALLOCATE && (!offsets || own_rows == Py_None || !results.codes)) {
        PyErr_SetString(PyExc_ValueError, "rows, offsets and codes are expected");
        return NULL;
    }
    if (kind >= ALLOCATE && !offsets_within(offsets, number, capacity, "offsets")) return NULL;
    enum { ERRORS = 32 };
    le_error errors[ERRORS];
    for (int index = 0; index < ERRORS; index++) le_error_init(&errors[index], sizeof *errors);
    results.errors = errors, results.error_capacity = ERRORS;
    results.first = (size_t)first;
    results.posting_capacity = posting_capacity;
    if (kind < ALLOCATE) {
        results.rows = own_rows == Py_None ? NULL : &rows;
        results.row_capacity = capacity;
        results.row_offsets = offsets;
    }
    if (own_positions != Py_None) results.positions = &positions;
    le_code code = LE_INVALID_ARGUMENT;
    Py_BEGIN_ALLOW_THREADS
    switch (kind) {
        case SCHEDULE: code = le_schedule_batch(&loans, &results); break;
        case EVALUATE: code = le_evaluate_batch(&loans, &results); break;
        case ALLOCATE:
            code = le_allocate_many(&loans, payments, payment_loans, payment_count, &rows, offsets, firsts, overpaid,
                                    &results);
            break;
        case CLASSIFY: code = le_classify_batch(&loans, &rows, offsets, &results); break;
    }
    Py_END_ALLOW_THREADS
    PyObject *list = PyList_New(0);
    for (size_t index = 0; list && index < results.error_count && index < ERRORS; index++) {
        const le_error *error = &errors[index];
        PyObject *message = PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace");
        PyObject *one = message ? Py_BuildValue("KssN", (unsigned long long)error->index, code_name(error->code),
                                                error->path, message)
                                : NULL;
        if (!one || PyList_Append(list, one) < 0) Py_CLEAR(list);
        Py_XDECREF(one);
    }
    return list ? Py_BuildValue("inN", (int)code, (Py_ssize_t)results.done, list) : NULL;
}

PyObject *arrays(PyObject *self, PyObject *own) {
    (void)self;
    if (!PyType_Check(own)) {
        PyErr_SetString(PyExc_TypeError, "a class is expected");
        return NULL;
    }
    if (!array_class) array_class = Py_NewRef(own);
    return Py_NewRef(Py_None);
}
