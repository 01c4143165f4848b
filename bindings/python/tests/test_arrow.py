"""Arrow tables in and out: pyarrow, pandas, Polars, DuckDB."""

import datetime

import duckdb
import pandas
import polars
import pyarrow
import pytest

from loanengine import Loan, Rate, Terms, arrow
from loanengine.columns import evaluate_batch, events_of, schedule_batch

PRODUCT = Terms("NGN", "1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
BOOK = {"loan": ["A", "B", "C"], "principal": [50_000_00, -1, 10_000_00],
        "disbursed_at": [datetime.date(2026, 3, 11), datetime.date(2026, 3, 11), None]}


@pytest.mark.parametrize("make", [pyarrow.table, pandas.DataFrame, polars.DataFrame])
def test_schedules_of_any_table(make):
    book = make(BOOK)
    if make is pandas.DataFrame:
        book["disbursed_at"] = pandas.to_datetime(book["disbursed_at"])
    loans, rows = arrow.schedule_tables(PRODUCT, book)
    assert loans.column("code").to_pylist()[:2] == ["OK", "INVALID_TERMS"]
    assert loans.column("code").to_pylist()[2] != "OK"  # without a date
    assert loans.column("installment").to_pylist()[0] == 472_798
    assert rows.num_rows == 12 and set(rows.column("loan").to_pylist()) == {"A"}
    assert rows.schema.field("due_date").type == pyarrow.date32()
    assert rows.column("status").to_pylist()[0] == "PENDING"
    assert rows.column("interest_due").to_pylist()[:2] == [100_000, 92_544]


def test_batches_are_arrow_themselves():
    batch = schedule_batch(PRODUCT, principal=[10_000_00, 20_000_00])
    frame = polars.DataFrame(batch)
    assert frame.shape == (24, 16) and frame["due_date"].dtype == polars.Date
    assert pyarrow.table(batch).to_pandas()["principal_due"].sum() == 30_000_00
    # The same memory, without a copy.
    table = batch.to_arrow()
    address = table.column("principal_due").chunk(0).buffers()[1].address
    assert address == batch.rows["principal_due"].__array_interface__["data"][0]


def test_evaluation_with_events():
    events = pyarrow.table({
        "loan": ["C", "A", "A", "C", "A"], "type": ["REPAYMENT", "REPAYMENT", "REPAYMENT", "NONSENSE", "CHARGE"],
        "date": ["2026-04-11", "2026-04-11", "2026-05-20", "2026-05-01", "2026-05-02"],
        "amount": [94_560, 472_798, 200_000, 5, 10_00], "component": [0, 0, 0, 0, 1]})
    book = pyarrow.table({"loan": ["A", "B", "C"], "principal": [50_000_00, 50_000_00, 10_000_00]})
    loans, rows = arrow.evaluate_tables(PRODUCT, book, events, as_of="2026-06-01", rows=True)
    assert loans.column("code").to_pylist()[:2] == ["OK", "OK"] and loans.column("code").to_pylist()[2] != "OK"
    terms = Terms("NGN", "50000", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    wanted = (Loan(terms).repay("4727.98", "2026-04-11").repay(2000, "2026-05-20").charge("FEE", 10, "2026-05-02")
              .statement("2026-06-01"))
    assert loans.column("arrears_principal")[0].as_py() == int(wanted.arrears.principal * 100)
    assert loans.column("outstanding_interest")[0].as_py() == int(wanted.outstanding.interest * 100)
    assert loans.column("days_past_due").to_pylist()[:2] == [21, 51]
    assert rows.num_rows == 24
    with pytest.raises(ValueError):
        arrow.evaluate_tables(PRODUCT, book, events.set_column(0, "loan", pyarrow.array(["Z"] * 5)))


def test_a_bad_date_in_a_text_is_an_error_of_its_loan():
    book = pyarrow.table({"principal": [100_00, 100_00], "disbursed_at": ["2026-02-30", "2026-02-28"]})
    loans, rows = arrow.schedule_tables(PRODUCT, book)
    assert loans.column("code").to_pylist()[1] == "OK" and loans.column("code").to_pylist()[0] != "OK"
    assert rows.num_rows == 12


def test_duckdb_reads_the_tables_and_is_read():
    base = duckdb.connect()
    book = base.sql("SELECT 'L' || i AS loan, 1000000 + i * 7 AS principal FROM range(1000) t(i)")
    loans, rows = arrow.schedule_tables(PRODUCT, book)
    base.register("loans", loans)
    base.register("rows", rows)
    principal, count, first = base.sql(
        "SELECT sum(principal_due)::BIGINT, count(*), min(due_date) FROM rows JOIN loans USING (loan) "
        "WHERE code = 'OK'").fetchall()[0]
    wanted = sum(1_000_000 + i * 7 for i in range(1000))
    assert (principal, count, first) == (wanted, 12_000, datetime.date(2026, 4, 11))
    by_status = base.sql("SELECT status, kind, count(*) FROM rows GROUP BY ALL").fetchall()
    assert by_status == [("PENDING", "INSTALLMENT", 12_000)]


@pytest.mark.parametrize("frame", [pandas.DataFrame, polars.DataFrame])
def test_evaluation_of_any_table(frame):
    """Frames of loans and events in, and the same figures as of arrays."""
    book = frame({"loan": [f"L{n}" for n in range(50)], "principal": [1_000_000 + n for n in range(50)]})
    paid = frame({"loan": [f"L{n}" for n in range(0, 50, 2)], "type": ["REPAYMENT"] * 25,
                  "date": [datetime.date(2026, 4, 11)] * 25, "amount": [100_000] * 25})
    loans, _ = arrow.evaluate_tables(PRODUCT, book, paid, as_of="2026-05-01")
    late = loans.to_pandas() if frame is pandas.DataFrame else polars.from_arrow(loans).to_pandas()
    assert late["days_past_due"].tolist() == [0, 20] * 25
    events, offsets = events_of(range(0, 50, 2), "REPAYMENT", ["2026-04-11"] * 25, loans=50, amount=[100_000] * 25)
    plain = evaluate_batch(PRODUCT, events, offsets, as_of="2026-05-01", principal=[1_000_000 + n for n in range(50)])
    assert late["outstanding_interest"].tolist() == plain.positions["outstanding_interest"].tolist()
