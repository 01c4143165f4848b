"""Servicing, section 5: interest by the day on what is really unpaid; one pass, and the difference."""

from fractions import Fraction

from .quantities import round_exact

# Why the balance changed: what the plan says, money before or when it was due, unpaid principal of
# ended rows put on and taken off again.
PLANNED, MONEY, ARREARS = "PLANNED", "MONEY", "ARREARS"
MOST_TURNS = 200
ROW_LISTS = ("ask", "ask0", "extra", "share", "p", "q", "cut_p", "cut_q", "closed", "brought", "level")


class Model:
    """What each row asks for and is paid, and the balance by days. Rows are told by their index."""

    def __init__(self, terms, slots, principal, rate, per):
        self.terms, self.principal, self.owed = terms, principal, principal
        self.levels = terms.amortization == "EQUAL_INSTALLMENTS"
        self.moves = {}  # (date, kind): amount
        self.rates = [(0, rate, per)]  # from the end of the date on
        self.pauses = []
        self.cap = None  # a copy that ends at a date: no days after it
        self.dead_after = None  # rows after this one accrue nothing more
        self.taker = None  # the row that takes the difference
        self.arrears_at = None  # the last date on which arrears were brought
        self.slots = []
        for name in ROW_LISTS:
            setattr(self, name, [])
        self.factors, self.known, self.groups = {}, {}, None
        self.count = 0  # how many rows there are now; those after them vanished, and may come back
        self.add_rows(slots)

    def add_rows(self, slots):
        for row in slots:
            self.slots.append(row)
            self.ask.append(0 if row.level is None else row.level)
            self.ask0.append(self.ask[-1])
            self.share.append(row.base["PRINCIPAL"] if row.kind == "DOWN" else row.share or 0)
            for name in ("extra", "p", "q", "cut_p", "cut_q", "brought"):
                getattr(self, name).append(0)
            self.closed.append(False)
            self.level.append(self.levels)  # rows of an earlier plan go on asking as it did
        self.count = len(self.slots)
        self.groups = None

    def rows(self):
        return range(self.count)

    def is_empty(self, index):
        """The row asks for nothing, and nothing is paid of it."""
        return self.total(index) == 0 and self.p[index] + self.q[index] == 0

    def hide_from(self, least):
        """Rows that are empty vanish from the end, but not the first `least`."""
        while self.count > least and self.is_empty(self.count - 1):
            self.count -= 1

    def drop_rows(self, k):
        """Rows from k on go."""
        for name in ("slots",) + ROW_LISTS:
            setattr(self, name, getattr(self, name)[:k])
        self.factors, self.known, self.groups = {}, {}, None

    def close(self, index):
        """The row owes nothing more than what is paid of it."""
        self.closed[index] = True
        self.ask[index], self.extra[index] = self.p[index] + self.q[index], 0

    def copy(self):
        copy = object.__new__(Model)
        copy.__dict__.update(self.__dict__)
        for name, value in self.__dict__.items():
            if isinstance(value, list):
                setattr(copy, name, list(value))
        copy.moves = dict(self.moves)
        return copy

    # -- the balance by days --

    def move(self, date, amount, kind):
        if amount:
            amount += self.moves.pop((date, kind), 0)
            if amount:
                self.moves[date, kind] = amount
            self.groups = None

    def keep_moves(self, kinds):
        self.moves = {key: amount for key, amount in self.moves.items() if key[1] in kinds}
        self.groups = None

    def grouped(self):
        """Of each row the changes by its start, inside it, and at its end; a later start's gap first."""
        if self.groups is None:
            self.groups, before = [], None
            for row in self.slots:
                opening, inside, at_end = 0, {}, 0
                for (date, _), amount in self.moves.items():
                    if before is not None and date <= before or date > row.end:
                        continue
                    if date <= row.start:
                        opening += amount
                    elif date < row.end:
                        inside[date] = inside.get(date, 0) + amount
                    else:
                        at_end += amount
                self.groups.append((opening, tuple(sorted(inside.items())), at_end))
                before = row.end
        return self.groups

    def factor(self, index, first, last):
        """rate × part of (first, last], without the pauses."""
        key = (index, first, last)
        if key not in self.factors:
            total, row = Fraction(0), self.slots[index]
            for place, (since, rate, per) in enumerate(self.rates):
                until = self.rates[place + 1][0] if place + 1 < len(self.rates) else last
                if rate and max(first, since) < min(last, until):
                    total += rate * row.factor(per, max(first, since), min(last, until), self.pauses)
            self.factors[key] = total
        return self.factors[key]

    def change_rate(self, date, rate, per):
        self.rates = [entry for entry in self.rates if entry[0] < date] + [(date, rate, per)]
        self.factors, self.known = {}, {}

    def pause(self, begin, until):
        self.pauses.append((begin, until))
        self.factors, self.known = {}, {}

    def accrued(self, index, date, opening=None, kinds=(PLANNED, MONEY, ARREARS)):
        """(X, balance): the interest accrued in a row by `date`, exactly, and the balance then."""
        row = self.slots[index]
        if row.kind == "DOWN":
            return Fraction(0), 0
        balance = self.opening[index] if opening is None else opening
        total, since = row.fixed, row.start
        inside = {}
        for (day, kind), amount in self.moves.items():
            if row.start < day <= date and kind in kinds:
                inside[day] = inside.get(day, 0) + amount
        for day, amount in sorted(inside.items()):
            if day < row.end:
                total += balance * self.factor(index, since, day)
                since, balance = day, balance + amount
        last = min(date, row.end)
        if since < last:
            total += balance * self.factor(index, since, last)
        return total, balance

    # -- one pass --

    def interest(self, index, balance, inside):
        """The row's interest on its balances, rounded once; and the balance before its end."""
        row = self.slots[index]
        cap = row.end if self.cap is None else min(self.cap, row.end)
        key = (index, balance, inside, cap)
        if key not in self.known:
            total, since = row.fixed, row.start
            for day, amount in inside + ((row.end, 0),):
                until = min(day, cap)
                if balance and since < until:
                    total += balance * self.factor(index, since, until)
                since, balance = day, balance + amount
            self.known[key] = (round_exact(total, self.terms.interest_unit, self.terms.interest_mode),
                               balance)
        return self.known[key]

    def compute(self):
        """I, D, P and the carry of every row, from its opening balance on."""
        count = self.count
        self.opening, self.due, self.principals = [0] * count, [0] * count, [0] * count
        self.carries = [0] * count
        balance, carry, left = self.principal, 0, self.owed
        last = count - 1
        for index, (opening, inside, at_end) in enumerate(self.grouped()[:count]):
            row, p, q = self.slots[index], self.p[index], self.q[index]
            balance += opening
            self.opening[index] = balance
            if row.kind == "DOWN":
                principal, due, carry, end = max(self.share[index], p), 0, 0, balance
            else:
                accrued, end = self.interest(index, balance, inside)
                if self.dead_after is not None and index > self.dead_after:
                    accrued = 0
                interest = accrued + self.extra[index] + carry + self.brought[index]
                principal, due = self.split(index, interest, left, index == last)
                carry = max(0, interest - due)
            if self.closed[index]:
                principal, due, carry = p, q, 0
            end += at_end
            self.due[index], self.principals[index], self.carries[index] = due, principal, carry
            balance = max(0, end + p - principal)
            left -= principal

    def split(self, index, interest, left, is_last):
        """(principal due, interest due) of a row whose interest is I."""
        p, q = self.p[index], self.q[index]
        if self.slots[index].grace:
            return p, max(interest, q)  # it asks for its interest alone
        if not self.level[index]:
            # Choice: what is paid of later rows is not asked for again.
            later = sum(self.p[index + 1:self.count])
            share = left if is_last else min(self.share[index], max(left - later, 0))
            return max(share, p), max(interest, q)
        total = self.total(index)
        if p > max(0, total - interest):
            due = q
        else:
            due = max(min(interest, total), q)
        return max(total - due, p, 0), due

    def total(self, index):
        """T: what a row asks for in all."""
        row = self.slots[index]
        if row.kind == "DOWN" or row.grace or self.closed[index] or not self.level[index]:
            return self.due[index] + self.principals[index]
        return self.ask[index] + self.extra[index]

    def takes_difference(self, index):
        row = self.slots[index]
        return self.level[index] and row.kind != "DOWN" and not row.grace and not self.closed[index]

    def is_open(self, index):
        return self.p[index] + self.q[index] != self.total(index)

    def open_rows(self):
        return [index for index in self.rows()
                if self.slots[index].kind != "DOWN" and not self.closed[index] and self.is_open(index)]

    def unpaid_principal(self):
        return self.owed - sum(self.p)

    # -- who takes the difference --

    def step(self, date):
        """After every single step: what the rows ask for fits what is owed."""
        self.dead_after = None
        self.compute()
        if not self.levels:
            return
        self.lower_asks()
        taker = self.taker = self.take_difference()
        if taker is not None and taker < self.count - 1:
            copy = self.copy()
            copy.cap = date if copy.cap is None else min(date, copy.cap)
            copy.compute()
            if copy.carries[-1] > 0:
                self.extra[taker], self.dead_after = copy.carries[-1], taker
                self.compute()
                # Choice: where it paid some of that before, the difference is taken once more.
                self.even_out(taker)

    def lower_asks(self):
        """(a) A row never asks for more principal than the loan still owes."""
        left = self.owed
        for index in self.rows():
            over = self.principals[index] - max(left, 0)
            if over > 0 and self.takes_difference(index):
                lowered = max(self.ask[index] - over, self.p[index] + self.q[index])
                if lowered < self.ask[index]:
                    self.ask[index] = lowered
                    self.compute()
            left -= self.principals[index]

    def take_difference(self):
        """(b) and (c): the last open row takes it, and where it cannot the open row before it."""
        rows = [index for index in self.rows() if self.takes_difference(index)]
        found = [index for index in rows if self.is_open(index)]
        # Choice: the last row takes it, too, where all ask for no more than is paid and principal is left.
        if not found and (all(self.is_empty(index) for index in rows) or self.unpaid_principal() > 0):
            found = rows[-1:]
        while found:
            taker = found.pop()
            self.extra[taker] = 0
            self.compute()
            if self.even_out(taker):
                return taker
        return None

    def even_out(self, taker):
        """The row takes the difference, until nothing changes; whether it could."""
        for _ in range(MOST_TURNS):
            difference = self.owed + sum(self.due) - sum(self.total(index) for index in self.rows())
            if difference == 0:
                break
            least = self.p[taker] + self.q[taker] - self.extra[taker]
            if self.due[taker] == self.total(taker):
                # All that it asks for is interest, so what is added (or taken) is, too: what the turns
                # to come would do one by one.
                if difference > 0:
                    difference += self.carries[taker]
                elif self.principals[taker] == 0:
                    difference = least - self.ask[taker] - 1
            self.ask[taker] = max(self.ask[taker] + difference, least)
            self.compute()
            if self.ask[taker] == least and difference < 0:
                return self.owed + sum(self.due) == sum(self.total(index) for index in self.rows())
        return True

    # -- arrears --

    def bring(self, date):
        """Unpaid principal of ended rows costs interest up to `date`, and counts as paid after it."""
        date = min(date, self.slots[self.count - 1].end)
        for index, row in enumerate(self.slots[:self.count]):
            if row.end > date:
                break
            begin = row.end if self.arrears_at is None else max(row.end, self.arrears_at)
            unpaid = self.principals[index] - self.p[index]
            if unpaid > 0 and begin < date and not self.closed[index]:
                self.move(begin, unpaid, ARREARS)
                self.move(date, -unpaid, ARREARS)
                self.step(date)
        self.arrears_at = date if self.arrears_at is None else max(self.arrears_at, date)

    # -- payments --

    def book_principal(self, index, amount, date):
        row = self.slots[index]
        self.p[index] += amount
        self.move(min(date, row.end), -amount, MONEY)
        paid = self.p[index] + self.q[index]
        others = [each for each in self.open_rows() if each != index]
        if others and row.start >= date and (paid > self.total(index) or paid == self.ask0[index]):
            self.ask[index] = paid
        self.step(date)

    def book_interest(self, index, amount, date):
        self.q[index] += amount
        self.step(date)

    def asks(self, index, date):
        """(principal, interest) that a row not yet due still asks for, in a copy that ends at `date`."""
        copy = self.copy()
        copy.cap = date
        copy.step(date)
        row = self.slots[index]
        if self.level[index] and not row.grace and row.kind != "DOWN":
            unpaid = copy.unpaid_principal()
            if row.start >= date and len(copy.open_rows()) > 1:
                copy.ask[index] = self.ask0[index]
                copy.compute()
                over = copy.principals[index] - (unpaid + copy.p[index])
                if over > 0:
                    copy.ask[index] -= over
                    copy.compute()
            elif not copy.is_open(index):
                copy.ask[index] = min(self.ask0[index], unpaid + copy.p[index] + copy.due[index])
                copy.compute()
        return copy.principals[index] - copy.p[index], copy.due[index] - copy.q[index]
