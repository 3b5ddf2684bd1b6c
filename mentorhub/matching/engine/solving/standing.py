"""Who waits or is proposed to whom at the moment, with the prices that prove it best."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution

Flags = npt.NDArray[np.bool_]
CLOSED = np.int64(2**59)
"""The price of a mentor without places and of a mentee who does not wait: no search comes there."""


class State(NamedTuple):
    """Who waits or is proposed to whom. Running pairs are outside: their mentees wait for nothing."""

    waiting: Flags  # mentees who are to be matched
    match: Ints  # the mentor proposed to each, or -1
    places: Ints  # each mentor's places not taken by running pairs; 0 for those away
    load: Ints
    mentee_prices: Ints
    mentor_prices: Ints
    first: Ints  # the mentees of each mentor, as linked lists
    following: Ints
    least: Scores  # the lowest score allowed for each mentee
    bonus: Ints  # one number


@jit
def link(s: State, mentee: int, mentor: int) -> None:
    s.match[mentee] = mentor
    s.following[mentee] = s.first[mentor]
    s.first[mentor] = mentee
    s.load[mentor] += 1


@jit
def unlink(s: State, mentee: int) -> None:
    mentor = s.match[mentee]
    if s.first[mentor] == mentee:
        s.first[mentor] = s.following[mentee]
    else:
        before = s.first[mentor]
        while s.following[before] != mentee:
            before = s.following[before]
        s.following[before] = s.following[mentee]
    s.following[mentee] = -1
    s.match[mentee] = -1
    s.load[mentor] -= 1


def leave(s: State, mentee: int) -> None:
    """She waits for nothing, and nobody looks for her."""
    if s.match[mentee] != NOBODY:
        unlink(s, mentee)
    s.waiting[mentee] = False
    s.mentee_prices[mentee] = CLOSED


def opened(problem: Problem, solution: Solution) -> State:
    """The state after a run: its assignment and prices, over all mentees of the grid."""
    people, mentors = problem.grid.mentees, problem.grid.mentors
    state = State(
        waiting=np.zeros(people, np.bool_),
        match=np.full(people, NOBODY, np.int64),
        places=problem.places.copy(),
        load=np.zeros(mentors, np.int64),
        mentee_prices=np.full(people, CLOSED),
        mentor_prices=np.where(problem.places > 0, solution.mentor_prices, CLOSED),
        first=np.full(mentors, -1, np.int64),
        following=np.full(people, -1, np.int64),
        least=problem.least,
        bonus=np.array([problem.bonus]),
    )
    state.waiting[problem.rows] = True
    state.mentee_prices[problem.rows] = solution.mentee_prices
    for at in np.flatnonzero(solution.match != NOBODY).tolist():
        link(state, int(problem.rows[at]), int(solution.match[at]))
    return state
