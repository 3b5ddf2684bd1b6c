"""Each kind of factor, read from the answers into a draft."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.drafts import STEPS, Draft, shares, table
from mentorhub.matching.engine.encoding.places import distance, region
from mentorhub.matching.engine.encoding.ranking import ranking
from mentorhub.matching.engine.encoding.terms import text
from mentorhub.matching.engine.encoding.values import Coded, coded, numbers, read_numbers, whole, words
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Factor, FactorKind, Person

People = Sequence[Person]
Grades = npt.NDArray[np.int64]


def read(factor: Factor, mentees: People, mentors: People) -> Draft:
    return READERS[factor.kind](factor, mentees, mentors)


def _both(factor: Factor, mentees: People, mentors: People) -> tuple[Coded, Coded]:
    """Both sides' words, numbered alike."""
    asked = [words(person.answers.get(factor.key)) for person in mentees]
    offered = [words(person.answers.get(factor.key)) for person in mentors]
    values = {word for side in (asked, offered) for person in side for word in person}
    return coded(asked, values), coded(offered, values)


def _tags(factor: Factor, mentees: People, mentors: People) -> Draft:
    asked, offered = _both(factor, mentees, mentors)
    return shares(factor.key, asked, offered, rare_counts_more=bool(factor.params.get("rarity", True)))


def _availability(factor: Factor, mentees: People, mentors: People) -> Draft:
    asked, offered = _both(factor, mentees, mentors)
    return shares(factor.key, asked, offered, rare_counts_more=False)


def _equal(factor: Factor, mentees: People, mentors: People) -> Draft:
    asked, offered = _both(factor, mentees, mentors)
    return table(factor.key, asked, offered, np.eye(len(asked.values), dtype=np.int64) * STEPS)


def _families(factor: Factor, mentees: People, mentors: People) -> Draft:
    asked, offered = _both(factor, mentees, mentors)
    families = factor.params.get("families", {})
    if not isinstance(families, Mapping):
        raise MatchingError(f"“{factor.label}” needs its families as a table of word and family.")
    family = {str(word).casefold(): str(name) for word, name in families.items()}
    names = np.array([family.get(value, f"only {value}") for value in asked.values], dtype=object)
    same_family = names[:, None] == names[None, :]
    grades = np.where(same_family, STEPS // 2, 0) + np.eye(len(names), dtype=np.int64) * (STEPS // 2)
    return table(factor.key, asked, offered, grades.astype(np.int64))


def _languages(factor: Factor, mentees: People, mentors: People) -> Draft:
    """One language in common is enough: a mentee's whole set of languages is one value."""
    asked = [words(person.answers.get(factor.key)) for person in mentees]
    offered = [words(person.answers.get(factor.key)) for person in mentors]
    sets = coded([("\n".join(person),) if person else () for person in asked])
    spoken = coded(offered)
    grades = np.array(
        [[STEPS if value in one.split("\n") else 0 for value in spoken.values] for one in sets.values],
        np.int64,
    ).reshape(len(sets.values), len(spoken.values))
    return table(factor.key, sets, spoken, grades)


def _stage(factor: Factor, mentees: People, mentors: People) -> Draft:
    """A mentor further on fits fully, one at the same stage half, one behind not at all."""
    asked, offered = _both(factor, mentees, mentors)
    order = factor.params.get("order", ())
    if not isinstance(order, list | tuple) or not order:
        raise MatchingError(f"“{factor.label}” needs the order of its stages.")
    place = {str(stage).casefold(): at for at, stage in enumerate(order)}
    at = np.array([place.get(value, -1) for value in asked.values], np.int64)
    ahead = at[None, :] - at[:, None]
    grades = np.where(ahead > 0, STEPS, np.where(ahead == 0, STEPS // 2, 0))
    grades[(at[:, None] < 0) | (at[None, :] < 0)] = 0
    return table(factor.key, asked, offered, grades.astype(np.int64))


def _by_number(
    factor: Factor, mentees: People, mentors: People, grade: Callable[[Grades, Grades], Grades], unit: int = 1
) -> Draft:
    """A table over whole numbers; `unit` is how many of them make one (quarters of an hour: 4)."""

    def read_side(people: People) -> list[tuple[str, ...]]:
        read = read_numbers(people, factor.key, factor.label)
        named = {value: (f"{round(value * unit)}",) for value in set(read) if value is not None}
        return [() if value is None else named[value] for value in read]

    asked, offered = coded(read_side(mentees)), coded(read_side(mentors))
    mine = np.array([int(value) for value in asked.values], np.int64)
    theirs = np.array([int(value) for value in offered.values], np.int64)
    return table(factor.key, asked, offered, grade(mine[:, None], theirs[None, :]))


def _gap(factor: Factor, mentees: People, mentors: People) -> Draft:
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

    return _by_number(factor, mentees, mentors, grade)


def _timezone(factor: Factor, mentees: People, mentors: People) -> Draft:
    full, most = whole(factor.params, "full", 1) * 4, whole(factor.params, "most", 5) * 4

    def grade(mine: Grades, theirs: Grades) -> Grades:
        apart = np.abs(theirs - mine)
        apart = np.minimum(apart, 24 * 4 - apart)
        return np.asarray(np.clip(STEPS * (most - apart) // max(1, most - full), 0, STEPS))

    return _by_number(factor, mentees, mentors, grade, unit=4)


def _agreement(factor: Factor, mentees: People, mentors: People) -> Draft:
    """The same choice; with `scale` (lowest, highest) nearness on it; with several choices, their share."""
    if "scale" in factor.params:
        low, high = numbers(factor.params, "scale", (1, 5))

        def grade(mine: Grades, theirs: Grades) -> Grades:
            return np.asarray(np.clip(STEPS - STEPS * np.abs(theirs - mine) // max(1, high - low), 0, STEPS))

        return _by_number(factor, mentees, mentors, grade)
    asked, offered = _both(factor, mentees, mentors)
    return shares(factor.key, asked, offered, rare_counts_more=False)


READERS: dict[FactorKind, Callable[[Factor, People, People], Draft]] = {
    FactorKind.TAGS: _tags,
    FactorKind.FAMILIES: _families,
    FactorKind.EQUAL: _equal,
    FactorKind.DISTANCE: distance,
    FactorKind.REGION: region,
    FactorKind.GAP: _gap,
    FactorKind.STAGE: _stage,
    FactorKind.LANGUAGES: _languages,
    FactorKind.AVAILABILITY: _availability,
    FactorKind.TIMEZONE: _timezone,
    FactorKind.TEXT: text,
    FactorKind.RANKING: ranking,
    FactorKind.AGREEMENT: _agreement,
}
