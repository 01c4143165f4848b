"""The loan engine's C library in Python, with nothing but the standard library.

    from loan_engine import Engine, Payment, Ratio, Terms
    engine = Engine()                                   # libloanengine.so.1, or Engine(path)
    terms = Terms(currency_exponent=2, principal=50_000_00, rate=Ratio(24, 1), term_count=12,
                  term_unit="MONTH", disbursed_at=engine.date("2026-03-11"))
    rows, summary = engine.schedule(terms)              # summary.installment == 472798
    postings, overpaid = engine.allocate(rows, Payment(5_000_00, rows[0].due_date, event=1))

Structures have the fields of include/loan_engine.h, amounts in minor units, and begin with the
defaults of its _INIT macros. A field that is one of a set takes the word of the case format or the
number of the header: Terms(day_count="ACT/365.FIXED"). What varies in length is put into Parts, and
the part that it gives into the terms: terms.holidays = parts.dates([…]). What is refused raises
LoanError. All functions can be called as `engine.c.le_…`, too. ctypes lets go of the interpreter
during a call, so threads run in parallel. The header says what each field and function means.
"""

import ctypes
import datetime
from ctypes import (POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint8, c_uint32,
                    c_uint64, c_void_p)
from fractions import Fraction

NO_DATE = -(2**31)
NUL_TERMINATED = 2**(8 * ctypes.sizeof(c_size_t)) - 1  # LE_TEXT

# The words of each set and their numbers.
# Written by scripts/fields.py: words
SETS = {
    "le_code": {"OK": 0, "MALFORMED_INPUT": 1, "INVALID_TERMS": 2, "INVALID_EVENT": 3,
        "ILLEGAL_TRANSITION": 4, "FORBIDDEN_ROLE": 5, "AMOUNT_OUT_OF_RANGE": 6,
        "DATE_OUT_OF_RANGE": 7, "NEGATIVE_AMORTIZATION": 8, "INVALID_ARGUMENT": 32,
        "BUFFER_TOO_SMALL": 33, "INVALID_ROWS": 34, "OUT_OF_MEMORY": 35, "STOPPED": 36,
        "NOT_REACHED": 37},
    "le_component": {"PENALTY": 0, "FEE": 1, "INTEREST": 2, "PRINCIPAL": 3},
    "le_event_type": {"SUBMIT": 0, "APPROVE": 1, "REJECT": 2, "REVISE": 3, "CANCEL": 4,
        "DISBURSE": 5, "REPAYMENT": 6, "REVERSAL": 7, "WRITE_OFF": 8, "RECOVERY": 9,
        "SETTLEMENT": 10, "CHARGE": 11, "WAIVER": 12, "DRAWDOWN": 13, "RATE_CHANGE": 14,
        "RESCHEDULE": 15, "INTEREST_PAUSE": 16, "REFUND": 17},
    "le_role": {"CREDIT_OFFICER": 1, "SUPERVISOR": 2, "ADMIN": 3},
    "le_keep": {"TERM": 0, "INSTALLMENT": 1},
    "le_arrears": {"KEEP": 0, "CAPITALIZE": 1},
    "le_loan_status": {"DRAFT": 0, "PENDING_APPROVAL": 1, "APPROVED": 2, "ACTIVE": 3,
        "COMPLETED": 4, "REJECTED": 5, "CANCELLED": 6, "WRITTEN_OFF": 7},
    "le_row_status": {"PENDING": 0, "PARTIAL": 1, "PAID": 2, "OVERDUE": 3},
    "le_row_kind": {"INSTALLMENT": 0, "DOWN_PAYMENT": 1, "CHARGES": 2},
    "le_posting_kind": {"ALLOCATED": 0, "CHARGE": 1, "LATE_CHARGE": 2, "WAIVER": 3, "SETTLEMENT": 4,
        "CAPITALIZATION": 5, "RECALLED_REFUND": 6, "DRAWDOWN": 7},
    "le_rate_per": {"YEAR": 0, "MONTH": 1, "WEEK": 2, "DAY": 3, "LOAN": 4},
    "le_interest_method": {"DECLINING": 0, "FLAT": 1},
    "le_amortization": {"EQUAL_INSTALLMENTS": 0, "EQUAL_PRINCIPAL": 1, "BULLET": 2},
    "le_accrual": {"SCHEDULED": 0, "DAILY": 1},
    "le_unit": {"DAY": 0, "WEEK": 1, "MONTH": 2},
    "le_day_count": {"EQUAL": 0, "EQUAL/360": 1, "EQUAL/364": 2, "EQUAL/365": 3, "30/360": 4,
        "30E/360": 5, "30E/360.ISDA": 6, "ACT/360": 7, "ACT/364": 8, "ACT/365.FIXED": 9,
        "ACT/ACT.ISDA": 10, "ACT/ACT.FINERACT": 11, "30/360.US": 12, "ACT/365.FEB29": 13},
    "le_first_period": {"WHOLE": 0, "PRORATED": 1},
    "le_mode": {"HALF_EVEN": 0, "HALF_UP": 1, "HALF_DOWN": 2, "UP": 3, "DOWN": 4, "CEILING": 5,
        "FLOOR": 6},
    "le_leveling": {"NONE": 0, "RESPREAD": 1},
    "le_flat_interest": {"TERM": 0, "PERIOD": 1},
    "le_residual": {"LAST": 0, "FIRST": 1, "SPREAD": 2},
    "le_non_working_rule": {"FOLLOWING": 0, "MODIFIED_FOLLOWING": 1, "PRECEDING": 2, "SKIP": 3},
    "le_weekdays": {"MONDAY": 1, "TUESDAY": 2, "WEDNESDAY": 4, "THURSDAY": 8, "FRIDAY": 16,
        "SATURDAY": 32, "SUNDAY": 64},
    "le_across": {"INSTALLMENT": 0, "COMPONENT": 1},
    "le_advance": {"NEXT": 0, "LAST": 1, "CURRENT_THEN_LAST": 2, "SPREAD": 3},
    "le_prepayment_effect": {"ADVANCE": 0, "REDUCE_TERM": 1, "REDUCE_INSTALLMENT": 2},
    "le_prepayment_interest": {"TO_DATE": 0, "AT_DUE_DATE": 1, "WHOLE_PERIOD": 2},
    "le_settlement_interest": {"TO_DATE": 0, "WHOLE_PERIOD": 1, "FULL_TERM": 2, "RULE_OF_78": 3},
    "le_days_from": {"DUE_DATE": 0, "DUE_DATE_INCLUSIVE": 1, "GRACE_END": 2},
    "le_late_kind": {"FIXED": 0, "DAILY": 1},
    "le_late_base": {"INSTALLMENT": 0, "OVERDUE_PRINCIPAL": 1, "OVERDUE": 2},
    "le_late_from": {"DUE_DATE": 0, "GRACE_END": 1},
    "le_collect": {"DEDUCTED": 0, "FINANCED": 1, "SEPARATE": 2},
    "le_new_terms_set": {"RATE": 1, "AMORTIZATION": 2, "TERM_UNIT": 4, "TERM_EVERY": 8,
        "INSTALLMENT_FEE": 16, "FIRST_DUE_DATE": 32},
}
# End of what scripts/fields.py writes.


def word(kind, number):
    """The word of a number of a set: word("le_day_count", 9) is "ACT/365.FIXED"; None for none."""
    return next((text for text, own in SETS[kind].items() if own == number), None)


def number(kind, value):
    """A word's number; a number is taken as it is."""
    if not isinstance(value, str):
        return value
    if value not in SETS[kind]:
        raise ValueError(f"{value!r} is not allowed here; allowed: {', '.join(SETS[kind])}")
    return SETS[kind][value]


class Structure(ctypes.Structure):
    """A structure of the header, with its defaults; fields by position or by name."""

    defaults = {}
    words = {}

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
            setattr(self, name, number(self.words[name], value) if name in self.words else value)

    def word(self, name):
        """The word of a field that is one of a set."""
        return word(self.words[name], getattr(self, name))


def fields(kind, names):
    return [(name, kind) for name in names.split()]


class Ratio(Structure):
    """An exact fraction; 0/0 is none."""


class Share(Structure):
    """An amount, or with a denominator a percentage."""


class Part(Structure):
    """Elements in parts."""


class Amounts(Structure):
    """An amount for each component and their sum."""


class Error(Structure):
    """Why a call failed."""


class AllocationPolicy(Structure):
    """The order in which a repayment pays what is unpaid."""


class LateCharge(Structure):
    """A rule of what is charged for paying late."""


class UpfrontFee(Structure):
    """A fee at disbursement."""


class Terms(Structure):
    """The contract of a loan."""

    def close_on(self, weekdays=(), rule="FOLLOWING"):
        """Weekdays on which nothing is collected, by their names."""
        self.non_working_weekdays = sum(SETS["le_weekdays"][name] for name in set(weekdays))
        self.non_working_rule = number("le_non_working_rule", rule)


class NewTerms(Structure):
    """What a reschedule agrees anew."""


class Row(Structure):
    """One installment."""


class Summary(Structure):
    """What a schedule comes to."""


class Payment(Structure):
    """A repayment."""


class Posting(Structure):
    """What moved a row."""


class Position(Structure):
    """How a loan stands as of a date."""


class Event(Structure):
    """Something that happened to a loan."""


class Quote(Structure):
    """A settlement figure."""


class Statement(Structure):
    """The outcome of evaluate."""


class Capacity(Structure):
    """Numbers of rows and postings."""


class RowColumns(Structure):
    """Rows as columns."""


class PositionColumns(Structure):
    """How loans stand, as columns."""


class Loans(Structure):
    """Products and what loans have of their own."""


class Results(Structure):
    """Where the results of a batch go."""


# The fields of each, as the header has them, the sets of those that are words, and the defaults that
# are not zero.
# Written by scripts/fields.py: layouts
Ratio._fields_ = [
    *fields(c_int64, "numerator denominator"),
]
Share._fields_ = [
    ("amount", c_int64),
    ("percent", Ratio),
]
Part._fields_ = [
    *fields(c_uint32, "at count"),
]
Amounts._fields_ = [
    *fields(c_int64, "principal interest fee penalty total"),
]
Error._fields_ = [
    ("struct_size", c_uint32),
    ("code", c_int32),
    ("index", c_uint64),
    ("path", c_char * 96),
    ("message", c_char * 280),
]
Error.words = {"code": "le_code"}
AllocationPolicy._fields_ = [
    *fields(c_uint8 * 4, "past_due due in_advance"),
    *fields(c_int32, "across advance reserved"),
]
AllocationPolicy.words = {"across": "le_across", "advance": "le_advance"}
LateCharge._fields_ = [
    ("charge", Share),
    *fields(c_int32, "kind of component after_days every every_unit times rate_per year_days "
                     "counts_from"),
]
LateCharge.words = {"kind": "le_late_kind", "of": "le_late_base", "component": "le_component",
    "every_unit": "le_unit", "rate_per": "le_rate_per", "counts_from": "le_late_from"}
UpfrontFee._fields_ = [
    ("fee", Share),
    *fields(c_int32, "collect reserved"),
]
UpfrontFee.words = {"collect": "le_collect"}
Terms._fields_ = [
    ("struct_size", c_uint32),
    ("currency_exponent", c_int32),
    ("principal", c_int64),
    ("rate", Ratio),
    *fields(c_int32, "rate_per interest_method amortization accrual term_count term_unit "
                     "term_every day_count disbursed_at first_due_date first_period leveling "
                     "interest_mode installment_mode"),
    *fields(c_int64, "interest_unit installment_unit"),
    *fields(c_int32, "flat_interest residual grace_principal grace_interest_free "
                     "grace_capitalized grace_deferred"),
    *fields(c_int64, "balloon installment_fee installment_amount"),
    ("down_payment", Share),
    ("due_days", c_uint8 * 4),
    ("non_working_rule", c_int32),
    *fields(c_uint32, "non_working_weekdays reserved0"),
    *fields(Part, "holidays due_dates late_charges upfront_fees bucket_from_days rate_text"),
    ("late_charge_limit", Share),
    ("allocation", AllocationPolicy),
    *fields(c_int32, "prepayment_effect prepayment_interest settlement_interest grace_days"),
    ("settlement_fee", Share),
    ("settlement_retained", Ratio),
    *fields(c_int32, "days_from reserved2"),
    ("tolerance", c_int64),
    ("reserved", c_uint64 * 3),
]
Terms.words = {"rate_per": "le_rate_per", "interest_method": "le_interest_method",
    "amortization": "le_amortization", "accrual": "le_accrual", "term_unit": "le_unit",
    "day_count": "le_day_count", "first_period": "le_first_period", "leveling": "le_leveling",
    "interest_mode": "le_mode", "installment_mode": "le_mode", "flat_interest": "le_flat_interest",
    "residual": "le_residual", "non_working_rule": "le_non_working_rule",
    "non_working_weekdays": "le_weekdays", "prepayment_effect": "le_prepayment_effect",
    "prepayment_interest": "le_prepayment_interest",
    "settlement_interest": "le_settlement_interest", "days_from": "le_days_from"}
Terms.defaults = {"first_due_date": NO_DATE}
NewTerms._fields_ = [
    ("set", c_uint32),
    ("term_count", c_int32),
    ("rate", Ratio),
    *fields(c_int32, "rate_per amortization term_unit term_every first_due_date"),
    ("due_days", c_uint8 * 4),
    ("due_dates", Part),
    *fields(c_int64, "balloon installment_fee installment_amount"),
    *fields(c_int32, "grace_principal grace_interest_free grace_capitalized grace_deferred"),
    ("rate_text", Part),
    ("reserved", c_uint64),
]
NewTerms.words = {"set": "le_new_terms_set", "rate_per": "le_rate_per",
    "amortization": "le_amortization", "term_unit": "le_unit"}
Row._fields_ = [
    *fields(c_int32, "sequence start_date due_date status"),
    *fields(c_int64, "principal_due interest_due fee_due penalty_due balance_after "
                     "principal_paid interest_paid fee_paid penalty_paid"),
    *fields(c_int32, "days_past_due kind"),
]
Row.words = {"status": "le_row_status", "kind": "le_row_kind"}
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
Posting._fields_ = [
    ("amount", c_int64),
    *fields(c_int32, "date event sequence component kind rule"),
]
Posting.words = {"component": "le_component", "kind": "le_posting_kind"}
Position._fields_ = [
    *fields(c_int32, "status as_of days_past_due bucket"),
    *fields(Amounts, "outstanding arrears written_off"),
    *fields(c_int32, "arrears_since overdue_installments next_due_sequence next_due_date"),
    ("next_due_amount", c_int64),
    *fields(c_int32, "disbursed_at maturity_date last_payment_at restructured"),
    *fields(c_int64, "disbursed_amount recovered overpaid"),
    ("reserved", c_uint64 * 7),
]
Position.words = {"status": "le_loan_status"}
Position.defaults = {"as_of": NO_DATE, "bucket": -1, "arrears_since": NO_DATE,
    "next_due_date": NO_DATE, "disbursed_at": NO_DATE, "maturity_date": NO_DATE,
    "last_payment_at": NO_DATE}
Event._fields_ = [
    *fields(c_int32, "type date"),
    ("amount", c_int64),
    ("rate", Ratio),
    *fields(c_int32, "rate_per component of role until keep arrears"),
    ("terms", c_uint32),
]
Event.words = {"type": "le_event_type", "rate_per": "le_rate_per", "component": "le_component",
    "role": "le_role", "keep": "le_keep", "arrears": "le_arrears"}
Quote._fields_ = [
    ("due", Amounts),
    ("rebate", c_int64),
    *fields(c_int32, "date exists"),
]
Statement._fields_ = [
    *fields(c_uint32, "struct_size row_count posting_count"),
    ("has_installment", c_int32),
    ("installment", c_int64),
    ("totals", Amounts),
    ("position", Position),
    *fields(c_int64, "disbursed deducted financed separate net accrued_interest refunded "
                     "recalled"),
    ("waived", Amounts),
    ("settlement", Quote),
    ("reserved", c_uint64 * 8),
]
Statement.defaults = {"position": Position(), "settlement": Quote()}
Capacity._fields_ = [
    *fields(c_uint32, "rows postings"),
]
RowColumns._fields_ = [
    *fields(c_uint32, "struct_size stride"),
    *fields(POINTER(c_int32), "sequence start_date due_date status days_past_due kind"),
    *fields(POINTER(c_int64), "principal_due interest_due fee_due penalty_due balance_after "
                              "principal_paid interest_paid fee_paid penalty_paid"),
]
PositionColumns._fields_ = [
    *fields(c_uint32, "struct_size stride"),
    *fields(POINTER(c_int32), "status days_past_due bucket arrears_since overdue_installments "
                              "next_due_sequence next_due_date disbursed_at maturity_date "
                              "last_payment_at restructured"),
    *fields(POINTER(c_int64) * 4, "outstanding arrears written_off"),
    *fields(POINTER(c_int64), "next_due_amount disbursed_amount recovered overpaid installment"),
]
Loans._fields_ = [
    *fields(c_uint32, "struct_size product_count"),
    ("products", POINTER(Terms)),
    ("parts", c_void_p),
    *fields(c_size_t, "parts_size count"),
    ("product", POINTER(c_uint32)),
    *fields(POINTER(c_int64), "principal rate_numerator rate_denominator"),
    *fields(POINTER(c_int32), "term_count disbursed_at first_due_date status"),
    ("events", POINTER(Event)),
    *fields(c_uint32, "event_size reserved"),
    ("event_offsets", POINTER(c_uint64)),
    *fields(c_int32, "as_of reserved1"),
]
Loans.defaults = {"as_of": NO_DATE}
Results._fields_ = [
    *fields(c_uint32, "struct_size posting_size"),
    ("rows", POINTER(RowColumns)),
    ("row_capacity", c_size_t),
    ("row_offsets", POINTER(c_uint64)),
    ("postings", POINTER(Posting)),
    ("posting_capacity", c_size_t),
    ("posting_offsets", POINTER(c_uint64)),
    ("positions", POINTER(PositionColumns)),
    ("codes", POINTER(c_int32)),
    ("errors", POINTER(Error)),
    *fields(c_size_t, "error_capacity error_count first done"),
    ("stop", POINTER(c_int32)),
    ("reserved", c_uint64),
]
# End of what scripts/fields.py writes.

TERMS = "Terms parts size"
# Each function's parameters; a structure or * is a pointer, size a size_t. All return a code, but
# for those of OTHERS.
FUNCTIONS = {
    "le_number": "char* char* size int*",
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
    "le_schedule_build": f"{TERMS} Row size size* Summary Error",
    "le_level_payment": f"{TERMS} long* buffer size size* Error",
    "le_allocate": "AllocationPolicy Payment Row size Posting size size* long* Error",
    "le_unallocate": "Posting size Row size Error",
    "le_reallocate": "AllocationPolicy Payment size Row size Posting size size* long* Error",
    "le_classify": f"{TERMS} Row size int Position Error",
    "le_transition": "int int int int* Error",
    "le_allowed_events": "int int uint*",
    "le_evaluate_capacity": f"{TERMS} Event size Capacity Error",
    "le_evaluate": f"{TERMS} int Event size int Row Posting Capacity Statement int* Error",
    "le_log_check": f"{TERMS} int Event size size int* Error",
    "le_quotes": f"{TERMS} int Event size int* size Quote Error",
    "le_schedule_batch": "Loans Results",
    "le_evaluate_batch": "Loans Results",
    "le_allocate_many": "Loans Payment uint* size RowColumns ulong* uint* long* Results",
    "le_classify_batch": "Loans RowColumns ulong* Results",
}
OTHERS = {  # what they return, and their parameters
    "le_version": (c_uint32, ""), "le_abi_version": (c_int32, ""),
    "le_version_string": (c_char_p, ""), "le_word": (c_char_p, "char* int"),
    "le_size_of": (c_size_t, "char*"), "le_describe": (c_char_p, ""), "le_terms_init": (None, "Terms size"),
    "le_statement_init": (None, "Statement size"), "le_error_init": (None, "Error size"),
    "le_row_columns_of": (None, "Row RowColumns"),
}
KINDS = {"char*": c_char_p, "buffer": c_void_p, "parts": c_void_p, "size": c_size_t, "int": c_int32,
         "long": c_int64, "size*": POINTER(c_size_t), "int*": POINTER(c_int32),
         "uint*": POINTER(c_uint32), "long*": POINTER(c_int64), "ulong*": POINTER(c_uint64)}
STRUCTURES = [Ratio, Share, Part, Amounts, Error, AllocationPolicy, LateCharge, UpfrontFee, Terms,
              NewTerms, Row, Summary, Payment, Posting, Position, Event, Quote, Statement, Capacity,
              RowColumns, PositionColumns, Loans, Results]
for structure in STRUCTURES:
    KINDS[structure.__name__] = POINTER(structure)


class Parts:
    """The buffer beside terms, for what varies in length; each element begins at a multiple of 8."""

    def __init__(self):
        self.bytes = bytearray(8)  # 0 is no place of new terms

    def add(self, elements):
        """A ctypes array or structure: where it begins."""
        at = len(self.bytes)
        self.bytes += bytes(elements)
        self.bytes += bytes(-len(self.bytes) % 8)
        return at

    def part(self, kind, elements):
        """Elements of a ctypes type, as a Part."""
        elements = list(elements)
        return Part(self.add((kind * len(elements))(*elements)), len(elements)) if elements else Part()

    def dates(self, dates):
        """Dates as the library counts them, or other whole numbers."""
        return self.part(c_int32, dates)

    def text(self, text):
        """A text, such as a rate of many digits."""
        return self.part(c_char, [bytes([byte]) for byte in text.encode()])

    def buffer(self):
        """(the buffer, aligned; its size)"""
        return (c_uint64 * (len(self.bytes) // 8)).from_buffer_copy(self.bytes), len(self.bytes)


class LoanError(Exception):
    """What was refused: the code's name, the path of the field, and what is allowed."""

    def __init__(self, code, path, message, index=0):
        super().__init__(f"{code} at {path}: {message}" if path else code)
        self.code, self.path, self.message, self.index = code, path, message, index


class Engine:
    """The library, loaded. Its methods write to the rows that they are given."""

    def __init__(self, path="libloanengine.so.1"):
        self.c = ctypes.CDLL(str(path))
        for name, parameters in FUNCTIONS.items():
            function = getattr(self.c, name)
            function.restype = c_int32
            function.argtypes = [KINDS[kind] for kind in parameters.split()]
        for name, (result, parameters) in OTHERS.items():
            function = getattr(self.c, name)
            function.restype = result
            function.argtypes = [KINDS[kind] for kind in parameters.split()]
        if self.c.le_abi_version() != 1:
            raise OSError(f"{path} has ABI {self.c.le_abi_version()}; this binding is for 1")

    def call(self, function, *arguments):
        """Calls a function that has an le_error as its last parameter."""
        error = Error()
        code = function(*arguments, byref(error))
        if code != 0:
            raise LoanError(word("le_code", code), error.path.decode(), error.message.decode(),
                            error.index)

    def check(self, code):
        """Raises where a function without an le_error failed."""
        if code != 0:
            raise LoanError(word("le_code", code), "", "")

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
        """The Ratio of "2.5" or "100/3"."""
        parts = c_int64(), c_int64()
        self.check(self.c.le_rate_parse(text.encode(), len(text.encode()), *parts))
        return Ratio(parts[0].value, parts[1].value)

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

    def schedule(self, terms, parts=None):
        """(rows, summary)"""
        count, summary = c_size_t(), Summary()
        given = terms, *(parts or Parts()).buffer()
        self.call(self.c.le_schedule_build, *given, None, 0, count, summary)
        rows = (Row * count.value)()
        self.call(self.c.le_schedule_build, *given, rows, len(rows), count, summary)
        return rows, summary

    def level_payment(self, terms, parts=None):
        """(the payment in minor units, the exact fraction that was rounded)"""
        rounded, needed = c_int64(), c_size_t()
        given = terms, *(parts or Parts()).buffer()
        self.call(self.c.le_level_payment, *given, rounded, None, 0, needed)
        ratio = ctypes.create_string_buffer(needed.value)
        self.call(self.c.le_level_payment, *given, rounded, ratio, len(ratio), None)
        return rounded.value, Fraction(ratio.value.decode())

    def allocate(self, rows, payment, policy=None):
        """Pays rows. (postings, what no row took)"""
        postings, count, overpaid = (Posting * (4 * len(rows)))(), c_size_t(), c_int64()
        self.call(self.c.le_allocate, policy, payment, rows, len(rows), postings, len(postings),
                  count, overpaid)
        return postings[:count.value], overpaid.value

    def unallocate(self, rows, postings):
        """Takes the last repayment's postings back out of the rows."""
        given = (Posting * len(postings))(*postings)
        self.call(self.c.le_unallocate, given, len(given), rows, len(rows))

    def reallocate(self, rows, payments, policy=None):
        """Pays rows anew, as if nothing had been paid. (postings, what no row took)"""
        given = (Payment * len(payments))(*payments)
        postings = (Posting * (4 * len(rows) + len(given)))()
        count, overpaid = c_size_t(), c_int64()
        self.call(self.c.le_reallocate, policy, given, len(given), rows, len(rows), postings,
                  len(postings), count, overpaid)
        return postings[:count.value], overpaid.value

    def classify(self, rows, as_of, terms=None, parts=None):
        """Writes status and days past due of the rows, by the terms' delinquency; the position."""
        position = Position()
        self.call(self.c.le_classify, terms, *(parts or Parts()).buffer(), rows, len(rows), as_of,
                  position)
        return position

    def transition(self, status, event, role="NONE"):
        """The status after an event, in words."""
        result = c_int32()
        self.call(self.c.le_transition, number("le_loan_status", status),
                  number("le_event_type", event), 0 if role == "NONE" else number("le_role", role),
                  result)
        return word("le_loan_status", result.value)

    def evaluate(self, terms, events=(), status="ACTIVE", as_of=NO_DATE, parts=None):
        """A loan in one step: (statement, rows, postings)."""
        given = terms, *(parts or Parts()).buffer()
        log, capacity, statement = (Event * len(events))(*events), Capacity(), Statement()
        self.call(self.c.le_evaluate_capacity, *given, log, len(log), capacity)
        while True:
            rows, postings = (Row * capacity.rows)(), (Posting * capacity.postings)()
            try:
                self.call(self.c.le_evaluate, *given, number("le_loan_status", status), log, len(log),
                          as_of, rows, postings, capacity, statement, None)
                return statement, rows[:capacity.rows], postings[:capacity.postings]
            except LoanError as error:
                if error.code != "BUFFER_TOO_SMALL":
                    raise

    def log_check(self, terms, events, accepted=0, status="ACTIVE", parts=None):
        """The status after all events of a log, in words."""
        log, result = (Event * len(events))(*events), c_int32()
        self.call(self.c.le_log_check, terms, *(parts or Parts()).buffer(),
                  number("le_loan_status", status), log, len(log), accepted, result)
        return word("le_loan_status", result.value)

    def quotes(self, terms, events, dates, status="ACTIVE", parts=None):
        """Settlement figures on dates that rise."""
        log, days = (Event * len(events))(*events), (c_int32 * len(dates))(*dates)
        quotes = (Quote * len(dates))()
        self.call(self.c.le_quotes, terms, *(parts or Parts()).buffer(),
                  number("le_loan_status", status), log, len(log), days, len(days), quotes)
        return list(quotes)
