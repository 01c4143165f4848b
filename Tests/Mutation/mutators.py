"""The small changes: each takes the tokens of a file and yields (kind, start, end, replacement).

A change with two replacements is yielded as a list of (start, end, replacement) instead. None looks
at types: what does not compile does not count.
"""

from swift_source import CLOSING, OPENING

# Binary operators, with white space on both sides; ranges need none.
OPERATORS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
    "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"],
    "&+": ["&-"], "&-": ["&+"], "&*": ["&+"], "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"],
    "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "|=": ["&="],
    "&+=": ["&-="], "&-=": ["&+="], "&&": ["||"], "||": ["&&"],
}
RANGES = {"..<": "...", "...": "..<"}
COMPARISONS = {"<", "<=", ">", ">=", "==", "!="}
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "|=", "&+=", "&-=", "&*=", "&="}

# Members, each of which is taken for the next of its group.
MEMBERS = [
    ["halfEven", "halfUp", "halfDown"], ["up", "down"], ["ceiling", "floor"],
    ["belowHalf", "half", "aboveHalf", "zero"],
    ["penalty", "fee", "interest", "principal"],
    ["penaltyMinor", "feeMinor", "interestMinor", "principalMinor"],
    ["pending", "partial", "paid", "overdue"],
    ["draft", "pendingApproval", "approved", "active", "completed", "rejected", "cancelled",
     "writtenOff"],
    ["creditOfficer", "supervisor", "admin"],
    ["malformedText", "tooManyFractionDigits", "outOfRange", "divisionByZero"],
    ["invalidTerms", "invalidEvent"], ["illegalTransition", "forbiddenRole"],
    ["amountOutOfRange", "dateOutOfRange"],
    ["min", "max"], ["first", "last"], ["dropFirst", "dropLast"], ["high", "low"],
    ["quotient", "remainder"], ["numerator", "denominator"], ["year", "month", "day"],
    ["filter", "drop"], ["last", "spread"], ["equal", "actual360"],
]
NEXT_MEMBER = {}
for group in MEMBERS:
    for place, member in enumerate(group):
        NEXT_MEMBER.setdefault(member, group[(place + 1) % len(group)])

STATEMENT_WORDS = {"continue", "break", "return"}
DECLARATIONS = {"let", "var", "func", "case", "default", "struct", "enum", "class", "extension",
                "import", "public", "private", "fileprivate", "internal", "static", "init",
                "mutating", "if", "guard", "while", "for", "switch", "else", "protocol", "deinit",
                "throw", "do", "catch", "repeat", "package", "override", "final", "typealias"}


class File:
    """A file's text with what the changes need to know of it."""

    def __init__(self, text, tokens, pairs):
        self.text, self.tokens, self.pairs = text, tokens, pairs

    def at(self, index):
        """The text of a token, or "" outside the file."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def line_of(self, index):
        return self.tokens[index].line if 0 <= index < len(self.tokens) else -1

    def wrap(self, first, last, before, after=")"):
        """Puts the tokens first…last between two texts."""
        return [(self.tokens[first].start, self.tokens[first].start, before),
                (self.tokens[last].end, self.tokens[last].end, after)]


def tokens_swapped(file):
    """Operators, constants, truth values and members."""
    for index, token in enumerate(file.tokens):
        before, after = file.at(index - 1), file.at(index + 1)
        if token.kind == "operator":
            yield from operator_swapped(file, index)
        elif token.kind == "number" and before != ".":
            value = int(token.text.replace("_", ""), 0)
            yield "constant + 1", token.start, token.end, str(value + 1)
            if value > 0:
                yield "constant - 1", token.start, token.end, str(value - 1)
        elif token.text in ("true", "false"):
            other = "false" if token.text == "true" else "true"
            yield "truth value", token.start, token.end, other
        elif token.text in ("min", "max") and after == "(" and before != ".":
            other = "max" if token.text == "min" else "min"
            yield "min and max", token.start, token.end, other
        elif before == "." and token.text in NEXT_MEMBER:
            label = file.at(index - 2) == "case" and file.line_of(index - 2) != file.line_of(index - 3)
            if not label:
                yield "member", token.start, token.end, NEXT_MEMBER[token.text]


def operator_swapped(file, index):
    token, after = file.tokens[index], file.at(index + 1)
    if token.text in RANGES and after not in CLOSING and file.at(index - 1) not in OPENING:
        yield "range", token.start, token.end, RANGES[token.text]
    elif token.spaced and token.text in OPERATORS and file.at(index - 1) != "func":
        for other in OPERATORS[token.text]:
            yield "operator", token.start, token.end, other
    elif token.text in ("!", "-") and prefixes(file, index):
        yield "sign or negation dropped", token.start, token.end, ""
    elif token.text == "?" and token.spaced:
        first = start_of_expression(file, index)
        if first is not None:
            yield "ternary negated", file.wrap(first, index - 1, "!(")


def prefixes(file, index):
    """Whether the operator stands before its operand and after none."""
    token = file.tokens[index]
    before = file.text[token.start - 1]
    return not file.text[token.end].isspace() and (before.isspace() or before in "([")


def start_of_expression(file, index):
    """The first token of the expression that ends before token `index`, on the same line."""
    first = None
    position = index - 1
    while position >= 0 and file.line_of(position) == file.line_of(index):
        text = file.at(position)
        if text in CLOSING:
            position = file.pairs[position]
            if file.line_of(position) != file.line_of(index):
                return None
        elif text in OPENING or text in ("=", "return", ",", ":", "in", "?") or text in ASSIGNMENTS:
            break
        first = position
        position -= 1
    return first


def clauses(file, index):
    """[(first, last)] of the clauses of the `if`, `guard`, `while` or `where` at token `index`."""
    found = []
    first = position = index + 1
    while position < len(file.tokens):
        text = file.at(position)
        ends = text == "{" if file.at(index) != "guard" else text == "else"
        if ends or text == ",":
            if first < position:
                found.append((first, position - 1))
            first = position + 1
            if ends:
                return found
        if text in OPENING:
            position = file.pairs.get(position, position)
        position += 1
    return found


def conditions(file):
    """Branches that are never or always taken, clauses dropped or negated."""
    for index, token in enumerate(file.tokens):
        if token.kind != "word" or token.text not in ("if", "guard", "while", "where"):
            continue
        if token.text == "while" and file.at(index - 1) == "}":
            continue
        if token.text in ("if", "while"):
            yield "branch dropped", token.end, token.end, " false,"
        found = clauses(file, index)
        for first, last in found:
            if file.at(first) in ("let", "var", "case"):
                continue
            if file.line_of(first) != file.line_of(last):
                continue
            if token.text in ("guard", "where") or len(found) > 1:
                yield "clause dropped", file.wrap(first, last, "true || (")
            texts = {file.at(place) for place in range(first, last + 1)}
            if not texts & COMPARISONS and file.at(first) != "!":
                yield "clause negated", file.wrap(first, last, "!(")


def statements(file):
    """Assignments, calls and jumps that fill a line, removed."""
    lines = {}
    for index, token in enumerate(file.tokens):
        lines.setdefault(token.line, []).append(index)
    for places in lines.values():
        first, last = places[0], places[-1]
        removable = removable_part(file, first, last)
        if removable is not None and stands_alone(file, first, last):
            yield ("statement removed", file.tokens[removable].start, file.tokens[last].end,
                   "_ = ()")


def stands_alone(file, first, last):
    """Whether the line is a whole statement: no bracket open, no expression carried on."""
    for index in range(first, last + 1):
        if file.at(index) in OPENING or file.at(index) in CLOSING:
            if not first <= file.pairs.get(index, -1) <= last:
                return False
    carried = ("(", "[", ",", "=", "return", "?")
    return (file.at(first - 1) not in carried and not continues(file, first - 1, False)
            and not continues(file, last + 1, True))


def continues(file, index, begins):
    """Whether the token carries an expression on over the end of a line."""
    if not 0 <= index < len(file.tokens):
        return False
    token = file.tokens[index]
    return token.kind == "operator" and token.text not in "!-" or begins and token.text in ".?)],"


def removable_part(file, first, last):
    """The first token of the statement on the line, past a `case …:`, or None."""
    start = first
    if file.at(first) in ("case", "default"):
        while start <= last and file.at(start) != ":":
            start += 1
        start += 1
        if start > last:
            return None
    text = file.at(start)
    if text in STATEMENT_WORDS and start == last:
        # A `break` that is all of a `case` only says that nothing is to be done.
        return start if file.at(start - 1) != ":" else None
    if text in DECLARATIONS or text in STATEMENT_WORDS or file.tokens[start].kind != "word":
        return None
    depth = 0
    for index in range(start, last + 1):
        depth += (file.at(index) in OPENING) - (file.at(index) in CLOSING)
        if depth == 0 and file.at(index) in ASSIGNMENTS:
            return start
    return start if file.at(last) == ")" else None


ALL = [tokens_swapped, conditions, statements]
