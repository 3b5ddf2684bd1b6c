"""What an act leaves behind: mail, jobs, the record of acts, signals to open screens, and its last changes.

Each kind says how its rows are written. A unit of work gathers them and, as the last thing before it commits,
writes all of them in one statement: what an act does cannot be without them, and they cost it one question to
the database however many they are. Its parts do not see each other, so no row may be changed by two of them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    Delete,
    Dialect,
    FromClause,
    Insert,
    Integer,
    Table,
    Text,
    Update,
    bindparam,
    event,
    func,
    inspect,
    literal,
    select,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.orm.attributes import set_committed_value

from tenants.database.base import TenantRow

AT_ONCE: Final = 2000
"""Rows of one kind in one statement: an import that invites thousands sends several."""

_GATHERED: Final = "effects"
_BEFORE: Final = "effects before a savepoint"
_DIALECT: Final[Dialect] = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


class Effect:
    """One kind. `body` is a whole statement that returns rows; it reads them from the jsonb array :rows."""

    def __init__(self, name: str, body: str, defaults: Mapping[str, Any] | None = None) -> None:
        self.name = name
        self.body = body
        self.defaults = defaults

    def _whole(self, row: Any) -> Any:  # noqa: ANN401 - a row of whichever kind
        if not self.defaults:
            return row
        missing = {name: default for name, default in self.defaults.items() if name not in row}
        return row | {name: value(None) if callable(value) else value for name, value in missing.items()}

    @classmethod
    def into(cls, table: FromClause, on_conflict: str = "") -> "Effect":
        """Rows of a table, with the defaults of its columns; the tenant is the transaction's own."""
        assert isinstance(table, Table)  # noqa: S101 - for the type checker: we map nothing but tables
        columns = [column for column in table.columns if column.name != "tenant_id"]
        names = ", ".join(f'"{column.name}"' for column in columns)
        typed = ", ".join(f'"{column.name}" {column.type.compile(_DIALECT)}' for column in columns)
        return cls(
            table.name,
            f'INSERT INTO "{table.name}" ({names}) '
            f"SELECT {names} FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS one ({typed}) "
            f"{on_conflict} RETURNING 1",
            {column.name: column.default.arg for column in columns if column.default is not None},
        )

    @classmethod
    def changing(cls, table: FromClause, names: Sequence[str]) -> "Effect":
        """These columns of rows that are found by their id: of many rows as quickly as of one."""
        assert isinstance(table, Table)  # noqa: S101 - for the type checker: we map nothing but tables
        typed = ", ".join(f'"{name}" {table.c[name].type.compile(_DIALECT)}' for name in ("id", *names))
        given = ", ".join(f'"{name}" = one."{name}"' for name in names)
        return cls(
            table.name,
            f'UPDATE "{table.name}" SET {given} '
            f"FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS one ({typed}) "
            f'WHERE "{table.name}".id = one.id RETURNING 1',
        )

    def gather(self, db: AsyncSession, rows: Iterable[Any]) -> None:
        """Written when the unit of work ends, and only then. Rows hold what JSON can say, ids and times."""
        db.info.setdefault(_GATHERED, []).extend((self, self._whole(row)) for row in rows)


def columns_of(row: TenantRow) -> dict[str, Any]:
    """What was given of a row that no session knows, to be gathered."""
    return {
        column.name: getattr(row, column.name)
        for column in row.__table__.columns
        if column.name in row.__dict__
    }


def later(db: AsyncSession, statement: Insert | Update | Delete) -> None:
    """A change that nothing else in this act depends on, written with whatever else it leaves behind.

    What is inserted names all its columns: no default of Python's is filled in there.
    """
    db.info.setdefault(_GATHERED, []).append((None, statement))


def change(db: AsyncSession, row: TenantRow, **values: Any) -> None:  # noqa: ANN401 - columns by their names
    """Set these at once on a row in hand, and write them at the end."""
    for name, value in values.items():
        set_committed_value(row, name, value)
    db.info.setdefault(_GATHERED, []).append((row, values))


def settle(db: AsyncSession, row: TenantRow) -> None:
    """What was set on a row in hand is written at the end, and not by the next flush."""
    changed = {each.key: each.value for each in inspect(row).attrs if each.history.has_changes()}
    if changed:
        change(db, row, **changed)


async def write(db: AsyncSession) -> None:
    """All that was gathered until now: at the end of a unit of work, or for whoever reads it back inside."""
    gathered: list[tuple[Any, Any]] = db.info.pop(_GATHERED, [])
    rows: dict[Effect, list[Any]] = {}
    changes: dict[TenantRow, dict[str, Any]] = {}
    statements: list[Insert | Update | Delete] = []
    for target, what in gathered:
        if target is None:
            statements.append(what)
        elif isinstance(target, Effect):
            rows.setdefault(target, []).append(what)
        else:
            changes.setdefault(target, {}).update(what)
    for row, values in changes.items():
        effect = _changing(row.__table__, tuple(values))
        rows.setdefault(effect, []).append({"id": row.id, **values})
    while rows or statements:
        await _send(db, {effect: waiting[:AT_ONCE] for effect, waiting in rows.items()}, statements)
        rows = {effect: waiting[AT_ONCE:] for effect, waiting in rows.items() if waiting[AT_ONCE:]}
        statements = []


async def _send(
    db: AsyncSession, rows: Mapping[Effect, list[Any]], statements: Iterable[Insert | Update | Delete]
) -> None:
    """What only selects would not be evaluated for its own sake: its rows are counted."""
    written = [statement.cte(f"left_{number}") for number, statement in enumerate(statements)]
    parts = [_part(number, effect, waiting) for number, (effect, waiting) in enumerate(rows.items())]
    counts = [select(func.count()).select_from(part).scalar_subquery() for part in parts]
    await db.execute(select(literal(1), *counts).add_cte(*written))


_changing = cache(Effect.changing)


def _part(number: int, effect: Effect, rows: list[Any]) -> CTE:
    name = f"rows_{number}"
    body = text(effect.body.replace(":rows", f":{name}")).bindparams(
        bindparam(name, json.dumps(rows, default=_plain), type_=Text())
    )
    return body.columns(written=Integer()).cte(f"left_{number}_{effect.name}")


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"An effect's row holds a {type(value).__name__}, which no column here takes.")


@event.listens_for(SyncSession, "after_transaction_create")
def _note(session: SyncSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(_BEFORE, {})[transaction] = tuple(session.info.get(_GATHERED, ()))


@event.listens_for(SyncSession, "after_soft_rollback")
def _restore(session: SyncSession, transaction: SessionTransaction) -> None:
    """What was done inside a savepoint that is undone leaves nothing behind; what was gathered before it and
    written inside is to be written again.
    """
    before = session.info.get(_BEFORE, {}).pop(transaction, None)
    if before is not None:
        session.info[_GATHERED] = list(before)
