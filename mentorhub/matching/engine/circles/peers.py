"""People as bits: interests, hours in UTC, shared values that are limited, and whom to keep apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mentorhub.matching.engine.circles.model import CircleRules
from mentorhub.matching.engine.encoding.values import number, words
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Answer, Person

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = re.compile(r"(mon|tue|wed|thu|fri|sat|sun) (\d{1,2})(?::00)?")
WEEK = 24 * 7
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Peer:
    at: int
    id: str
    interests: int  # a bit for each
    hours: int
    limited: tuple[tuple[int, int], ...]  # (which limit, which value)
    stage: int
    mixed: tuple[int, ...]
    apart: frozenset[int]


@dataclass(frozen=True, slots=True)
class Peers:
    rules: CircleRules
    people: tuple[Peer, ...]  # in the order of their ids
    at: dict[str, int]
    interests: tuple[str, ...]
    hours: tuple[str, ...]
    limits: tuple[tuple[str, int], ...]


def read(people: Sequence[Person], rules: CircleRules) -> Peers:
    ordered = sorted(people, key=lambda person: person.id)
    at = {person.id: place for place, person in enumerate(ordered)}
    if len(at) < len(ordered):
        twice = next(a.id for a, b in pairwise(ordered) if a.id == b.id)
        raise MatchingError(f"“{twice}” is listed twice.")
    interests = [words(_said(person, rules.interests)) for person in ordered]
    hours = [_hours(person, rules) for person in ordered]
    interest_bits, hour_bits = _numbered(interests), _numbered(hours)
    codes: list[dict[str, int]] = [{} for _ in range(len(rules.limits) + len(rules.mixed) + 1)]
    limits = tuple(sorted(rules.limits.items()))
    apart = _apart(ordered, at, rules)
    peers = tuple(
        Peer(
            place,
            person.id,
            sum(1 << interest_bits[word] for word in interests[place]) if rules.interests else 1,
            sum(1 << hour_bits[word] for word in hours[place]) if rules.hours else 1,
            tuple(
                (which, _code(codes[which], word))
                for which, (key, _) in enumerate(limits)
                for word in words(_said(person, key))
            ),
            _first(codes[-1], person, rules.seniority),
            tuple(_first(codes[len(limits) + n], person, key) for n, key in enumerate(rules.mixed)),
            frozenset(apart[place]),
        )
        for place, person in enumerate(ordered)
    )
    return Peers(rules, peers, at, tuple(interest_bits), tuple(hour_bits), limits)


def _said(person: Person, key: str) -> Answer | None:
    """A fact, or else an answer: both are the person's own words."""
    return person.facts.get(key, person.answers.get(key))


def _hours(person: Person, rules: CircleRules) -> tuple[str, ...]:
    """Local hours turned to UTC, so that people in different zones can be compared."""
    said = words(_said(person, rules.hours))
    ahead = number(_said(person, rules.clock), f"“{rules.clock}” of {person.id}")
    if ahead is None:
        return said
    return tuple(sorted({_in_utc(word, ahead) for word in said}))


def _in_utc(word: str, ahead: float) -> str:
    found = HOUR.fullmatch(word)
    if found is None:
        return word
    hour = (DAYS.index(found[1]) * 24 + int(found[2]) - round(ahead)) % WEEK
    return f"{DAYS[hour // 24]} {hour % 24:02}:00 UTC"


def _numbered(people: list[tuple[str, ...]]) -> dict[str, int]:
    return {word: place for place, word in enumerate(sorted({word for person in people for word in person}))}


def _code(codes: dict[str, int], word: str) -> int:
    return codes.setdefault(word, len(codes))


def _first(codes: dict[str, int], person: Person, key: str) -> int:
    said = words(_said(person, key)) if key else ()
    return _code(codes, said[0]) if said else UNKNOWN


def _apart(people: list[Person], at: dict[str, int], rules: CircleRules) -> list[set[int]]:
    folded = {identity.casefold(): place for identity, place in at.items()}
    apart: list[set[int]] = [set() for _ in people]
    for place, person in enumerate(people):
        judges = words(_said(person, rules.supervisor)) if rules.supervisor else ()
        others = [at[name] for name in person.blocks if name in at]
        others += [folded[name] for name in judges if name in folded]
        for other in others:
            if other != place:
                apart[place].add(other)
                apart[other].add(place)
    return apart
