"""One vocabulary of typed questions for applications, surveys and agreements."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence, Value
from mentorhub.forms.lists import Option, Options, require_distinct

MODES: tuple[Option, ...] = (
    Option(value="remote", label="Remote: by phone or video"),
    Option(value="in_person", label="In person"),
    Option(value="either", label="Either suits me"),
)


class When(Part):
    """Ask only if another question was answered so: with one of these, or with a date of birth too recent."""

    question: Key
    any_of: Annotated[tuple[Value, ...], Field(max_length=50)] = ()
    """Options; of a yes/no question or a tick, `yes` or `no`."""
    younger_than: Annotated[int, Field(ge=1, le=120)] | None = None
    """Years; for a question about the date of birth."""

    @model_validator(mode="after")
    def _one_condition(self) -> "When":
        if bool(self.any_of) == (self.younger_than is not None):
            raise ValueError("give either any_of or younger_than, and not both")
        return self


class Question(Part):
    key: Key
    label: Line
    help: OptionalSentence = ""
    required: bool = True
    seen_by: Sentence
    """One sentence for the person who answers: who will read this."""
    private: bool = False
    """Never shown with a name to those who review and pair: at most counted."""
    roles: tuple[Key, ...] = ()
    """Asked of these roles; of everybody where empty."""
    stages: tuple[Value, ...] = ()
    """Asked of people at these career stages; of everybody where empty."""
    when: When | None = None


class ShortText(Question):
    kind: Literal["short_text"]
    max_length: Annotated[int, Field(ge=1, le=500)] = 200
    form: Literal["any", "mail", "phone"] = "any"
    """What the text must look like; whether it is true, only writing or calling can tell."""


class LongText(Question):
    kind: Literal["long_text"]
    max_length: Annotated[int, Field(ge=1, le=20_000)] = 3_000


class _WithOptions(Question):
    options: Options = ()
    options_from: Key | None = None
    """The organization's own list that holds the options, in place of `options`."""

    @model_validator(mode="after")
    def _one_source(self) -> "_WithOptions":
        if bool(self.options) == (self.options_from is not None):
            raise ValueError("give either options or options_from, and not both")
        require_distinct(self.options)
        return self


class Choice(_WithOptions):
    kind: Literal["choice"]


class _Many(Question):
    at_least: Annotated[int, Field(ge=1, le=50)] = 1
    at_most: Annotated[int, Field(ge=1, le=400)] | None = None

    @model_validator(mode="after")
    def _bounds(self) -> "_Many":
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is smaller than at_least; nobody could answer")
        return self


class Several(_WithOptions, _Many):
    kind: Literal["several"]


class Topics(_Many):
    """Tags from one of the organization's own lists."""

    kind: Literal["topics"]
    options_from: Key


class YesNo(Question):
    kind: Literal["yes_no"]


class Tick(Question):
    """A statement that a person makes by ticking it. Where required, it must be ticked."""

    kind: Literal["tick"]


class Number(Question):
    kind: Literal["number"]
    minimum: int = 0
    maximum: int = 1_000_000
    unit: Annotated[str, Field(max_length=40)] = ""
    default: int | None = None

    @model_validator(mode="after")
    def _bounds(self) -> "Number":
        if self.maximum < self.minimum:
            raise ValueError("maximum is smaller than minimum; nobody could answer")
        if self.default is not None and not self.minimum <= self.default <= self.maximum:
            raise ValueError("default lies outside minimum and maximum")
        return self


class Year(Question):
    kind: Literal["year"]
    earliest: Annotated[int, Field(ge=1900, le=2200)] = 1930
    years_ahead: Annotated[int, Field(ge=0, le=50)] = 0
    """How far into the future the answer may lie: 0 for the start of a career, 8 for a graduation."""


class Date(Question):
    kind: Literal["date"]
    future: bool = False
    """A date of birth lies in the past; a planned visit does not."""


class Scale(Question):
    kind: Literal["scale"]
    steps: Annotated[int, Field(ge=2, le=10)] = 5
    low: Line
    high: Line


class Nps(Question):
    """Nought to ten: how likely to recommend."""

    kind: Literal["nps"]


class PlaceQuestion(Question):
    kind: Literal["place"]
    ask_country: bool = False
    region_label: Line = "State"


class Mode(Question):
    kind: Literal["mode"]


AnyQuestion = Annotated[
    ShortText
    | LongText
    | Choice
    | Several
    | Topics
    | YesNo
    | Tick
    | Number
    | Year
    | Date
    | Scale
    | Nps
    | PlaceQuestion
    | Mode,
    Field(discriminator="kind"),
]
Questions = Annotated[tuple[AnyQuestion, ...], Field(max_length=120)]
