"""What scripts/fields.py writes: the blocks and lists that repeat a declaration."""

import json
import re
import textwrap
from collections import namedtuple

from fields_declared import (
    HEADER, Header, Malformed, closed_sets, event_fields, events_with,
    installment_fields, names, term_paths, text_of, transitions)

WIDTH = 100

# Where a closed set of Swift is repeated: its type in the header, what its constants there begin with
# (None: they have names of their own), the number of its first word there, and the first cell of the
# row that lists its words in docs/case-format.md. None: not there.
Place = namedtuple("Place", "type constants first format")
SETS = {
    "RateUnit": Place("le_rate_per", "LE_RATE_", 0, "`rate.per`"),
    "InterestMethod": Place("le_interest_method", "LE_", 0, "`interestMethod`"),
    "Amortization": Place("le_amortization", "LE_", 0, "`amortization`"),
    "TermUnit": Place("le_unit", "LE_UNIT_", 0, "`termUnit`"),
    "DayCount": Place("le_day_count", "LE_DAY_COUNT_", 0, "`dayCount`"),
    "RoundingMode": Place("le_mode", "LE_", 0,
                          "`rounding.mode`, `.interestMode`, `.installmentMode`"),
    "Leveling": Place("le_leveling", "LE_LEVELING_", 0, "`leveling`"),
    "FlatInterest": Place("le_flat_interest", "LE_FLAT_INTEREST_", 0, "`flatInterest`"),
    "Residual": Place("le_residual", "LE_RESIDUAL_", 0, "`residual`"),
    "NonWorkingDayRule": Place("le_non_working_rule", "LE_", 0, "`nonWorkingDays.rule`"),
    "AllocationGrouping": Place("le_across", "LE_ACROSS_", 0, "`allocation.across`"),
    "EventType": Place("le_event_type", "LE_", 0, "`type`"),
    "Role": Place("le_role", "LE_", 1, "`role`"),
    "Component": Place("le_component", "LE_", 0,
                       "`allocation.order`, `.pastDue`, `.due`, `.inAdvance`"),
    "LoanStatus": Place("le_loan_status", "LE_", 0, None),
    "InstallmentStatus": Place("le_row_status", "LE_ROW_", 0, "`status`"),
    "Weekday": Place("le_weekdays", "LE_", 0, None),
    "Code": Place("le_code", "LE_", 1, "`code`"),
    "Accrual": Place("le_accrual", "LE_ACCRUAL_", 0, None),
    "AdjustmentKind": Place("le_posting_kind", None, 1, None),
    "AdvanceOrder": Place("le_advance", "LE_ADVANCE_", 0, None),
    "Base": Place("le_late_base", "LE_LATE_BASE_", 0, None),
    "DaysPastDueStart": Place("le_days_from", "LE_DAYS_FROM_", 0, None),
    "FirstPeriod": Place("le_first_period", "LE_FIRST_PERIOD_", 0, None),
    "PrepaymentEffect": Place("le_prepayment_effect", "LE_PREPAYMENT_", 0, None),
    "UpfrontFeeCollection": Place("le_collect", "LE_COLLECT_", 0, None),
    "PrepaymentInterest": Place("le_prepayment_interest", "LE_PREPAYMENT_INTEREST_", 0, None),
    "RateChangeKeep": Place("le_keep", "LE_KEEP_", 0, None),
    "RescheduledArrears": Place("le_arrears", "LE_ARREARS_", 0, None),
    "SettlementInterest": Place("le_settlement_interest", "LE_SETTLEMENT_INTEREST_", 0, None),
    "Start": Place("le_late_from", "LE_LATE_FROM_", 0, None),
}
# Sets of the header alone, and numbers of the others that Swift does not have: what is cut off an
# enumerator to have its word, and those that have none.
OWN_WORDS = {"le_code": "LE_", "le_posting_kind": "LE_", "le_row_kind": "LE_ROW_", "le_late_kind": "LE_LATE_",
             "le_new_terms_set": "LE_SET_"}
NO_WORD = {"LE_STATUS_NONE", "LE_ROLE_NONE"}
# Sets whose numbers are bits.
BITS = {"le_weekdays", "le_new_terms_set"}

# Names of the header that are no part of the interface's numbers: they change with each version.
NOT_FIXED = {"LE_VERSION", "LE_VERSION_MAJOR", "LE_VERSION_MINOR", "LE_VERSION_PATCH",
             "LE_ABI_VERSION", "LE_API"}


def wrapped(parts, begin, indent, end=""):
    """`begin` and the parts with commas between them, in lines of at most WIDTH."""
    text = begin + ", ".join(part.replace(" ", "\0") for part in parts) + end
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False,
                          break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def zero_lines(text):
    """Lines of a Swift literal that go on in the next, cut behind zeros."""
    lines = textwrap.wrap(text.replace("\\0", "\\0 "), WIDTH - 8, break_long_words=False,
                          break_on_hyphens=False)
    return ["    " + line.replace(" ", "") + "\\" for line in lines]


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

    def words_by_number(self, kind):
        """(number, word) of a set of the header, in order; those without a word left out."""
        own = {}
        for name, place in SETS.items():
            if place.type == kind:
                own = {1 << word.number if kind in BITS else word.number + place.first: word.text
                       for word in self.sets[name]}
        for name, number in self.header.sets[kind]:
            if number in own:
                yield number, own.pop(number)
            elif name not in NO_WORD:
                yield number, name.removeprefix(OWN_WORDS[kind])
        if own:
            raise Malformed(f"{HEADER}: {kind} lacks {', '.join(own.values())}")

    # -- blocks --

    def word_table(self):
        """Sources/LoanEngineC/Words.swift"""
        yield "/// Each set's name, its first number (b: bits from that one on), its words; zeros end texts."
        yield "private let wordTable: StaticString ="
        yield "    \"\"\""
        for kind in self.header.sets:
            runs = []
            for number, word in self.words_by_number(kind):
                place = number.bit_length() - 1 if kind in BITS else number
                if not runs or runs[-1][0] + len(runs[-1][1]) != place:
                    runs.append((place, []))
                runs[-1][1].append(word)
            for first, words in runs:
                head = ("b" if kind in BITS else "") + str(first)
                text = "".join(part + "\\0" for part in [kind, head, *words]) + "\\0"
                yield from zero_lines(text)
        yield "    \\0"
        yield "    \"\"\""
        yield ""
        yield "/// Each struct's name and size."
        yield "private let sizeTable: StaticString ="
        yield "    \"\"\""
        yield from zero_lines("".join(
            f"{name}\\0{self.header.size(name)}\\0" for name in self.header.structs))
        yield "    \\0"
        yield "    \"\"\""

    def described(self):
        """Sources/LoanEngineC/Description.swift"""
        # Imported here: describe.py begins with these declarations.
        from describe import description
        text = json.dumps(description(self), separators=(",", ":"))
        yield "private let description: StaticString ="
        yield '    """'
        while text:
            cut = text.rfind(",", 0, WIDTH - 6) + 1 if len(text) > WIDTH - 6 else len(text)
            # A line that begins or ends with a space would lose it.
            while text[cut - 1] == " " or text[cut:cut + 1] == " ":
                cut = text.rfind(",", 0, cut - 1) + 1
            yield "    " + text[:cut] + "\\"
            text = text[cut:]
        yield "    \\0"
        yield '    """'

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
        for group in self.header.sets.values():
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
        columns = [field for field in self.header.structs["le_row_columns"] if "*" in field.kind]
        yield from each("EACH_COLUMN", "The columns of le_row_columns: DO(type, name).", columns)
        yield f"enum {{ COLUMN_COUNT = {len(columns)} }};"
        for name, words in (("STATUS", "LoanStatus"), ("EVENT", "EventType"), ("ROLE", "Role")):
            yield f"enum {{ {name}_COUNT = {len(self.words(words))} }};"
            yield f"#define {name}_NAMES \\"
            lines = wrapped([f'"{word}"' for word in self.words(words)], "    {", "     ", "}")
            yield from [line + " \\" for line in lines[:-1]] + lines[-1:]
        yield ""
        for field in ("amount", "of"):
            types = " || ".join(f"(type) == LE_{word}" for word in events_with(field))
            yield f"/// Whether an event of the type has `{field}`: section 3 of docs/case-format.md."
            yield f"#define HAS_{field.upper()}(type) ({types})"
        yield ""
        yield "/// Event, status, status after it, and a bit for each role that may do it: section 8 of"
        yield "/// docs/semantics.md, a line for each status that takes an event."
        yield "#define TRANSITIONS \\"
        last = len(self.transitions) - 1
        for index, line in enumerate(self.transitions):
            roles = sum(1 << self.words("Role").index(role) for role in line.roles)
            yield (f"    {'{' if index == 0 else ' '}{{LE_{line.event}, LE_{line.source}, "
                   f"LE_{line.target}, {roles}}}" + ("}" if index == last else ", \\"))

    def python_words(self):
        """Tests/C/loan_engine.py"""
        yield "SETS = {"
        for kind in self.header.sets:
            parts = [f'"{word}": {number}' for number, word in self.words_by_number(kind)]
            yield from wrapped(parts, f'    "{kind}": {{', "        ", "},")
        yield "}"

    def python_layouts(self):
        """Tests/C/loan_engine.py"""
        for name, fields in self.header.structs.items():
            parts, run = [], []
            for index, field in enumerate(fields):
                kind = python_kind(field, self.header.bases)
                run.append(field.name)
                following = fields[index + 1] if index + 1 < len(fields) else None
                if following is not None and python_kind(following, self.header.bases) == kind:
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
            words = [f'"{field.name}": "{field.kind}"' for field in fields
                     if field.kind in self.header.sets]
            if words:
                yield from wrapped(words, f"{python_name(name)}.words = {{", "    ", "}")
            defaults = self.header.defaults(name)
            kinds = {field.name: field for field in fields}
            parts = [f'"{field}": {python_value(value, kinds[field], self.header.bases)}'
                     for field, value in defaults.items()]
            if parts:
                yield from wrapped(parts, f"{python_name(name)}.defaults = {{", "    ", "}")

    # -- files --

    def files(self):
        """Path and text of every file of which something is written, as it should be."""
        blocks = {
            "Sources/CLoanEngine/static_asserts.c": {"offsets": self.offsets},
            "Sources/CLoanEngine/constants.c": {"numbers": self.numbers},
            "Sources/LoanEngineC/Words.swift": {"words": self.word_table},
            "Sources/LoanEngineC/Description.swift": {"description": self.described},
            "Tests/C/fields.h": {"lists": self.lists},
            "Tests/C/loan_engine.py": {
                "words": self.python_words, "layouts": self.python_layouts},
        }
        for path, written in blocks.items():
            text = text_of(path)
            for name, lines in written.items():
                text = with_block(path, text, name, list(lines()))
            yield path, text
        from describe import description, pretty
        yield "include/loan_engine.json", pretty(description(self))
        path = "docs/case-format.md"
        text = text_of(path)
        for name, place in SETS.items():
            if place.format is not None:
                text = with_words(path, text, place.format, self.words(name))
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


def python_kind(field, bases):
    scalars = {"int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64",
               "uint64_t": "c_uint64", "char": "c_char", "uint8_t": "c_uint8", "size_t": "c_size_t"}
    if field.kind == "void*":
        return "c_void_p"
    base = field.kind.rstrip("*")
    base = bases.get(base, base)
    kind = scalars.get(base) or python_name(base)
    if field.kind.endswith("*"):
        kind = f"POINTER({kind})"
    return kind if field.count is None else f"{kind} * {field.count}"


def python_value(value, field, bases):
    if isinstance(value, list):
        kind = python_kind(field, bases)
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
