"""One statement with its transaction around it, sent and answered at once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Compiled, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from tenants.database import engine as engines

Values = Mapping[str, Any]
Found = Mapping[str, Any]


class LostError(Exception):
    """The connection was gone before it was asked."""


async def ask(scope: str, question: Select[Any], values: Values) -> Found | None:
    """The row that was found, or None. `scope` is the statement a transaction begins with.

    Raises:
        LostError: for a connection that broke while it lay in the pool; it is not used again.
    """
    statement = _spelled(question)
    connection = await engines.current().connect()
    try:
        driver = await _driver(connection)
        try:
            return await _send(driver, scope, str(statement), statement.construct_params(values) or {})
        except psycopg.OperationalError as problem:
            if driver.closed:
                raise LostError from problem
            raise
    except BaseException:
        await connection.invalidate()  # whatever it was in the middle of
        raise
    finally:
        await connection.close()


async def _driver(connection: AsyncConnection) -> psycopg.AsyncConnection[Any]:
    found = (await connection.get_raw_connection()).driver_connection
    if not isinstance(found, psycopg.AsyncConnection):
        raise LostError
    return found


async def _send(
    driver: psycopg.AsyncConnection[Any], scope: str, statement: str, values: Values
) -> Found | None:
    async with driver.pipeline(), driver.cursor(row_factory=dict_row) as cursor:
        await driver.execute("BEGIN")
        for part in scope.split("; "):  # a prepared message holds one statement
            await driver.execute(part)
        await cursor.execute(statement, values)
        await driver.execute("COMMIT")
        found: Found | None = await cursor.fetchone()
        return found


@lru_cache(maxsize=64)
def _spelled(question: Select[Any]) -> Compiled:
    """In the driver's words. Few questions are asked this way, and each of them always as the same object."""
    return question.compile(dialect=engines.current().dialect)
