"""Many loans in one call, over numpy arrays: no Python for each loan, and the interpreter's lock let go of.

Loans are products, the terms that many share, and columns of what each has of its own. Amounts are ``int64`` minor
units, dates ``datetime64[D]`` or ``int32`` days since 1970-01-01, words their numbers (``WORDS``). A loan that is
refused has a code in ``codes`` (0 is done) and no rows; the others go on.

A million loans of one product, 10 000.00 each, at 24 % over twelve months:

>>> import numpy
>>> from loanengine import Rate, Terms
>>> from loanengine.columns import schedule_batch
>>> product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
>>> batch = schedule_batch(product, principal=numpy.array([10_000_00, -5, 50_000_00]))
>>> batch.codes.tolist(), batch.offsets.tolist()
([0, 2, 0], [0, 12, 12, 24])
>>> batch.positions["installment"].tolist()
[94560, 0, 472798]
>>> batch.rows["interest_due"][:3].tolist()
[20000, 18509, 16988]
>>> batch.errors[0]
BatchError(index=1, code='INVALID_TERMS', path='terms.principalAmount', \
message='-0.05 is not allowed here; allowed: more than zero')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy

from ._columns import (
    ALLOCATE, CLASSIFY, DATES, EVALUATE, EVENT, NOT_REACHED, PAYMENT, POSTING, SCHEDULE, SCHEDULE_POSITIONS,
    Array, BatchError, Columns, Product, Products, _Call, _clipped, _columns, _days, _each, _like, _ranges, _whole)
from ._layout import CODES, POSITION_COLUMNS, ROW_COLUMNS, WORDS
from .errors import LoanEngineError

@dataclass
class Batch:
    """What a call gives. Rows of loan ``i`` are ``offsets[i]:offsets[i + 1]`` of each column of ``rows``."""

    codes: Array
    offsets: Array | None = None
    rows: Columns = field(default_factory=dict)
    positions: Columns = field(default_factory=dict)
    postings: Array | None = None
    posting_offsets: Array | None = None
    errors: list[BatchError] = field(default_factory=list)

    @property
    def loan(self) -> Array:
        """The loan of each row."""
        if self.offsets is None:
            raise ValueError("no rows were asked for")
        return numpy.repeat(numpy.arange(len(self.codes), dtype="u4"), numpy.diff(self.offsets.astype("i8")))

    def to_arrow(self) -> Any:
        """The rows as a pyarrow table: ``loanengine.arrow.rows_table``."""
        from .arrow import rows_table

        return rows_table(self)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def schedule_batch(
    products: Products, *, principal: Any = None, product: Any = None, rate_numerator: Any = None,
    rate_denominator: Any = None, term_count: Any = None, disbursed_at: Any = None, first_due_date: Any = None,
    rows: bool | Iterable[str] = True, positions: bool | Iterable[str] = True, threads: int = 1,
    into: Batch | None = None,
) -> Batch:
    """The schedules of many loans.

    ``products`` are terms, or a :class:`Product`; ``product`` is the index of each loan's. The columns stand for what
    the product says. ``rows`` and ``positions`` choose columns: True for all, False for none. Memory is that of the
    columns that are asked for. ``into`` is an earlier batch that is not needed any more: its memory is written to where
    it is enough.
    """
    call = _Call(products, dict(
        product=product, principal=principal, rate_numerator=rate_numerator, rate_denominator=rate_denominator,
        term_count=term_count, disbursed_at=disbursed_at, first_due_date=first_due_date))
    count = call.count
    ranges = _ranges(count, threads)
    room = call.rows_of()
    begins = [int(room[first:end].sum()) for first, end in ranges]
    starts = [sum(begins[:index]) for index in range(len(ranges))]
    own = _columns(rows, ROW_COLUMNS, sum(begins), ROW_COLUMNS, into.rows if into else {})
    stands = _columns(positions, POSITION_COLUMNS, count, SCHEDULE_POSITIONS, into.positions if into else {})
    codes = numpy.zeros(count, dtype="i4")
    offsets = numpy.zeros(count + 1, dtype="u8")
    del room

    def work(first: int, end: int) -> tuple[int, Array, list[BatchError]]:
        which = ranges.index((first, end))
        at, capacity = starts[which], begins[which]
        number = end - first
        inside = numpy.zeros(number + 1, dtype="u8")
        _, done, errors = call.run(
            SCHEDULE, number, call.part(first, end),
            {name: column[at:at + capacity] for name, column in own.items()} if own else None, capacity,
            {name: column[first:end] for name, column in stands.items()} if stands else None,
            {"codes": codes[first:end], **({"offsets": inside} if own else {})})
        if done != number:
            raise LoanEngineError("BUFFER_TOO_SMALL", "rows", "a schedule has more rows than its terms say")
        return int(inside[-1]), inside, [BatchError(e.index + first, e.code, e.path, e.message) for e in errors]

    results = _each(ranges, work)
    errors: list[BatchError] = []
    end_of_rows = 0
    for (first, end), at, (used, inside, found) in zip(ranges, starts, results):
        if end_of_rows != at and used:  # refused loans have left room
            for column in own.values():
                column[end_of_rows:end_of_rows + used] = column[at:at + used].copy()
        offsets[first:end + 1] = inside + numpy.uint64(end_of_rows)
        end_of_rows += used
        errors += found
    own = {name: column[:end_of_rows] for name, column in own.items()}
    return Batch(codes, offsets if own else None, own, stands, errors=errors)


def events_of(
    loan: Any, type: Any, date: Any, *, loans: int, **fields: Any
) -> tuple[Array, Array]:
    """Events in columns as ``(events, event_offsets)`` for :func:`evaluate_batch`.

    ``loan`` is the index of each event's loan; a loan's events stay in the order given. ``type`` is numbers
    (``WORDS["le_event_type"]``) or one word for all; ``fields`` are those of ``EVENT``: ``amount``, ``of``,
    ``component``, ``role``, ``rate_numerator``, ….

    >>> events, offsets = events_of([1, 0, 1], "REPAYMENT", ["2026-04-11"] * 3, loans=2, amount=[5, 7, 9])
    >>> events["amount"].tolist(), offsets.tolist()
    ([7, 5, 9], [0, 1, 3])
    """
    which = _whole(loan, "i8", "loan")
    if which.size and (which.min() < 0 or which.max() >= loans):
        raise ValueError("loan: an index leaves the loans")
    events = numpy.zeros(len(which), dtype=EVENT)
    events["date"] = _days(date)
    events["type"] = WORDS["le_event_type"][str(type)] if isinstance(type, str) else _whole(type, "i4", "type")
    for name, values in fields.items():
        if name not in (EVENT.names or ()):
            raise ValueError(f"an event has no {name}")
        events[name] = _days(values) if name in DATES else _whole(values, EVENT[name].str[1:], name)
    counts = numpy.bincount(which, minlength=loans) if which.size else numpy.zeros(loans, dtype="i8")
    offsets = numpy.zeros(loans + 1, dtype="u8")
    offsets[1:] = numpy.cumsum(counts)
    if which.size and (numpy.diff(which) < 0).any():
        events = events[numpy.argsort(which, kind="stable")]
    return events, offsets


def evaluate_batch(
    products: Products, events: Any = None, event_offsets: Any = None, *, as_of: Any = None, principal: Any = None,
    product: Any = None, rate_numerator: Any = None, rate_denominator: Any = None, term_count: Any = None,
    disbursed_at: Any = None, first_due_date: Any = None, status: Any = None,
    rows: bool | Iterable[str] = False, positions: bool | Iterable[str] = True, postings: bool = False,
    threads: int = 1,
) -> Batch:
    """Many loans with what happened to them, as of a date: positions, and rows and postings where asked for.

    >>> import numpy
    >>> from loanengine import Rate, Terms
    >>> product = Terms("NGN", "50000", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> events, offsets = events_of([0], "REPAYMENT", ["2026-04-11"], loans=2, amount=[5_000_00])
    >>> batch = evaluate_batch(product, events, offsets, as_of="2026-06-01", principal=[50_000_00, 50_000_00])
    >>> batch.positions["days_past_due"].tolist(), batch.positions["arrears_principal"].tolist()
    ([21, 51], [380254, 753052])
    """
    call = _Call(products, dict(
        product=product, principal=principal, rate_numerator=rate_numerator, rate_denominator=rate_denominator,
        term_count=term_count, disbursed_at=disbursed_at, first_due_date=first_due_date, status=status), as_of)
    log, offsets = None, None
    if (events is None) != (event_offsets is None):
        raise ValueError("events and event_offsets go together")
    if events is not None:
        log, offsets = _like(events, EVENT, "events"), _whole(event_offsets, "u8", "event_offsets")
        if len(offsets) - 1 != call.count and not call.loans:
            call.count = len(offsets) - 1
        if len(offsets) != call.count + 1:
            raise ValueError("event_offsets: one more than the loans is expected")
    count, room = call.count, call.rows_of()
    ranges = _ranges(count, threads)
    stands = _columns(positions, POSITION_COLUMNS, count, POSITION_COLUMNS)
    codes = numpy.full(count, NOT_REACHED, dtype="i4")

    def work(first: int, end: int) -> list[tuple[int, int, Columns, Array, Array, Array, list[BatchError]]]:
        number, at = end - first, 0
        parts: list[tuple[int, int, Columns, Array, Array, Array, list[BatchError]]] = []
        loans = call.part(first, end)
        happened = 0
        if log is not None and offsets is not None:
            loans["events"], loans["event_offsets"] = log, offsets[first:end + 1]
            happened = int(min(offsets[end], len(log))) - int(min(offsets[first], len(log)))
        capacity = int(room[first:end].sum()) + 64
        posted = 4 * max(happened, 0) + 64
        while at < number or (number == 0 and not parts):
            own = _columns(rows, ROW_COLUMNS, capacity, ROW_COLUMNS)
            others: Columns = {"codes": codes[first:end]}
            ends, posting_ends = numpy.zeros(number + 1, dtype="u8"), numpy.zeros(number + 1, dtype="u8")
            made = numpy.empty(posted if postings else 0, dtype=POSTING)
            if own:
                others["offsets"] = ends
            if postings:
                others["postings"], others["posting_offsets"] = made.view(f"V{POSTING.itemsize}"), posting_ends
            code, done, errors = call.run(
                EVALUATE, number, loans, own or None, capacity if own else 0,
                {name: column[first:end] for name, column in stands.items()} if stands else None, others, at)
            if code != 0:  # not even the next loan fits
                before = capacity, posted
                capacity = max(capacity, int(ends[at + 1]))
                posted = max(posted, int(posting_ends[at + 1]))
                if before == (capacity, posted):
                    raise LoanEngineError("BUFFER_TOO_SMALL", "", "a loan has more rows than it says")
                continue
            stop = at + done
            parts.append((first + at, first + stop,
                          {name: column[:int(ends[stop])] for name, column in own.items()}, ends[at:stop + 1],
                          made[:int(posting_ends[stop])], posting_ends[at:stop + 1],
                          [BatchError(e.index + first, e.code, e.path, e.message) for e in errors]))
            at = stop
            if number == 0:
                break
        return parts

    parts = [part for some in _each(ranges, work) for part in some]
    joined = Batch(codes, None, {}, stands, errors=[error for part in parts for error in part[6]])
    if rows is not False:
        joined.offsets = _joined_offsets([part[3] for part in parts], count)
        joined.rows = {name: parts[0][2][name] if len(parts) == 1 else
                       numpy.concatenate([part[2][name] for part in parts]) for name in parts[0][2]}
    if postings:
        joined.posting_offsets = _joined_offsets([part[5] for part in parts], count)
        joined.postings = parts[0][4] if len(parts) == 1 else numpy.concatenate([part[4] for part in parts])
    return joined


def _joined_offsets(pieces: list[Array], count: int) -> Array:
    offsets, at, base = numpy.zeros(count + 1, dtype="u8"), 0, 0
    for piece in pieces:
        number = len(piece) - 1
        offsets[at:at + number + 1] = piece + numpy.uint64(base)
        at, base = at + number, base + int(piece[-1])
    return offsets


def _rows(rows: Mapping[str, Any]) -> tuple[Columns, int]:
    own: Columns = {}
    for name, column in rows.items():
        if name not in ROW_COLUMNS:
            raise ValueError(f"no such column: {name}; there are {', '.join(ROW_COLUMNS)}")
        if not isinstance(column, numpy.ndarray):
            raise TypeError(f"{name}: a numpy array is expected: it is written to")
        own[name] = column.view(numpy.ndarray)
    return own, min((len(column) for column in own.values()), default=0)


def allocate_many(
    products: Products, rows: Mapping[str, Any], offsets: Any, *, amount: Any = None, date: Any = None,
    loan: Any = None, event: Any = None, product: Any = None, firsts: Array | None = None, payments: Any = None,
) -> tuple[Array, Array, list[BatchError]]:
    """Repayments of many loans as they came in: ``(codes, overpaid, errors)``. ``rows`` are written to.

    ``rows`` and ``offsets`` are as :func:`schedule_batch` gives them; ``loan`` is the loan of each payment, or None
    for payment ``i`` on loan ``i``. ``firsts`` (``uint32``, zero at first) is kept between calls by hosts that wish to.
    ``payments``, an array of ``PAYMENT``, stands for ``amount``, ``date`` and ``event`` without a copy.

    >>> import numpy
    >>> from loanengine import Rate, Terms
    >>> product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> batch = schedule_batch(product, principal=[10_000_00, 20_000_00, 30_000_00])
    >>> codes, overpaid, _ = allocate_many(product, batch.rows, batch.offsets, loan=[2, 0, 1, 7],
    ...     amount=[283_679, 100_000, 5_000_000, 94_560], date=["2026-04-11"] * 4)
    >>> codes.tolist(), overpaid.tolist()
    ([0, 0, 0, 32], [0, 0, 2730568, 0])
    >>> batch.rows["interest_paid"][24:25].tolist()
    [60000]
    """
    call = _Call(products, {"product": product} if product is not None else {})
    ends = _whole(offsets, "u8", "offsets")
    if not len(ends):
        raise ValueError("offsets: at least one is expected")
    call.count = len(ends) - 1
    own, capacity = _rows(rows)
    if payments is not None:
        if amount is not None or date is not None or event is not None:
            raise ValueError("payments has amount, date and event")
        money = _like(payments, PAYMENT, "payments")
    else:
        amounts, on = _whole(amount, "i8", "amount"), _days(date)
        made = numpy.empty(len(amounts), dtype=PAYMENT)
        made["amount"], made["date"] = amounts, on
        made["event"] = numpy.arange(1, len(amounts) + 1) if event is None else _whole(event, "i4", "event")
        money = _like(made, PAYMENT, "payments")
    number = len(money)
    codes, overpaid = numpy.full(number, NOT_REACHED, dtype="i4"), numpy.zeros(number, dtype="i8")
    others: Columns = {"payments": money, "offsets": ends, "codes": codes,
                       "overpaid": overpaid}
    if loan is not None:
        others["payment_loans"] = _clipped(loan, "u4", "loan")
    elif number > call.count:
        raise ValueError("without loan= there is at most one payment a loan")
    if firsts is not None:
        others["firsts"] = firsts
    _, _, errors = call.run(ALLOCATE, call.count, call.loans, own, capacity, None, others)
    return codes, overpaid, errors


def classify_batch(
    products: Products, rows: Mapping[str, Any], offsets: Any, as_of: Any, *, product: Any = None, status: Any = None,
    positions: bool | Iterable[str] = True, threads: int = 1,
) -> Batch:
    """How loans stand on a date by their rows, whose ``status`` and ``days_past_due`` are written.

    >>> import numpy
    >>> from loanengine import Rate, Terms
    >>> product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> batch = schedule_batch(product, principal=[10_000_00, 20_000_00])
    >>> stands = classify_batch(product, batch.rows, batch.offsets, "2026-06-01").positions
    >>> stands["days_past_due"].tolist(), stands["arrears_principal"].tolist()
    ([51, 51], [150611, 301220])
    """
    named = {"product": product, "status": status}
    call = _Call(products, {name: value for name, value in named.items() if value is not None}, as_of)
    ends = _whole(offsets, "u8", "offsets")
    if not len(ends):
        raise ValueError("offsets: at least one is expected")
    call.count = len(ends) - 1
    own, capacity = _rows(rows)
    stands = _columns(positions, POSITION_COLUMNS, call.count, POSITION_COLUMNS)
    codes = numpy.full(call.count, NOT_REACHED, dtype="i4")
    if (numpy.diff(ends.astype("i8")) < 0).any():
        threads = 1  # rows of two loans may be the same

    def work(first: int, end: int) -> list[BatchError]:
        loans = call.part(first, end)
        _, _, errors = call.run(
            CLASSIFY, end - first, loans, own, capacity,
            {name: column[first:end] for name, column in stands.items()} if stands else None,
            {"offsets": ends[first:end + 1], "codes": codes[first:end]})
        return [BatchError(e.index + first, e.code, e.path, e.message) for e in errors]

    errors = [error for some in _each(_ranges(call.count, threads), work) for error in some]
    return Batch(codes, ends, dict(own), stands, errors=errors)


__all__ = [
    "CODES", "EVENT", "PAYMENT", "POSTING", "WORDS", "Batch", "BatchError", "Product", "allocate_many",
    "classify_batch", "evaluate_batch", "events_of", "schedule_batch",
]
