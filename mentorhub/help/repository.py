from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from mentorhub.help.model import HelpRequest
from tenants.database import Session


async def add(db: Session, values: dict[str, Any]) -> HelpRequest | None:
    """None when the same key stands already."""
    statement = (
        insert(HelpRequest)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["tenant_id", "key"])
        .returning(HelpRequest)
    )
    return (await db.scalars(statement)).one_or_none()


async def by_key(db: Session, key: UUID, mail: str) -> HelpRequest | None:
    statement = select(HelpRequest).where(HelpRequest.key == key, HelpRequest.mail == mail)
    return (await db.scalars(statement)).one_or_none()


async def locked(db: Session, request_id: UUID) -> HelpRequest | None:
    statement = select(HelpRequest).where(HelpRequest.id == request_id).with_for_update()
    return (await db.scalars(statement)).one_or_none()


async def asked_since(db: Session, since: datetime, mail: str) -> tuple[int, int]:
    """By this address, and by all visitors together."""
    row = (
        await db.execute(
            select(
                func.count().filter(HelpRequest.mail == mail),
                func.count().filter(HelpRequest.person_id.is_(None)),
            ).where(HelpRequest.asked_at >= since)
        )
    ).one()
    return row[0], row[1]


async def waiting(db: Session, limit: int) -> Sequence[HelpRequest]:
    statement = (
        select(HelpRequest)
        .where(HelpRequest.answered_at.is_(None))
        .order_by(HelpRequest.answer_by, HelpRequest.id)
        .limit(limit)
    )
    return (await db.scalars(statement)).all()


async def answered(db: Session, limit: int) -> Sequence[HelpRequest]:
    statement = (
        select(HelpRequest)
        .where(HelpRequest.answered_at.is_not(None))
        .order_by(HelpRequest.answered_at.desc())
        .limit(limit)
    )
    return (await db.scalars(statement)).all()


async def asked_by(db: Session, person_id: UUID, about_id: UUID | None, limit: int) -> Sequence[HelpRequest]:
    statement = select(HelpRequest).where(HelpRequest.person_id == person_id)
    if about_id is not None:
        statement = statement.where(HelpRequest.about_id == about_id)
    return (await db.scalars(statement.order_by(HelpRequest.asked_at.desc()).limit(limit))).all()
