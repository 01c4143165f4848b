/* What the parts of the extension share. No rule of lending is in any of them. */
#ifndef LOANENGINE_NATIVE_H
#define LOANENGINE_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "loan_engine.h"
#include "loan_engine_json.h"

/* Raises LoanEngineError, or RuntimeError before it is known. Gives NULL. */
PyObject *refuse(const char *code, const char *path, const char *message);
/* The word of a code; INVALID_ARGUMENT for one that has none. */
const char *code_name(le_code code);
/* Bytes of Python, or None for none. */
bool bytes_of(PyObject *object, const char **data, Py_ssize_t *size);
/* `count` le_terms of this header's size in bytes: what follows reads struct_size as a distance. */
bool terms_of(PyObject *object, Py_ssize_t count, const le_terms **terms);

/* _schedule.c */
PyObject *schedule(PyObject *self, PyObject *arguments);
PyObject *configure(PyObject *self, PyObject *arguments);
/* _batch.c */
PyObject *batch(PyObject *self, PyObject *arguments);
PyObject *arrays(PyObject *self, PyObject *type);

#endif
