"""Columns beside single calls: the same figures, a refused loan that loses no other, threads, shapes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import numpy
import pytest

from loanengine import (
    Bucket, Delinquency, Loan, LoanEngineError, NonWorkingDays, Rate, Share, Terms, schedule_minor)
from loanengine.columns import (
    CODES, PAYMENT, Product, allocate_many, classify_batch, evaluate_batch, events_of, schedule_batch)

PRODUCT = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
ROW = ("sequence", "start_date", "due_date", "principal_due", "interest_due", "fee_due", "balance_after")


def rows_of(batch, loan):
    part = slice(int(batch.offsets[loan]), int(batch.offsets[loan + 1]))
    return tuple(zip(*(batch.rows[name][part].tolist() for name in ROW)))


def test_schedules_are_those_of_single_calls():
    random = numpy.random.default_rng(1)
    principal = random.integers(1, 10_000_000_00, 3000)
    days = numpy.array("2020-01-01", dtype="M8[D]") + random.integers(0, 3000, 3000)
    batch = schedule_batch(PRODUCT, principal=principal, disbursed_at=days)
    assert not batch.codes.any() and len(batch.rows["sequence"]) <= 36000
    for loan in range(0, 3000, 37):
        installment, rows = schedule_minor(PRODUCT, int(principal[loan]), days[loan].item())
        assert rows_of(batch, loan) == rows
        assert batch.positions["installment"][loan] == installment


def test_a_refused_loan_loses_no_other():
    good = 100_000_00
    principal = numpy.full(5000, good)
    counts = numpy.full(5000, 12)
    days = numpy.full(5000, numpy.datetime64("2026-03-11"))
    principal[7::10] = -3
    counts[3::10] = 99_999
    counts[4::10] = -(2**40)
    days[5::10] = numpy.datetime64("20000-01-01")
    for threads in (1, 2, 3):
        batch = schedule_batch(PRODUCT, principal=principal, term_count=counts, disbursed_at=days, threads=threads)
        assert (batch.codes != 0).sum() == 2000
        assert set(batch.codes[7::10]) == {2} and CODES[int(batch.codes[7])] == "INVALID_TERMS"
        assert not batch.codes[0::10].any()
        assert batch.offsets[-1] == len(batch.rows["sequence"]) == 3000 * 12
        alone = rows_of(schedule_batch(PRODUCT, principal=[good]), 0)
        for loan in (0, 1, 2, 6, 8, 9, 2500, 4999):
            assert rows_of(batch, loan) == alone
        for loan in (3, 4, 5, 7, 4997):
            assert rows_of(batch, loan) == ()
        assert [error.index for error in batch.errors[:4]] == [3, 4, 5, 7]
        assert batch.errors[3].path == "terms.principalAmount"


def test_threads_give_the_same():
    principal = numpy.arange(1, 20_001) * 997
    one = schedule_batch(PRODUCT, principal=principal)
    four = schedule_batch(PRODUCT, principal=principal, threads=4)
    for name in one.rows:
        assert (one.rows[name] == four.rows[name]).all(), name
    assert (one.offsets == four.offsets).all()
    assert all((one.positions[name] == four.positions[name]).all() for name in one.positions)


def test_into_memory_of_an_earlier_batch():
    first = schedule_batch(PRODUCT, principal=[5_000_000, 1, 7_000_000])
    place = first.rows["interest_due"].__array_interface__["data"][0]
    again = schedule_batch(PRODUCT, principal=[-1, 7_000_000], into=first)
    assert again.rows["interest_due"].__array_interface__["data"][0] == place
    assert rows_of(again, 1) == schedule_minor(PRODUCT, 7_000_000)[1] and rows_of(again, 0) == ()
    more = schedule_batch(PRODUCT, principal=[7_000_000] * 5, into=again)
    assert rows_of(more, 4) == rows_of(schedule_batch(PRODUCT, principal=[7_000_000]), 0)


def test_many_calls_at_once():
    principal = numpy.arange(1, 5001) * 1000
    wanted = schedule_batch(PRODUCT, principal=principal).rows["interest_due"]
    with ThreadPoolExecutor(4) as pool:
        for batch in pool.map(lambda _: schedule_batch(PRODUCT, principal=principal), range(12)):
            assert (batch.rows["interest_due"] == wanted).all()


def test_products_with_lists_and_choices_of_columns():
    terms = [
        PRODUCT,
        Terms("NGN", "1", Rate("100/3", "YEAR"), "2026-01-15", due_dates=("2026-02-01", "2026-03-01"),
              day_count="ACT/365.FIXED"),
        Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=6, term_unit="MONTH",
              down_payment=Share(percent="25"),
              non_working_days=NonWorkingDays(weekdays=("SATURDAY", "SUNDAY"), holidays=("2026-05-11",))),
    ]
    batch = schedule_batch(Product(terms), product=[2, 0, 1, 9], principal=[120_000, 240_000, 360_000, 1],
                           rows=ROW, positions=("installment",))
    assert batch.codes.tolist()[:3] == [0, 0, 0] and batch.codes[3] != 0
    assert set(batch.rows) == set(ROW) and set(batch.positions) == {"installment"}
    for loan, (product, principal) in enumerate([(2, 120_000), (0, 240_000), (1, 360_000)]):
        assert rows_of(batch, loan) == schedule_minor(terms[product], principal)[1]
    assert schedule_batch(terms).codes.shape == (3,)
    with pytest.raises(ValueError):
        schedule_batch(PRODUCT, principal=[1], rows=("colour",))
    with pytest.raises(TypeError):
        schedule_batch(PRODUCT, principal=[1.5])
    with pytest.raises(LoanEngineError) as caught:
        schedule_batch(Terms("NGN", "x", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH"))
    assert caught.value.path == "terms.principalAmount"


def test_a_batch_without_loans():
    batch = schedule_batch(PRODUCT, principal=numpy.empty(0, dtype="i8"))
    assert batch.codes.shape == (0,) and batch.offsets.tolist() == [0]
    assert evaluate_batch(PRODUCT, principal=numpy.empty(0, dtype="i8")).codes.shape == (0,)


def test_payments_and_classes():
    batch = schedule_batch(PRODUCT, principal=[50_000_00] * 3)
    codes, overpaid, errors = allocate_many(
        PRODUCT, batch.rows, batch.offsets, loan=[0, 2, -1, 1, 0], amount=[5_000_00, 10**9, 5, 0, 1_00],
        date=["2026-04-11"] * 4 + [date(2026, 4, 12)])
    assert codes.tolist() == [0, 0, 32, 0, 0]
    assert overpaid[1] == 10**9 - 56_735_76 and errors[0].index == 2
    stands = classify_batch(PRODUCT, batch.rows, batch.offsets, "2026-06-01")
    assert stands.positions["days_past_due"].tolist() == [21, 51, 0]
    wanted = Loan(PRODUCT).terms
    wanted = Loan(Terms(**{**vars_of(wanted), "principal_amount": "50000"})).repay("5000", on="2026-04-11") \
        .repay("1", on="2026-04-12").statement("2026-06-01")
    assert stands.positions["arrears_principal"][0] + stands.positions["arrears_interest"][0] == \
        int(wanted.arrears.total * 100)


def vars_of(terms):
    return {name: getattr(terms, name) for name in terms.__dataclass_fields__}


def test_evaluation_of_many():
    product = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH",
                    delinquency=Delinquency(buckets=(Bucket("CURRENT", 0), Bucket("WATCH", 1), Bucket("LATE", 31))))
    count = 4000
    loan = numpy.repeat(numpy.arange(count), 2)
    when = numpy.tile(numpy.array(["2026-04-11", "2026-05-20"], dtype="M8[D]"), count)
    amount = numpy.tile([4_727_98, 2_000_00], count)
    amount[::400] = -1  # of every 200th loan
    events, offsets = events_of(loan, "REPAYMENT", when, loans=count, amount=amount)
    own = dict(as_of="2026-06-01", principal=numpy.full(count, 50_000_00))
    one = evaluate_batch(product, events, offsets, rows=True, postings=True, **own)
    two = evaluate_batch(product, events, offsets, rows=True, postings=True, threads=3, **own)
    assert (one.codes != 0).sum() == count // 200 == len([c for c in one.codes if CODES[int(c)] == "INVALID_EVENT"])
    for name in one.rows:
        assert (one.rows[name] == two.rows[name]).all()
    assert (one.postings == two.postings).all() and (one.posting_offsets == two.posting_offsets).all()
    assert [error.index for error in one.errors[:2]] == [0, 200] and one.errors[0].path == "events[0].amount"
    good = one.codes == 0
    assert set(one.positions["days_past_due"][good]) == {21} and set(one.positions["bucket"][good]) == {1}
    wanted = Loan(Terms(**{**vars_of(product), "principal_amount": 50_000})).repay("4727.98", "2026-04-11") \
        .repay(2000, "2026-05-20").statement("2026-06-01")
    assert one.positions["outstanding_interest"][1] == int(wanted.outstanding.interest * 100)
    parts = one.postings[int(one.posting_offsets[1]):int(one.posting_offsets[2])]
    assert parts["amount"].tolist() == [int(part.amount * 100) for part in wanted.allocations]


def test_more_rows_than_were_thought_of():
    """Schedules that grow by events are drained in pieces."""
    product = Terms("USD", "1000", Rate("12", "YEAR"), "2026-01-01", term_count=1, term_unit="MONTH")
    count = 3000
    loan = numpy.repeat(numpy.arange(count), 30)
    when = numpy.tile(numpy.array("2026-01-02", dtype="M8[D]") + numpy.arange(30), count)
    events, offsets = events_of(loan, "CHARGE", when, loans=count, amount=numpy.full(len(loan), 100),
                                component=numpy.full(len(loan), 1))
    batch = evaluate_batch(product, events, offsets, rows=True, postings=True, as_of=date(2026, 1, 2) +
                           timedelta(days=60))
    assert not batch.codes.any()
    assert (numpy.diff(batch.posting_offsets.astype("i8")) == 30).all()
    assert len(batch.rows["sequence"]) == batch.offsets[-1] >= count


def test_payments_as_one_array():
    payments = numpy.zeros(3, dtype=PAYMENT)
    payments["amount"], payments["date"], payments["event"] = [472_798, 0, 5], 20554, [1, 2, 3]
    one, two = (schedule_batch(PRODUCT, principal=[50_000_00] * 3) for _ in range(2))
    codes, overpaid, _ = allocate_many(PRODUCT, one.rows, one.offsets, payments=payments)
    assert codes.tolist() == [0, 0, 0] and overpaid.tolist() == [0, 0, 0]
    allocate_many(PRODUCT, two.rows, two.offsets, amount=[472_798, 0, 5], date=["2026-04-11"] * 3)
    assert all((one.rows[name] == two.rows[name]).all() for name in one.rows)
    with pytest.raises(ValueError):
        allocate_many(PRODUCT, one.rows, one.offsets, payments=payments, amount=[1, 2, 3])
    with pytest.raises(TypeError):
        allocate_many(PRODUCT, one.rows, one.offsets, payments=numpy.zeros(3, dtype="i8"))
