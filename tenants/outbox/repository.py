from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from tenants.database import Session
from tenants.outbox.model import Mail


async def add_all(db: Session, rows: list[dict[str, Any]]) -> None:
    await db.execute(insert(Mail), rows)


async def to_send(db: Session, mail_id: UUID) -> Mail | None:
    """None when it is sent, given up, or gone."""
    return await db.scalar(
        select(Mail).where(Mail.id == mail_id, Mail.sent_at.is_(None), Mail.failed_at.is_(None))
    )


async def note(db: Session, mail_id: UUID, **values: Any) -> None:  # noqa: ANN401
    await db.execute(update(Mail).where(Mail.id == mail_id).values(attempts=Mail.attempts + 1, **values))


async def latest(db: Session, limit: int, *, person_id: UUID | None = None) -> Sequence[Mail]:
    query = select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc()).limit(limit)
    if person_id is not None:
        query = query.where(Mail.person_id == person_id)
    return (await db.scalars(query)).all()


async def forget_before(db: Session, moment: datetime) -> None:
    await db.execute(update(Mail).where(Mail.created_at < moment, Mail.body != "").values(body=""))
