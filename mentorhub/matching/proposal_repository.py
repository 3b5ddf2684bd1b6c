from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, delete, func, literal, or_, select
from sqlalchemy.orm import aliased, defer

from mentorhub.matching.model import Proposal, Round, RoundMember
from mentorhub.matching.rules import HOLDS_A_PLACE
from mentorhub.programs import service as programs
from tenants.database import Session, effects
from tenants.database.effects import Effect
from tenants.organizations import service as organizations

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
    zone: str
    """The organization's."""

    @property
    def people(self) -> tuple[UUID, UUID]:
        return self.mentee.person_id, self.mentor.person_id

    @property
    def pair(self) -> tuple[UUID, UUID]:
        return self.mentee.id, self.mentor.id


# A mentee who is suggested with somebody else now: the new pair takes the old one's row, under an id of its
# own, so that a screen with the old one open finds it gone.
SUGGESTED = Effect.into(
    Proposal.__table__,
    "ON CONFLICT (tenant_id, round_id, mentee_id) WHERE state IN ('suggested', 'sent', 'final') "
    "DO UPDATE SET "
    + ", ".join(
        f"{name} = excluded.{name}"
        for name in (
            "id",
            "mentor_id",
            "score",
            "parts",
            "sentence",
            "speaks_for",
            "speaks_against",
            "locked",
            "by_hand",
            "made_at",
        )
    )
    + " WHERE proposal.state = 'suggested'",
)


def add_all(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    SUGGESTED.gather(db, rows)


async def of_round(db: Session, round_id: UUID, *states: str) -> list[Proposal]:
    await effects.write(db)
    wanted = states or HOLDS_A_PLACE
    rows = await db.scalars(
        select(Proposal)
        .where(Proposal.round_id == round_id, Proposal.state.in_(wanted))
        .order_by(Proposal.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def members_and_proposals(db: Session, round_id: UUID) -> list[tuple[RoundMember, Proposal | None]]:
    """Everybody of the round, without their answers; each mentee with what holds a place for them."""
    heavy = (RoundMember.answers, RoundMember.facts, RoundMember.preferences)
    rows = await db.execute(
        select(RoundMember, Proposal)
        .outerjoin(Proposal, and_(Proposal.mentee_id == RoundMember.id, Proposal.state.in_(HOLDS_A_PLACE)))
        .where(RoundMember.round_id == round_id)
        .order_by(Proposal.id, RoundMember.name, RoundMember.id)
        .options(*(defer(column, raiseload=True) for column in heavy))
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


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
    await effects.write(db)
    result = await db.execute(
        select(
            Proposal,
            Round,
            MENTEE,
            MENTOR,
            organizations.zone_column(),
            programs.document_column(db, Round.version_id),
        )
        .join(Round, Round.id == Proposal.round_id)
        .join(MENTEE, MENTEE.id == Proposal.mentee_id)
        .join(MENTOR, MENTOR.id == Proposal.mentor_id)
        .where(Proposal.id == proposal_id)
        .execution_options(populate_existing=True)
    )
    row = result.one_or_none()
    if row is None:
        return None
    await programs.template_of(db, row[1].version_id, row[5])  # known from here on
    return Found(*row[:5])


def remove(db: Session, ids: Iterable[UUID]) -> None:
    gone = list(ids)
    if gone:
        effects.later(db, delete(Proposal).where(Proposal.id.in_(gone)))


async def between_them(
    db: Session, program_id: UUID, besides: UUID, were_pairs: Select[UUID, UUID]
) -> dict[tuple[UUID, UUID], str]:
    """By the two participants, mentee and mentor: why another round would not propose them to each other."""
    declined = (
        select(MENTEE.participant_id, MENTOR.participant_id, literal("declined"))
        .select_from(Proposal)
        .join(Round, Round.id == Proposal.round_id)
        .join(MENTEE, MENTEE.id == Proposal.mentee_id)
        .join(MENTOR, MENTOR.id == Proposal.mentor_id)
        .where(Round.program_id == program_id, Proposal.state == "declined", Proposal.round_id != besides)
    )
    rows = await db.execute(declined.union(were_pairs.add_columns(literal("were_a_pair"))))
    return {(mentee, mentor): why for mentee, mentor, why in rows}


def open_column(participant_id: Any, besides: UUID) -> ScalarSelect[int]:  # noqa: ANN401 - a column, or what stands for one
    """How many proposals of other rounds may still become pairs of the participant in that column."""
    return (
        select(func.count())
        .select_from(Proposal)
        .join(RoundMember, RoundMember.id.in_([Proposal.mentee_id, Proposal.mentor_id]))
        .where(
            RoundMember.participant_id == participant_id,
            Proposal.state == "sent",
            Proposal.round_id != besides,
        )
        .scalar_subquery()
    )


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
