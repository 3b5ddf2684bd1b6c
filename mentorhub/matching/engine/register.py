"""A matching that goes on: people come, leave and come back; running pairs stay, the rest is made best again.

The register is opened over everybody whose answers are known, whether they take part at the moment or not.
Every event leaves an assignment that is proven best around the running pairs, as a fresh run would find.

Somebody's changed answers are read anew, one row or column of scores. Until the register is opened again,
what was counted over everybody stays as it was then (see `rescoring`), and so do lists of choices, blocks and
people: who was not known at the opening cannot come. Each change keeps a row or column of scores, so a
register with thousands of them is better opened anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mentorhub.matching.engine.encode import Encoded, encode
from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import FULL_SCORE, IdPair, Instance, Person
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.rescoring import Rescoring
from mentorhub.matching.engine.result import Change
from mentorhub.matching.engine.solve import best
from mentorhub.matching.engine.solving import kernels, near, offering, seeking, sides, standing
from mentorhub.matching.engine.solving.near import Nearby
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution, Watch
from mentorhub.matching.engine.solving.sparse import proven_scores

Act = Callable[[], int]
LISTED_FROM = 2_000_000
"""Pairs from which on everybody has a list of who is near."""
NEAREST, SLACK = 64, 400
"""So many in a list, and how far (in points of a score) a price falls before the lists hear of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an event changed among the proposals."""

    changes: tuple[Change, ...]
    looked_at: int  # people asked on the way


class Register:
    def __init__(self, instance: Instance, away: frozenset[str] = frozenset()) -> None:
        self.encoded: Encoded = encode(instance)
        self._pack = kernels.pack(self.encoded.grid)
        self._other = sides.other_side(self.encoded.grid)
        self._rescoring = Rescoring(self.encoded)
        self._row = np.empty(len(self.encoded.mentors), np.int16)
        self._column = np.empty(len(self.encoded.mentees), np.int16)
        self._running: dict[int, int] = {}
        self._capacity = np.array(
            [0 if person.id in away else person.capacity for person in self.encoded.mentors], np.int64
        )
        self._state = self._opened(away)
        self._near = self._lists()

    def _opened(self, away: frozenset[str]) -> standing.State:
        """The first best assignment of those who are here, with its prices."""
        encoded = self.encoded
        left = pool(encoded, Watch())
        for pair in left.standing:
            self._running[pair.mentee] = pair.mentor
        waiting = np.array([person.id not in away for person in encoded.mentees], np.bool_)
        waiting[list(self._running)] = False
        problem = replace(
            left.problem,
            rows=np.flatnonzero(waiting),
            places=self._free_places(),
            worth_of_one=FULL_SCORE * (len(encoded.mentees) + 1) + 1,
        )
        return standing.opened(problem, best(problem))

    def _lists(self) -> Nearby:
        """Who is near whom, where there are so many that it saves looking at everybody."""
        grid, state = self.encoded.grid, self._state
        if grid.mentees * grid.mentors < LISTED_FROM:
            return near.unknown(grid)
        problem = Problem(
            grid, np.flatnonzero(state.waiting), state.places, state.least, worth_of_one=int(state.bonus[0])
        )
        return near.lists(problem, state.mentee_prices, state.mentor_prices, NEAREST, SLACK)

    def _free_places(self) -> Ints:
        places = self._capacity.copy()
        for mentor in self._running.values():
            places[mentor] -= 1
        return np.maximum(places, 0)

    def mentee_comes(self, mentee_id: str) -> Event:
        row = self._mentee(mentee_id)
        if self._state.waiting[row] or row in self._running:
            raise MatchingError(f"“{mentee_id}” takes part already.")
        return self._after(lambda: self._seek(row))

    def mentee_leaves(self, mentee_id: str) -> Event:
        """Also out of a running pair, whose place is then offered to the others."""
        return self._after(lambda: self._remove(self._mentee(mentee_id)))

    def mentor_comes(self, mentor_id: str, capacity: int) -> Event:
        """Also for a mentor who now has more places than before."""
        column = self._mentor(mentor_id)
        if capacity < self._capacity[column]:
            raise MatchingError(f"“{mentor_id}” has {self._capacity[column]} places already.")
        self._capacity[column] = capacity
        return self._after(lambda: self._reopen(column))

    def mentor_leaves(self, mentor_id: str) -> Event:
        """Their running pairs end; everybody who was with them waits again."""
        return self._after(lambda: self._close(self._mentor(mentor_id)))

    def mentee_changes(self, person: Person) -> Event:
        """New, changed or withdrawn answers and facts of somebody known; a running pair goes on with them."""
        row = self._mentee(person.id)
        _same_choices(self.encoded.mentees[row], person)
        scores = self._rescoring.row(row, person)
        return self._after(lambda: self._rescored_mentee(row, scores))

    def mentor_changes(self, person: Person) -> Event:
        """As for mentees; how many places there are is told by `mentor_comes`."""
        column = self._mentor(person.id)
        _same_choices(self.encoded.mentors[column], person)
        scores = self._rescoring.column(column, person)
        return self._after(lambda: self._rescored_mentor(column, scores))

    def accept(self, mentee_id: str) -> None:
        """A proposal became a running pair: from now on it stays."""
        row = self._mentee(mentee_id)
        mentor = int(self._state.match[row])
        if mentor == NOBODY:
            raise MatchingError(f"“{mentee_id}” has no proposal to accept.")
        standing.leave(self._state, row)
        self._running[row] = mentor
        self._state.places[mentor] -= 1
        if self._state.places[mentor] == 0:
            self._state.mentor_prices[mentor] = standing.CLOSED

    @property
    def running(self) -> frozenset[IdPair]:
        return frozenset(self._named(row, mentor) for row, mentor in self._running.items())

    @property
    def proposals(self) -> frozenset[IdPair]:
        match = self._state.match
        return frozenset(
            self._named(row, int(match[row])) for row in np.flatnonzero(match != NOBODY).tolist()
        )

    def proof(self) -> tuple[Problem, Solution]:
        """What `certificate.verify` needs to re-check the register as it stands."""
        state = self._state
        rows = np.flatnonzero(state.waiting)
        bonus = int(state.bonus[0])
        problem = Problem(self.encoded.grid, rows, state.places, state.least, worth_of_one=bonus)
        prices = np.where(state.places > 0, state.mentor_prices, bonus + FULL_SCORE)
        match = state.match[rows].astype(np.int32)
        scores = proven_scores(match, state.mentee_prices[rows], prices, bonus)
        return problem, Solution(match, state.mentee_prices[rows], prices, bonus, scores)

    def _seek(self, row: int) -> int:
        self._state.waiting[row] = True
        return seeking.seek(self._pack, self._state, self._near, row, self._row)

    def _fill(self, mentor: int) -> int:
        return offering.fill_places(self._pack, self._other, self._state, self._near, mentor, self._column)

    def _remove(self, row: int) -> int:
        state = self._state
        if row in self._running:
            return self._reopen(self._running.pop(row))
        if not state.waiting[row]:
            raise MatchingError(f"“{self.encoded.mentees[row].id}” takes no part.")
        mentor = int(state.match[row])
        standing.leave(state, row)
        if mentor == NOBODY:
            return 0
        return self._fill(mentor)

    def _reopen(self, mentor: int) -> int:
        """A mentor has a place more."""
        state = self._state
        held = sum(other == mentor for other in self._running.values())
        had = state.places[mentor]
        state.places[mentor] = max(0, int(self._capacity[mentor]) - held)
        if had == 0 and state.places[mentor] > 0:
            offering.asking_price(self._pack, self._other, state, self._near, mentor, self._column)
        return self._fill(mentor)

    def _close(self, mentor: int) -> int:
        state = self._state
        self._capacity[mentor] = 0
        state.places[mentor] = 0
        state.mentor_prices[mentor] = standing.CLOSED
        lost = [row for row, other in self._running.items() if other == mentor]
        for row in lost:
            del self._running[row]
        while (proposed := int(state.first[mentor])) >= 0:
            standing.unlink(state, proposed)
            lost.append(proposed)
        return sum(self._seek(row) for row in sorted(lost))

    def _rescored_mentee(self, row: int, scores: Scores) -> int:
        """She steps out and comes back; what she left is offered once she has chosen."""
        state, mentor = self._state, int(self._state.match[row])
        if mentor != NOBODY:
            standing.unlink(state, row)
        kernels.score_row(self._pack, row, int(state.least[row]), self._row)
        near.withdraw(self._near.mentees, row, self._row)
        self.encoded.grid.patches.put_row(row, scores)
        self._pack = kernels.pack(self.encoded.grid)
        kernels.score_row(self._pack, row, int(state.least[row]), self._row)
        near.choose(self._near.mentors, row, self._row)
        looked_at = self._seek(row) if state.waiting[row] else 0
        if mentor != NOBODY:
            looked_at += self._fill(mentor)
        return looked_at

    def _rescored_mentor(self, mentor: int, scores: Scores) -> int:
        """Those proposed to him step out, his places get their new price, and they choose again."""
        state, out = self._state, []
        while (proposed := int(state.first[mentor])) >= 0:
            standing.leave(state, proposed)
            out.append(proposed)
        sides.score_column(self._pack, self._other, mentor, self._column)
        near.withdraw(self._near.mentors, mentor, self._column)
        self.encoded.grid.patches.put_column(mentor, scores)
        self._pack = kernels.pack(self.encoded.grid)
        sides.score_column(self._pack, self._other, mentor, self._column)
        near.choose(self._near.mentees, mentor, self._column)
        if state.places[mentor] > 0:
            offering.asking_price(self._pack, self._other, state, self._near, mentor, self._column)
        looked_at = sum(self._seek(row) for row in sorted(out))
        return looked_at + self._fill(mentor)

    def _after(self, act: Act) -> Event:
        before = self._state.match.copy()
        looked_at = act()
        after = self._state.match
        changed = np.flatnonzero(before != after).tolist()
        return Event(
            tuple(Change(self._id(row), self._of(before[row]), self._of(after[row])) for row in changed),
            looked_at,
        )

    def _id(self, row: int) -> str:
        return self.encoded.mentees[row].id

    def _of(self, mentor: int) -> str | None:
        return None if mentor == NOBODY else self.encoded.mentors[mentor].id

    def _named(self, row: int, mentor: int) -> IdPair:
        return self.encoded.mentees[row].id, self.encoded.mentors[mentor].id

    def _mentee(self, identity: str) -> int:
        if identity not in self.encoded.mentee_at:
            raise MatchingError(f"The register does not know the mentee “{identity}”.")
        return self.encoded.mentee_at[identity]

    def _mentor(self, identity: str) -> int:
        if identity not in self.encoded.mentor_at:
            raise MatchingError(f"The register does not know the mentor “{identity}”.")
        return self.encoded.mentor_at[identity]


def _same_choices(before: Person, after: Person) -> None:
    if (before.ranking, before.blocks) != (after.ranking, after.blocks):
        raise MatchingError(
            f"The choices or blocks of “{after.id}” changed: the register is to be opened anew."
        )
