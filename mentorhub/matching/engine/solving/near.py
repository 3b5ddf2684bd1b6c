"""Who is near whom: a short list for everybody, and a proof of how far off all the others are.

With it a search looks at a whole row of scores only where somebody outside the list could matter. A list
goes by what the other side's prices were when they told them: whoever is not in it has a score less that
price of at most `bar`. A price that rises keeps that true. One that falls by more than `slack` is told anew
(`admit`), and then stands in every list it is now near enough for.
"""

from typing import NamedTuple

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints, Scores
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.problem import Problem

EVERYBODY = -np.int64(2**58)
"""The bar of a list that holds all there are; closed prices lie beyond it."""
NO_LIST = np.int64(2**58)
UNTOLD = np.int64(2**59)


class Near(NamedTuple):
    """The lists of one side."""

    at: Index  # by person, in no order
    scores: Scores
    held: Ints  # how many of the list count
    bar: Ints
    told: Ints  # by the others
    slack: int  # no price of the others is farther below what they told


class Nearby(NamedTuple):
    mentors: Near  # near each mentee
    mentees: Near  # near each mentor


def nothing(people: int, others: int, width: int = 0, slack: int = 0) -> Near:
    """Lists that know nothing: every search looks at whole rows."""
    return Near(
        np.zeros((people, width), np.int32),
        np.zeros((people, width), np.int16),
        np.zeros(people, np.int64),
        np.full(people, EVERYBODY if width else NO_LIST, np.int64),
        np.full(others, UNTOLD, np.int64),
        slack,
    )


def unknown(grid: ColumnGrid) -> Nearby:
    return Nearby(nothing(grid.mentees, grid.mentors), nothing(grid.mentors, grid.mentees))


def lists(problem: Problem, mentee_prices: Ints, mentor_prices: Ints, width: int, slack: int) -> Nearby:
    """The lists of everybody in the problem, of so many each; the prices are of all in the grid."""
    people, others = problem.grid.mentees, problem.grid.mentors
    near = Nearby(nothing(people, others, width, slack), nothing(others, people, width, slack))
    best = scan.top(problem, mentor_prices, width)
    start = best.start(len(problem.rows))
    near.mentors.told[:] = mentor_prices
    mine = np.full(people, NO_LIST, np.int64)
    mine[problem.rows] = EVERYBODY
    near.mentors.bar[:] = mine
    for at, mentee in enumerate(problem.rows.tolist()):
        entries = slice(int(start[at]), int(start[at + 1]))
        others_at, scores = best.mentors[entries], best.scores[entries]
        near.mentors.held[mentee] = held = len(scores)
        near.mentors.at[mentee, :held] = others_at
        near.mentors.scores[mentee, :held] = scores
        if held == width:
            near.mentors.bar[mentee] = (scores - mentor_prices[others_at]).min()
        admit(near.mentees, mentee, int(mentee_prices[mentee]), problem.scores(mentee))
    return near


@jit
def insert(n: Near, person: int, other: int, score: int) -> None:
    """Into the list, in the place of the farthest where it is full."""
    held, width = n.held[person], n.at.shape[1]
    lowest, place = n.bar[person], -1
    for entry in range(held):
        whom = n.at[person, entry]
        if whom == other:
            return
        net = n.scores[person, entry] - n.told[whom]
        if place < 0 or net < lowest:
            lowest, place = net, entry
    net = score - n.told[other]
    if held < width:
        place = held
        n.held[person] += 1
    elif net <= lowest:
        n.bar[person] = max(n.bar[person], net)
        return
    else:
        n.bar[person] = max(n.bar[person], lowest)
    n.at[person, place] = other
    n.scores[person, place] = score


@jit
def admit(n: Near, other: int, price: int, scores: Scores) -> None:
    """A price told anew: it stands in every list that it is now near to."""
    if n.at.shape[1] == 0:
        return
    n.told[other] = price
    for person in np.flatnonzero(scores - np.int64(price) > n.bar):
        if scores[person] >= 0:
            insert(n, int(person), other, int(scores[person]))


@jit
def withdraw(n: Near, other: int, scores: Scores) -> None:
    """Out of every list; `scores` are those by which they came in."""
    if n.at.shape[1] == 0:
        return
    for person in np.flatnonzero(scores - n.told[other] >= n.bar):
        for entry in range(n.held[person]):
            if n.at[person, entry] == other:
                last = n.held[person] - 1
                n.at[person, entry] = n.at[person, last]
                n.scores[person, entry] = n.scores[person, last]
                n.held[person] = last
                break
    n.told[other] = UNTOLD


@jit
def choose(n: Near, person: int, scores: Scores) -> None:
    """The list of somebody whose scores are new."""
    if n.at.shape[1] == 0:
        return
    n.held[person] = 0
    n.bar[person] = EVERYBODY
    for other in range(len(scores)):
        if scores[other] >= 0 and scores[other] - n.told[other] > n.bar[person]:
            insert(n, person, other, int(scores[other]))


@jit
def outside(n: Near, person: int, price: int, bonus: int) -> int:
    """How far away, at least, everybody is who is not in the list."""
    return int(max(0, price - bonus - n.bar[person] - n.slack))
