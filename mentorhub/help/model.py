from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.help.views import KINDS
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock


class HelpRequest(TenantRow):
    __tablename__ = "help_request"

    program_id: Mapped[UUID | None]
    kind: Mapped[str]
    person_id: Mapped[UUID | None]  # none: a visitor
    name: Mapped[str]
    mail: Mapped[str]
    about_id: Mapped[UUID | None]  # the gathering on whose page it was asked
    body: Mapped[str]
    key: Mapped[UUID]  # made by the screen that asks: the same one twice is the same question
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer_by: Mapped[datetime]  # as promised when it was asked
    owner_id: Mapped[UUID | None]
    taken_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="set null"),
        belongs_to("person_id", "person", ondelete="set null"),
        belongs_to("owner_id", "person", ondelete="set null"),
        belongs_to("answered_by", "person", ondelete="set null"),
        unique("key"),
        index("answer_by", where="answered_at IS NULL", name="ix_help_request_open"),
        index("answered_at"),
        index("person_id", "asked_at"),
        index("mail", "asked_at"),
        one_of("kind", KINDS),
    )
