"""An assignment that lacks a little is made best over all pairs, one mentee at a time."""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.instance import FULL_SCORE
from mentorhub.matching.engine.solving import standing
from mentorhub.matching.engine.solving.kernels import pack
from mentorhub.matching.engine.solving.near import unknown
from mentorhub.matching.engine.solving.offering import fill_places
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution
from mentorhub.matching.engine.solving.seeking import seek
from mentorhub.matching.engine.solving.sides import other_side


def mend(problem: Problem, grid: ColumnGrid, solution: Solution, uncovered: Ints) -> Solution:
    """Best over all pairs, from one whose prices cover all pairs but those of these rows.

    Those mentees step out and come back one by one; a place they left that is still free is offered last,
    when most have been filled already.
    """
    p, o, state = pack(grid), other_side(grid), standing.opened(problem, solution)
    row, column = np.empty(grid.mentors, np.int16), np.empty(grid.mentees, np.int16)
    nobody_near = unknown(grid)
    out = problem.rows[uncovered].tolist()
    left = sorted({int(state.match[mentee]) for mentee in out} - {NOBODY})
    for mentee in out:
        standing.leave(state, mentee)
    for mentee in out:
        problem.watch.at("mending")
        state.waiting[mentee] = True
        seek(p, state, nobody_near, mentee, row)
    for mentor in left:
        problem.watch.at("mending")
        fill_places(p, o, state, nobody_near, mentor, column)
    # A mentor without a place costs more than any pair is worth, so that the prices cover every pair.
    prices = np.where(state.places > 0, state.mentor_prices, problem.bonus + FULL_SCORE)
    match = state.match[problem.rows].astype(np.int32)
    return Solution(match, state.mentee_prices[problem.rows], prices, problem.bonus, solution.scores)
