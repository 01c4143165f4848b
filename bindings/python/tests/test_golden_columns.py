"""Each golden case that columns can say: its positions, rows and money, by the result of the case."""

import dataclasses
import json
import re
import typing

import numpy

from loanengine import LoanEngineError, Terms, _native, evaluate_json
from loanengine._layout import CODES, WORDS
from loanengine._pack import days, exponent_of
from loanengine.columns import EVENT, Product, evaluate_batch
from test_golden import CASES

STATUSES = {**WORDS["le_loan_status"], None: WORDS["le_loan_status"]["ACTIVE"]}


def snake(name):
    own = re.sub("([A-Z])", lambda match: "_" + match.group(1).lower(), name)
    return own + "_" if own == "from" else own


def typed(kind, value):
    """A dataclass of an object of JSON; KeyError or TypeError where it is not of its form."""
    hints = typing.get_type_hints(kind)
    named = {}
    for key, own in value.items():
        hint = hints[snake(key)]
        inner = [each for part in typing.get_args(hint) or (hint,) for each in (typing.get_args(part) or (part,))]
        record = next((each for each in inner if dataclasses.is_dataclass(each)), None)
        if record is not None and isinstance(own, dict):
            own = typed(record, own)
        elif record is not None:
            own = tuple(typed(record, each) for each in own)
        elif isinstance(own, list):
            own = tuple(own)
        named[snake(key)] = own
    return kind(**named)


def log_of(events, terms):
    """Events as columns have them; KeyError or ValueError where they cannot say one."""
    log, digits = numpy.zeros(len(events), dtype=EVENT), exponent_of(terms)
    for row, event in zip(log, events):
        for name, value in event.items():
            if name == "type":
                row["type"] = WORDS["le_event_type"][value]
            elif name in ("date", "until"):
                row[name] = days(value)
            elif name == "amount":
                row["amount"] = _native.amount(value, digits)
            elif name == "of":
                row["of"] = value
            elif name in ("component", "role", "keep"):
                row[name] = WORDS["le_" + name][value]
            elif name == "rate":
                row["rate_numerator"], row["rate_denominator"] = _native.rate(value["percent"])
                row["rate_per"] = WORDS["le_rate_per"][value["per"]]
            elif name not in ("reason", "method", "reference"):
                raise ValueError(f"{name}: not in columns")
    return log


def minor(text):
    return int(text.replace(".", ""))


def test_golden_cases():
    checked = refused = 0
    for path in CASES:
        text = path.read_bytes()
        wanted = json.loads(evaluate_json(text))
        try:
            case = json.loads(text)
            terms = typed(Terms, case["terms"])
            product, log, status = Product(terms), log_of(case.get("events", []), terms), STATUSES[case.get("status")]
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, LoanEngineError):
            continue
        try:
            batch = evaluate_batch(product, log, [0, len(log)], as_of=case.get("asOf"), status=[status], rows=True,
                                   postings=True)
        except (ValueError, TypeError):
            assert "error" in wanted, path
            continue
        if "error" in wanted:
            # C has no currency's name and no reasons, and zero for none where a case has no field.
            own = wanted["error"]
            if (own["code"] != "MALFORMED_INPUT" and not own["path"].startswith("terms.currency")
                    and not own["path"].endswith((".component", ".keep", ".reason"))):
                assert CODES[int(batch.codes[0])] == own["code"], path
                refused += 1
            continue
        assert batch.codes[0] == 0, (path, batch.errors)
        stand = {name: column[0].item() for name, column in batch.positions.items()}
        for name, key in (("outstanding", "outstanding"), ("arrears", "arrears"), ("written_off", "writtenOff")):
            for each in ("principal", "interest", "fee", "penalty"):
                assert stand[f"{name}_{each}"] == minor(wanted[key][each]), (path, name, each)
        assert stand["days_past_due"] == wanted["arrears"]["daysPastDue"], path
        items = wanted["schedule"]["items"]
        for name, key in (("principal_due", "principalDue"), ("interest_paid", "interestPaid")):
            assert batch.rows[name].tolist() == [minor(item[key]) for item in items], (path, name)
        allocated = batch.postings["amount"][batch.postings["kind"] == WORDS["le_posting_kind"]["ALLOCATED"]]
        assert allocated.tolist() == [minor(own["amount"]) for own in wanted["allocations"]], path
        checked += 1
    print(checked, "statements,", refused, "refused")
    assert checked > 900 and refused > 150
