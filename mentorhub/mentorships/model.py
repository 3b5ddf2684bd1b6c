from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.mentorships.views import END_REASONS, QUESTIONS
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.database.base import check
from tenants.kit import clock


class Mentorship(TenantRow):
    __tablename__ = "mentorship"

    program_id: Mapped[UUID]
    version_id: Mapped[UUID]  # the template they began under, and keep
    proposal_id: Mapped[UUID | None]
    mentor_participant_id: Mapped[UUID]
    mentee_participant_id: Mapped[UUID]
    mentor_id: Mapped[UUID]
    mentee_id: Mapped[UUID]
    framework: Mapped[dict[str, Any]]  # the pair's own terms: the template's at the start
    own_kind: Mapped[str] = mapped_column(
        default=""
    )  # what the two call it, where the program leaves it to them
    status: Mapped[str] = mapped_column(default="running")
    began_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]  # never who: a private end leaves no trace of that anywhere
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    # Kept up to date whenever meetings change, so that lists and reminders need not count meetings.
    last_met_on: Mapped[date | None]
    due_on: Mapped[date | None]
    remind_on: Mapped[date | None]

    # The one question that may be open between the two, and whose answer it waits for.
    question: Mapped[str | None]
    consent_id: Mapped[UUID | None]
    mentor_asked: Mapped[bool] = mapped_column(default=False)
    mentee_asked: Mapped[bool] = mapped_column(default=False)
    renewal_on: Mapped[date | None]  # when they are next asked whether to go on
    in_touch: Mapped[bool] = mapped_column(default=False)  # after the end: both said that contact stays open

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="restrict"),
        belongs_to("version_id", "program_version", ondelete="restrict"),
        belongs_to("mentor_participant_id", "participant", ondelete="restrict"),
        belongs_to("mentee_participant_id", "participant", ondelete="restrict"),
        belongs_to("mentor_id", "person", ondelete="restrict"),
        belongs_to("mentee_id", "person", ondelete="restrict"),
        unique("proposal_id"),
        unique(
            "mentor_participant_id",
            "mentee_participant_id",
            where="status = 'running'",
            name="uq_running_pair",
        ),
        index("program_id", "status"),
        index("version_id"),
        index("mentee_participant_id"),
        index("mentor_id"),
        index("mentee_id"),
        index("ends_on", where="status = 'running'", name="ix_mentorship_release"),
        index("renewal_on", where="status = 'running'", name="ix_mentorship_renewal"),
        index("remind_on", where="status = 'running'", name="ix_mentorship_reminder"),
        one_of("status", ("running", "ended")),
        one_of("end_reason", END_REASONS),
        one_of("question", QUESTIONS),
        check("end", "(status = 'ended') = (ended_on IS NOT NULL AND end_reason IS NOT NULL)"),
    )
