"""From the room to the two: proposals go out, come back, or are taken back; the round is closed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mentorhub.consents import service as consents
from mentorhub.consents.errors import NoLongerOpen
from mentorhub.matching import final, letters, proposal_repository, repository
from mentorhub.matching.errors import NothingToSend, NotPairedYet, NotPossible, RoundClosed
from mentorhub.matching.model import Proposal, Round, RoundMember
from mentorhub.matching.pairing import may_decide
from mentorhub.matching.proposal_repository import Found
from mentorhub.matching.rounds import changed, locked, open_round
from mentorhub.matching.rules import SUBJECT, is_party, may_be_sent
from mentorhub.matching.views import Sent
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from mentorhub.permissions import ROUNDS_RUN
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from tenants.access import Principal, require
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.organizations import service as organizations

Members = dict[UUID, RoundMember]


async def send(db: Session, principal: Principal, round_id: UUID) -> Sent:
    """Ask the two of every suggested pair, or where the template asks nobody make them a pair at once.

    Whoever no longer takes part, is no longer eligible or has no place left is taken out first; a pair
    that the acting person belongs to is left for a colleague.
    """
    row = await open_round(db, principal, round_id)
    if not may_be_sent(row.state):
        raise NotPairedYet
    template = await programs.template(db, row.version_id)
    suggested = await proposal_repository.of_round(db, row.id, "suggested")
    members = await repository.members_by_id(db, row.id, [each for one in suggested for each in _ids(one)])
    taken_out = await _take_out(db, principal, row, suggested, members)
    standing = [one for one in suggested if one.id not in taken_out]
    held_back = [one for one in standing if _mine(principal, template, one, members)]
    going = [
        Found(one, row, members[one.mentee_id], members[one.mentor_id])
        for one in standing
        if one not in held_back
    ]
    if not going and not taken_out:
        raise NothingToSend(
            "You are one of the two in the only pair left; a colleague sends it." if held_back else None
        )
    await _ask(db, principal, template, going)
    row.state, row.sent_at = "sent", row.sent_at or clock.now()
    told = await _tell_unmatched(db, row, template)
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
    proposal.state, proposal.settled_at = "withdrawn", clock.now()
    await db.flush()
    heard = final.heard(consent)
    await letters.send_each(db, letters.for_all(heard, letters.not_to_be(template, proposal.id)))
    await changed(db, principal, row, "withdrew", pair=found.pair)


async def close(db: Session, principal: Principal, round_id: UUID) -> int:
    """Nothing more happens in it. Those who are left without anybody are told, and what comes next."""
    row = await open_round(db, principal, round_id)
    waiting = await proposal_repository.of_round(db, row.id, "sent")
    if waiting:
        raise RoundClosed(
            f"{len(waiting)} proposals still wait for an answer. Wait for them, or take them back first."
            if len(waiting) > 1
            else "One proposal still waits for an answer. Wait for it, or take it back first."
        )
    suggested = await proposal_repository.of_round(db, row.id, "suggested")
    await proposal_repository.remove(db, [one.id for one in suggested])
    told = await _tell_unmatched(db, row, await programs.template(db, row.version_id)) if row.sent_at else 0
    row.state, row.closed_at = "closed", clock.now()
    await changed(db, principal, row, "closed")
    await audit.record(db, principal, "round.closed", "round", row.id, told=told)
    return told


async def _ask(db: Session, principal: Principal, template: Template, going: Sequence[Found]) -> None:
    if not going:
        return
    asked_of = {found.proposal.id: _people(template, found) for found in going}
    now = clock.now()
    for found in going:
        found.proposal.state, found.proposal.sent_at = "sent", now
    await db.flush()
    acceptance = template.pairing.acceptance
    if not any(asked_of.values()):
        program = await programs.current(db, going[0].round.program_id)
        for found in going:
            await final.make(db, principal, program, found)
        return
    expires = now + timedelta(days=acceptance.within_days)
    asked = await consents.ask_many(
        db, principal, SUBJECT, asked_of, in_order=acceptance.in_order, expires_at=expires
    )
    for found in going:
        found.proposal.consent_id, found.proposal.expires_at = asked[found.proposal.id].id, expires
    await db.flush()
    until = letters.day(expires, (await organizations.current(db)).zone)
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


async def _take_out(
    db: Session, principal: Principal, row: Round, suggested: Sequence[Proposal], members: Members
) -> dict[UUID, str]:
    """Proposal -> why it cannot go out: what was true at the freeze may not be any more."""
    ids = [member.participant_id for member in members.values()]
    there = await participants.participants(db, ids)
    refused = await participants.not_eligible_now(db, principal, row.program_id, ids)
    template = await programs.template(db, row.version_id)
    running = await mentorships.running_counts(db, row.program_id)
    asked = await proposal_repository.open_counts(db, row.program_id, row.id)
    standing = await proposal_repository.of_round(db, row.id, "sent")
    free: dict[UUID, int] = {}
    for member in members.values():
        found = there.get(member.participant_id)
        most = 0 if found is None else found.capacity
        most = most if member.role == "mentor" else template.matching.mentors_per_mentee
        here = sum(member.id in _ids(one) for one in standing)
        free[member.id] = (
            most - running.get(member.participant_id, 0) - asked.get(member.participant_id, 0) - here
        )
    out: dict[UUID, str] = {}
    for one in suggested:
        for member in (members[one.mentee_id], members[one.mentor_id]):
            found = there.get(member.participant_id)
            if found is None or found.status != "active":
                out[one.id] = f"{member.name} does not take part any more"
            elif member.participant_id in refused:
                out[one.id] = f"{member.name}: {refused[member.participant_id][0].sentence}"
            elif free[member.id] < 1:
                out[one.id] = f"{member.name} has no free place any more"
        if one.id not in out:
            for member_id in _ids(one):
                free[member_id] -= 1
    for one in suggested:
        if one.id in out:
            await _set_aside(db, one, members, out[one.id])
    return out


async def _set_aside(db: Session, one: Proposal, members: Members, why: str) -> None:
    mentee = members[one.mentee_id]
    mentee.unmatched, mentee.relaxation = f"{why}.", "Pair the rest again, or pair by hand."
    await proposal_repository.remove(db, [one.id])


async def _tell_unmatched(db: Session, row: Round, template: Template) -> int:
    """Once to each mentee for whom there is nobody: what happened, and what comes next."""
    people = await repository.people(db, row.id)
    alone = [
        each
        for each in people
        if each.role == "mentee" and not each.left_out and not each.held and each.told_at is None
    ]
    if alone:
        notice = letters.no_match(template)
        await letters.send_each(db, letters.for_all([each.person_id for each in alone], notice))
        await repository.note_told(db, [each.id for each in alone], clock.now())
    return len(alone)


def _mine(principal: Principal, template: Template, one: Proposal, members: Members) -> bool:
    people = {members[each].person_id for each in _ids(one)}
    return template.pairing.recuse_parties and is_party(principal.person_id, people)


def _ids(one: Proposal) -> tuple[UUID, UUID]:
    return one.mentee_id, one.mentor_id


def _role(found: Found, person_id: UUID) -> str:
    return "mentee" if found.mentee.person_id == person_id else "mentor"
