"""Among equally good assignments, the one that everybody can check.

Mentees are taken in the order of their ids; each gets the mentor with the lowest id that some best
assignment gives them, once those before them are served; a mentor comes before nobody.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.problem import NOBODY, loads

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TightArcs:
    """The pairs that some best assignment may use, by mentee, mentors rising."""

    start: Ints
    at: Index


def settle(match: Index, tight: TightArcs, mentee_prices: Ints, mentor_prices: Ints, places: Ints) -> Index:
    """The same worth, by the rule above."""
    mentors = len(places)
    load = loads(match, mentors)
    group = _groups(match, tight, mentee_prices, mentor_prices, load, places)
    rows = np.repeat(np.arange(len(match)), np.diff(tight.start))
    movable = group[rows] == group[len(match) + tight.at]
    movable |= match[rows] == tight.at
    start = np.concatenate([[0], np.cumsum(np.bincount(rows[movable], minlength=len(match)))]).astype(
        np.int64
    )
    settled = match.copy()
    _first_choices(
        settled,
        start,
        tight.at[movable],
        mentee_prices == 0,
        mentor_prices == 0,
        load,
        places.astype(np.int64),
    )
    return settled


def _groups(
    match: Index, tight: TightArcs, mentee_prices: Ints, mentor_prices: Ints, load: Ints, places: Ints
) -> Index:
    """Who can trade places with whom at all: strongly connected parts of the graph of possible moves."""
    people, mentors = len(match), len(places)
    root = people + mentors
    rows = np.repeat(np.arange(people), np.diff(tight.start))
    matched = np.flatnonzero(match != NOBODY)
    unmatched = np.flatnonzero(match == NOBODY)
    may_leave = matched[mentee_prices[matched] == 0]
    has_room = np.flatnonzero(load < places)
    may_empty = np.flatnonzero((load > 0) & (mentor_prices == 0))
    tails = [
        rows,
        people + match[matched],
        may_leave,
        unmatched * 0 + root,
        people + has_room,
        may_empty * 0 + root,
    ]
    heads = [
        people + tight.at,
        matched,
        may_leave * 0 + root,
        unmatched,
        has_room * 0 + root,
        people + may_empty,
    ]
    tail, head = np.concatenate(tails), np.concatenate(heads)
    graph = coo_array((np.ones(len(tail), np.int8), (tail, head)), shape=(root + 1, root + 1)).tocsr()
    labels: Index = connected_components(graph, directed=True, connection="strong")[1]
    return labels


class Moves(NamedTuple):
    """Who could trade, and a search over mentors, with one node more for free places and the unmatched."""

    match: Index
    start: Ints
    at: Index
    may_leave: Flags
    may_empty: Flags
    load: Ints
    places: Ints
    first: Ints  # who is with each mentor, as linked lists
    following: Ints
    served: Flags
    seen: Ints  # the mentee for whom a node was last reached
    came_by: Ints  # the mentee who would move into this mentor; -1: from the root; at the root -2 - mentor
    queue: Ints
    filled: Ints  # one number: how many of the queue


@jit
def _first_choices(
    match: Index, start: Ints, at: Index, may_leave: Flags, may_empty: Flags, load: Ints, places: Ints
) -> None:
    """Give each mentee in turn the first mentor reachable by trading with those not yet served."""
    people, mentors = len(match), len(places)
    first = np.full(mentors, -1, np.int64)
    following = np.full(people, -1, np.int64)
    for person in range(people):
        if match[person] >= 0:
            following[person] = first[match[person]]
            first[match[person]] = person
    root = mentors
    m = Moves(
        match,
        start,
        at,
        may_leave,
        may_empty,
        load,
        places,
        first,
        following,
        np.zeros(people, np.bool_),
        np.full(mentors + 1, -1, np.int64),
        np.full(mentors + 1, -1, np.int64),
        np.zeros(mentors + 1, np.int64),
        np.zeros(1, np.int64),
    )
    for person in range(people):
        held = int(match[person]) if match[person] >= 0 else root
        for option in range(start[person], start[person + 1]):
            wanted = int(at[option])
            if wanted == held:
                break
            if m.seen[wanted] != person and _can_have(m, person, wanted, held):
                _trade(match, first, following, load, m.came_by, person, held, root)
                break
        m.served[person] = True


@jit
def _can_have(m: Moves, person: int, wanted: int, held: int) -> bool:
    """Can the wanted mentor's load be carried off, step by step, into the place this mentee holds?"""
    root = len(m.places)
    m.filled[0] = 0
    _reach(m, person, wanted, person)
    read = 0
    while read < m.filled[0] and m.seen[held] != person:
        node = m.queue[read]
        read += 1
        if node == root:
            _from_root(m, person)
            continue
        if m.load[node] < m.places[node]:
            _reach(m, person, root, -2 - node)  # a free place of this mentor
        other = m.first[node]
        while other >= 0:
            if not m.served[other] and other != person:
                if m.may_leave[other]:
                    _reach(m, person, root, other)
                _reach_wishes(m, person, other)
            other = m.following[other]
    return bool(m.seen[held] == person)


@jit
def _from_root(m: Moves, person: int) -> None:
    """Places that may stay empty, and whatever those without a mentor would take."""
    for mentor in range(len(m.places)):
        if m.load[mentor] > 0 and m.may_empty[mentor]:
            _reach(m, person, mentor, -1)
    for other in range(len(m.match)):
        if m.match[other] < 0 and not m.served[other] and other != person:
            _reach_wishes(m, person, other)


@jit
def _reach_wishes(m: Moves, person: int, other: int) -> None:
    for arc in range(m.start[other], m.start[other + 1]):
        _reach(m, person, m.at[arc], other)


@jit
def _reach(m: Moves, person: int, node: int, by: int) -> None:
    if m.seen[node] != person:
        m.seen[node] = person
        m.came_by[node] = by
        m.queue[m.filled[0]] = node
        m.filled[0] += 1


@jit
def _trade(
    match: Index, first: Ints, following: Ints, load: Ints, came_by: Ints, person: int, held: int, root: int
) -> None:
    """Walk back from the place given up to the place wanted, moving everybody on the way."""
    node = held
    while True:
        if node == root:
            step = came_by[root]
            if step <= -2:  # the free place of this mentor is taken up
                node = -2 - step
                load[node] += 1
                continue
            mover, target = step, -1
        else:
            mover = came_by[node]
            if mover == -1:  # this mentor ends with one fewer
                load[node] -= 1
                node = root
                continue
            target = node
        old = match[mover]
        if old >= 0:
            _unlink(first, following, old, mover)
        match[mover] = target
        if target >= 0:
            following[mover] = first[target]
            first[target] = mover
        if mover == person:
            return
        node = old if old >= 0 else root


@jit
def _unlink(first: Ints, following: Ints, mentor: int, mover: int) -> None:
    if first[mentor] == mover:
        first[mentor] = following[mover]
    else:
        before = first[mentor]
        while following[before] != mover:
            before = following[before]
        following[before] = following[mover]
    following[mover] = -1
