"""Servicing, sections 2, 4 and 6: what each event does to an account."""

from .events import invalid_event
from .quantities import LoanError, in_range
from .reschedule import reschedule
from .rows import Posting
from .settlement import figure, settle_cut

PLAN_EVENTS = ("DRAWDOWN", "RATE_CHANGE", "RESCHEDULE", "INTEREST_PAUSE")


def check(account, event):
    """Whether the event fits the account as it is on the event's date; raises what does not."""
    kind, date = event.type, event.date
    if kind == "WAIVER":
        if event.amount > sum(most for _, most in waivable(account, event.component, date)):
            raise invalid_event(event.path + "amount", "more than is unpaid of it")
    elif kind == "SETTLEMENT":
        parts, _ = figure(account, date)
        if event.amount < sum(parts.values()):
            raise invalid_event(event.path + "amount",
                                "less than the figure, %d" % sum(parts.values()))
    elif kind == "REFUND":
        if event.amount > account.overpaid_amount():
            raise invalid_event(event.path + "amount", "more than is overpaid")
    elif kind in PLAN_EVENTS:
        if kind != "RESCHEDULE" and account.terms.method != "DECLINING":
            raise invalid_event(event.path + "type", "DECLINING only")
        if account.changeable(date) is None:
            raise invalid_event(event.path + "date", "no row is current")


def apply(account, event, strict=False):
    """The step that an event is. `strict`: raises where a change of the plan does not fit; else such
    a change, accepted when it did, does what is left to do."""
    account.look(event.date)
    account.dates[event.number] = event.date
    if event.type in PLAN_EVENTS:
        apply_change(account, event, strict)
    else:
        STEPS[event.type](account, event)
    account.use_overpaid(event.date)


def apply_change(account, event, strict):
    k = account.changeable(event.date)
    fits = k is not None and (event.type == "RESCHEDULE" or account.terms.method == "DECLINING")
    if fits:
        trial = account.clone()
        try:
            CHANGES[event.type](trial, event, k, strict)
        except LoanError as error:
            if strict or error.code == "AMOUNT_OUT_OF_RANGE":
                raise at_event(error, event)
            fits = False
        else:
            account.__dict__.update(trial.__dict__)
    if event.type == "DRAWDOWN":
        account.drawn += event.amount
        if not fits:
            account.owe(Posting("DRAWDOWN", "PRINCIPAL", event.amount, event.date, event.number))


def at_event(error, event):
    if error.code == "NEGATIVE_AMORTIZATION":  # at the event
        return LoanError(error.code, event.path + "type", error.message)
    return error


# -- money --

def repayment(account, event):
    number, date = event.number, event.date
    if account.written_off is not None:
        account.recovered += event.amount
    k = account.changeable(date)
    if account.options.effect == "ADVANCE" or k is None:
        account.receive(number, event.amount, date)
        return
    left = account.allocate(number, event.amount, date, account.rows[:k])
    if left > 0 and account.options.daily:
        account.prepay(number, left, date, k)
    elif left > 0:
        prepay(account, number, left, date, k)


def prepay(account, number, left, date, k):
    """Money beyond what is due cuts the plan."""
    plan, options = account.plan, account.options
    before, row = account.rows, plan.slots[k]
    accrued = plan.round_interest(account.accrued(k, date)) - row.waived("INTEREST") - row.paid["INTEREST"]
    pool = account.take_ahead(k)
    if options.prepaid_interest == "TO_DATE":
        interest = min(left, max(0, accrued))
        pay_at_cut(account, number, row, "INTEREST", interest)
        left -= interest
    principal = min(left, row.balance - row.held)
    pay_at_cut(account, number, row, "PRINCIPAL", principal)
    left -= principal
    whole = options.prepaid_interest == "WHOLE_PERIOD" and row.start < date
    if whole:
        row.held += principal
    else:
        row.cut_at(date, row.balance - principal, plan.rate, plan.per)
    if row.balance - row.held == 0 or options.effect == "REDUCE_TERM":
        plan.build(k, date, False, closing=True)
    elif whole:
        plan.anew_after(k, date)
    else:
        plan.anew(k, date)
    account.settle_rows(k, before, pool)
    if left > 0:  # row k is the last one
        left = account.pay_row(number, left, row, ("INTEREST", "FEE", "PENALTY"))
        account.receive(number, left, date)


def pay_at_cut(account, number, row, component, amount):
    """Adds to what is due of the row, and pays it there."""
    if amount > 0:
        row.cut[component] += amount
        row.due_now[component] = max(row.due_now[component], row.paid[component] + amount)
        account.pay(number, amount, row, component, cut=True)


def settlement(account, event):
    if account.written_off is not None:
        account.recovered += event.amount
    else:
        settle_cut(account, event.date, event.number)
        account.is_settled = True
    if event.amount > 0:
        account.receive(event.number, event.amount, event.date)


def refund(account, event):
    account.refunded += event.amount
    left = event.amount
    for entry in account.overpaid:  # the oldest first
        part = min(left, entry[1])
        entry[1] -= part
        left -= part
    account.overpaid = [entry for entry in account.overpaid if entry[1] > 0]
    if left > 0:
        account.recalled += left
        account.owe(Posting("RECALLED_REFUND", "PRINCIPAL", left, event.date, event.number))


def write_off(account, event):
    if account.written_off is None:
        account.written_off = (event.date, {
            name: account.unpaid(name) for name in ("PRINCIPAL", "INTEREST", "FEE", "PENALTY")})


# -- dues --

def charge(account, event):
    account.place(Posting("CHARGE", event.component, event.amount, event.date, event.number))


def waivable(account, component, date):
    """(row, how much at most) of the rows that count for a waiver."""
    rows = account.rows
    if component == "INTEREST":
        if account.options.daily and not account.static:
            return account.waivable_interest(date)
        rows = [row for row in rows if row.start < date]
    return [(row, row.unpaid(component)) for row in rows]


def waive(account, event, rows, amount):
    """Waives what it can in `rows`, (row, how much at most); returns what is left."""
    for row, most in rows:
        part = min(amount, most)
        if part > 0:
            row.waivers.append(Posting("WAIVER", event.component, part, event.date, event.number))
            row.refresh()
            if account.options.daily:
                account.book_waiver(row, event.component, part, event.date)
            amount -= part
    return amount


def waiver(account, event):
    date, k = event.date, account.changeable(event.date)
    rows = waivable(account, event.component, date)
    if event.component != "PRINCIPAL":
        waive(account, event, rows, event.amount)
        return
    left = event.amount
    for row in [row for row, _ in rows if row.due_by(date)]:
        left = waive(account, event, [(row, row.unpaid("PRINCIPAL"))], left)
    if left > 0 and k is not None and account.terms.method == "DECLINING":
        waive_not_due(account, event, left, k)
    elif left > 0:  # FLAT. Choice: or no row is current
        waive(account, event, [(row, row.unpaid("PRINCIPAL")) for row, _ in rows
                               if not row.due_by(date)], left)


def waive_not_due(account, event, amount, k):
    """A waiver of principal not yet due: a cut that keeps level payments, without money."""
    plan = account.plan
    before, row = account.rows, plan.slots[k]
    amount = min(amount, sum(each.unpaid("PRINCIPAL") for each in plan.rows[k:]))
    # What was owed again is no principal of the plan; it is waived in its row.
    if account.options.daily:
        planned = min(amount, sum(each.unpaid("PRINCIPAL") - each.posted("PRINCIPAL")
                                  for each in plan.rows[k:]))
        account.waive_cut(k, planned, event.date)
        pool = {}
    else:
        planned = min(amount, row.balance - row.held)
        pool = account.take_ahead(k)
        row.cut_at(event.date, row.balance - planned, plan.rate, plan.per)
        plan.build(k, event.date, False, closing=True)
    account.cut_waivers.append((k, Posting("WAIVER", "PRINCIPAL", planned, event.date, event.number)))
    account.settle_rows(k, before, pool)
    if amount > planned:
        waive(account, event, [(each, each.unpaid("PRINCIPAL")) for each in plan.rows[k:]],
              amount - planned)


# -- the plan --

def change(account, event, k, act):
    before, pool = account.rows, account.take_ahead(k)
    act()
    account.settle_rows(k, before, pool)
    in_range(sum(sum(row.due_now.values()) for row in account.rows), event.path + "amount")


def drawdown(account, event, k, strict):
    plan, row = account.plan, account.plan.slots[k]
    if account.options.daily:
        account.drawdown(event, k)
        account.credits.append((event.date, k, event.amount))
        return

    def act():
        row.cut_at(event.date, row.balance + event.amount, plan.rate, plan.per)
        plan.anew(k, event.date)
    in_range(row.balance + event.amount, event.path + "amount")
    change(account, event, k, act)
    account.credits.append((event.date, k, event.amount))


def rate_change(account, event, k, strict):
    plan, row = account.plan, account.plan.slots[k]
    plan.source = dict(plan.source, rate=event.source["rate"])
    if account.options.daily:
        before = account.rows
        account.rate_change(event, k)
        account.settle_rows(k, before, {})
        return

    def act():
        plan.rate, plan.per = event.rate, event.per
        row.cut_at(event.date, row.balance, plan.rate, plan.per)
        if event.keep == "TERM" and plan.terms.amortization == "EQUAL_INSTALLMENTS":
            plan.anew(k, event.date, True)
        else:
            plan.build(k, event.date, True)
    change(account, event, k, act)


def interest_pause(account, event, k, strict):
    if account.options.daily:
        account.model.pause(event.date, event.until)
        account.step(event.date)
        return

    def act():
        account.plan.pauses.append((event.date, event.until))
        account.plan.build(k, event.date, False)
    change(account, event, k, act)


STEPS = {"REPAYMENT": repayment, "RECOVERY": repayment, "SETTLEMENT": settlement, "REFUND": refund,
         "WRITE_OFF": write_off, "CHARGE": charge, "WAIVER": waiver}
CHANGES = {"DRAWDOWN": drawdown, "RATE_CHANGE": rate_change, "INTEREST_PAUSE": interest_pause,
           "RESCHEDULE": reschedule}
