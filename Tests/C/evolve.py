#!/usr/bin/env python3
"""The header as an earlier or a later version might have it: what evolution.c is compiled against.

    python3 Tests/C/evolve.py shorter|longer >loan_engine.h

shorter  structs that begin with struct_size lack their last fields, down to the last that is 8 bytes long
longer   they have four words more at the end, called `later`, zero in the _INIT macros
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What a shorter header lacks of each, from this field on.
LAST = {"le_terms": "int64_t tolerance", "le_statement": "le_quote settlement",
        "le_summary": "le_amounts totals", "le_error": None,
        "le_row_columns": "int64_t *penalty_paid", "le_position_columns": "int64_t *installment",
        "le_loans": None, "le_results": "uint64_t reserved;"}


def shorter(text):
    for name, field in LAST.items():
        if field is None:
            continue
        body = re.search(rf"typedef struct {name} \{{\n(.*?)^\}} {name};", text, re.S | re.M)
        start = text.index(field, body.start(1), body.end(1))
        gone = text[start:body.end(1)]
        text = text[:start] + text[body.end(1):]
        # As many values less at the end of the macro.
        gone = re.sub(r"/\*.*?\*/", "", gone, flags=re.S)
        for _ in range(gone.count(";")):
            text = re.sub(rf"(#define {name.upper()}_INIT \\\n(?:.*\\\n)*.*?|#define {name.upper()}_INIT .*?)"
                          r",\s*(?:\\\n\s*)?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^{},\\]+)\}$",
                          r"\1}", text, count=1, flags=re.M)
    return text


def longer(text):
    for name in LAST:
        text = re.sub(rf"^(\}} {name};)$", r"    uint64_t later[4];\n\1", text, flags=re.M)
        text = re.sub(rf"(#define {name.upper()}_INIT (?:\\\n(?:.*\\\n)*)?.*)\}}$",
                      r"\1, {0, 0, 0, 0}}", text, count=1, flags=re.M)
    return text


def main():
    text = (ROOT / "include" / "loan_engine.h").read_text(encoding="utf-8")
    sys.stdout.write({"shorter": shorter, "longer": longer}[sys.argv[1]](text))


if __name__ == "__main__":
    main()
