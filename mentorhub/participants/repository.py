"""Applications and their history. Participants and claims have files of their own beside this one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from mentorhub.participants.model import Application, Participant
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id

# Of a class, a name for another row is dear to make: once, not at each question.
OTHER: Final = aliased(Application)


async def lock_mine(
    db: Session, person_id: UUID, program_id: UUID, role: str
) -> tuple[Application, dict[str, str]] | None:
    """With it, how the person takes part in this program already: role -> status."""
    query = (
        select(Application, _taking_part(person_id, program_id))
        .where(
            Application.person_id == person_id,
            Application.program_id == program_id,
            Application.role == role,
        )
        .with_for_update(of=Application)
    )
    row = (await db.execute(query)).first()
    return (row[0], row[1] or {}) if row is not None else None


async def open_mine(
    db: Session, person_id: UUID, program_id: UUID, version_id: UUID, role: str
) -> tuple[Application, dict[str, str]]:
    """The one application of a person, program and role, made if there is none and held until the transaction
    ends; two tabs get the same one. With it, as in `lock_mine`, how the person takes part already.
    """
    moment = clock.now()
    rows = await db.execute(
        insert(Application)
        .values(
            id=new_id(),
            person_id=person_id,
            program_id=program_id,
            version_id=version_id,
            role=role,
            status="draft",
            typed={},
            answers={},
            refusals=[],
            words="",
            history=[],
            created_at=moment,
            saved_at=moment,
        )
        .on_conflict_do_update(
            index_elements=["tenant_id", "person_id", "program_id", "role"], set_={"role": role}
        )
        .returning(Application, _taking_part(person_id, program_id))
        .execution_options(populate_existing=True)
    )
    row = rows.one()
    return row[0], row[1] or {}


def _taking_part(person_id: UUID, program_id: UUID) -> ScalarSelect[dict[str, str] | None]:
    return (
        select(func.jsonb_object_agg(Participant.role, Participant.status))
        .where(Participant.person_id == person_id, Participant.program_id == program_id)
        .scalar_subquery()
    )


async def lock(db: Session, application_id: UUID) -> Application | None:
    return await db.scalar(select(Application).where(Application.id == application_id).with_for_update())


async def by_id(db: Session, application_id: UUID) -> Application | None:
    return await db.scalar(select(Application).where(Application.id == application_id))


async def of_person(
    db: Session, person_id: UUID, program_id: UUID | None = None
) -> list[tuple[Application, int, Participant | None]]:
    """With each, its place among those of the role on the waiting list, and the participation it led to."""
    before = (
        select(func.count())
        .where(
            OTHER.program_id == Application.program_id,
            OTHER.role == Application.role,
            OTHER.status == "waitlisted",
            OTHER.decided_at < Application.decided_at,
        )
        .scalar_subquery()
    )
    query = (
        select(Application, before, Participant)
        .outerjoin(Participant, Participant.application_id == Application.id)
        .where(Application.person_id == person_id)
        .order_by(Application.created_at, Application.id)
    )
    if program_id is not None:
        query = query.where(Application.program_id == program_id)
    return [(row, ahead + 1, participant) for row, ahead, participant in await db.execute(query)]


def waiting_since() -> ColumnElement[datetime]:
    """A draft waits since it was begun, what was sent since it was last sent, the rest since the decision."""
    return case(
        (Application.status == "submitted", Application.submitted_at),
        else_=func.coalesce(Application.decided_at, Application.submitted_at, Application.saved_at),
    )


async def queue(
    db: Session, program_id: UUID, *, statuses: Iterable[str], role: str | None, limit: int
) -> Sequence[Application]:
    """Who waits longest stands first."""
    query = select(Application).where(
        Application.program_id == program_id, Application.status.in_(list(statuses))
    )
    if role is not None:
        query = query.where(Application.role == role)
    return (await db.scalars(query.order_by(waiting_since(), Application.id).limit(limit))).all()


async def counts(db: Session, program_id: UUID) -> dict[tuple[str, str], int]:
    rows = await db.execute(
        select(Application.status, Application.role, func.count())
        .where(Application.program_id == program_id)
        .group_by(Application.status, Application.role)
    )
    return {(status, role): number for status, role, number in rows}


async def next_waiting(db: Session, program_id: UUID, but: UUID) -> UUID | None:
    """Who has waited longest for a decision, apart from the one on the screen."""
    query = (
        select(Application.id)
        .where(
            Application.program_id == program_id,
            Application.status == "submitted",
            Application.id != but,
        )
        .order_by(Application.submitted_at, Application.id)
        .limit(1)
    )
    return await db.scalar(query)


async def looking(
    db: Session, program_id: UUID, role: str, *, busy: Collection[UUID], limit: int
) -> Sequence[dict[str, Any]]:
    """Answers of those who ask for somebody: in line, not looked at yet, or taking part and not busy."""
    in_line = Application.status.in_(["submitted", "waitlisted"])
    free = and_(
        Application.status == "accepted", Participant.status == "active", Participant.id.not_in(list(busy))
    )
    query = (
        select(Application.answers)
        .outerjoin(Participant, Participant.application_id == Application.id)
        .where(Application.program_id == program_id, Application.role == role, or_(in_line, free))
        .order_by(Application.id)
        .limit(limit)
    )
    return (await db.scalars(query)).all()


async def drop(db: Session, row: Application) -> None:
    await db.delete(row)
    await db.flush()
