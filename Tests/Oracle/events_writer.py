"""Random events that follow the status of the loan."""

import loan_oracle as oracle
from draw import chance, log_uniform


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
