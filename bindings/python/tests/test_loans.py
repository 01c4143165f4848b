"""Typed loans: worked numbers, laws, errors, hostile arguments, threads."""

import json
import pickle
import random
import threading
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loanengine
from loanengine import Loan, LoanEngineError, Rate, Terms
from loanengine._pack import packed

MONTHS = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")


def test_life():
    loan = Loan(MONTHS).repay(4728, on=date(2026, 4, 11)).charge("FEE", Decimal("10.00"), on="2026-04-20")
    stand = loan.statement("2026-05-12")
    assert stand.status == "ACTIVE"
    assert stand.schedule.items[0].status == "PAID"
    assert stand.arrears.fee == Decimal("10.00")
    settled = loan.settle(stand.settlement.total, on="2026-05-12").statement()
    assert (settled.status, settled.outstanding.total) == ("COMPLETED", Decimal("0.00"))
    reopened = loan.reverse(1, on="2026-05-12").statement()
    assert reopened.outstanding.total == stand.outstanding.total + Decimal("4728")


def test_errors():
    with pytest.raises(LoanEngineError) as caught:
        Loan(MONTHS).waive("FEE", "1", on="2026-04-11").statement()
    assert (caught.value.code, caught.value.path) == ("INVALID_EVENT", "events[0].amount")
    assert "at most" in caught.value.message
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    with pytest.raises(TypeError):
        Loan(MONTHS).repay(0.1, on="2026-04-11").statement()
    with pytest.raises(LoanEngineError) as caught:
        loanengine.document("score", b"{}")
    assert (caught.value.code, caught.value.path) == ("INVALID_ARGUMENT", "with")
    with pytest.raises(LoanEngineError) as caught:
        loanengine.schedule_minor(Terms("NGN", "1.001", Rate("1"), "2026-03-11", term_count=1, term_unit="DAY"))
    assert caught.value.path == "terms.principalAmount"


@settings(max_examples=150, deadline=None)
@given(
    principal=st.integers(1, 10**12), count=st.integers(1, 60), unit=st.sampled_from(["DAY", "WEEK", "MONTH"]),
    percent=st.integers(0, 60), amortization=st.sampled_from(["EQUAL_PRINCIPAL", "BULLET"]))
def test_principal_adds_up(principal, count, unit, percent, amortization):
    terms = Terms("USD", Decimal(principal).scaleb(-2), Rate(percent), "2026-01-31", term_count=count,
                  term_unit=unit, amortization=amortization)
    plan = loanengine.schedule(terms)
    assert sum(row.principal_due for row in plan.items) == Decimal(principal).scaleb(-2)
    quick = loanengine.schedule_minor(terms)[1]
    assert [row[3] for row in quick] == [int(row.principal_due.scaleb(2)) for row in plan.items]
    assert plan == Loan(terms).statement("2026-01-31").schedule
    assert [row[4] for row in quick] == [int(row.interest_due.scaleb(2)) for row in plan.items]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 500000), st.integers(0, 500)), max_size=12))
def test_money_is_conserved(payments):
    loan = Loan(MONTHS)
    for minor, days in payments:
        loan = loan.repay(Decimal(minor).scaleb(-2), on=date.fromordinal(date(2026, 3, 11).toordinal() + days))
    stand = loan.statement("2028-01-01")
    paid = sum((Decimal(minor).scaleb(-2) for minor, _ in payments), Decimal(0))
    assert sum((own.amount for own in stand.allocations), Decimal(0)) + stand.overpaid_amount == paid


def test_partial_reports_merge():
    loans = [{"loan": str(index), "case": Loan(MONTHS).case(), "dimensions": {"branch": str(index % 3)}}
             for index in range(30)]
    stands = loanengine.positions(loans, "2026-07-01")
    spec = {"format": "report/1", "asOf": "2026-07-01", "groupBy": [[], ["branch"]]}
    whole = loanengine.portfolio_report(spec, stands)
    parts = [loanengine.partial_report(spec, stands[at:at + 7]) for at in range(0, 30, 7)]
    random.Random(1).shuffle(parts)
    assert loanengine.merge_reports(parts) == whole


def test_hostile_arguments():
    """A hundred thousand calls, whatever they are given: an answer, or an error of Python."""
    rng = random.Random(7)
    texts = [json.dumps(Loan(MONTHS).repay(1, on="2026-04-01").case()).encode(), b"{}", b"", b"\xff" * 40, b"[" * 900]
    kinds = ["evaluate", "disclose", "expression", "score", "alerts", "positions", "report", "merge", "", "\0", "x" * 99]
    native = loanengine._native
    for _ in range(100_000):
        text = bytearray(rng.choice(texts))
        for _ in range(rng.randrange(3)):
            if text:
                text[rng.randrange(len(text))] = rng.choice(b'{}[]",:09-.eE\\u\x00\xff ')
        choice = rng.randrange(6)
        try:
            if choice < 3:
                native.evaluate(bytes(text), rng.choice([0, 1, 2, -1]))
            elif choice == 3:
                native.document(rng.choice(kinds), rng.choice([None, bytes(text)]), rng.choice([None, b"{}"]), bytes(text))
            elif choice == 4:
                native.lines(rng.choice(kinds), None, None, bytes(text), rng.randrange(1 << 9), rng.randrange(9), rng.randrange(9))
            else:
                native.schedule(bytes(rng.randrange(256) for _ in range(rng.choice([0, 8, 384]))), b"", rng.choice([0, 1]))
        except (ValueError, TypeError, OverflowError, LoanEngineError):
            pass


def test_hostile_terms():
    size = len(packed(MONTHS)[0])
    rng = random.Random(3)
    good = packed(MONTHS)[0]
    for _ in range(20_000):
        data = bytearray(good)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(size)] = rng.randrange(256)
        try:
            loanengine._native.schedule(bytes(data), b"", rng.choice([0, 1]))
        except (LoanEngineError, ValueError):
            pass


def test_threads():
    expected = loanengine.evaluate_json(Loan(MONTHS).case())
    found = []

    def run():
        found.extend(loanengine.evaluate_json(Loan(MONTHS).case()) == expected for _ in range(300))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2400 and all(found)
