"""The one transaction of an event, a request or a job, and the only place that commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, Never, Protocol
from uuid import UUID

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

from tenants.database import effects
from tenants.database import engine as engines
from tenants.database.scope import NOBODY, HasScope


class Session(AsyncSession):
    """What repositories and services are given. It cannot commit: `unit_of_work` does, at the end."""

    async def commit(self) -> Never:
        raise RuntimeError("Only unit_of_work commits: return from it, or raise to undo everything.")


def _literal(value: UUID | None) -> str:
    """A uuid's own spelling; whatever else it may claim to be never reaches the statement."""
    if value is None:
        return "''"
    if not isinstance(value, UUID):
        raise TypeError(f"A scope is made of UUIDs, and this is a {type(value).__name__}.")
    return f"'{UUID(int=value.int)}'"


def scope_statement(scope: HasScope) -> str:
    """Literal and LOCAL: it ends with the transaction, and a sharding coordinator passes it on."""
    return (
        f"SET LOCAL app.tenant = {_literal(scope.tenant_id)}; "
        f"SET LOCAL app.person = {_literal(scope.person_id)}"
    )


@event.listens_for(SyncSession, "after_begin")
def _set_scope(session: SyncSession, transaction: SessionTransaction, connection: Connection) -> None:
    scope: HasScope | None = session.info.get("scope")
    if scope is not None and not transaction.nested:
        connection.exec_driver_sql(scope_statement(scope))


class _Source(Protocol):
    """Where units of work come from: the engine's pool, or in tests one connection."""

    def open(self, scope: HasScope) -> Any: ...  # noqa: ANN401 - an async context manager of a Session


class _Pool:
    @asynccontextmanager
    async def open(self, scope: HasScope) -> AsyncIterator[Session]:
        session = Session(engines.current(), expire_on_commit=False, info={"scope": scope})
        async with session, session.begin():
            yield session


class OneConnection:
    """Every unit of work is a savepoint of one transaction that the test rolls back in the end.

    A unit inside another one (another handler called from within) leaves the outer one's scope as it was.
    Units of other tasks wait for their turn: savepoints cannot interleave.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._turn = asyncio.Lock()
        self._scopes: ContextVar[tuple[HasScope, ...]] = ContextVar("scopes", default=())

    @asynccontextmanager
    async def open(self, scope: HasScope) -> AsyncIterator[Session]:
        outer = self._scopes.get()
        if not outer:
            await self._turn.acquire()
        self._scopes.set((*outer, scope))
        try:
            session = Session(
                self.connection,
                expire_on_commit=False,
                info={"scope": scope},
                join_transaction_mode="create_savepoint",
            )
            async with session, session.begin():
                yield session
        finally:
            self._scopes.set(outer)
            if outer:
                await self.connection.exec_driver_sql(scope_statement(outer[-1]))
            else:
                await self.connection.exec_driver_sql(scope_statement(NOBODY))
                self._turn.release()


_source: _Source = _Pool()


def use(source: _Source | None) -> None:
    """For tests: take units of work from elsewhere; None goes back to the engine's pool."""
    global _source  # noqa: PLW0603 - there is one source per process
    _source = source or _Pool()


@asynccontextmanager
async def unit_of_work(scope: HasScope | None) -> AsyncIterator[Session]:
    """One transaction on behalf of somebody. It commits when the block ends and undoes all when it raises.

    Without a scope, or with one that names no organization, no row of any organization is seen.
    """
    async with _source.open(scope or NOBODY) as session:
        yield session
        await effects.write(session)
