"""The highest floor under the worst match at which as many people can still be matched.

A level is tried by dropping the pairs below it and mending the matching by augmenting paths over all
allowed pairs at that level; where no path is left, nobody can do better (Berge), so the search is exact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from mentorhub.matching.engine.encoding.columns import Index, Ints, Scores
from mentorhub.matching.engine.grid import ListedGrid
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution, loads

SHARE_UNITS = 100_000_000
"""Two different shares of scores up to 10,000 differ by at least one of these units."""

STEP = 256

LeastAt = Callable[[int], Scores]
"""The lowest score each mentee of the grid may get, at a level."""


@dataclass(frozen=True, slots=True)
class Floor:
    level: int
    least: Scores


def score_levels(problem: Problem) -> LeastAt:
    return lambda level: np.full(problem.grid.mentees, level, np.int16)


def share_levels(best: Ints) -> LeastAt:
    """A level is a share of each mentee's own best; someone whose best is nothing has all of it."""
    return lambda level: (-(-level * best // SHARE_UNITS)).astype(np.int16)


def share_of(scores: Ints, best: Ints) -> Ints:
    return np.where(best > 0, scores * SHARE_UNITS // np.maximum(best, 1), SHARE_UNITS)


def highest(problem: Problem, solution: Solution, least_at: LeastAt, low: int, high: int) -> Floor:
    """`low` is reached by the solution given; no level above `high` can be."""
    match = solution.match
    while low < high:
        problem.watch.at("raising the floor")
        level = (low + high + 1) // 2
        mended = _reach(problem.with_least(least_at(level)), match, solution.matched)
        if mended is None:
            high = level - 1
        else:
            low, match = level, mended
    return Floor(low, least_at(low))


def _reach(problem: Problem, match: Index, wanted: int) -> Index | None:
    """A matching of as many people at this level, or None."""
    if isinstance(problem.grid, ListedGrid):
        return match if _most_matched(problem, problem.grid) >= wanted else None
    match = match.copy()
    for at in np.flatnonzero(match != NOBODY):
        if problem.scores(int(problem.rows[at]))[match[at]] < 0:
            match[at] = NOBODY
    trades = _Trades(problem, match)
    missing = wanted - int((match != NOBODY).sum())
    starts = np.flatnonzero(match == NOBODY).tolist()
    for tried, start in enumerate(starts):
        if missing <= 0 or missing > len(starts) - tried:
            break
        if tried % STEP == 0:
            problem.watch.at("raising the floor")
        missing -= trades.augment(start)
    return match if missing <= 0 else None


def _most_matched(problem: Problem, grid: ListedGrid) -> int:
    """How many people can be matched over the listed pairs at this level: a maximum flow."""
    arcs = scan.listed(problem, grid)
    people, mentors = len(problem.rows), grid.mentors
    source, sink = people + mentors, people + mentors + 1
    every, ends = np.arange(people), people + np.arange(mentors)
    tails = np.concatenate([np.full(people, source), arcs.rows, ends])
    heads = np.concatenate([every, people + arcs.mentors, np.full(mentors, sink)])
    room = np.minimum(problem.places, people)
    carried = np.concatenate([np.ones(people + len(arcs), np.int64), room]).astype(np.int32)
    graph = coo_array((carried, (tails, heads)), shape=(sink + 1, sink + 1)).tocsr()
    return int(maximum_flow(graph, source, sink).flow_value)


class _Trades:
    """A matching mended by passing places on."""

    def __init__(self, problem: Problem, match: Index) -> None:
        self._problem, self._match = problem, match
        self._load = loads(match, problem.grid.mentors)
        self._held_by: dict[int, set[int]] = {}
        for at in np.flatnonzero(match != NOBODY).tolist():
            self._held_by.setdefault(int(match[at]), set()).add(at)
        self._dead = np.zeros(len(match), np.bool_)  # searched in vain before

    def augment(self, start: int) -> bool:
        """One more person matched, where that can be."""
        problem, came_by = self._problem, np.full(self._problem.grid.mentors, NOBODY, np.int64)
        fresh = problem.places > 0
        reached = [start]
        for person in reached:
            if self._dead[person]:
                continue
            wanted = np.flatnonzero((problem.scores(int(problem.rows[person])) >= 0) & fresh)
            fresh[wanted] = False
            came_by[wanted] = person
            free = wanted[self._load[wanted] < problem.places[wanted]]
            if len(free):
                self._pass_on(came_by, int(free[0]))
                return True
            for mentor in wanted.tolist():
                reached.extend(sorted(self._held_by.get(mentor, ())))
        self._dead[reached] = True
        return False

    def _pass_on(self, came_by: Ints, free: int) -> None:
        self._load[free] += 1
        mentor = free
        while mentor != NOBODY:
            person = int(came_by[mentor])
            left = int(self._match[person])
            if left != NOBODY:
                self._held_by[left].discard(person)
            self._match[person] = mentor
            self._held_by.setdefault(mentor, set()).add(person)
            mentor = left
