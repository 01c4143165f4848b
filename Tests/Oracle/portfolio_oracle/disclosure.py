"""Sections 1 to 3: cash flows, their times, the disclosure, and rate conversions."""

from fractions import Fraction

from . import rates
from .common import (
    COUNT, CURRENCY, DocumentError, INT64_MAX, ROUNDING_MODES, STRING, check, exact_text, format_amount, join,
    malformed, may, may_null, need, one_of, parse_amount, parse_currency, parse_day, parse_rational, read_json,
    whole)
from loan_oracle.dates import LAST_DAY, month_length, to_civil, to_day

INVALID = "INVALID_FLOWS"
REGIMES, KINDS = ("EU", "UK", "US", "XIRR"), ("ADVANCE", "PAYMENT", "CHARGE")
TIMES, PERIODS = ("ANNEX_I", "ACT/365", "ACT/365.25"), ("MONTH", "WEEK", "YEAR", "DAY")
UNITS = ("DAY", "WEEK", "MONTH", "YEAR")
UNIT_PERIODS = {"DAY": 1, "WEEK": 52, "SEMIMONTH": 1, "MONTH": 11, "YEAR": 1}
MOST, MOST_EVERY = 20000, 3660  # Choice: every at most 3660

FLOW = {"kind": need(STRING), "date": may(STRING), "t": may(STRING), "amount": may(STRING), "amounts": may([STRING]),
        "count": may(COUNT), "every": may(COUNT), "unit": may(STRING), "step": may(STRING)}
FLOWS = {"format": need(STRING), "name": may_null(STRING), "currency": need(CURRENCY), "regime": need(STRING),
         "decimals": may(COUNT), "mode": may(STRING), "flows": need([FLOW]), "time": may(STRING),
         "period": may(STRING), "unitPeriod": may({"count": need(COUNT), "unit": need(STRING)}),
         "unitPeriodsPerYear": may(STRING)}
CONVERSION = {"format": need(STRING), "name": may_null(STRING), "nominal": may(STRING), "effective": may(STRING),
              "perYear": need(COUNT), "decimals": may(COUNT), "mode": may(STRING)}


# ------------------------------------------------------------------------------------------------
# Time

def months_before(day, count):
    """(the date with the same day, clamped; the days that it stands for: first, last)"""
    year, month, number = to_civil(day)
    is_last = number == month_length(year, month)
    index = year * 12 + month - 1 - count
    if index < 12:
        return None
    length = month_length(index // 12, index % 12 + 1)
    reached = to_day(index // 12, index % 12 + 1, min(number, length))
    last = to_day(index // 12, index % 12 + 1, length)
    return reached, last if is_last else reached


def counted_back(earlier, later, months=1):
    """(whole steps of so many months back from `later`, the date reached)"""
    def passes(count):
        found = months_before(later, count * months)
        return found is None or found[1] < earlier
    left, right = to_civil(earlier), to_civil(later)
    count = max(0, ((right[0] - left[0]) * 12 + right[1] - left[1]) // months - 1)
    while not passes(count + 1):
        count += 1
    while count and passes(count):
        count -= 1
    if count == 0:
        return 0, later
    reached, last = months_before(later, count * months)
    return count, earlier if reached <= earlier <= last else reached


def length_of_year_ending(day):
    found = months_before(day, 12)
    year, month, number = to_civil(day)
    if found is None:  # before the calendar: the year 0000 is a leap year
        return 366 if (month, number) <= (2, 28) else 365
    return day - found[0]


def annex_time(start, day, period):
    if day < start:
        return -annex_time(day, start, period)
    if period == "WEEK":
        count, reached = (day - start) // 7, day - (day - start) // 7 * 7
        years = Fraction(count, 52)
    elif period == "MONTH":
        count, reached = counted_back(start, day)
        years = Fraction(count, 12)
    else:
        years, reached = counted_back(start, day, 12)
    rest = reached - start
    return years + (Fraction(rest, length_of_year_ending(reached)) if rest else 0)


def unit_time(start, day, count, unit):
    if unit == "DAY":
        return Fraction(day - start)
    if unit == "WEEK":
        return Fraction(day - start, 7 * count)
    if unit in ("MONTH", "SEMIMONTH"):
        months, reached = counted_back(start, day)
        return Fraction(30 * months + reached - start, 30 * count if unit == "MONTH" else 15)
    years, reached = counted_back(start, day, 12)
    months, rest = counted_back(start, reached)  # Choice: what is left is a span of its own
    return years + (Fraction(months, 12) if rest == start else Fraction(reached - start, 365))


def unit_periods_per_year(count, unit):
    return {"DAY": Fraction(365), "WEEK": Fraction(52, count), "SEMIMONTH": Fraction(24),
            "MONTH": Fraction(12, count), "YEAR": Fraction(1)}[unit]


# ------------------------------------------------------------------------------------------------
# Flows

def parse_time(text, path):
    value = parse_rational(text, path, INVALID)
    return in_reach(value, path)


def in_reach(value, path):
    if abs(value) > 20000 or value.denominator > 10**6:
        raise DocumentError(INVALID, path, "−20000 to 20000, denominator up to 10⁶")
    return value


def later_date(day, count, unit, path):
    if unit in ("DAY", "WEEK"):
        result = day + count * (7 if unit == "WEEK" else 1)
    else:
        year, month, number = to_civil(day)
        index = year * 12 + month - 1 + count * (12 if unit == "YEAR" else 1)
        if index // 12 > 9999:
            raise DocumentError("DATE_OUT_OF_RANGE", path, "up to 9999")
        result = to_day(index // 12, index % 12 + 1, min(number, month_length(index // 12, index % 12 + 1)))
    if result > LAST_DAY:
        raise DocumentError("DATE_OUT_OF_RANGE", path, "up to 9999")
    return result


def series(flow, path, exponent, already):
    """[(day or None, t or None, amount)]"""
    if ("date" in flow) == ("t" in flow):
        raise DocumentError(INVALID, path, "one of date and t")
    by_date = "date" in flow
    for name in ("step",) if by_date else ("every", "unit"):
        if name in flow:
            raise DocumentError(INVALID, join(path, name), "not here")
    if ("amount" in flow) == ("amounts" in flow):
        raise DocumentError(INVALID, path, "one of amount and amounts")
    start = parse_day(flow["date"], path + ".date", INVALID) if by_date else parse_time(flow["t"], path + ".t")
    # Choice: without `count`, there are as many as amounts.
    count = whole(flow["count"], 1, MOST, path + ".count", INVALID) if "count" in flow else \
        len(flow.get("amounts", [None]))
    every = whole(flow["every"], 1, MOST_EVERY, path + ".every", INVALID) if "every" in flow else 1
    unit = one_of(flow.get("unit", "MONTH"), UNITS, path + ".unit", INVALID)
    step = parse_time(flow["step"], path + ".step") if "step" in flow else Fraction(0)
    if "amount" in flow:
        amounts = [amount_of(flow["amount"], path + ".amount", exponent)] * count
    else:
        if len(flow["amounts"]) != count:
            raise DocumentError(INVALID, path + ".amounts", "one for each")
        amounts = [amount_of(each, "%s.amounts[%d]" % (path, index), exponent)
                   for index, each in enumerate(flow["amounts"])]
    if already + count > MOST:
        raise DocumentError("LIMIT_EXCEEDED", "flows", "20000 flows")
    result = []
    for k, amount in enumerate(amounts):
        if by_date:
            result.append((later_date(start, k * every, unit, path), None, amount))
        else:
            result.append((None, in_reach(start + k * step, path + ".t"), amount))
    return result


def amount_of(text, path, exponent):
    amount = parse_amount(text, exponent, path, INVALID)
    if amount < 0:
        raise DocumentError(INVALID, path, "zero or more")
    return amount


def flows_document(document):
    check(document, FLOWS)
    _, exponent = parse_currency(document["currency"], "currency", INVALID)
    regime = one_of(document["regime"], REGIMES, "regime", INVALID)
    decimals = whole(document["decimals"], 0, 12, "decimals", INVALID) if "decimals" in document else \
        1 if regime in ("EU", "UK") else 2
    mode = one_of(document.get("mode", "HALF_UP"), ROUNDING_MODES, "mode", INVALID)
    flows = []
    for index, flow in enumerate(document["flows"]):
        path = "flows[%d]" % index
        one_of(flow["kind"], KINDS, path + ".kind", INVALID)
        for day, t, amount in series(flow, path, exponent, len(flows)):
            flows.append((flow["kind"], day, t, amount, index))
    for name, allowed in (("time", ("EU", "UK")), ("period", ("EU", "UK")), ("unitPeriod", ("US",)),
                          ("unitPeriodsPerYear", ("US",))):
        if name in document and regime not in allowed:
            raise DocumentError(INVALID, name, "not under " + regime)
    time = one_of(document.get("time", "ANNEX_I"), TIMES, "time", INVALID)
    period = one_of(document.get("period", "MONTH"), PERIODS, "period", INVALID)
    unit_period, per_year = None, None
    if "unitPeriod" in document:
        unit = one_of(document["unitPeriod"]["unit"], tuple(UNIT_PERIODS), "unitPeriod.unit", INVALID)
        unit_period = (whole(document["unitPeriod"]["count"], 1, UNIT_PERIODS[unit], "unitPeriod.count", INVALID),
                       unit)
    if "unitPeriodsPerYear" in document:
        per_year = parse_rational(document["unitPeriodsPerYear"], "unitPeriodsPerYear", INVALID)
        if not 1 <= per_year <= 366:
            raise DocumentError(INVALID, "unitPeriodsPerYear", "1 to 366")
    return disclosure(document.get("name"), exponent, regime, decimals, mode, flows, time, period, unit_period,
                      per_year)


def disclosure(name, exponent, regime, decimals, mode, flows, time, period, unit_period, per_year):
    """`flows` are (kind, day, t, amount, index)."""
    by_time = {t is not None for _, _, t, _, _ in flows}
    if len(by_time) > 1:
        raise DocumentError(INVALID, "flows", "all by date or all by time")
    advances = [flow for flow in flows if flow[0] == "ADVANCE" and flow[3] > 0]
    if not advances:
        raise DocumentError(INVALID, "flows", "no advance")
    timed = []
    if True in by_time:
        if min(flow[2] for flow in advances) != 0:
            raise DocumentError(INVALID, "flows", "the first advance at 0")
        if regime == "US":
            if per_year is None:
                raise DocumentError(INVALID, "unitPeriodsPerYear", "missing")
            for _, _, t, _, index in flows:
                if t < 0:
                    raise DocumentError(INVALID, "flows[%d].t" % index, "before the first advance")
        timed = [(kind, t, amount) for kind, _, t, amount, _ in flows]
    else:
        start = min(flow[1] for flow in advances)
        if regime == "US":
            for _, day, _, _, index in flows:
                if day < start:
                    raise DocumentError(INVALID, "flows[%d].date" % index, "before the first advance")
            time_of, per_year = us_times(flows, start, unit_period)
        elif regime == "XIRR" or time == "ACT/365":
            time_of = lambda day: Fraction(day - start, 365)  # noqa: E731
        elif time == "ACT/365.25":
            time_of = lambda day: Fraction(4 * (day - start), 1461)  # noqa: E731
        else:
            time_of = lambda day: Fraction(annex_time(start, day, period))  # noqa: E731
        timed = [(kind, time_of(day), amount) for kind, day, _, amount, _ in flows]
    if regime != "US":
        per_year = None

    total = lambda wanted: sum(amount for kind, t, amount in timed if wanted(kind, t))  # noqa: E731
    figures = {"totalAdvances": total(lambda kind, t: kind == "ADVANCE"),
               "prepaidCharges": total(lambda kind, t: kind == "CHARGE" and t <= 0)}
    figures["amountFinanced"] = figures["totalAdvances"] - figures["prepaidCharges"]
    figures["totalOfPayments"] = total(lambda kind, t: kind == "PAYMENT" or kind == "CHARGE" and t > 0)
    figures["totalAmountPayable"] = figures["totalOfPayments"] + figures["prepaidCharges"]
    figures["financeCharge"] = figures["totalAmountPayable"] - figures["totalAdvances"]
    for figure, value in figures.items():
        if not -2**63 <= value <= INT64_MAX:
            raise DocumentError("AMOUNT_OUT_OF_RANGE", None, figure)

    net = {}
    for kind, t, amount in timed:
        net[t] = net.get(t, 0) + (amount if kind == "ADVANCE" else -amount)
    terms = [(t, net[t]) for t in sorted(net) if net[t] != 0]
    apr = rates.rate(terms, per_year, decimals, mode)
    result = {"format": "disclosure/1", "name": name, "regime": regime, "apr": apr,
              "unitPeriodsPerYear": None if per_year is None else exact_text(per_year)}
    result.update((figure, format_amount(value, exponent)) for figure, value in figures.items())
    return result


def us_times(flows, start, unit_period):
    if unit_period is not None:
        return lambda day: Fraction(unit_time(start, day, *unit_period)), unit_periods_per_year(*unit_period)
    # Choice: flows of zero do not count, nor charges at time 0, which are prepaid; any other charge does.
    advances = [flow for flow in flows if flow[0] == "ADVANCE" and flow[3] > 0]
    later = [flow for flow in flows if flow[3] > 0 and
             (flow[0] == "PAYMENT" or flow[0] == "CHARGE" and flow[1] > start)]
    if len(advances) != 1 or len(later) != 1 or later[0][0] != "PAYMENT" or later[0][1] <= start:
        raise DocumentError(INVALID, "unitPeriod", "missing")
    end = later[0][1]
    if counted_back(start, end, 12)[0] >= 1:
        return lambda day: Fraction(unit_time(start, day, 1, "YEAR")), Fraction(1)
    months, reached = counted_back(start, end)
    per_year = Fraction(12, months) if reached == start else Fraction(365, end - start)
    # The term is the unit period; what lies between is nothing but zeros.
    return lambda day: Fraction(day - start, end - start), per_year


def conversion_document(document):
    check(document, CONVERSION)
    if ("nominal" in document) == ("effective" in document):
        raise DocumentError(INVALID, "$", "one of nominal and effective")
    per_year = whole(document["perYear"], 1, 366, "perYear", INVALID)
    decimals = whole(document["decimals"], 0, 18, "decimals", INVALID) if "decimals" in document else 2
    mode = one_of(document.get("mode", "HALF_UP"), ROUNDING_MODES, "mode", INVALID)
    name = "nominal" if "nominal" in document else "effective"
    value = parse_rational(document[name], name, INVALID)
    if value <= (-100 * per_year if name == "nominal" else -100):
        raise DocumentError("RATE_OUT_OF_RANGE", name, "a period loses all")
    if name == "nominal":
        other = rates.fixed(((1 + value / 100 / per_year)**per_year - 1) * 100, decimals, mode)
        pair = {"nominal": exact_text(value), "effective": other}
    else:
        pair = {"nominal": rates.nominal_text(value, per_year, decimals, mode), "effective": exact_text(value)}
    return dict({"format": "rate-conversion/1", "name": document.get("name")}, **pair,
                perYear=per_year, decimals=decimals, mode=mode)


def evaluate_text(text):
    try:
        document = read_json(text)
        if not isinstance(document, dict):
            raise malformed("$", "an object")
        kind = document.get("format")
        if not isinstance(kind, str) or kind not in ("flows/1", "rate-conversion/1"):
            raise malformed("format", "flows/1 or rate-conversion/1")
        return flows_document(document) if kind == "flows/1" else conversion_document(document)
    except DocumentError as error:
        return error.object()
