from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.participants.rules import PARTICIPANT_STATUSES, ROLES, STATUSES, ParticipantStatus, Status
from mentorhub.programs.template import RoleKey
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.database.base import check
from tenants.kit import clock


class Application(TenantRow):
    """One for each person, program and role; asked again after a withdrawal, the same row opens anew."""

    __tablename__ = "application"

    person_id: Mapped[UUID]
    program_id: Mapped[UUID]
    version_id: Mapped[UUID]
    role: Mapped[RoleKey] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(Text, default="draft")
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)  # as typed, right or not: nothing is lost
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)  # as checked, when it was last sent
    refusals: Mapped[list[str]] = mapped_column(
        default=list
    )  # why it could not be sent, the last time it was tried
    words: Mapped[str] = mapped_column(default="")  # from the reviewer, to the applicant
    history: Mapped[list[Any]] = mapped_column(
        default=list
    )  # every step, with when and by whom; only added to
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]

    __table_args__ = (
        belongs_to("person_id", "person", ondelete="cascade"),
        belongs_to("program_id", "program", ondelete="cascade"),
        belongs_to("version_id", "program_version", ondelete="restrict"),
        belongs_to("decided_by", "person", ondelete="set null"),
        unique("person_id", "program_id", "role"),
        index("program_id", "status", "submitted_at"),
        index("version_id"),
        index("decided_by"),
        one_of("role", ROLES),
        one_of("status", STATUSES),
        check("sent", "status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL"),
    )


class ApplicationClaim(TenantRow):
    """What a visitor without an account sent. It becomes an application when the link in the mail is used."""

    __tablename__ = "application_claim"

    program_id: Mapped[UUID]
    role: Mapped[RoleKey] = mapped_column(Text)
    name: Mapped[str]
    mail: Mapped[str]
    mail_key: Mapped[str]
    typed: Mapped[dict[str, Any]]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="cascade"),
        unique("token_hash"),
        index("mail_key", "created_at"),
        index("program_id"),
        index("expires_at"),
        one_of("role", ROLES),
    )


class Participant(TenantRow):
    __tablename__ = "participant"

    application_id: Mapped[UUID]
    person_id: Mapped[UUID]
    program_id: Mapped[UUID]
    role: Mapped[RoleKey] = mapped_column(Text)
    capacity: Mapped[int]
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[ParticipantStatus] = mapped_column(Text, default="active")
    reason: Mapped[str] = mapped_column(default="")  # for a removal; staff's own, told to nobody
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("application_id", "application", ondelete="cascade"),
        belongs_to("person_id", "person", ondelete="cascade"),
        belongs_to("program_id", "program", ondelete="cascade"),
        unique("person_id", "program_id", "role"),
        unique("application_id"),
        index("program_id", "status"),
        one_of("role", ROLES),
        one_of("status", PARTICIPANT_STATUSES),
        check("capacity", "capacity BETWEEN 1 AND 50"),
    )


class GuideDownload(TenantRow):
    """How often a version's guide was taken, by day; nobody's name."""

    __tablename__ = "guide_download"

    program_id: Mapped[UUID]
    version_id: Mapped[UUID]
    day: Mapped[date]
    count: Mapped[int]

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="cascade"),
        belongs_to("version_id", "program_version", ondelete="cascade"),
        unique("version_id", "day"),
        index("program_id"),
        check("count", "count > 0"),
    )
