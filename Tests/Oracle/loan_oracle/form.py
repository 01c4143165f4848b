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


CURRENCY_SHAPE = {"code": required(STRING), "exponent": required(INTEGER)}
TERMS_SHAPE = {
    "currency": required((STRING, CURRENCY_SHAPE)),
    "principalAmount": required(STRING),
    "rate": required({"percent": required(STRING), "per": required(STRING)}),
    "interestMethod": optional(STRING),
    "amortization": optional(STRING),
    "termCount": required(INTEGER),
    "termUnit": required(STRING),
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
    "grace": optional({"principal": optional(INTEGER), "interestFree": optional(INTEGER),
                       "capitalized": optional(INTEGER)}),
    "balloonAmount": optional(STRING),
    "installmentFee": optional(STRING),
    "nonWorkingDays": optional({"weekdays": optional([STRING]), "holidays": optional([STRING]),
                                "rule": optional(STRING)}),
    "allocation": optional({"order": optional([STRING]), "across": optional(STRING)}),
    "delinquency": optional({"graceDays": optional(INTEGER),
                             "buckets": optional([{"name": required(STRING),
                                                   "fromDay": required(INTEGER)}])}),
}
EVENT_SHAPE = {"type": required(STRING), "date": required(STRING), "amount": optional(STRING),
               "of": optional(INTEGER), "method": optional(STRING), "reference": optional(STRING),
               "role": optional(STRING)}
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
            if is_required and key not in value:  # Choice: a missing field is a matter of form
                raise malformed(prefix + key, "required")
