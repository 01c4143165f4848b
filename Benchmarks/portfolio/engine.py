"""Reports over columns through libloanengine-json, for one thread."""

import ctypes
import json
import pathlib
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests" / "C"))

from portfolio import CODES, Columns, Library  # the struct and codes as the header declares them

from book import COMPONENTS, part

OK, BUFFER_TOO_SMALL = CODES["OK"], CODES["BUFFER_TOO_SMALL"]


class Report:
    """One report of one book: `measures` is a turn, `answers` what it came to."""

    def __init__(self, library, report, columns, groups):
        self.library, self.columns = library, columns
        self.count, self.groups = len(columns["status"]), groups
        code, self.spec = library.read(report)
        assert code == OK, self.spec
        self.sums = library.sums(self.spec, groups)
        self.own = Columns(struct_size=ctypes.sizeof(Columns), stride=0)
        for name, _ in Columns._fields_[2:]:
            address = getattr(self.own, name)
            if not isinstance(address, ctypes.Array):
                if name in columns:
                    setattr(self.own, name, columns[name].ctypes.data)
                continue
            for index, component in enumerate(COMPONENTS):
                # What is written off is one column: the library adds four, of which any may be missing.
                alone = name if index == 3 else None
                given = columns.get(part(name, component), columns.get(alone))
                address[index] = None if given is None else given.ctypes.data
        self.codes = (ctypes.c_int32 * self.count)()
        self.capacity = 1 << 16
        self.out, self.needed = ctypes.create_string_buffer(self.capacity), ctypes.c_size_t()
        self.texts = []

    def add(self):
        """All sums of all groups."""
        ctypes.memset(self.sums, 0, ctypes.sizeof(self.sums))
        code = self.library.c.le_portfolio_add(
            self.spec, ctypes.byref(self.own), self.count, self.columns["group"].ctypes.data, self.sums,
            self.groups, self.codes)
        assert code == OK, code

    def finish(self):
        """All measures of all groups, as text."""
        self.texts = []
        size, start = self.library.c.le_portfolio_size(self.spec), ctypes.addressof(self.sums)
        for group in range(self.groups):
            code = self.library.c.le_portfolio_finish(
                self.spec, start + group * size, 2, ctypes.addressof(self.out), self.capacity,
                ctypes.byref(self.needed))
            assert code == OK, code
            self.texts.append(self.out.raw[:self.needed.value])

    def measures(self):
        self.add()
        self.finish()

    def answers(self):
        return [json.loads(text) for text in self.texts]


def lines(library, kind, documents):
    """The result of each document, a line each, by le_json_lines."""
    cursor, capacity = (ctypes.c_uint64 * 4)(), 1 << 20
    out, written, found = ctypes.create_string_buffer(capacity), ctypes.c_size_t(), b""
    while True:
        code = library.c.le_json_lines(
            kind.encode(), None, ctypes.c_size_t(0), None, ctypes.c_size_t(0), documents, ctypes.c_size_t(len(documents)),
            ctypes.byref(cursor), out, ctypes.c_size_t(capacity), ctypes.byref(written), None)
        found += out.raw[:written.value]
        if code == OK:
            return found.splitlines()
        assert code == BUFFER_TOO_SMALL, code


def exact(text):
    """A number as results write it, decimal or ratio, or another word."""
    try:
        return Fraction(text)
    except ValueError:
        return text
