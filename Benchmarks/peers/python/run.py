#!/usr/bin/env python3
"""Runs the engine and the peers in Python in turn, in one process.

    run.py LIBRARY REPORT

LIBRARY is libloanengine.so, REPORT the file that gets lines of JSON. A peer that is not installed
is left out with a note.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from decimal_peer import DecimalPeer
from library import ACT365, EQUAL, Library
from portfolio import Portfolio
from turns import Report, must_equal, take_turns

REPEATS = 5
SCHEDULES = (("schedule-12-equal", 12, EQUAL), ("schedule-12-act365", 12, ACT365),
             ("schedule-360-equal", 360, EQUAL))


def engine_rows(book):
    """The engine's schedule as the decimal peer has it."""
    assert not any(book.codes)
    return [(row.sequence, row.start_date, row.due_date, row.principal_due, row.interest_due,
             row.balance_after) for row in book.rows[:book.offsets[-1]]]


def decimal_schedules(library, report):
    for case, rows, day_count in SCHEDULES:
        book = Portfolio(library, 24_000 // rows, rows, day_count)
        peer = DecimalPeer(book)
        engine, other, answer = take_turns(book.schedule, peer.schedule, REPEATS)
        must_equal(case, peer.name, engine_rows(book), answer)
        report.time(case, peer.name, book, engine, other)


def paid_book(library, loans):
    """A portfolio of 12 rows a loan, partly paid."""
    book = Portfolio(library, loans, 12, EQUAL)
    book.schedule()
    book.pay_partly()
    return book


def allocation(peer_type, library, report, loans):
    """Both allocate the same payments to the same rows."""
    book = paid_book(library, loans)
    peer = peer_type(book)

    def prepare():
        book.pay_partly()
        peer.load()

    engine, other, left = take_turns(
        book.allocate, peer.allocate, REPEATS, prepare, peer.clock)
    paid = peer.paid()
    book.pay_partly()
    book.allocate()
    must_equal("allocate-in-order", peer.name, (book.paid(), list(book.overpaid)),
               (paid, [int(amount) for amount in left]))
    report.time("allocate-in-order", peer.name, book, engine, other)


def decimal_classification(library, report):
    book = paid_book(library, 2000)
    peer = DecimalPeer(book)
    peer.load()
    engine, other, answer = take_turns(book.classify, peer.classify, REPEATS)
    must_equal("classify", peer.name, engine_standings(book),
               [standing for standings, _ in answer for standing in standings])
    must_equal("classify", peer.name, [position_of(position) for position in book.positions],
               [position for _, position in answer])
    report.time("classify", peer.name, book, engine, other)


def engine_standings(book):
    return [(row.status, row.days_past_due) for row in book.rows[:book.offsets[-1]]]


def position_of(position):
    def total(amounts):
        return amounts.principal + amounts.interest + amounts.fee + amounts.penalty
    return (total(position.outstanding), total(position.arrears), position.days_past_due,
            position.bucket)


def decimal_evaluation(library, report):
    book = Portfolio(library, 2000, 12, EQUAL)
    peer = DecimalPeer(book)
    engine, other, answer = take_turns(book.evaluate, peer.evaluate, REPEATS)
    expected = [(row.sequence, row.start_date, row.due_date, row.principal_due, row.interest_due,
                 row.balance_after, row.interest_paid, row.principal_paid, row.status,
                 row.days_past_due) for row in book.rows]
    must_equal("evaluate-12x3", peer.name, expected, [row for rows, _ in answer for row in rows])
    must_equal("evaluate-12x3", peer.name,
               [position_of(position) for position in book.positions],
               [position for _, position in answer])
    report.time("evaluate-12x3", peer.name, book, engine, other)


def run_decimal(library, report):
    decimal_schedules(library, report)
    allocation(DecimalPeer, library, report, 2000)
    decimal_classification(library, report)
    decimal_evaluation(library, report)


def wrong_rows(book, peer_rows):
    """The share of rows of which a figure differs."""
    import numpy as np

    principals, interests, balances, due_dates = peer_rows
    from library import Row

    rows = np.frombuffer(book.rows, dtype=np.dtype(Row))
    matrix = lambda name: rows[name].reshape(book.loans, book.rows_each)
    right = ((matrix("principal_due") == principals) & (matrix("interest_due") == interests)
             & (matrix("balance_after") == balances) & (matrix("due_date") == due_dates))
    return 1 - right.mean()


def run_numpy(library, report):
    try:
        from numpy_peer import NumpyPeer
    except ImportError:
        print("no numpy: left out (pip install numpy)", file=sys.stderr)
        return
    for case, rows, day_count in SCHEDULES:
        book = Portfolio(library, 600_000 // rows, rows, day_count)
        peer = NumpyPeer(book)
        engine, other, answer = take_turns(book.schedule, peer.schedule, REPEATS)
        report.time(case, peer.name, book, engine, other, wrong_rows(book, answer))
    allocation(NumpyPeer, library, report, 50_000)
    book = paid_book(library, 50_000)
    peer = NumpyPeer(book)
    peer.load()
    engine, other, answer = take_turns(book.classify, peer.classify, REPEATS)
    status, late, outstanding, arrears, longest, bucket = answer
    must_equal("classify", peer.name, engine_standings(book),
               list(zip(status.ravel().tolist(), late.ravel().tolist())))
    must_equal("classify", peer.name, [position_of(position) for position in book.positions],
               list(zip(outstanding.tolist(), arrears.tolist(), longest.tolist(),
                        bucket.tolist())))
    report.time("classify", peer.name, book, engine, other)


def run_databases(library, report):
    from sql_peers import DuckDBPeer, PostgreSQLPeer

    for peer_type, loans in ((DuckDBPeer, 50_000), (PostgreSQLPeer, 10_000)):
        missing = peer_type.missing()
        if missing:
            print("no %s: left out (%s)" % (peer_type.name, missing), file=sys.stderr)
            continue
        try:
            allocation(peer_type, library, report, loans)
        finally:
            peer_type.close()


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: run.py LIBRARY REPORT")
    library, report = Library(sys.argv[1]), Report(sys.argv[2])
    run_decimal(library, report)
    run_numpy(library, report)
    run_databases(library, report)


if __name__ == "__main__":
    main()
