from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import aliased

from mentorhub.matching.model import Proposal, Round, RoundMember
from mentorhub.matching.rules import HOLDS_A_PLACE
from tenants.database import Session

# Of a class, a name for another row is dear to make: once, not at each question.
MENTEE: Final = aliased(RoundMember)
MENTOR: Final = aliased(RoundMember)


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal with its round and the two, with what they had said."""

    proposal: Proposal
    round: Round
    mentee: RoundMember
    mentor: RoundMember

    @property
    def people(self) -> tuple[UUID, UUID]:
        return self.mentee.person_id, self.mentor.person_id

    @property
    def pair(self) -> tuple[UUID, UUID]:
        return self.mentee.id, self.mentor.id


async def add_all(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await db.execute(insert(Proposal), list(rows))


async def of_round(db: Session, round_id: UUID, *states: str) -> list[Proposal]:
    wanted = states or HOLDS_A_PLACE
    rows = await db.scalars(
        select(Proposal)
        .where(Proposal.round_id == round_id, Proposal.state.in_(wanted))
        .order_by(Proposal.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def pairs(db: Session, round_id: UUID) -> Sequence[Any]:
    """Proposal, mentee and mentor, by the mentee's name: everything that is or was proposed."""
    result = await db.execute(
        select(
            Proposal,
            MENTEE.name.label("mentee"),
            MENTEE.line.label("mentee_line"),
            MENTEE.person_id.label("mentee_person"),
            MENTOR.name.label("mentor"),
            MENTOR.line.label("mentor_line"),
            MENTOR.person_id.label("mentor_person"),
        )
        .join(MENTEE, MENTEE.id == Proposal.mentee_id)
        .join(MENTOR, MENTOR.id == Proposal.mentor_id)
        .where(Proposal.round_id == round_id)
        .order_by(MENTEE.name, Proposal.made_at.desc(), Proposal.id)
    )
    return result.all()


async def with_people(db: Session, proposal_id: UUID) -> Found | None:
    result = await db.execute(
        select(Proposal, Round, MENTEE, MENTOR)
        .join(Round, Round.id == Proposal.round_id)
        .join(MENTEE, MENTEE.id == Proposal.mentee_id)
        .join(MENTOR, MENTOR.id == Proposal.mentor_id)
        .where(Proposal.id == proposal_id)
        .execution_options(populate_existing=True)
    )
    row = result.one_or_none()
    return Found(*row) if row is not None else None


async def remove(db: Session, ids: Iterable[UUID]) -> None:
    await db.execute(delete(Proposal).where(Proposal.id.in_(list(ids))))


async def open_counts(db: Session, program_id: UUID, besides: UUID) -> dict[UUID, int]:
    """By participant: proposals of the program's other rounds that may still become pairs."""
    found: dict[UUID, int] = {}
    for side in (Proposal.mentee_id, Proposal.mentor_id):
        rows = await db.execute(
            select(RoundMember.participant_id, func.count())
            .join(Proposal, side == RoundMember.id)
            .join(Round, Round.id == Proposal.round_id)
            .where(Round.program_id == program_id, Round.id != besides, Proposal.state == "sent")
            .group_by(RoundMember.participant_id)
        )
        found.update((participant, count) for participant, count in rows)
    return found


async def rounds_with(db: Session, participant_id: UUID) -> list[UUID]:
    """Where somebody may still be paired, in the order in which rounds are locked."""
    rows = await db.scalars(
        select(Round.id)
        .join(RoundMember, RoundMember.round_id == Round.id)
        .where(RoundMember.participant_id == participant_id, Round.state != "closed")
        .order_by(Round.id)
    )
    return list(rows)


async def open_of_participant(db: Session, round_id: UUID, participant_id: UUID) -> list[Proposal]:
    rows = await db.scalars(
        select(Proposal)
        .join(
            RoundMember,
            or_(RoundMember.id == Proposal.mentee_id, RoundMember.id == Proposal.mentor_id),
        )
        .where(
            Proposal.round_id == round_id,
            RoundMember.participant_id == participant_id,
            Proposal.state.in_(("suggested", "sent")),
        )
        .order_by(Proposal.id)
    )
    return list(rows)


async def all_sent(db: Session, limit: int) -> list[tuple[Proposal, Round, UUID]]:
    """Proposal, round and the mentee's person."""
    result = await db.execute(
        select(Proposal, Round, RoundMember.person_id)
        .join(Round, Round.id == Proposal.round_id)
        .join(RoundMember, RoundMember.id == Proposal.mentee_id)
        .where(Proposal.state == "sent")
        .order_by(Proposal.sent_at)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in result]


async def mine(
    db: Session, ids: Sequence[UUID], person_id: UUID
) -> list[tuple[UUID, datetime | None, UUID, str, str]]:
    """Of these proposals: id, until when, the mentee's person, both names."""
    result = await db.execute(
        select(Proposal.id, Proposal.expires_at, MENTEE.person_id, MENTEE.name, MENTOR.name)
        .join(MENTEE, MENTEE.id == Proposal.mentee_id)
        .join(MENTOR, MENTOR.id == Proposal.mentor_id)
        .where(
            Proposal.id.in_(ids),
            Proposal.state == "sent",
            or_(MENTEE.person_id == person_id, MENTOR.person_id == person_id),
        )
        .order_by(Proposal.expires_at)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in result]
