"""All mutants of the libraries: one small change of one line each."""

import collections
import hashlib

import bodies
import mutators
import swift_source
import switches

LAYERS = ["ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanDisclosure", "Expressions",
          "CreditScoring", "LoanPortfolio"]

# file: below the project; line: from 1; old, new: that line before and after; edits: [(start, end,
# replacement)] of the file's text.
Mutant = collections.namedtuple("Mutant", "file layer line kind old new edits key")


def digest(*parts):
    """A short name for those texts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()[:24]


def parameter_lists(tokens, pairs):
    """[(start, end)] of the parameters of functions and initializers, which are left alone."""
    found = []
    for index, token in enumerate(tokens):
        called = index > 0 and tokens[index - 1].text == "."
        if token.text in ("func", "init", "subscript") and not called:
            opening = index
            while opening < len(tokens) and tokens[opening].text not in ("(", "{"):
                opening += 1
            if opening in pairs and tokens[opening].text == "(":
                found.append((tokens[opening].start, tokens[pairs[opening]].end))
    return found


def read(project, path):
    """The file for mutators, and its bodies."""
    text = (project / path).read_text()
    tokens = swift_source.tokens(text)
    file = mutators.File(text, tokens, swift_source.matching(tokens))
    return file, bodies.of_file(file)


def of_file(project, path):
    """The mutants of one file, each text once."""
    file, all_bodies = read(project, path)
    text = file.text
    excluded = parameter_lists(file.tokens, file.pairs)
    lines = text.split("\n")
    seen = {text}
    for mutator in mutators.ALL:
        for change in mutator(file):
            kind = change[0]
            edits = sorted(change[1] if len(change) == 2 else [change[1:]])
            if any(start <= edits[0][0] < end for start, end in excluded):
                continue
            mutated = switches.edited(text, 0, len(text), edits)
            if mutated in seen or not switches.can_place(all_bodies, kind, edits):
                continue
            seen.add(mutated)
            number = text.count("\n", 0, edits[0][0])
            yield Mutant(path, path.split("/")[1], number + 1, kind, lines[number].strip(),
                         mutated.split("\n")[number].strip(), edits, digest(path, mutated))


def of_libraries(project, filters=()):
    """The mutants of every file whose path holds one of `filters`, or of all files."""
    for layer in LAYERS:
        for source in sorted((project / "Sources" / layer).rglob("*.swift")):
            path = str(source.relative_to(project))
            if not filters or any(part in path for part in filters):
                yield from of_file(project, path)


def sample(mutants, count, seed):
    """`count` of them by lot; a change elsewhere in the sources leaves the rest of the lot alone."""
    occurrences = collections.Counter()
    ranked = []
    for mutant in mutants:
        place = (mutant.file, mutant.old, mutant.new)
        occurrences[place] += 1
        ranked.append((digest(str(seed), *place, str(occurrences[place])), mutant))
    ranked.sort(key=lambda pair: pair[0])
    return [mutant for _, mutant in ranked[:count]]
