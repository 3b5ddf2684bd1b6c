"""Who may take part: rules per role over facts from the roster and from the application."""

from typing import Annotated, Literal

from pydantic import Field

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Value
from mentorhub.programs.template.vocabulary import RoleKey

Moment = Literal["application", "pairing"]

ROSTER_FACTS = frozenset(
    {
        "member",
        "member_class",
        "standing",
        "dues_paid_until",
        "specialty",
        "institution",
        "department",
        "city",
        "region",
        "joined_year",
        "started_practice_year",
    }
)
"""What the roster can say about a person; everything else comes from the application's questions."""


class _Rule(Part):
    refusal: OptionalSentence = ""
    """Said when the rule is not met; may hold {have} and {need}. Within a group, the group speaks."""
    way_out: OptionalSentence = ""
    """What the person can do now."""
    checked_at: Annotated[tuple[Moment, ...], Field(min_length=1, max_length=2)] = ("application",)
    unknown: OptionalSentence = ""
    """Said while the fact is not known; a plain default stands in."""
    keep_nothing: bool = False
    """Refused people of this kind are not stored at all."""


class Member(_Rule):
    """On the roster as a member."""

    kind: Literal["member"]


class OneOf(_Rule):
    """A fact is one of these: a class, a standing, a profession, a stage. Case does not count."""

    kind: Literal["one_of"]
    fact: Key
    values: Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]
    noun: Line
    """What the fact is called in the sentence: "membership", "profession"."""


class DuesPaid(_Rule):
    """Paid until today or later; a roster without dues dates lets everybody pass."""

    kind: Literal["dues_paid"]
    grace_days: Annotated[int, Field(ge=0, le=366)] = 0


class YearsSince(_Rule):
    """Whole years since a start year; kept as a year, so that it stays true."""

    kind: Literal["years_since"]
    fact: Key
    at_least: Annotated[int, Field(ge=0, le=80)] = 0
    at_most: Annotated[int, Field(ge=0, le=80)] | None = None


class Age(_Rule):
    kind: Literal["age"]
    fact: Key
    at_least: Annotated[int, Field(ge=0, le=120)] = 0
    at_most: Annotated[int, Field(ge=0, le=120)] | None = None


class Answered(_Rule):
    """Said yes to, ticked, or written at all."""

    kind: Literal["answered"]
    fact: Key


class AtLeast(_Rule):
    kind: Literal["at_least"]
    fact: Key
    number: int


class AnyOf(_Rule):
    kind: Literal["any_of"]
    rules: Annotated[tuple["Rule", ...], Field(min_length=1, max_length=12)]


class AllOf(_Rule):
    kind: Literal["all_of"]
    rules: Annotated[tuple["Rule", ...], Field(min_length=1, max_length=12)]


Rule = Annotated[
    Member | OneOf | DuesPaid | YearsSince | Age | Answered | AtLeast | AnyOf | AllOf,
    Field(discriminator="kind"),
]
AnyOf.model_rebuild()
AllOf.model_rebuild()


class RoleRules(Part):
    role: RoleKey
    rules: Annotated[tuple[Rule, ...], Field(max_length=20)] = ()


class Eligibility(Part):
    by_role: Annotated[tuple[RoleRules, ...], Field(max_length=3)] = ()
    early_career: Annotated[tuple[Value, ...], Field(max_length=20)] = ()
    """Stages that the program especially welcomes: counted and reported, never a gate."""

    def of(self, role: RoleKey) -> tuple[Rule, ...]:
        return tuple(rule for entry in self.by_role if entry.role == role for rule in entry.rules)
