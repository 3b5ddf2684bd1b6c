"""What was decided in a round, by whom and why: as the people who pair read it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from mentorhub.matching import lines, repository
from mentorhub.matching.model import RoundDecision
from mentorhub.matching.rules import Act, points
from mentorhub.matching.views import (
    DecisionRow,
)
from mentorhub.permissions import ROUNDS_VIEW
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit.errors import NotFound

RECORD_SHOWN = 200


async def record(db: Session, principal: Principal, round_id: UUID) -> list[DecisionRow]:
    """Everything that was decided in the round, latest first; nothing about pairs the reader is in."""
    require(principal, ROUNDS_VIEW)
    row = await repository.round_of(db, round_id)
    if row is None:
        raise NotFound
    decided = await repository.decisions(db, row.id, RECORD_SHOWN)
    about = {person for each in decided for person in (each.mentee_id, each.mentor_id) if person is not None}
    names = await repository.names(db, row.id, about)
    out = {pair for pair in await repository.bans(db, row.id) if set(pair) <= names.keys()}
    rows = []
    for each in decided:
        pair = (each.mentee_id, each.mentor_id)
        if any(name is not None and names[name][1] == principal.me for name in pair):
            continue
        rows.append(_in_the_record(each, names, lasts=each.act == "banned" and pair in out))
        if each.act in ("banned", "unbanned", "paired"):  # an earlier one has been overtaken
            out.discard(pair)
    return rows


SAID: dict[Act, str] = {
    "froze": "took the pool",
    "matched": "had the best pairs found",
    "paired": "paired them by hand",
    "unpaired": "parted them",
    "kept": "kept them together",
    "released": "let them be parted again",
    "banned": "ruled them out",
    "unbanned": "allowed them again",
    "noted": "wrote",
    "sent": "sent the proposals",
    "withdrew": "took the proposal back",
    "closed": "closed the round",
}


def _in_the_record(
    each: RoundDecision, names: Mapping[UUID, tuple[str, UUID]], *, lasts: bool
) -> DecisionRow:
    if each.mentee_id is None or each.mentor_id is None:
        return decision_row(each)
    return replace(
        decision_row(each),
        pair=lines.pair(names[each.mentee_id][0], names[each.mentor_id][0]),
        mentee_id=str(each.mentee_id),
        mentor_id=str(each.mentor_id),
        lasts=lasts,
    )


def decision_row(each: RoundDecision) -> DecisionRow:
    said = SAID.get(each.act, each.act)  # type: ignore[call-overload]  # the table's check allows these words only
    if each.cost:
        said = f"{said} ({'costs' if each.cost > 0 else 'adds'} {max(1, points(abs(each.cost)))})"
    return DecisionRow(each.at.isoformat(), each.by_name, said, each.words)
