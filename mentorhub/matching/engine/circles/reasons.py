"""Why somebody is in no circle yet, and the one relaxation that would place them."""

from mentorhub.matching.engine.circles.model import Unplaced
from mentorhub.matching.engine.circles.peers import Peer, Peers
from mentorhub.matching.engine.circles.rules import common, faults
from mentorhub.matching.engine.circles.table import Table

ENOUGH = 1
"""A relaxation is told only where it is one rule of one circle."""


def reason(table: Table, peer: Peer) -> Unplaced:
    why = _why(table.peers, peer)
    return Unplaced(peer.id, why, _relaxation(table, peer))


def _why(peers: Peers, peer: Peer) -> str:
    rules = peers.rules
    if not peer.hours:
        return "No hours were given when this person can meet."
    if not peer.interests:
        return "No interest was named."
    others = [other for other in peers.people if other is not peer and other.at not in peer.apart]
    same_hour = [other for other in others if other.hours & peer.hours]
    if len(same_hour) + 1 < rules.smallest:
        return f"Only {len(same_hour)} others can meet at the same hours; a circle needs {rules.smallest}."
    both = [other for other in same_hour if other.interests & peer.interests]
    if len(both) + 1 < rules.smallest:
        return f"Only {len(both)} others share an hour and an interest; a circle needs {rules.smallest}."
    for which, (key, limit) in enumerate(peers.limits):
        mine = {value for value in peer.limited if value[0] == which}
        apart = [other for other in both if not mine & set(other.limited)]
        if mine and len(apart) + limit < rules.smallest:
            return f"Most who share an hour and an interest share the {key} too, and at most {limit} may."
    return "Every circle around the same hours and interests is full or closed by another rule."


def _relaxation(table: Table, peer: Peer) -> str:
    """The circle that one relaxed rule would open; the smallest relaxation first."""
    best: tuple[int, str] | None = None
    for number in table.members:
        found = _needed(table, peer, number)
        if found is not None and (best is None or found < best):
            best = found
    if best is not None:
        return best[1]
    return "No single relaxation would do: more people with the same hours and interests would."


def _needed(table: Table, peer: Peer, number: int) -> tuple[int, str] | None:
    members = table.members[number]
    joined = [*members, peer]
    wrong = faults(table.peers, joined)
    if len(wrong) != ENOUGH:
        return None
    heart = min(member.id for member in members)
    if len(joined) > table.peers.rules.largest:
        return 0, f"A circle of {len(joined)} would do: the one with {heart}."
    if not common(joined, "hours"):
        hours = [word for bit, word in enumerate(table.peers.hours) if table.hours[number] >> bit & 1]
        return 1, f"Being free {hours[0]} would do: for the circle with {heart}."
    if not common(joined, "interests"):
        return 2, f"An interest in {_shared(table, number)} would do: for the circle with {heart}."
    if any(other.at in peer.apart for other in members):
        return None  # whom to keep apart is not for relaxing
    return 3, f"One more from the same {_limit(table, peer, number)} would do: in the circle with {heart}."


def _shared(table: Table, number: int) -> str:
    shared = table.interests[number]
    return next(word for bit, word in enumerate(table.peers.interests) if shared >> bit & 1)


def _limit(table: Table, peer: Peer, number: int) -> str:
    shared, limits = table.shared[number], table.peers.limits
    return next(limits[value[0]][0] for value in peer.limited if shared[value] >= limits[value[0]][1])
