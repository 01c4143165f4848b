"""What is raised where the engine refuses."""

from __future__ import annotations


class LoanEngineError(Exception):
    """Why there is no result: a code, the path of the field, and what was met and is allowed.

    >>> from loanengine import Rate, Terms, schedule
    >>> terms = Terms("USD", "-1", Rate("24", "YEAR"), "2026-03-11", term_count=12, term_unit="MONTH")
    >>> try:
    ...     schedule(terms)
    ... except LoanEngineError as error:
    ...     print(error.code, error.path)
    INVALID_TERMS terms.principalAmount
    """

    def __init__(self, code: str, path: str, message: str, position: int | None = None) -> None:
        super().__init__(code, path, message)
        #: The code: ``INVALID_TERMS``, ``INVALID_EVENT``, … (docs/case-format.md, section 5).
        self.code = code
        #: The field, as the case format names it: ``events[0].amount``.
        self.path = path
        #: What was met and what is allowed, in English.
        self.message = message
        #: Of errors of expressions the byte at which it was met, else None.
        self.position = position

    def __str__(self) -> str:
        return f"{self.code} at {self.path}: {self.message}"

    def __reduce__(self) -> tuple[type[LoanEngineError], tuple[str, str, str, int | None]]:
        return (type(self), (self.code, self.path, self.message, self.position))
