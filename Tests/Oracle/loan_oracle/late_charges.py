"""Servicing, section 3: late charges."""

from fractions import Fraction

from .due_dates import step_date
from .quantities import round_exact
from .rows import Posting

MOST_CHARGES = 36600


class Tracker:
    """What one rule has done about one row."""

    def __init__(self, due):
        self.due = due  # of the row: where that moves, the dates are counted anew
        self.next, self.made = 0, 0  # the next charge date of the series, charges made
        self.day = None  # that date
        self.started = self.stopped = False  # penal interest
        self.exact, self.posting = Fraction(0), None

    def clone(self, twins):
        copy = object.__new__(Tracker)
        copy.__dict__.update(self.__dict__)
        if self.posting is not None:
            copy.posting = twins[id(self.posting)]
        return copy


class LateCharges:
    """The late charges of a loan so far, and the date up to which they were looked at."""

    def __init__(self, terms):
        self.terms, self.options = terms, terms.options
        self.total, self.count, self.looked = 0, 0, terms.disbursed - 1

    def clone(self):
        copy = object.__new__(LateCharges)
        copy.__dict__.update(self.__dict__)
        return copy

    # -- one rule, one row --

    @staticmethod
    def unpaid(row, of):
        principal, interest = row.unpaid("PRINCIPAL"), row.unpaid("INTEREST")
        if of == "OVERDUE_PRINCIPAL":
            return principal
        if of == "INSTALLMENT":
            return row.due_now["PRINCIPAL"] + row.due_now["INTEREST"]
        return principal + interest

    def is_late(self, row):
        return self.unpaid(row, "OVERDUE") > self.options.tolerance

    def round(self, exact):
        return round_exact(exact, self.terms.interest_unit, self.terms.interest_mode)

    def tracker(self, row, index):
        if index not in row.late or row.late[index].due != row.due and not row.late[index].started:
            made = row.late[index].made if index in row.late else 0
            row.late[index] = Tracker(row.due)
            row.late[index].made = made
        return row.late[index]

    @staticmethod
    def charge_date(rule, row, number):
        first = row.due + rule.after + 1
        if number == 0:
            return first
        return step_date(first, number * rule.every[0], rule.every[1])

    def charge(self, row, rule):
        if rule.kind == "amount":
            return rule.amount
        return self.round(self.unpaid(row, rule.of) * rule.percent)

    def post(self, row, rule, index, amount, date, posting=None):
        """Adds to a row's dues what the limit leaves room for."""
        limit = self.options.late_limit
        if limit is not None:
            amount = min(amount, limit - self.total)
        self.total += amount
        if posting is not None:
            posting.amount += amount
        elif amount > 0:
            posting = Posting("LATE_CHARGE", rule.component, amount, date, None, index + 1)
            row.postings.append(posting)
        row.due_now[rule.component] += amount
        return posting

    # -- going on to a date --

    def advance(self, account, date):
        """Makes the charges of the days up to `date`. Between `looked` and it no event has happened."""
        rules = self.options.late_rules
        if rules and account.written_off is None and date > self.looked:
            rows = account.rows
            if self.options.late_limit is None:
                self.go(account, rows, rules, date)
            else:
                self.go_limited(account, rows, rules, date)
        self.looked = max(self.looked, date)

    def go_limited(self, account, rows, rules, date):
        """All at once where that stays within the limit, else day by day until it is reached."""
        before = self.looked
        if self.total >= self.options.late_limit:
            return
        trial = account.clone()
        trial.late.options = _without_limit(self.options)
        trial.late.go(trial, trial.rows, rules, date)
        if trial.late.total <= self.options.late_limit:
            self.go(account, rows, rules, date)
            return
        for day in range(before + 1, date + 1):
            self.go(account, rows, rules, day)
            self.looked = day
            if self.total >= self.options.late_limit:
                break

    def go(self, account, rows, rules, date):
        found = []  # (date, row, rule) of charges; penal interest counts as of `date`
        for row_index, row in enumerate(rows):
            if row.due >= date:
                continue
            for index, rule in enumerate(rules):
                tracker = self.tracker(row, index)
                if rule.kind == "rate":
                    if self.accrue(row, rule, tracker, date):
                        found.append((date, row_index, index))
                else:
                    found += [(day, row_index, index) for day in self.days(row, rule, tracker, date)]
        for day, row_index, index in sorted(found):
            row, rule = rows[row_index], rules[index]
            tracker = row.late[index]
            if rule.kind == "rate":
                made = tracker.posting.amount if tracker.posting is not None else 0
                more = max(0, self.round(tracker.exact) - made)
                if tracker.posting is None and more > 0:
                    if self.count >= MOST_CHARGES:
                        continue
                    self.count += 1
                tracker.posting = self.post(row, rule, index, more, day, tracker.posting)
            elif self.count < MOST_CHARGES:
                self.count += 1
                self.post(row, rule, index, self.charge(row, rule), day)

    def days(self, row, rule, tracker, date):
        """The charge dates up to `date` on which the row is late; the state is the same on all."""
        found = []
        while tracker.made < (rule.times or MOST_CHARGES) and (tracker.next == 0 or rule.every is not None):
            day = tracker.day
            if day is None:
                day = tracker.day = self.charge_date(rule, row, tracker.next)
            if day > date:
                break
            tracker.next, tracker.day = tracker.next + 1, None
            if day > self.looked and self.is_late(row):
                tracker.made += 1
                found.append(day)
        return found

    def accrue(self, row, rule, tracker, date):
        """Penal interest up to `date`; whether there is some to be charged."""
        # What has begun goes on where the due date moves.
        first = tracker.due + rule.after + 1
        start = tracker.due + (rule.after if rule.back_to == "GRACE_END" else 0)
        begin = max(self.looked, start)
        late = self.is_late(row)
        if tracker.stopped:
            return False
        if first <= self.looked and not late:
            tracker.stopped = True  # from a day's end on no longer late: then never again
            return False
        if self.looked < first <= date and not late:
            tracker.stopped = True
            return False
        if date > begin:
            base = self.unpaid(row, rule.of)
            tracker.exact += Fraction(base * (date - begin), rule.year_days) * rule.yearly
        if first <= date:
            tracker.started = True
        return tracker.started


class _without_limit:
    def __init__(self, options):
        self.__dict__.update(options.__dict__)
        self.late_limit = None
