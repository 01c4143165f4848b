"""Sections 5 to 7: a report from positions."""

from fractions import Fraction

from .common import (
    COUNT, DocumentError, ROUNDING_MODES, STRING, check, fixed, format_amount, format_date, malformed, may, may_null,
    need, one_of, parse_day, parse_rational, ratio, ratio_text, read_json, round_exact, exact_text, whole)
from .positions import COMPONENTS, COMPUTED, Position
from loan_oracle.dates import to_civil

INVALID = "INVALID_REPORT"
FROM = [{"name": need(STRING), "fromDay": need(COUNT)}]
TABLE = {"name": need(STRING), "dayOne": may(STRING), "base": may(STRING), "restructuredPercent": may(STRING),
         "classes": need([{"name": need(STRING), "fromDay": need(COUNT), "percent": may(STRING)}])}
SHAPE = {"format": need(STRING), "name": may_null(STRING), "asOf": need(STRING),
         "period": may({"from": need(STRING), "to": need(STRING)}), "groupBy": may([[STRING]]), "par": may(FROM),
         "ageing": may(FROM), "provision": may(("either", STRING, TABLE)), "vintageFromDay": may(COUNT),
         "decimals": may(COUNT), "mode": may(STRING), "measures": may([STRING]), "currency": may([STRING])}
MOST_DAYS = 36600  # Choice
PAR = [("PAR1", 1), ("PAR30", 31), ("PAR60", 61), ("PAR90", 91)]
AGEING = [("CURRENT", 0), ("1-30", 1), ("31-60", 31), ("61-90", 61), ("91-180", 91), ("181-365", 181),
          ("OVER_365", 366)]
MEASURES = ("counts", "outstanding", "arrears", "grossPortfolio", "averageLoan", "arrearsRate", "par", "ageing",
            "provision", "collection", "disbursement", "applications", "losses", "yield", "roll", "vintage")
OF_PERIOD = ("collection", "disbursement", "applications", "losses", "yield")


def table(name, classes, day_one="AFTER_DUE", restructured=None):
    return {"name": name, "dayOne": day_one, "base": "PRINCIPAL",
            "restructured": None if restructured is None else Fraction(restructured),
            "classes": [(each[0], each[1], Fraction(each[2]) if len(each) > 2 else None) for each in classes]}


PRESETS = {each["name"]: each for each in (
    table("CBN_MFB", [("PERFORMING", 0, "1"), ("PASS_AND_WATCH", 1, "5"), ("SUBSTANDARD", 31, "20"),
                      ("DOUBTFUL", 61, "50"), ("LOST", 91, "100")]),
    table("RBI", [("STANDARD", 0), ("SMA-0", 1), ("SMA-1", 31), ("SMA-2", 61), ("NPA", 91)], "ON_DUE"),
    table("SBP_MFB_2006", [("REGULAR", 0, "1.5"), ("WATCH_LIST", 5, "1.5"), ("SUBSTANDARD", 30, "25"),
                           ("DOUBTFUL", 90, "50"), ("LOSS", 180, "100")]),
    table("BSP_409", [("NOT_AT_RISK", 0), ("AT_RISK", 1)]),
    table("MIX", [("CURRENT", 0, "0"), ("91-180", 91, "50"), ("OVER_180", 181, "100")], restructured="50"),
    table("SA_DHAN", [("REGULAR", 0, "0"), ("1-30", 1, "10"), ("31-60", 31, "25"), ("61-90", 61, "50"),
                      ("91-180", 91, "75"), ("181-365", 181, "90"), ("OVER_365", 366, "100")]),
    table("IFRS9", [("STAGE_1", 0), ("STAGE_2", 31), ("STAGE_3", 90)]),
    table("CRR_178", [("NOT_DEFAULTED", 0), ("DEFAULTED", 91)]))}


def rising(entries, path, from_zero, code=INVALID):
    """Choice: 1 to 64 entries, days up to 36600, each name once and not empty."""
    if not 1 <= len(entries) <= 64:
        raise DocumentError(code, path, "1 to 64")
    names, last = set(), None
    for index, entry in enumerate(entries):
        place = "%s[%d]." % (path, index)
        day = whole(entry["fromDay"], 0, MOST_DAYS, place + "fromDay", code)
        if last is None and from_zero and day != 0 or last is not None and day <= last:
            raise DocumentError(code, place + "fromDay", "rising")
        if not entry["name"] or entry["name"] in names:
            raise DocumentError(code, place + "name", "once")
        names.add(entry["name"])
        last = day
    return [(entry["name"], int(entry["fromDay"].text)) for entry in entries]


def last_from(entries, days):
    """The index of the last whose day is not above `days`."""
    return max(index for index, entry in enumerate(entries) if entry[1] <= days)


class Report:
    def __init__(self, document):
        check(document, SHAPE)
        if document["format"] != "report/1":
            raise malformed("format", "report/1")
        self.name = document.get("name")
        self.as_of = parse_day(document["asOf"], "asOf", INVALID)
        self.period = None
        if "period" in document:
            begin = parse_day(document["period"]["from"], "period.from", INVALID)
            end = parse_day(document["period"]["to"], "period.to", INVALID)
            if not begin <= end <= self.as_of:
                raise DocumentError(INVALID, "period.to", "from ≤ to ≤ asOf")
            self.period = (begin, end)
        self.group_by = document.get("groupBy", [[]])
        if not 1 <= len(self.group_by) <= 16:
            raise DocumentError(INVALID, "groupBy", "1 to 16")
        for index, names in enumerate(self.group_by):
            if len(names) > 8:
                raise DocumentError(INVALID, "groupBy[%d]" % index, "at most 8")
            for place, name in enumerate(names):
                if name in names[:place]:
                    raise DocumentError(INVALID, "groupBy[%d][%d]" % (index, place), "twice")
            if "class" in names and "provision" not in document:
                raise DocumentError(INVALID, "groupBy[%d]" % index, "class without provision")
        self.par = rising(document["par"], "par", False) if "par" in document else PAR
        self.ageing = rising(document["ageing"], "ageing", True) if "ageing" in document else AGEING
        self.provision = self.read_provision(document.get("provision"))
        self.vintage_from = whole(document["vintageFromDay"], 0, MOST_DAYS, "vintageFromDay", INVALID) \
            if "vintageFromDay" in document else 31
        self.decimals = whole(document["decimals"], 0, 12, "decimals", INVALID) if "decimals" in document else 2
        self.mode = one_of(document.get("mode", "HALF_UP"), ROUNDING_MODES, "mode", INVALID)
        if "measures" in document:
            for index, name in enumerate(document["measures"]):
                one_of(name, MEASURES, "measures[%d]" % index, INVALID)
                if not self.has_what_it_needs(name):
                    raise DocumentError(INVALID, "measures[%d]" % index, "needs more")
            self.measures = [name for name in MEASURES if name in document["measures"]]
        else:
            self.measures = [name for name in MEASURES if self.has_what_it_needs(name)]
        self.currencies = document.get("currency")

    def has_what_it_needs(self, measure):
        return not (measure in OF_PERIOD and self.period is None or measure == "provision" and self.provision is None)

    def read_provision(self, source):
        if source is None:
            return None
        if isinstance(source, str):
            if source not in PRESETS:
                raise DocumentError(INVALID, "provision", "a preset")
            return PRESETS[source]
        result = {"name": source["name"],
                  "dayOne": one_of(source.get("dayOne", "AFTER_DUE"), ("AFTER_DUE", "ON_DUE"), "provision.dayOne",
                                   INVALID),
                  "base": one_of(source.get("base", "PRINCIPAL"), ("PRINCIPAL", "TOTAL"), "provision.base", INVALID),
                  "restructured": None}
        if "restructuredPercent" in source:
            result["restructured"] = self.percent(source["restructuredPercent"], "provision.restructuredPercent")
        days = rising(source["classes"], "provision.classes", True)
        percents = [self.percent(each["percent"], "provision.classes[%d].percent" % index) if "percent" in each
                    else None for index, each in enumerate(source["classes"])]
        if len({each is None for each in percents}) > 1:
            raise DocumentError(INVALID, "provision.classes", "all or none")
        result["classes"] = [(name, day, percent) for (name, day), percent in zip(days, percents)]
        return result

    @staticmethod
    def percent(text, path):
        value = parse_rational(text, path, INVALID)
        if value < 0:
            raise DocumentError(INVALID, path, "zero or more")
        return value

    # --------------------------------------------------------------------------------------------

    def class_of(self, position):
        days = position.days
        if self.provision["dayOne"] == "ON_DUE":
            due = position.next_due and position.next_due["dueDate"]
            days = self.as_of - due + 1 if due is not None and due <= self.as_of else 0
        return last_from(self.provision["classes"], days)

    def provision_of(self, position):
        """(class, base, provision)"""
        index = self.class_of(position)
        base = position.outstanding["principal" if self.provision["base"] == "PRINCIPAL" else "total"]
        percent = self.provision["classes"][index][2]
        if percent is None:
            return index, base, None
        if position.restructured and self.provision["restructured"] is not None:
            percent = max(percent, self.provision["restructured"])
        return index, base, round_exact(base * percent / 100, 1, self.mode)

    def key(self, position, names):
        found = []
        for name in names:
            if name == "status":
                value = position.status
            elif name == "bucket":
                value = self.ageing[last_from(self.ageing, position.days)][0] if position.status == "ACTIVE" else None
            elif name == "class":
                value = self.provision["classes"][self.class_of(position)][0] if position.status == "ACTIVE" else None
            elif name == "disbursedMonth":
                value = None if position.disbursed_at is None else "%04d-%02d" % to_civil(position.disbursed_at)[:2]
            else:
                value = position.dimensions.get(name)
            found.append(value)
        return tuple(found)

    def state(self, status, days):
        if status == "ACTIVE":
            return self.ageing[last_from(self.ageing, days)][0]
        return status if status in ("COMPLETED", "WRITTEN_OFF") else "NONE"

    def run(self, lines):
        """The result, and whether any line was in error."""
        errors, used, positions, exponents = [], 0, [], {}
        for number, line in enumerate(lines, 1):
            try:
                position = Position(read_json(line), self.as_of)
                if self.currencies is not None and position.currency not in self.currencies:
                    raise DocumentError("INVALID_POSITION", "currency", "not the report's")
                if exponents.setdefault(position.currency, position.exponent) != position.exponent:
                    raise DocumentError("INVALID_POSITION", "currency", "two exponents")
            except DocumentError as error:
                errors.append(dict({"line": number}, **error.object()))
                continue
            positions.append(position)
        used = len(positions)
        currencies = []
        for currency in sorted({each.currency for each in positions}):
            groupings = []
            mine = [each for each in positions if each.currency == currency]
            for names in self.group_by:
                groups = {}
                for position in mine:
                    groups.setdefault(self.key(position, names), []).append(position)
                rows = [{"key": dict(zip(names, key)), "measures": self.figures(groups[key], exponents[currency])}
                        for key in sorted(groups, key=self.sorting)]
                groupings.append({"by": names, "rows": rows})
            currencies.append({"currency": currency, "groupings": groupings})
        return {"format": "report-result/1", "name": self.name, "asOf": format_date(self.as_of),
                "period": None if self.period is None else {"from": format_date(self.period[0]),
                                                            "to": format_date(self.period[1])},
                "lines": {"read": len(lines), "used": used, "rejected": len(lines) - used},
                "currencies": currencies, "errors": errors[:100]}, bool(errors)

    @staticmethod
    def sorting(key):
        return [(value is not None, (value or "").encode("utf-8")) for value in key]

    def figures(self, positions, exponent):
        return {name: getattr(Figures(self, positions, exponent), "of_" + name)() for name in self.measures}


class Figures:
    def __init__(self, report, positions, exponent):
        self.report, self.positions, self.exponent = report, positions, exponent
        self.active = [each for each in positions if each.status == "ACTIVE"]
        self.gross = sum(each.outstanding["principal"] for each in self.active)
        before = [each.previous["principal"] for each in positions
                  if each.previous is not None and each.previous["status"] == "ACTIVE"]
        self.average = 5 * (sum(before) + self.gross)  # in tenths of the minor unit

    def money(self, value):
        return format_amount(value, self.exponent)

    def tenths(self, value):
        return format_amount(value, self.exponent + 1)

    def ratio(self, numerator, denominator):
        return ratio(numerator, denominator, self.money, self.report.decimals, self.report.mode)

    def average_of(self, amount, count):
        value = Fraction(amount, count) if count else None
        return {"numerator": self.money(amount), "denominator": count,
                "ratio": None if value is None else ratio_text(value / 10**self.exponent),
                "amount": None if value is None else self.money(round_exact(value, 1, self.report.mode))}

    def of_the_average(self, amount):
        """amount / Ḡ"""
        result = ratio(10 * amount, self.average, self.money, self.report.decimals, self.report.mode)
        return dict(result, numerator=self.money(amount), denominator=self.tenths(self.average))

    def components(self, read, positions):
        sums = {name: sum(read(each)[name] for each in positions) for name in COMPONENTS}
        sums["total"] = sum(sums.values())
        return sums

    def shown(self, sums):
        return {name: self.money(value) for name, value in sums.items()}

    def flow(self, name):
        return self.components(lambda each: each.flows[name], self.positions)

    def collected(self, name):
        return self.components(lambda each: each.flows["collected"][name], self.positions)

    def of_counts(self):
        status = lambda wanted: sum(1 for each in self.positions if each.status == wanted)  # noqa: E731
        return {"loans": len(self.positions), "active": len(self.active),
                "borrowers": sum(1 for each in self.active if each.counts_borrower),
                "completed": status("COMPLETED"), "writtenOff": status("WRITTEN_OFF"),
                "restructured": sum(1 for each in self.active if each.restructured)}

    def of_outstanding(self):
        return self.shown(self.components(lambda each: each.outstanding, self.active))

    def of_arrears(self):
        return self.shown(self.components(lambda each: each.arrears, self.active))

    def of_grossPortfolio(self):
        return self.money(self.gross)

    def of_averageLoan(self):
        return self.average_of(self.gross, len(self.active))

    def of_arrearsRate(self):
        return self.ratio(sum(each.arrears["principal"] for each in self.active), self.gross)

    def of_par(self):
        result = []
        for name, day in self.report.par:
            late = [each for each in self.active if each.days >= day]
            amount = sum(each.outstanding["principal"] for each in late)
            more = sum(each.outstanding["principal"] for each in self.active
                       if each.days >= day or each.restructured)
            result.append({"name": name, "fromDay": day, "loans": len(late), "late": self.ratio(amount, self.gross),
                           "lateOrRestructured": self.ratio(more, self.gross)})
        return result

    def of_ageing(self):
        result = []
        for index, (name, day) in enumerate(self.report.ageing):
            mine = [each for each in self.active if last_from(self.report.ageing, each.days) == index]
            principal = sum(each.outstanding["principal"] for each in mine)
            result.append({"name": name, "fromDay": day, "loans": len(mine), "principal": self.money(principal),
                           "arrears": self.money(sum(each.arrears["total"] for each in mine)),
                           "share": self.ratio(principal, self.gross)})
        return result

    def of_provision(self):
        table, found = self.report.provision, [self.report.provision_of(each) for each in self.active]
        classes, has_percents = [], table["classes"][0][2] is not None
        for index, (name, day, percent) in enumerate(table["classes"]):
            mine = [each for each in found if each[0] == index]
            classes.append({"name": name, "fromDay": day,
                            "percent": exact_text(percent) if has_percents else None, "loans": len(mine),
                            "base": self.money(sum(each[1] for each in mine)),
                            "provision": self.money(sum(each[2] for each in mine)) if has_percents else None})
        return {"name": table["name"], "classes": classes,
                "total": self.money(sum(each[2] for each in found)) if has_percents else None}

    def of_collection(self):
        due, paid, on_time = self.flow("due"), self.flow("paidOfDue"), self.flow("paidOnTime")
        brought = self.flow("broughtForward")
        parts = {name: self.collected(name) for name in ("arrears", "current", "advance")}
        total = {name: sum(each[name] for each in parts.values()) for name in COMPONENTS + ("total",)}
        principal = parts["arrears"]["principal"] + parts["current"]["principal"]
        return {"due": self.shown(due), "paidOfDue": self.shown(paid), "paidOnTime": self.shown(on_time),
                "broughtForward": self.shown(brought),
                "collected": dict({name: self.shown(each) for name, each in parts.items()}, total=self.shown(total)),
                "collectionRate": self.ratio(paid["total"], due["total"]),
                "onTimeRate": self.ratio(on_time["total"], due["total"]),
                "currentRepaymentRate": self.ratio(principal, due["principal"]),
                "cleanUpRate": self.ratio(principal, due["principal"] + brought["principal"]),
                "arrearsRecoveryRate": self.ratio(parts["arrears"]["total"], brought["total"])}

    def of_disbursement(self):
        amounts = [each.flows["disbursed"] for each in self.positions if each.flows["disbursed"] > 0]
        return {"loans": len(amounts), "amount": self.money(sum(amounts)),
                "average": self.average_of(sum(amounts), len(amounts))}

    def of_applications(self):
        total = lambda name: sum(each.flows[name] for each in self.positions)  # noqa: E731
        approved, rejected = total("approved"), total("rejected")
        return {"submitted": total("submitted"), "processed": approved + rejected, "approved": approved,
                "rejected": rejected,
                "approvalRate": ratio(approved, approved + rejected, lambda count: count, self.report.decimals,
                                      self.report.mode)}

    def of_losses(self):
        written = sum(each.flows["writtenOff"] for each in self.positions)
        recovered = sum(each.flows["recovered"] for each in self.positions)
        lost = [each for each in self.positions if each.status == "WRITTEN_OFF"]
        return {"writtenOff": self.money(written), "recovered": self.money(recovered),
                "averagePortfolio": self.tenths(self.average), "writeOffRatio": self.of_the_average(written),
                "loanLossRate": self.of_the_average(written - recovered),
                "recoveryRatio": self.ratio(sum(each.recovered for each in lost),
                                            sum(each.written_off for each in lost))}

    def of_yield(self):
        parts = [self.collected(name) for name in ("arrears", "current", "advance")]
        income = sum(each[name] for each in parts for name in ("interest", "fee", "penalty"))
        days = self.report.period[1] - self.report.period[0] + 1
        annual = None
        if self.average:
            annual = fixed(Fraction(10 * income, self.average) * 100 * 365 / days, self.report.decimals,
                           self.report.mode)
        return {"income": self.money(income), "averagePortfolio": self.tenths(self.average),
                "portfolioYield": self.of_the_average(income), "days": days, "annualizedPercent": annual}

    def of_roll(self):
        buckets = [name for name, _ in self.report.ageing]
        cells, states = {}, ["NONE"] + buckets + ["COMPLETED", "WRITTEN_OFF"]
        # By place: a bucket may be called as another state is.
        def place(status, days):
            if status == "ACTIVE":
                return 1 + last_from(self.report.ageing, days)
            return {"COMPLETED": len(states) - 2, "WRITTEN_OFF": len(states) - 1}.get(status, 0)
        for each in self.positions:
            before, principal = 0, 0
            if each.previous is not None:
                before = place(each.previous["status"], each.previous["daysPastDue"])
                principal = each.previous["principal"]
            now = place(each.status, each.days)
            cell = cells.setdefault((before, now), [0, 0, 0])
            cell[0] += 1
            cell[1] += principal
            cell[2] += each.outstanding["principal"]
        shown = [{"from": states[before], "to": states[now], "loans": cells[before, now][0],
                  "previousPrincipal": self.money(cells[before, now][1]),
                  "principal": self.money(cells[before, now][2])} for before, now in sorted(cells)]
        rates = []
        for index in range(1, len(buckets)):
            numerator = sum(cell[2] for (_, now), cell in cells.items() if now == index + 1)
            denominator = sum(cell[1] for (before, _), cell in cells.items() if before == index)
            rates.append(dict({"from": states[index], "to": states[index + 1]},
                              **self.ratio(numerator, denominator)))
        return {"cells": shown, "rates": rates}

    def of_vintage(self):
        # Choice: disbursed loans are ACTIVE, COMPLETED or WRITTEN_OFF; what is outstanding is of active ones.
        disbursed = [each for each in self.positions if each.status in ("ACTIVE", "COMPLETED", "WRITTEN_OFF")]
        amount = sum(each.disbursed or 0 for each in disbursed)
        late = sum(each.outstanding["principal"] for each in self.active if each.days >= self.report.vintage_from)
        return {"disbursed": self.money(amount), "outstanding": self.money(self.gross),
                "late": self.ratio(late, amount),
                "writtenOff": self.ratio(sum(each.written_off for each in disbursed), amount)}


def evaluate(spec, lines):
    """(result, exit status)"""
    try:
        report = Report(read_json(spec))
    except DocumentError as error:
        return error.object(), 2
    result, failed = report.run(lines)
    return result, 1 if failed else 0


# ------------------------------------------------------------------------------------------------
# As a table of text

def figures_by_path(value, path=""):
    if isinstance(value, dict):
        for name, each in value.items():
            yield from figures_by_path(each, path + "." + name if path else name)
    else:
        yield path, value
