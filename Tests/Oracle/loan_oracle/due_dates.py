"""Section 2: due dates, and how non-working days move them; with servicing's series of dates."""

from fractions import Fraction

from .dates import FIRST_DAY, LAST_DAY, month_length, to_civil, to_day
from .quantities import LoanError


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


def days_of_month(terms, months):
    """The dates of `dueDays` in a month, counted from year 0."""
    year, month = months // 12, months % 12 + 1
    return [to_day(year, month, min(day, month_length(year, month))) for day in terms.due_days]


def month_number(date):
    year, month, _ = to_civil(date)
    return year * 12 + month - 1


class Series:
    """The unmoved due dates, forward from the first and backward before it."""

    def __init__(self, terms):
        self.terms = terms
        self.skip = terms.rule == "SKIP"
        self.first = self.first_date()

    def first_date(self):
        terms = self.terms
        if terms.due_dates is not None:
            return terms.due_dates[0]
        if terms.first_due is not None:
            return terms.first_due
        if terms.due_days is not None:
            months = month_number(terms.disbursed)
            while True:
                later = [date for date in days_of_month(terms, months) if date > terms.disbursed]
                if later:
                    return later[0]
                months += 1
        if self.skip:
            return self.counted(terms.disbursed, 1)
        return step_date(terms.disbursed, terms.every, terms.unit)

    def counted(self, date, direction):
        """SKIP: the `termEvery`-th working date of the series after (or before) one."""
        left, step = self.terms.every, (7 if self.terms.unit == "WEEK" else 1) * direction
        while left > 0 and date <= LAST_DAY:
            date += step
            left -= self.terms.is_working(date)
        return date

    def dates(self, count):
        """`count` dates from the first on; stops at one past the range."""
        terms, found = self.terms, []
        if terms.due_dates is not None:
            return list(terms.due_dates)
        if terms.due_days is not None:
            months = month_number(self.first)
            while len(found) < count and (not found or found[-1] <= LAST_DAY):
                found += [date for date in days_of_month(terms, months) if date >= self.first]
                months += terms.every
            return found[:count]
        anchor, offset = (self.first, 0) if terms.first_due is not None else (terms.disbursed, 1)
        while len(found) < count and (not found or found[-1] <= LAST_DAY):
            if self.skip:
                found.append(self.counted(found[-1], 1) if found else self.first)
            else:
                found.append(step_date(anchor, (len(found) + offset) * terms.every, terms.unit))
        return found

    def backward(self):
        """The dates of the series before the first one, the latest first, without end."""
        terms = self.terms
        if terms.due_days is not None:
            months = month_number(self.first)
            while True:
                for date in reversed(days_of_month(terms, months)):
                    if date < self.first:
                        yield date
                months -= terms.every
        date, steps = self.first, 0
        anchor = terms.first_due
        while True:
            steps += 1
            if self.skip:
                date = self.counted(date, -1)
            elif anchor is not None:
                date = step_date(anchor, -steps * terms.every, terms.unit)
            else:  # the first is a step after the day of disbursement, with its anchor
                date = step_date(terms.disbursed, (1 - steps) * terms.every, terms.unit)
            yield date


def step_units(terms):
    """How many term units one step is: with `dueDays` a part of `termEvery` months."""
    if terms.due_days is not None:
        return Fraction(terms.every, len(terms.due_days))
    return Fraction(terms.every or 1)


def first_units(terms, series):
    """The term units of the first period, under EQUAL."""
    if series.first == terms.disbursed:
        return Fraction(0)  # payments in advance: that period bears no interest
    if terms.first_period == "WHOLE" or not terms.day_count.startswith("EQUAL"):
        return step_units(terms)
    whole, later = 0, series.first
    for date in series.backward():
        if date < terms.disbursed:
            part = Fraction(later - terms.disbursed, later - date)
            return (whole + part) * step_units(terms)
        whole, later = whole + 1, date


def due_dates(terms, after=None):
    """[(unmoved end of the interest period, due date, term units)] of all rows.

    `after`: the due date of a row before the first one, where there is one.
    """
    series = Series(terms)
    dates = series.dates(terms.count)
    result, previous = [], terms.disbursed
    if series.first == terms.disbursed:
        previous -= 1
    if after is not None:
        previous = max(previous, after)
    for row, end in enumerate(dates):
        due = end
        if not series.skip and end <= LAST_DAY:
            due = moved_date(terms, end)
            # Choice: due dates strictly rise, working or not; before row 1 stands disbursedAt.
            if due <= previous:
                due = next_working(terms, previous)
        if due > LAST_DAY or end > LAST_DAY:
            raise LoanError("DATE_OUT_OF_RANGE", "schedule.items[%d].dueDate" % terms.place(row),
                            "later than 9999-12-31")
        result.append((end, due, first_units(terms, series) if row == 0 else step_units(terms)))
        previous = due
    return result
