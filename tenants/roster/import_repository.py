"""The import's own rows, the roster as it is, and writing a thousand memberships in one statement."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import defer

from tenants.access.service import roles_column
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people.model import Person
from tenants.roster.checking import BadRow
from tenants.roster.model import ImportProblem, Membership, RosterImport
from tenants.roster.planning import EMPTY_MEMBERSHIP, Known, Write

_TYPES = {"dues_paid_until": "date", "joined_year": "int", "started_practice_year": "int"}
_FIELDS = list(EMPTY_MEMBERSHIP)
_RECORD = ", ".join(
    ["id uuid", "person_id uuid", *(f"{name} {_TYPES.get(name, 'text')}" for name in _FIELDS), "facts jsonb"]
)
_ROWS = f"jsonb_to_recordset(CAST(:rows AS jsonb)) AS row ({_RECORD})"
_ALL = [*_FIELDS, "facts"]
_SET = ", ".join(f"{name} = row.{name}" for name in _ALL)
_FROM_ROW = ", ".join(f"row.{name}" for name in _ALL)

# Only for persons that are there: one whose mail address was taken a moment ago has not gone in.
_INSERT = text(
    f"INSERT INTO membership (id, person_id, {', '.join(_ALL)}, changed_at) "
    f"SELECT row.id, row.person_id, {_FROM_ROW}, :moment FROM {_ROWS} "
    "JOIN person ON person.id = row.person_id ON CONFLICT DO NOTHING"
)
_UPDATE = text(
    f"UPDATE membership SET {_SET}, changed_at = :moment "
    f"FROM {_ROWS} WHERE membership.person_id = row.person_id"
)

_PERSON = ("mail", "name", "given_name", "family_name", "phone")

_NO_FILE = defer(RosterImport.content, raiseload=True)


async def known(db: Session) -> list[Known]:
    """Everybody, in one statement: an import looks at all of them anyway."""
    columns = [getattr(Person, name) for name in _PERSON]
    member = [getattr(Membership, name) for name in _FIELDS]
    rows = await db.execute(
        select(
            Person.id,
            Person.joined_at,
            roles_column(Person.id),
            Membership.id,
            Membership.facts,
            *columns,
            *member,
        ).outerjoin(Membership, Membership.person_id == Person.id)
    )
    first = 5 + len(_PERSON)
    return [
        Known(
            id=row[0],
            person=dict(zip(_PERSON, row[5:first], strict=True)),
            membership=dict(zip(_FIELDS, row[first:], strict=True)) if row[3] is not None else None,
            facts=row[4] or {},
            is_theirs=row[1] is not None or bool(row[2]),
        )
        for row in rows
    ]


def _json(writes: Iterable[Write]) -> str:
    return json.dumps(
        [
            {"id": str(new_id()), "person_id": str(each.id), **(each.membership or {}), "facts": each.facts}
            for each in writes
        ],
        default=str,
    )


async def write_memberships(db: Session, writes: Sequence[Write]) -> None:
    fresh = [each for each in writes if each.is_new_membership]
    changed = [each for each in writes if not each.is_new_membership and each.membership is not None]
    if fresh:
        await db.execute(_INSERT, {"rows": _json(fresh), "moment": clock.now()})
    if changed:
        await db.execute(_UPDATE, {"rows": _json(changed), "moment": clock.now()})


async def add(db: Session, row: RosterImport) -> None:
    db.add(row)
    await db.flush()


async def by_id(db: Session, import_id: UUID, *, lock: bool = False) -> RosterImport | None:
    """With the file, which may have megabytes."""
    query = select(RosterImport).where(RosterImport.id == import_id)
    return await db.scalar(query.with_for_update() if lock else query)


async def without_file(db: Session, import_id: UUID) -> RosterImport | None:
    return await db.scalar(select(RosterImport).where(RosterImport.id == import_id).options(_NO_FILE))


async def latest(db: Session, limit: int) -> Sequence[RosterImport]:
    query = select(RosterImport).order_by(RosterImport.created_at.desc()).limit(limit).options(_NO_FILE)
    return (await db.scalars(query)).all()


async def change(db: Session, import_id: UUID, **values: Any) -> None:  # noqa: ANN401 - columns by their names
    await db.execute(update(RosterImport).where(RosterImport.id == import_id).values(**values))


async def forget_problems(db: Session, import_id: UUID) -> None:
    await db.execute(delete(ImportProblem).where(ImportProblem.import_id == import_id))


async def add_problems(db: Session, import_id: UUID, bad: Sequence[BadRow]) -> None:
    rows = [
        {
            "id": new_id(),
            "import_id": import_id,
            "line": each.line,
            "cells": list(each.cells),
            "faults": [[fault.field, fault.sentence] for fault in each.faults],
        }
        for each in bad
    ]
    if rows:
        await db.execute(insert(ImportProblem), rows)


async def problems(
    db: Session, import_id: UUID, *, skip: int = 0, limit: int | None = None
) -> Sequence[ImportProblem]:
    query = select(ImportProblem).where(ImportProblem.import_id == import_id).order_by(ImportProblem.line)
    return (await db.scalars(query.offset(skip).limit(limit))).all()


async def forget_before(db: Session, moment: datetime) -> None:
    """Files that were looked at and never taken, and rows that were wrong."""
    await db.execute(
        delete(ImportProblem).where(
            ImportProblem.import_id.in_(select(RosterImport.id).where(RosterImport.created_at < moment))
        )
    )
    await db.execute(update(RosterImport).where(RosterImport.created_at < moment).values(content=None))
