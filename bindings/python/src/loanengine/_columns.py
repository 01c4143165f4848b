"""Columns as the library reads and writes them: packed numpy arrays of a width, checked and kept alive."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy

from . import _native
from ._layout import CODES
from ._layout import NUMBERS as LIMITS
from ._layout import WORDS as NUMBERS
from ._pack import STRUCTS, days
from ._pack import products as pack_products
from .errors import LoanEngineError
from .terms import Terms

_native.arrays(numpy.ndarray)

Array = Any
Columns = dict[str, Array]
SCHEDULE, EVALUATE, ALLOCATE, CLASSIFY = range(4)
BAD = 2**31 - 1  # beyond all dates, counts and statuses
NO_DATE = LIMITS["LE_DATE_NONE"]
NOT_REACHED = NUMBERS["le_code"]["NOT_REACHED"]
SCHEDULE_POSITIONS = ("outstanding_penalty", "outstanding_fee", "outstanding_interest", "outstanding_principal",
                      "maturity_date", "installment")
DATES = {"start_date", "due_date", "arrears_since", "next_due_date", "disbursed_at", "maturity_date",
         "last_payment_at", "date", "first_due_date", "until"}
WIDTHS = {"product": "u4", "principal": "i8", "rate_numerator": "i8", "rate_denominator": "i8", "term_count": "i4",
          "disbursed_at": "i4", "first_due_date": "i4", "status": "i4"}


def structured(name: str) -> Any:
    """The numpy type of a struct of data."""
    size, layout = STRUCTS[name]
    codes = {"i": "i4", "I": "u4", "q": "i8", "Q": "u8"}
    return numpy.dtype({
        "names": [path.replace(".", "_") for path in layout], "itemsize": size,
        "formats": ["<" + codes[form] for _, form, _, _ in layout.values()],
        "offsets": [at for at, _, _, _ in layout.values()]})


#: An event, a payment, a posting: structured arrays of these are what the library reads and writes.
EVENT, PAYMENT, POSTING = structured("le_event"), structured("le_payment"), structured("le_posting")


@dataclass(frozen=True)
class BatchError:
    """Why a loan or payment was refused: the first ones of a call. ``codes`` has those of all."""

    index: int
    code: str
    path: str
    message: str


def _days(values: Any) -> Array:
    """Days since 1970-01-01 of dates in any form; NaT is none."""
    array = numpy.asarray(values)
    if array.dtype.kind == "M":
        whole = array.astype("datetime64[D]")
        own = whole.view("i8") if whole.dtype == array.dtype else whole.astype("i8")
        missing = numpy.isnat(whole)
        if missing.any():
            own = numpy.where(missing, NO_DATE, own)
        array = own
    elif array.dtype.kind in "OU":
        return numpy.array([_day(each) for each in array.ravel().tolist()], dtype="i4")
    return _clipped(array, "i4", "dates")


def _day(value: Any) -> int:
    try:
        return NO_DATE if value is None else days(value)
    except ValueError:
        return BAD


def _clipped(values: Any, width: str, name: str) -> Array:
    """Whole numbers, those that do not fit as one that no loan may have: each is an error of its own loan."""
    array = numpy.asarray(values)
    bad = BAD if width == "i4" else 2**32 - 1
    least = numpy.iinfo(width).min
    if array.dtype.kind in "iu" and array.size and (int(array.min()) < least or int(array.max()) > bad):
        array = numpy.where((array < least) | (array > bad), bad, array)
    return _whole(array, width, name)


def _whole(values: Any, width: str, name: str) -> Array:
    """Whole numbers as a packed array of a width. What does not fit is refused, never cut."""
    array = numpy.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name}: an array of one dimension is expected")
    wanted = numpy.dtype("<" + width)
    if array.dtype != wanted:
        if array.dtype.kind not in "iu" and array.size:
            raise TypeError(f"{name}: whole numbers are expected, not {array.dtype}: amounts are in minor units")
        limits = numpy.iinfo(wanted)
        if array.size and (int(array.min()) < limits.min or int(array.max()) > limits.max):
            raise OverflowError(f"{name}: a value leaves {wanted}")
        array = array.astype(wanted)
    return _plain(array)


def _plain(array: Array) -> Array:
    """A packed array of numpy's own class."""
    return numpy.ascontiguousarray(array).view(numpy.ndarray)


def _like(values: Any, kind: Any, name: str) -> Array:
    array = numpy.asarray(values)
    if array.dtype != kind or array.ndim != 1:
        raise TypeError(f"{name}: a structured array is expected: loanengine.columns.{name.upper()[:-1]}")
    # Plain bytes of that size, for the library.
    return _plain(array).view(f"V{kind.itemsize}")


class Product:
    """Terms that are packed once, for many calls."""

    def __init__(self, terms: Terms | Sequence[Terms]) -> None:
        self.terms: tuple[Terms, ...] = (terms,) if isinstance(terms, Terms) else tuple(terms)
        if not self.terms:
            raise ValueError("at least one product is expected")
        self.bytes, self.parts = pack_products(self.terms)
        size, layout = STRUCTS["le_terms"]
        numbers = []
        for index in range(len(self.terms)):
            def read(path: str, at: int = index * size) -> int:
                offset, form, _, _ = layout[path]
                return int(struct.unpack_from("=" + form, self.bytes, at + offset)[0])

            down = read("down_payment.amount") != 0 or read("down_payment.percent.denominator") != 0
            numbers.append((read("term_count"), read("due_dates.count"), int(down)))
        #: Of each product: rows by its term count, or its due dates; and one for a down payment.
        self.rows = numpy.array(numbers, dtype="i8").reshape(-1, 3)

    def rows_of(self, product: Array | None, count: int, term_count: Array | None) -> Array:
        """What room each loan's rows need."""
        if product is not None:
            numbers = self.rows[numpy.minimum(product, len(self.terms) - 1)]
        elif len(self.terms) == 1:
            numbers = numpy.broadcast_to(self.rows[0], (count, 3))
        else:
            numbers = self.rows
        base = numbers[:, 0] if term_count is None else term_count.astype("i8")
        own = numpy.where(numbers[:, 1] > 0, numbers[:, 1], numpy.clip(base, 0, LIMITS["LE_TERM_COUNT_MAX"]))
        return own + numbers[:, 2]


Products = Terms | Sequence[Terms] | Product


class _Call:
    """The columns of a call, and a slice of them."""

    def __init__(self, products: Products, named: dict[str, Any], as_of: Any = None) -> None:
        self.product = products if isinstance(products, Product) else Product(products)
        self.as_of = NO_DATE if as_of is None else days(as_of)
        self.loans: Columns = {}
        for name, value in named.items():
            if value is not None:
                self.loans[name] = (
                    _days(value) if name in DATES else
                    _whole(value, "i8", name) if WIDTHS[name] == "i8" else _clipped(value, WIDTHS[name], name))
        lengths = {len(column) for column in self.loans.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns have different lengths: {sorted(lengths)}")
        self.count = lengths.pop() if lengths else len(self.product.terms)
        if "product" not in self.loans and len(self.product.terms) not in (1, self.count):
            raise ValueError("with several products each loan's is needed: product=")

    def rows_of(self) -> Array:
        return self.product.rows_of(self.loans.get("product"), self.count, self.loans.get("term_count"))

    def part(self, first: int, end: int) -> Columns:
        if "product" not in self.loans and len(self.product.terms) > 1:
            return {**{name: column[first:end] for name, column in self.loans.items()},
                    "product": numpy.arange(first, end, dtype="u4")}
        return {name: column[first:end] for name, column in self.loans.items()}

    def run(self, kind: int, count: int, loans: Columns, rows: Columns | None, capacity: int,
            positions: Columns | None, others: Columns, first: int = 0) -> tuple[int, int, list[BatchError]]:
        code, done, errors = _native.batch(
            kind, self.product.bytes, len(self.product.terms), self.product.parts, count, self.as_of, loans, rows,
            capacity, positions, others, first)
        if code not in (0, NUMBERS["le_code"]["BUFFER_TOO_SMALL"]):
            raise LoanEngineError(CODES.get(code, "INVALID_ARGUMENT"), "", "the call was refused")
        return code, done, [BatchError(index, name, path, message) for index, name, path, message in errors]


def _columns(names: bool | Iterable[str], all_: Mapping[str, int], count: int,
             default: Iterable[str], old: Mapping[str, Array] = MappingProxyType({})) -> Columns:
    wanted = () if names is False else default if names is True else tuple(names)
    unknown = [name for name in wanted if name not in all_]
    if unknown:
        raise ValueError(f"no such column: {', '.join(map(str, unknown))}; there are {', '.join(all_)}")
    return {name: _memory(old.get(name), count, f"i{all_[name]}") for name in wanted}


def _memory(old: Array | None, count: int, kind: str) -> Array:
    """Memory of an earlier column, where it is enough; else new."""
    while isinstance(getattr(old, "base", None), numpy.ndarray):
        old = old.base  # type: ignore[union-attr]
    if isinstance(old, numpy.ndarray) and old.dtype == kind and old.ndim == 1 and len(old) >= count \
            and old.flags.writeable and old.flags.c_contiguous:
        return _plain(old[:count])
    return numpy.empty(count, dtype=kind)


def _ranges(count: int, threads: int) -> list[tuple[int, int]]:
    threads = max(1, min(int(threads), count // 1000 or 1))
    return [(count * i // threads, count * (i + 1) // threads) for i in range(threads)]


def _each(ranges: list[tuple[int, int]], work: Callable[[int, int], Any]) -> list[Any]:
    if len(ranges) == 1:
        return [work(*ranges[0])]
    with ThreadPoolExecutor(len(ranges)) as pool:
        return list(pool.map(lambda own: work(*own), ranges))
