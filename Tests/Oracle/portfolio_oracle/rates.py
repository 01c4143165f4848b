"""Section 3: signs of the equations, proved, and the rate that they enclose.

A sum of c·e^y with y ≤ 0 is worked out in whole numbers of 2^-P; each term is wrong by less than 2^-P of its c,
which the number of guard bits leaves far away. Floats only say where to look first.
"""

import math
from fractions import Fraction

from .common import DocumentError, fixed, format_amount, round_exact

GUARD = 64
HUNDRED = Fraction(100)


# ------------------------------------------------------------------------------------------------
# ln and exp of whole numbers of 2^-W

CONSTANTS = {}


def atanh_series(numerator, denominator, bits):
    """2·atanh(numerator/denominator), |…| ≤ 1/3."""
    term = (numerator << bits) // denominator
    n2, d2, total, k = numerator * numerator, denominator * denominator, 0, 1
    while term not in (0, -1):
        total += term // k
        term = term * n2 // d2
        k += 2
    return 2 * total


def ln2(bits):
    if bits not in CONSTANTS:
        CONSTANTS[bits] = atanh_series(1, 3, bits)
    return CONSTANTS[bits]


def ln(value, bits):
    """ln of a positive Fraction."""
    p, q, k = value.numerator, value.denominator, 0
    k = p.bit_length() - q.bit_length()
    p, q = (p, q << k) if k >= 0 else (p << -k, q)
    while 2 * p < q * 3 // 2:  # into 3/4 … 3/2
        p, k = 2 * p, k - 1
    while 2 * p > 3 * q:
        q, k = 2 * q, k + 1
    excess = max(p.bit_length(), q.bit_length()) - bits - 32
    if excess > 0:  # digits that no longer count
        p, q = p >> excess, q >> excess
    return k * ln2(bits) + atanh_series(p - q, p + q, bits)


def exp_below(y, bits):
    """e^y for y ≤ 0."""
    two = ln2(bits)
    n, s = divmod(y, two)  # y = n ln 2 + s, n ≤ 0
    if -n > bits:
        return 0
    s >>= 8
    term, total, k = 1 << bits, 1 << bits, 1
    while term:
        term = (term * s >> bits) // k
        total += term
        k += 1
    for _ in range(8):
        total = total * total >> bits
    return total >> -n


# ------------------------------------------------------------------------------------------------
# The equations

def sign_of(value):
    return (value > 0) - (value < 0)


class Effective:
    """f(X) = Σ c (1+X)^−t; `terms` are (t, c), by rising t, c whole numbers or Fractions. X in percent."""

    def __init__(self, terms):
        self.terms = terms
        self.first, self.last = terms[0][0], terms[-1][0]
        scale = math.lcm(*[Fraction(c).denominator for _, c in terms])
        self.weighted = [(t, int(c * scale)) for t, c in terms]
        self.bound = sum(abs(c) for _, c in self.weighted)

    def sign(self, percent):
        r = 1 + Fraction(percent) / 100
        if r == 1:
            return sign_of(sum(c for _, c in self.weighted))
        bits = 96
        while True:
            found = self.enclosed(r, bits)
            if found:
                return found
            if bits == 384 and self.is_zero(r):
                return 0
            bits *= 2

    def enclosed(self, r, bits):
        work = bits + GUARD
        log = ln(r, work)
        reference = self.first if r > 1 else self.last
        total = 0
        for t, c in self.weighted:
            power = reference - t  # times the logarithm this is never above zero
            total += c * exp_below(min(0, power.numerator * log // power.denominator), work)
        return sign_of(total) if abs(total) > self.bound << GUARD else 0

    def is_zero(self, r):
        common = math.lcm(*[t.denominator for t, _ in self.terms])
        g = math.gcd(common, greatest_power(r))
        s = Fraction(exact_root(r.numerator, g), exact_root(r.denominator, g))
        classes = {}
        for t, c in self.weighted:
            a = t * g
            floor = a.numerator // a.denominator
            classes.setdefault(a - floor, []).append((floor, c))
        return all(power_sum(terms, s) == 0 for terms in classes.values())

    def guess(self, percent):
        log = math.log1p(percent / 100)
        reference = float(self.first if log > 0 else self.last)
        return sum(float(c) * math.exp((reference - float(t)) * log) for t, c in self.weighted)


def power_sum(terms, s):
    """Σ c s^−n, times a power that makes it whole."""
    low, high = min(n for n, _ in terms), max(n for n, _ in terms)
    p, q = s.numerator, s.denominator
    return sum(c * q**(n - low) * p**(high - n) for n, c in terms)


def exact_root(number, degree):
    """The root if it is whole, else None."""
    if degree == 1 or number < 2:
        return number
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree < number:
            low = middle + 1
        else:
            high = middle
    return low if low**degree == number else None


def greatest_power(r):
    """The greatest e with r the e-th power of a rational (r > 0, not 1)."""
    sizes = [each.bit_length() for each in (r.numerator, r.denominator) if each > 1]
    for degree in range(min(sizes), 1, -1):
        if exact_root(r.numerator, degree) is not None and exact_root(r.denominator, degree) is not None:
            return degree
    return 1


class UnitPeriods:
    """f(i) = Σ c / ((1 + f i)(1 + i)^q), in percent of a year: 100 w i."""

    def __init__(self, terms, per_year):
        self.per_year = per_year
        self.terms = []
        for t, c in terms:
            q = t.numerator // t.denominator
            self.terms.append((q, t - q, c))
        self.first, self.last = self.terms[0][0], self.terms[-1][0]

    def sign(self, percent):
        i = Fraction(percent) / 100 / self.per_year
        if i == 0:
            return sign_of(sum(c for _, _, c in self.terms))
        bits = 96
        while True:
            found = self.enclosed(i, bits)
            if found:
                return found
            if bits == 384 and self.is_zero(i):
                return 0
            bits *= 2

    def enclosed(self, i, bits):
        work = bits + GUARD
        log = ln(1 + i, work)
        reference = self.first if i > 0 else self.last
        total, bound = 0, 0
        for q, f, c in self.terms:
            weight = (c << work) / (1 + f * i)
            weight = weight.numerator // weight.denominator  # at most one too small
            total += weight * exp_below(min(0, (reference - q) * log), work)
            bound += (abs(weight) << GUARD) + (1 << work)
        return sign_of(total) if abs(total) > bound else 0

    def is_zero(self, i):
        total = Fraction(0)
        by_fraction = {}
        for q, f, c in self.terms:
            by_fraction.setdefault(f, []).append((q, c))
        low, high = self.first, self.last
        p, d = (1 + i).numerator, (1 + i).denominator
        for f, terms in by_fraction.items():
            total += sum(c * d**(q - low) * p**(high - q) for q, c in terms) / (1 + f * i)
        return total == 0

    def guess(self, percent):
        i = percent / 100 / float(self.per_year)
        log = math.log1p(i)
        reference = self.first if log > 0 else self.last
        return sum(float(c) * math.exp((reference - q) * log) / (1 + float(f) * i) for q, f, c in self.terms)

    def sign_at_infinity(self):
        """Of the least order in 1/i that does not vanish, by a rate beyond all others."""
        return self.sign(10**40)


# ------------------------------------------------------------------------------------------------
# The root

LEAST, BEYOND = Fraction(-99), Fraction(10**9)


def out_of_range():
    return DocumentError("RATE_OUT_OF_RANGE", "flows", "from −99 % to below 10⁹ %")


def no_rate(message=""):
    return DocumentError("NO_RATE", "flows", message)


def changes(values):
    signs = [sign_of(value) for value in values if value != 0]
    return sum(1 for left, right in zip(signs, signs[1:]) if left != right)


def guessed(equation, up, low, high):
    """A float near the root, or None."""
    try:
        left, right = math.log1p(float(low) / 100 + 1e-9), math.log1p(float(high) / 100)
        for _ in range(80):
            middle = (left + right) / 2
            if equation.guess(math.expm1(middle) * 100) * up > 0:
                right = middle
            else:
                left = middle
        return math.expm1(left) * 100
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def last_not_above(test, low, high, near):
    """The greatest k of low … high − 1 with test(k) ≤ 0; test(low) ≤ 0 < test(high), and it rises."""
    if near is not None:
        step, k = 1, min(max(near, low), high)
        if test(k) <= 0 if k < high else False:
            low = k
            while k + step < high and test(k + step) <= 0:
                k += step
                low, step = k, step * 4
            high = min(high, k + step)
        else:
            high = k
            while k - step > low and test(k - step) > 0:
                k -= step
                high, step = k, step * 4
            low = max(low, k - step)
    while high - low > 1:
        middle = (low + high) // 2
        if test(middle) <= 0:
            low = middle
        else:
            high = middle
    return low


def rounded_root(equation, up, low, high, decimals, mode):
    """The rate's object. `up` · f is below zero left of the root, above zero right of it."""
    unit = Fraction(1, 10**decimals)
    test = lambda k: up * equation.sign(k * unit)  # noqa: E731
    first = math.floor(low / unit)
    beyond = math.ceil(high / unit)
    guess = guessed(equation, up, low, high)
    near = None if guess is None else math.floor(Fraction(guess) / unit)
    k = last_not_above(test, first, beyond, near)
    if test(k) == 0:
        text = format_amount(k, decimals)
        return {"percent": text, "decimals": decimals, "mode": mode, "bracket": [text, text]}
    if mode.startswith("HALF"):
        side = up * equation.sign((k + Fraction(1, 2)) * unit)
        rounded = k if side > 0 else k + 1
        if side == 0:
            rounded = round_exact(k + Fraction(1, 2), 1, mode)
        bracket = [format_amount(10 * rounded - 5, decimals + 1), format_amount(10 * rounded + 5, decimals + 1)]
    else:
        above = {"CEILING": True, "FLOOR": False, "UP": k >= 0, "DOWN": k < 0}[mode]
        rounded = k + 1 if above else k
        bracket = [format_amount(k, decimals), format_amount(k + 1, decimals)]
    return {"percent": format_amount(rounded, decimals), "decimals": decimals, "mode": mode, "bracket": bracket}


def rate(terms, per_year, decimals, mode):
    """`terms` are (t, c) by rising t, netted, without zeros; `per_year` is given under US only."""
    amounts = [c for _, c in terms]
    n = changes(amounts)
    if n == 0:
        raise no_rate("all one way")
    is_us = per_year is not None
    equation = UnitPeriods(terms, per_year) if is_us else Effective(terms)
    if n == 1:
        up = sign_of(amounts[0])
        if up * equation.sign(LEAST) > 0:
            raise no_rate() if is_us else out_of_range()
        if up * equation.sign(BEYOND) <= 0:
            if is_us and up * equation.sign_at_infinity() <= 0:
                raise no_rate()
            raise out_of_range()
        return rounded_root(equation, up, LEAST, BEYOND, decimals, mode)
    if n == 2 and not is_us and amounts[0] < 0:
        early = [t for t, c in terms[:next(k for k, each in enumerate(amounts) if each > 0)]]
        if early[-1] < 0:
            return before_the_first(equation, terms, decimals, mode)
    sums, total = [], 0
    for each in amounts:
        total += each
        sums.append(total)
    if changes(sums) == 1 and total != 0 and (not is_us or all(t.denominator == 1 for t, _ in terms)):
        up = -sign_of(total)
        if up * equation.sign(BEYOND) <= 0:
            raise out_of_range()
        return rounded_root(equation, up, Fraction(0), BEYOND, decimals, mode)
    raise DocumentError("AMBIGUOUS_RATE", "flows", str(n))


def before_the_first(equation, terms, decimals, mode):
    """Payments before time 0, advances, payments: f is below zero at both ends, and r^τ f has one greatest
    value for any τ between the first two, where Σ c (τ − t) r^−t, here with τ = 0, goes below zero."""
    if equation.sign(LEAST) > 0:
        raise out_of_range()
    if equation.sign(BEYOND) > 0:
        return rising_root(equation, BEYOND, decimals, mode)
    slope = Effective([(t, -c * t) for t, c in terms if t != 0])
    unit = Fraction(1, 10**(decimals + 12))
    test = lambda k: -slope.sign(k * unit)  # noqa: E731
    low, size = -100 * 10**(decimals + 12) + 1, 40
    while test(10**(size + decimals + 12)) <= 0:
        size *= 2
    if test(low) > 0:
        peak = low
    else:
        guess = guessed(slope, -1, Fraction(-9999, 100), BEYOND)
        peak = last_not_above(test, low, 10**(size + decimals + 12),
                              None if guess is None else math.floor(Fraction(guess) / unit))
    above = next((k for k in (peak, peak + 1) if equation.sign(k * unit) > 0), None)
    if above is None:
        raise no_rate("nowhere above zero")
    if not LEAST < above * unit < BEYOND:
        raise out_of_range()
    return rising_root(equation, above * unit, decimals, mode)


class Below:
    """f up to `top`, and above zero beyond."""

    def __init__(self, equation, top):
        self.equation, self.top = equation, top

    def sign(self, percent):
        return 1 if percent >= self.top else self.equation.sign(percent)

    def guess(self, percent):
        return 1 if percent >= float(self.top) else self.equation.guess(percent)


def rising_root(equation, top, decimals, mode):
    return rounded_root(Below(equation, top), 1, LEAST, BEYOND, decimals, mode)


# ------------------------------------------------------------------------------------------------
# Nominal and effective

def effective(nominal, per_year, decimals):
    return fixed(((1 + nominal / 100 / per_year)**per_year - 1) * 100, decimals)


def nominal_text(value, per_year, decimals, mode="HALF_UP"):
    """100 m((1+e)^(1/m) − 1), its boundaries compared as (1 + b/m)^m with 1 + e."""
    target = 1 + value / 100
    unit = Fraction(1, 10**decimals)

    def test(k2):  # of half units
        base = 1 + k2 * unit / 200 / per_year
        return 1 if base >= 0 and base**per_year > target else (0 if base >= 0 and base**per_year == target else -1)

    guess = per_year * math.expm1(math.log(target) / per_year) * 100
    near = math.floor(Fraction(guess) / unit * 2)
    low = -per_year * 100 * 2 * 10**decimals
    high = max(2 * near, 2) + 4
    while test(high) <= 0:
        high *= 4
    k = last_not_above(test, low, high, near)
    is_exact = test(k) == 0
    lower = Fraction(k, 2)
    return format_amount(round_exact(lower if is_exact else lower + Fraction(1, 4), 1, mode), decimals)
