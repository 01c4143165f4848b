"""Portfolios on Spark: schedules, statements, positions, reports and alerts of data frames.

Each function takes a DataFrame and gives one (``report`` a document); nothing is computed before Spark needs it.
Rows go to the engine in Arrow batches, by ``mapInArrow``, one call a batch. A row that the engine refuses is a row
with its code, path and message in the column ``error``. Columns beside those that are named
here are dropped, but for those in ``keep``.

    from loanengine import spark as le

    cases = session.read.parquet("cases.parquet")             # loan, case (loan-case/1), officer
    stands = le.positions(cases, "2026-06-30", dimensions=["officer"])
    report = le.report(stands, {"format": "report/1", "asOf": "2026-06-30", "groupBy": [[], ["officer"]]})

Amounts of documents are ``decimal(25,6)``, which holds every amount of the engine exactly; those of
``batch_schedules`` and ``batch_positions`` whole minor units, ``bigint``. Dates are ``date``.

**Any partitioning gives the same figures**, and so does a task that ran again: a row's result depends on the row
alone, and a report is merged of exact partial sums (``report-partial/1``). The package has to be installed in the
Python of each executor. Threads: data frames are Spark's; the functions keep no state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from .._columns import Product
from ..documents import Document, document, merge_reports, partial_report, to_bytes
from ..errors import LoanEngineError
from ..terms import Day, Terms, to_json
from . import _batch, _work

#: Code, path and message of a refused row; null for one that has a result.
ERROR = "error struct<code:string,path:string,message:string>"
AMOUNT = "decimal(25,6)"


def _named(frame: Any, keep: Sequence[str]) -> str:
    """The columns that are copied through, as Spark's DDL."""
    return "".join(f"`{name}` {frame.schema[name].dataType.simpleString()}, " for name in keep)


def _run(frame: Any, columns: Sequence[str], work: Callable[..., Any], schema: str) -> Any:
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}; there are {', '.join(frame.columns)}")
    return frame.select(*dict.fromkeys(columns)).mapInArrow(work, schema)


def _ddl(fields: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {kind}" for name, (_, kind) in fields.items())


def statements(
    cases: Any, as_of: Day | None = None, *, case: str = "case", keep: Sequence[str] = ("loan",)
) -> Any:
    """How loans stand: status, outstanding, arrears, next due, settlement figure, and the ``result`` itself
    (``loan-result/1``, JSON), a row a loan.

    :param case: the column with ``loan-case/1`` as text
    :param as_of: the date, for cases without an ``asOf`` of their own; one that has one is refused then
    :param keep: columns that are copied
    """
    schema = f"{_named(cases, keep)}{_ddl(_work.STATEMENT)}, result string, {ERROR}"
    own = None if as_of is None else str(to_json(as_of))
    return _run(cases, [case, *keep], partial(_work.statements, case, tuple(keep), own), schema)


def schedules(cases: Any, *, case: str = "case", keep: Sequence[str] = ("loan",)) -> Any:
    """The installments of loans as of the date of each case, with what is paid of them, a row an installment; of a
    refused loan one row with ``error`` and nothing else.

    :param case: the column with ``loan-case/1`` as text
    :param keep: columns that are copied to each row
    """
    schema = f"{_named(cases, keep)}{_ddl(_work.ROW)}, {ERROR}"
    return _run(cases, [case, *keep], partial(_work.schedules, case, tuple(keep)), schema)


def positions(
    cases: Any, as_of: Day, *, from_: Day | None = None, to: Day | None = None, previous: Day | None = None,
    loan: str = "loan", case: str = "case", dimensions: Sequence[str] = (), keep: Sequence[str] = (),
    figures: bool = True,
) -> Any:
    """Arrears and what else a report is made of: ``loan``, ``position`` (``position/1``, JSON), and its first figures
    as columns, a row a loan.

    :param as_of: the date; ``from_`` and ``to`` are a report's period, ``previous`` the date compared with
    :param loan: the column with the loan's name, 1 to 128 bytes; any type, read as text
    :param dimensions: columns that reports group by, at most 32, read as text; null is none
    :param keep: columns that are copied
    :param figures: False leaves the first figures out, where a report alone is to be made: it reads ``position``
    :raises LoanEngineError: where the dates do not fit together
    """
    given = {"asOf": as_of, "from": from_, "to": to, "previous": previous}
    options = json.dumps({name: to_json(day) for name, day in given.items() if day is not None}).encode()
    document("positions", b"", options=json.loads(options))  # the dates are checked here, not in each task
    others = [name for name in keep if name != loan]
    named = _named(cases, others)
    shown = f"{_ddl(_work.POSITION)}, " if figures else ""
    schema = f"loan string, {named}{shown}position string, {ERROR}"
    work = partial(_work.positions, loan, case, tuple(dimensions), tuple(others), options, figures)
    return _run(cases, [loan, case, *dimensions, *others], work, schema)


def alerts(
    changes: Any, rules: Document, *, role: str | None = None, previous: str = "previous", present: str = "present"
) -> Any:
    """The alerts of rules (``alert-rules/1``), a row an alert with the ``alert`` itself as JSON; of a refused change
    one row with ``error``. A change without alerts has no row.

    :param previous: the column with the position of the last run, null where the loan was not there
    :param present: the column with the position of now
    :param role: alerts for that role alone
    :raises LoanEngineError: for rules without meaning, or a role that none is for
    """
    given = bytes(to_bytes(rules))
    options = None if role is None else json.dumps({"role": role}).encode()
    document("alerts", b"", given=given, options=None if role is None else {"role": role})
    schema = f"{_ddl(_work.ALERT)}, alert string, {ERROR}"
    return _run(changes, [previous, present], partial(_work.alerts, previous, present, given, options), schema)


def partial_reports(stands: Any, spec: Document, *, position: str = "position") -> Any:
    """The exact sums of each partition (``report-partial/1``) in the column ``partial``, at most one row a partition,
    to be kept and merged later. Rows without position (refused cases) are left out.

    :param spec: the report, ``report/1``
    :raises LoanEngineError: for a report without meaning
    """
    given = bytes(to_bytes(spec))
    partial_report(given, b"")
    return _run(stands, [position], partial(_work.partials, position, given), f"partial string, {ERROR}")


def merged(partials: Any, parts: int) -> Any:
    """Partial sums merged into those of at most so many parts, by the executors."""
    return partials.repartition(parts).mapInArrow(_work.merges, f"partial string, {ERROR}")


def report(stands: Any, spec: Document, *, position: str = "position", fan_in: int = 64) -> dict[str, Any]:
    """A report (``report-result/1``) over positions: to the last unit that of one process over all of them.

    Partial sums of partitions are merged on executors until there are at most ``fan_in``, and those here. The line
    numbers of ``errors`` count within the batch that a line was in; ``refused`` says which loans they are.

    :raises LoanEngineError: for a report without meaning, or sums beyond 128 bits
    """
    sums = partial_reports(stands, spec, position=position)
    parts = sums.rdd.getNumPartitions()
    while parts > fan_in:
        parts = -(-parts // fan_in)
        sums = merged(sums, parts)
    found = sums.collect()
    for row in found:
        if row.error is not None:
            raise LoanEngineError(row.error.code, row.error.path, row.error.message)
    return merge_reports([row.partial.encode() for row in found] or [partial_report(spec, b"")])


def refused(stands: Any, spec: Document, *, position: str = "position", keep: Sequence[str] = ("loan",)) -> Any:
    """The positions that a report refuses, with ``error``: those that it counts as rejected.

    :raises LoanEngineError: for a report without meaning
    """
    given = bytes(to_bytes(spec))
    partial_report(given, b"")
    schema = f"{_named(stands, keep)}{ERROR}"
    return _run(stands, [position, *keep], partial(_work.refused, position, tuple(keep), given), schema)


def _used(loans: Any) -> tuple[str, ...]:
    used = tuple(name for name in _batch.COLUMNS if name in loans.columns)
    if not used:
        raise ValueError(f"none of the columns is known: {', '.join(_batch.COLUMNS)}")
    return used


def batch_schedules(loans: Any, products: Terms | Sequence[Terms], *, loan: str = "loan") -> Any:
    """The installments of loans in columns, a row an installment, amounts in minor units (``bigint``); of a refused
    loan one row with ``error``. One call of ``schedule_batch`` for each Arrow batch.

    :param loans: has some of ``product`` (the index of its terms), ``principal`` (minor units), ``rate_numerator``,
        ``rate_denominator``, ``term_count``, ``disbursed_at``, ``first_due_date``, which stand for what the terms say
    :param products: the terms that loans share
    :raises LoanEngineError: for terms without meaning
    """
    terms = (products,) if isinstance(products, Terms) else tuple(products)
    Product(terms)
    used = tuple(name for name in _used(loans) if name != "status")
    schema = f"{_named(loans, [loan])}{', '.join(f'{name} {kind}' for name, kind in _batch.ROWS.items())}, {ERROR}"
    return _run(loans, [loan, *used], partial(_batch.schedules, terms, loan, used), schema)


def batch_positions(
    loans: Any, products: Terms | Sequence[Terms], as_of: Day, *, events: str | None = None, loan: str = "loan"
) -> Any:
    """How loans in columns stand, a row a loan, amounts in minor units (``bigint``). One call of ``evaluate_batch`` for
    each Arrow batch: the quick way to arrears and sums of them. A report takes ``positions``.

    :param loans: as of ``batch_schedules``, and ``status`` (a number of ``le_loan_status``)
    :param events: a column of ``array<struct<type:string,date:date,amount:bigint,…>>``, in the order entered; other
        fields are those of ``loanengine.columns.EVENT``, words or numbers. Null is none
    :raises LoanEngineError: for terms without meaning, or a date that is none
    """
    terms = (products,) if isinstance(products, Terms) else tuple(products)
    Product(terms)
    document("positions", b"", options={"asOf": str(to_json(as_of))})  # the date is checked here, not in each task
    used = _used(loans)
    own = f"{_named(loans, [loan])}{', '.join(f'{name} {kind}' for name, kind in _batch.POSITIONS.items())}, {ERROR}"
    work = partial(_batch.positions, terms, loan, used, events, str(to_json(as_of)))
    return _run(loans, [loan, *used, *([] if events is None else [events])], work, own)
