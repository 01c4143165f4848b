"""What runs in Spark's Python workers: batches of Arrow in, batches of Arrow out, by calls over many lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json

from ..documents import document, error_of, evaluate_json, lines
from ..errors import LoanEngineError
from ._alone import each, text_or_replaced

#: Columns by name: where they stand in the document, and the type that Spark has for them.
Fields = dict[str, tuple[str, str]]
AMOUNT = "decimal(25,6)"
TYPES = {"string": pa.string(), "int": pa.int32(), "date": pa.date32(), "boolean": pa.bool_(),
         AMOUNT: pa.decimal128(25, 6)}
ERROR = pa.struct([("code", pa.string()), ("path", pa.string()), ("message", pa.string())])
COMPONENTS = ("principal", "interest", "fee", "penalty", "total")
AMOUNTS: Fields = {
    f"{group}_{each}": (f"{group}.{each}", AMOUNT) for group in ("outstanding", "arrears") for each in COMPONENTS}
LATE: Fields = {
    "arrears_since": ("arrears.since", "date"), "days_past_due": ("arrears.daysPastDue", "int"),
    "next_due_date": ("nextDue.dueDate", "date"), "next_due_amount": ("nextDue.amount", AMOUNT)}
STATEMENT: Fields = {
    "status": ("status", "string"), "as_of": ("asOf", "date"), **AMOUNTS, **LATE,
    "bucket": ("arrears.bucket", "string"),
    "overpaid_amount": ("overpaidAmount", AMOUNT), "accrued_interest": ("accruedInterest", AMOUNT),
    "settlement_total": ("settlement.total", AMOUNT)}
POSITION: Fields = {
    "currency": ("currency", "string"), "status": ("status", "string"), "as_of": ("asOf", "date"), **AMOUNTS, **LATE,
    "overdue_installments": ("overdueInstallments", "int"), "restructured": ("restructured", "boolean"),
    "disbursed_amount": ("disbursedAmount", AMOUNT), "disbursed_at": ("disbursedAt", "date"),
    "maturity_date": ("maturityDate", "date"), "last_payment_at": ("lastPaymentAt", "date")}
ROW: Fields = {
    "sequence": ("sequence", "int"), "start_date": ("startDate", "date"), "due_date": ("dueDate", "date"),
    **{name: (key, AMOUNT) for name, key in (
        ("principal_due", "principalDue"), ("interest_due", "interestDue"), ("fee_due", "feeDue"),
        ("penalty_due", "penaltyDue"), ("total_due", "totalDue"), ("balance_after", "balanceAfter"),
        ("paid_amount", "paidAmount"), ("principal_paid", "principalPaid"), ("interest_paid", "interestPaid"),
        ("fee_paid", "feePaid"), ("penalty_paid", "penaltyPaid"))},
    "status": ("status", "string"), "days_past_due": ("daysPastDue", "int")}
ALERT: Fields = {
    "id": ("id", "string"), "loan": ("loan", "string"), "rule": ("rule", "string"), "type": ("type", "string"),
    "severity": ("severity", "string")}


def nested(fields: Fields) -> list[pa.Field]:
    """The fields as JSON has them: amounts and dates are texts there."""
    tree: dict[str, Any] = {}
    for path, kind in fields.values():
        *outer, last = path.split(".")
        own = tree
        for name in outer:
            own = own.setdefault(name, {})
        own[last] = TYPES[kind] if kind in ("int", "boolean") else pa.string()

    def typed(level: dict[str, Any]) -> list[pa.Field]:
        return [pa.field(name, pa.struct(typed(own)) if isinstance(own, dict) else own) for name, own in level.items()]

    return typed(tree)


def parsed(data: bytes, fields: list[pa.Field]) -> pa.StructArray:
    """Lines of JSON as an array of structs, by Arrow's own reader; fields that are not named are skipped."""
    table = pyarrow.json.read_json(
        pa.BufferReader(data), read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(data) + 1),
        parse_options=pyarrow.json.ParseOptions(
            explicit_schema=pa.schema(fields), newlines_in_values=False, unexpected_field_behavior="ignore"))
    return table.combine_chunks().to_struct_array().combine_chunks()


def columns(own: pa.StructArray, fields: Fields) -> list[pa.Array]:
    """A column a field, of its type; null where the document has none."""
    return [pc.struct_field(own, path.split(".")).cast(TYPES[kind]) for path, kind in fields.values()]


def errors_of(own: pa.StructArray) -> pa.Array:
    return pc.struct_field(own, ["error"])


def error_array(errors: Sequence[dict[str, str] | None]) -> pa.Array:
    return pa.array(errors, type=ERROR)


def batch_of(names: Sequence[str], arrays: Sequence[pa.Array]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(list(arrays), names=list(names))


def malformed(text: str | None) -> dict[str, str]:
    """Why a text is no case of its own, in the engine's words."""
    value = json.loads(evaluate_json("" if text is None else text))
    error = error_of(value) if "error" in value else LoanEngineError("MALFORMED_INPUT", "$", "not JSON on its own")
    return {"code": error.code, "path": error.path, "message": error.message}


def one_value(text: str | None) -> bool:
    """Whether a text is one value of JSON, so that it may stand inside a line: line ends are white space then."""
    try:
        json.loads(text or "")
        return True
    except (ValueError, RecursionError):
        return False


def line_of(text: str | None) -> str | None:
    """A case on one line; None where it is no JSON."""
    if text is None or (("\n" in text or "\r" in text) and not one_value(text)):
        return None
    return text.replace("\n", " ").replace("\r", " ")


def dated(text: str | None, as_of: str) -> str | None:
    """The case with a date, which the engine refuses where there is one already."""
    own = line_of(text)
    begun = "" if own is None else own.lstrip(" \t")
    if own is None or not begun.startswith("{") or begun[1:].lstrip(" \t").startswith("}"):
        return own
    return f'{{"asOf":"{as_of}",{begun[1:]}'


def pieces(
    kind: str, texts: Sequence[str], given: bytes | None = None, options: bytes | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """Results of lines, some at a time: the index of the first, and their texts."""
    at = 0
    data = b"".join(text.encode("utf-8", "surrogatepass") + b"\n" for text in texts)
    named = None if options is None else json.loads(options)
    for piece in lines(kind, data, given=given, options=named):
        own = piece.split(b"\n")[:-1]
        yield at, own
        at += len(own)
    if at != len(texts):
        raise RuntimeError(f"{at} results of {len(texts)} lines")


def results(
    batch: pa.RecordBatch, kind: str, texts: Sequence[str | None], refused: Sequence[str | None],
    fields: list[pa.Field], given: bytes | None = None, options: bytes | None = None,
) -> Iterator[tuple[pa.RecordBatch, list[bytes], pa.StructArray | None, list[dict[str, str]]]]:
    """Rows with their results as texts and as structs; and those whose text is None, with the errors of ``refused``."""
    good = [index for index, text in enumerate(texts) if text is not None]
    own = batch if len(good) == len(texts) else batch.take(pa.array(good, type=pa.int64()))
    for at, found in pieces(kind, [texts[index] or "" for index in good], given, options):
        shown = parsed(b"\n".join(found) + b"\n", [*fields, pa.field("error", ERROR)])
        yield own.slice(at, len(found)), found, shown, []
    bad = [index for index, text in enumerate(texts) if text is None]
    if bad:
        errors = [malformed(refused[index]) for index in bad]
        yield batch.take(pa.array(bad, type=pa.int64())), [], None, errors


def in_error(names: Sequence[str], kept: pa.RecordBatch, keep: Sequence[str], types: Sequence[pa.DataType],
             errors: pa.Array) -> pa.RecordBatch:
    """Rows with nothing but what was kept of them, and an error."""
    nulls = [pa.nulls(kept.num_rows, kind) for kind in types]
    return batch_of(names, [*(kept.column(name) for name in keep), *nulls, errors])


def whole(
    batches: Iterable[pa.RecordBatch], kind: str, fields: Fields, text_name: str, keep: Sequence[str], prepare: Any,
    options: bytes | None = None, named: Any = None,
) -> Iterator[pa.RecordBatch]:
    """A row a row: kept columns, fields, the text of the result, the error; ``named`` makes kept columns of a batch
    that could not be prepared."""
    names = [*keep, *fields, text_name, "error"]
    types = [*(TYPES[own] for _, own in fields.values()), pa.string()]

    def work(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        kept, texts, refused = prepare(batch)
        for rows, found, shown, errors in results(kept, kind, texts, refused, nested(fields), None, options):
            if shown is None:
                yield in_error(names, rows, keep, types, error_array(errors))
                continue
            error = errors_of(shown)
            text = pa.array([own.decode() for own in found], type=pa.string())
            if kind == "positions":
                text = pc.if_else(pc.is_valid(error), pa.scalar(None, pa.string()), text)
            own = [*(rows.column(name) for name in keep), *columns(shown, fields), text, error]
            yield batch_of(names, own)

    def refuse(batch: pa.RecordBatch, error: dict[str, str]) -> pa.RecordBatch:
        return in_error(names, named(batch) if named else batch, keep, types, error_array([error]))

    return each(batches, work, refuse)


def statements(
    case: str, keep: Sequence[str], as_of: str | None, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    def prepare(batch: pa.RecordBatch) -> Any:
        texts = batch.column(case).to_pylist()
        return batch, [line_of(text) if as_of is None else dated(text, as_of) for text in texts], texts

    return whole(batches, "evaluate", STATEMENT, "result", keep, prepare)


def positions(
    loan: str, case: str, dimensions: Sequence[str], keep: Sequence[str], options: bytes, figures: bool,
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    def prepare(batch: pa.RecordBatch) -> Any:
        names, texts = as_text(batch, loan), batch.column(case).to_pylist()
        own = zip(*(as_text(batch, name) for name in dimensions)) if dimensions else iter([()] * len(texts))
        given = [None if not one_value(text) else position_line(name, text, dimensions, values)
                 for name, text, values in zip(names, texts, own)]
        kept = batch_of(["loan", *keep], [pa.array(names, type=pa.string()), *(batch.column(each) for each in keep)])
        return kept, given, texts

    def named(batch: pa.RecordBatch) -> pa.RecordBatch:
        own = pa.array(text_or_replaced(batch.column(loan)), type=pa.string())
        return batch_of(["loan", *keep], [own, *(batch.column(each) for each in keep)])

    return whole(
        batches, "positions", POSITION if figures else {}, "position", ["loan", *keep], prepare, options, named)


def as_text(batch: pa.RecordBatch, name: str) -> list[str | None]:
    column = batch.column(name)
    return (column if pa.types.is_string(column.type) else column.cast(pa.string())).to_pylist()


def position_line(name: str | None, text: str, dimensions: Sequence[str], values: Sequence[str | None]) -> str:
    own = {key: value for key, value in zip(dimensions, values) if value is not None}
    shown = f',"dimensions":{json.dumps(own, ensure_ascii=False)}' if own else ""
    case = text.replace("\n", " ").replace("\r", " ")
    return f'{{"loan":{json.dumps(name, ensure_ascii=False)},"case":{case}{shown}}}'


def schedules(case: str, keep: Sequence[str], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    names = [*keep, *ROW, "error"]
    types = [TYPES[kind] for _, kind in ROW.values()]
    items = pa.field("schedule", pa.struct([pa.field("items", pa.list_(pa.struct(nested(ROW))))]))

    def work(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        texts = batch.column(case).to_pylist()
        for rows, _, shown, errors in results(batch, "evaluate", [line_of(text) for text in texts], texts, [items]):
            if shown is None:
                yield in_error(names, rows, keep, types, error_array(errors))
                continue
            plan = pc.struct_field(shown, ["schedule", "items"])
            of = pc.list_parent_indices(plan)
            own = [*(rows.column(name).take(of) for name in keep), *columns(pc.list_flatten(plan), ROW)]
            yield batch_of(names, [*own, pa.nulls(len(of), ERROR)])
            error = errors_of(shown)
            bad = pc.indices_nonzero(pc.is_valid(error))
            if len(bad):
                yield in_error(names, rows.take(bad), keep, types, error.take(bad))

    return each(
        batches, work, lambda batch, error: in_error(names, batch, keep, types, error_array([error])))


def alerts(
    previous: str, present: str, rules: bytes, options: bytes | None, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    names = [*ALERT, "alert", "error"]

    def work(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        pairs = list(zip(batch.column(previous).to_pylist(), batch.column(present).to_pylist()))
        texts = [f'{{"previous":{"null" if old is None else old},"present":{"null" if new is None else new}}}'.replace(
            "\n", " ").replace("\r", " ") if (old is None or one_value(old)) and (new is None or one_value(new))
            else None for old, new in pairs]
        refused = [old if old is not None and not one_value(old) else new for old, new in pairs]
        for _, found, _, errors in results(batch, "alerts", texts, refused, [], rules, options):
            own: list[tuple[Any, ...]] = [(None,) * (len(ALERT) + 1) + (error,) for error in errors]
            for line in map(json.loads, found):
                if "error" in line:
                    error = error_of(line)
                    own.append((*[None] * (len(ALERT) + 1),
                                {"code": error.code, "path": error.path, "message": error.message}))
                for alert in line.get("alerts", ()):
                    text = json.dumps(alert, ensure_ascii=False, separators=(",", ":"))
                    own.append((*(alert.get(name) for name in ALERT), text, None))
            if own:
                arrays = [pa.array([row[at] for row in own], type=ERROR if at == len(ALERT) + 1 else pa.string())
                          for at in range(len(names))]
                yield batch_of(names, arrays)

    return each(batches, work, lambda batch, error: in_error(
        names, batch, [], [pa.string()] * (len(ALERT) + 1), error_array([error])))


def _sums(partials: Iterable[bytes]) -> Iterator[pa.RecordBatch]:
    """All partial sums as one, merged some at a time; a row with the error where they have none."""
    held: list[bytes] = []
    try:
        for own in partials:
            held.append(own)
            if len(held) == 16:
                held = [document("merge", b"".join(held), options={"partial": True})]
        if held:
            last = document("merge", b"".join(held), options={"partial": True})
            yield batch_of(["partial", "error"], [pa.array([last.decode()]), pa.nulls(1, ERROR)])
    except LoanEngineError as error:
        shown = {"code": error.code, "path": error.path, "message": error.message}
        yield batch_of(["partial", "error"], [pa.nulls(1, pa.string()), error_array([shown])])


def position_lines(column: pa.Array) -> bytes:
    """Positions a line each, without those that are null."""
    return b"".join(text.replace(b"\n", b" ") + b"\n" for text in column.cast(pa.binary()).to_pylist() if text is not None)


def partials(position: str, spec: bytes, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return _sums(document("report", position_lines(batch.column(position)), given=spec, options={"partial": True})
                 for batch in batches)


def merges(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    failed: list[dict[str, str]] = []

    def texts() -> Iterator[bytes]:
        for batch in batches:
            failed.extend(own for own in batch.column("error").to_pylist() if own is not None)
            yield from (own.encode() for own in batch.column("partial").to_pylist() if own is not None)

    yield from _sums(texts())
    if failed:
        yield batch_of(["partial", "error"], [pa.nulls(1, pa.string()), error_array(failed[:1])])


def refused_in(texts: Sequence[bytes], at: int, spec: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Which positions a report refuses: it shows the first hundred, so more are looked for in halves."""
    data = b"".join(text.replace(b"\n", b" ") + b"\n" for text in texts)
    own = json.loads(document("report", data, given=spec, options={"partial": True}))
    if own["lines"]["rejected"] > len(own["errors"]):
        half = len(texts) // 2
        yield from refused_in(texts[:half], at, spec)
        yield from refused_in(texts[half:], at + half, spec)
        return
    for each in own["errors"]:
        error = error_of(each)
        yield at + each["line"] - 1, {"code": error.code, "path": error.path, "message": error.message}


def refused(
    position: str, keep: Sequence[str], spec: bytes, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        known = batch.filter(pc.is_valid(batch.column(position)))
        found = list(refused_in(known.column(position).cast(pa.binary()).to_pylist(), 0, spec))
        if found:
            rows = known.take(pa.array([index for index, _ in found], type=pa.int64()))
            yield in_error([*keep, "error"], rows, keep, [], error_array([error for _, error in found]))
