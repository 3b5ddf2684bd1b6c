from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from tenants.people.views import PersonView

Standing = Literal["current", "lapsed", "pending", "suspended"]
Dues = Literal["paid", "unpaid", "unknown"]
InvitationState = Literal["not_invited", "invited", "joined", "bounced"]
ImportState = Literal["checked", "applying", "done", "failed"]


@dataclass(frozen=True, slots=True)
class MembershipView:
    number: str | None
    member_class: str
    standing: Standing | None
    dues_paid_until: date | None
    dues: Dues
    joined_year: int | None
    started_practice_year: int | None
    specialty: str
    institution: str
    department: str
    city: str
    region: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of the list of people."""

    id: UUID
    name: str
    mail: str
    number: str
    member_class: str
    standing: str
    institution: str
    dues: Dues | None  # None: not on the roster
    roles: tuple[str, ...]
    state: InvitationState
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class RosterPage:
    rows: tuple[RosterRow, ...]
    next: str | None  # hand it back as `after` for the rows below these
    counts: dict[str, int]  # of everybody the search finds: state of invitation, or "disabled" -> how many

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """Everything about one person on one page."""

    person: PersonView
    membership: MembershipView | None
    roles: tuple[str, ...]
    state: InvitationState


@dataclass(frozen=True, slots=True)
class Filters:
    role: str = ""
    standing: str = ""
    member_class: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    sent: int
    already_here: int  # have signed in, are disabled, or are not people of this organization


@dataclass(frozen=True, slots=True)
class ColumnView:
    place: int
    heading: str
    samples: tuple[str, ...]
    target: str  # "" is left out; a field; or "fact:key"


@dataclass(frozen=True, slots=True)
class ImportView:
    id: UUID
    file_name: str
    encoding: str
    delimiter: str
    state: ImportState
    columns: tuple[ColumnView, ...]
    missing: tuple[str, ...]  # what no column was found for and it cannot do without
    rows: int
    new: int
    changed: int
    unchanged: int
    bad: int
    written: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def to_write(self) -> int:
        return self.new + self.changed

    @property
    def percent(self) -> int:
        if self.state == "done":
            return 100
        return 100 * self.written // self.to_write if self.to_write else 0


@dataclass(frozen=True, slots=True)
class ProblemView:
    line: int
    name: str  # what of the row helps to find it
    faults: tuple[tuple[str, str], ...] = field(default=())
