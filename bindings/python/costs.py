#!/usr/bin/env python3
"""What calls of the package cost beside the C call on the same columns, in one run: the least of many rounds.

    bindings/python/build.sh costs [LOANS]

The rounds of both take turns, so that what else the machine does is the same for both. Prints times and ratios.
"""

import ctypes
import gc
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy

import loanengine
from loanengine import Loan, Rate, Terms, columns, schedule, schedule_minor
from loanengine._layout import ROW_COLUMNS
from loanengine._pack import days, packed

PACKAGE = pathlib.Path(loanengine.__file__).parent
HERE = pathlib.Path(__file__).resolve().parent
TERMS = Terms("NGN", "50000", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
ARREARS = ("arrears_penalty", "arrears_fee", "arrears_interest", "arrears_principal")
STANDING = ("days_past_due", *ARREARS)


class Book(ctypes.Structure):
    """``book`` of costs.c."""

    _fields_ = [("terms", ctypes.c_void_p), ("count", ctypes.c_size_t), ("principal", ctypes.c_void_p)]


def built(folder):
    """costs.c, linked with the package's own library."""
    path = pathlib.Path(folder) / "costs.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-I", str(HERE.parent.parent / "include"), "-o", str(path),
                    str(HERE / "costs.c"), f"-L{PACKAGE}", "-l:libloanengine.so.1",
                    f"-Wl,-rpath,{PACKAGE}"], check=True)
    return ctypes.CDLL(str(path))


def least(*calls, rounds=9, before=None):
    """The least time of each call; ``before`` runs, untimed, before each."""
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for index, call in enumerate(calls):
            if before is not None:
                before()
            gc.collect()
            begun = time.perf_counter()
            call()
            best[index] = min(best[index], time.perf_counter() - begun)
    return best


def told(name, own, c, per):
    print(f"{name:52} {own / per * 1e6:9.3f} µs   C {c / per * 1e6:8.3f} µs   ratio {own / c:6.2f}", flush=True)


def pointer(array):
    return ctypes.c_void_p(array.ctypes.data)


def pointers(arrays):
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays))


def checked(call, *arguments):
    def run():
        assert call(*arguments) == 0

    return run


def repeated(call, times):
    def run():
        for _ in range(times):
            call()

    return run


def single(c, raw):
    """One loan at a time."""
    times = 5000
    for name, call in (("a schedule of 12 rows, tuples of minor units", lambda: schedule_minor(TERMS)),
                       ("the same, typed rows with Decimal and date", lambda: schedule(TERMS))):
        own, base = least(repeated(call, times), lambda: c.one(raw, times))
        told(name, own, base, times)
    loan = Loan(TERMS).repay("4727.98", "2026-04-11").repay("2000", "2026-05-20")
    case = loanengine.documents.to_bytes(loan.case("2026-06-01"))
    for name, call in (("a case with two repayments, JSON to JSON", lambda: loanengine.evaluate_json(case)),
                       ("the same, to a typed statement", lambda: loan.statement("2026-06-01"))):
        print(f"{name:52} {least(repeated(call, 1000), rounds=5)[0] / 1000 * 1e6:9.3f} µs", flush=True)


def many(c, raw, count):
    """All loans in one call."""
    principal = numpy.arange(count, dtype="i8") % 9_000_000 + 1_000_000
    book = ctypes.byref(Book(ctypes.addressof(raw), count, principal.ctypes.data))
    product = columns.Product(TERMS)
    own = columns.schedule_batch(product, principal=principal, positions=False)
    places = pointers([own.rows[name] for name in ROW_COLUMNS])
    offsets, codes = numpy.zeros(count + 1, dtype="u8"), numpy.zeros(count, dtype="i4")
    rows = ctypes.c_size_t(count * 12)

    def batch(**more):
        return columns.schedule_batch(product, principal=principal, positions=False, **more)

    times = least(lambda: batch(into=own), checked(c.schedules, book, rows, places, pointer(offsets), pointer(codes)))
    told("schedule_batch into columns of an earlier call", *times, count)
    times = least(batch, checked(c.schedules, book, rows, None, pointer(offsets), pointer(codes)))
    told("schedule_batch, both into new memory", *times, count)
    two = least(lambda: batch(into=own, threads=2), rounds=5)[0]
    print(f"{'the same into columns, two threads':52} {two / count * 1e6:9.3f} µs", flush=True)

    own = batch()
    places = pointers([own.rows[name] for name in ROW_COLUMNS])
    paid = [own.rows[name] for name in ROW_COLUMNS if name.endswith("_paid")]
    amount = numpy.full(count, 50_000)
    date = numpy.full(count, numpy.datetime64("2026-04-11"))
    payments = numpy.zeros(count, dtype=columns.PAYMENT)
    payments["amount"], payments["date"], payments["event"] = amount, days("2026-04-11"), numpy.arange(count)
    overpaid = numpy.zeros(count, dtype="i8")

    def unpaid():
        for column in paid:
            column[:] = 0

    base = checked(c.allocations, book, pointer(payments), places, pointer(own.offsets), pointer(overpaid),
                   pointer(codes))
    times = least(lambda: columns.allocate_many(product, own.rows, own.offsets, payments=payments),
                  lambda: columns.allocate_many(product, own.rows, own.offsets, amount=amount, date=date), base,
                  before=unpaid)
    told("allocate_many, an array of payments, one a loan", times[0], times[2], count)
    told("the same, amounts and dates in columns", times[1], times[2], count)

    as_of = days("2026-06-01")
    late = numpy.zeros(count, dtype="i4")
    arrears = [numpy.zeros(count, dtype="i8") for _ in range(4)]
    times = least(lambda: columns.classify_batch(product, own.rows, own.offsets, "2026-06-01", positions=STANDING),
                  checked(c.classes, book, places, pointer(own.offsets), ctypes.c_int32(as_of), pointer(late),
                          pointers(arrears), pointer(codes)))
    told("classify_batch", *times, count)

    events, ends = columns.events_of(numpy.arange(count), "REPAYMENT", date, loans=count, amount=amount)
    times = least(lambda: columns.evaluate_batch(product, events, ends, principal=principal, as_of="2026-06-01",
                                                 positions=STANDING),
                  checked(c.evaluations, book, pointer(events), pointer(ends), ctypes.c_int32(as_of), pointer(late),
                          pointers(arrears), pointer(codes)), rounds=5)
    told("evaluate_batch, a repayment a loan", *times, count)
    tables(product, principal, count)


def tables(product, principal, count):
    """Arrow in and out beside arrays in and out."""
    import pyarrow

    from loanengine import arrow

    book = pyarrow.table({"principal": principal})
    own, plain = least(lambda: arrow.schedule_tables(product, book, positions=False),
                       lambda: columns.schedule_batch(product, principal=principal, positions=False), rounds=5)
    name = "schedule_tables, Arrow in and out"
    print(f"{name:52} {own / count * 1e6:9.3f} µs   of schedule_batch {own / plain:6.2f}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    raw = ctypes.create_string_buffer(packed(TERMS)[0])
    with tempfile.TemporaryDirectory() as folder:
        c = built(folder)
        single(c, raw)
        print(f"{count} loans of 12 rows, each a loan:")
        many(c, raw, count)


if __name__ == "__main__":
    main()
