"""The pool of connections of the running program, as the role that may only read and write rows."""

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tenants.kit import settings

_engine: AsyncEngine | None = None


def psycopg_url(text: str | URL) -> URL:
    """Any usual spelling of a PostgreSQL address, for the one driver we use."""
    spelled = text.replace("postgres://", "postgresql://", 1) if isinstance(text, str) else text
    return make_url(spelled).set(drivername="postgresql+psycopg")


def create(url: str | URL, **options: int) -> AsyncEngine:
    # What people wrote is among a statement's parameters: a fault's text, which is logged, leaves them out.
    options.setdefault("hide_parameters", True)
    return create_async_engine(psycopg_url(url), pool_pre_ping=True, pool_recycle=1800, **options)


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
    global _engine  # noqa: PLW0603
    _engine = engine


async def close() -> None:
    """Give every connection back, at the end of the process or of its event loop."""
    global _engine  # noqa: PLW0603
    if _engine is not None:
        await _engine.dispose()
        _engine = None
