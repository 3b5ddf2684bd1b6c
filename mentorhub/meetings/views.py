from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

Status = Literal["held", "missed", "moved"]
Mode = Literal["phone", "video", "in_person"]

STATUSES: tuple[Status, ...] = ("held", "missed", "moved")
MODES: tuple[Mode, ...] = ("phone", "video", "in_person")


@dataclass(frozen=True, slots=True)
class MeetingView:
    """For the two only."""

    id: UUID
    status: Status
    kind: str
    held_on: date
    starts_at: time | None
    minutes: int
    mode: Mode
    place: str
    place_name: str
    staff_present: bool
    moved_to: date | None
    notes: str
    logged_by: UUID
    logged_at: datetime
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What staff may know of one gathering's meetings."""

    held: int = 0
    missed: int = 0
    moved: int = 0
    minutes: int = 0
    in_person: int = 0
    last_held_on: date | None = None
