"""Rounds: a pool that is frozen, and where it stands.

Pairing is in `pairing` and `by_hand`, sending in `sending`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from mentorhub.forms.answers import to_json
from mentorhub.matching import desk, lines, proposal_repository, repository, watchers
from mentorhub.matching.errors import EmptyPool, RoundClosed
from mentorhub.matching.forms import RoundForm
from mentorhub.matching.instance import Snapshot
from mentorhub.matching.model import Round
from mentorhub.matching.rules import COMPUTING_FOR_MINUTES, Act, step
from mentorhub.matching.views import RoundRow
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from mentorhub.participants.views import PoolMember
from mentorhub.permissions import ROUNDS_RUN, ROUNDS_VIEW
from mentorhub.programs import service as programs
from mentorhub.programs.counting import counted
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, require
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tenants.organizations import service as organizations

LISTED = 100


async def listed(db: Session, principal: Principal) -> list[RoundRow]:
    require(principal, ROUNDS_VIEW)
    return [_row(found) for found in await repository.rounds(db, LISTED)]


async def start(db: Session, principal: Principal, program_id: UUID, form: RoundForm) -> UUID:
    """A round begins with the pool as it is now; whoever joins later is in the next one."""
    require(principal, ROUNDS_RUN)
    program = await programs.current(db, program_id)
    round_id = new_id()
    members = await _pool(db, principal, round_id, program.id, program.template)
    row = Round(
        id=round_id,
        program_id=program.id,
        version_id=program.version_id,
        name=form.name,
        created_by=principal.person_id,
        frozen_at=clock.now(),
    )
    repository.add_round(db, row)
    await _put_in(db, row, program.template, members)
    await _record(db, principal, row, "froze")
    return row.id


async def freeze_again(db: Session, principal: Principal, round_id: UUID) -> None:
    """Take the pool as it is now. What was paired in this round so far is given up."""
    require(principal, ROUNDS_RUN)
    row, program, _ = await locked_with_program(db, round_id)
    if row.state not in ("pool", "pairing"):
        raise RoundClosed("Proposals of this round are out, so its pool stays as it is. Start a new round.")
    members = await _pool(db, principal, row.id, program.id, program.template)
    await repository.clear(db, row.id)
    await _put_in(db, row, program.template, members)
    anew: dict[str, Any] = {"figures": {}, "proof": {}, "computed_at": None, "computing_since": None}
    effects.change(db, row, version_id=program.version_id, state="pool", frozen_at=clock.now(), **anew)
    await changed(db, principal, row, "froze")


async def _put_in(db: Session, row: Round, template: Template, members: Sequence[Mapping[str, Any]]) -> None:
    """With them, who of them is not proposed to whom again: after a no, or after they were a pair."""
    were_pairs = mentorships.pairs_before(row.program_id, template.framework)
    before = await proposal_repository.between_them(db, row.program_id, row.id, were_pairs)
    here = {each["participant_id"]: each["id"] for each in members}
    repository.add_members(db, members)
    repository.forbid(
        db,
        row.id,
        [
            (here[mentee], here[mentor], why)
            for (mentee, mentor), why in before.items()
            if mentee in here and mentor in here
        ],
    )


def places_taken(besides: UUID) -> Callable[[Any], ColumnElement[int]]:
    """By running pairs, and by what was proposed elsewhere and may still become pairs."""

    def of(participant_id: Any) -> ColumnElement[int]:  # noqa: ANN401 - a column, or what stands for one
        asked = proposal_repository.open_column(participant_id, besides)
        return mentorships.running_column(participant_id) + asked

    return of


async def _pool(
    db: Session, principal: Principal, round_id: UUID, program_id: UUID, template: Template
) -> list[dict[str, Any]]:
    """Everybody with a free place, as they are now."""
    members = []
    taken = places_taken(round_id)
    for member in await participants.judged_pool(db, principal, program_id, template, taken=taken):
        if member.role not in ("mentor", "mentee"):
            continue
        most = member.capacity if member.role == "mentor" else template.matching.mentors_per_mentee
        if member.taken >= most:
            continue
        why = " ".join(refusal.sentence for refusal in member.refused)
        places = min(most - member.taken, 50) if member.role == "mentor" else 1
        members.append(_member(round_id, template, member, places, why))
    able = {each["role"] for each in members if not each["left_out"]}
    if able != {"mentor", "mentee"}:
        raise EmptyPool
    return members


def _member(
    round_id: UUID, template: Template, member: PoolMember, places: int, left_out: str
) -> dict[str, Any]:
    stored = {
        "answers": to_json(member.answers),
        "facts": {key: _plain(value) for key, value in member.facts.items()},
        "preferences": member.preferences,
    }
    frozen = Snapshot(
        "", str(member.participant_id), str(member.person_id), member.role, member.name, places, **stored
    )
    return {
        "id": new_id(),
        "round_id": round_id,
        "participant_id": member.participant_id,
        "person_id": member.person_id,
        "role": member.role,
        "name": member.name,
        "line": lines.line(template, frozen, clock.now().date()),
        "places": places,
        "left_out": left_out,
        **stored,
    }


def _plain(fact: object) -> object:
    return fact if isinstance(fact, bool | int | float | list) or fact is None else str(fact)


async def locked(db: Session, round_id: UUID) -> Round:
    """To change it: others wait until this transaction ends. Its template is known from here on."""
    found = await repository.lock_round(db, round_id, programs.document_column(db, Round.version_id))
    if found is None:
        raise NotFound
    row: Round = found[0]
    await programs.template_of(db, row.version_id, found[1])
    return row


async def locked_with_program(db: Session, round_id: UUID) -> tuple[Round, ProgramView, str]:
    """As `locked`, with the program as it is now and the organization's time zone, in the same statement."""
    found = await repository.lock_round(
        db,
        round_id,
        programs.document_column(db, Round.version_id),
        programs.latest_column(db, Round.program_id),
        organizations.zone_column(),
    )
    if found is None:
        raise NotFound
    row: Round = found[0]
    await programs.template_of(db, row.version_id, found[1])
    return row, await programs.latest_of(db, found[2]), found[3]


async def open_round(db: Session, principal: Principal, round_id: UUID) -> Round:
    """To change who is paired in it."""
    require(principal, ROUNDS_RUN)
    row = await locked(db, round_id)
    if row.state == "closed":
        raise RoundClosed
    return row


async def changed(
    db: Session,
    principal: Principal,
    row: Round,
    act: Act,
    *,
    pair: tuple[UUID, UUID] | None = None,
    words: str = "",
    cost: int | None = None,
) -> None:
    """Every change goes into the record and onto the other open screens."""
    effects.change(db, row, revision=row.revision + 1)
    await _record(db, principal, row, act, pair=pair, words=words, cost=cost)


async def _record(
    db: Session,
    principal: Principal,
    row: Round,
    act: Act,
    *,
    pair: tuple[UUID, UUID] | None = None,
    words: str = "",
    cost: int | None = None,
) -> None:
    mentee_id, mentor_id = pair or (None, None)
    repository.add_decision(
        db,
        round_id=row.id,
        by=principal.person_id,
        by_name=principal.name or "MentorHub",
        act=act,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        words=words,
        cost=cost,
    )
    await watchers.refresh(db)


def is_computing(row: Round) -> bool:
    since = row.computing_since
    return since is not None and clock.now() - since < timedelta(minutes=COMPUTING_FOR_MINUTES)


async def table(db: Session, row: Round, proof: dict[str, Any] | None = None) -> desk.Table:
    """Everything the engine needs to know about a round."""
    template = await programs.template(db, row.version_id)
    members = await repository.members(db, row.id)
    standing = await proposal_repository.of_round(db, row.id)
    bans, kept = await repository.bans_and_proof(db, row.id)
    return desk.Table(
        round_id=row.id,
        template=template,
        today=row.frozen_at.date(),
        members=desk.snapshots(members),
        suggested=tuple(one for one in standing if one.state == "suggested"),
        fixed=tuple(one for one in standing if one.state != "suggested"),
        bans=bans,
        proof=kept if proof is None else proof,
    )


def _row(found: Any) -> RoundRow:  # noqa: ANN401 - a row of the list query
    row: Round = found.Round
    sent = found.sent + found.final + found.back
    answered = found.final + found.back
    return RoundRow(
        id=str(row.id),
        name=row.name,
        state=row.state,
        step=step(row.state, sent, answered),
        began=row.created_at.isoformat(),
        line=_line(row.state, found.mentees, found.suggested, found.sent, found.final),
    )


def _line(state: str, mentees: int, suggested: int, sent: int, final: int) -> str:
    people = counted(mentees, "mentee")
    match state:
        case "pool":
            return f"{people} in the pool, nobody paired yet".capitalize()
        case "pairing":
            return f"{suggested} of {mentees} paired, nothing sent yet"
        case "sent":
            waiting = f", {counted(sent, 'answer')} to come" if sent else ""
            return f"{final} of {mentees} in a pair{waiting}"
        case _:
            return f"Closed with {counted(final, 'pair')}"
