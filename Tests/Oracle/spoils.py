"""Spoils a random case in one place, or in two of which one is met first."""

import json

import loan_oracle as oracle
from draw import chance
from spoils_servicing import bad_combinations, bad_events, bad_values


def spoil_form(rng, case):
    """MALFORMED_INPUT, as a changed object or as text; or a status that no loan begins with."""
    terms, events = case["terms"], case.get("events", [])
    objects = [case, terms, terms["rate"]] + events
    objects += [terms[name] for name in ("rounding", "grace", "allocation", "delinquency",
                                         "nonWorkingDays", "prepayment", "settlement", "downPayment",
                                         "lateChargeLimit") if name in terms]
    objects += terms.get("lateCharges", []) + terms.get("upfrontFees", [])
    kind = rng.randrange(12)
    if kind == 0:
        rng.choice(objects)[rng.choice(["extra", "Amount", "rates", "of_"])] = rng.choice([1, "x", None, []])
    elif kind == 1:
        names = ["currency", "principalAmount", "rate", "termCount", "termUnit", "disbursedAt"]
        del terms[rng.choice([name for name in names if name in terms])]
    elif kind == 2:
        del terms["rate"][rng.choice(["percent", "per"])]
    elif kind == 3:
        terms[rng.choice(["principalAmount", "disbursedAt", "termUnit", "dayCount", "leveling",
                          "balloonAmount", "firstDueDate", "accrual", "installmentAmount", "dueDates",
                          "dueDays", "firstPeriod", "lateCharges"])] = rng.choice([1, 2.5, True, None, [], {}])
    elif kind == 4:
        terms[rng.choice(["termCount", "termEvery"])] = rng.choice(["12", 1.5, True, None, [], {}])
    elif kind == 5:
        terms[rng.choice(["rate", "grace", "rounding", "nonWorkingDays", "allocation", "delinquency",
                          "currency", "prepayment", "settlement", "upfrontFees", "downPayment"])] = rng.choice([1, None, [], False])
    elif kind == 6:
        case["format"] = rng.choice(["loan-case/2", "loan-result/1", "", 1, None])
    elif kind == 7:
        case["status"] = rng.choice(["active", "OPEN", "", 3, None, "COMPLETED", "WRITTEN_OFF"])
    elif kind == 8:
        case["asOf"] = rng.choice(["2026-13-01", "2026-02-30", "2026-2-3", "today", "", 20260301, None,
                                   "2026-03-01T00:00:00Z", "12026-01-01", "2025-02-29"])
    elif kind == 9:
        if events:
            event = rng.choice(events)
            if chance(rng, 0.4):
                del event[rng.choice(["type", "date"])]
            else:
                event[rng.choice(["type", "date", "role", "method", "reference", "component", "reason", "keep",
                                  "until", "terms", "rate", "arrears"])] = rng.choice([1, None, {}])
        else:
            case["events"] = rng.choice([{}, "none", [1], [None], None])
    elif kind == 10:
        del case[rng.choice(["format", "terms"])]
    else:
        text = json.dumps(case, separators=(",", ":"))
        return rng.choice([
            text[:-1], text + "}", text[1:], "[]", "null", "17", '"loan-case/1"', "{}", "[" + text + "]",
            text.replace('"terms":{', '"terms":{"termCount":1,', 1),
            text.replace('{"format"', '{"format":"loan-case/1","format"', 1),
            text.replace('"rate":{', '"rate":{"percent":"1",', 1)])
    return None


def spoil_terms(rng, case):
    """INVALID_TERMS: content of one field, or one combination."""
    terms = case["terms"]

    def put(path, value):
        target = terms
        for name in path[:-1]:
            target = target.setdefault(name, {})
        target[path[-1]] = value

    flat = terms.get("interestMethod") == "FLAT"
    count = terms.get("termCount", len(terms.get("dueDates", [])))
    bad_amounts = ["-1", "1e3", "1,000", "", " 1", "1.", ".5", "+1", "0x10", "1.0000000", "abc", "\u0661"]
    bad_dates = ["2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "", "2100-02-29",
                 "2026-01-01 ", "-2026-01-01", "2026-04-31", "2026-06-00"]
    choices = [
        (("currency",), rng.choice(["usd", "ZZZ", "", "US", "EURO", "ANG", "XAU", "XTS"])),
        (("currency",), {"code": "XTS", "exponent": rng.choice([-1, 7, 100])}),
        (("principalAmount",), rng.choice(bad_amounts + ["0", "-5"])),
        (("rate", "percent"), rng.choice(["-1", "1/0", "1e1", "", "5%", "1/3/5", "/3", "3/", "1.5/2", "-1/3",
                                          "+2", "0x1", "NaN", " 2", "2,5", "1/3.5", "1" * 257,
                                          "0." + "1" * 255])),
        (("rate", "per"), rng.choice(["QUARTER", "year", "", "YEARLY"])),
        (("interestMethod",), rng.choice(["COMPOUND", "flat", ""])),
        (("amortization",), rng.choice(["EQUAL", "bullet", ""])),
        (("termCount",), rng.choice([0, -1, 3661, 100000, 2**63])),
        (("termUnit",), rng.choice(["YEAR", "month", ""])),
        (("termEvery",), rng.choice([0, -3, 367, 5000])),
        (("disbursedAt",), rng.choice(bad_dates)),
        (("firstDueDate",), rng.choice(bad_dates + [terms["disbursedAt"], "0001-01-01"])),
        (("dayCount",), rng.choice(["ACT/365", "30/365", "equal", "ACT/ACT", ""])),
        (("rounding", rng.choice(["mode", "interestMode", "installmentMode"])), rng.choice(["HALF", "up"])),
        (("rounding", rng.choice(["interestUnit", "installmentUnit"])),
         rng.choice(bad_amounts + ["0", "-1", "0.0000001"])),
        (("leveling",), rng.choice(["ALL", "none"])),
        (("flatInterest",), rng.choice(["LOAN", "period"])),
        (("residual",), rng.choice(["MIDDLE", "last"])),
        (("grace", rng.choice(["principal", "interestFree", "capitalized"])),
         rng.choice([-1, count, count + 5])),
        (("installmentFee",), rng.choice(bad_amounts)),
        (("nonWorkingDays", "weekdays"), rng.choice([["SUN"], ["MONDAY", "sunday"], list(oracle.WEEKDAYS)])),
        (("nonWorkingDays", "holidays"), [rng.choice(bad_dates)]),
        (("nonWorkingDays", "holidays"), ["2026-12-25", rng.choice(bad_dates)]),
        (("nonWorkingDays", "rule"), rng.choice(["NEXT", "following"])),
        (("allocation", "across"), rng.choice(["LOAN", "component"])),
        (("allocation", "order"), rng.choice([
            ["PENALTY", "FEE", "INTEREST"], ["PENALTY", "FEE", "INTEREST", "TAX"],
            ["PENALTY", "FEE", "FEE", "PRINCIPAL"], []])),
        (("delinquency", "graceDays"), rng.choice([-1, 3660001])),
        (("delinquency", "buckets"), [{"name": "B", "fromDay": day} for day in range(1001)]),
        (("delinquency", "buckets"), rng.choice([
            [{"name": "A", "fromDay": 1}],
            [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": 5}, {"name": "C", "fromDay": 5}],
            [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": rng.choice([-5, 3660001])}]])),
    ]
    combinations = []
    if flat:
        grace = dict(terms.get("grace", {}), capitalized=1)
        if count > 1:
            combinations.append({"grace": grace})
        combinations.append({"leveling": "RESPREAD"})
        combinations.append({"balloonAmount": terms["principalAmount"]})
        if terms["rate"]["per"] == "LOAN":
            combinations.append({"flatInterest": "PERIOD"})
            combinations.append({"dayCount": "ACT/360"})
    else:
        combinations.append({"rate": {"percent": "5", "per": "LOAN"}})
        combinations.append({"flatInterest": "PERIOD"})
        if terms.get("amortization", "EQUAL_INSTALLMENTS") != "EQUAL_INSTALLMENTS":
            combinations.append({"leveling": "RESPREAD"})
            combinations.append({"balloonAmount": terms["principalAmount"]})
        elif terms.get("leveling") == "RESPREAD":
            combinations.append({"balloonAmount": terms["principalAmount"]})
        else:
            combinations.append({"balloonAmount": oracle.format_amount(2**62, 0)})
    days = dict(terms.get("nonWorkingDays", {}), rule="SKIP", weekdays=["SUNDAY"])
    if terms.get("termUnit") == "MONTH":
        combinations.append({"nonWorkingDays": days})
    elif "firstDueDate" in terms and terms.get("termUnit") == "DAY":
        combinations.append({"nonWorkingDays": dict(days, holidays=[terms["firstDueDate"]])})
    if chance(rng, 0.45):
        choices, combinations = bad_values(rng), bad_combinations(rng, terms)
    if combinations and chance(rng, 0.35):
        terms.update(rng.choice(combinations))
    else:
        put(*rng.choice(choices))


def spoil_event(rng, case, writer, events):
    """INVALID_EVENT: the form of an event, or what only the loan can tell."""
    def repayment(**changes):
        return dict({"type": "REPAYMENT", "date": events.day(events.some_day()),
                     "amount": writer.money(1)}, **changes)
    case.pop("asOf", None)
    case["status"], case["events"] = "ACTIVE", []
    late = events.day(max(events.dates[-1], writer.disbursed) + 5)
    case["events"] += rng.choice(bad_events(rng, repayment, late, writer.money) if chance(rng, 0.5) else [
        [repayment(amount=rng.choice(["0", "-1", "1e2", "", "1.0000000", "1.", "ten", "0.0"]))],
        [repayment(date=rng.choice(["2026-02-30", "soon", "", "2026-1-2"]))],
        [repayment(role=rng.choice(["TELLER", "admin", ""]))],
        [repayment(type=rng.choice(["PAYMENT", "repayment", ""]))],
        [repayment(of=1)],
        [{"type": "REPAYMENT", "date": late}],
        [{"type": "WRITE_OFF", "date": late, "amount": writer.money(1)}],
        [{"type": "REVERSAL", "date": late}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": rng.choice([0, -1])}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": rng.choice([2, 3, 99])}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": 1}, {"type": "REVERSAL", "date": late, "of": 1}],
        [repayment(), {"type": "REVERSAL", "date": late, "of": 1}, {"type": "REVERSAL", "date": late, "of": 2}],
        [repayment(), {"type": "WRITE_OFF", "date": late}, {"type": "REVERSAL", "date": late, "of": 2},
         {"type": "REVERSAL", "date": late, "of": rng.choice([2, 3, 4])}],
        [repayment(date=late), {"type": "REVERSAL", "date": events.day(writer.disbursed), "of": 1}],
        [repayment(date=events.day(writer.disbursed - rng.choice([1, 1, 40])))],
        [repayment(), repayment(amount="0")],
        [repayment(amount="0", role="admin")], [repayment(date="", of=1)],
    ])
    if chance(rng, 0.1):
        case["status"] = "APPROVED"
        case["events"] = [{"type": "DISBURSE", "date": events.day(writer.disbursed + rng.choice([-1, 1]))}]
    if chance(rng, 0.1):  # form counts also where the event has not happened yet
        case["asOf"] = events.day(writer.disbursed - 1)


def spoil_transition(rng, case, writer, events):
    """ILLEGAL_TRANSITION or FORBIDDEN_ROLE."""
    case.pop("asOf", None)
    kind = rng.choice(list(oracle.TRANSITIONS))
    froms, _, roles = oracle.TRANSITIONS[kind]
    everything = writer.money(sum(events.totals)) if sum(events.totals) < 2**63 else writer.money(1)
    # How a loan comes to each status, on the day of disbursement.
    before = {"ACTIVE": ("ACTIVE", []), "COMPLETED": ("ACTIVE", [("REPAYMENT", {"amount": everything})]),
              "WRITTEN_OFF": ("ACTIVE", [("WRITE_OFF", {})])}
    before.update({status: (status, []) for status in oracle.FIRST_STATUSES})
    # The date may be wrong too: status and role are asked first.
    day = events.day(writer.disbursed - rng.choice([0, 0, 1]))
    event = {"type": kind, "date": day}
    event.update({
        "CHARGE": {"component": "FEE"}, "WAIVER": {"component": "FEE"}, "REVERSAL": {"of": 1},
        "RATE_CHANGE": {"rate": {"percent": "1", "per": "YEAR"}}, "RESCHEDULE": {"terms": {"termCount": 1}},
        "INTEREST_PAUSE": {"until": events.day(writer.disbursed + 9)}}.get(kind, {}))
    if kind in oracle.MONEY_EVENTS + ("CHARGE", "WAIVER", "DRAWDOWN"):
        event["amount"] = writer.money(1)
    forbidden = [role for role in oracle.ROLES if role not in roles]
    if forbidden and chance(rng, 0.5):
        status = rng.choice(froms)
        event["role"] = rng.choice(forbidden)
    else:
        status = rng.choice([status for status in before if status not in froms])
        if chance(rng, 0.5):
            event["role"] = rng.choice(oracle.ROLES)
    case["status"], earlier = before[status]
    case["events"] = [dict({"type": each, "date": events.day(writer.disbursed)}, **fields)
                      for each, fields in earlier] + [event]
    if earlier:
        event["date"] = events.day(writer.disbursed)


def spoil_range(rng, case, writer, events):
    """AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE or NEGATIVE_AMORTIZATION."""
    terms = case["terms"]
    kind = rng.randrange(9)
    beyond = oracle.format_amount(2**63 + rng.choice([0, 1, 10**18, 10**30]), writer.exponent)
    if kind == 0:
        terms[rng.choice(["principalAmount", "installmentFee"])] = beyond
    elif kind == 1:
        case["status"], case["events"] = "ACTIVE", [
            {"type": "REPAYMENT", "date": terms["disbursedAt"], "amount": beyond}]
    elif kind == 2:
        terms["principalAmount"] = oracle.format_amount(2**63 - 1, writer.exponent)
        terms.pop("balloonAmount", None)
    elif kind == 3:
        terms["installmentFee"] = oracle.format_amount(2**62, writer.exponent)
    elif kind == 4:
        terms[rng.choice(["disbursedAt", "firstDueDate"])] = "0000-01-01"
    elif kind == 5:
        terms["disbursedAt"] = "9999-12-%02d" % rng.randint(1, 31)
        terms.pop("firstDueDate", None)
    elif kind == 6:
        case["asOf"] = "0000-12-31"
    else:
        for name in ("grace", "leveling", "nonWorkingDays", "flatInterest", "interestMethod", "amortization"):
            terms.pop(name, None)
        terms.update({"termCount": rng.randint(3, 40), "dayCount": "EQUAL", "rate": {
            "percent": str(rng.randint(40, 900)), "per": rng.choice(["YEAR", "MONTH"])}})
        terms["rounding"] = {"installmentMode": rng.choice(["DOWN", "FLOOR", "HALF_EVEN"]),
                             "installmentUnit": writer.money(max(1, writer.principal // rng.randint(2, 60)))}
