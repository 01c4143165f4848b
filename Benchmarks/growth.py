#!/usr/bin/env python3
"""What a serviced loan costs as its rows and events grow, beside the reference in plain Python.

    python3 Benchmarks/growth.py ENGINE FOLDER [--reference-seconds S]

Loans are read as lines of JSON and written as lines, so that reading and printing are in the time, as in a
host's. Each case is repeated until a run takes a second; what starting the process takes is measured with one
line and taken off. The reference evaluates the same line once, and has to give the same result; where it takes
longer than S seconds it is left out. Writes FOLDER/growth.md and, where matplotlib is installed,
FOLDER/growth.svg.
"""
import argparse
import json
import pathlib
import signal
import subprocess
import sys
import time
import datetime

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))
import loan_oracle  # noqa: E402

BEGIN = datetime.date(2020, 1, 1)


def loan(rows, events, accrual, kinds=("REPAYMENT",), late=False):
    """A loan of so many rows, and as many events spread over its first half."""
    unit, days = ("MONTH", 30) if rows <= 600 else ("DAY", 1)
    terms = {"currency": "NGN", "principalAmount": "1000000.00", "rate": {"percent": "24", "per": "YEAR"},
             "termCount": rows, "termUnit": unit, "disbursedAt": BEGIN.isoformat(), "dayCount": "ACT/365.FIXED",
             "accrual": accrual}
    if late:
        terms["lateCharges"] = [{"percent": "2", "of": "OVERDUE", "afterDays": 5}]
    found = []
    for number in range(events):
        date = (BEGIN + datetime.timedelta(days=1 + number * rows * days // (2 * events))).isoformat()
        kind = kinds[number % len(kinds)]
        event = {"type": kind, "date": date}
        if kind == "REPAYMENT":
            event["amount"] = "500.00"
        elif kind == "CHARGE":
            event.update(component="FEE", amount="10.00")
        elif kind == "RATE_CHANGE":
            event["rate"] = {"percent": str(24 - number % 3), "per": "YEAR"}
        found.append(event)
    as_of = BEGIN + datetime.timedelta(days=rows * days // 2 + 1)
    return {"format": "loan-case/1", "terms": terms, "events": found, "asOf": as_of.isoformat()}


ALL = ("REPAYMENT", "CHARGE", "RATE_CHANGE")
CASES = (
    [("plain", 12, 3, "SCHEDULED", ("REPAYMENT",), False), ("serviced", 12, 8, "SCHEDULED", ALL, True),
     ("serviced", 12, 8, "DAILY", ALL, True)]
    + [("rows", rows, 8, accrual, ("REPAYMENT",), False)
       for accrual in ("SCHEDULED", "DAILY") for rows in (12, 36, 120, 360, 1000, 3000)]
    + [("events", 360, events, accrual, ("REPAYMENT",), False)
       for accrual in ("SCHEDULED", "DAILY") for events in (4, 12, 40, 120, 400)]
    + [("changes", 360, events, accrual, ALL, False)
       for accrual in ("SCHEDULED", "DAILY") for events in (4, 12, 40, 120)])


def run(engine, line, count):
    text = (line + "\n") * count
    begun = time.perf_counter()
    output = subprocess.run([engine, "evaluate", "--jsonl-input"], input=text, text=True, stdout=subprocess.PIPE)
    return time.perf_counter() - begun, output.stdout.split("\n")[0]


def seconds(engine, line):
    """What one loan takes, and its result."""
    start = min(run(engine, line, 1)[0] for _ in range(3))
    count, spent = 1, start
    while spent - start < 1 and count < 100000:
        count = min(100000, max(count * 2, int(count / max(spent - start, 1e-3))))
        spent, result = run(engine, line, count)
    return (spent - start) / count, result


class TooSlow(Exception):
    pass


def reference(line, most):
    def stop(*_):
        raise TooSlow
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, most)
    begun = time.perf_counter()
    try:
        result = loan_oracle.evaluate_text(line)
        return time.perf_counter() - begun, result
    except TooSlow:
        return None, None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def text(value):
    if value is None:
        return "longer"
    return "%.1f µs" % (value * 1e6) if value < 1e-3 else "%.1f ms" % (value * 1e3) if value < 1 else "%.1f s" % value


def draw(found, path):
    import matplotlib
    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "growth"
    from matplotlib import pyplot
    figure, places = pyplot.subplots(1, 2, figsize=(11, 4.6), sharey=True)
    titles = {"rows": ("rows", "8 repayments"), "events": ("repayments", "360 rows")}
    for place, (kind, (label, title)) in zip(places, titles.items()):
        for accrual, color in (("SCHEDULED", "#1b6ca8"), ("DAILY", "#c0562f")):
            own = [each for each in found if each["kind"] == kind and each["accrual"] == accrual]
            at = [each["rows"] if kind == "rows" else each["events"] for each in own]
            place.loglog(at, [each["engine"] * 1e6 for each in own], "o-", color=color, label="engine, " + accrual)
            slow = [(x, each["reference"] * 1e6) for x, each in zip(at, own) if each["reference"] is not None]
            place.loglog(*zip(*slow), "s--", color=color, alpha=0.5, label="reference, " + accrual)
        place.set_xlabel(label)
        place.set_title(title)
        place.grid(True, which="both", alpha=0.25)
    places[0].set_ylabel("µs a loan, JSON to JSON")
    places[0].legend(frameon=False, fontsize=9)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("engine")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--reference-seconds", type=float, default=20)
    options = parser.parse_args()
    found, differ = [], 0
    for kind, rows, events, accrual, kinds, late in CASES:
        line = json.dumps(loan(rows, events, accrual, kinds, late))
        own, result = seconds(options.engine, line)
        other, expected = reference(line, options.reference_seconds)
        if expected is not None and expected != json.loads(result):
            differ += 1
            print("another result: " + line, file=sys.stderr)
        found.append({"kind": kind, "rows": rows, "events": events, "accrual": accrual, "engine": own,
                      "reference": other})
        print("%-9s %5d rows %4d events %-9s  %10s  reference %s"
              % (kind, rows, events, accrual, text(own), text(other)), file=sys.stderr)
    options.folder.mkdir(parents=True, exist_ok=True)
    lines = ["| loan | accrual | rows | events | engine | reference | ratio |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for each in found:
        ratio = "" if each["reference"] is None else "%.0f ×" % (each["reference"] / each["engine"])
        lines.append("| %s | %s | %d | %d | %s | %s | %s |" % (
            each["kind"], each["accrual"], each["rows"], each["events"], text(each["engine"]),
            text(each["reference"]), ratio))
    (options.folder / "growth.md").write_text("\n".join(lines) + "\n")
    try:
        draw(found, options.folder / "growth.svg")
    except ImportError:
        print("no picture: pip install matplotlib", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
