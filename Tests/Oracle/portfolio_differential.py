#!/usr/bin/env python3
"""Runs random disclosures, expressions, cards, reports and alerts through the engine and the reference.

    python3 portfolio_differential.py --engine .build/release/loan-engine --kind all --count 1000 --seed 1
    python3 portfolio_differential.py --engine .build/release/loan-engine --cases FILE-OR-FOLDER…

Results must be equal to the last key and its place; errors in code, path and position. The first few
differences are shown with both sides. Exit status 1 if any differ. With --cases, files of cases
(document-case/1, or JSON Lines of published cases) are worked out by the reference alone, and what they expect
is compared with that.
"""

import argparse
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

import portfolio_alerts
import portfolio_cards
import portfolio_expressions
import portfolio_flows
import portfolio_positions
from portfolio_oracle import alerts, disclosure, expression_documents, reports, scoring
from portfolio_oracle.common import fixed

ENGINE_SECONDS = 600


def run_engine(engine, arguments, lines):
    """(what stands in standard output, a line each; standard error; exit status)"""
    run = subprocess.run([engine] + arguments, input="".join(line + "\n" for line in lines).encode("utf-8"),
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=ENGINE_SECONDS)
    output = run.stdout.decode("utf-8", "replace").split("\n")
    if output and output[-1] == "":
        output.pop()
    return output, run.stderr.decode("utf-8", "replace"), run.returncode


def parsed(line):
    try:
        return json.loads(line)
    except ValueError:
        return "not JSON: " + line[:300]


def comparable(expected, actual):
    """Both sides without what may differ: messages, and a path that the reference leaves open."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        expected, actual = dict(expected), dict(actual)
        left, right = expected.get("error"), actual.get("error")
        if isinstance(left, dict) and isinstance(right, dict) and "code" in left:
            left, right = dict(left), dict(right)
            for each in (left, right):
                each.pop("message", None)
                if left.get("path", None) is None and each is not left:
                    each.pop("path", None)
            if left.get("path", None) is None:
                left.pop("path", None)
            expected["error"], actual["error"] = left, right
            return expected, actual
        for name in expected:
            if name in actual:
                expected[name], actual[name] = comparable(expected[name], actual[name])
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = [comparable(*pair) for pair in zip(expected, actual)]
        return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return expected, actual


def same(expected, actual):
    expected, actual = comparable(expected, actual)
    return json.dumps(expected) == json.dumps(actual)


class Tally:
    def __init__(self, kind, show):
        self.kind, self.show, self.count, self.different, self.kinds = kind, show, 0, 0, {}

    def add(self, source, expected, actual):
        self.count += 1
        if same(expected, actual):
            return
        self.different += 1
        outcome = (outline(expected), outline(actual))
        self.kinds[outcome] = self.kinds.get(outcome, 0) + 1
        if self.kinds[outcome] > 3 or self.show <= 0:
            return  # unlike ones first
        self.show -= 1
        left, right = comparable(expected, actual)
        print("--- %s %d\n%s" % (self.kind, self.count, source if len(source) < 3000 else source[:3000] + "…"))
        print("  expected %s\n  engine   %s" % (json.dumps(left)[:1500], json.dumps(right)[:1500]))
        listed = list(differences(left, right))
        for path, mine, other in listed[:8]:
            print("    %s: expected %s, engine %s" % (path, json.dumps(mine)[:200], json.dumps(other)[:200]))


def outline(result):
    if isinstance(result, dict) and isinstance(result.get("error"), dict):
        return result["error"].get("code", "?"), re.sub("[0-9]+", "", str(result["error"].get("path")))
    if isinstance(result, dict):
        return ("result", result.get("type"))
    return ("broken", None)


def differences(left, right, path=""):
    if isinstance(left, dict) and isinstance(right, dict):
        for name in list(left) + [each for each in right if each not in left]:
            yield from differences(left.get(name, "(absent)"), right.get(name, "(absent)"),
                                   path + "." + name if path else name)
        if list(left) != list(right) and set(left) == set(right):
            yield path + " keys", list(left), list(right)
    elif isinstance(left, list) and isinstance(right, list):
        for index in range(max(len(left), len(right))):
            yield from differences(left[index] if index < len(left) else "(absent)",
                                   right[index] if index < len(right) else "(absent)", "%s[%d]" % (path, index))
    elif json.dumps(left) != json.dumps(right):
        yield path, left, right


def without_line(result, number):
    """The engine's answer to one line; its number must be right."""
    if isinstance(result, dict) and "error" in result and "line" in result:
        if result["line"] != number:
            return {"wrong line": result}
        return {name: value for name, value in result.items() if name != "line"}
    return result


def lines_of(options, kind, tally, write, answer, arguments):
    """One document a line in, one result a line out."""
    for start in range(0, options.count, 500):
        sources = [write(random.Random("%s/%d/%d" % (kind, options.seed, number)))
                   for number in range(start, min(start + 500, options.count))]
        output, problem, _ = run_engine(options.engine, arguments, sources)
        if len(output) != len(sources):
            print("%d lines for %d: %s" % (len(output), len(sources), problem[-500:]))
            output += ["(no line)"] * len(sources)
        for number, (source, line) in enumerate(zip(sources, output), 1):
            tally.add(source, answer(source), without_line(parsed(line), number))


def expressions(options, tally):
    lines_of(options, "expression", tally, portfolio_expressions.line, expression_documents.evaluate_text,
             ["expression", "--jsonl-input"])


def disclosures(options, tally):
    lines_of(options, "apr", tally, portfolio_flows.line, disclosure.evaluate_text, ["disclose", "--jsonl-input"])


def refused(problem):
    """An error told on standard error: loan-engine: …: FILE: CODE: path: message."""
    found = re.search(r"([A-Z_]{6,}): ([^:]*): ", problem)
    return {"error": {"code": found.group(1), "path": found.group(2)}} if found else problem[-300:]


class Governed:
    """Calls with a document in a file, and lines."""

    def __init__(self, engine, folder):
        self.engine, self.path, self.folder = engine, folder + "/document.json", folder

    def run(self, arguments, document, lines):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(document)
        return run_engine(self.engine, [self.path if each is None else each for each in arguments], lines)


def per_document(options, kind):
    """(lots, number of documents) so that about `count` lines are read"""
    for number in range(max(1, options.count // 25)):
        yield random.Random("%s/%d/%d" % (kind, options.seed, number))


def whole(output, status, problem):
    return refused(problem) if status == 2 and not output else parsed("\n".join(output))


def lines_under(options, tally, kind, command, write, write_line, answer):
    """A governing document and lines: one result a line, or the document's error."""
    with tempfile.TemporaryDirectory() as folder:
        calls = Governed(options.engine, folder)
        for rng in per_document(options, kind):
            document = write(rng)
            lines = [write_line(rng) for _ in range(rng.randint(10, 40))]
            role = rng.choice([None, None, "ADMIN", "x\u00e9"]) if command == "alerts" else None
            more = [] if role is None else ["--role", role]
            output, problem, status = calls.run([command] + more + [None], document, lines)
            expected, wanted = answer(document, lines, *more[1:])
            if wanted == 2 or status == 2 or len(output) != len(lines):
                tally.add(document, expected if wanted == 2 else {"exit status": wanted},
                          whole(output, status, problem))
                continue
            for line, one, other in zip(lines, expected, output):
                tally.add(document + "\n" + line, one, parsed(other))
            if status != wanted:
                tally.add(document, {"exit status": wanted}, {"exit status": status})


def scores(options, tally):
    lines_under(options, tally, "score", "score", portfolio_cards.card, portfolio_cards.applicant, scoring.evaluate)


def report_lines(options, tally):
    with tempfile.TemporaryDirectory() as folder:
        calls = Governed(options.engine, folder)
        for rng in per_document(options, "report"):
            document = portfolio_positions.report(rng)
            lines = [portfolio_positions.line(rng) for _ in range(rng.choice([0, 1, 2, 10, 30, 60]))]
            output, problem, status = calls.run(["report", None], document, lines)
            expected, wanted = reports.evaluate(document, lines)
            actual = whole(output, status, problem)
            if same(expected, actual) and status != wanted:
                actual = {"exit status": status}
            tally.add(document + "\n" + "\n".join(lines), expected, actual)
            if wanted == 0 and len(lines) > 1:
                tally.add("merged " + document, expected, merged(calls, rng, document, lines))


def merged(calls, rng, document, lines):
    """The report of the partials of a random split, in any order, now and then merged by steps."""
    paths = []
    for part in range(rng.randint(2, 4)):
        mine = [line for line in lines if rng.random() < 0.5] if part < 3 else lines
        lines = [line for line in lines if not any(line is each for each in mine)]
        if part == 3 or rng.random() < 0.9:
            paths.append(partial(calls, part, ["report", "--partial", None], document, mine))
        else:
            lines = mine + lines
    paths.append(partial(calls, "rest", ["report", "--partial", None], document, lines))
    rng.shuffle(paths)
    if len(paths) > 2 and rng.random() < 0.5:
        both = partial(calls, "both", ["report", "--merge", "--partial"] + paths[:2], document, [])
        paths = [both] + paths[2:]
    output, problem, status = calls.run(["report", "--merge"] + paths, document, [])
    return whole(output, status, problem)


def partial(calls, name, arguments, document, lines):
    output, problem, _ = calls.run(arguments, document, lines)
    path = "%s/part-%s.json" % (calls.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(output) + "\n")
    return path


def alert_lines(options, tally):
    lines_under(options, tally, "alerts", "alerts", portfolio_alerts.rules, portfolio_alerts.line, alerts.evaluate)


KINDS = {"expression": expressions, "apr": disclosures, "report": report_lines, "score": scores, "alerts": alert_lines}


# ------------------------------------------------------------------------------------------------
# Cases, by the reference alone

def cases_below(paths):
    """[(name, command, governing document, lines or input, expectation)]"""
    for path in paths:
        names = sorted(glob.glob(path + "/**/*.json", recursive=True)) if os.path.isdir(path) else [path]
        for name in names:
            with open(name, encoding="utf-8") as file:
                texts = file.read().splitlines() if name.endswith(".jsonl") else [file.read()]
            for text in texts:
                yield from one_case(name, json.loads(text))


def one_case(name, case):
    if case.get("format") == "document-case/1":
        lines = case["lines"] if "lines" in case else [case["input"]]
        yield name, case["command"], case.get("with"), lines, case["expect"]
    elif "kind" in case:
        command = {"apr": "disclose", "classification": "report", "indicator": "report"}.get(case["kind"], case["kind"])
        lines = [case["input"]] if "input" in case else [case["applicant"]] if "applicant" in case else \
            case.get("positions", case.get("lines"))
        if command == "expression":
            lines = [{"expression": case["expression"], "data": case["data"]}]
        yield case["id"], command, case.get("spec", case.get("rules", case.get("card"))), lines, case["expect"]


def worked_out(command, governing, lines):
    lines, governing = [json.dumps(line) for line in lines], json.dumps(governing)
    if command == "disclose":
        return disclosure.evaluate_text(lines[0])
    if command == "expression":
        return expression_documents.evaluate_text(lines[0])
    if command == "report":
        return reports.evaluate(governing, lines)[0]
    if command == "score":
        results, status = scoring.evaluate(governing, lines)
        return results if status == 2 else results[0]
    if command == "alerts":
        results, status = alerts.evaluate(governing, lines)
        return results if status == 2 else {"lines": results}
    source = json.loads(lines[0])  # scaling
    factor, offset = scoring.scaled_log(Fraction(source["pdo"]), Fraction(source["score"]), Fraction(source["odds"]),
                                        source["decimals"])
    return {"factor": fixed(factor, source["decimals"]), "offset": fixed(offset, source["decimals"])}


def holds(expected, actual):
    """Every field that is expected is there and equal."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(name in actual and holds(each, actual[name])
                                                for name, each in expected.items())
    if isinstance(expected, list):
        return isinstance(actual, list) and len(expected) == len(actual) and all(map(holds, expected, actual))
    return expected == actual and isinstance(expected, bool) == isinstance(actual, bool)


def check_cases(paths):
    counts = [0, 0]
    for name, command, governing, lines, expected in cases_below(paths):
        actual = worked_out(command, governing, lines)
        counts[0 if holds(expected, actual) else 1] += 1
        if not holds(expected, actual):
            print("--- %s\n  expected  %s\n  reference %s" % (name, json.dumps(expected), json.dumps(actual)[:1000]))
    print("cases: %d as expected, %d different" % tuple(counts))
    return 1 if counts[1] or not counts[0] else 0


def main():
    parser = argparse.ArgumentParser(description="Engine against reference, for all that is about portfolios.")
    parser.add_argument("--engine", help="the loan-engine executable")
    parser.add_argument("--kind", choices=["all"] + sorted(KINDS), default="all")
    parser.add_argument("--count", type=int, default=1000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="differences to show, of each kind")
    parser.add_argument("--cases", nargs="+", metavar="PATH", help="cases that the reference alone works out")
    options = parser.parse_args()
    if options.cases:
        return check_cases(options.cases)
    if not options.engine:
        parser.error("--engine or --cases")
    failed = False
    for kind in KINDS if options.kind == "all" else [options.kind]:
        tally, started = Tally(kind, options.show), time.monotonic()
        KINDS[kind](options, tally)
        print("%s: %d equal, %d different, %.0f s" % (kind, tally.count - tally.different, tally.different,
                                                      time.monotonic() - started))
        failed = failed or tally.different > 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
