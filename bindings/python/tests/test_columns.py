"""Many loans over columns: the same figures as one by one."""

import random
from datetime import date

import numpy as np
import pytest

import loanengine
from loanengine import Loan, Rate, Terms
from loanengine import columns as le

TERMS = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")


def test_schedules_are_those_of_single_calls():
    rng = random.Random(5)
    principals = [rng.randrange(1, 10**9) for _ in range(500)]
    counts = [rng.randrange(1, 40) for _ in range(500)]
    rows = le.schedule_batch(TERMS, principal=principals, term_count=counts)
    assert not rows.errors
    for index in range(0, 500, 25):
        terms = Terms("NGN", format(principals[index] / 100, ".2f"), Rate("24"), "2026-03-11",
                      term_count=counts[index], term_unit="MONTH")
        installment, own = loanengine.schedule_minor(terms)
        columns = rows.loan(index)
        assert installment == rows.installment[index]
        assert [row[3] for row in own] == columns["principal_due"].tolist()
        assert [row[2] for row in own] == columns["due_date"].tolist()


def test_a_bad_loan_loses_no_other():
    rows = le.schedule_batch(TERMS, principal=[5000000, -1, 5000000], term_count=[12, 12, 12])
    assert rows.errors.codes.tolist()[0] == 0 and rows.errors.codes[1] != 0
    assert rows.errors.first[0][0] == 1 and rows.errors.first[0][1].path == "terms.principalAmount"
    assert len(rows.loan(1)["sequence"]) == 0 and rows.loan(2)["interest_due"][0] == 100000


def test_products_and_dates():
    weeks = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=52, term_unit="WEEK")
    rows = le.schedule_batch([TERMS, weeks], product=[0, 1, 0],
                             disbursed_at=np.array(["2026-01-31"] * 3, dtype="datetime64[D]"))
    assert np.diff(rows.offsets).tolist() == [12, 52, 12]
    assert rows.loan(0)["due_date"][0] == (date(2026, 2, 28) - date(1970, 1, 1)).days


def test_collections_and_standing():
    rows = le.schedule_batch(TERMS, principal=[5000000] * 100)
    amounts = np.full(100, 472798)
    amounts[3] = 100
    overpaid, errors = rows.allocate(TERMS, amounts, np.full(100, (date(2026, 4, 11) - date(1970, 1, 1)).days))
    assert not errors and not overpaid.any()
    figures, errors = rows.classify(TERMS, "2026-05-01")
    assert not errors
    assert np.flatnonzero(figures["days_past_due"]).tolist() == [3] and figures["days_past_due"][3] == 20
    stand = Loan(TERMS).repay("1.00", on="2026-04-11").statement("2026-05-01")
    assert figures["arrears_principal"][3] == int(stand.arrears.principal.scaleb(2))
    assert figures["outstanding_interest"][3] == int(stand.outstanding.interest.scaleb(2))
    again, errors = rows.allocate(TERMS, [1000, -5], [20600, 20600], loans=[7, 8])
    assert errors.codes[0] == 0 and errors.codes[1] != 0


def test_arrow():
    table = le.schedule_batch(TERMS, principal=[5000000, 100]).to_arrow()
    assert table.num_rows == 24
    assert table["due_date"][0].as_py() == date(2026, 4, 11)
    assert table["loan"].to_pylist()[11:13] == [0, 1]


def test_refused():
    with pytest.raises(TypeError):
        le.schedule_batch(TERMS, principal=[1.5])
    with pytest.raises(ValueError):
        le.schedule_batch(TERMS, principal=[1, 2], term_count=[1])
    with pytest.raises(OverflowError):
        le.schedule_batch(TERMS, term_count=[1 << 40])
    assert le.schedule_batch(TERMS, count=0).loans == 0


def test_rows_of_the_host():
    rows = le.rows_of([0, 2], due_date=[20600, 20630], principal_due=[100, 100], interest_due=[7, 3])
    overpaid, errors = rows.allocate(TERMS, [150], [20600])
    assert not errors and overpaid[0] == 0
    assert rows["interest_paid"].tolist()[0] == 7


def test_hostile_columns():
    rng = random.Random(11)
    for _ in range(3000):
        count = rng.randrange(4)
        try:
            rows = le.schedule_batch(
                TERMS, principal=[rng.choice([0, -1, 1, 2**63 - 1, 5000000]) for _ in range(count)],
                term_count=[rng.choice([0, -5, 1, 3660, 3661, 2**31 - 1]) for _ in range(count)],
                disbursed_at=[rng.choice([0, -719162, 2932896, 2**31 - 1, -2**31]) for _ in range(count)])
            rows.allocate(TERMS, [rng.choice([-1, 0, 1, 2**63 - 1]) for _ in range(3)], [0, 1, 2],
                          loans=[rng.randrange(5) for _ in range(3)])
            rows.classify(TERMS, date.fromordinal(rng.randrange(1, 3652059)))
        except (ValueError, OverflowError, loanengine.LoanEngineError):
            pass


def test_plots(tmp_path):
    import matplotlib

    matplotlib.use("Agg")
    from loanengine import plot

    axes = plot.schedule(loanengine.schedule(TERMS))
    axes.figure.savefig(tmp_path / "schedule.png")
    stands = loanengine.positions(
        [{"loan": "L1", "case": Loan(TERMS).case()}, {"loan": "L2", "case": Loan(TERMS).case()}], "2026-07-01")
    report = loanengine.portfolio_report({"format": "report/1", "asOf": "2026-07-01"}, stands)
    plot.ageing(report).figure.savefig(tmp_path / "ageing.png")
    plot.risk_trend([report, report]).figure.savefig(tmp_path / "trend.png")
    assert (tmp_path / "trend.png").stat().st_size > 1000
