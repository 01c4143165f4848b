"""The golden cases for COPY.

cases.py golden    every case as it lies in its file; what the command line prints goes to SCRATCH/golden.expected
cases.py hostile   texts that are cut and changed, and values in places of others
"""
import json
import os
import pathlib
import random
import subprocess
import sys

FIXTURES = pathlib.Path(os.environ["FIXTURES"])
ENGINE = os.environ["LOAN_ENGINE"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])


def copied(text):
    for plain, written in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(plain, written)
    return text


def sayable(path):
    """The text of a file; None for what a text of PostgreSQL cannot hold: a zero, or bytes that are not UTF-8."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def golden_paths():
    for path in sorted(FIXTURES.rglob("*.json")):
        if path.relative_to(FIXTURES).parts[0] != "portfolio":
            yield path


def golden():
    paths = [path for path in golden_paths() if sayable(path) is not None]
    left = [path for path in golden_paths() if sayable(path) is None]
    if left:
        print("golden: a text cannot hold", *left, file=sys.stderr)
    with open(SCRATCH / "golden.expected", "wb") as expected:
        for begin in range(0, len(paths), 200):
            command = [ENGINE, "evaluate", "--format", "jsonl", *map(str, paths[begin:begin + 200])]
            expected.write(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    for number, path in enumerate(paths):
        print(number, copied(sayable(path)), sep="\t")


def leaves(value, place=()):
    yield place, value
    if isinstance(value, dict):
        for key, element in value.items():
            yield from leaves(element, place + (key,))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from leaves(element, place + (index,))


def changed(rng, case, pool, by_key):
    """The case with values, somewhere, that stand elsewhere in others; mostly under the same name."""
    case = json.loads(json.dumps(case))
    likely = rng.random() < 0.7
    for _ in range(rng.randint(1, 3)):
        places = [place for place, _ in leaves(case) if place]
        if not places:
            break
        place = rng.choice(places)
        owner = case
        for step in place[:-1]:
            owner = owner[step]
        what = rng.random()
        if likely and place[-1] in by_key:
            owner[place[-1]] = rng.choice(by_key[place[-1]])
        elif what < 0.15:
            del owner[place[-1]]
        elif what < 0.25 and isinstance(owner, dict):
            owner[rng.choice(["amount", "of", "component", "per", "mode", "order", "x", "\u00e9"])] = rng.choice(pool)
        else:
            owner[place[-1]] = rng.choice(pool)
    return case


def hostile():
    rng = random.Random(20260101)
    texts = [text for text in map(sayable, golden_paths()) if text is not None]
    cases = []
    for text in texts:
        try:
            case = json.loads(text)
        except ValueError:
            continue
        if isinstance(case, dict) and isinstance(case.get("terms"), dict):
            case.pop("expect", None)
            cases.append(case)
    pool = [value for case in cases for _, value in leaves(case) if not isinstance(value, dict) or len(value) < 4]
    by_key = {}
    for case in cases:
        for place, value in leaves(case):
            if place and place != ("terms",):
                by_key.setdefault(place[-1], []).append(value)
    pool += [None, True, 0, -1, 1e300, 10**40, 0.5, "", "0", "-0", "1e9", "9" * 300, "9223372036854775807", "2026-02-30",
             "infinity", "0001-01-01", "9999-12-31", [], {}, [[]], "\u00e9\U0001f600", "\\", "'", 3661, 2147483648]
    for number in range(12000):
        case = changed(rng, rng.choice(cases), pool, by_key)
        body = json.dumps(case, ensure_ascii=rng.random() < 0.5)
        if number % 3 == 0:  # and no longer JSON
            letters = list(body)
            for _ in range(rng.randint(1, 4)):
                letters[rng.randrange(len(letters))] = rng.choice('{}[]",:09-.eE\\ x\n\u00e9')
            body = "".join(letters)[:rng.choice([len(letters), rng.randrange(len(letters)) + 1])]
        print(number, copied(body), sep="\t")


globals()[sys.argv[1]]()
