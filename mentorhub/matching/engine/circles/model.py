"""Circles: peers who meet as equals. What is asked for, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorhub.matching.engine.errors import MatchingError


@dataclass(frozen=True, slots=True)
class CircleRules:
    """All of these are hard: a circle that breaks one is never given out.

    `limits` says how many members may share a value of a fact: `{"institution": 1, "department": 1}`.
    The names of facts and answers say where each person's values stand; an empty name switches a rule off.
    """

    smallest: int = 6
    largest: int = 12
    limits: Mapping[str, int] = field(default_factory=lambda: {"institution": 1})
    hours: str = "hours"  # at least one in common; “mon 18” is local and read with the person's `clock`
    clock: str = "clock"  # hours ahead of UTC
    interests: str = "interests"  # at least one in common
    seniority: str = "seniority"
    stages: int = 2  # at least so many different ones, where anybody's is known
    supervisor: str = "supervisor"  # people who judge each other never share a circle
    mixed: tuple[str, ...] = ("region", "specialty")  # the more different, the better

    def __post_init__(self) -> None:
        if not 2 <= self.smallest <= self.largest:
            raise MatchingError("A circle's smallest size should be at least 2 and at most its largest.")
        if any(limit < 1 for limit in self.limits.values()):
            raise MatchingError("A limit of members with the same value should be at least 1.")


@dataclass(frozen=True, slots=True)
class Circle:
    members: tuple[str, ...]
    hours: tuple[str, ...]  # when everybody can meet
    interests: tuple[str, ...]  # what everybody named
    quality: int = 0  # basis points
    name: str = ""  # of one that existed before


@dataclass(frozen=True, slots=True)
class Unplaced:
    person: str
    reason: str
    relaxation: str


@dataclass(frozen=True, slots=True)
class Circles:
    circles: tuple[Circle, ...]
    unplaced: tuple[Unplaced, ...]
    quality: int  # mean over the members, in basis points
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def placed(self) -> int:
        return sum(len(circle.members) for circle in self.circles)
