#!/usr/bin/env python3
"""The same bytes from every build: debug and release command, Embedded and full-runtime C library.

    scripts/check-determinism.py [--count N] [--seed S]

Every golden case and N random ones (4000) go through `loan-engine evaluate --jsonl-input` of the debug
and the release build, each under another locale and time zone, and as structs through le_evaluate,
le_schedule_build and le_level_payment of the libraries in .build/lib/embedded and .build/lib/full. What they
print and write is compared byte by byte. A line a build with its digest; the exit status is 1 where two
differ, and the first case that does is shown.
"""
import argparse
import ctypes
import hashlib
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
from ctypes import c_int64, c_size_t

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "Tests" / "C")]
import fixtures  # noqa: E402
from loan_engine import (  # noqa: E402
    NO_DATE, Capacity, Error, Event, Posting, Row, Statement, Summary)

ROWS = 36600
# What must not matter.
SURROUNDINGS = {
    "debug": {"LC_ALL": "C", "TZ": "UTC"},
    "release": {"LC_ALL": "tr_TR.UTF-8", "LANG": "ar_EG.UTF-8", "TZ": "Pacific/Auckland"},
}


def cases(count, seed):
    """The cases as lines of JSON: golden ones that are JSON on one line, then random ones."""
    lines = []
    for path in sorted((ROOT / "Fixtures").rglob("*.json")):
        try:
            lines.append(json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=True))
        except ValueError:
            # Not JSON, on purpose: one line all the same.
            lines.append(path.read_bytes().decode("utf-8", "replace").replace("\n", " "))
    generated = subprocess.run(
        [sys.executable, ROOT / "Tests/Oracle/generate.py", "--seed", str(seed), "--count", str(count)],
        stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    return [line for line in lines + generated if line.strip()]


def through_command(build, lines):
    """What the command of a build prints, a line a case."""
    engine = ROOT / ".build" / build / "loan-engine"
    environment = dict(os.environ, **SURROUNDINGS[build])
    run = subprocess.run([engine, "evaluate", "--jsonl-input"], env=environment,
                         input="".join(line + "\n" for line in lines).encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
    return run.stdout.split(b"\n")[:-1]


class Calls:
    """A library's functions, and what they write."""

    def __init__(self, path):
        self.library = fixtures.Library(path)
        self.c = self.library.engine.c
        self.rows = (Row * ROWS)()
        self.postings = (Posting * (8 * ROWS))()

    def written(self, case):
        """All bytes that the calls for a case write, or None where the structs cannot say it."""
        try:
            terms = self.library.terms(case, rate_as_numbers=False)
            events = self.library.events(case, terms.currency_exponent, rate_as_numbers=False)
            as_of = self.library.date(case["asOf"]) if "asOf" in case else NO_DATE
            status = fixtures.number("le_loan_status", case.get("status", "ACTIVE"))
        except (fixtures.Inexpressible, KeyError, TypeError, ValueError, AttributeError):
            return None
        log, given = (Event * len(events))(*events), (terms, *self.library.parts.buffer())
        return b"|".join([self.evaluate(given, status, log, as_of), self.schedule(given),
                          self.level(given)])

    def evaluate(self, given, status, log, as_of):
        capacity, statement, error = Capacity(ROWS, len(self.postings)), Statement(), Error()
        code = self.c.le_evaluate(*given, status, log, len(log), as_of, self.rows, self.postings,
                                  capacity, statement, None, error)
        return self.joined(code, capacity.rows, statement, error) + ctypes.string_at(
            self.postings, capacity.postings * ctypes.sizeof(Posting))

    def schedule(self, given):
        count, summary, error = c_size_t(), Summary(), Error()
        code = self.c.le_schedule_build(*given, self.rows, ROWS, count, summary, error)
        return self.joined(code, count.value, summary, error)

    def level(self, given):
        rounded, needed = c_int64(), c_size_t()
        text = ctypes.create_string_buffer(4096)
        code = self.c.le_level_payment(*given, rounded, text, 4096, needed, None)
        return b"%d %d %d %s" % (code, rounded.value, needed.value, text.value)

    def joined(self, code, count, outcome, error):
        rows = ctypes.string_at(self.rows, count * ctypes.sizeof(Row)) if code == 0 else b""
        return b"%d " % code + rows + bytes(outcome) + bytes(error)


def through_library(build, lines):
    """What a library writes, a digest a case."""
    soname = next((ROOT / ".build" / "lib" / build).glob("libloanengine.so.[0-9]"))
    calls = Calls(soname)
    results = []
    for line in lines:
        try:
            written = calls.written(json.loads(line))
        except ValueError:
            written = None
        results.append(b"inexpressible" if written is None else hashlib.sha256(written).digest())
    return results


def results_of(job):
    build, lines = job
    return (through_command if build in SURROUNDINGS else through_library)(build, lines)


def compare(name, builds, results, lines):
    """Prints a line a build; whether all are the same."""
    same = True
    first = results[builds[0]]
    for build in builds:
        found = results[build]
        digest = hashlib.sha256(b"\n".join(found)).hexdigest()
        print("%-10s %-9s %d cases, sha256 %s" % (build, name, len(found), digest[:32]))
        if len(found) != len(lines):
            print("    %d results for %d cases" % (len(found), len(lines)))
            same = False
        for line, expected, actual in zip(lines, first, found):
            if expected != actual:
                print("    %s differs from %s first in %s" % (build, builds[0], line))
                same = False
                break
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = cases(options.count, options.seed)
    builds = ["debug", "release", "embedded", "full"]
    with multiprocessing.Pool() as pool:
        results = dict(zip(builds, pool.map(results_of, [(build, lines) for build in builds], 1)))
    said = sum(result != b"inexpressible" for result in results["embedded"])
    same = compare("command", builds[:2], results, lines)
    same &= compare("library", builds[2:], results, lines)
    if said < len(lines) // 2:
        print("only %d of the cases can be said in structs" % said)
        same = False
    print("%d cases, %d of them in structs: %s" % (
        len(lines), said, "the same bytes from every build" if same else "builds differ"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
