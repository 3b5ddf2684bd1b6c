"""Is a circle allowed? Asked of every circle before it leaves, by code that built none of them."""

from collections import Counter
from collections.abc import Sequence

from mentorhub.matching.engine.circles.peers import UNKNOWN, Peer, Peers


def faults(peers: Peers, members: Sequence[Peer]) -> list[str]:
    """Every rule the circle breaks, each as a sentence; none means that it may meet."""
    rules = peers.rules
    found: list[str] = []
    if not rules.smallest <= len(members) <= rules.largest:
        found.append(f"It has {len(members)} members, not {rules.smallest} to {rules.largest}.")
    if not common(members, "hours"):
        found.append("No hour suits everybody.")
    if not common(members, "interests"):
        found.append("No interest is shared by all.")
    shared = Counter(value for member in members for value in member.limited)
    for (which, _), count in sorted(shared.items()):
        key, limit = peers.limits[which]
        if count > limit:
            found.append(f"{count} members share one {key}; at most {limit} may.")
    found += [
        f"{one.id} and {peers.people[other].id} must not share a circle."
        for one in members
        for other in sorted(one.apart)
        if other > one.at and any(member.at == other for member in members)
    ]
    if not mixed_enough(peers, members):
        found.append(f"It needs members of at least {rules.stages} stages.")
    return found


def common(members: Sequence[Peer], what: str) -> int:
    shared = -1
    for member in members:
        shared &= getattr(member, what)
    return shared if members else 0


def mixed_enough(peers: Peers, members: Sequence[Peer]) -> bool:
    """People who did not say their stage neither help nor hinder, unless nobody said."""
    stages = {member.stage for member in members if member.stage != UNKNOWN}
    return not stages or len(stages) >= peers.rules.stages or not peers.rules.seniority
