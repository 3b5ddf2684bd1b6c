"""The exact solver for up to a few thousand people: the whole table at once."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.grid import NOT_ALLOWED, ColumnGrid
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.jit import FAST
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution
from mentorhub.matching.engine.solving.ties import TightArcs, settle

MOST_CELLS = 8_000_000
FAST_CELLS = 200_000
"""Above so many, the solver for any size is quicker where its loops are compiled."""
Worth = npt.NDArray[np.int64]


def fits(problem: Problem) -> bool:
    places = np.minimum(problem.places, len(problem.rows))
    most = FAST_CELLS if isinstance(problem.grid, ColumnGrid) and FAST else MOST_CELLS
    return len(problem.rows) * int(places.sum()) <= most


def solve(problem: Problem) -> Solution:
    """Best worth over all pairs by scipy's assignment over places, then prices, then ties."""
    scores = scan.matrix(problem)
    allowed = scores != NOT_ALLOWED
    worth = np.where(allowed, scores.astype(np.int64) + problem.bonus, 0)
    match = _assign(worth, allowed, problem.places)
    problem.watch.at("prices")
    mentor_prices = _prices(worth, allowed, match)
    mentee_prices = np.maximum(0, np.where(allowed, worth - mentor_prices[None, :], 0).max(axis=1, initial=0))
    tight = _tight(worth, allowed, mentee_prices, mentor_prices)
    match = settle(match, tight, mentee_prices, mentor_prices, problem.places)
    at = np.flatnonzero(match != NOBODY)
    chosen = np.zeros(len(match), np.int64)
    chosen[at] = scores[at, match[at]]
    return Solution(match, mentee_prices, mentor_prices, problem.bonus, chosen)


def _assign(worth: Worth, allowed: npt.NDArray[np.bool_], places: Ints) -> Index:
    match = np.full(len(worth), NOBODY, np.int32)
    useful = np.minimum(places, allowed.sum(axis=0))
    seats = np.repeat(np.arange(len(places)), useful)
    if len(seats) == 0 or len(worth) == 0:
        return match
    rows, columns = linear_sum_assignment(-worth[:, seats].astype(np.float64))
    mentors = seats[columns]
    real = allowed[rows, mentors]
    match[rows[real]] = mentors[real]
    return match


def _prices(worth: Worth, allowed: npt.NDArray[np.bool_], match: Index) -> Ints:
    """The lowest prices of places at which nobody would rather have another one.

    A place costs at least what somebody else would gain by moving to it; followed until nothing changes.
    """
    mentors = worth.shape[1]
    prices = np.zeros(mentors, np.int64)
    matched = match != NOBODY
    own = np.zeros(len(match), np.int64)
    own[matched] = worth[np.flatnonzero(matched), match[matched]]
    touched = np.arange(len(match))
    for _ in range(len(match) + mentors + 1):
        gain = np.where(matched[touched], prices[match[touched]] - own[touched], 0)
        wanted = np.where(allowed[touched], worth[touched] + gain[:, None], 0).max(axis=0, initial=0)
        raised = wanted > prices
        if not raised.any():
            return prices
        prices[raised] = wanted[raised]
        touched = np.flatnonzero(matched & raised[np.where(matched, match, 0)])
    raise AssertionError("prices did not settle: the assignment was not the best")


def _tight(
    worth: Worth, allowed: npt.NDArray[np.bool_], mentee_prices: Ints, mentor_prices: Ints
) -> TightArcs:
    tight = allowed & (worth == mentee_prices[:, None] + mentor_prices[None, :])
    rows, at = np.nonzero(tight)
    start = np.searchsorted(rows, np.arange(len(worth) + 1)).astype(np.int64)
    return TightArcs(start, at.astype(np.int32))
