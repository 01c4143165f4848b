"""Section 2: the fraction of an installment period, and the period's rate."""

from fractions import Fraction

from .dates import month_length, to_civil, to_day, year_length

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
