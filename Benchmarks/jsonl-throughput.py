#!/usr/bin/env python3
"""Measures `loan-engine evaluate --jsonl-input`: cases a second and peak memory, for two sizes.

    python3 Benchmarks/jsonl-throughput.py .build/release/loan-engine [--counts 10000 100000]

Each case is a loan of 12 monthly installments with one repayment; amounts, rates and dates differ
from case to case, the same on every run. The input is a file, the output goes to /dev/null, and each
figure is the best of three runs. Peak memory is VmHWM of the process (Linux).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time


def write_cases(file, count):
    """Writes `count` cases, one a line."""
    for number in range(count):
        principal = 500_00 + number * 7919 % 5_000_000
        day = 1 + number % 28
        case = {
            "format": "loan-case/1",
            "name": "loan %d" % number,
            "terms": {
                "currency": "NGN",
                "principalAmount": "%d.%02d" % divmod(principal, 100),
                "rate": {"percent": "%d.%d" % (12 + number % 25, number % 10), "per": "YEAR"},
                "termCount": 12,
                "termUnit": "MONTH",
                "disbursedAt": "2026-%02d-%02d" % (1 + number % 12, day),
            },
            "events": [{"type": "REPAYMENT", "date": "2027-01-%02d" % day,
                        "amount": "%d.%02d" % divmod(principal // 10, 100)}],
            "asOf": "2027-03-01",
        }
        file.write(json.dumps(case).encode() + b"\n")
    file.flush()


def peak_kibibytes(process):
    """The most memory that the process has held so far, or 0 once it has ended."""
    try:
        with open("/proc/%d/status" % process.pid) as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def run(engine, path):
    """Seconds and peak memory of one run."""
    with open(path, "rb") as cases:
        start = time.perf_counter()
        process = subprocess.Popen([engine, "evaluate", "--jsonl-input"], stdin=cases,
                                   stdout=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, peak_kibibytes(process))
            time.sleep(0.005)
        seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit("%s ended with status %d" % (engine, process.returncode))
    return seconds, peak


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine")
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000])
    arguments = parser.parse_args()
    for count in arguments.counts:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as cases:
            write_cases(cases, count)
            runs = [run(arguments.engine, cases.name) for _ in range(3)]
        seconds = min(seconds for seconds, _ in runs)
        print("%7d cases  %6.2f s  %7.0f cases/s  peak memory %.1f MiB"
              % (count, seconds, count / seconds, max(peak for _, peak in runs) / 1024), flush=True)


if __name__ == "__main__":
    main()
