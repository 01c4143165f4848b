"""The expression and the card of portfolio-bench in plain Python, in exact fractions."""

import random
from fractions import Fraction

NAMES = ("age", "income", "debts", "limit", "months")


def people(count, seed=4):
    """Applicants for the expression."""
    rng = random.Random(seed)
    return [(rng.randrange(18, 70), rng.randrange(10_000, 900_000), rng.randrange(40_000), rng.randrange(5_000, 80_000),
             rng.randrange(120)) for _ in range(count)]


def expression(age, income, debts, limit, months):
    if age >= 21 and income - debts * 12 > 50_000:
        return min(Fraction(income, 10), limit) + months
    return 0


def applicants(count, seed=5):
    """Applicants for the card: fourteen numbers, four texts, two truths; one in twenty is missing."""
    rng = random.Random(seed)

    def value(number):
        if rng.random() < .05:
            return None
        return rng.randrange(1000) if number < 14 else rng.choice("ABCD") if number < 18 else rng.random() < .5
    return [tuple(value(number) for number in range(20)) for _ in range(count)]


WEIGHTS = [Fraction(10 + number, 10) for number in range(20)]


def card(values):
    score = Fraction(500)
    for number, value in enumerate(values):
        if value is None:
            points = 0
        elif number < 14:
            points = next((7 * step + number for step in range(1, 5) if value < 200 * step), 40)
        elif number < 18:
            points = 9 * "ABC".index(value) + number if value in "ABC" else 40
        else:
            points = 3 + number if value else 40
        score += WEIGHTS[number] * points
    return score


def lines(names, rows):
    """What portfolio-bench reads."""
    def word(value):
        return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return "\n".join([" ".join(names)] + [" ".join(map(word, row)) for row in rows]) + "\n"
