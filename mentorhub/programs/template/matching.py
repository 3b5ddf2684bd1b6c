"""What makes a good pair: data that the matching engine reads. A weight is a share of the whole."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence, Value

Weight = Annotated[int, Field(ge=0, le=10_000)]


class _Factor(Part):
    key: Key
    label: Line
    """In the reader's words, as it stands beside a proposal: "Practice setting"."""
    weight: Weight
    mentor: Key
    """The mentor's question, or a roster fact."""
    mentee: Key
    """The mentee's question, or a roster fact."""


class TagsParams(Part):
    rarity: bool = True
    """A shared rare interest says more than a shared common one."""


class Tags(_Factor):
    kind: Literal["tags"]
    params: TagsParams = TagsParams()


class NoParams(Part):
    """Nothing to set."""


class Family(_Factor):
    """The same option in full, another of its family half."""

    kind: Literal["family"]
    params: NoParams = NoParams()


class Equal(_Factor):
    kind: Literal["equal"]
    params: NoParams = NoParams()


class RegionParams(Part):
    part: Literal["city", "region"] = "city"
    """Which part of a place is compared."""
    only_in_person: bool = True
    """Counts only for those who chose to meet in person."""
    mentor_mode: Key | None = None
    mentee_mode: Key | None = None
    """The questions with the chosen mode, needed where it counts only in person."""
    neighbours: dict[Line, tuple[Line, ...]] = Field(default_factory=dict, max_length=300)
    """Near enough for half: `Seattle` with `Bellevue` and `Everett`. Case does not count."""


class Region(_Factor):
    kind: Literal["region"]
    params: RegionParams = RegionParams()


class GapParams(Part):
    """Years the mentor is ahead: full within the ideal, falling to nothing at least and most."""

    least: Annotated[int, Field(ge=-20, le=60)] = 0
    ideal_from: Annotated[int, Field(ge=0, le=60)] = 5
    ideal_to: Annotated[int, Field(ge=0, le=60)] = 20
    most: Annotated[int, Field(ge=0, le=80)] = 40

    @model_validator(mode="after")
    def _rising(self) -> "GapParams":
        if not self.least <= self.ideal_from <= self.ideal_to <= self.most:
            raise ValueError("the years must rise: least, ideal_from, ideal_to, most")
        return self


class ExperienceGap(_Factor):
    kind: Literal["experience_gap"]
    params: GapParams = GapParams()


class StageParams(Part):
    order: Annotated[tuple[Value, ...], Field(min_length=1, max_length=30)]
    """Stages from the first to the last; a mentor further on fits in full, at the same stage half."""


class StageFactor(_Factor):
    kind: Literal["stage"]
    params: StageParams


class Languages(_Factor):
    kind: Literal["languages"]
    params: NoParams = NoParams()


class Availability(_Factor):
    kind: Literal["availability"]
    params: NoParams = NoParams()


class Text(_Factor):
    """How alike two texts are."""

    kind: Literal["text"]
    params: NoParams = NoParams()


class Ranking(_Factor):
    """The place of one on the other's list of wishes, which both keep outside the form."""

    kind: Literal["ranking"]
    mentor: Key = "wishes"
    mentee: Key = "wishes"
    params: NoParams = NoParams()


class AgreementFactor(_Factor):
    """The same answer in full; on a scale the nearer the better; of several the share in common."""

    kind: Literal["agreement"]
    params: NoParams = NoParams()


Factor = Annotated[
    Tags
    | Family
    | Equal
    | Region
    | ExperienceGap
    | StageFactor
    | Languages
    | Availability
    | Text
    | Ranking
    | AgreementFactor,
    Field(discriminator="kind"),
]


class HardRule(Part):
    """A pair that breaks it is never suggested."""

    kind: Literal[
        "different_institution",
        "different_department",
        "not_supervisor",
        "not_blocked",
        "common_language",
        "common_time",
        "cleared_for_minors",
        "experience_gap",
        "mode_compatible",
        "equal",
    ]
    label: Sentence
    """Said to the committee: "Never with one's own supervisor"."""
    who: Line
    """Completes "No mentor … has a free place" for the unmatched: "who shares a language with you"."""
    mentor: Key | None = None
    mentee: Key | None = None
    at_least: Annotated[int, Field(ge=0, le=60)] | None = None
    """Years, for the experience gap."""


class Capacity(Part):
    question: Key | None = None
    """The mentor's number; without it everybody has the default."""
    default: Annotated[int, Field(ge=1, le=50)] = 1
    maximum: Annotated[int, Field(ge=1, le=50)] = 1


class Matching(Part):
    factors: Annotated[tuple[Factor, ...], Field(max_length=30)] = ()
    rules: Annotated[tuple[HardRule, ...], Field(max_length=20)] = ()
    mentor_capacity: Capacity = Capacity()
    mentors_per_mentee: Annotated[int, Field(ge=1, le=5)] = 1
    aim: Literal["total", "floor", "share"] = "floor"
    """After matching as many as can be: best sum, best worst match, or best worst share of one's own best."""
    note: OptionalSentence = ""
