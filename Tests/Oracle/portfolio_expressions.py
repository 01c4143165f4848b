"""Random expressions and data for portfolio_differential.py."""

import json

from draw import chance

NAMES = ["a", "b", "s", "n", "d", "l", "o", "p", "q", "z", "big", "t", "u"]
PATHS = ["a", "b", "s", "n", "d", "l[0]", "l[1]", "l[9]", "o.k", "o.m.x", "o", "l", "a.b", "x.y.z", "b.c[1]",
         "o.in", "min", "o[0]", "l.x", "big", "t", "u", "q", "z", "p[1].v", "p[0]", "s[0]", "o . k", "l [ 1 ]",
         "a.b.c.d.e.f.g.h", "a.b.c.d.e.f.g.h.i", "x[1][2][3][4][5][6][7]", "x[1][2][3][4][5][6][7][8]"]
TEXTS = ["", "x", "it''s", "12.5", "-3", "007", "1/3", "2026-02-28", "2026-02-30", "0001-01-01", "9999-12-31",
         "0000-01-01", "\u00e9", "e\u0301", "1e3", "+1", " 1", "\u0661", "1" * 39, "A\tB", "\ufb01", "1\n"]
NUMBERS = ["0", "1", "2", "3", "0.5", "12.50", "100", "007", "0.1", "1.0", "9" * 38, "0." + "3" * 37, "0.125",
           "1" + "0" * 37, "30", "365"]
SIGNS = ["=", "!=", "<", "<=", ">", ">="]


def text(rng, value=None):
    return "'" + (rng.choice(TEXTS) if value is None else value) + "'"


def expression(rng, depth, wanted=None):
    """Mostly well typed: wanted is NUMBER, BOOLEAN, DATE, TEXT or None for any."""
    wanted = wanted or rng.choice(["NUMBER", "BOOLEAN", "DATE", "TEXT"])
    if chance(rng, 0.04):
        wanted = rng.choice(["NUMBER", "BOOLEAN", "DATE", "TEXT"])  # a wrong type now and then
    if chance(rng, 0.03):
        return rng.choice(["missing", "b", "l[9]", "(1/0)", "x.y"])
    if depth <= 0:
        if chance(rng, 0.12):
            return rng.choice(PATHS)
        return {"NUMBER": lambda: rng.choice(NUMBERS + ["a", "l[0]", "l[1]", "t", "number(n)"] * 3),
                "BOOLEAN": lambda: rng.choice(["true", "false", "o.k", "q", "missing"]),
                "DATE": lambda: rng.choice(["date(d)", "date('2026-03-01')", "date('9999-12-31')",
                                            "date('0001-01-01')", "date('2024-02-29')"]),
                "TEXT": lambda: rng.choice(["s", "u", text(rng), text(rng)])}[wanted]()
    deeper = lambda kind=None: expression(rng, depth - 1 - rng.randrange(2), kind)  # noqa: E731
    pick = rng.random()
    if pick < 0.06:
        return "(" + deeper(wanted) + ")"
    if pick < 0.11:
        return "if(%s, %s, %s)" % (deeper("BOOLEAN"), deeper(wanted), deeper(wanted))
    if pick < 0.16:
        return "coalesce(" + ", ".join(deeper(wanted) for _ in range(rng.randint(1, 4))) + ")"
    if wanted == "NUMBER":
        if pick < 0.75:
            return "%s %s %s" % (deeper(wanted), rng.choice("+-*/"), deeper(wanted))
        if pick < 0.8:
            return "%s - %s" % (deeper("DATE"), deeper("DATE"))
        if pick < 0.85:
            return "-" + deeper(wanted)
        if pick < 0.9:
            return "number(%s)" % (deeper("TEXT") if chance(rng, 0.5) else deeper(wanted))
        return "%s(%s)" % (rng.choice(["min", "max", "abs"]),
                           ", ".join(deeper(wanted) for _ in range(rng.choice([1, 1, 2, 3]))))
    if wanted == "DATE":
        if pick < 0.6:
            return "%s %s %s" % (deeper(wanted), rng.choice("+-"), deeper("NUMBER"))
        if pick < 0.8:
            return "date(%s)" % (deeper("TEXT") if chance(rng, 0.3) else text(rng, "2026-0%d-1%d" % (
                rng.randint(1, 9), rng.randint(0, 9))))
        return "%s(%s, %s)" % (rng.choice(["min", "max"]), deeper(wanted), deeper(wanted))
    if wanted == "TEXT":
        return expression(rng, 0, "TEXT")
    kind = rng.choice(["NUMBER", "NUMBER", "DATE", "TEXT", "BOOLEAN"])
    if pick < 0.35:
        return "%s %s %s" % (deeper("BOOLEAN"), rng.choice(["and", "or"]), deeper("BOOLEAN"))
    if pick < 0.42:
        return "not " + deeper("BOOLEAN")
    if pick < 0.68:
        signs = SIGNS if kind in ("NUMBER", "DATE") or chance(rng, 0.1) else SIGNS[:2]
        return "%s %s %s" % (deeper(kind), rng.choice(signs), deeper(kind))
    if pick < 0.8:
        return "%s %s (%s)" % (deeper(kind), rng.choice(["in", "not in"]),
                               ", ".join(deeper(kind) for _ in range(rng.randint(1, 4))))
    if pick < 0.92:
        kind = rng.choice(["NUMBER", "DATE"])
        return "%s %s %s and %s" % (deeper(kind), rng.choice(["between", "not between"]), deeper(kind), deeper(kind))
    return "%s is %smissing" % (deeper(kind), rng.choice(["", "not "]))


WORDS = ["and", "or", "not", "in", "between", "is", "missing", "true", "false", "(", ")", ",", "[", "]", ".", "+",
         "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "min", "max", "if", "coalesce", "abs", "number", "date",
         "a", "b", "s", "1", "2.5", "'x'", "''", "#", "!", "'", "\u00a0", "\u00e9", "_", "\t", "\x00", "exec"]


def hostile(rng):
    pick = rng.randrange(12)
    if pick == 0:
        return rng.choice(["", " "]).join(rng.choice(WORDS) for _ in range(rng.randint(0, 12)))
    if pick == 1:
        count = rng.choice([31, 32, 33, 63, 64, 65, 66])
        kinds = [rng.choice(["(", "-", "not ", "abs(", "1 in ("]) for _ in range(count)]
        return "".join(kinds) + "1" + "".join(")" for each in kinds if each.endswith("("))
    if pick == 2:
        return "+".join(["1"] * rng.choice([499, 500, 501, 502]))
    if pick == 3:
        return "a in (" + ",".join(["1"] * rng.choice([255, 256, 257])) + ")"
    if pick == 4:
        return rng.choice(["min", "max", "coalesce"]) + "(" + ",".join(["a"] * rng.choice([1, 63, 64, 65])) + ")"
    if pick == 5:
        return rng.choice(["1", "9"]) * rng.choice([37, 38, 39]) + rng.choice(["", ".5", ".", "x"])
    if pick == 6:  # bits on the way
        factors = [rng.choice(["9" * 38, "7" * 38, "0." + "3" * 37]) for _ in range(rng.randint(30, 34))]
        return "*".join(factors) + rng.choice(["", " > 0", "/" + "/".join(factors)])
    if pick == 7:
        size = rng.choice([4093, 4094, 4095])
        return "'" + "a" * size + rng.choice(["'", "", "''"])
    if pick == 8:
        return "1" + " " * rng.choice([4094, 4095, 4096])
    if pick == 9:
        return rng.choice(["if", "abs", "date", "number"]) + "(" + ", ".join(
            expression(rng, 0) for _ in range(rng.randint(1, 4))) + ")"
    good = expression(rng, 3)
    if pick == 10:  # one word spoilt
        at = rng.randrange(len(good) + 1)
        return good[:at] + rng.choice(WORDS) + good[at + rng.randrange(2):]
    return good[:rng.randrange(len(good) + 1)]


def data(rng):
    numbers = ["0", "1", "3", "-2", "0.1", "12.50", "-0.0", "100000000000000000000", "9" * 200, "0." + "1" * 100]
    lines = {"a": rng.choice(numbers), "b": "null", "s": json.dumps(rng.choice(TEXTS)), "n": '"12.50"',
             "d": rng.choice(['"2026-02-28"', '"2024-02-29"', '"x"', "null"]), "l": "[%s, 7]" % rng.choice(numbers),
             "o": '{"k": %s, "in": 1}' % rng.choice(["true", "false", "null"]), "q": rng.choice(["true", "false"]),
             "t": rng.choice(numbers), "u": json.dumps(rng.choice(TEXTS), ensure_ascii=False),
             "p": '[null, {"v": "w"}]', "z": rng.choice(["{}", "[]", "0"])}
    if chance(rng, 0.03):
        lines["big"] = rng.choice(["1" * 400, "1e3", "0." + "1" * 1500, "9" * 1300])
    kept = [name for name in lines if chance(rng, 0.9)]
    if chance(rng, 0.01):
        return rng.choice(["null", "[]", "5", '"x"', "true"])
    return "{" + ", ".join('"%s": %s' % (name, lines[name]) for name in kept) + "}"


def line(rng):
    source = hostile(rng) if chance(rng, 0.3) else expression(rng, rng.choice([1, 2, 3, 4, 6]))
    encoded = json.dumps(source, ensure_ascii=chance(rng, 0.5))
    result = '{"expression": %s, "data": %s}' % (encoded, data(rng))
    if chance(rng, 0.01):
        result = rng.choice(["", "[]", "{}", '{"expression": 5}', '{"expression": "1", "x": 1}', result[:-1],
                             '{"expression": null}', '{"data": {}}', '{"expression": "a"}'])
    return result
