#!/usr/bin/env python3
"""A loan from its terms to its last day, with the package of bindings/python.

    .build/python/bin/python Examples/python/quickstart.py      after `make python`
"""

from loanengine import Loan, LoanEngineError, Rate, Terms, portfolio_report, positions

# What falls due: 50 000.00 at 24 % a year, twelve months.
terms = Terms("NGN", "50000.00", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
loan = Loan(terms)
plan = loan.statement(as_of="2026-03-11")
print(f"{len(plan.schedule.items)} installments of {plan.schedule.installment_amount}, "
      f"interest {plan.schedule.totals.interest}")

# Two repayments, a part of an installment and more than one. A loan is a value: each is another one.
paid = loan.repay("3000.00", on="2026-04-11").repay("7000.00", on="2026-05-20")
for part in paid.statement(as_of="2026-07-01").allocations:
    print(f"event {part.event}: installment {part.sequence}, {part.component.lower()} {part.amount}")

# The first was not honoured by the bank: the loan stands as if it had never been paid.
stand = paid.reverse(1, on="2026-05-25").statement(as_of="2026-07-01")
print(f"outstanding {stand.outstanding.total}, overdue {stand.arrears.total} "
      f"since {stand.arrears.since}, {stand.arrears.days_past_due} days")
print(", ".join(f"{row.sequence} {row.status}" for row in stand.schedule.items[:5]))
print(f"settled today by {stand.settlement.total}")

# What is not allowed says what is.
try:
    Loan(Terms("NGN", "-1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")).statement()
except LoanEngineError as error:
    print(error)

# A portfolio: how two loans stand, and a report on them by officer.
book = [{"loan": "A", "case": paid.case(), "dimensions": {"officer": "Ada"}},
        {"loan": "B", "case": loan.case(), "dimensions": {"officer": "Obi"}}]
report = portfolio_report({"format": "report/1", "asOf": "2026-07-01", "groupBy": [["officer"]]},
                          positions(book, "2026-07-01"))
for row in report["currencies"][0]["groupings"][0]["rows"]:
    measures = row["measures"]
    print(row["key"]["officer"], "outstanding", measures["outstanding"]["total"],
          "overdue", measures["arrears"]["total"])
