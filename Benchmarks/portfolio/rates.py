"""Annual rates under the EU's formula: portfolio-bench beside pyxirr's xirr.

Payments fall on one day of each month, at most the 28th, so that Annex I's time is k/12 years, and so is that
of 30E/360: both solve one equation.
"""

import datetime
import random
from decimal import ROUND_HALF_UP, Decimal


class Rates:
    def __init__(self, loans, payments, decimals, seed=3):
        rng = random.Random(seed)
        self.payments, self.decimals = payments, decimals
        self.name = "apr-%d-at-%d" % (payments, decimals)
        self.flows = [self.loan(rng) for _ in range(loans)]
        epoch = datetime.date(1970, 1, 1)
        self.lines = "".join(
            " ".join("%d:%d" % ((day - epoch).days, amount) for day, amount in zip(*own)) + "\n"
            for own in self.flows)

    def loan(self, rng):
        """Dates and amounts: 2 % is kept of what is paid out."""
        yearly = rng.uniform(.05, .6) if self.payments < 60 else rng.uniform(.02, .12)
        principal, monthly = rng.randrange(1_000_00, 500_000_00), yearly / 12
        payment = round(principal * monthly / (1 - (1 + monthly) ** -self.payments))
        month, day = rng.randrange(12), rng.randrange(1, 29)
        days = [datetime.date(2026 + (month + k) // 12, (month + k) % 12 + 1, day) for k in range(self.payments + 1)]
        return days, [-(principal - principal // 50)] + [payment] * self.payments

    def peer(self):
        """A turn of pyxirr, in whichever form of the flows it is faster; None where it is not installed."""
        import numpy as np
        import pyxirr

        self.lists = [(days, [float(amount) for amount in amounts]) for days, amounts in self.flows]
        self.arrays = [(np.array(days, "datetime64[D]"), np.array(amounts)) for days, amounts in self.lists]

        def over(forms):
            return lambda: [pyxirr.xirr(days, amounts, day_count="30E/360") for days, amounts in forms]
        return over(self.lists), over(self.arrays)

    def shown(self, rate):
        """A rate as the engine shows it."""
        return str((Decimal(rate) * 100).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP))

    def documents(self):
        """The same loans as flows/1, a line each."""
        import json

        return "".join(json.dumps({
            "format": "flows/1", "currency": "EUR", "regime": "EU", "decimals": self.decimals, "flows": [
                {"kind": "ADVANCE", "date": days[0].isoformat(), "amount": "%d.%02d" % divmod(-amounts[0], 100)},
                {"kind": "PAYMENT", "date": days[1].isoformat(), "count": self.payments,
                 "amount": "%d.%02d" % divmod(amounts[1], 100)}]}) + "\n"
            for days, amounts in self.flows).encode()
