"""Section 2: due dates, and how non-working days move them."""

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
