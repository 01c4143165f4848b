"""What a set of generated cases reaches: every option, pairs of options, events, statuses, errors.

    python3 generate.py --seed 1 --count 4000 --distribution > /dev/null

prints how often each value was met, in cases that come to a schedule, and which pairs of values never
were. A value that no case reaches makes the exit status 1: whoever adds an option to the contract has
to let the generator reach it.
"""

import collections
import itertools
import json
import re

import loan_oracle as oracle
from loan_oracle.options import ADVANCES, EFFECTS, SETTLEMENT_INTEREST

ERROR_CODES = ("MALFORMED_INPUT", "INVALID_TERMS", "INVALID_EVENT", "ILLEGAL_TRANSITION",
               "FORBIDDEN_ROLE", "AMOUNT_OUT_OF_RANGE", "DATE_OUT_OF_RANGE", "NEGATIVE_AMORTIZATION")

# option: (its values, the value of some terms)
OPTIONS = {
    "currency exponent": (range(7), lambda terms: terms.exponent),
    "rate.per": (oracle.PERS, lambda terms: terms.per),
    "interestMethod": (("DECLINING", "FLAT"), lambda terms: terms.method),
    "amortization": (("EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"), lambda terms: terms.amortization),
    "termUnit": (("DAY", "WEEK", "MONTH", "dueDates"), lambda terms: terms.unit or "dueDates"),
    "dayCount": (oracle.DAY_COUNTS, lambda terms: terms.day_count),
    "interestMode": (oracle.ROUNDING_MODES, lambda terms: terms.interest_mode),
    "installmentMode": (oracle.ROUNDING_MODES, lambda terms: terms.installment_mode),
    "leveling": (("NONE", "RESPREAD"), lambda terms: terms.leveling),
    "flatInterest": (("TERM", "PERIOD"), lambda terms: terms.flat_interest),
    "residual": (("LAST", "FIRST", "SPREAD"), lambda terms: terms.residual),
    "nonWorkingDays.rule": (("none", "FOLLOWING", "MODIFIED_FOLLOWING", "PRECEDING", "SKIP"),
                            lambda terms: terms.rule if "nonWorkingDays" in terms.source else "none"),
    "allocation.across": (("INSTALLMENT", "COMPONENT"), lambda terms: terms.across),
    "allocation.advance": (ADVANCES, lambda terms: terms.options.advance),
    "accrual": (("SCHEDULED", "DAILY"), lambda terms: terms.options.accrual),
    "prepayment.effect": (EFFECTS, lambda terms: terms.options.effect),
    "prepayment.interest": (("TO_DATE", "AT_DUE_DATE", "WHOLE_PERIOD"),
                            lambda terms: terms.options.prepaid_interest),
    "settlement.interest": (SETTLEMENT_INTEREST, lambda terms: terms.options.settled_interest),
    "delinquency.daysFrom": (("DUE_DATE", "DUE_DATE_INCLUSIVE", "GRACE_END"),
                             lambda terms: terms.options.days_from),
    "firstPeriod": (("WHOLE", "PRORATED"), lambda terms: terms.first_period),
    "allocation.order": (tuple(" ".join(order) for order in itertools.permutations(oracle.COMPONENTS)),
                         lambda terms: " ".join(terms.order)),
}
FLAGS = {
    "termCount > 1": lambda terms: terms.count > 1,
    "termEvery > 1": lambda terms: terms.every > 1,
    "firstDueDate": lambda terms: terms.first_due is not None,
    "rate above 0": lambda terms: terms.rate > 0,
    "interestUnit > 1": lambda terms: terms.interest_unit > 1,
    "installmentUnit > 1": lambda terms: terms.installment_unit > 1,
    "grace.principal": lambda terms: terms.source.get("grace", {}).get("principal", 0) > 0,
    "grace.interestFree": lambda terms: terms.interest_free > 0,
    "grace.capitalized": lambda terms: terms.capitalized > 0,
    "grace.deferred": lambda terms: terms.deferred > 0,
    "balloonAmount": lambda terms: terms.balloon > 0,
    "installmentAmount": lambda terms: terms.stated is not None,
    "dueDays": lambda terms: terms.due_days is not None,
    "first due on disbursedAt": lambda terms: terms.disbursed in (
        terms.first_due, (terms.due_dates or [None])[0]),
    "upfrontFees": lambda terms: bool(terms.options.fees),
    "FINANCED": lambda terms: terms.options.financed > 0,
    "downPayment": lambda terms: terms.down > 0,
    "lateCharges": lambda terms: bool(terms.options.late_rules),
    "penal interest": lambda terms: any(rule.kind == "rate" for rule in terms.options.late_rules),
    "every": lambda terms: any(rule.every for rule in terms.options.late_rules),
    "lateChargeLimit": lambda terms: terms.options.limit is not None,
    "settlement.fee": lambda terms: terms.options.settlement_fee is not None,
    "settlement.retained": lambda terms: terms.options.retained > 0,
    "tolerance": lambda terms: terms.options.tolerance > 0,
    "orders by timing": lambda terms: len({tuple(order) for order in terms.options.orders.values()}) > 1,
    "installmentFee": lambda terms: terms.fee > 0,
    "weekdays": lambda terms: bool(terms.source.get("nonWorkingDays", {}).get("weekdays")),
    "holidays": lambda terms: bool(terms.source.get("nonWorkingDays", {}).get("holidays")),
    "graceDays": lambda terms: terms.grace_days > 0,
    "buckets": lambda terms: bool(terms.buckets),
}
for flag, is_set in FLAGS.items():
    OPTIONS[flag] = (("no", "yes"), lambda terms, is_set=is_set: "yes" if is_set(terms) else "no")

# Pairs that no valid terms have: the combinations that the contract refuses, and what follows.
EXCLUDED = [
    ({"rate.per": "LOAN"}, {"interestMethod": "DECLINING", "flatInterest": "PERIOD", "balloonAmount": "yes",
                            "leveling": "RESPREAD", "grace.capitalized": "yes",
                            "dayCount": set(oracle.DAY_COUNTS) - {"EQUAL"}}),
    ({"interestMethod": "FLAT"}, {"balloonAmount": "yes", "leveling": "RESPREAD", "grace.capitalized": "yes"}),
    ({"amortization": {"EQUAL_PRINCIPAL", "BULLET"}}, {"balloonAmount": "yes", "leveling": "RESPREAD"}),
    ({"leveling": "RESPREAD"}, {"balloonAmount": "yes", "flatInterest": "PERIOD"}),
    ({"flatInterest": "PERIOD"}, {"interestMethod": "DECLINING", "balloonAmount": "yes",
                                  "grace.capitalized": "yes"}),
    ({"nonWorkingDays.rule": "SKIP"}, {"termUnit": {"MONTH", "dueDates"}, "dueDays": "yes"}),
    ({"nonWorkingDays.rule": "none"}, {"weekdays": "yes", "holidays": "yes"}),
    ({"termCount > 1": "no"}, {"grace.principal": "yes", "grace.interestFree": "yes",
                               "grace.capitalized": "yes", "grace.deferred": "yes"}),
    ({"accrual": "DAILY"}, {"interestMethod": "FLAT", "balloonAmount": "yes", "grace.capitalized": "yes",
                            "grace.deferred": "yes", "prepayment.interest": "WHOLE_PERIOD",
                            "flatInterest": "PERIOD", "rate.per": "LOAN",
                            "settlement.interest": {"FULL_TERM", "RULE_OF_78"}}),
    ({"prepayment.effect": {"REDUCE_TERM", "REDUCE_INSTALLMENT"}}, {
        "interestMethod": "FLAT", "flatInterest": "PERIOD", "rate.per": "LOAN"}),
    ({"grace.deferred": "yes"}, {"interestMethod": "FLAT", "grace.capitalized": "yes",
                                 "flatInterest": "PERIOD", "rate.per": "LOAN"}),
    ({"installmentAmount": "yes"}, {"leveling": "RESPREAD", "amortization": {"EQUAL_PRINCIPAL", "BULLET"}}),
    ({"dueDays": "yes"}, {"termUnit": {"DAY", "WEEK", "dueDates"}}),
    ({"termUnit": "dueDates"}, {"rate.per": "LOAN", "firstDueDate": "yes", "termEvery > 1": "yes",
                                "dayCount": {each for each in oracle.DAY_COUNTS if each.startswith("EQUAL")}}),
    ({"lateCharges": "no"}, {"penal interest": "yes", "every": "yes", "lateChargeLimit": "yes"}),
    ({"upfrontFees": "no"}, {"FINANCED": "yes"}),
]


def is_excluded(first, second):
    def among(pair, values):
        name, value = pair
        wanted = values.get(name, ())
        return value == wanted or isinstance(wanted, set) and value in wanted
    return any(among(first, left) and among(second, right) or among(second, left) and among(first, right)
               for left, right in EXCLUDED)


def features(case, terms, result):
    """What a case shows beyond its options, as {name: whether}."""
    items, events = result["schedule"]["items"], case.get("events", [])
    statuses = {item["status"] for item in items}
    kinds = {each["kind"] for each in result["adjustments"]}
    unpaid = result["outstanding"]["total"].strip("0.") != ""

    def after(first, second):
        return [(event, later) for index, event in enumerate(events) if event["type"] == first
                for later in events[index:] if later["type"] == second]

    shown = {
        "ratio as percent": "/" in case["terms"]["rate"]["percent"],
        "all three graces": min(terms.grace, terms.capitalized, terms.interest_free) > 0,
        "more than 60 rows": terms.count > 60,
        "principal above 2^53": terms.principal > 2**53,
        "ends early": len(items) < terms.count,
        "row carries interest": terms.method == "DECLINING" and any(
            result["schedule"]["installmentAmount"] is not None and item["principalDue"].strip("0.") == ""
            for item in items[terms.grace:-1]),
        "moved due date": any(later["startDate"] != item["dueDate"] for item, later in zip(items, items[1:])),
        "asOf missing": "asOf" not in case, "no events": not events,
        "roles": any("role" in event for event in events),
        "event after asOf": any(event["date"] > result["asOf"] for event in events),
        "back-dated event": any(later["date"] < event["date"] for event, later in zip(events, events[1:])),
        "repayment before a write-off entered earlier": any(
            later["date"] < event["date"] for event, later in after("WRITE_OFF", "REPAYMENT")),
        "written off, with nothing unpaid": result["status"] == "WRITTEN_OFF" and not unpaid,
        "several write-offs": sum(event["type"] == "WRITE_OFF" for event in events) > 1,
        "late charge": "LATE_CHARGE" in kinds, "waived": "WAIVER" in kinds, "charged": "CHARGE" in kinds,
        "settled": any(event["type"] == "SETTLEMENT" and event["date"] <= result["asOf"] for event in events),
        "capitalized arrears": "CAPITALIZATION" in kinds, "refund recalled": "RECALLED_REFUND" in kinds,
        "drawdown without a plan": "DRAWDOWN" in kinds,
        "quote below all dues": result["settlement"] is not None
        and result["settlement"]["rebate"].strip("0.") != "",
        "row after the last": items[-1]["principalDue"].strip("0.") == "" and len(items) > terms.count,
        "recovered": result["recovered"].strip("0.") != "",
        "overpaid": result["overpaidAmount"].strip("0.") != "",
        "bucket beyond the first": len(terms.buckets) > 1 and result["arrears"]["bucket"] != terms.buckets[0][1],
        "RESPREAD changed A": terms.leveling == "RESPREAD" and oracle.Plan(
            oracle.Terms(dict(case["terms"], leveling="NONE"))).level != oracle.Plan(terms).level,
    }
    shown.update({"item " + status: status in statuses for status in ("PENDING", "PARTIAL", "PAID", "OVERDUE")})
    return shown


class Distribution:
    """Counts of what a set of cases reached, with their results."""

    def __init__(self):
        self.total = 0
        self.options = {name: collections.Counter({value: 0 for value in values})
                        for name, (values, _) in OPTIONS.items()}
        self.pairs, self.currencies = collections.Counter(), set()
        self.counts = {
            "outcome": collections.Counter({code: 0 for code in ("schedule",) + ERROR_CODES}),
            "feature": collections.Counter(),
            "status before": collections.Counter({status: 0 for status in oracle.FIRST_STATUSES}),
            "status after": collections.Counter({status: 0 for status in oracle.STATUSES}),
            "event taken": collections.Counter({kind: 0 for kind in oracle.TRANSITIONS}),
            "reversal of": collections.Counter({
                kind: 0 for kind in oracle.ACCOUNT if kind != "REVERSAL"}),
            "event in a wrong status": collections.Counter({kind: 0 for kind in oracle.TRANSITIONS}),
            "event by a wrong role": collections.Counter({
                kind: 0 for kind, (_, _, roles) in oracle.TRANSITIONS.items() if roles != oracle.ROLES}),
        }
        self.error_paths = collections.Counter()

    def add(self, line, result):
        self.total += 1
        if "error" in result:
            self.add_error(line, result["error"])
            return
        self.counts["outcome"]["schedule"] += 1
        case = json.loads(line)
        terms = oracle.Terms(case["terms"])
        if isinstance(case["terms"]["currency"], str):
            self.currencies.add(case["terms"]["currency"])
        reached = [(name, value_of(terms)) for name, (_, value_of) in OPTIONS.items()]
        for name, value in reached:
            self.options[name][value] += 1
        self.pairs.update(itertools.combinations(reached, 2))
        for name, is_shown in features(case, terms, result).items():
            self.counts["feature"][name] += is_shown
        self.counts["status before"][case.get("status", "ACTIVE")] += 1
        self.counts["status after"][result["status"]] += 1
        for event in case.get("events", []):
            if event["date"] <= result["asOf"]:
                self.counts["event taken"][event["type"]] += 1
                if event["type"] == "REVERSAL":
                    self.counts["reversal of"][case["events"][event["of"] - 1]["type"]] += 1

    def add_error(self, line, error):
        self.counts["outcome"][error["code"]] += 1
        self.error_paths[error["code"] + " " + re.sub(r"\[\d+\]", "[]", error["path"])] += 1
        for code, name in (("ILLEGAL_TRANSITION", "event in a wrong status"),
                           ("FORBIDDEN_ROLE", "event by a wrong role")):
            if error["code"] == code:
                index = int(re.search(r"\[(\d+)\]", error["path"]).group(1))
                self.counts[name][json.loads(line)["events"][index]["type"]] += 1

    def missing_pairs(self):
        """(pairs that terms may have, those of them never met)"""
        possible, missing = 0, []
        for (first, (values, _)), (second, (others, _)) in itertools.combinations(OPTIONS.items(), 2):
            for pair in itertools.product(values, others):
                key = ((first, pair[0]), (second, pair[1]))
                if not is_excluded(*key):
                    possible += 1
                    if not self.pairs[key]:
                        missing.append("%s %s with %s %s" % (first, pair[0], second, pair[1]))
        return possible, missing

    def report(self, out):
        """Writes the table; returns whether every value was reached."""
        unreached = []
        for name, counter in list(self.options.items()) + list(self.counts.items()) + [
                ("error", self.error_paths)]:
            out.write(name + "\n")
            for value, count in counter.items():
                out.write("    %-50s %8d\n" % (value, count))
                if not count:
                    unreached.append("%s %s" % (name, value))
        possible, missing = self.missing_pairs()
        out.write("%d cases; %d of %d pairs of option values; %d of %d currencies; %d kinds of error\n" % (
            self.total, possible - len(missing), possible, len(self.currencies),
            len(oracle.CURRENCY_EXPONENT), len(self.error_paths)))
        for text in missing[:20]:
            out.write("    never met: %s\n" % text)
        for text in unreached:
            out.write("not reached: %s\n" % text)
        return not unreached
