"""Section 7, first part: the form of the input, that is JSON types, missing and unknown fields."""

from .quantities import LoanError


class JsonObject(dict):
    """A JSON object that remembers a key written twice."""
    duplicate = None


def object_from_pairs(pairs):
    result = JsonObject()
    for key, value in pairs:
        if key in result and result.duplicate is None:
            result.duplicate = key
        result[key] = value
    return result


def refuse_constant(name):
    raise ValueError(name + " is not JSON")


STRING, INTEGER, OBJECT = "string", "integer", "object"
WRITTEN_TWICE = "written twice"


def required(shape):
    return (shape, True)


def optional(shape):
    return (shape, False)


def unless_due_dates(shape):
    """Required, unless `dueDates` stands beside it."""
    return (shape, "dueDates")


CURRENCY_SHAPE = {"code": required(STRING), "exponent": required(INTEGER)}
RATE_SHAPE = {"percent": required(STRING), "per": required(STRING)}
GRACE_SHAPE = {"principal": optional(INTEGER), "interestFree": optional(INTEGER),
               "capitalized": optional(INTEGER), "deferred": optional(INTEGER)}
LATE_CHARGE_SHAPE = {
    "amount": optional(STRING), "percent": optional(STRING), "rate": optional(RATE_SHAPE),
    "of": optional(STRING), "yearDays": optional(INTEGER), "afterDays": optional(INTEGER),
    "from": optional(STRING), "component": optional(STRING),
    "every": optional({"count": required(INTEGER), "unit": required(STRING)}),
    "times": optional(INTEGER)}
TERMS_SHAPE = {
    "currency": required((STRING, CURRENCY_SHAPE)),
    "principalAmount": required(STRING),
    "rate": required(RATE_SHAPE),
    "interestMethod": optional(STRING),
    "amortization": optional(STRING),
    "termCount": unless_due_dates(INTEGER),
    "termUnit": unless_due_dates(STRING),
    "termEvery": optional(INTEGER),
    "disbursedAt": required(STRING),
    "firstDueDate": optional(STRING),
    "dayCount": optional(STRING),
    "rounding": optional({"mode": optional(STRING),
                          "interestMode": optional(STRING), "interestUnit": optional(STRING),
                          "installmentMode": optional(STRING), "installmentUnit": optional(STRING)}),
    "leveling": optional(STRING),
    "flatInterest": optional(STRING),
    "residual": optional(STRING),
    "grace": optional(GRACE_SHAPE),
    "balloonAmount": optional(STRING),
    "installmentFee": optional(STRING),
    "nonWorkingDays": optional({"weekdays": optional([STRING]), "holidays": optional([STRING]),
                                "rule": optional(STRING)}),
    "allocation": optional({"order": optional([STRING]), "pastDue": optional([STRING]),
                            "due": optional([STRING]), "inAdvance": optional([STRING]),
                            "across": optional(STRING), "advance": optional(STRING)}),
    "delinquency": optional({"graceDays": optional(INTEGER),
                             "buckets": optional([{"name": required(STRING),
                                                   "fromDay": required(INTEGER)}]),
                             "tolerance": optional(STRING), "daysFrom": optional(STRING)}),
    "accrual": optional(STRING),
    "prepayment": optional({"effect": optional(STRING), "interest": optional(STRING)}),
    "settlement": optional({"interest": optional(STRING),
                            "fee": optional({"amount": optional(STRING), "percent": optional(STRING)}),
                            "retained": optional(STRING)}),
    "lateCharges": optional([LATE_CHARGE_SHAPE]),
    "lateChargeLimit": optional({"percent": optional(STRING), "of": optional(STRING),
                                 "amount": optional(STRING)}),
    "upfrontFees": optional([{"name": required(STRING), "amount": optional(STRING),
                              "percent": optional(STRING), "collect": required(STRING)}]),
    "downPayment": optional({"amount": optional(STRING), "percent": optional(STRING)}),
    "installmentAmount": optional(STRING),
    "dueDates": optional([STRING]),
    "dueDays": optional([INTEGER]),
    "firstPeriod": optional(STRING),
}
# What a RESCHEDULE may say anew; the number of rows is required, or the dates of all of them.
PLAN_FIELDS = ("rate", "amortization", "termCount", "termUnit", "termEvery", "firstDueDate", "dueDays",
               "dueDates", "grace", "balloonAmount", "installmentFee", "installmentAmount")
PLAN_SHAPE = {name: optional(TERMS_SHAPE[name][0]) for name in PLAN_FIELDS}
PLAN_SHAPE["termCount"] = unless_due_dates(INTEGER)
EVENT_SHAPE = {"type": required(STRING), "date": required(STRING), "amount": optional(STRING),
               "of": optional(INTEGER), "method": optional(STRING), "reference": optional(STRING),
               "role": optional(STRING), "component": optional(STRING), "reason": optional(STRING),
               "rate": optional(RATE_SHAPE), "keep": optional(STRING), "terms": optional(PLAN_SHAPE),
               "arrears": optional(STRING), "until": optional(STRING)}
CASE_SHAPE = {"format": required(STRING), "name": optional(STRING), "source": optional(STRING),
              "terms": required(TERMS_SHAPE), "status": optional(STRING),
              "events": optional([EVENT_SHAPE]), "asOf": optional(STRING), "expect": optional(OBJECT)}


def malformed(path, message):
    return LoanError("MALFORMED_INPUT", path or "$", message)


def check_shape(value, shape, path):
    if isinstance(shape, tuple):  # one of several
        string_shape, object_shape = shape
        check_shape(value, string_shape if isinstance(value, str) else object_shape, path)
    elif shape is STRING:
        if not isinstance(value, str):
            raise malformed(path, "must be a string")
    elif shape is INTEGER:
        if not isinstance(value, int) or isinstance(value, bool):
            raise malformed(path, "must be an integer")
    elif shape is OBJECT:
        if not isinstance(value, dict):
            raise malformed(path, "must be an object")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise malformed(path, "must be an array")
        for index, element in enumerate(value):
            check_shape(element, shape[0], "%s[%d]" % (path, index))
    else:
        if not isinstance(value, dict):
            raise malformed(path, "must be an object")
        prefix = path + "." if path else ""
        if getattr(value, "duplicate", None) is not None:
            raise malformed(prefix + value.duplicate, WRITTEN_TWICE)
        for key, element in value.items():
            if key not in shape:
                raise malformed(prefix + key, "unknown field")
            check_shape(element, shape[key][0], prefix + key)
        for key, (_, is_required) in shape.items():
            # Choice: a missing field is a matter of form
            if is_required and key not in value and is_required not in value:
                raise malformed(prefix + key, "required")
