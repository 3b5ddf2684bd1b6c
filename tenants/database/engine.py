"""The pool of connections of the running program, as the role that may only read and write rows."""

from typing import Final

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tenants.kit import settings

BEGUN: Final = "transaction_begun"
"""The execution option of a connection whose transaction has begun already: see `one_message`."""

_engine: AsyncEngine | None = None


def psycopg_url(text: str | URL) -> URL:
    """Any usual spelling of a PostgreSQL address, for the one driver we use."""
    spelled = text.replace("postgres://", "postgresql://", 1) if isinstance(text, str) else text
    return make_url(spelled).set(drivername="postgresql+psycopg")


def create(url: str | URL, **options: int) -> AsyncEngine:
    """A pool whose transactions cost two messages beside their statements: BEGIN with the scope, and COMMIT.

    The driver's own BEGIN would be a message by itself, so there is none; and so would be asking a connection
    whether it is alive: `unit_of_work` finds that out by beginning, and begins again on another.
    """
    # What people wrote is among a statement's parameters: a fault's text, which is logged, leaves them out.
    options.setdefault("hide_parameters", True)
    made = create_async_engine(psycopg_url(url), isolation_level="AUTOCOMMIT", pool_recycle=1800, **options)
    event.listen(made.sync_engine, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get(BEGUN):
        connection.exec_driver_sql("BEGIN")


def current() -> AsyncEngine:
    """The engine of this process, made at first use from DATABASE_URL."""
    global _engine  # noqa: PLW0603 - one pool per process
    if _engine is None:
        configured = settings.current()
        if configured.database_url is None:
            raise settings.SettingsError(
                "There is no database yet: set DATABASE_URL, or start through `mentorhub`, which brings one."
            )
        _engine = create(
            configured.database_url, pool_size=configured.database_pool, max_overflow=configured.database_pool
        )
    return _engine


def use(engine: AsyncEngine | None) -> None:
    """Put an engine in place: the composition root's, or a test's."""
    global _engine  # noqa: PLW0603 - one pool per process
    _engine = engine


async def close() -> None:
    """Give every connection back, at the end of the process or of its event loop."""
    global _engine  # noqa: PLW0603 - one pool per process
    if _engine is not None:
        await _engine.dispose()
        _engine = None
