"""Writes many mutants into one source file: the number of the one to run is read at run time.

A body is repeated for each of its mutants, the choice first:

    {if CMutant.activeMutant == 17 {
    … the body with its change …
    } else {
    … the body as it is …
    }}

This needs nothing of types or precedence: each repetition means what the body alone would mean, and
an `if` that is all of a body may be its value. A constant outside every body, in a table, becomes
`(CMutant.activeMutant == 18 ? 366 : 365)`.
"""

import collections

import bodies

ACTIVE = "CMutant.activeMutant"
OUTSIDE_KINDS = {"constant + 1", "constant - 1", "truth value"}

# text: the file with its switches; places: [(first line, last line, mutants)], the narrowest last.
Switched = collections.namedtuple("Switched", "text places")


def can_place(all_bodies, kind, edits):
    """Whether a change can be made a choice at run time."""
    if bodies.innermost(all_bodies, edits[0][0], edits[-1][1]) is not None:
        return True
    return kind in OUTSIDE_KINDS and len(edits) == 1


def edited(text, start, end, edits):
    """text[start:end] with the edits made."""
    for first, last, replacement in sorted(edits, reverse=True):
        text = text[:first] + replacement + text[last:]
        end += len(replacement) - (last - first)
    return text[start:end]


class Writer:
    """Puts a file together and notes which of its lines belong to which mutants."""

    def __init__(self, text):
        self.text = text
        self.pieces = []
        self.line = 1
        self.places = []

    def put(self, piece):
        self.pieces.append(piece)
        self.line += piece.count("\n")

    def note(self, first, mutants):
        self.places.append((first, self.line, list(mutants)))

    def region(self, start, end, choices):
        """The text from `start` to `end` with every choice in it, the outer ones first."""
        position = start
        while choices:
            first = choices[0]
            inside = [one for one in choices[1:] if one.end <= first.end]
            choices = choices[1 + len(inside):]
            self.put(self.text[position:first.start])
            first.write(self, inside)
            position = first.end
        self.put(self.text[position:end])


class BodyChoice:
    """A body and its mutants: [(number, edits)]."""

    def __init__(self, start, end):
        self.start, self.end, self.mutants = start, end, []

    def write(self, writer, inside):
        begun = writer.line
        for number, edits in self.mutants:
            writer.put(f"if {ACTIVE} == {number} {{\n")
            first = writer.line
            writer.put(edited(writer.text, self.start, self.end, edits))
            writer.note(first, [number])
            writer.put("\n} else ")
        writer.put("{\n")
        writer.region(self.start, self.end, inside)
        writer.put("\n}\n")
        writer.places.insert(0, (begun, writer.line, [number for number, _ in self.mutants]))


class ConstantChoice:
    """A constant outside every body and what its mutants make of it."""

    def __init__(self, start, end):
        self.start, self.end, self.mutants = start, end, []

    def write(self, writer, _):
        value = writer.text[self.start:self.end]
        for number, edits in self.mutants:
            value = f"({ACTIVE} == {number} ? {edits[0][2]} : {value})"
        writer.put(value)
        writer.note(writer.line, [number for number, _ in self.mutants])


def switched(text, all_bodies, numbered):
    """The file with the mutants of `numbered`, [(number, edits)], as a `Switched`."""
    choices = {}
    for number, edits in numbered:
        body = bodies.innermost(all_bodies, edits[0][0], edits[-1][1])
        start, end = (body.start, body.end) if body else edits[0][:2]
        kind = BodyChoice if body else ConstantChoice
        choices.setdefault((start, end), kind(start, end)).mutants.append((number, edits))
    writer = Writer(text)
    outer_first = sorted(choices.values(), key=lambda one: (one.start, -one.end))
    writer.region(0, len(text), outer_first)
    writer.put("\nimport CMutant\n")
    return Switched("".join(writer.pieces), writer.places)


def owners(places, line):
    """The mutants that a compiler's error in that line may be of: as few as can be told."""
    holding = [place for place in places if place[0] <= line <= place[1]]
    return min(holding, key=lambda place: place[1] - place[0])[2] if holding else []
