"""Section 6: the events, their roles, and the form of each by itself."""

from .dates import parse_date
from .options import PER_YEAR
from .quantities import INT64_MAX, INT64_MIN, LoanError, parse_amount, parse_percent
from .terms import COMPONENTS, Terms

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
    "SETTLEMENT": (("ACTIVE",), None, ROLES),
    "CHARGE": (("ACTIVE", "COMPLETED"), None, ROLES),
    "WAIVER": (("ACTIVE",), None, SENIOR),
    "DRAWDOWN": (("ACTIVE",), None, ROLES),
    "RATE_CHANGE": (("ACTIVE",), None, SENIOR),
    "RESCHEDULE": (("ACTIVE",), None, SENIOR),
    "INTEREST_PAUSE": (("ACTIVE",), None, SENIOR),
    "REFUND": (("COMPLETED",), None, SENIOR),
    "WRITE_OFF": (("ACTIVE",), None, ("ADMIN",)),
    "RECOVERY": (("WRITTEN_OFF",), None, ROLES),
    "REVERSAL": (OWING, None, SENIOR),
}
TRANSITIONS = dict(APPLICATION, **ACCOUNT)
MONEY_EVENTS = ("REPAYMENT", "RECOVERY", "SETTLEMENT", "REFUND")
REASON_LIMIT = 256  # bytes

# type: the fields that it needs, those that it may have besides `method`, `reference` and `role`
FIELDS = {
    "REPAYMENT": (("amount",), ()), "RECOVERY": (("amount",), ()), "SETTLEMENT": (("amount",), ()),
    "REFUND": (("amount",), ()), "DRAWDOWN": (("amount",), ()), "WAIVER": (("component", "amount"), ()),
    "CHARGE": (("component", "amount"), ("reason",)), "RATE_CHANGE": (("rate",), ("keep",)),
    "RESCHEDULE": (("terms",), ("arrears",)), "INTEREST_PAUSE": (("until",), ()),
    "REVERSAL": (("of",), ()),
}
OWN_FIELDS = ("amount", "of", "component", "reason", "rate", "keep", "terms", "arrears", "until")


def invalid_event(path, message):
    return LoanError("INVALID_EVENT", path, message)


class Event:
    """One event, its form checked: by itself, without regard to the loan. First what it says, in the
    order of the format, then whether its fields go with its type."""

    def __init__(self, source, index, exponent):
        path = "events[%d]." % index
        self.source, self.number, self.path = source, index + 1, path
        self.type, self.role, self.of = source["type"], source.get("role"), source.get("of")
        if self.type not in TRANSITIONS:
            raise invalid_event(path + "type", "one of " + ", ".join(TRANSITIONS))
        self.date = parse_date(source["date"], path + "date", "INVALID_EVENT")
        self.amount = None
        if "amount" in source:
            self.amount = parse_amount(source["amount"], exponent, path + "amount", "INVALID_EVENT")
        if self.of is not None and not INT64_MIN <= self.of <= INT64_MAX:
            raise invalid_event(path + "of", "a number of 64 bits")
        self.word("role", ROLES)
        self.read_values()
        self.check_fields()
        if self.type == "RESCHEDULE":
            self.check_terms(exponent)

    def word(self, name, allowed, default=None):
        value = self.source.get(name, default)
        if name in self.source and value not in allowed:
            raise invalid_event(self.path + name, "one of " + ", ".join(allowed))
        return value

    def read_values(self):
        source, path = self.source, self.path
        self.component = self.word("component", COMPONENTS)
        if len(source.get("reason", "").encode("utf-8", "surrogatepass")) > REASON_LIMIT:
            raise invalid_event(path + "reason", "at most %d bytes" % REASON_LIMIT)
        if "rate" in source:
            try:
                self.rate = parse_percent(source["rate"]["percent"], "percent")
            except LoanError as error:
                raise invalid_event(path + "rate.percent", error.message)
            self.per = source["rate"]["per"]
            if self.per not in PER_YEAR:
                raise invalid_event(path + "rate.per", "one of " + ", ".join(PER_YEAR))
        self.keep = self.word("keep", ("TERM", "INSTALLMENT"), "TERM")
        self.terms = source.get("terms")
        self.arrears = self.word("arrears", ("KEEP", "CAPITALIZE"), "KEEP")
        if "until" in source:
            self.until = parse_date(source["until"], path + "until", "INVALID_EVENT")

    def check_fields(self):
        # Choice: whether fields are called for depends on the type, so it is INVALID_EVENT.
        needed, allowed = FIELDS.get(self.type, ((), ()))
        for name in OWN_FIELDS:
            if name in self.source and name not in needed + allowed:
                raise invalid_event(self.path + name, "does not go with the type")
            if name in needed and name not in self.source:
                raise invalid_event(self.path + name, "goes with the type")
        if self.amount is not None and (self.amount < 0 or self.amount == 0 and self.type != "SETTLEMENT"):
            raise invalid_event(self.path + "amount", "more than zero")
        if self.of is not None and self.of < 1:
            raise invalid_event(self.path + "of", "the number of an event, from 1")
        if self.type == "CHARGE" and self.component not in ("FEE", "PENALTY"):
            raise invalid_event(self.path + "component", "FEE or PENALTY")
        if self.type == "RATE_CHANGE" and self.rate < 0:
            raise invalid_event(self.path + "rate.percent", "zero or more")
        if self.type == "INTEREST_PAUSE" and self.until <= self.date:
            raise invalid_event(self.path + "until", "after the event's date")

    def check_terms(self, exponent):
        """The new terms by themselves: values and ranges, without regard to those there are."""
        source = {"currency": {"code": "XXX", "exponent": exponent}, "principalAmount": "1",
                  "rate": {"percent": "0", "per": "YEAR"}, "termUnit": "MONTH",
                  "disbursedAt": self.source["date"]}
        if "dueDates" in self.terms:
            del source["termUnit"]
        source.update(self.terms)
        try:
            Terms(source, combinations=False)
        except LoanError as error:
            code = "INVALID_EVENT" if error.code == "INVALID_TERMS" else error.code
            raise LoanError(code, self.path + error.path, error.message)
