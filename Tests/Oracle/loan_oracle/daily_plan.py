"""Servicing, section 5: changes of the plan, new plans and settlement under DAILY."""

from .account import PLANNED as PLANNED_COMPONENTS
from .account import Account
from .daily import MONEY, PLANNED
from .quantities import in_range, round_ratio
from .schedule import level_payment, principal_shares
from .settlement import SETTLED_ORDER, post_changes, settlement_fee


class DailyPlanAccount(Account):
    """The part of a DailyAccount that changes what rows ask for; `model` says what they ask now."""

    # -- level payments and shares anew --

    def anew(self, model, k, date, balance, accrued):
        """On `model`: level payments or shares anew for the rows from k on."""
        slots, terms, before = model.slots, self.plan.terms, model.count
        model.count = len(slots)  # rows that vanished may come back
        first = k
        while slots[first].grace:
            first += 1
        accrued -= model.cut_q[k]
        if not model.levels:
            for index, share in zip(range(first, len(slots)),
                                    principal_shares(terms, balance, len(slots) - first)):
                model.share[index] = share + model.cut_p[index]
            model.step(date)
            return
        rates = [model.factor(index, max(date, slots[index].start), slots[index].end)
                 for index in range(first, len(slots))]
        level = level_payment(terms, balance, accrued if first == k else 0, rates, 0)
        self.respread(model, k, first, date, level)
        model.hide_from(before)

    def set_asks(self, model, k, first, date, level):
        """Sets the level payment of the rows on which no more than it is paid; how many they are."""
        count = 0
        for index in range(first, len(model.slots)):
            cut = model.cut_p[index] + model.cut_q[index]
            if model.p[index] + model.q[index] - cut <= level:
                model.ask[index] = model.ask0[index] = level + cut
                model.extra[index] = 0
                count += 1
        model.step(date)
        return count

    def respread(self, model, k, first, date, level):
        count = self.set_asks(model, k, first, date, level)
        if self.plan.leveling:
            def left_over(tried):
                found = [index for index in model_rows(tried) if tried.is_open(index)][-2:]
                if len(found) < 2:
                    return 0
                totals = [tried.total(index) - tried.cut_p[index] - tried.cut_q[index] for index in found]
                return totals[1] - totals[0]

            def model_rows(tried):
                return [index for index in range(first, len(tried.slots)) if tried.takes_difference(index)]
            difference = left_over(model)
            for _ in range(3):
                if abs(difference) <= count // 2 or count <= 1:
                    break
                share = round_ratio(difference, count, 1, self.terms.installment_mode)
                tried = round_ratio(level + share, 1, self.terms.installment_unit,
                                    self.terms.installment_mode)
                if tried == level or tried < 0:
                    break
                in_range(tried, "schedule.installmentAmount")
                copy = model.copy()
                self.set_asks(copy, k, first, date, tried)
                if copy.total(len(copy.slots) - 1) == 0 or abs(left_over(copy)) >= abs(difference):
                    break
                copy.ask0[first:] = copy.ask[first:]  # each row's own amount
                slots = model.slots
                model.__dict__.update(copy.__dict__)
                model.slots = slots
                level, difference = tried, left_over(model)
        self.plan.level = level

    # -- the plan's events --

    def drawdown(self, event, k):
        """A anew as if all had been paid as planned."""
        model, date = self.model, event.date
        at = max(date, self.plan.slots[k].start)
        planned = model.copy()
        planned.p, planned.q = list(model.cut_p), list(model.cut_q)
        planned.keep_moves((PLANNED,))
        planned.step(date)
        accrued, balance = planned.accrued(k, at)
        planned.move(at, event.amount, PLANNED)
        planned.owed += event.amount
        self.anew(planned, k, at, balance + event.amount, accrued)
        model.move(at, event.amount, PLANNED)
        model.owed += event.amount
        self.take_asks(planned, k)
        self.step(date)

    def rate_change(self, event, k):
        model, date = self.model, event.date
        at = max(date, self.plan.slots[k].start)
        if event.keep == "TERM" and model.levels:
            # On what row k opened with, without what was put on for arrears and money in advance.
            opened = model.copy()
            opened.keep_moves((PLANNED, MONEY))
            opened.step(date)
            accrued, balance = opened.accrued(k, at, kinds=(PLANNED,))
            opened.change_rate(at, event.rate, event.per)
            self.anew(opened, k, at, balance, accrued)
            self.take_asks(opened, k)
        model.change_rate(at, event.rate, event.per)
        full = model.levels and not model.is_empty(model.count - 1)
        self.step(date)
        if event.keep == "INSTALLMENT" and full:  # the schedule may end early
            model.hide_from(k + 1)
            self.show()

    def take_asks(self, other, k):
        """What rows from k on ask for in a copy, where no more than that is paid."""
        model = self.model
        model.count = max(model.count, other.count)
        for index in range(k, len(model.slots)):
            if model.p[index] + model.q[index] <= other.ask0[index]:
                # Not below what is paid, though the copy, with nothing paid, may have lowered it further.
                model.ask[index] = max(other.ask[index], model.p[index] + model.q[index])
                model.ask0[index] = other.ask0[index]
                model.extra[index] = other.extra[index]
            model.share[index] = other.share[index]

    def join_ahead(self, k):
        """Before a new plan: money in advance has left the balance, so it stays, as if paid at a cut
        of row k."""
        old, rows = self.plan.slots[k], set(map(id, self.plan.slots[k:]))
        for records in self.records.values():
            for record in records:
                if id(record.row) in rows and record.component in ("PRINCIPAL", "INTEREST"):
                    record.row.paid[record.component] -= record.amount
                    old.paid[record.component] += record.amount
                    record.row, record.cut = old, True
        old.cut["PRINCIPAL"], old.cut["INTEREST"] = sum(self.model.p[k:]), sum(self.model.q[k:])
        return {}

    def reopen(self, k, start, date, interest, closes):
        """The model of the new plan from row k on; `interest` joined its balance."""
        model, plan = self.model, self.plan
        brought = model.brought[k]
        if closes:
            brought += model.carries[k - 1] if k > 0 else 0
            for index in range(k):
                if not model.closed[index]:
                    model.close(index)
        model.drop_rows(k)
        model.terms, model.levels = plan.terms, plan.terms.amortization == "EQUAL_INSTALLMENTS"
        model.add_rows(plan.slots[k:])
        model.count = plan.visible
        model.change_rate(start, plan.rate, plan.per)
        model.move(start, interest, PLANNED)
        model.owed += interest
        cut = plan.slots[k].cut
        model.brought[k] = brought
        model.p[k] = model.cut_p[k] = cut["PRINCIPAL"]
        model.q[k] = model.cut_q[k] = cut["INTEREST"]
        model.ask[k] += cut["PRINCIPAL"] + cut["INTEREST"]
        model.ask0[k] = model.ask[k]
        model.share[k] += cut["PRINCIPAL"]
        self.fees[k:] = [plan.terms.fee] * (len(plan.slots) - k)
        self.no_fee = {index for index in self.no_fee if index < k}
        self.step(date)

    def prepay(self, number, left, date, k):
        """REDUCE_…: money beyond what is due cuts the plan, with X on the real balance."""
        model, row = self.model, self.plan.slots[k]
        before, at = self.rows, max(date, row.start)
        if self.options.prepaid_interest == "TO_DATE":
            accrued = self.plan.round_interest(model.accrued(k, date)[0]) - model.q[k]
            interest = min(left, max(0, accrued))
            self.cut(number, row, k, "INTEREST", interest)
            left -= interest
        principal = min(left, model.unpaid_principal())
        self.cut(number, row, k, "PRINCIPAL", principal)
        model.move(at, -principal, PLANNED)
        left -= principal
        if self.options.effect == "REDUCE_INSTALLMENT" and model.unpaid_principal() > 0:
            model.compute()
            accrued, balance = model.accrued(k, at)
            self.anew(model, k, at, balance, accrued)
        model.step(date)
        if model.unpaid_principal() == 0 and row.start >= date:
            self.no_fee.add(k)
        model.hide_from(k + 1)
        self.show()
        self.settle_rows(k, before, {})
        self.paying = date
        if left > 0:
            left = self.pay_row(number, left, row, ("INTEREST", "FEE", "PENALTY"))
            self.receive(number, left, date)

    def cut(self, number, row, k, component, amount):
        if amount > 0:
            model = self.model
            row.cut[component] += amount
            row.due_now[component] = max(row.due_now[component], row.paid[component] + amount)
            Account.pay(self, number, amount, row, component, cut=True)
            model.ask[k] += amount
            if component == "PRINCIPAL":
                model.p[k] += amount
                model.cut_p[k] += amount
                model.share[k] += amount
            else:
                model.q[k] += amount
                model.cut_q[k] += amount

    # -- settlement --

    def settle_cut(self, k, date, number):
        """The rows as they stand when nothing accrues after the date; those beyond k join row k."""
        model, plan, row = self.model, self.plan, self.plan.slots[k]
        before, rows = self.rows, self.plan.rows[k:]
        interest_before = sum(each.due_now["INTEREST"] for each in plan.rows)
        stood = sum(each.base["INTEREST"] for each in rows)
        not_yet_due = sum(each.unpaid("PRINCIPAL") for each in rows)
        fee_before = sum(each.base["FEE"] for each in rows)
        fee = settlement_fee(self, row, date, not_yet_due)
        self.settled = plan.round_interest(self.accrued(k, date))
        end = date
        if self.options.settled_interest == "WHOLE_PERIOD" and row.start < date:
            end = row.end
            model.bring(end)
        model.cap = end
        model.step(end)
        self.show()
        principal, interest = sum(model.principals[k:]), sum(model.due[k:])
        self.join_ahead(k)
        for each in rows[1:]:
            row.waivers += [waiver for waiver in each.waivers if waiver.component in PLANNED_COMPONENTS]
        plan.visible = model.count = k + 1
        self.is_settled = True
        row.base.update(PRINCIPAL=principal, INTEREST=stood, FEE=fee_before)
        post_changes(row, date, number, {"INTEREST": interest - stood, "FEE": fee - fee_before})
        self.settle_rows(k, before, {}, SETTLED_ORDER)
        self.use_overpaid(date)
        return interest_before - sum(each.due_now["INTEREST"] for each in plan.rows)
