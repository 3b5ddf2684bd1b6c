"""Who takes part, how they sign up, and when."""

from typing import Annotated, Literal

from pydantic import Field

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence
from mentorhub.programs.template.asking import ReadyWords
from mentorhub.programs.template.vocabulary import MonthDay, RoleKey, Web


class Role(Part):
    key: RoleKey
    name: Line
    plural: Line
    who: Sentence
    """Who should sign up, in one sentence."""
    duties: Annotated[tuple[Sentence, ...], Field(max_length=20)] = ()
    acknowledge_duties: bool = False
    """The applicant ticks that they have read the duties and will do their part."""
    not_expected: Annotated[tuple[Sentence, ...], Field(max_length=20)] = ()
    """What this role is not: told to both sides."""


class SignUpPath(Part):
    """A card on the public page. With several roles, the form opens with the choice of one."""

    title: Line
    subtitle: Line
    minutes: Annotated[int, Field(ge=1, le=60)]
    intro: OptionalSentence = ""
    """Read above the form."""
    roles: Annotated[tuple[RoleKey, ...], Field(min_length=1, max_length=3)]


class Roles(Part):
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=3)]
    paths: Annotated[tuple[SignUpPath, ...], Field(min_length=1, max_length=3)]
    role_question: Line = "Would you like to be a mentor or a mentee?"
    overview_first: bool = False
    """The overview is read before the form and the contact address open."""


class Window(Part):
    """When applications are taken, each year."""

    opens: MonthDay
    closes: MonthDay


class RoundDate(Part):
    """A yearly pairing: those who applied by then are paired on that day."""

    applications_by: MonthDay
    pairs_on: MonthDay


class WaitingList(Part):
    """What a person thinking of mentoring learns about those who wait: never a name."""

    teaser: Literal["nothing", "count", "count_and_interests"]
    interests: Key | None = None
    """The question whose answers are counted for the teaser."""


class Fee(Part):
    kind: Literal["free", "dues"]
    text: Sentence
    pay_url: Web | None = None
    pay_label: Line = "Pay your dues"


class Intake(Part):
    kind: Literal["rolling", "windows"]
    windows: Annotated[tuple[Window, ...], Field(max_length=6)] = ()
    rounds: Annotated[tuple[RoundDate, ...], Field(max_length=12)] = ()
    audience: Literal["public", "members"]
    """Who may open the form: anybody, or people on the roster who are signed in."""
    review: bool = True
    """A coordinator reads each application before the person takes part."""
    invite_from_roster: bool = True
    waiting_list: WaitingList = WaitingList(teaser="nothing")
    decline_words: Annotated[tuple[ReadyWords, ...], Field(max_length=8)] = ()
    """For whoever has to tell an applicant that there is no place."""
    fee: Fee | None = None
