#!/usr/bin/env python3
"""Writes what the headers say once: generated/ (sets of words, limits, layouts, the calls) and native/calls.c.

    generate.py          writes them
    generate.py --check  says whether they are what it would write

It reads include/loan_engine.json, and for comments and for the interface of documents the headers themselves."""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = HERE.parent.parent / "include"
DESCRIBED = json.loads((INCLUDE / "loan_engine.json").read_text())
HEADER = (INCLUDE / "loan_engine.h").read_text()
JSON_HEADER = (INCLUDE / "loan_engine_json.h").read_text()
PACKAGE = "org.loanengine"
MADE = "// Made by scripts/generate.py of the headers in include: do not edit.\n"

# Sets that are Java's own: java.time.DayOfWeek and java.math.RoundingMode have the same words.
JAVA_OWN = ("le_weekdays", "le_mode")
# Sets whose words are not for users.
INNER = {"le_late_kind", "le_new_terms_set"}
NAMES = {"le_arrears": "ArrearsRule"}
# Functions that a virtual machine has no use for: initial values are in the description, columns are Java's.
UNUSED = {"le_error_init", "le_terms_init", "le_statement_init", "le_row_columns_of", "le_word", "le_number",
          "le_describe", "le_version", "le_json_code_name", "le_json_code_number"}

PRIMITIVES = {"char": 1, "uint8_t": 1, "int32_t": 4, "uint32_t": 4, "int64_t": 8, "uint64_t": 8, "size_t": 8}


def camel(name, first):
    words = name.split("_")
    return "".join(w if i == 0 and not first else w[:1].upper() + w[1:] for i, w in enumerate(words))


def class_name(set_name):
    return NAMES.get(set_name) or camel(set_name.removeprefix("le_"), True)


def comment_before(pattern, text):
    found = re.search(r"/\*\*((?:(?!\*/).)*?)\*/\s*" + pattern, text, re.S)
    return tidy(found.group(1)) if found else ""


def tidy(text):
    lines = [re.sub(r"^\s*\*?\s?", "", line).strip() for line in text.strip().splitlines()]
    text = " ".join(line for line in lines if line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"\ble_[a-z_0-9]+(\.[a-z_]+)?", lambda m: "{@code " + m.group(0) + "}", text)


def comment_after(name, text):
    found = re.search(r"\b" + name + r"\s*=[^,}\n]*?,?\s*/\*\*<((?:(?!\*/).)*)\*/", text, re.S)
    return tidy(found.group(1)) if found else ""


def identifier(set_name, name, word):
    if set_name == "le_day_count":
        name = name.removeprefix("LE_DAY_COUNT_")
        return re.sub(r"^30_", "THIRTY_", re.sub(r"^30E_", "THIRTY_E_", name))
    return re.sub(r"[^A-Z0-9]", "_", word)


def json_codes():
    body = re.search(r"enum le_json_code_ \{(.*?)\};", JSON_HEADER, re.S).group(1)
    return [(m.group(1), int(m.group(2)), m.group(1).removeprefix("LE_JSON_"))
            for m in re.finditer(r"(LE_JSON_\w+)\s*=\s*(\d+)", body)]


def enumeration(set_name, words, about, texts):
    name, short = class_name(set_name), set_name.removeprefix("le_")
    out = [MADE, f"package {PACKAGE};\n\n", f"/** {about} */\n", f"public enum {name} implements Word {{\n"]
    for i, (c_name, number, word) in enumerate(words):
        text = texts(c_name) or f"The word {{@code {word}}}."
        end = ";" if i == len(words) - 1 else ","
        out.append(f"    /** {text} */\n    {identifier(set_name, c_name, word)}({number}, \"{word}\"){end}\n")
    out.append(f"""
    private static final {name}[] ALL = values();
    private final int number;
    private final String word;

    {name}(int number, String word) {{
        this.number = number;
        this.word = word;
    }}

    @Override
    public int number() {{
        return number;
    }}

    @Override
    public String word() {{
        return word;
    }}

    /**
     * Finds a word.
     *
     * @param word as {{@link #word}} has it
     * @return its constant
     * @throws LoanEngineException {{@link Code#MALFORMED_INPUT}} for a word that the set does not have
     */
    public static {name} of(String word) {{
        return Words.find(ALL, word, "{short}");
    }}

    /** The constant of a number, or null. */
    static {name} of(int number) {{
        return Words.find(ALL, number);
    }}
}}
""")
    return name, "".join(out)


def enumerations():
    for set_name, described in DESCRIBED["sets"].items():
        if set_name in JAVA_OWN or set_name in INNER:
            continue
        words = [w for w in described["words"] if w[2] is not None]
        about = comment_before(r"typedef u?int32_t " + set_name + ";", HEADER)
        texts = lambda c_name: comment_after(c_name, HEADER)
        if set_name == "le_code":
            about = "Why a call failed: section 5 of the case format, section 4 of the C interface."
            have = {number for _, number, _ in words}
            words += [w for w in json_codes() if w[1] not in have]
            words.sort(key=lambda w: w[1])
            texts = lambda c_name: comment_after(c_name, HEADER + JSON_HEADER)
        yield enumeration(set_name, words, about, texts)


def portfolio_columns():
    """The columns of le_portfolio_columns, by name."""
    body = re.search(r"typedef struct le_portfolio_columns \{(.*?)\} le_portfolio_columns;", JSON_HEADER, re.S).group(1)
    fields = dict(json_structs())["le_portfolio_columns"]["fields"][2:]
    out = [MADE, f"package {PACKAGE};\n\n/** A column of positions that a report reads: section 1 of the documents of portfolios. */\n",
           "public enum PortfolioColumn {\n"]
    for i, field in enumerate(fields):
        text = re.search(r"\b" + field["name"] + r"(?:\[4\])?;\s*/\*\*<((?:(?!\*/).)*)\*/", body, re.S)
        text = f"{{@code {field['name']}}}" + (": " + tidy(text.group(1)) if text else ".")
        wide = "true" if field["type"].startswith("int64") else "false"
        out.append(f"    /** {text} */\n    {field['name'].upper()}({field['at']}, {wide}, {field['count']})"
                   + (";\n" if i == len(fields) - 1 else ",\n"))
    out.append("""
    /** Where its address lies in the struct. */
    final int place;
    /** Whether its values are long. */
    final boolean wide;
    /** Four where it has a column for each component, else one. */
    final int parts;

    PortfolioColumn(int place, boolean wide, int parts) {
        this.place = place;
        this.wide = wide;
        this.parts = parts;
    }
}
""")
    return "PortfolioColumn", "".join(out)


def limits():
    out = [MADE, f"package {PACKAGE};\n\n/** What the engine takes at most. */\npublic final class Limits {{\n"]
    for name, number in DESCRIBED["numbers"].items():
        if name.endswith("_MAX") and not name.startswith("LE_DATE"):
            short = name.removeprefix("LE_")
            out.append(f"    /** {{@code {name}}} of the C interface. */\n    public static final int {short} = {number};\n")
    out.append("\n    private Limits() {}\n}\n")
    return "Limits", "".join(out)


def json_structs():
    """Structs of loan_engine_json.h, laid out as C does: what native/calls.c asserts."""
    for body, name in re.findall(r"typedef struct \w+ \{(.*?)\} (\w+);", JSON_HEADER, re.S):
        at, fields, widest = 0, [], 1
        body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
        for kind, star, field, count in re.findall(r"(?:const )?(\w+)\s+(\*?)(\w+)(?:\[(\d+)\])?;", body):
            size = 8 if star else PRIMITIVES[kind]
            at = (at + size - 1) // size * size
            fields.append({"name": field, "at": at, "type": kind + star, "count": int(count or 1)})
            at += size * int(count or 1)
            widest = max(widest, size)
        yield name, {"size": (at + widest - 1) // widest * widest, "fields": fields}


def structs():
    yield from DESCRIBED["structs"].items()
    yield from json_structs()


def layout():
    out = [MADE, f"package {PACKAGE};\n\n/** Where the fields of the C interface's structs lie, and its numbers. */\n",
           "final class Layout {\n"]
    out.append(f"    static final int ABI = {DESCRIBED['abi']};\n")
    found = re.search(r"#define LE_JSON_ABI_VERSION (\d+)", JSON_HEADER).group(1)
    out.append(f"    static final int JSON_ABI = {found};\n")
    out.append(f"    static final String VERSION = \"{DESCRIBED['version']}\";\n\n")
    for name in ("LE_DATE_MIN", "LE_DATE_MAX", "LE_DATE_NONE", "LE_ERROR_PATH_SIZE", "LE_ERROR_MESSAGE_SIZE"):
        out.append(f"    static final int {name.removeprefix('LE_')} = {DESCRIBED['numbers'][name]};\n")
    for set_name in sorted(INNER):
        out += [f"    static final int {w[0].removeprefix('LE_')} = {w[1]};\n" for w in DESCRIBED["sets"][set_name]["words"]]
    for set_name in JAVA_OWN:
        pairs = ", ".join(f"\"{w[2]}\", {w[1]}" for w in DESCRIBED["sets"][set_name]["words"])
        name = set_name.removeprefix("le_").upper()
        out.append(f"    static final java.util.Map<String, Integer> {name} = java.util.Map.of({pairs});\n")
    out.append("\n    /** Structs that hold data, with their sizes: checked against the library that is loaded. */\n")
    pairs = ", ".join(f"\"{n}\", {s['size']}" for n, s in DESCRIBED["structs"].items())
    out.append("    static final Object[] SIZES = {" + pairs + "};\n")
    for name, described in structs():
        short = name.removeprefix("le_").upper()
        out.append(f"\n    static final int {short}_SIZE = {described['size']};\n")
        out += [f"    static final int {short}_{f['name'].upper()} = {f['at']};\n" for f in described["fields"]
                if f["name"] != "size"]
    out.append("\n    private Layout() {}\n}\n")
    return "Layout", "".join(out)


def functions():
    """Name, result and parameters of each function, from the description and the header of documents."""
    for name, (result, parameters) in DESCRIBED["functions"].items():
        yield name, result, parameters
    text = re.sub(r"/\*.*?\*/", "", JSON_HEADER, flags=re.S)
    for result, name, parameters in re.findall(r"LE_JSON_API ([\w ]+?\*?)\s*(\w+)\(([^)]*)\);", text):
        parameters = [" ".join(p.split()) for p in parameters.split(",")]
        yield name, result.strip(), [] if parameters == ["void"] else parameters


def kind(declared):
    """The Java and the JNI type of a C type."""
    if "*" in declared or "size_t" in declared or "64" in declared:
        return "long", "jlong"
    return ("void", "void") if declared == "void" else ("int", "jint")


def calls():
    java = [MADE, f"package {PACKAGE};\n\n/** The functions of the C interface, as they are: pointers and sizes are longs. */\n",
            "final class Native {\n    static {\n        NativeLibrary.load();\n        NativeLibrary.check();\n    }\n\n    private Native() {}\n\n",
            "    /** The address of a direct buffer's memory; 0 of any other. */\n",
            "    static native long address(java.nio.Buffer buffer);\n\n",
            "    /** The text at an address, up to its zero. */\n    static native String text(long address);\n"]
    c = [MADE.replace("//", "/*").replace("edit.", "edit. */"),
         "#include <jni.h>\n#include \"loan_engine.h\"\n#include \"loan_engine_json.h\"\n\n",
         "#define AT(type, address) ((type)(intptr_t)(address))\n"]
    for name, result, parameters in functions():
        if name in UNUSED:
            continue
        method = camel(name.removeprefix("le_"), False)
        java_arguments, c_parameters, c_arguments = [], [], []
        for parameter in parameters:
            declared, own = re.match(r"(.*?[\s*])(\w+)$", parameter).groups()
            declared = declared.strip()
            java_type, jni_type = kind(declared)
            java_arguments.append(f"{java_type} {camel(own, False)}")
            c_parameters.append(f"{jni_type} {own}")
            c_arguments.append(f"AT({declared}, {own})" if "*" in declared else f"({declared}){own}")
        java_type, jni_type = kind(result)
        java.append(wrapped(f"    static native {java_type} {method}(", java_arguments, ");\n", "\n"))
        value = f"{name}({', '.join(c_arguments)})"
        body = f"    {value};" if result == "void" else \
            f"    return (jlong)(intptr_t){value};" if "*" in result else f"    return ({jni_type}){value};"
        c.append(wrapped(f"JNIEXPORT {jni_type} JNICALL Java_org_loanengine_Native_{method}(",
                         ["JNIEnv *env", "jclass own"] + c_parameters, f") {{\n    (void)env, (void)own;\n{body}\n}}\n", "\n"))
    java.append("}\n")
    c.append("\n/* What generated/Layout.java says of structs. */\n#include <stddef.h>\n")
    for name, described in structs():
        c.append(f"_Static_assert(sizeof({name}) == {described['size']}, \"{name}\");\n")
        c += [f"_Static_assert(offsetof({name}, {f['name']}) == {f['at']}, \"{name}.{f['name']}\");\n"
              for f in described["fields"]]
    return "Native", "".join(java), "".join(c)


def wrapped(begin, items, end, before):
    line, lines = begin, []
    for i, item in enumerate(items):
        item += ", " if i < len(items) - 1 else ""
        if len(line) + len(item) > 110:
            lines.append(line.rstrip())
            line = " " * 12
        line += item
    return before + "\n".join(lines + [line]) + end


def main():
    files = {}
    for name, text in [*enumerations(), portfolio_columns(), limits(), layout()]:
        files[HERE / "generated/org/loanengine" / f"{name}.java"] = text
    name, java, c = calls()
    files[HERE / "generated/org/loanengine" / f"{name}.java"] = java
    files[HERE / "native/calls.c"] = c
    stale = [p for p in (HERE / "generated").rglob("*.java") if p not in files]
    if sys.argv[1:] == ["--check"]:
        wrong = [p for p, text in files.items() if not p.exists() or p.read_text() != text] + stale
        if wrong:
            sys.exit("not what scripts/generate.py writes: " + ", ".join(str(p.relative_to(HERE)) for p in wrong))
        return
    for path in stale:
        path.unlink()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


main()
