"""Random events that follow the loan: most of them are taken."""

import loan_oracle as oracle
from account_events import AccountEvents
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
# What servicing adds to them.
SERVICING = {
    "none": {},
    "dues": {"ACTIVE": {"CHARGE": 4, "WAIVER": 4, "SETTLEMENT": 1},
             "COMPLETED": {"CHARGE": 2, "REFUND": 4}},
    "settlement": {"ACTIVE": {"CHARGE": 1, "SETTLEMENT": 6, "REPAYMENT": 4},
                   "COMPLETED": {"CHARGE": 2, "REFUND": 2, "REPAYMENT": 2}},
    "plan": {"ACTIVE": {"DRAWDOWN": 4, "RATE_CHANGE": 5, "RESCHEDULE": 4, "INTEREST_PAUSE": 5},
             "COMPLETED": {"REFUND": 1}},
    "anything": {"ACTIVE": {"CHARGE": 2, "WAIVER": 3, "SETTLEMENT": 1, "DRAWDOWN": 2, "RATE_CHANGE": 3,
                            "RESCHEDULE": 3, "INTEREST_PAUSE": 3},
                 "COMPLETED": {"CHARGE": 2, "REFUND": 4}},
}


class EventsWriter(AccountEvents):
    """Writes events one after the other, looking at the account on the date of each."""

    def __init__(self, rng, writer, reach="all"):
        self.rng, self.money, self.exponent = rng, writer.money, writer.exponent
        self.disbursed, self.principal = writer.disbursed, writer.principal
        self.terms, self.reach = writer.terms, reach
        self.events, self.refused = [], False
        self.with_roles = rng.choice(["none", "some", "all"])
        self.status = rng.choice(["ACTIVE"] * 12 + ["DRAFT", "DRAFT", "PENDING_APPROVAL", "APPROVED",
                                                    "REJECTED", "CANCELLED"])
        try:  # the schedule, so that amounts and dates fall where something happens
            terms = oracle.Terms(writer.terms)
            plan = oracle.Plan(terms)
            self.log = oracle.Log(terms, plan, self.status)
            self.totals = [sum(row.base.values()) for row in plan.rows]
            self.dates = [row.due for row in plan.rows]
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
        return self.log.account(day).unpaid()

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

    def write_account(self):
        """Account events on a disbursed loan, some entered late, some agreed for a later date."""
        rng, latest = self.rng, self.disbursed
        habits = HABITS[rng.choice(["payer", "payer", "trouble", "corrections"])]
        plain = self.reach in ("plain", "terms") or self.reach == "all" and chance(rng, 0.2)
        servicing = SERVICING["none" if plain else rng.choice(list(SERVICING)[1:] + ["plan", "anything"])]
        in_order = rng.choice([1, 0.9, 0.6])
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 5, 8, 14])):
            day = self.some_day()
            if day < latest and chance(rng, in_order):
                day = latest + rng.choice([0, 0, 1, rng.randint(0, 30)])
            day = min(day, oracle.LAST_DAY)
            if self.log is None:
                self.money_event("REPAYMENT", day)
                continue
            try:
                status = self.log.account(day).status()
            except oracle.LoanError:  # an amount beyond 64 bits, as of that day
                return
            kinds = dict(habits[status])
            for kind, weight in servicing.get(status, {}).items():
                kinds[kind] = kinds.get(kind, 0) + weight
            kind = rng.choices(list(kinds), list(kinds.values()))[0]
            if chance(rng, 0.01):
                kind = rng.choice(list(oracle.ACCOUNT))
            self.account_event(kind, day)
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
                if self.log is not None and kind in oracle.ACCOUNT and chance(rng, 0.7):
                    self.account_event(kind, self.some_day())
                else:
                    fields = {"amount": self.money(1)} if kind in oracle.MONEY_EVENTS else {}
                    if kind == "REVERSAL":
                        fields["of"] = rng.randint(1, 4)
                    self.try_event(kind, self.disbursed if kind == "DISBURSE" else self.some_day(), **fields)
                if self.refused:
                    return
        elif (self.status == "ACTIVE" or self.write_application()) and chance(rng, 0.9):
            self.write_account()
