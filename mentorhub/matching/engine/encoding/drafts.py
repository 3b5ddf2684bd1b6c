"""The two shapes every factor takes: shares of what the mentee named, and a table of values."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import isqrt

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import ColumnBook, Ints, apportion
from mentorhub.matching.engine.encoding.values import Coded, coded
from mentorhub.matching.engine.instance import Person

Words = tuple[str, ...]
Grades = npt.NDArray[np.int64]
STEPS = 4
"""A table's grades: 0 not at all .. 4 fully."""


@dataclass(frozen=True, slots=True)
class Entries:
    """So many points for a mentee where a mentor is in a column of the book."""

    rows: Ints
    columns: Ints
    points: Ints


@dataclass(frozen=True, slots=True)
class PairPoints:
    """Points for single pairs (ranked preferences)."""

    rows: Ints
    mentors: Ints
    points: Ints


Written = Entries | PairPoints


@dataclass(frozen=True, slots=True)
class Meaning:
    """How one factor reads one person, and what two values are to each other.

    Whatever depends on everybody together (how rare a word is, how finely places are told apart) is settled
    when the factor is first read, and stays so for people who change their answers later.
    """

    asked: Callable[[Person], Words]
    offered: Callable[[Person], Words]
    grades: Callable[[Words, Words], Grades] | None = None  # none: the share of what was asked
    worth: Callable[[str], int] | None = None  # of a value against the others asked; none: to be counted


@dataclass(frozen=True, slots=True)
class Draft:
    """A factor read from the answers: whom it applies to, and how it writes points once weights are known."""

    applies: npt.NDArray[np.bool_]
    write: Callable[[Ints, ColumnBook], Written]
    read: "Read | None" = None  # none: choices of people rather than answers
    ranked: "Ranked | None" = None


@dataclass(frozen=True, slots=True)
class Read:
    meaning: Meaning
    mentees: Coded
    mentors: Coded

    def points(self, weights: Ints) -> Ints:
        """For each value that a mentee asked for, the most it can give."""
        return portions(self.meaning, self.mentees, weights)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Who chose whom: `step` of `depth` steps of the share of the weight that the chooser's side decides."""

    rows: Ints
    mentors: Ints
    step: Ints
    of_mentor: npt.NDArray[np.bool_]  # the mentor chose
    hundredths: Ints  # by mentee: of the weight, decided by mentors' lists
    depth: int

    def points(self, weights: Ints, which: Ints) -> Ints:
        """Of these entries, with every mentee's weight."""
        rows = self.rows[which]
        by_mentor = weights[rows] * self.hundredths[rows] // 100
        share = np.where(self.of_mentor[which], by_mentor, weights[rows] - by_mentor)
        return share * self.step[which] // self.depth


def portions(meaning: Meaning, mentees: Coded, weights: Ints) -> Ints:
    worth = np.fromiter(map(meaning.worth or even, mentees.values), np.int64, len(mentees.values))
    return apportion(mentees.rows, worth[mentees.codes], weights)


def even(value: str) -> int:  # noqa: ARG001 - what `Meaning.worth` would be asked
    return 1


def by_name(mine: Words, theirs: Words, grade: Callable[[str, str], int]) -> Grades:
    rows = [[grade(one, other) for other in theirs] for one in mine]
    return np.array(rows, np.int64).reshape(len(mine), len(theirs))


def drafted(key: Hashable, meaning: Meaning, mentees: Sequence[Person], mentors: Sequence[Person]) -> Draft:
    asked, offered = list(map(meaning.asked, mentees)), list(map(meaning.offered, mentors))
    if meaning.grades is not None:
        mine, theirs = coded(asked), coded(offered)
        return table(key, Read(meaning, mine, theirs), meaning.grades(mine.values, theirs.values))
    values = set(chain.from_iterable(asked)).union(chain.from_iterable(offered))
    return shares(key, Read(meaning, coded(asked, values), coded(offered, values)))


def tidy(rows: Ints, columns: Ints, points: Ints) -> Entries:
    kept = (columns >= 0) & (points > 0)
    return Entries(rows[kept], columns[kept], points[kept])


def rarity(held_by: Ints, people: int) -> Ints:
    """Whole numbers that fall with the square root of how many named a value: the same on any machine."""
    return np.array([isqrt(64 * 64 * people // max(1, int(count))) for count in held_by], np.int64)


def shares(key: Hashable, read: Read) -> Draft:
    """The share of what a mentee named that a mentor named too. Both are coded over the same values."""
    mentees, mentors = read.mentees, read.mentors
    applies = np.bincount(mentees.rows, minlength=mentees.people) > 0
    if read.meaning.worth is None:
        read = replace(read, meaning=replace(read.meaning, worth=_counted(mentees, mentors)))

    def write(weights: Ints, book: ColumnBook) -> Entries:
        points, members = read.points(weights), mentors.members()
        numbers = np.full(len(mentees.values), -1, np.int64)
        for code in np.unique(mentees.codes).tolist():
            numbers[code] = book.add((key, code), members[code])
        return tidy(mentees.rows, numbers[mentees.codes], points)

    return Draft(applies, write, read)


def _counted(mentees: Coded, mentors: Coded) -> Callable[[str], int]:
    """Rare values count more; one that nobody had named counts as if one person had."""
    held = np.bincount(mentees.codes, minlength=len(mentees.values))
    held += np.bincount(mentors.codes, minlength=len(mentees.values))
    people = mentees.people + mentors.people
    worth = dict(zip(mentees.values, rarity(held, people).tolist(), strict=True))
    rarest = int(rarity(np.ones(1, np.int64), people)[0])
    return lambda value: worth.get(value, rarest)


def table(key: Hashable, read: Read, grades: Grades) -> Draft:
    """Points by a grade for each value of a mentee against each of a mentor, whose best value counts.

    A mentee with several values has the weight split evenly over them.
    """
    mentees, mentors = read.mentees, read.mentors
    applies = np.bincount(mentees.rows, minlength=mentees.people) > 0

    def write(weights: Ints, book: ColumnBook) -> Entries:
        points = read.points(weights)
        pieces: list[tuple[Ints, Ints, Ints]] = []
        below = np.zeros(len(mentees.values), np.int64)  # the grade that earlier columns already gave
        for high in range(1, STEPS + 1):
            occurs = (grades == high).any(axis=1)
            numbers = _reaching(key, mentors, grades >= high, occurs, book)
            mine = np.flatnonzero(occurs[mentees.codes])
            codes = mentees.codes[mine]
            gained = points[mine] * high // STEPS - points[mine] * below[codes] // STEPS
            pieces.append((mentees.rows[mine], numbers[codes], gained))
            below[occurs] = high
        rows, columns, gained = (np.concatenate(part) for part in zip(*pieces, strict=True))
        return tidy(rows, columns, gained)

    return Draft(applies, write, read)


def _reaching(
    key: Hashable,
    mentors: Coded,
    reached: npt.NDArray[np.bool_],
    occurs: npt.NDArray[np.bool_],
    book: ColumnBook,
) -> Ints:
    """The column of the mentors whose best value reaches a grade, for each mentee's value where it occurs."""
    numbers = np.full(len(reached), -1, np.int64)
    for code in np.flatnonzero(occurs).tolist():
        same = (key, reached[code].tobytes())  # other values and grades may ask for the same mentors
        number = book.known(same)
        if number is None:
            held = np.zeros(mentors.people, np.bool_)
            held[mentors.rows[reached[code][mentors.codes]]] = True
            number = book.add(same, np.flatnonzero(held))
        numbers[code] = number
    return numbers
