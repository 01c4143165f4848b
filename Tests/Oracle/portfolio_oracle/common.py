"""Section 0: errors, JSON read exactly, form, exact text, ratios."""

import json
import os
import re
import sys
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from loan_oracle.dates import format_date, parse_date  # noqa: E402
from loan_oracle.quantities import (  # noqa: E402
    CURRENCY_EXPONENT, INT64_MAX, LoanError, ROUNDING_MODES, format_amount, round_exact)

sys.setrecursionlimit(20000)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class DocumentError(Exception):
    """`position` is there where the fault lies in an expression; path None is not compared."""

    def __init__(self, code, path, message="", position=None):
        super().__init__(code, path, message, position)
        self.code, self.path, self.message, self.position = code, path, message, position

    def object(self):
        result = {"code": self.code, "path": self.path, "message": self.message}
        if self.position is not None:
            result["position"] = self.position
        return {"error": result}


class Number:
    """A JSON number as it was written."""

    def __init__(self, text):
        self.text = text

    def is_whole(self):
        return re.fullmatch(r"-?[0-9]+", self.text) is not None

    def __eq__(self, other):
        return isinstance(other, Number) and self.text == other.text

    def __repr__(self):
        return "Number(%r)" % self.text


class Duplicate(Exception):
    pass


def object_from_pairs(pairs):
    result = {}
    for key, value in pairs:
        if key in result:
            raise Duplicate(key)
        result[key] = value
    return result


def refuse(name):
    raise ValueError(name)


def walk_texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from walk_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from walk_texts(each)


def read_json(text):
    try:
        value = json.loads(text, object_pairs_hook=object_from_pairs, parse_int=Number,
                           parse_float=Number, parse_constant=refuse)
        for each in walk_texts(value):
            each.encode("utf-8")  # an escaped surrogate alone is no text
    except (ValueError, RecursionError, Duplicate) as problem:
        raise DocumentError("MALFORMED_INPUT", None, "not JSON: %s" % problem)
    return value


def join(path, name):
    return path + "." + name if path else name


def malformed(path, message=""):
    return DocumentError("MALFORMED_INPUT", path or "$", message)


# Shapes: STRING, COUNT (whole number), FLAG, ANY, [shape], {name: (shape, required)}, (shape, shape).
STRING, COUNT, FLAG, ANY, OBJECT = "string", "whole number", "flag", "any", "object"


def need(shape):
    return (shape, True, False)


def may(shape):
    return (shape, False, False)


def may_null(shape):
    return (shape, False, True)


CURRENCY = ("either", STRING, {"code": need(STRING), "exponent": need(COUNT)})


def check_numbers(value, path):
    if isinstance(value, Number) and re.search("[eE]", value.text):
        raise malformed(path, "an exponent")
    if isinstance(value, dict):
        for name, each in value.items():
            check_numbers(each, join(path, name))
    if isinstance(value, list):
        for index, each in enumerate(value):
            check_numbers(each, "%s[%d]" % (path, index))


def check(value, shape, path=""):
    if isinstance(shape, tuple) and shape[0] == "either":
        check(value, shape[1] if isinstance(value, str) else shape[2], path)
    elif shape is ANY:
        check_numbers(value, path)
    elif shape is OBJECT:
        if not isinstance(value, dict):
            raise malformed(path, "an object")
        check_numbers(value, path)
    elif shape is STRING:
        if not isinstance(value, str):
            raise malformed(path, "a string")
    elif shape is COUNT:
        if not isinstance(value, Number) or not value.is_whole() or abs(int(value.text)) > INT64_MAX:
            raise malformed(path, "a whole number")
    elif shape is FLAG:
        if not isinstance(value, bool):
            raise malformed(path, "true or false")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise malformed(path, "an array")
        for index, each in enumerate(value):
            check(each, shape[0], "%s[%d]" % (path, index))
    else:
        if not isinstance(value, dict):
            raise malformed(path, "an object")
        for name, each in value.items():
            if name not in shape:
                raise malformed(join(path, name), "unknown")
            if each is None and shape[name][2]:
                continue
            check(each, shape[name][0], join(path, name))
        for name, (_, required, _) in shape.items():
            if required and name not in value:
                raise malformed(join(path, name), "missing")


def without_nulls(value):
    return {name: each for name, each in value.items() if each is not None}


# ------------------------------------------------------------------------------------------------

def parse_currency(value, path, code):
    """(code, exponent)"""
    if isinstance(value, str):
        if value not in CURRENCY_EXPONENT:
            raise DocumentError(code, path, "no currency")
        return value, CURRENCY_EXPONENT[value]
    exponent = int(value["exponent"].text)
    if not re.fullmatch("[A-Z]{3}", value["code"]):
        raise DocumentError(code, path + ".code", "no code")
    if not 0 <= exponent <= 6:
        raise DocumentError(code, path + ".exponent", "0 to 6")
    return value["code"], exponent


def parse_amount(text, exponent, path, code):
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise DocumentError(code, path, "no amount")
    whole, _, digits = text.lstrip("-").partition(".")
    if len(digits) > exponent:
        raise DocumentError(code, path, "too many digits")
    minor = int(whole + digits.ljust(exponent, "0")) * (-1 if text[0] == "-" else 1)
    if not -(2**63) <= minor <= INT64_MAX:
        raise DocumentError("AMOUNT_OUT_OF_RANGE", path, "64 bits")
    return minor


def parse_rational(text, path, code):
    """A decimal or ratio."""
    if len(text) <= 256:
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
            return Fraction(text)
        if re.fullmatch(r"-?[0-9]+/[0-9]+", text) and int(text.split("/")[1]) > 0:
            return Fraction(text)
    raise DocumentError(code, path, "a decimal or ratio")


def parse_day(text, path, code):
    try:
        return parse_date(text, path, code)
    except LoanError as error:
        raise DocumentError(error.code, path, error.message)


def one_of(value, allowed, path, code):
    if value not in allowed:
        raise DocumentError(code, path, "allowed: " + ", ".join(allowed))
    return value


def whole(value, low, high, path, code):
    number = int(value.text)
    if not low <= number <= high:
        raise DocumentError(code, path, "%d to %d" % (low, high))
    return number


def fixed(value, digits, mode="HALF_UP"):
    """`value` rounded once, with exactly `digits` digits."""
    scaled = round_exact(Fraction(value) * 10**digits, 1, mode)
    return format_amount(scaled, digits)


def exact_text(value):
    value = Fraction(value)
    denominator, digits = value.denominator, 0
    while digits <= 18:
        if 10**digits % denominator == 0:
            return format_amount(int(value * 10**digits), digits)
        digits += 1
    return "%d/%d" % (value.numerator, value.denominator)


def ratio_text(value):
    return str(value.numerator) if value.denominator == 1 else "%d/%d" % (value.numerator, value.denominator)


def ratio(numerator, denominator, shown, digits, mode):
    """`shown` makes the text of one side, or is a pair for the two."""
    left, right = shown if isinstance(shown, tuple) else (shown, shown)
    value = Fraction(numerator, denominator) if denominator else None
    return {"numerator": left(numerator), "denominator": right(denominator),
            "ratio": None if value is None else ratio_text(value),
            "percent": None if value is None else fixed(value * 100, digits, mode)}


__all__ = [
    "ANY", "COUNT", "CURRENCY", "DocumentError", "FLAG", "Fraction", "INT64_MAX", "Number", "OBJECT",
    "ROUNDING_MODES", "STRING", "check", "check_numbers", "exact_text", "fixed", "format_amount",
    "format_date", "join", "malformed", "may", "may_null", "need", "one_of", "parse_amount",
    "parse_currency", "parse_day", "parse_rational", "ratio", "ratio_text", "read_json", "round_exact",
    "whole", "without_nulls"]
