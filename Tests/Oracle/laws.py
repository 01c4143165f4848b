#!/usr/bin/env python3
"""Holds the reference itself against the laws that the contract states of every accepted log.

    python3 laws.py --seed 1 --count 1000 [--reach all]

Each law is checked on random cases that are accepted; the last line is `N cases, M broken`.
"""

import argparse
import json
import sys

import generate
import loan_oracle as oracle
from loan_oracle.statement import statement

COMPONENTS = ("principal", "interest", "fee", "penalty")
RECEIVED = ("REPAYMENT", "RECOVERY", "SETTLEMENT")


def minor(text, exponent):
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, digits = text.partition(".")
    return sign * int(whole + digits.ljust(exponent, "0"))


def evaluate(case, **changes):
    return oracle.evaluate(json.loads(json.dumps(dict(case, **changes))))


def outcome(result):
    return result["error"]["code"] if "error" in result else "accepted"


class Laws:
    def __init__(self, case):
        self.case, self.terms = case, oracle.Terms(case["terms"])
        self.result = evaluate(case)
        self.as_of = oracle.parse_date(self.result["asOf"], "", "")
        self.events = case.get("events", [])
        self.exponent = self.terms.exponent

    def money(self, text):
        return minor(text, self.exponent)

    def standing(self):
        """(index, event) of the account events that stand as of the date."""
        gone = {event["of"] for event in self.events
                if event["type"] == "REVERSAL" and event["date"] <= self.result["asOf"]}
        return [(index, event) for index, event in enumerate(self.events)
                if event["type"] in oracle.ACCOUNT and event["type"] != "REVERSAL"
                and event["date"] <= self.result["asOf"] and index + 1 not in gone]

    def run(self):
        """The names of the laws that are broken."""
        names = [name for name in dir(self) if name.startswith("law_")]
        return [name[4:] for name in names if not getattr(self, name)()]

    def law_money(self):
        received = sum(self.money(event["amount"]) for _, event in self.standing()
                       if event["type"] in RECEIVED)
        result = self.result
        return received == (sum(self.money(each["amount"]) for each in result["allocations"])
                            + self.money(result["overpaidAmount"]) + self.money(result["refunded"])
                            - self.money(result["recalled"]))

    def law_rows(self):
        result = self.result
        for item in result["schedule"]["items"]:
            for name in COMPONENTS:
                due, paid = self.money(item[name + "Due"]), self.money(item[name + "Paid"])
                if not 0 <= paid <= due:
                    return False
            if self.money(item["balanceAfter"]) < 0:
                return False
        return self.money(result["schedule"]["items"][-1]["balanceAfter"]) == 0

    def law_allocations(self):
        paid = {}
        for each in self.result["allocations"]:
            key = each["sequence"], each["component"].lower()
            paid[key] = paid.get(key, 0) + self.money(each["amount"])
        keys = [(each["event"], each["sequence"], each["component"]) for each in self.result["allocations"]]
        return len(keys) == len(set(keys)) and all(
            paid.get((item["sequence"], name), 0) == self.money(item[name + "Paid"])
            for item in self.result["schedule"]["items"] for name in COMPONENTS)

    def law_adjustments(self):
        return [each["date"] for each in self.result["adjustments"]] == sorted(
            each["date"] for each in self.result["adjustments"])

    def law_dates(self):
        """Every accepted log has a statement as of every date."""
        days = {oracle.parse_date(event["date"], "", "") for event in self.events} | {self.as_of}
        for day in sorted(days):
            for near in (day - 1, day, day + 1):
                if oracle.FIRST_DAY <= near <= oracle.LAST_DAY:
                    found = outcome(evaluate(self.case, asOf=oracle.format_date(near)))
                    if found not in ("accepted", "AMOUNT_OUT_OF_RANGE"):
                        return False
        return True

    def law_prefix(self):
        return all(outcome(evaluate(self.case, events=self.events[:count])) in (
            "accepted", "AMOUNT_OUT_OF_RANGE") for count in range(len(self.events)))

    def law_looking(self):
        """Looking every day or once gives the same."""
        log = oracle.Log(self.terms, oracle.Plan(self.terms), self.case.get("status", "ACTIVE"))
        for index, event in enumerate(self.events):
            log.add(oracle.Event(event, index, self.exponent))
        account = log.opened()
        if log.view(self.as_of)[0] not in ("ACTIVE", "COMPLETED", "WRITTEN_OFF"):
            return True
        day = self.terms.disbursed
        for event in log.standing(self.as_of):
            while day < event.date and event.date - day < 60:
                account.look(day)
                day += 1
            oracle.apply_step(account, event)
            day = max(day, event.date)
        while day < self.as_of and self.as_of - day < 60:
            account.look(day)
            day += 1
        account.look(self.as_of)
        found = statement(self.terms, account, account.status(), self.as_of, self.case.get("name"))
        return found == self.result

    # -- laws on a changed log --

    def renumbered(self, result, numbers):
        """A result with its event numbers replaced, in an order that does not depend on them."""
        result = json.loads(json.dumps(result))
        for name in ("allocations", "adjustments"):
            for each in result[name]:
                if each["event"] is not None:
                    each["event"] = numbers[each["event"]]
            result[name].sort(key=json.dumps)
        return result

    def law_order(self):
        """Logs that differ only in the order of entry of account events on different dates."""
        same = {number: number for number in range(len(self.events) + 1)}
        for index in range(len(self.events) - 1):
            first, second = self.events[index:index + 2]
            if (first["date"] == second["date"] or first["type"] in oracle.APPLICATION
                    or second["type"] in oracle.APPLICATION or second.get("of") == index + 1):
                continue
            numbers = dict(same)
            numbers[index + 1], numbers[index + 2] = index + 2, index + 1
            events = [dict(each, of=numbers[each["of"]]) if "of" in each else each for each in self.events]
            events[index:index + 2] = events[index + 1], events[index]
            changed = evaluate(self.case, events=events, asOf=self.result["asOf"])
            if "error" not in changed and (self.renumbered(changed, numbers)
                                           != self.renumbered(self.result, same)):
                return False
        return True

    def law_reversal(self):
        """From its date on, a reversal = the event never written."""
        for index, event in enumerate(self.events):
            if event["type"] == "REVERSAL" and event["date"] <= self.result["asOf"]:
                target = event["of"] - 1
                left = [each for each in range(len(self.events)) if each not in (index, target)]
                numbers = {old + 1: new + 1 for new, old in enumerate(left)}
                events = [self.events[old] for old in left]
                events = [dict(each, of=numbers[each["of"]]) if "of" in each else each for each in events]
                changed = evaluate(self.case, events=events, asOf=self.result["asOf"])
                if "error" not in changed and (
                        self.renumbered(changed, {number: number for number in numbers.values()})
                        != self.renumbered(self.result, dict(numbers, **{}))):
                    return False
        return True

    def law_quote(self):
        """A quote paid by SETTLEMENT on its date leaves the loan COMPLETED."""
        quote = self.result["settlement"]
        if quote is None or self.as_of < self.terms.disbursed or any(
                event["date"] > self.result["asOf"] for event in self.events):
            return True
        events = self.events + [{"type": "SETTLEMENT", "date": self.result["asOf"], "amount": quote["total"]}]
        settled = evaluate(self.case, events=events, asOf=self.result["asOf"])
        if "error" in settled or settled["status"] != "COMPLETED":
            return False
        if self.money(quote["total"]) > 0 and self.money(settled["overpaidAmount"]) != 0:
            return False
        less = (self.money(self.result["schedule"]["totals"]["interest"])
                - self.money(settled["schedule"]["totals"]["interest"]))
        return less == self.money(quote["rebate"])

    def law_same_rate(self):
        """Changing the rate to itself with keep INSTALLMENT changes no row."""
        if self.terms.method != "DECLINING" or self.as_of < self.terms.disbursed or any(
                event["type"] == "RATE_CHANGE" or "rate" in event.get("terms", {}) for event in self.events):
            return True
        events = self.events + [{"type": "RATE_CHANGE", "date": self.result["asOf"], "keep": "INSTALLMENT",
                                 "rate": self.case["terms"]["rate"]}]
        changed = evaluate(self.case, events=events, asOf=self.result["asOf"])
        # Money in advance is applied again: where it is spread, over fewer parts; where a refund was
        # recalled, to what the refund left unpaid.
        if self.terms.options.advance == "SPREAD" or self.money(self.result["recalled"]):
            for result in (changed, self.result):
                for item in result.get("schedule", {}).get("items", []):
                    for name in list(item):
                        if name.endswith("Paid") or name in ("paidAmount", "status"):
                            del item[name]
        return "error" in changed or changed["schedule"] == self.result["schedule"]


def main():
    parser = argparse.ArgumentParser(description="The contract's laws on random cases.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--reach", choices=generate.REACHES, default="all")
    options = parser.parse_args()
    broken, cases = 0, 0
    for number in range(options.start, options.start + options.count):
        line = generate.generate_line(options.seed, number, options.reach)
        if "error" in oracle.evaluate_text(line):
            continue
        case = json.loads(line)
        if case["terms"].get("termCount", 0) > 120:
            continue
        cases += 1
        found = Laws(case).run()
        if found:
            broken += 1
            print("%d: %s" % (number, ", ".join(found)))
    print("%d cases, %d broken" % (cases, broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
