#!/usr/bin/env python3
"""Checks docs/testing.md against the tests: every test it names exists, and every test of a file of
laws (Laws, *Laws.swift, *Exhaustive.swift) is named in it.

    python3 scripts/check-testing.py

A test is named as `path below Tests`: "name". Prints what does not fit, and last "N tests named";
exit status 1 if anything did not.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMED = re.compile(r'`([A-Za-z/]+\.swift)`: "([^"|]+)"')
DECLARED = re.compile(r'@Test\(\s*"((?:[^"\\]|\\.)*)"')


def main():
    text = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    named = NAMED.findall(text)
    tests = {}
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        tests[path.relative_to(ROOT / "Tests").as_posix()] = DECLARED.findall(
            path.read_text(encoding="utf-8"))
    wrong = ["docs/testing.md: no test \"%s\" in Tests/%s" % (name, path)
             for path, name in named if name not in tests.get(path, [])]
    # A row that the pattern does not read would be a row that nobody checks.
    rows = [line for line in text.splitlines() if line.startswith("|") and ".swift`" in line]
    wrong += ["docs/testing.md: names no test: " + row for row in rows if not NAMED.search(row)]
    for path, names in tests.items():
        if "/Laws/" in path or path.endswith(("Laws.swift", "Exhaustive.swift")):
            wrong += ["Tests/%s: \"%s\" is not in docs/testing.md" % (path, name)
                      for name in names if (path, name) not in named]
    for line in wrong:
        print(line)
    print("%d tests named" % len(named))
    return 1 if wrong or not named else 0


if __name__ == "__main__":
    sys.exit(main())
