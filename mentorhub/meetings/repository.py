from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from mentorhub.meetings.model import Meeting
from mentorhub.meetings.views import MeetingView, Numbers
from tenants.database import Found, Lookup, Session


async def add(db: Session, values: dict[str, Any]) -> Meeting | None:
    """None when the same person's same key stands already."""
    statement = (
        insert(Meeting)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["tenant_id", "gathering_id", "logged_by", "key"])
        .returning(Meeting)
    )
    return (await db.scalars(statement)).one_or_none()


async def by_key(db: Session, gathering_id: UUID, logged_by: UUID, key: UUID) -> Meeting | None:
    statement = select(Meeting).where(
        Meeting.gathering_id == gathering_id, Meeting.logged_by == logged_by, Meeting.key == key
    )
    return (await db.scalars(statement)).one_or_none()


async def change(
    db: Session, gathering_id: UUID, meeting_id: UUID, logged_by: UUID, values: dict[str, Any]
) -> Meeting | None:
    """None when it is not this person's."""
    statement = (
        update(Meeting)
        .where(Meeting.gathering_id == gathering_id, Meeting.id == meeting_id, Meeting.logged_by == logged_by)
        .values(**values)
        .returning(Meeting)
    )
    return (await db.scalars(statement)).one_or_none()


async def remove(db: Session, gathering_id: UUID, meeting_id: UUID, logged_by: UUID) -> bool:
    """False when it is not this person's."""
    statement = (
        delete(Meeting)
        .where(Meeting.gathering_id == gathering_id, Meeting.id == meeting_id, Meeting.logged_by == logged_by)
        .returning(Meeting.id)
    )
    return (await db.scalars(statement)).first() is not None


async def is_there(db: Session, gathering_id: UUID, meeting_id: UUID) -> bool:
    statement = select(Meeting.id).where(Meeting.gathering_id == gathering_id, Meeting.id == meeting_id)
    return (await db.scalars(statement)).first() is not None


async def held(db: Session, gathering_id: UUID) -> tuple[int, date | None]:
    """How many, and the last day."""
    row = (
        await db.execute(
            select(func.count(), func.max(Meeting.held_on)).where(
                Meeting.gathering_id == gathering_id, Meeting.status == "held"
            )
        )
    ).one()
    return row[0], row[1]


async def of(db: Session, gathering_id: UUID, limit: int) -> Sequence[Found]:
    """The latest first, with the columns of a MeetingView."""
    return await db.rows(Lookup(_of(), {"gathering": gathering_id, "most": limit}))


@cache
def _of() -> Select[Any]:
    return (
        select(*(getattr(Meeting, each.name) for each in fields(MeetingView)))
        .where(Meeting.gathering_id == bindparam("gathering", type_=Uuid()))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(bindparam("most", type_=Integer()))
    )


async def numbers(
    db: Session, gathering_ids: Iterable[UUID], since: date | None, until: date | None
) -> dict[UUID, Numbers]:
    held = Meeting.status == "held"
    statement = (
        select(
            Meeting.gathering_id,
            func.count().filter(held),
            func.count().filter(Meeting.status == "missed"),
            func.count().filter(Meeting.status == "moved"),
            func.coalesce(func.sum(Meeting.minutes).filter(held), 0),
            func.count().filter(held, Meeting.mode == "in_person"),
            func.max(Meeting.held_on).filter(held),
        )
        .where(Meeting.gathering_id.in_(list(gathering_ids)))
        .group_by(Meeting.gathering_id)
    )
    if since is not None:
        statement = statement.where(Meeting.held_on >= since)
    if until is not None:
        statement = statement.where(Meeting.held_on <= until)
    rows = await db.execute(statement)
    return {row[0]: Numbers(row[1], row[2], row[3], int(row[4]), row[5], row[6]) for row in rows}
