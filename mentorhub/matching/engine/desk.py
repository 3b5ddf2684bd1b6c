"""The committee's desk: an instance read once, then asked "why these two?" and "what if?" at will."""

from dataclasses import replace
from typing import Literal

import numpy as np

from mentorhub.matching.engine.encode import Encoded, encode
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.explain import explain as told
from mentorhub.matching.engine.explain import next_for_mentee, next_for_mentor
from mentorhub.matching.engine.instance import IdPair, Instance
from mentorhub.matching.engine.pool import Pool, pool
from mentorhub.matching.engine.result import Alternative, Assignment, Change, Explanation, Pair, WhatIf
from mentorhub.matching.engine.scoring import parts
from mentorhub.matching.engine.solve import best
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution, Watch

Pairs = frozenset[IdPair]
NONE: Pairs = frozenset()


class Desk:
    def __init__(self, instance: Instance, assignment: Assignment | None = None) -> None:
        self.encoded: Encoded = encode(instance)
        self.assignment = assignment

    def explain(self, mentee_id: str, mentor_id: str) -> Explanation:
        """Why these two, and what the next best for either would cost everybody together."""
        row, column = self._row(mentee_id), self._column(mentor_id)
        plain = told(self.encoded, row, column)
        return replace(
            plain,
            next_for_mentee=self._priced(next_for_mentee(self.encoded, row, column)),
            next_for_mentor=self._priced(next_for_mentor(self.encoded, row, column, self._with(mentor_id))),
        )

    def sentence(self, mentee_id: str, mentor_id: str) -> str:
        """Only why, without what anything else would cost."""
        return told(self.encoded, self._row(mentee_id), self._column(mentor_id)).sentence

    def what_if(
        self, lock: Pairs = NONE, forbid: Pairs = NONE, swap: tuple[str, str] | None = None
    ) -> WhatIf:
        """The new best with these pairs kept or ruled out, or with two mentees' mentors exchanged."""
        before = self._asked()
        if swap is not None:
            lock |= self._swapped(before, swap)
        for mentee, mentor in lock | forbid:
            self._row(mentee)
            self._column(mentor)
        moved = {mentee for mentee, _ in lock}
        instance = replace(
            self.encoded.instance,
            locked=frozenset(p for p in self.encoded.instance.locked if p[0] not in moved) | lock,
            forbidden=(self.encoded.instance.forbidden | forbid) - lock,
        )
        if instance.locked & forbid:
            instance = replace(instance, locked=instance.locked - forbid)
        try:
            left = pool(replace(self.encoded, instance=instance), Watch())
        except MatchingError as error:
            return WhatIf(False, error.sentence, before.total, 0, len(before.pairs), 0, (), before.pairs)
        return self._compared(before, left, forbid)

    def _compared(self, before: Assignment, left: Pool, forbid: Pairs) -> WhatIf:
        problem, solution = self._solved(left, forbid)
        after = {
            self.encoded.mentees[row].id: self.encoded.mentors[mentor].id
            for row, mentor in zip(problem.rows.tolist(), solution.match.tolist(), strict=True)
            if mentor != NOBODY
        } | {self.encoded.mentees[p.mentee].id: self.encoded.mentors[p.mentor].id for p in left.standing}
        was = {pair.mentee: pair.mentor for pair in before.pairs}
        everybody = sorted(was.keys() | after.keys())
        changes = tuple(
            Change(mentee, was.get(mentee), after.get(mentee))
            for mentee in everybody
            if was.get(mentee) != after.get(mentee)
        )
        total = solution.total + left.standing_total
        delta, people = total - before.total, len(after) - len(before.pairs)
        return WhatIf(
            True,
            _told(delta, people, len(changes)),
            total,
            delta,
            len(after),
            people,
            changes,
            self._pairs(before, after),
        )

    def _solved(self, left: Pool, forbid: Pairs) -> tuple[Problem, Solution]:
        """The floor of the assignment asked about stays in force for everybody not decided by hand."""
        least = left.problem.least.copy()
        for mentee, score in self._asked().certificate.least_scores.items():
            least[self._row(mentee)] = score
        barred = [(self._row(mentee), self._column(mentor)) for mentee, mentor in sorted(forbid)]
        problem = replace(left.problem, grid=self.encoded.grid.without(barred)).with_least(least)
        return problem, best(problem)

    def _pairs(self, before: Assignment, after: dict[str, str]) -> tuple[Pair, ...]:
        """Pairs that stay are taken over; only the others are scored again."""
        known = {(pair.mentee, pair.mentor): pair for pair in before.pairs}
        fresh = sorted(pair for pair in after.items() if pair not in known)
        rows = np.array([self._row(mentee) for mentee, _ in fresh], np.int64)
        columns = np.array([self._column(mentor) for _, mentor in fresh], np.int64)
        for (mentee, mentor), split in zip(fresh, parts(self.encoded, rows, columns), strict=True):
            known[mentee, mentor] = Pair(mentee, mentor, sum(part.points for part in split), split)
        return tuple(known[pair] for pair in sorted(after.items()))

    def _priced(self, alternative: Alternative | None) -> Alternative | None:
        """With the assignment at hand, what taking the alternative would cost."""
        if alternative is None or self.assignment is None:
            return alternative
        outcome = self.what_if(lock=frozenset({(alternative.mentee, alternative.mentor)}))
        if not outcome.possible or outcome.matched_delta < 0:
            return alternative
        return replace(alternative, cost=-outcome.delta)

    def _with(self, mentor_id: str) -> frozenset[int]:
        if self.assignment is None:
            return frozenset()
        return frozenset(self._row(pair.mentee) for pair in self.assignment.pairs if pair.mentor == mentor_id)

    def _swapped(self, before: Assignment, swap: tuple[str, str]) -> Pairs:
        held = {mentee: before.mentor_of(mentee) for mentee in swap}
        for mentee, mentor in held.items():
            if mentor is None:
                raise MatchingError(f"“{mentee}” has no mentor to exchange.")
        one, other = swap
        return frozenset({(one, str(held[other])), (other, str(held[one]))})

    def _asked(self) -> Assignment:
        if self.assignment is None:
            raise MatchingError("There is no assignment yet to compare with.")
        return self.assignment

    def _row(self, mentee_id: str) -> int:
        return _known(self.encoded.mentee_at, mentee_id, "mentee")

    def _column(self, mentor_id: str) -> int:
        return _known(self.encoded.mentor_at, mentor_id, "mentor")


def _known(at: dict[str, int], identity: str, kind: Literal["mentee", "mentor"]) -> int:
    if identity not in at:
        raise MatchingError(f"There is no {kind} “{identity}” in this round.")
    return at[identity]


def _told(delta: int, people: int, changed: int) -> str:
    if not changed:
        return "Nothing would change."
    who = "1 person would" if changed == 1 else f"{changed} people would"
    head = f"{who} have another match"
    if people:
        head += f", {abs(people)} {'more' if people > 0 else 'fewer'} matched"
    points = abs(delta) / 100
    cost = (
        "the total stays the same"
        if delta == 0
        else f"the total {'gains' if delta > 0 else 'loses'} {points:g} points"
    )
    return f"{head}; {cost}."


def explain(
    instance: Instance, mentee_id: str, mentor_id: str, assignment: Assignment | None = None
) -> Explanation:
    return Desk(instance, assignment).explain(mentee_id, mentor_id)


def what_if(
    instance: Instance,
    assignment: Assignment,
    lock: Pairs = NONE,
    forbid: Pairs = NONE,
    swap: tuple[str, str] | None = None,
) -> WhatIf:
    return Desk(instance, assignment).what_if(lock, forbid, swap)
