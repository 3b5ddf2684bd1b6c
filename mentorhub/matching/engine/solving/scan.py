"""Looking at every pair, a row at a time, and keeping the few that matter."""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints
from mentorhub.matching.engine.grid import NOT_ALLOWED
from mentorhub.matching.engine.solving.arcs import Arcs
from mentorhub.matching.engine.solving.problem import Problem

STEP = 128


def top(problem: Problem, prices: Ints, most: int) -> Arcs:
    """For each mentee the `most` pairs of highest score less price; equal ones by the mentor's order."""
    rows, mentors, scores = [], [], []
    for at, mentee in enumerate(problem.rows):
        if at % STEP == 0:
            problem.watch.at("looking for candidates", at, len(problem.rows))
        row = problem.scores(int(mentee)).astype(np.int64)
        allowed = np.flatnonzero(row != NOT_ALLOWED)
        if len(allowed) > most:
            net = row[allowed] - prices[allowed]
            edge = np.partition(net, len(net) - most)[len(net) - most]
            above = allowed[net > edge]
            level = allowed[net == edge]
            allowed = np.sort(np.concatenate([above, level[: most - len(above)]]))
        rows.append(np.full(len(allowed), at, np.int64))
        mentors.append(allowed)
        scores.append(row[allowed])
    return _joined(rows, mentors, scores)


def over(
    problem: Problem, mentee_prices: Ints, mentor_prices: Ints, bonus: int, slack: int, most: int
) -> Arcs:
    """The pairs worth more than their prices less `slack`: at most `most` of each mentee, the worst first.

    With slack 0, none means that the prices are a proof; with slack 1 it lists the tight pairs.
    """
    rows, mentors, scores = [], [], []
    for at, mentee in enumerate(problem.rows):
        if at % STEP == 0:
            problem.watch.at("checking every pair", at, len(problem.rows))
        row = problem.scores(int(mentee)).astype(np.int64)
        excess = row + bonus - mentor_prices - mentee_prices[at]
        found = np.flatnonzero((excess > -slack) & (row != NOT_ALLOWED))
        if len(found) > most:
            found = np.sort(found[np.lexsort((found, -excess[found]))[:most]])
        rows.append(np.full(len(found), at, np.int64))
        mentors.append(found)
        scores.append(row[found])
    return _joined(rows, mentors, scores)


def _joined(rows: list[Ints], mentors: list[Ints], scores: list[Ints]) -> Arcs:
    if not rows:
        empty = np.zeros(0, np.int64)
        return Arcs(empty, empty, empty)
    return Arcs(
        np.concatenate(rows),
        np.concatenate(mentors).astype(np.int64),
        np.concatenate(scores).astype(np.int64),
    )
