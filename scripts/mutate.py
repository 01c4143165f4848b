#!/usr/bin/env python3
"""Changes the libraries in small ways, one at a time, and shows which changes no test notices.

    python3 scripts/mutate.py --count 300 --seed 1
    python3 scripts/mutate.py --count 100000 Terms/ DayCount     every mutant of those files
    python3 scripts/mutate.py --list Terms/                      what would be changed

It works on a copy in .build/mutation, where all mutants of a batch are built together and one is
chosen when a test starts. Results are kept in .build/mutation/results.jsonl, so a run that is broken
off, or repeated after a new test, does only what is new. docs/test-quality.md says how it works and
what to do about a survivor. The last line is `killed N of M`; M leaves out what does not compile and
what Tests/Mutation/equivalent.json argues to be equivalent.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import sys
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = PROJECT / "Tests" / "Mutation"
FOLDER = PROJECT / ".build" / "mutation"
BATCH = 800
sys.path.insert(0, str(TOOLS))
sys.dont_write_bytecode = True

import mutants  # noqa: E402
import results  # noqa: E402
from stages import Stages  # noqa: E402
from workshop import Failure, Workshop  # noqa: E402


def judge(number, mutant, stages, kept):
    """Tests one mutant; the result, kept where it is killed, or None."""
    started = time.monotonic()

    def keep(by, because):
        return kept.keep(mutant, "killed", by, because, time.monotonic() - started)

    for stage in stages:
        failed, output, _ = stage.attempt(number, stage.limit())
        if failed == "time":
            return keep(stage.name + ", no end", stage.evidence(""))
        if failed:
            return keep(stage.name, stage.evidence(output))
    return None


def judge_batch(batch, workshop, stages, kept, jobs):
    """Builds {number: mutant} and judges those that are not known yet.

    Known ones are built as well: the copy is then the one of the run before.
    """
    started = time.monotonic()
    for number in workshop.build(batch):
        kept.keep(batch[number], "not compiled", "compiler", "", 0)
    print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    left = {number: mutant for number, mutant in batch.items() if kept.get(mutant) is None}
    for stages_of in stages.rounds():
        stages.measure({mutant.layer for mutant in left.values()}, stages_of)
        left = judge_round(left, stages_of, kept, jobs)
    for mutant in left.values():
        show(kept.keep(mutant, "survived", "", stages.whole, 0))


def judge_round(batch, stages_of, kept, jobs):
    """Runs some stages for {number: mutant}, `jobs` at a time; those that are not killed."""
    started = time.monotonic()
    left = {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(judge, number, mutant, stages_of(mutant.layer), kept): number
                   for number, mutant in batch.items()}
        for done, future in enumerate(concurrent.futures.as_completed(running), 1):
            number = running[future]
            if future.result() is None:
                left[number] = batch[number]
            if done % 25 == 0 or done == len(batch):
                pace = (time.monotonic() - started) / done
                print(f"{done} of {len(batch)} done, {len(left)} left, {pace:.1f} s each", flush=True)
    return left


def judge_all(chosen, workshop, stages, kept, jobs):
    """Judges those that are not known yet, a build for each batch of them."""
    known = sum(kept.get(mutant) is not None for mutant in chosen)
    print(f"{len(chosen)} mutants, {known} known, {len(chosen) - known} to do", flush=True)
    for start in range(0, len(chosen), BATCH):
        batch = {start + place + 1: mutant
                 for place, mutant in enumerate(chosen[start:start + BATCH])
                 if (kept.get(mutant) or {}).get("outcome") != "not compiled"}
        if any(kept.get(mutant) is None for mutant in batch.values()):
            judge_batch(batch, workshop, stages, kept, jobs)


def show(result, why=None):
    print(f"{result['file']}:{result['line']}: {result['outcome']}, {result['kind']}")
    print(f"  - {result['old']}\n  + {result['new']}", flush=True)
    if why:
        print(f"    {why}")


def report(chosen, kept, equivalents):
    """The survivors, a table of the files, and the figures; the number of survivors."""
    pairs = [(kept.get(mutant), equivalents.argument(mutant)) for mutant in chosen]
    compiled = [pair for pair in pairs if pair[0]["outcome"] != "not compiled"]
    argued = [(result, why) for result, why in compiled
              if why and result["outcome"] == "survived"]
    counted = [result for result, why in compiled if not (why and result["outcome"] == "survived")]
    survivors = [result for result in counted if result["outcome"] == "survived"]

    if argued:
        print("\nequivalent (argued)")
        for result, why in argued:
            show(result, why)
    if survivors:
        print("\nsurvivors")
        for result in sorted(survivors, key=lambda result: (result["file"], result["line"])):
            show(result)
    refuted = [result for result, why in compiled if why and result["outcome"] == "killed"]
    for result in refuted:
        print(f"{result['file']}:{result['line']}: argued equivalent, and yet killed by "
              f"{result['by']}: {result['new']}")

    for heading, name_of in (("file", lambda result: result["file"]), ("folder", folder_of)):
        print(f"\n{heading:60}{'killed':>8}{'of':>6}")
        of = collections.Counter(map(name_of, counted))
        killed = collections.Counter(name_of(result) for result in counted
                                     if result["outcome"] == "killed")
        for name in sorted(of):
            print(f"{name:60}{killed[name]:8}{of[name]:6}")

    killed = [result for result in counted if result["outcome"] == "killed"]
    by_stage = collections.Counter(result["by"] for result in killed)
    print("\nkilled by " + ", ".join(f"{name}: {count}" for name, count in by_stage.most_common()))
    print(f"not compiled: {len(pairs) - len(compiled)} of {len(pairs)}")
    print(f"equivalent (argued): {len(argued)}")
    print(f"killed of all that compile: {len(killed)} of {len(compiled)}, "
          f"{percent(len(killed), len(compiled))}")
    print(f"killed of those not argued equivalent: {percent(len(killed), len(counted))}")
    print(f"killed {len(killed)} of {len(counted)}")
    return percent_value(len(killed), len(counted))


def folder_of(result):
    """The folder of a library that the changed file is in."""
    return "/".join(result["file"].split("/")[1:-1][:2])


def percent_value(part, whole):
    return 100.0 * part / whole if whole else 100.0


def percent(part, whole):
    return f"{percent_value(part, whole):.1f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", help="parts of paths; every file of the libraries if none")
    parser.add_argument("--count", type=int, default=300, help="size of the sample")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--least", type=float, default=90.0, help="percent killed to exit with 0")
    parser.add_argument("--list", action="store_true", help="only show the sample")
    options = parser.parse_args()

    everything = list(mutants.of_libraries(PROJECT, options.files))
    equivalents = results.Equivalents(TOOLS / "equivalent.json")
    if not options.files:
        for file, old, new in equivalents.stale(everything):
            print(f"equivalent.json: no such mutant any more: {file}\n  - {old}\n  + {new}")
    if options.list:
        for mutant in mutants.sample(everything, options.count, options.seed):
            print(f"{mutant.file}:{mutant.line}: {mutant.kind}\n  - {mutant.old}\n  + {mutant.new}")
        return 0
    try:
        workshop = Workshop(PROJECT, FOLDER)
        stages = Stages(workshop)
        kept = results.Results(FOLDER / "results.jsonl", stages.whole, stages.evidence_now())
        # Of the copy: the sources may be edited while this runs.
        chosen = mutants.sample(
            mutants.of_libraries(workshop.original, options.files), options.count, options.seed)
        judge_all(chosen, workshop, stages, kept, options.jobs)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 2
    return 0 if report(chosen, kept, equivalents) >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
