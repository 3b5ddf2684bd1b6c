from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.meetings.views import MODES, STATUSES
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.database.base import check
from tenants.kit import clock


class Meeting(TenantRow):
    """Written down afterwards by one of them. Its notes are the pair's own."""

    __tablename__ = "meeting"

    gathering_id: Mapped[UUID]
    status: Mapped[str]
    kind: Mapped[str]  # one of the template's
    held_on: Mapped[date]  # for one missed or moved: the day it should have been
    starts_at: Mapped[time | None]
    minutes: Mapped[int] = mapped_column(default=0)
    mode: Mapped[str]
    place: Mapped[str]  # one of the template's
    place_name: Mapped[str] = mapped_column(default="")
    staff_present: Mapped[bool] = mapped_column(default=False)
    moved_to: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")
    key: Mapped[UUID]  # made by the screen that sends: the same one twice is the same meeting
    logged_by: Mapped[UUID]
    logged_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("logged_by", "person", ondelete="restrict"),
        index("gathering_id", "held_on"),
        unique("gathering_id", "logged_by", "key"),
        one_of("status", STATUSES),
        one_of("mode", MODES),
        check("minutes", "minutes >= 0"),
    )
