"""Section 9: rules, lines of two positions or of a group's figures, alerts."""

from fractions import Fraction

from . import expressions
from .common import (
    ANY, COUNT, CURRENCY, DocumentError, Number, STRING, check, format_amount, format_date, malformed, may, may_null,
    need, one_of, parse_amount, parse_currency, parse_day, parse_rational, ratio_text, read_json, whole)
from .positions import COMPONENTS, Position
from .reports import AGEING, FROM, MOST_DAYS, last_from, rising
from .scoring import identifier

INVALID = "INVALID_RULES"
ROLES = ["CREDIT_OFFICER", "SUPERVISOR", "ADMIN"]
SEVERITIES = ("INFO", "WARNING", "CRITICAL")
PARAMETERS = {
    "DPD": ("days",), "ARREARS_AMOUNT": ("amount", "currency"), "ARREARS_PERCENT": ("percent",),
    "FIRST_PAYMENT_DEFAULT": ("days",), "MISSED_IN_ROW": ("count",), "BROKEN_PROMISE": ("graceDays",),
    "MATURITY_PASSED": (), "NO_PAYMENT": ("days",), "UPCOMING_DUE": ("days",), "EXPRESSION": (), "BUCKET_WORSE": (),
    "BUCKET_BETTER": (), "CURED": (), "GROUP_PAR": ("by", "fromDay", "percent")}
DEFAULTS = {("FIRST_PAYMENT_DEFAULT", "days"): 1, ("BROKEN_PROMISE", "graceDays"): 0}
ALL = ("days", "amount", "currency", "percent", "count", "graceDays", "by", "fromDay")
RULE = {"id": need(STRING), "type": need(STRING), "days": may(COUNT), "amount": may(STRING), "currency": may(CURRENCY),
        "percent": may(STRING), "count": may(COUNT), "graceDays": may(COUNT), "by": may([STRING]),
        "fromDay": may(COUNT), "severity": may(STRING), "roles": may([STRING]), "when": may(STRING)}
SHAPE = {"format": need(STRING), "buckets": may(FROM), "rules": need([RULE])}
FIGURES = {"asOf": need(STRING), "grossPortfolio": need(STRING),
           "par": need([{"fromDay": need(COUNT), "late": need(STRING)}])}
CHANGES = ("BUCKET_WORSE", "BUCKET_BETTER", "CURED")
LATE = ("DPD", "ARREARS_AMOUNT", "ARREARS_PERCENT", "FIRST_PAYMENT_DEFAULT", "MISSED_IN_ROW")


class Names(dict):
    """Any names, texts or null."""

    def __contains__(self, name):
        return True

    def __getitem__(self, name):
        return may_null(STRING)

    def items(self):
        return ()


class Rules:
    def __init__(self, document):
        check(document, SHAPE)
        if document["format"] != "alert-rules/1":
            raise malformed("format", "alert-rules/1")
        self.buckets = rising(document["buckets"], "buckets", True, INVALID) if "buckets" in document else AGEING
        if not 1 <= len(document["rules"]) <= 256:
            raise DocumentError(INVALID, "rules", "1 to 256")
        self.rules, seen = [], set()
        for index, source in enumerate(document["rules"]):
            rule = self.rule(source, "rules[%d]." % index)
            if rule["id"] in seen:
                raise DocumentError(INVALID, "rules[%d].id" % index, "again")
            seen.add(rule["id"])
            self.rules.append(rule)

    @staticmethod
    def rule(source, prefix):
        kind = source["type"]
        rule = {"id": identifier(source["id"], prefix + "id", INVALID), "path": prefix + "when",
                "type": one_of(kind, tuple(PARAMETERS), prefix + "type", INVALID)}
        for name in ALL:
            if name in source and name not in PARAMETERS[kind]:
                raise DocumentError(INVALID, prefix + name, "no such parameter")
            if name not in source and name in PARAMETERS[kind]:
                if (kind, name) not in DEFAULTS:
                    raise DocumentError(INVALID, prefix + name, "needed")
                rule[name] = DEFAULTS[kind, name]
        for name in ("days", "count", "graceDays", "fromDay"):
            if name in source:
                low = 0 if name in ("graceDays", "fromDay") or kind == "UPCOMING_DUE" else 1
                rule[name] = whole(source[name], low, MOST_DAYS, prefix + name, INVALID)
        if kind == "ARREARS_AMOUNT":
            rule["currency"] = parse_currency(source["currency"], prefix + "currency", INVALID)
            rule["amount"] = parse_amount(source["amount"], rule["currency"][1], prefix + "amount", INVALID)
            if rule["amount"] < 0:
                raise DocumentError(INVALID, prefix + "amount", "zero or more")
        if "percent" in source:
            rule["percent"] = parse_rational(source["percent"], prefix + "percent", INVALID)
            if rule["percent"] < 0:
                raise DocumentError(INVALID, prefix + "percent", "zero or more")
        rule["by"] = source.get("by")
        rule["severity"] = one_of(source.get("severity", "WARNING"), SEVERITIES, prefix + "severity", INVALID)
        rule["roles"] = source.get("roles", ROLES)
        if kind == "EXPRESSION" and "when" not in source:
            raise DocumentError(INVALID, prefix + "when", "needed")
        rule["when"] = expressions.read(source["when"], prefix + "when") if "when" in source else None
        return rule

    # --------------------------------------------------------------------------------------------

    def alerts(self, document, role=None):
        if isinstance(document, dict) and "group" in document:
            found = self.of_group(document)
        else:
            found = self.of_loan(document)
        return [each for each in found if role is None or role in each["roles"]]

    def of_loan(self, document):
        check(document, {"previous": may_null(ANY), "present": need(ANY)})
        before = None
        if document.get("previous") is not None:
            before = Position(document["previous"], path="previous")
        now = Position(document["present"], path="present")
        if now.as_of is None:
            raise DocumentError("INVALID_POSITION", "present.asOf", "needed")
        if before is not None:
            if before.as_of is None:
                raise DocumentError("INVALID_POSITION", "previous.asOf", "needed")
            if before.loan != now.loan:
                raise DocumentError("INVALID_POSITION", "previous.loan", "the same")
            if (before.currency, before.exponent) != (now.currency, now.exponent):
                raise DocumentError("INVALID_POSITION", "previous.currency", "the same")
            if before.as_of > now.as_of:
                raise DocumentError("INVALID_POSITION", "previous.asOf", "not later")
        result, data = [], values(now)
        for rule in self.rules:
            if rule["type"] == "GROUP_PAR":
                continue
            if rule["when"] is not None and not is_true(rule, data):
                continue
            if rule["type"] in CHANGES:
                found = self.change(rule["type"], before, now)
            else:
                held = {} if before is None else self.holding(rule, before)
                found = self.holding(rule, now)
                if rule["type"] in ("BROKEN_PROMISE", "MATURITY_PASSED", "NO_PAYMENT", "UPCOMING_DUE"):
                    found = {episode: facts for episode, facts in found.items() if episode not in held}
                elif held:
                    found = {}
            for episode in sorted(found, key=lambda each: each.encode("utf-8")):
                result.append(self.alert(rule, "%s/%s/%s" % (rule["id"], now.loan, episode), now.loan, now.as_of,
                                         found[episode]))
        return result

    @staticmethod
    def alert(rule, name, loan, as_of, facts):
        return {"id": name, "loan": loan, "rule": rule["id"], "type": rule["type"], "severity": rule["severity"],
                "roles": rule["roles"], "asOf": format_date(as_of), "facts": facts}

    def holding(self, rule, position):
        """{episode: facts} of what holds in one position."""
        if position.status != "ACTIVE":
            return {}
        kind, money = rule["type"], lambda value: format_amount(value, position.exponent)
        if kind in LATE:
            holds = {
                "DPD": lambda: position.days >= rule["days"],
                "ARREARS_AMOUNT": lambda: (position.currency, position.exponent) == rule["currency"] and
                position.arrears["total"] > rule["amount"],
                "ARREARS_PERCENT": lambda: position.arrears["total"] * 100 >
                rule["percent"] * position.outstanding["total"],
                "FIRST_PAYMENT_DEFAULT": lambda: position.next_due is not None and
                position.next_due["sequence"] == 1 and position.days >= rule["days"],
                "MISSED_IN_ROW": lambda: position.overdue >= rule["count"]}[kind]()
            if not holds:
                return {}
            since = None if position.since is None else format_date(position.since)
            facts = {"daysPastDue": position.days, "since": since, "arrears": money(position.arrears["total"])}
            if kind == "ARREARS_PERCENT":
                facts["outstanding"] = money(position.outstanding["total"])
            if kind == "MISSED_IN_ROW":
                facts["overdueInstallments"] = position.overdue
            return {since or "-": facts}
        if kind == "BROKEN_PROMISE":
            return {each["id"]: {"promise": each["id"], "date": format_date(each["date"]),
                                 "amount": money(each["amount"]), "received": money(each["received"])}
                    for each in reversed(position.promises)
                    if position.as_of - each["date"] > rule["graceDays"] and each["received"] < each["amount"]}
        if kind == "MATURITY_PASSED":
            if position.maturity is None or position.maturity >= position.as_of or not position.outstanding["total"]:
                return {}
            day = format_date(position.maturity)
            return {day: {"maturityDate": day, "outstanding": money(position.outstanding["total"])}}
        if kind == "NO_PAYMENT":
            days = [day for day in (position.last_payment, position.disbursed_at) if day is not None]
            if not days or position.as_of - max(days) < rule["days"]:
                return {}
            since = format_date(max(days))
            return {since: {"since": since, "days": position.as_of - max(days)}}
        if kind == "UPCOMING_DUE":
            due = position.next_due
            if due is None or not 0 <= due["dueDate"] - position.as_of <= rule["days"]:
                return {}
            day = format_date(due["dueDate"])
            return {day: {"dueDate": day, "amount": money(due["amount"]), "days": due["dueDate"] - position.as_of}}
        return {format_date(position.as_of): {}} if is_true(rule, values(position)) else {}

    def change(self, kind, before, now):
        if now.status not in ("ACTIVE", "COMPLETED"):
            return {}
        earlier = before.days if before is not None and before.status == "ACTIVE" else 0
        later = now.days if now.status == "ACTIVE" else 0
        first, second = last_from(self.buckets, earlier), last_from(self.buckets, later)
        if not {"BUCKET_WORSE": second > first, "BUCKET_BETTER": second < first,
                "CURED": earlier > 0 and later == 0}[kind]:
            return {}
        return {format_date(now.as_of): {"from": self.buckets[first][0], "to": self.buckets[second][0],
                                         "previousDaysPastDue": earlier, "daysPastDue": later}}

    def of_group(self, document):
        check(document, {"group": need(Names()), "currency": need(CURRENCY), "previous": may_null(FIGURES),
                         "present": need(FIGURES)})
        _, exponent = parse_currency(document["currency"], "currency", "INVALID_POSITION")
        before = None
        if document.get("previous") is not None:
            before = figures(document["previous"], "previous", exponent)
        now = figures(document["present"], "present", exponent)
        if before is not None and before["asOf"] > now["asOf"]:
            raise DocumentError("INVALID_POSITION", "previous.asOf", "not later")
        result, group = [], document["group"]
        for rule in self.rules:
            if rule["type"] != "GROUP_PAR" or set(rule["by"]) != set(group):
                continue
            if before is not None and too_much(rule, before) or not too_much(rule, now):
                continue
            late = now["late"][rule["fromDay"]]
            named = ",".join("%s=%s" % (name, group[name] or "") for name in rule["by"])
            facts = {"group": group, "late": format_amount(late, exponent),
                     "grossPortfolio": format_amount(now["gross"], exponent),
                     "ratio": ratio_text(Fraction(late, now["gross"])) if now["gross"] else None}
            result.append(self.alert(rule, "%s/%s/%s" % (rule["id"], named, format_date(now["asOf"])), None,
                                     now["asOf"], facts))
        return result


def figures(source, path, exponent):
    code = "INVALID_POSITION"
    result = {"asOf": parse_day(source["asOf"], path + ".asOf", code), "late": {},
              "gross": amount(source["grossPortfolio"], exponent, path + ".grossPortfolio")}
    for index, each in enumerate(source["par"]):
        late = amount(each["late"], exponent, "%s.par[%d].late" % (path, index))
        result["late"].setdefault(int(each["fromDay"].text), late)  # Choice: the first of one day
    return result


def amount(text, exponent, path):
    value = parse_amount(text, exponent, path, "INVALID_POSITION")
    if value < 0:
        raise DocumentError("INVALID_POSITION", path, "zero or more")
    return value


def too_much(rule, group):
    late = group["late"].get(rule["fromDay"])
    return late is not None and late * 100 > rule["percent"] * group["gross"]


def is_true(rule, data):
    kind, value = expressions.run(rule["when"], data, rule["path"])
    if kind not in ("BOOLEAN", "MISSING"):
        raise DocumentError("INVALID_EXPRESSION", rule["path"], "no condition", 0)
    return value is True


# ------------------------------------------------------------------------------------------------
# A position as the data of expressions. Choice: what has a default is there with it.

def values(position):
    money = lambda value: None if value is None else ("NUMBER", Fraction(value, 10**position.exponent))  # noqa: E731
    day = lambda value: None if value is None else ("DATE", value)  # noqa: E731
    count = lambda value: ("NUMBER", Fraction(value))  # noqa: E731
    parts = lambda sums: {name: money(sums[name]) for name in COMPONENTS + ("total",)}  # noqa: E731
    source = position.document
    due, previous, flows = position.next_due, position.previous, position.flows
    currency = source["currency"]
    if isinstance(currency, dict):
        currency = dict(currency, exponent=Number(currency["exponent"].text))
    result = {
        "format": "position/1", "loan": position.loan, "currency": currency, "status": position.status,
        "asOf": day(position.as_of), "outstanding": parts(position.outstanding),
        "arrears": dict(parts(position.arrears), since=day(position.since), daysPastDue=count(position.days)),
        "nextDue": None if due is None else {"sequence": count(due["sequence"]), "dueDate": day(due["dueDate"]),
                                             "amount": money(due["amount"])},
        "overdueInstallments": count(position.overdue), "restructured": position.restructured,
        "disbursedAmount": money(position.disbursed), "disbursedAt": day(position.disbursed_at),
        "maturityDate": day(position.maturity), "lastPaymentAt": day(position.last_payment),
        "writtenOff": money(position.written_off), "recovered": money(position.recovered),
        "countBorrower": position.counts_borrower,
        "previous": None if previous is None else {"status": previous["status"],
                                                   "principal": money(previous["principal"]),
                                                   "daysPastDue": count(previous["daysPastDue"])},
        "promises": [{"id": each["id"], "date": day(each["date"]), "amount": money(each["amount"]),
                      "received": money(each["received"])} for each in position.promises],
        "dimensions": dict(position.dimensions),
        "flows": dict({name: parts(flows[name]) for name in ("due", "paidOfDue", "paidOnTime", "broughtForward")},
                      collected={name: parts(each) for name, each in flows["collected"].items()},
                      **{name: money(flows[name]) for name in ("disbursed", "writtenOff", "recovered")},
                      **{name: count(flows[name]) for name in ("submitted", "approved", "rejected")})}
    return result


def evaluate(document, lines, role=None):
    """([a line of alerts or error for each line], exit status), or (the rules' error, 2)"""
    try:
        rules = Rules(read_json(document))
    except DocumentError as error:
        return error.object(), 2
    results = []
    for number, line in enumerate(lines, 1):
        try:
            results.append({"line": number, "alerts": rules.alerts(read_json(line), role)})
        except DocumentError as error:
            results.append(dict({"line": number}, **error.object()))
    return results, 1 if any("error" in each for each in results) else 0
