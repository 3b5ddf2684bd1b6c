"""Logs name people and things by their ids, never by what is personal about them."""

import logging
import os
import secrets
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import psycopg
import structlog

_PERSONAL = (
    "email",
    "mail",
    "name",
    "phone",
    "password",
    "token",
    "secret",
    "cookie",
    "address",
    "text",
    "body",
)
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter that is mistaken for a digit on the telephone


def hide_personal(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last net: a field named like something personal, or a value with an @, is not written. An id is an
    id, also of a mail.
    """
    for key, value in event.items():
        words = key.lower().split("_")
        personal_key = words[-1] != "id" and any(part in _PERSONAL for part in words)
        if personal_key or (key != "exception" and isinstance(value, str) and "@" in value):
            event[key] = "[hidden]"
    return event


def place_only(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Reflex writes what it could not convert, even whole events, into its sentences: where it happened will
    do.
    """
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.name.startswith("reflex"):
        event["event"] = f"{record.filename}, line {record.lineno}"
    return event


# What these say is about the code. What others say may quote what somebody typed.
_ABOUT_THE_CODE = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError)


def without_words(exc_info: structlog.typing.ExcInfo) -> str:
    """A traceback that tells where and of which kind, but not what: a fault's own words quote rows and forms
    ("Key (mail)=(mina@...) already exists").
    """
    return "".join(_traceback(exc_info[1], set())).rstrip()


def _traceback(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _traceback(before, seen)
        yield "\nAfter that:\n\n"
    yield from traceback.format_tb(error.__traceback__)
    said = _harmless(error)
    yield f"{type(error).__module__}.{type(error).__qualname__}{f': {said}' if said else ''}\n"
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _traceback(inner, seen)


def _harmless(error: BaseException) -> str:
    if isinstance(error, psycopg.Error):
        place = error.diag.table_name, error.diag.constraint_name
        known = " ".join(each for each in (error.sqlstate, *place) if each)
        is_about_the_connection = isinstance(error, psycopg.OperationalError) and not error.sqlstate
        return str(error) if is_about_the_connection else known
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return str(error) if isinstance(error, _ABOUT_THE_CODE) else ""


def configure(*, production: bool, level: int = logging.INFO) -> None:
    """JSON lines in production, readable ones in development; the libraries' logs take the same way. What a
    fault says is written on a developer's machine only.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_personal,
    ]
    # A traceback without the variables in it: they hold what people wrote.
    last: list[structlog.typing.Processor] = (
        [structlog.processors.ExceptionRenderer(without_words), structlog.processors.JSONRenderer()]
        if production
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, place_only] if production else shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Each minute's jobs are an operator's to see; a newcomer is looking for the address of the product.
    logging.getLogger("procrastinate").setLevel(level if production else max(level, logging.WARNING))


def get(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def new_error_id() -> str:
    """What a person can read to us on the telephone, and we find in the logs."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
