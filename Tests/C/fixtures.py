#!/usr/bin/env python3
"""Every golden case, and random ones, through the C library: the same figures as the Swift module.

    python3 Tests/C/fixtures.py LIBRARY ENGINE [--random N] [--seed S]

LIBRARY is libloanengine.so, ENGINE the loan-engine command, which evaluates the same cases through
the Swift module. A case is translated to le_terms and le_event by the names of the header; what the
structs cannot say (faults of JSON itself, text that is no number or name) is left out and counted.
Compared is the whole result; of errors code and path. The structs are those of loan_engine.py beside it. The last line
is 'N passed, N failed'.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

import loan_engine  # noqa: E402
from loan_engine import (  # noqa: E402
    NO_DATE, SETS, AllocationPolicy, Event, LateCharge, LoanError, NewTerms, Parts, Ratio, Share, Terms,
    UpfrontFee, c_int32, c_uint8, word)

COMPONENTS = list(SETS["le_component"])


class Inexpressible(Exception):
    """The structs have no place for what the case says."""


def number(kind, text):
    if not isinstance(text, str) or text not in SETS[kind]:
        raise Inexpressible(text)
    return SETS[kind][text]


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


def there(value):
    """A value that zero would not say: where it is zero, the structs cannot say that it is there."""
    if value == 0:
        raise Inexpressible("a zero")
    return value


class Library:
    """libloanengine, and the translation of cases to its structs and back."""

    def __init__(self, path):
        self.engine = loan_engine.Engine(path)
        self.date_text = self.engine.date_text
        self.parts = Parts()

    def amount(self, text, exponent):
        return expressed(self.engine.amount, text, exponent)

    def date(self, text):
        return expressed(self.engine.date, text)

    def dates(self, texts):
        return self.parts.dates([self.date(text) for text in texts])

    def exponent(self, currency):
        if isinstance(currency, dict):
            # The structs have no code of a currency, so no bad one either.
            if not re.fullmatch("[A-Z]{3}", currency["code"]):
                raise Inexpressible(currency["code"])
            return currency["exponent"]
        return expressed(self.engine.exponent, currency)

    def share(self, source, exponent):
        """An amount or a percentage; an object with both, or neither, has no place."""
        if ("amount" in source) == ("percent" in source):
            raise Inexpressible(source)
        if "amount" in source:
            return Share(self.amount(source["amount"], exponent))
        return Share(0, expressed(self.engine.rate, source["percent"]))

    def rate(self, source, target, as_numbers):
        """Rate and unit of terms, or of new ones."""
        target.rate_per = number("le_rate_per", source["per"])
        percent = source["percent"]
        if not percent.isascii():
            raise Inexpressible(percent)
        if as_numbers:
            target.rate = expressed(self.engine.rate, percent)
        else:
            if not 0 < len(percent) <= 256:
                raise Inexpressible(percent)
            target.rate_text = self.parts.text(percent)

    def order(self, words):
        if len(words) != 4:
            raise Inexpressible(words)
        numbers = [number("le_component", text) for text in words]
        if numbers == [0, 0, 0, 0]:
            raise Inexpressible(words)
        return (c_uint8 * 4)(*numbers)

    def policy(self, allocation):
        orders = [allocation.get(name) for name in ("pastDue", "due", "inAdvance")]
        order = allocation.get("order")
        # An order stands for those that are not there; some of three need one for the others.
        past_due, due, in_advance = [
            None if found is None and order is None else self.order(found or order)
            for found in orders]
        policy = AllocationPolicy()
        if past_due is not None:
            policy.past_due = past_due
        elif due is not None or in_advance is not None:
            policy.past_due = self.order(COMPONENTS)
        if any(found is not None for found in orders):
            default = self.order(COMPONENTS)
            policy.due = due if due is not None else default
            policy.in_advance = in_advance if in_advance is not None else default
        policy.across = number("le_across", allocation.get("across", "INSTALLMENT"))
        policy.advance = number("le_advance", allocation.get("advance", "NEXT"))
        return policy

    def late_charge(self, rule, exponent):
        charge = LateCharge(
            component=number("le_component", rule.get("component", "PENALTY")),
            after_days=count(rule.get("afterDays", 0)))
        if sum(name in rule for name in ("amount", "percent", "rate")) != 1:
            raise Inexpressible(rule)
        if "rate" in rule:
            charge.kind = SETS["le_late_kind"]["DAILY"]
            charge.charge = Share(0, expressed(self.engine.rate, rule["rate"]["percent"]))
            charge.rate_per = number("le_rate_per", rule["rate"]["per"])
            charge.year_days = count(rule.get("yearDays", 0))
            charge.counts_from = number("le_late_from", rule.get("from", "DUE_DATE"))
        else:
            charge.charge = self.share(rule, exponent)
            if "yearDays" in rule or "from" in rule:
                raise Inexpressible(rule)
        if "of" in rule:
            if "amount" in rule:
                raise Inexpressible(rule)
            charge.of = number("le_late_base", rule["of"])
        elif "amount" not in rule:
            raise Inexpressible(rule)
        if "every" in rule:
            charge.every = count(there(rule["every"]["count"]))
            charge.every_unit = number("le_unit", rule["every"]["unit"])
        if "times" in rule:
            charge.times = count(there(rule["times"]))
        return charge

    def due_days(self, days):
        if not 1 <= len(days) <= 4 or not all(0 < day < 256 for day in days):
            raise Inexpressible(days)
        return (c_uint8 * 4)(*days)

    def terms(self, case, rate_as_numbers):
        """le_terms of the case; numbers beyond their fields are inexpressible."""
        self.parts = Parts()
        t = case["terms"]
        exponent = self.exponent(t["currency"])
        if not 0 <= exponent < 2**31:
            raise Inexpressible("exponent")
        rounding, grace = t.get("rounding", {}), t.get("grace", {})
        mode = rounding.get("mode", "HALF_EVEN")
        number("le_mode", mode)
        days, delinquency = t.get("nonWorkingDays", {}), t.get("delinquency", {})
        settlement, prepayment = t.get("settlement", {}), t.get("prepayment", {})

        def own(kind, source, name, default):
            return number(kind, source.get(name, default))

        def amount(source, name):
            return self.amount(source[name], exponent) if name in source else 0

        terms = Terms(
            currency_exponent=exponent, principal=self.amount(t["principalAmount"], exponent),
            interest_method=own("le_interest_method", t, "interestMethod", "DECLINING"),
            amortization=own("le_amortization", t, "amortization", "EQUAL_INSTALLMENTS"),
            accrual=own("le_accrual", t, "accrual", "SCHEDULED"),
            disbursed_at=self.date(t["disbursedAt"]),
            first_due_date=self.date(t["firstDueDate"]) if "firstDueDate" in t else NO_DATE,
            day_count=own("le_day_count", t, "dayCount", "EQUAL"),
            first_period=own("le_first_period", t, "firstPeriod", "WHOLE"),
            interest_mode=own("le_mode", rounding, "interestMode", mode),
            installment_mode=own("le_mode", rounding, "installmentMode", mode),
            leveling=own("le_leveling", t, "leveling", "NONE"),
            flat_interest=own("le_flat_interest", t, "flatInterest", "TERM"),
            residual=own("le_residual", t, "residual", "LAST"),
            grace_principal=count(grace.get("principal", 0)),
            grace_interest_free=count(grace.get("interestFree", 0)),
            grace_capitalized=count(grace.get("capitalized", 0)),
            grace_deferred=count(grace.get("deferred", 0)),
            balloon=amount(t, "balloonAmount"), installment_fee=amount(t, "installmentFee"),
            allocation=self.policy(t.get("allocation", {})),
            prepayment_effect=own("le_prepayment_effect", prepayment, "effect", "ADVANCE"),
            prepayment_interest=own("le_prepayment_interest", prepayment, "interest", "TO_DATE"),
            settlement_interest=own("le_settlement_interest", settlement, "interest", "TO_DATE"),
            grace_days=count(delinquency.get("graceDays", 0)),
            days_from=own("le_days_from", delinquency, "daysFrom", "DUE_DATE"),
            tolerance=amount(delinquency, "tolerance"))
        for name in ("interestUnit", "installmentUnit"):
            if name in rounding:
                setattr(terms, re.sub("U", "_u", name), there(amount(rounding, name)))
        if "installmentAmount" in t:
            terms.installment_amount = there(amount(t, "installmentAmount"))
        if "dueDates" in t:
            terms.due_dates = self.dates(t["dueDates"])
            there(terms.due_dates.count)
            if "termCount" in t:
                terms.term_count = count(there(t["termCount"]))
            if "termUnit" in t:
                terms.term_unit = there(number("le_unit", t["termUnit"]))
            if "termEvery" in t:
                terms.term_every = count(there(t["termEvery"]))
        else:
            terms.term_count = count(t["termCount"])
            terms.term_unit = number("le_unit", t["termUnit"])
            terms.term_every = count(there(t.get("termEvery", 1)))
        if "dueDays" in t:
            terms.due_days = self.due_days(t["dueDays"])
        terms.bucket_from_days = self.parts.dates(
            [count(bucket["fromDay"]) for bucket in delinquency.get("buckets", [])])
        terms.close_on(days.get("weekdays", []), days.get("rule", "FOLLOWING"))
        terms.holidays = self.dates(days.get("holidays", []))
        self.figures(t, terms, settlement, exponent)
        self.rate(t["rate"], terms, rate_as_numbers)
        return terms

    def figures(self, t, terms, settlement, exponent):
        """Fees, limits and rules for late charges."""
        if "fee" in settlement:
            terms.settlement_fee = self.share(settlement["fee"], exponent)
        if "retained" in settlement:
            terms.settlement_retained = expressed(self.engine.rate, settlement["retained"])
        if "downPayment" in t:
            terms.down_payment = self.share(t["downPayment"], exponent)
        if "lateChargeLimit" in t:
            limit = t["lateChargeLimit"]
            if ("percent" in limit) != (limit.get("of") == "PRINCIPAL"):
                raise Inexpressible(limit)
            terms.late_charge_limit = self.share(limit, exponent)
            if not terms.late_charge_limit.percent.denominator:
                # No limit is what 0.00 would say; a percentage of nothing says it.
                if terms.late_charge_limit.amount == 0:
                    terms.late_charge_limit.percent = Ratio(0, 1)
        terms.late_charges = self.parts.part(
            LateCharge, [self.late_charge(rule, exponent) for rule in t.get("lateCharges", [])])
        terms.upfront_fees = self.parts.part(UpfrontFee, [
            UpfrontFee(self.share(fee, exponent), number("le_collect", fee["collect"]))
            for fee in t.get("upfrontFees", [])])

    def new_terms(self, t, exponent, rate_as_numbers):
        """Where in parts the terms of a reschedule lie."""
        new, bits = NewTerms(), SETS["le_new_terms_set"]
        if "rate" in t:
            new.set |= bits["RATE"]
            self.rate(t["rate"], new, rate_as_numbers)
        if "termCount" in t:
            new.term_count = count(there(t["termCount"]))
        for name, bit, own in [
                ("amortization", "AMORTIZATION", lambda text: number("le_amortization", text)),
                ("termUnit", "TERM_UNIT", lambda text: number("le_unit", text)),
                ("termEvery", "TERM_EVERY", count),
                ("firstDueDate", "FIRST_DUE_DATE", self.date),
                ("installmentFee", "INSTALLMENT_FEE", lambda text: self.amount(text, exponent))]:
            if name in t:
                new.set |= bits[bit]
                setattr(new, bit.lower(), own(t[name]))
        if "dueDays" in t:
            new.due_days = self.due_days(t["dueDays"])
        if "dueDates" in t:
            new.due_dates = self.dates(t["dueDates"])
            there(new.due_dates.count)
        for name, own in [("balloonAmount", "balloon"), ("installmentAmount", "installment_amount")]:
            if name in t:
                setattr(new, own, self.amount(t[name], exponent))
                if own == "installment_amount":
                    there(new.installment_amount)
        for name, value in t.get("grace", {}).items():
            own = {"interestFree": "interest_free"}.get(name, name)
            setattr(new, "grace_" + own, count(value))
        return self.parts.add(new)

    def events(self, case, exponent, rate_as_numbers):
        events = []
        for source in case.get("events", []):
            event = Event(number("le_event_type", source["type"]), self.date(source["date"]))
            if "amount" in source:
                event.amount = self.amount(source["amount"], exponent)
                if source["type"] != "SETTLEMENT":
                    there(event.amount)
            if "of" in source:
                event.of = count(there(source["of"]))
            if "component" in source:
                event.component = number("le_component", source["component"])
                if source["type"] not in ("CHARGE", "WAIVER"):
                    there(event.component)
            elif source["type"] in ("CHARGE", "WAIVER"):
                raise Inexpressible("no component")
            if "reason" in source and (source["type"] != "CHARGE" or len(source["reason"]) > 80):
                raise Inexpressible("a reason")
            if "rate" in source:
                event.rate = expressed(self.engine.rate, source["rate"]["percent"])
                event.rate_per = number("le_rate_per", source["rate"]["per"])
            elif source["type"] == "RATE_CHANGE":
                raise Inexpressible("no rate")
            if "until" in source:
                event.until = self.date(source["until"])
            for name, kind in [("keep", "le_keep"), ("arrears", "le_arrears"), ("role", "le_role")]:
                if name in source:
                    setattr(event, name, number(kind, source[name]))
            if "keep" in source and source["type"] != "RATE_CHANGE" or \
                    "arrears" in source and source["type"] != "RESCHEDULE" or \
                    "amount" in source and source["type"] == "SETTLEMENT" and event.amount < 0:
                raise Inexpressible("a field of another type")
            if source["type"] == "SETTLEMENT" and "amount" not in source:
                raise Inexpressible("no amount")
            if "terms" in source:
                event.terms = self.new_terms(source["terms"], exponent, rate_as_numbers)
            events.append(event)
        return events

    def evaluate(self, case, rate_as_numbers=False):
        """The result object of the case, from le_evaluate; its rate is a text, or two numbers."""
        terms = self.terms(case, rate_as_numbers)
        exponent = terms.currency_exponent
        events = self.events(case, exponent, rate_as_numbers)
        as_of = self.date(case["asOf"]) if "asOf" in case else NO_DATE
        status = number("le_loan_status", case.get("status", "ACTIVE"))
        try:
            found = self.engine.evaluate(terms, events, status, as_of, self.parts)
        except LoanError as error:
            return {"error": {"code": error.code, "path": error.path}}
        return self.result(case, exponent, *found)

    def result(self, case, exponent, statement, rows, postings):
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
                "penaltyPaid": money(row.penalty_paid), "status": row.word("status"),
                "daysPastDue": row.days_past_due}

        position, quote = statement.position, statement.settlement
        buckets = case["terms"].get("delinquency", {}).get("buckets", [])
        arrears = amounts(position.arrears)
        arrears["since"] = (None if position.arrears_since == NO_DATE
                            else self.date_text(position.arrears_since))
        arrears["daysPastDue"] = position.days_past_due
        arrears["bucket"] = buckets[position.bucket]["name"] if position.bucket >= 0 else None
        assert statement.row_count == len(rows) and statement.posting_count == len(postings)
        assert [(p.date, p.event) for p in postings] == sorted((p.date, p.event) for p in postings)
        return {
            "status": position.word("status"), "asOf": self.date_text(position.as_of),
            "schedule": {
                "installmentAmount":
                    money(statement.installment) if statement.has_installment else None,
                "items": [item(row) for row in rows], "totals": amounts(statement.totals)},
            "allocations": [
                {"event": posting.event, "sequence": posting.sequence,
                 "component": posting.word("component"), "amount": money(posting.amount)}
                for posting in postings if posting.word("kind") == "ALLOCATED"],
            "outstanding": amounts(position.outstanding), "arrears": arrears,
            "overpaidAmount": money(position.overpaid),
            "nextDue": None if position.next_due_sequence == 0 else {
                "sequence": position.next_due_sequence,
                "dueDate": self.date_text(position.next_due_date),
                "amount": money(position.next_due_amount)},
            "adjustments": [
                {"date": self.date_text(posting.date), "sequence": posting.sequence,
                 "component": posting.word("component"), "amount": money(posting.amount),
                 "kind": posting.word("kind"), "event": posting.event or None,
                 "rule": posting.rule or None}
                for posting in postings if posting.word("kind") != "ALLOCATED"],
            "disbursed": {
                "amount": money(statement.disbursed), "deducted": money(statement.deducted),
                "financed": money(statement.financed), "separate": money(statement.separate),
                "net": money(statement.net)},
            "accruedInterest": money(statement.accrued_interest),
            "settlement":
                dict(amounts(quote.due), rebate=money(quote.rebate)) if quote.exists else None,
            "waived": amounts(statement.waived), "writtenOff": amounts(position.written_off),
            "recovered": money(position.recovered), "refunded": money(statement.refunded),
            "recalled": money(statement.recalled)}


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
        for name in ("format", "name"):
            result.pop(name, None)
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
        [sys.executable, "-B", generator, "--reach", "all", "--seed",
         str(options.seed), "--count", str(options.random)], stdout=subprocess.PIPE, text=True, check=True)
    for line in made.stdout.splitlines():
        try:
            cases.append(json.loads(line))
        except ValueError:
            pass  # The generator breaks some on purpose.
    cases = [case for case in cases if isinstance(case, dict)]

    passed = failed = left_out = 0
    described = json.loads(library.engine.c.le_describe())
    written = json.loads((ROOT / "include" / "loan_engine.json").read_text(encoding="utf-8"))
    sizes = {name: library.engine.c.le_size_of(name.encode()) for name in written["structs"]}
    if described == written and sizes == {name: of["size"] for name, of in written["structs"].items()}:
        passed += 1
    else:
        failed += 1
        print("FAIL le_describe or le_size_of is not include/loan_engine.json")
    symbols = (ROOT / "include" / "loan_engine.symbols").read_text(encoding="utf-8").split()
    if sorted([*loan_engine.OTHERS, *loan_engine.FUNCTIONS]) == symbols:
        passed += 1
    else:
        failed += 1
        print("FAIL loan_engine.py does not declare the functions of include/loan_engine.symbols")
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
