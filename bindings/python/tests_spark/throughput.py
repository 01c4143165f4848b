#!/usr/bin/env python3
"""A million loans in columns, a repayment each: batch calls in one process, and on Spark with one and two workers.

    python tests_spark/throughput.py [LOANS]

Each loan's row goes from Parquet through evaluate_batch to sums. Ends with status 1 where a sum differs.
"""

import os
import pathlib
import sys
import tempfile
import time

import numpy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from loanengine import Rate, Terms
from loanengine import spark as le
from loanengine.spark import _batch

AS_OF = "2026-06-30"
TERMS = Terms("NGN", "1", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")
SUMS = ("arrears_principal", "arrears_interest", "outstanding_principal", "outstanding_interest", "days_past_due")


def write(path, count):
    """Loans of 10 000.00 and more, and a repayment of each, in row groups of 50 000."""
    own = numpy.arange(count)
    paid = pa.StructArray.from_arrays(
        [pa.array(["REPAYMENT"] * count), pa.array(numpy.full(count, 20554, dtype="i4")).cast(pa.date32()),
         pa.array(50_000 + own % 200_000)], ["type", "date", "amount"])
    events = pa.ListArray.from_arrays(pa.array(numpy.arange(count + 1), pa.int32()), paid)
    pq.write_table(pa.table({"loan": own, "principal": 1_000_000 + own % 9_000_000, "events": events}), path,
                   row_group_size=50_000)


def plain(path):
    """What the workers of Spark do, without Spark."""
    totals = dict.fromkeys(SUMS, 0)
    batches = (batch for batch in pq.ParquetFile(path).iter_batches(10_000))
    for batch in _batch.positions((TERMS,), "loan", ("principal",), "events", AS_OF, batches):
        for name in SUMS:
            totals[name] += pc.sum(batch.column(name)).as_py()
    return totals


def on_spark(path, workers):
    """The same by Spark; the time is that of the second of two jobs."""
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import sum as total

    session = (SparkSession.builder.master(f"local[{workers},4]").config("spark.ui.enabled", "false")
               .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
               .config("spark.sql.files.maxPartitionBytes", "1m").config("spark.driver.memory", "2g")
               .config("spark.ui.showConsoleProgress", "false").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    frame = le.batch_positions(session.read.parquet(path), TERMS, AS_OF, events="events")
    sums = frame.agg(*(total(name).alias(name) for name in SUMS))
    sums.first()
    begun = time.perf_counter()
    found = sums.first().asDict()
    took = time.perf_counter() - begun
    session.stop()
    return {name: int(value) for name, value in found.items()}, took


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "loans.parquet")
        write(path, count)
        begun = time.perf_counter()
        expected = plain(path)
        base = time.perf_counter() - begun
        print(f"{count} loans in batch calls: {base:.2f} s, {base / count * 1e6:.2f} µs a loan", flush=True)
        good = True
        for workers in (1, 2):
            found, took = on_spark(path, workers)
            good = good and found == expected
            print(f"Spark, {workers} worker{'s' * (workers > 1)}: {took:.2f} s, {base / took:.2f} of the plain "
                  f"throughput; {'the same sums' if found == expected else 'OTHER SUMS'}", flush=True)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
