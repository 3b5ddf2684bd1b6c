"""Making circles: around somebody hard to place, an interest and an hour; then chains of people moving up."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from mentorhub.matching.engine.circles.peers import Peer, Peers
from mentorhub.matching.engine.circles.rules import mixed_enough
from mentorhub.matching.engine.circles.table import NOWHERE, Table

Anchor = tuple[int, int]
"""The bit of an interest and of an hour that all of a circle share."""


class Anchors:
    """Who could meet around what."""

    def __init__(self, peers: Peers) -> None:
        self.peers = peers
        self.by_peer: list[list[Anchor]] = [
            [(i, h) for i in _bits(peer.interests) for h in _bits(peer.hours)] for peer in peers.people
        ]
        self.people: dict[Anchor, list[Peer]] = {}
        for peer in peers.people:
            for anchor in self.by_peer[peer.at]:
                self.people.setdefault(anchor, []).append(peer)
        least = peers.rules.smallest
        self.room = [sum(len(self.people[anchor]) >= least for anchor in anchors) for anchors in self.by_peer]
        """How many ways each person could be placed at all: the fewer, the earlier."""


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low)
        mask ^= low
    return found


@dataclass(frozen=True, slots=True)
class Filling:
    """How new circles are looked for: their size, and how many interests and hours around a person."""

    anchors: Anchors
    draw: random.Random
    target: int
    tries: int = 6


def fill(table: Table, pool: Iterable[Peer], how: Filling) -> None:
    """New circles from the pool, hardest people first, until nobody left can be the heart of one."""
    anchors, draw = how.anchors, how.draw
    noise = {peer.at: anchors.room[peer.at] * (1 + draw.random()) for peer in pool}
    waiting = sorted(noise, key=lambda at: (noise[at], at))
    free = set(waiting)
    for at in waiting:
        if at not in free:
            continue
        chosen = _around(table, how, at, free, noise)
        if chosen:
            table.open(chosen)
            free.difference_update(peer.at for peer in chosen)


def _around(table: Table, how: Filling, heart: int, free: set[int], noise: dict[int, float]) -> list[Peer]:
    """The best of a few circles around this person: the fullest, then of the people hardest to place."""
    best: list[Peer] = []
    best_worth: tuple[int, float] = (0, 0.0)
    mine = how.anchors.by_peer[heart]
    for anchor in how.draw.sample(mine, min(how.tries, len(mine))):
        near = [peer for peer in how.anchors.people[anchor] if peer.at in free and peer.at != heart]
        if len(near) + 1 < table.peers.rules.smallest:
            continue
        near.sort(key=lambda peer: (noise[peer.at], peer.at))
        chosen = _gather(table, table.peers.people[heart], near, how.target)
        if len(chosen) >= table.peers.rules.smallest:
            worth = (len(chosen), -sum(noise[peer.at] for peer in chosen))
            if not best or worth > best_worth:
                best, best_worth = chosen, worth
    return best


def _gather(table: Table, heart: Peer, near: list[Peer], target: int) -> list[Peer]:
    """People in this order as far as the rules allow; the last seat may wait for another stage."""
    limits = [limit for _, limit in table.peers.limits]
    chosen, shared = [heart], dict.fromkeys(heart.limited, 1)
    for peer in near:
        if len(chosen) >= target:
            break
        if any(shared.get(value, 0) >= limits[value[0]] for value in peer.limited):
            continue
        if peer.apart and any(member.at in peer.apart for member in chosen):
            continue
        if len(chosen) == target - 1 and not mixed_enough(table.peers, [*chosen, peer]):
            continue
        chosen.append(peer)
        for value in peer.limited:
            shared[value] = shared.get(value, 0) + 1
    return chosen if mixed_enough(table.peers, chosen) else []


def insert(table: Table, people: Iterable[Peer], draw: random.Random) -> None:
    """Seat whoever fits somewhere, directly or by one or two others moving on."""
    for peer in people:
        numbers = list(table.members)
        draw.shuffle(numbers)
        if _direct(table, peer, numbers) or _by_moving(table, peer, numbers, depth=2):
            continue


def _direct(table: Table, peer: Peer, numbers: list[int]) -> bool:
    """The emptiest circle that takes this person."""
    open_to = [number for number in numbers if table.fits(peer, number)]
    if not open_to:
        return False
    table.join(peer, min(open_to, key=lambda number: len(table.members[number])))
    return True


MOST_CHAINS = 60


def _by_moving(table: Table, peer: Peer, numbers: list[int], depth: int) -> bool:
    """Somebody gives up a seat to this person and finds another."""
    tried = 0
    for number in numbers:
        for member in table.swappable(peer, number):
            if not table.may_leave(member, instead=peer):
                continue
            tried += 1
            if tried > MOST_CHAINS:
                return False
            table.leave(member)
            if table.fits(peer, number):
                table.join(peer, number)
                others = [other for other in numbers if other != number]
                if _direct(table, member, others) or (
                    depth > 1 and _by_moving(table, member, _sample(others, tried), depth - 1)
                ):
                    return True
                table.leave(peer)
            table.join(member, number)
    return False


def _sample(numbers: list[int], turn: int) -> list[int]:
    """A dozen circles, other ones each time: a second move need not try everything."""
    start = turn * 12 % max(1, len(numbers))
    return (numbers[start:] + numbers[:start])[:12]


def waiting(table: Table) -> list[Peer]:
    return [peer for peer in table.peers.people if table.seat[peer.at] == NOWHERE]
