"""Random terms of servicing, added to terms without a refused combination."""

import loan_oracle as oracle
from draw import chance

# What a case may hold: the first part alone, new terms that only shape the schedule, everything under
# accrual SCHEDULED, everything with DAILY in all that can have it, or a mixture.
REACHES = ("plain", "terms", "scheduled", "daily", "all")


class OptionsWriter:
    """Adds the terms of servicing to those of a TermsWriter, which has everything but them."""

    def __init__(self, rng, writer, reach):
        self.rng, self.writer, self.terms = rng, writer, writer.terms
        if reach == "plain" or reach == "all" and chance(rng, 0.2):
            return
        self.write_series()
        self.write_money_terms()
        if reach != "terms":
            self.write_account_terms(reach)

    # -- what only shapes the schedule --

    def write_series(self):
        rng, writer, terms = self.rng, self.writer, self.terms
        skip = terms.get("nonWorkingDays", {}).get("rule") == "SKIP"
        if chance(rng, 0.05) and not skip:
            self.pay_in_advance()
        elif chance(rng, 0.2) and writer.unit == "MONTH":
            self.write_due_days()
        elif chance(rng, 0.12) and not skip and writer.per != "LOAN" and writer.count <= 60:
            self.write_due_dates()
        if chance(rng, 0.3):
            writer.set("firstPeriod", rng.choice(["WHOLE", "PRORATED", "PRORATED"]), "WHOLE")
        grace = terms.get("grace", {})
        if (writer.method == "DECLINING" and writer.count > 1 and not grace.get("capitalized")
                and chance(rng, 0.12)):
            terms["grace"] = dict(grace, deferred=rng.randint(1, min(writer.count - 1, 4)))
        elif chance(rng, 0.02):
            terms["grace"] = dict(grace, deferred=0)

    def pay_in_advance(self):
        self.writer.first_due = self.writer.disbursed
        self.terms["firstDueDate"] = self.terms["disbursedAt"]

    def write_due_days(self):
        rng, writer, terms = self.rng, self.writer, self.terms
        days = sorted(rng.sample(range(1, 28), rng.randint(0, 3)))
        if not days or chance(rng, 0.5):
            days.append(rng.choice([28, 29, 30, 31, 31, 31]))
        terms["dueDays"] = days
        terms.pop("firstDueDate", None)
        writer.first_due = None
        if chance(rng, 0.5):
            day = writer.disbursed + rng.randint(0, 70)
            while day <= oracle.LAST_DAY:
                year, month, number = oracle.to_civil(day)
                if any(min(each, oracle.month_length(year, month)) == number for each in days):
                    terms["firstDueDate"] = oracle.format_date(day)
                    writer.first_due = day
                    break
                day += 1

    def write_due_dates(self):
        rng, writer, terms = self.rng, self.writer, self.terms
        day, dates = writer.disbursed + rng.choice([0, 1, 14, 31, rng.randint(1, 90)]), []
        step = rng.choice([7, 14, 30, 31, 91, rng.randint(1, 200)])
        for _ in range(writer.count):
            if day > oracle.LAST_DAY:
                break
            dates.append(oracle.format_date(day))
            day += step if chance(rng, 0.7) else rng.randint(1, 2 * step)
        if not dates or max(list(terms.get("grace", {}).values()) + [0]) >= len(dates):
            return
        for name in ("termCount", "termUnit", "termEvery", "firstDueDate"):
            terms.pop(name, None)
        writer.first_due, writer.count = None, len(dates)
        terms["dueDates"] = dates
        if terms.get("dayCount", "EQUAL").startswith("EQUAL"):
            terms["dayCount"] = rng.choice([each for each in oracle.DAY_COUNTS
                                            if not each.startswith("EQUAL")])

    def write_money_terms(self):
        rng, writer, terms = self.rng, self.writer, self.terms
        if chance(rng, 0.15):
            fees = []
            for index in range(rng.choice([1, 1, 1, 2, 3])):
                fee = {"name": "fee %d" % index}
                fee.update(self.part(writer.principal, [0, 50, 100, 250, 275]))
                fee["collect"] = rng.choice(["DEDUCTED", "FINANCED", "SEPARATE"])
                fees.append(fee)
            terms["upfrontFees"] = fees
        if chance(rng, 0.14):
            terms["downPayment"] = self.part(writer.principal // 2, [0, 500, 1000, 2000, 2500])
            if terms.get("balloonAmount"):
                terms["balloonAmount"] = writer.money(0)
        if (terms.get("amortization", "EQUAL_INSTALLMENTS") == "EQUAL_INSTALLMENTS"
                and terms.get("leveling") != "RESPREAD" and chance(rng, 0.15)):
            try:
                level = oracle.Plan(oracle.Terms(terms)).level
            except oracle.LoanError:
                level = None
            if level:
                percent = rng.choice([100, 100, 101, 105, 120, 99, 150])
                level = max(1, level * percent // 100 + rng.randint(-1, 1))
                terms["installmentAmount"] = writer.money(min(level, oracle.INT64_MAX))

    def part(self, most, hundredths):
        """An amount or a percent."""
        rng = self.rng
        if chance(rng, 0.5):
            return {"amount": self.writer.money(rng.randint(0, max(0, most // rng.choice([1, 5, 20, 50]))))}
        return {"percent": rng.choice([oracle.format_amount(rng.choice(hundredths), 2), "1/3", "10/3", "2"])}

    # -- what acts on the account --

    def write_account_terms(self, reach):
        rng, writer, terms = self.rng, self.writer, self.terms
        declining = writer.method == "DECLINING"
        grace = terms.get("grace", {})
        daily = (declining and not terms.get("balloonAmount", "0").strip("0.") and writer.count <= 60
                 and not grace.get("capitalized") and not grace.get("deferred")
                 and (reach == "daily" or reach == "all" and chance(rng, 0.4)))
        if daily:
            terms["accrual"] = "DAILY"
        elif chance(rng, 0.1):
            terms["accrual"] = "SCHEDULED"
        if chance(rng, 0.45):
            prepayment = {}
            if chance(rng, 0.9):
                prepayment["effect"] = rng.choice(
                    ["ADVANCE", "REDUCE_TERM", "REDUCE_INSTALLMENT"] if declining else ["ADVANCE"])
            if chance(rng, 0.7):
                prepayment["interest"] = rng.choice(
                    ["TO_DATE", "AT_DUE_DATE"] + ["WHOLE_PERIOD"] * (not daily))
            terms["prepayment"] = prepayment
        if chance(rng, 0.4):
            settlement = {}
            if chance(rng, 0.8):
                settlement["interest"] = rng.choice(["TO_DATE", "WHOLE_PERIOD"] + (
                    [] if daily else ["FULL_TERM", "RULE_OF_78", "RULE_OF_78"]))
            if chance(rng, 0.4):
                settlement["fee"] = self.part(writer.principal // 20, [0, 100, 150, 200])
            if chance(rng, 0.3):
                settlement["retained"] = rng.choice(["0", "20", "50", "100", "100/3"])
            terms["settlement"] = settlement
        if chance(rng, 0.35):
            terms["lateCharges"] = [self.late_rule() for _ in range(rng.choice([1, 1, 1, 2, 3]))]
            if chance(rng, 0.35):
                terms["lateChargeLimit"] = rng.choice([
                    {"percent": rng.choice(["1", "5", "100", "0"]), "of": "PRINCIPAL"},
                    {"amount": writer.money(rng.randint(0, max(1, writer.principal // 10)))}])
        if chance(rng, 0.5):
            allocation = dict(terms.get("allocation", {}))
            for name in ("pastDue", "due", "inAdvance"):
                if chance(rng, 0.4):
                    allocation[name] = rng.sample(oracle.COMPONENTS, 4)
            if chance(rng, 0.7):
                allocation["advance"] = rng.choice(["NEXT", "LAST", "CURRENT_THEN_LAST", "SPREAD"])
            terms["allocation"] = allocation
        if chance(rng, 0.3):
            delinquency = dict(terms.get("delinquency", {}))
            if chance(rng, 0.7):
                delinquency["tolerance"] = writer.money(rng.choice([
                    0, 1, 5, 100, rng.randint(0, max(1, writer.principal // 20))]))
            if chance(rng, 0.7):
                delinquency["daysFrom"] = rng.choice(["DUE_DATE", "DUE_DATE_INCLUSIVE", "GRACE_END"])
            terms["delinquency"] = delinquency

    def late_rule(self):
        rng, writer = self.rng, self.writer
        kind = rng.choice(["amount", "percent", "percent", "rate", "rate"])
        if kind == "amount":
            rule = {"amount": writer.money(rng.randint(1, max(1, writer.principal // 100)))}
        elif kind == "percent":
            rule = {"percent": rng.choice(["5", "1", "2.5", "10", "1/3"]),
                    "of": rng.choice(["INSTALLMENT", "OVERDUE_PRINCIPAL", "OVERDUE"])}
        else:
            rule = {"rate": {"percent": rng.choice(["36", "12", "24.5", "100/3", "3"]),
                             "per": rng.choice(["YEAR", "YEAR", "MONTH", "DAY", "WEEK"])},
                    "of": rng.choice(["OVERDUE_PRINCIPAL", "OVERDUE"]),
                    "yearDays": rng.choice([360, 364, 365])}
            if chance(rng, 0.6):
                rule["from"] = rng.choice(["DUE_DATE", "GRACE_END"])
        rule["afterDays"] = rng.choice([0, 0, 1, 3, 5, 7, 30])
        if kind != "rate" and chance(rng, 0.4):
            rule["every"] = {"count": rng.choice([1, 1, 2, 7, 30]),
                             "unit": rng.choice(["DAY", "WEEK", "MONTH"])}
            if chance(rng, 0.6) or rule["every"]["unit"] == "DAY":
                rule["times"] = rng.choice([1, 2, 3, 4, 12])
        if chance(rng, 0.3):
            rule["component"] = rng.choice(["FEE", "PENALTY"])
        return rule
