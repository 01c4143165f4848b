"""Portfolios of loans, the same in every run, and the engine's turns on them."""

import ctypes
import random

from library import (
    ACT365, LE_ACTIVE, LE_REPAYMENT, LE_ROLE_NONE, DelinquencyPolicy, Event, Payment,
    Position, Row, Statement, Summary, Terms, byref, c_size_t)

AS_OF = 20818  # 2026-12-31
FIRST_DISBURSED = 20089
BUCKETS = (0, 1, 31, 61, 91)
EVENTS_EACH = 3
BUCKET_FROM_DAYS = (ctypes.c_int32 * len(BUCKETS))(*BUCKETS)


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
        self.summaries = (Summary * loans)()
        self.payments = (Payment * loans)()
        self.overpaid = (ctypes.c_int64 * loans)()
        self.positions = (Position * loans)()
        self.statements = (Statement * loans)()
        for statement in self.statements:
            statement.struct_size = ctypes.sizeof(Statement)

    def make_terms(self):
        scale = 1 + self.rows_each // 12
        most = min(3600, 240000 // self.rows_each)
        return Terms(
            principal=self.random.randint(50_000 * scale, 5_000_000 * scale),
            rate_numerator=self.random.randint(most // 3, most), rate_denominator=100,
            term_count=self.rows_each,
            disbursed_at=FIRST_DISBURSED + self.random.randrange(730), day_count=self.day_count,
            bucket_count=len(BUCKETS), bucket_from_days=BUCKET_FROM_DAYS)

    def make_events(self, terms):
        share = terms.principal // terms.term_count + 1
        date = terms.disbursed_at
        for _ in range(EVENTS_EACH):
            date = min(AS_OF, date + self.random.randint(0, 45))
            amount = self.random.randint(share // 2 + 1, share * 3 // 2 + 1)
            yield Event(LE_REPAYMENT, date, amount, 0, LE_ROLE_NONE)

    # The engine's turns.

    def schedule(self):
        self.library.schedule_batch(
            self.terms, self.loans, self.rows, None, len(self.rows), self.offsets, self.codes,
            self.summaries)

    def allocate(self):
        self.library.allocate_batch(
            None, self.payments, self.loans, self.rows, None, self.offsets, self.overpaid,
            self.codes)

    def classify(self):
        policy = DelinquencyPolicy(0, BUCKET_FROM_DAYS, len(BUCKETS))
        self.library.classify_batch(
            self.rows, None, self.offsets, self.loans, AS_OF, byref(policy), self.positions,
            self.codes)

    def evaluate(self):
        count = c_size_t()
        for loan in range(self.loans):
            start = loan * self.rows_each
            self.library.evaluate(
                byref(self.terms[loan]), LE_ACTIVE, byref(self.events[loan * EVENTS_EACH]),
                EVENTS_EACH, AS_OF, byref(self.rows[start]), self.rows_each, byref(count), None, 0,
                None, byref(self.statements[loan]), None)

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
