"""Servicing, section 5: an account whose interest is by the day on what is really unpaid."""

from .daily import PLANNED, Model
from .daily_plan import DailyPlanAccount
from .quantities import round_ratio
from .terms import COMPONENTS


class DailyAccount(DailyPlanAccount):
    """Once the loan is settled or written off its rows stand as they are (`static`)."""

    lapsing = ("FEE", "PENALTY")  # what is waived of the others the row goes on asking for

    def __init__(self, terms, plan):
        super().__init__(terms, plan)
        self.model = Model(terms, plan.slots, terms.whole, plan.rate, plan.per)
        self.model.count = plan.visible
        self.own_amounts(plan)
        self.fees = [plan.terms.fee] * len(plan.slots)  # by the terms of each row's plan
        self.no_fee = set()  # rows that a cut left without the installment's fee
        self.step(terms.disbursed)

    def own_amounts(self, plan):
        """A0: after respreading each row's own amount, else the level payment."""
        if plan.respread_acted:
            for index, row in enumerate(plan.slots[:plan.visible]):
                if row.kind != "DOWN" and not row.grace:
                    own = row.base["PRINCIPAL"] + row.base["INTEREST"]
                    self.model.ask0[index] = self.model.ask[index] = own

    def clone(self):
        copy = super().clone()
        copy.model, copy.no_fee = self.model.copy(), set(self.no_fee)
        copy.fees = list(self.fees)
        copy.model.slots = copy.plan.slots[:]
        return copy

    @property
    def static(self):
        return self.is_settled or self.written_off is not None

    # -- from the model to the rows --

    def step(self, date):
        self.model.step(date)
        self.show()

    def show(self):
        """Sets the rows' dues to what the model says."""
        model, plan = self.model, self.plan
        plan.visible = model.count
        for index, row in enumerate(plan.rows):
            if not model.closed[index]:
                row.base["PRINCIPAL"], row.base["INTEREST"] = model.principals[index], model.due[index]
            if row.kind != "DOWN":
                row.base["FEE"] = 0 if index in self.no_fee else self.fees[index]
            row.refresh()

    def look(self, date):
        """Late charges and arrears up to `date`."""
        if self.static:
            self.late.advance(self, date)
            return
        if self.options.late_rules:
            for day in self.days_to_look(date):
                self.model.bring(day)
                self.show()
                self.late.advance(self, day)
        self.model.bring(date)
        self.show()
        self.late.advance(self, date)

    def days_to_look(self, date):
        """The days before `date` on which late charges must be looked at: where one may fall, and where
        what is unpaid of a row may change without an event."""
        first, days = self.late.looked + 1, set()
        late = [row for row in self.rows if row.due < date and row.all_unpaid() > 0]
        if not late:
            return []
        # A row due before its end goes on accruing; a taker before the last row takes every day's interest.
        moving = [row for row in late if row.end > row.due]
        if self.model.taker not in (None, self.model.count - 1):
            moving = late
        for row in moving:
            days.update(range(max(first, row.due), min(date, row.end if row.end > row.due else date)))
        for row in late:
            days.update((row.due, row.end))
            for rule in self.options.late_rules:
                for number in range(rule.times or 36600):
                    day = self.late.charge_date(rule, row, number)
                    if day >= date:
                        break
                    days.add(day)
                    if rule.every is None:
                        break
        return sorted(day for day in days if first <= day < date)

    def accrued(self, index, date):
        return self.model.accrued(index, date)[0]

    # -- money --

    def pay(self, number, amount, row, component, cut=False, limit=None):
        """As without DAILY, and then booked in the model. `limit`: what a row not yet due asks for."""
        if self.static or component not in ("PRINCIPAL", "INTEREST") or row.kind == "CHARGE":
            return super().pay(number, amount, row, component, cut)
        index, model, date = self.plan.slots.index(row), self.model, self.paying
        planned = (model.principals[index] - model.p[index] if component == "PRINCIPAL"
                   else model.due[index] - model.q[index])
        if limit is not None:
            planned = limit
        part = max(0, min(amount, planned))
        if part > 0:
            row.due_now[component] = max(row.due_now[component], row.paid[component] + part)
            super().pay(number, part, row, component, cut)
            if component == "PRINCIPAL":
                model.book_principal(index, part, date)
            else:
                model.book_interest(index, part, date)
            self.show()
            amount -= part
        if component == "PRINCIPAL" and row.posted("PRINCIPAL") > 0:
            # Choice: principal owed again is beside the plan, and paid after the row's own.
            others = row.posted("PRINCIPAL") - (row.paid["PRINCIPAL"] + row.waived("PRINCIPAL")
                                                - model.p[index])
            amount -= min(amount, others) - super().pay(number, min(amount, others), row, component, cut)
        return amount

    def allocate(self, number, amount, date, rows, components=COMPONENTS):
        self.paying = date
        return super().allocate(number, amount, date, rows, components)

    def pay_due(self, number, amount, row, order, components):
        """A due row is asked again until all of it is paid: principal that is paid before the row's end
        saves interest, which becomes principal of the row."""
        while amount > 0:
            before = amount
            amount = self.pay_row(number, amount, row, order, components)
            if self.static or amount == before:
                break
        return amount

    def pay_asked(self, number, amount, row, component, date):
        """Pays of a row not yet due what it asks for now."""
        if self.static or component not in ("PRINCIPAL", "INTEREST") or row.kind == "CHARGE":
            return self.pay(number, amount, row, component)
        principal, interest = self.model.asks(self.plan.slots.index(row), date)
        return self.pay(number, amount, row, component,
                        limit=max(0, principal if component == "PRINCIPAL" else interest))

    def pay_ahead(self, number, amount, date, rows, components):
        if self.static or self.options.advance == "SPREAD" and not rows:
            return super().pay_ahead(number, amount, date, rows, components)
        order, advance = self.options.orders["inAdvance"], self.options.advance
        if advance == "SPREAD":
            return self.spread_asked(number, amount, date, rows, order)
        if advance == "LAST":
            rows = rows[::-1]
        elif advance == "CURRENT_THEN_LAST":
            begun = [row for row in rows if row.start <= date]
            rows = begun + [row for row in rows[::-1] if row.start > date]
        for row in rows:
            for component in order:
                if amount > 0:
                    amount = self.pay_asked(number, amount, row, component, date)
        return amount

    def spread_asked(self, number, amount, date, rows, order):
        def open_rows():
            return [row for row in rows if row.all_unpaid() > 0]
        while amount > 0:
            before = amount
            for component in order:
                found = open_rows()
                if not found or amount == 0:
                    break
                part = round_ratio(amount, len(found), 1, "HALF_EVEN")
                if amount - part * (len(found) - 1) < 0:
                    part = round_ratio(amount, len(found), 1, "DOWN")
                rest = amount - part * (len(found) - 1)
                for place, row in enumerate(found):
                    offered = part if place < len(found) - 1 else rest
                    amount -= offered - self.pay_asked(number, offered, row, component, date)
            if amount == before:
                # Open rows that ask for nothing yet took the parts: what is left goes row by row.
                for row in open_rows():
                    for component in order:
                        amount = self.pay_asked(number, amount, row, component, date)
                break
        return amount

    # -- waivers --

    def waivable_interest(self, date):
        """(row, how much of its interest can be waived) of the rows that have begun."""
        found, k = [], self.current(date)
        for index, row in enumerate(self.plan.rows):
            if row.start < date:
                due = self.model.due[index]
                if index == k:
                    copy = self.model.copy()
                    copy.cap = date
                    copy.step(date)
                    due = copy.due[index]
                found.append((row, max(0, due - self.model.q[index])))
        return found

    def book_waiver(self, row, component, amount, date):
        """What is waived counts as if it had been paid."""
        if self.static or component not in ("PRINCIPAL", "INTEREST") or row.kind == "CHARGE":
            return
        index, model = self.plan.slots.index(row), self.model
        if component == "INTEREST":
            model.book_interest(index, amount, date)
        else:
            planned = min(amount, model.principals[index] - model.p[index])
            if planned > 0:
                model.book_principal(index, planned, date)
        self.show()

    def waive_cut(self, k, amount, date):
        """A waiver of principal not yet due: the balance falls without money, level payments stay."""
        self.model.move(max(date, self.plan.slots[k].start), -amount, PLANNED)
        self.model.owed -= amount
        self.model.step(date)
        self.model.hide_from(k + 1)
        self.show()
