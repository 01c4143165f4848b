"""Section 6: status, and what events do to it."""

from .dates import parse_date
from .quantities import INT64_MAX, INT64_MIN, LoanError, in_range, parse_amount

STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED",
            "WRITTEN_OFF")
ROLES = ("CREDIT_OFFICER", "SUPERVISOR", "ADMIN")
SENIOR = ("SUPERVISOR", "ADMIN")

# type: (from statuses, to status, roles); money events work out their own status.
TRANSITIONS = {
    "SUBMIT": (("DRAFT",), "PENDING_APPROVAL", ROLES),
    "APPROVE": (("PENDING_APPROVAL",), "APPROVED", SENIOR),
    "REJECT": (("PENDING_APPROVAL",), "REJECTED", SENIOR),
    "REVISE": (("REJECTED",), "DRAFT", ROLES),
    "CANCEL": (("DRAFT", "PENDING_APPROVAL", "APPROVED"), "CANCELLED", SENIOR),
    "DISBURSE": (("APPROVED",), "ACTIVE", ROLES),
    "REPAYMENT": (("ACTIVE",), None, ROLES),
    "REVERSAL": (("ACTIVE", "COMPLETED"), None, SENIOR),
    "WRITE_OFF": (("ACTIVE",), "WRITTEN_OFF", ("ADMIN",)),
    "RECOVERY": (("WRITTEN_OFF",), "WRITTEN_OFF", ROLES),
}
MONEY_EVENTS = ("REPAYMENT", "RECOVERY")


def invalid_event(path, message):
    return LoanError("INVALID_EVENT", path, message)


class Event:
    """One event, its form checked: by itself, without regard to the loan. First what it says, in the
    order of the format, then whether `amount` and `of` go with its type."""

    def __init__(self, source, index, exponent):
        path = "events[%d]." % index
        self.number, self.path = index + 1, path
        self.type, self.role, self.of = source["type"], source.get("role"), source.get("of")
        if self.type not in TRANSITIONS:
            raise invalid_event(path + "type", "one of " + ", ".join(TRANSITIONS))
        self.date = parse_date(source["date"], path + "date", "INVALID_EVENT")
        self.amount = None
        if "amount" in source:
            self.amount = parse_amount(source["amount"], exponent, path + "amount", "INVALID_EVENT")
        if self.of is not None and not INT64_MIN <= self.of <= INT64_MAX:
            raise invalid_event(path + "of", "a number of 64 bits")
        if self.role is not None and self.role not in ROLES:
            raise invalid_event(path + "role", "one of " + ", ".join(ROLES))
        # Choice: whether they are called for depends on the type, so it is INVALID_EVENT.
        if self.type not in MONEY_EVENTS and self.amount is not None:
            raise invalid_event(path + "amount", "does not go with the type")
        if self.type in MONEY_EVENTS and (self.amount is None or self.amount <= 0):
            raise invalid_event(path + "amount", "more than zero")
        if self.type != "REVERSAL" and self.of is not None:
            raise invalid_event(path + "of", "does not go with the type")
        if self.type == "REVERSAL" and (self.of is None or self.of < 1):
            raise invalid_event(path + "of", "the number of an event, from 1")


def run_events(terms, schedule, status, events):
    """Status and standing payments after the events, in the order written."""
    payments, reversed_numbers = {}, set()  # payments: by event number
    total_due = schedule.totals["total"]

    def standing():
        return [event for number, event in payments.items() if number not in reversed_numbers]

    def paid_up():
        # A payment goes on to every row, due or not: nothing is unpaid when enough is paid.
        return sum(event.amount for event in standing()) >= total_due

    for event in events:
        from_statuses, to_status, roles = TRANSITIONS[event.type]
        if event.type == "CANCEL" and status == "DRAFT":
            roles = ROLES
        # Choice: first the status, then the role, then dates and targets.
        if status not in from_statuses:
            raise LoanError("ILLEGAL_TRANSITION", event.path + "type",
                            "event %d, %s, in %s; allowed in %s"
                            % (event.number, event.type, status, ", ".join(from_statuses)))
        if event.role is not None and event.role not in roles:
            raise LoanError("FORBIDDEN_ROLE", event.path + "role",
                            "event %d, %s, in %s by %s; allowed to %s"
                            % (event.number, event.type, status, event.role, ", ".join(roles)))
        if event.type == "DISBURSE" and event.date != terms.disbursed:
            raise invalid_event(event.path + "date", "must be disbursedAt")
        if event.type in MONEY_EVENTS:
            if event.date < terms.disbursed:
                raise invalid_event(event.path + "date", "before disbursedAt")
            payments[event.number] = event
            overpaid = sum(each.amount for each in standing()) - total_due
            in_range(max(overpaid, 0), event.path + "amount")
        if event.type == "REVERSAL":
            target = payments.get(event.of)
            # Choice: only a repayment written earlier can be reversed.
            if target is None or target.type != "REPAYMENT":
                raise invalid_event(event.path + "of", "not a repayment")
            if event.of in reversed_numbers:
                raise invalid_event(event.path + "of", "reversed already")
            if target.date > event.date:  # Choice: named at `of`
                raise invalid_event(event.path + "of", "dated after the reversal")
            reversed_numbers.add(event.of)
        if event.type in ("REPAYMENT", "REVERSAL"):
            # Choice: also after a reversal a loan with nothing unpaid is COMPLETED.
            to_status = "COMPLETED" if paid_up() else "ACTIVE"
        status = to_status
    return status, standing()
