"""Sections 11 and 12: a scorecard, and what it says of an applicant."""

import re
from fractions import Fraction

from . import expressions
from .common import (
    COUNT, DocumentError, FLAG, OBJECT, ROUNDING_MODES, STRING, check, exact_text, malformed, may, need, one_of,
    parse_rational, read_json, round_exact, whole)
from .rates import ln, ln2

INVALID = "INVALID_CARD"
APPLICANT = "INVALID_APPLICANT"
TYPES = ("NUMBER", "TEXT", "BOOLEAN")
RANK = ("APPROVE", "REFER", "DECLINE")
VALUE = ("either", STRING, FLAG)
BIN = {"from": may(STRING), "to": may(STRING), "closed": may(STRING), "in": may([VALUE]), "when": may(STRING),
       "missing": may(FLAG), "else": may(FLAG), "points": may(STRING), "formula": may(STRING), "reason": may(STRING),
       "label": may(STRING)}
SHAPE = {
    "format": need(STRING), "id": need(STRING), "version": need(STRING), "baseScore": may(STRING),
    "characteristics": need([{"name": need(STRING), "type": may(STRING), "value": need(STRING), "weight": may(STRING),
                              "baseline": may(STRING), "reason": may(STRING), "bins": need([BIN])}]),
    "scaling": may({name: may(STRING) for name in ("factor", "offset", "pdo", "score", "odds")} | {
        "decimals": may(COUNT)}),
    "rounding": may({"unit": may(STRING), "mode": may(STRING)}),
    "bands": may([{"name": need(STRING), "from": may(STRING)}]),
    "decisions": may([{"decision": need(STRING), "from": may(STRING)}]),
    "eligibility": may([{"id": need(STRING), "require": need(STRING), "reason": may(STRING),
                         "onMissing": may(STRING)}]),
    "knockOuts": may([{"id": need(STRING), "when": need(STRING), "effect": may(STRING), "reason": may(STRING),
                       "onMissing": may(STRING)}]),
    "reasons": may({"method": may(STRING), "count": may(COUNT)})}


def identifier(text, path, code=INVALID):
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", text):
        raise DocumentError(code, path, "1 to 64 of A-Z a-z 0-9 _ . -")
    return text


def scaled_log(pdo, score, odds, decimals):
    """pdo / ln 2 and score − pdo · ln odds / ln 2, each rounded half up, proved."""
    unit, exponent, left = 10**decimals, 0, odds
    while left.denominator == 1 and left.numerator % 2 == 0:
        left, exponent = left / 2, exponent + 1
    while left.numerator == 1 and left.denominator % 2 == 0:
        left, exponent = left * 2, exponent - 1
    offset = None
    if left == 1:  # a power of two: exact
        offset = round_exact((score - pdo * exponent) * unit, 1, "HALF_UP")
    factor, bits = (0, 0) if pdo == 0 else (None, 0)
    if pdo == 0:
        offset = round_exact(score * unit, 1, "HALF_UP")
    bits = 128
    while factor is None or offset is None:
        slack = Fraction(1, 1 << (bits - 40))
        two = Fraction(ln2(bits), 1 << bits)
        log = Fraction(ln(odds, bits), 1 << bits)
        found = []
        for value, spread in ((pdo / two, abs(pdo)), (score - pdo * log / two, abs(pdo) * (1 + abs(log)))):
            ends = {round_exact((value + side * slack * (4 + 4 * spread)) * unit, 1, "HALF_UP") for side in (-1, 1)}
            found.append(ends.pop() if len(ends) == 1 else None)
        factor = found[0] if factor is None else factor
        offset = found[1] if offset is None else offset
        bits *= 2
    return Fraction(factor, unit), Fraction(offset, unit)


class Card:
    def __init__(self, document):
        check(document, SHAPE)
        if document["format"] != "scorecard/1":
            raise malformed("format", "scorecard/1")
        self.id = identifier(document["id"], "id")
        self.version = identifier(document["version"], "version")
        self.base = self.number(document, "baseScore", "0", "")
        if not 1 <= len(document["characteristics"]) <= 256:
            raise DocumentError(INVALID, "characteristics", "1 to 256")
        self.characteristics = [self.characteristic(each, "characteristics[%d]." % index)
                                for index, each in enumerate(document["characteristics"])]
        self.scaling = self.read_scaling(document.get("scaling"))
        self.rounding = None
        if "rounding" in document:
            unit = self.number(document["rounding"], "unit", "1", "rounding.")  # Choice: a unit of 1
            if unit <= 0:
                raise DocumentError(INVALID, "rounding.unit", "more than zero")
            self.rounding = unit, one_of(document["rounding"].get("mode", "HALF_UP"), ROUNDING_MODES,
                                         "rounding.mode", INVALID)
        self.bands = self.steps(document.get("bands", []), "bands", "name")
        for index, each in enumerate(document.get("decisions", [])):
            one_of(each["decision"], RANK, "decisions[%d].decision" % index, INVALID)
        self.decisions = self.steps(document.get("decisions", []), "decisions", "decision")
        ranks = [RANK.index(name) for name, _ in self.decisions]
        for index, (left, right) in enumerate(zip(ranks, ranks[1:])):
            if left > right:
                raise DocumentError(INVALID, "decisions[%d].decision" % (index + 1), "from best to worst")
        self.eligibility = [self.rule(each, "eligibility[%d]." % index, "require", ("REFER", "FAIL", "IGNORE"))
                            for index, each in enumerate(document.get("eligibility", []))]
        self.knock_outs = [self.rule(each, "knockOuts[%d]." % index, "when", ("REFER", "FIRE", "IGNORE"))
                           for index, each in enumerate(document.get("knockOuts", []))]
        reasons = document.get("reasons", {})
        self.method = one_of(reasons.get("method", "POINTS_BELOW"), ("POINTS_BELOW", "POINTS_ABOVE"),
                             "reasons.method", INVALID)
        self.count = whole(reasons["count"], 0, 64, "reasons.count", INVALID) if "count" in reasons else 4

    @staticmethod
    def number(source, name, default, prefix):
        return parse_rational(source[name], prefix + name, INVALID) if name in source else \
            None if default is None else Fraction(default)

    def characteristic(self, source, prefix):
        result = {"name": source["name"], "path": prefix,
                  "type": one_of(source.get("type", "NUMBER"), TYPES, prefix + "type", INVALID),
                  "value": expressions.read(source["value"], prefix + "value"),
                  "weight": self.number(source, "weight", "1", prefix), "reason": source.get("reason")}
        if not 2 <= len(source["bins"]) <= 256:
            raise DocumentError(INVALID, prefix + "bins", "2 to 256")
        result["bins"] = [self.bin(each, result["type"], "%sbins[%d]" % (prefix, index))
                          for index, each in enumerate(source["bins"])]
        kinds = [each["kind"] for each in result["bins"]]
        if kinds.count("missing") != 1 or kinds.count("else") != 1 or kinds[-1] != "else":
            raise DocumentError(INVALID, prefix + "bins", "one missing, one else at the end")
        baseline = source.get("baseline")
        if baseline in ("MAX", "MIN"):
            points = [each["points"] for each in result["bins"]]
            if None in points:
                raise DocumentError(INVALID, prefix + "baseline", "a formula")
            baseline = max(points) if baseline == "MAX" else min(points)
        elif baseline is not None:
            baseline = parse_rational(baseline, prefix + "baseline", INVALID)
        result["baseline"] = baseline
        return result

    def bin(self, source, kind, path):
        conditions = [name for name in ("in", "when", "missing", "else") if name in source]
        if "from" in source or "to" in source:
            conditions.append("interval")
        if len(conditions) != 1:
            raise DocumentError(INVALID, path, "one condition")
        result = {"kind": conditions[0], "path": path, "label": source.get("label"), "reason": source.get("reason")}
        for name in ("missing", "else"):
            if name in source and source[name] is not True:
                raise DocumentError(INVALID, "%s.%s" % (path, name), "true")
        if "closed" in source and conditions != ["interval"]:
            raise DocumentError(INVALID, path + ".closed", "an interval")
        if conditions == ["interval"]:
            for name in ("from", "to"):
                if name in source and kind != "NUMBER":
                    raise DocumentError(INVALID, "%s.%s" % (path, name), "of NUMBER")
            low, high = (self.number(source, name, None, path + ".") for name in ("from", "to"))
            closed = one_of(source.get("closed", "LEFT"), ("LEFT", "RIGHT", "BOTH", "NONE"), path + ".closed", INVALID)
            if low is not None and high is not None and (low > high or low == high and closed != "BOTH"):
                raise DocumentError(INVALID, path, "an interval that holds nothing")
            result["interval"] = low, high, closed in ("LEFT", "BOTH"), closed in ("RIGHT", "BOTH")
        if "in" in source:
            if not source["in"]:
                raise DocumentError(INVALID, path + ".in", "at least one")
            result["values"] = [self.member(each, kind, "%s.in[%d]" % (path, index))
                                for index, each in enumerate(source["in"])]
        if "when" in source:
            result["when"] = expressions.read(source["when"], path + ".when")
        if ("points" in source) == ("formula" in source):
            raise DocumentError(INVALID, path, "points or a formula")
        result["points"] = self.number(source, "points", None, path + ".")
        result["formula"] = expressions.read(source["formula"], path + ".formula") if "formula" in source else None
        return result

    @staticmethod
    def member(value, kind, path):
        if (kind == "BOOLEAN") != isinstance(value, bool):
            raise DocumentError(INVALID, path, "of the type")
        if kind == "NUMBER":
            return parse_rational(value, path, INVALID)
        return value if kind == "BOOLEAN" else value.encode("utf-8")

    def read_scaling(self, source):
        if source is None:
            return None
        if "factor" in source or "offset" in source:
            for name in ("factor", "offset"):
                if name not in source:
                    raise DocumentError(INVALID, "scaling." + name, "missing")
            for name in ("pdo", "score", "odds", "decimals"):
                if name in source:
                    raise DocumentError(INVALID, "scaling." + name, "beside a factor")
            return tuple(self.number(source, name, None, "scaling.") for name in ("factor", "offset"))
        for name in ("pdo", "score", "odds"):
            if name not in source:
                raise DocumentError(INVALID, "scaling." + name, "missing")
        pdo, score, odds = (self.number(source, name, None, "scaling.") for name in ("pdo", "score", "odds"))
        if odds <= 0:
            raise DocumentError(INVALID, "scaling.odds", "more than zero")
        decimals = whole(source["decimals"], 0, 18, "scaling.decimals", INVALID) if "decimals" in source else 6
        return scaled_log(pdo, score, odds, decimals)

    def steps(self, source, path, name):
        result, last = [], None
        for index, each in enumerate(source):
            place = "%s[%d].from" % (path, index)
            if ("from" in each) == (index == len(source) - 1):
                raise DocumentError(INVALID, place, "all but the last")
            low = self.number(each, "from", None, "%s[%d]." % (path, index))
            if low is not None and last is not None and low >= last:
                raise DocumentError(INVALID, place, "falling")
            last = low
            result.append((each[name], low))
        return result

    @staticmethod
    def rule(source, prefix, condition, on_missing):
        result = {"id": identifier(source["id"], prefix + "id"), "path": prefix + condition,
                  "condition": expressions.read(source[condition], prefix + condition),
                  "reason": source.get("reason")}
        if "effect" in source:
            one_of(source["effect"], ("DECLINE", "REFER"), prefix + "effect", INVALID)
        result["effect"] = source.get("effect", "DECLINE")
        result["onMissing"] = one_of(source.get("onMissing", "REFER"), on_missing, prefix + "onMissing", INVALID)
        return result

    # --------------------------------------------------------------------------------------------

    def score(self, applicant):
        if not isinstance(applicant, dict):
            raise malformed("$", "an object")
        check(applicant, OBJECT)
        contributions, lost, total = [], [], self.base
        for characteristic in self.characteristics:
            index, points = self.points(characteristic, applicant)
            contribution = characteristic["weight"] * points
            total += contribution
            chosen = characteristic["bins"][index]
            contributions.append({"characteristic": characteristic["name"], "bin": index, "label": chosen["label"],
                                  "points": exact_text(points), "contribution": exact_text(contribution)})
            code = chosen["reason"] if chosen["reason"] is not None else characteristic["reason"]
            if characteristic["baseline"] is not None and code is not None:
                less = characteristic["weight"] * (characteristic["baseline"] - points)
                less = less if self.method == "POINTS_BELOW" else -less
                if less > 0:
                    lost.append((less, code))
        if self.scaling is not None:
            factor, offset = self.scaling
            total = offset + factor * total
        if self.rounding is not None:
            unit, mode = self.rounding
            total = round_exact(total / unit, 1, mode) * unit
        band = next((name for name, low in self.bands if low is None or total >= low), None)
        decision = next((name for name, low in self.decisions if low is None or total >= low), None)
        worst = [decision] if decision else []
        eligible, rules, reasons = True, [], []
        for rule in self.eligibility:
            value = condition(rule["condition"], applicant, rule["path"])
            acts = value is False or value is None and rule["onMissing"] != "IGNORE"
            if acts:
                declines = value is False or rule["onMissing"] == "FAIL"
                worst.append("DECLINE" if declines else "REFER")
                eligible = False if declines or eligible is False else None
            rules.append({"id": rule["id"], "kind": "ELIGIBILITY",
                          "outcome": "MISSING" if value is None else "PASSED" if value else "FAILED"})
            if acts and rule["reason"] is not None:
                reasons.append((rule["reason"], "RULE", None))
        for rule in self.knock_outs:
            value = condition(rule["condition"], applicant, rule["path"])
            acts = value is True or value is None and rule["onMissing"] != "IGNORE"
            if acts:
                worst.append(rule["effect"] if value or rule["onMissing"] == "FIRE" else "REFER")
            rules.append({"id": rule["id"], "kind": "KNOCK_OUT",
                          "outcome": "MISSING" if value is None else "FIRED" if value else "CLEAR"})
            if acts and rule["reason"] is not None:
                reasons.append((rule["reason"], "RULE", None))
        reasons += [(code, "POINTS", exact_text(less)) for less, code in sorted(lost, key=lambda each: -each[0])]
        given, seen = [], set()
        for code, kind, points in reasons:
            if code not in seen and len(given) < self.count:
                seen.add(code)
                given.append({"code": code, "kind": kind, "points": points})
        return {"format": "score-result/1", "card": self.id, "version": self.version, "score": exact_text(total),
                "band": band, "decision": max(worst, key=RANK.index) if worst else None, "eligible": eligible,
                "rules": rules, "reasons": given, "contributions": contributions}

    def points(self, characteristic, applicant):
        path = characteristic["path"] + "value"
        kind, value = expressions.run(characteristic["value"], applicant, path)
        wanted = characteristic["type"]
        if kind == "TEXT" and wanted == "NUMBER" and is_decimal(value):
            kind, value = "NUMBER", Fraction(value.decode())
            if max(abs(value.numerator).bit_length(), value.denominator.bit_length()) > expressions.BITS:
                raise DocumentError("LIMIT_EXCEEDED", path, "bits")
        if kind not in (wanted, "MISSING"):
            raise DocumentError(APPLICANT, path, "a wrong type")
        for index, each in enumerate(characteristic["bins"]):
            if self.holds(each, kind, value, applicant):
                break
        if each["formula"] is None:
            return index, each["points"]
        place = each["path"] + ".formula"
        kind, points = expressions.run(each["formula"], applicant, place)
        if kind != "NUMBER":
            raise DocumentError(APPLICANT, place, "no number")
        return index, points

    @staticmethod
    def holds(each, kind, value, applicant):
        if each["kind"] == "else":
            return True
        if each["kind"] == "when":
            return condition(each["when"], applicant, each["path"] + ".when") is True
        if kind == "MISSING":
            return each["kind"] == "missing"
        if each["kind"] == "in":
            return value in each["values"]
        if each["kind"] == "interval":
            low, high, has_low, has_high = each["interval"]
            return (low is None or value > low or has_low and value == low) and \
                (high is None or value < high or has_high and value == high)
        return False


def is_decimal(value):
    return re.fullmatch(rb"-?[0-9]+(\.[0-9]+)?", value) is not None


def condition(tree, data, path):
    """True, False or None."""
    kind, value = expressions.run(tree, data, path)
    if kind == "MISSING":
        return None
    if kind != "BOOLEAN":
        raise DocumentError("INVALID_EXPRESSION", path, "no condition", 0)
    return value


def evaluate(document, lines):
    """([a result or error for each line], exit status), or (the card's error, 2)"""
    try:
        card = Card(read_json(document))
    except DocumentError as error:
        return error.object(), 2
    results = []
    for number, line in enumerate(lines, 1):
        try:
            results.append(card.score(read_json(line)))
        except DocumentError as error:
            results.append(dict({"line": number}, **error.object()))
    return results, 1 if any("error" in each for each in results) else 0
