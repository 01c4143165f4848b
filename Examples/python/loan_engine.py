"""The loan engine's C library in Python, with nothing but the standard library.

    from loan_engine import Engine, Terms, Payment
    engine = Engine()                                   # libloanengine.so.0, or Engine(path)
    terms = Terms(principal=50_000_00, rate_numerator=24, term_count=12,
                  disbursed_at=engine.date("2026-03-11"))
    rows, summary = engine.schedule(terms)              # summary.installment == 472798
    records, overpaid = engine.allocate(rows, Payment(5_000_00, rows[0].due_date, event=1))

Structures have the fields of include/loan_engine.h, amounts in minor units, and begin with the
defaults of its _INIT macros. A field that is one of a set takes the word of the case format or the
number of the header: Terms(day_count="ACT/365.FIXED"). What is refused raises LoanError. All 31
functions can be called as `engine.c.le_…`, too. ctypes lets go of the interpreter during a call, so
threads run in parallel. The header says what each field and function means.
"""

import ctypes
import datetime
from ctypes import POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64
from fractions import Fraction

NO_DATE = -(2**31)
NO_ROLE = -1
NUL_TERMINATED = 2**(8 * ctypes.sizeof(c_size_t)) - 1  # LE_TEXT

# The words of the case format, in the order of the header's numbers; weekdays in that of its bits.
# Written by scripts/fields.py: words
ROUNDING_MODES = ("HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR")
COMPONENTS = ("PENALTY", "FEE", "INTEREST", "PRINCIPAL")
STATUSES = ("DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED",
            "WRITTEN_OFF")
EVENTS = ("SUBMIT", "APPROVE", "REJECT", "REVISE", "CANCEL", "DISBURSE", "REPAYMENT", "REVERSAL",
          "WRITE_OFF", "RECOVERY")
ROLES = ("CREDIT_OFFICER", "SUPERVISOR", "ADMIN")
ROW_STATUSES = ("PENDING", "PARTIAL", "PAID", "OVERDUE")
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
WORDS = {
    "rate_per": ("YEAR", "MONTH", "WEEK", "DAY", "LOAN"),
    "interest_method": ("DECLINING", "FLAT"),
    "amortization": ("EQUAL_INSTALLMENTS", "EQUAL_PRINCIPAL", "BULLET"),
    "term_unit": ("DAY", "WEEK", "MONTH"),
    "day_count": ("EQUAL", "EQUAL/360", "EQUAL/364", "EQUAL/365", "30/360", "30E/360",
                  "30E/360.ISDA", "ACT/360", "ACT/364", "ACT/365.FIXED", "ACT/ACT.ISDA",
                  "ACT/ACT.FINERACT", "30/360.US", "ACT/365.FEB29"),
    "interest_mode": ROUNDING_MODES,
    "installment_mode": ROUNDING_MODES,
    "leveling": ("NONE", "RESPREAD"),
    "flat_interest": ("TERM", "PERIOD"),
    "residual": ("LAST", "FIRST", "SPREAD"),
    "non_working_rule": ("FOLLOWING", "MODIFIED_FOLLOWING", "PRECEDING", "SKIP"),
    "across": ("INSTALLMENT", "COMPONENT"),
    "type": EVENTS,
    "role": ROLES,
}
# End of what scripts/fields.py writes.


def number(words, value):
    """A word's number; a number is taken as it is."""
    if not isinstance(value, str):
        return value
    if value not in words:
        raise ValueError(f"{value!r} is not allowed here; allowed: {', '.join(words)}")
    return words.index(value)


class Structure(ctypes.Structure):
    """A structure of the header, with its defaults; fields by position or by name."""

    defaults = {}

    def __init__(self, *values, **named):
        names = [field[0] for field in self._fields_]
        super().__init__()
        if "struct_size" in names:
            names.remove("struct_size")
            self.struct_size = ctypes.sizeof(self)
        if len(values) > len(names):
            raise TypeError(f"at most {len(names)} values")
        for name, value in {**self.defaults, **dict(zip(names, values)), **named}.items():
            if name not in names:
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, number(WORDS[name], value) if name in WORDS else value)


def fields(kind, names):
    return [(name, kind) for name in names.split()]


class Error(Structure):
    """Why a call failed."""


class AllocationPolicy(Structure):
    """The order in which a repayment pays what is unpaid."""


class Terms(Structure):
    """The contract of a loan."""

    def close_on(self, weekdays=(), holidays=(), rule="FOLLOWING"):
        """Non-working days: names of weekdays, and dates as the library counts them."""
        self.non_working_weekdays = sum(1 << WEEKDAYS.index(name) for name in set(weekdays))
        self.holidays, self.holiday_count = (c_int32 * len(holidays))(*holidays), len(holidays)
        self.non_working_rule = number(WORDS["non_working_rule"], rule)


class Row(Structure):
    """One installment."""


class Amounts(Structure):
    """An amount for each component and their sum."""


class Summary(Structure):
    """What a schedule comes to."""


class Payment(Structure):
    """A repayment."""


class Allocation(Structure):
    """What a repayment paid of a component of a row."""


class DelinquencyPolicy(Structure):
    """When an installment is overdue, and the classes of lateness."""


class Position(Structure):
    """How a loan stands as of a date."""


class Event(Structure):
    """Something that happened to a loan."""

    defaults = {"role": NO_ROLE}


class Statement(Structure):
    """The outcome of evaluate."""


class Columns(Structure):
    """Rows as columns."""


# The fields of each, as the header has them, and the defaults that are not zero.
# Written by scripts/fields.py: layouts
Error._fields_ = [
    ("struct_size", c_uint32),
    ("code", c_int32),
    ("path", c_char * 96),
    ("message", c_char * 288),
]
AllocationPolicy._fields_ = [
    ("order", c_int32 * 4),
    *fields(c_int32, "across reserved"),
]
AllocationPolicy.defaults = {"order": (c_int32 * 4)(0, 1, 2, 3)}
Terms._fields_ = [
    ("struct_size", c_uint32),
    ("currency_exponent", c_int32),
    *fields(c_int64, "principal rate_numerator rate_denominator"),
    ("rate_text", c_char_p),
    *fields(c_int32, "rate_per interest_method amortization term_count term_unit term_every "
                     "disbursed_at first_due_date day_count interest_mode installment_mode "
                     "leveling"),
    *fields(c_int64, "interest_unit installment_unit"),
    *fields(c_int32, "flat_interest residual grace_principal grace_interest_free "
                     "grace_capitalized non_working_rule"),
    *fields(c_int64, "balloon installment_fee"),
    ("holidays", POINTER(c_int32)),
    *fields(c_uint32, "holiday_count non_working_weekdays"),
    ("allocation", AllocationPolicy),
    ("grace_days", c_int32),
    ("bucket_count", c_uint32),
    ("bucket_from_days", POINTER(c_int32)),
    ("reserved", c_uint64 * 2),
]
Terms.defaults = {"currency_exponent": 2, "rate_denominator": 1, "term_unit": 2, "term_every": 1,
    "first_due_date": NO_DATE, "interest_unit": 1, "installment_unit": 1,
    "allocation": AllocationPolicy()}
Row._fields_ = [
    *fields(c_int32, "sequence start_date due_date status"),
    *fields(c_int64, "principal_due interest_due fee_due penalty_due balance_after "
                     "principal_paid interest_paid fee_paid penalty_paid"),
    *fields(c_int32, "days_past_due reserved"),
]
Amounts._fields_ = [
    *fields(c_int64, "principal interest fee penalty total"),
]
Summary._fields_ = [
    *fields(c_uint32, "struct_size count"),
    ("installment", c_int64),
    *fields(c_int32, "has_installment reserved"),
    ("totals", Amounts),
]
Payment._fields_ = [
    ("amount", c_int64),
    *fields(c_int32, "date event"),
]
Allocation._fields_ = [
    *fields(c_int32, "event sequence component reserved"),
    ("amount", c_int64),
]
DelinquencyPolicy._fields_ = [
    ("struct_size", c_uint32),
    ("grace_days", c_int32),
    ("bucket_from_days", POINTER(c_int32)),
    *fields(c_uint32, "bucket_count reserved"),
]
Position._fields_ = [
    ("struct_size", c_uint32),
    ("days_past_due", c_int32),
    *fields(Amounts, "outstanding arrears"),
    *fields(c_int32, "arrears_since bucket next_due_sequence next_due_date"),
    ("next_due_amount", c_int64),
    ("reserved", c_uint64 * 6),
]
Position.defaults = {"arrears_since": NO_DATE, "bucket": -1, "next_due_date": NO_DATE}
Event._fields_ = [
    *fields(c_int32, "type date"),
    ("amount", c_int64),
    *fields(c_int32, "reversed_event role"),
]
Statement._fields_ = [
    ("struct_size", c_uint32),
    *fields(c_int32, "status as_of reserved"),
    ("overpaid", c_int64),
    ("summary", Summary),
    ("position", Position),
]
Statement.defaults = {"summary": Summary(), "position": Position()}
Columns._fields_ = [
    *fields(c_uint32, "struct_size reserved"),
    *fields(POINTER(c_int32), "sequence start_date due_date status days_past_due"),
    *fields(POINTER(c_int64), "principal_due interest_due fee_due penalty_due balance_after "
                              "principal_paid interest_paid fee_paid penalty_paid"),
]
# End of what scripts/fields.py writes.

# Each function's parameters; a structure or * is a pointer, size a size_t. All return a code, but
# for those of CONSTANTS.
FUNCTIONS = {
    "le_currency_exponent": "char* size int*",
    "le_amount_parse": "char* size int long*",
    "le_amount_format": "long int buffer size size*",
    "le_rate_parse": "char* size long* long*",
    "le_rate_format": "long long buffer size size*",
    "le_date_parse": "char* size int*",
    "le_date_format": "int buffer size size*",
    "le_date_from_civil": "int int int int*",
    "le_date_to_civil": "int int* int* int*",
    "le_day_count_fraction": "int int int int long* long*",
    "le_round_ratio": "long long long int long*",
    "le_schedule_count": "Terms size* Error",
    "le_schedule_build": "Terms Row size size* Summary Error",
    "le_level_payment": "Terms long* buffer size size* Error",
    "le_allocate": "AllocationPolicy Payment Row size Allocation size size* long* Error",
    "le_unallocate": "Allocation size Row size Error",
    "le_reallocate": "AllocationPolicy Payment size Row size Allocation size size* long* Error",
    "le_classify": "Row size int DelinquencyPolicy Position Error",
    "le_transition": "int int int int* Error",
    "le_allowed_events": "int int uint*",
    "le_evaluate": "Terms int Event size int Row size size* Allocation size size* Statement Error",
    "le_schedule_batch": "Terms size Row Columns size ulong* int* Summary",
    "le_allocate_batch": "AllocationPolicy Payment size Row Columns ulong* long* int*",
    "le_allocate_many": "AllocationPolicy Payment size uint* Row Columns ulong* size uint* long* int*",
    "le_classify_batch": "Row Columns ulong* size int DelinquencyPolicy Position int*",
}
CONSTANTS = {  # what they return, and their parameters
    "le_version": (c_uint32, ""), "le_abi_version": (c_int32, ""),
    "le_version_string": (c_char_p, ""), "le_status_name": (c_char_p, "int"),
    "le_loan_status_name": (c_char_p, "int"), "le_event_name": (c_char_p, "int"),
}
KINDS = {"char*": c_char_p, "buffer": ctypes.c_void_p, "size": c_size_t, "int": c_int32,
         "long": c_int64, "size*": POINTER(c_size_t), "int*": POINTER(c_int32),
         "uint*": POINTER(c_uint32), "long*": POINTER(c_int64), "ulong*": POINTER(c_uint64)}
for structure in (Error, AllocationPolicy, Terms, Row, Summary, Payment, Allocation,
                  DelinquencyPolicy, Position, Event, Statement, Columns):
    KINDS[structure.__name__] = POINTER(structure)


def most_rows(terms):
    """Rows that are enough for a schedule; terms with more are refused."""
    return min(max(terms.term_count, 0), 3660)


class LoanError(Exception):
    """What was refused: the code's name, the path of the field, and what is allowed."""

    def __init__(self, code, path, message):
        super().__init__(f"{code} at {path}: {message}" if path else code)
        self.code, self.path, self.message = code, path, message


class Engine:
    """The library, loaded. Its methods write to the rows that they are given."""

    def __init__(self, path="libloanengine.so.0"):
        self.c = ctypes.CDLL(str(path))
        for name, parameters in FUNCTIONS.items():
            function = getattr(self.c, name)
            function.restype = c_int32
            function.argtypes = [KINDS[kind] for kind in parameters.split()]
        for name, (result, parameters) in CONSTANTS.items():
            function = getattr(self.c, name)
            function.restype = result
            function.argtypes = [KINDS[kind] for kind in parameters.split()]
        if self.c.le_abi_version() != 0:
            raise OSError(f"{path} has ABI {self.c.le_abi_version()}; this binding is for 0")

    def call(self, function, *arguments):
        """Calls a function that has an le_error as its last parameter."""
        error = Error()
        code = function(*arguments, byref(error))
        if code != 0:
            raise LoanError(self.c.le_status_name(code).decode(), error.path.decode(),
                            error.message.decode())

    def check(self, code):
        """Raises where a function without an le_error failed."""
        if code != 0:
            raise LoanError(self.c.le_status_name(code).decode(), "", "")

    # -- texts and dates --

    def text(self, function, *values):
        buffer = ctypes.create_string_buffer(48)  # LE_FORMAT_SIZE
        self.check(function(*values, buffer, len(buffer), None))
        return buffer.value.decode()

    def amount(self, text, exponent=2):
        """"50000.5" as minor units."""
        amount = c_int64()
        self.check(self.c.le_amount_parse(text.encode(), len(text.encode()), exponent, amount))
        return amount.value

    def amount_text(self, amount, exponent=2):
        return self.text(self.c.le_amount_format, amount, exponent)

    def exponent(self, currency):
        """Digits of the minor unit of an ISO 4217 code."""
        exponent = c_int32()
        self.check(self.c.le_currency_exponent(currency.encode(), len(currency.encode()), exponent))
        return exponent.value

    def rate(self, text):
        """(numerator, denominator) of "2.5" or "100/3"."""
        parts = c_int64(), c_int64()
        self.check(self.c.le_rate_parse(text.encode(), len(text.encode()), *parts))
        return parts[0].value, parts[1].value

    def date(self, date):
        """A date as the library counts it, of "2026-03-11" or a datetime.date."""
        if isinstance(date, datetime.date):
            return date.toordinal() - datetime.date(1970, 1, 1).toordinal()
        result = c_int32()
        self.check(self.c.le_date_parse(date.encode(), len(date.encode()), result))
        return result.value

    def date_text(self, date):
        return self.text(self.c.le_date_format, date)

    # -- one loan --

    def schedule(self, terms):
        """(rows, summary)"""
        rows = (Row * most_rows(terms))()
        count, summary = c_size_t(), Summary()
        self.call(self.c.le_schedule_build, terms, rows, len(rows), count, summary)
        return (Row * count.value)(*rows[:count.value]), summary

    def level_payment(self, terms):
        """(the payment in minor units, the exact fraction that was rounded)"""
        rounded, needed = c_int64(), c_size_t()
        self.call(self.c.le_level_payment, terms, rounded, None, 0, needed)
        ratio = ctypes.create_string_buffer(needed.value)
        self.call(self.c.le_level_payment, terms, rounded, ratio, len(ratio), None)
        return rounded.value, Fraction(ratio.value.decode())

    def allocate(self, rows, payment, policy=None):
        """Pays rows. (records, what no row took)"""
        records, count, overpaid = (Allocation * (4 * len(rows)))(), c_size_t(), c_int64()
        self.call(self.c.le_allocate, policy, payment, rows, len(rows), records, len(records),
                  count, overpaid)
        return records[:count.value], overpaid.value

    def unallocate(self, rows, records):
        """Takes the last repayment's records back out of the rows."""
        given = (Allocation * len(records))(*records)
        self.call(self.c.le_unallocate, given, len(given), rows, len(rows))

    def reallocate(self, rows, payments, policy=None):
        """Pays rows anew, as if nothing had been paid. (records, what no row took)"""
        given = (Payment * len(payments))(*payments)
        records = (Allocation * (4 * len(rows) + len(given)))()
        count, overpaid = c_size_t(), c_int64()
        self.call(self.c.le_reallocate, policy, given, len(given), rows, len(rows), records,
                  len(records), count, overpaid)
        return records[:count.value], overpaid.value

    def classify(self, rows, as_of, grace_days=0, buckets=()):
        """Writes status and days past due of the rows; the loan's position. Buckets are days."""
        policy = DelinquencyPolicy(grace_days=grace_days, bucket_count=len(buckets))
        policy.bucket_from_days = (c_int32 * len(buckets))(*buckets)
        position = Position()
        self.call(self.c.le_classify, rows, len(rows), as_of, policy, position)
        return position

    def transition(self, status, event, role=NO_ROLE):
        """The status after an event, in words."""
        result = c_int32()
        self.call(self.c.le_transition, number(STATUSES, status), number(EVENTS, event),
                  number(ROLES, role), result)
        return STATUSES[result.value]

    def evaluate(self, terms, events=(), status="ACTIVE", as_of=NO_DATE):
        """A loan in one step: (statement, rows, records)."""
        given = (Event * len(events))(*events)
        rows, row_count = (Row * most_rows(terms))(), c_size_t()
        records, count = (Allocation * (4 * len(rows) + len(given)))(), c_size_t()
        statement = Statement()
        self.call(self.c.le_evaluate, terms, number(STATUSES, status), given, len(given), as_of,
                  rows, len(rows), row_count, records, len(records), count, statement)
        return statement, rows[:row_count.value], records[:count.value]
