from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from tenants.database import Session, effects
from tenants.database.effects import Effect
from tenants.outbox.model import Mail

ADDED = Effect.into(Mail.__table__)


def from_query(name: str, query: str) -> Effect:
    """Mails whose address a slice above looks up: id, person_id, address, subject, body, kind, created_at."""
    return Effect(
        name,
        "INSERT INTO mail "
        "(id, person_id, address, subject, body, kind, created_at, secret, attempts, problem) "
        "SELECT found.id, found.person_id, found.address, found.subject, found.body, found.kind, "
        f"found.created_at, false, 0, '' FROM ({query}) AS found RETURNING 1",
    )


def add_all(db: Session, rows: list[dict[str, Any]]) -> None:
    """As yet untried; written with whatever else the act leaves behind."""
    ADDED.gather(db, [{"attempts": 0, "problem": "", **row} for row in rows])


async def to_send(db: Session, mail_id: UUID) -> Mail | None:
    """None when it is sent, given up, or gone."""
    return await db.scalar(
        select(Mail).where(Mail.id == mail_id, Mail.sent_at.is_(None), Mail.failed_at.is_(None))
    )


async def note(db: Session, mail_id: UUID, **values: Any) -> None:  # noqa: ANN401 - columns by their names
    await db.execute(update(Mail).where(Mail.id == mail_id).values(attempts=Mail.attempts + 1, **values))


async def latest(db: Session, limit: int, *, person_id: UUID | None = None) -> Sequence[Mail]:
    await effects.write(db)
    query = select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc()).limit(limit)
    if person_id is not None:
        query = query.where(Mail.person_id == person_id)
    return (await db.scalars(query)).all()


async def forget_before(db: Session, moment: datetime) -> None:
    await db.execute(update(Mail).where(Mail.created_at < moment, Mail.body != "").values(body=""))
