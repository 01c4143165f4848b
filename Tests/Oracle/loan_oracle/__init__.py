"""An exact reference for the loan engine's results, kept plain on purpose.

    python3 Tests/Oracle/loan_oracle < cases.jsonl > results.jsonl

One `loan-case/1` object a line in, one `loan-result/1` object a line out. A module is a section of the
contract; those that follow use those before: quantities and dates, form, options, terms, due dates,
periods, schedule, rows, plan, late charges, account, settlement, daily (the model, the plan, the account),
events, reschedule, steps, log, statement, cases. Every number is an int or a `fractions.Fraction`; nothing
is ever a float. A comment that starts with "Choice:" marks a point on which the contract is silent.
"""

from .cases import evaluate, evaluate_text
from .dates import (
    FIRST_DAY, LAST_DAY, WEEKDAYS, format_date, month_length, parse_date, to_civil, to_day, weekday)
from .due_dates import step_date
from .events import ACCOUNT, APPLICATION, Event, FIRST_STATUSES, MONEY_EVENTS, ROLES, STATUSES, TRANSITIONS
from .form import TERMS_SHAPE, object_from_pairs
from .log import Log
from .plan import Plan
from .quantities import CURRENCY_EXPONENT, INT64_MAX, ROUNDING_MODES, LoanError, format_amount
from .settlement import figure
from .steps import apply as apply_step
from .terms import COMPONENTS, DAY_COUNTS, PERS, Terms

__all__ = [
    "ACCOUNT", "APPLICATION", "COMPONENTS", "CURRENCY_EXPONENT", "DAY_COUNTS", "Event", "FIRST_DAY",
    "FIRST_STATUSES", "INT64_MAX", "LAST_DAY", "LoanError", "Log", "MONEY_EVENTS", "PERS", "Plan", "ROLES",
    "ROUNDING_MODES", "STATUSES", "TERMS_SHAPE", "TRANSITIONS", "Terms", "WEEKDAYS", "apply_step", "evaluate",
    "evaluate_text", "figure", "format_amount", "format_date", "month_length", "object_from_pairs",
    "parse_date", "step_date", "to_civil", "to_day", "weekday"]
