"""From a match to one without blocking pairs: one after another is put together, and the others move on."""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving import kernels, near, offering, seeking, sides, standing
from mentorhub.matching.engine.solving.blocking import LAST, Choices, blocking
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution

MOST_TURNS = 200


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
