#!/usr/bin/env python3
"""Checks what the documents say against the command line, so that they cannot rot.

    python3 scripts/check-docs.py .build/release/loan-engine [DOCUMENT…]

Without a DOCUMENT: README.md, ARCHITECTURE.md, CONTRIBUTING.md, docs/*.md and Fixtures/README.md.
What is checked, from top to bottom:

    ```json case           A case. Where it has "expect", its result must be as expected. Tables
                           below it, up to the next case, are checked against its result.
    ```… file=NAME         The block is saved as NAME, in a folder of the document's own.
    ```console             "$ command" lines and, below each, what it prints (both streams). They run
                           in that folder with `loan-engine` on the path. A line "…" stands for any
                           number of lines.
    | `sequence` | …       A table of installments: each row against the item of that sequence.
    | `event` | …          A table of allocations: all of them, in order.
    | `terms.…` | `…` |    Each row changes the case: columns `terms.…`, `events…` and `case.…` (as
                           `case.asOf`) are set in it; all others are paths into the result. A cell
                           that is empty changes nothing, `-` takes the field away, one in {}, []
                           or "" is JSON, any other a string (a number where there was one).

    | `folder` | `cases` | A table of folders below Fixtures: all that stand beside the first one,
                           each with the number of its cases.
    "N golden cases",      In the text: the number of all cases, and of those below
    "N published by others"  Fixtures/published.

Only columns whose heading stands in backticks count; a table without one is not checked. Prints each
difference, and last "N passed, N failed"; exit status 1 if any failed.
"""

import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
INPUT = re.compile(r"(terms|events|case)\b")
FIXTURES = ROOT / "Fixtures"
COUNTS = {r"(\d+) golden cases": FIXTURES, r"(\d+) published by others": FIXTURES / "published"}


def parse(text):
    """The fenced blocks and tables of a document: (line, "block", info, body) or
    (line, "table", headings, rows)."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        start = index
        if lines[index].startswith("```"):
            info = lines[index][3:].split()
            index += 1
            while not lines[index].startswith("```"):
                index += 1
            yield start + 1, "block", info, "\n".join(lines[start + 1:index]) + "\n"
        elif lines[index].startswith("|"):
            while index < len(lines) and lines[index].startswith("|"):
                index += 1
            cells = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                     for line in lines[start:index]]
            yield start + 1, "table", cells[0], cells[2:]
        index += 1


def steps(path):
    return [int(key) if key.isdigit() else key for key in re.findall(r"[^.\[\]]+", path)]


def get(value, path):
    """The value at `path`; "-" where there is none."""
    for step in steps(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return "-"
    return value


def put(value, path, cell):
    """Sets what is at `path`; "-" removes it."""
    *way, last = steps(path)
    for step in way:
        value = value[step] if isinstance(value, list) else value.setdefault(step, {})
    if cell == "-":
        value.pop(last, None)
        return
    is_number = isinstance(get(value, str(last)), int) and cell.isdigit()
    value[last] = json.loads(cell) if cell[0] in '{["' or is_number else cell


def cases(folder):
    """How many cases are below a folder."""
    return sum(1 for _ in folder.rglob("*.json"))


class Document:
    """One document, checked from top to bottom."""

    def __init__(self, engine, path):
        self.engine, self.path = engine, path
        self.case = None
        self.passed = self.failed = 0

    def check(self):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = pathlib.Path(folder)
            bin_folder = self.folder / ".bin"
            bin_folder.mkdir()
            (bin_folder / "loan-engine").symlink_to(self.engine)
            self.environment = dict(os.environ, PATH="%s:%s" % (bin_folder, os.environ["PATH"]))
            text = self.path.read_text()
            for pattern, below in COUNTS.items():
                for match in re.finditer(pattern, text):
                    self.compare(text.count("\n", 0, match.start()) + 1, match.group(0),
                                 match.group(1), str(cases(below)))
            for line, kind, head, body in parse(text):
                if kind == "block":
                    self.block(line, head, body)
                elif head[0] == "`folder`":
                    self.folders(line, head, body)
                elif any(heading.startswith("`") for heading in head) and self.case:
                    self.table(line, head, body)

    def compare(self, line, what, expected, actual):
        if expected == actual:
            self.passed += 1
            return
        self.failed += 1
        print("%s:%d: %s\n  expected %s\n  actual   %s"
              % (self.path.relative_to(ROOT), line, what, expected, actual))

    def evaluate(self, case):
        run = subprocess.run([self.engine, "evaluate", "--jsonl-input"],
                             input=json.dumps(case).encode(), stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)
        return json.loads(run.stdout or b"null")

    # -- blocks --

    def block(self, line, info, body):
        for word in info:
            if word.startswith("file="):
                path = self.folder / word[5:]
                path.parent.mkdir(exist_ok=True)
                path.write_text(body)
        if info[:2] == ["json", "case"]:
            self.case = json.loads(body)
            if "expect" in self.case:
                (self.folder / ".case.json").write_text(body)
                self.compare(line, "verify", "1 passed, 0 failed",
                             self.output("loan-engine verify .case.json").strip())
        elif info[:1] == ["console"]:
            for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
                actual = self.output(command)
                pattern = re.escape(expected).replace("…\\\n", "(?:.*\n)*")
                self.compare(line, command, expected,
                             expected if re.fullmatch(pattern, actual) else actual)

    def output(self, command):
        run = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
        return run.stdout.decode().replace("\r\n", "\n")

    # -- tables --

    def table(self, line, headings, rows):
        columns = [(index, heading.strip("`")) for index, heading in enumerate(headings)
                   if heading.startswith("`")]
        names = [name for _, name in columns]
        rows = [[row[index].strip("`") for index, _ in columns] for row in rows]
        result = self.evaluate(self.case)
        if names[0] == "event":
            records = [[shown(get(record, name)) for name in names]
                       for record in get(result, "allocations")]
            self.compare(line, "allocations", rows, records)
            return
        for number, row in enumerate(rows):
            value = result
            if names[0] == "sequence":
                value = get(result, "schedule.items[%d]" % (int(row[0]) - 1))
            elif any(INPUT.match(name) for name in names):
                value = self.evaluate(self.changed(names, row))
            for name, cell in zip(names, row):
                if not INPUT.match(name):
                    self.compare(line + 2 + number, name, cell, shown(get(value, name)))

    def folders(self, line, headings, rows):
        column = headings.index("`cases`")
        found = {row[0].strip("`").rstrip("/"): row[column] for row in rows}
        beside = (FIXTURES / next(iter(found))).parent
        actual = {str(folder.relative_to(FIXTURES)): str(cases(folder))
                  for folder in beside.iterdir() if folder.is_dir()}
        self.compare(line, "folders", sorted(found.items()), sorted(actual.items()))

    def changed(self, names, row):
        """The case with the inputs of a row."""
        case = copy.deepcopy(self.case)
        for name, cell in zip(names, row):
            if INPUT.match(name) and cell:
                put(case, name.removeprefix("case."), cell)
        return case


def shown(value):
    """A value of a result as a cell of a table shows it."""
    return value if isinstance(value, str) else json.dumps(value)


def versions(engine):
    """The version by who says it: the header, the command, the README."""
    header = (ROOT / "include" / "loan_engine.h").read_text()
    parts = [re.search(r"#define LE_VERSION_%s (\d+)" % part, header).group(1)
             for part in ("MAJOR", "MINOR", "PATCH")]
    command = subprocess.run([engine, "--version"], capture_output=True, text=True, check=True)
    readme = re.search(r"Version (\d+\.\d+\.\d+)", (ROOT / "README.md").read_text()).group(1)
    return {"header": ".".join(parts), "command": command.stdout.split()[-1], "README.md": readme}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    engine = pathlib.Path(sys.argv[1]).resolve()
    paths = [pathlib.Path(path).resolve() for path in sys.argv[2:]] or [
        ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")), FIXTURES / "README.md"]
    documents = [Document(engine, path) for path in paths]
    for document in documents:
        document.check()
    failed = sum(document.failed for document in documents)
    said = versions(engine)
    if len(set(said.values())) > 1:
        print("versions differ:", said)
        failed += 1
    print("%d passed, %d failed" % (sum(document.passed for document in documents), failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
