#!/usr/bin/env python3
"""Draws the pictures of docs/hosts.md with loanengine.plot: docs/pictures/*.svg, the same bytes each time.

    .build/python/bin/python bindings/python/pictures.py [FOLDER]
"""

import pathlib
import sys

import matplotlib

import loanengine
from loanengine import Loan, Rate, Terms, plot

matplotlib.use("svg")
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs" / "pictures"
DATES = ("2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30")
DUE = tuple(f"2026-{month:02d}-11" for month in range(3, 10))


def loan(number):
    """A loan of February of 10 000.00 to 60 000.00; each fifth pays only so many installments, and stops."""
    terms = Terms("NGN", str(10_000 + number * 1_000), Rate("24"), "2026-02-11", term_count=12, term_unit="MONTH")
    plan = loanengine.schedule(terms)
    own = Loan(terms)
    paid = len(DUE) if number % 5 else number % 7
    for date, row in zip(DUE[:paid], plan.items):
        own = own.repay(row.total_due, on=date)
    return {"loan": f"L{number}", "case": own.case()}


def save(axes, folder, name, title):
    axes.figure.suptitle(title, fontsize=11)
    axes.figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "loanengine", "font.size": 9})
    terms = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")
    save(plot.schedule(loanengine.schedule(terms)), folder, "schedule",
         "50 000.00 at 24 % a year in twelve installments of 4 727.98")
    book = [loan(number) for number in range(50)]
    reports = [loanengine.portfolio_report({"format": "report/1", "asOf": date}, loanengine.positions(book, date))
               for date in DATES]
    save(plot.ageing(reports[-1]), folder, "ageing", f"Fifty loans by days past due, {DATES[-1]}")
    save(plot.risk_trend(reports), folder, "risk-trend", "Portfolio at risk at the ends of months")


if __name__ == "__main__":
    main()
