"""Section 1: dates. A date is a day number: 1 is 0001-01-01, proleptic Gregorian."""

import re

from .quantities import LoanError

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
