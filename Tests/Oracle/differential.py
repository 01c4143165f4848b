#!/usr/bin/env python3
"""Runs generated cases through the engine and through the reference, and shows where they differ.

    python3 differential.py --engine .build/release/loan-engine --count 100000 --seed 1

Results must be equal to the last key and its place; errors in code and path. The first few
differences are shrunk to a small case and shown with the paths that differ. The last line is
`N equal, M different`; exit status 1 if any differ. Rare loans take the reference minutes: cases for
which it takes longer than --case-seconds are counted, `K too slow for the reference`, and shown.
"""

import argparse
import copy
import json
import multiprocessing
import re
import signal
import subprocess
import sys
import time

import generate
import loan_oracle as oracle

CHUNK = 500
ENGINE_SECONDS = 300


# ------------------------------------------------------------------------------------------------
# The two sides
# ------------------------------------------------------------------------------------------------

def run_engine(engine, lines):
    """What the engine prints for `lines`, parsed, one for each; a string where it is no object."""
    text = "".join(line + "\n" for line in lines).encode("utf-8")
    problem = ""
    try:
        run = subprocess.run([engine, "evaluate", "--jsonl-input"], input=text,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=ENGINE_SECONDS)
        output = run.stdout.decode("utf-8", "replace").split("\n")
        problem = "exit status %d, %s" % (run.returncode, run.stderr.decode("utf-8", "replace")[-300:].strip())
    except subprocess.TimeoutExpired:
        output, problem = [], "no answer in %d s" % ENGINE_SECONDS
    if output and output[-1] == "":
        output.pop()
    if len(output) != len(lines):
        if len(lines) == 1:
            return ["%d lines for one case: %s" % (len(output), problem)]
        middle = len(lines) // 2  # find the case that breaks it
        return run_engine(engine, lines[:middle]) + run_engine(engine, lines[middle:])
    results = []
    for line in output:
        try:
            results.append(json.loads(line))
        except ValueError:
            results.append("not JSON: " + line[:200])
    return results


def comparable(result):
    """`result` without what may differ: an error's message, and which computed figure is too large."""
    if isinstance(result, dict) and isinstance(result.get("error"), dict):
        error = {key: value for key, value in result["error"].items() if key != "message"}
        if error.get("code") == "AMOUNT_OUT_OF_RANGE" and not str(error.get("path")).startswith("terms."):
            del error["path"]
        return dict(result, error=error)
    return result


def same(expected, actual):
    return json.dumps(comparable(expected)) == json.dumps(comparable(actual))  # order of keys too


def differences(expected, actual, path=""):
    """[(path, expected, actual)] of every leaf that differs."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = []
        for key in list(expected) + [key for key in actual if key not in expected]:
            found += differences(expected.get(key, "(absent)"), actual.get(key, "(absent)"),
                                 path + "." + key if path else key)
        if not found and list(expected) != list(actual):
            found.append((path or "$", "keys " + ",".join(expected), "keys " + ",".join(actual)))
        return found
    if isinstance(expected, list) and isinstance(actual, list):
        found = []
        for index in range(max(len(expected), len(actual))):
            found += differences(expected[index] if index < len(expected) else "(absent)",
                                 actual[index] if index < len(actual) else "(absent)",
                                 "%s[%d]" % (path, index))
        return found
    if json.dumps(expected) == json.dumps(actual):
        return []
    return [(path or "$", expected, actual)]


class TooSlow(Exception):
    """The reference takes longer than it may."""


def timed(seconds, function, *arguments):
    """What `function` returns, or TooSlow where it takes longer; in the process's main thread."""
    def stop(*_):
        raise TooSlow
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return function(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def compare_lines(engine, lines, seconds=0):
    """[(line, expected, actual)] of the lines that differ, and the lines that take too long; no limit
    where `seconds` is 0."""
    results = run_engine(engine, lines)
    found, slow = [], []
    for line, actual in zip(lines, results):
        try:
            expected = timed(seconds, oracle.evaluate_text, line)
        except TooSlow:
            slow.append(line)
            continue
        if not same(expected, actual):
            found.append((line, expected, actual))
    return found, slow


def compare_chunk(job):
    """How many cases were compared, those that differ, and what is too slow for the reference."""
    engine, reach, seed, start, count, lines, seconds = job
    slow = []
    if lines is None:
        lines = []
        for number in range(start, start + count):
            try:
                lines.append(timed(seconds, generate.generate_line, seed, number, reach))
            except TooSlow:
                slow.append("case %d of seed %d" % (number, seed))
    found, slower = compare_lines(engine, lines, seconds)
    return len(lines) - len(slower), found, slow + slower


# ------------------------------------------------------------------------------------------------
# Shrinking
# ------------------------------------------------------------------------------------------------

def kind_of(expected, actual):
    """What sort of difference this is, so that shrinking does not slip to another one."""
    def outcome(result):
        if not isinstance(result, dict):
            return "broken"
        return result["error"].get("code") if isinstance(result.get("error"), dict) else "result"
    paths = {re.sub(r"\[\d+\]", "[]", path)
             for path, _, _ in differences(comparable(expected), comparable(actual))}
    return outcome(expected), outcome(actual), paths


def same_kind(first, second):
    return first[:2] == second[:2] and (first[0] != "result" or first[1] != "result"
                                        or bool(first[2] & second[2]))


def simpler_amounts(text):
    """Shorter amounts of the same sort, the simplest first."""
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return []
    whole, _, digits = text.partition(".")
    found = ["1", "10", "100", "1000", "10000"]
    if digits:
        found.append(whole)
    for keep in range(1, len(whole)):
        found.append(whole[:keep] + "0" * (len(whole) - keep))
    found.append(str(int(whole) // 2))
    size = (int(whole), len(digits))
    return [each for each in found if each != "0" and (int(each), 0) < size]


def without_event(case, index):
    changed = copy.deepcopy(case)
    del changed["events"][index]
    for event in changed["events"]:
        if isinstance(event, dict) and isinstance(event.get("of"), int) and event["of"] > index + 1:
            event["of"] -= 1
    return changed


def at(case, path):
    for name in path:
        case = case[name]
    return case


def row_alone(case, expected, actual):
    """Cases of one or two rows that begin where the first row that differs does."""
    paths = [path for path, _, _ in differences(comparable(expected), comparable(actual))]
    rows = [int(found.group(1)) for found in
            (re.match(r"schedule\.items\[(\d+)\]", path) for path in paths) if found]
    items = expected.get("schedule", {}).get("items", []) if isinstance(expected, dict) else []
    if not rows or rows[0] >= len(items) or case["terms"].get("termCount", 0) <= 2:
        return
    for count, principal in ((1, "1000"), (2, "1000"), (1, "1000000"), (2, "1000000")):
        result = copy.deepcopy(case)
        for name in ("firstDueDate", "grace"):
            result["terms"].pop(name, None)
        result["terms"].update(termCount=count, principalAmount=principal,
                               disbursedAt=items[rows[0]]["startDate"])
        yield result


def in_dollars(case):
    """`case` in a currency of two digits; amounts lose what does not fit."""
    result = copy.deepcopy(case)
    terms = result["terms"]
    terms["currency"] = "USD"
    for owner in [terms, terms.get("rounding")] + list(result.get("events") or []):
        for name in ("principalAmount", "balloonAmount", "installmentFee", "interestUnit",
                     "installmentUnit", "amount"):
            if isinstance(owner, dict) and isinstance(owner.get(name), str):
                owner[name] = re.sub(r"(\.[0-9]{2})[0-9]+$", r"\1", owner[name])
                if not owner[name].strip("0."):
                    owner[name] = "0.01"
    return result


def simpler_cases(case, expected, actual):
    """Cases one step simpler than `case`, the greatest step first."""
    def changed(path, value):
        result = copy.deepcopy(case)
        at(result, path[:-1])[path[-1]] = value
        return result

    def dropped(path):
        result = copy.deepcopy(case)
        del at(result, path[:-1])[path[-1]]
        return result

    events = case.get("events")
    if isinstance(events, list):
        yield dropped(["events"])
        for index in range(len(events)):
            yield without_event(case, index)
    for name in ("source", "expect", "asOf", "status"):
        if name in case:
            yield dropped([name])
    terms = case.get("terms")
    if not isinstance(terms, dict):
        return
    for name, (shape, is_required) in oracle.TERMS_SHAPE.items():
        if name in terms and not is_required:
            yield dropped(["terms", name])
        if isinstance(terms.get(name), list):
            for index in range(len(terms[name])):
                yield dropped(["terms", name, index])
        if isinstance(terms.get(name), dict) and isinstance(shape, dict):
            for inner, (_, inner_required) in shape.items():
                if inner in terms[name] and not inner_required:
                    yield dropped(["terms", name, inner])
                    values = terms[name][inner]
                    if isinstance(values, list) and inner != "order":
                        for index in range(len(values)):
                            yield dropped(["terms", name, inner, index])
                    if isinstance(values, int):
                        for value in (1, values - 1):
                            if 0 < value < values:
                                yield changed(["terms", name, inner], value)
    count = terms.get("termCount")
    if isinstance(count, int):
        yield from row_alone(case, expected, actual)
        for value in (1, 2, 3, 4, 6, count // 2, count - 1):
            if 0 < value < count:
                yield changed(["terms", "termCount"], value)
    every = terms.get("termEvery")
    if isinstance(every, int):
        for value in (1, 2, every // 2, every - 1):
            if 0 < value < every:
                yield changed(["terms", "termEvery"], value)
    for name in ("principalAmount", "balloonAmount", "installmentFee"):
        for text in simpler_amounts(terms.get(name)) if isinstance(terms.get(name), str) else []:
            yield changed(["terms", name], text)
    if isinstance(terms.get("rate"), dict) and isinstance(terms["rate"].get("percent"), str):
        for text in ["0", "1", "10", "12"] + [terms["rate"]["percent"][:-1]]:
            if len(text) < len(terms["rate"]["percent"]):
                yield changed(["terms", "rate", "percent"], text)
        if terms["rate"].get("per") not in ("YEAR", "LOAN"):
            yield changed(["terms", "rate", "per"], "YEAR")
    if terms.get("currency") != "USD":
        yield in_dollars(case)
    if terms.get("disbursedAt") not in ("2026-01-01", "2026-01-31") and "firstDueDate" not in terms:
        yield changed(["terms", "disbursedAt"], "2026-01-01")
        yield changed(["terms", "disbursedAt"], "2026-01-31")
    for index, event in enumerate(events if isinstance(events, list) else []):
        if not isinstance(event, dict):
            continue
        for name in ("method", "reference", "role", "reason", "keep", "arrears"):
            if name in event:
                yield dropped(["events", index, name])
        for name in event["terms"] if isinstance(event.get("terms"), dict) else []:
            yield dropped(["events", index, "terms", name])
        for text in simpler_amounts(event.get("amount")) if isinstance(event.get("amount"), str) else []:
            yield changed(["events", index, "amount"], text)


def shrink(engine, line, expected, actual, seconds):
    """The smallest case that greedy steps reach, with its two results."""
    deadline = time.monotonic() + seconds
    try:
        case = json.loads(line)
    except ValueError:
        return line, expected, actual
    best, kind = (line, expected, actual), kind_of(expected, actual)
    if not isinstance(case, dict) or json.dumps(case) != json.dumps(json.loads(
            line, object_pairs_hook=oracle.object_from_pairs)):
        return best
    while time.monotonic() < deadline:
        lines, seen = [], set()
        for candidate in simpler_cases(case, *best[1:]):
            text = json.dumps(candidate, separators=(",", ":"), ensure_ascii=False)
            if text not in seen:
                seen.add(text)
                lines.append(text)
        for found in compare_lines(engine, lines)[0]:
            if same_kind(kind, kind_of(found[1], found[2])):
                best, case = found, json.loads(found[0])
                break
        else:
            break
    return best


def show(number, engine, found, seconds):
    line, expected, actual = shrink(engine, *found, seconds)
    print("--- difference %d" % number)
    print(line)
    listed = differences(comparable(expected), comparable(actual))
    for path, left, right in listed[:12]:
        print("  %s: expected %s, engine %s" % (path, json.dumps(left)[:200], json.dumps(right)[:200]))
    if len(listed) > 12:
        print("  … and %d more" % (len(listed) - 12))
    for who, result in (("expected", expected), ("engine", actual)):
        if isinstance(result, dict) and isinstance(result.get("error"), dict):
            print("  %s message: %s" % (who, result["error"].get("message")))
    if line != found[0]:
        print("  before shrinking: %s" % found[0])


# ------------------------------------------------------------------------------------------------

def jobs(options):
    if options.cases:
        with open(options.cases, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if line.strip()]
        for start in range(0, len(lines), CHUNK):
            yield options.engine, "", 0, 0, 0, lines[start:start + CHUNK], options.case_seconds
        return
    for start in range(options.start, options.start + options.count, CHUNK):
        count = min(CHUNK, options.start + options.count - start)
        yield options.engine, options.reach, options.seed, start, count, None, options.case_seconds


def main():
    parser = argparse.ArgumentParser(description="Engine against reference on generated cases.")
    parser.add_argument("--engine", required=True, help="the loan-engine executable")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--reach", choices=generate.REACHES, default="all", help="what cases may hold")
    parser.add_argument("--cases", help="a file of cases, one a line, in place of generated ones")
    parser.add_argument("--case-seconds", type=float, default=20,
                        help="what the reference may take for one case; 0 for as long as it takes")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--show", type=int, default=5, help="differences to shrink and show")
    parser.add_argument("--shrink-seconds", type=float, default=20, help="for each shown difference")
    options = parser.parse_args()

    equal, different, shown, kinds, slow = 0, 0, [], [], []
    started = reported = time.monotonic()
    with multiprocessing.Pool(max(1, options.jobs)) as pool:
        for count, found, slower in pool.imap(compare_chunk, jobs(options)):
            slow += slower
            equal += count - len(found)
            different += len(found)
            for each in found:
                sys.stderr.write("differs: %s\n" % each[0])
                kind = kind_of(each[1], each[2])
                if len(shown) < options.show and kind not in kinds:  # unlike ones first
                    shown.append(each)
                    kinds.append(kind)
            now = time.monotonic()
            if now - reported >= 5:
                reported = now
                sys.stderr.write("%d cases, %d different, %.0f a second\n"
                                 % (equal + different, different, (equal + different) / (now - started)))
                sys.stderr.flush()
    for number, each in enumerate(shown, 1):
        show(number, options.engine, each, options.shrink_seconds)
    for line in slow:
        print("--- too slow for the reference\n" + line)
    if slow:
        print("%d too slow for the reference" % len(slow))
    print("%d equal, %d different" % (equal, different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
