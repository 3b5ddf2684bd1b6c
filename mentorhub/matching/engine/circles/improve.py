"""Better circles by taking a few apart and making them anew: whoever waits is tried with their neighbours."""

import math
import random
from collections.abc import Callable

from mentorhub.matching.engine.circles import build
from mentorhub.matching.engine.circles.build import Anchors, Filling
from mentorhub.matching.engine.circles.peers import Peer
from mentorhub.matching.engine.circles.table import Table, quality

Tick = Callable[[int, int], None]
MOST_LOOSE = 60
HEAT = 1.5
"""At first a step that loses about so many people is still taken now and then."""


def search(
    table: Table, anchors: Anchors, draw: random.Random, rounds: int, tick: Tick
) -> list[tuple[Peer, ...]]:
    """Keeps the best seating found in `table`; gives back every circle that ever stood."""
    best, best_placed = table.seating(), _placed(table)
    seen = {tuple(members): None for members in best.values()}
    placed = best_placed
    for turn in range(rounds):
        tick(turn, rounds)
        loose = build.waiting(table)
        if not loose:
            break
        undone = _apart(table, draw, loose)
        pool = [peer for number in undone for peer in table.close(number)]
        made_from = set(table.members)
        target = draw.randint(table.peers.rules.smallest, table.peers.rules.largest)
        around = loose if len(loose) <= MOST_LOOSE else draw.sample(loose, MOST_LOOSE)
        build.fill(table, [*pool, *around], Filling(anchors, draw, target))
        moved = build.waiting(table)
        draw.shuffle(moved)
        build.insert(table, moved[:40], draw)
        for number, members in table.members.items():
            if number not in made_from:
                seen.setdefault(tuple(member.at for member in members))
        now = _placed(table)
        if now >= placed or draw.random() < math.exp((now - placed) / (HEAT * (1 - turn / rounds) + 1e-9)):
            placed = now
        else:
            restore(table, best)
            placed = best_placed
        if placed > best_placed or (placed == best_placed and now >= placed):
            best, best_placed = table.seating(), placed
    restore(table, best)
    people = table.peers.people
    return [tuple(people[at] for at in members) for members in seen]


def _placed(table: Table) -> int:
    return sum(len(members) for members in table.members.values())


def restore(table: Table, seating: dict[int, tuple[int, ...]]) -> None:
    """Only the circles that differ are touched."""
    wanted = {frozenset(members) for members in seating.values()}
    standing: set[frozenset[int]] = set()
    for number in list(table.members):
        members = frozenset(member.at for member in table.members[number])
        if members in wanted:
            standing.add(members)
        else:
            table.close(number)
    for wish in seating.values():
        if frozenset(wish) not in standing:
            table.open(table.peers.people[at] for at in wish)


def _apart(table: Table, draw: random.Random, loose: list[Peer]) -> list[int]:
    """A few circles that share an interest and an hour with somebody who waits; never those that stand."""
    heart = draw.choice(loose)
    near = [
        number
        for number, members in table.members.items()
        if any(member.interests & heart.interests and member.hours & heart.hours for member in members)
        and not any(member.at in table.kept for member in members)
    ]
    return draw.sample(near, min(len(near), draw.randint(1, 4)))


def polish(table: Table, draw: random.Random, rounds: int, tick: Tick) -> None:
    """Exchange two people of two circles where both circles together become better."""
    numbers = [n for n, members in table.members.items() if not any(m.at in table.kept for m in members)]
    if len(numbers) < 2:
        return
    for turn in range(rounds):
        tick(turn, rounds)
        one, other = draw.sample(numbers, 2)
        mine, theirs = draw.choice(table.members[one]), draw.choice(table.members[other])
        before = _both(table, one, other)
        if not (table.may_leave(mine, theirs) and table.may_leave(theirs, mine)):
            continue
        table.leave(mine)
        table.leave(theirs)
        good = table.fits(mine, other) and table.fits(theirs, one)
        table.join(mine, other if good else one)
        table.join(theirs, one if good else other)
        if good and _both(table, one, other) < before:
            table.leave(mine)
            table.leave(theirs)
            table.join(mine, one)
            table.join(theirs, other)


def _both(table: Table, one: int, other: int) -> int:
    return sum(quality(table.peers, table.members[n]) * len(table.members[n]) for n in (one, other))
