"""Measures from sums by cell, and whether they are the engine's: to the last unit.

A cell is the loans of a group that are alike in status, bucket, restructured and count_borrower. The cuts of
portfolio at risk, of buckets and of the classes of CBN_MFB are those of the buckets, so all measures of how
loans stand are sums of cells. That is how the peers answer fastest.
"""

from fractions import Fraction

from book import COMPONENTS, FLOW_AMOUNTS, FLOW_COUNTS, FLOWS, part, parts

CUTS = (0, 1, 31, 61, 91, 181, 366)
BUCKETS = ("CURRENT", "1-30", "31-60", "61-90", "91-180", "181-365", "OVER_365")
STATES = ("NONE",) + BUCKETS + ("COMPLETED", "WRITTEN_OFF")
PERCENTS = (1, 5, 20, 50, 100, 100, 100)  # CBN_MFB, by bucket
PAR = (("PAR1", 1), ("PAR30", 31), ("PAR60", 61), ("PAR90", 91))
CLASSES = (("PERFORMING", (0,)), ("PASS_AND_WATCH", (1,)), ("SUBSTANDARD", (2,)), ("DOUBTFUL", (3,)),
           ("LOST", (4, 5, 6)))
KINDS = ("active", "completed", "writtenOff")  # the second digit of a cell's number

STANDING = parts("outstanding") + parts("arrears") + ["provision", "disbursed_amount", "written_off", "recovered"]
PERIOD = [part(name, component) for name in FLOWS for component in COMPONENTS] + list(FLOW_AMOUNTS) + \
    ["disbursed_loans"] + list(FLOW_COUNTS)


def money(minor):
    return ("-" if minor < 0 else "") + "%d.%02d" % divmod(abs(minor), 100)


def expected(report, group, names, cells, roll):
    """{path: figure} of a group, from cells [(number, loans, sums)] and roll [(number, loans, then, now)]."""
    rows = []
    for number, loans, values in cells:
        own = dict(zip(names, values), loans=loans)
        rest, own["borrower"] = divmod(number, 2)
        rest, own["restructured"] = divmod(rest, 2)
        rest, own["bucket"] = divmod(rest, 7)
        own["kind"] = KINDS[rest % 4] if rest % 4 < 3 else "other"
        assert rest // 4 == group
        rows.append(own)
    active = [own for own in rows if own["kind"] == "active"]
    lost = [own for own in rows if own["kind"] == "writtenOff"]

    def total(name, own=rows):
        return sum(each[name] for each in own)

    def four(path, name, own=rows):
        sums = {component: total(part(name, component), own) for component in COMPONENTS}
        for component, value in dict(sums, total=sum(sums.values())).items():
            found["%s.%s" % (path, component)] = money(value)
        return sums

    gross = total(part("outstanding", "principal"), active)
    found = {"counts.loans": total("loans"), "counts.active": total("loans", active),
             "counts.borrowers": sum(each["loans"] for each in active if each["borrower"]),
             "counts.completed": sum(each["loans"] for each in rows if each["kind"] == "completed"),
             "counts.writtenOff": total("loans", lost),
             "counts.restructured": sum(each["loans"] for each in active if each["restructured"]),
             "grossPortfolio": money(gross), "averageLoan.numerator": money(gross),
             "averageLoan.denominator": total("loans", active)}
    four("outstanding", "outstanding", active)
    found["arrearsRate.numerator"] = money(four("arrears", "arrears", active)["principal"])
    for index, (name, day) in enumerate(PAR):
        late = [each for each in active if CUTS[each["bucket"]] >= day]
        extra = [each for each in active if CUTS[each["bucket"]] < day and each["restructured"]]
        path = "par[%d]." % index
        found[path + "loans"] = total("loans", late)
        amount = total(part("outstanding", "principal"), late)
        found[path + "late.numerator"] = money(amount)
        found[path + "lateOrRestructured.numerator"] = money(
            amount + total(part("outstanding", "principal"), extra))
    for index in range(7):
        own = [each for each in active if each["bucket"] == index]
        path = "ageing[%d]." % index
        found[path + "loans"] = total("loans", own)
        found[path + "principal"] = money(total(part("outstanding", "principal"), own))
        found[path + "arrears"] = money(sum(total(name, own) for name in parts("arrears")))
    for index, (_, buckets) in enumerate(CLASSES):
        own = [each for each in active if each["bucket"] in buckets]
        path = "provision.classes[%d]." % index
        found[path + "loans"] = total("loans", own)
        found[path + "base"] = money(total(part("outstanding", "principal"), own))
        found[path + "provision"] = money(total("provision", own))
    found["provision.total"] = money(total("provision", active))
    found["vintage.disbursed"] = money(total("disbursed_amount"))
    found["vintage.outstanding"] = money(gross)
    found["vintage.late.numerator"] = money(sum(
        each[part("outstanding", "principal")] for each in active if each["bucket"] >= 2))
    found["vintage.writtenOff.numerator"] = money(total("written_off"))
    for index, (number, loans, then, now) in enumerate(roll):
        path = "roll.cells[%d]." % index
        found[path + "from"], found[path + "to"] = STATES[number // 10 % 10], STATES[number % 10]
        found[path + "loans"] = loans
        found[path + "previousPrincipal"], found[path + "principal"] = money(then), money(now)
    if "period" not in report:
        return found
    before = sum(then for number, _, then, _ in roll if 1 <= number // 10 % 10 <= 7)
    for name, path in zip(FLOWS, ("due", "paidOfDue", "paidOnTime", "broughtForward", "collected.arrears",
                                  "collected.current", "collected.advance")):
        four("collection." + path, name)
    found["disbursement.loans"] = total("disbursed_loans")
    found["disbursement.amount"] = money(total("flow_disbursed"))
    for name in ("submitted", "approved", "rejected"):
        found["applications." + name] = total("flow_" + name)
    found["losses.writtenOff"], found["losses.recovered"] = money(total("flow_written_off")), money(
        total("flow_recovered"))
    found["losses.averagePortfolio"] = "%d.%03d" % divmod(5 * (gross + before), 1000)
    found["losses.recoveryRatio.numerator"] = money(total("recovered", lost))
    found["losses.recoveryRatio.denominator"] = money(total("written_off", lost))
    found["yield.income"] = money(sum(
        total(part(name, component)) for name in FLOWS[4:] for component in ("interest", "fee", "penalty")))
    return found


def flat(value, path=""):
    """{path: figure} of a document."""
    if isinstance(value, dict):
        return {place: leaf for name, own in value.items()
                for place, leaf in flat(own, path + "." + name if path else name).items()}
    if isinstance(value, list):
        return {place: leaf for index, own in enumerate(value)
                for place, leaf in flat(own, "%s[%d]" % (path, index)).items()}
    return {path: value}


def differences(report, names, answers, cells, roll):
    """What of the engine's answers is not what the sums come to: as texts, at most a few."""
    found = []
    for group, measures in enumerate(answers):
        figures = flat(measures)
        own = expected(report, group, names, cells.get(group, []), roll.get(group, []))
        found += ["group %d, %s: %r, not %r" % (group, path, figures.get(path), value)
                  for path, value in own.items() if figures.get(path) != value]
        for path, percent in figures.items():
            # Numerators and denominators are sums; a percent is rounded once, halves away from zero.
            if not path.endswith(".percent") or path[:-8] + ".numerator" not in figures or percent is None:
                continue
            ratio = Fraction(str(figures[path[:-8] + ".numerator"])) / Fraction(str(figures[path[:-8] + ".denominator"]))
            rounded = int((abs(ratio) * 20_000 + 1) // 2) * (-1 if ratio < 0 else 1)
            if percent != money(rounded):
                found.append("group %d, %s: %s, not %s" % (group, path, percent, money(rounded)))
    return found[:5]
