"""The terms of a loan, typed. Names are those of docs/case-format.md in snake_case; what a field means and what
is allowed stands in docs/semantics.md, section 2. Fields that are None take the engine's defaults.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

#: An amount of money: exact. A float is refused.
Money = Decimal | int | str
#: A day: a date or "2026-03-11".
Day = date | str
#: A number as a decimal or a ratio: "24", "100/3".
Number = Decimal | int | str


def camel(name: str) -> str:
    return re.sub("_([a-z])", lambda match: match.group(1).upper(), name.rstrip("_"))


def to_json(value: Any) -> Any:
    """A value as the case format writes it."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; amounts and rates are exact: say Decimal or str")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return fields_to_json(value)
    if isinstance(value, dict):
        return {name: to_json(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [to_json(each) for each in value]
    return value


def fields_to_json(value: Any) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        own = getattr(value, field.name)
        if own is None:
            continue
        own = to_json(own)
        # Whole numbers are counts in some fields and amounts in others: the field says which.
        if field.metadata.get("text") and isinstance(own, int):
            own = str(own)
        result[camel(field.name)] = own
    return result


def text(default: Any = dataclasses.MISSING) -> Any:
    """A field that JSON has as a string, though it may be given as a whole number."""
    return dataclasses.field(default=default, metadata={"text": True})


@dataclass(frozen=True)
class Rate:
    """A rate of interest: ``Rate("24", "YEAR")``, ``Rate("100/3", "MONTH")``."""

    percent: Number = text()
    per: str = "YEAR"


@dataclass(frozen=True)
class Rounding:
    """How interest and installments are rounded."""

    mode: str | None = None
    interest_mode: str | None = None
    interest_unit: Money | None = text(None)
    installment_mode: str | None = None
    installment_unit: Money | None = text(None)


@dataclass(frozen=True)
class Grace:
    """Leading installments with relief."""

    principal: int | None = None
    interest_free: int | None = None
    capitalized: int | None = None
    deferred: int | None = None


@dataclass(frozen=True)
class NonWorkingDays:
    """Days on which nothing falls due, and what becomes of a due date on one."""

    weekdays: Sequence[str] | None = None
    holidays: Sequence[Day] | None = None
    rule: str | None = None


@dataclass(frozen=True)
class Allocation:
    """How repayments are split."""

    order: Sequence[str] | None = None
    past_due: Sequence[str] | None = None
    due: Sequence[str] | None = None
    in_advance: Sequence[str] | None = None
    across: str | None = None
    advance: str | None = None


@dataclass(frozen=True)
class Bucket:
    """A class of days past due, from a day on."""

    name: str
    from_day: int


@dataclass(frozen=True)
class Delinquency:
    """When an installment is overdue, and how days past due are counted and named."""

    grace_days: int | None = None
    tolerance: Money | None = text(None)
    days_from: str | None = None
    buckets: Sequence[Bucket] | None = None


@dataclass(frozen=True)
class Share:
    """An amount, or a percentage (of what the field says, or of ``of``)."""

    amount: Money | None = text(None)
    percent: Number | None = text(None)
    of: str | None = None


@dataclass(frozen=True)
class UpfrontFee:
    """A fee at disbursement: ``DEDUCTED``, ``FINANCED`` or ``SEPARATE``."""

    name: str
    collect: str
    amount: Money | None = text(None)
    percent: Number | None = text(None)


@dataclass(frozen=True)
class Prepayment:
    """What money beyond what is due does."""

    effect: str | None = None
    interest: str | None = None


@dataclass(frozen=True)
class Settlement:
    """What an early settlement costs."""

    interest: str | None = None
    fee: Share | None = None
    retained: Number | None = text(None)


@dataclass(frozen=True)
class Every:
    """A span between charges."""

    count: int
    unit: str


@dataclass(frozen=True)
class LateCharge:
    """A charge for paying late: one of ``amount``, ``percent`` and ``rate``."""

    amount: Money | None = text(None)
    percent: Number | None = text(None)
    rate: Rate | None = None
    of: str | None = None
    after_days: int | None = None
    component: str | None = None
    every: Every | None = None
    times: int | None = None
    year_days: int | None = None
    from_: str | None = None


@dataclass(frozen=True)
class Terms:
    """What lender and borrower have agreed.

    >>> Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH").to_json()["rate"]
    {'percent': '24', 'per': 'YEAR'}
    """

    currency: str | dict[str, Any]
    principal_amount: Money = text()
    rate: Rate
    disbursed_at: Day
    term_count: int | None = None
    term_unit: str | None = None
    term_every: int | None = None
    interest_method: str | None = None
    amortization: str | None = None
    first_due_date: Day | None = None
    due_dates: Sequence[Day] | None = None
    due_days: Sequence[int] | None = None
    first_period: str | None = None
    day_count: str | None = None
    rounding: Rounding | None = None
    leveling: str | None = None
    flat_interest: str | None = None
    residual: str | None = None
    grace: Grace | None = None
    balloon_amount: Money | None = text(None)
    installment_fee: Money | None = text(None)
    installment_amount: Money | None = text(None)
    upfront_fees: Sequence[UpfrontFee] | None = None
    down_payment: Share | None = None
    non_working_days: NonWorkingDays | None = None
    allocation: Allocation | None = None
    delinquency: Delinquency | None = None
    prepayment: Prepayment | None = None
    settlement: Settlement | None = None
    accrual: str | None = None
    late_charges: Sequence[LateCharge] | None = None
    late_charge_limit: Share | None = None

    def to_json(self) -> dict[str, Any]:
        """``terms`` of a case."""
        return fields_to_json(self)
