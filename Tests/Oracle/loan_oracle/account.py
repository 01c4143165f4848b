"""Section 4: repayments and allocation."""

from .terms import COMPONENTS


class Account:
    """What is paid of each row, component by component."""

    def __init__(self, terms, schedule):
        self.terms, self.rows = terms, schedule.rows
        self.due = [{"PENALTY": 0, "FEE": row.fee, "INTEREST": row.interest, "PRINCIPAL": row.principal}
                    for row in schedule.rows]
        self.paid = [dict.fromkeys(COMPONENTS, 0) for _ in schedule.rows]
        self.records, self.overpaid, self.written_off = [], 0, False

    def unpaid(self, index, component=None):
        if component is None:
            return sum(self.unpaid(index, each) for each in COMPONENTS)
        return self.due[index][component] - self.paid[index][component]

    def pay(self, event_number, amount, index, component):
        """Pays what `amount` can of one component of one row; returns what is left of it."""
        part = min(amount, self.unpaid(index, component))
        if part > 0:
            self.paid[index][component] += part
            self.records.append((event_number, index, component, part))
        return amount - part

    def status(self):
        # A write-off stands until it is reversed, also where a payment dated before it left nothing.
        if self.written_off:
            return "WRITTEN_OFF"
        return "ACTIVE" if any(self.unpaid(index) for index in range(len(self.rows))) else "COMPLETED"

    def apply(self, event):
        if event.type == "WRITE_OFF":
            self.written_off = True
        else:  # after a write-off a repayment is a recovery, without one a recovery a repayment
            self.allocate(event.number, event.date, event.amount)

    def allocate(self, event_number, date, amount):
        if self.terms.across == "COMPONENT":
            for component in self.terms.order:
                for index, row in enumerate(self.rows):
                    if row.due <= date:
                        amount = self.pay(event_number, amount, index, component)
        for index in range(len(self.rows)):
            for component in self.terms.order:
                amount = self.pay(event_number, amount, index, component)
        self.overpaid += amount
