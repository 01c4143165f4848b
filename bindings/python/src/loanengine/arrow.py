"""Portfolios as Arrow tables: in from anything that speaks Arrow (pyarrow, pandas, Polars, DuckDB), out as pyarrow.

Amounts are ``int64`` minor units, dates ``date32``. Columns are handed over without a copy where they have no nulls.

>>> import pyarrow
>>> from loanengine import Rate, Terms
>>> product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
>>> book = pyarrow.table({"loan": ["A", "B"], "principal": [10_000_00, -5]})
>>> loans, rows = schedule_tables(product, book)
>>> loans.column("installment").to_pylist(), loans.column("code").to_pylist(), rows.num_rows
([94560, 0], ['OK', 'INVALID_TERMS'], 12)
>>> rows.column("due_date")[0].as_py(), rows.column("loan")[0].as_py()
(datetime.date(2026, 4, 11), 'A')
"""

from __future__ import annotations

from typing import Any

import numpy
import pyarrow
import pyarrow.compute

from ._columns import BAD, DATES, NO_DATE, WIDTHS, Products
from ._layout import WORDS
from .columns import Batch, evaluate_batch, events_of, schedule_batch

SETS = {"status": "le_row_status", "kind": "le_row_kind"}


def table_of(data: Any) -> pyarrow.Table:
    """A pyarrow table of anything with an Arrow stream."""
    return data if isinstance(data, pyarrow.Table) else pyarrow.table(data)


def numbers_of(column: Any) -> Any:
    """A column as numpy: whole numbers or dates; a null date is none, another null is refused."""
    array = column.combine_chunks() if isinstance(column, pyarrow.ChunkedArray) else column
    if isinstance(array, pyarrow.ChunkedArray):
        array = pyarrow.concat_arrays(array.chunks)
    kind = array.type
    if pyarrow.types.is_date32(kind):
        return array.view(pyarrow.int32()).fill_null(NO_DATE).to_numpy(zero_copy_only=False)
    if pyarrow.types.is_temporal(kind):
        return array.cast(pyarrow.date32()).view(pyarrow.int32()).fill_null(NO_DATE).to_numpy(zero_copy_only=False)
    if array.null_count:
        raise ValueError("a column of numbers has nulls: fill them first")
    if not pyarrow.types.is_integer(kind):
        raise TypeError(f"whole numbers are expected, not {kind}: amounts are in minor units")
    return array.to_numpy(zero_copy_only=False)


def text_like(kind: Any) -> bool:
    return str(kind) in ("string", "large_string", "string_view")


def plain_text(column: Any) -> Any:
    """Texts of Polars as those that pyarrow computes with."""
    return column.cast(pyarrow.large_string()) if str(column.type) == "string_view" else column


def days_of_text(column: Any) -> Any:
    """Days of texts; where one is no date, one by one, so that it is an error of its own loan."""
    try:
        return numbers_of(column.cast(pyarrow.date32()))
    except pyarrow.ArrowInvalid:
        return column.to_pylist()


def dates_array(days: Any) -> pyarrow.Array:
    """date32 over the same memory; null for none."""
    missing = days == NO_DATE
    if missing.any():
        return pyarrow.array(days, type=pyarrow.int32(), mask=missing).view(pyarrow.date32())
    return pyarrow.array(days).view(pyarrow.date32())


def words_array(numbers: Any, kind: str) -> pyarrow.Array:
    """A dictionary of words; null for a number without one."""
    words = {number: word for word, number in WORDS[kind].items()}
    places = numpy.full(max(words) + 2, -1, dtype="i4")  # the last is of numbers without a word
    places[list(words)] = numpy.arange(len(words))
    indices = places[numpy.where((numbers >= 0) & (numbers < len(places) - 1), numbers, len(places) - 1)]
    missing = indices < 0
    return pyarrow.DictionaryArray.from_arrays(
        pyarrow.array(indices, mask=missing if missing.any() else None), pyarrow.array(list(words.values())))


def _arrays(columns: dict[str, Any], sets: dict[str, str]) -> dict[str, pyarrow.Array]:
    return {name: dates_array(column) if name in DATES else
            words_array(column, sets[name]) if name in sets else pyarrow.array(column)
            for name, column in columns.items()}


def rows_table(batch: Batch, loan: Any | None = None) -> pyarrow.Table:
    """The rows of a batch; ``loan`` is the index of each row's loan, or its name from that column."""
    index = pyarrow.array(batch.loan)
    return pyarrow.table({"loan": index if loan is None else loan.take(index), **_arrays(batch.rows, SETS)})


def loans_table(batch: Batch, loan: Any | None = None) -> pyarrow.Table:
    """What is known of each loan: its code (``OK``, or why not), and how it stands."""
    first = pyarrow.array(numpy.arange(len(batch.codes), dtype="u4")) if loan is None else loan
    return pyarrow.table({"loan": first, "code": words_array(batch.codes, "le_code"),
                          **_arrays(batch.positions, {"status": "le_loan_status"})})


def _book(loans: Any) -> tuple[dict[str, Any], Any]:
    table = table_of(loans)
    named = {name: days_of_text(table.column(name)) if name in DATES and text_like(table.column(name).type)
             else numbers_of(table.column(name)) for name in WIDTHS if name in table.column_names}
    if not named:
        raise ValueError(f"none of the columns is known: {', '.join(WIDTHS)}")
    return named, plain_text(table.column("loan")) if "loan" in table.column_names else None


def schedule_tables(products: Products, loans: Any, **options: Any) -> tuple[pyarrow.Table, pyarrow.Table]:
    """``(loans, rows)`` of a table with some of ``product``, ``principal``, ``rate_numerator``, ``rate_denominator``,
    ``term_count``, ``disbursed_at``, ``first_due_date``, and ``loan`` to name them."""
    named, loan = _book(loans)
    named.pop("status", None)
    batch = schedule_batch(products, **named, **options)
    return loans_table(batch, loan), rows_table(batch, loan) if batch.rows else pyarrow.table({})


def evaluate_tables(
    products: Products, loans: Any, events: Any = None, **options: Any
) -> tuple[pyarrow.Table, pyarrow.Table | None]:
    """``(loans, rows)``: how loans stand. ``events`` has ``loan`` (as in ``loans``, or its index), ``type`` (a word or
    number), ``date`` and fields of events; ``rows=True`` asks for rows.

    >>> from loanengine import Rate, Terms
    >>> book = pyarrow.table({"loan": ["A", "B"], "principal": [50_000_00, 50_000_00]})
    >>> product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> paid = pyarrow.table({"loan": ["B"], "type": ["REPAYMENT"], "date": ["2026-04-11"], "amount": [5_000_00]})
    >>> loans, _ = evaluate_tables(product, book, paid, as_of="2026-06-01")
    >>> loans.column("days_past_due").to_pylist()
    [51, 21]
    """
    own = table_of(loans)  # a stream is read once
    named, loan = _book(own)
    count = own.num_rows
    log = offsets = None
    if events is not None:
        table = table_of(events)
        which = plain_text(table.column("loan"))
        if loan is not None and not pyarrow.types.is_integer(which.type):
            which = pyarrow.compute.index_in(which.cast(loan.type), value_set=loan.combine_chunks())
            if which.null_count:
                raise ValueError("an event's loan is not in the table of loans")
        kinds = table.column("type")
        if not pyarrow.types.is_integer(kinds.type):
            words = pyarrow.array(list(WORDS["le_event_type"]))  # in the order of their numbers, from 0
            kinds = pyarrow.compute.index_in(kinds.cast(pyarrow.string()), value_set=words).fill_null(BAD)
        when = table.column("date")
        day = numbers_of(when) if not text_like(when.type) else days_of_text(when)
        fields = {name: numbers_of(table.column(name)) for name in table.column_names
                  if name not in ("loan", "type", "date")}
        log, offsets = events_of(numbers_of(which), numbers_of(kinds), day, loans=count, **fields)
    batch = evaluate_batch(products, log, offsets, **named, **options)
    return loans_table(batch, loan), rows_table(batch, loan) if batch.rows else None


__all__ = ["dates_array", "evaluate_tables", "loans_table", "numbers_of",
                      "rows_table", "schedule_tables", "table_of", "words_array"]
