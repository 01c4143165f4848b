"""Terms as the C struct, and the quick door to one schedule. Texts are read by the library, not here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from . import _native
from ._layout import CODES, NUMBERS, WORDS, packed, size
from .errors import LoanEngineError
from .terms import Terms, to_json

LIBRARY = ctypes.CDLL(str(resources.files(__package__).joinpath("libloanengine.so.1")))
EPOCH = date(1970, 1, 1).toordinal()


def _read(function: str, path: str, text: Any, *more: int) -> int | tuple[int, int]:
    """What the library makes of a text."""
    own = str(to_json(text)).encode("utf-8", "surrogatepass")
    results = [ctypes.c_int64() for _ in range(2 if function == "le_rate_parse" else 1)]
    arguments = [ctypes.c_char_p(own), ctypes.c_size_t(len(own)), *map(ctypes.c_int32, more), *map(ctypes.byref, results)]
    code = getattr(LIBRARY, function)(*arguments)
    if code != 0:
        raise LoanEngineError(CODES[code], "terms." + path, f"{own.decode(errors='replace')!r} is not allowed here")
    return results[0].value if len(results) == 1 else (results[0].value, results[1].value)


def exponent_of(currency: Any) -> int:
    """Digits of the minor unit."""
    if isinstance(currency, dict):
        return int(currency["exponent"])
    own, result = str(currency).encode(), ctypes.c_int32()
    if LIBRARY.le_currency_exponent(own, ctypes.c_size_t(len(own)), ctypes.byref(result)) != 0:
        raise LoanEngineError("INVALID_TERMS", "terms.currency", f"{currency!r}; allowed: an ISO 4217 code, or an object")
    return result.value


def day_of(value: Any) -> int:
    """Days since 1970-01-01."""
    return (value if isinstance(value, date) else date.fromisoformat(value)).toordinal() - EPOCH


#: Where fields of the terms stand in le_terms: the struct's path, and of words the set.
FIELDS: dict[str, tuple[str, str]] = {
    "rate.per": ("rate_per", "le_rate_per"),
    "interest_method": ("interest_method", "le_interest_method"),
    "amortization": ("amortization", "le_amortization"),
    "accrual": ("accrual", "le_accrual"),
    "term_count": ("term_count", "count"),
    "term_unit": ("term_unit", "le_unit"),
    "term_every": ("term_every", "count"),
    "day_count": ("day_count", "le_day_count"),
    "disbursed_at": ("disbursed_at", "day"),
    "first_due_date": ("first_due_date", "day"),
    "first_period": ("first_period", "le_first_period"),
    "leveling": ("leveling", "le_leveling"),
    "rounding.interest_mode": ("interest_mode", "le_mode"),
    "rounding.installment_mode": ("installment_mode", "le_mode"),
    "rounding.interest_unit": ("interest_unit", "money"),
    "rounding.installment_unit": ("installment_unit", "money"),
    "flat_interest": ("flat_interest", "le_flat_interest"),
    "residual": ("residual", "le_residual"),
    "grace.principal": ("grace_principal", "count"),
    "grace.interest_free": ("grace_interest_free", "count"),
    "grace.capitalized": ("grace_capitalized", "count"),
    "grace.deferred": ("grace_deferred", "count"),
    "balloon_amount": ("balloon", "money"),
    "installment_fee": ("installment_fee", "money"),
    "installment_amount": ("installment_amount", "money"),
    "principal_amount": ("principal", "money"),
    "allocation.across": ("allocation.across", "le_across"),
    "allocation.advance": ("allocation.advance", "le_advance"),
    "prepayment.effect": ("prepayment_effect", "le_prepayment_effect"),
    "prepayment.interest": ("prepayment_interest", "le_prepayment_interest"),
    "settlement.interest": ("settlement_interest", "le_settlement_interest"),
    "delinquency.grace_days": ("grace_days", "count"),
    "delinquency.days_from": ("days_from", "le_days_from"),
    "delinquency.tolerance": ("tolerance", "money"),
}
OTHERS = {
    "currency", "rate", "rounding", "grace", "allocation", "prepayment", "settlement", "delinquency"
}
READ = {"rate": {"percent", "per"}, "rounding": {"mode"}}


def _values(terms: Terms) -> dict[str, Any]:
    values = {}
    for name, own in vars(terms).items():
        if own is None or name == "currency":
            continue
        if name not in OTHERS:
            values[name] = own
            continue
        for part, value in vars(own).items():
            if value is not None:
                values[f"{name}.{part}"] = value
    return values


def _pack(terms: Terms) -> bytes:
    exponent = exponent_of(terms.currency)
    fields = {"struct_size": size("le_terms"), "currency_exponent": exponent, "first_due_date": NUMBERS["LE_DATE_NONE"]}
    values = _values(terms)
    mode = values.pop("rounding.mode", None)
    if mode is not None:
        values.setdefault("rounding.interest_mode", mode)
        values.setdefault("rounding.installment_mode", mode)
    rate = _read("le_rate_parse", "rate.percent", values.pop("rate.percent"))
    fields["rate.numerator"], fields["rate.denominator"] = rate  # type: ignore[misc]
    readers: dict[str, Callable[[str, Any], int]] = {
        "count": lambda _, value: int(value),
        "day": lambda _, value: day_of(value),
        "money": lambda name, value: _read("le_amount_parse", name, value, exponent),  # type: ignore[return-value,dict-item]
    }
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"{name} is a list, or is not of the quick terms: use schedule() or Loan")
        path, kind = FIELDS[name]
        if kind in readers:
            fields[path] = readers[kind](name, value)
        elif value in WORDS[kind]:
            fields[path] = WORDS[kind][value]
        else:
            raise LoanEngineError(
                "INVALID_TERMS", "terms." + name, f"{value!r} is not allowed here; allowed: {', '.join(WORDS[kind])}")
    return bytes(packed("le_terms", fields))


_packed_once = lru_cache(maxsize=4096)(_pack)


def pack(terms: Terms) -> bytes:
    """le_terms of terms without lists."""
    try:
        return _packed_once(terms)
    except TypeError as error:
        if "unhashable" not in str(error):
            raise
        return _pack(terms)


def schedule(terms: Terms) -> tuple[int, tuple[tuple[int, ...], ...]]:
    return _native.schedule(pack(terms))
