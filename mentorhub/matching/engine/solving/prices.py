"""Prices for an assignment that is best over a list of arcs."""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.solving.arcs import Arcs
from mentorhub.matching.engine.solving.jit import jit


def prices(arcs: Arcs, match: Index, people: int, mentors: int, bonus: int) -> tuple[Ints, Ints]:
    """Of mentees and of mentors: the lowest prices of places at which nobody would rather move."""
    worth = arcs.scores + bonus
    own = np.zeros(people, np.int64)
    held = arcs.mentors == match[arcs.rows]
    own[arcs.rows[held]] = worth[held]
    mentor_prices = np.zeros(mentors, np.int64)
    start = arcs.start(people)
    if not _follow(start, arcs.mentors, worth, match.astype(np.int64), own, mentor_prices):
        raise AssertionError("prices did not settle: the assignment was not the best over its arcs")
    net = worth - mentor_prices[arcs.mentors]
    mentee_prices = np.zeros(people, np.int64)
    np.maximum.at(mentee_prices, arcs.rows, net)
    return mentee_prices, mentor_prices


@jit
def _follow(start: Ints, at: Ints, worth: Ints, match: Ints, own: Ints, price: Ints) -> bool:
    """Raise prices until nobody gains by moving (Bellman-Ford with a queue of mentees to ask again)."""
    people, mentors = len(match), len(price)
    first = np.full(mentors, -1, np.int64)
    following = np.full(people, -1, np.int64)
    for person in range(people):
        if match[person] >= 0:
            following[person] = first[match[person]]
            first[match[person]] = person
    queue = np.empty(mentors, np.int64)
    queued = np.zeros(mentors, np.bool_)
    head, count = 0, 0
    asked = 0
    limit = np.int64(people + mentors + 2) * (people + mentors + 2)
    for person in range(people):
        gain = price[match[person]] - own[person] if match[person] >= 0 else np.int64(0)
        for arc in range(start[person], start[person + 1]):
            mentor = at[arc]
            if worth[arc] + gain > price[mentor]:
                price[mentor] = worth[arc] + gain
                if not queued[mentor]:
                    queued[mentor] = True
                    queue[(head + count) % mentors] = mentor
                    count += 1
    while count > 0:
        raised = queue[head]
        head = (head + 1) % mentors
        count -= 1
        queued[raised] = False
        asked += 1
        if asked > limit:
            return False
        person = first[raised]
        while person >= 0:
            gain = price[raised] - own[person]
            for arc in range(start[person], start[person + 1]):
                mentor = at[arc]
                if worth[arc] + gain > price[mentor]:
                    price[mentor] = worth[arc] + gain
                    if not queued[mentor]:
                        queued[mentor] = True
                        queue[(head + count) % mentors] = mentor
                        count += 1
            person = following[person]
    return True
