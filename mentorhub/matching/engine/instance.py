"""What a matching is asked about: people, factors, hard rules, and what already stands.

Everything here is plain data. Whoever calls the engine turns its own rows into these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FULL_SCORE = 10_000
"""A perfect pair, in basis points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is, in degrees."""

    latitude: float
    longitude: float


Answer = str | int | float | bool | Place | tuple[str, ...] | frozenset[str]


class FactorKind(StrEnum):
    TAGS = "tags"  # the share of what the mentee named that the mentor offers; rare tags count more
    FAMILIES = "families"  # the same word, or half for a word of the same family
    EQUAL = "equal"  # the same word
    DISTANCE = "distance"  # kilometres, only where the mentee chose in person
    REGION = "region"  # the same region, or half for a neighbour, only where the mentee chose in person
    GAP = "gap"  # the mentor's years less the mentee's
    STAGE = "stage"  # the mentor a stage further on
    LANGUAGES = "languages"  # any language in common
    AVAILABILITY = "availability"  # the share of the mentee's hours that the mentor has too
    TIMEZONE = "timezone"  # hours between the two clocks
    TEXT = "text"  # words in common, rare ones first
    RANKING = "ranking"  # each side's list of preferred people
    AGREEMENT = "agreement"  # a question of the template's own: the same choice, or near on a scale


class RuleKind(StrEnum):
    DIFFERENT = "different"  # no value of fact `key` in common (organization, department)
    COMMON = "common"  # at least one value of fact `key` in common (language, hours)
    NOT_SUPERVISOR = "not_supervisor"  # fact `key` of one names the other
    REQUIRES = "requires"  # where the mentee's fact `when` is true, the mentor's fact `key` is too
    AVOID = "avoid"  # values that the mentee's fact `avoid` names are not in the mentor's fact `key`
    WITHIN = "within"  # number facts `key` at most `most` apart (time zones)
    AHEAD = "ahead"  # the mentor's number fact `key` at least `least` above the mentee's
    ELIGIBLE = "eligible"  # fact `key` is not false, for either person


class Aim(StrEnum):
    """Whatever the aim, as many people as can be are matched first, and the best total decides last."""

    TOTAL = "total"
    FLOOR = "floor"  # in between: the worst match as good as can be
    SHARE = "share"  # in between: the worst share of a person's own best possible match


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by factor key
    facts: Mapping[str, Answer] = field(default_factory=dict)  # what hard rules read
    capacity: int = 1  # a mentor's places; a mentee always has one
    ranking: tuple[str, ...] = ()  # ids of the other side, best first
    blocks: frozenset[str] = frozenset()
    in_person: bool | None = None  # None: did not say


@dataclass(frozen=True, slots=True)
class Factor:
    key: str
    label: str
    kind: FactorKind
    weight: int
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HardRule:
    kind: RuleKind
    label: str  # completes "No mentor … has a free place": "who shares a language with you"
    key: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


IdPair = tuple[str, str]
"""A mentee's id, then a mentor's."""


@dataclass(frozen=True, slots=True)
class Instance:
    mentors: tuple[Person, ...]
    mentees: tuple[Person, ...]
    factors: tuple[Factor, ...]
    rules: tuple[HardRule, ...] = ()
    locked: frozenset[IdPair] = frozenset()  # decided by people: kept whatever the rules say
    forbidden: frozenset[IdPair] = frozenset()
    running: frozenset[IdPair] = frozenset()  # mentorships that go on; their mentee need not be in the pool
