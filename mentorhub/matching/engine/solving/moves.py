"""One event at a time: the shortest chain of moves that makes the assignment best again.

Prices stay a proof throughout. A mentee who wants a place sets off a search over mentors (Dijkstra with the
prices as potentials); a place that came free and has a price sets off the same search from its side.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.instance import FULL_SCORE
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.kernels import CHUNK, NEVER, Pack, pack, score_row
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution
from mentorhub.matching.engine.solving.sides import Other, other_side, score_column

Flags = npt.NDArray[np.bool_]
FAR = np.int64(2**61)
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


@jit
def seek(p: Pack, s: State, start: int, row: Scores) -> int:
    """Match this waiting mentee, moving others on where that is best; how many rows were looked at."""
    mentors = len(s.places)
    bonus = s.bonus[0]
    score_row(p, start, s.least[start], row)
    best, best_free, free = np.int64(0), np.int64(0), np.int64(-1)
    for mentor in range(mentors):
        if s.places[mentor] > 0 and row[mentor] != NEVER:
            net = bonus + row[mentor] - s.mentor_prices[mentor]
            best = max(best, net)
            if net > best_free and s.load[mentor] < s.places[mentor]:
                best_free, free = net, np.int64(mentor)
    s.mentee_prices[start] = best
    if best == 0:
        return 1
    far = np.full(mentors, FAR, np.int64)
    came_by = np.full(mentors, -1, np.int64)
    edge = np.empty(mentors, np.int64)  # mentors with a distance who are not done
    waiting = 0
    popped = np.empty(mentors, np.int64)
    count = 0
    scanned = np.empty(len(s.match), np.int64)
    at = np.empty(len(s.match), np.int64)
    scanned[0], at[0] = start, 0
    rows, fresh = 1, 0
    goal, goal_mentor, goal_mentee = best, np.int64(-1), np.int64(start)  # staying without a mentor
    if free >= 0:
        goal, goal_mentor, goal_mentee = best - best_free, free, np.int64(-1)
        far[free], came_by[free] = goal, start
    while True:
        while fresh < rows:
            mentee, distance = scanned[fresh], at[fresh]
            if fresh > 0:
                score_row(p, mentee, s.least[mentee], row)
            base = distance + s.mentee_prices[mentee] - bonus
            for begin in range(0, mentors, CHUNK):
                end = min(begin + CHUNK, mentors)
                near = 0
                for mentor in range(begin, end):
                    near += base + s.mentor_prices[mentor] - row[mentor] < goal
                if near == 0:
                    continue
                for mentor in range(begin, end):
                    there = base + s.mentor_prices[mentor] - row[mentor]
                    if there >= goal or there >= far[mentor] or row[mentor] == NEVER:
                        continue
                    if s.load[mentor] < s.places[mentor]:
                        goal, goal_mentor, goal_mentee = there, np.int64(mentor), np.int64(-1)
                    elif far[mentor] == FAR:
                        edge[waiting] = mentor
                        waiting += 1
                    far[mentor] = there
                    came_by[mentor] = mentee
            fresh += 1
        place = -1
        for entry in range(waiting):
            if far[edge[entry]] < goal and (place < 0 or far[edge[entry]] < far[edge[place]]):
                place = entry
        if place < 0:
            break
        where = edge[place]
        waiting -= 1
        edge[place] = edge[waiting]
        nearest = far[where]
        popped[count] = where
        count += 1
        mentee = s.first[where]
        while mentee >= 0:
            scanned[rows], at[rows] = mentee, nearest
            rows += 1
            if nearest + s.mentee_prices[mentee] < goal:
                goal, goal_mentor, goal_mentee = nearest + s.mentee_prices[mentee], where, mentee
            mentee = s.following[mentee]
    for entry in range(rows):
        if at[entry] < goal:
            s.mentee_prices[scanned[entry]] -= goal - at[entry]
    for entry in range(count):
        if far[popped[entry]] < goal:
            s.mentor_prices[popped[entry]] += goal - far[popped[entry]]
    if goal_mentee == start:
        return rows
    if goal_mentee >= 0:
        unlink(s, int(goal_mentee))
    mentor = int(goal_mentor)
    while True:
        mentee = int(came_by[mentor])
        old = int(s.match[mentee])
        if old >= 0:
            unlink(s, mentee)
        link(s, mentee, mentor)
        if mentee == start:
            return rows
        mentor = old


@jit
def offer(p: Pack, o: Other, s: State, start: int, column: Scores) -> int:
    """Fill a free place that has a price, or let the price fall; how many columns were looked at."""
    mentees, mentors = len(s.match), len(s.places)
    bonus = s.bonus[0]
    far_mentor = np.full(mentors, FAR, np.int64)
    far_mentee = np.full(mentees, FAR, np.int64)
    taken_by = np.full(mentors, -1, np.int64)  # who would leave this mentor
    moves_to = np.full(mentees, -1, np.int64)
    edge = np.empty(mentors, np.int64)  # mentors with a distance who are not done
    edge[0] = start
    waiting = 1
    popped = np.empty(mentors, np.int64)
    columns = 0
    far_mentor[start] = 0
    goal, goal_mentor, goal_mentee = s.mentor_prices[start], np.int64(start), np.int64(-1)
    while True:
        place = -1
        for entry in range(waiting):
            near_enough = far_mentor[edge[entry]] < goal
            if near_enough and (place < 0 or far_mentor[edge[entry]] < far_mentor[edge[place]]):
                place = entry
        if place < 0:
            break
        where = edge[place]
        waiting -= 1
        edge[place] = edge[waiting]
        nearest = far_mentor[where]
        popped[columns] = where
        columns += 1
        if nearest + s.mentor_prices[where] < goal:
            goal, goal_mentor, goal_mentee = nearest + s.mentor_prices[where], where, np.int64(-1)
        score_column(p, o, int(where), column)
        base = nearest + s.mentor_prices[where] - bonus
        for begin in range(0, mentees, CHUNK):
            end = min(begin + CHUNK, mentees)
            near = 0
            for mentee in range(begin, end):
                near += base + s.mentee_prices[mentee] - column[mentee] < goal
            if near == 0:
                continue
            for mentee in range(begin, end):
                there = base + s.mentee_prices[mentee] - column[mentee]
                if there >= goal or there >= far_mentee[mentee] or not s.waiting[mentee]:
                    continue
                if column[mentee] < s.least[mentee]:
                    continue
                far_mentee[mentee] = there
                moves_to[mentee] = where
                old = s.match[mentee]
                if old < 0:
                    goal, goal_mentor, goal_mentee = there, where, np.int64(mentee)
                elif old != where and there < far_mentor[old]:
                    if far_mentor[old] == FAR:
                        edge[waiting] = old
                        waiting += 1
                    far_mentor[old] = there
                    taken_by[old] = mentee
    for entry in range(columns):
        if far_mentor[popped[entry]] < goal:
            s.mentor_prices[popped[entry]] -= goal - far_mentor[popped[entry]]
    for mentee in range(mentees):
        if far_mentee[mentee] < goal:
            s.mentee_prices[mentee] += goal - far_mentee[mentee]
    if goal_mentee >= 0:
        link(s, int(goal_mentee), int(goal_mentor))
    mentor = int(goal_mentor)
    while mentor != start:
        mentee = int(taken_by[mentor])
        target = int(moves_to[mentee])
        unlink(s, mentee)
        link(s, mentee, target)
        mentor = target
    return columns


@jit
def asking_price(p: Pack, o: Other, s: State, mentor: int, column: Scores) -> None:
    """What a mentor's places are worth to those who wait: the price at which nobody would rather move."""
    score_column(p, o, mentor, column)
    price = np.int64(0)
    for mentee in range(len(s.match)):
        if s.waiting[mentee] and column[mentee] >= s.least[mentee]:
            price = max(price, s.bonus[0] + column[mentee] - s.mentee_prices[mentee])
    s.mentor_prices[mentor] = price


@jit
def fill_places(p: Pack, o: Other, s: State, mentor: int, column: Scores) -> int:
    """Offer every free place of a mentor until none is left or the price is nothing."""
    columns = 0
    while s.load[mentor] < s.places[mentor] and s.mentor_prices[mentor] > 0:
        columns += offer(p, o, s, mentor, column)
    return columns


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


def mend(problem: Problem, grid: ColumnGrid, solution: Solution, uncovered: Ints) -> Solution:
    """Best over all pairs, from one whose prices cover all pairs but those of these rows.

    Those mentees step out and come back one by one; a place they left that is still free is offered last,
    when most have been filled already.
    """
    p, o, state = pack(grid), other_side(grid), opened(problem, solution)
    row, column = np.empty(grid.mentors, np.int16), np.empty(grid.mentees, np.int16)
    out = problem.rows[uncovered].tolist()
    left = sorted({int(state.match[mentee]) for mentee in out} - {NOBODY})
    for mentee in out:
        leave(state, mentee)
    for mentee in out:
        problem.watch.at("mending")
        state.waiting[mentee] = True
        seek(p, state, mentee, row)
    for mentor in left:
        problem.watch.at("mending")
        fill_places(p, o, state, mentor, column)
    # A mentor without a place costs more than any pair is worth, so that the prices cover every pair.
    prices = np.where(state.places > 0, state.mentor_prices, problem.bonus + FULL_SCORE)
    match = state.match[problem.rows].astype(np.int32)
    return Solution(match, state.mentee_prices[problem.rows], prices, problem.bonus, solution.scores)
