#!/usr/bin/env python3
"""Terms in JSON through le_terms_read, and what libloanengine makes of them: the figures of the command line.

    python3 Tests/C/terms.py JSON_LIBRARY LIBRARY ENGINE [--random N] [--fuzz N] [--seed S]

JSON_LIBRARY is libloanengine-json.so, LIBRARY libloanengine.so, ENGINE the loan-engine command. Terms of every
golden case and of random ones are read by le_terms_read and evaluated by le_evaluate: the whole result is that
of the command, of errors code and path. Then memory, arguments and places of parts. --fuzz reads N changed
terms: each is refused as le_json_evaluate refuses the case that has them, or evaluated. The last line is
'N passed, N failed'.
"""
import argparse
import copy
import ctypes
import json
import random
import subprocess
import sys
import threading

import fixtures
from fixtures import Inexpressible, differences, loan_engine, swift_results
from loan_engine import SETS, Error, LateCharge, LoanError, Parts, Ratio, Terms, UpfrontFee, word

ROOT = fixtures.ROOT
CODES = SETS["le_code"]
PLAIN = {
    "currency": "NGN", "principalAmount": "50000.00", "rate": {"percent": "24", "per": "YEAR"},
    "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}
passed = failed = 0


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED %s %s" % (name, str(seen)[:400]))


def text_of(terms):
    return terms if isinstance(terms, bytes) else json.dumps(terms).encode()


class Reader:
    """le_terms_read."""

    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        self.read_into = self.c.le_terms_read
        self.read_into.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p]
        self.c.le_json_evaluate.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int32, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]

    def read(self, terms):
        """The memory, as bytes."""
        text, capacity = text_of(terms), 4096
        while True:
            # What lies behind the capacity is looked at, too.
            memory = (ctypes.c_uint64 * (capacity // 8 + 1))(*[0x5A5A5A5A5A5A5A5A] * (capacity // 8 + 1))
            needed, error = ctypes.c_size_t(), Error()
            code = self.read_into(
                text, len(text), ctypes.addressof(memory), capacity, ctypes.byref(needed), ctypes.byref(error))
            size = needed.value if code == 0 else 0
            whole = bytes(memory)
            if set(whole[size:]) - {0x5A}:
                check("memory beyond what is needed", False, text)
            if code == 0:
                return whole[:size]
            if (code, error.code) != (CODES["BUFFER_TOO_SMALL"],) * 2:
                check("a code", needed.value == 0 and error.code == code, text)
                raise LoanError(word("le_code", code), error.path.decode(), error.message.decode())
            capacity = needed.value

    def result(self, terms):
        """What le_json_evaluate makes of a case of the terms."""
        case = b'{"format":"loan-case/1","terms":' + text_of(terms) + b"}"
        out, needed = ctypes.create_string_buffer(1 << 22), ctypes.c_size_t()
        self.c.le_json_evaluate(case, len(case), 0, ctypes.addressof(out), len(out), ctypes.byref(needed))
        return json.loads(out.raw[:needed.value])


class Library(fixtures.Library):
    """libloanengine, with terms as le_terms_read gives them."""

    def __init__(self, path, reader):
        super().__init__(path)
        self.reader = reader

    def terms(self, case, rate_as_numbers):
        memory = self.reader.read(case["terms"])
        self.parts = Parts()
        self.parts.bytes = bytearray(memory)
        return Terms.from_buffer_copy(memory)

    def evaluate(self, case, rate_as_numbers=False):
        try:
            return super().evaluate(case, rate_as_numbers)
        except LoanError as error:
            return {"error": {"code": error.code, "path": error.path}}


def cases(seed, count):
    """Golden ones, and random ones."""
    for path in sorted((ROOT / "Fixtures").rglob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    made = subprocess.run(
        [sys.executable, "-B", ROOT / "Tests" / "Oracle" / "generate.py", "--reach", "all", "--seed", str(seed),
         "--count", str(count)], stdout=subprocess.PIPE, text=True, check=True)
    for line in made.stdout.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            pass  # The generator breaks some on purpose.


def figures(library, engine, all_cases):
    """The results of the command line, and its errors."""
    left_out = errors = 0
    for case, expected in zip(all_cases, swift_results(engine, all_cases)):
        error = expected.get("error", {})
        if "terms" not in case or error.get("code") == "MALFORMED_INPUT" and error["path"].split(".")[0] != "terms":
            left_out += 1
            continue
        try:
            actual = library.evaluate(case)
        except (Inexpressible, KeyError, TypeError, AttributeError, ValueError):
            if not error:
                raise
            left_out += 1  # Of an event: terms in error are never beyond the structs.
            check("events of %s" % case.get("name"), not error["path"].startswith("terms"), error)
            continue
        found = list(differences(expected, actual))
        errors += error.get("path", "").startswith("terms")
        check(case.get("name"), not found, found[:3])
    print("%d of them errors of terms; %d cases that are no terms' matter were left out" % (errors, left_out))
    check("errors of terms", errors > 50, errors)


def with_terms(**changes):
    terms = copy.deepcopy(PLAIN)
    terms.update(changes)
    return terms


def elements(memory, part, kind):
    check("a part's place", part.at % 8 == 0 and part.at >= ctypes.sizeof(Terms)
          and part.at + part.count * ctypes.sizeof(kind) <= len(memory), (part.at, part.count))
    return list((kind * part.count).from_buffer_copy(memory, part.at))


def refusal(reader, terms):
    try:
        reader.read(terms)
    except LoanError as error:
        return error.code, error.path
    return None


def structs(reader):
    """What is written where."""
    memory = reader.read(PLAIN)
    terms = Terms.from_buffer_copy(memory)
    check("plain terms", len(memory) == ctypes.sizeof(Terms) == terms.struct_size, len(memory))
    expected = Terms(
        currency_exponent=2, principal=5000000, rate=Ratio(24, 1), term_count=12, term_unit="MONTH", term_every=1,
        disbursed_at=20523, interest_unit=1, installment_unit=1)
    check("their fields", bytes(terms) == bytes(expected), bytes(terms))
    big = "%d/%d" % (10 ** 30 + 1, 10 ** 29)
    memory = reader.read(with_terms(
        rate={"percent": big, "per": "YEAR"}, downPayment={"amount": "0.00"},
        nonWorkingDays={"weekdays": ["MONDAY", "SUNDAY"], "holidays": ["1970-01-03"], "rule": "PRECEDING"},
        delinquency={"buckets": [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": 31},
                                 {"name": "C", "fromDay": 90}]},
        upfrontFees=[{"name": "F", "percent": "1/3", "collect": "SEPARATE"}],
        lateCharges=[{"amount": "5.00", "every": {"count": 2, "unit": "WEEK"}, "times": 3},
                     {"rate": {"percent": "2.5", "per": "MONTH"}, "of": "OVERDUE", "yearDays": 360,
                      "from": "GRACE_END"}],
        allocation={"order": ["PRINCIPAL", "INTEREST", "FEE", "PENALTY"], "advance": "LAST"}))
    terms = Terms.from_buffer_copy(memory)
    rate = terms.rate_text
    check("a rate beyond 64 bits", memory[rate.at:rate.at + rate.count] == b"10.00000000000000000000000000001"
          and (terms.rate.numerator, terms.rate.denominator) == (0, 0), memory[rate.at:])
    share = terms.down_payment
    check("a stated zero", (share.amount, share.percent.numerator, share.percent.denominator) == (0, 0, 1))
    check("weekdays", terms.non_working_weekdays == 65 and terms.word("non_working_rule") == "PRECEDING")
    check("holidays", elements(memory, terms.holidays, ctypes.c_int32) == [2])
    check("buckets", elements(memory, terms.bucket_from_days, ctypes.c_int32) == [0, 31, 90])
    fee, = elements(memory, terms.upfront_fees, UpfrontFee)
    check("fees", (fee.fee.percent.numerator, fee.fee.percent.denominator, fee.word("collect")) == (1, 3, "SEPARATE"))
    fixed, daily = elements(memory, terms.late_charges, LateCharge)
    check("a fixed charge", (fixed.charge.amount, fixed.every, fixed.word("every_unit"), fixed.times, fixed.kind)
          == (500, 2, "WEEK", 3, 0))
    check("a daily charge", (daily.charge.percent.numerator, daily.charge.percent.denominator, daily.kind,
                             daily.word("rate_per"), daily.word("of"), daily.year_days, daily.word("counts_from"))
          == (5, 2, 1, "MONTH", "OVERDUE", 360, "GRACE_END"))
    check("an order", list(terms.allocation.past_due) == [3, 2, 1, 0] and list(terms.allocation.due) == [0] * 4
          and terms.allocation.word("advance") == "LAST")
    for name, field in [
            ("downPayment", {"downPayment": {"percent": big}}),
            ("settlement.fee", {"settlement": {"fee": {"percent": big}}}),
            ("lateChargeLimit", {"lateChargeLimit": {"percent": big, "of": "PRINCIPAL"}}),
            ("upfrontFees[0]", {"upfrontFees": [{"name": "F", "percent": big, "collect": "DEDUCTED"}]}),
            ("lateCharges[0]", {"lateCharges": [{"percent": big, "of": "INSTALLMENT"}]})]:
        found = refusal(reader, with_terms(**field))
        check("a ratio beyond 64 bits, " + name, found == ("AMOUNT_OUT_OF_RANGE", "terms.%s.percent" % name), found)
    for text, path in [(b"", "terms"), (b"null", "terms"), (b"[]", "terms"), (b"{} {}", "terms"), (b"{", "terms"),
                       (b'{"rate":{"percent":"1","percent":"2"}}', "terms.rate.percent"), (b"\xff", "terms")]:
        found = refusal(reader, text)
        check("no terms, %r" % text, found is not None and found[0] == "MALFORMED_INPUT"
              and found[1].startswith(path), found)


def memory_and_arguments(reader):
    """Buffers of every size, and arguments without sense."""
    call, argument, small = reader.read_into, CODES["INVALID_ARGUMENT"], CODES["BUFFER_TOO_SMALL"]
    text = text_of(with_terms(nonWorkingDays={"holidays": ["2026-04-13"]}))
    whole = reader.read(text)
    size = len(whole)
    check("a size", size == ctypes.sizeof(Terms) + 8)
    needed, error = ctypes.c_size_t(), Error()
    memory = (ctypes.c_uint64 * 64)()
    start, count, why = ctypes.addressof(memory), ctypes.byref(needed), ctypes.byref(error)
    for capacity in (0, 1, 8, size - 8, size - 1):
        code = call(text, len(text), start, capacity, count, why)
        check("capacity %d" % capacity, code == small == error.code and needed.value == size and not any(memory)
              and error.path == b"memory", code)
    check("no memory", call(text, len(text), None, 0, count, None) == small and needed.value == size)
    check("exact", call(text, len(text), start, size, None, None) == 0 and bytes(memory)[:size] == whole
          and not any(bytes(memory)[size:]))
    check("the largest capacity", call(text, len(text), start, 2 ** 64 - 1, count, why) == 0)
    refused = [
        ("json", (None, 5, start, size, count)), ("json", (text, 2 ** 64 - 1, start, size, count)),
        ("memory", (text, len(text), None, 5, count)), ("memory", (text, len(text), start + 4, size, count)),
        ("memory", (text, len(text), start + 1, 0, count)), ("needed", (text, len(text), start, size, start + 2))]
    for path, arguments in refused:
        needed.value = 7
        code = call(*arguments, why)
        check("a call without sense, " + path, code == argument == error.code and error.path == path.encode()
              and (path == "needed" or needed.value == 0), (code, error.path))
        check("the same without an error", call(*arguments, None) == argument)
    check("no text", call(None, 0, start, size, count, why) == CODES["MALFORMED_INPUT"])
    check("a misaligned error", call(text, len(text), start, size, count, ctypes.addressof(error) + 1) == argument)
    form = CODES["MALFORMED_INPUT"]
    for struct_size, code in [(0, argument), (15, argument), (16, form), (24, form), (113, form), (4096, form)]:
        room = ctypes.create_string_buffer(b"\x5a" * 4096, 4096)
        ctypes.c_uint32.from_buffer(room).value = struct_size
        found = call(b"{}", 2, start, size, count, ctypes.addressof(room))
        kept = room.raw[min(max(struct_size, 4), ctypes.sizeof(Error)):]
        check("an error of %d bytes" % struct_size, found == code and set(kept) == {0x5A}
              and (struct_size < 24 or room.raw[16:struct_size].startswith(b"terms.")), found)


def threads(reader):
    """Calls at once."""
    whole, wrong = reader.read(PLAIN), []

    def run():
        for _ in range(200):
            if reader.read(PLAIN) != whole:
                wrong.append(1)

    own = [threading.Thread(target=run) for _ in range(4)]
    for thread in own:
        thread.start()
    for thread in own:
        thread.join()
    check("threads", not wrong)


def fuzz(library, reader, sources, count, seed):
    """Terms whose values or bytes are changed: the same answer as a case that has them."""
    rng = random.Random(seed)
    values = ["", "0", "-1", "0.00", "1/3", "9" * 30, "9" * 300, "1/" + "9" * 200, "MONTH", "QUARTER", "2026-02-30",
              "9999-12-31", "\u00e9" * 90, 0, 1, -1, 3661, 2 ** 31, 2 ** 63, 2 ** 64, 1.5, None, True, [], {}, [1],
              ["2026-05-01"]]

    def change(value):
        if isinstance(value, (dict, list)) and value and rng.random() < 0.9:
            key = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
            if rng.random() < 0.08:
                del value[key]
            elif rng.random() < 0.05 and isinstance(value, dict):
                value[rng.choice(["x", "dueDates", "dueDays", "downPayment", "grace"])] = copy.deepcopy(value[key])
            else:
                value[key] = change(value[key])
            return value
        return copy.deepcopy(rng.choice(values))

    refused = 0
    for number in range(count):
        terms = copy.deepcopy(rng.choice(sources))
        for _ in range(rng.randint(1, 3)):
            terms = change(terms) if isinstance(terms, dict) else terms
        text = bytearray(text_of(terms))
        if rng.random() < 0.3:
            at = rng.randrange(len(text))
            text[at:at + rng.choice([0, 1, 5])] = bytes(
                rng.choice(b'{}[]",:019.-e/ \\u\xff') for _ in range(rng.randint(0, 3)))
        text = bytes(text)
        try:
            json.loads(text)
        except ValueError:
            found = refusal(reader, text)
            check("text %d of seed %d" % (number, seed), found is not None and found[0] == "MALFORMED_INPUT",
                  (found, text))
            continue
        expected = reader.result(text)
        actual = evaluated(library, reader, text)
        error = expected.get("error")
        if actual and actual.get("inexpressible"):
            continue
        refused += error is not None
        expected = {name: error[name] for name in ("code", "path")} if error else None
        check("terms %d of seed %d" % (number, seed), actual == expected, (actual, expected, text))
    check("%d of %d refused" % (refused, count), refused > count // 20 and refused < count)


def evaluated(library, reader, text):
    """The error of terms that are read and evaluated, or None."""
    try:
        memory = reader.read(text)
    except LoanError as error:
        if "ratio in lowest terms does not fit" in str(error):
            return {"inexpressible": True}
        return {"code": error.code, "path": error.path}
    parts = Parts()
    parts.bytes = bytearray(memory)
    try:
        library.engine.evaluate(
            Terms.from_buffer_copy(memory), [], SETS["le_loan_status"]["ACTIVE"], loan_engine.NO_DATE, parts)
    except LoanError as error:
        return {"code": error.code, "path": error.path}
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("json_library")
    parser.add_argument("library")
    parser.add_argument("engine")
    parser.add_argument("--random", type=int, default=1000, metavar="N")
    parser.add_argument("--fuzz", type=int, default=3000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    reader = Reader(options.json_library)
    library = Library(options.library, reader)
    all_cases = [case for case in cases(options.seed, options.random) if isinstance(case, dict)]
    figures(library, options.engine, all_cases)
    structs(reader)
    memory_and_arguments(reader)
    threads(reader)
    sources = [case["terms"] for case in all_cases if isinstance(case.get("terms"), dict)]
    fuzz(library, reader, sources, options.fuzz, options.seed)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0)


main()
