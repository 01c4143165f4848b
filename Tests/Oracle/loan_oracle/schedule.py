"""Section 3: what a stretch of the plan asks for; the shares, the level payment, FLAT rows."""

from fractions import Fraction

from .quantities import in_range, round_exact, round_ratio


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


def principal_shares(terms, total, count):
    """The principal of `count` rows beyond grace, under EQUAL_PRINCIPAL or BULLET."""
    if terms.amortization == "BULLET":
        return [0] * (count - 1) + [total]
    return straight_line(total, count, terms.installment_unit, terms.installment_mode, terms.residual)


def level_payment(terms, balance, accrued, rates, balloon):
    """(b + C/(1+i_1) − B·v_n) / Σ v_k, rounded once; C is `accrued`.

    With 1 + i_j = a_j / b_j, and both sides multiplied by Π a_j, this is
    (b·Π a_j + C·b_1·a_2…a_n − B·Π b_j) / Σ_k (b_1…b_k · a_{k+1}…a_n).
    """
    product_a, product_b, total, rest_a = 1, 1, 0, 1
    for index, rate in enumerate(rates):
        factor = 1 + rate
        product_a *= factor.numerator
        product_b *= factor.denominator
        rest_a *= factor.numerator if index else 1
        total = total * factor.numerator + product_b
    first_b = (1 + rates[0]).denominator
    exact = Fraction(balance * product_a + accrued * first_b * rest_a - balloon * product_b) / total
    # Choice: what was paid at cuts beyond the interest never makes the level payment negative.
    level = max(0, round_exact(exact, terms.installment_unit, terms.installment_mode))
    return in_range(level, "schedule.installmentAmount")


def flat_interest_shares(terms, periods):
    """The interest of every row, and their sum I. A first period of no length carries no share."""
    carriers = [index for index, period in enumerate(periods)
                if not period.interest_free and period.start < period.end]
    factors = [period.factor(terms.per) for period in periods]
    found = [0] * len(periods)
    if terms.flat_interest == "PERIOD":
        for row, factor in enumerate(factors):
            interest = round_exact(terms.whole * terms.rate * factor, terms.interest_unit,
                                   terms.interest_mode)
            found[row] = in_range(interest, "schedule.items[%d].interestDue" % terms.place(row))
    elif carriers:  # Choice: where no row can carry it there is no interest, for a rate per LOAN, too
        rate = terms.rate * (1 if terms.per == "LOAN" else sum(factors, Fraction(0)))
        total = round_exact(terms.whole * rate, terms.interest_unit, terms.interest_mode)
        in_range(total, "schedule.totals.interest")
        shares = straight_line(total, len(carriers), terms.interest_unit, terms.interest_mode,
                               terms.residual)
        for index, share in zip(carriers, shares):
            found[index] = share
    return found, in_range(sum(found), "schedule.totals.interest")


def flat_plan(terms, periods):
    """FLAT: (principals, interests, level) of the rows but a down payment's."""
    interests, total_interest = flat_interest_shares(terms, periods)
    level, count = None, terms.count
    if terms.amortization == "BULLET":
        return [0] * (count - 1) + [terms.principal], interests, None
    if terms.amortization == "EQUAL_INSTALLMENTS" and not terms.any_grace:
        in_range(terms.principal + total_interest, "schedule.totals.total")
        level = terms.stated
        if level is None:
            level = round_ratio(terms.principal + total_interest, count, terms.installment_unit,
                                terms.installment_mode)
        in_range(level, "schedule.installmentAmount")
        principals, balance = [], terms.principal
        for row in range(count - 1):
            principals.append(min(max(level - interests[row], 0), balance))
            balance -= principals[-1]
        return principals + [balance], interests, level
    # EQUAL_PRINCIPAL. Choice: as it, with any grace, EQUAL_INSTALLMENTS has no level payment
    principals = [0] * terms.grace + straight_line(
        terms.principal, count - terms.grace, terms.installment_unit, terms.installment_mode,
        terms.residual)
    return principals, interests, None
