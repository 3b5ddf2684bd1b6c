from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select
from sqlalchemy.dialects.postgresql import insert

from mentorhub.participants.model import Application, Participant
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people.names import active_name_of
from tenants.roster import service as roster

Taken = Callable[[Any], ColumnElement[int]]
"""How a participant's places that are taken already are counted: by those above, who know of pairs."""

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
    """As they are now: whoever waited for somebody to be removed must not be given a remembered row."""
    rows = await db.execute(
        select(Participant, Application.version_id)
        .join(Application, Application.id == Participant.application_id)
        .where(Participant.id.in_(list(ids)))
        .execution_options(populate_existing=True)
    )
    return [(row, version_id) for row, version_id in rows]


def taking_part(ids: Iterable[UUID]) -> Select[UUID]:
    """Those of them who take part, kept from being removed until the transaction ends."""
    active = select(Participant.id).where(Participant.id.in_(list(ids)), Participant.status == "active")
    return active.with_for_update(read=True, key_share=True)


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
    db: Session, program_id: UUID, only: Collection[UUID] | None = None, taken: Taken | None = None
) -> list[tuple[Participant, dict[str, Any], str, dict[str, Any], int]]:
    """Those to be matched, with what they answered, their name, what the roster says of them, and how many of
    their places are `taken`.
    """
    places = taken(Participant.id) if taken is not None else literal(0)
    query = (
        select(
            Participant,
            Application.answers,
            active_name_of(Participant.person_id),
            roster.facts_column(Participant.person_id),
            places,
        )
        .join(Application, Application.id == Participant.application_id)
        .where(Participant.program_id == program_id, Participant.status == "active")
        .order_by(Participant.joined_at, Participant.id)
    )
    if only is not None:
        query = query.where(Participant.id.in_(list(only)))
    rows = await db.execute(query)
    return [(row[0], row[1], row[2], roster.facts_from(row[3]), row[4]) for row in rows if row[2] is not None]
