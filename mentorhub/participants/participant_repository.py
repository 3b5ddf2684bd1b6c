from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from mentorhub.participants.model import Application, Participant
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id

Joined = tuple[Participant, UUID]
"""A participant and the template version of the application."""


async def take_in(db: Session, application: Application, capacity: int) -> Participant:
    """A new participant, or the same one again after having left. Staff's removal is not undone here."""
    moment = clock.now()
    fresh = {
        "capacity": capacity,
        "status": "active",
        "joined_at": moment,
        "left_at": None,
        "application_id": application.id,
    }
    made = await db.execute(
        insert(Participant)
        .values(
            id=new_id(),
            person_id=application.person_id,
            program_id=application.program_id,
            role=application.role,
            preferences={},
            reason="",
            **fresh,
        )
        .on_conflict_do_update(index_elements=["tenant_id", "person_id", "program_id", "role"], set_=fresh)
        .returning(Participant)
        .execution_options(populate_existing=True)
    )
    return made.scalar_one()


async def by_ids(db: Session, ids: Iterable[UUID]) -> list[Joined]:
    rows = await db.execute(
        select(Participant, Application.version_id)
        .join(Application, Application.id == Participant.application_id)
        .where(Participant.id.in_(list(ids)))
    )
    return [(row, version_id) for row, version_id in rows]


async def of_person(db: Session, person_id: UUID, program_id: UUID | None = None) -> list[Joined]:
    query = (
        select(Participant, Application.version_id)
        .join(Application, Application.id == Participant.application_id)
        .where(Participant.person_id == person_id)
        .order_by(Participant.joined_at, Participant.id)
    )
    if program_id is not None:
        query = query.where(Participant.program_id == program_id)
    return [(row, version_id) for row, version_id in await db.execute(query)]


async def lock(db: Session, participant_id: UUID) -> Participant | None:
    return await db.scalar(select(Participant).where(Participant.id == participant_id).with_for_update())


async def active(
    db: Session, program_id: UUID, only: Collection[UUID] | None = None
) -> Sequence[tuple[Participant, dict[str, Any]]]:
    """Those to be matched, with what they answered."""
    query = (
        select(Participant, Application.answers)
        .join(Application, Application.id == Participant.application_id)
        .where(Participant.program_id == program_id, Participant.status == "active")
        .order_by(Participant.joined_at, Participant.id)
    )
    if only is not None:
        query = query.where(Participant.id.in_(list(only)))
    return [(row, answers) for row, answers in await db.execute(query)]
