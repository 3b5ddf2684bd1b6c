"""From people to circles: those that stand are kept and topped up, the rest is formed."""

import random
from collections.abc import Sequence
from time import perf_counter

from mentorhub.matching.engine.circles import build, improve, packing
from mentorhub.matching.engine.circles.build import Anchors, Filling
from mentorhub.matching.engine.circles.model import Circle, CircleRules, Circles
from mentorhub.matching.engine.circles.peers import Peer, Peers, read
from mentorhub.matching.engine.circles.reasons import reason
from mentorhub.matching.engine.circles.rules import common, faults
from mentorhub.matching.engine.circles.table import Table, quality
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Person
from mentorhub.matching.engine.solving.problem import Cancel, Progress, Watch

EFFORT = 300_000
"""Rounds times people: small programs are searched longer, large ones need it less."""


def form(
    people: Sequence[Person],
    rules: CircleRules | None = None,
    existing: Sequence[Circle] = (),
    *,
    seed: int = 1,
    effort: float = 1.0,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Circles:
    """Members of existing circles stay where they are; newcomers may join them."""
    started = perf_counter()
    watch = Watch(progress, cancel)
    peers = read(people, rules or CircleRules())
    table = Table(peers)
    names = seat_existing(table, existing)
    draw = random.Random(seed)  # noqa: S311 - the same seed must give the same circles
    anchors = Anchors(peers)
    build.insert(table, _by_room(anchors, build.waiting(table)), draw)
    _first_circles(table, anchors, draw)
    rounds = int(effort * min(4_000, max(60, EFFORT // max(1, len(peers.people)))))
    seen = improve.search(
        table, anchors, draw, rounds, lambda done, of: watch.at("forming circles", done, of)
    )
    if build.waiting(table) and len(peers.people) <= packing.MOST_PEOPLE:
        watch.at("choosing among circles")
        _repack(table, seen, draw)
    swaps = int(effort * min(20_000, 20 * len(peers.people)))
    improve.polish(table, draw, swaps, lambda done, of: watch.at("mixing circles", done, of))
    return result(table, names, perf_counter() - started)


def seat_existing(table: Table, existing: Sequence[Circle]) -> dict[int, str]:
    """Circles that stand are not judged again: they may be smaller than the rules ask."""
    names: dict[int, str] = {}
    for circle in existing:
        members = [_known(table.peers, identity) for identity in circle.members]
        twice = next((peer.id for peer in members if table.seat[peer.at] != -1), None)
        if twice is not None or len(set(circle.members)) < len(circle.members):
            raise MatchingError(f"“{twice or circle.members[0]}” is in two circles.")
        names[table.open(members)] = circle.name
        table.kept.update(peer.at for peer in members)
    return names


def _known(peers: Peers, identity: str) -> Peer:
    if identity not in peers.at:
        raise MatchingError(f"A circle names “{identity}”, who is not in the list.")
    return peers.people[peers.at[identity]]


def _by_room(anchors: Anchors, people: list[Peer]) -> list[Peer]:
    return sorted(people, key=lambda peer: (anchors.room[peer.at], peer.at))


def _first_circles(table: Table, anchors: Anchors, draw: random.Random) -> None:
    """Some room is left in the first circles, for those who fit only there."""
    rules = table.peers.rules
    for target in (min(rules.largest, rules.smallest + 2), rules.smallest):
        build.fill(table, build.waiting(table), Filling(anchors, draw, target, tries=12))
        build.insert(table, _by_room(anchors, build.waiting(table)), draw)


def _repack(table: Table, seen: list[tuple[Peer, ...]], draw: random.Random) -> None:
    before = table.seating()
    placed = sum(len(members) for members in before.values())
    chosen = packing.choose(seen, table.kept)
    kept = [
        tuple(members) for members in table.members.values() if any(peer.at in table.kept for peer in members)
    ]
    improve.restore(
        table, {n: tuple(peer.at for peer in circle) for n, circle in enumerate([*kept, *chosen])}
    )
    build.insert(table, build.waiting(table), draw)
    if sum(len(members) for members in table.members.values()) < placed:
        improve.restore(table, before)


def result(table: Table, names: dict[int, str], seconds: float) -> Circles:
    peers = table.peers
    named = {
        frozenset(m.at for m in table.members[n]): name for n, name in names.items() if n in table.members
    }
    made = []
    for members in sorted(table.members.values(), key=lambda members: min(peer.id for peer in members)):
        name = named.get(frozenset(peer.at for peer in members), "")
        wrong = faults(peers, members)
        if wrong and not name and not any(peer.at in table.kept for peer in members):
            raise AssertionError(f"A circle broke a rule: {wrong[0]}")
        made.append(to_circle(peers, members, name))
    people = sum(len(circle.members) for circle in made)
    mean = sum(circle.quality * len(circle.members) for circle in made) // max(1, people)
    unplaced = tuple(reason(table, peer) for peer in build.waiting(table))
    return Circles(tuple(made), unplaced, mean, {"total": seconds})


def to_circle(peers: Peers, members: Sequence[Peer], name: str = "") -> Circle:
    hours, interests = common(members, "hours"), common(members, "interests")
    return Circle(
        members=tuple(sorted(peer.id for peer in members)),
        hours=tuple(word for bit, word in enumerate(peers.hours) if hours >> bit & 1),
        interests=tuple(word for bit, word in enumerate(peers.interests) if interests >> bit & 1),
        quality=quality(peers, list(members)),
        name=name,
    )
