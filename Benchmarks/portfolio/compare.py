#!/usr/bin/env python3
"""Measures the portfolio modules beside other programs that answer the same: one run, one thread each.

    compare.py LIBRARY PROGRAM OUT [--loans N] [--groups N] [--repeats N] [--quick]

LIBRARY is libloanengine-json.so, PROGRAM the benchmark of the Swift modules (portfolio-bench), OUT the file that
gets the results, a list of {"case", "engine_ns", "baseline", "baseline_ns", "ratio"}: nanoseconds of computing,
each of one loan, rate or applicant. A table is printed. Whoever answers otherwise than the engine ends the
program; so does a package that is missing. --quick: few loans, once each; no verdict on time.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import answers
import book
import engine
import peers
import rates
import scoring

REPORT = {"format": "report/1", "asOf": "2026-06-30", "provision": "CBN_MFB"}
PERIOD = {"from": "2026-06-01", "to": "2026-06-30"}


class Results:
    def __init__(self):
        self.records = []

    def add(self, case, engine_ns, baseline="", baseline_ns=None, remark=""):
        record = {"case": case, "engine_ns": round(engine_ns, 2), "remark": remark}
        if baseline_ns is not None:
            record.update(baseline=baseline, baseline_ns=round(baseline_ns, 2),
                          ratio=round(engine_ns / baseline_ns, 4))
        self.records.append(record)
        print("  %-20s %12.1f ns  %-16s %s" % (case, engine_ns, baseline, "" if baseline_ns is None else
              "%12.1f ns" % baseline_ns), file=sys.stderr)

    def table(self):
        print("| case | engine, ns | baseline | ns | engine / baseline |  |")
        print("| --- | --- | --- | --- | --- | --- |")
        for own in self.records:
            other = ("", "", "") if "ratio" not in own else (
                own["baseline"], "%.4g" % own["baseline_ns"], "%.2f" % own["ratio"])
            print("| %s | %.4g | %s | %s |" % (own["case"], own["engine_ns"], " | ".join(other), own["remark"]))


def turns(repeats, *runs):
    """Median seconds of this process of each run, which take turns, and what the last turn gave."""
    seconds, given = [[] for _ in runs], [None] * len(runs)
    for _ in range(repeats):
        for index, run in enumerate(runs):
            # All threads: Polars computes in one of its own.
            begun = time.process_time()
            given[index] = run()
            seconds[index].append(time.process_time() - begun)
    return [statistics.median(own) for own in seconds], given


def must(holds, what):
    if not holds:
        sys.exit("FAILED: " + str(what))


def measures(library, results, options):
    """All measures of all groups of one grouping, without a period and with one."""
    standing = book.standing(options.loans, options.groups)
    for case, columns, report in (("standing", standing, REPORT),
                                  ("everything", book.with_flows(standing), dict(REPORT, period=PERIOD))):
        own = engine.Report(library, report, columns, options.groups)
        others = [each(columns, options.groups, "period" in report) for each in peers.PEERS]
        for run in (own.measures, *(each.sums for each in others)):
            run()
        seconds, given = turns(options.repeats, own.add, own.finish, *(each.sums for each in others))
        nanoseconds = [each * 1e9 / options.loans for each in seconds]
        for other, answer, taken in zip(others, given[2:], nanoseconds[2:]):
            found = answers.differences(report, other.names, own.answers(), *other.rows(answer))
            must(not found, (case, other.name, found))
            results.add("measures, " + case, nanoseconds[0], other.name, taken)
        results.add("texts, " + case, nanoseconds[1],
                    remark="%.0f µs a group" % (seconds[1] * 1e6 / options.groups))


def program(path, text, *words):
    """Nanoseconds and allocations of one, and the answers."""
    output = subprocess.run([path, *words, "1"], input=text, text=True, capture_output=True, check=True).stdout
    head, *found = output.splitlines()
    return (*map(float, head.split()), found)


def in_turn(repeats, ours, *others):
    """Median nanoseconds and allocations of `ours`, median seconds of the others, and all answers."""
    nanoseconds, seconds = [], [[] for _ in others]
    for _ in range(repeats):
        taken, allocations, found = ours()
        nanoseconds.append(taken)
        own, given = turns(1, *others)
        for kept, each in zip(seconds, own):
            kept.append(each)
    return statistics.median(nanoseconds), allocations, found, [statistics.median(own) for own in seconds], given


def annual_rates(library, results, options):
    for loans, payments, decimals in ((1000, 12, 2), (1000, 12, 12), (100, 360, 2), (100, 360, 12)):
        own = rates.Rates(max(loans // (10 if options.quick else 1), 1), payments, decimals)
        count = len(own.flows)
        taken, allocations, found, seconds, given = in_turn(
            options.repeats, lambda: program(options.program, own.lines, "apr", str(decimals)), *own.peer())
        wrong = [(rate, own.shown(other)) for rate, other in zip(found, given[0]) if rate != own.shown(other)]
        remark = "%.4g allocations" % allocations
        if decimals == 2:
            must(not wrong, (own.name, wrong[:5]))
        else:
            # Floating point has not as many digits: how many are right is told, and all are near.
            must(all(abs(float(rate) - 100 * other) < 1e-5 for rate, other in zip(found, given[0])), own.name)
            remark += "; %.0f %% of the others' wrong" % (100 * len(wrong) / count)
        results.add(own.name, taken, "pyxirr", min(seconds) * 1e9 / count, remark)
        documents = own.documents()
        seconds, (lines,) = turns(options.repeats, lambda: engine.lines(library, "disclose", documents))
        must([json.loads(line)["apr"]["percent"] for line in lines] == found, own.name + " as documents")
        results.add(own.name + ", JSON", seconds[0] * 1e9 / count)


def scores(results, options):
    count = 500 if options.quick else 10_000
    people, applicants = scoring.people(count), scoring.applicants(count)
    for case, names, rows, body in (
            ("expression", scoring.NAMES, people, lambda row: scoring.expression(*row)),
            ("card", ["c%d" % number for number in range(20)], applicants, scoring.card)):
        text = scoring.lines(names, rows)
        taken, allocations, found, seconds, given = in_turn(
            options.repeats, lambda: program(options.program, text, case), lambda: list(map(body, rows)))
        must([engine.exact(each) for each in found] == given[0], case)
        results.add("%s-20" % case, taken, "python-fractions", seconds[0] * 1e9 / count,
                    "%.4g allocations" % allocations)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library")
    parser.add_argument("program")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--loans", type=int, default=1_000_000)
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.loans, options.repeats = min(options.loans, 20_000), 1
    library, results = engine.Library(options.library), Results()
    measures(library, results, options)
    annual_rates(library, results, options)
    scores(results, options)
    results.table()
    if not options.quick:
        options.out.write_text(json.dumps(results.records, indent=1) + "\n")


if __name__ == "__main__":
    main()
