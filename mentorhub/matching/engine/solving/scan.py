"""Looking at every pair, a row at a time, and keeping the few that matter."""

from collections.abc import Callable, Iterator

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints, Scores
from mentorhub.matching.engine.grid import NOT_ALLOWED, ColumnGrid, ListedGrid
from mentorhub.matching.engine.solving import kernels
from mentorhub.matching.engine.solving.arcs import Arcs
from mentorhub.matching.engine.solving.jit import FAST
from mentorhub.matching.engine.solving.problem import Problem

STEP = 512
MOST_BLOCKS = 50_000_000
"""Up to so many pairs, without compiled loops, rows are made many at once, from a table of the columns."""


def matrix(problem: Problem) -> Scores:
    """All scores at once, NOT_ALLOWED where forbidden: for problems that fit."""
    table = np.empty((len(problem.rows), problem.grid.mentors), np.int16)
    if isinstance(problem.grid, ColumnGrid) and kernels.fits(problem.bonus):
        kernels.fill(kernels.pack(problem.grid), problem.rows, problem.least, table)
        return table
    if isinstance(problem.grid, ColumnGrid):
        for first in range(0, len(problem.rows), STEP):
            rows = problem.rows[first : first + STEP]
            block = problem.grid.block(rows)
            block[block < problem.least[rows][:, None]] = NOT_ALLOWED
            table[first : first + STEP] = block
        return table
    for at, mentee in enumerate(problem.rows):
        table[at] = problem.scores(int(mentee))
    return table


def best(problem: Problem, mentees: Ints) -> Ints:
    """The highest allowed score of these mentees of the grid, whatever the floor; -1 where there is none."""
    if isinstance(problem.grid, ColumnGrid) and FAST:
        found = np.empty(len(mentees), np.int64)
        no_floor = np.zeros(problem.grid.mentees, np.int16)
        kernels.best_rows(kernels.pack(problem.grid), mentees, no_floor, found)
        return found
    if isinstance(problem.grid, ListedGrid):
        highest = np.full(problem.grid.mentees, -1, np.int64)
        whose = np.repeat(np.arange(problem.grid.mentees), np.diff(problem.grid.start))
        np.maximum.at(highest, whose, problem.grid.worth)
        return highest[mentees]
    if isinstance(problem.grid, ColumnGrid) and problem.grid.mentees * problem.grid.mentors <= MOST_BLOCKS:
        steps = range(0, len(mentees), STEP)
        pieces = [
            problem.grid.block(mentees[first : first + STEP]).max(axis=1, initial=-1) for first in steps
        ]
        return np.concatenate(pieces).astype(np.int64) if pieces else np.zeros(0, np.int64)
    return np.array([int(problem.grid.row(int(row)).max(initial=-1)) for row in mentees], np.int64)


def top(problem: Problem, prices: Ints, most: int) -> Arcs:
    """For each mentee the `most` pairs of highest score less price; equal ones by the mentor's order."""
    if isinstance(problem.grid, ListedGrid):
        return _highest(listed(problem, problem.grid), prices, most)
    if isinstance(problem.grid, ColumnGrid) and kernels.fits(problem.bonus):
        p, short = kernels.pack(problem.grid), prices.astype(np.int32)

        def compiled(rows: Ints, _: int, counts: Ints, at: Index, scores: Scores) -> None:
            kernels.top_rows(p, rows, problem.least, short, most, counts, at, scores)

        return _blocks(problem, most, "looking for candidates", compiled)
    arcs = (_arcs(at, row) for at, row in _rows(problem, "looking for candidates"))
    return _joined([_highest(arc, prices, most) for arc in arcs])


def over(
    problem: Problem, mentee_prices: Ints, mentor_prices: Ints, *, slack: int = 0, most: int = 16
) -> Arcs:
    """The pairs worth more than their prices less `slack`: at most `most` of each mentee, the worst first.

    With slack 0, none means that the prices are a proof; with slack 1 it lists the tight pairs.
    """
    bars = mentee_prices - problem.bonus - slack
    if isinstance(problem.grid, ListedGrid):
        return _above(listed(problem, problem.grid), bars, mentor_prices, most)
    if isinstance(problem.grid, ColumnGrid) and kernels.fits(problem.bonus):
        p, short = kernels.pack(problem.grid), mentor_prices.astype(np.int32)

        def compiled(rows: Ints, first: int, counts: Ints, at: Index, scores: Scores) -> None:
            mine = bars[first : first + len(rows)]
            kernels.over_rows(p, rows, problem.least, mine, short, most, counts, at, scores)

        return _blocks(problem, most, "checking every pair", compiled)
    arcs = (_arcs(at, row) for at, row in _rows(problem, "checking every pair"))
    return _joined([_above(arc, bars, mentor_prices, most) for arc in arcs])


def _rows(problem: Problem, step: str) -> Iterator[tuple[int, Scores]]:
    for at, mentee in enumerate(problem.rows):
        if at % STEP == 0:
            problem.watch.at(step, at, len(problem.rows))
        yield at, problem.scores(int(mentee))


def _blocks(
    problem: Problem, most: int, step: str, scan: Callable[[Ints, int, Ints, Index, Scores], None]
) -> Arcs:
    """A block of rows at a time, so that progress is told and a stop is heard."""
    pieces: list[Arcs] = []
    for first in range(0, len(problem.rows), STEP):
        problem.watch.at(step, first, len(problem.rows))
        rows = problem.rows[first : first + STEP]
        counts = np.zeros(len(rows), np.int64)
        at = np.empty(len(rows) * most, np.int32)
        scores = np.empty(len(rows) * most, np.int16)
        scan(rows, first, counts, at, scores)
        kept = (np.arange(most)[None, :] < counts[:, None]).reshape(-1)
        who = np.repeat(np.arange(first, first + len(rows)), counts)
        pieces.append(Arcs(who, at[kept].astype(np.int64), scores[kept].astype(np.int64)))
    return _joined(pieces)


def _arcs(at: int, row: Scores) -> Arcs:
    allowed = np.flatnonzero(row != NOT_ALLOWED)
    return Arcs(np.full(len(allowed), at, np.int64), allowed, row[allowed].astype(np.int64))


def listed(problem: Problem, grid: ListedGrid) -> Arcs:
    counts = grid.start[problem.rows + 1] - grid.start[problem.rows]
    who = np.repeat(np.arange(len(problem.rows)), counts)
    within = np.arange(len(who)) - np.repeat(np.cumsum(counts) - counts, counts)
    entry = grid.start[problem.rows][who] + within
    scores = grid.worth[entry].astype(np.int64)
    allowed = scores >= problem.least[problem.rows][who]
    return Arcs(who[allowed], grid.at[entry[allowed]].astype(np.int64), scores[allowed])


def _highest(arcs: Arcs, prices: Ints, most: int) -> Arcs:
    return _first_of_each(arcs, -(arcs.scores - prices[arcs.mentors]), most)


def _above(arcs: Arcs, bars: Ints, prices: Ints, most: int) -> Arcs:
    net = arcs.scores - prices[arcs.mentors]
    over = net > bars[arcs.rows]
    found = Arcs(arcs.rows[over], arcs.mentors[over], arcs.scores[over])
    return _first_of_each(found, -net[over], most)


def _first_of_each(arcs: Arcs, order: Ints, most: int) -> Arcs:
    """At most so many of each row, the smallest in `order`, then by mentor; sorted by row and mentor."""
    if not len(arcs):
        return arcs
    by = np.lexsort((arcs.mentors, order, arcs.rows))
    rank = np.arange(len(arcs)) - np.searchsorted(arcs.rows, arcs.rows[by])
    kept = np.sort(by[rank < most])
    return Arcs(arcs.rows[kept], arcs.mentors[kept], arcs.scores[kept])


def _joined(pieces: list[Arcs]) -> Arcs:
    if not pieces:
        empty = np.zeros(0, np.int64)
        return Arcs(empty, empty, empty)
    return Arcs(
        np.concatenate([piece.rows for piece in pieces]),
        np.concatenate([piece.mentors for piece in pieces]),
        np.concatenate([piece.scores for piece in pieces]),
    )
