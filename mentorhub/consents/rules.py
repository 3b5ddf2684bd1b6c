"""Who may answer now, and what an answer decides. Pure, so that every sequence of answers can be played."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from mentorhub.consents.errors import (
    AnsweredOtherwise,
    NoLongerOpen,
    NotYourTurn,
    TooLate,
)
from mentorhub.consents.views import Party
from tenants.kit.errors import NotFound

State = Literal["open", "agreed", "refused", "withdrawn", "expired"]
STATES: tuple[State, ...] = ("open", "agreed", "refused", "withdrawn", "expired")

YES, NO = "yes", "no"
ANSWERS = (YES, NO)


def turn(state: str, parties: Sequence[Party], *, in_order: bool) -> tuple[UUID, ...]:
    """Who is being asked at this moment."""
    if state != "open":
        return ()
    waiting = tuple(party.person_id for party in parties if party.answer is None)
    return waiting[:1] if in_order else waiting


def check(
    me: UUID,
    *,
    yes: bool,
    state: str,
    in_order: bool,
    expires_at: datetime | None,
    parties: Sequence[Party],
    now: datetime,
) -> bool:
    """Whether this answer is new; the same answer once more is not, and is no fault either.

    Raises:
        NotFound: for somebody who is not asked.
        AnsweredOtherwise, NoLongerOpen, TooLate, NotYourTurn: where the answer cannot count.
    """
    mine = next((party for party in parties if party.person_id == me), None)
    if mine is None:
        raise NotFound
    if mine.answer is not None:
        if mine.answer == (YES if yes else NO):
            return False
        raise AnsweredOtherwise(mine.answer == YES)
    if state == "expired" or (state == "open" and expires_at is not None and now >= expires_at):
        raise TooLate
    if state != "open":
        raise NoLongerOpen
    if me not in turn(state, parties, in_order=in_order):
        raise NotYourTurn
    return True


def settles(parties: Sequence[Party]) -> Literal["agreed", "refused"] | None:
    """One no is enough; a yes needs everybody's."""
    if any(party.answer == NO for party in parties):
        return "refused"
    if all(party.answer == YES for party in parties):
        return "agreed"
    return None
