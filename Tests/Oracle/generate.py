#!/usr/bin/env python3
"""Seeded random loan cases as JSON Lines, mostly valid, that together reach every option.

    python3 generate.py --seed 1 --count 1000 [--start 0] [--distribution] > cases.jsonl

Case number k of a seed is the same whatever the count, so any one case can be had again by itself
(`--start k --count 1`). `--distribution` evaluates the cases with the reference and prints to standard
error what they reach: see distribution.py.
"""

import argparse
import json
import random
import sys

import distribution
import loan_oracle as oracle

WORDS = {
    "interestMethod": ["DECLINING", "FLAT"],
    "amortization": ["EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"],
    "dayCount": list(oracle.DAY_COUNTS),
    "mode": list(oracle.ROUNDING_MODES),
}
CURRENCIES = ["USD", "EUR", "NGN", "GBP", "INR", "KES", "PHP", "MXN", "JPY", "JPY", "KRW", "XOF", "VND",
              "KWD", "KWD", "BHD", "TND"]
EVERY_CURRENCY = sorted(oracle.CURRENCY_EXPONENT)


def chance(rng, probability):
    return rng.random() < probability


def log_uniform(rng, low_bits, high_bits):
    """A whole number whose length in bits is uniform."""
    bits = rng.randint(low_bits, high_bits)
    return rng.randrange(1 << (bits - 1), 1 << bits)


# ------------------------------------------------------------------------------------------------
# Terms
# ------------------------------------------------------------------------------------------------

class TermsWriter:
    """Writes terms without a refused combination; `terms` is the JSON object."""

    def __init__(self, rng):
        self.rng, self.terms = rng, {}
        self.write_product()
        self.write_amounts()
        self.write_dates()
        self.write_rate()
        self.write_rounding()
        self.write_extras()
        self.write_non_working_days()
        self.write_account_options()

    def set(self, name, value, default=None):
        """Sets a field; one that has its default is left out half the time."""
        if value != default or chance(self.rng, 0.5):
            self.terms[name] = value

    def money(self, minor):
        text = oracle.format_amount(minor, self.exponent)
        if "." in text and chance(self.rng, 0.1):  # fewer digits mean the same
            text = text.rstrip("0").rstrip(".")
        if chance(self.rng, 0.01):  # and so do zeros in front
            text = "00" + text
        return text

    def write_product(self):
        rng = self.rng
        if chance(rng, 0.15):
            self.exponent = rng.randint(0, 6)
            self.terms["currency"] = {"code": rng.choice(["XTS", "ABC"]), "exponent": self.exponent}
        else:
            codes = EVERY_CURRENCY if chance(rng, 0.2) else CURRENCIES
            self.terms["currency"] = rng.choice(codes)
            self.exponent = oracle.CURRENCY_EXPONENT[self.terms["currency"]]
        self.method = "FLAT" if chance(rng, 0.35) else "DECLINING"
        self.amortization = rng.choice(WORDS["amortization"] + ["EQUAL_INSTALLMENTS"] * 2)
        self.level = self.method == "DECLINING" and self.amortization == "EQUAL_INSTALLMENTS"
        self.unit = rng.choice(["DAY", "WEEK", "MONTH", "MONTH"])
        roll = rng.random()
        if roll < 0.80:
            self.count = rng.randint(1, 24)
        elif roll < 0.92:
            self.count = rng.randint(25, 60)
        elif roll < 0.998:
            self.count = rng.randint(60, 400)
        else:
            self.count = rng.randint(401, 3660)
        if chance(rng, 0.55):
            self.every = 1
        elif chance(rng, 0.85):
            self.every = rng.choice([2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 28, 30])
        else:
            self.every = rng.randint(1, 366)
        self.set("interestMethod", self.method, "DECLINING")
        self.set("amortization", self.amortization, "EQUAL_INSTALLMENTS")
        self.terms["termCount"], self.terms["termUnit"] = self.count, self.unit
        self.set("termEvery", self.every, 1)
        self.day_count = "EQUAL" if chance(rng, 0.3) else rng.choice(WORDS["dayCount"])

    def write_amounts(self):
        rng, roll = self.rng, self.rng.random()
        if roll < 0.55:  # a round sum
            self.principal = rng.randint(1, 9999) * 10 ** rng.randint(0, 5)
        elif roll < 0.80:
            self.principal = log_uniform(rng, 1, 40)
        elif roll < 0.92:
            self.principal = rng.randint(1, 200)
        elif roll < 0.99:
            self.principal = log_uniform(rng, 40, 60)
        else:
            self.principal = 2**63 - 1 - rng.choice([0, 1, rng.randrange(2**40), rng.randrange(2**62)])
        self.terms["principalAmount"] = self.money(self.principal)

    def write_dates(self):
        rng, roll = self.rng, self.rng.random()
        if roll < 0.93:
            year = rng.randint(1990, 2060)
        elif roll < 0.96:
            year = rng.choice([1, 4, 1600, 1899, 1900, 1999, 2000, 2096, 2099, 2100])
        else:
            year = rng.randint(9900, 9999) if chance(rng, 0.4) else rng.randint(1, 9900)
        month = rng.randint(1, 12)
        day = rng.randint(1, oracle.month_length(year, month))
        if chance(rng, 0.3):
            month = rng.choice([month, 1, 2, 2, 8, 12])
            day = oracle.month_length(year, month) - rng.choice([0, 0, 0, 1, 2])
        self.disbursed = oracle.to_day(year, month, day)
        self.terms["disbursedAt"] = oracle.format_date(self.disbursed)
        self.first_due = None
        if chance(rng, 0.4):
            step = self.every * {"DAY": 1, "WEEK": 7, "MONTH": 30}[self.unit]
            first = self.disbursed + rng.randint(1, rng.choice([3, step, 2 * step, 400]) + 1)
            if first <= oracle.LAST_DAY:
                if chance(rng, 0.3):  # a month end
                    year, month, _ = oracle.to_civil(first)
                    first = oracle.to_day(year, month, oracle.month_length(year, month))
                self.first_due = first

    def write_rate(self):
        rng = self.rng
        per = rng.choice(["YEAR"] * 5 + ["MONTH"] * 2 + ["WEEK", "DAY"])
        if self.method == "FLAT" and chance(rng, 0.15):
            per, self.day_count = "LOAN", "EQUAL"
        hundredths = {"YEAR": 4000, "MONTH": 500, "WEEK": 150, "DAY": 60, "LOAN": 5000}[per]
        roll = rng.random()
        if roll < 0.06:
            percent = rng.choice(["0", "0.00", "0/7", "-0", "00"])
        elif roll < 0.50:
            percent = oracle.format_amount(rng.randint(1, hundredths), 2)
        elif roll < 0.65:
            percent = str(rng.randint(1, hundredths // 50))
        elif roll < 0.80:
            denominator = rng.choice([3, 6, 7, 9, 11, 12, 13, 360, 365, rng.randint(1, 10**6)])
            percent = "%d/%d" % (rng.randint(1, hundredths * denominator // 100 + 1), denominator)
        elif roll < 0.92:
            percent = oracle.format_amount(rng.randint(1, hundredths * 10**7), 9)
        elif roll < 0.96:  # tiny
            percent = rng.choice(["0.000000001", "1/1000000007", "0.0001", "0.00000000000000000001"])
        else:  # huge
            percent = rng.choice(["100", "365", "1000", "12345.678", "1000000", "10000000/3",
                                  str(log_uniform(rng, 5, 45))])
        self.per = per
        self.terms["rate"] = {"percent": percent, "per": per}
        self.set("dayCount", self.day_count, "EQUAL")

    def unit_amount(self):
        unit = self.rng.choice([1, 1, 5, 10, 10, 50, 100, 100, 25, 3, 7, 1000, self.rng.randint(1, 5000)])
        if chance(self.rng, 0.7):
            unit = min(unit, max(1, self.principal // (self.count * 20)))
        return self.money(unit)

    def write_rounding(self):
        rng = self.rng
        if chance(rng, 0.4):
            return
        rounding = {}
        for name in ("mode", "interestMode", "installmentMode"):
            if chance(rng, 0.5):
                rounding[name] = rng.choice(WORDS["mode"])
        for name in ("interestUnit", "installmentUnit"):
            if chance(rng, 0.35):
                rounding[name] = self.unit_amount()
        self.terms["rounding"] = rounding

    def grace_count(self):
        if self.count == 1 or chance(self.rng, 0.45):
            return 0
        return self.rng.randint(1, self.count - 1 if chance(self.rng, 0.15) else min(self.count - 1, 5))

    def write_extras(self):
        rng = self.rng
        balloon = None
        if self.level and chance(rng, 0.25):
            balloon = rng.choice([rng.randint(0, self.principal), self.principal // 2, self.principal,
                                  self.principal // 10, 0])
        elif chance(rng, 0.02):
            balloon = 0
        if balloon is not None:
            self.terms["balloonAmount"] = self.money(balloon)
        if self.level and not balloon:
            self.set("leveling", rng.choice(["NONE", "RESPREAD"]), "NONE")
        elif chance(rng, 0.2):
            self.terms["leveling"] = "NONE"
        if self.method == "FLAT" and self.per != "LOAN":
            self.set("flatInterest", rng.choice(["TERM", "PERIOD"]), "TERM")
        elif chance(rng, 0.2):
            self.terms["flatInterest"] = "TERM"
        self.set("residual", rng.choice(["LAST", "FIRST", "SPREAD"]), "LAST")
        if chance(rng, 0.35):
            grace = {"principal": self.grace_count(), "interestFree": self.grace_count()}
            grace["capitalized"] = self.grace_count() if self.method == "DECLINING" else 0
            for name in list(grace):
                if grace[name] == 0 and chance(rng, 0.6):
                    del grace[name]
            self.terms["grace"] = grace
        if chance(rng, 0.3):
            self.terms["installmentFee"] = self.money(
                rng.choice([0, 1, rng.randint(1, 500), rng.randint(1, max(1, self.principal // 50))]))

    def write_non_working_days(self):
        rng = self.rng
        self.working = lambda day: True
        if chance(rng, 0.4):
            days, weekend, holidays = {}, [], []
            if chance(rng, 0.85):
                weekend = rng.choice([["SUNDAY"], ["SATURDAY", "SUNDAY"], ["FRIDAY", "SATURDAY"],
                                      rng.sample(oracle.WEEKDAYS, rng.randint(0, 6))])
                days["weekdays"] = weekend
            if chance(rng, 0.7):
                for _ in range(rng.randint(0, 12)):  # on and about due dates, some in runs
                    row = rng.randint(0, self.count)
                    near = oracle.step_date(self.first_due or self.disbursed, row * self.every, self.unit)
                    near += rng.randint(-2, 2)
                    holidays.extend(range(near, near + rng.choice([1, 1, 1, 2, 4, 9])))
                holidays = sorted({day for day in holidays if 1 <= day <= oracle.LAST_DAY})
                if chance(rng, 0.2):
                    rng.shuffle(holidays)
                days["holidays"] = [oracle.format_date(day) for day in holidays]
            closed, off = set(holidays), set(weekend)
            self.working = lambda day: day not in closed and oracle.weekday(day) not in off
            rules = ["FOLLOWING", "MODIFIED_FOLLOWING", "PRECEDING"] + ["SKIP"] * 3 * (self.unit == "DAY")
            rule = rng.choice(rules)
            if rule != "FOLLOWING" or chance(rng, 0.7):
                days["rule"] = rule
            self.terms["nonWorkingDays"] = days
            if rule == "SKIP" and self.first_due is not None:
                while self.first_due < oracle.LAST_DAY and not self.working(self.first_due):
                    self.first_due += 1
        if self.first_due is not None:
            self.terms["firstDueDate"] = oracle.format_date(self.first_due)

    def write_account_options(self):
        rng = self.rng
        if chance(rng, 0.5):
            allocation = {}
            if chance(rng, 0.8):
                allocation["order"] = rng.sample(oracle.COMPONENTS, 4)
            if chance(rng, 0.8):
                allocation["across"] = rng.choice(["INSTALLMENT", "COMPONENT", "COMPONENT"])
            self.terms["allocation"] = allocation
        if chance(rng, 0.5):
            delinquency = {}
            if chance(rng, 0.6):
                delinquency["graceDays"] = rng.choice([0, 1, 2, 3, 5, 7, 30, 90])
            if chance(rng, 0.8):
                names, from_day, buckets = ["CURRENT", "WATCH", "SUBSTANDARD", "DOUBTFUL", "LOSS"], 0, []
                for name in names[:rng.randint(0, 5)]:
                    buckets.append({"name": name, "fromDay": from_day})
                    from_day += rng.choice([1, 1, 29, 30, 60, rng.randint(1, 200)])
                delinquency["buckets"] = buckets
            self.terms["delinquency"] = delinquency


# ------------------------------------------------------------------------------------------------
# Events
# ------------------------------------------------------------------------------------------------

class EventsWriter:
    """Writes events that follow the loan's status as they go, so that most of them are taken."""

    def __init__(self, rng, writer):
        self.rng, self.money = rng, writer.money
        self.disbursed, self.principal = writer.disbursed, writer.principal
        self.events, self.standing = [], {}
        self.with_roles = rng.choice(["none", "some", "all"])
        try:  # the schedule, so that amounts and dates fall where something happens
            schedule = oracle.build_schedule(oracle.Terms(writer.terms))
            self.totals = [row.principal + row.interest + row.fee for row in schedule.rows]
            self.dates = [row.due for row in schedule.rows]
        except oracle.LoanError:
            self.totals, self.dates = [self.principal], [self.disbursed + 30]
        self.write()

    def day(self, day):
        return oracle.format_date(min(max(day, oracle.FIRST_DAY), oracle.LAST_DAY))

    def add(self, event_type, day, **fields):
        event = {"type": event_type, "date": self.day(day)}
        event.update(fields)
        _, _, roles = oracle.TRANSITIONS[event_type]
        if self.with_roles == "all" or (self.with_roles == "some" and chance(self.rng, 0.5)):
            event["role"] = self.rng.choice(roles)
            if chance(self.rng, 0.004):
                event["role"] = self.rng.choice(oracle.ROLES)
        self.events.append(event)

    def remaining(self):
        return max(0, sum(self.totals) - sum(amount for amount, _ in self.standing.values()))

    def some_day(self):
        rng = self.rng
        if chance(rng, 0.75):
            # Mostly about the first due dates: that is where repayments are.
            index = min(int(rng.expovariate(0.25)), len(self.dates) - 1)
            day = self.dates[index] + rng.choice([0, 0, 0, -1, 1, rng.randint(-20, 60)])
        else:
            day = self.disbursed + rng.randint(0, max(1, self.dates[-1] - self.disbursed))
        if chance(rng, 0.06):
            day = self.disbursed
        return min(max(day, self.disbursed), oracle.LAST_DAY)

    def some_amount(self):
        rng, remaining = self.rng, max(1, self.remaining())
        index = rng.randrange(min(len(self.totals), 6))
        amount = rng.choice([
            self.totals[index], self.totals[0], sum(self.totals[:index + 1]),
            rng.randint(1, max(1, self.totals[index])), rng.randint(1, remaining), 1,
            remaining if chance(rng, 0.5) else self.totals[-1],
            remaining + rng.choice([-1, 1, 7]) if chance(rng, 0.4) else self.totals[0] + 1,
            remaining + log_uniform(rng, 1, 30) if chance(rng, 0.2) else max(1, remaining // 2)])
        return min(max(1, amount), oracle.INT64_MAX)

    def money_event(self, event_type, day):
        amount = self.some_amount()
        fields = {"amount": self.money(amount)}
        if chance(self.rng, 0.3):
            fields["method"] = self.rng.choice(["CASH", "TRANSFER", "MOBILE", ""])
        if chance(self.rng, 0.3):
            fields["reference"] = "R-%d" % self.rng.randint(1, 999)
        self.add(event_type, day, **fields)
        self.standing[len(self.events)] = (amount, day)

    def write_active(self):
        """Repayments and reversals on an active loan, mostly in order of date."""
        rng, latest = self.rng, self.disbursed
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 5, 8, 14])):
            if self.standing and (chance(rng, 0.22) or self.remaining() == 0 and chance(rng, 0.85)):
                number = rng.choice(sorted(self.standing))
                _, paid_at = self.standing.pop(number)
                latest = max(latest, paid_at + rng.choice([0, 1, rng.randint(0, 40)]))
                self.add("REVERSAL", latest if chance(rng, 0.8) else paid_at, of=number)
            elif self.remaining() > 0:
                day = self.some_day()
                if day < latest and chance(rng, 0.7):
                    day = latest + rng.randint(0, 30)
                latest = max(latest, day)
                self.money_event("REPAYMENT", day)
            else:
                break
        return latest

    def write_off(self, latest):
        rng = self.rng
        if self.remaining() == 0:
            return
        latest += rng.randint(0, 90)
        self.add("WRITE_OFF", latest)
        for _ in range(rng.choice([0, 1, 2, 3])):
            day = latest + rng.randint(0, 60)
            if chance(rng, 0.2):
                day = self.some_day()
            self.money_event("RECOVERY", day)

    def write(self):
        rng, roll = self.rng, self.rng.random()
        self.status = "ACTIVE"
        if roll < 0.12:
            self.status = rng.choice(oracle.STATUSES)
        elif roll < 0.62:
            latest = self.write_active()
            if chance(rng, 0.12):
                self.write_off(latest)
        elif roll < 0.66:
            self.status = "WRITTEN_OFF"
            for _ in range(rng.randint(1, 4)):
                self.money_event("RECOVERY", self.some_day())
        elif roll < 0.96:
            self.write_lifecycle()
        else:  # anything at all
            self.status = rng.choice(oracle.STATUSES)
            for _ in range(rng.randint(1, 3)):
                kind = rng.choice(list(oracle.TRANSITIONS))
                if kind in oracle.MONEY_EVENTS:
                    self.money_event(kind, self.some_day())
                elif kind == "REVERSAL":
                    self.add(kind, self.some_day(), of=rng.randint(1, 4))
                else:
                    self.add(kind, self.disbursed if kind == "DISBURSE" else self.some_day())

    def write_lifecycle(self):
        rng = self.rng
        self.status = status = rng.choice(["DRAFT", "DRAFT", "PENDING_APPROVAL", "APPROVED", "REJECTED"])
        day = self.disbursed - rng.randint(0, 40)
        while True:
            day = min(day + rng.randint(0, 5), self.disbursed)
            if chance(rng, 0.1):
                return
            if status in ("DRAFT", "PENDING_APPROVAL", "APPROVED") and chance(rng, 0.08):
                self.add("CANCEL", day)
                if self.events[-1].get("role") and status == "DRAFT":
                    self.events[-1]["role"] = rng.choice(oracle.ROLES)
                return
            if status == "DRAFT":
                self.add("SUBMIT", day)
                status = "PENDING_APPROVAL"
            elif status == "PENDING_APPROVAL":
                status = "REJECTED" if chance(rng, 0.2) else "APPROVED"
                self.add("REJECT" if status == "REJECTED" else "APPROVE", day)
            elif status == "REJECTED":
                self.add("REVISE", day)
                status = "DRAFT"
            else:
                self.add("DISBURSE", self.disbursed)
                latest = self.write_active() if chance(rng, 0.7) else self.disbursed
                if chance(rng, 0.15):
                    self.write_off(latest)
                return


# ------------------------------------------------------------------------------------------------
# Spoiling a case in one place, or in two of which one is met first
# ------------------------------------------------------------------------------------------------

def spoil_form(rng, case):
    """MALFORMED_INPUT, as a changed object or as text."""
    terms, events = case["terms"], case.get("events", [])
    objects = [case, terms, terms["rate"]] + events
    objects += [terms[name] for name in ("rounding", "grace", "allocation", "delinquency",
                                         "nonWorkingDays") if name in terms]
    kind = rng.randrange(12)
    if kind == 0:
        rng.choice(objects)[rng.choice(["extra", "Amount", "rates", "of_"])] = rng.choice([1, "x", None, []])
    elif kind == 1:
        del terms[rng.choice(["currency", "principalAmount", "rate", "termCount", "termUnit",
                              "disbursedAt"])]
    elif kind == 2:
        del terms["rate"][rng.choice(["percent", "per"])]
    elif kind == 3:
        terms[rng.choice(["principalAmount", "disbursedAt", "termUnit", "dayCount", "leveling",
                          "balloonAmount", "firstDueDate"])] = rng.choice([1, 2.5, True, None, [], {}])
    elif kind == 4:
        terms[rng.choice(["termCount", "termEvery"])] = rng.choice(["12", 1.5, True, None, [], {}])
    elif kind == 5:
        terms[rng.choice(["rate", "grace", "rounding", "nonWorkingDays", "allocation", "delinquency",
                          "currency"])] = rng.choice([1, None, [], False])
    elif kind == 6:
        case["format"] = rng.choice(["loan-case/2", "loan-result/1", "", 1, None])
    elif kind == 7:
        case["status"] = rng.choice(["active", "OPEN", "", 3, None])
    elif kind == 8:
        case["asOf"] = rng.choice(["2026-13-01", "2026-02-30", "2026-2-3", "today", "", 20260301, None,
                                   "2026-03-01T00:00:00Z", "12026-01-01", "2025-02-29"])
    elif kind == 9:
        if events:
            event = rng.choice(events)
            if chance(rng, 0.4):
                del event[rng.choice(["type", "date"])]
            else:
                event[rng.choice(["type", "date", "role", "method", "reference"])] = rng.choice([1, None, {}])
        else:
            case["events"] = rng.choice([{}, "none", [1], [None], None])
    elif kind == 10:
        del case[rng.choice(["format", "terms"])]
    else:
        text = json.dumps(case, separators=(",", ":"))
        return rng.choice([
            text[:-1], text + "}", text[1:], "[]", "null", "17", '"loan-case/1"', "{}", "[" + text + "]",
            text.replace('"terms":{', '"terms":{"termCount":1,', 1),
            text.replace('{"format"', '{"format":"loan-case/1","format"', 1),
            text.replace('"rate":{', '"rate":{"percent":"1",', 1)])
    return None


def spoil_terms(rng, case):
    """INVALID_TERMS: content of one field, or one combination."""
    terms = case["terms"]

    def put(path, value):
        target = terms
        for name in path[:-1]:
            target = target.setdefault(name, {})
        target[path[-1]] = value

    flat = terms.get("interestMethod") == "FLAT"
    bad_amounts = ["-1", "1e3", "1,000", "", " 1", "1.", ".5", "+1", "0x10", "1.0000000", "abc", "\u0661"]
    bad_dates = ["2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "", "2100-02-29",
                 "2026-01-01 ", "-2026-01-01", "2026-04-31", "2026-06-00"]
    choices = [
        (("currency",), rng.choice(["usd", "ZZZ", "", "US", "EURO", "ANG", "XAU", "XTS"])),
        (("currency",), {"code": "XTS", "exponent": rng.choice([-1, 7, 100])}),
        (("principalAmount",), rng.choice(bad_amounts + ["0", "-5"])),
        (("rate", "percent"), rng.choice(["-1", "1/0", "1e1", "", "5%", "1/3/5", "/3", "3/", "1.5/2", "-1/3",
                                          "+2", "0x1", "NaN", " 2", "2,5", "1/3.5", "1" * 257,
                                          "0." + "1" * 255])),
        (("rate", "per"), rng.choice(["QUARTER", "year", "", "YEARLY"])),
        (("interestMethod",), rng.choice(["COMPOUND", "flat", ""])),
        (("amortization",), rng.choice(["EQUAL", "bullet", ""])),
        (("termCount",), rng.choice([0, -1, 3661, 100000, 2**63])),
        (("termUnit",), rng.choice(["YEAR", "month", ""])),
        (("termEvery",), rng.choice([0, -3, 367, 5000])),
        (("disbursedAt",), rng.choice(bad_dates)),
        (("firstDueDate",), rng.choice(bad_dates + [terms["disbursedAt"], "0001-01-01"])),
        (("dayCount",), rng.choice(["ACT/365", "30/365", "equal", "ACT/ACT", ""])),
        (("rounding", rng.choice(["mode", "interestMode", "installmentMode"])), rng.choice(["HALF", "up"])),
        (("rounding", rng.choice(["interestUnit", "installmentUnit"])),
         rng.choice(bad_amounts + ["0", "-1", "0.0000001"])),
        (("leveling",), rng.choice(["ALL", "none"])),
        (("flatInterest",), rng.choice(["LOAN", "period"])),
        (("residual",), rng.choice(["MIDDLE", "last"])),
        (("grace", rng.choice(["principal", "interestFree", "capitalized"])),
         rng.choice([-1, terms["termCount"], terms["termCount"] + 5])),
        (("installmentFee",), rng.choice(bad_amounts)),
        (("nonWorkingDays", "weekdays"), rng.choice([["SUN"], ["MONDAY", "sunday"], list(oracle.WEEKDAYS)])),
        (("nonWorkingDays", "holidays"), [rng.choice(bad_dates)]),
        (("nonWorkingDays", "holidays"), ["2026-12-25", rng.choice(bad_dates)]),
        (("nonWorkingDays", "rule"), rng.choice(["NEXT", "following"])),
        (("allocation", "across"), rng.choice(["LOAN", "component"])),
        (("allocation", "order"), rng.choice([
            ["PENALTY", "FEE", "INTEREST"], ["PENALTY", "FEE", "INTEREST", "TAX"],
            ["PENALTY", "FEE", "FEE", "PRINCIPAL"], []])),
        (("delinquency", "graceDays"), rng.choice([-1, 3660001])),
        (("delinquency", "buckets"), [{"name": "B", "fromDay": day} for day in range(1001)]),
        (("delinquency", "buckets"), rng.choice([
            [{"name": "A", "fromDay": 1}],
            [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": 5}, {"name": "C", "fromDay": 5}],
            [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": rng.choice([-5, 3660001])}]])),
    ]
    combinations = []
    if flat:
        grace = dict(terms.get("grace", {}), capitalized=1)
        if terms["termCount"] > 1:
            combinations.append({"grace": grace})
        combinations.append({"leveling": "RESPREAD"})
        combinations.append({"balloonAmount": terms["principalAmount"]})
        if terms["rate"]["per"] == "LOAN":
            combinations.append({"flatInterest": "PERIOD"})
            combinations.append({"dayCount": "ACT/360"})
    else:
        combinations.append({"rate": {"percent": "5", "per": "LOAN"}})
        combinations.append({"flatInterest": "PERIOD"})
        if terms.get("amortization", "EQUAL_INSTALLMENTS") != "EQUAL_INSTALLMENTS":
            combinations.append({"leveling": "RESPREAD"})
            combinations.append({"balloonAmount": terms["principalAmount"]})
        elif terms.get("leveling") == "RESPREAD":
            combinations.append({"balloonAmount": terms["principalAmount"]})
        else:
            combinations.append({"balloonAmount": oracle.format_amount(2**62, 0)})
    days = dict(terms.get("nonWorkingDays", {}), rule="SKIP", weekdays=["SUNDAY"])
    if terms["termUnit"] != "DAY":
        combinations.append({"nonWorkingDays": days})
    elif "firstDueDate" in terms:
        combinations.append({"nonWorkingDays": dict(days, holidays=[terms["firstDueDate"]])})
    if chance(rng, 0.35):
        terms.update(rng.choice(combinations))
    else:
        put(*rng.choice(choices))


def spoil_event(rng, case, writer, events):
    """INVALID_EVENT: the form of an event, or what only the loan can tell."""
    def repayment(**changes):
        return dict({"type": "REPAYMENT", "date": events.day(events.some_day()),
                     "amount": writer.money(1)}, **changes)
    case.pop("asOf", None)
    case["status"], case["events"] = "ACTIVE", []
    late = events.day(max(events.dates[-1], writer.disbursed) + 5)
    case["events"] += rng.choice([
        [repayment(amount=rng.choice(["0", "-1", "1e2", "", "1.0000000", "1.", "ten", "0.0"]))],
        [repayment(date=rng.choice(["2026-02-30", "soon", "", "2026-1-2"]))],
        [repayment(role=rng.choice(["TELLER", "admin", ""]))],
        [repayment(type=rng.choice(["PAYMENT", "repayment", ""]))],
        [repayment(of=1)],
        [{"type": "REPAYMENT", "date": late}],
        [{"type": "WRITE_OFF", "date": late, "amount": writer.money(1)}],
        [{"type": "REVERSAL", "date": late}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": rng.choice([0, -1])}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": rng.choice([2, 3, 99])}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": 1}, {"type": "REVERSAL", "date": late, "of": 1}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": 1}, {"type": "REVERSAL", "date": late, "of": 2}],
        [repayment(date=late), {"type": "REVERSAL", "date": events.day(writer.disbursed), "of": 1}],
        [repayment(date=events.day(writer.disbursed - rng.choice([1, 1, 40])))],
        [repayment(), repayment(amount="0")],
        [repayment(amount="0", role="admin")], [repayment(date="", of=1)],
    ])
    if chance(rng, 0.1):
        case["status"] = "WRITTEN_OFF"
        case["events"] = [repayment(type="RECOVERY", date=events.day(writer.disbursed - 1))]
    if chance(rng, 0.1):
        case["status"] = "APPROVED"
        case["events"] = [{"type": "DISBURSE", "date": events.day(writer.disbursed + rng.choice([-1, 1]))}]
    if chance(rng, 0.1):  # form counts also where the event has not happened yet
        case["asOf"] = events.day(writer.disbursed - 1)


def spoil_transition(rng, case, writer, events):
    """ILLEGAL_TRANSITION or FORBIDDEN_ROLE."""
    case.pop("asOf", None)
    kind = rng.choice(list(oracle.TRANSITIONS))
    froms, _, roles = oracle.TRANSITIONS[kind]
    # The date may be wrong too: status and role are asked first.
    event = {"type": kind, "date": events.day(writer.disbursed - rng.choice([0, 0, 1]))}
    if kind in oracle.MONEY_EVENTS:
        event["amount"] = writer.money(1)
    if kind == "REVERSAL":
        event["of"] = 1
    forbidden = [role for role in oracle.ROLES if role not in roles]
    if forbidden and chance(rng, 0.5):
        case["status"] = rng.choice(froms)
        event["role"] = rng.choice(forbidden)
    else:
        case["status"] = rng.choice([status for status in oracle.STATUSES if status not in froms])
        if chance(rng, 0.5):
            event["role"] = rng.choice(oracle.ROLES)
    case["events"] = [event]


def spoil_range(rng, case, writer, events):
    """AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE or NEGATIVE_AMORTIZATION."""
    terms = case["terms"]
    kind = rng.randrange(9)
    beyond = oracle.format_amount(2**63 + rng.choice([0, 1, 10**18, 10**30]), writer.exponent)
    if kind == 0:
        terms[rng.choice(["principalAmount", "installmentFee"])] = beyond
    elif kind == 1:
        case["status"], case["events"] = "ACTIVE", [
            {"type": "REPAYMENT", "date": terms["disbursedAt"], "amount": beyond}]
    elif kind == 2:
        terms["principalAmount"] = oracle.format_amount(2**63 - 1, writer.exponent)
        terms.pop("balloonAmount", None)
    elif kind == 3:
        terms["installmentFee"] = oracle.format_amount(2**62, writer.exponent)
    elif kind == 4:
        terms[rng.choice(["disbursedAt", "firstDueDate"])] = "0000-01-01"
    elif kind == 5:
        terms["disbursedAt"] = "9999-12-%02d" % rng.randint(1, 31)
        terms.pop("firstDueDate", None)
    elif kind == 6:
        case["asOf"] = "0000-12-31"
    else:
        for name in ("grace", "leveling", "nonWorkingDays", "flatInterest", "interestMethod", "amortization"):
            terms.pop(name, None)
        terms.update({"termCount": rng.randint(3, 40), "dayCount": "EQUAL", "rate": {
            "percent": str(rng.randint(40, 900)), "per": rng.choice(["YEAR", "MONTH"])}})
        terms["rounding"] = {"installmentMode": rng.choice(["DOWN", "FLOOR", "HALF_EVEN"]),
                             "installmentUnit": writer.money(max(1, writer.principal // rng.randint(2, 60)))}


# ------------------------------------------------------------------------------------------------
# Cases
# ------------------------------------------------------------------------------------------------

def generate_line(seed, number):
    """The text of case `number` of `seed`: JSON, but for a few that are not."""
    rng = random.Random("%d:%d" % (seed, number))
    writer = TermsWriter(rng)
    events = EventsWriter(rng, writer)
    case = {"format": "loan-case/1", "name": "random %d:%d" % (seed, number), "terms": writer.terms}
    if chance(rng, 0.03):
        del case["name"]
    if chance(rng, 0.03):
        case["name"] = rng.choice(["", "\u00fc \u20ac \U0001f4b6", "quote \" and \\ slash / tab \t"])
    if chance(rng, 0.03):
        case["source"], case["expect"] = "generated", {"status": "ACTIVE"}
    if events.status != "ACTIVE" or chance(rng, 0.3):
        case["status"] = events.status
    if events.events or chance(rng, 0.5):
        case["events"] = events.events
    if chance(rng, 0.65):
        if chance(rng, 0.5):
            as_of = max([events.some_day()] + [oracle.parse_date(event["date"], "", "")
                                               for event in events.events]) + rng.randint(0, 60)
        else:
            as_of = events.some_day() + rng.choice([0, 0, 1, rng.randint(-5, 400)])
        if chance(rng, 0.02):
            as_of = writer.disbursed - rng.randint(1, 50)
        case["asOf"] = events.day(as_of)
    if chance(rng, 0.09):
        spoils = [rng.choice(["form", "terms", "terms", "event", "transition", "range"])]
        if chance(rng, 0.25):  # two errors: the first one met wins
            spoils = rng.choice([["terms", "terms"], ["terms", "event"], ["terms", "transition"],
                                 ["terms", "form"], ["event", "form"], ["transition", "form"],
                                 ["range", "form"]])
        for spoil in spoils:
            if spoil == "form":
                text = spoil_form(rng, case)
                if text is not None:
                    return text
            elif spoil == "terms":
                spoil_terms(rng, case)
            else:
                {"event": spoil_event, "transition": spoil_transition, "range": spoil_range}[spoil](
                    rng, case, writer, events)
    return json.dumps(case, separators=(",", ":"), ensure_ascii=chance(rng, 0.5))


def main():
    parser = argparse.ArgumentParser(description="Seeded random loan cases as JSON Lines.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--distribution", action="store_true",
                        help="what the cases reach, to standard error; exit status 1 where not all of it")
    options = parser.parse_args()
    reached = distribution.Distribution()
    for number in range(options.start, options.start + options.count):
        line = generate_line(options.seed, number)
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        if options.distribution:
            reached.add(line, oracle.evaluate_text(line))
    return 1 if options.distribution and not reached.report(sys.stderr) else 0


if __name__ == "__main__":
    sys.exit(main())
