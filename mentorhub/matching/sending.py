"""From the room to the two: proposals go out, come back, or are taken back; the round is closed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from mentorhub.consents import service as consents
from mentorhub.consents.errors import NoLongerOpen
from mentorhub.matching import final, letters, proposal_repository
from mentorhub.matching.by_hand import may_decide
from mentorhub.matching.errors import NothingToSend, NotPairedYet, NotPossible, RoundClosed
from mentorhub.matching.model import Proposal, Round, RoundMember
from mentorhub.matching.proposal_repository import Found
from mentorhub.matching.rounds import changed, locked, locked_with_program, open_round, places_taken
from mentorhub.matching.rules import SUBJECT, is_party, may_be_sent
from mentorhub.matching.views import Sent
from mentorhub.participants import service as participants
from mentorhub.permissions import ROUNDS_RUN
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, require
from tenants.audit import service as audit
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.kit.errors import NotFound

Members = dict[UUID, RoundMember]


async def send(db: Session, principal: Principal, round_id: UUID) -> Sent:
    """Ask the two of every suggested pair, or where the template asks nobody make them a pair at once.

    Whoever no longer takes part, is no longer eligible or has no place left is taken out first; a pair
    that the acting person belongs to is left for a colleague.
    """
    require(principal, ROUNDS_RUN)
    row, program, zone = await locked_with_program(db, round_id)
    if row.state == "closed":
        raise RoundClosed
    if not may_be_sent(row.state):
        raise NotPairedYet
    template = await programs.template(db, row.version_id)
    everybody = await proposal_repository.members_and_proposals(db, row.id)
    members = {member.id: member for member, _ in everybody}
    suggested = [one for _, one in everybody if one is not None and one.state == "suggested"]
    waiting = Counter(each for _, one in everybody if one and one.state == "sent" for each in _ids(one))
    taken_out = await _take_out(db, principal, row, program.template, suggested, members, waiting)
    standing = [one for one in suggested if one.id not in taken_out]
    held_back = [one for one in standing if _mine(principal, template, one, members)]
    going = [
        Found(one, row, members[one.mentee_id], members[one.mentor_id], zone)
        for one in standing
        if one not in held_back
    ]
    if not going and not taken_out:
        raise NothingToSend(
            "You are one of the two in the only pair left; a colleague sends it." if held_back else None
        )
    await _ask(db, principal, template, program, going)
    effects.change(db, row, state="sent", sent_at=row.sent_at or clock.now())
    told = await _tell_unmatched(
        db, [member for member, one in everybody if one is None or one.id in taken_out], template
    )
    await changed(db, principal, row, "sent", words=f"{len(going)} proposals")
    await audit.record(db, principal, "round.sent", "round", row.id, pairs=len(going), told=told)
    return Sent(len(going), len(held_back), told, tuple(sorted(taken_out.values())))


async def take_back(db: Session, principal: Principal, proposal_id: UUID) -> None:
    """A proposal that waits for answers is withdrawn; both are told the same neutral words."""
    require(principal, ROUNDS_RUN)
    found = await proposal_repository.with_people(db, proposal_id)
    if found is None or found.proposal.state == "suggested":
        raise NotFound
    proposal, row = found.proposal, await locked(db, found.round.id)
    template = await programs.template(db, row.version_id)
    may_decide(principal, template, *found.people)
    if proposal.consent_id is None:
        raise NoLongerOpen
    consent = await consents.withdraw(db, principal, proposal.consent_id)
    effects.change(db, proposal, state="withdrawn", settled_at=clock.now())
    heard = final.heard(consent)
    await letters.send_each(db, letters.for_all(heard, letters.not_to_be(template, proposal.id)))
    await changed(db, principal, row, "withdrew", pair=found.pair)


async def close(db: Session, principal: Principal, round_id: UUID) -> int:
    """Nothing more happens in it. Those who are left without anybody are told, and what comes next."""
    row = await open_round(db, principal, round_id)
    everybody = await proposal_repository.members_and_proposals(db, row.id)
    waiting = sum(one is not None and one.state == "sent" for _, one in everybody)
    if waiting:
        raise RoundClosed(
            f"{waiting} proposals still wait for an answer. Wait for them, or take them back first."
            if waiting > 1
            else "One proposal still waits for an answer. Wait for it, or take it back first."
        )
    alone = [member for member, one in everybody if one is None or one.state == "suggested"]
    proposal_repository.remove(
        db, [one.id for _, one in everybody if one is not None and one.state == "suggested"]
    )
    template = await programs.template(db, row.version_id)
    told = await _tell_unmatched(db, alone, template) if row.sent_at else 0
    effects.change(db, row, state="closed", closed_at=clock.now())
    await changed(db, principal, row, "closed")
    await audit.record(db, principal, "round.closed", "round", row.id, told=told)
    return told


async def _ask(
    db: Session, principal: Principal, template: Template, program: ProgramView, going: Sequence[Found]
) -> None:
    if not going:
        return
    asked_of = {found.proposal.id: _people(template, found) for found in going}
    now = clock.now()
    for found in going:
        effects.change(db, found.proposal, state="sent", sent_at=now)
    acceptance = template.pairing.acceptance
    if not any(asked_of.values()):
        if await final.make_all(db, principal, program, going) < len(going):
            raise NotPossible("Somebody has left the program in this very moment. Please send once more.")
        return
    expires = now + timedelta(days=acceptance.within_days)
    asked = await consents.ask_many(
        db, principal, SUBJECT, asked_of, in_order=acceptance.in_order, expires_at=expires
    )
    for found in going:
        effects.change(db, found.proposal, consent_id=asked[found.proposal.id].id, expires_at=expires)
    until = letters.day(expires, going[0].zone)
    await letters.send_each(
        db,
        [
            (person, letters.asked(template, _role(found, person), found.proposal.id, until))
            for found in going
            for person in asked[found.proposal.id].asked_now
        ],
    )


def _people(template: Template, found: Found) -> list[UUID]:
    """Whose yes it takes, in the template's order. The committee's and staff's is the sending itself."""
    parties = template.pairing.acceptance.parties
    if "guardian" in parties:
        raise NotPossible(
            "In this program a parent or guardian says yes too, and they cannot answer here yet. "
            "Nothing was sent."
        )
    by_role = {"mentee": found.mentee.person_id, "mentor": found.mentor.person_id}
    return [by_role[party] for party in parties if party in by_role]


async def _take_out(  # noqa: PLR0917 - whom, in which round, by which rules
    db: Session,
    principal: Principal,
    row: Round,
    now: Template,
    suggested: Sequence[Proposal],
    members: Members,
    waiting: Mapping[UUID, int],
) -> dict[UUID, str]:
    """Proposal -> why it cannot go out: what was true at the freeze may not be any more."""
    theirs = [members[each] for one in suggested for each in _ids(one)]
    pool = await participants.judged_pool(
        db,
        principal,
        row.program_id,
        now,
        only=[member.participant_id for member in theirs],
        taken=places_taken(row.id),
    )
    there = {each.participant_id: each for each in pool}
    template = await programs.template(db, row.version_id)
    free = {
        member.id: _most(template, member, there[member.participant_id].capacity)
        - there[member.participant_id].taken
        - waiting.get(member.id, 0)
        for member in theirs
        if member.participant_id in there
    }
    out: dict[UUID, str] = {}
    for one in suggested:
        for member in (members[one.mentee_id], members[one.mentor_id]):
            found = there.get(member.participant_id)
            if found is None:
                out[one.id] = f"{member.name} does not take part any more"
            elif found.refused:
                out[one.id] = f"{member.name}: {found.refused[0].sentence}"
            elif free[member.id] < 1:
                out[one.id] = f"{member.name} has no free place any more"
        if one.id in out:
            _set_aside(db, one, members[one.mentee_id], out[one.id])
            continue
        for member_id in _ids(one):
            free[member_id] -= 1
    return out


def _most(template: Template, member: RoundMember, capacity: int) -> int:
    return capacity if member.role == "mentor" else template.matching.mentors_per_mentee


def _set_aside(db: Session, one: Proposal, mentee: RoundMember, why: str) -> None:
    effects.change(db, mentee, unmatched=f"{why}.", relaxation="Pair the rest again, or pair by hand.")
    proposal_repository.remove(db, [one.id])


async def _tell_unmatched(db: Session, without: Iterable[RoundMember], template: Template) -> int:
    """Once to each mentee for whom there is nobody: what happened, and what comes next."""
    alone = [each for each in without if each.role == "mentee" and not each.left_out and each.told_at is None]
    notice = letters.no_match(template)
    await letters.send_each(db, letters.for_all([each.person_id for each in alone], notice))
    for each in alone:
        effects.change(db, each, told_at=clock.now())
    return len(alone)


def _mine(principal: Principal, template: Template, one: Proposal, members: Members) -> bool:
    people = {members[each].person_id for each in _ids(one)}
    return template.pairing.recuse_parties and is_party(principal.person_id, people)


def _ids(one: Proposal) -> tuple[UUID, UUID]:
    return one.mentee_id, one.mentor_id


def _role(found: Found, person_id: UUID) -> str:
    return "mentee" if found.mentee.person_id == person_id else "mentor"
