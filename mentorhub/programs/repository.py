from collections.abc import Collection
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    null,
    or_,
    select,
)

from mentorhub.programs.model import Program, ProgramVersion
from tenants.database import Session

Found = Row[Program, UUID, dict[str, Any] | None]


def _with_version(read: Collection[UUID]) -> Select[Program, UUID, dict[str, Any] | None]:
    """With the document of a version that was not read before: it is large, and read once per process."""
    document = case((ProgramVersion.id.in_(read), null()), else_=ProgramVersion.template)
    return select(Program, ProgramVersion.id, document).join(
        ProgramVersion,
        and_(ProgramVersion.program_id == Program.id, ProgramVersion.number == Program.number),
    )


@lru_cache(maxsize=500)
def document_column(version_id: Any, read: frozenset[UUID]) -> ColumnElement[dict[str, Any] | None]:  # noqa: ANN401 - a column, or what stands for one
    """For a statement that selects what was made under a version; none where it was read before.

    The same one for the same question: what is made of it can be kept as well.
    """
    return (
        select(ProgramVersion.template)
        .where(ProgramVersion.id == version_id, ProgramVersion.id.not_in(read))
        .scalar_subquery()
    )


def latest_column(program_id: Any, read: Collection[UUID]) -> ScalarSelect[list[Any]]:  # noqa: ANN401 - a column, or what stands for one
    """A program under the version that counts now, with its document unless that was read before."""
    document = case((ProgramVersion.id.in_(read), null()), else_=ProgramVersion.template)
    return (
        select(
            func.json_build_array(
                Program.id,
                Program.name,
                Program.slug,
                Program.status,
                ProgramVersion.id,
                ProgramVersion.number,
                document,
                type_=JSON(),
            )
        )
        .select_from(ProgramVersion)
        .join(Program, and_(ProgramVersion.program_id == Program.id, ProgramVersion.number == Program.number))
        .where(Program.id == program_id)
        .scalar_subquery()
    )


async def current(db: Session, program_id: UUID, read: Collection[UUID]) -> Found | None:
    found: Found | None = (
        await db.execute(_with_version(read).where(Program.id == program_id))
    ).one_or_none()
    return found


async def by_slug(db: Session, slug: str, read: Collection[UUID]) -> Found | None:
    found: Found | None = (await db.execute(_with_version(read).where(Program.slug == slug))).one_or_none()
    return found


async def shown(db: Session, slug: str, read: Collection[UUID]) -> Found | None:
    """A draft only by its own name."""
    query = _with_version(read).where(or_(Program.status != "draft", Program.slug == slug))
    order = (Program.slug != slug, Program.status != "open", Program.created_at, Program.id)
    found: Found | None = (await db.execute(query.order_by(*order).limit(1))).one_or_none()
    return found


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
