"""Each kind of factor, read from the answers into a draft."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from mentorhub.matching.engine.encoding.drafts import (
    STEPS,
    Draft,
    Grades,
    Meaning,
    Words,
    by_name,
    drafted,
    even,
)
from mentorhub.matching.engine.encoding.places import distance, region
from mentorhub.matching.engine.encoding.ranking import ranking
from mentorhub.matching.engine.encoding.terms import text
from mentorhub.matching.engine.encoding.values import MOST_NUMBER, number, numbers, whole, words
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Factor, FactorKind, Person

People = Sequence[Person]


def read(factor: Factor, mentees: People, mentors: People, like: Draft | None = None) -> Draft:
    """`like`: an earlier reading, whose counts of everybody together stay in force."""
    if like is not None and like.read is not None:
        return drafted(factor.key, like.read.meaning, mentees, mentors)
    if factor.kind in WHOLE:
        return WHOLE[factor.kind](factor, mentees, mentors)
    return drafted(factor.key, MEANINGS[factor.kind](factor), mentees, mentors)


def _words(factor: Factor) -> Callable[[Person], Words]:
    key = factor.key
    return lambda person: words(person.answers.get(key))


def _tags(factor: Factor) -> Meaning:
    rare_counts_more = bool(factor.params.get("rarity", True))
    return Meaning(_words(factor), _words(factor), worth=None if rare_counts_more else even)


def _shared(factor: Factor) -> Meaning:
    return Meaning(_words(factor), _words(factor), worth=even)


def _equal(factor: Factor) -> Meaning:
    def grades(mine: Words, theirs: Words) -> Grades:
        return by_name(mine, theirs, lambda one, other: STEPS if one == other else 0)

    return Meaning(_words(factor), _words(factor), grades)


def _families(factor: Factor) -> Meaning:
    families = factor.params.get("families", {})
    if not isinstance(families, Mapping):
        raise MatchingError(f"“{factor.label}” needs its families as a table of word and family.")
    family = {str(word).casefold(): str(name) for word, name in families.items()}

    def grade(one: str, other: str) -> int:
        if one == other:
            return STEPS
        return STEPS // 2 if one in family and family[one] == family.get(other) else 0

    return Meaning(_words(factor), _words(factor), lambda mine, theirs: by_name(mine, theirs, grade))


def _languages(factor: Factor) -> Meaning:
    """One language in common is enough: a mentee's whole set of languages is one value."""
    offered = _words(factor)

    def asked(person: Person) -> Words:
        spoken = offered(person)
        return ("\n".join(spoken),) if spoken else ()

    def grades(mine: Words, theirs: Words) -> Grades:
        sets = {one: frozenset(one.split("\n")) for one in mine}
        return by_name(mine, theirs, lambda one, other: STEPS if other in sets[one] else 0)

    return Meaning(asked, offered, grades)


def _stage(factor: Factor) -> Meaning:
    """A mentor further on fits fully, one at the same stage half, one behind not at all."""
    order = factor.params.get("order", ())
    if not isinstance(order, list | tuple) or not order:
        raise MatchingError(f"“{factor.label}” needs the order of its stages.")
    place = {str(stage).casefold(): at for at, stage in enumerate(order)}

    def grades(mine: Words, theirs: Words) -> Grades:
        here, there = (np.array([place.get(one, -1) for one in side], np.int64) for side in (mine, theirs))
        ahead = there[None, :] - here[:, None]
        found = np.where(ahead > 0, STEPS, np.where(ahead == 0, STEPS // 2, 0))
        found[(here[:, None] < 0) | (there[None, :] < 0)] = 0
        return found.astype(np.int64)

    return Meaning(_words(factor), _words(factor), grades)


def _by_number(factor: Factor, grade: Callable[[Grades, Grades], Grades], unit: int = 1) -> Meaning:
    """A table over whole numbers; `unit` is how many of them make one (quarters of an hour: 4)."""
    key, label = factor.key, factor.label

    def value(person: Person) -> Words:
        given = person.answers.get(key)
        if type(given) is int and -MOST_NUMBER <= given <= MOST_NUMBER:
            return (str(given * unit),)
        read = number(given, f"“{label}” of {person.id}")
        return () if read is None else (str(round(read * unit)),)

    def grades(mine: Words, theirs: Words) -> Grades:
        here, there = (np.array([int(one) for one in side], np.int64) for side in (mine, theirs))
        return grade(here[:, None], there[None, :])

    return Meaning(value, value, grades)


def _gap(factor: Factor) -> Meaning:
    """Fully inside `ideal` years ahead; falling to nothing at `least` and at `most`."""
    low, high = numbers(factor.params, "ideal", (5, 15))
    least, most = whole(factor.params, "least", 0), whole(factor.params, "most", 30)
    if not least <= low <= high <= most:
        raise MatchingError(f"“{factor.label}” needs least ≤ ideal ≤ most.")

    def grade(mine: Grades, theirs: Grades) -> Grades:
        gap = theirs - mine
        below = STEPS * (gap - least) // max(1, low - least)
        above = STEPS * (most - gap) // max(1, most - high)
        rising = np.where(gap < low, below, np.where(gap > high, above, STEPS))
        return np.asarray(np.clip(rising, 0, STEPS))

    return _by_number(factor, grade)


def _timezone(factor: Factor) -> Meaning:
    full, most = whole(factor.params, "full", 1) * 4, whole(factor.params, "most", 5) * 4

    def grade(mine: Grades, theirs: Grades) -> Grades:
        apart = np.abs(theirs - mine)
        apart = np.minimum(apart, 24 * 4 - apart)
        return np.asarray(np.clip(STEPS * (most - apart) // max(1, most - full), 0, STEPS))

    return _by_number(factor, grade, unit=4)


def _agreement(factor: Factor) -> Meaning:
    """The same choice; with `scale` (lowest, highest) nearness on it; with several choices, their share."""
    if "scale" in factor.params:
        low, high = numbers(factor.params, "scale", (1, 5))

        def grade(mine: Grades, theirs: Grades) -> Grades:
            return np.asarray(np.clip(STEPS - STEPS * np.abs(theirs - mine) // max(1, high - low), 0, STEPS))

        return _by_number(factor, grade)
    return _shared(factor)


MEANINGS: dict[FactorKind, Callable[[Factor], Meaning]] = {
    FactorKind.TAGS: _tags,
    FactorKind.FAMILIES: _families,
    FactorKind.EQUAL: _equal,
    FactorKind.REGION: region,
    FactorKind.GAP: _gap,
    FactorKind.STAGE: _stage,
    FactorKind.LANGUAGES: _languages,
    FactorKind.AVAILABILITY: _shared,
    FactorKind.TIMEZONE: _timezone,
    FactorKind.AGREEMENT: _agreement,
}
WHOLE: dict[FactorKind, Callable[[Factor, People, People], Draft]] = {
    FactorKind.DISTANCE: distance,
    FactorKind.TEXT: text,
    FactorKind.RANKING: ranking,
}
"""What depends on everybody together."""
