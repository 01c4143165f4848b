"""Section 2 of the contract, and section 1 of servicing: the terms, read and checked."""

import re

from .dates import FIRST_DAY, LAST_DAY, WEEKDAYS, month_length, parse_date, to_civil, weekday
from .options import DAYS_LIMIT, Options, integer, invalid_terms, word
from .quantities import (
    CURRENCY_EXPONENT, ROUNDING_MODES, in_range, parse_amount, parse_percent)

PERS = ("YEAR", "MONTH", "WEEK", "DAY", "LOAN")
DAY_COUNTS = ("EQUAL", "EQUAL/360", "EQUAL/364", "EQUAL/365", "30/360", "30E/360", "30E/360.ISDA",
              "30/360.US", "ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/365.FEB29", "ACT/ACT.ISDA",
              "ACT/ACT.FINERACT")
COMPONENTS = ("PENALTY", "FEE", "INTEREST", "PRINCIPAL")
GRACES = ("principal", "interestFree", "capitalized", "deferred")
ROWS_LIMIT = 3660


class Terms:
    """The terms, read and checked: every value in the order of the table, then ranges in that order,
    then combinations."""

    def __init__(self, source, combinations=True):
        self.source = source
        self.read_values()
        self.check_ranges()
        if combinations:
            self.check_combinations()

    # -- every value by itself: can it be read? --

    def read_values(self):
        source = self.source
        self.exponent = self.read_currency(source["currency"])
        self.principal_amount = self.amount("principalAmount", None)
        self.rate = parse_percent(source["rate"]["percent"], "terms.rate.percent")
        self.per = word(source["rate"], "per", PERS, None, "terms.rate.")
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
        principal_grace, self.interest_free, self.capitalized, self.deferred = self.graces = [
            self.integer(grace, name, 0, "terms.grace.") for name in GRACES]
        # A row that is capitalized or deferred has no principal.
        self.grace = max(principal_grace, self.capitalized, self.deferred)
        self.any_grace = max(self.graces) > 0
        self.balloon = self.amount("balloonAmount", 0)
        self.fee = self.amount("installmentFee", 0)
        self.read_non_working_days(source.get("nonWorkingDays", {}))
        self.read_allocation(source.get("allocation", {}))
        self.read_delinquency(source.get("delinquency", {}))
        self.options = Options(source, self)
        self.stated = self.amount("installmentAmount", None)
        self.read_dates()

    def amount(self, name, default):
        if name not in self.source:
            return default
        return parse_amount(self.source[name], self.exponent, "terms." + name, "INVALID_TERMS")

    @staticmethod
    def word(source, name, allowed, default, prefix="terms."):
        return word(source, name, allowed, default, prefix)

    @staticmethod
    def integer(source, name, default, prefix="terms."):
        return integer(source, name, default, prefix)

    def read_dates(self):
        source = self.source
        self.due_dates = self.due_days = None
        if "dueDates" in source:
            self.due_dates = [
                parse_date(text, "terms.dueDates[%d]" % index, "INVALID_TERMS")
                for index, text in enumerate(source["dueDates"])]
        if "dueDays" in source:
            self.due_days = list(source["dueDays"])
        self.first_period = self.word(source, "firstPeriod", ("WHOLE", "PRORATED"), "WHOLE")

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

    def read_order(self, allocation, field, default):
        order, path = allocation.get(field, default), "terms.allocation." + field
        for index, name in enumerate(order):
            if name not in COMPONENTS:
                raise invalid_terms("%s[%d]" % (path, index), "a component")
        for index, name in enumerate(order):
            if name in order[:index]:
                raise invalid_terms("%s[%d]" % (path, index), "each component once")
        return list(order)

    def read_allocation(self, allocation):
        # Choice: the default order is the one that the contract writes out.
        self.order = self.read_order(allocation, "order", COMPONENTS)
        self.across = self.word(allocation, "across", ("INSTALLMENT", "COMPONENT"), "INSTALLMENT",
                                "terms.allocation.")
        for name in ("order", "pastDue", "due", "inAdvance"):
            if len(allocation.get(name, COMPONENTS)) != 4:
                raise invalid_terms("terms.allocation." + name, "all four components")

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
        require(self.principal_amount > 0, "principalAmount", "more than zero")
        require(self.rate >= 0, "rate.percent", "zero or more")
        if self.due_dates is not None:
            for name in ("termCount", "termUnit", "termEvery", "firstDueDate", "dueDays"):
                # Choice: what the dates stand for is refused beside them, named by itself.
                require(name not in self.source, name, "dueDates stand for it")
            require(1 <= len(self.due_dates) <= ROWS_LIMIT, "dueDates", "1 to 3660")
            self.count = len(self.due_dates)
        require(1 <= self.count <= ROWS_LIMIT, "termCount", "1 to 3660")
        require(1 <= self.every <= 366, "termEvery", "1 to 366")
        require(self.first_due is None or self.first_due >= self.disbursed, "firstDueDate",
                "not before disbursedAt")
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
        self.options.check_ranges()
        require(self.stated is None or self.stated > 0, "installmentAmount", "more than zero")
        last = self.disbursed - 1
        for index, date in enumerate(self.due_dates or []):
            require(date > last, "dueDates[%d]" % index, "rising, not before disbursedAt")
            last = date
        if self.due_days is not None:
            require(1 <= len(self.due_days) <= 4, "dueDays", "1 to 4")
            last = 0
            for index, day in enumerate(self.due_days):
                require(last < day <= 31, "dueDays[%d]" % index, "1 to 31, rising")
                last = day
            require(len(self.due_days) < 2 or self.due_days[-2] <= 27, "dueDays",
                    "at most one day above 27")
        financed, self.down = self.options.compute()
        in_range(self.principal_amount + financed, "terms.principalAmount")
        # What the rows after the down payment share, and what all of them do.
        self.whole = self.principal_amount + financed
        self.principal = self.whole - self.down

    def place(self, row):
        """The place in schedule.items of a row that the terms count: a down payment's comes first."""
        return row + (1 if self.down > 0 else 0)

    # -- combinations that have no meaning; each named at the option that does not fit --

    def check_combinations(self):
        declining_level = self.method == "DECLINING" and self.amortization == "EQUAL_INSTALLMENTS"
        if self.per == "LOAN" and (self.method != "FLAT" or self.day_count != "EQUAL"
                                   or self.due_dates is not None):
            raise invalid_terms("terms.rate.per", "LOAN goes with FLAT and EQUAL only")
        if self.leveling == "RESPREAD" and (not declining_level or self.balloon > 0):
            raise invalid_terms("terms.leveling", "DECLINING, EQUAL_INSTALLMENTS, no balloon")
        if self.flat_interest == "PERIOD" and (self.method != "FLAT" or self.per == "LOAN"):
            raise invalid_terms("terms.flatInterest", "FLAT, and a rate per time")
        if self.capitalized > 0 and self.method == "FLAT":
            raise invalid_terms("terms.grace.capitalized", "DECLINING only")
        if self.deferred > 0 and (self.method == "FLAT" or self.capitalized > 0):
            raise invalid_terms("terms.grace.deferred", "DECLINING, nothing capitalized")
        # Choice: a balloon of zero is no balloon.
        if self.balloon > 0 and (not declining_level or self.balloon > self.principal):
            raise invalid_terms("terms.balloonAmount",
                                "DECLINING, EQUAL_INSTALLMENTS, not above the principal")
        if self.stated is not None and (self.amortization != "EQUAL_INSTALLMENTS"
                                        or self.leveling == "RESPREAD"):
            raise invalid_terms("terms.installmentAmount", "EQUAL_INSTALLMENTS, not RESPREAD")
        self.options.check_combinations()
        self.check_date_combinations()

    def check_date_combinations(self):
        if len(self.holidays) > 36600:
            raise invalid_terms("terms.nonWorkingDays.holidays", "at most 36600")
        if len(self.weekend) == 7 or self.longest_closure() >= 366:
            # Choice: "within a year" is 366 non-working days on end, anywhere.
            raise invalid_terms("terms.nonWorkingDays", "no working day within a year")
        if self.due_dates is not None and self.day_count.startswith("EQUAL"):
            raise invalid_terms("terms.dueDates", "a day count that looks at dates")
        if self.due_days is not None:
            if self.unit != "MONTH":
                raise invalid_terms("terms.dueDays", "MONTH only")
            if self.first_due is not None and not self.is_due_day(self.first_due):
                raise invalid_terms("terms.firstDueDate", "one of dueDays")
        if self.rule == "SKIP":
            if self.due_dates is not None or self.unit == "MONTH":
                raise invalid_terms("terms.nonWorkingDays.rule", "SKIP goes with DAY or WEEK only")
            if self.first_due is not None and not self.is_working(self.first_due):
                raise invalid_terms("terms.firstDueDate", "a working day under SKIP")
            if self.unit == "WEEK" and weekday(self.first_due or self.disbursed) in self.weekend:
                raise invalid_terms("terms.nonWorkingDays.rule", "no date of the series works")

    def is_due_day(self, date):
        year, month, number = to_civil(date)
        return any(min(day, month_length(year, month)) == number for day in self.due_days)
