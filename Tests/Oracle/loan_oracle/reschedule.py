"""Servicing, section 4: RESCHEDULE, a new plan from row k on."""

from fractions import Fraction

from .dates import format_date
from .events import invalid_event
from .plan import plan_rows
from .quantities import LoanError, format_amount, in_range
from .rows import Posting
from .terms import Terms

MOST_ROWS = 36600
# What acts once, at disbursement, and what the new terms say anew or not at all.
ONCE = ("upfrontFees", "downPayment", "leveling")
ANEW = ("grace", "balloonAmount", "installmentAmount", "firstDueDate")


def merged_terms(source, changes, principal, date, exponent):
    """The terms of the new plan, as JSON: what `changes` leave out is as before."""
    merged = {name: value for name, value in source.items() if name not in ONCE + ANEW}
    if "dueDates" in changes:  # they stand for the count
        for name in ("termCount", "termUnit", "termEvery", "dueDays"):
            merged.pop(name, None)
    elif "termCount" in changes:  # and a count for earlier dates or days
        merged.pop("dueDates", None)
        merged.pop("dueDays", None)
    merged.update(changes)
    merged["principalAmount"] = format_amount(principal, exponent)
    merged["disbursedAt"] = date
    return merged


def new_terms(account, event, principal, start):
    source = merged_terms(account.plan.source, event.terms, principal, format_date(start),
                          account.terms.exponent)
    path = event.path + "terms."
    if "dueDates" not in source and "termUnit" not in source:
        raise invalid_event(path + "termUnit", "required after dueDates")
    try:
        return source, Terms(source)
    except LoanError as error:
        code = "INVALID_EVENT" if error.code == "INVALID_TERMS" else error.code
        raise LoanError(code, named(error.path, event), error.message)


def named(path, event):
    """Where in the event an error of the new terms is; at `terms` what the event does not say."""
    field = path[len("terms."):]
    first = field.split(".")[0].split("[")[0]
    return event.path + "terms" + ("." + field if first in event.terms else "")


def capitalize(account, event, k):
    """What rows due by the date still owe joins the principal; returns (principal, interest)."""
    moved = {"PRINCIPAL": 0, "INTEREST": 0}
    for row in account.rows[:k]:
        for component in moved:
            amount = row.unpaid(component)
            if amount > 0:
                row.postings.append(Posting("CAPITALIZATION", component, -amount, event.date, event.number))
                moved[component] += amount
        row.refresh()
    return moved["PRINCIPAL"], moved["INTEREST"]


def plan_balance(account, k):
    """Unpaid principal if everything were paid as due."""
    plan = account.plan
    if account.options.daily:
        model = account.model
        return model.unpaid_principal() - sum(model.principals[:k]) + sum(model.p[:k])
    if account.terms.method != "FLAT":
        return plan.slots[k].balance - plan.slots[k].held
    balance = 0
    for row in plan.rows[k:]:  # what was waived of principal not yet due has left the balance
        balance += row.base["PRINCIPAL"] - row.waived("PRINCIPAL")
        account.cut_waivers += [(k, waiver) for waiver in row.waivers if waiver.component == "PRINCIPAL"]
    return balance


def reschedule(account, event, k, strict):
    plan, old, daily = account.plan, account.plan.slots[k], account.options.daily
    start = max(event.date, old.start)
    before, fixed = account.rows, account.accrued(k, event.date)
    pool = account.join_ahead(k) if daily else account.take_ahead(k)
    balance, interest, beside = plan_balance(account, k), 0, 0
    if event.arrears == "CAPITALIZE":
        principal, interest = capitalize(account, event, k)
        if daily:  # principal that was owed again is beside the rows of the plan until it joins them
            model = account.model
            beside = principal - sum(model.principals[i] - model.p[i] for i in range(k) if not model.closed[i])
        # Interest paid at cuts, or waived, stays the row's; the rest joins the balance.
        stays = old.cut["INTEREST"] + (0 if daily else old.waived("INTEREST"))
        interest += max(0, plan.round_interest(fixed) - stays)
        fixed = Fraction(stays)
        balance += principal + interest
    in_range(balance, event.path + "terms")
    if balance == 0:
        raise invalid_event(event.path + "type", "no principal is left")
    source, terms = new_terms(account, event, balance, start)
    after = plan.slots[k - 1].due if k > 0 else None
    rows = plan_rows(terms, after)
    if k + len(rows) > MOST_ROWS:
        raise invalid_event(event.path + "terms.termCount", "more than 36600 rows in all")
    take_place(account, old, rows[0], fixed)
    plan.slots = plan.slots[:k] + rows
    plan.terms, plan.source, plan.first, plan.balloon = terms, source, k, terms.balloon
    plan.rate, plan.per = terms.rate, terms.per
    plan.leveling = False  # it does not act again
    plan.open_stretch(k, balance, start, True)
    if daily:
        account.reopen(k, start, event.date, interest + max(0, beside), event.arrears == "CAPITALIZE")
    if interest:
        account.credits.append((event.date, k, interest))
    account.settle_rows(k, before, pool)
    plan.check_totals()


def take_place(account, old, new, fixed):
    """The first new row takes the place of row k: what was paid at cuts, and accrued, is its own."""
    new.fixed, new.carried, new.deferred = fixed, old.carried, old.deferred
    new.cut = dict(old.cut)
    # Choice: of fees and penalties what was charged goes on, and what was paid and waived of it.
    new.postings, old.postings = [], list(old.postings)
    keep = {component: old.posted(component) for component in ("FEE", "PENALTY")}
    for waiver in old.waivers:
        if waiver.component == "INTEREST":
            new.waivers.append(waiver)
        elif waiver.component in keep:
            waiver.amount = min(waiver.amount, keep[waiver.component])
            keep[waiver.component] -= waiver.amount
            new.waivers.append(waiver)
    new.waivers = [waiver for waiver in new.waivers if waiver.amount > 0]
    old.waivers = []
    for number in sorted(account.records, key=lambda each: (account.dates[each], each)):
        for record in list(account.records[number]):
            if record.row is not old:
                continue
            part = record.amount if record.cut else min(record.amount, keep.get(record.component, 0))
            if part == 0:
                continue
            if not record.cut:
                keep[record.component] -= part
            move_record(account, number, record, new, part)


def move_record(account, number, record, new, part):
    old = record.row
    old.paid[record.component] -= part
    new.paid[record.component] += part
    if part == record.amount:
        record.row = new
    else:
        record.amount -= part
        records = account.records[number]
        moved = type(record)(new, record.component, part, record.cut)
        records.insert(records.index(record), moved)
