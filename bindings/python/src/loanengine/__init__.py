"""The loan engine: computes loans exactly, to the last minor unit.

>>> from loanengine import Loan, Rate, Terms
>>> terms = Terms("NGN", "50000", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
>>> loan = Loan(terms).repay("4727.98", on="2026-04-11").repay("2000", on="2026-05-20")
>>> stand = loan.statement(as_of="2026-06-01")
>>> stand.status, stand.arrears.total, stand.arrears.days_past_due
('ACTIVE', Decimal('2727.98'), 21)

Single loans: ``Terms``, ``Loan``, ``schedule``. Documents of JSON, as the command line takes and prints them:
``evaluate_json``, ``document``, ``lines``, ``disclose``, ``score``, ``alerts``, ``positions``,
``portfolio_report``. Many loans over numpy arrays: ``loanengine.columns``. Pictures: ``loanengine.plot``.
"""

from . import _native
from .documents import (
    alerts, disclose, document, evaluate, evaluate_json, lines, merge_reports, partial_report, portfolio_report,
    positions, score)
from .errors import LoanEngineError
from .loans import (
    Adjustment, AllocationRecord, Amounts, Arrears, Disbursed, Loan, NextDue, Row, Schedule, SettlementFigure,
    Statement, schedule, schedule_minor)
from .terms import (
    Allocation, Bucket, Delinquency, Every, Grace, LateCharge, NonWorkingDays, Prepayment, Rate, Rounding, Settlement,
    Share, Terms, UpfrontFee)

_native.set_error(LoanEngineError)
__version__: str = _native.version

__all__ = [
    "Adjustment", "Allocation", "AllocationRecord", "Amounts", "Arrears", "Bucket", "Delinquency", "Disbursed", "Every",
    "Grace", "LateCharge", "Loan", "LoanEngineError", "NextDue", "NonWorkingDays", "Prepayment", "Rate", "Rounding",
    "Row", "Schedule", "Settlement", "SettlementFigure", "Share", "Statement", "Terms", "UpfrontFee", "alerts",
    "disclose", "document", "evaluate", "evaluate_json", "lines", "merge_reports", "partial_report",
    "portfolio_report", "positions", "schedule", "schedule_minor", "score",
]
