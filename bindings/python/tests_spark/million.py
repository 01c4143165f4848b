#!/usr/bin/env python3
"""A million loans on Spark and by plain calls: the same report to the last unit, and how fast each is.

    python tests_spark/million.py [LOANS]

Ends with status 1 where a figure differs. Bad rows are among the loans, one in 10 007.
"""

import os
import pathlib
import sys
import tempfile
import time

import loanengine
import portfolio
import pyarrow.parquet as pq
from loanengine import spark as le
from loanengine.spark import _work

AS_OF = "2026-06-30"
SPEC = {"format": "report/1", "asOf": AS_OF, "groupBy": [[], ["officer"], ["branch", "status"]], "provision": "CBN_MFB"}
DIMENSIONS = ["officer", "branch"]
BAD_EVERY = 10_007


def plain(path):
    """One process without Spark: the file's batches, one call for the positions of each, one for its sums."""
    partials, bad = [], 0
    for batch in pq.ParquetFile(path).iter_batches(10_000):
        names, texts, *own = (_work.as_text(batch, name) for name in ("loan", "case", *DIMENSIONS))
        good = [_work.position_line(name, text, DIMENSIONS, values)
                for name, text, values in zip(names, texts, zip(*own)) if _work.one_value(text)]
        bad += len(texts) - len(good)
        stands = b"".join(loanengine.lines("positions", "\n".join(good), options={"asOf": AS_OF}))
        partials.append(loanengine.partial_report(SPEC, stands))
    return loanengine.merge_reports(partials), bad


def on_spark(path, workers):
    """The same by Spark with so many workers; the time is that of the job, in a session that has run one before."""
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master(f"local[{workers},4]").config("spark.ui.enabled", "false")
               .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
               .config("spark.sql.files.maxPartitionBytes", "3m").config("spark.driver.memory", "2g")
               .config("spark.ui.showConsoleProgress", "false").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    cases = session.read.parquet(path)
    le.report(le.positions(cases.limit(10), AS_OF), SPEC)
    begun = time.perf_counter()
    report = le.report(le.positions(cases, AS_OF, dimensions=DIMENSIONS, figures=False), SPEC)
    took = time.perf_counter() - begun
    session.stop()
    return report, took


def without_errors(report):
    """What a report says of the book: cases that are none are no positions, and not of it on Spark."""
    return {name: value for name, value in report.items() if name not in ("errors", "lines")}, report["lines"]["used"]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "cases.parquet")
        portfolio.write(path, count, bad_every=BAD_EVERY)
        print(f"{count} loans, {os.path.getsize(path)} bytes of Parquet", flush=True)
        begun = time.perf_counter()
        expected, bad = plain(path)
        base = time.perf_counter() - begun
        print(f"plain calls in one process: {base:.1f} s, {base / count * 1e6:.1f} µs a loan", flush=True)
        good = True
        for workers in (1, 2):
            report, took = on_spark(path, workers)
            same = without_errors(report) == without_errors(expected)
            good = good and same
            print(f"Spark, {workers} worker{'s' * (workers > 1)}: {took:.1f} s, {base / took:.2f} of the plain "
                  f"throughput; {'the same report' if same else 'ANOTHER REPORT'}", flush=True)
        total = expected["currencies"][0]["groupings"][0]["rows"][0]["measures"]
        print(f"used {expected['lines']['used']}, no cases {bad}, gross portfolio {total['grossPortfolio']}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
