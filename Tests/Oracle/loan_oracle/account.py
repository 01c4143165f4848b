"""Section 4 and servicing, section 1: the ledger, and how money is allocated."""

from .late_charges import LateCharges
from .quantities import round_ratio
from .rows import Row
from .terms import COMPONENTS

PLANNED = ("INTEREST", "PRINCIPAL")  # what the plan says, and a change of it says anew


class Record:
    """What one event paid of one component of one row; `cut`: at a cut, so it stays there."""

    def __init__(self, row, component, amount, cut=False):
        self.row, self.component, self.amount, self.cut = row, component, amount, cut


class Account:
    """The rows, and the money that came in and went out."""

    lapsing = COMPONENTS  # what is waived of these lapses where a change leaves no room for it

    def __init__(self, terms, plan):
        self.terms, self.options, self.plan = terms, terms.options, plan
        self.late = LateCharges(terms)
        self.charge_row = None
        self.records, self.dates = {}, {}  # by event number
        self.overpaid = []  # [event number, amount], the oldest first
        self.written_off = None  # (date, what was unpaid by component)
        self.settled = None  # the interest accrued in the current row when the plan was settled
        self.is_settled = False
        self.recovered = self.refunded = self.recalled = self.drawn = 0
        self.credits = []  # (date, row index, amount): principal that joined the plan after row 1 began
        self.cut_waivers = []  # (row index, Posting): principal waived that was not yet due
        for row in self.rows:
            row.refresh()

    def clone(self):
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.plan, copy.late = self.plan.clone(), self.late.clone()
        twins = dict(zip(map(id, self.plan.slots), copy.plan.slots))
        if self.charge_row is not None:
            copy.charge_row = twins[id(self.charge_row)] = self.charge_row.clone()
        copy.records = {number: [Record(twins[id(each.row)], each.component, each.amount, each.cut)
                                 for each in records] for number, records in self.records.items()}
        copy.dates, copy.overpaid = dict(self.dates), [list(entry) for entry in self.overpaid]
        copy.credits = list(self.credits)
        copy.cut_waivers = [(index, waiver.clone()) for index, waiver in self.cut_waivers]
        return copy

    def look(self, date):
        """Goes on to a date on which nothing else has happened yet."""
        self.late.advance(self, date)

    # -- looking --

    @property
    def rows(self):
        return self.plan.rows + ([self.charge_row] if self.charge_row is not None else [])

    def unpaid(self, *components):
        return sum(row.unpaid(component) for row in self.rows for component in components or COMPONENTS)

    def overpaid_amount(self):
        return sum(amount for _, amount in self.overpaid)

    def status(self):
        # A write-off stands until it is reversed, also where a payment dated before it left nothing.
        if self.written_off is not None:
            return "WRITTEN_OFF"
        return "ACTIVE" if self.unpaid() > 0 else "COMPLETED"

    def current(self, date):
        """The index of the current row: the first of the plan that is not due by `date`, or None."""
        for index, row in enumerate(self.plan.rows):
            if not row.due_by(date):
                return index
        return None

    def changeable(self, date):
        """The current row, where the plan can still be changed."""
        return None if self.is_settled or self.written_off is not None else self.current(date)

    def accrued(self, index, date):
        """X of a row as of `date`, exactly."""
        return self.plan.slots[index].accrued(date, self.plan.pauses, self.terms.method)

    # -- money --

    def pay(self, number, amount, row, component, cut=False):
        """Pays what `amount` can of one component of one row; returns what is left of it."""
        part = min(amount, row.unpaid(component))
        if part > 0:
            row.paid[component] += part
            self.records.setdefault(number, []).append(Record(row, component, part, cut))
        return amount - part

    def order(self, row, date):
        timing = "pastDue" if row.due < date else "due" if row.due == date else "inAdvance"
        return self.options.orders[timing]

    def allocate(self, number, amount, date, rows, components=COMPONENTS):
        """Allocates money over `rows` as of `date`; returns what is left of it."""
        due = [row for row in rows if row.due <= date]
        if self.terms.across == "COMPONENT":
            for place in range(4):  # the first of each order over its rows, then the second
                for row in due:
                    component = self.order(row, date)[place]
                    if component in components:
                        amount = self.pay(number, amount, row, component)
        for row in due:
            amount = self.pay_due(number, amount, row, self.order(row, date), components)
        ahead = [row for row in rows if row.due > date]
        return self.pay_ahead(number, amount, date, ahead, components)

    def pay_due(self, number, amount, row, order, components):
        return self.pay_row(number, amount, row, order, components)

    def pay_row(self, number, amount, row, order, components=COMPONENTS):
        for component in order:
            if component in components:
                amount = self.pay(number, amount, row, component)
        return amount

    def pay_ahead(self, number, amount, date, rows, components):
        """Money for rows not yet due, as `advance` says."""
        order, advance = self.options.orders["inAdvance"], self.options.advance
        if advance == "SPREAD":
            return self.spread(number, amount, rows, [each for each in order if each in components])
        if advance == "LAST":
            rows = rows[::-1]
        elif advance == "CURRENT_THEN_LAST":
            # Choice: where two rows have begun and are not yet due, the older one is first.
            begun = [row for row in rows if row.start <= date]
            rows = begun + [row for row in rows[::-1] if row.start > date]
        for row in rows:
            amount = self.pay_row(number, amount, row, order, components)
        return amount

    def spread(self, number, amount, rows, order):
        def open_rows():
            return [row for row in rows if any(row.unpaid(each) > 0 for each in order)]
        while amount > 0 and open_rows():
            for component in order:
                found = open_rows()
                if not found or amount == 0:
                    break
                part = round_ratio(amount, len(found), 1, "HALF_EVEN")
                if amount - part * (len(found) - 1) < 0:
                    part = round_ratio(amount, len(found), 1, "DOWN")
                rest = amount - part * (len(found) - 1)
                for index, row in enumerate(found):
                    offered = part if index < len(found) - 1 else rest
                    amount -= offered - self.pay(number, offered, row, component)
        return amount

    def receive(self, number, amount, date, rows=None):
        """Allocates what came in; what no row takes is overpaid."""
        left = self.allocate(number, amount, date, self.rows if rows is None else rows)
        self.add_overpaid(number, left)

    def add_overpaid(self, number, amount):
        if amount > 0:
            for entry in self.overpaid:
                if entry[0] == number:
                    entry[1] += amount
                    return
            self.overpaid.append([number, amount])
            self.overpaid.sort(key=lambda entry: (self.dates[entry[0]], entry[0]))

    def use_overpaid(self, date):
        """What was overpaid pays what is unpaid, in the order in which it came in."""
        if self.overpaid and self.unpaid() > 0:
            entries, self.overpaid = self.overpaid, []
            for number, amount in entries:
                self.receive(number, amount, date)

    # -- dues --

    def place(self, posting):
        """Adds to the dues of the first row with a due date on or after the posting's date."""
        for row in self.rows:
            if row.kind != "DOWN" and row.due >= posting.date:
                break
        else:
            row = self.charge_row
            if row is None:
                row = self.charge_row = Row("CHARGE", self.plan.rows[-1].end, posting.date, posting.date)
            row.end = row.due = max(row.due, posting.date)
        row.postings.append(posting)
        row.refresh()
        return self.rows.index(row)

    def owe(self, posting):
        """Principal that is owed again, or that no plan took."""
        index = self.place(posting)
        self.credits.append((posting.date, index, posting.amount))

    # -- a change of the plan --

    def take_ahead(self, k):
        """Takes out what rows from k on were given in advance on principal and interest."""
        pool, rows = {}, set(map(id, self.plan.slots[k:]))
        for number, records in self.records.items():
            for record in records:
                if id(record.row) in rows and record.component in PLANNED and not record.cut:
                    record.row.paid[record.component] -= record.amount
                    pool[number] = pool.get(number, 0) + record.amount
                    record.amount = 0
        self.drop_empty()
        return pool

    def drop_empty(self):
        self.records = {number: [record for record in records if record.amount > 0]
                        for number, records in self.records.items()}

    def take(self, row, component, amount, pool):
        """Takes `amount` of what is paid of a component of a row, the latest money first."""
        for number in sorted(self.records, key=lambda each: (self.dates[each], each), reverse=True):
            for record in reversed(self.records[number]):
                if record.row is row and record.component == component and amount > 0:
                    part = min(amount, record.amount)
                    record.amount -= part
                    row.paid[component] -= part
                    amount -= part
                    pool[number] = pool.get(number, 0) + part

    def settle_rows(self, k, before, pool, order=None):
        """After a change from row k on: `before` are the rows there were, `pool` the money taken out."""
        now, freed = self.rows, {}
        gone = [row for row in before if row not in now]
        moved = []
        for row in gone:
            for component in COMPONENTS:
                self.take(row, component, row.paid[component], freed)
            moved += row.postings
            row.postings, row.waivers, row.late = [], [], {}
        for posting in moved:
            self.place(posting)
        for row in self.plan.rows[k:]:
            for component in self.lapsing:
                row.limit_waivers(component, row.base[component] + row.posted(component)
                                  - row.cut[component])
            row.refresh()
            for component in COMPONENTS:
                self.take(row, component, row.paid[component] - row.due_now[component], freed)
        self.drop_empty()
        self.apply_again(k, pool, PLANNED, order)
        self.apply_again(k, freed, COMPONENTS, order)

    def apply_again(self, k, pool, components, order):
        """Applies money again to the rows from k on, the oldest first, as of its own date."""
        for number in sorted(pool, key=lambda each: (self.dates[each], each)):
            amount, rows = pool[number], self.plan.rows[k:]
            if order is not None:
                amount = self.pay_row(number, amount, rows[0], order)
            else:
                amount = self.allocate(number, amount, self.dates[number], rows, components)
            self.add_overpaid(number, amount)
