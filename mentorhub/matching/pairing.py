"""The best pairs of a round, found by the engine over everybody. One pair by hand is in `by_hand`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mentorhub.matching import desk, proposal_repository, reasons, repository, watchers
from mentorhub.matching.desk import Cancel, Progress, Table
from mentorhub.matching.engine import Assignment, MatchingError, Pair, Proof
from mentorhub.matching.errors import AlreadyComputing, ChangedMeanwhile, NotPossible
from mentorhub.matching.model import Proposal, Round
from mentorhub.matching.rounds import changed, is_computing, locked, open_round, table
from mentorhub.matching.rules import WHY_NOT
from mentorhub.permissions import ROUNDS_RUN
from tenants.access import Principal, require
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.kit.ids import new_id

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Task:
    """A matching that was begun: what it is about, and the state of the round it was begun from."""

    round_id: UUID
    revision: int
    since: datetime
    table: Table


async def begin(db: Session, principal: Principal, round_id: UUID) -> Task:
    """Take everything the engine needs out of the database. The work itself needs no transaction.

    Raises:
        AlreadyComputing: when a colleague's runs.
    """
    row = await open_round(db, principal, round_id)
    if is_computing(row):
        raise AlreadyComputing
    now = clock.now()
    effects.change(db, row, computing_since=now, revision=row.revision + 1)
    task = Task(row.id, row.revision, now, await table(db, row, proof={}))
    await watchers.refresh(db)
    return task


async def solve(task: Task, progress: Progress | None = None, cancel: Cancel | None = None) -> Assignment:
    """In a thread of its own; the loop goes on serving everybody.

    Raises:
        NotPossible: with the engine's own sentence.
    """
    try:
        return await desk.solved(task.table.instance(), task.table.aim, progress, cancel)
    except MatchingError as error:
        raise NotPossible(error.sentence) from None


async def give_up(db: Session, principal: Principal, task: Task) -> None:
    """The matching was stopped, failed or came too late: nothing of it is kept, and another can be begun."""
    require(principal, ROUNDS_RUN)
    row = await locked(db, task.round_id)
    if row.computing_since == task.since:
        row.computing_since = None
        await db.flush()
        await watchers.refresh(db)


async def keep(db: Session, principal: Principal, task: Task, found: Assignment) -> None:
    """The result becomes what the room shows, unless somebody changed the round in between."""
    row = await open_round(db, principal, task.round_id)
    if row.revision != task.revision:
        raise ChangedMeanwhile
    before = await proposal_repository.of_round(db, row.id, "suggested")
    show(db, row, task.table, before, found, {})
    state = "pairing" if row.state == "pool" else row.state
    effects.change(db, row, computing_since=None, computed_at=clock.now(), state=state)
    await changed(db, principal, row, "matched", words=f"{len(found.pairs)} pairs")


def show(  # noqa: PLR0917 - a round, what stood, what is found, and what was decided about it
    db: Session,
    row: Round,
    now: Table,
    before: Sequence[Proposal],
    found: Assignment,
    by_hand: Mapping[tuple[UUID, UUID], bool],
) -> None:
    """What the engine found becomes what the room shows, with its proof.

    Pairs that stay keep their row, so that a screen with one of them open stays on it.
    """
    wanted = {(pair.mentee, pair.mentor): pair for pair in found.pairs}
    there = {(str(one.mentee_id), str(one.mentor_id)): one for one in before}
    placed = {mentee for mentee, _ in wanted}
    proposal_repository.remove(db, [one.id for (mentee, _), one in there.items() if mentee not in placed])
    for key, one in there.items():
        decided = by_hand.get((one.mentee_id, one.mentor_id))
        if key in wanted and decided is not None:
            lock(db, one, by_hand=decided)
    fresh = [_suggested(row.id, now, pair, by_hand) for key, pair in wanted.items() if key not in there]
    proposal_repository.add_all(db, fresh)
    reasons_why = {
        UUID(one.mentee): (f"{one.reason}{_not_again(now, one.mentee)}", one.relaxation)
        for one in found.unmatched
    }
    repository.set_unmatched(db, row.id, reasons_why)
    proof = found.certificate
    kept = {
        "bonus": proof.bonus,
        "mentee_prices": dict(proof.mentee_prices),
        "mentor_prices": dict(proof.mentor_prices),
        "least_scores": dict(proof.least_scores),
    }
    figures = {
        "proof": "optimal" if proof.proof is Proof.OPTIMAL else "bound",
        "gap": found.bound - found.total,
        "total": found.total,
        "price": found.price,
    }
    effects.change(db, row, proof=kept, figures=figures)


def lock(db: Session, one: Proposal, *, by_hand: bool) -> None:
    effects.change(db, one, locked=True, by_hand=one.by_hand or by_hand)


def _not_again(now: Table, mentee: str) -> str:
    """Of somebody without a match: with whom they are not brought together, for what was before."""
    said = [
        f" Not again with {now.members[mentor].name}: {WHY_NOT[why][:1].lower()}{WHY_NOT[why][1:]}."
        for (one, mentor), why in now.bans.items()
        if one == mentee and why != "here" and mentor in now.members
    ]
    return "".join(said[:MOST_NAMED])


def _suggested(
    round_id: UUID, now: Table, pair: Pair, by_hand: Mapping[tuple[UUID, UUID], bool]
) -> dict[str, Any]:
    mentee, mentor = now.members[pair.mentee], now.members[pair.mentor]
    two = (UUID(pair.mentee), UUID(pair.mentor))
    said = reasons.speak(now.template, pair.parts, mentee, mentor, now.today)
    return {
        "id": new_id(),
        "round_id": round_id,
        "mentee_id": two[0],
        "mentor_id": two[1],
        "state": "suggested",
        "score": pair.score,
        "parts": [[part.key, part.label, part.points, part.weight] for part in pair.parts],
        "sentence": said.sentence,
        "speaks_for": list(said.speaks_for),
        "speaks_against": list(said.speaks_against),
        "locked": two in by_hand,
        "by_hand": by_hand.get(two, False),
        "made_at": clock.now(),
    }
