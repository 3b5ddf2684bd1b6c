from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, or_, select

from mentorhub.programs.model import Program, ProgramVersion
from tenants.database import Session


def _with_version() -> Select[Program, UUID]:
    """Without the document itself: it is large, and read once per process."""
    return select(Program, ProgramVersion.id).join(
        ProgramVersion,
        and_(ProgramVersion.program_id == Program.id, ProgramVersion.number == Program.number),
    )


async def current(db: Session, program_id: UUID) -> Row[Program, UUID] | None:
    return (await db.execute(_with_version().where(Program.id == program_id))).one_or_none()


async def by_slug(db: Session, slug: str) -> Row[Program, UUID] | None:
    return (await db.execute(_with_version().where(Program.slug == slug))).one_or_none()


async def shown(db: Session, slug: str) -> Row[Program, UUID] | None:
    """A draft only by its own name."""
    query = _with_version().where(or_(Program.status != "draft", Program.slug == slug))
    order = (Program.slug != slug, Program.status != "open", Program.created_at, Program.id)
    return (await db.execute(query.order_by(*order).limit(1))).one_or_none()


async def all_of(db: Session, statuses: Collection[str]) -> list[Program]:
    query = select(Program).where(Program.status.in_(statuses)).order_by(Program.created_at, Program.id)
    return list(await db.scalars(query))


async def locked(db: Session, program_id: UUID) -> Program | None:
    """Two who publish at the same moment wait for each other here."""
    return await db.scalar(
        select(Program)
        .where(Program.id == program_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def slugs(db: Session) -> set[str]:
    return set(await db.scalars(select(Program.slug)))


async def version(db: Session, version_id: UUID) -> Row[UUID, UUID, int] | None:
    query = select(ProgramVersion.id, ProgramVersion.program_id, ProgramVersion.number)
    return (await db.execute(query.where(ProgramVersion.id == version_id))).one_or_none()


async def document(db: Session, version_id: UUID) -> dict[str, Any] | None:
    return await db.scalar(select(ProgramVersion.template).where(ProgramVersion.id == version_id))


async def history(db: Session, program_id: UUID) -> list[ProgramVersion]:
    query = select(ProgramVersion).where(ProgramVersion.program_id == program_id)
    return list(await db.scalars(query.order_by(ProgramVersion.number.desc())))


async def add(db: Session, *rows: Program | ProgramVersion) -> None:
    for row in rows:
        db.add(row)
        await db.flush()
