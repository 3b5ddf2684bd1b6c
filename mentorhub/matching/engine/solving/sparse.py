"""The exact solver for any size: likely pairs first, then every pair is asked whether it knows better.

A minimum-cost flow over a short list per mentee gives an assignment; its prices are followed to the end;
a scan over all pairs finds those that the prices do not cover; they join the list, until none is left.
"""

from dataclasses import replace

import numpy as np
from ortools.graph.python import min_cost_flow

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.arcs import Arcs, merged
from mentorhub.matching.engine.solving.jit import FAST
from mentorhub.matching.engine.solving.moves import mend
from mentorhub.matching.engine.solving.prices import prices
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution
from mentorhub.matching.engine.solving.ties import TightArcs, settle

CANDIDATES = 16
NEW_PER_ROUND = 16
TIGHT_PER_MENTEE = 64
MOST_TIGHT = 2_000_000
"""Equally good pairs that ties are settled over. Where there are more, and only there, mentees with more than
TIGHT_PER_MENTEE of them have those of the lowest ids looked at."""
MOST_NEW = 1024
MENDED = 250
"""Where no more mentees than this have pairs that the prices do not cover, they are brought in one by one,
which is then quicker than another round."""


def solve(problem: Problem) -> Solution:
    people, mentors = len(problem.rows), problem.grid.mentors
    arcs = scan.top(problem, np.zeros(mentors, np.int64), CANDIDATES)
    new = NEW_PER_ROUND
    while True:  # ends: every round adds pairs to the list
        problem.watch.at("solving")
        match = flow(arcs, people, problem.places, problem.bonus)
        mentee_prices, mentor_prices = prices(arcs, match, people, mentors, problem.bonus)
        better = scan.over(problem, mentee_prices, mentor_prices, most=new)
        none = np.zeros(people, np.int64)
        found = Solution(match, mentee_prices, mentor_prices, problem.bonus, none)
        uncovered = np.unique(better.rows)
        if not len(uncovered):
            return _settled(problem, found)
        if isinstance(problem.grid, ColumnGrid) and FAST and len(uncovered) <= MENDED:
            return _settled(problem, mend(problem, problem.grid, found, uncovered))
        arcs = merged([arcs, better], mentors)
        new = min(2 * new, MOST_NEW)


def flow(arcs: Arcs, people: int, places: Ints, bonus: int) -> Index:
    """The best assignment over the arcs; everybody may also stay without a mentor."""
    mentors = len(places)
    sink = people + mentors
    solver = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(len(arcs), np.int64)
    chosen = solver.add_arcs_with_capacity_and_unit_cost(
        arcs.rows.astype(np.int32), (people + arcs.mentors).astype(np.int32), ones, -(arcs.scores + bonus)
    )
    every = np.arange(people, dtype=np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(
        every, np.full(people, sink, np.int32), np.ones(people, np.int64), np.zeros(people, np.int64)
    )
    ends = np.arange(people, sink, dtype=np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(
        ends, np.full(mentors, sink, np.int32), places, np.zeros(mentors, np.int64)
    )
    solver.set_nodes_supplies(
        np.concatenate([every, [sink]]).astype(np.int32),
        np.concatenate([np.ones(people, np.int64), [-people]]),
    )
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise AssertionError(f"the flow solver gave up: {status}")
    used = np.flatnonzero(solver.flows(chosen) > 0)
    match = np.full(people, NOBODY, np.int32)
    match[arcs.rows[used]] = arcs.mentors[used]
    return match


def _settled(problem: Problem, found: Solution) -> Solution:
    mentee_prices, mentor_prices = found.mentee_prices, found.mentor_prices
    tight = tight_pairs(problem, mentee_prices, mentor_prices)
    arcs = TightArcs(tight.start(len(found.match)), tight.mentors.astype(np.int32))
    match = settle(found.match, arcs, mentee_prices, mentor_prices, problem.places)
    return replace(
        found, match=match, scores=proven_scores(match, mentee_prices, mentor_prices, problem.bonus)
    )


def tight_pairs(problem: Problem, mentee_prices: Ints, mentor_prices: Ints) -> Arcs:
    """The pairs worth exactly their prices: all of them, unless they are too many to hold."""
    few = scan.over(problem, mentee_prices, mentor_prices, slack=1, most=TIGHT_PER_MENTEE)
    held = np.bincount(few.rows, minlength=len(problem.rows))
    pieces, count = [few], len(few)
    saturated = np.flatnonzero(held == TIGHT_PER_MENTEE)
    step = max(1, MOST_TIGHT // max(1, problem.grid.mentors))
    for first in range(0, len(saturated), step):
        rows = saturated[first : first + step]
        part = replace(problem, rows=problem.rows[rows], worth_of_one=problem.bonus)
        more = scan.over(part, mentee_prices[rows], mentor_prices, slack=1, most=problem.grid.mentors)
        count += len(more) - len(rows) * TIGHT_PER_MENTEE
        if count > MOST_TIGHT:
            return few
        pieces.append(Arcs(rows[more.rows], more.mentors, more.scores))
    return merged(pieces, problem.grid.mentors) if len(saturated) else few


def proven_scores(match: Index, mentee_prices: Ints, mentor_prices: Ints, bonus: int) -> Ints:
    """A chosen pair is worth exactly its two prices; the certificate asks the grid itself."""
    scores = np.zeros(len(match), np.int64)
    at = np.flatnonzero(match != NOBODY)
    scores[at] = mentee_prices[at] + mentor_prices[match[at]] - bonus
    return scores
