#!/usr/bin/env python3
"""Every golden case, and random ones, through the C library: the same figures as the Swift module.

    python3 Tests/C/fixtures.py LIBRARY ENGINE [--random N] [--seed S]

LIBRARY is libloanengine.so, ENGINE the loan-engine command, which evaluates the same cases through
the Swift module. A case is translated to le_terms and le_event by the names of the header; what the
structs cannot say (faults of JSON itself, text that is no number or name) is left out and counted.
Compared are schedule, allocations, outstanding, arrears, next due, status and overpayment; of errors
code and path. The last line is 'N passed, N failed'.
"""
import argparse
import ctypes
import json
import pathlib
import re
import subprocess
import sys
from ctypes import POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NO_DATE = -2**31

# ------------------------------------------------------------------------------------------------
# The structs of loan_engine.h
# ------------------------------------------------------------------------------------------------


class Policy(ctypes.Structure):
    _fields_ = [("order", c_int32 * 4), ("across", c_int32), ("reserved", c_int32)]


class Terms(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("currency_exponent", c_int32), ("principal", c_int64),
        ("rate_numerator", c_int64), ("rate_denominator", c_int64), ("rate_text", c_char_p),
        ("rate_per", c_int32), ("interest_method", c_int32), ("amortization", c_int32),
        ("term_count", c_int32), ("term_unit", c_int32), ("term_every", c_int32),
        ("disbursed_at", c_int32), ("first_due_date", c_int32), ("day_count", c_int32),
        ("interest_mode", c_int32), ("installment_mode", c_int32), ("leveling", c_int32),
        ("interest_unit", c_int64), ("installment_unit", c_int64), ("flat_interest", c_int32),
        ("residual", c_int32), ("grace_principal", c_int32), ("grace_interest_free", c_int32),
        ("grace_capitalized", c_int32), ("non_working_rule", c_int32), ("balloon", c_int64),
        ("installment_fee", c_int64), ("holidays", POINTER(c_int32)), ("holiday_count", c_uint32),
        ("non_working_weekdays", c_uint32), ("allocation", Policy), ("grace_days", c_int32),
        ("bucket_count", c_uint32), ("bucket_from_days", POINTER(c_int32)),
        ("reserved", c_uint64 * 2)]


class Row(ctypes.Structure):
    _fields_ = [
        ("sequence", c_int32), ("start_date", c_int32), ("due_date", c_int32), ("status", c_int32),
        ("principal_due", c_int64), ("interest_due", c_int64), ("fee_due", c_int64),
        ("penalty_due", c_int64), ("balance_after", c_int64), ("principal_paid", c_int64),
        ("interest_paid", c_int64), ("fee_paid", c_int64), ("penalty_paid", c_int64),
        ("days_past_due", c_int32), ("reserved", c_int32)]


class Amounts(ctypes.Structure):
    _fields_ = [(name, c_int64) for name in ("principal", "interest", "fee", "penalty", "total")]


class Summary(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("count", c_uint32), ("installment", c_int64),
                ("has_installment", c_int32), ("reserved", c_int32), ("totals", Amounts)]


class Position(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("days_past_due", c_int32), ("outstanding", Amounts),
                ("arrears", Amounts), ("arrears_since", c_int32), ("bucket", c_int32),
                ("next_due_sequence", c_int32), ("next_due_date", c_int32),
                ("next_due_amount", c_int64), ("reserved", c_uint64 * 6)]


class Statement(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("status", c_int32), ("as_of", c_int32),
                ("reserved", c_int32), ("overpaid", c_int64), ("summary", Summary),
                ("position", Position)]


class Event(ctypes.Structure):
    _fields_ = [("type", c_int32), ("date", c_int32), ("amount", c_int64),
                ("reversed_event", c_int32), ("role", c_int32)]


class Allocation(ctypes.Structure):
    _fields_ = [("event", c_int32), ("sequence", c_int32), ("component", c_int32),
                ("reserved", c_int32), ("amount", c_int64)]


class Error(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("code", c_int32), ("path", c_char * 96),
                ("message", c_char * 288)]


# ------------------------------------------------------------------------------------------------
# Names, in the order of the header's constants
# ------------------------------------------------------------------------------------------------

MODES = ["HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"]
DAY_COUNTS = ["EQUAL", "EQUAL/360", "EQUAL/364", "EQUAL/365", "30/360", "30E/360", "30E/360.ISDA",
              "ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/ACT.ISDA", "ACT/ACT.FINERACT"]
COMPONENTS = ["PENALTY", "FEE", "INTEREST", "PRINCIPAL"]
STATUSES = ["DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED",
            "WRITTEN_OFF"]
EVENTS = ["SUBMIT", "APPROVE", "REJECT", "REVISE", "CANCEL", "DISBURSE", "REPAYMENT", "REVERSAL",
          "WRITE_OFF", "RECOVERY"]
ROLES = ["CREDIT_OFFICER", "SUPERVISOR", "ADMIN"]
WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
ROW_STATUSES = ["PENDING", "PARTIAL", "PAID", "OVERDUE"]


class Inexpressible(Exception):
    """The structs have no place for what the case says."""


def index(names, word):
    if word not in names:
        raise Inexpressible(word)
    return names.index(word)


class Library:
    """libloanengine, and the translation of cases to its structs and back."""

    def __init__(self, path):
        self.c = ctypes.CDLL(str(path))
        self.c.le_status_name.restype = c_char_p

    def amount(self, text, exponent):
        result = c_int64()
        raw = text.encode()
        if self.c.le_amount_parse(raw, c_size_t(len(raw)), exponent, byref(result)) != 0:
            raise Inexpressible(text)
        return result.value

    def date(self, text):
        result = c_int32()
        raw = text.encode()
        if self.c.le_date_parse(raw, c_size_t(len(raw)), byref(result)) != 0:
            raise Inexpressible(text)
        return result.value

    def rate(self, text):
        numerator, denominator, raw = c_int64(), c_int64(), text.encode()
        if self.c.le_rate_parse(raw, c_size_t(len(raw)), byref(numerator), byref(denominator)) != 0:
            raise Inexpressible(text)
        return numerator.value, denominator.value

    def amount_text(self, amount, exponent):
        buffer = ctypes.create_string_buffer(48)
        assert self.c.le_amount_format(c_int64(amount), exponent, buffer, c_size_t(48), None) == 0
        return buffer.value.decode()

    def date_text(self, date):
        buffer = ctypes.create_string_buffer(48)
        assert self.c.le_date_format(date, buffer, c_size_t(48), None) == 0
        return buffer.value.decode()

    def exponent(self, currency):
        if isinstance(currency, dict):
            # The structs have no code of a currency, so no bad one either.
            if not re.fullmatch("[A-Z]{3}", currency["code"]):
                raise Inexpressible(currency["code"])
            return currency["exponent"]
        result = c_int32()
        raw = currency.encode()
        if self.c.le_currency_exponent(raw, c_size_t(len(raw)), byref(result)) != 0:
            raise Inexpressible(currency)
        return result.value

    def terms(self, case, rate_as_numbers):
        """le_terms of the case; numbers beyond their fields are inexpressible."""
        t = case["terms"]
        exponent = self.exponent(t["currency"])
        rounding = t.get("rounding", {})
        mode = rounding.get("mode", "HALF_EVEN")
        grace = t.get("grace", {})
        days = t.get("nonWorkingDays", {})
        allocation = t.get("allocation", {})
        delinquency = t.get("delinquency", {})
        holidays = [self.date(text) for text in days.get("holidays", [])]
        buckets = [bucket["fromDay"] for bucket in delinquency.get("buckets", [])]

        def count(value):
            if not -2**31 <= value < 2**31:
                raise Inexpressible(value)
            return value

        order = [index(COMPONENTS, word) for word in allocation.get("order", COMPONENTS)]
        if len(order) != 4 or not 0 <= exponent < 2**31:
            raise Inexpressible("order or exponent")
        percent = t["rate"]["percent"]
        if not percent.isascii():
            raise Inexpressible(percent)
        rate = self.rate(percent) if rate_as_numbers else (0, 1)
        return Terms(
            ctypes.sizeof(Terms), exponent, self.amount(t["principalAmount"], exponent), *rate,
            None if rate_as_numbers else percent.encode(),
            index(["YEAR", "MONTH", "WEEK", "DAY", "LOAN"], t["rate"]["per"]),
            index(["DECLINING", "FLAT"], t.get("interestMethod", "DECLINING")),
            index(["EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"],
                  t.get("amortization", "EQUAL_INSTALLMENTS")),
            count(t["termCount"]), index(["DAY", "WEEK", "MONTH"], t["termUnit"]),
            count(t.get("termEvery", 1)), self.date(t["disbursedAt"]),
            self.date(t["firstDueDate"]) if "firstDueDate" in t else NO_DATE,
            index(DAY_COUNTS, t.get("dayCount", "EQUAL")),
            index(MODES, rounding.get("interestMode", mode)),
            index(MODES, rounding.get("installmentMode", mode)),
            index(["NONE", "RESPREAD"], t.get("leveling", "NONE")),
            self.amount(rounding["interestUnit"], exponent) if "interestUnit" in rounding else 1,
            self.amount(rounding["installmentUnit"], exponent)
            if "installmentUnit" in rounding else 1,
            index(["TERM", "PERIOD"], t.get("flatInterest", "TERM")),
            index(["LAST", "FIRST", "SPREAD"], t.get("residual", "LAST")),
            count(grace.get("principal", 0)), count(grace.get("interestFree", 0)),
            count(grace.get("capitalized", 0)),
            index(["FOLLOWING", "MODIFIED_FOLLOWING", "PRECEDING", "SKIP"],
                  days.get("rule", "FOLLOWING")),
            self.amount(t.get("balloonAmount", "0"), exponent),
            self.amount(t.get("installmentFee", "0"), exponent),
            (c_int32 * len(holidays))(*holidays), len(holidays),
            sum(1 << index(WEEKDAYS, word) for word in set(days.get("weekdays", []))),
            Policy((c_int32 * 4)(*order),
                   index(["INSTALLMENT", "COMPONENT"], allocation.get("across", "INSTALLMENT")), 0),
            count(delinquency.get("graceDays", 0)), len(buckets),
            (c_int32 * len(buckets))(*[count(day) for day in buckets]))

    def events(self, case, exponent):
        events = []
        for event in case.get("events", []):
            brings_money = event["type"] in ("REPAYMENT", "RECOVERY")
            if brings_money != ("amount" in event) or (event["type"] == "REVERSAL") != ("of" in event):
                raise Inexpressible("a part that the type lacks or has not")
            if not -2**31 <= event.get("of", 0) < 2**31:
                raise Inexpressible("of")
            events.append(Event(
                index(EVENTS, event["type"]), self.date(event["date"]),
                self.amount(event["amount"], exponent) if brings_money else 0, event.get("of", 0),
                index(ROLES, event["role"]) if "role" in event else -1))
        return (Event * len(events))(*events)

    def evaluate(self, case, rate_as_numbers=False):
        """The result object of the case, from le_evaluate; its rate is a text, or two numbers."""
        terms = self.terms(case, rate_as_numbers)
        exponent = terms.currency_exponent
        events = self.events(case, exponent)
        as_of = self.date(case["asOf"]) if "asOf" in case else NO_DATE
        rows, row_count = (Row * 3660)(), c_size_t()
        records, record_count = (Allocation * 4 * 3660)(), c_size_t()
        statement = Statement(ctypes.sizeof(Statement))
        error = Error(ctypes.sizeof(Error))
        code = self.c.le_evaluate(
            byref(terms), index(STATUSES, case.get("status", "ACTIVE")), events,
            c_size_t(len(events)), as_of, rows, c_size_t(3660), byref(row_count),
            ctypes.cast(records, POINTER(Allocation)), c_size_t(4 * 3660), byref(record_count),
            byref(statement), byref(error))
        if code != 0:
            return {"error": {"code": self.c.le_status_name(code).decode(),
                              "path": error.path.decode()}}
        flat = ctypes.cast(records, POINTER(Allocation))
        return self.result(case, exponent, statement, rows[:row_count.value],
                           flat[:record_count.value])

    def result(self, case, exponent, statement, rows, records):
        def money(amount):
            return self.amount_text(amount, exponent)

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
    """What the command line makes of the cases, without what names the case or words the error."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([engine, "evaluate", "--jsonl-input"], input=lines, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(cases), "a result for each case"
    for result in results:
        del result["format"], result["name"]
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
        [sys.executable, "-B", generator, "--seed", str(options.seed), "--count",
         str(options.random)], stdout=subprocess.PIPE, text=True, check=True)
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
