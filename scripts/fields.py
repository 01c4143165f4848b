#!/usr/bin/env python3
"""Fields, words and numbers are said once; this writes what repeats them, or holds it to them.

    python3 scripts/fields.py            what differs, with exit status 1 (make check)
    python3 scripts/fields.py --write    writes the blocks and lists that differ

scripts/fields_declared.py says where each is declared. Written from them are

    the blocks between "Written by scripts/fields.py: NAME" and "End of what … writes" in
    Sources/CLoanEngine/*.c, Sources/LoanEngineC, Tests/C/fields.h and Tests/C/loan_engine.py,
    and include/loan_engine.json, the description of the C interface (scripts/describe.py)
    the lists of words in docs/c-abi.md and docs/case-format.md, and the words of Fuzz's dictionary

What is not written but has to name all of them (writers of columns, tables with explanations, random
terms) is held: a name that is missing, or one too many, is an error.

A number or an offset of the C interface that was published once is kept: where the header moves one,
neither form goes on. Delete its line in Sources/CLoanEngine by hand, with a new LE_ABI_VERSION.
"""

import argparse
import re
import sys

from fields_declared import (
    FIELDS, HEADER, ROOT, TRANSITIONS, Malformed, names, rows, text_of)
from fields_written import BITS, NOT_FIXED, SETS, Declarations

# Structs that begin with struct_size and may grow; the others lie in arrays, in parts or in each other.
GROWING = {"le_error", "le_terms", "le_summary", "le_statement", "le_row_columns", "le_position_columns",
           "le_loans", "le_results"}


def camel(name):
    """principal_due as the case format writes it: principalDue."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


class Held(Declarations):
    """What does not name all that it should."""

    def complaints(self):
        yield from self.constants()
        yield from self.columns()
        yield from self.tables()
        yield from self.rules()
        yield from self.mentions()
        yield from self.published()

    def constants(self):
        for name, place in SETS.items():
            if place.constants is None:
                continue
            own = {}
            for word in self.sets[name]:
                text = re.sub(r"[/.]", "_", re.sub(r"\bACT\b", "ACTUAL", word.text))
                number = 1 << word.number if place.type in BITS else word.number + place.first
                own[place.constants + text] = number
            theirs = {constant: number for constant, number in self.header.sets[place.type]
                      if number in own.values()}
            yield from differing(f"{HEADER}, the constants of {name}", theirs, own)

    def columns(self):
        columns = {field.name for field in self.header.structs["le_row_columns"] if "*" in field.kind}
        for name in ["le_row", "le_row_columns"]:
            for field in self.header.structs[name]:
                if field.name not in ("struct_size", "stride", "kind") \
                        and camel(field.name) not in self.installment:
                    yield (f"{FIELDS}InstallmentField.swift: no {camel(field.name)}, "
                           f"which {name} has")
        path = "Sources/LoanEngineC/RowFields.swift"
        yield from differing(f"{path}, what ColumnWriter writes",
                             set(re.findall(r"set\(columns\.(\w+), index", text_of(path))), columns)
        path = "Sources/LoanEngineC/RowColumns.swift"
        checked = re.findall(r"for column in \[(.*?)\]", text_of(path), re.DOTALL)
        yield from differing(f"{path}, what is checked of le_row_columns",
                             set(re.findall(r"\w+", " ".join(checked))), columns)
        path = "Sources/LoanEngineC/Results.swift"
        columns = {field.name for field in self.header.structs["le_position_columns"]
                   if "*" in field.kind}
        yield from differing(f"{path}, what PositionWriter writes",
                             set(re.findall(r"set\(columns\.(\w+), loan", text_of(path))), columns)
        yield from differing(f"{path}, what is checked of le_position_columns",
                             set(re.findall(r"\bown\.(\w+)", text_of(path))), columns)

    def tables(self):
        path = "docs/case-format.md"
        installment = [name for cells in rows(path, "4. The result") for name in names(cells[0])]
        installment = installment[installment.index("sequence"):]
        yield from differing(f"{path}, each of schedule.items", installment, self.installment)
        # Below the table of terms stand those of what some of them are made of.
        terms = {name for cells in rows(path, "2. Terms") for name in names(cells[0])}
        yield from differing(f"{path}, section 2", terms & set(self.terms), set(self.terms))
        events = [name for cells in rows(path, "3. Events") for name in names(cells[0])]
        yield from differing(f"{path}, section 3", set(events), set(self.events))

        path = "docs/c-abi.md"
        cells = rows(path, "Names and numbers")
        paths = {name for row in cells[1:] for name in names(row[1])}
        for term in self.terms:
            # The structs know a currency by its digits, and have no mode for both.
            if term not in {"currency", "rounding.mode"} \
                    and not any(re.sub(r"\[\]", "", name).startswith("terms." + term) for name in paths):
                yield f"{path}, names and numbers: no terms.{term}"
        words = set(re.findall(r"\w+", " ".join(row[0] for row in cells)))
        for field in self.header.structs["le_terms"]:
            if not re.search("struct_size|reserved|exponent", field.name) and field.name not in words:
                yield f"{path}, names and numbers: no {field.name}"
        text = " ".join(text_of(path).split())
        sizes = re.search(r"Sizes in bytes, where pointers have 64 bits: (.*?)\. ", text).group(1)
        said = {}
        for group, size in re.findall(r"((?:`le_\w+`(?:, | and )?)+) (\d+)", sizes):
            said.update((name, int(size)) for name in names(group))
        yield from differing(f"{path}, sizes", said,
                             {name: self.header.size(name) for name in self.header.structs})

    def rules(self):
        path = "docs/semantics.md"
        said = {}
        events = set(self.words("EventType"))
        for cells in rows(path, "8. Status and roles"):
            if len(cells) != 3 or not events.issuperset(names(cells[0])):
                continue
            _, statuses, roles = cells
            sources, _, target = statuses.removeprefix("on ").partition(" → ")
            for event in names(cells[0]):
                for source in sources.split(", "):
                    said[event, source] = (target or None, roles.split(", "))
        for line in self.transitions:
            target, roles = said.pop((line.event, line.source), (None, None))
            if roles != line.roles or target not in (None, line.target):
                yield f"{path}, section 8: {line.event} on {line.source} is not that of {TRANSITIONS}"
        for event, source in said:
            yield f"{TRANSITIONS}: no {event} on {source}, which section 8 of {path} has"
        for event in self.words("EventType"):
            if event not in {line.event for line in self.transitions}:
                yield f"{TRANSITIONS}: no line for {event}"

    def mentions(self):
        """Files that try everything at random, and so have to name it."""
        path = "Fuzz/CInterface/terms.c"
        text = text_of(path)
        for field in self.header.structs["le_terms"]:
            if not re.search(rf"\bterms(->|\.){field.name}\b", text):
                yield f"{path}: no {field.name} of le_terms"
        path = "Tests/Oracle/terms_writer.py"
        text = text_of(path) + text_of("Tests/Oracle/options_writer.py")
        for term in self.terms:
            if f'"{term.rpartition(".")[2]}"' not in text:
                yield f"{path}: no {term}"
        path = "Tests/Oracle/events_writer.py"
        text = text_of(path)
        for event in self.words("EventType"):
            if f'"{event}"' not in text:
                yield f"{path}: no {event}"

    def published(self):
        """Offsets and numbers that programs are compiled with stay what they are."""
        new = dict(assertions("\n".join([*self.offsets(), *self.numbers()])))
        for path in ("Sources/CLoanEngine/static_asserts.c", "Sources/CLoanEngine/constants.c"):
            for key, number in assertions(text_of(path)):
                now = new.get(key, number if key[1] in NOT_FIXED else None)
                may_rise = key[0] == "AT_LEAST" or (key[0] == "SIZE" and key[1] in GROWING)
                if now == number or key[-1] == "reserved" or \
                        (may_rise and now is not None and int(now) >= int(number)):
                    continue
                yield f"{path}: {key[0]}({', '.join(key[1:])}, {number}) is published; {HEADER} says {now}"


def assertions(text):
    for kind, name, number in re.findall(r"^(SIZE|AT|IS|AT_LEAST)\((.*), ([^,]+)\);$", text,
                                         re.MULTILINE):
        yield (kind, *name.split(", ")), number


def differing(what, found, expected):
    """What differs between two lists, sets or dictionaries, in a line; the order of lists, too."""
    if found == expected:
        return
    said = []
    if missing := [name for name in expected if name not in found]:
        said.append("no " + ", ".join(missing))
    if extra := [name for name in found if name not in expected]:
        said.append("one too many: " + ", ".join(extra))
    if isinstance(found, dict):
        said += [f"{name} is {expected[name]}, not {value}" for name, value in found.items()
                 if name in expected and value != expected[name]]
    yield f"{what}: {'; '.join(said) or 'the order is ' + ', '.join(expected)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="write what differs")
    writes = parser.parse_args().write
    try:
        declared = Held()
        complaints = list(declared.published()) if writes else list(declared.complaints())
        files = [] if writes and complaints else list(declared.files())
    except Malformed as error:
        complaints, files = [str(error)], []
    for path, text in files:
        if text == text_of(path):
            continue
        if writes:
            (ROOT / path).write_text(text, encoding="utf-8")
            print("written:", path)
        else:
            complaints.append(f"{path} differs from what is declared: scripts/fields.py --write")
    if writes and not complaints:
        complaints = list(declared.complaints())
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if not complaints:
        print("fields, words and numbers: as declared")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
