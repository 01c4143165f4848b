"""Section 0 of servicing: the log of events, checked as a whole, and the view of it as of a date."""

from . import steps
from .account import Account
from .daily_account import DailyAccount
from .events import APPLICATION, ROLES, TRANSITIONS, invalid_event
from .quantities import LoanError, in_range

MOST_EVENTS, MOST_BACK = 10000, 500  # of a loan whose plan depends on events


class Log:
    """The events taken so far, in the order written; what is taken once stays taken."""

    def __init__(self, terms, plan, status):
        self.terms, self.plan, self.first_status = terms, plan, status
        self.application = status  # where the application events written so far have led
        self.events, self.reversals = [], {}  # reversals: target's number: the reversal
        # Of account events: how many, how many of them reach back, the latest date; and whether the
        # plan depends on events.
        self.count, self.back, self.newest = 0, 0, 0
        self.depends = terms.options.daily or terms.options.effect != "ADVANCE"
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
        # An account that has looked at later days for late charges cannot go back to earlier ones.
        if self.latest is None or standing[:done] != self.replayed or self.latest.late.looked > date:
            self.latest, done = self.opened(), 0
        for event in standing[done:]:
            steps.apply(self.latest, event)
        self.replayed = standing
        self.latest.look(date)
        return self.latest

    def opened(self):
        """The account before its first event."""
        kind = DailyAccount if self.terms.options.daily else Account
        return kind(self.terms, self.plan.clone())

    def view(self, as_of):
        """(status, account) as of a date."""
        status = self.first_status
        for event in self.events:
            if event.type in APPLICATION and event.date <= as_of:
                status = APPLICATION[event.type][1]
        if status != "ACTIVE":  # it owes nothing yet
            return status, self.opened()
        account = self.account(as_of)
        in_range(account.overpaid_amount(), "overpaidAmount")
        return account.status(), account

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
        reach = self.check_limits(event)
        if event.type == "REVERSAL":
            self.reversals[event.of] = event
        else:
            self.check_step(event)
        self.count += 1
        self.back += reach < self.newest
        self.newest = max(self.newest, event.date)
        self.depends = self.depends or event.type in steps.PLAN_EVENTS
        self.events.append(event)

    def check_limits(self, event):
        """Section 8; returns the date that the event reaches back to."""
        reach = event.date
        if event.type == "REVERSAL":
            reach = min(reach, self.events[event.of - 1].date)
        if self.depends or event.type in steps.PLAN_EVENTS:
            if self.count >= MOST_EVENTS:
                raise invalid_event(event.path + "type", "at most %d account events" % MOST_EVENTS)
            if self.back + (reach < self.newest) > MOST_BACK:
                raise invalid_event(event.path + "date", "at most %d that reach back" % MOST_BACK)
        return reach

    def check_step(self, event):
        """Takes the step on the account as of its date, where that fits."""
        account = self.account(event.date)
        steps.check(account, event)
        try:
            steps.apply(account, event, strict=True)
            in_range(account.overpaid_amount(), event.path + "amount")
        except LoanError:
            self.latest = None
            raise
        self.replayed = self.replayed + [event]

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
