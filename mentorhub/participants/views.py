"""What leaves the slice: frozen, and only what its reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from mentorhub.forms.values import AnswerValue
from mentorhub.participants.rules import OPEN, ParticipantStatus, Status, Step
from mentorhub.programs.eligibility import Refusal
from mentorhub.programs.template import RoleKey
from tenants.people.views import SignedIn


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """For the applicant."""

    id: UUID
    program_id: UUID
    version_id: UUID
    role: RoleKey
    status: Status
    typed: dict[str, str | list[str]]
    words: str
    refusals: tuple[str, ...]
    saved_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    place_in_line: int | None = None
    """On the waiting list of one's role: first, second, third."""
    participant_id: UUID | None = None
    takes_part: ParticipantStatus | None = None
    """How, once it was accepted."""

    @property
    def can_be_edited(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of sending: the application, or what stands in its way. What was typed is kept."""

    application: ApplicationView | None
    problems: Mapping[str, str] = field(default_factory=dict)
    """The name of an input, and what is not right there."""
    refusals: tuple[tuple[str, str], ...] = ()
    """A rule that is not met, and the way out."""
    forget: bool = False
    """Nothing of this may be kept, not even in the browser."""

    @property
    def sent(self) -> bool:
        return not self.problems and not self.refusals


@dataclass(frozen=True, slots=True)
class DecisionView:
    id: UUID
    person_id: UUID
    status: Status


@dataclass(frozen=True, slots=True)
class StepView:
    what: Step
    at: datetime
    by: str
    """A name, or nothing where the program itself did it."""
    words: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    id: UUID
    person_id: UUID
    name: str
    role: RoleKey
    status: Status
    waiting_since: datetime
    line: str
    """What matters first about the person, from the answers that matching reads."""
    again: bool
    """Sent again after it was asked back."""


@dataclass(frozen=True, slots=True)
class QueueView:
    rows: tuple[QueueRow, ...]
    counts: dict[tuple[str, str], int]
    """(status, role) -> how many, of the whole program."""
    more: bool
    """There are more than the page shows."""

    def count(self, status: str, role: str | None = None) -> int:
        return sum(n for (s, r), n in self.counts.items() if s == status and role in (None, r))


@dataclass(frozen=True, slots=True)
class AnswerRow:
    key: str
    label: str
    text: str
    long: bool
    hidden: bool
    """The template keeps this from the people who review; `text` is empty then."""
    seen_by: str


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    source: str
    """The list of members, or the applicant's own answer."""


@dataclass(frozen=True, slots=True)
class EligibilityRow:
    """One rule, what it was judged by, and how it came out."""

    met: bool | None
    """None: cannot be told from what is known."""
    facts: tuple[Fact, ...]
    sentence: str
    """Why not, or what is not known; empty where the rule is met."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """For those who decide."""

    id: UUID
    person_id: UUID
    program_id: UUID
    name: str
    role: RoleKey
    called: str
    """The role as the template names it."""
    status: Status
    submitted_at: datetime | None
    decided_at: datetime | None
    words: str
    answers: tuple[AnswerRow, ...]
    eligibility: tuple[EligibilityRow, ...]
    steps: tuple[StepView, ...]
    early_career: bool | None
    mine: bool
    """The reader is the applicant; somebody else decides."""
    decline_words: tuple[tuple[str, str], ...] = ()
    """To start from when there is no place: the words and their title."""


@dataclass(frozen=True, slots=True)
class ParticipantView:
    id: UUID
    application_id: UUID
    person_id: UUID
    program_id: UUID
    version_id: UUID
    role: RoleKey
    name: str
    capacity: int
    status: ParticipantStatus
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class PartView:
    """How a person takes part, for staff: with the room they have, and why they were once removed."""

    id: UUID
    application_id: UUID
    role: RoleKey
    status: ParticipantStatus
    capacity: int
    joined_at: datetime
    left_at: datetime | None
    reason: str
    """Of a removal; stays when it is taken back. Empty for readers who remove nobody."""


@dataclass(frozen=True, slots=True)
class PoolMember:
    """Somebody to be matched, with everything that matching reads and nothing else."""

    participant_id: UUID
    person_id: UUID
    name: str
    role: RoleKey
    capacity: int
    answers: dict[str, AnswerValue]
    facts: dict[str, object]
    preferences: dict[str, object]
    since: datetime
    """In the pool since; who waits longest comes first among equals."""
    taken: int = 0
    """Of their places, where whoever asked said how to count them."""
    refused: tuple[Refusal, ...] = ()
    """The rules they do not meet, of those that are asked about again when people are paired."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a visitor may know of those who look for somebody: a number and interests, never a name."""

    count: int
    interests: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What the page behind a confirming link shows before the button is pressed."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    signed_in: SignedIn
    submission: Submission | None
    """None where it could not be sent at all: it was sent before, or applications have closed."""
