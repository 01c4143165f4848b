"""Structs and words of the C interface, read from its own description (loan_engine.json)."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

DESCRIPTION: dict[str, Any] = json.loads(resources.files(__package__).joinpath("loan_engine.json").read_bytes())
NUMBERS: dict[str, int] = DESCRIPTION["numbers"]
FORMATS = {"int64_t": "q", "uint64_t": "Q", "int32_t": "i", "uint32_t": "I", "uint8_t": "B", "size_t": "Q"}
#: Of each set the numbers of its words, as the case format spells them.
WORDS: dict[str, dict[str, int]] = {
    name: {word[2]: word[1] for word in own["words"] if len(word) > 2 and word[2] is not None}
    for name, own in DESCRIPTION["sets"].items()
}
CODES = {number: word for word, number in WORDS["le_code"].items()}


def size(name: str) -> int:
    return DESCRIPTION["structs"][name]["size"]


def scalar_format(type_: str) -> str:
    """The letter of a type; sets of words are 32 bits."""
    if type_ in FORMATS:
        return FORMATS[type_]
    if type_ in DESCRIPTION["sets"]:
        return "I" if DESCRIPTION["sets"][type_]["bits"] else "i"
    return "Q"  # a pointer


def layout(name: str, prefix: str = "", at: int = 0) -> dict[str, tuple[int, str, int, str]]:
    """Offset, format, count and type of each scalar, or array of them, by its path: ``rate.numerator``."""
    result: dict[str, tuple[int, str, int, str]] = {}
    for own in DESCRIPTION["structs"][name]["fields"]:
        path, type_, offset = prefix + own["name"], own["type"], at + own["at"]
        if type_ in DESCRIPTION["structs"]:
            result.update(layout(type_, path + ".", offset))
        else:
            result[path] = (offset, scalar_format(type_), own.get("count", 1), type_)
    return result


def columns_of(name: str) -> dict[str, int]:
    """The columns of a struct of pointers by name, with the bytes of an element; one for each component of arrays."""
    result: dict[str, int] = {}
    for own in DESCRIPTION["structs"][name]["fields"]:
        if own["type"].endswith("*"):
            width = 8 if own["type"].startswith("int64_t") else 4
            names = [own["name"]] if "count" not in own else [
                f"{own['name']}_{word.lower()}" for word in WORDS["le_component"]]
            result.update(dict.fromkeys(names, width))
    return result


ROW_COLUMNS = columns_of("le_row_columns")
POSITION_COLUMNS = columns_of("le_position_columns")
