#!/usr/bin/env python3
"""Every golden case, and random ones, through the C library: the same figures as the Swift module.

    python3 Tests/C/fixtures.py LIBRARY ENGINE [--random N] [--seed S]

LIBRARY is libloanengine.so, ENGINE the loan-engine command, which evaluates the same cases through
the Swift module. A case is translated to le_terms and le_event by the names of the header; what the
structs cannot say (faults of JSON itself, text that is no number or name) is left out and counted.
Compared are schedule, allocations, outstanding, arrears, next due, status and overpayment; of errors
code and path. The structs are those of Examples/python/loan_engine.py. The last line is 'N passed,
N failed'.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
from ctypes import c_int32

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Examples" / "python"))

import loan_engine  # noqa: E402
from loan_engine import (  # noqa: E402
    COMPONENTS, EVENTS, NO_DATE, NO_ROLE, ROLES, ROUNDING_MODES, ROW_STATUSES, STATUSES, WEEKDAYS,
    WORDS, AllocationPolicy, Event, LoanError, Terms)


class Inexpressible(Exception):
    """The structs have no place for what the case says."""


def index(names, word):
    if word not in names:
        raise Inexpressible(word)
    return names.index(word)


def count(value):
    """A number that fits 32 bits."""
    if not -2**31 <= value < 2**31:
        raise Inexpressible(value)
    return value


def expressed(function, *values):
    """What the library makes of a text, if it is one for it."""
    try:
        return function(*values)
    except LoanError as error:
        raise Inexpressible(values[0]) from error


# What the structs have a place for, of the terms and of the objects in them.
TERMS_FIELDS = {
    "currency", "principalAmount", "rate", "interestMethod", "amortization", "termCount", "termUnit",
    "termEvery", "disbursedAt", "firstDueDate", "dayCount", "rounding", "leveling", "flatInterest",
    "residual", "grace", "balloonAmount", "installmentFee", "nonWorkingDays", "allocation",
    "delinquency",
}
OBJECT_FIELDS = {
    "grace": {"principal", "interestFree", "capitalized"},
    "allocation": {"order", "across"},
    "delinquency": {"graceDays", "buckets"},
}


EVENT_FIELDS = {"type", "date", "amount", "of", "role", "method", "reference"}
# What le_statement and le_row have of a result.
RESULT_FIELDS = {
    "status", "asOf", "schedule", "allocations", "outstanding", "arrears", "overpaidAmount", "nextDue",
    "error",
}
ITEM_FIELDS = {
    "sequence", "startDate", "dueDate", "principalDue", "interestDue", "feeDue", "penaltyDue",
    "totalDue", "balanceAfter", "paidAmount", "principalPaid", "interestPaid", "feePaid",
    "penaltyPaid", "status", "daysPastDue",
}


class NoPlace(Exception):
    """A field that the structs do not have."""


def known(fields, names):
    for name in fields:
        if name not in names:
            raise NoPlace(name)


class Library:
    """libloanengine, and the translation of cases to its structs and back."""

    def __init__(self, path):
        self.engine = loan_engine.Engine(path)
        self.date_text = self.engine.date_text

    def amount(self, text, exponent):
        return expressed(self.engine.amount, text, exponent)

    def date(self, text):
        return expressed(self.engine.date, text)

    def exponent(self, currency):
        if isinstance(currency, dict):
            # The structs have no code of a currency, so no bad one either.
            if not re.fullmatch("[A-Z]{3}", currency["code"]):
                raise Inexpressible(currency["code"])
            return currency["exponent"]
        return expressed(self.engine.exponent, currency)

    def terms(self, case, rate_as_numbers):
        """le_terms of the case; numbers beyond their fields are inexpressible."""
        t = case["terms"]
        known(t, TERMS_FIELDS)
        for name, fields in OBJECT_FIELDS.items():
            known(t.get(name, {}), fields)
        exponent = self.exponent(t["currency"])
        rounding = t.get("rounding", {})
        mode = rounding.get("mode", "HALF_EVEN")
        grace = t.get("grace", {})
        days = t.get("nonWorkingDays", {})
        allocation = t.get("allocation", {})
        delinquency = t.get("delinquency", {})
        order = [index(COMPONENTS, word) for word in allocation.get("order", COMPONENTS)]
        if len(order) != 4 or not 0 <= exponent < 2**31:
            raise Inexpressible("order or exponent")
        buckets = [count(bucket["fromDay"]) for bucket in delinquency.get("buckets", [])]

        def word(name, value):
            return index(WORDS[name], value)

        def amount(source, name, default):
            return self.amount(source[name], exponent) if name in source else default

        terms = Terms(
            currency_exponent=exponent, principal=self.amount(t["principalAmount"], exponent),
            rate_per=word("rate_per", t["rate"]["per"]),
            interest_method=word("interest_method", t.get("interestMethod", "DECLINING")),
            amortization=word("amortization", t.get("amortization", "EQUAL_INSTALLMENTS")),
            term_count=count(t["termCount"]), term_unit=word("term_unit", t["termUnit"]),
            term_every=count(t.get("termEvery", 1)), disbursed_at=self.date(t["disbursedAt"]),
            first_due_date=self.date(t["firstDueDate"]) if "firstDueDate" in t else NO_DATE,
            day_count=word("day_count", t.get("dayCount", "EQUAL")),
            interest_mode=index(ROUNDING_MODES, rounding.get("interestMode", mode)),
            installment_mode=index(ROUNDING_MODES, rounding.get("installmentMode", mode)),
            leveling=word("leveling", t.get("leveling", "NONE")),
            interest_unit=amount(rounding, "interestUnit", 1),
            installment_unit=amount(rounding, "installmentUnit", 1),
            flat_interest=word("flat_interest", t.get("flatInterest", "TERM")),
            residual=word("residual", t.get("residual", "LAST")),
            grace_principal=count(grace.get("principal", 0)),
            grace_interest_free=count(grace.get("interestFree", 0)),
            grace_capitalized=count(grace.get("capitalized", 0)),
            balloon=amount(t, "balloonAmount", 0), installment_fee=amount(t, "installmentFee", 0),
            allocation=AllocationPolicy(
                (c_int32 * 4)(*order), word("across", allocation.get("across", "INSTALLMENT"))),
            grace_days=count(delinquency.get("graceDays", 0)), bucket_count=len(buckets),
            bucket_from_days=(c_int32 * len(buckets))(*buckets))
        for name in days.get("weekdays", []):
            index(WEEKDAYS, name)
        terms.close_on(
            days.get("weekdays", []), [self.date(text) for text in days.get("holidays", [])],
            word("non_working_rule", days.get("rule", "FOLLOWING")))
        percent = t["rate"]["percent"]
        if not percent.isascii():
            raise Inexpressible(percent)
        if rate_as_numbers:
            terms.rate_numerator, terms.rate_denominator = expressed(self.engine.rate, percent)
        else:
            terms.rate_text = percent.encode()
        return terms

    def events(self, case, exponent):
        events = []
        for event in case.get("events", []):
            known(event, EVENT_FIELDS)
            known([event["type"]], EVENTS)
            amount = self.amount(event["amount"], exponent) if "amount" in event else 0
            # Zeros stand for none: the structs cannot say one that is there.
            if "amount" in event and amount == 0 or event.get("of") == 0:
                raise Inexpressible("an amount or number of zero")
            events.append(Event(
                index(EVENTS, event["type"]), self.date(event["date"]), amount,
                count(event.get("of", 0)), index(ROLES, event["role"]) if "role" in event else NO_ROLE))
        return events

    def evaluate(self, case, rate_as_numbers=False):
        """The result object of the case, from le_evaluate; its rate is a text, or two numbers."""
        terms = self.terms(case, rate_as_numbers)
        exponent = terms.currency_exponent
        events = self.events(case, exponent)
        as_of = self.date(case["asOf"]) if "asOf" in case else NO_DATE
        status = index(STATUSES, case.get("status", "ACTIVE"))
        try:
            statement, rows, records = self.engine.evaluate(terms, events, status, as_of)
        except LoanError as error:
            return {"error": {"code": error.code, "path": error.path}}
        return self.result(case, exponent, statement, rows, records)

    def result(self, case, exponent, statement, rows, records):
        def money(amount):
            return self.engine.amount_text(amount, exponent)

        def amounts(value):
            return {name: money(getattr(value, name))
                    for name in ("principal", "interest", "fee", "penalty", "total")}

        def item(row):
            due = row.principal_due + row.interest_due + row.fee_due + row.penalty_due
            paid = row.principal_paid + row.interest_paid + row.fee_paid + row.penalty_paid
            return {
                "sequence": row.sequence, "startDate": self.date_text(row.start_date),
                "dueDate": self.date_text(row.due_date), "principalDue": money(row.principal_due),
                "interestDue": money(row.interest_due), "feeDue": money(row.fee_due),
                "penaltyDue": money(row.penalty_due), "totalDue": money(due),
                "balanceAfter": money(row.balance_after), "paidAmount": money(paid),
                "principalPaid": money(row.principal_paid),
                "interestPaid": money(row.interest_paid), "feePaid": money(row.fee_paid),
                "penaltyPaid": money(row.penalty_paid), "status": ROW_STATUSES[row.status],
                "daysPastDue": row.days_past_due}

        position, summary = statement.position, statement.summary
        buckets = case["terms"].get("delinquency", {}).get("buckets", [])
        arrears = amounts(position.arrears)
        arrears["since"] = (None if position.arrears_since == NO_DATE
                            else self.date_text(position.arrears_since))
        arrears["daysPastDue"] = position.days_past_due
        arrears["bucket"] = buckets[position.bucket]["name"] if position.bucket >= 0 else None
        return {
            "status": STATUSES[statement.status], "asOf": self.date_text(statement.as_of),
            "schedule": {
                "installmentAmount": money(summary.installment) if summary.has_installment else None,
                "items": [item(row) for row in rows], "totals": amounts(summary.totals)},
            "allocations": [
                {"event": record.event, "sequence": record.sequence,
                 "component": COMPONENTS[record.component], "amount": money(record.amount)}
                for record in records],
            "outstanding": amounts(position.outstanding), "arrears": arrears,
            "overpaidAmount": money(statement.overpaid),
            "nextDue": None if position.next_due_sequence == 0 else {
                "sequence": position.next_due_sequence,
                "dueDate": self.date_text(position.next_due_date),
                "amount": money(position.next_due_amount)}}


# ------------------------------------------------------------------------------------------------
# Comparing
# ------------------------------------------------------------------------------------------------

def swift_results(engine, cases):
    """What the command line makes of the cases, without what the structs have no place for."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([engine, "evaluate", "--jsonl-input"], input=lines, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(cases), "a result for each case"
    for result in results:
        for name in result.keys() - RESULT_FIELDS:
            del result[name]
        for item in result.get("schedule", {}).get("items", []):
            for name in item.keys() - ITEM_FIELDS:
                del item[name]
        if "error" in result:
            del result["error"]["message"]
    return results


def differences(expected, actual, path=""):
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in list(expected) + [key for key in actual if key not in expected]:
            yield from differences(expected.get(key), actual.get(key), path + "." + key)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for number, pair in enumerate(zip(expected, actual)):
            yield from differences(*pair, "%s[%d]" % (path, number))
    elif expected != actual:
        yield "%s: Swift %s, C %s" % (path[1:], json.dumps(expected), json.dumps(actual))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library")
    parser.add_argument("engine")
    parser.add_argument("--random", type=int, default=3000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    library = Library(options.library)
    cases = [json.loads(path.read_text(encoding="utf-8"))
             for path in sorted((ROOT / "Fixtures").rglob("*.json"))]
    generator = ROOT / "Tests" / "Oracle" / "generate.py"
    made = subprocess.run(
        [sys.executable, "-B", generator, "--reach", "plain", "--seed",
         str(options.seed), "--count", str(options.random)], stdout=subprocess.PIPE, text=True, check=True)
    for line in made.stdout.splitlines():
        try:
            cases.append(json.loads(line))
        except ValueError:
            pass  # The generator breaks some on purpose.
    cases = [case for case in cases if isinstance(case, dict)]

    passed = failed = left_out = 0
    for case, expected in zip(cases, swift_results(options.engine, cases)):
        if expected.get("error", {}).get("code") == "MALFORMED_INPUT":
            left_out += 1
            continue
        try:
            actual = library.evaluate(case)
        except NoPlace:
            left_out += 1
            continue
        except (Inexpressible, KeyError, TypeError, AttributeError, ValueError):
            # Only what the Swift module refuses as well may be beyond the structs.
            if "error" in expected:
                left_out += 1
                continue
            raise
        found = list(differences(expected, actual))
        try:
            found += differences(expected, library.evaluate(case, rate_as_numbers=True))
        except Inexpressible:
            pass  # A rate that only the text can say.
        if found:
            failed += 1
            print("FAIL", case.get("name"))
            for line in found[:5]:
                print(" ", line)
        else:
            passed += 1
    print("%d cases that structs cannot say were left out" % left_out)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
