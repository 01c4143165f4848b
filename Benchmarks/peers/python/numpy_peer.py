"""numpy: 64-bit floating point, all loans of a portfolio side by side.

Amounts are whole minor units and rounded half to even, which is as exact as floating point gets:
what is not exact in it rounds to another minor unit now and then.
"""

import time

import numpy as np

from library import Row
from portfolio import AS_OF, BUCKETS

PENDING, PARTIAL, PAID, OVERDUE = range(4)


class NumpyPeer:
    """The peer's turns on a portfolio."""

    name = "numpy"
    clock = staticmethod(time.thread_time)

    def __init__(self, portfolio):
        self.portfolio = portfolio
        field = lambda name: np.array([getattr(terms, name) for terms in portfolio.terms])
        self.principal = field("principal").astype(np.float64)
        rates = [(terms.rate.numerator, terms.rate.denominator) for terms in portfolio.terms]
        self.rate = np.array([above / below / 100 for above, below in rates])
        self.disbursed = field("disbursed_at")

    def dates(self):
        """Disbursement and due dates, a column each."""
        count = self.portfolio.rows_each
        days = self.disbursed.astype("datetime64[D]")
        months = days.astype("datetime64[M]")
        day = (days - months.astype("datetime64[D]")).astype(np.int64)
        firsts = months[:, None] + np.arange(count + 2)
        starts = firsts.astype("datetime64[D]").astype(np.int64)
        return np.minimum(starts[:, :-1] + day[:, None], starts[:, 1:] - 1)

    def schedule(self):
        """Principal, interest, balance and due date of each row: a matrix each."""
        book = self.portfolio
        dates = self.dates()
        if book.is_by_days:
            rates = self.rate[:, None] * np.diff(dates, axis=1) / 365
        else:
            rates = np.repeat(self.rate[:, None] / 12, book.rows_each, axis=1)
        level = np.rint(self.principal / np.cumprod(1 / (1 + rates), axis=1).sum(axis=1))
        balance = self.principal.copy()
        principals, interests, balances = (np.empty_like(rates) for _ in range(3))
        for index in range(book.rows_each):
            interest = np.rint(balance * rates[:, index])
            last = index == book.rows_each - 1
            principal = balance if last else np.minimum(level - interest, balance)
            balance = balance - principal
            principals[:, index], interests[:, index] = principal, interest
            balances[:, index] = balance
        return principals, interests, balances, dates[:, 1:]

    def load(self):
        """What the engine's rows hold now, a matrix a column."""
        book = self.portfolio
        rows = np.frombuffer(book.rows, dtype=np.dtype(Row))
        matrix = lambda name: rows[name].reshape(book.loans, book.rows_each).astype(np.float64)
        self.due = np.stack([matrix("interest_due"), matrix("principal_due")], axis=2)
        self.paid_parts = np.stack([matrix("interest_paid"), matrix("principal_paid")], axis=2)
        self.due_dates = matrix("due_date").astype(np.int64)
        self.amounts = np.array([payment.amount for payment in book.payments], dtype=np.float64)

    def allocate(self):
        """Interest before principal, oldest first: each part takes what those before it leave."""
        unpaid = (self.due - self.paid_parts).reshape(self.portfolio.loans, -1)
        before = np.cumsum(unpaid, axis=1) - unpaid
        taken = np.clip(self.amounts[:, None] - before, 0, unpaid)
        self.paid_parts = self.paid_parts + taken.reshape(self.paid_parts.shape)
        return self.amounts - taken.sum(axis=1)

    def paid(self):
        return [(int(interest), int(principal))
                for interest, principal in self.paid_parts.reshape(-1, 2)]

    def classify(self):
        """Status and days past due of each row; outstanding, arrears, days and bucket of each
        loan."""
        unpaid = (self.due - self.paid_parts).sum(axis=2)
        days = AS_OF - self.due_dates
        overdue = (unpaid > 0) & (days > 0)
        begun = self.paid_parts.sum(axis=2) > 0
        status = np.where(unpaid == 0, PAID,
                          np.where(overdue, OVERDUE, np.where(begun, PARTIAL, PENDING)))
        late = np.where(overdue, days, 0)
        longest = late.max(axis=1)
        bucket = np.searchsorted(BUCKETS, longest, side="right") - 1
        arrears = np.where(overdue, unpaid, 0).sum(axis=1)
        return status, late, unpaid.sum(axis=1), arrears, longest, bucket
