"""Random account events, one of each kind at a time, on the account of their date."""

import loan_oracle as oracle
from draw import chance


class AccountEvents:
    """What an EventsWriter tries; needs its `rng`, `log`, `terms`, `money`, `try_event` and so on."""

    def account_event(self, kind, day):
        """Tries one event of a kind; whether it was added."""
        if kind == "REVERSAL":
            return self.reversal(day)
        if kind in ("REPAYMENT", "RECOVERY"):
            return self.money_event(kind, day)
        if kind == "WRITE_OFF":
            return self.try_event(kind, day)
        return getattr(self, kind.lower())(day)

    def money_event(self, event_type, day):
        fields = {"amount": self.money(self.some_amount(day))}
        if chance(self.rng, 0.3):
            fields["method"] = self.rng.choice(["CASH", "TRANSFER", "MOBILE", ""])
        if chance(self.rng, 0.3):
            fields["reference"] = "R-%d" % self.rng.randint(1, 999)
        return self.try_event(event_type, day, **fields)

    def reversal(self, day):
        rng, log = self.rng, self.log
        targets = [event for event in log.events if event.type in oracle.ACCOUNT
                   and (event.type != "REVERSAL" and event.number not in log.reversals
                        or chance(rng, 0.01))]
        if not targets:
            return False
        target = rng.choice(targets)
        if day < target.date and not chance(rng, 0.02):
            day = target.date + rng.choice([0, 0, 1, rng.randint(0, 40)])
        return self.try_event("REVERSAL", day, of=target.number)

    def settlement(self, day):
        rng = self.rng
        amount = sum(oracle.figure(self.log.account(day), day)[0].values())
        if chance(rng, 0.3):
            amount += rng.choice([1, rng.randint(1, 500), rng.randint(1, max(1, self.principal // 10))])
        elif chance(rng, 0.02):
            amount = max(0, amount - rng.randint(1, 10))
        return self.try_event("SETTLEMENT", day, amount=self.money(min(amount, oracle.INT64_MAX)))

    def some_part(self, most):
        """An amount above zero, of the size of what a row owes, but for a few not above `most`."""
        rng = self.rng
        return max(1, rng.choice([most, most, rng.randint(1, max(1, most)), most // 2, 1,
                                  most + 1 if chance(rng, 0.1) else most // 3]))

    def charge(self, day):
        rng = self.rng
        fields = {"component": rng.choice(["FEE", "PENALTY"]),
                  "amount": self.money(min(self.some_part(max(1, self.totals[0] // 10)), oracle.INT64_MAX))}
        if chance(rng, 0.2):
            fields["reason"] = rng.choice(["", "returned cheque", "\u00fc" * 20])
        if chance(rng, 0.1):
            day = self.dates[-1] + rng.randint(0, 40)
        return self.try_event("CHARGE", day, **fields)

    def waiver(self, day):
        rng, account = self.rng, self.log.account(day)
        component = rng.choice(list(oracle.COMPONENTS) + ["INTEREST", "PRINCIPAL"])
        most = account.unpaid(component)
        if component in ("INTEREST", "PRINCIPAL") and chance(rng, 0.8):
            most = min(most, account.rows[0].unpaid(component) or most // 5)
        return self.try_event("WAIVER", day, component=component, amount=self.money(self.some_part(most)))

    def drawdown(self, day):
        rng = self.rng
        amount = rng.choice([self.principal, self.principal // 2, self.principal // 10,
                             rng.randint(1, max(1, self.principal)), 1])
        return self.try_event("DRAWDOWN", day, amount=self.money(min(max(1, amount), oracle.INT64_MAX)))

    def rate(self):
        rng = self.rng
        percent = rng.choice(["0", "12", "7.25", "24", "100/3", "36", "3", "1.5",
                              self.terms["rate"]["percent"], self.terms["rate"]["percent"]])
        per = self.terms["rate"]["per"]
        if per == "LOAN" or chance(rng, 0.3):
            per = rng.choice(["YEAR", "YEAR", "YEAR", "MONTH"])
        return {"percent": percent, "per": per}

    def rate_change(self, day):
        rng, fields = self.rng, {}
        if chance(rng, 0.6):
            fields["keep"] = rng.choice(["TERM", "INSTALLMENT"])
        return self.try_event("RATE_CHANGE", day, rate=self.rate(), **fields)

    def interest_pause(self, day):
        until = day + self.rng.choice([1, 7, 30, 31, self.rng.randint(1, 120)])
        return self.try_event("INTEREST_PAUSE", day, until=self.day(until))

    def refund(self, day):
        rng, over = self.rng, self.log.account(day).overpaid_amount()
        amount = max(1, rng.choice([over, over, over // 2, 1, over + 1 if chance(rng, 0.1) else over]))
        return self.try_event("REFUND", day, amount=self.money(min(amount, oracle.INT64_MAX)))

    def reschedule(self, day):
        rng, count = self.rng, self.rng.choice([1, 2, 3, 6, 12, self.rng.randint(1, 30)])
        terms = {"termCount": count}
        flat = self.terms.get("interestMethod") == "FLAT"
        daily = self.terms.get("accrual") == "DAILY"
        if "dueDates" in self.terms or chance(rng, 0.3):
            terms["termUnit"] = rng.choice(["MONTH", "MONTH", "WEEK", "DAY"])
        if chance(rng, 0.2):
            terms["termEvery"] = rng.choice([1, 2, 3, 14])
        if chance(rng, 0.3):
            terms["firstDueDate"] = self.day(day + rng.choice([0, 1, 15, 30, rng.randint(1, 100)]))
        elif chance(rng, 0.1):
            terms["dueDays"] = rng.choice([[1], [15, 31], [5, 20], [31], [1, 8, 15, 22]])
        elif chance(rng, 0.1) and not self.terms.get("dayCount", "EQUAL").startswith("EQUAL"):
            dates = sorted({day + rng.randint(1, 400) for _ in range(count)})
            terms["dueDates"] = [self.day(each) for each in dates]
            for name in ("termCount", "termUnit", "termEvery"):
                terms.pop(name, None)
        if chance(rng, 0.3):
            terms["rate"] = self.rate()
        if chance(rng, 0.3):
            terms["amortization"] = rng.choice(["EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"])
        if chance(rng, 0.2) and count > 1:
            names = ["principal", "interestFree"]
            if not flat and not daily:
                names += ["capitalized", "deferred"]
            terms["grace"] = {rng.choice(names): rng.randint(0, min(count - 1, 3))}
        if chance(rng, 0.1) and not flat and not daily:
            terms["balloonAmount"] = self.money(rng.randint(0, max(1, self.principal // 5)))
        if chance(rng, 0.2):
            terms["installmentFee"] = self.money(rng.randint(0, max(1, self.totals[0] // 20)))
        if chance(rng, 0.1):
            terms["installmentAmount"] = self.money(max(1, self.totals[0] * rng.randint(80, 150) // 100))
        fields = {"terms": terms}
        if chance(rng, 0.5):
            fields["arrears"] = rng.choice(["KEEP", "CAPITALIZE"])
        return self.try_event("RESCHEDULE", day, **fields)
