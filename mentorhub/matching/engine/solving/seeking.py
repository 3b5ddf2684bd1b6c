"""A mentee who wants a place: the shortest chain of moves over mentors, prices kept a proof (Dijkstra).

Whoever is asked looks at those near them first, and at everybody only where somebody else could be nearer
than the end found so far.
"""

from typing import NamedTuple

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.kernels import CHUNK, NEVER, Pack, score_row
from mentorhub.matching.engine.solving.near import NO_LIST, Near, Nearby, admit, choose, outside
from mentorhub.matching.engine.solving.queue import Queue, pull, put, queue
from mentorhub.matching.engine.solving.standing import State, link, unlink


class Chain(NamedTuple):
    """A search: how far every node is, who it was reached by, and the nearest end found so far."""

    queue: Queue
    came_by: Ints
    goal: Ints  # its distance, the mentor, and the mentee; -1 for a place that is free or stays so


@jit
def reach(s: State, chain: Chain, mentee: int, mentor: int, there: int) -> None:
    """A mentee could move to this mentor, whose next place is so far away."""
    if s.load[mentor] < s.places[mentor]:
        chain.goal[0], chain.goal[1], chain.goal[2] = there, mentor, -1
        chain.queue.distance[mentor] = there
    else:
        put(chain.queue, mentor, there)
    chain.came_by[mentor] = mentee


@jit
def look_at_row(s: State, chain: Chain, mentee: int, distance: int, row: Scores) -> None:
    """Where a mentee could move among all mentors."""
    mentors = len(row)
    base = distance + s.mentee_prices[mentee] - s.bonus[0]
    far = chain.queue.distance
    goal = chain.goal[0]
    for begin in range(0, mentors, CHUNK):
        end = min(begin + CHUNK, mentors)
        close = 0
        for mentor in range(begin, end):
            close += base + s.mentor_prices[mentor] - row[mentor] < goal
        if close == 0:
            continue
        for mentor in range(begin, end):
            there = base + s.mentor_prices[mentor] - row[mentor]
            if there < goal and there < far[mentor] and row[mentor] != NEVER:
                reach(s, chain, mentee, mentor, there)
                goal = chain.goal[0]


@jit
def look_near(s: State, chain: Chain, n: Near, mentee: int, distance: int) -> None:
    """Where a mentee could move among the mentors in her list."""
    base = distance + s.mentee_prices[mentee] - s.bonus[0]
    for entry in range(n.held[mentee]):
        mentor = n.at[mentee, entry]
        there = base + s.mentor_prices[mentor] - n.scores[mentee, entry]
        if there < chain.goal[0] and there < chain.queue.distance[mentor]:
            reach(s, chain, mentee, mentor, there)


@jit
def seek(p: Pack, s: State, near: Nearby, start: int, row: Scores) -> int:
    """Match this waiting mentee, moving others on where that is best; how many people were asked."""
    mentors = len(s.places)
    bonus = s.bonus[0]
    score_row(p, start, s.least[start], row)
    if near.mentors.bar[start] == NO_LIST:
        choose(near.mentors, start, row)
    best, best_free, free = np.int64(0), np.int64(0), np.int64(-1)
    for mentor in range(mentors):
        if s.places[mentor] > 0 and row[mentor] != NEVER:
            net = bonus + row[mentor] - s.mentor_prices[mentor]
            best = max(best, net)
            if net > best_free and s.load[mentor] < s.places[mentor]:
                best_free, free = net, np.int64(mentor)
    s.mentee_prices[start] = best
    if best == 0:
        lowered_mentee(p, s, near, start, row)
        return 1
    # Nodes are the mentors, and after them the mentees whose whole row is still to be looked at.
    chain = Chain(queue(mentors + len(s.match)), np.full(mentors, -1, np.int64), np.zeros(3, np.int64))
    far, goal = chain.queue.distance, chain.goal
    goal[0], goal[1], goal[2] = best, -1, start  # staying without a mentor
    if free >= 0:
        goal[0], goal[1], goal[2] = best - best_free, free, -1
        far[free], chain.came_by[free] = goal[0], start
    popped = np.empty(mentors, np.int64)
    count = 0
    asked = np.empty(len(s.match), np.int64)
    at = np.empty(len(s.match), np.int64)
    asked[0], at[0] = start, 0
    rows = 1
    look_at_row(s, chain, start, 0, row)
    while True:
        node = pull(chain.queue)
        if node < 0 or far[node] >= goal[0]:
            break
        nearest = far[node]
        if node >= mentors:
            mentee = node - mentors
            score_row(p, mentee, s.least[mentee], row)
            look_at_row(s, chain, mentee, far[s.match[mentee]], row)
            continue
        popped[count] = node
        count += 1
        mentee = s.first[node]
        while mentee >= 0:
            asked[rows], at[rows] = mentee, nearest
            rows += 1
            if nearest + s.mentee_prices[mentee] < goal[0]:
                goal[0], goal[1], goal[2] = nearest + s.mentee_prices[mentee], node, mentee
            mentee = s.following[mentee]
        mentee = s.first[node]
        while mentee >= 0:
            look_near(s, chain, near.mentors, mentee, nearest)
            beyond = outside(near.mentors, mentee, s.mentee_prices[mentee], bonus)
            if nearest + beyond < goal[0]:
                put(chain.queue, mentors + mentee, nearest + beyond)
            mentee = s.following[mentee]
    for entry in range(rows):
        if at[entry] < goal[0]:
            s.mentee_prices[asked[entry]] -= goal[0] - at[entry]
        lowered_mentee(p, s, near, asked[entry], row)
    for entry in range(count):
        if far[popped[entry]] < goal[0]:
            s.mentor_prices[popped[entry]] += goal[0] - far[popped[entry]]
    if goal[2] == start:
        return rows
    if goal[2] >= 0:
        unlink(s, int(goal[2]))
    mentor = int(goal[1])
    while True:
        mentee = int(chain.came_by[mentor])
        old = int(s.match[mentee])
        if old >= 0:
            unlink(s, mentee)
        link(s, mentee, mentor)
        if mentee == start:
            return rows
        mentor = old


@jit
def lowered_mentee(p: Pack, s: State, near: Nearby, mentee: int, row: Scores) -> None:
    """A price that fell far is told to the mentors' lists."""
    if (
        s.mentee_prices[mentee] < near.mentees.told[mentee] - near.mentees.slack
        and near.mentees.at.shape[1] > 0
    ):
        score_row(p, mentee, s.least[mentee], row)
        admit(near.mentees, mentee, s.mentee_prices[mentee], row)
