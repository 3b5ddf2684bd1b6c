"""The one transaction of an event, a request or a job, and the only place that commits."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from typing import Any, Never, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.orm.session import JoinTransactionMode

from tenants.database import effects, one_message
from tenants.database import engine as engines
from tenants.database.one_message import Found, Lookup
from tenants.database.scope import NOBODY, HasScope


class Session(AsyncSession):
    """What repositories and services are given. It cannot commit: `unit_of_work` does, at the end."""

    async def commit(self) -> Never:
        raise RuntimeError("Only unit_of_work commits: return from it, or raise to undo everything.")

    async def rows(self, lookup: Lookup) -> Sequence[Found]:
        """All that is found; what this session has in mind is written before."""
        if self.new or self.dirty or self.deleted:
            await self.flush()
        return await one_message.rows(self.info["connection"], lookup)


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


_Opened = AbstractAsyncContextManager[tuple[Session, Found | None]]


class _Source(Protocol):
    """Where units of work come from: the engine's pool, or one transaction around them all."""

    def open(self, scope: HasScope, lookup: Lookup | None = None) -> _Opened: ...

    async def ask(self, scope: HasScope, lookup: Lookup) -> Found | None: ...


class _Pool:
    @asynccontextmanager
    async def open(
        self, scope: HasScope, lookup: Lookup | None = None
    ) -> AsyncIterator[tuple[Session, Found | None]]:
        connection, found = await _begun(scope, lookup)
        try:
            async with _session(connection, scope, "rollback_only") as session, session.begin():
                yield session, found
            await connection.commit()
        finally:
            await connection.close()

    async def ask(self, scope: HasScope, lookup: Lookup) -> Found | None:
        try:
            return await one_message.ask(scope_statement(scope), lookup)
        except one_message.LostError:
            async with self.open(scope, lookup) as (_, found):
                return found


async def _begun(scope: HasScope, lookup: Lookup | None) -> tuple[AsyncConnection, Found | None]:
    """A connection whose transaction has begun; those that were lost while they lay in the pool are
    replaced.
    """
    try:
        return await one_message.begin(scope_statement(scope), lookup)
    except one_message.LostError:
        await engines.current().dispose()  # whatever cut this one off did so to all that lie there
    return await one_message.begin(scope_statement(scope), lookup)


def _session(connection: AsyncConnection, scope: HasScope, mode: JoinTransactionMode) -> Session:
    return Session(
        connection,
        expire_on_commit=False,
        info={"scope": scope, "connection": connection},
        join_transaction_mode=mode,
    )


class _OneTransaction:
    """A unit inside another one (another handler called from within) leaves the outer one's scope as it was.
    Units of other tasks wait for their turn: savepoints cannot interleave.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._turn = asyncio.Lock()
        self._scopes: ContextVar[tuple[HasScope, ...]] = ContextVar("scopes", default=())

    @asynccontextmanager
    async def open(
        self, scope: HasScope, lookup: Lookup | None = None
    ) -> AsyncIterator[tuple[Session, Found | None]]:
        outer = self._scopes.get()
        if not outer:
            await self._turn.acquire()
        self._scopes.set((*outer, scope))
        try:
            await self.connection.exec_driver_sql(scope_statement(scope))
            async with _session(self.connection, scope, "create_savepoint") as session, session.begin():
                yield session, await _answer(session, lookup) if lookup else None
        finally:
            self._scopes.set(outer)
            if outer:
                await self.connection.exec_driver_sql(scope_statement(outer[-1]))
            else:
                await self.connection.exec_driver_sql(scope_statement(NOBODY))
                self._turn.release()

    async def ask(self, scope: HasScope, lookup: Lookup) -> Found | None:
        async with self.open(scope, lookup) as (_, found):
            return found


async def _answer(session: Session, lookup: Lookup) -> Found | None:
    found: Found | None = (await session.execute(lookup.statement, lookup.values)).mappings().one_or_none()
    return found


_source: _Source = _Pool()


@asynccontextmanager
async def one_transaction(engine: AsyncEngine, *, keep: bool) -> AsyncIterator[None]:
    """Inside, every unit of work of this process is a savepoint of one transaction, unseen from outside.

    For tests, which keep nothing of it, and for filling a demonstration, which is kept as a whole or,
    where it raises, not at all. Not for a process that serves anybody: units of work wait for each
    other, and all of them for the end.
    """
    global _source  # noqa: PLW0603 - there is one source per process
    async with engine.connect() as connection:
        whole = await connection.begin()
        before, _source = _source, _OneTransaction(connection)
        try:
            yield
            if keep:
                await whole.commit()
        finally:
            _source = before
            await whole.close()  # which undoes what was not committed


_together: ContextVar[tuple[asyncio.Task[Any] | None, Session] | None] = ContextVar("together", default=None)


@asynccontextmanager
async def unit_of_work(scope: HasScope | None) -> AsyncIterator[Session]:
    """One transaction on behalf of somebody. It commits when the block ends and undoes all when it raises.

    Without a scope, or with one that names no organization, no row of any organization is seen.
    """
    scope = scope or NOBODY
    joined = _joined(scope)
    if joined is not None:
        yield joined
        return
    async with _source.open(scope) as (session, _):
        yield session
        await effects.write(session)


async def ask(scope: HasScope, lookup: Lookup) -> Found | None:
    """The one row that is found, or None, in a transaction of its own.

    The whole of it is one message and one answer, so it costs a third of a unit of work: for what every
    event asks.
    """
    return await _source.ask(scope, lookup)


@asynccontextmanager
async def together(scope: HasScope, lookup: Lookup | None = None) -> AsyncIterator[Found | None]:
    """Every unit of work inside on behalf of the same person is this one transaction, and ends with it.

    For reading a page whose parts each look for themselves: a transaction costs as much as two statements.
    A `lookup` goes out with what begins it and costs next to nothing; its answer is what one gets.
    """
    async with _source.open(scope, lookup) as (session, found):
        before = _together.set((asyncio.current_task(), session))
        try:
            yield found
        finally:
            _together.reset(before)
        await effects.write(session)


def _joined(scope: HasScope) -> Session | None:
    """A session is one task's: a task begun inside has its own."""
    task, session = _together.get() or (None, None)
    if session is None or task is not asyncio.current_task():
        return None
    speaks = session.info["scope"]
    same = (speaks.tenant_id, speaks.person_id) == (scope.tenant_id, scope.person_id)
    return session if same else None
