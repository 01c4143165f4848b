"""Section 4: a position, checked."""

from .common import (
    COUNT, CURRENCY, DocumentError, FLAG, STRING, check, join, may, may_null, need, one_of, parse_amount,
    parse_currency, parse_day, whole)

INVALID = "INVALID_POSITION"
STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED", "WRITTEN_OFF")
COMPONENTS = ("principal", "interest", "fee", "penalty")
COMPUTED = ("status", "bucket", "class", "disbursedMonth")
DAYS, ROWS, COUNTED = 3652059, 36601, 10**9  # Choice: how far days, rows and counts go

PARTS = {name: may(STRING) for name in COMPONENTS + ("total",)}
ARREARS = dict(PARTS, since=may_null(STRING), daysPastDue=may(COUNT), bucket=may_null(STRING))
FLOWS = {name: may(PARTS) for name in ("due", "paidOfDue", "paidOnTime", "broughtForward")}
FLOWS["collected"] = may({name: may(PARTS) for name in ("arrears", "current", "advance")})
FLOWS.update({name: may(STRING) for name in ("disbursed", "writtenOff", "recovered")})
FLOWS.update({name: may(COUNT) for name in ("submitted", "approved", "rejected")})
SHAPE = {
    "format": may(STRING), "loan": need(STRING), "currency": need(CURRENCY), "status": need(STRING),
    "asOf": may_null(STRING), "outstanding": may(PARTS), "arrears": may(ARREARS),
    "nextDue": may_null({"sequence": need(COUNT), "dueDate": need(STRING), "amount": need(STRING)}),
    "overdueInstallments": may(COUNT), "restructured": may(FLAG), "disbursedAmount": may_null(STRING),
    "disbursedAt": may_null(STRING), "maturityDate": may_null(STRING), "lastPaymentAt": may_null(STRING),
    "writtenOff": may(STRING), "recovered": may(STRING), "countBorrower": may(FLAG),
    "previous": may_null({"status": need(STRING), "principal": may(STRING), "daysPastDue": may(COUNT)}),
    "promises": may([{"id": need(STRING), "date": need(STRING), "amount": need(STRING), "received": may(STRING)}]),
    "dimensions": may(None), "flows": may(FLOWS)}


class Dimensions(dict):
    """Any names, texts or null."""

    def __contains__(self, name):
        return True

    def __getitem__(self, name):
        return may_null(STRING)

    def items(self):
        return ()


SHAPE["dimensions"] = may(Dimensions())


class Position:
    def __init__(self, document, as_of=None, path=""):
        check(document, SHAPE, path)
        self.document, self.path = document, path
        self.at = lambda name: join(path, name)  # noqa: E731
        if document.get("format", "position/1") != "position/1":
            raise DocumentError("MALFORMED_INPUT", self.at("format"), "position/1")
        self.loan = document["loan"]
        if not 1 <= len(self.loan.encode("utf-8")) <= 128:
            raise DocumentError(INVALID, self.at("loan"), "1 to 128 bytes")
        self.currency, self.exponent = parse_currency(document["currency"], self.at("currency"), INVALID)
        self.status = one_of(document["status"], STATUSES, self.at("status"), INVALID)
        self.as_of = self.day("asOf")
        if as_of is not None and self.as_of not in (None, as_of):
            raise DocumentError(INVALID, self.at("asOf"), "the report's")
        self.outstanding = self.parts(document.get("outstanding", {}), self.at("outstanding"))
        late = document.get("arrears", {})
        self.arrears = self.parts(late, self.at("arrears"))
        self.since = self.day_of(late.get("since"), self.at("arrears.since"))
        self.days = self.count(late, "daysPastDue", 0, DAYS, "arrears.")
        self.next_due = None
        if document.get("nextDue") is not None:
            source = document["nextDue"]
            self.next_due = {"sequence": self.count(source, "sequence", 1, ROWS, "nextDue."),
                             "dueDate": self.day_of(source["dueDate"], self.at("nextDue.dueDate")),
                             "amount": self.amount(source["amount"], self.at("nextDue.amount"))}
        self.overdue = self.count(document, "overdueInstallments", 0, ROWS)
        self.restructured = document.get("restructured", False)
        self.disbursed = self.money("disbursedAmount")
        self.disbursed_at = self.day("disbursedAt")
        self.maturity = self.day("maturityDate")
        self.last_payment = self.day("lastPaymentAt")
        self.written_off = self.money("writtenOff") or 0
        self.recovered = self.money("recovered") or 0
        self.counts_borrower = document.get("countBorrower", True)
        self.previous = None
        if document.get("previous") is not None:
            source = document["previous"]
            self.previous = {"status": one_of(source["status"], STATUSES, self.at("previous.status"), INVALID),
                             "principal": self.amount(source.get("principal", "0"), self.at("previous.principal")),
                             "daysPastDue": self.count(source, "daysPastDue", 0, DAYS, "previous.")}
        self.promises = []
        if len(document.get("promises", [])) > 16:
            raise DocumentError("LIMIT_EXCEEDED", self.at("promises"), "16")
        for index, source in enumerate(document.get("promises", [])):
            place = self.at("promises[%d]." % index)
            self.promises.append({"id": source["id"], "date": self.day_of(source["date"], place + "date"),
                                  "amount": self.amount(source["amount"], place + "amount"),
                                  "received": self.amount(source.get("received", "0"), place + "received")})
        self.dimensions = {name: text for name, text in document.get("dimensions", {}).items() if text is not None}
        if len(document.get("dimensions", {})) > 32:
            raise DocumentError("LIMIT_EXCEEDED", self.at("dimensions"), "32")
        for name in document.get("dimensions", {}):
            if name in COMPUTED:
                raise DocumentError(INVALID, self.at("dimensions." + name), "computed")
        self.read_flows(document.get("flows", {}))
        self.check_rules()

    def amount(self, text, path):
        value = parse_amount(text, self.exponent, path, INVALID)
        if value < 0:
            raise DocumentError(INVALID, path, "zero or more")
        return value

    def money(self, name):
        text = self.document.get(name)
        return None if text is None else self.amount(text, self.at(name))

    def day_of(self, text, path):
        return None if text is None else parse_day(text, path, INVALID)

    def day(self, name):
        return self.day_of(self.document.get(name), self.at(name))

    def count(self, source, name, low, high, prefix=""):
        return whole(source[name], low, high, self.at(prefix + name), INVALID) if name in source else 0

    def parts(self, source, path):
        found = {name: self.amount(source[name], join(path, name)) if name in source else 0 for name in COMPONENTS}
        total = sum(found.values())
        if "total" in source and self.amount(source["total"], path + ".total") != total:
            raise DocumentError(INVALID, path + ".total", "the sum")
        found["total"] = total
        return found

    def read_flows(self, source):
        at = lambda name: self.at("flows." + name)  # noqa: E731
        self.flows = {name: self.parts(source.get(name, {}), at(name))
                      for name in ("due", "paidOfDue", "paidOnTime", "broughtForward")}
        collected = source.get("collected", {})
        self.flows["collected"] = {name: self.parts(collected.get(name, {}), at("collected." + name))
                                   for name in ("arrears", "current", "advance")}
        for name in ("disbursed", "writtenOff", "recovered"):
            self.flows[name] = self.amount(source[name], at(name)) if name in source else 0
        for name in ("submitted", "approved", "rejected"):
            self.flows[name] = self.count(source, name, 0, COUNTED, "flows.")

    def check_rules(self):
        if any(self.arrears[name] > self.outstanding[name] for name in COMPONENTS):
            raise DocumentError(INVALID, self.at("arrears"), "more than is outstanding")
        if (self.days > 0) != (self.arrears["total"] > 0):
            raise DocumentError(INVALID, self.at("arrears.daysPastDue"), "days and arrears")
        if self.outstanding["total"] and self.status not in ("ACTIVE", "WRITTEN_OFF"):
            raise DocumentError(INVALID, self.at("outstanding"), "nothing outstanding")
        for lesser, greater in (("paidOfDue", "due"), ("paidOnTime", "paidOfDue")):
            if any(self.flows[lesser][name] > self.flows[greater][name] for name in COMPONENTS):
                raise DocumentError(INVALID, self.at("flows." + lesser), "not more")
