"""A row that cannot be worked on is alone with its error; its neighbours are worked on without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

from ..errors import LoanEngineError

Work = Callable[[pa.RecordBatch], Iterable[pa.RecordBatch]]
Refuse = Callable[[pa.RecordBatch, dict[str, str]], pa.RecordBatch]
#: What a row's values bring about. Anything else, a library that is missing say, is no row's fault and ends the job.
UNREADABLE = (ValueError, TypeError, OverflowError, pa.ArrowException, LoanEngineError)


def shown(error: Exception) -> dict[str, str]:
    """An error as a row has it: the engine's own, or what a value was that no column of its type holds."""
    if isinstance(error, LoanEngineError):
        return {"code": error.code, "path": error.path, "message": error.message}
    if isinstance(error, UnicodeDecodeError):
        message = f"a text that is not UTF-8; allowed: UTF-8 ({error.reason} at byte {error.start})"
    else:
        message = f"a value that its column does not take: {error}".split("\n", 1)[0]
    return {"code": "MALFORMED_INPUT", "path": "", "message": message}


def alone(batch: pa.RecordBatch, work: Work, refuse: Refuse) -> Iterator[pa.RecordBatch]:
    """The work on a batch; where a row of it cannot be read, halves are tried until it is by itself."""
    try:
        yield from list(work(batch))
        return
    except UNREADABLE as error:
        if batch.num_rows <= 1:
            yield refuse(batch, shown(error))
            return
    half = batch.num_rows // 2
    yield from alone(batch.slice(0, half), work, refuse)
    yield from alone(batch.slice(half), work, refuse)


def each(batches: Iterable[pa.RecordBatch], work: Work, refuse: Refuse) -> Iterator[pa.RecordBatch]:
    """Batch by batch."""
    for batch in batches:
        yield from alone(batch, work, refuse)


def text_or_replaced(column: pa.Array) -> list[Any]:
    """Texts, what is not UTF-8 in them shown as U+FFFD: to name a row that is refused."""
    own = column.cast(pa.binary()) if pa.types.is_string(column.type) else column.cast(pa.string()).cast(pa.binary())
    return [None if text is None else text.decode("utf-8", "replace") for text in own.to_pylist()]
