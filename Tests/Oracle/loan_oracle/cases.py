"""Section 7: the case, from text to text."""

import json
import sys

from .dates import parse_date
from .events import Event, FIRST_STATUSES, STATUSES
from .form import (
    CASE_SHAPE, WRITTEN_TWICE, check_shape, malformed, object_from_pairs, refuse_constant)
from .log import Log
from .plan import Plan
from .quantities import LoanError
from .statement import statement
from .terms import Terms, invalid_terms

sys.setrecursionlimit(10000)  # for JSON that is nested deeply


def evaluate_or_raise(case, name):
    # The input's form.
    check_shape(case, CASE_SHAPE, "")
    if case["format"] != "loan-case/1":
        raise malformed("format", "loan-case/1")
    status = case.get("status", "ACTIVE")
    if status not in STATUSES:
        raise malformed("status", "one of " + ", ".join(STATUSES))
    as_of = None
    if "asOf" in case:
        as_of = parse_date(case["asOf"], "asOf", "MALFORMED_INPUT")
    # The terms, the schedule, the events' form, the events in the order written.
    terms = Terms(case["terms"])
    if status not in FIRST_STATUSES:  # Choice: after the terms themselves
        raise invalid_terms("status", "follows from events, so no status before the first")
    plan = Plan(terms)
    events = [Event(source, index, terms.exponent) for index, source in enumerate(case.get("events", []))]
    if as_of is None:
        as_of = max([event.date for event in events]) if events else terms.disbursed
    log = Log(terms, plan, status)
    for event in events:
        log.add(event)
    status, account = log.view(as_of)
    return statement(terms, account, status, as_of, name)


def error_result(name, error):
    return {"format": "loan-result/1", "name": name,
            "error": {"code": error.code, "path": error.path, "message": error.message}}


def evaluate(case):
    """The result object, or the error object, of one case (a dict read from JSON)."""
    # Choice: a case without a name, or with one that is not a string, has the name null.
    name = case.get("name") if isinstance(case, dict) else None
    name = name if isinstance(name, str) else None
    try:
        return evaluate_or_raise(case, name)
    except LoanError as error:
        # Choice: a key written twice is a fault of the document, before any name is read.
        return error_result(None if error.message == WRITTEN_TWICE else name, error)


def evaluate_text(text):
    """The result of one case in JSON text."""
    try:
        case = json.loads(text, object_pairs_hook=object_from_pairs, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as problem:
        return error_result(None, malformed("$", "not JSON: %s" % problem))
    return evaluate(case)
