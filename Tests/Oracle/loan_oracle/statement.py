"""Section 5, overdue classification, section 7, the result, and servicing's section 7."""

from .dates import format_date
from .events import OWING
from .quantities import format_amount, in_range
from .settlement import figure
from .terms import COMPONENTS

PARTS = ("PRINCIPAL", "INTEREST", "FEE", "PENALTY")


class Statement:
    """A view of an account as of a date; `result` is the JSON object."""

    def __init__(self, terms, account, status, as_of, name):
        self.terms, self.account, self.as_of = terms, account, as_of
        self.rows = account.rows
        self.owing = status in OWING  # a loan that is not owes nothing yet
        self.places = {id(row): index for index, row in enumerate(self.rows)}
        items = [self.item(index, row, balance)
                 for index, (row, balance) in enumerate(zip(self.rows, self.balances_after()))]
        totals = {part.lower(): sum(row.due_now[part] for row in self.rows) for part in PARTS}
        totals["total"] = in_range(sum(totals.values()), "schedule.totals.total")
        level = account.plan.level
        self.result = {
            "format": "loan-result/1", "name": name, "status": status, "asOf": format_date(as_of),
            "schedule": {
                "installmentAmount": None if level is None else self.money(level),
                "items": items,
                "totals": {part: self.money(value) for part, value in totals.items()}},
            "allocations": self.allocations(),
            "outstanding": self.parts(self.rows if self.owing else []),
            "arrears": self.arrears(),
            "overpaidAmount": self.money(account.overpaid_amount()),
            "nextDue": self.next_due(),
            "adjustments": self.adjustments(),
            "disbursed": self.disbursed(),
            "accruedInterest": self.money(self.accrued_interest()),
            "settlement": self.settlement() if status == "ACTIVE" else None,
            "waived": self.by_component(self.waived()),
            "writtenOff": self.by_component(
                account.written_off[1] if account.written_off is not None else dict.fromkeys(PARTS, 0)),
            "recovered": self.money(account.recovered),
            "refunded": self.money(account.refunded),
            "recalled": self.money(account.recalled)}

    def money(self, minor):
        return format_amount(minor, self.terms.exponent)

    def by_component(self, amounts):
        values = {part.lower(): amounts[part] for part in PARTS}
        values["total"] = sum(values.values())
        return {part: self.money(value) for part, value in values.items()}

    def parts(self, rows):
        return self.by_component({part: sum(row.unpaid(part) for row in rows) for part in PARTS})

    # -- rows --

    def is_overdue(self, row):
        return (self.owing and row.all_unpaid() > self.terms.options.tolerance
                and row.due + self.terms.grace_days < self.as_of)

    def days_past_due(self, row):
        days = self.as_of - row.due
        if self.terms.options.days_from == "DUE_DATE_INCLUSIVE":
            return days + 1
        return days - self.terms.grace_days if self.terms.options.days_from == "GRACE_END" else days

    def item(self, index, row, balance):
        paid_total = sum(row.paid.values())
        status = "PARTIAL" if paid_total > 0 else "PENDING"
        if row.all_unpaid() == 0:
            status = "PAID"
        elif self.is_overdue(row):
            status = "OVERDUE"
        money = self.money
        return {
            "sequence": index + 1, "startDate": format_date(row.start), "dueDate": format_date(row.due),
            "principalDue": money(row.due_now["PRINCIPAL"]), "interestDue": money(row.due_now["INTEREST"]),
            "feeDue": money(row.due_now["FEE"]), "penaltyDue": money(row.due_now["PENALTY"]),
            "totalDue": money(sum(row.due_now.values())),
            "balanceAfter": money(balance), "paidAmount": money(paid_total),
            "principalPaid": money(row.paid["PRINCIPAL"]), "interestPaid": money(row.paid["INTEREST"]),
            "feePaid": money(row.paid["FEE"]), "penaltyPaid": money(row.paid["PENALTY"]),
            "status": status, "daysPastDue": self.days_past_due(row) if status == "OVERDUE" else 0}

    def balances_after(self):
        """What was paid out by the end of each row's period, less what falls due and was waived."""
        account, found = self.account, []
        balance = self.terms.whole
        for index, row in enumerate(self.rows):
            balance += row.capitalized - row.due_now["PRINCIPAL"] - row.waived("PRINCIPAL")
            # Choice: what was waived counts from the row that it lowered.
            balance -= sum(waiver.amount for place, waiver in account.cut_waivers if place == index)
            found.append(balance + sum(amount for date, place, amount in account.credits
                                       if date < row.end or index >= place))
        return found

    # -- sums --

    def allocations(self):
        found, account = [], self.account
        for number in sorted(account.records, key=lambda each: (account.dates[each], each)):
            merged = {}
            for record in account.records[number]:
                key = (self.places[id(record.row)], record.component)
                merged[key] = merged.get(key, 0) + record.amount
            found += [{"event": number, "sequence": place + 1, "component": component,
                       "amount": self.money(amount)} for (place, component), amount in merged.items()]
        return found

    def arrears(self):
        overdue = [row for row in self.rows if row.all_unpaid() > 0 and self.is_overdue(row)]
        days = max([self.days_past_due(row) for row in overdue], default=0)
        bucket = None
        for from_day, bucket_name in self.terms.buckets:
            if from_day <= days:
                bucket = bucket_name
        return dict(self.parts(overdue), since=format_date(overdue[0].due) if overdue else None,
                    daysPastDue=days, bucket=bucket)

    def next_due(self):
        for index, row in enumerate(self.rows):
            if self.owing and row.all_unpaid() > 0:
                return {"sequence": index + 1, "dueDate": format_date(row.due),
                        "amount": self.money(row.all_unpaid())}
        return None

    # -- servicing --

    def adjustments(self):
        """By date; on one date late charges first, by row and rule, then events in the order written."""
        found = []
        for index, row in enumerate(self.rows):
            penal = [tracker.posting for tracker in row.late.values()]
            for posting in row.postings:
                date = posting.date
                if posting.rule is not None and any(posting is each for each in penal):
                    date = self.as_of  # penal interest is dated as of
                found.append((date, posting, index, posting.amount))
            found += [(waiver.date, waiver, index, -waiver.amount) for waiver in row.waivers]
        found += [(waiver.date, waiver, index, -waiver.amount)
                  for index, waiver in self.account.cut_waivers]

        def key(entry):
            date, posting, index, _ = entry
            return (date, posting.event or 0, index, posting.rule or 0, PARTS.index(posting.component))
        return [{"date": format_date(date), "sequence": index + 1, "component": posting.component,
                 "amount": self.money(amount), "kind": posting.kind, "event": posting.event,
                 "rule": posting.rule}
                for date, posting, index, amount in sorted(found, key=key) if amount != 0]

    def disbursed(self):
        options = self.terms.options
        amount = self.terms.principal_amount + self.account.drawn
        return {"amount": self.money(amount), "deducted": self.money(options.deducted),
                "financed": self.money(options.financed), "separate": self.money(options.separate),
                "net": self.money(amount - options.deducted)}

    def accrued_interest(self):
        account = self.account
        if account.is_settled:
            return account.settled or 0
        date = self.as_of
        if account.written_off is not None:
            date = min(date, account.written_off[0])
        k = account.current(date) if self.owing else None
        return 0 if k is None else account.plan.round_interest(account.accrued(k, date))

    def settlement(self):
        parts, rebate = figure(self.account, self.as_of)
        return dict(self.by_component(parts), rebate=self.money(rebate))

    def waived(self):
        amounts = {part: sum(row.waived(part) for row in self.rows) for part in COMPONENTS}
        amounts["PRINCIPAL"] += sum(waiver.amount for _, waiver in self.account.cut_waivers)
        return amounts


def statement(terms, account, status, as_of, name):
    return Statement(terms, account, status, as_of, name).result
