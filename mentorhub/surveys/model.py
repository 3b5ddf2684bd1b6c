"""Who was asked, and what was answered: two tables that nothing joins.

An invitation knows the person, and that they have answered. A response knows the answers and the role. It has
no person, no invitation, no moment, and an id that says nothing of the order in which it came.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.participants.rules import ROLES
from mentorhub.programs.template import RoleKey
from mentorhub.surveys.views import REASONS, Reason
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock


class SurveyWave(TenantRow):
    """One sending of a questionnaire. Those that follow pairs gather for a year: a wave of two people would
    tell who said what.
    """

    __tablename__ = "survey_wave"

    program_id: Mapped[UUID]
    version_id: Mapped[UUID]
    survey_key: Mapped[str]
    title: Mapped[str]
    why: Mapped[Reason] = mapped_column(Text)
    period: Mapped[str]  # what makes a sending the same one again: the year, the due day, the screen's key
    opened_on: Mapped[date]
    closes_on: Mapped[date]
    closed: Mapped[bool] = mapped_column(default=False)  # the last answers have been added to the figures
    unmixed: Mapped[bool] = mapped_column(default=False)  # answered since its rows were last rewritten
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="cascade"),
        belongs_to("version_id", "program_version", ondelete="restrict"),
        unique("program_id", "survey_key", "why", "period"),
        index("version_id"),
        index("opened_on"),
        index("closes_on", where="NOT closed", name="ix_survey_wave_closing"),
        one_of("why", REASONS),
    )


class SurveyInvitation(TenantRow):
    __tablename__ = "survey_invitation"

    wave_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[RoleKey] = mapped_column(Text)
    minutes: Mapped[int]
    sent_on: Mapped[date]
    closes_on: Mapped[date]
    told: Mapped[bool] = mapped_column(default=False)
    remind_on: Mapped[date | None]
    answered: Mapped[bool] = mapped_column(default=False)  # that, never when: a moment could be matched

    __table_args__ = (
        belongs_to("wave_id", "survey_wave", ondelete="cascade"),
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("wave_id", "person_id"),
        index("person_id", where="NOT answered", name="ix_survey_invitation_waiting"),
        index("remind_on", where="NOT answered", name="ix_survey_invitation_reminder"),
        one_of("role", ROLES),
    )


class SurveyResponse(TenantRow):
    __tablename__ = "survey_response"

    id: Mapped[UUID] = mapped_column(
        primary_key=True, default=uuid4, sort_order=-19
    )  # 7 would tell the order
    wave_id: Mapped[UUID]
    role: Mapped[RoleKey] = mapped_column(Text)
    answers: Mapped[dict[str, Any]]
    shown: Mapped[dict[str, Any]] = mapped_column(default=dict)  # question -> the figures it has joined
    waits: Mapped[bool] = mapped_column(default=True)  # some answer of it is in no figure yet

    __table_args__ = (
        belongs_to("wave_id", "survey_wave", ondelete="cascade"),
        index("wave_id", "waits"),
        one_of("role", ROLES),
    )


class SurveyPlan(TenantRow):
    """A survey that a running pair is to get on some day, or after its first meeting."""

    __tablename__ = "survey_plan"

    mentorship_id: Mapped[UUID]
    survey_key: Mapped[str]
    due_on: Mapped[date | None]
    done: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        belongs_to("mentorship_id", "mentorship", ondelete="cascade"),
        unique("mentorship_id", "survey_key"),
        index("due_on", where="NOT done", name="ix_survey_plan_due"),
    )
