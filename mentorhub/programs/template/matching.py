"""What makes a good pair: data that the matching engine reads. A weight is a share of the whole."""

from typing import Annotated, Literal

from pydantic import Field

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence, Value

Weight = Annotated[int, Field(ge=0, le=10_000)]
Percent = Annotated[int, Field(ge=0, le=100)]


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


class FamilyParams(Part):
    same_family: Percent = 50
    """Percent of the factor for two different options of one family."""


class Family(_Factor):
    kind: Literal["family"]
    params: FamilyParams = FamilyParams()


class NoParams(Part):
    pass


class Equal(_Factor):
    kind: Literal["equal"]
    params: NoParams = NoParams()


class RegionParams(Part):
    only_in_person: bool = True
    """Counts only for those who chose to meet in person."""
    mentor_mode: Key | None = None
    mentee_mode: Key | None = None
    """The questions with the chosen mode, needed where it counts only in person."""
    full_km: Annotated[int, Field(ge=0, le=20_000)] = 30
    none_km: Annotated[int, Field(ge=1, le=20_000)] = 300
    """Full score up to the first distance, none from the second, falling evenly between."""


class Region(_Factor):
    kind: Literal["region"]
    params: RegionParams = RegionParams()


class GapParams(Part):
    ideal_from: Annotated[int, Field(ge=0, le=60)] = 5
    ideal_to: Annotated[int, Field(ge=0, le=60)] = 20
    """Years the mentor should be ahead."""
    fade_years: Annotated[int, Field(ge=1, le=60)] = 10
    """Outside those, the score falls to nothing over so many years."""


class ExperienceGap(_Factor):
    kind: Literal["experience_gap"]
    params: GapParams = GapParams()


class StageParams(Part):
    near: dict[Value, tuple[Value, ...]] = Field(default_factory=dict, max_length=30)
    """For each of the mentee's stages the mentor's answers that suit it, best first."""


class StageFactor(_Factor):
    kind: Literal["stage"]
    params: StageParams = StageParams()


class Languages(_Factor):
    kind: Literal["languages"]
    params: NoParams = NoParams()


class AvailabilityParams(Part):
    enough: Annotated[int, Field(ge=1, le=50)] = 2
    """So many common times earn the full score."""


class Availability(_Factor):
    kind: Literal["availability"]
    params: AvailabilityParams = AvailabilityParams()


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


class AgreementParams(Part):
    table: dict[Value, dict[Value, Percent]] = Field(default_factory=dict, max_length=60)
    """Percent for mentee's answer, then mentor's answer; the same answer earns all where nothing is said."""


class AgreementFactor(_Factor):
    """How well two answers to any question agree."""

    kind: Literal["agreement"]
    params: AgreementParams = AgreementParams()


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
