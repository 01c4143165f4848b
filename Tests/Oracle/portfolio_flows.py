"""Random cash flows and rate conversions for portfolio_differential.py."""

import json
from fractions import Fraction

from draw import chance, log_uniform

CURRENCIES = [("EUR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ({"code": "XTS", "exponent": 6}, 6),
              ({"code": "XTS", "exponent": 0}, 0)]
MODES = ["HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"]


def amount(rng, exponent, low=1, high=40):
    minor = log_uniform(rng, low, high)
    if chance(rng, 0.4):
        minor = rng.choice([1, 2, 5, 10, 12, 100, 105, 110, 1000, 1200]) * 10**rng.randint(0, 4) * 10**exponent
    return minor


def shown(minor, exponent):
    text = str(minor).rjust(exponent + 1, "0")
    return text[:-exponent] + "." + text[-exponent:] if exponent else text


def a_time(rng):
    return rng.choice([
        lambda: Fraction(rng.randint(0, 40)), lambda: Fraction(rng.randint(0, 400), 12),
        lambda: Fraction(rng.randint(0, 4000), 365), lambda: Fraction(rng.randint(0, 4000), rng.randint(1, 400)),
        lambda: Fraction(rng.randint(0, 100), 2), lambda: Fraction(rng.randint(0, 10**6), 10**6),
        lambda: Fraction(rng.randint(0, 20000)), lambda: Fraction(rng.randint(0, 100), rng.choice([3, 4, 6, 30]))])()


def a_date(rng, year=None):
    year = year or rng.choice([2015, 2016, 2023, 2024, 2024, 2025, 2026])
    month = rng.choice([1, 2, 2, 3, 4, 8, 12, rng.randint(1, 12)])
    last = 29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return "%04d-%02d-%02d" % (year, month, rng.choice([1, 15, last, last - 1, rng.randint(1, last)]))


def shaped(rng, document, exponent, by_date):
    """Flows of a loan: an advance, charges, a series or two of payments, now and then more."""
    principal = max(1, amount(rng, exponent, 8, 40))
    flows = [{"kind": "ADVANCE", "amount": shown(principal, exponent)}]
    start = a_date(rng)
    flows[0]["date" if by_date else "t"] = start if by_date else "0"
    count = rng.choice([1, 1, 2, 3, 4, 12, 24, 60, rng.randint(1, 120)])
    whole_us = document["regime"] == "US" and chance(rng, 0.6)
    exact = chance(rng, 0.15)  # a rate that is a fraction
    payment = principal * rng.choice([100, 100, 101, 105, 110, 120, 150, 200, 90, 50, 400]) // 100 // count
    if chance(rng, 0.1):
        payment = principal // count
    if chance(rng, 0.05):
        payment = rng.choice([principal * 1000, 1, principal, 0])
    payment = max(payment, 0)
    flow = {"kind": "PAYMENT", "amount": shown(payment, exponent)}
    if count > 1 or chance(rng, 0.1):
        flow["count"] = count
    if by_date:
        year = int(start[:4]) + rng.choice([0, 0, 0, 1, 1, 2])
        flow["date"] = a_date(rng, year) if chance(rng, 0.6) else "%04d%s" % (year + 1, start[4:8] + "28")
        if document["regime"] == "US" and flow["date"] < start and chance(rng, 0.9):
            flow["date"] = "%04d%s" % (int(start[:4]) + 1, flow["date"][4:].replace("02-29", "02-28"))
        if chance(rng, 0.6):
            flow["unit"] = rng.choice(["DAY", "WEEK", "MONTH", "MONTH", "YEAR"])
        if chance(rng, 0.3):
            flow["every"] = rng.randint(1, 7)
    else:
        first = a_time(rng)
        if whole_us or exact:
            first = Fraction(rng.randint(0 if chance(rng, 0.2) else 1, 3))
        flow["t"] = str(first)
        if count > 1 and not chance(rng, 0.1):
            step = rng.choice([Fraction(1), Fraction(1, 12), Fraction(1, 52), Fraction(1, 2), Fraction(7, 365)])
            flow["step"] = str(1 if whole_us or exact else step)
    flows.append(flow)
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        more = {"kind": rng.choice(["CHARGE", "CHARGE", "PAYMENT", "ADVANCE"]),
                "amount": shown(max(0, principal * rng.choice([0, 1, 2, 10, 50, 99, 100, 110]) // 100), exponent)}
        if by_date:
            more["date"] = start if chance(rng, 0.5) else a_date(rng, int(start[:4]) + rng.choice([0, 1, 1, 2]))
        else:
            when = Fraction(rng.randint(0, 3)) if whole_us or exact else a_time(rng)
            early = more["kind"] != "ADVANCE" and document["regime"] != "US" or chance(rng, 0.02)
            more["t"] = str(rng.choice([Fraction(0), when, -when if early else when]))
        flows.append(more)
    if chance(rng, 0.1):  # payments before, advances, payments
        when = {"date": "%04d-06-15" % (int(start[:4]) - 1)} if by_date else {"t": "-1"}
        flows.append(dict({"kind": "PAYMENT", "amount": shown(principal * rng.randint(0, 30) // 100, exponent)},
                          **when))
    return flows


def tight(rng):
    """Rates that are fractions, ties, and what is next to them; double roots."""
    exponent = 6
    flows, t = [], rng.choice([1, 1, 2, 3, Fraction(1, 2), Fraction(1, 12), Fraction(5, 6)])
    pick = rng.randrange(4)
    base = rng.choice([10**6, 10**9, 10**12])
    if pick == 0:  # (1 + x)^t is whole for x of few digits
        x = Fraction(rng.randint(-50, 400), rng.choice([100, 1000, 200, 2000]))
        power = rng.choice([1, 2, 3])
        value = base * (1 + x)**power
        time = Fraction(power) * rng.choice([1, 1, Fraction(1)])
        value = int(value) + rng.choice([0, 0, 0, 1, -1])
        flows = [("ADVANCE", Fraction(0), base), ("PAYMENT", time, max(value, 0))]
    elif pick == 1:  # roots: (1 + x) is a power, times are fractions
        root = Fraction(rng.choice([101, 102, 105, 110, 11, 12]), rng.choice([100, 10]))
        power = rng.choice([2, 3, 4, 12])
        steps = [rng.randint(1, 2 * power) for _ in range(rng.choice([1, 2, 3]))]
        total = sum((1 / root)**k * base for k in steps)
        scale = root.numerator**max(steps)
        amounts = [Fraction(base * scale)] * len(steps)
        advance = sum(each / root**k for each, k in zip(amounts, steps))
        common = advance.denominator
        advance, amounts = advance * common, [each * common for each in amounts]
        if advance < 9 * 10**18 and total:
            flows = [("ADVANCE", Fraction(0), int(advance) + rng.choice([0, 0, 1]))] + [
                ("PAYMENT", Fraction(k, power), int(each)) for k, each in zip(steps, amounts)]
    elif pick == 2:  # −a r² + b r − c, a double root where b² = 4ac
        m, n = rng.randint(1, 12), rng.randint(1, 12)
        a, b, c = m * m, 2 * m * n, n * n
        factor = rng.choice([1, 100, 10**9])
        flows = [("PAYMENT", Fraction(-1), a * factor + rng.choice([0, 0, 1, -1])),
                 ("ADVANCE", Fraction(0), b * factor + rng.choice([0, 0, 1, 2])),
                 ("PAYMENT", Fraction(rng.choice([1, 1, 2])), c * factor)]
    if not flows:
        flows = [("ADVANCE", Fraction(0), base), ("PAYMENT", Fraction(t), rng.choice(
            [base // 100, base // 100 - 1, base * 10**4, base, 1, base // 100 + 1, base * 10 ** 6]))]
    return exponent, [{"kind": kind, "t": str(time), "amount": shown(max(0, min(value, 2**63 - 1)), exponent)}
                      for kind, time, value in flows]


def document(rng):
    regime = rng.choice(["EU", "EU", "UK", "US", "US", "XIRR"])
    result = {"format": "flows/1", "regime": regime}
    if chance(rng, 0.2):
        result["name"] = rng.choice(["", "x", None, "e\u0301 \"\\\u0001"])
    if chance(rng, 0.7):
        result["decimals"] = rng.choice([0, 1, 2, 3, 6, 12])
    if chance(rng, 0.4):
        result["mode"] = rng.choice(MODES)
    currency, exponent = rng.choice(CURRENCIES)
    by_date = chance(rng, 0.45)
    if chance(rng, 0.2):
        exponent, flows = tight(rng)
        currency, by_date = {"code": "XTS", "exponent": exponent}, False
    else:
        flows = shaped(rng, result, exponent, by_date)
    result["currency"] = currency
    if chance(rng, 0.2):
        rng.shuffle(flows)
    result["flows"] = flows
    if regime in ("EU", "UK"):
        if chance(rng, 0.3):
            result["time"] = rng.choice(["ANNEX_I", "ACT/365", "ACT/365.25"])
        if chance(rng, 0.4):
            result["period"] = rng.choice(["MONTH", "WEEK", "YEAR", "DAY"])
    if regime == "US":
        if by_date and chance(rng, 0.85):
            unit = rng.choice(["DAY", "WEEK", "MONTH", "MONTH", "SEMIMONTH", "YEAR"])
            result["unitPeriod"] = {"unit": unit, "count": {"WEEK": rng.choice([1, 2, 4, 52]),
                                                            "MONTH": rng.choice([1, 1, 2, 3, 6, 11])}.get(unit, 1)}
        if not by_date:
            result["unitPeriodsPerYear"] = rng.choice(["12", "1", "52", "24", "4", "100/3", "365", "366", "6.5"])
    return result


def spoil(rng, document):
    """One thing wrong, or at a limit."""
    flow = rng.choice(document["flows"])
    by_date = "date" in flow
    rng.choice([
        lambda: document.update(decimals=rng.choice([-1, 13, 12, 0])),
        lambda: document.update(mode=rng.choice(["", "half_up", "NONE"])),
        lambda: document.update(regime=rng.choice(["", "eu", "DE"])),
        lambda: document.update(currency=rng.choice(["XXX", "eur", "", {"code": "XTS", "exponent": 7},
                                                     {"code": "XTS", "exponent": -1}, {"code": "xt", "exponent": 1}])),
        lambda: document.update(extra=1), lambda: flow.update(when="x"), lambda: document.pop("currency"),
        lambda: document.pop("flows"), lambda: document.update(flows=[]), lambda: document.update(name=5),
        lambda: document.update(time="X"), lambda: document.update(period="X"),
        lambda: document.update(time="ACT/365"), lambda: document.update(period="WEEK"),
        lambda: document.update(unitPeriod=rng.choice([{"count": 1, "unit": "MONTH"}, {"count": 12, "unit": "MONTH"},
                                                       {"count": 0, "unit": "DAY"}, {"count": 2, "unit": "YEAR"},
                                                       {"count": 53, "unit": "WEEK"}, {"count": 1, "unit": "X"},
                                                       {"unit": "DAY"}, {"count": 1}])),
        lambda: document.update(unitPeriodsPerYear=rng.choice(["12", "0.99", "367", "366", "x", "1/0", "1"])),
        lambda: flow.update(kind=rng.choice(["", "FEE", "advance"])), lambda: flow.pop("kind"),
        lambda: flow.update(amount=rng.choice(["-1", "x", "", "1.2345678", "1e3", "+1", "92233720368547758.08",
                                               "9223372036854775808", " 1", "1.", ".5", "-0"])),
        lambda: flow.pop("amount", None), lambda: flow.update(amounts=rng.choice([["1"], ["1", "2"], []])),
        lambda: flow.update(count=rng.choice([0, -1, 20000, 3])),
        lambda: flow.update(every=rng.choice([0, 1, 3660])), lambda: flow.update(unit=rng.choice(["DAY", "X"])),
        lambda: flow.update(step=rng.choice(["1", "x", "1/1000001", "20001"])),
        lambda: flow.update(**({"t": "1"} if by_date else {"date": "2026-01-01"})),
        lambda: flow.update(**({"date": rng.choice(["2026-02-30", "x", "2026-1-1", "9999-12-31", "0001-01-01"])}
                               if by_date else
                               {"t": rng.choice(["x", "20001", "-20000.5", "1/1000001", "1/0", "0.0000001", "", "1/3",
                                                 "-1/3", "20000"])})),
        lambda: flow.update(**({"date": 5} if by_date else {"t": 1})), lambda: document.update(decimals="1"),
        lambda: document.update(format=rng.choice(["flows/2", "", 1])),
    ])()


def conversion(rng):
    result = {"format": "rate-conversion/1", "perYear": rng.choice([1, 2, 4, 12, 52, 365, 366, rng.randint(1, 366)]),
              "decimals": rng.choice([0, 1, 2, 6, 12, 18])}
    value = rng.choice(["5.25", "12", "0", "21", "100/3", "-50", "1000000", "0.000000000001", "1", "-99.9999999999",
                        "-0.000000000000000000000001", "44", "10.25", "107374182300", "1/7", str(rng.randint(-99, 999)),
                        "%d.%d" % (rng.randint(0, 99), rng.randint(0, 99999))])
    if chance(rng, 0.2):  # an exact effective rate of a nominal one of few digits
        m = rng.choice([1, 2, 3, 4])
        value = str((((1 + Fraction(rng.randint(1, 300), 1000 * m))**m) - 1) * 100)
        result["perYear"] = m
    result[rng.choice(["nominal", "effective"])] = value
    if chance(rng, 0.3):
        result["mode"] = rng.choice(MODES)
    if chance(rng, 0.2):
        rng.choice([lambda: result.update(perYear=rng.choice([0, 367, "4"])), lambda: result.pop("perYear"),
                    lambda: result.update(decimals=rng.choice([-1, 19])), lambda: result.pop("decimals"),
                    lambda: result.update(nominal=rng.choice(["-100", "x", "-36600", "-100.0000001"])),
                    lambda: result.update(effective=rng.choice(["-100", "-101", "", "5"])),
                    lambda: result.update(extra=None), lambda: result.update(name="n")])()
    return result


def line(rng):
    if chance(rng, 0.15):
        return json.dumps(conversion(rng))
    result = document(rng)
    if chance(rng, 0.12):
        spoil(rng, result)
    return json.dumps(result, ensure_ascii=chance(rng, 0.5))
