"""Swift source as tokens: just enough to change code and never a comment or a string."""

import collections
import re

# start, end: offsets in the text; line: from 0; spaced: white space on both sides.
Token = collections.namedtuple("Token", "kind text start end line spaced")

PATTERN = re.compile(r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n]*)
  | (?P<block>/\*)
  | (?P<string>\#*"(?:"")?)
  | (?P<number>0x[0-9A-Fa-f_]+|0b[01_]+|[0-9][0-9_]*)
  | (?P<word>`?[A-Za-z_$][A-Za-z0-9_$]*`?)
  | (?P<operator>\.\.\.|\.\.<|[-+*/%=<>!&|^~?]+)
  | (?P<mark>[()\[\]{},;:.@\#\\])
""", re.VERBOSE)

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = set(OPENING.values())


def tokens(text):
    """The tokens of `text` without white space and comments; a string is one token."""
    found = []
    position = 0
    while position < len(text):
        match = PATTERN.match(text, position)
        if not match:
            raise ValueError("no token at: " + text[position:position + 40])
        kind, end = match.lastgroup, match.end()
        if kind == "block":
            end = end_of_block_comment(text, position)
        elif kind == "string":
            end = end_of_string(text, position, match.group())
        if kind not in ("space", "comment", "block"):
            spaced = text[position - 1:position].isspace() and text[end:end + 1].isspace()
            found.append(Token(kind, text[position:end], position, end,
                               text.count("\n", 0, position), spaced))
        position = end
    return found


def end_of_block_comment(text, start):
    """Where a `/* */` comment ends; they nest."""
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def end_of_string(text, start, opening):
    """Where a string literal ends, `opening` being its `"`, `\"\"\"` or `#"`."""
    hashes = opening.count("#")
    quotes = opening.lstrip("#")
    position = start + len(opening)
    while position < len(text):
        if text.startswith(quotes + "#" * hashes, position):
            return position + len(quotes) + hashes
        if text.startswith("\\" + "#" * hashes, position):
            position += 1 + hashes
            if text[position] == "(":
                position = end_of_interpolation(text, position)
                continue
        position += 1
    return len(text)


def end_of_interpolation(text, start):
    """Where the `( … )` of an interpolation ends; it may hold strings and brackets."""
    depth = 0
    position = start
    while position < len(text):
        string = re.compile(r'#*"(?:"")?').match(text, position)
        if string:
            position = end_of_string(text, position, string.group())
            continue
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        position += 1
        if depth == 0:
            return position
    return len(text)


def matching(all_tokens):
    """{index of an opening bracket: index of its closing one} and the other way round."""
    pairs = {}
    stack = []
    for index, token in enumerate(all_tokens):
        if token.kind != "mark":
            continue
        if token.text in OPENING:
            stack.append(index)
        elif token.text in CLOSING and stack:
            start = stack.pop()
            pairs[start], pairs[index] = index, start
    return pairs
