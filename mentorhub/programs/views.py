from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhub.programs.model import Status
from mentorhub.programs.template import Template


@dataclass(frozen=True, slots=True)
class ProgramView:
    """A program under the version that counts now."""

    id: UUID
    name: str
    slug: str
    status: Status
    version_id: UUID
    number: int
    template: Template

    @property
    def is_open(self) -> bool:
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A program in a list."""

    id: UUID
    name: str
    slug: str
    status: Status
    number: int


@dataclass(frozen=True, slots=True)
class VersionView:
    id: UUID
    program_id: UUID
    number: int
    template: Template


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history."""

    id: UUID
    number: int
    note: str
    published_by: UUID | None
    published_at: datetime
