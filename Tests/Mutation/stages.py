"""The tests that a mutant has to pass, the quickest first: a failure ends them.

Each stage names the evidence that it rests on. A mutant that was killed stays killed until that
evidence changes; one that survived is tested again whenever any of it changes.
"""

import concurrent.futures
import functools
import json
import re
import subprocess
import sys

from mutants import digest
from workshop import Failure, run

RANDOM_CASES = 3_000
RANDOM_FEW = 300
RANDOM_DOCUMENTS = 100
RANDOM_SEED = 1
TARGETS = ["ExactArithmeticTests", "LoanCalendarTests", "LoanEngineTests", "LoanCasesTests"]
# The test target of a library that has none of its own name.
TARGET_OF = {"LoanDisclosure": "LoanCasesTests", "Expressions": "LoanCasesTests",
             "CreditScoring": "LoanCasesTests", "LoanPortfolio": "LoanCasesTests"}


def tree_digest(folder, pattern="*"):
    return digest(*(part for path in sorted(folder.rglob(pattern)) if path.is_file()
                    for part in (str(path.relative_to(folder)), path.read_bytes())))


class Stage:
    """A run that passes without a mutant, within some seconds."""

    def __init__(self, name, workshop):
        self.name, self.workshop = name, workshop
        self.seconds = 0.0

    def measure(self):
        """Runs the stage without a mutant, which has to pass."""
        failed, output, seconds = self.attempt(0, 900)
        if failed:
            raise Failure(f"{self.name} fails without a mutant:\n{output[-3_000:]}")
        self.seconds = seconds

    def limit(self):
        """Far beyond what it takes on a busy machine; a mutant that needs more hangs."""
        return 10 + 6 * self.seconds

    def attempt(self, mutant, limit):
        """(None, "time" or "failed", output, seconds)"""
        status, output, seconds = run(self.command(), limit, mutant)
        failed = "time" if status is None else "failed" if status != 0 else None
        return failed, output, seconds


class GoldenCases(Stage):
    """`loan-engine verify Fixtures`."""

    def command(self):
        return [self.workshop.command_line, "verify", self.workshop.original / "Fixtures"]

    @functools.cached_property
    def whole(self):
        return tree_digest(self.workshop.original / "Fixtures", "*.json")

    def evidence(self, output):
        return self.whole


class RandomCases(Stage):
    """Some of the random cases, against the answers of the Python oracle."""

    def __init__(self, name, workshop, pairs):
        super().__init__(name, workshop)
        self.answers = [answer for _, answer in pairs]
        self.cases = workshop.folder / (name.replace(" ", "-") + ".jsonl")
        self.cases.write_text("".join(line + "\n" for line, _ in pairs))
        self.lines = None

    @functools.cached_property
    def whole(self):
        return digest(self.cases.read_bytes(), "\n".join(self.answers))

    def command(self):
        return [self.workshop.command_line, "evaluate", "--jsonl-input"]

    def attempt(self, mutant, limit):
        with open(self.cases, "rb") as cases:
            status, output, seconds = run(self.command(), limit, mutant, cases,
                                          errors=subprocess.DEVNULL)
        if status is None:
            return "time", output, seconds
        lines = [line for line in output.splitlines() if line.startswith("{")]
        if len(lines) != len(self.answers):
            return "failed", output, seconds
        # The lines without a mutant have been compared: the same bytes need not be again.
        same = self.lines or [None] * len(lines)
        for line, before, answer in zip(lines, same, self.answers):
            if line != before and comparable(line) != answer:
                return "failed", line, seconds
        self.lines = self.lines or lines
        return None, "", seconds

    def evidence(self, output):
        return self.whole


def random_cases(workshop):
    """[(case, the oracle's answer)], worked out once and kept until the oracle changes."""
    oracle = workshop.original / "Tests" / "Oracle"
    sys.path.insert(0, str(oracle))
    whole = digest(tree_digest(oracle, "*.py"), f"{RANDOM_CASES} {RANDOM_SEED}")
    kept = workshop.folder / "answers.json"
    if kept.exists():
        answers = json.loads(kept.read_text())
        if answers["of"] == whole:
            return answers["pairs"]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        pairs = list(pool.map(answered, range(RANDOM_CASES), chunksize=100))
    kept.write_text(json.dumps({"of": whole, "pairs": pairs}))
    return pairs


def comparable(line):
    """A result as the differential compares it: all but the words of an error."""
    import differential
    return json.dumps(differential.comparable(json.loads(line)))


def answered(number):
    """(case, the oracle's answer)"""
    import differential
    import generate
    import loan_oracle
    line = generate.generate_line(RANDOM_SEED, number)
    return line, json.dumps(differential.comparable(loan_oracle.evaluate_text(line)))


class RandomDocuments(Stage):
    """Random documents of all kinds against the Python oracle's answers."""

    def command(self):
        return [sys.executable, "-B", self.oracle / "portfolio_differential.py", "--kind", "all",
                "--engine", self.workshop.command_line, "--count", str(RANDOM_DOCUMENTS),
                "--seed", str(RANDOM_SEED), "--show", "0"]

    @property
    def oracle(self):
        return self.workshop.original / "Tests" / "Oracle"

    @functools.cached_property
    def whole(self):
        return digest(tree_digest(self.oracle, "*.py"), f"{RANDOM_DOCUMENTS} documents")

    def evidence(self, output):
        return self.whole


class SwiftTests(Stage):
    """The tests of one target."""

    def command(self):
        return [self.workshop.tests, "--testing-library", "swift-testing", "--filter",
                "^" + self.name + "\\."]

    def measure(self):
        super().measure()
        _, output, _ = self.attempt(0, 900)
        if not re.search(r"Test run with [1-9]\d* tests", output):
            raise Failure(f"no tests in {self.name}:\n{output[-1_000:]}")

    @functools.cached_property
    def whole(self):
        tests = self.workshop.original / "Tests"
        return digest(tree_digest(tests / self.name), tree_digest(tests / "TestSupport"))

    def evidence(self, output):
        """The file of the test that failed, or where that is unknown the whole target."""
        named = re.search(r"recorded an issue.* at (\w+\.swift):\d+", output)
        tests = self.workshop.original / "Tests"
        path = tests / self.name / named.group(1) if named else None
        if path is None or not path.exists():
            return self.whole
        return digest(path.read_bytes(), tree_digest(tests / "TestSupport"))

    def evidence_now(self):
        """Every evidence that a result may still rest on."""
        tests = self.workshop.original / "Tests"
        support = tree_digest(tests / "TestSupport")
        return {self.whole} | {digest(path.read_bytes(), support)
                               for path in (tests / self.name).rglob("*.swift")}


class Stages:
    """All of them, measured, in the order that fits a library."""

    def __init__(self, workshop):
        pairs = random_cases(workshop)
        self.few = RandomCases("a few random cases", workshop, pairs[:RANDOM_FEW])
        self.golden = GoldenCases("golden cases", workshop)
        self.random = RandomCases("random cases", workshop, pairs[RANDOM_FEW:])
        self.documents = RandomDocuments("random documents", workshop)
        self.targets = {name: SwiftTests(name, workshop) for name in TARGETS}
        self.all = [self.few, self.golden, self.random, self.documents, *self.targets.values()]
        self.whole = digest(*(stage.whole for stage in self.all))

    def rounds(self):
        """The stages of a library, as functions of it: cases first, Swift tests for what is left."""
        return [self.cases_of, self.tests_of]

    def measure(self, layers, stages_of):
        """Runs those stages without a mutant: they have to pass."""
        needed = [stage for layer in layers for stage in stages_of(layer)]
        for stage in self.all:
            if stage in needed and not stage.seconds:
                stage.measure()
                print(f"{stage.name}: {stage.seconds:.1f} s", flush=True)

    def cases_of(self, layer):
        """Golden cases and the random ones that reach the library."""
        if layer in TARGET_OF:
            return [self.golden, self.documents]
        return [self.few, self.golden, self.random]

    def tests_of(self, layer):
        """The library's own tests, and then the others'."""
        own = self.targets[TARGET_OF.get(layer, layer + "Tests")]
        return [own] + [target for target in self.targets.values() if target is not own]

    def evidence_now(self):
        """Every evidence that a kept result may still rest on."""
        found = {self.few.whole, self.golden.whole, self.random.whole, self.documents.whole}
        for target in self.targets.values():
            found |= target.evidence_now()
        return found
