"""What begins a transaction, with its scope and a first lookup: one message to the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Compiled, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from tenants.database import engine as engines

Found = Mapping[str, Any]
"""A row, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A statement that finds rows, asked at every event and so put together once and kept.

    It goes past SQLAlchemy's own results, which take longer than the database does. So its values and columns
    are of types that the driver knows by itself: text, numbers, UUIDs, bytes, times, JSON, arrays of them.
    """

    statement: Select[Any]
    values: Mapping[str, Any]


class LostError(Exception):
    """The connection broke while it lay in the pool; it is not used again."""


async def ask(scope: str, lookup: Lookup) -> Found | None:
    """A whole transaction. `scope` is the statement it begins with.

    Raises:
        LostError: for a connection that was lost.
    """
    connection, found = await _begun(scope, lookup, whole=True)
    await connection.close()
    return found


async def begin(scope: str, lookup: Lookup | None) -> tuple[AsyncConnection, Found | None]:
    """A connection in a transaction, to be closed by the caller, and the answer to its first lookup.

    Raises:
        LostError: for a connection that was lost.
    """
    connection, found = await _begun(scope, lookup, whole=False)
    # SQLAlchemy is told, and sends nothing more; so there is nothing to wait for.
    connection.sync_connection.execution_options(**{engines.BEGUN: True}).begin()  # type: ignore[union-attr]  # a connected one has it
    return connection, found


async def _begun(scope: str, lookup: Lookup | None, *, whole: bool) -> tuple[AsyncConnection, Found | None]:
    connection = await engines.current().connect()
    driver = None
    try:
        driver = (await connection.get_raw_connection()).driver_connection
        if not isinstance(driver, psycopg.AsyncConnection):
            raise LostError
        if lookup is None:
            await driver.execute(f"BEGIN; {scope}", prepare=False)
            return connection, None
        return connection, await _pipelined(driver, scope, lookup, whole=whole)
    except BaseException as problem:
        await connection.invalidate()  # whatever it was in the middle of
        await connection.close()
        if isinstance(problem, psycopg.OperationalError) and driver is not None and driver.closed:
            raise LostError from problem
        raise


async def rows(connection: AsyncConnection, lookup: Lookup) -> Sequence[Found]:
    """All that is found, within a transaction that has begun."""
    driver: psycopg.AsyncConnection[Any]
    driver = (await connection.get_raw_connection()).driver_connection  # type: ignore[assignment]  # `begin` has refused any other
    statement = _spelled(lookup.statement)
    async with driver.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(str(statement), statement.construct_params(lookup.values))
        return await cursor.fetchall()


async def _pipelined(
    driver: psycopg.AsyncConnection[Any], scope: str, lookup: Lookup, *, whole: bool
) -> Found | None:
    statement = _spelled(lookup.statement)
    async with driver.pipeline(), driver.cursor() as around, driver.cursor(row_factory=dict_row) as cursor:
        for part in ("BEGIN", *scope.split("; ")):  # a statement each; naming people, not worth preparing
            await around.execute(part, prepare=False)
        await cursor.execute(str(statement), statement.construct_params(lookup.values))
        if whole:
            await around.execute("COMMIT", prepare=False)
        found: Found | None = await cursor.fetchone()
        return found


@lru_cache(maxsize=64)
def _spelled(statement: Select[Any]) -> Compiled:
    """In the driver's words. Few things are asked this way, and each of them always as the same statement."""
    return statement.compile(dialect=engines.current().dialect)
