"""Section 3: the schedule."""

from fractions import Fraction

from .due_dates import due_dates
from .periods import period_rates
from .quantities import LoanError, in_range, round_exact, round_ratio


class Row:
    def __init__(self, principal, interest, balance_after):
        self.principal, self.interest, self.balance_after = principal, interest, balance_after
        self.fee = 0


class Schedule:
    def __init__(self, rows, level):
        self.rows, self.level = rows, level  # level: the payment A, or None


def straight_line(total, count, unit, mode, residual):
    """Shares of `total` over `count` rows."""
    def shares(chosen):
        if residual == "SPREAD":
            # Choice: the last boundary is the total itself, where the unit does not divide it.
            bounds = [round_ratio(total * k, count, unit, chosen) for k in range(count)] + [total]
            return [after - before for before, after in zip(bounds, bounds[1:])]
        each = round_ratio(total, count, unit, chosen)
        rest = total - each * (count - 1)
        others = [each] * (count - 1)
        return [rest] + others if residual == "FIRST" else others + [rest]
    result = shares(mode)
    return result if min(result) >= 0 else shares("DOWN")


def accrued(terms, balance, rate, row):
    """Interest of one period on `balance`, rounded once."""
    interest = round_exact(balance * rate, terms.interest_unit, terms.interest_mode)
    return in_range(interest, "schedule.items[%d].interestDue" % row)


def grace_rows(terms, rates):
    """The leading rows without principal, and the balance at their end (DECLINING)."""
    rows, balance = [], terms.principal
    for row in range(terms.grace):
        interest = accrued(terms, balance, rates[row], row)
        if row < terms.capitalized:
            balance = in_range(balance + interest, "schedule.items[%d].balanceAfter" % row)
            interest = 0
        rows.append(Row(0, interest, balance))
    return rows, balance


def level_payment(terms, balance, rates):
    """(P − B·v_n) / Σ v_k, rounded once.

    With 1 + i_j = a_j / b_j, and both sides multiplied by Π a_j, this is
    (P·Π a_j − B·Π b_j) / Σ_k (b_1…b_k · a_{k+1}…a_n): whole numbers only.
    """
    product_a, product_b, total = 1, 1, 0
    for rate in rates:
        factor = 1 + rate
        product_a *= factor.numerator
        product_b *= factor.denominator
        total = total * factor.numerator + product_b
    exact = (balance * product_a - terms.balloon * product_b, total)
    level = round_ratio(exact[0], exact[1], terms.installment_unit, terms.installment_mode)
    return in_range(level, "schedule.installmentAmount")


def level_rows(terms, balance, rates, level):
    """The rows after grace under the payment `level`; fewer than there are rates if it ends early."""
    rows, carried = [], 0
    for offset in range(terms.grace, terms.count):
        if offset == terms.count - 1 and carried > 0:
            raise LoanError("NEGATIVE_AMORTIZATION", "schedule.installmentAmount",
                            "the level payments do not pay the interest")
        interest = accrued(terms, balance, rates[offset], offset) + carried
        in_range(interest, "schedule.items[%d].interestDue" % offset)
        if offset == terms.count - 1:
            interest_due, principal = interest, balance
        else:
            interest_due = min(interest, level)
            principal = min(level - interest_due, balance)
        carried = interest - interest_due
        balance -= principal
        rows.append(Row(principal, interest_due, balance))
        if balance == 0:
            break
    return rows


def respread(terms, balance, rates, level, rows):
    """RESPREAD: what rounding leaves to the last level payment is spread back."""
    # Choice: m counts the rows that the terms have beyond grace, and d is of the last row there is,
    # also where the first schedule ends early.
    count = terms.count - terms.grace
    def left_over(candidate_level, candidate_rows):
        return candidate_rows[-1].principal + candidate_rows[-1].interest - candidate_level
    difference = left_over(level, rows)
    for _ in range(3):
        if abs(difference) <= count // 2 or count <= 1:
            break
        share = round_ratio(difference, count, 1, terms.installment_mode)
        tried = round_ratio(level + share, 1, terms.installment_unit, terms.installment_mode)
        if tried == level:
            break
        try:
            tried_rows = level_rows(terms, balance, rates, in_range(tried, ""))
        except LoanError:
            break
        if len(tried_rows) < count:
            break
        tried_difference = left_over(tried, tried_rows)
        if abs(tried_difference) >= abs(difference):
            break
        level, rows, difference = tried, tried_rows, tried_difference
    return level, rows


def declining_schedule(terms, rates):
    rows, balance = grace_rows(terms, rates)
    level = None
    if terms.amortization == "EQUAL_INSTALLMENTS":
        level = level_payment(terms, balance, rates[terms.grace:])
        after_grace = level_rows(terms, balance, rates, level)
        if terms.leveling == "RESPREAD":
            level, after_grace = respread(terms, balance, rates, level, after_grace)
        return Schedule(rows + after_grace, level)
    count = terms.count - terms.grace
    if terms.amortization == "EQUAL_PRINCIPAL":
        shares = straight_line(balance, count, terms.installment_unit, terms.installment_mode,
                               terms.residual)
    else:  # BULLET
        shares = [0] * (count - 1) + [balance]
    for row, principal in zip(range(terms.grace, terms.count), shares):
        interest = accrued(terms, balance, rates[row], row)
        balance -= principal
        rows.append(Row(principal, interest, balance))
    return Schedule(rows, None)


def flat_interest_shares(terms, rates):
    """The interest of every row, and their sum I."""
    free = terms.interest_free
    if terms.flat_interest == "PERIOD":
        shares = [accrued(terms, terms.principal, rate, row) for row, rate in enumerate(rates)]
        return shares, in_range(sum(shares), "schedule.totals.interest")
    rate = terms.rate if terms.per == "LOAN" else sum(rates, Fraction(0))
    total = round_exact(terms.principal * rate, terms.interest_unit, terms.interest_mode)
    in_range(total, "schedule.totals.interest")
    shares = straight_line(total, terms.count - free, terms.interest_unit, terms.interest_mode,
                           terms.residual)
    return [0] * free + shares, total


def flat_schedule(terms, rates):
    interests, total_interest = flat_interest_shares(terms, rates)
    level, count = None, terms.count
    if terms.amortization == "BULLET":
        principals = [0] * (count - 1) + [terms.principal]
    elif terms.amortization == "EQUAL_INSTALLMENTS" and not terms.any_grace:
        in_range(terms.principal + total_interest, "schedule.totals.total")
        level = round_ratio(terms.principal + total_interest, count, terms.installment_unit,
                            terms.installment_mode)
        in_range(level, "schedule.installmentAmount")
        principals, balance = [], terms.principal
        for row in range(count - 1):
            principals.append(min(max(level - interests[row], 0), balance))
            balance -= principals[-1]
        principals.append(balance)
    else:  # EQUAL_PRINCIPAL. Choice: as it, with any grace, EQUAL_INSTALLMENTS has no level payment
        principals = [0] * terms.grace + straight_line(
            terms.principal, count - terms.grace, terms.installment_unit, terms.installment_mode,
            terms.residual)
    rows, balance = [], terms.principal
    for principal, interest in zip(principals, interests):
        balance -= principal
        rows.append(Row(principal, interest, balance))
    return Schedule(rows, level)


def build_schedule(terms):
    dates = due_dates(terms)
    rates = period_rates(terms, [end for end, _ in dates])
    schedule = (declining_schedule if terms.method == "DECLINING" else flat_schedule)(terms, rates)
    start = terms.disbursed
    for index, row in enumerate(schedule.rows):
        row.start, row.due = start, dates[index][1]
        start = dates[index][0]  # unmoved; under SKIP the due date itself
        # Choice: "nothing falls due" in a capitalized row, so no fee either.
        row.fee = 0 if index < terms.capitalized else terms.fee
    totals = {"principal": sum(row.principal for row in schedule.rows),
              "interest": sum(row.interest for row in schedule.rows),
              "fee": sum(row.fee for row in schedule.rows),
              "penalty": 0}
    totals["total"] = sum(totals.values())
    # Choice: no part is negative, so if any sum leaves the range this one does.
    in_range(totals["total"], "schedule.totals.total")
    schedule.totals = totals
    check_invariants(terms, schedule)
    return schedule


def check_invariants(terms, schedule):
    """What section 3 promises of every schedule; a failure here is a mistake in this file."""
    rows = schedule.rows
    assert all(min(row.principal, row.interest, row.fee, row.balance_after) >= 0 for row in rows)
    assert rows[-1].balance_after == 0
    assert schedule.totals["principal"] == max([terms.principal] + [row.balance_after for row in rows])
    assert all(before.due < after.due for before, after in zip(rows, rows[1:]))
