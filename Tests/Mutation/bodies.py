"""The bodies of functions, initializers and computed properties in a Swift file."""

import collections

# opening, closing: the tokens of the braces; start, end: offsets of the text between them.
Body = collections.namedtuple("Body", "opening closing start end")

CALLABLE = {"func", "init", "subscript", "deinit"}
ACCESSORS = {"get", "set", "_read", "_modify", "willSet", "didSet", "unsafeAddress",
             "unsafeMutableAddress"}
MODIFIERS = {"mutating", "nonmutating", "borrowing", "consuming"}
# What begins another declaration: the one before it has no body, as in a protocol.
DECLARATIONS = {"func", "init", "subscript", "deinit", "var", "let", "static", "public", "private",
                "internal", "fileprivate", "package", "case", "struct", "enum", "class", "protocol",
                "extension", "typealias", "mutating", "associatedtype"}


def of_file(file):
    """Every body of a `mutators.File`, in the order of their opening braces."""
    found = []
    for index, token in enumerate(file.tokens):
        if token.kind != "word":
            continue
        opening = None
        if token.text in CALLABLE and file.at(index - 1) != ".":
            opening = brace_of_callable(file, index)
        elif token.text == "var":
            opening = brace_of_property(file, index)
        if opening is not None and opening in file.pairs:
            properties = token.text in ("var", "subscript")
            inner = accessors(file, opening) if properties else []
            found += [body(file, place) for place in inner or [opening]]
    return sorted(found, key=lambda one: one.start)


def body(file, opening):
    closing = file.pairs[opening]
    return Body(opening, closing, file.tokens[opening].end, file.tokens[closing].start)


def brace_of_callable(file, index):
    """The `{` of the function declared at token `index`, or None where it has no body."""
    position = index + 1
    while position < len(file.tokens):
        text = file.at(position)
        if text == "{":
            return position
        if text in ("(", "["):
            position = file.pairs.get(position, position)
        elif text in DECLARATIONS or text in ("}", "=") or text == "@" and starts_line(file, position):
            return None
        position += 1
    return None


def brace_of_property(file, index):
    """The `{` of a computed property declared at token `index`, or None where it is stored."""
    position = index + 1
    while position < len(file.tokens):
        text = file.at(position)
        if position > index + 1 and starts_line(file, position):
            return None
        if text == "{":
            return position
        if text in ("(", "["):
            position = file.pairs.get(position, position)
        elif text in DECLARATIONS or text in ("=", "}", "in"):
            return None
        position += 1
    return None


def starts_line(file, index):
    return file.line_of(index) != file.line_of(index - 1)


def accessors(file, opening):
    """The opening braces of `get`, `set` and the like, or none where the body is the getter's."""
    found = []
    position = opening + 1
    while position < file.pairs[opening]:
        text = file.at(position)
        if text == "@":  # an attribute, and what it takes
            position += 2
            if file.at(position) == "(":
                position = file.pairs[position] + 1
        elif text in MODIFIERS:
            position += 1
        elif text in ACCESSORS:
            while file.at(position) != "{":
                position += 1
                if position >= file.pairs[opening]:  # the `{ get set }` of a protocol
                    return found
            found.append(position)
            position = file.pairs[position] + 1
        else:
            return []
    return found


def innermost(all_bodies, start, end):
    """The smallest body that holds the text from `start` to `end`, or None."""
    holding = [one for one in all_bodies if one.start <= start and end <= one.end]
    return min(holding, key=lambda one: one.end - one.start, default=None)
