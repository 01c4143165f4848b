"""Section 10: expressions. Words, then the tree, then values of three-valued logic.

A value is MISSING or a pair (type, value): numbers are Fractions, dates day numbers, texts bytes.
"""

import re
from fractions import Fraction

from .common import DocumentError, Number, exact_text, format_date
from loan_oracle.dates import LAST_DAY, parse_date
from loan_oracle.quantities import LoanError

MISSING = ("MISSING", None)
RESERVED = {"and", "or", "not", "in", "between", "is", "missing", "true", "false"}
FUNCTIONS = {"min": (1, 64), "max": (1, 64), "coalesce": (1, 64), "if": (3, 3), "abs": (1, 1),
             "number": (1, 1), "date": (1, 1)}
BYTES, TOKENS, DEPTH, LISTED, PARTS, DIGITS, BITS = 4096, 1000, 64, 256, 8, 38, 4096


class Fault(Exception):
    def __init__(self, code, position, message=""):
        super().__init__(code, position, message)
        self.code, self.position, self.message = code, position, message


def invalid(position, message=""):
    return Fault("INVALID_EXPRESSION", position, message)


def limit(position, message):
    return Fault("LIMIT_EXCEEDED", position, message)


WORD = re.compile(rb"(?P<blank>[ \t\r\n]+)|(?P<number>[0-9]+(\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
                  rb"|(?P<text>'([^']|'')*')|(?P<sign><=|>=|!=|[=<>+\-*/(),.\[\]])", re.S)


def words(text):
    """[(kind, bytes, position)], the last of kind end. Choice: all words are read before any grammar."""
    source = text.encode("utf-8")
    if len(source) > BYTES:
        raise limit(BYTES, "bytes")
    found, at = [], 0
    while at < len(source):
        match = WORD.match(source, at)
        if match is None:
            raise invalid(len(source) if source[at:at + 1] == b"'" else at, "no word")
        kind, word = match.lastgroup, match.group()
        if kind != "blank":
            if len(found) == TOKENS:
                raise limit(at, "tokens")
            if kind == "number" and len(word.replace(b".", b"")) > DIGITS:
                raise limit(at, "digits")
            if kind == "name" and word.decode() in RESERVED:
                kind = "word"
            found.append((kind, word, at))
        at = match.end()
    found.append(("end", b"", len(source)))
    return found


class Parser:
    def __init__(self, text):
        self.words, self.at, self.depth = words(text), 0, 0

    @property
    def position(self):
        return self.words[self.at][2]

    def sees(self, *texts):
        kind, word, _ = self.words[self.at]
        return kind in ("sign", "word") and word.decode() in texts

    def take(self):
        word = self.words[self.at]
        self.at += 1
        return word

    def unexpected(self):
        return invalid(self.position, "not expected")

    def expect(self, text):
        if not self.sees(text):
            raise self.unexpected()
        return self.take()

    def deeper(self):
        """Choice: the position is that of the word behind what opens."""
        self.depth += 1
        if self.depth > DEPTH:
            raise limit(self.position, "nested")

    def whole(self):
        tree = self.parse_or()
        if self.words[self.at][0] != "end":
            raise self.unexpected()
        return tree

    def parse_or(self):
        left = self.parse_and()
        while self.sees("or"):
            position = self.take()[2]
            left = ("or", position, left, self.parse_and())
        return left

    def parse_and(self):
        left = self.parse_not()
        while self.sees("and"):
            position = self.take()[2]
            left = ("and", position, left, self.parse_not())
        return left

    def parse_not(self):
        if not self.sees("not"):
            return self.parse_compare()
        position = self.take()[2]
        self.deeper()
        tree = ("not", position, self.parse_not())
        self.depth -= 1
        return tree

    def parse_compare(self):
        left = self.parse_sum()
        if self.sees("=", "!=", "<", "<=", ">", ">="):
            _, sign, position = self.take()
            return ("compare", position, sign.decode(), left, self.parse_sum())
        if self.sees("is"):
            position = self.take()[2]
            negated = self.sees("not")
            if negated:
                self.take()
            self.expect("missing")
            return ("is", position, negated, left)
        start, negated = self.position, self.sees("not")
        if negated:
            self.take()
            if not self.sees("in", "between"):
                raise self.unexpected()
        if self.sees("in"):
            self.take()
            self.expect("(")
            tree = ("in", start, left, self.listed(LISTED))
        elif self.sees("between"):
            self.take()
            low = self.parse_sum()
            self.expect("and")
            tree = ("between", start, left, low, self.parse_sum())
        else:
            return left
        return ("negated", start, tree) if negated else tree

    def listed(self, most):
        """What follows an opening parenthesis."""
        self.deeper()
        values = [self.parse_or()]
        while self.sees(","):
            self.take()
            if most is not None and len(values) == most:
                raise limit(self.position, "listed")
            values.append(self.parse_or())
        self.expect(")")
        self.depth -= 1
        return values

    def parse_sum(self):
        left = self.parse_product()
        while self.sees("+", "-"):
            _, sign, position = self.take()
            left = ("arithmetic", position, sign.decode(), left, self.parse_product())
        return left

    def parse_product(self):
        left = self.parse_unary()
        while self.sees("*", "/"):
            _, sign, position = self.take()
            left = ("arithmetic", position, sign.decode(), left, self.parse_unary())
        return left

    def parse_unary(self):
        if not self.sees("-"):
            return self.parse_value()
        position = self.take()[2]
        self.deeper()
        tree = ("minus", position, self.parse_unary())
        self.depth -= 1
        return tree

    def parse_value(self):
        kind, word, position = self.words[self.at]
        if kind == "number":
            self.take()
            return ("value", position, ("NUMBER", Fraction(word.decode())))
        if kind == "text":
            self.take()
            return ("value", position, ("TEXT", word[1:-1].replace(b"''", b"'")))
        if self.sees("true", "false"):
            self.take()
            return ("value", position, ("BOOLEAN", word == b"true"))
        if self.sees("missing"):
            self.take()
            return ("value", position, MISSING)
        if self.sees("("):
            self.take()
            self.deeper()
            tree = self.parse_or()
            self.expect(")")
            self.depth -= 1
            return tree
        if kind != "name":
            raise self.unexpected()
        self.take()
        if self.sees("("):
            name = word.decode()
            if name not in FUNCTIONS:
                raise invalid(position, "no function")
            self.take()
            values = self.listed(None)
            low, high = FUNCTIONS[name]
            if not low <= len(values) <= high:
                raise invalid(position, "number of values")
            return ("call", position, name, values)
        return self.parse_path(word, position)

    def parse_path(self, word, position):
        parts = [word.decode()]
        while self.sees(".", "["):
            opening = self.take()[1]
            kind, part, at = self.words[self.at]
            if len(parts) == PARTS:
                raise limit(at, "parts")
            if opening == b".":
                # Choice: after a point any name, a reserved one too.
                if kind != "name" and not (kind == "word" and part.decode() in RESERVED):
                    raise self.unexpected()
                part = part.decode()
                self.take()
            else:
                if kind != "number" or b"." in part:
                    raise self.unexpected()
                part = int(part)
                self.take()
                self.expect("]")
            parts.append(part)
        return ("path", position, parts)


def parse(text):
    return Parser(text).whole()


# ------------------------------------------------------------------------------------------------

def json_value(value, position):
    """A JSON value of data where a path ends."""
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return ("BOOLEAN", value)
    if isinstance(value, Number):
        return number(Fraction(value.text), position)
    if isinstance(value, str):
        return ("TEXT", value.encode("utf-8"))
    if isinstance(value, tuple):  # a value already
        return value
    raise invalid(position, "an object or a list")


def number(value, position):
    if max(abs(value.numerator).bit_length(), value.denominator.bit_length()) > BITS:
        raise limit(position, "bits")
    return ("NUMBER", value)


def three(value, position):
    if value == MISSING:
        return None
    if value[0] != "BOOLEAN":
        raise invalid(position, "no BOOLEAN")
    return value[1]


def truth(value):
    return MISSING if value is None else ("BOOLEAN", value)


def compare(sign, left, right, position):
    """True, False or None."""
    if left == MISSING or right == MISSING:
        return None
    if left[0] != right[0]:
        raise invalid(position, "types")
    if sign in ("=", "!="):
        return (left[1] == right[1]) == (sign == "=")
    if left[0] not in ("NUMBER", "DATE"):
        raise invalid(position, "types")
    return {"<": left[1] < right[1], "<=": left[1] <= right[1],
            ">": left[1] > right[1], ">=": left[1] >= right[1]}[sign]


def both(left, right):
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def arithmetic(sign, left, right, position):
    if left == MISSING or right == MISSING:
        return MISSING
    kinds, a, b = (left[0], right[0]), left[1], right[1]
    if kinds == ("NUMBER", "NUMBER"):
        if sign == "/":
            return MISSING if b == 0 else number(a / b, position)
        return number({"+": a + b, "-": a - b, "*": a * b}[sign], position)
    if kinds == ("DATE", "DATE") and sign == "-":
        return ("NUMBER", Fraction(a - b))
    if kinds == ("DATE", "NUMBER") and sign in ("+", "-") and b.denominator == 1:
        day = a + int(b) * (1 if sign == "+" else -1)
        if not 1 <= day <= LAST_DAY:
            raise invalid(position, "leaves the calendar")
        return ("DATE", day)
    raise invalid(position, "types")


def evaluate(tree, data):
    kind, position = tree[0], tree[1]
    if kind == "value":
        return tree[2]
    if kind == "path":
        return follow(tree[2], data, position)
    if kind in ("and", "or"):
        decides = kind == "or"
        left = three(evaluate(tree[2], data), position)
        if left is decides:
            return truth(left)
        right = three(evaluate(tree[3], data), position)
        if right is decides:
            return truth(right)
        return MISSING if left is None or right is None else truth(not decides)
    if kind in ("not", "negated"):
        value = three(evaluate(tree[2], data), position)
        return truth(None if value is None else not value)
    if kind == "compare":
        left, right = evaluate(tree[3], data), evaluate(tree[4], data)
        return truth(compare(tree[2], left, right, position))
    if kind == "is":
        return truth((evaluate(tree[3], data) == MISSING) != tree[2])
    if kind == "in":
        value, is_missing = evaluate(tree[2], data), False
        for each in tree[3]:
            same = compare("=", value, evaluate(each, data), position)
            if same:
                return truth(True)
            is_missing = is_missing or same is None
        return MISSING if is_missing else truth(False)
    if kind == "between":
        value, low, high = (evaluate(each, data) for each in tree[2:])
        return truth(both(compare(">=", value, low, position), compare("<=", value, high, position)))
    if kind == "minus":
        value = evaluate(tree[2], data)
        if value == MISSING:
            return MISSING
        if value[0] != "NUMBER":
            raise invalid(position, "types")
        return ("NUMBER", -value[1])
    if kind == "arithmetic":
        left, right = evaluate(tree[3], data), evaluate(tree[4], data)
        return arithmetic(tree[2], left, right, position)
    return call(tree[2], tree[3], data, position)


def follow(parts, data, position):
    value = data
    for part in parts:
        if value is None:
            return MISSING
        # Choice: the index of an object and the name in a list are parts that these do not have.
        if isinstance(part, str) and isinstance(value, dict):
            value = value.get(part)
        elif isinstance(part, int) and isinstance(value, list):
            value = value[part] if part < len(value) else None
        else:
            raise invalid(position, "no such part")
    return json_value(value, position)


def call(name, values, data, position):
    if name == "if":
        condition = three(evaluate(values[0], data), position)
        return MISSING if condition is None else evaluate(values[1 if condition else 2], data)
    if name == "coalesce":
        for each in values:
            value = evaluate(each, data)
            if value != MISSING:
                return value
        return MISSING
    found = [evaluate(each, data) for each in values]
    if MISSING in found:
        return MISSING
    value = found[0]
    if name in ("min", "max"):
        if value[0] not in ("NUMBER", "DATE") or any(each[0] != value[0] for each in found):
            raise invalid(position, "types")
        return (min if name == "min" else max)(found, key=lambda each: each[1])
    if name == "abs":
        if value[0] != "NUMBER":
            raise invalid(position, "types")
        return ("NUMBER", abs(value[1]))
    wanted = name.upper()
    if value[0] == wanted:
        return value
    if value[0] != "TEXT":
        raise invalid(position, "types")
    text = value[1].decode("utf-8")
    if name == "date":
        try:
            return ("DATE", parse_date(text, "", ""))
        except LoanError:
            raise invalid(position, "no date")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text, re.A):
        raise invalid(position, "no decimal")
    return number(Fraction(text), position)


# ------------------------------------------------------------------------------------------------

def run(tree, data, path):
    try:
        return evaluate(tree, data)
    except Fault as fault:
        raise DocumentError(fault.code, path, fault.message, fault.position)


def read(text, path):
    try:
        return parse(text)
    except Fault as fault:
        raise DocumentError(fault.code, path, fault.message, fault.position)


def shown(value):
    kind, inner = value
    if kind == "NUMBER":
        inner = exact_text(inner)
    elif kind == "TEXT":
        inner = inner.decode("utf-8")
    elif kind == "DATE":
        inner = format_date(inner)
    return {"type": kind, "value": inner}
