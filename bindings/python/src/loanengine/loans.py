"""Loans: their schedules, what happens to them, how they stand. Amounts are Decimal, days are date."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import Any

from . import _native
from ._pack import case_of, days, packed
from .documents import evaluate
from .errors import LoanEngineError
from .terms import Day, Money, Rate, Terms, camel, to_json


@dataclass(frozen=True)
class Amounts:
    """An amount by component."""

    principal: Decimal
    interest: Decimal
    fee: Decimal
    penalty: Decimal
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An installment: what it asks for, what is paid of it, how late it is."""

    sequence: int
    start_date: date
    due_date: date
    principal_due: Decimal
    interest_due: Decimal
    fee_due: Decimal
    penalty_due: Decimal
    total_due: Decimal
    balance_after: Decimal
    paid_amount: Decimal
    principal_paid: Decimal
    interest_paid: Decimal
    fee_paid: Decimal
    penalty_paid: Decimal
    status: str
    days_past_due: int


@dataclass(frozen=True)
class Schedule:
    """The rows of a loan; ``installment_amount`` is the level payment, None where there is none."""

    installment_amount: Decimal | None
    items: tuple[Row, ...]
    totals: Amounts


@dataclass(frozen=True)
class AllocationRecord:
    """Where money of an event went."""

    event: int
    sequence: int
    component: str
    amount: Decimal


@dataclass(frozen=True)
class Adjustment:
    """What was added to a row's dues after the plan was made, or taken from them."""

    date: date
    sequence: int
    component: str
    amount: Decimal
    kind: str
    event: int | None
    rule: int | None = None


@dataclass(frozen=True)
class Arrears:
    """What is overdue."""

    principal: Decimal
    interest: Decimal
    fee: Decimal
    penalty: Decimal
    total: Decimal
    since: date | None
    days_past_due: int
    bucket: str | None = None


@dataclass(frozen=True)
class NextDue:
    """The first installment that is not paid."""

    sequence: int
    due_date: date
    amount: Decimal


@dataclass(frozen=True)
class Disbursed:
    """What was paid out, and what of it went to fees."""

    amount: Decimal
    deducted: Decimal
    financed: Decimal
    separate: Decimal
    net: Decimal


@dataclass(frozen=True)
class SettlementFigure:
    """What settles the loan on the day of the statement."""

    principal: Decimal
    interest: Decimal
    fee: Decimal
    penalty: Decimal
    total: Decimal
    rebate: Decimal


@dataclass(frozen=True)
class Statement:
    """How a loan stands as of a day: docs/case-format.md, section 4."""

    status: str
    as_of: date
    schedule: Schedule
    allocations: tuple[AllocationRecord, ...] = ()
    outstanding: Amounts | None = None
    arrears: Arrears | None = None
    overpaid_amount: Decimal | None = None
    next_due: NextDue | None = None
    adjustments: tuple[Adjustment, ...] = ()
    disbursed: Disbursed | None = None
    accrued_interest: Decimal | None = None
    settlement: SettlementFigure | None = None
    waived: Amounts | None = None
    written_off: Amounts | None = None
    recovered: Decimal | None = None
    refunded: Decimal | None = None
    recalled: Decimal | None = None
    #: The whole result as JSON has it.
    json: Mapping[str, Any] = dataclasses.field(default_factory=dict, repr=False, compare=False)


@cache
def _readers(kind: type) -> list[tuple[str, str, Any]]:
    hints = typing.get_type_hints(kind)
    return [(field.name, camel(field.name), _reader(hints[field.name])) for field in dataclasses.fields(kind)]


def _reader(hint: Any) -> Any:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        inner = _reader(arguments[0])
        return lambda value: tuple(inner(each) for each in value)
    kind = next((each for each in arguments if each is not type(None)), hint) if arguments else hint
    if kind is Decimal:
        return lambda value: None if value is None else Decimal(value)
    if kind is date:
        return lambda value: None if value is None else date.fromisoformat(value)
    if dataclasses.is_dataclass(kind):
        return lambda value: None if value is None else _read(kind, value)
    return lambda value: value


def _read(kind: Any, value: Mapping[str, Any]) -> Any:
    return kind(**{name: reader(value[key]) for name, key, reader in _readers(kind) if key in value})


#: Terms that schedules do not depend on, and that the engine checks where it evaluates a loan.
SERVICED = ("allocation", "delinquency", "prepayment", "settlement", "late_charges", "late_charge_limit")
# Texts of 64-bit amounts are exact in any context of 20 digits or more.
_native.configure(
    Row, date.fromordinal, Context(prec=40, traps=[]).create_decimal,
    tuple(field.name for field in dataclasses.fields(Row)))


def schedule(terms: Terms) -> Schedule:
    """The schedule of a loan, before anything happens to it.

    >>> plan = schedule(Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH"))
    >>> plan.installment_amount, plan.items[0].interest_due, plan.items[-1].due_date
    (Decimal('4727.98'), Decimal('1000.00'), datetime.date(2027, 3, 11))

    :raises LoanEngineError: for terms without meaning
    """
    own = packed(terms) if all(getattr(terms, name) is None for name in SERVICED) else None
    if own is not None:
        try:
            installment, items, *totals = _native.schedule(*own, 1)
            return Schedule(installment, items, Amounts(*totals))
        except LoanEngineError:
            pass  # the same in the words of the case
    return Loan(terms).statement(_day(terms.disbursed_at)).schedule


def schedule_minor(
    terms: Terms, principal: int = 0, disbursed_at: Day | None = None
) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The same in whole minor units and days since 1970-01-01, for those who count microseconds: the level
    payment (0 for none), and for each row (sequence, start, due, principal, interest, fee, balance after).

    :param principal: in minor units, in place of the terms'; 0 leaves it
    :param disbursed_at: in place of the terms'
    :raises LoanEngineError: for terms without meaning

    >>> terms = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> schedule_minor(terms)[0], schedule_minor(terms, principal=1000000)[0]
    (472798, 94560)
    """
    own = packed(terms)
    if own is None:
        evaluate(case_of(terms))
        raise LoanEngineError("INVALID_TERMS", "terms", "these terms have no form in minor units: use schedule()")
    if disbursed_at is None:
        return _native.schedule(*own, 0, principal)  # type: ignore[no-any-return]
    return _native.schedule(*own, 0, principal, days(disbursed_at))  # type: ignore[no-any-return]


def _day(day: Day) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


@dataclass(frozen=True)
class Loan:
    """A loan: its terms and what has happened, in the order written. Each event gives a new loan.

    >>> loan = Loan(Terms("USD", "1200", Rate("24"), "2026-01-15", term_count=3, term_unit="MONTH",
    ...                   amortization="EQUAL_PRINCIPAL"))
    >>> stand = loan.repay("424.00", on="2026-02-15").statement("2026-03-20")
    >>> stand.outstanding.total, stand.arrears.days_past_due
    (Decimal('824.00'), 5)
    """

    terms: Terms
    events: tuple[Mapping[str, Any], ...] = ()
    #: The status before the first event; ACTIVE is disbursed on the day of the terms.
    status: str = "ACTIVE"

    def event(self, type: str, on: Day, **fields: Any) -> Loan:
        """Writes an event by its type and the fields of docs/case-format.md, section 3, in snake_case."""
        own = {"type": type, "date": to_json(on)}
        for name, value in fields.items():
            if value is None:
                continue
            value = to_json(value)
            if name == "amount" and isinstance(value, int):
                value = str(value)
            own[camel(name)] = value
        return dataclasses.replace(self, events=(*self.events, own))

    def repay(self, amount: Money, on: Day, **fields: Any) -> Loan:
        """The borrower pays."""
        return self.event("REPAYMENT", on, amount=amount, **fields)

    def reverse(self, of: int, on: Day, **fields: Any) -> Loan:
        """An event, by its number from 1, is undone."""
        return self.event("REVERSAL", on, of=of, **fields)

    def charge(self, component: str, amount: Money, on: Day, **fields: Any) -> Loan:
        """A FEE or PENALTY falls due."""
        return self.event("CHARGE", on, component=component, amount=amount, **fields)

    def waive(self, component: str, amount: Money, on: Day, **fields: Any) -> Loan:
        """The lender lets go of what is unpaid of a component."""
        return self.event("WAIVER", on, component=component, amount=amount, **fields)

    def draw_down(self, amount: Money, on: Day, **fields: Any) -> Loan:
        """More money is paid out."""
        return self.event("DRAWDOWN", on, amount=amount, **fields)

    def change_rate(self, rate: Rate, on: Day, **fields: Any) -> Loan:
        """Another rate counts from the day on; ``keep`` TERM or INSTALLMENT."""
        return self.event("RATE_CHANGE", on, rate=rate, **fields)

    def reschedule(self, terms: Mapping[str, Any], on: Day, **fields: Any) -> Loan:
        """Another plan for what is left: the terms that change, as the case format writes them."""
        return self.event("RESCHEDULE", on, terms=dict(terms), **fields)

    def pause_interest(self, on: Day, until: Day, **fields: Any) -> Loan:
        """No interest accrues for a while."""
        return self.event("INTEREST_PAUSE", on, until=until, **fields)

    def settle(self, amount: Money, on: Day, **fields: Any) -> Loan:
        """The borrower pays the settlement figure, and owes nothing more."""
        return self.event("SETTLEMENT", on, amount=amount, **fields)

    def refund(self, amount: Money, on: Day, **fields: Any) -> Loan:
        """What was overpaid goes back."""
        return self.event("REFUND", on, amount=amount, **fields)

    def write_off(self, on: Day, **fields: Any) -> Loan:
        """The lender gives up what is unpaid."""
        return self.event("WRITE_OFF", on, **fields)

    def recover(self, amount: Money, on: Day, **fields: Any) -> Loan:
        """Money comes in after a write-off."""
        return self.event("RECOVERY", on, amount=amount, **fields)

    def step(self, type: str, on: Day, role: str | None = None) -> Loan:
        """A step of the application: SUBMIT, APPROVE, REJECT, REVISE, CANCEL, DISBURSE."""
        return self.event(type, on, role=role)

    def case(self, as_of: Day | None = None) -> dict[str, Any]:
        """The loan as a case, ``loan-case/1``."""
        own: dict[str, Any] = {
            "format": "loan-case/1", "terms": self.terms.to_json(), "status": self.status,
            "events": list(self.events)}
        if as_of is not None:
            own["asOf"] = to_json(as_of)
        return own

    def statement(self, as_of: Day | None = None) -> Statement:
        """How the loan stands as of a day; by default that of the last event.

        :raises LoanEngineError: for terms without meaning, or an event that is refused
        """
        result = evaluate(self.case(as_of))
        own: Statement = _read(Statement, result)
        return dataclasses.replace(own, json=result)
