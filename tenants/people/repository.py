"""Persons. Sessions and links have a file of their own beside this one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, update

from tenants.database import Session
from tenants.database.effects import Effect, columns_of
from tenants.people.model import Person

ADDED: Final = Effect.into(Person.__table__)
_BY_ID: Final = select(Person).where(Person.id == bindparam("person", type_=Uuid()))


def add_later(db: Session, person: Person) -> None:
    ADDED.gather(db, [columns_of(person)])


async def add(db: Session, person: Person) -> None:
    db.add(person)
    await db.flush()


async def by_id(db: Session, person_id: UUID) -> Person | None:
    return await db.scalar(_BY_ID, {"person": person_id})


async def by_mail(db: Session, mail_key: str) -> Person | None:
    return await db.scalar(select(Person).where(Person.mail_key == mail_key))


async def by_mails(db: Session, mail_keys: Iterable[str]) -> Sequence[Person]:
    return (await db.scalars(select(Person).where(Person.mail_key.in_(list(mail_keys))))).all()


async def by_ids(db: Session, person_ids: Iterable[UUID]) -> Sequence[Person]:
    return (await db.scalars(select(Person).where(Person.id.in_(list(person_ids))))).all()


async def mark_invited(db: Session, person_ids: Iterable[UUID], at: datetime) -> list[UUID]:
    rows = await db.scalars(
        update(Person)
        .where(Person.id.in_(list(person_ids)), Person.joined_at.is_(None), Person.disabled_at.is_(None))
        .values(invited_at=at, bounced_at=None)
        .returning(Person.id)
    )
    return list(rows)


async def change(db: Session, person_ids: Iterable[UUID], **values: Any) -> None:  # noqa: ANN401 - columns by their names
    await db.execute(update(Person).where(Person.id.in_(list(person_ids))).values(**values))
