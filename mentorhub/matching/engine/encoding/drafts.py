"""The two shapes every factor takes: shares of what the mentee named, and a table of values."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import isqrt

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import ColumnBook, Index, Ints, apportion
from mentorhub.matching.engine.encoding.values import Coded

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
class Draft:
    """A factor read from the answers: whom it applies to, and how it writes points once weights are known."""

    applies: npt.NDArray[np.bool_]
    write: Callable[[Ints, ColumnBook], Written]


def tidy(rows: Ints, columns: Ints, points: Ints) -> Entries:
    kept = (columns >= 0) & (points > 0)
    return Entries(rows[kept], columns[kept], points[kept])


def rarity(held_by: Ints, people: int) -> Ints:
    """Whole numbers that fall with the square root of how many named a value: the same on any machine."""
    return np.array([isqrt(64 * 64 * people // max(1, int(count))) for count in held_by], np.int64)


def shares(key: Hashable, mentees: Coded, mentors: Coded, *, rare_counts_more: bool) -> Draft:
    """The share of what a mentee named that a mentor named too. Both are coded over the same values."""
    applies = np.bincount(mentees.rows, minlength=mentees.people) > 0
    held = np.bincount(mentees.codes, minlength=len(mentees.values)) + np.bincount(
        mentors.codes, minlength=len(mentees.values)
    )
    worth = rarity(held, mentees.people + mentors.people)
    share = worth[mentees.codes] if rare_counts_more else np.ones(len(mentees.codes), np.int64)

    def write(weights: Ints, book: ColumnBook) -> Entries:
        points = apportion(mentees.rows, share, weights)
        numbers = np.array(
            [book.add((key, code), members) for code, members in enumerate(mentors.members())], np.int64
        )
        columns = numbers[mentees.codes] if len(numbers) else mentees.codes
        return tidy(mentees.rows, columns, points)

    return Draft(applies, write)


def table(key: Hashable, mentees: Coded, mentors: Coded, grades: npt.NDArray[np.integer]) -> Draft:
    """Points by a grade for each value of a mentee against each of a mentor, whose best value counts.

    A mentee with several values has the weight split evenly over them.
    """
    applies = np.bincount(mentees.rows, minlength=mentees.people) > 0

    def write(weights: Ints, book: ColumnBook) -> Entries:
        points = apportion(mentees.rows, np.ones(len(mentees.rows), np.int64), weights)
        order = np.argsort(mentees.codes, kind="stable")
        edges = np.searchsorted(mentees.codes[order], np.arange(len(mentees.values) + 1))
        holders = mentors.members()
        pieces: list[tuple[Ints, Ints, Ints]] = []
        for code in range(len(mentees.values)):
            mine = order[edges[code] : edges[code + 1]]
            for low, high, reaching in _bands(grades[code]):
                same = (key, reaching.tobytes())  # other mentee values may ask for the same mentors
                number = book.known(same)
                if number is None:
                    number = book.add(same, _union([holders[value] for value in reaching], mentors.people))
                gained = points[mine] * high // STEPS - points[mine] * low // STEPS
                pieces.append((mentees.rows[mine], np.full(len(mine), number, np.int64), gained))
        if not pieces:
            empty = np.zeros(0, np.int64)
            return Entries(empty, empty, empty)
        rows, columns, gained = (np.concatenate(part) for part in zip(*pieces, strict=True))
        return tidy(rows, columns, gained)

    return Draft(applies, write)


def _bands(grades: npt.NDArray[np.integer]) -> list[tuple[int, int, Ints]]:
    """Grades that occur, as (from, to, the values that reach it): equal steps are one column."""
    reached = sorted({int(grade) for grade in grades if grade > 0})
    return [
        (low, high, np.flatnonzero(grades >= high)) for low, high in zip([0, *reached], reached, strict=False)
    ]


def _union(lists: list[Index], people: int) -> Ints:
    held = np.zeros(people, np.bool_)
    for members in lists:
        held[members] = True
    return np.flatnonzero(held)
