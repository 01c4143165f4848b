"""Documents of JSON in, documents of JSON out: the bytes that the command line prints.

The formats are those of docs/case-format.md, docs/disclosure.md, docs/portfolio.md and docs/scoring.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import _native
from .errors import LoanEngineError

Json = Mapping[str, Any]
Document = bytes | bytearray | memoryview | str | Json


def to_bytes(document: Document) -> bytes | bytearray | memoryview:
    """A document as UTF-8: bytes as they are, text encoded, a mapping written as JSON."""
    if isinstance(document, (bytes, bytearray, memoryview)):
        return document
    if isinstance(document, str):
        return document.encode("utf-8", "surrogatepass")
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "surrogatepass")


def error_of(value: Json) -> LoanEngineError:
    """The error that a document has in it."""
    error = value["error"]
    return LoanEngineError(error["code"], error["path"], error.get("message", ""), error.get("position"))


def evaluate_json(case: Document, *, pretty: bool = False) -> bytes:
    """The result of a case (``loan-case/1``), byte for byte as ``loan-engine evaluate`` prints it.

    A case in error has a result too, with the error in it: nothing is raised.

    >>> evaluate_json(b"{}")[:26]
    b'{"format":"loan-result/1",'
    """
    return _native.evaluate(to_bytes(case), _native.PRETTY if pretty else _native.LINE)[1]


def evaluate(case: Document) -> dict[str, Any]:
    """The result of a case as a dict; amounts are strings, as in JSON.

    :raises LoanEngineError: where the case has no result.
    """
    code, text = _native.evaluate(to_bytes(case), _native.LINE)
    value: dict[str, Any] = json.loads(text)
    if code != _native.OK:
        raise error_of(value)
    return value


def document(
    kind: str, source: Document | Iterable[Document], *, given: Document | None = None,
    options: Json | None = None,
) -> bytes:
    """What a command prints for one input: ``disclose``, ``expression``, ``score``, ``alerts``, ``positions``,
    ``report`` or ``merge``.

    :param source: the document; for those that read lines the lines, or documents one a line
    :param given: the card of ``score``, the rules of ``alerts``, the spec of ``report``
    :param options: by their long names: ``{"asOf": "2026-03-31"}`` for ``positions``
    :raises LoanEngineError: where there is no result; lines in error say so in the result

    >>> print(document("expression", {"expression": "1 / 3 + 1 / 6", "data": {}}).decode(), end="")
    {
      "type": "NUMBER",
      "value": "0.5"
    }
    """
    code, text = _native.document(
        kind, None if given is None else to_bytes(given), None if options is None else to_bytes(options),
        lines_of(source))
    if code not in (_native.OK, _native.LINES_IN_ERROR):
        raise error_of(json.loads(text))
    return text


def lines(
    kind: str, source: Document | Iterable[Document], *, given: Document | None = None,
    options: Json | None = None,
) -> Iterator[bytes]:
    """The results of many documents, one a line (JSON Lines): pieces of about 1 MiB, whole lines each.

    >>> b"".join(lines("expression", [{"expression": "1 + 1"}, {"expression": "1 +"}])).decode().splitlines()[0]
    '{"type":"NUMBER","value":"2"}'
    """
    data = lines_of(source)
    governing = None if given is None else to_bytes(given)
    wanted = None if options is None else to_bytes(options)
    offset = line = failed = 0
    while True:
        code, text, offset, line, failed = _native.lines(kind, governing, wanted, data, offset, line, failed)
        if code not in (_native.OK, _native.BUFFER_TOO_SMALL):
            raise error_of(json.loads(text))
        if text:
            yield text
        if code == _native.OK:
            return


def lines_of(source: Document | Iterable[Document]) -> bytes | bytearray | memoryview:
    """One document, or many with a line each."""
    if isinstance(source, (bytes, bytearray, memoryview, str, Mapping)):
        return to_bytes(source)
    return b"".join(bytes(to_bytes(each)) + b"\n" for each in source)


def disclose(flows: Document, *, options: Json | None = None) -> dict[str, Any]:
    """An annual rate by law (``flows/1``), or of a loan with ``{"regime": "US"}`` as options.

    >>> disclose({"format": "flows/1", "regime": "EU", "currency": "EUR", "flows": [
    ...     {"kind": "ADVANCE", "amount": "1000.00", "date": "2026-01-01"},
    ...     {"kind": "PAYMENT", "amount": "1100.00", "date": "2027-01-01"}]})["apr"]["percent"]
    '10.0'
    """
    return json.loads(document("disclose", flows, options=options))


def score(card: Document, applicants: Iterable[Document]) -> list[dict[str, Any]]:
    """What a card (``scorecard/1``) says of applicants; one in error has ``error`` in its result."""
    return _objects(document("score", applicants, given=card))


def alerts(rules: Document, changes: Iterable[Document], *, role: str | None = None) -> list[dict[str, Any]]:
    """The alerts (``alert-rules/1``) of lines ``{"previous", "present"}``."""
    return _objects(document("alerts", changes, given=rules, options=None if role is None else {"role": role}))


def positions(loans: Iterable[Document], as_of: object, **dates: object) -> list[dict[str, Any]]:
    """How loans (``{"loan", "case", "dimensions"}``) stand; ``to``, ``previous`` and ``from_`` as dates."""
    options = {"asOf": str(as_of)} | {name.rstrip("_"): str(date) for name, date in dates.items()}
    return _objects(document("positions", loans, options=options))


def portfolio_report(spec: Document, stands: Iterable[Document] | Document) -> dict[str, Any]:
    """A report (``report/1``) over positions."""
    return json.loads(document("report", stands, given=spec))


def partial_report(spec: Document, stands: Iterable[Document] | Document) -> bytes:
    """The sums of a part of the positions, to be merged later: a line."""
    return document("report", stands, given=spec, options={"partial": True})


def merge_reports(partials: Iterable[bytes]) -> dict[str, Any]:
    """The report of partial sums: that of the whole, whatever the parts and their order."""
    return json.loads(document("merge", b"".join(partials)))


def _objects(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
