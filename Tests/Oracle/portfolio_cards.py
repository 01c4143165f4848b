"""Random scorecards and applicants for portfolio_differential.py."""

import json

import portfolio_expressions
from draw import chance

NUMBERS = ["0", "1", "-3", "7", "10", "18.5", "0.1", "1/3", "-2/7", "100", "0.005"]
CODES = ["R1", "R2", "R3", "R4", "\u00e9", ""]
MODES = ["HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"]
CONDITIONS = ["a > 1", "a is missing", "q", "b = 1", "o.k", "a in (1, 3)", "not q", "true", "false", "missing", "a", "s",
              "s = 'x'", "a between 0 and 3", "a > 1 and q", "t >= a", "1 / b > 2", "number(s) > 1"]
FORMULAS = ["a * 2", "0.03 * a + 11", "t", "1 / 3", "b", "s", "max(a, 0)", "l[0]", "number(n)", "-a", "1 / a"]


def bin_of(rng, kind):
    result = {}
    pick = rng.random()
    if pick < 0.2:
        result["when"] = rng.choice(CONDITIONS)
    elif kind == "NUMBER" and pick < 0.75:
        ends = sorted(rng.sample([-3, 0, 1, 2, 3, 5, 10, 12.5], 2))
        if chance(rng, 0.8):
            result["from"] = str(ends[0])
        if chance(rng, 0.8) or not result:
            result["to"] = str(ends[1])
        if chance(rng, 0.5):
            result["closed"] = rng.choice(["LEFT", "RIGHT", "BOTH", "NONE"])
        if "from" in result and chance(rng, 0.1):
            result.update(to=result["from"], closed="BOTH")
    else:
        values = {"NUMBER": ["1", "3", "0.1", "12.5", "1/3", "3.0"], "TEXT": ["x", "", "12.5", "\u00e9", "e\u0301", "it's"],
                  "BOOLEAN": [True, False]}[kind]
        result["in"] = rng.sample(values, rng.randint(1, 2))
    return pointed(rng, result)


def pointed(rng, result):
    if chance(rng, 0.12):
        result["formula"] = rng.choice(FORMULAS)
    else:
        result["points"] = rng.choice(NUMBERS)
    if chance(rng, 0.2):
        result["reason"] = rng.choice(CODES)
    if chance(rng, 0.2):
        result["label"] = rng.choice(["l", "", "\u00e9"])
    return result


def characteristic(rng, index):
    kind = rng.choice(["NUMBER", "NUMBER", "TEXT", "BOOLEAN"])
    value = {"NUMBER": ["a", "t", "l[0]", "n", "s", "a * 2", "b", "a / b", "missing"], "TEXT": ["s", "u", "b", "n"],
             "BOOLEAN": ["q", "o.k", "a > 1", "b"]}[kind]
    bins = [bin_of(rng, kind) for _ in range(rng.randint(0, 4))]
    bins.insert(rng.randint(0, len(bins)), pointed(rng, {"missing": True}))
    bins.append(pointed(rng, {"else": True}))
    result = {"name": "c%d" % index, "value": rng.choice(value) if chance(rng, 0.9) else
              portfolio_expressions.expression(rng, 2, kind), "bins": bins}
    if kind != "NUMBER" or chance(rng, 0.1):
        result["type"] = kind
    if chance(rng, 0.3):
        result["weight"] = rng.choice(NUMBERS)
    if chance(rng, 0.8):
        has_formula = any("formula" in each for each in bins)
        result["baseline"] = rng.choice(NUMBERS if has_formula and chance(rng, 0.97) else NUMBERS + ["MAX", "MIN"] * 6)
    if chance(rng, 0.8):
        result["reason"] = rng.choice(CODES)
    return result


def steps(rng, names, name):
    edges = sorted(rng.sample([-5, 0, 1, 3, 7, 10, 20, 45, 100, 500], len(names) - 1), reverse=True)
    result = [{name: each, "from": str(edge)} for each, edge in zip(names, edges)]
    return result + [{name: names[-1]}]


def card(rng):
    result = {"format": "scorecard/1", "id": "card", "version": rng.choice(["1", "2026-01.b_c"]),
              "characteristics": [characteristic(rng, index) for index in range(rng.choice([1, 1, 2, 3, 6]))]}
    if chance(rng, 0.6):
        result["baseScore"] = rng.choice(NUMBERS)
    if chance(rng, 0.2):
        result["scaling"] = {"factor": rng.choice(NUMBERS), "offset": rng.choice(NUMBERS)}
    elif chance(rng, 0.4):
        result["scaling"] = {"pdo": rng.choice(["20", "40", "50", "0", "-20", "1/3", "20.5"]),
                             "score": rng.choice(["600", "500.5", "0", "1/3"]),
                             "odds": rng.choice(["50", "1", "2", "0.5", "1/50", "64", "19", "20/3", "1000000007", "1.0000001",
                                                 "1/1024", "3"])}
        if chance(rng, 0.7):
            result["scaling"]["decimals"] = rng.choice([0, 1, 2, 3, 6, 12, 18])
    if chance(rng, 0.5):
        result["rounding"] = {"unit": rng.choice(["1", "0.01", "5", "1/3", "0.5", "10"]), "mode": rng.choice(MODES)}
        if chance(rng, 0.2):
            result["rounding"].pop(rng.choice(["unit", "mode"]))
    if chance(rng, 0.5):
        result["bands"] = steps(rng, ["AA", "A", "B", "D"][:rng.randint(1, 4)], "name")
    if chance(rng, 0.5):
        result["decisions"] = steps(rng, rng.choice([["APPROVE", "REFER", "DECLINE"], ["APPROVE", "DECLINE"], ["REFER"]]),
                                    "decision")
    if chance(rng, 0.5):
        result["eligibility"] = []
        for index in range(rng.randint(0, 3)):
            rule = {"id": "E%d" % index, "require": rng.choice(CONDITIONS)}
            if chance(rng, 0.6):
                rule["reason"] = rng.choice(CODES)
            if chance(rng, 0.5):
                rule["onMissing"] = rng.choice(["REFER", "FAIL", "IGNORE"])
            result["eligibility"].append(rule)
    if chance(rng, 0.5):
        result["knockOuts"] = []
        for index in range(rng.randint(0, 3)):
            rule = {"id": "K%d" % index, "when": rng.choice(CONDITIONS)}
            if chance(rng, 0.6):
                rule["reason"] = rng.choice(CODES)
            if chance(rng, 0.5):
                rule["onMissing"] = rng.choice(["REFER", "FIRE", "IGNORE"])
            if chance(rng, 0.5):
                rule["effect"] = rng.choice(["DECLINE", "REFER"])
            result["knockOuts"].append(rule)
    if chance(rng, 0.5):
        result["reasons"] = {"method": rng.choice(["POINTS_BELOW", "POINTS_ABOVE"]), "count": rng.choice([0, 1, 2, 4, 64])}
    if chance(rng, 0.15):
        spoil(rng, result)
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))


def spoil(rng, card):
    """One thing wrong, or at a limit."""
    one = rng.choice(card["characteristics"])
    some = rng.choice(one["bins"])
    rng.choice([
        lambda: card.update(id=rng.choice(["", "a b", "x" * 64, "x" * 65, 5, "\u00e9"])), lambda: card.pop("version"),
        lambda: card.update(baseScore=rng.choice(["x", "1/0", 5, "1e3", "-0", "1/2/3"])), lambda: card.update(x=1),
        lambda: card.update(format="scorecard/2"), lambda: card.update(characteristics=[]),
        lambda: card.update(characteristics=[one] * rng.choice([256, 257])),
        lambda: one.update(type=rng.choice(["DATE", "text"])), lambda: one.update(value=rng.choice(["", "1 +", "f(1)", 5])),
        lambda: one.update(weight="x"), lambda: one.update(baseline=rng.choice(["x", "MAX", "min"])),
        lambda: one.update(bins=one["bins"][:-1]), lambda: one["bins"].reverse(),
        lambda: one["bins"].append(pointed(rng, {"to": "1"})), lambda: one["bins"].insert(0, {"missing": True, "points": "1"}),
        lambda: one["bins"].insert(0, {"else": True, "points": "1"}),
        lambda: one.update(bins=[{"missing": True, "points": "1"}] + [{"when": "false", "points": "1"}] *
                           rng.choice([254, 255]) + [{"else": True, "points": "1"}]),
        lambda: some.pop("points", None), lambda: some.update(points=rng.choice(["x", 5])),
        lambda: some.update(formula=rng.choice(["1 +", "a"])), lambda: some.update(closed=rng.choice(["LEFT", "X"])),
        lambda: some.update({"from": "1"}), lambda: some.update({"in": []}), lambda: some.update({"in": [1]}),
        lambda: some.update(when="q"), lambda: some.update(missing=rng.choice([True, False])),
        lambda: one["bins"].insert(0, {"from": "2", "to": rng.choice(["1", "2"]), "points": "1"}),
        lambda: one["bins"].insert(0, {"in": [rng.choice([True, "x", "1", "1/3"])], "points": "1"}),
        lambda: one["bins"].insert(0, {"when": rng.choice(["q and", "a", "1", "a = 's'"]), "points": "1"}),
        lambda: card.update(scaling=rng.choice([{}, {"factor": "1"}, {"factor": "1", "offset": "1", "odds": "1"},
                                                {"pdo": "1", "score": "1"}, {"pdo": "1", "score": "1", "odds": "0"},
                                                {"pdo": "1", "score": "1", "odds": "1", "decimals": 19}])),
        lambda: card.update(rounding=rng.choice([{}, {"unit": "0"}, {"unit": "-1"}, {"mode": "X"}])),
        lambda: card.update(bands=rng.choice([[], [{"name": "A"}, {"name": "B"}], [{"name": "A", "from": "1"}],
                                              [{"name": "A", "from": "1"}, {"name": "B", "from": "1"}, {"name": "C"}]])),
        lambda: card.update(decisions=rng.choice([[{"decision": "X"}], [{"decision": "APPROVE", "from": "x"},
                                                                       {"decision": "REFER"}]])),
        lambda: card.update(eligibility=[rng.choice([{"id": "", "require": "true"}, {"id": "E"}, {
            "id": "E", "require": "true", "onMissing": "FIRE"}, {"id": "E", "require": ")"}, {
            "id": "E", "require": "true", "effect": "REFER"}])]),
        lambda: card.update(knockOuts=[rng.choice([{"id": "K", "when": "q", "effect": "APPROVE"}, {"id": "K", "when": "q", "x": 1}, {
            "id": "K", "when": "q", "onMissing": "FAIL"}, {"id": "K", "when": "'"}])]),
        lambda: card.update(reasons=rng.choice([{"count": 65}, {"count": -1}, {"method": "X"}, {}, {"count": "4"}])),
    ])()


def applicant(rng):
    if chance(rng, 0.02):
        return rng.choice(["", "[]", "5", "null", "{", '{"a": 1e3}', '{"a": 1, "a": 2}', "{}"])
    result = portfolio_expressions.data(rng)
    return result if result.startswith("{") else "{}"
