"""The same sums by numpy, DuckDB and Polars, each in one thread.

Each has `sums()`, a turn, which gives (cells, roll): arrays of rows, cells by (number of the cell, loans, sums of
the columns in `names`), roll by (number of group, state then, state now; loans, principal then, principal now).
"""

import numpy as np

from answers import CUTS, PERCENTS, PERIOD, STANDING
from book import ACTIVE, COMPLETED, WRITTEN_OFF, part

PRINCIPAL = part("outstanding", "principal")


class Peer:
    def __init__(self, columns, groups, has_flows):
        self.columns, self.groups = columns, groups
        self.names = STANDING + (PERIOD if has_flows else [])
        # What is summed as it is; the others are made of it.
        self.plain = [name for name in self.names if name not in ("provision", "disbursed_loans")]
        self.prepare()

    def rows(self, answer):
        """Cells and roll as {group: [(number, loans, …)]}, in whole numbers."""
        cells, roll = {}, {}
        for row in answer[0]:
            number, loans, *values = map(int, row)
            cells.setdefault(number // 112, []).append((number, loans, values))
        for row in sorted(tuple(map(int, row)) for row in answer[1]):
            roll.setdefault(row[0] // 100, []).append(row)
        return cells, roll


class NumPy(Peer):
    """Sums by bincount: in floating point, which is exact while they are below 2^53."""

    name = "numpy"

    def prepare(self):
        days = np.arange(367)
        self.bucket_of = np.searchsorted(CUTS, days, side="right") - 1
        self.percent_of = np.array(PERCENTS)
        self.kind_of = np.full(8, 3)
        self.kind_of[[ACTIVE, COMPLETED, WRITTEN_OFF]] = 0, 1, 2
        # By status + 1, and what to add of the bucket.
        self.state_of, self.by_bucket = np.zeros(9, np.int64), np.zeros(9, np.int64)
        self.state_of[[ACTIVE + 1, COMPLETED + 1, WRITTEN_OFF + 1]] = 1, 8, 9
        self.by_bucket[ACTIVE + 1] = 1

    def bucket(self, name):
        return self.bucket_of[np.minimum(self.columns[name], 366)]

    def state(self, status, bucket):
        return self.state_of[status + 1] + self.by_bucket[status + 1] * bucket

    def table(self, key, size, columns):
        loans = np.bincount(key, minlength=size)
        there = np.flatnonzero(loans)
        sums = [np.bincount(key, column, size)[there] for column in columns]
        assert max((own.max() for own in sums), default=0) < 2 ** 53
        return np.stack([there, loans[there], *(own.astype(np.int64) for own in sums)], axis=1)

    def sums(self):
        own = self.columns
        bucket = self.bucket("days_past_due")
        group = own["group"].astype(np.int64)
        cell = (((group * 4 + self.kind_of[own["status"]]) * 7 + bucket) * 2 + own["restructured"]) * 2 \
            + own["count_borrower"]
        made = {"provision": (own[PRINCIPAL] * self.percent_of[bucket] + 50) // 100}
        if "flow_disbursed" in own:
            made["disbursed_loans"] = own["flow_disbursed"] > 0
        cells = self.table(cell, self.groups * 112, [made[name] if name in made else own[name] for name in self.names])
        move = group * 100 + self.state(own["previous_status"], self.bucket("previous_days_past_due")) * 10 \
            + self.state(own["status"], bucket)
        return cells, self.table(move, self.groups * 100, [own["previous_principal"], own[PRINCIPAL]])



class DuckDB(Peer):
    """A table of its own, filled before; two statements."""

    name = "duckdb"

    def prepare(self):
        import duckdb

        self.database = duckdb.connect(":memory:")
        self.database.execute("SET threads = 1")
        given = self.columns
        self.database.register("given", given)
        self.database.execute("CREATE TABLE loan AS SELECT * FROM given")
        self.database.unregister("given")

        def bucket(days):
            return "(CASE %s ELSE 0 END)" % " ".join(
                "WHEN %s >= %d THEN %d" % (days, CUTS[place], place) for place in range(6, 0, -1))

        def state(status, days):
            return "CASE %s WHEN %d THEN 1 + %s WHEN %d THEN 8 WHEN %d THEN 9 ELSE 0 END" % (
                status, ACTIVE, bucket(days), COMPLETED, WRITTEN_OFF)
        percent = "(CASE %s ELSE %d END)" % (" ".join(
            "WHEN days_past_due >= %d THEN %d" % (CUTS[place], PERCENTS[place]) for place in range(6, 0, -1)), PERCENTS[0])
        made = {"provision": "(%s * %s + 50) // 100" % (PRINCIPAL, percent),
                "disbursed_loans": "(flow_disbursed > 0)::INTEGER"}
        kind = "(CASE status WHEN %d THEN 0 WHEN %d THEN 1 WHEN %d THEN 2 ELSE 3 END)" % (ACTIVE, COMPLETED, WRITTEN_OFF)
        self.statements = (
            'SELECT ((("group" * 4 + %s) * 7 + %s) * 2 + restructured) * 2 + count_borrower AS cell, count(*), %s '
            "FROM loan GROUP BY cell" % (kind, bucket("days_past_due"), ", ".join(
                "sum(%s)" % made.get(name, name) for name in self.names)),
            'SELECT "group" * 100 + (%s) * 10 + (%s) AS move, count(*), sum(previous_principal), sum(%s) '
            "FROM loan GROUP BY move" % (state("previous_status", "previous_days_past_due"),
                                         state("status", "days_past_due"), PRINCIPAL))

    def sums(self):
        return [self.database.execute(statement).fetchall() for statement in self.statements]


class Polars(Peer):
    """A frame over the same memory; both sums in one lazy query, streaming or not, whichever is faster."""

    name = "polars"

    def prepare(self):
        import polars as pl

        self.pl = pl
        self.frame = pl.DataFrame(self.columns)
        whole = pl.Int64

        def bucket(days):
            return pl.sum_horizontal((pl.col(days) >= cut).cast(whole) for cut in CUTS[1:])

        def state(status, bucket):
            return (pl.when(pl.col(status) == ACTIVE).then(1 + bucket).when(pl.col(status) == COMPLETED).then(8)
                    .when(pl.col(status) == WRITTEN_OFF).then(9).otherwise(0).cast(whole))
        kind = (pl.when(pl.col("status") == ACTIVE).then(0).when(pl.col("status") == COMPLETED).then(1)
                .when(pl.col("status") == WRITTEN_OFF).then(2).otherwise(3))
        group = pl.col("group").cast(whole)
        late = pl.col("bucket")
        percent = pl.lit(PERCENTS[0], whole)
        for place in range(1, 7):
            percent = pl.when(late >= place).then(PERCENTS[place]).otherwise(percent)
        made = {"provision": (pl.col(PRINCIPAL) * percent + 50) // 100,
                "disbursed_loans": (pl.col("flow_disbursed") > 0).cast(whole)}
        frame = self.frame.lazy().with_columns(bucket("days_past_due").alias("bucket"))
        frame = frame.with_columns(
            ((((group * 4 + kind) * 7 + late) * 2 + pl.col("restructured")) * 2 + pl.col("count_borrower")).alias("cell"),
            (group * 100 + state("previous_status", bucket("previous_days_past_due")) * 10
             + state("status", late)).alias("move"),
            *[own.alias(name) for name, own in made.items() if name in self.names])
        self.queries = [
            frame.group_by("cell").agg(pl.len(), *[pl.col(name).sum() for name in self.names]),
            frame.group_by("move").agg(pl.len(), pl.col("previous_principal").sum(), pl.col(PRINCIPAL).sum())]

    def sums(self):
        return [frame.rows() for frame in self.pl.collect_all(self.queries)]


PEERS = (NumPy, DuckDB, Polars)
