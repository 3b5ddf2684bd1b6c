"""No mutual blocking pair: no two who ranked each other would both rather be together than as matched.

Small problems are solved exactly, as a whole-number program with Rothblum's inequalities; middle ones in the
same way over their likely pairs. Large ones start from the best assignment and give way to one blocking pair
after another, each by the shortest chain of moves.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from mentorhub.matching.engine.encoding.columns import Index
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving import kernels, near, offering, scan, seeking, sides, standing
from mentorhub.matching.engine.solving.arcs import Arcs, merged
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution

MOST_EXACT = 12_000
"""Pairs up to which the whole-number program is asked about all of them."""
MOST_LIKELY = 2_000
"""Mentees up to whom it is asked about the likely ones: those within LIKELY points of their prices."""
LIKELY = 1_000
MOST_BRANCHES = 500
MOST_NEAR = 32
LAST = 10**6
MOST_TURNS = 200
Ranks = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Choices:
    """Ranks from 0 by (mentee of the grid, mentor); only people who can meet in this problem."""

    by_mentee: Ranks
    by_mentor: Ranks

    @property
    def mutual(self) -> list[tuple[int, int]]:
        return sorted(self.by_mentee.keys() & self.by_mentor.keys())


def blocking(problem: Problem, match: Index, choices: Choices) -> list[tuple[int, int]]:
    """Pairs of people who ranked each other and would both rather be together."""
    matched = {int(row): int(match[at]) for at, row in enumerate(problem.rows)}
    held: dict[int, list[int]] = {}
    for row, mentor in matched.items():
        held.setdefault(mentor, []).append(row)
    return [pair for pair in choices.mutual if _blocks(problem, matched, held, choices, pair)]


def _blocks(
    problem: Problem,
    matched: dict[int, int],
    held: dict[int, list[int]],
    choices: Choices,
    pair: tuple[int, int],
) -> bool:
    row, mentor = pair
    if row not in matched or problem.places[mentor] == 0 or matched[row] == mentor:
        return False
    if problem.scores(row)[mentor] < 0:
        return False
    if choices.by_mentee.get((row, matched[row]), LAST) < choices.by_mentee[pair]:
        return False
    with_mentor = held.get(mentor, [])
    if len(with_mentor) < problem.places[mentor]:
        return True
    worst = max(choices.by_mentor.get((other, mentor), LAST) for other in with_mentor)
    return worst > choices.by_mentor[pair]


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


def repaired(problem: Problem, grid: ColumnGrid, solution: Solution, choices: Choices) -> Index:
    """Pairs that block are put together, unless a better choice of the mentor takes the place later.

    Should this go round in circles, the mutual pairs of deferred acceptance are put together instead.
    """
    market = _Market(problem, grid, solution, choices)
    for _ in range(MOST_TURNS):
        match = market.match()
        found = blocking(problem, match, choices)
        if not found:
            return match
        for mentee, mentor in _one_of_each(found, choices):
            problem.watch.at("making the match stable")
            market.put_together(mentee, mentor)
    market = _Market(problem, grid, solution, choices)
    for mentee, mentor in sorted(_accepted(problem, choices).items()):
        market.put_together(mentee, mentor)
    return market.match()


def _accepted(problem: Problem, choices: Choices) -> dict[int, int]:
    """Deferred acceptance among mutual pairs: mentees ask in their order, mentors keep their best."""
    here = set(problem.rows.tolist())
    wishes: dict[int, list[int]] = {}
    for mentee, mentor in sorted(choices.mutual, key=lambda pair: (pair[0], choices.by_mentee[pair])):
        if mentee in here and problem.places[mentor] > 0 and problem.scores(mentee)[mentor] >= 0:
            wishes.setdefault(mentee, []).append(mentor)
    held: dict[int, list[int]] = {}
    asking = sorted(wishes, reverse=True)
    while asking:
        mentee = asking.pop()
        if not wishes[mentee]:
            continue
        mentor = wishes[mentee].pop(0)
        mine = held.setdefault(mentor, [])
        mine.append(mentee)
        mine.sort(key=lambda other, mentor=mentor: choices.by_mentor[other, mentor])  # type: ignore[misc]  # mypy types no lambda with a default
        if len(mine) > problem.places[mentor]:
            asking.append(mine.pop())
    return {mentee: mentor for mentor, mentees in held.items() for mentee in mentees}


def _one_of_each(found: list[tuple[int, int]], choices: Choices) -> list[tuple[int, int]]:
    """Each mentee's best blocking pair, and for each mentor the mentee they like best among those."""
    best: dict[int, tuple[int, int]] = {}
    for pair in sorted(found, key=lambda pair: choices.by_mentee[pair]):
        best.setdefault(pair[0], pair)
    chosen: dict[int, tuple[int, int]] = {}
    for pair in sorted(best.values(), key=lambda pair: (choices.by_mentor[pair], pair)):
        chosen.setdefault(pair[1], pair)
    return list(chosen.values())


class _Market:
    """The others are matched best around the pairs put together, move by move."""

    def __init__(self, problem: Problem, grid: ColumnGrid, solution: Solution, choices: Choices) -> None:
        self.problem, self.choices = problem, choices
        self.pack, self.other = kernels.pack(grid), sides.other_side(grid)
        self.state, self.near = standing.opened(problem, solution), near.unknown(grid)
        self.row = np.empty(grid.mentors, np.int16)
        self.column = np.empty(grid.mentees, np.int16)
        self.together: dict[int, int] = {}

    def match(self) -> Index:
        match = self.state.match.copy()
        for mentee, mentor in self.together.items():
            match[mentee] = mentor
        return match[self.problem.rows].astype(np.int32)

    def put_together(self, mentee: int, mentor: int) -> None:
        """Take the mentee and a place of the mentor out of the market; whoever loses it moves on."""
        state = self.state
        if mentee in self.together:
            self._part(mentee)
        if state.places[mentor] == 0:
            rivals = [other for other, whom in self.together.items() if whom == mentor]
            worst = max(rivals, key=lambda other: self._liked(other, mentor))
            self._part(worst)
            self._seek(worst)
        old = int(state.match[mentee])
        standing.leave(state, mentee)
        if old not in {NOBODY, mentor}:
            self._fill(old)
        loser = self._worst_proposed(mentor) if state.load[mentor] == state.places[mentor] else NOBODY
        if loser != NOBODY:
            standing.unlink(state, loser)
        state.places[mentor] -= 1
        if state.places[mentor] == 0:
            state.mentor_prices[mentor] = standing.CLOSED
        if loser != NOBODY:
            self._seek(loser)
        elif old == mentor or state.load[mentor] < state.places[mentor]:
            self._fill(mentor)
        self.together[mentee] = mentor

    def _liked(self, mentee: int, mentor: int) -> int:
        return self.choices.by_mentor.get((mentee, mentor), LAST)

    def _worst_proposed(self, mentor: int) -> int:
        mentee, worst = int(self.state.first[mentor]), NOBODY
        while mentee >= 0:
            if worst == NOBODY or self._liked(mentee, mentor) > self._liked(worst, mentor):
                worst = mentee
            mentee = int(self.state.following[mentee])
        return worst

    def _part(self, mentee: int) -> None:
        """Undo a pair put together; its place is offered again, and the mentee stands outside."""
        mentor, state = self.together.pop(mentee), self.state
        had = int(state.places[mentor])
        state.places[mentor] += 1
        if had == 0:
            offering.asking_price(self.pack, self.other, state, self.near, mentor, self.column)
        self._fill(mentor)

    def _seek(self, mentee: int) -> None:
        self.state.waiting[mentee] = True
        seeking.seek(self.pack, self.state, self.near, mentee, self.row)

    def _fill(self, mentor: int) -> None:
        offering.fill_places(self.pack, self.other, self.state, self.near, mentor, self.column)
