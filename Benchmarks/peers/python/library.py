"""The engine's C library through ctypes: what the peers in Python need of it."""

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

DATE_NONE = -(2**31)
LE_ACTIVE, LE_REPAYMENT, LE_ROLE_NONE = 3, 6, -1
EQUAL, ACT365 = 0, 9


class AllocationPolicy(ctypes.Structure):
    _fields_ = [("order", c_int32 * 4), ("across", c_int32), ("reserved", c_int32)]


class Terms(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("currency_exponent", c_int32), ("principal", c_int64),
        ("rate_numerator", c_int64), ("rate_denominator", c_int64), ("rate_text", c_char_p),
        *[(name, c_int32) for name in (
            "rate_per", "interest_method", "amortization", "term_count", "term_unit", "term_every",
            "disbursed_at", "first_due_date", "day_count", "interest_mode", "installment_mode",
            "leveling")],
        ("interest_unit", c_int64), ("installment_unit", c_int64),
        *[(name, c_int32) for name in (
            "flat_interest", "residual", "grace_principal", "grace_interest_free",
            "grace_capitalized", "non_working_rule")],
        ("balloon", c_int64), ("installment_fee", c_int64), ("holidays", POINTER(c_int32)),
        ("holiday_count", c_uint32), ("non_working_weekdays", c_uint32),
        ("allocation", AllocationPolicy), ("grace_days", c_int32), ("bucket_count", c_uint32),
        ("bucket_from_days", POINTER(c_int32)), ("reserved", c_uint64 * 2)]


class Row(ctypes.Structure):
    _fields_ = [
        *[(name, c_int32) for name in ("sequence", "start_date", "due_date", "status")],
        *[(name, c_int64) for name in (
            "principal_due", "interest_due", "fee_due", "penalty_due", "balance_after",
            "principal_paid", "interest_paid", "fee_paid", "penalty_paid")],
        ("days_past_due", c_int32), ("reserved", c_int32)]


class Amounts(ctypes.Structure):
    _fields_ = [(name, c_int64) for name in ("principal", "interest", "fee", "penalty", "total")]


class Summary(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("count", c_uint32), ("installment", c_int64),
                ("has_installment", c_int32), ("reserved", c_int32), ("totals", Amounts)]


class Payment(ctypes.Structure):
    _fields_ = [("amount", c_int64), ("date", c_int32), ("event", c_int32)]


class Event(ctypes.Structure):
    _fields_ = [("type", c_int32), ("date", c_int32), ("amount", c_int64),
                ("reversed_event", c_int32), ("role", c_int32)]


class DelinquencyPolicy(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("grace_days", c_int32),
                ("bucket_from_days", POINTER(c_int32)), ("bucket_count", c_uint32),
                ("reserved", c_uint32)]


class Position(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("days_past_due", c_int32), ("outstanding", Amounts),
        ("arrears", Amounts),
        *[(name, c_int32) for name in (
            "arrears_since", "bucket", "next_due_sequence", "next_due_date")],
        ("next_due_amount", c_int64), ("reserved", c_uint64 * 6)]


class Statement(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("status", c_int32), ("as_of", c_int32),
                ("reserved", c_int32), ("overpaid", c_int64), ("summary", Summary),
                ("position", Position)]


SIZES = {Terms: 216, Row: 96, Summary: 64, Payment: 16, Event: 24, Position: 160, Statement: 248}
assert all(ctypes.sizeof(structure) == size for structure, size in SIZES.items())


class Library:
    """The functions, with their arguments' types."""

    def __init__(self, path):
        library = ctypes.CDLL(path)
        assert library.le_abi_version() == 0
        self.schedule_batch = self.function(
            library.le_schedule_batch, c_void_p, c_size_t, c_void_p, c_void_p, c_size_t, c_void_p,
            c_void_p, c_void_p)
        self.allocate_batch = self.function(
            library.le_allocate_batch, c_void_p, c_void_p, c_size_t, c_void_p, c_void_p, c_void_p,
            c_void_p, c_void_p)
        self.classify_batch = self.function(
            library.le_classify_batch, c_void_p, c_void_p, c_void_p, c_size_t, c_int32, c_void_p,
            c_void_p, c_void_p)
        self.evaluate = self.function(
            library.le_evaluate, c_void_p, c_int32, c_void_p, c_size_t, c_int32, c_void_p,
            c_size_t, c_void_p, c_void_p, c_size_t, c_void_p, c_void_p, c_void_p)

    @staticmethod
    def function(function, *types):
        function.argtypes = types

        def call(*arguments):
            code = function(*arguments)
            if code != 0:
                raise RuntimeError("%s: code %d" % (function.__name__, code))

        return call


__all__ = [name for name in dir() if not name.startswith("_")] + ["byref", "c_size_t"]
