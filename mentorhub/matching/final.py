"""What an end of the waiting brings: a pair, or two people who are free again."""

from collections.abc import Sequence
from uuid import UUID

from mentorhub import events
from mentorhub.consents.views import ConsentView
from mentorhub.matching import letters, repository, watchers
from mentorhub.matching.errors import NotPossible
from mentorhub.matching.model import Proposal
from mentorhub.matching.proposal_repository import Found
from mentorhub.mentorships import beginning
from mentorhub.mentorships.views import Beginning
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session, effects
from tenants.kit import clock


async def make(db: Session, principal: Principal, program: ProgramView, found: Found) -> None:
    """Everybody has said yes: the two are a pair from now on. They are told by what begins here."""
    if await make_all(db, principal, program, [found]) == 0:
        raise NotPossible("One of you has left the program in the meantime, so this cannot begin.")


async def make_all(db: Session, principal: Principal, program: ProgramView, pairs: Sequence[Found]) -> int:
    """As many as could begin: who is removed at this very moment is waited for, and begins nothing."""
    if not pairs:
        return 0
    waiting: dict[UUID | None, Proposal] = {found.proposal.id: found.proposal for found in pairs}
    begun = await beginning.begin_all(
        db, principal, program, [_beginning(found) for found in pairs], clock.today(pairs[0].zone)
    )
    now = clock.now()
    for pair in begun:
        proposal = waiting[pair.proposal_id]
        effects.change(db, proposal, state="final", settled_at=now, mentorship_id=pair.id)
        await events.publish(db, principal, events.ProposalFinal(program.id, proposal.id, pair.id))
    return len(begun)


def _beginning(found: Found) -> Beginning:
    mentor, mentee = found.mentor, found.mentee
    return Beginning(
        mentor.participant_id, mentor.person_id, mentee.participant_id, mentee.person_id, found.proposal.id
    )


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
    effects.change(db, proposal, state=state, settled_at=clock.now())
    repository.add_ban(db, found.round.id, *found.pair)
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
