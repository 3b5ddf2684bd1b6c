"""What an end of the waiting brings: a pair, or two people who are free again."""

from uuid import UUID

from mentorhub import events
from mentorhub.consents.views import ConsentView
from mentorhub.matching import letters, repository, watchers
from mentorhub.matching.errors import NotPossible
from mentorhub.matching.proposal_repository import Found
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session
from tenants.kit import clock


async def make(
    db: Session,
    principal: Principal,
    program: ProgramView,
    found: Found,
) -> None:
    """Everybody has said yes: the two are a pair from now on. They are told by what begins here."""
    proposal, mentee, mentor = found.proposal, found.mentee, found.mentor
    ids = [mentee.participant_id, mentor.participant_id]
    there = await participants.participants(db, ids)
    proposal.state, proposal.settled_at = "final", clock.now()
    await db.flush()
    begun = await mentorships.begin(
        db, principal, program, there[mentor.participant_id], there[mentee.participant_id], proposal.id
    )
    # Asked only now: to begin waits for whoever is removing one of the two at this very moment.
    now_there = await participants.participants(db, ids)
    if any(now_there[each].status != "active" for each in ids):
        raise NotPossible("One of you has left the program in the meantime, so this cannot begin.")
    proposal.mentorship_id = begun.id
    await db.flush()
    await events.publish(db, principal, events.ProposalFinal(program.id, proposal.id, begun.id))


async def back_to_the_list(
    db: Session,
    found: Found,
    state: str,
    consent: ConsentView,
    *,
    besides: UUID | None = None,
) -> None:
    """The two are free for others, and are not proposed to each other again in this round.

    Whoever had been asked is told, in the same words whatever the cause.
    """
    proposal = found.proposal
    proposal.state, proposal.settled_at = state, clock.now()
    await db.flush()
    await repository.add_ban(db, found.round.id, *found.pair)
    template = await programs.template(db, found.round.version_id)
    people = [person for person in heard(consent) if person != besides]
    await letters.send_each(db, letters.for_all(people, letters.not_to_be(template, proposal.id)))
    await watchers.refresh(db)


def heard(consent: ConsentView) -> list[UUID]:
    """Who has learned of the question: everybody, or in order those whose turn came."""
    if not consent.in_order:
        return [party.person_id for party in consent.parties]
    known = []
    for party in consent.parties:
        known.append(party.person_id)
        if party.answer != "yes":
            break
    return known
