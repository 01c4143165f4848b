"""The engine's C library through ctypes: what the peers in Python need of it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "Tests" / "C"))

from loan_engine import (
    SETS, Engine, Event, Loans, Part, Payment, Position, PositionColumns, Ratio, Results, Row, RowColumns,
    Terms)

LE_REPAYMENT = SETS["le_event_type"]["REPAYMENT"]
EQUAL, ACT365 = (SETS["le_day_count"][word] for word in ("EQUAL", "ACT/365.FIXED"))


class Library:
    """The batches, which raise where they fail."""

    def __init__(self, path):
        engine = Engine(path)
        self.row_columns_of = engine.c.le_row_columns_of

        def call(function):
            return lambda *arguments: engine.check(function(*arguments))
        self.schedule_batch = call(engine.c.le_schedule_batch)
        self.evaluate_batch = call(engine.c.le_evaluate_batch)
        self.allocate_many = call(engine.c.le_allocate_many)
        self.classify_batch = call(engine.c.le_classify_batch)


__all__ = [name for name in dir() if not name.startswith("_")]
