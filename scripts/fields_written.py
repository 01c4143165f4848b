"""What scripts/fields.py writes: the blocks and lists that repeat a declaration."""

import re
import textwrap
from collections import namedtuple

from fields_declared import (
    HEADER, NOT_IN_C, Header, Malformed, closed_sets, event_fields, events_with,
    installment_fields, names, term_paths, text_of, transitions)

WIDTH = 100

# Where a closed set of Swift is repeated: what its constants in the header begin with, the fields of
# structs that hold one of it, and the first cells of the rows that list its words in docs/c-abi.md
# and docs/case-format.md. None: not there.
Place = namedtuple("Place", "constants fields abi format")
SETS = {
    "RateUnit": Place("LE_RATE_", ["rate_per"], "rate_per", "`rate.per`"),
    "InterestMethod": Place("LE_", ["interest_method"], "interest_method", "`interestMethod`"),
    "Amortization": Place("LE_", ["amortization"], "amortization", "`amortization`"),
    "TermUnit": Place("LE_TERM_", ["term_unit"], "term_unit", "`termUnit`"),
    "DayCount": Place("LE_DAY_COUNT_", ["day_count"], "day_count", "`dayCount`"),
    "RoundingMode": Place("LE_", ["interest_mode", "installment_mode"],
                          "interest_mode, installment_mode",
                          "`rounding.mode`, `.interestMode`, `.installmentMode`"),
    "Leveling": Place("LE_LEVELING_", ["leveling"], "leveling", "`leveling`"),
    "FlatInterest": Place("LE_FLAT_INTEREST_", ["flat_interest"], "flat_interest", "`flatInterest`"),
    "Residual": Place("LE_RESIDUAL_", ["residual"], "residual", "`residual`"),
    "NonWorkingDayRule": Place("LE_", ["non_working_rule"], "non_working_rule",
                               "`nonWorkingDays.rule`"),
    "AllocationGrouping": Place("LE_ACROSS_", ["across"], "allocation.across", "`allocation.across`"),
    "EventType": Place("LE_", ["type"], "`le_event.type`", "`type`"),
    "Role": Place("LE_", ["role"], "`le_event.role`", "`role`"),
    "Component": Place("LE_", [], "allocation.order; `le_allocation.component`",
                       "`allocation.order`, `.pastDue`, `.due`, `.inAdvance`"),
    "LoanStatus": Place("LE_", [], "status of a loan", None),
    "InstallmentStatus": Place("LE_ROW_", [], "`le_row.status`", "`status`"),
    "Weekday": Place(None, [], None, None),  # bits, and listed by the first and last
    "Code": Place(None, [], None, "`code`"),
    # What the C interface does not have yet.
    "Accrual": Place(None, [], None, None),
    "AdjustmentKind": Place(None, [], None, None),
    "AdvanceOrder": Place(None, [], None, None),
    "Base": Place(None, [], None, None),
    "DaysPastDueStart": Place(None, [], None, None),
    "FirstPeriod": Place(None, [], None, None),
    "PrepaymentEffect": Place(None, [], None, None),
    "UpfrontFeeCollection": Place(None, [], None, None),
    "PrepaymentInterest": Place(None, [], None, None),
    "RateChangeKeep": Place(None, [], None, None),
    "RescheduledArrears": Place(None, [], None, None),
    "SettlementInterest": Place(None, [], None, None),
    "Start": Place(None, [], None, None),
}

# The sets that the binding in Python has a name for.
PYTHON_SETS = {
    "ROUNDING_MODES": "RoundingMode", "COMPONENTS": "Component", "STATUSES": "LoanStatus",
    "EVENTS": "EventType", "ROLES": "Role", "ROW_STATUSES": "InstallmentStatus",
    "WEEKDAYS": "Weekday",
}

# Names of the header that are no part of the interface's numbers: they change with each version.
NOT_FIXED = {"LE_VERSION", "LE_VERSION_MAJOR", "LE_VERSION_MINOR", "LE_VERSION_PATCH",
             "LE_ABI_VERSION", "LE_API"}


def wrapped(parts, begin, indent, end=""):
    """`begin` and the parts with commas between them, in lines of at most WIDTH."""
    text = begin + ", ".join(part.replace(" ", "\0") for part in parts) + end
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False,
                          break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


class Declarations:
    """All that is declared, and what is written from it."""

    def __init__(self):
        self.header, self.sets = Header(), closed_sets()
        if self.sets.keys() != SETS.keys():
            odd = ", ".join(sorted(self.sets.keys() ^ SETS.keys()))
            raise Malformed(f"SETS of scripts/fields_written.py and Sources differ: {odd}")
        self.installment, self.terms, self.events = installment_fields(), term_paths(), event_fields()
        self.transitions = transitions(self.sets)

    def words(self, name):
        return [word.text for word in self.sets[name]]

    def words_in_c(self, name):
        """Those of the words that the C interface has."""
        return [word for word in self.words(name) if word not in NOT_IN_C]

    # -- blocks --

    def offsets(self):
        """Sources/CLoanEngine/static_asserts.c"""
        for name, fields in self.header.structs.items():
            offsets, size = self.header.layout(name)
            yield f"SIZE({name}, {size});"
            for field in fields:
                yield f"AT({name}, {field.name}, {offsets[field.name]});"
            yield ""

    def numbers(self):
        """Sources/CLoanEngine/constants.c"""
        for group in self.header.groups:
            for name, number in group:
                yield f"IS({name}, {number});"
            yield ""
        for name, body in self.header.macros.items():
            if name in NOT_FIXED or name.endswith("_INIT"):
                continue
            is_limit = name.endswith("_MAX") and name != "LE_DATE_MAX"
            yield f"{'AT_LEAST' if is_limit else 'IS'}({name}, {body.strip('()')});"

    def lists(self):
        """Tests/C/fields.h"""
        def each(name, comment, fields):
            yield f"/// {comment}"
            yield f"#define {name}(DO) \\"
            lines = [f"    DO({field.kind.rstrip('*')}, {field.name})" for field in fields]
            yield from [line + " \\" for line in lines[:-1]] + lines[-1:]
            yield ""
        in_row = {field.name for field in self.header.structs["le_row"]}
        columns = [field for field in self.header.structs["le_columns"] if "*" in field.kind]
        yield from each("EACH_COLUMN", "The columns of le_columns: DO(type, name).", columns)
        yield from each("EACH_ROW_COLUMN", "Those that le_row has, too.",
                        [field for field in columns if field.name in in_row])
        yield f"enum {{ COLUMN_COUNT = {len(columns)} }};"
        for name, words in (("STATUS", "LoanStatus"), ("EVENT", "EventType"), ("ROLE", "Role")):
            yield f"enum {{ {name}_COUNT = {len(self.words_in_c(words))} }};"
            yield f"#define {name}_NAMES \\"
            lines = wrapped([f'"{word}"' for word in self.words_in_c(words)], "    {", "     ", "}")
            yield from [line + " \\" for line in lines[:-1]] + lines[-1:]
        yield ""
        for field in ("amount", "of"):
            types = " || ".join(f"(type) == LE_{word}" for word in events_with(field)
                                if word not in NOT_IN_C)
            yield f"/// Whether an event of the type has `{field}`: section 3 of docs/case-format.md."
            yield f"#define HAS_{field.upper()}(type) ({types})"
        yield ""
        yield "/// Event, status, status after it, and a bit for each role that may do it: section 8 of"
        yield "/// docs/semantics.md, a line for each status that takes an event."
        yield "#define TRANSITIONS \\"
        own = [line for line in self.transitions if line.event not in NOT_IN_C]
        last = len(own) - 1
        for index, line in enumerate(own):
            roles = sum(1 << self.words("Role").index(role) for role in line.roles)
            yield (f"    {'{' if index == 0 else ' '}{{LE_{line.event}, LE_{line.source}, "
                   f"LE_{line.target}, {roles}}}" + ("}" if index == last else ", \\"))

    def python_words(self):
        """Examples/python/loan_engine.py"""
        def tuple_of(words, begin, end):
            return wrapped([f'"{word}"' for word in words], begin + "(", " " * (len(begin) + 1),
                           ")" + end)
        for name, words in PYTHON_SETS.items():
            yield from tuple_of(self.words_in_c(words), f"{name} = ", "")
        yield "WORDS = {"
        for field, words in [(field, name) for name, place in SETS.items() for field in place.fields]:
            name = next((name for name, own in PYTHON_SETS.items() if own == words), None)
            if name:
                yield f'    "{field}": {name},'
            else:
                yield from tuple_of(self.words_in_c(words), f'    "{field}": ', ",")
        yield "}"

    def python_layouts(self):
        """Examples/python/loan_engine.py"""
        for name, fields in self.header.structs.items():
            parts, run = [], []
            for index, field in enumerate(fields):
                kind = python_kind(field)
                run.append(field.name)
                following = fields[index + 1] if index + 1 < len(fields) else None
                if following is not None and python_kind(following) == kind:
                    continue
                parts.append((kind, run))
                run = []
            yield f"{python_name(name)}._fields_ = ["
            for kind, run in parts:
                if len(run) == 1:
                    yield f'    ("{run[0]}", {kind}),'
                    continue
                begin = f"    *fields({kind}, "
                lines = textwrap.wrap(" ".join(run), WIDTH - len(begin) - 5)
                texts = [f'"{line} "' for line in lines[:-1]] + [f'"{lines[-1]}"),']
                yield begin + texts[0]
                yield from (" " * len(begin) + text for text in texts[1:])
            yield "]"
            defaults = self.header.defaults(name)
            kinds = {field.name: field for field in fields}
            parts = [f'"{field}": {python_value(value, kinds[field])}'
                     for field, value in defaults.items()]
            if parts:
                yield from wrapped(parts, f"{python_name(name)}.defaults = {{", "    ", "}")

    # -- files --

    def files(self):
        """Path and text of every file of which something is written, as it should be."""
        blocks = {
            "Sources/CLoanEngine/static_asserts.c": {"offsets": self.offsets},
            "Sources/CLoanEngine/constants.c": {"numbers": self.numbers},
            "Tests/C/fields.h": {"lists": self.lists},
            "Examples/python/loan_engine.py": {
                "words": self.python_words, "layouts": self.python_layouts},
        }
        for path, written in blocks.items():
            text = text_of(path)
            for name, lines in written.items():
                text = with_block(path, text, name, list(lines()))
            yield path, text
        for path, column in (("docs/c-abi.md", "abi"), ("docs/case-format.md", "format")):
            text = text_of(path)
            for name, place in SETS.items():
                if getattr(place, column) is not None:
                    text = with_words(path, text, getattr(place, column), (
                        self.words_in_c(name) if column == "abi" else self.words(name)))
            yield path, text
        yield "Fuzz/Corpus/cases.dict", self.dictionary(text_of("Fuzz/Corpus/cases.dict"))

    def dictionary(self, text):
        """The dictionary with every word and key; others that are there stay."""
        words = {f'"\\"{word}\\""' for name in self.sets for word in self.words(name)
                 if name not in ("Code", "InstallmentStatus")}
        keys = {name for path in self.terms + self.events for name in path.split(".")}
        head, *lines = text.rstrip("\n").split("\n")
        is_key = [line.endswith(':"') for line in lines]
        first, last = is_key.index(True), len(lines) - 1 - is_key[::-1].index(True)
        def order(line):
            return re.sub(r'\\":?"$', "", line)
        words = sorted(words.union(lines[:first]), key=order)
        keys = sorted({f'"\\"{key}\\":"' for key in keys}.union(lines[first:last + 1]), key=order)
        return "\n".join([head, *words, *keys, *lines[last + 1:]]) + "\n"


def python_name(struct):
    return "".join(part.capitalize() for part in struct[3:].split("_"))


def python_kind(field):
    scalars = {"int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64",
               "uint64_t": "c_uint64", "char": "c_char"}
    if field.kind == "char*":
        return "c_char_p"
    kind = scalars.get(field.kind.rstrip("*")) or python_name(field.kind)
    if field.kind.endswith("*"):
        return f"POINTER({kind})"
    return kind if field.count is None else f"{kind} * {field.count}"


def python_value(value, field):
    if isinstance(value, list):
        kind = python_kind(field)
        return f"({kind})({', '.join(map(str, value))})" if field.count else f"{kind}()"
    return "NO_DATE" if value == -2**31 else str(value)


def with_block(path, text, name, lines):
    """The text with the lines between the block's marks."""
    marks = re.compile(
        rf"(?P<begin>^(?P<mark>\W*)Written by scripts/fields\.py: {name}$\n)(?P<body>.*?)"
        r"(?P<end>^(?P=mark)End of what scripts/fields\.py writes\.$)", re.DOTALL | re.MULTILINE)
    found = marks.search(text)
    if not found:
        raise Malformed(f"{path}: no block {name}")
    while lines and not lines[-1]:
        lines.pop()
    return text[:found.end("begin")] + "".join(line + "\n" for line in lines) + text[found.start("end"):]


def with_words(path, text, key, words):
    """The text with the words in the row whose first cell is `key`."""
    lines, run = text.split("\n"), re.compile(r"`[A-Z0-9/._]+`(?:, `[A-Z0-9/._]+`)*")
    for index, line in enumerate(lines):
        if not line.startswith(f"| {key} | "):
            continue
        for found in run.finditer(line, len(key) + 4):
            if set(names(found.group())) & set(words):
                written = ", ".join(f"`{word}`" for word in words)
                lines[index] = line[:found.start()] + written + line[found.end():]
                return "\n".join(lines)
    raise Malformed(f"{path}: no row {key} with one of {', '.join(words)}")
