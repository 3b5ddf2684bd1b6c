from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from mentorhub.gathering import Gathering
from mentorhub.programs.template import Template
from mentorhub.programs.template.together import Framework

Role = Literal["mentor", "mentee"]
Status = Literal["running", "ended"]
EndReason = Literal["term", "not_renewed", "party", "removed"]
Question = Literal["renewal", "stay_in_touch"]
DueState = Literal["none", "later", "soon", "past"]
Over = Literal["term", "early"]
"""What the two are told of the end. Every early one reads alike: asked for, not renewed, somebody removed."""

END_REASONS: tuple[EndReason, ...] = ("term", "not_renewed", "party", "removed")
QUESTIONS: tuple[Question, ...] = ("renewal", "stay_in_touch")


@dataclass(frozen=True, slots=True)
class Beginning:
    """Two who are to begin: as participants, and the persons they are."""

    mentor_participant_id: UUID
    mentor_id: UUID
    mentee_participant_id: UUID
    mentee_id: UUID
    proposal_id: UUID | None


@dataclass(frozen=True, slots=True)
class MentorshipView:
    """Ids and dates, for other slices."""

    id: UUID
    program_id: UUID
    version_id: UUID
    proposal_id: UUID | None
    mentor_participant_id: UUID
    mentee_participant_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    status: Status
    began_on: date
    ends_on: date | None
    ended_on: date | None
    end_reason: EndReason | None


@dataclass(frozen=True, slots=True)
class Due:
    """The next meeting, as the two see it."""

    on: date | None
    state: DueState
    sentence: str

    @property
    def title(self) -> str:
        """What to do, as a heading: "Meet again by 13 December 2026"."""
        return self.sentence.rpartition(". ")[2].removesuffix(".")

    @property
    def before(self) -> str:
        """What was, where something was: "You last met on 13 September 2026."."""
        first, stop, _ = self.sentence.rpartition(". ")
        return first + stop.strip()


@dataclass(frozen=True, slots=True)
class Contact:
    person_id: UUID
    name: str
    called: str
    """Short: "Dr. Reyes", "Mona"."""
    mail: str
    """Empty where contact is closed; so is the telephone."""
    phone: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class MyPair:
    """One of the acting person's mentorships, in a list."""

    id: UUID
    version_id: UUID
    role: Role
    other: Contact
    status: Status
    began_on: date
    ends_on: date | None
    ended_on: date | None
    over: Over | None
    last_met_on: date | None
    due: Due
    framework: Framework
    asked: Question | None
    """The question that waits for the acting person's answer."""
    in_touch: bool
    """Over, and both chose that contact stays open."""
    gathering: Gathering


@dataclass(frozen=True, slots=True)
class AtHand:
    """What stands beside every page: how many messages wait, and with whom one is paired."""

    unread: int
    pair_id: UUID | None
    """The one running pair; none where there are several, or none."""
    called: str
    several: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair's own page, for one of the two."""

    pair: MyPair
    program_id: UUID
    template: Template
    own_kind: str
    waits_for_other: Question | None
    """The acting person has answered, the other has not."""
    can_write: bool
    renewal_on: date | None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """What staff see of a pair: dates and numbers, nothing that was said or written."""

    id: UUID
    mentor: str
    mentor_id: UUID
    mentee: str
    mentee_id: UUID
    status: Status
    began_on: date
    ends_on: date | None
    ended_on: date | None
    end_reason: EndReason | None
    last_contact_on: date | None
    """The last meeting held or the last message, whichever is later."""
    due_on: date | None
    state: Literal["fine", "soon", "late", "quiet", "ended"]
    """Late only where the program is firm; a soft one has quiet pairs and no late ones."""
    meetings: int
    minutes: int
    in_person: int


@dataclass(frozen=True, slots=True)
class Overview:
    rows: tuple[OverviewRow, ...]
    running: int
    ended: int
    more: bool
