"""What happens to proposals by itself: a reminder, the end of waiting, somebody who is gone."""

from datetime import timedelta
from uuid import UUID

from mentorhub.consents import service as consents
from mentorhub.consents.errors import NoLongerOpen
from mentorhub.matching import final, letters, proposal_repository, repository, watchers
from mentorhub.matching.model import Proposal, Round
from mentorhub.matching.rounds import locked
from mentorhub.matching.rules import SUBJECT
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from tenants.access import Principal
from tenants.database import Session, effects, unit_of_work
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.outbox.queue import job, periodic

AT_ONCE = 2_000


@periodic("matching.expire", cron="*/5 * * * *")
async def expire(principal: Principal) -> None:
    """What was not answered in time goes back to the round's list."""
    async with unit_of_work(principal) as db:
        for consent in await consents.expire_due(db, principal, SUBJECT):
            found = await proposal_repository.with_people(db, consent.subject_id)
            if found is not None and found.proposal.state == "sent":
                await final.back_to_the_list(db, found, "expired", consent)


@periodic("matching.remind", cron="10 15 * * *")
async def remind(principal: Principal) -> None:
    """On the days that the template names, whoever has not answered and is asked now."""
    async with unit_of_work(principal) as db:
        zone = (await organizations.current(db)).zone
        sent = await proposal_repository.all_sent(db, AT_ONCE)
        asked = await consents.of_many(db, SUBJECT, [one.id for one, _, _ in sent])
        notices = []
        for one, row, mentee_person in sent:
            template = await programs.template(db, row.version_id)
            if one.sent_at is None or one.expires_at is None or one.expires_at <= clock.now():
                continue
            passed = (clock.now() - one.sent_at) // timedelta(days=1)
            due = sum(day <= passed for day in template.pairing.acceptance.reminder_days)
            if due <= one.reminded:
                continue
            one.reminded = due
            until = letters.day(one.expires_at, zone)
            notices += [
                (person, letters.reminder("mentee" if person == mentee_person else "mentor", one.id, until))
                for person in asked[one.id].asked_now
            ]
        await db.flush()
        await letters.send_each(db, notices)


@job("matching.drop")
async def drop(principal: Principal, *, participant_id: UUID) -> None:
    """Somebody was removed from the program: suggestions with them are gone, proposals are taken back."""
    async with unit_of_work(principal) as db:
        for round_id in await proposal_repository.rounds_with(db, participant_id):
            row = await locked(db, round_id)
            effects.change(db, row, revision=row.revision + 1)
            for proposal in await proposal_repository.open_of_participant(db, round_id, participant_id):
                await _drop(db, principal, row, proposal, participant_id)
            await repository.leave_out(
                db, round_id, participant_id, "Does not take part in the program any more."
            )
        await watchers.refresh(db)


async def _drop(
    db: Session, principal: Principal, row: Round, proposal: Proposal, participant_id: UUID
) -> None:
    if proposal.consent_id is None:
        proposal_repository.remove(db, [proposal.id])
        return
    try:
        consent = await consents.withdraw(db, principal, proposal.consent_id)
    except NoLongerOpen:
        return
    effects.change(db, proposal, state="withdrawn", settled_at=clock.now())
    gone = (await participants.participant(db, participant_id)).person_id
    others = [person for person in final.heard(consent) if person != gone]
    template = await programs.template(db, row.version_id)
    await letters.send_each(db, letters.for_all(others, letters.not_to_be(template, proposal.id)))
