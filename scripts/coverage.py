#!/usr/bin/env python3
"""Which lines and regions of the core the Swift tests reach.

    python3 scripts/coverage.py              tests, table, HTML in .build/coverage/html
    python3 scripts/coverage.py --no-tests   the table of the last run again

Below the table stands every region that no test reaches, as file:line:column and its first line.
docs/test-quality.md lists those that cannot be reached. The last lines are `core regions: NN.N %` and
`core lines: NN.N %`; exit status 1 where one is below --least.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SCRATCH = PROJECT / ".build" / "coverage"
CORE = ["ExactArithmetic", "LoanCalendar", "LoanEngine"]
LEAST_PERCENT = 97.0
CODE_REGION = 0  # of the kinds of regions that llvm-cov exports


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, cwd=PROJECT, **options)


def tool(name):
    """An LLVM tool of the Swift toolchain: only that one reads what its compiler writes."""
    swift = pathlib.Path(shutil.which("swift") or "swift").resolve()
    beside = swift.parent / name
    return beside if beside.exists() else name


def folders():
    return [PROJECT / "Sources" / layer for layer in CORE]


def measure():
    """Builds with counters and runs the tests; their output is shown where they fail."""
    # Tests run side by side: counters that are not atomic lose counts, and a region whose count is
    # the difference of two then looks as if nothing had reached it.
    run("swift", "build", "--build-tests", "--enable-code-coverage", "--scratch-path", SCRATCH,
        "-Xswiftc", "-Xllvm", "-Xswiftc", "-instrprof-atomic-counter-update-all",
        stdout=subprocess.DEVNULL)
    tests = subprocess.run(
        ["swift", "test", "--skip-build", "--enable-code-coverage", "--scratch-path", SCRATCH],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    # Counters of the command line, which the tests call in an environment of its own.
    (PROJECT / "default.profraw").unlink(missing_ok=True)
    if tests.returncode != 0:
        sys.stdout.buffer.write(tests.stdout)
        sys.exit(2)


def inputs():
    """The arguments that llvm-cov takes: the binary and its counters."""
    debug = SCRATCH / "debug"
    return [debug / "loan-enginePackageTests.xctest",
            "-instr-profile", debug / "codecov" / "default.profdata"]


def export():
    text = run(tool("llvm-cov"), "export", *inputs(), *folders(),
               stdout=subprocess.PIPE).stdout
    return json.loads(text)["data"][0]


def write_html():
    run(tool("llvm-cov"), "show", *inputs(), "-format=html", "-show-regions",
        "-output-dir", SCRATCH / "html", *folders(), stdout=subprocess.DEVNULL)


def print_table(data):
    """A line a file and the sums; {"lines": percent, "regions": percent}."""
    print(f"{'file':55}{'lines':>16}{'regions':>16}")
    sums = {"lines": [0, 0], "regions": [0, 0]}
    for file in sorted(data["files"], key=lambda file: file["filename"]):
        row = f"{pathlib.Path(file['filename']).relative_to(PROJECT)!s:55}"
        for what, total in sums.items():
            figures = file["summary"][what]
            total[0] += figures["covered"]
            total[1] += figures["count"]
            row += f"{figures['covered']:5} of {figures['count']:3} {figures['percent']:4.0f} %"
        print(row)
    return {what: 100.0 * covered / max(count, 1) for what, (covered, count) in sums.items()}


def missed_regions(data):
    """[(file, line, column)] of the regions that no instance of their function was in."""
    reached = {}
    for function in data["functions"]:
        for region in function["regions"]:
            line, column, _, _, count, file_id, _, kind = region
            if kind == CODE_REGION:
                place = (function["filenames"][file_id], line, column)
                reached[place] = reached.get(place, 0) + count
    return sorted(place for place, count in reached.items()
                  if count == 0 and any(str(folder) in place[0] for folder in folders()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--no-tests", action="store_true", help="show the last run again")
    parser.add_argument("--least", type=float, default=LEAST_PERCENT, help="percent of each")
    options = parser.parse_args()

    if not options.no_tests:
        measure()
    data = export()
    write_html()
    percents = print_table(data)
    missed = missed_regions(data)
    if missed:
        print("\nregions that no test reaches")
    for file, line, column in missed:
        text = pathlib.Path(file).read_text().split("\n")[line - 1].strip()
        print(f"  {pathlib.Path(file).relative_to(PROJECT)}:{line}:{column}: {text}")
    print(f"\nHTML: {(SCRATCH / 'html' / 'index.html').relative_to(PROJECT)}")
    print(f"core regions: {percents['regions']:.1f} %")
    print(f"core lines: {percents['lines']:.1f} %")
    return 0 if min(percents.values()) >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
