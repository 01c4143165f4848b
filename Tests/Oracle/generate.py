#!/usr/bin/env python3
"""Seeded random loan cases as JSON Lines, mostly valid, that together reach every option.

    python3 generate.py --seed 1 --count 1000 [--start 0] [--reach all] [--distribution] > cases.jsonl

Case number k of a seed is the same whatever the count, so any one case can be had again by itself
(`--start k --count 1`). `--distribution` evaluates the cases with the reference and prints to standard
error what they reach: see distribution.py.
"""

import argparse
import json
import random
import sys

import distribution
import loan_oracle as oracle
from draw import chance
from events_writer import EventsWriter
from options_writer import REACHES
from spoils import spoil_event, spoil_form, spoil_range, spoil_terms, spoil_transition
from terms_writer import TermsWriter


def generate_line(seed, number, reach="all"):
    """The text of case `number` of `seed`: JSON, but for a few that are not."""
    rng = random.Random("%d:%d" % (seed, number))
    writer = TermsWriter(rng, reach)
    events = EventsWriter(rng, writer, reach)
    case = {"format": "loan-case/1", "name": "random %d:%d" % (seed, number), "terms": writer.terms}
    if chance(rng, 0.03):
        del case["name"]
    if chance(rng, 0.03):
        case["name"] = rng.choice(["", "\u00fc \u20ac \U0001f4b6", "quote \" and \\ slash / tab \t"])
    if chance(rng, 0.03):
        case["source"], case["expect"] = "generated", {"status": "ACTIVE"}
    if events.status != "ACTIVE" or chance(rng, 0.3):
        case["status"] = events.status
    if events.events or chance(rng, 0.5):
        case["events"] = events.events
    if chance(rng, 0.65):
        dates = [oracle.parse_date(event["date"], "", "") for event in events.events]
        if dates and chance(rng, 0.3):
            as_of = rng.randint(min(dates), max(dates))
        elif chance(rng, 0.5):
            as_of = max([events.some_day()] + dates) + rng.randint(0, 60)
        else:
            as_of = events.some_day() + rng.choice([0, 0, 1, rng.randint(-5, 400)])
        if chance(rng, 0.02):
            as_of = writer.disbursed - rng.randint(1, 50)
        case["asOf"] = events.day(as_of)
    if chance(rng, 0.16):
        spoils = [rng.choice(["form", "terms", "terms", "event", "range"] + ["transition"] * 5)]
        if chance(rng, 0.25):  # two errors: the first one met wins
            spoils = rng.choice([["terms", "terms"], ["terms", "event"], ["terms", "transition"],
                                 ["terms", "form"], ["event", "form"], ["transition", "form"],
                                 ["range", "form"]])
        for spoil in spoils:
            if spoil == "form":
                text = spoil_form(rng, case)
                if text is not None:
                    return text
            elif spoil == "terms":
                spoil_terms(rng, case)
            else:
                {"event": spoil_event, "transition": spoil_transition, "range": spoil_range}[spoil](
                    rng, case, writer, events)
    return json.dumps(case, separators=(",", ":"), ensure_ascii=chance(rng, 0.5))


def main():
    parser = argparse.ArgumentParser(description="Seeded random loan cases as JSON Lines.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--reach", choices=REACHES, default="all", help="what the cases may hold")
    parser.add_argument("--distribution", action="store_true",
                        help="what the cases reach, to standard error; exit status 1 where not all of it")
    options = parser.parse_args()
    reached = distribution.Distribution()
    for number in range(options.start, options.start + options.count):
        line = generate_line(options.seed, number, options.reach)
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        if options.distribution:
            reached.add(line, oracle.evaluate_text(line))
    return 1 if options.distribution and not reached.report(sys.stderr) else 0


if __name__ == "__main__":
    sys.exit(main())
