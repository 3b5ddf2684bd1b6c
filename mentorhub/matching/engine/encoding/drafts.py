"""The two shapes every factor takes: shares of what the mentee named, and a table of values."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import isqrt

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import ColumnBook, Ints, apportion
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

    return Draft(applies, write)


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
