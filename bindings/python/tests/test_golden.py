"""Every golden case: the bytes that the command line prints, and the typed figures of them."""

import json
import os
import pathlib
import re
import subprocess
from datetime import date
from decimal import Decimal

import pytest

import loanengine

ROOT = pathlib.Path(__file__).resolve().parents[3]
ENGINE = os.environ.get("LOAN_ENGINE", str(ROOT / ".build" / "release" / "loan-engine"))
CASES = sorted(path for path in (ROOT / "Fixtures").rglob("*.json") if "portfolio" not in path.parts)
DOCUMENTS = sorted((ROOT / "Fixtures" / "portfolio").rglob("*.json"))


def command(arguments, source):
    return subprocess.run([ENGINE, *arguments], input=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def on_a_line(text):
    return re.sub(rb"[\r\n]+\s*", b"", text)


def test_all_cases_as_lines():
    source = b"".join(on_a_line(path.read_bytes()) + b"\n" for path in CASES)
    expected = command(["evaluate", "--jsonl-input", "--format", "jsonl", "-"], source)
    assert b"".join(loanengine.lines("evaluate", source)) == expected
    for path, line in zip(CASES, expected.splitlines(keepends=True), strict=True):
        assert loanengine.evaluate_json(on_a_line(path.read_bytes())) == line, path


def test_pretty():
    for path in CASES[::50]:
        text = path.read_bytes()
        assert loanengine.evaluate_json(text, pretty=True) == command(["evaluate", "--format", "json", "-"], text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_document(path, tmp_path):
    case = json.loads(path.read_bytes())
    if case["command"] == "scaling":
        return  # a part of a card: the engine has no command for it
    arguments = [case["command"]]
    if "with" in case:
        (tmp_path / "with.json").write_text(json.dumps(case["with"]))
        arguments.append(str(tmp_path / "with.json"))
    if "lines" in case:
        source = "".join(json.dumps(line) + "\n" for line in case["lines"]).encode()
    else:
        source = json.dumps(case["input"]).encode() + (b"\n" if "with" in case else b"")
    expected = command([*arguments, "-"], source)
    try:
        given = json.dumps(case["with"]) if "with" in case else None
        assert loanengine.document(case["command"], source, given=given) == expected
    except loanengine.LoanEngineError as error:
        shown = json.loads(expected)["error"]
        assert (error.code, error.path, error.message) == (shown["code"], shown["path"], shown.get("message", ""))


def plain(value):
    """A typed value as JSON has it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def same(typed, shown, path):
    if isinstance(shown, dict):
        for key, value in shown.items():
            name = re.sub("([A-Z])", lambda match: "_" + match.group(1).lower(), key)
            assert hasattr(typed, name), f"{path}.{key}"
            same(getattr(typed, name), value, f"{path}.{key}")
    elif isinstance(shown, list):
        assert len(typed) == len(shown), path
        for index, (own, value) in enumerate(zip(typed, shown)):
            same(own, value, f"{path}[{index}]")
    else:
        assert plain(typed) == shown, path


def test_typed_field_by_field():
    """The statement of each golden case, read from terms and events as they are, has every figure of the result."""
    from loanengine.loans import Statement, _read

    for path in CASES:
        result = json.loads(loanengine.evaluate_json(path.read_bytes()))
        if "error" in result:
            continue
        typed = _read(Statement, result)
        shown = {key: value for key, value in result.items() if key not in ("format", "name")}
        same(typed, shown, path.stem)
