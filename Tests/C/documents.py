#!/usr/bin/env python3
"""Documents through libloanengine-json: the same bytes as the command line prints.

    python3 Tests/C/documents.py LIBRARY ENGINE [--fuzz N] [--seed S]

LIBRARY is libloanengine-json.so, ENGINE the loan-engine command. Every golden case goes through
le_json_evaluate and le_json_lines, every other document through le_json_document; then buffers that are too
small, cursors, stop flags and arguments without sense. --fuzz makes N calls with documents cut, doubled and
changed. The last line is 'N passed, N failed'.
"""
import argparse
import ctypes
import json
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEADER = (ROOT / "include" / "loan_engine_json.h").read_text()
CODES = {name: int(number) for name, number in re.findall(r"LE_JSON_([A-Z_]+) = ([0-9]+)", HEADER)}
LINE, PRETTY = CODES["LINE"], CODES["PRETTY"]
passed = failed = 0


class Cursor(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("offset", "line", "failed", "needed")]


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED %s %s" % (name, str(seen)[:300]))


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        size, text = ctypes.c_size_t, ctypes.c_char_p
        self.c.le_json_code_name.restype = self.c.le_json_version.restype = text
        self.c.le_json_code_name.argtypes = [ctypes.c_int32]
        self.c.le_json_code_number.argtypes = [text, size]
        self.c.le_json_evaluate.argtypes = [text, size, ctypes.c_int32, ctypes.c_void_p, size, ctypes.c_void_p]
        governed = [text, text, size, text, size, text, size]
        self.c.le_json_document.argtypes = governed + [ctypes.c_void_p, size, ctypes.c_void_p, ctypes.c_void_p]
        self.c.le_json_lines.argtypes = governed + [
            ctypes.c_void_p, ctypes.c_void_p, size, ctypes.c_void_p, ctypes.c_void_p]

    def again(self, call):
        """The code and the text of a call, asked again where the buffer was too small."""
        capacity = 1 << 16
        while True:
            out, needed = ctypes.create_string_buffer(capacity), ctypes.c_size_t()
            code = call(ctypes.addressof(out), capacity, ctypes.byref(needed))
            if code != CODES["BUFFER_TOO_SMALL"]:
                return code, out.raw[:needed.value]
            capacity = needed.value

    def evaluate(self, case, form):
        return self.again(lambda out, capacity, needed: self.c.le_json_evaluate(
            case, len(case), form, out, capacity, needed))

    def document(self, kind, given, options, source, stop=None):
        return self.again(lambda out, capacity, needed: self.c.le_json_document(
            kind, given, len(given or b""), options, len(options or b""), source, len(source), out, capacity, needed,
            stop))

    def lines(self, kind, given, options, source, capacity):
        """All results of many lines, through a buffer that takes some of them."""
        cursor, written, result = Cursor(), ctypes.c_size_t(), b""
        while True:
            out = ctypes.create_string_buffer(capacity)
            code = self.c.le_json_lines(
                kind, given, len(given or b""), options, len(options or b""), source, len(source),
                ctypes.byref(cursor), ctypes.addressof(out), capacity, ctypes.byref(written), None)
            result += out.raw[:written.value]
            if code != CODES["BUFFER_TOO_SMALL"]:
                return code, result, cursor
            if written.value == 0:
                capacity = cursor.needed


def command(engine, arguments, source):
    return subprocess.run([engine] + arguments, input=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def golden(folder):
    for path in sorted((ROOT / folder).rglob("*.json")):
        yield path, path.read_bytes()


def cases(library, engine):
    """Golden cases of loans, one by one and as lines."""
    sources = [(path, text) for path, text in golden("Fixtures") if "portfolio" not in path.parts]
    lines = b"".join(re.sub(rb"[\r\n]+\s*", b"", text) + b"\n" for _, text in sources)
    expected = command(engine, ["evaluate", "--jsonl-input", "--format", "jsonl", "-"], lines)
    code, result, cursor = library.lines(b"evaluate", None, None, lines, 1 << 20)
    check("lines of all golden cases", (code, result) == (CODES["OK"], expected), len(result))
    check("their number", cursor.line == len(sources) and cursor.offset == len(lines), cursor.line)
    check("the same through a small buffer", library.lines(b"evaluate", None, None, lines, 5000)[1] == expected)
    each = expected.split(b"\n")
    for (path, text), line in zip(sources, each):
        code, result = library.evaluate(re.sub(rb"[\r\n]+\s*", b"", text), LINE)
        error = json.loads(line).get("error") if line.startswith(b"{") else None
        wanted = CODES[error["code"]] if error else CODES["OK"]
        check(path, (code, result) == (wanted, line + b"\n"), result)
    for path, text in sources[::40]:
        expected = command(engine, ["evaluate", "--format", "json", "-"], text)
        check("pretty " + str(path), library.evaluate(text, PRETTY)[1] == expected)


def documents(library, engine, work):
    """Golden documents: annual rates, expressions, scores, alerts, reports."""
    for path, text in golden("Fixtures/portfolio"):
        case = json.loads(text)
        kind = case["command"]
        if kind == "scaling":
            continue
        given = compact(case["with"]) if "with" in case else None
        if "lines" in case:
            source = b"".join(compact(line) + b"\n" for line in case["lines"])
        else:
            source = compact(case["input"]) + (b"\n" if given else b"")
        arguments = [kind]
        if given is not None:
            (work / "with.json").write_bytes(given)
            arguments.append(str(work / "with.json"))
        expected = command(engine, arguments + ["-"], source)
        code, result = library.document(kind.encode(), given, None, source)
        check(path, result == expected, result)
        check("code of " + str(path), (code == CODES["OK"]) == (b'"error' not in expected or b'"errors":[]' in expected
              or b'"errors": []' in expected), code)
    demo = (ROOT / "Examples" / "demo.json").read_bytes()
    loans = compact({"loan": "L1", "case": json.loads(demo)}) + b"\n"
    expected = command(engine, ["positions", "--as-of", "2026-06-30", "-"], loans)
    code, positions = library.document(b"positions", None, b'{"asOf":"2026-06-30"}', loans)
    check("positions", (code, positions) == (CODES["OK"], expected), positions)
    expected = command(engine, ["disclose", "--regime", "US", "-"], demo)
    check("disclose", library.document(b"disclose", None, b'{"regime":"US"}', demo)[1] == expected)
    report = b'{"format":"report/1","asOf":"2026-06-30"}'
    whole = library.document(b"report", report, None, positions * 3)
    parts = [library.document(b"report", report, b'{"partial":true}', positions * n)[1] for n in (1, 2)]
    check("merge", library.document(b"merge", None, None, b"".join(parts)) == whole, whole[1])


def borders(library):
    """What is wrong with calls."""
    argument, small = CODES["INVALID_ARGUMENT"], CODES["BUFFER_TOO_SMALL"]
    case = (ROOT / "Examples" / "demo.json").read_bytes()
    c = library.c
    code, result = library.evaluate(case, LINE)
    needed = ctypes.c_size_t()
    out = ctypes.create_string_buffer(b"x" * len(result), len(result) + 8)
    start = ctypes.addressof(out)
    for capacity in (0, 1, len(result) - 1):
        check("capacity", c.le_json_evaluate(case, len(case), LINE, start, capacity, ctypes.byref(needed)) == small
              and needed.value == len(result) and out.raw.startswith(b"x" * len(result)))
    check("exact", c.le_json_evaluate(case, len(case), LINE, start, len(result), None) == 0
          and out.raw[:len(result)] == result)
    check("no memory", c.le_json_evaluate(case, len(case), LINE, None, 0, ctypes.byref(needed)) == small)
    check("no out", c.le_json_evaluate(case, len(case), LINE, None, 5, ctypes.byref(needed)) == argument)
    check("no form", library.evaluate(case, 7)[0] == argument)
    check("no text", c.le_json_evaluate(None, 9, LINE, start, 8, ctypes.byref(needed)) in (argument, small))
    check("nothing", library.evaluate(b"", LINE)[0] == CODES["MALFORMED_INPUT"])
    check("a kind", library.document(b"evaluates", None, None, case)[0] == argument)
    check("no kind", library.document(None, None, None, case)[0] == argument)
    check("an option", library.document(b"evaluate", None, b'{"asOf":1}', case)[0] == argument)
    check("no card", library.document(b"score", None, None, b"{}")[0] == argument)
    check("a document", library.document(b"evaluate", b"{}", None, case)[0] == argument)
    stop = ctypes.c_int32(1)
    check("stopped", library.document(b"score", None, None, b"{}\n", ctypes.byref(stop))[0] in (
        argument, CODES["STOPPED"]))
    check("stopped report", library.document(
        b"report", b'{"format":"report/1","asOf":"2026-06-30"}', None, b"{}\n", ctypes.byref(stop))
        == (CODES["STOPPED"], b""))
    cursor = Cursor(offset=9)
    written = ctypes.c_size_t()
    check("a cursor", c.le_json_lines(b"evaluate", None, 0, None, 0, b"{}", 2, ctypes.byref(cursor), start, 8,
                                      ctypes.byref(written), None) in (argument, small))
    for name, number in CODES.items():
        if name in ("LINE", "PRETTY"):
            continue
        word = name.encode()
        check(name, c.le_json_code_name(number) == word and c.le_json_code_number(word, len(word)) == number)
    check("no code", c.le_json_code_name(99) is None and c.le_json_code_number(b"NONE", 4) == -1)


def fuzz(library, count, seed):
    """Documents that are cut, doubled and changed: an answer to each."""
    rng = random.Random(seed)
    texts = [text for _, text in golden("Fixtures")]
    kinds = [b"evaluate", b"disclose", b"expression", b"score", b"alerts", b"positions", b"report", b"merge", b"x"]
    known = set(CODES.values())
    for _ in range(count):
        own = bytearray(rng.choice(texts))
        for _ in range(rng.randint(0, 4)):
            at, length = rng.randrange(len(own) + 1), rng.choice([0, 1, 5, 80])
            change = rng.randrange(3)
            if change == 0:
                del own[at:at + length]
            elif change == 1:
                own[at:at] = own[at:at + length]
            else:
                own[at:at + length] = bytes(rng.choice(b'{}[]",:0987654321.-e/ \\u\xff') for _ in range(length))
        source = bytes(own)
        if rng.random() < 0.5:
            code, _ = library.evaluate(source, rng.choice([LINE, PRETTY]))
        else:
            given = rng.choice([None, source, b"{}"])
            code, _ = library.document(rng.choice(kinds), given, rng.choice([None, b"{}", source]), source)
        if code not in known:
            check("a code", False, code)
    check("%d calls" % count, True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("engine")
    parser.add_argument("--fuzz", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    library = Library(options.library)
    work = ROOT / ".build" / "test-c"
    work.mkdir(parents=True, exist_ok=True)
    cases(library, options.engine)
    documents(library, options.engine, work)
    borders(library)
    fuzz(library, options.fuzz, options.seed)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0)


main()
