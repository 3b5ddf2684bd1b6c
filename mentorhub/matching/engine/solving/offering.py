"""A place that came free and has a price: the same search from its side."""

from typing import NamedTuple

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.kernels import CHUNK, NEVER, Pack
from mentorhub.matching.engine.solving.near import Near, Nearby, admit, outside
from mentorhub.matching.engine.solving.queue import FAR, Queue, pull, put, queue
from mentorhub.matching.engine.solving.sides import Other, score_column
from mentorhub.matching.engine.solving.standing import State, link, unlink


class Offer(NamedTuple):
    """A search: the distances of mentors are in the queue."""

    queue: Queue
    far_mentee: Ints
    taken_by: Ints  # who would leave this mentor
    moves_to: Ints
    goal: Ints


@jit
def ask(s: State, offer: Offer, mentor: int, mentee: int, there: int) -> None:
    """A mentee could move to this mentor, whose place is so far away."""
    offer.far_mentee[mentee] = there
    offer.moves_to[mentee] = mentor
    old = s.match[mentee]
    if old < 0:
        offer.goal[0], offer.goal[1], offer.goal[2] = there, mentor, mentee
    elif old != mentor and there < offer.queue.distance[old]:
        put(offer.queue, old, there)
        offer.taken_by[old] = mentee


@jit
def look_at_column(s: State, offer: Offer, mentor: int, distance: int, column: Scores) -> None:
    mentees = len(column)
    base = distance + s.mentor_prices[mentor] - s.bonus[0]
    goal = offer.goal[0]
    for begin in range(0, mentees, CHUNK):
        end = min(begin + CHUNK, mentees)
        close = 0
        for mentee in range(begin, end):
            close += base + s.mentee_prices[mentee] - column[mentee] < goal
        if close == 0:
            continue
        for mentee in range(begin, end):
            there = base + s.mentee_prices[mentee] - column[mentee]
            if there >= goal or there >= offer.far_mentee[mentee] or not s.waiting[mentee]:
                continue
            if column[mentee] >= s.least[mentee]:
                ask(s, offer, mentor, mentee, there)
                goal = offer.goal[0]


@jit
def look_near_mentor(s: State, offer: Offer, n: Near, mentor: int, distance: int) -> None:
    base = distance + s.mentor_prices[mentor] - s.bonus[0]
    for entry in range(n.held[mentor]):
        mentee = n.at[mentor, entry]
        there = base + s.mentee_prices[mentee] - n.scores[mentor, entry]
        if there >= offer.goal[0] or there >= offer.far_mentee[mentee] or not s.waiting[mentee]:
            continue
        if n.scores[mentor, entry] >= s.least[mentee]:
            ask(s, offer, mentor, mentee, there)


@jit
def offer(p: Pack, o: Other, s: State, near: Nearby, start: int, column: Scores) -> int:
    """Fill a free place that has a price, or let the price fall; how many mentors were looked at."""
    mentees, mentors = len(s.match), len(s.places)
    bonus = s.bonus[0]
    # Nodes are the mentors, and after them those whose whole column is still to be looked at.
    found = Offer(
        queue(2 * mentors),
        np.full(mentees, FAR, np.int64),
        np.full(mentors, -1, np.int64),
        np.full(mentees, -1, np.int64),
        np.zeros(3, np.int64),
    )
    far, goal = found.queue.distance, found.goal
    goal[0], goal[1], goal[2] = s.mentor_prices[start], start, -1
    put(found.queue, start, 0)
    popped = np.empty(mentors, np.int64)
    columns = 0
    while True:
        node = pull(found.queue)
        if node < 0 or far[node] >= goal[0]:
            break
        if node >= mentors:
            mentor = node - mentors
            score_column(p, o, mentor, column)
            look_at_column(s, found, mentor, far[mentor], column)
            continue
        nearest = far[node]
        popped[columns] = node
        columns += 1
        if nearest + s.mentor_prices[node] < goal[0]:
            goal[0], goal[1], goal[2] = nearest + s.mentor_prices[node], node, -1
        look_near_mentor(s, found, near.mentees, node, nearest)
        beyond = outside(near.mentees, node, s.mentor_prices[node], bonus)
        if nearest + beyond < goal[0]:
            put(found.queue, mentors + node, nearest + beyond)
    for entry in range(columns):
        if far[popped[entry]] < goal[0]:
            s.mentor_prices[popped[entry]] -= goal[0] - far[popped[entry]]
            lowered_mentor(p, o, s, near, popped[entry], column)
    for mentee in range(mentees):
        if found.far_mentee[mentee] < goal[0]:
            s.mentee_prices[mentee] += goal[0] - found.far_mentee[mentee]
    if goal[2] >= 0:
        link(s, int(goal[2]), int(goal[1]))
    mentor = int(goal[1])
    while mentor != start:
        mentee = int(found.taken_by[mentor])
        target = int(found.moves_to[mentee])
        unlink(s, mentee)
        link(s, mentee, target)
        mentor = target
    return columns


@jit
def asking_price(p: Pack, o: Other, s: State, near: Nearby, mentor: int, column: Scores) -> None:
    """What a mentor's places are worth to those who wait: the price at which nobody would rather move."""
    score_column(p, o, mentor, column)
    price = np.int64(0)
    for mentee in range(len(s.match)):
        if s.waiting[mentee] and column[mentee] >= s.least[mentee]:
            price = max(price, s.bonus[0] + column[mentee] - s.mentee_prices[mentee])
    s.mentor_prices[mentor] = price
    lowered_mentor(p, o, s, near, mentor, column)


@jit
def fill_places(p: Pack, o: Other, s: State, near: Nearby, mentor: int, column: Scores) -> int:
    """Offer every free place of a mentor until none is left or the price is nothing."""
    columns = 0
    while s.load[mentor] < s.places[mentor] and s.mentor_prices[mentor] > 0:
        columns += offer(p, o, s, near, mentor, column)
    return columns


@jit
def lowered_mentor(p: Pack, o: Other, s: State, near: Nearby, mentor: int, column: Scores) -> None:
    if (
        s.mentor_prices[mentor] < near.mentors.told[mentor] - near.mentors.slack
        and near.mentors.at.shape[1] > 0
    ):
        score_column(p, o, mentor, column)
        for mentee in range(len(column)):
            column[mentee] = NEVER if column[mentee] < s.least[mentee] else column[mentee]
        admit(near.mentors, mentor, s.mentor_prices[mentor], column)
