/* One schedule, as rows of Python: tuples of whole numbers, or typed rows of Decimal and date. */
#include "_native.h"

/* What configure() was given: set once at import, before any other call. */
static PyObject *row_class, *make_date, *make_decimal, *statuses[4];
enum { ROW_FIELDS = 16 };
static PyObject *row_names[ROW_FIELDS], *row_slots[ROW_FIELDS];
static descrsetfunc row_setters[ROW_FIELDS];
static PyObject *dates, *zeros[7];

static PyObject *date_of(int32_t day) {
    if (day == LE_DATE_NONE) return Py_NewRef(Py_None);
    PyObject *key = PyLong_FromLong(day);
    if (!key) return NULL;
    PyObject *known = PyDict_GetItemWithError(dates, key);
    if (known) {
        Py_INCREF(known);
    } else if (!PyErr_Occurred()) {
        PyObject *ordinal = PyLong_FromLong((long)day - LE_DATE_MIN + 1);
        known = ordinal ? PyObject_CallFunctionObjArgs(make_date, ordinal, NULL) : NULL;
        Py_XDECREF(ordinal);
        if (known) {
            if (PyDict_Size(dates) >= 1 << 14) PyDict_Clear(dates);
            if (PyDict_SetItem(dates, key, known) < 0) Py_CLEAR(known);
        }
    }
    Py_DECREF(key);
    return known;
}

static PyObject *decimal_new(int64_t amount, int exponent) {
    char text[LE_FORMAT_SIZE];
    uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    char *end = text + sizeof text, *at = end;
    for (int digit = 0; rest != 0 || digit <= exponent; digit++) {
        if (digit == exponent && exponent > 0) *--at = '.';
        *--at = (char)('0' + rest % 10), rest /= 10;
    }
    if (amount < 0) *--at = '-';
    PyObject *own = PyUnicode_FromStringAndSize(at, end - at);
    PyObject *result = own ? PyObject_CallFunctionObjArgs(make_decimal, own, NULL) : NULL;
    Py_XDECREF(own);
    return result;
}

static PyObject *decimal_of(int64_t amount, int exponent) {
    if (amount != 0 || exponent < 0 || exponent > 6) return decimal_new(amount, exponent);
    if (!zeros[exponent]) zeros[exponent] = decimal_new(0, exponent);
    return zeros[exponent] ? Py_NewRef(zeros[exponent]) : NULL;
}

static PyObject *row_tuple(const le_row *row) {
    int64_t values[] = {row->sequence,     row->start_date, row->due_date,     row->principal_due,
                        row->interest_due, row->fee_due,    row->balance_after};
    enum { COUNT = sizeof values / sizeof *values };
    PyObject *tuple = PyTuple_New(COUNT);
    for (int index = 0; tuple && index < COUNT; index++) {
        PyObject *value = PyLong_FromLongLong(values[index]);
        if (!value) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SetItem(tuple, index, value);
    }
    return tuple;
}

static PyObject *row_typed(const le_row *row, int exponent, PyObject *sequence, PyObject *start, PyObject *due) {
    int64_t total, paid;
    if (__builtin_add_overflow(row->principal_due, row->interest_due, &total) ||
        __builtin_add_overflow(total, row->fee_due, &total) ||
        __builtin_add_overflow(total, row->penalty_due, &total))
        return refuse("AMOUNT_OUT_OF_RANGE", "schedule.items", "a total is beyond 64 bits");
    paid = row->principal_paid + row->interest_paid + row->fee_paid + row->penalty_paid;
    const int64_t amounts[] = {row->principal_due, row->interest_due, row->fee_due, row->penalty_due, total,
                               row->balance_after, paid, row->principal_paid, row->interest_paid, row->fee_paid,
                               row->penalty_paid};
    PyObject *own = PyType_GenericAlloc((PyTypeObject *)row_class, 0);
    PyObject *values[ROW_FIELDS] = {sequence, start, due};
    for (int index = 0; index < 3; index++) Py_INCREF(values[index]);
    bool good = own != NULL;
    for (int index = 0; index < 11 && good; index++)
        good = (values[3 + index] = decimal_of(amounts[index], exponent)) != NULL;
    values[14] = Py_NewRef(statuses[row->status >= 0 && row->status < 4 ? row->status : 0]);
    good = good && (values[15] = PyLong_FromLong(row->days_past_due)) != NULL;
    for (int index = 0; index < ROW_FIELDS; index++) {
        if (good)
            good = (row_setters[index] ? row_setters[index](row_slots[index], own, values[index])
                                       : PyObject_GenericSetAttr(own, row_names[index], values[index])) == 0;
        Py_XDECREF(values[index]);
    }
    if (!good) Py_CLEAR(own);
    return own;
}

/* schedule(terms, parts, typed, principal=0, disbursed_at=none): (installment, rows), and five totals of typed rows. */
PyObject *schedule(PyObject *self, PyObject *arguments) {
    (void)self;
    PyObject *given, *buffer;
    int typed;
    long long principal = 0;
    int day = LE_DATE_NONE;
    const le_terms *known;
    const char *parts;
    Py_ssize_t parts_size;
    if (!PyArg_ParseTuple(arguments, "OOi|Li", &given, &buffer, &typed, &principal, &day) ||
        !terms_of(given, 1, &known) || !bytes_of(buffer, &parts, &parts_size))
        return NULL;
    if (typed && !row_class) {
        PyErr_SetString(PyExc_RuntimeError, "not configured");
        return NULL;
    }
    le_terms terms = *known;
    if (principal != 0) terms.principal = principal;
    if (day != LE_DATE_NONE) terms.disbursed_at = day;
    int exponent = terms.currency_exponent;
    if (exponent < 0 || exponent > 6) return refuse("INVALID_TERMS", "terms.currency", "0 to 6 digits are allowed");
    le_row few[64], *rows = few;
    size_t capacity = sizeof few / sizeof *few, count = 0;
    le_summary summary = LE_SUMMARY_INIT;
    le_error error = LE_ERROR_INIT;
    le_code code = le_schedule_build(&terms, parts, (size_t)parts_size, rows, capacity, &count, &summary, &error);
    if (code == LE_BUFFER_TOO_SMALL && count <= LE_TERM_COUNT_MAX + 1) {
        capacity = count;
        rows = malloc(capacity * sizeof *rows);
        if (!rows) return PyErr_NoMemory();
        code = le_schedule_build(&terms, parts, (size_t)parts_size, rows, capacity, &count, &summary, &error);
    }
    /* How rows stand on the day of disbursement: one that asks for nothing is paid. */
    if (code == LE_OK && typed)
        code = le_classify(&terms, parts, (size_t)parts_size, rows, count, terms.disbursed_at, NULL, &error);
    PyObject *list = NULL, *result = NULL, *start = NULL;
    int32_t start_day = LE_DATE_NONE;
    if (code != LE_OK) {
        refuse(code_name(code), error.path, error.message);
        goto done;
    }
    list = PyTuple_New((Py_ssize_t)count);
    for (size_t index = 0; list && index < count; index++) {
        PyObject *row = NULL;
        if (!typed) {
            row = row_tuple(&rows[index]);
        } else {
            if (start_day != rows[index].start_date || !start) {
                Py_XDECREF(start);
                start = date_of(rows[index].start_date);
            }
            PyObject *due = start ? date_of(rows[index].due_date) : NULL;
            PyObject *sequence = due ? PyLong_FromLong(rows[index].sequence) : NULL;
            if (sequence) row = row_typed(&rows[index], exponent, sequence, start, due);
            Py_XDECREF(sequence);
            Py_XDECREF(start);
            start = due, start_day = rows[index].due_date;
        }
        if (!row) {
            Py_CLEAR(list);
            break;
        }
        PyTuple_SetItem(list, (Py_ssize_t)index, row);
    }
    if (!list) goto done;
    if (!typed) {
        result = Py_BuildValue("LO", (long long)summary.installment, list);
    } else {
        PyObject *installment = summary.has_installment ? decimal_of(summary.installment, exponent) : Py_NewRef(Py_None);
        if (installment)
            result = Py_BuildValue("NONNNNN", installment, list, decimal_of(summary.totals.principal, exponent),
                                   decimal_of(summary.totals.interest, exponent),
                                   decimal_of(summary.totals.fee, exponent),
                                   decimal_of(summary.totals.penalty, exponent),
                                   decimal_of(summary.totals.total, exponent));
    }
done:
    if (rows != few) free(rows);
    Py_XDECREF(start);
    Py_XDECREF(list);
    return result;
}

PyObject *configure(PyObject *self, PyObject *arguments) {
    (void)self;
    PyObject *names;
    if (row_class) {
        PyErr_SetString(PyExc_RuntimeError, "configured already");
        return NULL;
    }
    PyObject *row, *day, *decimal;
    if (!PyArg_ParseTuple(arguments, "OOOO!", &row, &day, &decimal, &PyTuple_Type, &names)) return NULL;
    if (!PyType_Check(row) || PyTuple_Size(names) != ROW_FIELDS) {
        PyErr_SetString(PyExc_TypeError, "a class with its fields is expected");
        return NULL;
    }
    for (int index = 0; index < ROW_FIELDS; index++) {
        row_names[index] = Py_NewRef(PyTuple_GetItem(names, index));
        row_slots[index] = PyObject_GetAttr(row, row_names[index]);
        if (!row_slots[index]) return NULL;
        row_setters[index] = (descrsetfunc)PyType_GetSlot(Py_TYPE(row_slots[index]), Py_tp_descr_set);
        PyErr_Clear();
    }
    dates = PyDict_New();
    if (!dates) return NULL;
    for (int index = 0; index < 4; index++) {
        const char *word = le_word("le_row_status", index);
        statuses[index] = PyUnicode_InternFromString(word ? word : "");
        if (!statuses[index]) return NULL;
    }
    make_date = Py_NewRef(day), make_decimal = Py_NewRef(decimal), row_class = Py_NewRef(row);
    return Py_NewRef(Py_None);
}
