"""Circles that became too small or too large: whom to merge, how to split."""

from collections.abc import Sequence
from itertools import combinations

from mentorhub.matching.engine.circles.form import seat_existing, to_circle
from mentorhub.matching.engine.circles.model import Circle, CircleRules
from mentorhub.matching.engine.circles.peers import Peer, Peers, read
from mentorhub.matching.engine.circles.rules import faults
from mentorhub.matching.engine.circles.table import Table, quality
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Person


def mergers(
    people: Sequence[Person], circles: Sequence[Circle], rules: CircleRules | None = None
) -> list[Circle]:
    """What two circles, one of them too small, would be together: what the rules allow, best first."""
    peers = read(people, rules or CircleRules())
    groups = [_members(peers, circle) for circle in circles]
    small = peers.rules.smallest
    found = [
        to_circle(peers, [*groups[one], *groups[other]], f"{circles[one].name} + {circles[other].name}")
        for one, other in combinations(range(len(circles)), 2)
        if min(len(groups[one]), len(groups[other])) < small
        and not faults(peers, [*groups[one], *groups[other]])
    ]
    return sorted(found, key=lambda circle: (-circle.quality, circle.members))


def split(
    people: Sequence[Person], circle: Circle, rules: CircleRules | None = None
) -> tuple[Circle, Circle]:
    """Two circles within the rules, as good as moving people one by one makes them."""
    peers = read(people, rules or CircleRules())
    members = sorted(_members(peers, circle), key=lambda peer: peer.at)
    if len(members) < 2 * peers.rules.smallest:
        raise MatchingError(
            f"The circle has {len(members)} members: too few for two of at least {peers.rules.smallest}."
        )
    halves = _settled(peers, _dealt(members))
    wrong = [fault for half in halves for fault in faults(peers, half)]
    if wrong:
        raise MatchingError(f"The circle cannot be split within the rules: {wrong[0]}")
    return to_circle(peers, halves[0], circle.name), to_circle(peers, halves[1])


def _members(peers: Peers, circle: Circle) -> list[Peer]:
    table = Table(peers)
    seat_existing(table, [circle])
    return next(iter(table.members.values()))


def _dealt(members: list[Peer]) -> tuple[list[Peer], list[Peer]]:
    """Those of one institution, and of one stage, go to both sides by turns."""
    order = sorted(members, key=lambda peer: (peer.limited, peer.stage, peer.at))
    return order[::2], order[1::2]


def _settled(peers: Peers, halves: tuple[list[Peer], list[Peer]]) -> tuple[list[Peer], list[Peer]]:
    """Exchange two people as long as that mends a fault or makes both better."""
    best = _worth(peers, halves)
    improved = True
    while improved:
        improved = False
        for one in range(len(halves[0])):
            for other in range(len(halves[1])):
                halves[0][one], halves[1][other] = halves[1][other], halves[0][one]
                worth = _worth(peers, halves)
                if worth > best:
                    best, improved = worth, True
                else:
                    halves[0][one], halves[1][other] = halves[1][other], halves[0][one]
    return halves


def _worth(peers: Peers, halves: tuple[list[Peer], list[Peer]]) -> tuple[int, int]:
    return -sum(len(faults(peers, half)) for half in halves), sum(quality(peers, half) for half in halves)
