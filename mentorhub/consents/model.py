from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.consents.rules import ANSWERS, STATES
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock


class Consent(TenantRow):
    __tablename__ = "consent"

    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(default="open")
    in_order: Mapped[bool]
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("asked_by", "person", ondelete="set null"),
        one_of("state", STATES),
        index("subject_kind", "subject_id", "asked_at"),
        # A subject asks one question at a time.
        unique("subject_kind", "subject_id", where="state = 'open'", name="uq_consent_open"),
        index("subject_kind", "expires_at", where="state = 'open'", name="ix_consent_due"),
    )


class ConsentParty(TenantRow):
    __tablename__ = "consent_party"

    consent_id: Mapped[UUID]
    person_id: Mapped[UUID]
    place: Mapped[int]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("consent_id", "consent", ondelete="cascade"),
        belongs_to("person_id", "person", ondelete="cascade"),
        one_of("answer", ANSWERS),
        unique("consent_id", "person_id"),
        index("person_id"),
    )
