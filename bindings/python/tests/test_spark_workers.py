"""What Spark's workers do with rows that nobody can read, without Spark: an error a row, and its neighbours whole."""

import json

import pytest

pa = pytest.importorskip("pyarrow")

from loanengine import Rate, Terms  # noqa: E402
from loanengine.spark import _alone, _batch, _work  # noqa: E402

CASE = json.dumps({"format": "loan-case/1", "asOf": "2026-06-30", "terms": {
    "currency": "NGN", "principalAmount": "50000", "rate": {"percent": "24", "per": "YEAR"}, "termCount": 12,
    "termUnit": "MONTH", "disbursedAt": "2026-03-11"}})
TERMS = Terms("NGN", "1", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")


def texts(*values: bytes) -> pa.Array:
    """Texts as Spark may have them: bytes of any kind."""
    return pa.Array.from_buffers(pa.string(), len(values), pa.array(list(values), type=pa.binary()).buffers())


def cases(count: int = 9, bad: int = 4) -> pa.RecordBatch:
    own = [CASE.encode() if index != bad else b'{"format": "\xff"}' for index in range(count)]
    return pa.RecordBatch.from_arrays([pa.array(list(range(count))), texts(*own)], ["loan", "case"])


def rows(batches: object) -> list[dict[str, object]]:
    return pa.Table.from_batches(list(batches)).to_pylist()  # type: ignore[call-overload]


def test_statements() -> None:
    found = rows(_work.statements("case", ("loan",), None, [cases()]))
    assert sorted(row["loan"] for row in found) == list(range(9))
    bad = [row for row in found if row["error"] is not None]
    assert [row["loan"] for row in bad] == [4]
    assert bad[0]["error"]["code"] == "MALFORMED_INPUT" and "allowed: UTF-8" in bad[0]["error"]["message"]
    assert all(row["status"] == "ACTIVE" for row in found if row["loan"] != 4)


def test_schedules() -> None:
    found = rows(_work.schedules("case", ("loan",), [cases()]))
    assert len(found) == 8 * 12 + 1
    assert [row["loan"] for row in found if row["error"] is not None] == [4]


def test_positions_and_names() -> None:
    own = pa.RecordBatch.from_arrays(
        [texts(b"L-1", b"L-\xff", b"L-3"), texts(*[CASE.encode().replace(b', "asOf"', b', "asOf"')] * 3),
         pa.array([[1], [2], [3]])], ["loan", "case", "branch"])
    options = json.dumps({"asOf": "2026-06-30"}).encode()
    found = rows(_work.positions("loan", "case", (), (), options, True, [own.select(["loan", "case"])]))
    assert {row["loan"] for row in found} == {"L-1", "L-\N{REPLACEMENT CHARACTER}", "L-3"}
    # A dimension that is no text: every row says so, and none ends the job.
    found = rows(_work.positions("loan", "case", ("branch",), (), options, True, [own]))
    assert len(found) == 3 and all(row["error"] is not None for row in found)


def test_partial_sums() -> None:
    positions = texts(b'{"format":"position/1"\xff', b"{}")
    spec = json.dumps({"format": "report/1", "asOf": "2026-06-30"}).encode()
    found = rows(_work.partials("position", spec, [pa.RecordBatch.from_arrays([positions], ["position"])]))
    assert found[0]["error"] is None and json.loads(found[0]["partial"])["lines"]["rejected"] == 2


def test_columns() -> None:
    events = pa.array(
        [[{"type": "REPAYMENT", "of": 1}], [{"type": "REPAYMENT", "of": 2**40}], None],
        type=pa.list_(pa.struct([("type", pa.string()), ("of", pa.int64())])))
    date = pa.array([[20544], [20544], None], type=pa.list_(pa.date32()))
    own = pa.ListArray.from_arrays(events.offsets, pa.StructArray.from_arrays(
        [events.values.field("type"), events.values.field("of"), date.values,
         pa.array([100, 100], type=pa.int64())], ["type", "of", "date", "amount"]))
    batch = pa.RecordBatch.from_arrays(
        [pa.array(["a", "b", "c"]), pa.array([50_000_00] * 3, type=pa.int64()),
         pa.ListArray.from_arrays(pa.array([0, 1, 2, 2], type=pa.int32()), own.values)],
        ["loan", "principal", "events"])
    found = rows(_batch.positions((TERMS,), "loan", ("principal",), "events", "2026-06-30", [batch]))
    assert {row["loan"] for row in found} == {"a", "b", "c"}
    assert [row["error"] is None for row in found if row["loan"] == "c"] == [True]
    assert [row["error"] is None for row in found if row["loan"] == "b"] == [False]


def test_halves_find_each_row() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(list(range(100)))], ["n"])

    def work(own: pa.RecordBatch) -> list[pa.RecordBatch]:
        if any(value % 13 == 5 for value in own.column("n").to_pylist()):
            raise ValueError("a five")
        return [own]

    def refuse(own: pa.RecordBatch, error: dict[str, str]) -> pa.RecordBatch:
        assert error["message"] == "a value that its column does not take: a five"
        return pa.RecordBatch.from_arrays([pa.array([-value for value in own.column("n").to_pylist()])], ["n"])

    found = rows(_alone.each([batch], work, refuse))
    assert [row["n"] for row in found] == [-n if n % 13 == 5 else n for n in range(100)]
