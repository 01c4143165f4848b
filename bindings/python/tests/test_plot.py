"""Pictures: drawn, and of the figures that they are given."""

import loanengine
import matplotlib
from loanengine import Loan, Rate, Terms

matplotlib.use("Agg")
TERMS = Terms("NGN", "50000", Rate("24"), "2026-03-11", term_count=12, term_unit="MONTH")


def test_plots(tmp_path):
    from loanengine import plot

    axes = plot.schedule(loanengine.schedule(TERMS))
    assert len(axes.patches) == 24  # twelve bars of principal, twelve of interest
    axes.figure.savefig(tmp_path / "schedule.png")
    stands = loanengine.positions(
        [{"loan": "L1", "case": Loan(TERMS).case()}, {"loan": "L2", "case": Loan(TERMS).case()}], "2026-07-01")
    report = loanengine.portfolio_report({"format": "report/1", "asOf": "2026-07-01"}, stands)
    plot.ageing(report).figure.savefig(tmp_path / "ageing.png")
    plot.risk_trend([report, report]).figure.savefig(tmp_path / "trend.png")
    assert (tmp_path / "trend.png").stat().st_size > 1000
