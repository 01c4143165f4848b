"""The rows of a loan: what falls due when, what was added to it, waived and paid of it."""

from fractions import Fraction

from .terms import COMPONENTS


def pieces_without(first, last, pauses):
    """(first, last] without the pauses, as [(from, to)]."""
    left = [(first, last)]
    for begin, until in pauses:
        left = [part for start, end in left
                for part in ((start, min(end, begin)), (max(start, until), end)) if part[0] < part[1]]
    return left


class Posting:
    """Something added to a row's dues after the plan was made, or (kind WAIVER) taken from them."""

    def __init__(self, kind, component, amount, date, event=None, rule=None):
        self.kind, self.component, self.amount = kind, component, amount
        self.date, self.event, self.rule = date, event, rule  # event: its number

    def clone(self):
        return Posting(self.kind, self.component, self.amount, self.date, self.event, self.rule)


class Row:
    """One row; kind DOWN (a down payment), PLAN, or CHARGE (charges after the last row)."""

    def __init__(self, kind, start, end, due, period=None):
        self.kind, self.start, self.end, self.due, self.period = kind, start, end, due, period
        self.grace = self.capitalizes = self.defers = False
        self.pieces = []  # DECLINING: [(from, balance, rate, per)] by date
        self.flat = 0  # FLAT: the row's interest
        self.fixed = Fraction(0)  # interest accrued before the row took another's place
        self.cut = dict.fromkeys(COMPONENTS, 0)  # paid at cuts
        self.held = 0  # prepaid by WHOLE_PERIOD: leaves the balance at the end of the period
        self.level = self.share = None  # what it asks for, or its principal, beyond cuts
        self.carried = self.deferred = 0  # interest of earlier rows that falls due here
        self.capitalized = 0  # its interest that joins the balance
        self.asked = 0  # its interest with what was carried and deferred to it
        self.balance_at_end = 0  # of the plan, beyond the row's own principal
        self.base = dict.fromkeys(COMPONENTS, 0)
        self.postings, self.waivers = [], []
        self.late = {}  # of each rule for late charges what it has done here
        self.paid = dict.fromkeys(COMPONENTS, 0)
        self.due_now = dict.fromkeys(COMPONENTS, 0)

    def clone(self):
        copy = object.__new__(Row)
        copy.__dict__.update(self.__dict__)
        copy.pieces, copy.cut = list(self.pieces), dict(self.cut)
        copy.base, copy.paid, copy.due_now = dict(self.base), dict(self.paid), dict(self.due_now)
        copy.postings = [posting.clone() for posting in self.postings]
        copy.waivers = [posting.clone() for posting in self.waivers]
        twins = dict(zip(map(id, self.postings), copy.postings))
        copy.late = {rule: tracker.clone(twins) for rule, tracker in self.late.items()}
        return copy

    # -- dues --

    def refresh(self):
        """Works out the dues again after a change of what they are made of."""
        self.due_now = dict(self.base)
        for posting in self.postings:
            self.due_now[posting.component] += posting.amount
        for waiver in self.waivers:
            self.due_now[waiver.component] -= waiver.amount

    def unpaid(self, component):
        return self.due_now[component] - self.paid[component]

    def all_unpaid(self):
        return sum(self.due_now.values()) - sum(self.paid.values())

    def posted(self, component):
        return sum(posting.amount for posting in self.postings if posting.component == component)

    def waived(self, component):
        return sum(waiver.amount for waiver in self.waivers if waiver.component == component)

    def limit_waivers(self, component, room):
        """What a later change leaves no room for lapses, the latest waiver first."""
        over = self.waived(component) - max(room, 0)
        for waiver in reversed(self.waivers):
            if over > 0 and waiver.component == component:
                part = min(over, waiver.amount)
                waiver.amount -= part
                over -= part
        self.waivers = [waiver for waiver in self.waivers if waiver.amount > 0]

    def due_by(self, date):
        return date >= self.end or date >= self.due

    # -- interest by days (DECLINING; FLAT by the row's own interest) --

    def factor(self, per, first, last, pauses):
        """By what a rate per `per` is multiplied for (first, last] without the pauses."""
        first, last = max(first, self.start), min(last, self.end)
        if first >= last:
            return Fraction(0)
        if not any(begin < last and until > first for begin, until in pauses):
            return self.period.part(per, first, last)
        return sum((self.period.part(per, start, end)
                    for start, end in pieces_without(first, last, pauses)), Fraction(0))

    def accrued(self, date, pauses, method="DECLINING"):
        """X: the interest accrued in the row by `date`, exactly."""
        if method == "FLAT":
            days = self.end - self.start
            gone = min(max(date - self.start, 0), days)
            return self.fixed + (Fraction(self.flat * gone, days) if days else 0)
        total = self.fixed
        for index, (start, balance, rate, per) in enumerate(self.pieces):
            end = self.pieces[index + 1][0] if index + 1 < len(self.pieces) else self.end
            if start < date and balance and rate:
                total += balance * rate * self.factor(per, start, min(end, date), pauses)
        return total

    def cut_at(self, date, balance, rate, per):
        """From `date` on (from the start, if later) the balance and the rate are these."""
        date = max(date, self.start)
        self.pieces = [piece for piece in self.pieces if piece[0] < date]
        self.pieces.append((date, balance, rate, per))

    @property
    def balance(self):
        """The plan's balance as the last cut left it, or as the row opened."""
        return self.pieces[-1][1] if self.pieces else 0
