"""The circles while they are being made: who sits where, and who may sit down."""

from collections import Counter
from collections.abc import Iterable

from mentorhub.matching.engine.circles.peers import UNKNOWN, Peer, Peers
from mentorhub.matching.engine.circles.rules import common, mixed_enough

NOWHERE = -1
Seating = dict[int, tuple[int, ...]]


class Table:
    """Circles by number. Every move keeps every circle within the rules."""

    def __init__(self, peers: Peers) -> None:
        self.peers = peers
        self.members: dict[int, list[Peer]] = {}
        self.interests: dict[int, int] = {}
        self.hours: dict[int, int] = {}
        self.shared: dict[int, Counter[tuple[int, int]]] = {}
        self.seat = [NOWHERE] * len(peers.people)
        self.kept: set[int] = set()  # people who do not move
        self._next = 0
        self._limits = [limit for _, limit in peers.limits]

    def open(self, members: Iterable[Peer]) -> int:
        number, self._next = self._next, self._next + 1
        self.members[number], self.shared[number] = [], Counter()
        self.interests[number] = self.hours[number] = -1
        for member in members:
            self._sit(member, number)
        return number

    def close(self, number: int) -> list[Peer]:
        people = self.members.pop(number)
        for store in (self.interests, self.hours, self.shared):
            store.pop(number)
        for member in people:
            self.seat[member.at] = NOWHERE
        return people

    def fits(self, peer: Peer, number: int) -> bool:
        """May this person sit down here as things stand?"""
        members = self.members[number]
        if len(members) >= self.peers.rules.largest:
            return False
        if not (self.interests[number] & peer.interests and self.hours[number] & peer.hours):
            return False
        shared = self.shared[number]
        if any(shared[value] >= self._limits[value[0]] for value in peer.limited):
            return False
        if peer.apart and any(member.at in peer.apart for member in members):
            return False
        return mixed_enough(self.peers, [*members, peer])

    def join(self, peer: Peer, number: int) -> None:
        self._sit(peer, number)

    def leave(self, peer: Peer) -> int:
        number = self.seat[peer.at]
        self.members[number].remove(peer)
        self.seat[peer.at] = NOWHERE
        self.shared[number].subtract(peer.limited)
        self.interests[number] = common(self.members[number], "interests")
        self.hours[number] = common(self.members[number], "hours")
        return number

    def may_leave(self, peer: Peer, instead: Peer | None = None) -> bool:
        """Would the circle still stand without this person, or with somebody else instead?"""
        if peer.at in self.kept:
            return False
        rest = [member for member in self.members[self.seat[peer.at]] if member is not peer]
        rest += [instead] if instead else []
        return len(rest) >= self.peers.rules.smallest and mixed_enough(self.peers, rest)

    def swappable(self, peer: Peer, number: int) -> list[Peer]:
        """Members each of whom alone keeps this person out."""
        members = self.members[number]
        shared, limits = self.shared[number], self._limits
        blockers = None
        for value in peer.limited:
            if shared[value] >= limits[value[0]]:
                holders = {member.at for member in members if value in member.limited}
                blockers = holders if blockers is None else blockers & holders
        against = {member.at for member in members if member.at in peer.apart}
        if against:
            blockers = against if blockers is None else blockers & against
            if len(against) > 1:
                return []
        if self.interests[number] & peer.interests and self.hours[number] & peer.hours:
            return [member for member in members if blockers is None or member.at in blockers]
        chosen = [member for member in members if blockers is None or member.at in blockers]
        return [member for member in chosen if self._meets_without(peer, number, member)]

    def _meets_without(self, peer: Peer, number: int, left_out: Peer) -> bool:
        interests, hours = peer.interests, peer.hours
        for member in self.members[number]:
            if member is not left_out:
                interests &= member.interests
                hours &= member.hours
        return bool(interests and hours)

    def _sit(self, peer: Peer, number: int) -> None:
        self.members[number].append(peer)
        self.seat[peer.at] = number
        self.interests[number] &= peer.interests
        self.hours[number] &= peer.hours
        self.shared[number].update(peer.limited)

    def seating(self) -> Seating:
        return {number: tuple(member.at for member in members) for number, members in self.members.items()}


def quality(peers: Peers, members: list[Peer]) -> int:
    """Basis points: half for interests in common, half for how mixed the circle is."""
    shared = min(3, common(members, "interests").bit_count()) if peers.rules.interests else 3
    mix = 0
    for which in range(len(peers.rules.mixed)):
        known = {member.mixed[which] for member in members if member.mixed[which] != UNKNOWN}
        mix += 5_000 * max(0, len(known) - 1) // max(1, len(members) - 1)
    mixes = max(1, len(peers.rules.mixed))
    return 5_000 * shared // 3 + (mix // mixes if peers.rules.mixed else 5_000)
