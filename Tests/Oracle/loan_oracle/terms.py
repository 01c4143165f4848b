"""Section 2: the terms, read and checked."""

import re

from .dates import FIRST_DAY, LAST_DAY, WEEKDAYS, parse_date, weekday
from .quantities import (
    CURRENCY_EXPONENT, INT64_MAX, INT64_MIN, LoanError, ROUNDING_MODES, parse_amount,
    parse_percent)

PERS = ("YEAR", "MONTH", "WEEK", "DAY", "LOAN")
DAY_COUNTS = ("EQUAL", "EQUAL/360", "EQUAL/364", "EQUAL/365", "30/360", "30E/360", "30E/360.ISDA",
              "ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/ACT.ISDA", "ACT/ACT.FINERACT")
COMPONENTS = ("PENALTY", "FEE", "INTEREST", "PRINCIPAL")
GRACES = ("principal", "interestFree", "capitalized")
DAYS_LIMIT = 3660000  # Choice: a limit far beyond any loan.


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
