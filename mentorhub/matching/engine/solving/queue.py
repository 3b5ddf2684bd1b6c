"""The nearest node first, of equals the lowest: a heap in which a distance may fall."""

from typing import NamedTuple

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.solving.jit import jit

FAR = np.int64(2**61)


class Queue(NamedTuple):
    distance: Ints  # of every node; FAR where it was never put
    order: Index  # the heap, of nodes
    place: Index  # of a node in the heap, or -1
    size: Ints  # one number


@jit
def queue(nodes: int) -> Queue:
    return Queue(
        np.full(nodes, FAR, np.int64),
        np.empty(nodes, np.int32),
        np.full(nodes, -1, np.int32),
        np.zeros(1, np.int64),
    )


@jit
def before(q: Queue, one: int, other: int) -> bool:
    if q.distance[one] == q.distance[other]:
        return bool(one < other)
    return bool(q.distance[one] < q.distance[other])


@jit
def put(q: Queue, node: int, distance: int) -> None:
    """A node at this distance, or nearer than it was."""
    q.distance[node] = distance
    at = int(q.place[node])
    if at < 0:
        at = int(q.size[0])
        q.size[0] += 1
    while at > 0:
        above = (at - 1) // 2
        other = q.order[above]
        if not before(q, node, other):
            break
        q.order[at] = other
        q.place[other] = at
        at = above
    q.order[at] = node
    q.place[node] = at


@jit
def pull(q: Queue) -> int:
    """The nearest node, out of the heap; -1 where it is empty."""
    if q.size[0] == 0:
        return -1
    nearest = int(q.order[0])
    q.place[nearest] = -1
    q.size[0] -= 1
    size = int(q.size[0])
    if size == 0:
        return nearest
    node = q.order[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and before(q, q.order[child + 1], q.order[child]):
            child += 1
        if not before(q, q.order[child], node):
            break
        q.order[at] = q.order[child]
        q.place[q.order[at]] = at
        at = child
    q.order[at] = node
    q.place[node] = at
    return nearest
