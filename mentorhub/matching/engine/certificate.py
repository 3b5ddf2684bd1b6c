"""The proof, read again by code that took no part in solving.

Prices prove an assignment best: every allowed pair is worth at most the sum of its two prices, so no
assignment is worth more than all prices together. Here every pair is looked at, not only the likely ones.
"""

from dataclasses import dataclass

import numpy as np

from mentorhub.matching.engine.encode import encode
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.instance import FULL_SCORE, Instance
from mentorhub.matching.engine.result import Assignment
from mentorhub.matching.engine.solving import audit, kernels
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution, loads

STEP = 512


@dataclass(frozen=True, slots=True)
class Verdict:
    faults: tuple[str, ...]  # what makes the proof worthless
    gap: int  # how much better some assignment could be at most

    @property
    def holds(self) -> bool:
        return not self.faults

    @property
    def best(self) -> bool:
        return not self.faults and self.gap == 0


def verify(problem: Problem, solution: Solution) -> Verdict:
    """Is the assignment allowed, do the prices cover every pair, and what gap is left?"""
    faults: list[str] = []
    if (solution.mentee_prices < 0).any() or (solution.mentor_prices < 0).any():
        faults.append("A price is negative.")
    matched = solution.match != NOBODY
    if (loads(solution.match, problem.grid.mentors) > problem.places).any():
        faults.append("A mentor has more mentees than places.")
    if isinstance(problem.grid, ColumnGrid) and kernels.fits(solution.bonus):
        faults += _compiled(problem, problem.grid, solution)
    else:
        faults += _by_rows(problem, solution)
    worth = int(solution.scores[matched].sum()) + solution.bonus * int(matched.sum())
    prices = int(solution.mentee_prices.sum()) + int((solution.mentor_prices * problem.places).sum())
    return Verdict(tuple(faults), prices - worth)


def _compiled(problem: Problem, grid: ColumnGrid, solution: Solution) -> list[str]:
    p, bonus = kernels.pack(grid), solution.bonus
    wrong = audit.chosen(p, problem.rows, problem.least, solution.match.astype(np.int64), solution.scores)
    if wrong >= 0:
        return [_wrong(int(problem.rows[wrong]))]
    if max(solution.mentee_prices.max(initial=0), solution.mentor_prices.max(initial=0)) > bonus + FULL_SCORE:
        return ["A price is higher than any pair is worth."]
    for first in range(0, len(problem.rows), STEP):
        problem.watch.at("checking the proof", first, len(problem.rows))
        rows, prices = problem.rows[first : first + STEP], solution.mentee_prices[first : first + STEP]
        bare = audit.uncovered(p, rows, problem.least, prices, solution.mentor_prices, bonus)
        if bare >= 0:
            return [_uncovered(int(rows[bare]))]
    return []


def _by_rows(problem: Problem, solution: Solution) -> list[str]:
    for at, mentee in enumerate(problem.rows):
        if at % STEP == 0:
            problem.watch.at("checking the proof", at, len(problem.rows))
        scores = problem.grid.row(int(mentee)).astype(np.int64)
        allowed = scores >= max(0, int(problem.least[mentee]))
        over = scores + solution.bonus - solution.mentor_prices - int(solution.mentee_prices[at])
        if (over[allowed] > 0).any():
            return [_uncovered(int(mentee))]
        mentor = int(solution.match[at])
        if mentor != NOBODY and (not allowed[mentor] or scores[mentor] != solution.scores[at]):
            return [_wrong(int(mentee))]
    return []


def _wrong(mentee: int) -> str:
    return f"The pair of mentee {mentee} is not allowed, or its score is wrong."


def _uncovered(mentee: int) -> str:
    return f"The prices of mentee {mentee} do not cover all of her pairs."


def check(instance: Instance, assignment: Assignment) -> Verdict:
    """The same for an assignment as it was handed out, by ids: nothing of the solver's run is reused."""
    encoded = encode(instance)
    proof = assignment.certificate
    places = {person.id: person.capacity for person in encoded.mentors}
    standing = {(pair.mentee, pair.mentor) for pair in assignment.pairs if pair.locked or pair.running}
    faults: list[str] = []
    missing = {pair for pair in instance.locked | instance.running if pair[0] in encoded.mentee_at} - standing
    if missing - {pair for pair in instance.running if pair[1] not in encoded.mentor_at}:
        faults.append("A locked or running pair is missing.")
    for _, mentor in instance.locked | instance.running:
        if mentor in places:
            places[mentor] = max(0, places[mentor] - 1)
    fixed = {mentee for mentee, _ in standing}
    chosen = {pair.mentee: pair for pair in assignment.pairs if pair.mentee not in fixed}
    open_rows = np.array([at for at, p in enumerate(encoded.mentees) if p.id not in fixed], np.int64)
    people = [encoded.mentees[at].id for at in open_rows]
    least = np.zeros(len(encoded.mentees), np.int16)
    for mentee, score in proof.least_scores.items():
        least[encoded.mentee_at[mentee]] = score
    problem = Problem(
        encoded.grid, open_rows, np.array([places[p.id] for p in encoded.mentors], np.int64), least
    )
    solution = Solution(
        np.array([encoded.mentor_at[chosen[p].mentor] if p in chosen else NOBODY for p in people], np.int32),
        np.array([proof.mentee_prices.get(p, 0) for p in people], np.int64),
        np.array([proof.mentor_prices.get(p.id, 0) for p in encoded.mentors], np.int64),
        proof.bonus,
        np.array([chosen[p].score if p in chosen else 0 for p in people], np.int64),
    )
    verdict = verify(problem, solution)
    return Verdict((*faults, *verdict.faults), verdict.gap)
