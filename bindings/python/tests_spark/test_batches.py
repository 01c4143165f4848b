"""Loans in columns on Spark: the figures of plain batch calls, and refused loans as rows with an error."""

import datetime

import numpy
import pytest

import loanengine
from loanengine import LoanEngineError, Rate, Terms
from loanengine import spark as le
from loanengine.columns import evaluate_batch, events_of, schedule_batch

MONTHS = Terms("NGN", "1", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")
WEEKS = Terms("NGN", "1", Rate("30"), "2026-03-11", term_count=20, term_unit="WEEK", interest_method="FLAT")
COUNT = 5_000
LOANS = ("id loan", "cast(id % 2 as int) product",
         "case when id % 50 = 7 then -id when id % 1000 = 3 then null else 100000 + id * 37 end principal")


@pytest.fixture(scope="module")
def plain():
    """Principals as LOANS has them, nulls as -1."""
    own = numpy.arange(COUNT)
    principal = numpy.where(own % 50 == 7, -own, 100_000 + own * 37)
    return own % 2, numpy.where(own % 1000 == 3, -1, principal)


def test_schedules(session, plain):
    loans = session.range(COUNT).selectExpr(*LOANS)
    product, principal = plain
    expected = schedule_batch([MONTHS, WEEKS], product=product, principal=principal)
    found = le.batch_schedules(loans.repartition(7), [MONTHS, WEEKS])
    sums = found.where("error is null").selectExpr(
        "sum(principal_due) p", "sum(interest_due) i", "sum(balance_after) b", "count(*) n", "max(due_date) d").first()
    own = expected.rows
    assert (sums.p, sums.i, sums.b, sums.n) == (own["principal_due"].sum(), own["interest_due"].sum(),
                                                own["balance_after"].sum(), len(own["sequence"]))
    assert sums.d == datetime.date(2027, 3, 11)
    bad = found.where("error is not null").collect()
    assert {row.loan for row in bad} == set(numpy.flatnonzero(expected.codes).tolist()) and len(bad) == 105
    assert all(row.error.path == ("principal" if row.loan % 1000 == 3 else "terms.principalAmount") for row in bad)
    assert all("allowed" in row.error.message for row in bad)


def test_positions(session, plain):
    loans = session.range(COUNT).selectExpr(
        *LOANS,
        "case when id % 3 = 0 then array(named_struct('type', if(id % 99 = 0, 'NONSENSE', 'REPAYMENT'), 'date', "
        "date'2026-04-11', 'amount', 20000 + id)) end events")
    product, principal = plain
    paying = numpy.arange(0, COUNT, 3)
    kinds = numpy.where(paying % 99 == 0, 2**31 - 1, 6)
    events, ends = events_of(paying, kinds, ["2026-04-11"] * len(paying), loans=COUNT, amount=20_000 + paying)
    expected = evaluate_batch([MONTHS, WEEKS], events, ends, product=product, principal=principal, as_of="2026-06-30")
    frame = le.batch_positions(loans.repartition(5), [MONTHS, WEEKS], "2026-06-30", events="events")
    good = expected.codes == 0
    found = {row.loan: row for row in frame.collect()}
    assert len(found) == COUNT
    for index in range(COUNT):
        row = found[index]
        assert (row.error is None) == good[index], row
        if good[index]:
            assert row.days_past_due == expected.positions["days_past_due"][index]
            assert row.arrears_interest == expected.positions["arrears_interest"][index]
            assert row.status == "ACTIVE" and row.outstanding_principal > 0
    assert found[99].error.path == "events[0].type" and found[99].error.message


def test_refused_at_once(session):
    with pytest.raises(LoanEngineError):
        le.batch_schedules(session.range(3).selectExpr("id loan", "id principal"), Terms(
            "NGN", "x", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH"))
    with pytest.raises(ValueError, match="none of the columns"):
        le.batch_positions(session.range(3).selectExpr("id loan"), MONTHS, "2026-06-30")


def test_minor_units_are_those_of_one_call(session):
    row = le.batch_schedules(session.sql("select 'A' loan, 5000000L principal"), MONTHS).orderBy("sequence").first()
    wanted = loanengine.schedule_minor(MONTHS, 5_000_000)[1][0]
    assert (row.principal_due, row.interest_due, row.balance_after) == (wanted[3], wanted[4], wanted[6])
