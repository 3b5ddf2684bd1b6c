from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from tenants.audit.model import AuditEntry
from tenants.database import Session


async def add(db: Session, entry: AuditEntry) -> None:
    db.add(entry)
    await db.flush()


async def latest(db: Session, *, subject_id: UUID | None, limit: int) -> Sequence[AuditEntry]:
    query = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    return (await db.scalars(query)).all()
