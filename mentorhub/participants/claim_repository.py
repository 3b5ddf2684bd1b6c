from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from mentorhub.participants.model import ApplicationClaim, GuideDownload
from tenants.database import Session
from tenants.kit.ids import new_id


async def add(db: Session, claim: ApplicationClaim) -> None:
    db.add(claim)
    await db.flush()


async def recent(db: Session, mail_key: str, since: datetime) -> int:
    query = select(func.count()).where(
        ApplicationClaim.mail_key == mail_key, ApplicationClaim.created_at > since
    )
    return await db.scalar(query) or 0


async def peek(db: Session, token_hash: bytes, moment: datetime) -> ApplicationClaim | None:
    query = select(ApplicationClaim).where(
        ApplicationClaim.token_hash == token_hash, ApplicationClaim.expires_at > moment
    )
    return await db.scalar(query)


async def take(db: Session, token_hash: bytes, moment: datetime) -> Mapping[str, Any] | None:
    """Used up in the act: of two clicks at the same moment only one gets it."""
    taken = await db.execute(
        delete(ApplicationClaim)
        .where(ApplicationClaim.token_hash == token_hash, ApplicationClaim.expires_at > moment)
        .returning(
            ApplicationClaim.program_id,
            ApplicationClaim.role,
            ApplicationClaim.name,
            ApplicationClaim.mail,
            ApplicationClaim.typed,
        )
    )
    row = taken.mappings().first()
    return dict(row) if row is not None else None


async def forget_before(db: Session, moment: datetime) -> None:
    await db.execute(delete(ApplicationClaim).where(ApplicationClaim.expires_at < moment))


async def count_download(db: Session, program_id: UUID, version_id: UUID, day: date) -> None:
    counted = insert(GuideDownload).values(
        id=new_id(), program_id=program_id, version_id=version_id, day=day, count=1
    )
    await db.execute(
        counted.on_conflict_do_update(
            index_elements=["tenant_id", "version_id", "day"], set_={"count": GuideDownload.count + 1}
        )
    )


async def downloads(db: Session, program_id: UUID) -> dict[UUID, int]:
    rows = await db.execute(
        select(GuideDownload.version_id, func.sum(GuideDownload.count))
        .where(GuideDownload.program_id == program_id)
        .group_by(GuideDownload.version_id)
    )
    return {version_id: int(number) for version_id, number in rows}
