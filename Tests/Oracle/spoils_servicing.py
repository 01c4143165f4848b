"""Spoils the terms and events of servicing: values, combinations, fields that do not go together."""

import loan_oracle as oracle

BAD_AMOUNTS = ["-1", "1e3", "", "1.", "+1", "abc"]
BAD_PERCENTS = ["-1", "1/0", "5%", "", "+2", "1e1", "NaN"]
BAD_DATES = ["2026-02-30", "2026-1-1", ""]


def bad_values(rng):
    """(path below the terms, value) of values that mean nothing by themselves."""
    rule = {"amount": "1", "afterDays": 0}
    percent = {"percent": "5", "of": "OVERDUE", "afterDays": 0}
    daily = {"rate": {"percent": "5", "per": "YEAR"}, "of": "OVERDUE", "yearDays": 360, "afterDays": 0}
    return [
        (("accrual",), rng.choice(["daily", "MONTHLY", ""])),
        (("prepayment", "effect"), rng.choice(["REDUCE", ""])),
        (("prepayment", "interest"), rng.choice(["NOW", ""])),
        (("settlement", "interest"), rng.choice(["RULE_78", ""])),
        (("settlement", "retained"), rng.choice(BAD_PERCENTS + ["100.01", "101"])),
        (("settlement", "fee"), rng.choice([{}, {"amount": "1", "percent": "1"}, {"amount": "-1"},
                                            {"percent": rng.choice(BAD_PERCENTS)},
                                            {"amount": rng.choice(BAD_AMOUNTS)}])),
        (("lateCharges",), [rule] * 9),
        (("lateCharges",), [rng.choice([
            {}, {"afterDays": 1}, dict(rule, percent="1"), dict(rule, amount=rng.choice(BAD_AMOUNTS)),
            dict(rule, afterDays=-1), dict(rule, of="OVERDUE"), dict(rule, component="INTEREST"),
            dict(rule, yearDays=360), dict(rule, times=3), dict(rule, **{"from": "DUE_DATE"}),
            dict(rule, every={"count": 0, "unit": "DAY"}), dict(rule, every={"count": 1, "unit": "YEAR"}),
            dict(rule, every={"count": 1, "unit": "WEEK"}, times=0),
            {"percent": "5", "afterDays": 0}, dict(percent, percent=rng.choice(BAD_PERCENTS)),
            dict(percent, of="PRINCIPAL"), dict(daily, yearDays=366), dict(daily, of="INSTALLMENT"),
            dict(daily, **{"from": "START"}), dict(daily, every={"count": 1, "unit": "WEEK"}),
            dict(daily, rate={"percent": "1", "per": "LOAN"}),
            dict(daily, rate={"percent": rng.choice(BAD_PERCENTS), "per": "YEAR"})])]),
        (("lateChargeLimit",), rng.choice([
            {}, {"percent": "1"}, {"percent": "1", "of": "INSTALLMENT"}, {"amount": "1", "of": "PRINCIPAL"},
            {"amount": "-1"}, {"percent": "-1", "of": "PRINCIPAL"}])),
        (("upfrontFees",), [{"name": "f", "amount": "0", "collect": "SEPARATE"}] * 9),
        (("upfrontFees",), [rng.choice([
            {"name": "f", "collect": "DEDUCTED"}, {"name": "f", "amount": "1", "collect": "LATER"},
            {"name": "f", "percent": "100", "collect": "DEDUCTED"},
            {"name": "f", "percent": rng.choice(BAD_PERCENTS), "collect": "FINANCED"},
            {"name": "f", "amount": rng.choice(BAD_AMOUNTS), "collect": "FINANCED"}])]),
        (("downPayment",), rng.choice([{}, {"amount": "-1"}, {"percent": "100"}, {"percent": "150"},
                                       {"amount": "1", "percent": "1"}])),
        (("installmentAmount",), rng.choice(BAD_AMOUNTS + ["0"])),
        (("dueDays",), rng.choice([[], [0], [32], [5, 5], [9, 3], [1, 2, 3, 4, 5], [28, 31], [-1, 5]])),
        (("firstPeriod",), rng.choice(["PART", ""])),
        (("grace", "deferred"), rng.choice([-1, 5000])),
        (("delinquency", "tolerance"), rng.choice(BAD_AMOUNTS)),
        (("delinquency", "daysFrom"), rng.choice(["GRACE", ""])),
        (("allocation", "advance"), rng.choice(["FIRST", ""])),
        (("allocation", rng.choice(["pastDue", "due", "inAdvance"])), rng.choice([
            ["FEE"], ["PENALTY", "FEE", "FEE", "PRINCIPAL"], ["PENALTY", "FEE", "INTEREST", "TAX"], []])),
    ]


def bad_combinations(rng, terms):
    """Changes of the terms, each of which makes a combination that has no meaning."""
    found = [{"dueDates": rng.choice([["2090-01-01"], []])}]
    flat = terms.get("interestMethod") == "FLAT"
    if flat:
        found += [{"accrual": "DAILY"}, {"prepayment": {"effect": rng.choice(["REDUCE_TERM",
                                                                              "REDUCE_INSTALLMENT"])}},
                  {"grace": {"deferred": 1}}]
    elif not terms.get("balloonAmount"):
        found += [{"accrual": "DAILY", "prepayment": {"interest": "WHOLE_PERIOD"}},
                  {"accrual": "DAILY", "settlement": {"interest": rng.choice(["FULL_TERM", "RULE_OF_78"])}},
                  {"accrual": "DAILY", "grace": {rng.choice(["capitalized", "deferred"]): 1}},
                  {"grace": {"capitalized": 1, "deferred": 1}}]
    if terms.get("leveling") == "RESPREAD" or terms.get("amortization", "EQUAL_INSTALLMENTS") != (
            "EQUAL_INSTALLMENTS"):
        found.append({"installmentAmount": terms["principalAmount"]})
    if terms.get("termUnit") in ("DAY", "WEEK"):
        found.append({"dueDays": [15]})
    if terms.get("termUnit") == "MONTH" and terms["disbursedAt"][8:] != "17":
        found.append({"dueDays": [17], "firstDueDate": terms["disbursedAt"]})
    if "dueDates" in terms:
        found += [{rng.choice(["termEvery", "termCount"]): 1}, {"termUnit": "MONTH"},
                  {"firstDueDate": (terms["dueDates"] or ["2026-01-31"])[0]}, {"dueDays": [5]}, {"dayCount": "EQUAL"},
                  {"dueDates": terms["dueDates"] + terms["dueDates"][:1]},
                  {"nonWorkingDays": {"rule": "SKIP"}}]
    return found


def bad_events(rng, repayment, late, money):
    """Lists of events in which the last one is wrong."""
    def event(kind, **fields):
        return dict({"type": kind, "date": late}, **fields)
    terms = [{}, {"termCount": 0}, {"termCount": 3661}, {"termCount": 2, "termUnit": "YEAR"},
             {"termCount": 2, "grace": {"principal": 2}}, {"termCount": 2, "balloonAmount": "-1"},
             {"termCount": 2, "dueDays": [32]}, {"termCount": 2, "firstDueDate": "0001-01-01"},
             {"termCount": 2, "rate": {"percent": "-1", "per": "YEAR"}}, {"termCount": 2, "currency": "USD"},
             {"termCount": 2, "amortization": "LEVEL"}, {"dueDates": []}, {"termCount": 2, "dueDates": []}]
    return [
        [event("CHARGE", amount=money(1))], [event("CHARGE", component="FEE")],
        [event("CHARGE", component=rng.choice(["INTEREST", "fee", ""]), amount=money(1))],
        [event("CHARGE", component="FEE", amount=rng.choice(["0", "-1", "x"]))],
        [event("CHARGE", component="FEE", amount=money(1), reason="x" * 257)],
        [event("WAIVER", component="FEE", amount=money(1), reason="no")],
        [event("WAIVER", amount=money(1))], [event("WAIVER", component="ALL", amount=money(1))],
        [event("WAIVER", component=rng.choice(oracle.COMPONENTS), amount=oracle.format_amount(2**62, 0))],
        [event("DRAWDOWN")], [event("DRAWDOWN", amount="0")],
        [event("RATE_CHANGE")], [event("RATE_CHANGE", rate={"percent": "-1", "per": "YEAR"})],
        [event("RATE_CHANGE", rate={"percent": "1", "per": rng.choice(["LOAN", "QUARTER"])})],
        [event("RATE_CHANGE", rate={"percent": "1", "per": "YEAR"}, keep="BOTH")],
        [event("RATE_CHANGE", rate={"percent": "x", "per": "YEAR"})],
        [event("RESCHEDULE")], [event("RESCHEDULE", terms=rng.choice(terms))],
        [event("RESCHEDULE", terms={"termCount": 2}, arrears="DROP")],
        [event("INTEREST_PAUSE")], [event("INTEREST_PAUSE", until=late)],
        [event("INTEREST_PAUSE", until=rng.choice(BAD_DATES))],
        [event("SETTLEMENT")], [event("SETTLEMENT", amount="-1")], [event("SETTLEMENT", amount="0")],
        [event("REFUND", amount=money(1))],
        [repayment(until=late)], [repayment(keep="TERM")], [repayment(component="FEE")],
        [repayment(terms={"termCount": 1})], [repayment(arrears="KEEP")], [repayment(reason="x")],
        [event("WRITE_OFF", rate={"percent": "1", "per": "YEAR"})],
    ]
