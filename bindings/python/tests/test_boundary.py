"""Hostile arguments: a hundred thousand calls, none of which may end the process or say anything but a Python error."""

import random
from decimal import Decimal
from fractions import Fraction

import numpy
import pytest

import loanengine
from loanengine import Loan, LoanEngineError, Rate, Terms, _columns, _native
from loanengine import columns as cols
from loanengine._layout import POSITION_COLUMNS, ROW_COLUMNS
from loanengine._pack import packed

CALLS = 100_000
TERMS = Terms("NGN", "50000", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
REFUSED = (LoanEngineError, TypeError, ValueError, OverflowError, KeyError, AttributeError, ArithmeticError,
           MemoryError, IndexError, RuntimeError)
ODD = [None, True, 0, 1, -1, 2**31, -(2**31), 2**63, -(2**63) - 1, 2**200, 1.5, float("nan"), float("inf"), "", "x",
       "24", "-1", "1e9", "\0", "\ud800", "é" * 300, "9" * 400, "2026-02-30", "2026-03-11", b"", b"\0" * 384, b"{}", [],
       [1], {}, {"a": 1}, (), object(), Decimal("NaN"), Decimal("1E+400"), Fraction(1, 3), Fraction(-7, 1), "MONTH",
       "YEAR", "DAY", "FLAT", Rate("24", "YEAR"), TERMS, numpy.zeros(3), numpy.zeros(3, dtype="i8"), numpy.arange(4),
       numpy.zeros((2, 2), dtype="i4"), numpy.zeros(8, dtype="i8")[::2], numpy.zeros(2, dtype="O"), memoryview(b"ab")]


def one(random_):
    return random_.choice(ODD)


def terms_with(random_):
    named = {name: getattr(TERMS, name) for name in TERMS.__dataclass_fields__}
    for _ in range(random_.randint(1, 4)):
        named[random_.choice(list(named))] = one(random_)
    return Terms(**named)


def case_bytes(random_):
    text = bytearray(loanengine.documents.to_bytes(Loan(TERMS).repay("5000", "2026-04-11").case("2026-06-01")))
    for _ in range(random_.randint(0, 6)):
        at = random_.randrange(len(text))
        kind = random_.randrange(3)
        if kind == 0:
            text[at] = random_.randrange(256)
        elif kind == 1:
            del text[at:at + random_.randrange(20)]
        else:
            text[at:at] = text[at:at + random_.randrange(20)]
        if not text:
            break
    return bytes(text)


def array(random_, kind):
    sort = kind if random_.random() < 0.98 else random_.choice(["i4", "i8", "u8", "f8", "V64", "V32", ">i8", "O"])
    count = random_.choice([0, 1, 2, 3, 4, 5, 40])
    own = numpy.zeros(count, dtype=sort)
    if own.dtype.kind in "iu" and count:
        own[:] = [random_.choice([0, 1, 2, 3, 12, 24, 36, 20523, -1 if own.dtype.kind == "i" else 7, 2**31 - 1])
                  for _ in range(count)]
        own.sort() if random_.random() < 0.5 else None
    if random_.random() < 0.01:
        own.flags.writeable = False
    return own


def columns_call(random_):
    """The C function behind columns, with columns of any length, type and content."""
    kinds = {**_columns.WIDTHS, "events": "V64", "event_offsets": "u8"}
    loans = {name: array(random_, kind) for name, kind in kinds.items() if random_.random() < 0.3}
    rows = {name: array(random_, f"i{width}") for name, width in ROW_COLUMNS.items() if random_.random() < 0.8}
    positions = {name: array(random_, f"i{width}") for name, width in POSITION_COLUMNS.items()
                 if random_.random() < 0.3}
    others = {name: array(random_, kind) for name, kind in {
        "payments": "V16", "payment_loans": "u4", "firsts": "u4", "overpaid": "i8", "offsets": "u8", "postings": "V32",
        "posting_offsets": "u8", "codes": "i4"}.items() if random_.random() < 0.8}
    if random_.random() < 0.7:  # mostly long enough, to come as far as the library
        rows = {name: numpy.zeros(40, dtype=f"i{width}") for name, width in ROW_COLUMNS.items()}
        if random_.random() < 0.5:
            del rows[random_.choice(list(rows))]
        positions = {name: numpy.zeros(40, dtype=f"i{width}") for name, width in POSITION_COLUMNS.items()}
        for own in (loans, positions, others):
            for name, column in own.items():
                own[name] = numpy.resize(column, 40) if column.dtype.kind != "V" else numpy.zeros(40, column.dtype)
        loans = {name: column for name, column in loans.items() if random_.random() < 0.5}
        for own, name in ((loans, "event_offsets"), (others, "offsets")):
            if name in own and random_.random() < 0.7:
                own[name] = numpy.sort(numpy.minimum(own[name], 40))
        if "event_offsets" in loans:
            loans.setdefault("events", numpy.frombuffer(random_.randbytes(64 * 40), dtype="V64"))
    terms = packed(TERMS)[0]

    def mostly(good, *bad):
        return random_.choice(good) if random_.random() < 0.97 else random_.choice(bad)

    product = mostly([terms, terms, terms * 2, terms[:8] + random_.randbytes(376)], terms[:-1], b"", None, "x")
    _native.batch(
        mostly([0, 1, 2, 3], 4, -1), product, mostly([len(product or b"") // len(terms)], 0, 1, 2, -1, 2**40),
        mostly([b"", b"", b"\0" * 64], None, "x"), mostly([0, 1, 2, 3, 5, 39], 41, -1, 2**40),
        random_.choice([20600, _columns.NO_DATE, 2**31 - 1]), mostly([loans], None, []), mostly([rows], None, 5),
        mostly([40, 40, 3, 0], 41, 2**40, -1), mostly([positions, None], []), mostly([others], 5),
        mostly([0, 0, 1], 41, 2**40, -1))


def quick_calls(random_):
    random_.choice([
        lambda: _native.schedule(one(random_), one(random_), one(random_), one(random_)),
        lambda: _native.schedule(packed(TERMS)[0], b"", random_.choice([0, 1]), one(random_), one(random_)),
        lambda: _native.schedule(
            packed(TERMS)[0][:4] + random_.randbytes(380), random_.randbytes(random_.randrange(64)), 1),
        lambda: _native.amount(one(random_), one(random_)),
        lambda: _native.rate(one(random_)),
        lambda: _native.exponent(one(random_)),
        lambda: _native.size_of(one(random_)),
        lambda: _native.evaluate(one(random_), one(random_)),
        lambda: _native.document(one(random_), one(random_), one(random_), one(random_)),
        lambda: _native.lines(random_.choice(["evaluate", "x"]), None, None, b"{}\n{}\n", one(random_), one(random_),
                                  one(random_)),
        lambda: _native.configure(*[one(random_)] * 4),
        lambda: _native.arrays(one(random_)),
    ])()


def public_calls(random_):
    random_.choice([
        lambda: loanengine.schedule(terms_with(random_)),
        lambda: loanengine.schedule_minor(terms_with(random_)),
        lambda: loanengine.schedule_minor(TERMS, one(random_), one(random_)),
        lambda: Loan(terms_with(random_)).repay(one(random_), one(random_)).statement(one(random_)),
        lambda: loanengine.evaluate_json(case_bytes(random_)),
        lambda: loanengine.evaluate_json(one(random_)),
        lambda: loanengine.evaluate(case_bytes(random_)),
        lambda: loanengine.document(one(random_), one(random_), given=one(random_), options=one(random_)),
        lambda: list(loanengine.lines("evaluate", case_bytes(random_))),
        lambda: cols.schedule_batch(TERMS, principal=one(random_), disbursed_at=one(random_)),
        lambda: cols.evaluate_batch(TERMS, one(random_), one(random_), principal=one(random_), as_of=one(random_)),
        lambda: cols.events_of(one(random_), one(random_), one(random_), loans=2, amount=one(random_)),
        lambda: cols.allocate_many(TERMS, {"due_date": one(random_)}, one(random_), amount=one(random_),
                                   date=one(random_)),
        lambda: cols.classify_batch(one(random_), {"due_date": one(random_)}, one(random_), one(random_)),
    ])()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind, share", [("columns", 30), ("quick", 40), ("public", 30)])
def test_no_argument_ends_the_process(kind, share):
    calls = {"columns": columns_call, "quick": quick_calls, "public": public_calls}[kind]
    random_ = random.Random(7)
    done = refused = 0
    for _ in range(CALLS * share // 100):
        try:
            calls(random_)
            done += 1
        except REFUSED:
            refused += 1
    print(kind, done, "done", refused, "refused")
    assert done > 300 and refused > 300
    # And all is as it was.
    assert loanengine.schedule(TERMS).installment_amount == Decimal("4727.98")
    assert cols.schedule_batch(TERMS, principal=[5_000_000]).positions["installment"][0] == 472_798
