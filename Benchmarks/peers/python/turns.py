"""Turns of the engine and a peer, and the report of them."""

import json
import statistics
import sys
import time


class Report:
    """Lines of JSON, and progress on the standard error."""

    def __init__(self, path):
        self.file = open(path, "w")

    def time(self, case, peer, portfolio, engine, other, wrong=None):
        """Nanoseconds a loan of the engine and the peer, from seconds of each turn."""
        engine_ns = statistics.median(engine) * 1e9 / portfolio.loans
        other_ns = statistics.median(other) * 1e9 / portfolio.loans
        record = {
            "kind": "time", "case": case, "baseline": peer, "engine_ns": round(engine_ns, 2),
            "baseline_ns": round(other_ns, 2), "loans": portfolio.loans,
            "rows": portfolio.rows_each, "allocations": None}
        if wrong is not None:
            record["wrong_rows"] = wrong
        print(json.dumps(record), file=self.file, flush=True)
        note = "" if wrong is None else ", %.3g %% of rows wrong" % (100 * wrong)
        print("  %-24s engine %9.1f ns  %-18s %9.1f ns%s"
              % (case, engine_ns, peer, other_ns, note), file=sys.stderr)


def timed(turn, clock):
    """Seconds of a turn, and what it returned."""
    start = clock()
    answer = turn()
    return clock() - start, answer


def take_turns(engine, peer, repeats, prepare=lambda: None, clock=time.thread_time):
    """Seconds of the engine's and the peer's turns, one after the other, and the peer's answer.

    `prepare` runs before each turn and is not timed. The engine's clock is the time that this
    thread computes; `clock` is the peer's, for one that computes elsewhere.
    """
    seconds = ([], [])
    for _ in range(repeats):
        prepare()
        seconds[0].append(timed(engine, time.thread_time)[0])
        prepare()
        taken, answer = timed(peer, clock)
        seconds[1].append(taken)
    return *seconds, answer


def must_equal(case, peer, expected, actual):
    """Ends the program where an exact peer answers otherwise than the engine."""
    if expected != actual:
        sys.exit("FAILED: %s: %s does not answer as the engine does" % (case, peer))
