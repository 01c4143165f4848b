"""A portfolio of made-up loans, the same for the same seed, as Parquet; some of them are no loans."""

import json
import random

import pyarrow as pa
import pyarrow.parquet as pq

#: Texts that are no case, each in its own way; 5 of them.
BAD = (None, "", "no json", '{"format":"loan-case/1"}', '{"format":"loan-case/1"}, "dimensions": {"officer": "x"}')
SCHEMA = pa.schema([("loan", pa.string()), ("case", pa.string()), ("officer", pa.string()), ("branch", pa.int32())])


def case(rng, index):
    """A loan with up to three repayments; its size, rate and length are drawn."""
    principal = rng.randrange(100_000, 10_000_000)
    count = rng.choice((6, 12, 12, 12, 24))
    events, day = [], rng.randrange(1, 28)
    for month in range(rng.randrange(4)):
        amount = principal // count + rng.randrange(principal // 10)
        events.append({"type": "REPAYMENT", "date": f"2026-0{2 + month}-{day:02d}",
                       "amount": f"{amount // 100}.{amount % 100:02d}"})
    return {
        "format": "loan-case/1",
        "terms": {"currency": ("NGN", "NGN", "KES")[index % 3],
                  "principalAmount": f"{principal // 100}.{principal % 100:02d}",
                  "rate": {"percent": str(rng.randrange(6, 60)), "per": "YEAR"}, "termCount": count,
                  "termUnit": "MONTH", "disbursedAt": f"2026-01-{day:02d}"},
        "events": events}


def table(count, seed=1, bad_every=0, first=0):
    """Loans ``first`` up to ``first + count``; each ``bad_every``-th is one of ``BAD``."""
    rng = random.Random(f"{seed}/{first}")
    texts = []
    for index in range(first, first + count):
        own = json.dumps(case(rng, index), separators=(",", ":"))
        texts.append(BAD[index // bad_every % len(BAD)] if bad_every and index % bad_every == bad_every - 1 else own)
    numbers = range(first, first + count)
    return pa.table({
        "loan": [f"L{index}" for index in numbers], "case": texts,
        "officer": [f"officer {index % 37}" if index % 11 else None for index in numbers],
        "branch": [index % 5 for index in numbers]}, schema=SCHEMA)


def write(path, count, seed=1, bad_every=0, step=50_000):
    """The same to a Parquet file, some loans at a time."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for first in range(0, count, step):
            writer.write_table(table(min(step, count - first), seed, bad_every, first))
