#!/usr/bin/env python3
"""The C interface as JSON: what le_describe gives, and what bindings are made from.

    python3 scripts/describe.py          include/loan_engine.json as it should be

    version, abi    of the header
    numbers         macros that are numbers: limits, dates, sizes
    sets            of words, by type: each enumerator's C name, number and word (null: none)
    structs         by name: size, and fields in order with offset, type, count of an array, and where
                    it is not zero, the default (a number; "sizeof" for struct_size)
    functions       by name: what they return, and their parameters as C writes them

A type is a C scalar, a struct, or a set; with a final * it is a pointer. Layouts are those where pointers
have 64 bits. scripts/fields.py writes the file and the constant of the library, and holds them to the
header; it needs python3 alone.
"""
import json
import re

from fields_declared import HEADER, Header, text_of
from fields_written import BITS, Declarations


def functions():
    """Each function's result and parameters."""
    text = re.sub(r"/\*.*?\*/", "", text_of(HEADER), flags=re.DOTALL)
    for result, name, parameters in re.findall(r"^LE_API (.*?[ *])(le_\w+)\((.*?)\);", text,
                                               re.MULTILINE | re.DOTALL):
        each = [" ".join(parameter.split()) for parameter in parameters.split(",")]
        yield name, [result.strip(), [] if each == ["void"] else each]


def field_of(header, field, offset, default):
    said = {"name": field.name, "at": offset, "type": field.kind}
    if field.count is not None:
        said["count"] = field.count
    if field.name == "struct_size":
        said["default"] = "sizeof"
    elif isinstance(default, int) and default != 0:
        said["default"] = default
    return said


def description(declared):
    """The whole of it, as an object."""
    header = declared.header
    numbers = {}
    for name, body in header.macros.items():
        if re.fullmatch(r"\(?-?\d+\)?|INT32_MIN", body):
            numbers[name] = header.value(body.strip("()"))
    sets = {}
    for kind, pairs in header.sets.items():
        words = dict(declared.words_by_number(kind))
        sets[kind] = {"bits": kind in BITS, "words": [
            [name, number, words.get(number)] for name, number in pairs]}
    structs = {}
    for name, fields in header.structs.items():
        offsets, size = header.layout(name)
        defaults = header.defaults(name)
        structs[name] = {"size": size, "fields": [
            field_of(header, field, offsets[field.name], defaults.get(field.name)) for field in fields]}
    version = ".".join(str(numbers.pop(f"LE_VERSION_{part}")) for part in ("MAJOR", "MINOR", "PATCH"))
    return {"version": version, "abi": numbers.pop("LE_ABI_VERSION"), "numbers": numbers, "sets": sets,
            "structs": structs, "functions": dict(functions())}


def pretty(described):
    """A line for each number, word, field and function."""
    def compact(value):
        return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))
    lines = ["{", f'  "version": {compact(described["version"])},', f'  "abi": {described["abi"]},']
    for part in ("numbers", "sets", "structs", "functions"):
        lines.append(f'  "{part}": {{')
        for name, value in described[part].items():
            inner = {"sets": "words", "structs": "fields"}.get(part)
            if inner is None:
                lines.append(f'    "{name}": {compact(value)},')
                continue
            head = next(key for key in value if key != inner)
            lines.append(f'    "{name}": {{"{head}": {compact(value[head])}, "{inner}": [')
            lines += [f"      {compact(each)}," for each in value[inner]]
            lines[-1] = lines[-1][:-1] + "]},"
        lines[-1] = lines[-1][:-1]
        lines.append("  },")
    lines[-1] = "  }"
    return "\n".join([*lines, "}"]) + "\n"


def main():
    print(pretty(description(Declarations())), end="")


if __name__ == "__main__":
    main()
