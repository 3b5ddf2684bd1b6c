"""What leaves the slice. Ids are text here: these rows go to screens."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RoundRow:
    id: str
    name: str
    state: str
    step: int
    began: str
    line: str
    """ "38 of 41 paired, 12 answers to come"."""


@dataclass(frozen=True, slots=True)
class Figures:
    mentees: int = 0
    mentors: int = 0
    places: int = 0
    paired: int = 0
    average: int = 0
    weakest: int = 0
    proof: str = ""
    """`optimal`: nothing scores higher; `bound`: at most `gap` points more; empty after parting by hand."""
    gap: int = 0
    by_hand: int = 0
    price: int = 0
    """What the whole gives up for the aim."""
    aim: str = "floor"


@dataclass(frozen=True, slots=True)
class PartRow:
    label: str
    points: int
    weight: int
    against: str = ""
    """Why it gives little or nothing."""


@dataclass(frozen=True, slots=True)
class PairRow:
    id: str
    mentee_id: str
    mentor_id: str
    mentee: str
    mentee_line: str
    mentor: str
    mentor_line: str
    short: str
    """ "Okafor with Reyes"."""
    fit: int
    why: str
    state: str
    locked: bool
    by_hand: bool
    party: bool
    """The reader is one of the two: notes, answers and decisions are for the others."""
    standing: str = ""
    """After sending: "Waits for Dr. Reyes"."""
    tone: str = "plain"
    live: bool = True
    """Holds a place; false for what was declined, expired or taken back."""
    parts: tuple[PartRow, ...] = ()
    speaks_for: tuple[str, ...] = ()
    private_words: str = ""
    """What somebody wrote who declined; for those who pair."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: str
    name: str
    line: str
    free: int = 0
    reason: str = ""
    help: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    mentee_id: str
    mentor_id: str
    names: str
    fit: int
    cost: str
    """ "costs the whole 6"."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    at: str
    who: str
    what: str
    words: str
    pair: str = ""
    """Whom it is about, where the reader does not look at one pair."""
    mentee_id: str = ""
    mentor_id: str = ""
    lasts: bool = False
    """They were ruled out and still are."""


@dataclass(frozen=True, slots=True)
class PairPanel:
    """Beside the table: what the engine can say about a pair beyond its points, and what colleagues said."""

    alternatives: tuple[AlternativeRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do, before anybody decides."""

    possible: bool
    cost: str
    effects: tuple[str, ...] = ()
    broken_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    id: str
    name: str
    program: str
    paired_by: str
    state: str
    step: int
    revision: int
    computing: bool
    frozen_at: str
    figures: Figures
    pairs: tuple[PairRow, ...]
    waiting: tuple[PersonRow, ...]
    """Mentees without a proposal."""
    free_mentors: tuple[PersonRow, ...]
    mentors: tuple[PersonRow, ...]
    mentees: tuple[PersonRow, ...]
    left_out: tuple[PersonRow, ...]
    to_send: int
    held_back: int
    """Pairs the reader is a party to: somebody else sends those."""
    to_tell: int
    """Mentees who will hear that there is no match this time."""
    answers: dict[str, int] = field(default_factory=dict)
    days_to_answer: int = 0
    asks: str = ""
    """Who is asked, as a sentence of the template."""


@dataclass(frozen=True, slots=True)
class Sent:
    pairs: int
    held_back: int
    told: int
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """For the home screen of one who is asked."""

    id: UUID
    other: str
    my_role: str
    expires_at: datetime | None

    @property
    def path(self) -> str:
        return f"/proposal/{self.id}"


@dataclass(frozen=True, slots=True)
class Shown:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why these two, to the two."""

    words: str
    """ "You both chose “Adult cardiac”."."""
    factor: str
    counts: int
    """Of a hundred, for all that is weighed."""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """For one of the two: what the template lets them see of each other before it is final."""

    id: str
    state: str
    """waiting (for me), answered (waits for the other), final, declined (by me), over."""
    program: str
    paired_by: str
    my_role: str
    other_role: str
    other: str
    other_line: str
    reasons: tuple[Reason, ...]
    shown: tuple[Shown, ...]
    terms: tuple[Shown, ...]
    agrees_to: str
    until: str
    contact_hidden: bool
    contact: str
    mentorship_id: str
    ready_words: tuple[tuple[str, str], ...] = ()
    """To start from when one says no: the words and their title."""
