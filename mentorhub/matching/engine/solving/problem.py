"""The bare problem: rows to match to columns with places, scores from a grid, and nothing of people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints, Scores
from mentorhub.matching.engine.errors import Cancelled
from mentorhub.matching.engine.grid import NOT_ALLOWED, ColumnGrid, Grid
from mentorhub.matching.engine.instance import FULL_SCORE
from mentorhub.matching.engine.solving import kernels
from mentorhub.matching.engine.solving.jit import FAST

Progress = Callable[[str, int, int], None]
"""What is being done, how far, of how much."""
Cancel = Callable[[], bool]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells how far a run is, and stops it between two steps when asked to."""

    progress: Progress | None = None
    cancel: Cancel | None = None

    def at(self, step: str, done: int = 0, of: int = 1) -> None:
        if self.cancel is not None and self.cancel():
            raise Cancelled
        if self.progress is not None:
            self.progress(step, done, of)


@dataclass(frozen=True, slots=True)
class Problem:
    grid: Grid
    rows: Ints  # the mentees to match, rising
    places: Ints  # free places of every mentor
    least: Scores  # per mentee of the grid: the lowest score allowed
    watch: Watch = field(default_factory=Watch)
    worth_of_one: int = 0  # a bonus to keep to, where prices outlive this problem

    @property
    def bonus(self) -> int:
        """What one more person matched is worth: more than any total can make up for."""
        return self.worth_of_one or FULL_SCORE * max(1, min(len(self.rows), int(self.places.sum()))) + 1

    def scores(self, mentee: int) -> Scores:
        if isinstance(self.grid, ColumnGrid) and FAST:
            return kernels.row(self.grid, mentee, int(self.least[mentee]))
        row = self.grid.row(mentee)
        row[row < self.least[mentee]] = NOT_ALLOWED
        return row

    def with_least(self, least: Scores) -> "Problem":
        return replace(self, least=np.maximum(least, 0).astype(np.int16))


@dataclass(frozen=True, slots=True)
class Solution:
    """`match[i]` is the mentor of `rows[i]`, or NOBODY; prices prove how good it is.

    Every allowed pair is worth `bonus + score` and at most the sum of its two prices, so the prices' sum
    bounds any assignment; where it equals this one's worth, this one is best.
    """

    match: Index
    mentee_prices: Ints
    mentor_prices: Ints
    bonus: int
    scores: Ints  # of the chosen pairs, 0 for nobody

    @property
    def matched(self) -> int:
        return int((self.match != NOBODY).sum())

    @property
    def total(self) -> int:
        return int(self.scores.sum())


def nobody(problem: Problem) -> Solution:
    """Nobody can be matched; mentors without a place cost so much that the prices cover every pair."""
    none = np.zeros(len(problem.rows), np.int64)
    price = np.where(problem.places == 0, problem.bonus + FULL_SCORE, 0)
    return Solution(np.full(len(none), NOBODY, np.int32), none, price, problem.bonus, none)


def loads(match: Index, mentors: int) -> Ints:
    return np.bincount(match[match != NOBODY], minlength=mentors).astype(np.int64)
