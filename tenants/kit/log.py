"""Logs name people and things by their ids, never by what is personal about them."""

import logging
import secrets
from collections.abc import MutableMapping
from typing import Any

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
    """The last net: a field named like something personal, or a value with an @, is not written."""
    for key, value in event.items():
        personal_key = any(part in _PERSONAL for part in key.lower().split("_"))
        if personal_key or (key != "exception" and isinstance(value, str) and "@" in value):
            event[key] = "[hidden]"
    return event


def configure(*, production: bool, level: int = logging.INFO) -> None:
    """JSON lines in production, readable ones in development; the libraries' logs take the same way."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_personal,
    ]
    # A traceback without the variables in it: they hold what people wrote.
    last: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
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
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def get(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def new_error_id() -> str:
    """What a person can read to us on the telephone, and we find in the logs."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
