"""What Spark's Python workers do for loans in columns: one batch call for each Arrow batch, no Python for a loan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy
import pyarrow as pa
import pyarrow.compute as pc

from .._columns import BAD, DATES, WIDTHS, Product
from .._layout import CODES, WORDS
from ..arrow import SETS, _arrays, numbers_of
from ..columns import EVENT, Batch, evaluate_batch, events_of, schedule_batch
from ..terms import Terms
from ._alone import each as each_alone
from ._work import ERROR, batch_of, error_array, in_error

ROWS = {"sequence": "int", "start_date": "date", "due_date": "date", "kind": "string", "principal_due": "bigint",
        "interest_due": "bigint", "fee_due": "bigint", "penalty_due": "bigint", "balance_after": "bigint"}
_BY = ("penalty", "fee", "interest", "principal")
POSITIONS = {
    "status": "string", "days_past_due": "int", "arrears_since": "date", "overdue_installments": "int",
    "next_due_date": "date", "next_due_amount": "bigint", "maturity_date": "date", "last_payment_at": "date",
    "disbursed_amount": "bigint", "overpaid": "bigint",
    **{f"{group}_{each}": "bigint" for group in ("outstanding", "arrears") for each in _BY}}
TYPES = {"int": pa.int32(), "bigint": pa.int64(), "date": pa.date32(), "string": pa.string()}
#: Of each word field of an event the set of its words.
WORD_FIELDS = {"component": "le_component", "role": "le_role", "keep": "le_keep", "arrears": "le_arrears",
               "rate_per": "le_rate_per"}
#: What the error of a call says at most of its loans: the others are asked for again.
FULL_ERRORS = 32
Call = Callable[[pa.RecordBatch], Batch]


def named(batch: pa.RecordBatch, names: Sequence[str]) -> dict[str, Any]:
    return {name: numbers_of(batch.column(name)) for name in names}


def complete(
    batch: pa.RecordBatch, names: Sequence[str]
) -> tuple[pa.RecordBatch, pa.RecordBatch, list[dict[str, str]]]:
    """Rows without nulls in columns of numbers; and those with one, and why they are refused."""
    missing = {name: pc.is_null(batch.column(name)) for name in names if name not in DATES}
    bad = None
    for own in missing.values():
        bad = own if bad is None else pc.or_(bad, own)
    if bad is None or not pc.any(bad).as_py():
        return batch, batch.slice(0, 0), []
    errors = []
    for at in pc.indices_nonzero(bad).to_pylist():
        name = next(name for name, own in missing.items() if own[at].as_py())
        message = "null is not allowed here; allowed: a number"
        errors.append({"code": "MALFORMED_INPUT", "path": name, "message": message})
    return batch.filter(pc.invert(bad)), batch.filter(bad), errors


def errors_of(batch: pa.RecordBatch, call: Call, result: Batch, bad: Any) -> list[dict[str, str]]:
    """Code, path and message of each refused loan; those beyond the first of a call by calls of their own."""
    found: dict[int, Any] = {error.index: error for error in result.errors}
    rest = [int(index) for index in bad if int(index) not in found]
    for first in range(0, len(rest), FULL_ERRORS):
        part = rest[first:first + FULL_ERRORS]
        for error in call(batch.take(pa.array(part, type=pa.int64()))).errors:
            found[part[error.index]] = error
    shown = []
    for index in map(int, bad):
        own = found.get(index)
        shown.append({"code": own.code, "path": own.path, "message": own.message} if own is not None else
                     {"code": CODES[int(result.codes[index])], "path": "", "message": ""})
    return shown


def typed(columns: dict[str, Any], names: dict[str, str], sets: dict[str, str]) -> list[pa.Array]:
    """Columns of a batch in Spark's types, words as texts."""
    own = _arrays({name: columns[name] for name in names}, sets)
    return [own[name].cast(TYPES[kind]) for name, kind in names.items()]


def _each(
    batches: Iterable[pa.RecordBatch], loan: str, used: Sequence[str], names: dict[str, str], call: Call,
    show: Callable[[pa.RecordBatch, Batch], pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    heading, types = [loan, *names, "error"], [TYPES[kind] for kind in names.values()]

    def work(given: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        batch, refused, errors = complete(given, used)
        if refused.num_rows:
            yield in_error(heading, refused, [loan], types, error_array(errors))
        if not batch.num_rows:
            return
        result = call(batch)
        yield show(batch, result)
        bad = numpy.flatnonzero(result.codes)
        if len(bad):
            rows = batch.take(pa.array(bad, type=pa.int64()))
            yield in_error(heading, rows, [loan], types, error_array(errors_of(batch, call, result, bad)))

    return each_alone(
        batches, work, lambda batch, error: in_error(heading, batch, [loan], types, error_array([error])))


def schedules(
    terms: Sequence[Terms], loan: str, used: Sequence[str], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    product = Product(terms)

    def call(batch: pa.RecordBatch) -> Batch:
        return schedule_batch(product, **named(batch, used), rows=tuple(ROWS), positions=False)

    def show(batch: pa.RecordBatch, result: Batch) -> pa.RecordBatch:
        own = [batch.column(loan).take(pa.array(result.loan)), *typed(result.rows, ROWS, SETS)]
        return batch_of([loan, *ROWS, "error"], [*own, pa.nulls(len(own[0]), ERROR)])

    return _each(batches, loan, used, ROWS, call, show)


def numbers(column: pa.Array, name: str) -> Any:
    """A field of events as numbers: a word that is none becomes one that the engine refuses, a null the default."""
    if name in WORD_FIELDS and pa.types.is_string(column.type):
        words = WORDS[WORD_FIELDS[name]]
        known = pa.array([words.get(each, BAD) if each is not None else 0 for each in column.to_pylist()], pa.int64())
        return numbers_of(known)
    return numbers_of(column if name in DATES else column.fill_null(0))


def log_of(batch: pa.RecordBatch, events: str) -> tuple[Any, Any]:
    """Events of a column of lists of structs, in the order of the lists."""
    lists = batch.column(events)
    own = pc.list_flatten(lists)
    words = pa.array(list(WORDS["le_event_type"]))
    kinds = pc.index_in(own.field("type"), value_set=words).fill_null(BAD)
    fields = {name: numbers(own.field(name), name) for name in (own.type.field(at).name for at in range(
        own.type.num_fields)) if name in (EVENT.names or ()) and name not in ("type", "date")}
    return events_of(numbers_of(pc.list_parent_indices(lists)), numbers_of(kinds), numbers_of(own.field("date")),
                     loans=batch.num_rows, **fields)


def positions(
    terms: Sequence[Terms], loan: str, used: Sequence[str], events: str | None, as_of: str,
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    product = Product(terms)

    def call(batch: pa.RecordBatch) -> Batch:
        log, ends = log_of(batch, events) if events is not None else (None, None)
        return evaluate_batch(product, log, ends, **named(batch, used), as_of=as_of, positions=tuple(POSITIONS))

    def show(batch: pa.RecordBatch, result: Batch) -> pa.RecordBatch:
        good = pa.array(numpy.flatnonzero(result.codes == 0), type=pa.int64())
        own = [batch.column(loan), *typed(result.positions, POSITIONS, {"status": "le_loan_status"})]
        return batch_of([loan, *POSITIONS, "error"], [*(each.take(good) for each in own), pa.nulls(len(good), ERROR)])

    return _each(batches, loan, used, POSITIONS, call, show)


#: Columns that a data frame may have of its loans' own.
COLUMNS = tuple(WIDTHS)
