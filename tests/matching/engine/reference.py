"""Slow and plain: the best assignment by trying, or by scipy over places. Nothing of the engine's solver."""

from fractions import Fraction
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from mentorhub.matching.engine import Aim, Instance
from mentorhub.matching.engine.encode import encode

Table = npt.NDArray[np.int64]
Value = tuple[int, Fraction, int]
"""People matched, the floor reached, the total: compared in this order."""


def table(instance: Instance) -> tuple[Table, list[int]]:
    """Every pair's score by ids in order, -1 where forbidden, and the places."""
    encoded = encode(instance)
    rows = [encoded.grid.row(row) for row in range(len(encoded.mentees))]
    scores = np.array(rows, np.int64).reshape(len(encoded.mentees), len(encoded.mentors))
    return scores, [person.capacity for person in encoded.mentors]


def lsa(scores: Table, places: list[int]) -> tuple[int, int]:
    """People matched and best total, by the dense assignment over single places."""
    bonus = 10_000 * (len(scores) + 1)
    seats = np.repeat(np.arange(len(places)), places)
    if not len(seats) or not len(scores):
        return 0, 0
    worth = np.where(scores >= 0, scores + bonus, 0)[:, seats]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    gained = int(worth[rows, columns].sum())
    matched = int((worth[rows, columns] > 0).sum())
    return matched, gained - matched * bonus


def brute_force(scores: Table, places: list[int], aim: Aim) -> Value:
    """By trying every assignment there is."""
    best: Value = (0, Fraction(0), 0)
    own_best = [max(0, int(row.max(initial=0))) for row in scores]
    choices = [[-1, *np.flatnonzero(row >= 0).tolist()] for row in scores]
    for choice in product(*choices):
        used = [mentor for mentor in choice if mentor >= 0]
        if any(used.count(mentor) > places[mentor] for mentor in set(used)):
            continue
        got = [(int(scores[row, mentor]), row) for row, mentor in enumerate(choice) if mentor >= 0]
        best = max(best, (len(got), _floor(got, own_best, aim), sum(score for score, _ in got)))
    return best


def _floor(got: list[tuple[int, int]], own_best: list[int], aim: Aim) -> Fraction:
    if aim is Aim.TOTAL or not got:
        return Fraction(0)
    if aim is Aim.FLOOR:
        return Fraction(min(score for score, _ in got))
    return min(Fraction(score, own_best[row]) if own_best[row] else Fraction(1) for score, row in got)
