"""The words a round's states and acts have, and what may follow what."""

from collections.abc import Collection
from typing import Literal, get_args
from uuid import UUID

RoundState = Literal["pool", "pairing", "sent", "closed"]
ROUND_STATES: tuple[RoundState, ...] = get_args(RoundState)

ProposalState = Literal["suggested", "sent", "final", "declined", "expired", "withdrawn"]
PROPOSAL_STATES: tuple[ProposalState, ...] = get_args(ProposalState)
HOLDS_A_PLACE: tuple[ProposalState, ...] = ("suggested", "sent", "final")
"""A mentor's place is taken as long as the proposal is one of these."""

Act = Literal[
    "froze",
    "matched",
    "paired",
    "unpaired",
    "kept",
    "released",
    "banned",
    "unbanned",
    "noted",
    "sent",
    "withdrew",
    "closed",
]
ACTS: tuple[Act, ...] = get_args(Act)

SUBJECT = "proposal"
"""What consents call a proposal."""

COMPUTING_FOR_MINUTES = 10
"""A matching that has said nothing for so long was cut off; somebody else may start one."""

WHY_NOT: dict[str, str] = {
    "here": "You or a colleague ruled this pair out",
    "declined": "They were proposed to each other in an earlier round, and it was declined",
    "were_a_pair": "They have been a pair before",
}
"""Why two are not suggested to each other. By hand they can be paired all the same."""

NEEDS_A_REASON: frozenset[Act] = frozenset({"paired", "banned"})


def is_party(person_id: UUID | None, people: Collection[UUID]) -> bool:
    return person_id is not None and person_id in people


def points(basis_points: int) -> int:
    """As people read it: of 100, halves upwards."""
    return (basis_points + 50) // 100


def step(state: str, sent: int, answered: int) -> int:
    """Where the round is: 0 pool, 1 pairing, 2 proposals sent, 3 answers."""
    if state == "pool":
        return 0
    if state == "pairing" or not sent:
        return 1
    return 3 if answered else 2


def may_be_sent(state: str) -> bool:
    return state in ("pairing", "sent")
