"""Structs and words of the C interface, read from its own description (loan_engine.json)."""

from __future__ import annotations

import json
import struct
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


def places(name: str, prefix: str = "", at: int = 0) -> dict[str, tuple[int, str]]:
    """Offset and format of each scalar of a struct, by its path: ``rate.numerator``."""
    result: dict[str, tuple[int, str]] = {}
    for field in DESCRIPTION["structs"][name]["fields"]:
        path, type_, offset = prefix + field["name"], field["type"], at + field["at"]
        if type_ in DESCRIPTION["structs"]:
            result.update(places(type_, path + ".", offset))
        elif "count" in field:
            letter = scalar_format(type_) if type_ != "char" else "c"
            for index in range(field["count"]):
                result[f"{path}[{index}]"] = (offset + index * struct.calcsize(letter), letter)
        else:
            result[path] = (offset, scalar_format(type_))
    return result


def packed(name: str, values: dict[str, int]) -> bytearray:
    """A struct of those values, all others zero."""
    data, own = bytearray(size(name)), places(name)
    for path, value in values.items():
        offset, letter = own[path]
        struct.pack_into("<" + letter, data, offset, value)
    return data
