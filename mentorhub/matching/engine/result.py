"""What a matching answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentorhub.matching.engine.instance import FULL_SCORE, Aim


@dataclass(frozen=True, slots=True)
class Part:
    """One factor's points of a score; the parts of a pair add up to its score exactly."""

    key: str
    label: str
    points: int  # basis points
    weight: int  # the most this factor could give this mentee

    @property
    def shown(self) -> str:
        """As on the screen: `Specialty 25/25`."""
        return f"{self.label} {round(self.points / 100)}/{round(self.weight / 100)}"


@dataclass(frozen=True, slots=True)
class Pair:
    mentee: str
    mentor: str
    score: int  # basis points, 0..10,000
    parts: tuple[Part, ...] = ()
    locked: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class Unmatched:
    mentee: str
    reason: str
    relaxation: str  # the smallest change that would help; empty where none was found


class Proof(StrEnum):
    OPTIMAL = "optimal"  # prices prove that no assignment is better
    BOUND = "bound"  # stopped early: the best possible total is at most `bound`


@dataclass(frozen=True, slots=True)
class Certificate:
    """Prices for people and places that bound every assignment; `certificate.check` re-checks them."""

    proof: Proof
    bonus: int  # what matching one more person is worth, above any total
    mentee_prices: Mapping[str, int] = field(default_factory=dict)
    mentor_prices: Mapping[str, int] = field(default_factory=dict)
    least_scores: Mapping[str, int] = field(default_factory=dict)  # a floor, where one was asked for


@dataclass(frozen=True, slots=True)
class Assignment:
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    total: int
    bound: int
    worst: int
    worst_share: int  # of a mentee's own best possible match, in basis points, rounded down
    aim: Aim
    price: int  # what the aim costs against the best total
    certificate: Certificate
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def mean(self) -> int:
        return self.total // len(self.pairs) if self.pairs else 0

    def mentor_of(self, mentee_id: str) -> str | None:
        return next((pair.mentor for pair in self.pairs if pair.mentee == mentee_id), None)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The next best for somebody, and what choosing it would cost everybody together."""

    mentee: str
    mentor: str
    score: int
    cost: int | None  # basis points of the whole total; None where fewer people could be matched


@dataclass(frozen=True, slots=True)
class Explanation:
    mentee: str
    mentor: str
    score: int
    parts: tuple[Part, ...]
    sentence: str  # "Both trauma, both academic; wants leadership"
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    allowed: bool
    broken_rules: tuple[str, ...]
    next_for_mentee: Alternative | None = None
    next_for_mentor: Alternative | None = None

    @property
    def shown(self) -> str:
        return " · ".join(part.shown for part in self.parts if part.weight)

    @property
    def percent(self) -> int:
        return round(self.score * 100 / FULL_SCORE)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody whose match would differ. None: no match."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    possible: bool
    sentence: str
    total: int
    delta: int  # against the assignment asked about
    matched: int
    matched_delta: int
    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]
