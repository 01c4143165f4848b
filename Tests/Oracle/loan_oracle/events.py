"""Section 6: the events, their roles, and the form of each by itself."""

from .dates import parse_date
from .quantities import INT64_MAX, INT64_MIN, LoanError, parse_amount

STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED",
            "WRITTEN_OFF")
ROLES = ("CREDIT_OFFICER", "SUPERVISOR", "ADMIN")
SENIOR = ("SUPERVISOR", "ADMIN")

# Application events. type: (from statuses, to status, roles)
APPLICATION = {
    "SUBMIT": (("DRAFT",), "PENDING_APPROVAL", ROLES),
    "APPROVE": (("PENDING_APPROVAL",), "APPROVED", SENIOR),
    "REJECT": (("PENDING_APPROVAL",), "REJECTED", SENIOR),
    "REVISE": (("REJECTED",), "DRAFT", ROLES),
    "CANCEL": (("DRAFT", "PENDING_APPROVAL", "APPROVED"), "CANCELLED", SENIOR),
    "DISBURSE": (("APPROVED",), "ACTIVE", ROLES),
}
# What a loan may be before its first event; the others follow from events.
FIRST_STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "REJECTED", "CANCELLED", "ACTIVE")
OWING = ("ACTIVE", "COMPLETED", "WRITTEN_OFF")
# Account events. type: (statuses of the account that take it, None: it works out its own, roles)
ACCOUNT = {
    "REPAYMENT": (("ACTIVE", "COMPLETED"), None, ROLES),
    "WRITE_OFF": (("ACTIVE",), None, ("ADMIN",)),
    "RECOVERY": (("WRITTEN_OFF",), None, ROLES),
    "REVERSAL": (OWING, None, SENIOR),
}
TRANSITIONS = dict(APPLICATION, **ACCOUNT)
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
