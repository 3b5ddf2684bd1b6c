"""The life of a pair: what it signs, how often it meets, where, and towards what."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Prose, Sentence
from mentorhub.programs.template.vocabulary import ClockTime, MonthDay, Party, PlaceType, Web, Weekday


class Agreement(Part):
    """A text that people sign. A new version asks them again."""

    title: Line
    version: Annotated[int, Field(ge=1, le=10_000)] = 1
    text: Prose
    """Markdown."""
    attribution: OptionalSentence = ""
    link: Web | None = None
    signed_by: Annotated[tuple[Party, ...], Field(min_length=1, max_length=4)]
    signed_at: Literal["application", "pairing"]
    """With the application, or before the pairing (or the circle) becomes active."""


class Every(Part):
    """A meeting each so many weeks, months or quarters."""

    kind: Literal["every"]
    count: Annotated[int, Field(ge=1, le=60)]
    unit: Literal["weeks", "months", "quarters"]


class MonthlyMinutes(Part):
    """A sum of minutes each month, however it is reached."""

    kind: Literal["monthly_minutes"]
    minutes: Annotated[int, Field(ge=15, le=6_000)]


class Regularly(Part):
    """The people set their own rhythm; nothing falls due."""

    kind: Literal["regularly"]


Rhythm = Annotated[Every | MonthlyMinutes | Regularly, Field(discriminator="kind")]


class Season(Part):
    """The part of each year in which meetings are expected; no reminder falls outside it."""

    starts: MonthDay
    ends: MonthDay
    label: Line


class OpenTerm(Part):
    """No end is set."""

    kind: Literal["open"]


class FixedTerm(Part):
    """Ends by itself after so many months, and both are released."""

    kind: Literal["fixed"]
    months: Annotated[int, Field(ge=1, le=120)]


class MinimumTerm(Part):
    """A promise for so many months, no end, and the question each year whether to go on."""

    kind: Literal["minimum"]
    months: Annotated[int, Field(ge=1, le=120)]
    renew_every_months: Annotated[int, Field(ge=1, le=60)] = 12


class SeasonTerm(Part):
    """Ends with the season."""

    kind: Literal["season"]


Term = Annotated[OpenTerm | FixedTerm | MinimumTerm | SeasonTerm, Field(discriminator="kind")]

FrameworkField = Literal["cadence", "length", "mode", "term", "monthly_minutes"]


class Framework(Part):
    rhythm: Rhythm
    ad_hoc: bool = True
    """More meetings whenever they like."""
    firm: bool = False
    """Soft: a nudge, and nothing is ever marked as failed. Firm: the organizer sees it, too."""
    nudge_after_days: Annotated[int, Field(ge=1, le=365)] | None = None
    """A gentle question to both after so many quiet days."""
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None
    modes: Annotated[tuple[Literal["phone", "video", "in_person"], ...], Field(min_length=1, max_length=3)]
    prefer_in_person: bool = False
    term: Term
    season: Season | None = None
    may_change: Annotated[tuple[FrameworkField, ...], Field(max_length=5)] = ()
    """What the two may change together; in force only when both have agreed, without asking staff."""
    note: OptionalSentence = ""

    @model_validator(mode="after")
    def _season(self) -> "Framework":
        if self.term.kind == "season" and self.season is None:
            raise ValueError("the term ends with the season; say when the season starts and ends")
        return self


class ClinicHours(Part):
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)]
    opens: ClockTime
    closes: ClockTime
    staff_present: bool = True
    """Someone confirms that staff and patients are there."""

    @model_validator(mode="after")
    def _rising(self) -> "ClinicHours":
        if self.opens >= self.closes:
            raise ValueError("the clinic closes before it opens; check the two times")
        return self


class MeetingKind(Part):
    key: Key
    label: Line
    places: Annotated[tuple[PlaceType, ...], Field(max_length=7)] = ()
    """Only these for this kind; the program's places where empty."""
    clinic_hours: ClinicHours | None = None


class Place(Part):
    type: PlaceType
    label: Line
    needs_name: bool = False
    """Which library, which clinic."""


class Meetings(Part):
    kinds: Annotated[tuple[MeetingKind, ...], Field(min_length=1, max_length=20)]
    places: Annotated[tuple[Place, ...], Field(min_length=1, max_length=7)]
    place_rule: OptionalSentence = ""
    """Said when a place is refused."""
    agenda: Literal["pair", "mentee", "mentor", "circle"]
    """Who writes it; the others may comment and never overwrite."""
    agenda_reminder_days: Annotated[int, Field(ge=1, le=30)] | None = None
    agenda_topics: Key | None = None
    """The list offered when an agenda is written."""
    reminder_days: Annotated[tuple[Annotated[int, Field(ge=0, le=30)], ...], Field(max_length=4)] = (1,)
    first_meeting: Annotated[tuple[Sentence, ...], Field(max_length=15)] = ()
    """A checklist for the first time."""
    events: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    """Meetings of the field where two people can find each other."""
    sum_hours: bool = True
    """Hours are added up for thanks and reports."""


class Goals(Part):
    plan: Literal["none", "optional", "expected"]
    given: Annotated[tuple[Sentence, ...], Field(max_length=10)] = ()
    """Each pair starts with these."""
    active_when: Literal["both_agree", "written"] = "both_agree"
    mentor_may_suggest: bool = True
    introductions: bool = True
    """Introductions made for a mentee can be noted down."""
    own_type: bool = False
    """The two name what kind of mentorship theirs is."""
    outcomes: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    """What can be noted as achieved: a paper, a grant."""
    note: OptionalSentence = ""
