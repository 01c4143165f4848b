#!/usr/bin/env python3
"""Runs the examples of a document about the C library against the library.

    python3 scripts/check-c-examples.py docs/c-abi.md .build/lib/embedded

Each ```c file=NAME.c block is compiled without warnings, linked and run. The ```text block that follows, if
the next block is one, is what it prints.
"""

import pathlib
import os
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def blocks(text):
    """The fenced blocks of a document: (language, name of the file or None, body)."""
    for info, body in re.findall(r"^```(\S*[^\n]*)\n(.*?)^```$", text, re.M | re.S):
        name = re.search(r"file=(\S+)", info)
        yield info.split()[0] if info else "", name and name[1], body


def run(command, folder, library):
    environment = dict(os.environ, LD_LIBRARY_PATH=str(library))
    return subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def main(document, library):
    library = pathlib.Path(library).resolve()
    found = list(blocks(pathlib.Path(document).read_text(encoding="utf-8")))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for index, (language, name, body) in enumerate(found):
            if language != "c" or not name:
                continue
            (pathlib.Path(folder) / name).write_text(body, encoding="utf-8")
            built = run(["cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                         f"-I{ROOT / 'include'}", name, "-o", "program", f"-L{library}",
                         "-lloanengine"], folder, library)
            if built.returncode:
                print(f"{document}: {name} does not build\n{built.stdout}")
                failed += 1
                continue
            result = run(["./program"], folder, library)
            after = found[index + 1] if index + 1 < len(found) else ("", None, "")
            expected = after[2] if after[0] == "text" else ""
            if result.returncode or result.stdout != expected:
                print(f"{document}: {name} exits with {result.returncode} and prints\n"
                      f"{result.stdout}expected\n{expected}")
                failed += 1
            else:
                passed += 1
    print(f"examples of {document}: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
