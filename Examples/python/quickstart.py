#!/usr/bin/env python3
"""A loan from its terms to its last day, through the C library.

    LD_LIBRARY_PATH=.build/lib/embedded python3 Examples/python/quickstart.py
"""

import ctypes

from loan_engine import (Engine, Event, Loans, LoanError, Parts, Payment, Results, Row, RowColumns,
                         Terms)

engine = Engine()
money, day = engine.amount_text, engine.date_text

# What falls due: 50 000.00 at 24 % a year, twelve months.
terms = Terms(currency_exponent=2, principal=engine.amount("50000.00"), rate=engine.rate("24"),
              term_count=12, term_unit="MONTH", disbursed_at=engine.date("2026-03-11"))
rows, summary = engine.schedule(terms)
rounded, exact = engine.level_payment(terms)
print(f"{len(rows)} installments of {money(summary.installment)}, rounded from a fraction with "
      f"{len(str(exact.denominator))} digits below the line; interest {money(summary.totals.interest)}")

# Two repayments, a part of an installment and more than one.
first, second = (Payment(engine.amount("3000.00"), engine.date("2026-04-11"), event=1),
                 Payment(engine.amount("7000.00"), engine.date("2026-05-20"), event=2))
for payment in (first, second):
    postings, overpaid = engine.allocate(rows, payment)
    for posting in postings:
        print(f"{day(payment.date)}: installment {posting.sequence}, "
              f"{posting.word('component').lower()} {money(posting.amount)}")

# The first was not honoured by the bank: the loan stands as if it had never been paid.
postings, overpaid = engine.reallocate(rows, [second])
parts = Parts()
terms.grace_days, terms.bucket_from_days = 3, parts.dates([0, 1, 31, 91])
position = engine.classify(rows, engine.date("2026-07-01"), terms, parts)
print(f"outstanding {money(position.outstanding.total)}, overdue {money(position.arrears.total)} "
      f"since {day(position.arrears_since)}, {position.days_past_due} days, "
      f"bucket {position.bucket}")
print(", ".join(f"{row.sequence} {row.word('status')}" for row in rows[:5]))

# The same in one step, from the events of its life.
events = [Event("APPROVE", terms.disbursed_at, role="SUPERVISOR"),
          Event("DISBURSE", terms.disbursed_at, role="CREDIT_OFFICER"),
          Event("REPAYMENT", first.date, first.amount), Event("REPAYMENT", second.date, second.amount),
          Event("REVERSAL", engine.date("2026-05-25"), of=3, role="SUPERVISOR")]
statement, _, _ = engine.evaluate(terms, events, "PENDING_APPROVAL", engine.date("2026-07-01"), parts)
print(f"evaluated: outstanding {money(statement.position.outstanding.total)}")

# What is not allowed says what is.
for attempt in (lambda: engine.transition("ACTIVE", "WRITE_OFF", "SUPERVISOR"),
                lambda: engine.schedule(Terms(principal=1, rate=engine.rate("1")))):
    try:
        attempt()
    except LoanError as error:
        print(error)

# A portfolio in one call: a product, and what each loan has of its own; the rows of all loans in one
# array, ready for a database.
product = Terms(rate=engine.rate("30"), term_count=26, term_unit="WEEK")
principals = (ctypes.c_int64 * 1000)(*[100_000 + 1_000 * loan for loan in range(1000)])
days = (ctypes.c_int32 * 1000)(*[engine.date("2026-03-11") + loan % 7 for loan in range(1000)])
loans = Loans(product_count=1, products=ctypes.pointer(product), count=1000, principal=principals,
              disbursed_at=days)
book, columns = (Row * (26 * 1000))(), RowColumns()
engine.c.le_row_columns_of(book, columns)
offsets, codes = (ctypes.c_uint64 * 1001)(), (ctypes.c_int32 * 1000)()
results = Results(rows=ctypes.pointer(columns), row_capacity=len(book), row_offsets=offsets, codes=codes)
engine.check(engine.c.le_schedule_batch(loans, results))
dues = sum(row.principal_due + row.interest_due for row in book)
print(f"{offsets[1000]} rows, {sum(code != 0 for code in codes)} refused, {money(dues)} to collect")
