"""Many loans in one call, over columns: numpy arrays in and out, no Python for a loan.

Amounts are whole minor units (int64), dates days since 1970-01-01 (int32), or datetime64 where they are given.
Each loan has its own code, 0 for none; a bad loan never loses the others. Calls release the GIL.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import _fast
from ._layout import CODES, NUMBERS, WORDS, packed, size
from .errors import LoanEngineError
from .terms import Day, Terms

INTS = ("sequence", "start_date", "due_date", "status", "days_past_due", "kind")
AMOUNTS = (
    "principal_due", "interest_due", "fee_due", "penalty_due", "balance_after", "principal_paid", "interest_paid",
    "fee_paid", "penalty_paid",
)
COMPONENTS = ("penalty", "fee", "interest", "principal")
Array = np.ndarray[Any, Any]


def _column(values: Any, kind: str, count: int, name: str) -> Array:
    array = np.asarray(values)
    if array.size == 0:
        array = array.astype(kind)
    if array.dtype.kind == "M":
        array = array.astype("datetime64[D]").astype(np.int64)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} has {array.dtype}; allowed: whole numbers, or dates")
    limits = np.iinfo(kind)
    if array.size and (array.min() < limits.min or array.max() > limits.max):
        raise OverflowError(f"{name} does not fit {kind}")
    array = np.ascontiguousarray(array, dtype=kind)
    if array.shape != (count,):
        raise ValueError(f"{name} has the shape {array.shape}; allowed: ({count},)")
    return array


def _address(array: Array) -> int:
    return int(array.ctypes.data)


@dataclass
class _Call:
    """Structs of a call, and what they point to, kept alive."""

    loans: dict[str, int] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)

    def keep(self, array: Array) -> int:
        self.kept.append(array)
        return _address(array)

    def struct(self, name: str, values: dict[str, int]) -> int:
        data = np.frombuffer(packed(name, values), dtype=np.uint8).copy()
        return self.keep(data)

    def products(self, terms: Terms | Sequence[Terms]) -> int:
        many = [terms] if isinstance(terms, Terms) else list(terms)
        if not many:
            raise ValueError("no terms; allowed: one or more")
        self.loans |= {
            "struct_size": size("le_loans"), "product_count": len(many), "as_of": NUMBERS["LE_DATE_NONE"],
            "products": self.keep(np.frombuffer(b"".join(map(_fast.pack, many)), dtype=np.uint8))}
        return len(many)

    def columns(self, count: int, given: dict[str, tuple[Any, str]]) -> None:
        self.loans["count"] = count
        for name, (values, kind) in given.items():
            if values is not None:
                self.loans[name] = self.keep(_column(values, kind, count, name))


@dataclass
class Errors:
    """The codes of a call, and its first errors."""

    codes: Array
    first: list[tuple[int, LoanEngineError]]

    def __bool__(self) -> bool:
        return bool(self.codes.any())


def _errors(call: _Call, results: dict[str, int], codes: Array, capacity: int = 100) -> Array:
    memory = np.zeros(capacity * size("le_error"), dtype=np.uint8)
    for index in range(capacity):
        memory[index * size("le_error"):][:4] = np.frombuffer(
            size("le_error").to_bytes(4, "little"), dtype=np.uint8)
    results |= {
        "struct_size": size("le_results"), "codes": call.keep(codes), "errors": call.keep(memory),
        "error_capacity": capacity}
    return memory


def _first_errors(memory: Array, count: int) -> list[tuple[int, LoanEngineError]]:
    found = []
    for index in range(count):
        one = memory[index * size("le_error"):][:size("le_error")].tobytes()
        code, place = int.from_bytes(one[4:8], "little"), int.from_bytes(one[8:16], "little")
        path, message = (text.split(b"\0")[0].decode("utf-8", "replace") for text in (one[16:112], one[112:392]))
        found.append((place, LoanEngineError(CODES[code], path, message)))
    return found


def _run(function: str, arguments: list[int | None], results: int) -> tuple[int, int]:
    """Calls, and reads how many errors were written, and how many loans done."""
    call = getattr(_fast.LIBRARY, function)
    pointers = [ctypes.c_void_p(each) if each is None or each > 1 << 16 else ctypes.c_size_t(each) for each in arguments]
    code = call(*pointers, ctypes.c_void_p(results))
    if code != 0:
        raise LoanEngineError(CODES.get(code, "INVALID_ARGUMENT"), function, "the call was refused")
    data = ctypes.string_at(results, size("le_results"))
    return int.from_bytes(data[88:96], "little"), int.from_bytes(data[104:112], "little")


@dataclass
class Rows:
    """The rows of many loans in columns, loan after loan: those of loan i are ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: Array
    columns: dict[str, Array]
    #: Of each loan the level payment, 0 where there is none; None where rows come from elsewhere.
    installment: Array | None = None
    errors: Errors | None = None
    _firsts: Array | None = None

    @property
    def loans(self) -> int:
        return len(self.offsets) - 1

    def __len__(self) -> int:
        return int(self.offsets[-1])

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def loan(self, index: int) -> dict[str, Array]:
        """The columns of one loan."""
        own = slice(int(self.offsets[index]), int(self.offsets[index + 1]))
        return {name: column[own] for name, column in self.columns.items()}

    def _struct(self, call: _Call) -> int:
        values = {"struct_size": size("le_row_columns")}
        values |= {name: _address(column) for name, column in self.columns.items()}
        return call.struct("le_row_columns", values)

    def allocate(
        self, terms: Terms | Sequence[Terms], amounts: Any, dates: Any, loans: Any = None, *, product: Any = None
    ) -> tuple[Array, Errors]:
        """Applies repayments in their order; the paid columns rise.

        :param loans: the loan of each payment; by default payment i is of loan i
        :param product: which of the terms each loan has
        :returns: what each payment leaves over, and the codes
        """
        call = _Call()
        call.products(terms)
        call.columns(self.loans, {"product": (product, "uint32")})
        count = len(np.asarray(amounts))
        payments = np.zeros(count, dtype=[("amount", "i8"), ("date", "i4"), ("event", "i4")])
        payments["amount"] = _column(amounts, "int64", count, "amounts")
        payments["date"] = _column(dates, "int32", count, "dates")
        payments["event"] = np.arange(1, count + 1, dtype=np.int64) % (1 << 30)
        of = None if loans is None else call.keep(_column(loans, "uint32", count, "loans"))
        if loans is None and count != self.loans:
            raise ValueError(f"{count} payments of {self.loans} loans; allowed: as many, or the loan of each")
        if self._firsts is None:
            self._firsts = np.zeros(self.loans, dtype=np.uint32)
        codes, overpaid = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int64)
        results: dict[str, int] = {}
        memory = _errors(call, results, codes)
        struct = call.struct("le_results", results)
        if count:
            written, _ = _run(
                "le_allocate_many",
                [call.struct("le_loans", call.loans), call.keep(payments), of, count, self._struct(call),
                 _address(self.offsets), _address(self._firsts), _address(overpaid)], struct)
            return overpaid, Errors(codes, _first_errors(memory, written))
        return overpaid, Errors(codes, [])

    def classify(
        self, terms: Terms | Sequence[Terms], as_of: Day, *, status: Any = None, product: Any = None
    ) -> tuple[dict[str, Array], Errors]:
        """How each loan stands as of a day: ``days_past_due``, ``overdue_installments``, ``arrears_since``,
        ``next_due_date``, ``next_due_amount``, ``outstanding_principal``, …, ``arrears_principal``, …; the rows'
        ``status`` and ``days_past_due`` are written too."""
        call = _Call()
        call.products(terms)
        call.columns(self.loans, {"product": (product, "uint32"), "status": (status, "int32")})
        call.loans["as_of"] = _fast.day_of(as_of)
        figures = {
            name: np.zeros(self.loans, dtype=np.int32)
            for name in ("days_past_due", "overdue_installments", "arrears_since", "next_due_date")}
        figures["next_due_amount"] = np.zeros(self.loans, dtype=np.int64)
        values = {"struct_size": size("le_position_columns")}
        values |= {name: _address(column) for name, column in figures.items()}
        for group in ("outstanding", "arrears"):
            for component in COMPONENTS:
                column = np.zeros(self.loans, dtype=np.int64)
                figures[f"{group}_{component}"] = column
                values[f"{group}[{WORDS['le_component'][component.upper()]}]"] = _address(column)
        codes = np.zeros(self.loans, dtype=np.int32)
        results = {"positions": call.struct("le_position_columns", values)}
        memory = _errors(call, results, codes)
        if not self.loans:
            return figures, Errors(codes, [])
        written, _ = _run(
            "le_classify_batch",
            [call.struct("le_loans", call.loans), self._struct(call), _address(self.offsets)],
            call.struct("le_results", results))
        return figures, Errors(codes, _first_errors(memory, written))

    def to_arrow(self) -> Any:
        """A pyarrow table over the same memory; ``loan`` is the loan's index, dates are date32."""
        import pyarrow as pa

        loan = np.repeat(np.arange(self.loans, dtype=np.int32), np.diff(self.offsets).astype(np.int64))
        arrays = {"loan": pa.array(loan)}
        for name, column in self.columns.items():
            array = pa.Array.from_buffers(pa.int32() if column.dtype == np.int32 else pa.int64(), len(self),
                                          [None, pa.py_buffer(column[:len(self)])])
            arrays[name] = array.cast(pa.date32()) if name.endswith("_date") else array
        return pa.table(arrays)


def rows_of(offsets: Any, **columns: Any) -> Rows:
    """Rows that the host keeps, in columns by the names of ``Rows``; amounts that are not given are 0."""
    own = np.ascontiguousarray(offsets, dtype=np.uint64)
    count = int(own[-1])
    given = {name: _column(columns.pop(name), "int32", count, name).copy() for name in INTS if name in columns}
    given |= {name: _column(columns.pop(name), "int64", count, name).copy() for name in AMOUNTS if name in columns}
    if columns:
        raise TypeError(f"{', '.join(columns)}; allowed: {', '.join(INTS + AMOUNTS)}")
    for name in INTS + AMOUNTS:
        given.setdefault(name, np.zeros(count, dtype=np.int32 if name in INTS else np.int64))
    if "sequence" not in columns and not given["sequence"].any():
        starts = np.repeat(own[:-1], np.diff(own).astype(np.int64)).astype(np.int64)
        given["sequence"] = (np.arange(count) - starts + 1).astype(np.int32)
    return Rows(own, given)


def schedule_batch(
    terms: Terms | Sequence[Terms], count: int | None = None, *, product: Any = None, principal: Any = None,
    rate: tuple[Any, Any] | None = None, term_count: Any = None, disbursed_at: Any = None, first_due_date: Any = None,
) -> Rows:
    """The schedules of many loans: terms that many share, and columns of what each loan has of its own.

    >>> terms = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> rows = schedule_batch(terms, principal=[5000000, 10000000])
    >>> rows.installment.tolist(), rows.loan(1)["interest_due"][:2].tolist()
    ([472798, 945596], [200000, 185088])

    :param rate: numerators and denominators of the percent
    """
    call = _Call()
    many = call.products(terms)
    given = [each for each in (product, principal, term_count, disbursed_at, first_due_date) if each is not None]
    if rate is not None:
        given.append(rate[0])
    loans = count if count is not None else len(np.asarray(given[0])) if given else many
    call.columns(loans, {
        "product": (product, "uint32"), "principal": (principal, "int64"),
        "rate_numerator": (None if rate is None else rate[0], "int64"),
        "rate_denominator": (None if rate is None else rate[1], "int64"), "term_count": (term_count, "int32"),
        "disbursed_at": (disbursed_at, "int32"), "first_due_date": (first_due_date, "int32")})
    if term_count is not None:
        most = int(np.clip(np.asarray(term_count, dtype=np.int64), 0, NUMBERS["LE_TERM_COUNT_MAX"]).sum())
    else:
        counts = np.array([each.term_count or 0 for each in ([terms] if isinstance(terms, Terms) else terms)], dtype=np.int64)
        counts = np.clip(counts, 0, NUMBERS["LE_TERM_COUNT_MAX"])
        if product is not None:
            chosen = np.asarray(product, dtype=np.int64)
            most = int(counts[np.clip(chosen, 0, many - 1)].sum())
        else:
            most = int(counts[0]) * loans if many == 1 else int(counts.sum())
    most += 8
    columns = {name: np.empty(most, dtype=np.int32) for name in ("sequence", "start_date", "due_date", "kind")}
    columns |= {name: np.empty(most, dtype=np.int64) for name in AMOUNTS[:5]}
    offsets, codes = np.zeros(loans + 1, dtype=np.uint64), np.zeros(loans, dtype=np.int32)
    installment = np.zeros(loans, dtype=np.int64)
    values = {"struct_size": size("le_row_columns")} | {name: _address(own) for name, own in columns.items()}
    results = {
        "rows": call.struct("le_row_columns", values), "row_capacity": most, "row_offsets": _address(offsets),
        "positions": call.struct("le_position_columns", {
            "struct_size": size("le_position_columns"), "installment": _address(installment)})}
    memory = _errors(call, results, codes)
    written = 0
    if loans:
        written, done = _run(
            "le_schedule_batch", [call.struct("le_loans", call.loans)], call.struct("le_results", results))
        if done < loans:
            raise MemoryError(f"{done} of {loans} schedules fit")
    total = int(offsets[-1])
    columns = {name: own[:total] for name, own in columns.items()}
    for name in INTS + AMOUNTS:
        if name not in columns:
            columns[name] = np.zeros(total, dtype=np.int32 if name in INTS else np.int64)
    ordered = {name: columns[name] for name in INTS + AMOUNTS}
    return Rows(offsets, ordered, installment, Errors(codes, _first_errors(memory, written)))


from .terms import Rate  # noqa: E402  (of the examples)

__all__ = ["Errors", "Rate", "Rows", "rows_of", "schedule_batch"]
