"""From an instance to an assignment: as many people as can be, then the floor asked for, then the total."""

from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from mentorhub.matching.engine import certificate, scoring
from mentorhub.matching.engine.encode import Encoded, encode
from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.instance import FULL_SCORE, Aim, Instance
from mentorhub.matching.engine.pool import Pool, own_best, pool
from mentorhub.matching.engine.reasons import reasons
from mentorhub.matching.engine.result import Assignment, Certificate, Pair, Proof
from mentorhub.matching.engine.solving import dense, floors, sparse
from mentorhub.matching.engine.solving.blocking import Choices
from mentorhub.matching.engine.solving.problem import (
    NOBODY,
    Cancel,
    Problem,
    Progress,
    Solution,
    Watch,
    nobody,
)
from mentorhub.matching.engine.solving.stable import settle


@dataclass(frozen=True, slots=True)
class Solved:
    """A solution of the pool with its proof re-checked, and what the aim cost."""

    problem: Problem
    solution: Solution
    gap: int
    price: int


def solve(
    instance: Instance,
    aim: Aim = Aim.TOTAL,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    *,
    stable: bool = False,
) -> Assignment:
    """`stable`: no two who ranked each other would both rather be together; costs a little of the total."""
    watch = Watch(progress, cancel)
    clock = _Clock()
    watch.at("reading the answers")
    encoded = encode(instance)
    left = pool(encoded, watch)
    clock.lap("encode")
    solved = solve_pool(left, aim, choices(encoded) if stable else None)
    clock.lap("solve")
    assignment = assemble(encoded, left, solved, aim)
    clock.lap("explain")
    return _timed(assignment, clock)


def solve_pool(left: Pool, aim: Aim, wishes: Choices | None = None) -> Solved:
    problem = left.problem
    solution = best(problem)
    price = 0
    if aim is not Aim.TOTAL and solution.matched:
        raised = problem.with_least(_floor(left, solution, aim).least)
        total = solution.total
        if (raised.least > problem.least).any():
            problem, solution = raised, best(raised)
        price = total - solution.total
    if wishes is not None:
        total = solution.total
        solution = _with_match(problem, solution, settle(problem, solution, wishes))
        price += total - solution.total
    verdict = certificate.verify(problem, solution)
    if not verdict.holds:
        raise AssertionError(f"The proof does not hold: {verdict.faults[0]}")
    return Solved(problem, solution, verdict.gap, price)


def choices(encoded: Encoded) -> Choices:
    """Who ranked whom, among those who take part."""
    by_mentee = {
        (row, encoded.mentor_at[name]): rank
        for row, person in enumerate(encoded.mentees)
        for rank, name in enumerate(person.ranking)
        if name in encoded.mentor_at
    }
    by_mentor = {
        (encoded.mentee_at[name], column): rank
        for column, person in enumerate(encoded.mentors)
        for rank, name in enumerate(person.ranking)
        if name in encoded.mentee_at
    }
    return Choices(by_mentee, by_mentor)


def _with_match(problem: Problem, solution: Solution, match: Index) -> Solution:
    scores = solution.scores.copy()
    for at in np.flatnonzero(match != solution.match).tolist():
        scores[at] = 0 if match[at] == NOBODY else problem.scores(int(problem.rows[at]))[match[at]]
    return replace(solution, match=match, scores=scores)


def best(problem: Problem) -> Solution:
    if not len(problem.rows) or not problem.places.any():
        return nobody(problem)
    return dense.solve(problem) if dense.fits(problem) else sparse.solve(problem)


def _floor(left: Pool, solution: Solution, aim: Aim) -> floors.Floor:
    """The worst match counts whoever decided it: a pair that stays can hold the floor down."""
    problem = left.problem
    at = np.flatnonzero(solution.match != NOBODY)
    scores = solution.scores[at]
    if aim is Aim.FLOOR:
        standing = [pair.score for pair in left.standing]
        high = min([FULL_SCORE, *standing])
        return floors.highest(
            problem, solution, floors.score_levels(problem), min(high, int(scores.min())), high
        )
    best_scores = own_best(problem, np.arange(problem.grid.mentees))
    kept = [
        int(floors.share_of(np.array([pair.score]), best_scores[[pair.mentee]])[0]) for pair in left.standing
    ]
    high = min([floors.SHARE_UNITS, *kept])
    low = int(floors.share_of(scores, best_scores[problem.rows[at]]).min())
    return floors.highest(problem, solution, floors.share_levels(best_scores), min(low, high), high)


def assemble(encoded: Encoded, left: Pool, solved: Solved, aim: Aim) -> Assignment:
    solution = solved.solution
    at = np.flatnonzero(solution.match != NOBODY)
    rows = np.concatenate([[pair.mentee for pair in left.standing], solved.problem.rows[at]]).astype(np.int64)
    columns = np.concatenate([[pair.mentor for pair in left.standing], solution.match[at]]).astype(np.int64)
    scores = [pair.score for pair in left.standing] + solution.scores[at].tolist()
    running = [pair.running for pair in left.standing] + [False] * len(at)
    parts = scoring.parts(encoded, rows, columns)
    for score, split in zip(scores, parts, strict=True):
        if sum(part.points for part in split) != score:
            raise AssertionError("The parts of a score do not add up to it.")
    kept = len(left.standing)
    pairs = [
        Pair(encoded.mentees[e].id, encoded.mentors[m].id, score, split, place < kept and not runs, runs)
        for place, (e, m, score, split, runs) in enumerate(
            zip(rows.tolist(), columns.tolist(), scores, parts, running, strict=True)
        )
    ]
    total = sum(scores)
    return Assignment(
        pairs=tuple(sorted(pairs, key=lambda pair: pair.mentee)),
        unmatched=reasons(encoded, solved.problem, solution),
        total=total,
        bound=total + solved.gap,
        worst=min(scores, default=0),
        worst_share=_worst_share(solved.problem, rows, np.array(scores, np.int64)),
        aim=aim,
        price=solved.price,
        certificate=_certificate(encoded, solved),
    )


def _worst_share(problem: Problem, rows: Ints, scores: Ints) -> int:
    if not len(rows):
        return 0
    shares = floors.share_of(scores, own_best(problem, rows))
    return int(min(floors.SHARE_UNITS, shares.min())) * FULL_SCORE // floors.SHARE_UNITS


def _certificate(encoded: Encoded, solved: Solved) -> Certificate:
    rows = solved.problem.rows.tolist()
    prices = solved.solution.mentee_prices.tolist()
    least = solved.problem.least
    return Certificate(
        proof=Proof.OPTIMAL if solved.gap == 0 else Proof.BOUND,
        bonus=solved.solution.bonus,
        mentee_prices={encoded.mentees[row].id: price for row, price in zip(rows, prices, strict=True)},
        mentor_prices={
            person.id: price
            for person, price in zip(encoded.mentors, solved.solution.mentor_prices.tolist(), strict=True)
            if price
        },
        least_scores={encoded.mentees[row].id: int(least[row]) for row in rows if least[row] > 0},
    )


class _Clock:
    def __init__(self) -> None:
        self.started = self.last = perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name], self.last = now - self.last, now


def _timed(assignment: Assignment, clock: _Clock) -> Assignment:
    return replace(assignment, seconds={**clock.laps, "total": perf_counter() - clock.started})
