"""Counts SQL statements where they leave for the database; what begins, ends or scopes a transaction is none.

Counted at the driver, not at SQLAlchemy, so that a job deferred on the transaction's own connection is among
them. Rows sent in one batch are one statement.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

import psycopg

NOT_COUNTED = (";", "SET ", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
LIMIT = 6

# Handlers that may send more, by the name of their event, each with its reason.
EXCEPTIONS: dict[str, str] = {}

_everywhere: list[list[str]] = []
_of_this_event: ContextVar[list[str] | None] = ContextVar("statements", default=None)


class TooManyStatementsError(AssertionError):
    """An event that asks the database too often; the statements in their order."""

    def __init__(self, event: str, statements: list[str]) -> None:
        told = "\n".join(f"{number}. {text}" for number, text in enumerate(statements, 1))
        super().__init__(
            f"{event} sent {len(statements)} SQL statements; at most {LIMIT} may be. "
            f"Join, batch or defer:\n{told}"
        )


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that were sent inside the block, by whatever task."""
    found: list[str] = []
    _everywhere.append(found)
    try:
        yield found
    finally:
        _everywhere[:] = [each for each in _everywhere if each is not found]


@contextmanager
def of_event() -> Iterator[list[str]]:
    """The statements of the one event or request that this task, or one it starts, works on."""
    found: list[str] = []
    token = _of_this_event.set(found)
    try:
        yield found
    finally:
        _of_this_event.reset(token)


def judge(event: str, statements: list[str]) -> None:
    """Raises TooManyStatementsError unless the event kept to the limit or is an exception by name."""
    if len(statements) > LIMIT and event not in EXCEPTIONS:
        raise TooManyStatementsError(event, statements)


def _text(query: Any) -> str:
    return query if isinstance(query, str) else repr(query)


def _noting(send: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(send)
    async def noted(self: psycopg.AsyncCursor[Any], query: Any, *args: Any, **kwargs: Any) -> Any:
        statement = " ".join(_text(query).split())
        if not statement.upper().startswith(NOT_COUNTED):
            for found in _everywhere:
                found.append(statement)
            of_event = _of_this_event.get()
            if of_event is not None:
                of_event.append(statement)
        return await send(self, query, *args, **kwargs)

    return noted


psycopg.AsyncCursor.execute = _noting(psycopg.AsyncCursor.execute)  # type: ignore[method-assign]  # counts on the way
psycopg.AsyncCursor.executemany = _noting(psycopg.AsyncCursor.executemany)  # type: ignore[method-assign]  # counts on the way
