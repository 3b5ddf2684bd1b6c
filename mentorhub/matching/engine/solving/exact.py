"""The best match without a blocking pair as a whole-number program, with Rothblum's inequalities."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from mentorhub.matching.engine.encoding.columns import Index
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.arcs import Arcs, merged
from mentorhub.matching.engine.solving.blocking import Choices, blocking
from mentorhub.matching.engine.solving.problem import NOBODY, Problem

MOST_BRANCHES = 500


def exact(problem: Problem, choices: Choices, arcs: Arcs) -> Index | None:
    """As many people as stability allows, then the best total, over these pairs."""
    people, mentors, count = len(problem.rows), problem.grid.mentors, len(arcs)
    every = np.arange(count)
    ones = np.ones(count)
    once = csr_array((ones, (arcs.rows, every)), shape=(people, count))
    fits = csr_array((ones, (arcs.mentors, every)), shape=(mentors, count))
    limits = [LinearConstraint(once, -np.inf, 1), LinearConstraint(fits, -np.inf, problem.places)]
    stability = _rothblum(problem, arcs, choices)
    if stability is not None:
        limits.append(stability)
    most = _program(-ones, limits)
    if most is None:
        return None
    matched = round(float(most.sum()))
    limits.append(LinearConstraint(csr_array(ones[None, :]), matched, matched))
    best = _program(-arcs.scores.astype(np.float64), limits)
    if best is None:
        return None
    match = np.full(people, NOBODY, np.int32)
    chosen = best > 0.5
    match[arcs.rows[chosen]] = arcs.mentors[chosen]
    return None if blocking(problem, match, choices) else match


def every_pair(problem: Problem) -> Arcs:
    nothing = np.zeros(problem.grid.mentors, np.int64)
    return merged([scan.top(problem, nothing, problem.grid.mentors)], problem.grid.mentors)


def _program(costs: np.ndarray, limits: list[LinearConstraint]) -> np.ndarray | None:
    found = milp(
        costs,
        constraints=limits,
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0, "node_limit": MOST_BRANCHES},
    )
    return None if found.x is None else np.asarray(found.x)


def _rothblum(problem: Problem, arcs: Arcs, choices: Choices) -> LinearConstraint | None:
    """For each mutual pair: the mentee has one at least as good, or the mentor is full of better ones."""
    grid_row = problem.rows[arcs.rows]
    position = {
        (int(row), int(mentor)): at
        for at, (row, mentor) in enumerate(zip(grid_row, arcs.mentors, strict=True))
    }
    better_for_mentee: dict[int, list[tuple[int, int]]] = {}
    for (row, mentor), rank in choices.by_mentee.items():
        if (row, mentor) in position:
            better_for_mentee.setdefault(row, []).append((rank, position[row, mentor]))
    better_for_mentor: dict[int, list[tuple[int, int]]] = {}
    for (row, mentor), rank in choices.by_mentor.items():
        if (row, mentor) in position:
            better_for_mentor.setdefault(mentor, []).append((rank, position[row, mentor]))
    rows: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    least: list[int] = []
    for row, mentor in choices.mutual:
        places = int(problem.places[mentor])
        if (row, mentor) not in position or not places:
            continue
        mine, theirs = choices.by_mentee[row, mentor], choices.by_mentor[row, mentor]
        terms = dict.fromkeys((at for rank, at in better_for_mentee[row] if rank <= mine), places)
        for rank, at in better_for_mentor[mentor]:
            if rank < theirs:
                terms[at] = terms.get(at, 0) + 1
        rows += [len(least)] * len(terms)
        columns += list(terms)
        values += list(terms.values())
        least.append(places)
    if not least:
        return None
    table = csr_array((np.array(values, np.float64), (rows, columns)), shape=(len(least), len(arcs)))
    return LinearConstraint(table, np.array(least, np.float64), np.inf)
