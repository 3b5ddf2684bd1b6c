"""What an act leaves behind: mail, jobs, the record of acts, signals to open screens.

Each kind says how its rows are written. A unit of work gathers them and, as the last thing before it commits,
writes all of them in one statement: what an act does cannot be without them, and they cost it one question to
the database however many they are.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Dialect, FromClause, Table, event, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

AT_ONCE: Final = 2000
"""Rows of one kind in one statement: an import that invites thousands sends several."""

_GATHERED: Final = "effects"
_MARKS: Final = "effects before a savepoint"
_DIALECT: Final[Dialect] = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


class Effect:
    """One kind. `body` is a whole statement that returns rows; it reads them from the jsonb array :rows."""

    def __init__(self, name: str, body: str) -> None:
        self.name = name
        self.body = body

    @classmethod
    def into(cls, table: FromClause) -> "Effect":
        """Rows of a table, each with every column; the tenant is the transaction's own."""
        assert isinstance(table, Table)  # noqa: S101 - for the type checker: we map nothing but tables
        columns = [column for column in table.columns if column.name != "tenant_id"]
        names = ", ".join(f'"{column.name}"' for column in columns)
        typed = ", ".join(f'"{column.name}" {column.type.compile(_DIALECT)}' for column in columns)
        return cls(
            table.name,
            f'INSERT INTO "{table.name}" ({names}) '
            f"SELECT {names} FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS one ({typed}) RETURNING 1",
        )

    def gather(self, db: AsyncSession, rows: Iterable[Any]) -> None:
        """Written when the unit of work ends, and only then. Rows hold what JSON can say, ids and times."""
        gathered: list[tuple[Effect, Any]] = db.info.setdefault(_GATHERED, [])
        gathered += [(self, row) for row in rows]


async def write(db: AsyncSession) -> None:
    """All that was gathered until now: at the end of a unit of work, or for whoever reads it back inside."""
    gathered: list[tuple[Effect, Any]] = db.info.pop(_GATHERED, [])
    rows: dict[Effect, list[Any]] = {}
    for effect, row in gathered:
        rows.setdefault(effect, []).append(row)
    while rows:
        await _send(db, {effect: waiting[:AT_ONCE] for effect, waiting in rows.items()})
        rows = {effect: waiting[AT_ONCE:] for effect, waiting in rows.items() if waiting[AT_ONCE:]}


async def _send(db: AsyncSession, rows: Mapping[Effect, list[Any]]) -> None:
    """A part that only selects is evaluated as well: it is materialized, and its rows are counted."""
    parts = [
        f"left_{effect.name} AS MATERIALIZED ({effect.body.replace(':rows', f':{effect.name}')})"
        for effect in rows
    ]
    counts = " + ".join(f"(SELECT count(*) FROM left_{effect.name})" for effect in rows)
    values = {effect.name: json.dumps(waiting, default=_plain) for effect, waiting in rows.items()}
    await db.execute(text(f"WITH {', '.join(parts)} SELECT {counts}"), values)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"An effect's row holds a {type(value).__name__}, which no column here takes.")


@event.listens_for(SyncSession, "after_transaction_create")
def _mark(session: SyncSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(_MARKS, {})[transaction] = len(session.info.get(_GATHERED, ()))


@event.listens_for(SyncSession, "after_soft_rollback")
def _forget(session: SyncSession, transaction: SessionTransaction) -> None:
    """What was done inside a savepoint that is undone leaves nothing behind."""
    mark = session.info.get(_MARKS, {}).pop(transaction, None)
    if mark is not None:
        del session.info.get(_GATHERED, [])[mark:]
