"""Random rules of alerts, and lines of two positions, for portfolio_differential.py."""

import datetime
import json

import portfolio_positions
from draw import chance

TYPES = ["DPD", "ARREARS_AMOUNT", "ARREARS_PERCENT", "FIRST_PAYMENT_DEFAULT", "MISSED_IN_ROW", "BROKEN_PROMISE",
         "MATURITY_PASSED", "NO_PAYMENT", "UPCOMING_DUE", "EXPRESSION", "BUCKET_WORSE", "BUCKET_BETTER", "CURED",
         "GROUP_PAR"]
CONDITIONS = ["true", "false", "missing", "outstanding.principal > 100", "arrears.daysPastDue >= 5",
              "dimensions.officer = 'O1'", "disbursedAt < date('2026-01-01')", "nextDue.dueDate - asOf < 10",
              "status = 'ACTIVE'", "loan in ('L1', 'L2')", "restructured", "previous.daysPastDue > 0", "writtenOff = 0",
              "arrears.total * 2 > outstanding.total", "currency = 'USD'", "promises[0].received < promises[0].amount",
              "asOf - lastPaymentAt > 30", "flows.due.principal is missing", "arrears.since is missing", "loan",
              "outstanding.principal + 'x' = 1", "outstanding", "nextDue.sequence = 1", "overdueInstallments > 1",
              "maturityDate < asOf", "flows.collected.current.interest >= 0", "countBorrower and not restructured",
              "arrears.bucket is missing", "disbursedAmount between 1 and 100", "format = 'position/1'"]
DAYS = [1, 2, 5, 29, 30, 31, 60, 90, 91]


def rule(rng, index):
    kind = rng.choice(TYPES)
    result = {"id": "R%d" % index, "type": kind}
    if kind in ("DPD", "NO_PAYMENT") or kind == "FIRST_PAYMENT_DEFAULT" and chance(rng, 0.6):
        result["days"] = rng.choice(DAYS)
    if kind == "UPCOMING_DUE":
        result["days"] = rng.choice([0, 1, 3, 30])
    if kind == "ARREARS_AMOUNT":
        result.update(amount=rng.choice(["0", "1", "10", "100"]), currency=rng.choice(
            ["USD", "USD", "JPY", "KWD", {"code": "XTS", "exponent": 6}, {"code": "USD", "exponent": 2}]))
    if kind in ("ARREARS_PERCENT", "GROUP_PAR"):
        result["percent"] = rng.choice(["0", "5", "10", "50", "100", "100/3", "99.99"])
    if kind == "MISSED_IN_ROW":
        result["count"] = rng.randint(1, 4)
    if kind == "BROKEN_PROMISE" and chance(rng, 0.6):
        result["graceDays"] = rng.choice([0, 1, 7])
    if kind == "GROUP_PAR":
        result.update(by=rng.choice([[], ["officer"], ["officer", "branch"], ["branch", "officer"]]),
                      fromDay=rng.choice([0, 1, 31]))
    if kind == "EXPRESSION" or kind != "GROUP_PAR" and chance(rng, 0.15):
        result["when"] = rng.choice(CONDITIONS)
    if chance(rng, 0.3):
        result["severity"] = rng.choice(["INFO", "WARNING", "CRITICAL"])
    if chance(rng, 0.3):
        result["roles"] = rng.sample(["ADMIN", "SUPERVISOR", "x\u00e9", ""], rng.randint(0, 3))
    return result


def rules(rng):
    result = {"format": "alert-rules/1", "rules": [rule(rng, index) for index in range(rng.choice([1, 5, 12, 20]))]}
    if chance(rng, 0.4):
        result["buckets"] = portfolio_positions.levels(rng, True)
    if chance(rng, 0.15):
        some = rng.choice(result["rules"])
        rng.choice([
            lambda: some.update(id=rng.choice(["", "a b", "x" * 64, "x" * 65, "R0", "\u00e9"])),
            lambda: some.update(type=rng.choice(["X", "dpd"])), lambda: some.pop("type"), lambda: some.update(x=1),
            lambda: some.update(days=rng.choice([0, -1, "1", 36600, 36601])), lambda: some.pop("days", None),
            lambda: some.update(amount=rng.choice(["-1", "x", "1.0000001"])), lambda: some.pop("currency", None),
            lambda: some.update(percent=rng.choice(["-1", "x", "1/3"])), lambda: some.update(count=rng.choice([0, 1])),
            lambda: some.update(graceDays=rng.choice([-1, 0])), lambda: some.update(severity="X"),
            lambda: some.update(roles="ADMIN"), lambda: some.update(when=rng.choice(["1 +", "", 5, "f(1)"])),
            lambda: some.update(by=["a"]), lambda: result.update(rules=[]), lambda: result.update(buckets=[]),
            lambda: result.update(rules=[dict(rule(rng, 0), id="i%d" % k) for k in range(rng.choice([256, 257]))]),
            lambda: result.update(format="x"), lambda: result.update(x=1)])()
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))


def promises(rng, exponent):
    money = lambda: portfolio_positions.shown(rng.choice([0, 1, 100, 4000]), exponent)  # noqa: E731
    found = []
    for name in rng.sample(["p1", "p2", "P", "\u00e9", "p10"], rng.randint(0, 3)):
        each = {"id": name, "date": rng.choice(["2026-06-29", "2026-06-28", "2026-06-10", "2026-07-05"]),
                "amount": money()}
        if chance(rng, 0.7):
            each["received"] = money()
        found.append(each)
    return found


def later(day, days):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def line(rng):
    if chance(rng, 0.02):
        return rng.choice(["", "[]", "{}", "null", '{"previous": null}', '{"present": null}', "x"])
    if chance(rng, 0.12):
        return json.dumps(group(rng), ensure_ascii=chance(rng, 0.5))
    currency = rng.choice(portfolio_positions.CURRENCIES)
    now = whole(rng, currency, "2026-06-30")
    before = None
    if chance(rng, 0.75):
        before = json.loads(json.dumps(now)) if chance(rng, 0.5) else whole(rng, currency, "")
        before["asOf"] = rng.choice(["2026-06-29", "2026-06-29", "2026-06-01", "2026-06-30"])
        before["loan"] = now["loan"]
        late = before.get("arrears")
        if late and late.get("daysPastDue", 0) > 1:
            late["daysPastDue"] -= 1
    if before is not None and chance(rng, 0.05):
        rng.choice([lambda: before.update(loan="other"), lambda: before.update(currency="EUR"),
                    lambda: before.update(asOf="2026-07-01"), lambda: before.pop("asOf"),
                    lambda: portfolio_positions.spoil(rng, before)])()
    if chance(rng, 0.04):
        rng.choice([lambda: now.pop("asOf"), lambda: portfolio_positions.spoil(rng, now)])()
    result = {"previous": before, "present": now}
    if before is None and chance(rng, 0.3):
        result.pop("previous")
    if chance(rng, 0.01):
        result["x"] = 1
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))


def whole(rng, currency, as_of):
    result = portfolio_positions.position(rng, currency, as_of)
    result["asOf"] = as_of
    exponent = currency[1]
    if chance(rng, 0.5):
        result["promises"] = promises(rng, exponent)
    if chance(rng, 0.4):
        result["maturityDate"] = rng.choice(["2026-06-29", "2026-06-30", "2026-06-28", "2027-01-01"])
    if chance(rng, 0.4):
        result["lastPaymentAt"] = rng.choice(["2026-05-31", "2026-06-01", "2026-06-29", "2026-03-01"])
    if chance(rng, 0.2) and "arrears" in result:
        result["arrears"].pop("since")
    return result


def group(rng):
    names = rng.choice([{}, {"officer": "O1"}, {"officer": None}, {"branch": "b,=/", "officer": "\u00e9"}])
    def one(day):
        return {"asOf": day, "grossPortfolio": rng.choice(["0.00", "1000.00", "100"]),
                "par": [{"fromDay": each, "late": rng.choice(["0", "50.00", "50.01", "333.34", "1000.00"])}
                        for each in rng.sample([0, 1, 31, 90], rng.randint(0, 3))]}
    result = {"group": names, "currency": rng.choice(["USD", "KWD", "USD"]), "present": one("2026-06-30")}
    result["previous"] = one("2026-06-29") if chance(rng, 0.6) else None
    if chance(rng, 0.08):
        rng.choice([lambda: result.pop("currency"), lambda: result["present"].pop("par"), lambda: result.update(x=1),
                    lambda: result["present"].update(asOf="2026-06-28"), lambda: result["present"].update(asOf="x"),
                    lambda: result["present"].update(grossPortfolio="-1"), lambda: result.update(group=None),
                    lambda: result["present"].update(name="x"), lambda: result.update(currency="XXX"),
                    lambda: result["present"].update(par=[{"fromDay": 1, "late": "1.0000"}])])()
    return result
