from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tenants.audit.model import AuditEntry
from tenants.database import Session, effects
from tenants.database.effects import Effect
from tenants.kit import clock
from tenants.kit.ids import new_id

ADDED = Effect.into(AuditEntry.__table__)


def add(db: Session, **values: Any) -> None:  # noqa: ANN401 - columns by their names
    ADDED.gather(db, [{"id": new_id(), "at": clock.now(), **values}])


async def latest(db: Session, *, subject_id: UUID | None, limit: int) -> Sequence[AuditEntry]:
    await effects.write(db)
    query = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    return (await db.scalars(query)).all()
