"""python-decimal: the standard library's decimal numbers, 50 digits, one loan after the other."""

import datetime
import time
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

from portfolio import AS_OF, BUCKETS, EVENTS_EACH

getcontext().prec = 50
EPOCH = datetime.date(1970, 1, 1).toordinal()
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
PENDING, PARTIAL, PAID, OVERDUE = range(4)
DATE_NONE = -(2**31)


def rounded(value):
    return int(value.quantize(Decimal(1), ROUND_HALF_EVEN))


def due_dates(first, count):
    """The day of the disbursement and of `count` months after it."""
    anchor = datetime.date.fromordinal(first + EPOCH)
    for months in range(count + 1):
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        day = min(anchor.day, LENGTHS[month] + (month == 1 and leap))
        yield datetime.date(year, month + 1, day).toordinal() - EPOCH


def schedule(terms, by_days):
    """Rows of (sequence, start, due, principal, interest, balance)."""
    dates = list(due_dates(terms.disbursed_at, terms.term_count))
    rate = Decimal(terms.rate.numerator) / terms.rate.denominator / 100
    rates = [rate * (end - start) / 365 if by_days else rate / 12
             for start, end in zip(dates, dates[1:])]
    factor, total = Decimal(1), Decimal(0)
    for period in rates:
        factor /= 1 + period
        total += factor
    level = rounded(terms.principal / total)
    balance, carried, rows = terms.principal, 0, []
    for index, period in enumerate(rates):
        owed = rounded(balance * period) + carried
        last = index == len(rates) - 1
        interest = owed if last else min(owed, level)
        principal = balance if last else min(level - interest, balance)
        carried = owed - interest
        balance -= principal
        rows.append((index + 1, dates[index], dates[index + 1], principal, interest, balance))
        if balance == 0:
            break
    return rows


def pay(rows, amount):
    """Pays rows of [interest due, principal due, interest paid, principal paid]."""
    left = Decimal(amount)
    for row in rows:
        for part in (0, 1):
            paid = min(row[part] - row[part + 2], left)
            row[part + 2] += paid
            left -= paid
        if left == 0:
            break
    return left


def standing(due_date, due, paid):
    """Status and days past due of a row."""
    if paid == due:
        return PAID, 0
    days = AS_OF - due_date
    if days > 0:
        return OVERDUE, days
    return (PARTIAL if paid > 0 else PENDING), 0


def classify(rows):
    """Standings of rows of (due date, due, paid), and the loan's (outstanding, arrears, days,
    bucket)."""
    standings, outstanding, arrears, late = [], Decimal(0), Decimal(0), 0
    for due_date, due, paid in rows:
        status, days = standing(due_date, due, paid)
        standings.append((status, days))
        outstanding += due - paid
        if status == OVERDUE:
            arrears += due - paid
            late = max(late, days)
    bucket = sum(from_day <= late for from_day in BUCKETS) - 1
    return standings, (int(outstanding), int(arrears), late, bucket)


def evaluate(terms, events):
    """Rows as the engine's, and the loan's position."""
    made = schedule(terms, False)
    paid = [[Decimal(row[4]), Decimal(row[3]), Decimal(0), Decimal(0)] for row in made]
    for event in events:
        pay(paid, event.amount)
    standings, position = classify(
        [(row[2], parts[0] + parts[1], parts[2] + parts[3]) for row, parts in zip(made, paid)])
    rows = [row + (int(parts[2]), int(parts[3])) + stands
            for row, parts, stands in zip(made, paid, standings)]
    return rows, position


class DecimalPeer:
    """The peer's turns on a portfolio."""

    name = "python-decimal"
    clock = staticmethod(time.thread_time)

    def __init__(self, portfolio):
        self.portfolio = portfolio

    def schedule(self):
        by_days = self.portfolio.is_by_days
        return [row for terms in self.portfolio.terms for row in schedule(terms, by_days)]

    def load(self):
        """What the engine's rows hold now, in decimal numbers."""
        book = self.portfolio
        loans = [book.rows[start:end] for start, end in zip(book.offsets, book.offsets[1:])]
        self.loans = [
            [[Decimal(row.interest_due), Decimal(row.principal_due), Decimal(row.interest_paid),
              Decimal(row.principal_paid)] for row in loan] for loan in loans]
        self.dates = [[row.due_date for row in loan] for loan in loans]

    def allocate(self):
        return [pay(rows, payment.amount)
                for rows, payment in zip(self.loans, self.portfolio.payments)]

    def paid(self):
        return [(int(row[2]), int(row[3])) for loan in self.loans for row in loan]

    def classify(self):
        return [classify([(date, row[0] + row[1], row[2] + row[3])
                          for date, row in zip(dates, rows)])
                for dates, rows in zip(self.dates, self.loans)]

    def evaluate(self):
        book = self.portfolio
        return [evaluate(terms, book.events[loan * EVENTS_EACH:(loan + 1) * EVENTS_EACH])
                for loan, terms in enumerate(book.terms)]
