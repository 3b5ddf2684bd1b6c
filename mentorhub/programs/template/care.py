"""Safety, questions afterwards, things to read, and how it ends."""

from typing import Annotated, Literal

from pydantic import Field

from mentorhub.forms.base import Key, Line, OptionalProse, OptionalSentence, Part, Sentence, Value
from mentorhub.forms.questions import Questions
from mentorhub.programs.template.vocabulary import Mail, Party, RoleKey, Web

SMALLEST_GROUP = 5


class GuardianPolicy(Part):
    first_meeting: Literal["not_invited", "asked", "required"] = "asked"
    welcome_later: bool = True
    reads_messages: bool = False
    banner: OptionalSentence = ""
    """Told to mentor and mentee before the first message."""
    consent_first: bool = True
    """Nothing is active before the guardian has agreed."""
    share_contacts: bool = True
    """At the match and not before, guardian's to mentor and mentor's to guardian."""


class Minors(Part):
    date_of_birth: Key
    youngest: Annotated[int, Field(ge=0, le=18)] = 13
    adult_at: Annotated[int, Field(ge=16, le=21)] = 18
    guardian_name: Key
    guardian_email: Key
    guardian_phone: Key
    guardian: GuardianPolicy = GuardianPolicy()


class Vetting(Part):
    items: Annotated[tuple[Line, ...], Field(min_length=1, max_length=10)]
    valid_months: Annotated[int, Field(ge=1, le=120)] = 24
    before_minors: bool = True


class ConcernKind(Part):
    key: Key
    label: Line
    urgent: bool = False


class HelpLink(Part):
    title: Line
    url: Web | None = None
    phone: Annotated[str, Field(max_length=40)] = ""
    text: OptionalSentence = ""


class Safeguarding(Part):
    private_to_pair: bool = True
    """Messages and notes are for the two, or the circle; staff never see content."""
    privacy: Sentence
    """Who can read what, in one line that stands beside everything confidential."""
    release_needs_both: bool = True
    legal_exception: OptionalSentence = ""
    message_notice: OptionalSentence = ""
    warn_patient_data: bool = False
    minors: Minors | None = None
    vetting: Vetting | None = None
    concerns: Annotated[tuple[ConcernKind, ...], Field(min_length=1, max_length=20)]
    urgent_to: tuple[Mail, ...] = ()
    """Named people for urgent reports; without them, the owner."""
    help_links: Annotated[tuple[HelpLink, ...], Field(max_length=12)] = ()
    may_remove: bool = True
    removal_text: Sentence
    """Told neutrally to the partner of somebody who was removed."""


class DaysIn(Part):
    kind: Literal["days_in"]
    days: Annotated[int, Field(ge=1, le=3_650)]


class MidTerm(Part):
    kind: Literal["mid_term"]


class AtEnd(Part):
    kind: Literal["at_end"]


class AfterFirstMeeting(Part):
    kind: Literal["after_first_meeting"]


class EveryMonths(Part):
    """To everybody in the program, each so many months."""

    kind: Literal["every_months"]
    months: Annotated[int, Field(ge=1, le=36)]


class ByHand(Part):
    kind: Literal["by_hand"]


SurveyTime = Annotated[
    DaysIn | MidTerm | AtEnd | AfterFirstMeeting | EveryMonths | ByHand, Field(discriminator="kind")
]


class Survey(Part):
    key: Key
    title: Line
    intro: OptionalSentence = ""
    to: Annotated[tuple[Party, ...], Field(min_length=1, max_length=6)]
    when: SurveyTime
    anonymous: bool = True
    smallest_group: Annotated[int, Field(ge=SMALLEST_GROUP, le=100)] = SMALLEST_GROUP
    """Answers of fewer people are never shown."""
    reminder_days: Annotated[tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(max_length=4)] = (5, 12)
    questions: Questions


class FeedbackBox(Part):
    """Always open."""

    text: Sentence
    email: Mail | None = None


class Surveys(Part):
    surveys: Annotated[tuple[Survey, ...], Field(max_length=12)] = ()
    feedback: FeedbackBox | None = None


class Guide(Part):
    """A document of the organization; the file itself is uploaded, and its versions and downloads counted."""

    title: Line
    text: OptionalProse = ""
    """The guide as text (Markdown), shown until a file is uploaded."""


class Link(Part):
    title: Line
    url: Web
    text: OptionalSentence = ""
    roles: tuple[RoleKey, ...] = ()


class Guidance(Part):
    """Advice for people at one stage."""

    stage: Value
    title: Line
    points: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=15)]


class Resources(Part):
    guide: Guide | None = None
    links: Annotated[tuple[Link, ...], Field(max_length=40)] = ()
    guidance: Annotated[tuple[Guidance, ...], Field(max_length=12)] = ()


class Closing(Part):
    survey: Key | None = None
    """The survey that goes to both when it ends."""
    stay_in_touch: bool = True
    """Both are asked whether the other may keep their contact; only a yes from each keeps it."""
    may_apply_again: bool = True
    leave: Sentence
    """Leaving at any time, and that it costs nothing."""
    ended: Sentence
    """Said to both when it is over."""
    service_record: bool = False
    """The mentor's hours and terms as a letter."""
