"""Servicing, section 6: what the borrower pays to be done."""

from fractions import Fraction

from .rows import Posting

# What money paid in advance counts on first, at a settlement.
SETTLED_ORDER = ("INTEREST", "FEE", "PENALTY", "PRINCIPAL")


def interest_left(account, k, date):
    """(the interest that stays in the current row, all that the rows from k on stand at)."""
    plan, options = account.plan, account.options
    rows = plan.rows[k:]
    row = rows[0]
    # Choice: what a row capitalizes is interest of it that has not yet joined the balance.
    everything = sum(each.base["INTEREST"] + each.capitalized for each in rows)
    # Choice: what earlier rows carried or deferred to row k has accrued.
    brought = row.carried + row.deferred
    to_date = plan.round_interest(account.accrued(k, date)) + brought
    if options.settled_interest == "TO_DATE":
        return min(to_date, everything), everything
    if options.settled_interest == "WHOLE_PERIOD":
        return (row.asked if row.start < date else to_date), everything
    if options.settled_interest == "FULL_TERM":
        return everything, everything
    last_plan = plan.rows[plan.first:]
    count = len(last_plan)
    left = sum(each.start >= date for each in last_plan)
    interest = sum(each.base["INTEREST"] + each.capitalized for each in last_plan)
    rebate = plan.round_interest(Fraction(interest * left * (left + 1), count * (count + 1)))
    kept = plan.round_interest(rebate * options.retained)
    return max(0, everything - (rebate - kept)), everything


def settlement_fee(account, row, date, not_yet_due):
    """The fee that stays in the current row: the installment's if it has begun, and the settlement's."""
    options, fee = account.options, row.base["FEE"] if row.start < date else 0
    if options.settlement_fee is not None:
        fee += options.settlement_fee.of(max(not_yet_due, 0), account.terms.interest_unit,
                                         account.terms.interest_mode)
    return fee


def settle_cut(account, date, number):
    """Cuts the plan as a settlement does; returns by how much less interest there is."""
    k = account.changeable(date)
    if k is None:
        return 0
    if account.options.daily:
        return account.settle_cut(k, date, number)
    plan, options = account.plan, account.options
    before, rows = account.rows, plan.rows[k:]
    row = rows[0]
    interest_before = sum(each.due_now["INTEREST"] for each in rows)
    not_yet_due = sum(each.unpaid("PRINCIPAL") for each in rows)
    interest, everything = interest_left(account, k, date)
    account.settled = plan.round_interest(account.accrued(k, date))
    pool = account.take_ahead(k)
    principal = sum(each.base["PRINCIPAL"] for each in rows)
    capitalized = sum(each.capitalized for each in rows)
    fee_before = sum(each.base["FEE"] for each in rows)
    fee = settlement_fee(account, row, date, not_yet_due - capitalized)
    for each in rows[1:]:  # what was waived of principal stays waived
        row.waivers += [waiver for waiver in each.waivers if waiver.component == "PRINCIPAL"]
    plan.visible, row.capitalized = k + 1, 0
    row.base.update(PRINCIPAL=principal, INTEREST=everything - capitalized, FEE=fee_before)
    post_changes(row, date, number, {"PRINCIPAL": -capitalized, "FEE": fee - fee_before,
                                     "INTEREST": interest - row.base["INTEREST"]})
    account.is_settled = True
    account.settle_rows(k, before, pool, SETTLED_ORDER)
    account.use_overpaid(date)  # money in advance beyond row k pays what else is unpaid
    return interest_before - row.due_now["INTEREST"]


def post_changes(row, date, number, changes):
    """All that a settlement changes in a component is one entry at the current row."""
    for component, change in changes.items():
        if change:
            row.postings.append(Posting("SETTLEMENT", component, change, date, number))


def figure(account, date):
    """What is unpaid once the plan is cut, by component, and the rebate; on a copy."""
    copy = account.clone()
    rebate = settle_cut(copy, date, 0)
    parts = {name: copy.unpaid(name) for name in ("PRINCIPAL", "INTEREST", "FEE", "PENALTY")}
    return parts, rebate
