"""Pictures with matplotlib: the course of a loan, the book by age, the trend of what is at risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .loans import Schedule

COLORS = {"principal": "#1f5a8a", "interest": "#d9822b", "fee": "#7a7a7a", "balance": "#1b1b1b"}


def schedule(plan: Schedule, axes: Any = None) -> Any:
    """Principal and interest of each installment as bars, and the balance after it as a line."""
    import matplotlib.pyplot as plt

    axes = axes if axes is not None else plt.subplots(figsize=(8, 4), layout="constrained")[1]
    places = [row.sequence for row in plan.items]
    below = [0.0] * len(places)
    for name in ("principal", "interest", "fee"):
        amounts = [float(getattr(row, name + "_due")) for row in plan.items]
        if any(amounts):
            axes.bar(places, amounts, bottom=below, color=COLORS[name], label=name.capitalize())
            below = [low + high for low, high in zip(below, amounts)]
    axes.set_xlabel("Installment")
    axes.set_ylabel("Due")
    other = axes.twinx()
    other.plot(places, [float(row.balance_after) for row in plan.items], color=COLORS["balance"], label="Balance")
    other.set_ylabel("Balance after")
    other.set_ylim(bottom=0)
    handles = axes.get_legend_handles_labels()[0] + other.get_legend_handles_labels()[0]
    axes.legend(handles=handles, loc="upper center", ncols=4, frameon=False, bbox_to_anchor=(0.5, 1.12))
    return axes


def ageing(report: Mapping[str, Any], currency: str | None = None, axes: Any = None) -> Any:
    """The book by days past due, of a report's total: one bar a class of age."""
    import matplotlib.pyplot as plt

    axes = axes if axes is not None else plt.subplots(figsize=(8, 4), layout="constrained")[1]
    measures = _total(report, currency)
    classes = measures["ageing"]
    axes.bar([own["name"] for own in classes], [float(own["principal"]) for own in classes], color=COLORS["principal"])
    axes.set_ylabel("Outstanding principal")
    axes.tick_params(axis="x", labelrotation=30)
    return axes


def risk_trend(reports: Sequence[Mapping[str, Any]], currency: str | None = None, axes: Any = None) -> Any:
    """The part of the book at risk over the dates of reports: a line for each threshold."""
    import matplotlib.pyplot as plt

    axes = axes if axes is not None else plt.subplots(figsize=(8, 4), layout="constrained")[1]
    dates = [report["asOf"] for report in reports]
    lines: dict[str, list[float]] = {}
    for report in reports:
        for own in _total(report, currency)["par"]:
            percent = own["late"]["percent"]
            lines.setdefault(own["name"], []).append(float(percent) if percent is not None else float("nan"))
    for name, values in lines.items():
        axes.plot(dates, values, marker="o", label=name)
    axes.set_ylabel("Percent of the gross portfolio")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    return axes


def _total(report: Mapping[str, Any], currency: str | None) -> Mapping[str, Any]:
    """The measures of a report's total, the grouping by nothing."""
    for own in report["currencies"]:
        if currency in (None, own["currency"]):
            for grouping in own["groupings"]:
                if not grouping["by"]:
                    return grouping["rows"][0]["measures"]
    raise ValueError("the report has no total of that currency: group by [] too")
