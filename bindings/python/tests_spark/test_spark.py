"""Portfolios on Spark: the documents of one process, whatever the partitioning, and though workers are killed."""

import json
import os
import pathlib
import random
import signal
import threading
import time
from decimal import Decimal

import loanengine
import portfolio
import pytest
from loanengine import LoanEngineError
from loanengine import spark as le

AS_OF = "2026-06-30"
SPEC = {"format": "report/1", "asOf": AS_OF, "groupBy": [[], ["officer"], ["branch", "status"]], "provision": "CBN_MFB"}
COUNT, BAD_EVERY = 3_000, 100


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("book") / "cases.parquet")
    portfolio.write(path, COUNT, bad_every=BAD_EVERY)
    return path


@pytest.fixture(scope="module")
def one_process():
    """Positions and report of the good loans by plain calls."""
    own = portfolio.table(COUNT, bad_every=BAD_EVERY).to_pylist()
    good = [row for index, row in enumerate(own) if index % BAD_EVERY != BAD_EVERY - 1]
    loans = [json.dumps({"loan": row["loan"], "case": json.loads(row["case"]), "dimensions": {
        name: str(row[name]) for name in ("officer", "branch") if row[name] is not None}}) for row in good]
    stands = b"".join(loanengine.lines("positions", loans, options={"asOf": AS_OF}))
    return good, stands, loanengine.portfolio_report(SPEC, stands)


def stands_of(cases):
    return le.positions(cases, AS_OF, dimensions=["officer", "branch"])


def test_positions_are_those_of_one_process(session, book, one_process):
    rows = stands_of(session.read.parquet(book)).collect()
    assert len(rows) == COUNT
    shown = {row.loan: row.position for row in rows if row.position is not None}
    expected = {json.loads(line)["loan"]: line.decode() for line in one_process[1].splitlines()}
    assert shown == expected
    row = next(row for row in rows if row.position is not None and row.days_past_due > 0)
    own = json.loads(row.position)
    assert row.arrears_total == Decimal(own["arrears"]["total"]) and row.days_past_due == own["arrears"]["daysPastDue"]
    assert row.arrears_since.isoformat() == own["arrears"]["since"] and row.error is None


def test_bad_rows_are_errors_of_their_own(session, book):
    cases = session.read.parquet(book)
    rows = {int(row.loan[1:]): row for row in stands_of(cases).where("error is not null").collect()}
    assert sorted(rows) == list(range(BAD_EVERY - 1, COUNT, BAD_EVERY))
    assert {row.error.code for row in rows.values()} == {"MALFORMED_INPUT"}
    assert rows[299].error.path == "$" and rows[399].error.path == "case.terms" and rows[499].error.path == "$"
    for frame in (le.statements(cases), le.schedules(cases)):
        wrong = frame.where("error is not null").collect()
        assert len(wrong) == len(rows) and all(row.status is None for row in wrong)


@pytest.mark.parametrize("parts", [1, 2, 7, 40])
def test_any_partitioning_gives_the_report_of_the_whole(session, book, one_process, parts):
    stands = stands_of(session.read.parquet(book).repartition(parts))
    assert le.report(stands, SPEC, fan_in=3) == one_process[2]


def test_no_positions_are_a_report_too(session, book):
    stands = stands_of(session.read.parquet(book).where("loan = 'none'"))
    assert le.report(stands, SPEC) == loanengine.portfolio_report(SPEC, b"")


def test_statements_and_schedules(session, book, one_process):
    cases = session.read.parquet(book).limit(50)
    good = {row["loan"]: row["case"] for row in one_process[0][:50]}
    stated = {row.loan: row for row in le.statements(cases, AS_OF).collect()}
    plans = {}
    for row in le.schedules(cases).collect():
        plans.setdefault(row.loan, []).append(row)
    for loan, case in good.items():
        own = loanengine.evaluate({**json.loads(case), "asOf": AS_OF})
        assert json.loads(stated[loan].result) == own
        assert stated[loan].settlement_total == Decimal(own["settlement"]["total"])
        items = loanengine.evaluate(case)["schedule"]["items"]
        assert [row.balance_after for row in plans[loan]] == [Decimal(item["balanceAfter"]) for item in items]
        assert [row.due_date.isoformat() for row in plans[loan]] == [item["dueDate"] for item in items]
        assert [(row.status, row.sequence) for row in plans[loan]] == [(i["status"], i["sequence"]) for i in items]


def test_written_over_lines_and_dated_twice(session):
    own = {"format": "loan-case/1", "terms": portfolio.case(random.Random(1), 0)["terms"]}
    texts = [json.dumps(own, indent=2), json.dumps({**own, "name": "a\nb"}).replace("\\n", "\n"),
             json.dumps({**own, "asOf": AS_OF}), "{}"]
    cases = session.createDataFrame([(str(at), text) for at, text in enumerate(texts)], "loan string, case string")
    rows = sorted(le.statements(cases, AS_OF).collect(), key=lambda row: row.loan)
    assert rows[0].status == "ACTIVE" and rows[0].as_of.isoformat() == AS_OF
    assert [row.error.code for row in rows[1:]] == ["MALFORMED_INPUT"] * 3
    assert "twice" in rows[2].error.message and rows[3].error.path == "format"


def test_alerts(session, book, one_process):
    cases = session.read.parquet(book)
    before = le.positions(cases, "2026-03-31").selectExpr("loan", "position previous")
    now = stands_of(cases).selectExpr("loan", "position present")
    pairs = now.join(before, "loan").where("present is not null")
    rules = {"format": "alert-rules/1", "rules": [{"id": "DPD30", "type": "DPD", "days": 30, "severity": "CRITICAL"}]}
    found = le.alerts(pairs, rules).collect()
    lines = [{"previous": json.loads(row.previous), "present": json.loads(row.present)} for row in pairs.collect()]
    expected = [alert for line in loanengine.alerts(rules, lines) for alert in line["alerts"]]
    assert expected and {row.id for row in found} == {alert["id"] for alert in expected}
    assert json.loads(found[0].alert) in expected
    broken = le.alerts(session.createDataFrame([("{", "{}"), (None, "{}")], "previous string, present string"), rules)
    assert [row.error.code for row in broken.collect()] == ["MALFORMED_INPUT"] * 2


def test_refused_positions_are_found(session, book):
    stands = stands_of(session.read.parquet(book).limit(400)).selectExpr(
        "loan", "case when hash(loan) % 2 = 0 then replace(position, 'ACTIVE', 'DRAFT') else position end position")
    report = le.report(stands, SPEC)
    found = le.refused(stands, SPEC).collect()
    assert len(found) == report["lines"]["rejected"] > 100
    assert {row.error.code for row in found} == {"INVALID_POSITION"}


def test_what_is_wrong_for_all_is_raised_at_once(session, book):
    cases = session.read.parquet(book)
    with pytest.raises(LoanEngineError) as caught:
        le.report(stands_of(cases), {"format": "report/1", "asOf": "2026-13-01"})
    assert caught.value.path == "asOf"
    with pytest.raises(LoanEngineError):
        le.positions(cases, "yesterday")
    with pytest.raises(LoanEngineError):
        le.alerts(cases, {"format": "alert-rules/1", "rules": []})
    with pytest.raises(ValueError, match="no column kase"):
        le.statements(cases, case="kase")


def workers_below(pid):
    """Python workers of Spark that this process began: those whose parent is a daemon below it."""
    parents = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(text.rpartition(")")[2].split()[1])
    below = {pid}
    for _ in range(6):
        below |= {own for own, parent in parents.items() if parent in below}

    def is_daemon(own):
        try:
            return b"pyspark.daemon" in pathlib.Path(f"/proc/{own}/cmdline").read_bytes()
        except OSError:
            return False

    named = {own for own in below - {pid} if is_daemon(own)}
    return sorted(own for own in named if parents[own] in named)


def test_a_killed_worker_changes_nothing(session, book, one_process):
    context, killed = session.sparkContext, []
    stands = stands_of(session.read.parquet(book).repartition(40))
    done = threading.Event()

    def kill():
        while len(killed) < 6 and not done.is_set():
            for own in workers_below(os.getpid())[-2:]:
                try:
                    os.kill(own, signal.SIGKILL)
                    killed.append(own)
                except ProcessLookupError:
                    pass
            time.sleep(0.5)

    context.setJobGroup("killed", "")
    thread = threading.Thread(target=kill)
    thread.start()
    report = le.report(stands, SPEC)
    done.set()
    thread.join()
    tracker = context.statusTracker()
    stages = [tracker.getStageInfo(stage) for job in tracker.getJobIdsForGroup("killed")
              for stage in tracker.getJobInfo(job).stageIds]
    assert killed and sum(stage.numFailedTasks for stage in stages if stage) > 0
    assert report == one_process[2]
