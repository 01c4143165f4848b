"""Section 2: the fraction of an installment period; servicing, section 1: of a part of one."""

from fractions import Fraction

from .dates import month_length, to_civil, to_day, year_length
from .due_dates import due_dates
from .options import PER_YEAR

# EQUAL: how many of the rate's own unit one term unit is.
EQUAL_UNITS = {
    ("YEAR", "MONTH"): Fraction(1, 12), ("YEAR", "WEEK"): Fraction(1, 52), ("YEAR", "DAY"): Fraction(1, 365),
    ("MONTH", "MONTH"): Fraction(1), ("MONTH", "WEEK"): Fraction(12, 52), ("MONTH", "DAY"): Fraction(12, 365),
    ("WEEK", "MONTH"): Fraction(52, 12), ("WEEK", "WEEK"): Fraction(1), ("WEEK", "DAY"): Fraction(1, 7),
    ("DAY", "MONTH"): Fraction(365, 12), ("DAY", "WEEK"): Fraction(7), ("DAY", "DAY"): Fraction(1),
}
EQUAL_DAYS = {"MONTH": 30, "WEEK": 7, "DAY": 1}
# Of these the fraction of a part is that of its own dates; of the others it goes by days.
BY_OWN_DATES = ("ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/ACT.ISDA", "ACT/ACT.FINERACT")


def thirty_360(start, end, clip):
    (y1, m1, d1), (y2, m2, d2) = to_civil(start), to_civil(end)
    d1, d2 = clip(start, end, d1, d2)
    return Fraction(360 * (y2 - y1) + 30 * (m2 - m1) + (d2 - d1), 360)


def is_february_end(day):
    year, month, number = to_civil(day)
    return month == 2 and number == month_length(year, month)


def contains_29_february(start, end):
    """Whether 29 February lies in (start, end]."""
    for year in range(to_civil(start)[0], to_civil(end)[0] + 1):
        if year_length(year) == 366 and start < to_day(year, 2, 29) <= end:
            return True
    return False


def year_fraction(day_count, start, end, termination):
    """The year fraction of (start, end] by every convention that reads the calendar."""
    if day_count in ("ACT/360", "ACT/364", "ACT/365.FIXED"):
        return Fraction(end - start, int(day_count[4:7]))
    if day_count == "ACT/365.FEB29":
        return Fraction(end - start, 366 if contains_29_february(start, end) else 365)
    if day_count == "30/360":
        def clip(_start, _end, d1, d2):
            d1 = min(d1, 30)
            return d1, (30 if d2 == 31 and d1 == 30 else d2)
        return thirty_360(start, end, clip)
    if day_count == "30/360.US":
        def clip(first, last, d1, d2):
            if is_february_end(first):
                d2 = 30 if is_february_end(last) else d2
                d1 = 30
            d2 = 30 if d2 == 31 and d1 >= 30 else d2
            return min(d1, 30), d2
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


class Period:
    """One interest period (start, end] with its due date, and what it makes of a rate."""

    def __init__(self, terms, start, end, due, units, termination, interest_free):
        self.start, self.end, self.due, self.units = start, end, due, units
        self.day_count, self.unit = terms.day_count, terms.unit
        self.termination, self.interest_free = termination, interest_free
        self.factors = {}

    def factor(self, per):
        """By what a rate per `per` is multiplied for the whole period."""
        if per not in self.factors:
            if self.interest_free or per == "LOAN" or self.start == self.end:
                found = Fraction(0)
            elif self.day_count == "EQUAL":
                found = self.units * EQUAL_UNITS[per, self.unit]
            elif self.day_count.startswith("EQUAL/"):
                found = PER_YEAR[per] * self.units * Fraction(EQUAL_DAYS[self.unit], int(self.day_count[6:]))
            else:
                found = PER_YEAR[per] * year_fraction(self.day_count, self.start, self.end, self.termination)
            self.factors[per] = found
        return self.factors[per]

    def part(self, per, first, last):
        """The same for the part (first, last] of it."""
        first, last = max(first, self.start), min(last, self.end)
        if first >= last or self.interest_free or per == "LOAN":
            return Fraction(0)
        if (first, last) == (self.start, self.end):
            return self.factor(per)
        if self.day_count in BY_OWN_DATES:
            return PER_YEAR[per] * year_fraction(self.day_count, first, last, self.termination)
        return self.factor(per) * Fraction(last - first, self.end - self.start)


def periods(terms, after=None):
    """The periods of all rows but a down payment's."""
    dates = due_dates(terms, after)
    found, start = [], terms.disbursed
    for row, (end, due, units) in enumerate(dates):
        found.append(Period(terms, start, end, due, units, dates[-1][0], row < terms.interest_free))
        start = end
    return found
