"""Portfolios of loans, the same in every run, and the engine's turns on them."""

import ctypes
import random

from library import (
    ACT365, LE_REPAYMENT, Event, Loans, Part, Payment, Position, PositionColumns, Ratio, Results, Row,
    RowColumns, Terms)

AS_OF = 20818  # 2026-12-31
FIRST_DISBURSED = 20089
BUCKETS = (0, 1, 31, 61, 91)
EVENTS_EACH = 3
PARTS = (ctypes.c_uint64 * 3).from_buffer_copy((ctypes.c_int32 * 6)(*BUCKETS, 0))


def address(memory):
    """A pointer to a structure, or to the first of an array."""
    return ctypes.cast(memory, ctypes.POINTER(getattr(memory, "_type_", type(memory))))


class Portfolio:
    """Loans of one number of rows, and memory for what is computed of them."""

    def __init__(self, library, loans, rows, day_count):
        self.library, self.loans, self.rows_each, self.day_count = library, loans, rows, day_count
        self.random = random.Random(42)
        self.terms = (Terms * loans)(*[self.make_terms() for _ in range(loans)])
        self.events = (Event * (loans * EVENTS_EACH))(
            *[event for terms in self.terms for event in self.make_events(terms)])
        self.rows = (Row * (loans * rows))()
        self.offsets = (ctypes.c_uint64 * (loans + 1))()
        self.codes = (ctypes.c_int32 * loans)()
        self.payments = (Payment * loans)()
        self.overpaid = (ctypes.c_int64 * loans)()
        self.positions = (Position * loans)()
        self.event_offsets = (ctypes.c_uint64 * (loans + 1))(
            *range(0, (loans + 1) * EVENTS_EACH, EVENTS_EACH))
        self.columns, self.figures = RowColumns(), self.columns_of(self.positions)
        library.row_columns_of(self.rows, self.columns)

    @staticmethod
    def columns_of(positions):
        """The columns of an array of positions; sums over components are left out."""
        columns = PositionColumns(stride=ctypes.sizeof(Position))
        start = ctypes.addressof(positions)

        def column(offset, kind):
            return ctypes.cast(start + offset, ctypes.POINTER(kind))
        columns.days_past_due = column(Position.days_past_due.offset, ctypes.c_int32)
        columns.bucket = column(Position.bucket.offset, ctypes.c_int32)
        for place in range(4):  # penalty to principal, which amounts have the other way round
            for name in ("outstanding", "arrears"):
                getattr(columns, name)[place] = column(
                    getattr(Position, name).offset + 8 * (3 - place), ctypes.c_int64)
        return columns

    def book(self, products):
        """The loans of a call, and where its results go."""
        return (Loans(products=address(self.terms), product_count=products, count=self.loans,
                      parts=ctypes.addressof(PARTS), parts_size=ctypes.sizeof(PARTS), as_of=AS_OF),
                Results(codes=address(self.codes)))

    def make_terms(self):
        scale = 1 + self.rows_each // 12
        most = min(3600, 240000 // self.rows_each)
        return Terms(
            principal=self.random.randint(50_000 * scale, 5_000_000 * scale),
            rate=Ratio(self.random.randint(most // 3, most), 100),
            term_count=self.rows_each, term_unit="MONTH",
            disbursed_at=FIRST_DISBURSED + self.random.randrange(730), day_count=self.day_count,
            bucket_from_days=Part(0, len(BUCKETS)))

    def make_events(self, terms):
        share = terms.principal // terms.term_count + 1
        date = terms.disbursed_at
        for _ in range(EVENTS_EACH):
            date = min(AS_OF, date + self.random.randint(0, 45))
            amount = self.random.randint(share // 2 + 1, share * 3 // 2 + 1)
            yield Event(LE_REPAYMENT, date, amount)

    # The engine's turns.

    def schedule(self):
        loans, results = self.book(self.loans)
        results.rows, results.row_capacity = ctypes.pointer(self.columns), len(self.rows)
        results.row_offsets = address(self.offsets)
        self.library.schedule_batch(loans, results)

    def allocate(self):
        loans, results = self.book(1)
        self.library.allocate_many(loans, self.payments, None, self.loans, self.columns,
                                   self.offsets, None, self.overpaid, results)

    def classify(self):
        loans, results = self.book(1)
        results.positions = ctypes.pointer(self.figures)
        self.library.classify_batch(loans, self.columns, self.offsets, results)

    def evaluate(self):
        loans, results = self.book(self.loans)
        loans.events, loans.event_offsets = address(self.events), address(self.event_offsets)
        results.rows, results.row_capacity = ctypes.pointer(self.columns), len(self.rows)
        results.row_offsets = address(self.offsets)
        results.positions = ctypes.pointer(self.figures)
        self.library.evaluate_batch(loans, results)

    def pay_partly(self):
        """Some rows of each loan paid, one in part, and a payment for each."""
        state = random.Random(7)
        for loan in range(self.loans):
            start, end = self.offsets[loan], self.offsets[loan + 1]
            paid = start + state.randrange(end - start)
            for index in range(start, end):
                row = self.rows[index]
                row.interest_paid = row.interest_due if index < paid else 0
                row.principal_paid = row.principal_due if index < paid else 0
            row = self.rows[paid]
            part = state.randrange(100)
            if part >= 50:
                row.interest_paid = row.interest_due
                row.principal_paid = row.principal_due * (part - 50) // 50
            due = row.interest_due + row.principal_due
            self.payments[loan] = Payment(
                state.randint(due // 3 + 1, due * 2 + 1), row.due_date, 0)

    @property
    def is_by_days(self):
        return self.day_count == ACT365

    def paid(self):
        """What is paid of every row: interest and principal."""
        return [(row.interest_paid, row.principal_paid) for row in self.rows[:self.offsets[-1]]]
