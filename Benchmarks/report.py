#!/usr/bin/env python3
"""Puts together what the benchmarks measured.

    report.py .build/bench [--markdown]

Reads parts/*.jsonl, writes results.json, a list of {"case", "engine_ns", "baseline", "baseline_ns",
"ratio"} in nanoseconds a loan, and prints a table of the times and a list of the other figures.
A peer "cpp@gcc" is the baseline "cpp" built by gcc: of one baseline's compilers the fastest counts.
"""

import argparse
import json
import pathlib
import sys


def read_parts(folder):
    """All records of the parts, in order of their files' names."""
    records = []
    for part in sorted((folder / "parts").glob("*.jsonl")):
        records += [json.loads(line) for line in part.read_text().splitlines() if line]
    return records


def best_times(records):
    """One time record for each case and baseline: the fastest of its compilers."""
    best = {}
    for record in records:
        if record["kind"] != "time":
            continue
        name, _, compiler = record["baseline"].partition("@")
        key = (record["case"], name)
        if key not in best or record["baseline_ns"] < best[key]["baseline_ns"]:
            best[key] = dict(record, baseline=name, compiler=compiler)
    order = {case: index for index, (case, _) in reversed(list(enumerate(best)))}
    # A case's records together, most loans first.
    return sorted(best.values(), key=lambda record: (order[record["case"]], -record["loans"]))


def result(record):
    """What results.json says of a time."""
    return {
        "case": record["case"],
        "engine_ns": record["engine_ns"],
        "baseline": record["baseline"],
        "baseline_ns": record["baseline_ns"],
        "ratio": round(record["engine_ns"] / record["baseline_ns"], 4),
    }


def figure(nanoseconds):
    """A time in three or more digits."""
    return "%.1f" % nanoseconds if nanoseconds < 1000 else "%.0f" % nanoseconds


def ratio_text(ratio):
    """A ratio in two or more digits."""
    return "%.2f" % ratio if ratio >= 0.095 else "%.2g" % ratio


def time_rows(times):
    """The table of times: a head and rows of text."""
    yield ["case", "loans", "engine, ns", "ns a row", "allocations", "baseline", "ns",
           "engine / baseline", ""]
    last = None
    for record in times:
        remark = record["compiler"]
        if "wrong_rows" in record:
            remark = "%.3g %% of rows wrong" % (100 * record["wrong_rows"])
        first = (record["case"], record["loans"]) != last
        last = (record["case"], record["loans"])
        yield [
            record["case"] if first else "",
            str(record["loans"]) if first else "",
            figure(record["engine_ns"]) if first else "",
            figure(record["engine_ns"] / record["rows"]) if first else "",
            "%.4g" % record["allocations"] if first and record["allocations"] is not None else "",
            record["baseline"],
            figure(record["baseline_ns"]),
            ratio_text(record["engine_ns"] / record["baseline_ns"]),
            remark,
        ]


def fact_rows(records):
    """The table of other figures."""
    yield ["figure", "value", "unit"]
    for record in records:
        if record["kind"] == "fact":
            yield [record["name"], "%.4g" % record["value"], record["unit"]]


def print_table(rows, markdown):
    """Rows as columns of text, or as a Markdown table."""
    rows = list(rows)
    if markdown:
        rows.insert(1, ["---"] * len(rows[0]))
        for row in rows:
            print("| " + " | ".join(row) + " |")
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--markdown", action="store_true", help="tables in Markdown")
    arguments = parser.parse_args()
    records = read_parts(arguments.folder)
    times = best_times(records)
    if not times:
        sys.exit("nothing measured below %s/parts" % arguments.folder)
    results = json.dumps([result(record) for record in times], indent=1)
    (arguments.folder / "results.json").write_text(results + "\n")
    print_table(time_rows(times), arguments.markdown)
    print()
    print_table(fact_rows(records), arguments.markdown)


if __name__ == "__main__":
    main()
