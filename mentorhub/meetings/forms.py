from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mentorhub.meetings.views import Status
from mentorhub.written import CLEANED


def _none_if_empty(value: Any) -> Any:  # noqa: ANN401 - whatever a browser sends
    return None if isinstance(value, str) and not value.strip() else value


def _ticked(value: Any) -> Any:  # noqa: ANN401 - whatever a browser sends
    return False if value is None or value == "" else value


class MeetingForm(BaseModel):
    """What one of them writes down. `rules.check` says whether the program allows it."""

    model_config = ConfigDict(extra="ignore", str_max_length=6_000)

    key: UUID
    status: Status = "held"
    kind: Annotated[str, Field(max_length=48)] = ""
    """The program's first kind where empty."""
    held_on: date
    starts_at: Annotated[time | None, BeforeValidator(_none_if_empty)] = None
    minutes: Annotated[Annotated[int, Field(ge=1, le=1_440)] | None, BeforeValidator(_none_if_empty)] = None
    place: Annotated[str, Field(max_length=48)]
    place_name: Annotated[str, Field(max_length=160), CLEANED] = ""
    staff_present: Annotated[bool, BeforeValidator(_ticked)] = False
    moved_to: Annotated[date | None, BeforeValidator(_none_if_empty)] = None
    notes: Annotated[str, Field(max_length=5_000), CLEANED] = ""
