#!/usr/bin/env python3
"""An exact reference for the loan engine's results, kept plain on purpose.

    python3 loan_oracle.py < cases.jsonl > results.jsonl

One `loan-case/1` object a line in, one `loan-result/1` object a line out. The order of this file is
the order of the contract: quantities, terms, due dates, fractions, schedule, repayments, overdue
classification, status, the case format. Every number is an int or a `fractions.Fraction`; nothing is
ever a float. A comment that starts with "Choice:" marks a point on which the contract is silent.
"""

import json
import re
import sys
from fractions import Fraction

sys.setrecursionlimit(10000)


class LoanError(Exception):
    """An error of the contract: its code, the path of the field it names, and what is wrong."""

    def __init__(self, code, path, message):
        super().__init__(message)
        self.code, self.path, self.message = code, path, message


# ------------------------------------------------------------------------------------------------
# 1. Quantities
# ------------------------------------------------------------------------------------------------

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1

# ISO 4217, list one, amendment 177: the codes with a minor unit.
EXPONENTS = {0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
             2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP "
                "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR "
                "FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR "
                "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
                "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR "
                "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH "
                "USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
             3: "BHD IQD JOD KWD LYD OMR TND",
             4: "CLF UYW"}
CURRENCY_EXPONENT = {code: exponent for exponent, codes in EXPONENTS.items() for code in codes.split()}

ROUNDING_MODES = ("HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR")


def in_range(minor, path):
    """`minor`, or AMOUNT_OUT_OF_RANGE where it is not a 64-bit number."""
    if not INT64_MIN <= minor <= INT64_MAX:
        raise LoanError("AMOUNT_OUT_OF_RANGE", path, "the amount does not fit in 64 bits")
    return minor


def parse_amount(text, exponent, path, code):
    """Decimal text to minor units. `code` is the code of text that is no amount at all."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise LoanError(code, path, "not a plain decimal amount")
    whole, _, digits = text.lstrip("-").partition(".")
    if len(digits) > exponent:
        raise LoanError(code, path, "at most %d digits after the point" % exponent)
    minor = int(whole + digits.ljust(exponent, "0")) * (-1 if text.startswith("-") else 1)
    return in_range(minor, path)


def format_amount(minor, exponent):
    sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(exponent + 1, "0")
    if exponent == 0:
        return sign + digits
    return sign + digits[:-exponent] + "." + digits[-exponent:]


def parse_percent(text, path):
    """Percent as decimal or ratio text to the exact rate."""
    if len(text) > PERCENT_LIMIT:
        raise LoanError("INVALID_TERMS", path, "at most %d characters" % PERCENT_LIMIT)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        percent = Fraction(text)
    elif re.fullmatch(r"-?[0-9]+/[0-9]+", text) and int(text.split("/")[1]) > 0:
        percent = Fraction(text)
    else:
        raise LoanError("INVALID_TERMS", path, "a decimal as 2.5 or a ratio as 100/3")
    return percent / 100


def round_ratio(numerator, denominator, unit, mode):
    """numerator/denominator (denominator > 0) to the nearest multiple of `unit`, as `mode` says."""
    denominator *= unit
    negative = numerator < 0
    quotient, remainder = divmod(abs(numerator), denominator)  # toward zero
    twice = 2 * remainder
    if mode == "UP":
        away = remainder > 0
    elif mode == "DOWN":
        away = False
    elif mode == "CEILING":
        away = remainder > 0 and not negative
    elif mode == "FLOOR":
        away = remainder > 0 and negative
    elif mode == "HALF_UP":
        away = twice >= denominator
    elif mode == "HALF_DOWN":
        away = twice > denominator
    else:  # HALF_EVEN
        away = twice > denominator or (twice == denominator and quotient % 2 == 1)
    quotient += 1 if away else 0
    return (-quotient if negative else quotient) * unit


def round_exact(value, unit, mode):
    return round_ratio(value.numerator, value.denominator, unit, mode)


# Dates are day numbers: 1 is 0001-01-01, proleptic Gregorian.

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def year_length(year):
    return 366 if is_leap(year) else 365


def month_length(year, month):
    return 29 if month == 2 and is_leap(year) else MONTH_DAYS[month - 1]


def days_before_year(year):
    earlier = year - 1
    return earlier * 365 + earlier // 4 - earlier // 100 + earlier // 400


DAYS_BEFORE_MONTH = [0]
for _length in MONTH_DAYS[:-1]:
    DAYS_BEFORE_MONTH.append(DAYS_BEFORE_MONTH[-1] + _length)


def to_day(year, month, day):
    leap = 1 if month > 2 and is_leap(year) else 0
    return days_before_year(year) + DAYS_BEFORE_MONTH[month - 1] + leap + day


FIRST_DAY, LAST_DAY = 1, to_day(9999, 12, 31)


def to_civil(number):
    """(year, month, day) of a day number."""
    year = max(number * 400 // 146097 - 1, 1)  # never too late; walk on from there
    while days_before_year(year + 1) < number:
        year += 1
    rest, month = number - days_before_year(year), 1
    while rest > month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return year, month, rest


def weekday(number):
    return WEEKDAYS[(number - 1) % 7]  # 0001-01-01 was a Monday


def parse_date(text, path, code):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise LoanError(code, path, "a date as 2026-03-11")
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    if year == 0:  # Choice: the right form, the wrong range
        raise LoanError("DATE_OUT_OF_RANGE", path, "years 0001 to 9999")
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise LoanError(code, path, "no such day")
    return to_day(year, month, day)


def format_date(number):
    return "%04d-%02d-%02d" % to_civil(number)


# ------------------------------------------------------------------------------------------------
# 7 (first part). The form of the input: JSON types, missing and unknown fields
# ------------------------------------------------------------------------------------------------

class JsonObject(dict):
    """A JSON object that remembers a key written twice."""
    duplicate = None


def object_from_pairs(pairs):
    result = JsonObject()
    for key, value in pairs:
        if key in result and result.duplicate is None:
            result.duplicate = key
        result[key] = value
    return result


def refuse_constant(name):
    raise ValueError(name + " is not JSON")


STRING, INTEGER, OBJECT = "string", "integer", "object"
WRITTEN_TWICE = "written twice"


def required(shape):
    return (shape, True)


def optional(shape):
    return (shape, False)


CURRENCY_SHAPE = {"code": required(STRING), "exponent": required(INTEGER)}
TERMS_SHAPE = {
    "currency": required((STRING, CURRENCY_SHAPE)),
    "principalAmount": required(STRING),
    "rate": required({"percent": required(STRING), "per": required(STRING)}),
    "interestMethod": optional(STRING),
    "amortization": optional(STRING),
    "termCount": required(INTEGER),
    "termUnit": required(STRING),
    "termEvery": optional(INTEGER),
    "disbursedAt": required(STRING),
    "firstDueDate": optional(STRING),
    "dayCount": optional(STRING),
    "rounding": optional({"mode": optional(STRING),
                          "interestMode": optional(STRING), "interestUnit": optional(STRING),
                          "installmentMode": optional(STRING), "installmentUnit": optional(STRING)}),
    "leveling": optional(STRING),
    "flatInterest": optional(STRING),
    "residual": optional(STRING),
    "grace": optional({"principal": optional(INTEGER), "interestFree": optional(INTEGER),
                       "capitalized": optional(INTEGER)}),
    "balloonAmount": optional(STRING),
    "installmentFee": optional(STRING),
    "nonWorkingDays": optional({"weekdays": optional([STRING]), "holidays": optional([STRING]),
                                "rule": optional(STRING)}),
    "allocation": optional({"order": optional([STRING]), "across": optional(STRING)}),
    "delinquency": optional({"graceDays": optional(INTEGER),
                             "buckets": optional([{"name": required(STRING),
                                                   "fromDay": required(INTEGER)}])}),
}
EVENT_SHAPE = {"type": required(STRING), "date": required(STRING), "amount": optional(STRING),
               "of": optional(INTEGER), "method": optional(STRING), "reference": optional(STRING),
               "role": optional(STRING)}
CASE_SHAPE = {"format": required(STRING), "name": optional(STRING), "source": optional(STRING),
              "terms": required(TERMS_SHAPE), "status": optional(STRING),
              "events": optional([EVENT_SHAPE]), "asOf": optional(STRING), "expect": optional(OBJECT)}


def malformed(path, message):
    return LoanError("MALFORMED_INPUT", path or "$", message)


def check_shape(value, shape, path):
    if isinstance(shape, tuple):  # one of several
        string_shape, object_shape = shape
        check_shape(value, string_shape if isinstance(value, str) else object_shape, path)
    elif shape is STRING:
        if not isinstance(value, str):
            raise malformed(path, "must be a string")
    elif shape is INTEGER:
        if not isinstance(value, int) or isinstance(value, bool):
            raise malformed(path, "must be an integer")
    elif shape is OBJECT:
        if not isinstance(value, dict):
            raise malformed(path, "must be an object")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise malformed(path, "must be an array")
        for index, element in enumerate(value):
            check_shape(element, shape[0], "%s[%d]" % (path, index))
    else:
        if not isinstance(value, dict):
            raise malformed(path, "must be an object")
        prefix = path + "." if path else ""
        if getattr(value, "duplicate", None) is not None:
            raise malformed(prefix + value.duplicate, WRITTEN_TWICE)
        for key, element in value.items():
            if key not in shape:
                raise malformed(prefix + key, "unknown field")
            check_shape(element, shape[key][0], prefix + key)
        for key, (_, is_required) in shape.items():
            if is_required and key not in value:  # Choice: a missing field is a matter of form
                raise malformed(prefix + key, "required")


# ------------------------------------------------------------------------------------------------
# 2. Terms
# ------------------------------------------------------------------------------------------------

PERS = ("YEAR", "MONTH", "WEEK", "DAY", "LOAN")
DAY_COUNTS = ("EQUAL", "EQUAL/360", "EQUAL/364", "EQUAL/365", "30/360", "30E/360", "30E/360.ISDA",
              "ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/ACT.ISDA", "ACT/ACT.FINERACT")
COMPONENTS = ("PENALTY", "FEE", "INTEREST", "PRINCIPAL")
GRACES = ("principal", "interestFree", "capitalized")
# Choice: limits far beyond any loan.
DAYS_LIMIT = 3660000
PERCENT_LIMIT = 256


def invalid_terms(path, message):
    return LoanError("INVALID_TERMS", path, message)


class Terms:
    """The terms, read and checked: every value in the order of the table, then ranges in that order,
    then combinations."""

    def __init__(self, source):
        self.source = source
        self.read_values()
        self.check_ranges()
        self.check_combinations()

    # -- every value by itself: can it be read? --

    def read_values(self):
        source = self.source
        self.exponent = self.read_currency(source["currency"])
        self.principal = self.amount("principalAmount", None)
        self.rate = parse_percent(source["rate"]["percent"], "terms.rate.percent")
        self.per = self.word(source["rate"], "per", PERS, None, "terms.rate.")
        self.method = self.word(source, "interestMethod", ("DECLINING", "FLAT"), "DECLINING")
        self.amortization = self.word(
            source, "amortization", ("EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"),
            "EQUAL_INSTALLMENTS")
        self.count = self.integer(source, "termCount", None)
        self.unit = self.word(source, "termUnit", ("DAY", "WEEK", "MONTH"), None)
        self.every = self.integer(source, "termEvery", 1)
        self.disbursed = parse_date(source["disbursedAt"], "terms.disbursedAt", "INVALID_TERMS")
        self.first_due = None
        if "firstDueDate" in source:
            self.first_due = parse_date(source["firstDueDate"], "terms.firstDueDate", "INVALID_TERMS")
        self.day_count = self.word(source, "dayCount", DAY_COUNTS, "EQUAL")
        self.read_rounding(source.get("rounding", {}))
        self.leveling = self.word(source, "leveling", ("NONE", "RESPREAD"), "NONE")
        self.flat_interest = self.word(source, "flatInterest", ("TERM", "PERIOD"), "TERM")
        self.residual = self.word(source, "residual", ("LAST", "FIRST", "SPREAD"), "LAST")
        grace = source.get("grace", {})
        principal_grace, self.interest_free, self.capitalized = self.graces = [
            self.integer(grace, name, 0, "terms.grace.") for name in GRACES]
        self.grace = max(principal_grace, self.capitalized)  # a capitalized row has no principal
        self.any_grace = max(self.graces) > 0
        self.balloon = self.amount("balloonAmount", 0)
        self.fee = self.amount("installmentFee", 0)
        self.read_non_working_days(source.get("nonWorkingDays", {}))
        self.read_allocation(source.get("allocation", {}))
        self.read_delinquency(source.get("delinquency", {}))

    def amount(self, name, default):
        if name not in self.source:
            return default
        return parse_amount(self.source[name], self.exponent, "terms." + name, "INVALID_TERMS")

    @staticmethod
    def word(source, name, allowed, default, prefix="terms."):
        if name not in source:
            return default
        if source[name] not in allowed:
            raise invalid_terms(prefix + name, "one of " + ", ".join(allowed))
        return source[name]

    @staticmethod
    def integer(source, name, default, prefix="terms."):
        if name not in source:
            return default
        if not INT64_MIN <= source[name] <= INT64_MAX:
            raise invalid_terms(prefix + name, "a number of 64 bits")
        return source[name]

    @staticmethod
    def read_currency(currency):
        if isinstance(currency, str):
            if currency not in CURRENCY_EXPONENT:
                raise invalid_terms("terms.currency", "not a known currency")
            return CURRENCY_EXPONENT[currency]
        # Choice: a currency written out is taken as written, whatever the code.
        if not re.fullmatch("[A-Z]{3}", currency["code"]):
            raise invalid_terms("terms.currency.code", "three capital letters")
        if not 0 <= currency["exponent"] <= 6:
            raise invalid_terms("terms.currency.exponent", "from 0 to 6")
        return currency["exponent"]

    def read_rounding(self, rounding):
        prefix = "terms.rounding."

        def unit(name):
            if name not in rounding:
                return 1
            return parse_amount(rounding[name], self.exponent, prefix + name, "INVALID_TERMS")
        mode = self.word(rounding, "mode", ROUNDING_MODES, "HALF_EVEN", prefix)
        self.interest_mode = self.word(rounding, "interestMode", ROUNDING_MODES, mode, prefix)
        self.interest_unit = unit("interestUnit")
        self.installment_mode = self.word(rounding, "installmentMode", ROUNDING_MODES, mode, prefix)
        self.installment_unit = unit("installmentUnit")

    def read_non_working_days(self, days):
        path = "terms.nonWorkingDays"
        # Choice: `rule` defaults to FOLLOWING, the lists to empty.
        self.weekend = set()
        for index, name in enumerate(days.get("weekdays", [])):
            if name not in WEEKDAYS:
                raise invalid_terms("%s.weekdays[%d]" % (path, index), "one of " + ", ".join(WEEKDAYS))
            self.weekend.add(name)
        self.holidays = set()
        for index, text in enumerate(days.get("holidays", [])):
            self.holidays.add(parse_date(text, "%s.holidays[%d]" % (path, index), "INVALID_TERMS"))
        self.rule = self.word(days, "rule", ("FOLLOWING", "MODIFIED_FOLLOWING", "PRECEDING", "SKIP"),
                              "FOLLOWING", path + ".")

    def longest_closure(self):
        """The greatest number of non-working days on end that contains a holiday."""
        longest, reached = 0, 0
        for holiday in sorted(self.holidays):
            if holiday <= reached:
                continue
            start = end = holiday
            while not self.is_working(start - 1) and start > FIRST_DAY:
                start -= 1
            while not self.is_working(end + 1) and end < LAST_DAY:
                end += 1
            longest, reached = max(longest, end - start + 1), end
        return longest

    def is_working(self, day):
        return weekday(day) not in self.weekend and day not in self.holidays

    def read_allocation(self, allocation):
        # Choice: the default order is the one that the contract writes out.
        self.order = allocation.get("order", list(COMPONENTS))
        for index, name in enumerate(self.order):
            if name not in COMPONENTS:
                raise invalid_terms("terms.allocation.order[%d]" % index, "a component")
        for index, name in enumerate(self.order):
            if name in self.order[:index]:
                raise invalid_terms("terms.allocation.order[%d]" % index, "each component once")
        self.across = self.word(allocation, "across", ("INSTALLMENT", "COMPONENT"), "INSTALLMENT",
                                "terms.allocation.")
        if len(self.order) != 4:
            raise invalid_terms("terms.allocation.order", "all four components")

    def read_delinquency(self, delinquency):
        # Choice: an empty list of buckets is none.
        self.buckets = [
            (self.integer(bucket, "fromDay", None, "terms.delinquency.buckets[%d]." % index), bucket["name"])
            for index, bucket in enumerate(delinquency.get("buckets", []))]
        self.grace_days = self.integer(delinquency, "graceDays", 0, "terms.delinquency.")

    # -- ranges --

    def check_ranges(self):
        def require(condition, path, allowed):
            if not condition:
                raise invalid_terms("terms." + path, allowed)
        require(self.principal > 0, "principalAmount", "more than zero")
        require(self.rate >= 0, "rate.percent", "zero or more")
        require(1 <= self.count <= 3660, "termCount", "1 to 3660")
        require(1 <= self.every <= 366, "termEvery", "1 to 366")
        require(self.first_due is None or self.first_due > self.disbursed, "firstDueDate",
                "after disbursedAt")
        require(self.interest_unit > 0, "rounding.interestUnit", "more than zero")
        require(self.installment_unit > 0, "rounding.installmentUnit", "more than zero")
        for name, count in zip(GRACES, self.graces):
            require(0 <= count < self.count, "grace." + name, "less than termCount")
        require(self.balloon >= 0, "balloonAmount", "zero or more")
        require(self.fee >= 0, "installmentFee", "zero or more")
        require(0 <= self.grace_days <= DAYS_LIMIT, "delinquency.graceDays", "0 to 3660000")
        require(len(self.buckets) <= 1000, "delinquency.buckets", "at most 1000")
        last = -1
        for index, (from_day, _) in enumerate(self.buckets):
            require((from_day == 0 if index == 0 else from_day > last) and from_day <= DAYS_LIMIT,
                    "delinquency.buckets[%d].fromDay" % index, "from 0, strictly rising")
            last = from_day

    # -- combinations that have no meaning; each named at the option that does not fit --

    def check_combinations(self):
        declining_level = self.method == "DECLINING" and self.amortization == "EQUAL_INSTALLMENTS"
        if self.per == "LOAN" and (self.method != "FLAT" or self.day_count != "EQUAL"):
            raise invalid_terms("terms.rate.per", "LOAN goes with FLAT and EQUAL only")
        if self.leveling == "RESPREAD" and (not declining_level or self.balloon > 0):
            raise invalid_terms("terms.leveling", "DECLINING, EQUAL_INSTALLMENTS, no balloon")
        if self.flat_interest == "PERIOD" and (self.method != "FLAT" or self.per == "LOAN"):
            raise invalid_terms("terms.flatInterest", "FLAT, and a rate per time")
        if self.capitalized > 0 and self.method == "FLAT":
            raise invalid_terms("terms.grace.capitalized", "DECLINING only")
        # Choice: a balloon of zero is no balloon.
        if self.balloon > 0 and (not declining_level or self.balloon > self.principal):
            raise invalid_terms("terms.balloonAmount",
                                "DECLINING, EQUAL_INSTALLMENTS, not above the principal")
        if len(self.holidays) > 36600:
            raise invalid_terms("terms.nonWorkingDays.holidays", "at most 36600")
        if len(self.weekend) == 7 or self.longest_closure() >= 366:
            # Choice: "within a year" is 366 non-working days on end, anywhere.
            raise invalid_terms("terms.nonWorkingDays", "no working day within a year")
        if self.rule == "SKIP":
            if self.unit != "DAY":
                raise invalid_terms("terms.nonWorkingDays.rule", "SKIP goes with DAY only")
            if self.first_due is not None and not self.is_working(self.first_due):
                raise invalid_terms("terms.firstDueDate", "a working day under SKIP")


# ------------------------------------------------------------------------------------------------
# 2, Due dates
# ------------------------------------------------------------------------------------------------

def step_date(start, steps, unit):
    """`start` + `steps` days, weeks or months; the day number may lie outside the range."""
    if unit == "DAY":
        return start + steps
    if unit == "WEEK":
        return start + 7 * steps
    year, month, day = to_civil(start)
    months = year * 12 + (month - 1) + steps
    year, month = months // 12, months % 12 + 1
    return to_day(year, month, min(day, month_length(year, month)))


def next_working(terms, day):
    """The first working day after `day`; a day past the range where there is none in it."""
    day += 1
    while day <= LAST_DAY and not terms.is_working(day):
        day += 1
    return day


def moved_date(terms, day):
    """A due date moved by the rule; may lie outside the range."""
    if terms.is_working(day):
        return day
    following = next_working(terms, day)
    preceding = day - 1
    while preceding >= FIRST_DAY and not terms.is_working(preceding):
        preceding -= 1
    if terms.rule == "FOLLOWING":
        return following
    if terms.rule == "PRECEDING":
        return preceding
    same_month = following <= LAST_DAY and to_civil(following)[:2] == to_civil(day)[:2]
    return following if same_month else preceding


def due_dates(terms):
    """[(unmoved end of the interest period, due date)] of all `termCount` rows."""
    result, previous = [], terms.disbursed
    for row in range(terms.count):
        if terms.rule == "SKIP":
            if row == 0 and terms.first_due is not None:
                due = terms.first_due
            else:
                due = previous
                for _ in range(terms.every):
                    due = next_working(terms, due)
                    if due > LAST_DAY:
                        break
            end = due
        else:
            if terms.first_due is not None:
                end = step_date(terms.first_due, row * terms.every, terms.unit)
            else:
                end = step_date(terms.disbursed, (row + 1) * terms.every, terms.unit)
            due = end
            if end <= LAST_DAY:
                due = moved_date(terms, end)
                # Choice: due dates strictly rise, working or not; before row 1 stands disbursedAt.
                if due <= previous:
                    due = next_working(terms, previous)
        if due > LAST_DAY or end > LAST_DAY:
            raise LoanError("DATE_OUT_OF_RANGE", "schedule.items[%d].dueDate" % row,
                            "later than 9999-12-31")
        result.append((end, due))
        previous = due
    return result


# ------------------------------------------------------------------------------------------------
# 2, Fraction of an installment period
# ------------------------------------------------------------------------------------------------

PER_YEAR = {"YEAR": 1, "MONTH": 12, "WEEK": 52, "DAY": 365}

# EQUAL: how many of the rate's own unit one term unit is.
EQUAL_UNITS = {
    ("YEAR", "MONTH"): Fraction(1, 12), ("YEAR", "WEEK"): Fraction(1, 52), ("YEAR", "DAY"): Fraction(1, 365),
    ("MONTH", "MONTH"): Fraction(1), ("MONTH", "WEEK"): Fraction(12, 52), ("MONTH", "DAY"): Fraction(12, 365),
    ("WEEK", "MONTH"): Fraction(52, 12), ("WEEK", "WEEK"): Fraction(1), ("WEEK", "DAY"): Fraction(1, 7),
    ("DAY", "MONTH"): Fraction(365, 12), ("DAY", "WEEK"): Fraction(7), ("DAY", "DAY"): Fraction(1),
}
EQUAL_DAYS = {"MONTH": 30, "WEEK": 7, "DAY": 1}


def thirty_360(start, end, clip):
    (y1, m1, d1), (y2, m2, d2) = to_civil(start), to_civil(end)
    d1, d2 = clip(start, end, d1, d2)
    return Fraction(360 * (y2 - y1) + 30 * (m2 - m1) + (d2 - d1), 360)


def is_february_end(day):
    year, month, number = to_civil(day)
    return month == 2 and number == month_length(year, month)


def year_fraction(day_count, start, end, termination):
    """The year fraction of (start, end] by every convention that reads the calendar."""
    if day_count in ("ACT/360", "ACT/364", "ACT/365.FIXED"):
        return Fraction(end - start, int(day_count[4:7]))
    if day_count == "30/360":
        def clip(_start, _end, d1, d2):
            d1 = min(d1, 30)
            return d1, (30 if d2 == 31 and d1 == 30 else d2)
        return thirty_360(start, end, clip)
    if day_count == "30E/360":
        return thirty_360(start, end, lambda _start, _end, d1, d2: (min(d1, 30), min(d2, 30)))
    if day_count == "30E/360.ISDA":
        def clip(first, last, d1, d2):
            d1 = 30 if d1 == 31 or is_february_end(first) else d1
            d2 = 30 if d2 == 31 or (is_february_end(last) and last != termination) else d2
            return d1, d2
        return thirty_360(start, end, clip)
    total, cut_start = Fraction(0), start
    while cut_start < end:
        year = to_civil(cut_start)[0]
        if day_count == "ACT/ACT.ISDA":  # a day belongs to the year that it begins in
            cut = min(end, to_day(year + 1, 1, 1))
            total += Fraction(cut - cut_start, year_length(year))
        else:  # ACT/ACT.FINERACT: cut at 31 December; the days from there on are of the next year
            if cut_start == to_day(year, 12, 31):
                year += 1
            cut = min(end, to_day(year, 12, 31))
            total += Fraction(cut - cut_start, year_length(year))
        cut_start = cut
    return total


def period_rates(terms, ends):
    """rate × fraction of every period, exactly; zero in the interest-free ones."""
    rates, start = [], terms.disbursed
    for row, end in enumerate(ends):
        if row < terms.interest_free or terms.per == "LOAN":
            rates.append(Fraction(0))
        elif terms.day_count == "EQUAL":
            rates.append(terms.rate * terms.every * EQUAL_UNITS[terms.per, terms.unit])
        else:
            yearly = terms.rate * PER_YEAR[terms.per]
            if terms.day_count.startswith("EQUAL/"):
                year = int(terms.day_count[6:])
                rates.append(yearly * terms.every * Fraction(EQUAL_DAYS[terms.unit], year))
            else:
                rates.append(yearly * year_fraction(terms.day_count, start, end, ends[-1]))
        start = end
    return rates


# ------------------------------------------------------------------------------------------------
# 3. Schedule
# ------------------------------------------------------------------------------------------------

class Row:
    def __init__(self, principal, interest, balance_after):
        self.principal, self.interest, self.balance_after = principal, interest, balance_after
        self.fee = 0


class Schedule:
    def __init__(self, rows, level):
        self.rows, self.level = rows, level  # level: the payment A, or None


def straight_line(total, count, unit, mode, residual):
    """Shares of `total` over `count` rows."""
    def shares(chosen):
        if residual == "SPREAD":
            # Choice: the last boundary is the total itself, where the unit does not divide it.
            bounds = [round_ratio(total * k, count, unit, chosen) for k in range(count)] + [total]
            return [after - before for before, after in zip(bounds, bounds[1:])]
        each = round_ratio(total, count, unit, chosen)
        rest = total - each * (count - 1)
        others = [each] * (count - 1)
        return [rest] + others if residual == "FIRST" else others + [rest]
    result = shares(mode)
    return result if min(result) >= 0 else shares("DOWN")


def accrued(terms, balance, rate, row):
    """Interest of one period on `balance`, rounded once."""
    interest = round_exact(balance * rate, terms.interest_unit, terms.interest_mode)
    return in_range(interest, "schedule.items[%d].interestDue" % row)


def grace_rows(terms, rates):
    """The leading rows without principal, and the balance at their end (DECLINING)."""
    rows, balance = [], terms.principal
    for row in range(terms.grace):
        interest = accrued(terms, balance, rates[row], row)
        if row < terms.capitalized:
            balance = in_range(balance + interest, "schedule.items[%d].balanceAfter" % row)
            interest = 0
        rows.append(Row(0, interest, balance))
    return rows, balance


def level_payment(terms, balance, rates):
    """(P − B·v_n) / Σ v_k, rounded once.

    With 1 + i_j = a_j / b_j, and both sides multiplied by Π a_j, this is
    (P·Π a_j − B·Π b_j) / Σ_k (b_1…b_k · a_{k+1}…a_n): whole numbers only.
    """
    product_a, product_b, total = 1, 1, 0
    for rate in rates:
        factor = 1 + rate
        product_a *= factor.numerator
        product_b *= factor.denominator
        total = total * factor.numerator + product_b
    exact = (balance * product_a - terms.balloon * product_b, total)
    level = round_ratio(exact[0], exact[1], terms.installment_unit, terms.installment_mode)
    return in_range(level, "schedule.installmentAmount")


def level_rows(terms, balance, rates, level):
    """The rows after grace under the payment `level`; fewer than there are rates if it ends early."""
    rows, carried = [], 0
    for offset in range(terms.grace, terms.count):
        if offset == terms.count - 1 and carried > 0:
            raise LoanError("NEGATIVE_AMORTIZATION", "schedule.installmentAmount",
                            "the level payments do not pay the interest")
        interest = accrued(terms, balance, rates[offset], offset) + carried
        in_range(interest, "schedule.items[%d].interestDue" % offset)
        if offset == terms.count - 1:
            interest_due, principal = interest, balance
        else:
            interest_due = min(interest, level)
            principal = min(level - interest_due, balance)
        carried = interest - interest_due
        balance -= principal
        rows.append(Row(principal, interest_due, balance))
        if balance == 0:
            break
    return rows


def respread(terms, balance, rates, level, rows):
    """RESPREAD: what rounding leaves to the last level payment is spread back."""
    # Choice: m counts the rows that the terms have beyond grace, and d is of the last row there is,
    # also where the first schedule ends early.
    count = terms.count - terms.grace
    def left_over(candidate_level, candidate_rows):
        return candidate_rows[-1].principal + candidate_rows[-1].interest - candidate_level
    difference = left_over(level, rows)
    for _ in range(3):
        if abs(difference) <= count // 2 or count <= 1:
            break
        share = round_ratio(difference, count, 1, terms.installment_mode)
        tried = round_ratio(level + share, 1, terms.installment_unit, terms.installment_mode)
        if tried == level:
            break
        try:
            tried_rows = level_rows(terms, balance, rates, in_range(tried, ""))
        except LoanError:
            break
        if len(tried_rows) < count:
            break
        tried_difference = left_over(tried, tried_rows)
        if abs(tried_difference) >= abs(difference):
            break
        level, rows, difference = tried, tried_rows, tried_difference
    return level, rows


def declining_schedule(terms, rates):
    rows, balance = grace_rows(terms, rates)
    level = None
    if terms.amortization == "EQUAL_INSTALLMENTS":
        level = level_payment(terms, balance, rates[terms.grace:])
        after_grace = level_rows(terms, balance, rates, level)
        if terms.leveling == "RESPREAD":
            level, after_grace = respread(terms, balance, rates, level, after_grace)
        return Schedule(rows + after_grace, level)
    count = terms.count - terms.grace
    if terms.amortization == "EQUAL_PRINCIPAL":
        shares = straight_line(balance, count, terms.installment_unit, terms.installment_mode,
                               terms.residual)
    else:  # BULLET
        shares = [0] * (count - 1) + [balance]
    for row, principal in zip(range(terms.grace, terms.count), shares):
        interest = accrued(terms, balance, rates[row], row)
        balance -= principal
        rows.append(Row(principal, interest, balance))
    return Schedule(rows, None)


def flat_interest_shares(terms, rates):
    """The interest of every row, and their sum I."""
    free = terms.interest_free
    if terms.flat_interest == "PERIOD":
        shares = [accrued(terms, terms.principal, rate, row) for row, rate in enumerate(rates)]
        return shares, in_range(sum(shares), "schedule.totals.interest")
    rate = terms.rate if terms.per == "LOAN" else sum(rates, Fraction(0))
    total = round_exact(terms.principal * rate, terms.interest_unit, terms.interest_mode)
    in_range(total, "schedule.totals.interest")
    shares = straight_line(total, terms.count - free, terms.interest_unit, terms.interest_mode,
                           terms.residual)
    return [0] * free + shares, total


def flat_schedule(terms, rates):
    interests, total_interest = flat_interest_shares(terms, rates)
    level, count = None, terms.count
    if terms.amortization == "BULLET":
        principals = [0] * (count - 1) + [terms.principal]
    elif terms.amortization == "EQUAL_INSTALLMENTS" and not terms.any_grace:
        in_range(terms.principal + total_interest, "schedule.totals.total")
        level = round_ratio(terms.principal + total_interest, count, terms.installment_unit,
                            terms.installment_mode)
        in_range(level, "schedule.installmentAmount")
        principals, balance = [], terms.principal
        for row in range(count - 1):
            principals.append(min(max(level - interests[row], 0), balance))
            balance -= principals[-1]
        principals.append(balance)
    else:  # EQUAL_PRINCIPAL. Choice: as it, with any grace, EQUAL_INSTALLMENTS has no level payment
        principals = [0] * terms.grace + straight_line(
            terms.principal, count - terms.grace, terms.installment_unit, terms.installment_mode,
            terms.residual)
    rows, balance = [], terms.principal
    for principal, interest in zip(principals, interests):
        balance -= principal
        rows.append(Row(principal, interest, balance))
    return Schedule(rows, level)


def build_schedule(terms):
    dates = due_dates(terms)
    rates = period_rates(terms, [end for end, _ in dates])
    schedule = (declining_schedule if terms.method == "DECLINING" else flat_schedule)(terms, rates)
    start = terms.disbursed
    for index, row in enumerate(schedule.rows):
        row.start, row.due = start, dates[index][1]
        start = dates[index][0]  # unmoved; under SKIP the due date itself
        # Choice: "nothing falls due" in a capitalized row, so no fee either.
        row.fee = 0 if index < terms.capitalized else terms.fee
    totals = {"principal": sum(row.principal for row in schedule.rows),
              "interest": sum(row.interest for row in schedule.rows),
              "fee": sum(row.fee for row in schedule.rows),
              "penalty": 0}
    totals["total"] = sum(totals.values())
    # Choice: no part is negative, so if any sum leaves the range this one does.
    in_range(totals["total"], "schedule.totals.total")
    schedule.totals = totals
    check_invariants(terms, schedule)
    return schedule


def check_invariants(terms, schedule):
    """What section 3 promises of every schedule; a failure here is a mistake in this file."""
    rows = schedule.rows
    assert all(min(row.principal, row.interest, row.fee, row.balance_after) >= 0 for row in rows)
    assert rows[-1].balance_after == 0
    assert schedule.totals["principal"] == max([terms.principal] + [row.balance_after for row in rows])
    assert all(before.due < after.due for before, after in zip(rows, rows[1:]))


# ------------------------------------------------------------------------------------------------
# 4. Repayments and allocation
# ------------------------------------------------------------------------------------------------

class Account:
    """What is paid of each row, component by component."""

    def __init__(self, terms, schedule):
        self.terms, self.rows = terms, schedule.rows
        self.due = [{"PENALTY": 0, "FEE": row.fee, "INTEREST": row.interest, "PRINCIPAL": row.principal}
                    for row in schedule.rows]
        self.paid = [dict.fromkeys(COMPONENTS, 0) for _ in schedule.rows]
        self.records, self.overpaid = [], 0

    def unpaid(self, index, component=None):
        if component is None:
            return sum(self.unpaid(index, each) for each in COMPONENTS)
        return self.due[index][component] - self.paid[index][component]

    def pay(self, event_number, amount, index, component):
        """Pays what `amount` can of one component of one row; returns what is left of it."""
        part = min(amount, self.unpaid(index, component))
        if part > 0:
            self.paid[index][component] += part
            self.records.append((event_number, index, component, part))
        return amount - part

    def apply(self, event_number, date, amount):
        if self.terms.across == "COMPONENT":
            for component in self.terms.order:
                for index, row in enumerate(self.rows):
                    if row.due <= date:
                        amount = self.pay(event_number, amount, index, component)
        for index in range(len(self.rows)):
            for component in self.terms.order:
                amount = self.pay(event_number, amount, index, component)
        self.overpaid += amount


# ------------------------------------------------------------------------------------------------
# 6. Status
# ------------------------------------------------------------------------------------------------

STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED",
            "WRITTEN_OFF")
ROLES = ("CREDIT_OFFICER", "SUPERVISOR", "ADMIN")
SENIOR = ("SUPERVISOR", "ADMIN")

# type: (from statuses, to status, roles); money events work out their own status.
TRANSITIONS = {
    "SUBMIT": (("DRAFT",), "PENDING_APPROVAL", ROLES),
    "APPROVE": (("PENDING_APPROVAL",), "APPROVED", SENIOR),
    "REJECT": (("PENDING_APPROVAL",), "REJECTED", SENIOR),
    "REVISE": (("REJECTED",), "DRAFT", ROLES),
    "CANCEL": (("DRAFT", "PENDING_APPROVAL", "APPROVED"), "CANCELLED", SENIOR),
    "DISBURSE": (("APPROVED",), "ACTIVE", ROLES),
    "REPAYMENT": (("ACTIVE",), None, ROLES),
    "REVERSAL": (("ACTIVE", "COMPLETED"), None, SENIOR),
    "WRITE_OFF": (("ACTIVE",), "WRITTEN_OFF", ("ADMIN",)),
    "RECOVERY": (("WRITTEN_OFF",), "WRITTEN_OFF", ROLES),
}
MONEY_EVENTS = ("REPAYMENT", "RECOVERY")


def invalid_event(path, message):
    return LoanError("INVALID_EVENT", path, message)


class Event:
    """One event, its form checked: by itself, without regard to the loan. First what it says, in the
    order of the format, then whether `amount` and `of` go with its type."""

    def __init__(self, source, index, exponent):
        path = "events[%d]." % index
        self.number, self.path = index + 1, path
        self.type, self.role, self.of = source["type"], source.get("role"), source.get("of")
        if self.type not in TRANSITIONS:
            raise invalid_event(path + "type", "one of " + ", ".join(TRANSITIONS))
        self.date = parse_date(source["date"], path + "date", "INVALID_EVENT")
        self.amount = None
        if "amount" in source:
            self.amount = parse_amount(source["amount"], exponent, path + "amount", "INVALID_EVENT")
        if self.of is not None and not INT64_MIN <= self.of <= INT64_MAX:
            raise invalid_event(path + "of", "a number of 64 bits")
        if self.role is not None and self.role not in ROLES:
            raise invalid_event(path + "role", "one of " + ", ".join(ROLES))
        # Choice: whether they are called for depends on the type, so it is INVALID_EVENT.
        if self.type not in MONEY_EVENTS and self.amount is not None:
            raise invalid_event(path + "amount", "does not go with the type")
        if self.type in MONEY_EVENTS and (self.amount is None or self.amount <= 0):
            raise invalid_event(path + "amount", "more than zero")
        if self.type != "REVERSAL" and self.of is not None:
            raise invalid_event(path + "of", "does not go with the type")
        if self.type == "REVERSAL" and (self.of is None or self.of < 1):
            raise invalid_event(path + "of", "the number of an event, from 1")


def run_events(terms, schedule, status, events):
    """Status and standing payments after the events, in the order written."""
    payments, reversed_numbers = {}, set()  # payments: by event number
    total_due = schedule.totals["total"]

    def standing():
        return [event for number, event in payments.items() if number not in reversed_numbers]

    def paid_up():
        # A payment goes on to every row, due or not: nothing is unpaid when enough is paid.
        return sum(event.amount for event in standing()) >= total_due

    for event in events:
        from_statuses, to_status, roles = TRANSITIONS[event.type]
        if event.type == "CANCEL" and status == "DRAFT":
            roles = ROLES
        # Choice: first the status, then the role, then dates and targets.
        if status not in from_statuses:
            raise LoanError("ILLEGAL_TRANSITION", event.path + "type",
                            "event %d, %s, in %s; allowed in %s"
                            % (event.number, event.type, status, ", ".join(from_statuses)))
        if event.role is not None and event.role not in roles:
            raise LoanError("FORBIDDEN_ROLE", event.path + "role",
                            "event %d, %s, in %s by %s; allowed to %s"
                            % (event.number, event.type, status, event.role, ", ".join(roles)))
        if event.type == "DISBURSE" and event.date != terms.disbursed:
            raise invalid_event(event.path + "date", "must be disbursedAt")
        if event.type in MONEY_EVENTS:
            if event.date < terms.disbursed:
                raise invalid_event(event.path + "date", "before disbursedAt")
            payments[event.number] = event
            overpaid = sum(each.amount for each in standing()) - total_due
            in_range(max(overpaid, 0), event.path + "amount")
        if event.type == "REVERSAL":
            target = payments.get(event.of)
            # Choice: only a repayment written earlier can be reversed.
            if target is None or target.type != "REPAYMENT":
                raise invalid_event(event.path + "of", "not a repayment")
            if event.of in reversed_numbers:
                raise invalid_event(event.path + "of", "reversed already")
            if target.date > event.date:  # Choice: named at `of`
                raise invalid_event(event.path + "of", "dated after the reversal")
            reversed_numbers.add(event.of)
        if event.type in ("REPAYMENT", "REVERSAL"):
            # Choice: also after a reversal a loan with nothing unpaid is COMPLETED.
            to_status = "COMPLETED" if paid_up() else "ACTIVE"
        status = to_status
    return status, standing()


# ------------------------------------------------------------------------------------------------
# 5. Overdue classification, and 7: the result
# ------------------------------------------------------------------------------------------------

OWING = ("ACTIVE", "COMPLETED", "WRITTEN_OFF")


def statement(terms, schedule, account, status, as_of, name):
    def money(minor):
        return format_amount(minor, terms.exponent)

    def parts(indexes):
        values = {part.lower(): sum(account.unpaid(index, part) for index in indexes)
                  for part in ("PRINCIPAL", "INTEREST", "FEE", "PENALTY")}
        values["total"] = sum(values.values())
        return {part: money(value) for part, value in values.items()}

    owing = status in OWING  # a loan that is not owes nothing yet
    items, overdue, unpaid_rows, days_past_due = [], [], [], 0
    for index, row in enumerate(schedule.rows):
        paid = account.paid[index]
        paid_total, row_days = sum(paid.values()), 0
        if account.unpaid(index) == 0:
            row_status = "PAID"
        else:
            unpaid_rows.append(index)
            if owing and row.due + terms.grace_days < as_of:
                row_status, row_days = "OVERDUE", as_of - row.due
                overdue.append(index)
            else:
                row_status = "PARTIAL" if paid_total > 0 else "PENDING"
        days_past_due = max(days_past_due, row_days)
        items.append({
            "sequence": index + 1, "startDate": format_date(row.start), "dueDate": format_date(row.due),
            "principalDue": money(row.principal), "interestDue": money(row.interest),
            "feeDue": money(row.fee), "penaltyDue": money(0),
            "totalDue": money(row.principal + row.interest + row.fee),
            "balanceAfter": money(row.balance_after), "paidAmount": money(paid_total),
            "principalPaid": money(paid["PRINCIPAL"]), "interestPaid": money(paid["INTEREST"]),
            "feePaid": money(paid["FEE"]), "penaltyPaid": money(paid["PENALTY"]),
            "status": row_status, "daysPastDue": row_days})
    bucket = None
    for from_day, bucket_name in terms.buckets:
        if from_day <= days_past_due:
            bucket = bucket_name
    arrears = parts(overdue)
    arrears["since"] = format_date(schedule.rows[overdue[0]].due) if overdue else None
    arrears["daysPastDue"] = days_past_due
    arrears["bucket"] = bucket
    next_due = None
    if owing and unpaid_rows:
        oldest = unpaid_rows[0]
        next_due = {"sequence": oldest + 1, "dueDate": format_date(schedule.rows[oldest].due),
                    "amount": money(account.unpaid(oldest))}
    return {
        "format": "loan-result/1", "name": name, "status": status, "asOf": format_date(as_of),
        "schedule": {
            "installmentAmount": None if schedule.level is None else money(schedule.level),
            "items": items,
            "totals": {part: money(value) for part, value in schedule.totals.items()}},
        "allocations": [{"event": number, "sequence": index + 1, "component": component,
                         "amount": money(amount)}
                        for number, index, component, amount in account.records],
        "outstanding": parts(unpaid_rows if owing else []),
        "arrears": arrears,
        "overpaidAmount": money(account.overpaid),
        "nextDue": next_due}


# ------------------------------------------------------------------------------------------------
# 7. The case
# ------------------------------------------------------------------------------------------------

def evaluate_or_raise(case, name):
    # The input's form.
    check_shape(case, CASE_SHAPE, "")
    if case["format"] != "loan-case/1":
        raise malformed("format", "loan-case/1")
    status = case.get("status", "ACTIVE")
    if status not in STATUSES:
        raise malformed("status", "one of " + ", ".join(STATUSES))
    as_of = None
    if "asOf" in case:
        as_of = parse_date(case["asOf"], "asOf", "MALFORMED_INPUT")
    # The terms, the schedule, the events' form, the events in the order written.
    terms = Terms(case["terms"])
    schedule = build_schedule(terms)
    events = [Event(source, index, terms.exponent) for index, source in enumerate(case.get("events", []))]
    if as_of is None:
        as_of = max([event.date for event in events]) if events else terms.disbursed
    happened = [event for event in events if event.date <= as_of]
    status, payments = run_events(terms, schedule, status, happened)
    account = Account(terms, schedule)
    # Choice: records are listed as applied, by date, ties in the order of entry.
    for event in sorted(payments, key=lambda each: (each.date, each.number)):
        account.apply(event.number, event.date, event.amount)
    return statement(terms, schedule, account, status, as_of, name)


def error_result(name, error):
    return {"format": "loan-result/1", "name": name,
            "error": {"code": error.code, "path": error.path, "message": error.message}}


def evaluate(case):
    """The result object, or the error object, of one case (a dict read from JSON)."""
    # Choice: a case without a name, or with one that is not a string, has the name null.
    name = case.get("name") if isinstance(case, dict) else None
    name = name if isinstance(name, str) else None
    try:
        return evaluate_or_raise(case, name)
    except LoanError as error:
        # Choice: a key written twice is a fault of the document, before any name is read.
        return error_result(None if error.message == WRITTEN_TWICE else name, error)


def evaluate_text(text):
    """The result of one case in JSON text."""
    try:
        case = json.loads(text, object_pairs_hook=object_from_pairs, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as problem:
        return error_result(None, malformed("$", "not JSON: %s" % problem))
    return evaluate(case)


def main():
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line.strip():
            sys.stdout.write(json.dumps(evaluate_text(line), separators=(",", ":"), ensure_ascii=False))
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
