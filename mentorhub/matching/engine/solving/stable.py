"""No mutual blocking pair: no two who ranked each other would both rather be together than as matched.

Small problems are solved exactly, as a whole-number program with Rothblum's inequalities; middle ones in the
same way over their likely pairs. Large ones start from the best assignment and give way to one blocking pair
after another, each by the shortest chain of moves.
"""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.arcs import Arcs, merged
from mentorhub.matching.engine.solving.blocking import Choices, blocking
from mentorhub.matching.engine.solving.exact import every_pair, exact
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution
from mentorhub.matching.engine.solving.repair import repaired

MOST_EXACT = 12_000
"""Pairs up to which the whole-number program is asked about all of them."""
MOST_LIKELY = 2_000
"""Mentees up to whom it is asked about the likely ones: those within LIKELY points of their prices."""
LIKELY = 1_000
MOST_NEAR = 32


def settle(problem: Problem, solution: Solution, choices: Choices) -> Index:
    """The best match found without a mutual blocking pair."""
    if not blocking(problem, solution.match, choices):
        return solution.match
    if len(problem.rows) * problem.grid.mentors <= MOST_EXACT or not isinstance(problem.grid, ColumnGrid):
        found = exact(problem, choices, every_pair(problem))
        if found is not None:
            return found
    assert isinstance(problem.grid, ColumnGrid)  # noqa: S101 - listed scores come without rankings
    found = repaired(problem, problem.grid, solution, choices)
    if len(problem.rows) <= MOST_LIKELY:
        likely = exact(problem, choices, _likely_pairs(problem, solution, choices))
        if likely is not None and _worth(problem, likely) > _worth(problem, found):
            return likely
    return found


def _worth(problem: Problem, match: Index) -> tuple[int, int]:
    chosen = np.flatnonzero(match != NOBODY).tolist()
    return len(chosen), sum(int(problem.scores(int(problem.rows[at]))[match[at]]) for at in chosen)


def _likely_pairs(problem: Problem, solution: Solution, choices: Choices) -> Arcs:
    near = scan.over(problem, solution.mentee_prices, solution.mentor_prices, slack=LIKELY, most=MOST_NEAR)
    position = {int(row): at for at, row in enumerate(problem.rows)}
    ranked = [
        (position[row], mentor, int(problem.scores(row)[mentor]))
        for row, mentor in sorted(choices.by_mentee.keys() | choices.by_mentor.keys())
        if row in position
    ]
    flat = np.array([entry for entry in ranked if entry[2] >= 0], np.int64).reshape(-1, 3)
    return merged([near, Arcs(flat[:, 0], flat[:, 1], flat[:, 2])], problem.grid.mentors)
