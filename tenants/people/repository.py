"""Persons. Sessions and links have a file of their own beside this one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from tenants.database import Session
from tenants.people.model import Person


async def add(db: Session, person: Person) -> None:
    db.add(person)
    await db.flush()


async def add_all(db: Session, rows: list[dict[str, Any]]) -> None:
    await db.execute(insert(Person), rows)


async def by_id(db: Session, person_id: UUID) -> Person | None:
    return await db.scalar(select(Person).where(Person.id == person_id))


async def by_mail(db: Session, mail_key: str) -> Person | None:
    return await db.scalar(select(Person).where(Person.mail_key == mail_key))


async def by_ids(db: Session, person_ids: Iterable[UUID]) -> Sequence[Person]:
    return (await db.scalars(select(Person).where(Person.id.in_(list(person_ids))))).all()


async def to_invite(db: Session, person_ids: Iterable[UUID]) -> Sequence[Person]:
    """Those of them who have never signed in and may; locked, so that two clicks send one mail."""
    query = (
        select(Person)
        .where(Person.id.in_(list(person_ids)), Person.joined_at.is_(None), Person.disabled_at.is_(None))
        .order_by(Person.id)
        .with_for_update()
    )
    return (await db.scalars(query)).all()


async def change(db: Session, person_ids: Iterable[UUID], **values: Any) -> None:  # noqa: ANN401
    await db.execute(update(Person).where(Person.id.in_(list(person_ids))).values(**values))


async def note_joined(db: Session, person_id: UUID, at: datetime) -> None:
    await db.execute(
        update(Person).where(Person.id == person_id, Person.joined_at.is_(None)).values(joined_at=at)
    )
