#!/usr/bin/env python3
"""A loan from its terms to its last day, through the C library.

    LD_LIBRARY_PATH=.build/lib/embedded python3 Examples/python/quickstart.py
"""

import ctypes

from loan_engine import COMPONENTS, ROW_STATUSES, Engine, Event, LoanError, Payment, Row, Terms

engine = Engine()
money, day = engine.amount_text, engine.date_text

# What falls due: 50 000.00 at 24 % a year, twelve months.
terms = Terms(principal=engine.amount("50000.00"), term_count=12, term_unit="MONTH",
              disbursed_at=engine.date("2026-03-11"))
terms.rate_numerator, terms.rate_denominator = engine.rate("24")
rows, summary = engine.schedule(terms)
rounded, exact = engine.level_payment(terms)
print(f"{len(rows)} installments of {money(summary.installment)}, rounded from a fraction with "
      f"{len(str(exact.denominator))} digits below the line; interest {money(summary.totals.interest)}")

# Two repayments, a part of an installment and more than one.
first, second = (Payment(engine.amount("3000.00"), engine.date("2026-04-11"), event=1),
                 Payment(engine.amount("7000.00"), engine.date("2026-05-20"), event=2))
for payment in (first, second):
    records, overpaid = engine.allocate(rows, payment)
    for record in records:
        print(f"{day(payment.date)}: installment {record.sequence}, "
              f"{COMPONENTS[record.component].lower()} {money(record.amount)}")

# The first was not honoured by the bank: the loan stands as if it had never been paid.
records, overpaid = engine.reallocate(rows, [second])
position = engine.classify(rows, engine.date("2026-07-01"), grace_days=3, buckets=[0, 1, 31, 91])
print(f"outstanding {money(position.outstanding.total)}, overdue {money(position.arrears.total)} "
      f"since {day(position.arrears_since)}, {position.days_past_due} days, "
      f"bucket {position.bucket}")
print(", ".join(f"{row.sequence} {ROW_STATUSES[row.status]}" for row in rows[:5]))

# The same in one step, from the events of its life.
events = [Event("APPROVE", terms.disbursed_at, role="SUPERVISOR"),
          Event("DISBURSE", terms.disbursed_at, role="CREDIT_OFFICER"),
          Event("REPAYMENT", first.date, first.amount), Event("REPAYMENT", second.date, second.amount),
          Event("REVERSAL", engine.date("2026-05-25"), reversed_event=3, role="SUPERVISOR")]
statement, _, _ = engine.evaluate(terms, events, "PENDING_APPROVAL", engine.date("2026-07-01"))
print(f"evaluated: outstanding {money(statement.position.outstanding.total)}")

# What is not allowed says what is.
for attempt in (lambda: engine.transition("ACTIVE", "WRITE_OFF", "SUPERVISOR"),
                lambda: engine.schedule(Terms(principal=1, disbursed_at=0))):
    try:
        attempt()
    except LoanError as error:
        print(error)

# A portfolio in one call: the rows of all loans in one array, ready for a database.
loans = (Terms * 1000)(*[
    Terms(principal=100_000 + 1_000 * loan, rate_numerator=30, term_count=26, term_unit="WEEK",
          disbursed_at=engine.date("2026-03-11") + loan % 7) for loan in range(1000)])
book, offsets, codes = (Row * (26 * 1000))(), (ctypes.c_uint64 * 1001)(), (ctypes.c_int32 * 1000)()
engine.check(engine.c.le_schedule_batch(loans, 1000, book, None, len(book), offsets, codes, None))
dues = sum(row.principal_due + row.interest_due for row in book)
print(f"{offsets[1000]} rows, {sum(code != 0 for code in codes)} refused, {money(dues)} to collect")
