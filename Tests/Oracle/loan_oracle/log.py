"""Section 0 of servicing: the log of events, checked as a whole, and the view of it as of a date."""

from .account import Account
from .events import APPLICATION, ROLES, TRANSITIONS, invalid_event
from .quantities import LoanError, in_range


class Log:
    """The events taken so far, in the order written; what is taken once stays taken."""

    def __init__(self, terms, schedule, status):
        self.terms, self.schedule, self.first_status = terms, schedule, status
        self.application = status  # where the application events written so far have led
        self.events, self.reversals = [], {}  # reversals: target's number: the reversal
        self.replayed, self.latest = [], None  # the last account worked out, and of which events

    def standing(self, date):
        """The account events that stand as of `date`, by date, ties in the order written."""
        found = [event for event in self.events
                 if event.type not in APPLICATION and event.type != "REVERSAL" and event.date <= date
                 and not (event.number in self.reversals
                          and self.reversals[event.number].date <= date)]
        return sorted(found, key=lambda event: (event.date, event.number))

    def account(self, date):
        """The account as of the end of `date`; it is the log's own, and to be looked at only."""
        standing = self.standing(date)
        done = len(self.replayed)
        if self.latest is None or standing[:done] != self.replayed:
            self.latest, done = Account(self.terms, self.schedule), 0
        for event in standing[done:]:
            self.latest.apply(event)
        self.replayed = standing
        return self.latest

    def view(self, as_of):
        """(status, account) as of a date."""
        status = self.first_status
        for event in self.events:
            if event.type in APPLICATION and event.date <= as_of:
                status = APPLICATION[event.type][1]
        account = self.account(as_of)
        in_range(account.overpaid, "overpaidAmount")
        return (account.status() if status == "ACTIVE" else status), account

    def add(self, event):
        """Takes an event, or raises what is wrong with it."""
        if event.type in APPLICATION:
            self.check_status(event, self.application)
            if event.type == "DISBURSE" and event.date != self.terms.disbursed:
                raise invalid_event(event.path + "date", "must be disbursedAt")
            self.application = APPLICATION[event.type][1]
            self.events.append(event)
            return
        status = self.application
        if status == "ACTIVE":
            status = self.account(event.date).status()
        self.check_status(event, status)
        if event.date < self.terms.disbursed:
            raise invalid_event(event.path + "date", "before disbursedAt")
        if event.type == "REVERSAL":
            self.check_reversal(event)
            self.reversals[event.of] = event
        self.events.append(event)
        try:
            in_range(self.account(event.date).overpaid, event.path + "amount")
        except LoanError:
            self.events.pop()
            self.latest = None
            raise

    @staticmethod
    def check_status(event, status):
        from_statuses, _, roles = TRANSITIONS[event.type]
        if event.type == "CANCEL" and status == "DRAFT":
            roles = ROLES
        if status not in from_statuses:
            raise LoanError("ILLEGAL_TRANSITION", event.path + "type",
                            "event %d, %s, in %s; allowed in %s"
                            % (event.number, event.type, status, ", ".join(from_statuses)))
        if event.role is not None and event.role not in roles:
            raise LoanError("FORBIDDEN_ROLE", event.path + "role",
                            "event %d, %s, in %s by %s; allowed to %s"
                            % (event.number, event.type, status, event.role, ", ".join(roles)))

    def check_reversal(self, event):
        if event.of > len(self.events):
            raise invalid_event(event.path + "of", "not an event written earlier")
        target = self.events[event.of - 1]
        if target.type in APPLICATION or target.type == "REVERSAL":
            raise invalid_event(event.path + "of", "not an account event that can be reversed")
        if target.date > event.date:
            raise invalid_event(event.path + "of", "dated after the reversal")
        # Choice: an event is reversed once, whatever the dates of two reversals would be.
        if event.of in self.reversals:
            raise invalid_event(event.path + "of", "reversed already")
