#!/usr/bin/env python3
"""Reports over columns through libloanengine-json: the measures that the report command gives.

    python3 Tests/C/portfolio.py LIBRARY ENGINE [--count N] [--seed S]

LIBRARY is libloanengine-json.so, ENGINE the loan-engine command. Random positions go as lines to the command
and as columns to le_portfolio_add, under several reports and groupings: each group's measures are the same
bytes, whatever the split, the order of merging and the stride. Then rows, memory and arguments without sense.
The last line is 'N passed, N failed'.
"""
import argparse
import ctypes
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEADER = (ROOT / "include" / "loan_engine_json.h").read_text()
CODES = {name: int(number) for name, number in re.findall(r"LE_JSON_([A-Z_]+) = ([0-9]+)", HEADER)}
STATUSES = ["DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED", "WRITTEN_OFF"]
COMPONENTS = ["principal", "interest", "fee", "penalty"]
FLOWS = {"flow_due": ("due",), "flow_paid_of_due": ("paidOfDue",), "flow_paid_on_time": ("paidOnTime",),
         "flow_brought_forward": ("broughtForward",), "flow_collected_arrears": ("collected", "arrears"),
         "flow_collected_current": ("collected", "current"), "flow_collected_advance": ("collected", "advance")}
NO_GROUP, NO_DATE = 2 ** 32 - 1, -2 ** 31
passed = failed = 0


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED %s %s" % (name, str(seen)[:400]))


def fields():
    """[(name, C type, count)] of the struct, as the header declares it."""
    body = re.search(r"typedef struct le_portfolio_columns \{(.*?)\} le_portfolio_columns;", HEADER, re.S).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    found = re.findall(r"(?:const )?(uint32_t|int32_t|int64_t) \*?(\w+)(?:\[(\d)\])?;", body)
    return [(name, kind, int(count or 0)) for kind, name, count in found]


FIELDS = fields()


class Columns(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32 if kind == "uint32_t" else ctypes.c_void_p * count if count
                 else ctypes.c_void_p) for name, kind, count in FIELDS]


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        size, pointer = ctypes.c_size_t, ctypes.c_void_p
        self.c.le_portfolio_read.argtypes = [ctypes.c_char_p, size, pointer, size, pointer, pointer, size, pointer]
        self.c.le_portfolio_size.argtypes, self.c.le_portfolio_size.restype = [pointer], size
        self.c.le_portfolio_add.argtypes = [pointer, pointer, size, pointer, pointer, size, pointer]
        self.c.le_portfolio_merge.argtypes = [pointer, pointer, pointer, size]
        self.c.le_portfolio_finish.argtypes = [pointer, pointer, ctypes.c_int32, pointer, size, pointer]

    def read(self, report):
        text = report if isinstance(report, bytes) else json.dumps(report).encode()
        needed = ctypes.c_size_t()
        out = ctypes.create_string_buffer(4096)
        length = ctypes.c_size_t()
        code = self.c.le_portfolio_read(text, len(text), None, 0, ctypes.byref(needed), ctypes.addressof(out), 4096,
                                        ctypes.byref(length))
        if code != CODES["BUFFER_TOO_SMALL"]:
            return code, out.raw[:length.value]
        spec = (ctypes.c_uint64 * (needed.value // 8))()
        code = self.c.le_portfolio_read(text, len(text), ctypes.addressof(spec), needed.value, None, None, 0, None)
        return code, spec

    def sums(self, spec, groups):
        return (ctypes.c_uint64 * (groups * self.c.le_portfolio_size(spec) // 8))()

    def finish(self, spec, sums, group, exponent=2):
        capacity = 1 << 17
        out, needed = ctypes.create_string_buffer(capacity), ctypes.c_size_t()
        start = ctypes.addressof(sums) + group * self.c.le_portfolio_size(spec)
        code = self.c.le_portfolio_finish(spec, start, exponent, ctypes.addressof(out), capacity, ctypes.byref(needed))
        return code, out.raw[:needed.value]


def positions(rng, count):
    """Positions as the case format has them, some of them in error."""
    found = []
    for number in range(count):
        status = rng.choice(["ACTIVE"] * 6 + STATUSES)
        own = {"loan": "L%d" % number, "currency": "NGN", "status": status}
        def parts(most):
            return {name: "%d.%02d" % (rng.randrange(most), rng.randrange(100)) for name in COMPONENTS}
        def lower(parts):
            return {name: "%d.%02d" % divmod(rng.randint(0, minor(parts[name])), 100) for name in parts}
        if status in ("ACTIVE", "WRITTEN_OFF"):
            own["outstanding"] = parts(rng.choice([10, 100000, 9 * 10 ** 13]))
            if rng.random() < 0.5:
                own["arrears"] = dict(lower(own["outstanding"]), daysPastDue=rng.choice([1, 5, 30, 31, 91, 400]))
                if all(minor(own["arrears"][name]) == 0 for name in COMPONENTS):
                    del own["arrears"]
            own["nextDue"] = {"sequence": 1, "dueDate": rng.choice(["2026-05-01", "2026-06-30", "2026-07-15"]),
                              "amount": "1.00"}
        own["restructured"] = rng.random() < 0.2
        own["countBorrower"] = rng.random() < 0.8
        own["disbursedAmount"] = "%d.00" % rng.randrange(10 ** 6)
        own["writtenOff"], own["recovered"] = "%d.50" % rng.randrange(1000), "%d.25" % rng.randrange(1000)
        if rng.random() < 0.6:
            own["previous"] = {"status": rng.choice(STATUSES), "principal": "%d.00" % rng.randrange(10 ** 5),
                               "daysPastDue": rng.choice([0, 0, 1, 35, 100])}
        if rng.random() < 0.6:
            due = parts(1000)
            paid = lower(due)
            own["flows"] = {"due": due, "paidOfDue": paid, "paidOnTime": lower(paid), "broughtForward": parts(1000),
                            "collected": {name: parts(1000) for name in ("arrears", "current", "advance")},
                            "disbursed": "%d.00" % rng.choice([0, 5000]), "writtenOff": "1.00", "recovered": "2.00",
                            "submitted": rng.randrange(4), "approved": rng.randrange(4), "rejected": rng.randrange(4)}
        if rng.random() < 0.05:
            fault = rng.choice(["arrears", "days", "status", "flows"])
            if fault == "arrears":
                own["outstanding"], own["status"] = {"principal": "1.00"}, "ACTIVE"
                own["arrears"] = {"principal": "1.01", "daysPastDue": 3}
            elif fault == "days":
                own["arrears"] = {"daysPastDue": 3}
            elif fault == "status":
                own["outstanding"], own["status"] = {"principal": "1.00"}, "COMPLETED"
                own.pop("arrears", None)
            else:
                own["flows"] = {"due": {"fee": "1.00"}, "paidOfDue": {"fee": "1.01"}}
        own["dimensions"] = {"officer": "O%d" % rng.randrange(5)}
        found.append(own)
    return found


def minor(text):
    whole, _, digits = text.partition(".")
    return int(whole) * 100 + int((digits + "00")[:2])


def days(text):
    import datetime
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def column_values(own):
    """{(name, component): value} of a position."""
    values = {"status": STATUSES.index(own["status"]), "days_past_due": own.get("arrears", {}).get("daysPastDue", 0),
              "next_due_date": days(own["nextDue"]["dueDate"]) if "nextDue" in own else NO_DATE,
              "restructured": int(own["restructured"]), "count_borrower": int(own["countBorrower"]),
              "disbursed_amount": minor(own["disbursedAmount"]), "recovered": minor(own["recovered"]),
              "previous_status": -1, "previous_days_past_due": 0, "previous_principal": 0}
    if "previous" in own:
        values.update(previous_status=STATUSES.index(own["previous"]["status"]),
                      previous_days_past_due=own["previous"]["daysPastDue"],
                      previous_principal=minor(own["previous"]["principal"]))
    # The order of le_component.
    for index, component in enumerate(reversed(COMPONENTS)):
        values["outstanding", index] = minor(own.get("outstanding", {}).get(component, "0"))
        values["arrears", index] = minor(own.get("arrears", {}).get(component, "0"))
        values["written_off", index] = minor(own["writtenOff"]) if index == 0 else 0
        for name, path in FLOWS.items():
            part = own.get("flows", {})
            for key in path:
                part = part.get(key, {})
            values[name, index] = minor(part.get(component, "0"))
    flows = own.get("flows", {})
    for name in ("disbursed", "writtenOff", "recovered"):
        values["flow_" + re.sub("([A-Z])", r"_\1", name).lower()] = minor(flows.get(name, "0"))
    for name in ("submitted", "approved", "rejected"):
        values["flow_" + name] = flows.get(name, 0)
    return values


def columns(values, stride):
    """The columns of positions, one after the other or, with a stride, as fields of records."""
    own = Columns(struct_size=ctypes.sizeof(Columns), stride=stride)
    keep = []
    record = (ctypes.c_uint8 * (stride * max(len(values), 1)))() if stride else None
    keep.append(record)
    offset = 0
    for name, kind, count in FIELDS[2:]:
        width = 4 if kind == "int32_t" else 8
        for index in range(count or 1):
            offset = (offset + width - 1) // width * width
            step = stride or width
            memory = record if stride else (ctypes.c_uint8 * (width * max(len(values), 1)))()
            start = ctypes.addressof(memory) + (offset if stride else 0)
            for row, each in enumerate(values):
                value = each[(name, index) if count else name]
                kind_of = ctypes.c_int32 if width == 4 else ctypes.c_int64
                kind_of.from_address(start + row * step).value = value
            keep.append(memory)
            if count:
                getattr(own, name)[index] = start
            else:
                setattr(own, name, start)
            offset += width
    return own, keep


REPORTS = [
    {"format": "report/1", "asOf": "2026-06-30"},
    {"format": "report/1", "asOf": "2026-06-30", "period": {"from": "2026-06-01", "to": "2026-06-30"},
     "provision": "CBN_MFB", "name": "all that there is"},
    {"format": "report/1", "asOf": "2026-06-30", "provision": "RBI", "mode": "HALF_EVEN", "decimals": 5},
    {"format": "report/1", "asOf": "2026-06-30", "period": {"from": "2026-01-01", "to": "2026-06-30"}, "mode": "UP",
     "par": [{"name": "O", "fromDay": 0}, {"name": "P", "fromDay": 6}], "ageing": [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": 31}],
     "vintageFromDay": 91, "provision": {
         "name": "own", "base": "TOTAL", "dayOne": "ON_DUE", "restructuredPercent": "20/3",
         "classes": [{"name": "X", "fromDay": 0, "percent": "0.125"}, {"name": "Y", "fromDay": 1, "percent": "250"}]}},
]


def same_as_the_command(library, engine, rng, count):
    for number, report in enumerate(REPORTS):
        own = positions(rng, count)
        asked = dict(report, groupBy=[["officer"]])
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "report.json"
            path.write_text(json.dumps(asked))
            run = subprocess.run([engine, "report", str(path), "-"], text=True, capture_output=True,
                                 input="".join(json.dumps(each) + "\n" for each in own))
        result = json.loads(run.stdout)
        rows = result["currencies"][0]["groupings"][0]["rows"]
        code, spec = library.read(asked)
        check("report %d is read" % number, code == 0, spec)
        groups = [int(each["dimensions"]["officer"][1:]) for each in own]
        values = [column_values(each) for each in own]
        for stride in (0, 1024):
            sums, parts = library.sums(spec, 5), [library.sums(spec, 5) for _ in range(3)]
            codes = (ctypes.c_int32 * count)()
            given, keep = columns(values, stride)
            list_of = (ctypes.c_uint32 * count)(*groups)
            code = library.c.le_portfolio_add(spec, ctypes.byref(given), count, list_of, sums, 5, codes)
            wrong = sum(1 for each in codes if each)
            check("report %d, as many in error" % number, wrong == result["lines"]["rejected"], (wrong, result["lines"]))
            check("report %d says so" % number, code == (CODES["LINES_IN_ERROR"] if wrong else 0), code)
            for part in range(3):
                chosen = [row for row in range(count) if row % 3 == part]
                given, keep = columns([values[row] for row in chosen], stride)
                list_of = (ctypes.c_uint32 * len(chosen))(*[groups[row] for row in chosen])
                library.c.le_portfolio_add(spec, ctypes.byref(given), len(chosen), list_of, parts[part], 5, None)
            whole = library.sums(spec, 5)
            for part in rng.sample(parts, 3):
                check("merges", library.c.le_portfolio_merge(spec, whole, part, 5) == 0)
            check("report %d merged" % number, bytes(whole) == bytes(sums))
            for row in rows:
                group = int(row["key"]["officer"][1:])
                code, text = library.finish(spec, sums, group)
                expected = json.dumps(row["measures"], separators=(",", ":"), ensure_ascii=False) + "\n"
                check("report %d, group %d" % (number, group), code == 0 and text.decode() == expected,
                      (code, text[:200], expected[:200]))
    return spec


def refusals(library, rng):
    code, text = library.read({"format": "report/1"})
    check("a report without a date", code == CODES["MALFORMED_INPUT"] and b"asOf" in text, (code, text))
    code, text = library.read(dict(REPORTS[0], provision={"name": "n", "classes": [
        {"name": "A", "fromDay": 0, "percent": "1/%d" % 10 ** 30}]}))
    check("a percent beyond 64 bits", code == CODES["LIMIT_EXCEEDED"], (code, text))
    code, spec = library.read(REPORTS[1])
    sums = library.sums(spec, 2)
    own, keep = columns([column_values(each) for each in positions(random.Random(5), 4)], 0)
    invalid = CODES["INVALID_ARGUMENT"]
    add = library.c.le_portfolio_add
    groups = (ctypes.c_uint32 * 4)(0, 2, NO_GROUP, 1)
    codes = (ctypes.c_int32 * 4)()
    add(spec, ctypes.byref(own), 4, groups, sums, 2, codes)
    check("a group that is none", list(codes) == [0, invalid, 0, 0], list(codes))
    before = bytes(sums)
    for name, arguments in {
        "no report": (None, ctypes.byref(own), 4, groups, sums, 2, codes),
        "no columns": (spec, None, 4, groups, sums, 2, codes),
        "no sums": (spec, ctypes.byref(own), 4, groups, None, 2, codes),
        "sums off": (spec, ctypes.byref(own), 4, groups, ctypes.addressof(sums) + 4, 1, codes),
        "a report off": (ctypes.addressof(spec) + 8, ctypes.byref(own), 4, groups, sums, 2, codes),
        "groups off": (spec, ctypes.byref(own), 1, ctypes.addressof(groups) + 1, sums, 2, codes),
        "more groups than memory": (spec, ctypes.byref(own), 4, groups, sums, 2 ** 62, codes),
    }.items():
        check(name, add(*arguments) == invalid)
    other = Columns.from_buffer_copy(own)
    other.struct_size -= 8
    check("a struct of another size", add(spec, ctypes.byref(other), 4, groups, sums, 2, codes) == invalid)
    other = Columns.from_buffer_copy(own)
    other.status = None
    check("no status", add(spec, ctypes.byref(other), 4, groups, sums, 2, codes) == invalid)
    other = Columns.from_buffer_copy(own)
    other.recovered += 4
    check("a column off", add(spec, ctypes.byref(other), 3, groups, sums, 2, codes) == invalid)
    check("nothing was added", bytes(sums) == before)
    check("no size", library.c.le_portfolio_size(None) == 0 and library.c.le_portfolio_size(sums) == 0)
    sums[1] = 1 << 56
    check("a sum of 2^120", library.finish(spec, sums, 0)[0] == CODES["AMOUNT_OUT_OF_RANGE"])
    check("is not merged", library.c.le_portfolio_merge(spec, library.sums(spec, 2), sums, 2)
          == CODES["AMOUNT_OUT_OF_RANGE"])
    sums[1] = 0
    check("an exponent of 7", library.finish(spec, sums, 0, 7)[0] == invalid)


def fuzz(library, rng, spec_of, count):
    """Amounts, days and words at the ends of their types: an answer, and the sums of what is taken."""
    edges = [0, 1, -1, 2 ** 31 - 1, -2 ** 31, 2 ** 63 - 1, -2 ** 63, 2 ** 62, 100]
    code, spec = library.read(REPORTS[spec_of])
    sums = library.sums(spec, 3)
    for _ in range(count):
        values = [column_values(each) for each in positions(rng, 4)]
        for each in values:
            for _ in range(rng.randrange(3)):
                each[rng.choice(list(each))] = rng.choice(edges)
        for each in values:
            for name in each:
                kind = next(kind for field, kind, _ in FIELDS if field == (name if isinstance(name, str) else name[0]))
                if kind == "int32_t":
                    each[name] = max(-2 ** 31, min(2 ** 31 - 1, each[name]))
        own, keep = columns(values, 0)
        codes = (ctypes.c_int32 * 4)()
        groups = (ctypes.c_uint32 * 4)(*[rng.choice([0, 1, 2, 3, NO_GROUP]) for _ in range(4)])
        library.c.le_portfolio_add(spec, ctypes.byref(own), 4, groups, sums, 3, codes)
        for code in codes:
            if code not in (0, CODES["INVALID_POSITION"], CODES["INVALID_ARGUMENT"], CODES["DATE_OUT_OF_RANGE"],
                            CODES["AMOUNT_OUT_OF_RANGE"]):
                check("a code", False, code)
    for group in range(3):
        code, text = library.finish(spec, sums, group)
        check("a result after all that", code == 0 and json.loads(text)["counts"]["loans"] >= 0, (code, text[:200]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("library")
    parser.add_argument("engine")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    library, rng = Library(options.library), random.Random(options.seed)
    same_as_the_command(library, options.engine, rng, options.count)
    refusals(library, rng)
    for number in range(len(REPORTS)):
        fuzz(library, rng, number, options.count)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
