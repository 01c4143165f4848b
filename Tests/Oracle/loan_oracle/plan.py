"""Section 3, and servicing, section 4: the plan, built at disbursement and from row k on at a change."""

from .periods import periods
from .quantities import LoanError, in_range, round_exact, round_ratio
from .rows import Row
from .schedule import flat_plan, level_payment, principal_shares


def negative_amortization():
    return LoanError("NEGATIVE_AMORTIZATION", "schedule.installmentAmount",
                     "the level payments do not pay the interest")


def plan_rows(terms, after=None):
    """Rows without figures for the terms' periods."""
    found = []
    for index, period in enumerate(periods(terms, after)):
        row = Row("PLAN", period.start, period.end, period.due, period)
        row.grace = index < terms.grace
        row.capitalizes, row.defers = index < terms.capitalized, index < terms.deferred
        found.append(row)
    return found


class Plan:
    """The rows that the plan has (`slots`), and how many of them there are now (`visible`)."""

    def __init__(self, terms):
        self.terms, self.level, self.pauses, self.first = terms, None, [], 0
        self.source = terms.source  # the terms as JSON, as changes leave them
        self.rate, self.per = terms.rate, terms.per
        self.balloon, self.leveling = terms.balloon, terms.leveling == "RESPREAD"
        self.empty_since = None  # the date of the cut that left no balance, until one brings some
        self.respread_acted = False  # whether the last level payment was spread back
        self.slots = []
        if terms.down > 0:
            row = Row("DOWN", terms.disbursed, terms.disbursed, terms.disbursed)
            row.base["PRINCIPAL"] = terms.down
            row.balance_at_end = terms.principal
            self.slots.append(row)
            self.first = 1  # the first row of the last plan that counts in its number of rows
        self.slots += plan_rows(terms)
        self.open_stretch(self.first, terms.principal, terms.disbursed, strict=True)
        self.check_totals()

    def clone(self):
        copy = object.__new__(Plan)
        copy.__dict__.update(self.__dict__)
        copy.slots, copy.pauses = [row.clone() for row in self.slots], list(self.pauses)
        return copy

    @property
    def rows(self):
        return self.slots[:self.visible]

    def check_totals(self):
        total = sum(sum(row.base.values()) for row in self.rows)
        # Choice: no part is negative, so if any sum leaves the range this one does.
        in_range(total, "schedule.totals.total")

    # -- opening a stretch --

    def open_stretch(self, k, balance, date, strict):
        """The plan that the terms give for the rows from k on, on a balance as of `date`."""
        terms = self.terms
        if terms.method == "FLAT":
            self.open_flat(k)
            return
        self.slots[k].cut_at(date, balance, self.rate, self.per)
        if terms.amortization != "EQUAL_INSTALLMENTS":
            self.level = None
            self.shares_anew(k)
            self.build(k, date, strict)
        elif terms.stated is not None:
            self.set_level(k, terms.stated)
            self.build(k, date, strict)
        else:
            self.level_anew(k, date, strict)

    def open_flat(self, k):
        terms = self.terms
        rows = self.slots[k:]
        principals, interests, self.level = flat_plan(terms, [row.period for row in rows])
        balance = terms.principal
        for row, principal, interest in zip(rows, principals, interests):
            balance -= principal
            row.flat, row.balance_at_end = interest, balance
            # Choice: interest accrued before a RESCHEDULE is the first row's, on top of its share.
            exact = row.fixed + (terms.whole * terms.rate * row.period.factor(terms.per)
                                 if terms.flat_interest == "PERIOD" else interest)
            row.asked = self.round_interest(exact)
            row.base.update(PRINCIPAL=principal, INTEREST=row.asked, FEE=terms.fee)
        self.visible = len(self.slots)

    def round_interest(self, exact):
        return round_exact(exact, self.terms.interest_unit, self.terms.interest_mode)

    def set_level(self, k, level):
        self.level = level
        for row in self.slots[k:]:
            row.level = level

    # -- figures of the rows from k on --

    def closes(self, index, balance, closing):
        """Whether the plan ends with the row of this index, since a cut has left no balance."""
        # Shares that rounding makes zero at the end keep their rows, as the first plan made them.
        return balance == 0 and (closing or self.terms.amortization != "EQUAL_PRINCIPAL"
                                 or any(row.share for row in self.slots[index:] if not row.grace))

    def build(self, k, date, strict, closing=False):
        """Principal, interest and fee of the rows from k on, from their balances and payments.

        `closing`: a cut that takes principal, which may leave no balance.
        """
        terms = self.terms
        balance = self.slots[k].balance
        carried, deferred = self.slots[k].carried, self.slots[k].deferred
        last = len(self.slots) - 1
        for index in range(k, last + 1):
            row = self.slots[index]
            if index > k:
                row.pieces, row.fixed, row.held = [(row.start, balance, self.rate, self.per)], 0, 0
                row.cut = dict.fromkeys(row.cut, 0)
                row.carried, row.deferred = carried, deferred
            path = "schedule.items[%d]." % index
            accrued = in_range(self.round_interest(row.accrued(row.end, self.pauses)), path + "interestDue")
            row.asked = in_range(accrued + carried, path + "interestDue") + deferred
            beyond = accrued + carried - row.cut["INTEREST"]  # what is asked beyond cuts
            balance -= row.held
            row.capitalized, principal = 0, 0
            fee = 0 if row.capitalizes or row.defers else terms.fee
            ends = self.closes(index, balance, closing)
            if index == k:
                self.empty_since = (self.empty_since or date) if ends else None
            if ends:  # at a cut: the row owes what is left of its interest, and is the last
                due, carried = beyond + deferred, 0
                # Choice: what a later cut changes in an empty plan brings no fee back.
                if row.start >= (self.empty_since or date):
                    fee = 0  # it had not begun
            elif row.capitalizes:
                due, row.capitalized = 0, beyond
                balance = in_range(balance + beyond, path + "balanceAfter")
                carried = 0
            elif row.defers:
                due, carried = 0, 0
                deferred += beyond
            elif row.grace:
                due, carried = beyond + deferred, 0
                deferred = 0
            elif terms.amortization != "EQUAL_INSTALLMENTS":
                due, carried = beyond + deferred, 0
                deferred = 0
                principal = balance if index == last else min(row.share, balance)
            elif index == last:
                if strict and carried > 0 and index > k:
                    raise negative_amortization()
                due, principal = beyond + deferred, balance
            else:
                due = min(beyond, row.level)
                principal = min(row.level - due, balance)
                carried = beyond - due
                due += deferred
                deferred = 0
            balance -= principal
            row.balance_at_end = balance
            row.base.update(PRINCIPAL=row.cut["PRINCIPAL"] + principal,
                            INTEREST=row.cut["INTEREST"] + due, FEE=fee)
            if ends or index < last and self.closes(index + 1, balance, closing):
                break
        self.visible = index + 1

    # -- level payments and shares anew --

    def after_grace(self, k):
        """(first row from k on beyond grace, balance at its start or as of now)."""
        balance = self.slots[k].balance
        index = k
        while self.slots[index].grace:
            row = self.slots[index]
            if index > k:
                row.pieces = [(row.start, balance, self.rate, self.per)]
                row.fixed, row.held, row.carried, row.cut = 0, 0, 0, dict.fromkeys(row.cut, 0)
            balance -= row.held
            interest = self.round_interest(row.accrued(row.end, self.pauses)) + row.carried
            in_range(interest, "schedule.items[%d].interestDue" % index)
            if row.capitalizes:
                balance = in_range(balance + interest - row.cut["INTEREST"],
                                   "schedule.items[%d].balanceAfter" % index)
            index += 1
        return index, balance

    def level_anew(self, k, date, strict):
        """A': made anew for the rows from k on, with the balance of row k as the cut left it."""
        first, balance = self.after_grace(k)
        row, accrued = self.slots[first], 0
        start = max(date, row.start)
        if first == k:
            accrued = row.accrued(start, self.pauses) - row.cut["INTEREST"] - row.held
        rates = [self.rate * each.factor(self.per, start if index == 0 else each.start, each.end, self.pauses)
                 for index, each in enumerate(self.slots[first:])]
        level = level_payment(self.terms, balance, accrued, rates, min(self.balloon, balance))
        self.set_level(k, level)
        self.build(k, date, strict)
        if self.leveling:
            self.respread(k, first, date, strict)

    def respread(self, k, first, date, strict):
        """RESPREAD: what rounding leaves to the last level payment is spread back."""
        terms, level = self.terms, self.level
        # Choice: m counts the rows that the plan has beyond grace, and d is of the last row there is,
        # also where the first schedule ends early.
        rows = self.slots[first:]
        count = sum(sum(row.cut.values()) <= level for row in rows)

        def left_over(tried):
            last = self.slots[self.visible - 1]
            return (last.base["PRINCIPAL"] + last.base["INTEREST"] - last.deferred
                    - sum(last.cut.values()) - tried)
        difference, self.respread_acted = left_over(level), False
        for _ in range(3):
            if abs(difference) <= count // 2 or count <= 1:
                break
            share = round_ratio(difference, count, 1, terms.installment_mode)
            tried = round_ratio(level + share, 1, terms.installment_unit, terms.installment_mode)
            if tried == level or tried < 0:
                break
            try:
                in_range(tried, "")
                self.set_level(k, tried)
                self.build(k, date, True)
                fits = self.visible == len(self.slots) and abs(left_over(tried)) < abs(difference)
            except LoanError:
                fits = False
            if not fits:
                break
            level, difference, self.respread_acted = tried, left_over(tried), True
        self.set_level(k, level)
        self.build(k, date, strict)

    def shares_anew(self, k):
        first, balance = self.after_grace(k)
        if first == k:  # Choice: what is prepaid in the row, and leaves the balance at its end, is not shared again
            balance -= self.slots[k].held
        shares = principal_shares(self.terms, balance, len(self.slots) - first)
        for row, share in zip(self.slots[first:], shares):
            row.share = share

    def anew(self, k, date, strict=False):
        """Level payments or shares anew for the rows from k on."""
        if self.slots[k].balance - self.slots[k].held == 0:
            self.build(k, date, strict, True)  # nothing is left to be shared
        elif self.terms.amortization == "EQUAL_INSTALLMENTS":
            self.level_anew(k, date, strict)
        else:
            self.shares_anew(k)
            self.build(k, date, strict)

    def anew_after(self, k, date):
        """The same for the rows after k, on the balance that row k leaves."""
        self.build(k, date, False)
        if self.visible > k + 1:
            row = self.slots[k + 1]
            row.pieces = [(row.start, self.slots[k].balance_at_end, self.rate, self.per)]
            row.fixed, row.held, row.cut = 0, 0, dict.fromkeys(row.cut, 0)
            if self.terms.amortization == "EQUAL_INSTALLMENTS":
                self.level_anew(k + 1, row.start, False)
            else:
                self.shares_anew(k + 1)
            self.build(k, date, False)
