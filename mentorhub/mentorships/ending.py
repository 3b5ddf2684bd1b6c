"""How a pair ends: by its term, by one of the two, or because a person was removed."""

from datetime import date
from uuid import UUID

from mentorhub import events
from mentorhub.consents import service as consents
from mentorhub.mentorships import repository
from mentorhub.mentorships.errors import HasEnded
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.service import party_row, view
from mentorhub.mentorships.telling import tell_ended
from mentorhub.mentorships.views import EndReason, MentorshipView
from tenants import live
from tenants.access import Principal, system
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit import clock
from tenants.outbox import service as outbox

TOPIC = "mentorship"


async def end(db: Session, principal: Principal, mentorship_id: UUID) -> None:
    """By one of the two, at any time and without a reason. Recorded as the program's own act: neither the
    other nor staff nor whoever reads the record of acts can find out who asked.
    """
    row = await party_row(db, principal, mentorship_id, lock=True)
    if row.status == "ended":
        raise HasEnded
    await close(db, system(principal.tenant_id), row, "party", clock.today(principal.zone))


async def end_of_participant(db: Session, principal: Principal, removed: events.ParticipantRemoved) -> None:
    """Subscribed to ParticipantRemoved: what the person had running ends with it."""
    for row in await repository.lock_running_of(db, removed.participant_id):
        await close(db, principal, row, "removed", clock.today(principal.zone))


async def close(
    db: Session, principal: Principal, row: Mentorship, reason: EndReason, today: date
) -> MentorshipView:
    """The caller holds the row. Both places are free again from here on."""
    if row.consent_id is not None:
        await consents.withdraw(db, principal, row.consent_id)
    row.status, row.end_reason = "ended", reason
    row.ended_at, row.ended_on = clock.now(), today
    row.question, row.consent_id, row.mentor_asked, row.mentee_asked = None, None, False, False
    await db.flush()
    both = (row.mentor_id, row.mentee_id)
    await audit.record(db, principal, "mentorship.end", "mentorship", row.id, reason=reason)
    await outbox.defer(db, tell_ended, mentorship_id=row.id)
    await events.publish(db, principal, events.MentorshipEnded(row.program_id, row.id, both, reason))
    await live.announce(db, both, TOPIC)
    return view(row)
