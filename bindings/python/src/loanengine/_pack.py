"""Terms as the C interface has them: bytes of le_terms, and parts beside them. Layouts are from _words; texts are
read, and rules applied, by the library alone."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from . import _native
from ._layout import NUMBERS as LIMITS
from ._layout import WORDS as NUMBERS
from ._layout import layout, size
from .documents import evaluate
from .errors import LoanEngineError
from .terms import Share, Terms, fields_to_json

Packed = tuple[bytes, bytes]
EPOCH = date(1970, 1, 1).toordinal()
STRUCTS = {name: (size(name), layout(name)) for name in (
    "le_terms", "le_upfront_fee", "le_late_charge", "le_event", "le_payment", "le_posting")}
for _name, (_size, _) in STRUCTS.items():
    if _native.size_of(_name) != _size:
        raise ImportError(f"{_name} has {_native.size_of(_name)} bytes in the library, {_size} here")


def text_of_amount(value: Any) -> str:
    """A plain decimal. Floats are refused: 0.1 is none."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (int, str)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"an amount is a Decimal, an int or a text, not {type(value).__name__}: {value!r}")


def count_of(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"a count is an int, not {type(value).__name__}: {value!r}")
    return int(value)


def word_of(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text is expected, not {type(value).__name__}: {value!r}")
    return str(value)


def days(value: Any) -> int:
    """Days since 1970-01-01."""
    if isinstance(value, datetime) or not isinstance(value, (date, str)):
        raise TypeError(f"a date or a text is expected, not {value!r}")
    own = value if isinstance(value, date) else date.fromisoformat(value)
    if isinstance(value, str) and own.isoformat() != value:
        raise ValueError(f"{value!r} is not written as YYYY-MM-DD")
    return own.toordinal() - EPOCH


class Struct:
    """A struct of data that is being filled."""

    def __init__(self, name: str) -> None:
        size, self.layout = STRUCTS[name]
        self.bytes = bytearray(size)

    def put(self, path: str, *values: int) -> None:
        at, form, _, _ = self.layout[path]
        struct.pack_into(f"={len(values)}{form}", self.bytes, at, *values)

    def word(self, path: str, value: Any) -> None:
        self.put(path, NUMBERS[self.layout[path][3]][word_of(value)])

    def ratio(self, path: str, value: Any) -> None:
        numerator, denominator = _native.rate(text_of_amount(value))
        self.put(path + ".numerator", numerator)
        self.put(path + ".denominator", denominator)

    def share(self, path: str, value: Any, exponent: int) -> None:
        if (value.amount is None) == (value.percent is None):
            raise ValueError("an amount or a percentage is expected")
        if isinstance(value, Share) and value.of is not None and path != "late_charge_limit":
            raise ValueError("of")
        if value.amount is not None:
            self.put(path + ".amount", _native.amount(text_of_amount(value.amount), exponent))
        else:
            self.ratio(path + ".percent", value.percent)


class Parts:
    """The buffer beside terms; byte 0 is no place."""

    def __init__(self) -> None:
        self.bytes = bytearray(8)

    def add(self, own: Struct, path: str, elements: bytes, count: int) -> None:
        if count:
            own.put(path + ".at", len(self.bytes))
            own.put(path + ".count", count)
            self.bytes += elements + bytes(-len(elements) % 8)

    def days(self, own: Struct, path: str, values: Sequence[Any]) -> None:
        self.add(own, path, struct.pack(f"={len(values)}i", *map(days, values)), len(values))


# Fields of a number each, by the terms' path and the struct's: counts, dates, amounts and words.
COUNTS = {"term_count": "term_count", "term_every": "term_every", "grace.principal": "grace_principal",
          "grace.interest_free": "grace_interest_free", "grace.capitalized": "grace_capitalized",
          "grace.deferred": "grace_deferred", "delinquency.grace_days": "grace_days"}
DATES = {"disbursed_at": "disbursed_at", "first_due_date": "first_due_date"}
AMOUNTS = {"principal_amount": "principal", "installment_amount": "installment_amount", "balloon_amount": "balloon",
           "installment_fee": "installment_fee", "rounding.interest_unit": "interest_unit",
           "rounding.installment_unit": "installment_unit", "delinquency.tolerance": "tolerance"}
WORDS = {"rate.per": "rate_per", "interest_method": "interest_method", "amortization": "amortization",
         "accrual": "accrual", "term_unit": "term_unit", "day_count": "day_count", "first_period": "first_period",
         "leveling": "leveling", "rounding.interest_mode": "interest_mode",
         "rounding.installment_mode": "installment_mode", "flat_interest": "flat_interest", "residual": "residual",
         "non_working_days.rule": "non_working_rule", "allocation.across": "allocation.across",
         "allocation.advance": "allocation.advance", "prepayment.effect": "prepayment_effect",
         "prepayment.interest": "prepayment_interest", "settlement.interest": "settlement_interest",
         "delinquency.days_from": "days_from"}
#: Where zero stands for none in C, and is refused in a case.
NOT_ZERO = {"installment_amount", "rounding.interest_unit", "rounding.installment_unit", "term_every"}
SINGLE = [(path.split("."), kind, target) for kind, table in
          (("count", COUNTS), ("date", DATES), ("amount", AMOUNTS), ("word", WORDS)) for path, target in table.items()]


def exponent_of(terms: Terms) -> int:
    """Digits of the terms' minor unit."""
    if isinstance(terms.currency, str):
        return _native.exponent(terms.currency)
    return count_of(terms.currency["exponent"])


def order(values: Sequence[Any]) -> list[int]:
    numbers = [NUMBERS["le_component"][word_of(value)] for value in values]
    if sorted(numbers) != sorted(NUMBERS["le_component"].values()):
        raise ValueError("each component once is expected")
    return numbers


def pack(terms: Terms, parts: Parts) -> bytes:
    """Bytes of le_terms. Raises something where a value is not as C wants it: the case says what is wrong."""
    exponent = exponent_of(terms)
    if terms.due_dates is None and (terms.term_count is None or terms.term_unit is None):
        raise ValueError("a count and unit, or dates, are expected")
    own = Struct("le_terms")
    own.put("struct_size", len(own.bytes))
    own.put("currency_exponent", exponent)
    own.put("first_due_date", LIMITS["LE_DATE_NONE"])
    if terms.rounding is not None and terms.rounding.mode is not None:
        own.word("interest_mode", terms.rounding.mode)
        own.word("installment_mode", terms.rounding.mode)
    for path, kind, target in SINGLE:
        value = getattr(terms, path[0])
        if value is None:
            continue
        if len(path) == 2:
            value = getattr(value, path[1])
            if value is None:
                continue
        if kind == "word":
            own.word(target, value)
            continue
        number = (count_of(value) if kind == "count" else days(value) if kind == "date"
                  else _native.amount(text_of_amount(value), exponent))
        if number == 0 and ".".join(path) in NOT_ZERO:
            raise ValueError(f"{target}: zero")
        own.put(target, number)
    rate = text_of_amount(terms.rate.percent)
    try:
        own.ratio("rate", rate)
    except LoanEngineError as error:
        if error.code != "AMOUNT_OUT_OF_RANGE":
            raise
        parts.add(own, "rate_text", rate.encode(), len(rate.encode()))
    lists(terms, own, parts, exponent)
    return bytes(own.bytes)


def lists(terms: Terms, own: Struct, parts: Parts, exponent: int) -> None:
    """What is not a number each."""
    if terms.due_days is not None:
        if not 1 <= len(terms.due_days) <= 4 or 0 in terms.due_days:
            raise ValueError("due_days")
        own.put("due_days", *terms.due_days)
    if terms.due_dates is not None:
        if not terms.due_dates or terms.term_count is not None:
            raise ValueError("due_dates")
        parts.days(own, "due_dates", terms.due_dates)
    if terms.non_working_days is not None:
        names = {word_of(each) for each in terms.non_working_days.weekdays or ()}
        own.put("non_working_weekdays", sum(NUMBERS["le_weekdays"][each] for each in names))
        parts.days(own, "holidays", terms.non_working_days.holidays or ())
    if terms.allocation is not None:
        policy = terms.allocation
        for path, values in (("past_due", policy.past_due), ("due", policy.due), ("in_advance", policy.in_advance)):
            given = values if values is not None else policy.order
            if given is not None:
                own.put("allocation." + path, *order(given))
    if terms.down_payment is not None:
        own.share("down_payment", terms.down_payment, exponent)
    if terms.settlement is not None:
        if terms.settlement.fee is not None:
            own.share("settlement_fee", terms.settlement.fee, exponent)
        if terms.settlement.retained is not None:
            own.ratio("settlement_retained", terms.settlement.retained)
    if terms.delinquency is not None and terms.delinquency.buckets is not None:
        starts = [count_of(each.from_day) for each in terms.delinquency.buckets]
        if not starts:
            raise ValueError("buckets")
        parts.add(own, "bucket_from_days", struct.pack(f"={len(starts)}i", *starts), len(starts))
    if terms.late_charge_limit is not None:
        limit = terms.late_charge_limit
        # The struct has no place for what the percentage is of: it is the principal.
        if limit.of != (None if limit.percent is None else "PRINCIPAL"):
            raise ValueError("late_charge_limit.of")
        own.share("late_charge_limit", limit, exponent)
        if limit.amount is not None and _native.amount(text_of_amount(limit.amount), exponent) == 0:
            own.ratio("late_charge_limit.percent", 0)
    fees = []
    for fee in terms.upfront_fees or ():
        each = Struct("le_upfront_fee")
        each.share("fee", fee, exponent)
        each.word("collect", fee.collect)
        fees.append(bytes(each.bytes))
    parts.add(own, "upfront_fees", b"".join(fees), len(fees))
    charges = [late_charge(each, exponent) for each in terms.late_charges or ()]
    parts.add(own, "late_charges", b"".join(charges), len(charges))


def late_charge(rule: Any, exponent: int) -> bytes:
    own = Struct("le_late_charge")
    if (rule.of is None) != (rule.percent is None and rule.rate is None):
        raise ValueError("of")  # whose zero is a word in C, not none
    if rule.rate is not None:
        if rule.amount is not None or rule.percent is not None or rule.every is not None:
            raise ValueError("rate beside others")
        own.word("kind", "DAILY")
        own.ratio("charge.percent", rule.rate.percent)
        own.word("rate_per", rule.rate.per)
    else:
        own.share("charge", rule, exponent)
    for path, value in (("of", rule.of), ("component", rule.component), ("counts_from", rule.from_)):
        if value is not None:
            own.word(path, value)
    if rule.every is not None:
        own.put("every", count_of(rule.every.count))
        own.word("every_unit", rule.every.unit)
    for path, value in (("after_days", rule.after_days), ("times", rule.times), ("year_days", rule.year_days)):
        if value is not None:
            if value == 0 and path != "after_days":
                raise ValueError(path)  # zero stands for none in C
            own.put(path, count_of(value))
    return bytes(own.bytes)


NOT_PACKED = (LoanEngineError, ValueError, KeyError, TypeError, AttributeError, struct.error, OverflowError)


def packed(terms: Terms) -> Packed | None:
    """The bytes of terms and their parts, made once; None where C cannot say them."""
    known: Any = terms.__dict__.get("_packed", ())
    if known == ():
        parts = Parts()
        try:
            known = pack(terms, parts), bytes(parts.bytes) if len(parts.bytes) > 8 else b""
        except NOT_PACKED:
            known = None
        object.__setattr__(terms, "_packed", known)
    return known  # type: ignore[no-any-return]


def case_of(terms: Terms) -> dict[str, Any]:
    return {"format": "loan-case/1", "terms": fields_to_json(terms)}


def products(terms: Sequence[Terms]) -> Packed:
    """Many terms with one buffer for their parts."""
    parts, all_ = Parts(), []
    for each in terms:
        try:
            all_.append(pack(each, parts))
        except NOT_PACKED:
            evaluate(case_of(each))  # says what is wrong
            raise
    return b"".join(all_), bytes(parts.bytes) if len(parts.bytes) > 8 else b""
