from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.matching.rules import ACTS, PROPOSAL_STATES, ROUND_STATES, WHY_NOT
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.database.base import check
from tenants.kit import clock


class Round(TenantRow):
    __tablename__ = "round"

    program_id: Mapped[UUID]
    version_id: Mapped[UUID]
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="pool")
    revision: Mapped[int] = mapped_column(
        default=0
    )  # grows with each change, so that late results are noticed
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[UUID | None]
    frozen_at: Mapped[datetime] = mapped_column(default=clock.now)
    computing_since: Mapped[datetime | None]
    computed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the last matching came to
    # Prices that prove it, for who checks; as long as the round has people, so read only when asked for.
    proof: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True, deferred_raiseload=True)

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="cascade"),
        belongs_to("version_id", "program_version", ondelete="restrict"),
        belongs_to("created_by", "person", ondelete="set null"),
        index("program_id", "created_at"),
        index("version_id"),
        index("created_by"),
        one_of("state", ROUND_STATES),
    )


class RoundMember(TenantRow):
    """Somebody as the pool was frozen: what they had said then, and how many places were free."""

    __tablename__ = "round_member"

    round_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[str]
    name: Mapped[str]
    line: Mapped[str] = mapped_column(default="")  # "Trauma · 19 years · Denver"
    places: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    left_out: Mapped[str] = mapped_column(
        default=""
    )  # why this person is not in the pool; empty for those who are
    unmatched: Mapped[str] = mapped_column(default="")  # why there is nobody for them
    relaxation: Mapped[str] = mapped_column(default="")  # what would help
    told_at: Mapped[datetime | None]  # that there is no match this time

    __table_args__ = (
        belongs_to("round_id", "round", ondelete="cascade"),
        belongs_to("participant_id", "participant", ondelete="cascade"),
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("round_id", "participant_id"),
        index("round_id", "role", "name"),
        index("participant_id"),
        index("person_id"),
        one_of("role", ("mentor", "mentee")),
        check("places", "places BETWEEN 0 AND 50"),
    )


class Proposal(TenantRow):
    """Two who may become a pair: first a suggestion in the room, then, once sent, a question to both."""

    __tablename__ = "proposal"

    round_id: Mapped[UUID]
    mentee_id: Mapped[UUID]
    mentor_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(default="suggested")
    score: Mapped[int]
    parts: Mapped[list[Any]] = mapped_column(default=list)
    sentence: Mapped[str] = mapped_column(default="")
    speaks_for: Mapped[list[str]] = mapped_column(default=list)
    speaks_against: Mapped[list[str]] = mapped_column(default=list)
    locked: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    consent_id: Mapped[UUID | None]
    sent_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    reminded: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    mentorship_id: Mapped[UUID | None]  # what it became; no key, the floor below does not know of us
    declined_by: Mapped[UUID | None]
    declined_why: Mapped[str] = mapped_column(
        default=""
    )  # for those who pair, never for the other of the two

    __table_args__ = (
        belongs_to("round_id", "round", ondelete="cascade"),
        belongs_to("mentee_id", "round_member", ondelete="cascade"),
        belongs_to("mentor_id", "round_member", ondelete="cascade"),
        belongs_to("consent_id", "consent", ondelete="set null"),
        belongs_to("declined_by", "person", ondelete="set null"),
        index("round_id", "state"),
        index("mentee_id"),
        index("mentor_id"),
        index("consent_id"),
        index("declined_by"),
        unique(
            "round_id", "mentee_id", where="state IN ('suggested', 'sent', 'final')", name="uq_proposal_live"
        ),
        one_of("state", PROPOSAL_STATES),
        check("score", "score BETWEEN 0 AND 10000"),
        check("sent", "state = 'suggested' OR sent_at IS NOT NULL"),
    )


class RoundBan(TenantRow):
    """Two who shall not be suggested in this round: by a decision, because one of them declined, or for what
    was between them before.
    """

    __tablename__ = "round_ban"

    round_id: Mapped[UUID]
    mentee_id: Mapped[UUID]
    mentor_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    why: Mapped[str] = mapped_column(default="here")

    __table_args__ = (
        belongs_to("round_id", "round", ondelete="cascade"),
        belongs_to("mentee_id", "round_member", ondelete="cascade"),
        belongs_to("mentor_id", "round_member", ondelete="cascade"),
        unique("round_id", "mentee_id", "mentor_id"),
        index("mentee_id"),
        index("mentor_id"),
        one_of("why", WHY_NOT),
    )


class RoundDecision(TenantRow):
    """Who did what in the room, when and why. Only ever added to."""

    __tablename__ = "round_decision"
    __grants__ = "select, insert"

    round_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by: Mapped[UUID | None]  # no key: the record outlives whoever made it
    by_name: Mapped[str]
    act: Mapped[str]
    mentee_id: Mapped[UUID | None]
    mentor_id: Mapped[UUID | None]
    words: Mapped[str] = mapped_column(default="")
    cost: Mapped[int | None]

    __table_args__ = (
        belongs_to("round_id", "round", ondelete="cascade"),
        belongs_to("mentee_id", "round_member", ondelete="cascade"),
        belongs_to("mentor_id", "round_member", ondelete="cascade"),
        index("round_id", "at"),
        index("mentee_id"),
        index("mentor_id"),
        one_of("act", ACTS),
    )
