"""Random events that follow the loan: most of them are taken."""

import loan_oracle as oracle
from draw import chance, log_uniform

# How often which kind of account event is tried, by the account's status on its date.
HABITS = {
    "payer": {"ACTIVE": {"REPAYMENT": 12, "REVERSAL": 2},
              "COMPLETED": {"REVERSAL": 4, "REPAYMENT": 2},
              "WRITTEN_OFF": {"RECOVERY": 1}},
    "trouble": {"ACTIVE": {"REPAYMENT": 5, "REVERSAL": 2, "WRITE_OFF": 3},
                "COMPLETED": {"REVERSAL": 3, "REPAYMENT": 1},
                "WRITTEN_OFF": {"RECOVERY": 5, "REVERSAL": 3}},
    "corrections": {"ACTIVE": {"REPAYMENT": 4, "REVERSAL": 3, "WRITE_OFF": 1},
                    "COMPLETED": {"REVERSAL": 3, "REPAYMENT": 2},
                    "WRITTEN_OFF": {"RECOVERY": 2, "REVERSAL": 3}},
}


class EventsWriter:
    """Writes events one after the other, looking at the account on the date of each."""

    def __init__(self, rng, writer):
        self.rng, self.money, self.exponent = rng, writer.money, writer.exponent
        self.disbursed, self.principal = writer.disbursed, writer.principal
        self.events, self.refused = [], False
        self.with_roles = rng.choice(["none", "some", "all"])
        self.status = rng.choice(["ACTIVE"] * 7 + ["DRAFT", "DRAFT", "PENDING_APPROVAL", "APPROVED",
                                                   "REJECTED", "CANCELLED"])
        try:  # the schedule, so that amounts and dates fall where something happens
            terms = oracle.Terms(writer.terms)
            schedule = oracle.build_schedule(terms)
            self.log = oracle.Log(terms, schedule, self.status)
            self.totals = [row.principal + row.interest + row.fee for row in schedule.rows]
            self.dates = [row.due for row in schedule.rows]
        except oracle.LoanError:
            self.log, self.totals, self.dates = None, [self.principal], [self.disbursed + 30]
        self.write()

    # -- one event --

    def day(self, day):
        return oracle.format_date(min(max(day, oracle.FIRST_DAY), oracle.LAST_DAY))

    def try_event(self, event_type, day, **fields):
        """Adds the event where the loan takes it, and a few that it does not; whether it was added."""
        event = {"type": event_type, "date": self.day(day)}
        event.update(fields)
        _, _, roles = oracle.TRANSITIONS[event_type]
        if self.with_roles == "all" or (self.with_roles == "some" and chance(self.rng, 0.5)):
            event["role"] = self.rng.choice(roles)
            if chance(self.rng, 0.004):
                event["role"] = self.rng.choice(oracle.ROLES)
        if self.log is not None:
            try:
                self.log.add(oracle.Event(event, len(self.events), self.exponent))
            except oracle.LoanError:
                if not chance(self.rng, 0.02):
                    return False
                self.refused = True
        self.events.append(event)
        return True

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
        if chance(rng, 0.005):
            day = self.disbursed - rng.randint(1, 40)
        return min(max(day, self.disbursed if day >= self.disbursed else oracle.FIRST_DAY),
                   oracle.LAST_DAY)

    def remaining(self, day):
        if self.log is None:
            return self.principal
        account = self.log.account(day)
        return sum(account.unpaid(index) for index in range(len(account.rows)))

    def some_amount(self, day):
        rng, remaining = self.rng, max(1, self.remaining(day))
        index = rng.randrange(min(len(self.totals), 6))
        amount = rng.choice([
            self.totals[index], self.totals[0], sum(self.totals[:index + 1]),
            rng.randint(1, max(1, self.totals[index])), rng.randint(1, remaining), 1,
            remaining if chance(rng, 0.5) else self.totals[-1],
            remaining + rng.choice([-1, 1, 7]) if chance(rng, 0.4) else self.totals[0] + 1,
            remaining + log_uniform(rng, 1, 30) if chance(rng, 0.2) else max(1, remaining // 2)])
        return min(max(1, amount), oracle.INT64_MAX)

    # -- account events --

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

    def write_account(self):
        """Account events on a disbursed loan, some entered late, some agreed for a later date."""
        rng, latest = self.rng, self.disbursed
        habits = HABITS[rng.choice(["payer", "payer", "trouble", "corrections"])]
        in_order = rng.choice([1, 0.9, 0.6])
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 5, 8, 14])):
            day = self.some_day()
            if day < latest and chance(rng, in_order):
                day = latest + rng.choice([0, 0, 1, rng.randint(0, 30)])
            day = min(day, oracle.LAST_DAY)
            if self.log is None:
                self.money_event("REPAYMENT", day)
                continue
            kinds = habits[self.log.account(day).status()]
            kind = rng.choices(list(kinds), list(kinds.values()))[0]
            if chance(rng, 0.01):
                kind = rng.choice(list(oracle.ACCOUNT))
            if kind == "REVERSAL":
                self.reversal(day)
            elif kind in oracle.MONEY_EVENTS:
                self.money_event(kind, day)
            else:
                self.try_event(kind, day)
            if self.refused:
                return
            latest = max(latest, day)

    # -- application events --

    def write_application(self):
        """Leads the application towards a disbursed loan; returns whether there is one."""
        rng, status = self.rng, self.status
        day = self.disbursed - rng.randint(0, 40)
        backward = chance(rng, 0.1)  # dates against the order written
        while status != "ACTIVE":
            day = max(1, day - rng.randint(0, 3)) if backward else min(day + rng.randint(0, 5),
                                                                       self.disbursed)
            if status == "CANCELLED" or chance(rng, 0.06):
                return False
            if status in ("DRAFT", "PENDING_APPROVAL", "APPROVED") and chance(rng, 0.08):
                self.try_event("CANCEL", day)
                return False
            if status == "DRAFT":
                kind = "SUBMIT"
            elif status == "PENDING_APPROVAL":
                kind = "REJECT" if chance(rng, 0.2) else "APPROVE"
            elif status == "REJECTED":
                kind = "REVISE"
            else:
                kind, day = "DISBURSE", self.disbursed
            if not self.try_event(kind, day) or self.refused:
                return False
            status = oracle.APPLICATION[kind][1]
        return True

    def write(self):
        rng = self.rng
        if chance(rng, 0.04):  # anything at all
            for _ in range(rng.randint(1, 3)):
                kind = rng.choice(list(oracle.TRANSITIONS))
                fields = {}
                if kind in oracle.MONEY_EVENTS:
                    fields["amount"] = self.money(self.some_amount(self.disbursed))
                elif kind == "REVERSAL":
                    fields["of"] = rng.randint(1, 4)
                self.try_event(kind, self.disbursed if kind == "DISBURSE" else self.some_day(), **fields)
                if self.refused:
                    return
        elif (self.status == "ACTIVE" or self.write_application()) and chance(rng, 0.9):
            self.write_account()
