#!/usr/bin/env python3
"""The folders of Sources/LoanEngine stand in the order of their imports; this holds them to it.

A folder is a room. A file may mention the types of its own room and of those before it; one declared
in a later room is an error, with file and line. Types are the top-level ones, as Swift declares them;
comments and the words of strings do not count. Files beside the rooms may mention all of them, and a
folder that is not in the list is an error too.

    python3 scripts/check-rooms.py [FOLDER]
"""

import pathlib
import re
import sys

ROOMS = [
    "Vocabulary", "Terms", "Interest", "Schedule", "Charges", "Allocation", "Ledger", "Approval",
    "Servicing", "Standing", "Account", "Explanation",
]

DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private|final|indirect)\s+)*"
    r"(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)", re.MULTILINE)
WORD = re.compile(r"\b[A-Z]\w*")


def code_of(text):
    """`text` with comments and the words of strings blanked, lines and interpolations kept."""
    out, at, depth = [], 0, 0
    strings = []  # for each open string: its closing quotes, and the parentheses of its interpolation
    while at < len(text):
        in_string = bool(strings) and strings[-1][1] == 0
        if in_string:
            quotes = strings[-1][0]
            if text.startswith(quotes, at):
                strings.pop()
                at += len(quotes)
            elif text.startswith("\\(", at):
                strings[-1][1] = 1
                at += 2
            elif text[at] == "\\":
                at += 2
            else:
                out.append("\n" if text[at] == "\n" else " ")
                at += 1
            continue
        if text.startswith("//", at):
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            depth, start = 1, at
            at += 2
            while at < len(text) and depth:
                if text.startswith("/*", at):
                    depth, at = depth + 1, at + 2
                elif text.startswith("*/", at):
                    depth, at = depth - 1, at + 2
                else:
                    at += 1
            out.append("\n" * text.count("\n", start, at))
        elif text[at] == '"':
            quotes = '"""' if text.startswith('"""', at) else '"'
            strings.append([quotes, 0])
            at += len(quotes)
        else:
            if strings:
                strings[-1][1] += {"(": 1, ")": -1}.get(text[at], 0)
            out.append(" " if strings and strings[-1][1] == 0 else text[at])
            at += 1
    return "".join(out)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "Sources/LoanEngine")
    failed = 0
    files = []  # (path, room, code)
    for path in sorted(root.rglob("*.swift")):
        parts = path.relative_to(root).parts
        if len(parts) == 1:
            continue
        if parts[0] not in ROOMS:
            print(f"{path}: {parts[0]} is no room; allowed: {', '.join(ROOMS)}", file=sys.stderr)
            failed += 1
            continue
        files.append((path, ROOMS.index(parts[0]), code_of(path.read_text(encoding="utf-8"))))
    room_of = {}
    for path, room, code in files:
        for match in DECLARATION.finditer(code):
            if not re.search(r"\b(private|fileprivate)\b", match.group(0)):
                room_of[match.group(1)] = room
    for path, room, code in files:
        for number, line in enumerate(code.split("\n"), 1):
            for name in sorted(set(WORD.findall(line))):
                if room_of.get(name, room) > room:
                    print(f"{path}:{number}: {ROOMS[room]} may not mention {name}, which is declared "
                          f"in {ROOMS[room_of[name]]}", file=sys.stderr)
                    failed += 1
    if failed:
        return 1
    print(f"rooms: {len(files)} files mention types of their own and earlier rooms only")
    return 0


if __name__ == "__main__":
    sys.exit(main())
