"""A portfolio in columns, the same in every run: what le_portfolio_add and its peers read."""

import numpy as np

ACTIVE, COMPLETED, WRITTEN_OFF = 3, 4, 7
COMPONENTS = ("penalty", "fee", "interest", "principal")  # the order of le_component
FLOWS = ("flow_due", "flow_paid_of_due", "flow_paid_on_time", "flow_brought_forward",
         "flow_collected_arrears", "flow_collected_current", "flow_collected_advance")
FLOW_AMOUNTS = ("flow_disbursed", "flow_written_off", "flow_recovered")
FLOW_COUNTS = ("flow_submitted", "flow_approved", "flow_rejected")


def part(name, component):
    return "%s_%s" % (name, component)


def parts(name):
    return [part(name, component) for component in COMPONENTS]


def standing(loans, groups, seed=1):
    """How loans stand: {column: values}. One in six is late, 8 % are completed, 3 % written off."""
    rng = np.random.default_rng(seed)
    words, amounts = np.int32, np.int64
    status = rng.choice(np.array([ACTIVE, COMPLETED, WRITTEN_OFF], words), loans, p=[.89, .08, .03])
    active, written = status == ACTIVE, status == WRITTEN_OFF
    late = active & (rng.random(loans) < 1 / 6)
    columns = {
        "group": rng.integers(0, groups, loans, dtype=np.uint32), "status": status,
        "days_past_due": np.where(late, 1 + rng.exponential(60, loans).astype(words), 0).astype(words),
        "restructured": (rng.random(loans) < .02).astype(words),
        "count_borrower": (rng.random(loans) < .9).astype(words),
        "disbursed_amount": rng.integers(50_000, 5_000_000, loans, dtype=amounts)}
    shares = {"principal": (.95, 1), "interest": (.06, 1), "fee": (.01, .3), "penalty": (.01, .1)}
    for component in COMPONENTS:
        most, often = shares[component]
        owed = (columns["disbursed_amount"] * (most * rng.random(loans))).astype(amounts)
        owed *= active & (rng.random(loans) < often)
        columns[part("outstanding", component)] = owed + (late if component == "principal" else 0)
    for component in COMPONENTS:
        overdue = (columns[part("outstanding", component)] * rng.random(loans)).astype(amounts) * late
        columns[part("arrears", component)] = overdue + (late if component == "principal" else 0)
    lost = (columns["disbursed_amount"] * rng.random(loans)).astype(amounts) * written
    columns["written_off"] = lost
    columns["recovered"] = (lost * (.3 * rng.random(loans))).astype(amounts)
    there = rng.random(loans) < .9
    columns["previous_status"] = np.where(there, ACTIVE, -1).astype(words)
    before = np.where(rng.random(loans) < .15, 1 + rng.exponential(50, loans).astype(words), 0)
    columns["previous_days_past_due"] = (before * there).astype(words)
    columns["previous_principal"] = columns[part("outstanding", "principal")] + \
        (columns["disbursed_amount"] // 12) * there
    columns["previous_principal"] *= there
    return columns


def with_flows(columns, seed=2):
    """The same with what happened in a month."""
    loans = len(columns["status"])
    rng = np.random.default_rng(seed)
    columns = dict(columns)
    share = {"principal": 8, "interest": 60, "fee": 400, "penalty": 800}
    for component in COMPONENTS:
        def some(of, often):
            return (of * rng.random(loans)).astype(np.int64) * (rng.random(loans) < often)
        due = columns["disbursed_amount"] // share[component]
        paid = np.where(rng.random(loans) < .8, due, some(due, .5))
        values = (due, paid, some(paid, .7), some(due, .1), some(due, .1), paid, some(due, .05))
        for name, value in zip(FLOWS, values):
            columns[part(name, component)] = np.ascontiguousarray(value, np.int64)
    for name, often in zip(FLOW_AMOUNTS, (.08, .01, .01)):
        columns[name] = columns["disbursed_amount"] * (rng.random(loans) < often)
    for name, often in zip(FLOW_COUNTS, (.1, .08, .02)):
        columns[name] = (rng.random(loans) < often).astype(np.int32)
    return columns
