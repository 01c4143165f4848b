"""The engine's C library through ctypes: what the peers in Python need of it."""

import ctypes
import pathlib
import sys
from ctypes import byref, c_int32, c_size_t, c_void_p

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "Examples" / "python"))

from loan_engine import (
    EVENTS, NO_ROLE, STATUSES, WORDS, DelinquencyPolicy, Event, Payment, Position, Row,
    Statement, Summary, Terms)

LE_ROLE_NONE = NO_ROLE
LE_ACTIVE, LE_REPAYMENT = STATUSES.index("ACTIVE"), EVENTS.index("REPAYMENT")
EQUAL, ACT365 = (WORDS["day_count"].index(word) for word in ("EQUAL", "ACT/365.FIXED"))


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
