from uuid import UUID

from tenants.access import Principal, require
from tenants.access.permissions import AUDIT_READ
from tenants.audit import repository
from tenants.audit.views import AuditView
from tenants.database import Session

Plain = str | int | bool | None


async def record(
    db: Session,
    principal: Principal,
    act: str,
    subject_kind: str,
    subject_id: UUID | None = None,
    **detail: Plain,
) -> None:
    """In the transaction of the act. `detail` holds counts and fixed words, nothing that somebody typed."""
    repository.add(
        db,
        actor_id=principal.person_id,
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        detail=detail,
    )


async def entries(
    db: Session, principal: Principal, *, subject_id: UUID | None = None, limit: int = 100
) -> list[AuditView]:
    require(principal, AUDIT_READ)
    rows = await repository.latest(db, subject_id=subject_id, limit=limit)
    return [
        AuditView(row.id, row.at, row.actor_id, row.act, row.subject_kind, row.subject_id, row.detail)
        for row in rows
    ]
