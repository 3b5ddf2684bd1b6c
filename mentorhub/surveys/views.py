from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from mentorhub.forms.lists import Lists
from mentorhub.forms.questions import AnyQuestion

Reason = Literal["pair", "schedule", "by_hand"]
"""A pair's own time (its end, its middle, its first meeting), the calendar, or somebody's hand."""
REASONS: tuple[Reason, ...] = get_args(Reason)

EVERYBODY = "Everybody"
"""The label of all roles together."""

PageState = Literal["open", "answered", "late"]


@dataclass(frozen=True, slots=True)
class WaitingSurvey:
    wave_id: UUID
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey for somebody who was asked."""

    wave_id: UUID
    title: str
    intro: str
    state: PageState
    minutes: int
    closes_on: date
    smallest_group: int
    questions: tuple[AnyQuestion, ...]
    lists: Lists


@dataclass(frozen=True, slots=True)
class Sendable:
    """A questionnaire of the template that can be sent by hand."""

    key: str
    title: str
    to: str
    """Such as "mentors and mentees"."""
    usually: str
    """When the template sends it by itself; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sending by hand would do."""

    key: str
    title: str
    minutes: int
    total: int
    people: str
    """Such as "14 mentors and 22 mentees"."""
    closes_on: date


@dataclass(frozen=True, slots=True)
class WaveRow:
    id: UUID
    title: str
    why: Reason
    opened_on: date
    closes_on: date
    is_open: bool
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Of one role: how many were asked, and how many answered."""

    role: str
    words: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Figures:
    """One question among one group; either figures or why there are none."""

    label: str
    base: str
    mean: str = ""
    kept: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionReport:
    key: str
    label: str
    ends: str
    """What the ends of a scale mean."""
    in_words: bool
    groups: tuple[Figures, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WaveReport:
    wave: WaveRow
    smallest_group: int
    rates: tuple[Rate, ...]
    questions: tuple[QuestionReport, ...]
