"""What the declarations of this project say, read where each is said once: scripts/fields.py.

    include/loan_engine.h           structs, the numbers behind names, the values of the _INIT macros
    public enum …: …NamedCase       in Sources: the words of the case format and their numbers
    LoanCases/Fields                the fields of a case's terms and events, and of an installment
    docs/case-format.md, section 3  which events have which fields
    LoanEngineTests/TransitionsTests.swift
                                    which status takes which event, and where it leads

Only the forms that these files are written in are read; anything else is an error, not a guess.
"""

import os
import pathlib
import re
from collections import namedtuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADER = "include/loan_engine.h"
FIELDS = "Sources/LoanCases/Fields/"
TRANSITIONS = "Tests/LoanEngineTests/TransitionsTests.swift"

SCALARS = {"int32_t": 4, "uint32_t": 4, "int64_t": 8, "uint64_t": 8, "char": 1, "uint8_t": 1,
           "size_t": 8}


class Malformed(Exception):
    """A declaration is not written in the form that is read here."""


def text_of(path):
    return (ROOT / path).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------
# The C header
# ------------------------------------------------------------------------------------------------

# `kind` is a scalar, a struct or, with a final *, a pointer; `count` is None for a single value.
Field = namedtuple("Field", "kind name count")


class Header:
    """`structs` by name, in order; `sets` of words, the enumerators of each by its type; `macros`."""

    def __init__(self):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", text_of(HEADER), flags=re.DOTALL)
        text = text.replace("\\\n", " ")
        self.macros = {name: body.strip() for name, body in re.findall(
            r"^#define (LE_\w+)[ \t]+([^\n]+)$", text, re.MULTILINE)}
        self.sets, self.bases = {}, {}
        for base, name, body in re.findall(
                r"^typedef (u?int32_t) (le_\w+);\s*enum \2_ \{(.*?)\};", text,
                re.DOTALL | re.MULTILINE):
            pairs = re.findall(r"(LE_\w+) = (-?\d+)", body)
            if len(pairs) != len(body.split(",")):
                raise Malformed(f"{HEADER}: an enumerator without its number: {body.strip()}")
            self.sets[name] = [(word, int(number)) for word, number in pairs]
            self.bases[name] = base
        if len(re.findall(r"^enum ", text, re.MULTILINE)) != len(self.sets):
            raise Malformed(f"{HEADER}: an enum without a type of its name before it")
        self.numbers = {name: number for pairs in self.sets.values() for name, number in pairs}
        self.structs = {}
        for name, body in re.findall(
                r"^typedef struct (le_\w+) \{(.*?)^\} \1;", text, re.DOTALL | re.MULTILINE):
            self.structs[name] = [self.field(line) for line in body.split(";") if line.strip()]

    def field(self, line):
        found = re.fullmatch(r"(?:const )?(?:volatile )?(\w+) (\*?)(\w+)(?:\[(\w+)\])?",
                             " ".join(line.split()))
        if not found:
            raise Malformed(f"{HEADER}: a field of another form: {line.strip()}")
        kind, pointer, name, count = found.groups()
        if kind not in SCALARS and kind not in self.structs and kind not in self.sets \
                and (kind, pointer) != ("void", "*"):
            raise Malformed(f"{HEADER}: the type of {name} is not known: {kind}")
        return Field(kind + pointer, name, None if count is None else self.value(count))

    def value(self, token):
        """The number of a name or a literal."""
        token = token.strip()
        if re.fullmatch(r"-?\d+", token):
            return int(token)
        if token in self.numbers:
            return self.numbers[token]
        known = {"NULL": 0, "INT32_MIN": -2**31}
        if token in known:
            return known[token]
        if token in self.macros:
            return self.value(self.macros[token].strip("()"))
        raise Malformed(f"{HEADER}: no number: {token}")

    def alignment(self, kind):
        if kind.endswith("*"):
            return 8
        kind = self.bases.get(kind, kind)
        if kind in SCALARS:
            return SCALARS[kind]
        return max(self.alignment(field.kind) for field in self.structs[kind])

    def size(self, kind):
        if kind.endswith("*"):
            return 8
        kind = self.bases.get(kind, kind)
        return SCALARS[kind] if kind in SCALARS else self.layout(kind)[1]

    def layout(self, name):
        """Each field's offset, and the struct's size, where pointers have 64 bits."""
        offsets, at = {}, 0
        for field in self.structs[name]:
            alignment = self.alignment(field.kind)
            if at % alignment:
                raise Malformed(f"{HEADER}: padding before {name}.{field.name}")
            offsets[field.name] = at
            at += self.size(field.kind) * (1 if field.count is None else field.count)
        if at % self.alignment(name):
            raise Malformed(f"{HEADER}: padding at the end of {name}")
        return offsets, at

    def defaults(self, name):
        """The values of the struct's _INIT macro that are not zero, by field; {} without a macro.
        A list for an array or a struct."""
        macro = self.macros.get("LE_" + name[3:].upper() + "_INIT")
        if macro is None:
            return {}
        values = self.initializer(macro)
        fields = self.structs[name]
        if len(values) != len(fields):
            raise Malformed(f"{HEADER}: {len(values)} values for {len(fields)} fields of {name}")
        return {field.name: value for field, value in zip(fields, values)
                if field.name != "struct_size" and any_of(value)}

    def initializer(self, text):
        text = text.strip()
        if not text.startswith("{"):
            if text.endswith("_INIT"):
                return self.initializer(self.macros[text])
            return self.size(text[7:-1]) if text.startswith("sizeof") else self.value(text)
        parts, depth, start = [], 0, 1
        for at, letter in enumerate(text):
            depth += {"{": 1, "}": -1, "(": 1, ")": -1}.get(letter, 0)
            if (letter == "," and depth == 1) or at == len(text) - 1:
                parts.append(text[start:at])
                start = at + 1
        return [self.initializer(part) for part in parts]


def any_of(value):
    return any(any_of(part) for part in value) if isinstance(value, list) else value != 0


# ------------------------------------------------------------------------------------------------
# Swift
# ------------------------------------------------------------------------------------------------

Word = namedtuple("Word", "case number text")


def closed_sets():
    """The words of each closed set, by the set's name."""
    sets = {}
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for indent, name, body in re.findall(
                r"^( *)public enum (\w+): UInt8, (?:Constant)?NamedCase \{\n(.*?)^\1\}",
                text, re.DOTALL | re.MULTILINE):
            numbers = re.findall(r"^ +case (\w+) = (\d+)$", body, re.MULTILINE)
            words = dict(re.findall(r'^ +case \.(\w+): "([^"]+)"$', body, re.MULTILINE))
            if not numbers or sorted(words) != sorted(case for case, _ in numbers):
                raise Malformed(f"{path}: {name} has a case without a number or a word")
            sets[name] = [Word(case, int(number), words[case]) for case, number in numbers]
    return sets


def all_fields():
    """The text of all tables of fields."""
    return "\n".join(text_of(FIELDS + name) for name in sorted(os.listdir(ROOT / FIELDS)))


def table(path, owner):
    """The text of the owner's table of fields."""
    found = re.search(
        r"^(?:extension %s: CaseObject|public struct %s: Sendable) \{\n(.*?)^    \]$"
        % (owner, owner), all_fields(), re.DOTALL | re.MULTILINE)
    if not found:
        raise Malformed(f"{path}: {owner} has no table of fields")
    return found.group(1)


def installment_fields():
    """The names of an installment's fields in results, in order."""
    return re.findall(r'^        InstallmentField\("(\w+)"\)',
                      table(FIELDS + "InstallmentField.swift", "InstallmentField"), re.MULTILINE)


def case_fields(path, owner):
    """The names of an object's fields in a case, in order."""
    names = re.findall(
        r'^        (?:CaseField\(\s*\.(?:required|optional)\(\s*|\.\w+\((?:required: )?)"(\w+)"',
        table(path, owner), re.MULTILINE)
    if not names:
        raise Malformed(f"{path}: the table of {owner} has no fields")
    return names


# What the fields of the terms are that are objects: a table of fields, or a list of forms.
PARTS = {
    "rate": "InterestRate", "rounding": "Rounding", "grace": "Grace",
    "nonWorkingDays": "NonWorkingDays", "allocation": "AllocationPolicy",
    "delinquency": "DelinquencyPolicy", "prepayment": "Prepayment",
    "settlement": "SettlementTerms",
}

# Objects that are an amount or a percentage: section 2 of docs/case-format.md says their two forms.
AMOUNTS = {"lateChargeLimit"}


def term_paths():
    """The paths of the fields of a case's terms: "termCount", "rate.percent"."""
    path, paths = FIELDS + "TermFields.swift", []
    text = all_fields()
    for name in case_fields(path, "LoanTerms"):
        part = PARTS.get(name)
        if part is None:
            is_object = re.search(
                rf'\.object\("{name}"|\.optional\("{name}", \.object', table(path, "LoanTerms"))
            if is_object and name not in AMOUNTS:
                raise Malformed(f"{path}: PARTS of scripts/fields_declared.py lacks {name}")
            paths.append(name)
        elif f"extension {part}: CaseObject" in text:
            paths += [f"{name}.{inner}" for inner in case_fields(path, part)]
        else:
            forms = re.search(rf"^extension {part} \{{\n.*?forms.*?\{{(.*?)^    \}}", text,
                              re.DOTALL | re.MULTILINE)
            paths += [f"{name}.{inner}" for inner in re.findall(r'\("(\w+)"', forms.group(1))]
    return paths


def event_fields():
    """The names of an event's fields in a case."""
    own = case_fields(FIELDS + "EventFields.swift", "EventFields")
    form = re.search(r"static let form = (.*?)\]\)", text_of(FIELDS + "EventFields.swift"), re.DOTALL)
    return own + re.findall(r'\("(\w+)", \.string\)', form.group(1))


Transition = namedtuple("Transition", "event source target roles")


def transitions(sets):
    """The lines of the tests' table, in words."""
    def word(name, case):
        return next(word.text for word in sets[name] if word.case == case)
    lines = re.findall(r"^ +\(\.(\w+), \.(\w+), \.(\w+), \[([^\]]*)\]\),$", text_of(TRANSITIONS),
                       re.MULTILINE)
    return [Transition(word("EventType", event), word("LoanStatus", source),
                       word("LoanStatus", target),
                       [word("Role", role.strip(" .")) for role in roles.split(",")])
            for event, source, target, roles in lines]


# ------------------------------------------------------------------------------------------------
# Documents
# ------------------------------------------------------------------------------------------------

def rows(path, heading):
    """The cells of the rows of the tables below a heading, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#|\Z)", text_of(path),
                      re.DOTALL | re.MULTILINE)
    if not found:
        raise Malformed(f"{path}: no heading {heading}")
    lines = re.findall(r"^ *\| (.*) \|$", found.group(1), re.MULTILINE)
    return [line.split(" | ") for line in lines if not line.startswith("---")]


def names(cell):
    """The names in a cell's backticks; one that begins with a dot has the parent of the one before."""
    found = []
    for name in re.findall(r"`([^`]+)`", cell):
        if name.startswith(".") and found:
            name = found[-1].rpartition(".")[0] + name
        found.append(name)
    return found


def events_with(field):
    """The types of events that have a field, by section 3 of docs/case-format.md."""
    for cells in rows("docs/case-format.md", "3. Events"):
        if names(cells[0]) == [field]:
            return names(cells[2].partition(":")[0])
    raise Malformed(f"docs/case-format.md, section 3: no row for {field}")
