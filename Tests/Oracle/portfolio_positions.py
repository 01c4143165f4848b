"""Random positions and reports for portfolio_differential.py."""

import json

from draw import chance, log_uniform

CURRENCIES = [("USD", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ({"code": "XTS", "exponent": 6}, 6)]
STATUSES = ["ACTIVE"] * 8 + ["WRITTEN_OFF", "COMPLETED", "DRAFT", "PENDING_APPROVAL", "APPROVED", "REJECTED",
                             "CANCELLED"]
COMPONENTS = ["principal", "interest", "fee", "penalty"]
MODES = ["HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"]
DAYS = [0, 0, 1, 4, 5, 29, 30, 31, 60, 61, 89, 90, 91, 179, 180, 181, 365, 366, 1000]
TEXTS = ["O1", "O2", "a", "A", "\u00e9", "", "x,y", "\"q\"", "line\nfeed", "\U0001f600", "\uff5e", "z" * 200]
NAMES = ["officer", "branch", "\u00e9"]
PRESETS = ["CBN_MFB", "RBI", "SBP_MFB_2006", "BSP_409", "MIX", "SA_DHAN", "IFRS9", "CRR_178"]
AS_OF = "2026-06-30"


def shown(minor, exponent):
    text = str(minor).rjust(exponent + 1, "0")
    return text[:-exponent] + "." + text[-exponent:] if exponent else text


def amount(rng):
    return rng.choice([0, 1, 5, 10, 100, 333, log_uniform(rng, 1, 40), log_uniform(rng, 1, 20),
                       rng.randrange(1, 100000)])


def parts(rng, exponent, most=None):
    """({component: text}, {component: minor})"""
    found = {}
    for name in COMPONENTS:
        if chance(rng, 0.5):
            found[name] = amount(rng) if most is None else rng.randint(0, most.get(name, 0))
    result = {name: shown(value, exponent) for name, value in found.items()}
    if chance(rng, 0.2):
        result["total"] = shown(sum(found.values()), exponent)
    return result, found


def a_date(rng):
    return "20%02d-%02d-%02d" % (rng.randint(24, 26), rng.randint(1, 12), rng.randint(1, 28))


def position(rng, currency=None, as_of=AS_OF):
    currency, exponent = currency or rng.choice(CURRENCIES)
    status = rng.choice(STATUSES)
    result = {"loan": "L%d" % rng.randint(1, 50), "currency": currency, "status": status}
    money = lambda: shown(amount(rng), exponent)  # noqa: E731
    if chance(rng, 0.3):
        result["asOf"] = as_of
    if status in ("ACTIVE", "WRITTEN_OFF"):
        owed = {name: amount(rng) for name in COMPONENTS if name == "principal" or chance(rng, 0.3)}
        result["outstanding"] = {name: shown(value, exponent) for name, value in owed.items()}
        if chance(rng, 0.5):
            late = {name: rng.choice([value, value // 2, rng.randint(0, value)]) for name, value in owed.items()}
            if sum(late.values()) > 0:
                days = rng.choice(DAYS[2:])
                result["arrears"] = dict({name: shown(value, exponent) for name, value in late.items()},
                                         since=a_date(rng), daysPastDue=days)
        if chance(rng, 0.5):
            result["nextDue"] = {"sequence": rng.randint(1, 12), "amount": money(),
                                 "dueDate": rng.choice(["2026-06-30", "2026-07-01", "2026-06-01", "2026-05-31",
                                                        "2026-03-31", a_date(rng)])}
    if chance(rng, 0.2):
        result["overdueInstallments"] = rng.randint(0, 5)
    if chance(rng, 0.2):
        result["restructured"] = chance(rng, 0.7)
    if chance(rng, 0.5):
        result["disbursedAmount"] = money()
        result["disbursedAt"] = rng.choice(["2026-03-11", "2026-03-31", "2025-12-01", a_date(rng)])
    if chance(rng, 0.3):
        result["writtenOff"] = money()
        result["recovered"] = money()
    if chance(rng, 0.2):
        result["countBorrower"] = chance(rng, 0.5)
    if chance(rng, 0.6):
        result["previous"] = rng.choice([None, {"status": rng.choice(STATUSES), "principal": money(),
                                                "daysPastDue": rng.choice(DAYS)}, {"status": "ACTIVE"},
                                         {"status": "ACTIVE", "principal": money()}])
    if chance(rng, 0.6):
        texts = TEXTS if chance(rng, 0.999) else ["\u00e9", "e\u0301"]  # alike, but for their bytes
        result["dimensions"] = {name: rng.choice(texts) for name in NAMES if chance(rng, 0.5)}
        if chance(rng, 0.1):
            result["dimensions"]["officer"] = None
    if chance(rng, 0.5):
        flows = result["flows"] = {}
        due, most = parts(rng, exponent)
        paid, less = parts(rng, exponent, most)
        on_time, _ = parts(rng, exponent, less)
        flows.update(due=due, paidOfDue=paid, paidOnTime=on_time)
        if chance(rng, 0.5):
            flows["broughtForward"] = parts(rng, exponent)[0]
        if chance(rng, 0.7):
            flows["collected"] = {name: parts(rng, exponent)[0] for name in ("arrears", "current", "advance")
                                  if chance(rng, 0.6)}
        for name in ("disbursed", "writtenOff", "recovered"):
            if chance(rng, 0.4):
                flows[name] = money()
        for name in ("submitted", "approved", "rejected"):
            if chance(rng, 0.4):
                flows[name] = rng.randint(0, 5)
    return result


def spoil(rng, position):
    """One thing wrong, or at a limit."""
    rng.choice([
        lambda: position.update(loan=rng.choice(["", "a" * 128, "a" * 129, "\u00e9" * 65, None, 5])),
        lambda: position.pop(rng.choice(["loan", "currency", "status"])),
        lambda: position.update(status=rng.choice(["X", "active", "COMPLETED", "DRAFT"])),
        lambda: position.update(asOf=rng.choice(["2026-06-29", "x", "2026-02-30", None, AS_OF])),
        lambda: position.update(currency=rng.choice(["XXX", "usd", {"code": "USD", "exponent": 3},
                                                     {"code": "USD", "exponent": 2}, {"code": "US", "exponent": 2},
                                                     {"code": "USD"}, {"code": "XTS", "exponent": 7}, "EUR", 5])),
        lambda: position.update(outstanding=rng.choice([{"principal": "-1"}, {"principal": "1.0000001"}, {"x": "1"},
                                                        {"principal": "1", "total": "2"}, {"principal": 1}, None,
                                                        {"principal": "9223372036854775808"}, {"interest": "7"},
                                                        {"principal": "5e3"}])),
        lambda: position.update(arrears=rng.choice([{"daysPastDue": 1}, {"principal": "1"}, {"daysPastDue": -1},
                                                    {"principal": "99999999999", "daysPastDue": 2}, {"since": "x"},
                                                    {"since": "2026-01-01"}, {"bucket": "B"}, {"daysPastDue": 3652060},
                                                    {"principal": "0", "daysPastDue": 0}, {"daysPastDue": "1"},
                                                    {"daysPastDue": 1.0}, None])),
        lambda: position.update(nextDue=rng.choice([{}, {"sequence": 0, "dueDate": "2026-01-01", "amount": "1"},
                                                    {"sequence": 1, "dueDate": "x", "amount": "1"}, None, [],
                                                    {"sequence": 1, "dueDate": "2026-01-01", "amount": "-1"}])),
        lambda: position.update(overdueInstallments=rng.choice([-1, 36601, 36602, "1", None])),
        lambda: position.update(restructured=rng.choice([None, 1, "true"])),
        lambda: position.update(writtenOff=rng.choice(["-1", None, {"principal": "1"}, "x"])),
        lambda: position.update(previous=rng.choice([{}, {"status": "X"}, {"status": "ACTIVE", "principal": "-1"},
                                                     {"status": "ACTIVE", "daysPastDue": -1}, [],
                                                     {"status": "ACTIVE", "x": 1}])),
        lambda: position.update(dimensions=rng.choice([{"status": "x"}, {"bucket": "x"}, {"class": "x"}, {"a": 5},
                                                       {"disbursedMonth": None}, {"k%d" % k: "v" for k in range(33)},
                                                       {"k%d" % k: "v" for k in range(32)}, [], None])),
        lambda: position.update(flows=rng.choice([{"due": {"principal": "1"}, "paidOfDue": {"principal": "2"}},
                                                  {"paidOnTime": {"fee": "1"}}, {"submitted": -1}, {"x": 1},
                                                  {"submitted": 1000000001}, {"disbursed": "-1"}, {"due": {"x": "1"}},
                                                  {"due": {"principal": "1", "total": "3"}}, None, {"submitted": "1"},
                                                  {"collected": {"total": {}}}])),
        lambda: position.update(promises=rng.choice([[{}], [{"id": "p", "date": "2026-01-01", "amount": "1"}] * 16,
                                                     [{"id": "p", "date": "2026-01-01", "amount": "1"}] * 17,
                                                     [{"id": "p", "date": "x", "amount": "1"}],
                                                     [{"id": "p", "date": "2026-01-01", "amount": "-1"}], {}])),
        lambda: position.update(officer="O1"), lambda: position.update(format=rng.choice(["position/1", "position/2",
                                                                                          5])),
        lambda: position.update(disbursedAt=rng.choice(["x", "2026-02-29", 5])),
    ])()


def line(rng):
    if chance(rng, 0.01):
        return rng.choice(["", " ", "x", "[]", "{}", "null", '{"loan": "L1",}', '{"loan": "L1", "loan": "L2"}'])
    result = position(rng)
    if chance(rng, 0.08):
        spoil(rng, result)
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))


def levels(rng, first):
    days = sorted(rng.sample([1, 2, 5, 15, 30, 31, 60, 61, 90, 91, 180, 365, 366], rng.randint(1, 4)))
    days = ([0] if first else []) + days
    return [{"name": "B%d" % index if chance(rng, 0.9) else "x\u00e9 %d" % index, "fromDay": day}
            for index, day in enumerate(days)]


def provision(rng):
    if chance(rng, 0.6):
        return rng.choice(PRESETS)
    classes = levels(rng, True)
    if chance(rng, 0.8):
        for each in classes:
            each["percent"] = rng.choice(["0", "1", "1.5", "100/3", "50", "100", "0.01", "2/7", "150"])
    result = {"name": rng.choice(["own", "RBI"]), "classes": classes}
    if chance(rng, 0.4):
        result["dayOne"] = rng.choice(["AFTER_DUE", "ON_DUE"])
    if chance(rng, 0.4):
        result["base"] = rng.choice(["PRINCIPAL", "TOTAL"])
    if chance(rng, 0.4):
        result["restructuredPercent"] = rng.choice(["0", "50", "100/3"])
    return result


MEASURES = ["counts", "outstanding", "arrears", "grossPortfolio", "averageLoan", "arrearsRate", "par", "ageing",
            "provision", "collection", "disbursement", "applications", "losses", "yield", "roll", "vintage"]


def report(rng):
    result = {"format": "report/1", "asOf": AS_OF}
    if chance(rng, 0.2):
        result["name"] = rng.choice(["r", None, "\u00e9\n"])
    if chance(rng, 0.8):
        result["period"] = {"from": rng.choice(["2026-06-01", "2026-01-01", "2026-06-30"]), "to": AS_OF}
    if chance(rng, 0.6):
        result["provision"] = provision(rng)
    names = NAMES + ["status", "bucket", "disbursedMonth"] + (["class"] if "provision" in result else [])
    if chance(rng, 0.8):
        result["groupBy"] = [rng.sample(names, rng.choice([0, 1, 1, 2, 3])) for _ in range(rng.randint(1, 3))]
        if chance(rng, 0.003):
            result["groupBy"] = [["e\u0301", "\u00e9"]]  # alike, but for their bytes
    if chance(rng, 0.3):
        result["par"] = levels(rng, chance(rng, 0.3))
    if chance(rng, 0.3):
        result["ageing"] = levels(rng, True)
    if chance(rng, 0.3):
        result["vintageFromDay"] = rng.choice([0, 1, 31, 90])
    if chance(rng, 0.4):
        result["decimals"] = rng.choice([0, 1, 2, 6, 12])
    if chance(rng, 0.4):
        result["mode"] = rng.choice(MODES)
    if chance(rng, 0.3):
        allowed = [each for each in MEASURES if (each != "provision" or "provision" in result) and
                   (each not in ("collection", "disbursement", "applications", "losses", "yield") or
                    "period" in result)]
        result["measures"] = [rng.choice(allowed) for _ in range(rng.randint(1, 4))]
    if chance(rng, 0.1):
        result["currency"] = rng.choice([["USD"], ["USD", "JPY"], ["XTS", "EUR"]])
    if chance(rng, 0.15):
        spoil_report(rng, result)
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))


def spoil_report(rng, report):
    rng.choice([
        lambda: report.pop("asOf"), lambda: report.update(asOf=rng.choice(["x", "2026-02-30", 5])),
        lambda: report.update(period=rng.choice([{"from": "2026-06-30", "to": "2026-06-01"}, {"from": "2026-06-30"},
                                                 {"from": "2026-06-30", "to": "2026-07-01"}, "x",
                                                 {"from": "x", "to": "2026-06-01"}])),
        lambda: report.update(groupBy=rng.choice([[], [[]] * 16, [[]] * 17, [["a", "a"]], [["a%d" % k for k in range(9)]],
                                                  [["class"]], ["a"], [[5]]])),
        lambda: report.update(par=rng.choice([[], [{"name": "A"}], [{"name": "A", "fromDay": -1}],
                                              [{"name": "A", "fromDay": 1}, {"name": "A", "fromDay": 2}],
                                              [{"name": "A", "fromDay": 2}, {"name": "B", "fromDay": 2}],
                                              [{"name": "A", "fromDay": 36600}], [{"name": "A", "fromDay": 36601}]])),
        lambda: report.update(ageing=rng.choice([[], [{"name": "A", "fromDay": 1}], [{"name": "A", "fromDay": 0}]])),
        lambda: report.update(provision=rng.choice(["NOBODY", "", {"name": "x", "classes": []}, {"classes": []}, 5, {
            "name": "x", "classes": [{"name": "a", "fromDay": 0}, {"name": "b", "fromDay": 3, "percent": "1"}]}, {
            "name": "x", "classes": [{"name": "a", "fromDay": 0, "percent": "-1"}]}, {
            "name": "x", "dayOne": "X", "classes": [{"name": "a", "fromDay": 0}]}, {
            "name": "x", "base": "X", "classes": [{"name": "a", "fromDay": 0}]}])),
        lambda: report.update(vintageFromDay=rng.choice([-1, "1"])), lambda: report.update(decimals=rng.choice([13, -1])),
        lambda: report.update(mode="X"), lambda: report.update(measures=rng.choice([["x"], ["yield"], ["provision"], []])),
        lambda: report.update(currency=rng.choice(["USD", [5], []])), lambda: report.update(x=1),
        lambda: report.update(format=rng.choice(["report/2", None])),
    ])()
