"""Random terms without a refused combination."""

import loan_oracle as oracle
from draw import chance, log_uniform
from options_writer import OptionsWriter

WORDS = {
    "interestMethod": ["DECLINING", "FLAT"],
    "amortization": ["EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"],
    "dayCount": list(oracle.DAY_COUNTS),
    "mode": list(oracle.ROUNDING_MODES),
}
CURRENCIES = ["USD", "EUR", "NGN", "GBP", "INR", "KES", "PHP", "MXN", "JPY", "JPY", "KRW", "XOF", "VND",
              "KWD", "KWD", "BHD", "TND"]
EVERY_CURRENCY = sorted(oracle.CURRENCY_EXPONENT)


class TermsWriter:
    """Writes terms without a refused combination; `terms` is the JSON object."""

    def __init__(self, rng, reach="all"):
        self.rng, self.terms = rng, {}
        self.write_product()
        self.write_amounts()
        self.write_dates()
        self.write_rate()
        self.write_rounding()
        self.write_extras()
        self.write_non_working_days()
        self.write_account_options()
        OptionsWriter(rng, self, reach)

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
            if self.unit == "WEEK" and oracle.weekday(self.first_due or self.disbursed) not in off:
                rules.append("SKIP")
            rule = rng.choice(rules)
            if rule != "FOLLOWING" or chance(rng, 0.7):
                days["rule"] = rule
            self.terms["nonWorkingDays"] = days
            if rule == "SKIP" and self.first_due is not None:
                step = 7 if self.unit == "WEEK" else 1
                while self.first_due + step <= oracle.LAST_DAY and not self.working(self.first_due):
                    self.first_due += step
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
