"""A mail for what nobody has seen on a screen: that something waits, and from whom. Never what."""

from mentorhub.messaging import repository, rules
from mentorhub.messaging.views import WaitingNotice
from mentorhub.notifications import service as notifications
from mentorhub.notifications.views import Notice
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.outbox.queue import periodic
from tenants.people import service as people

PATHS = {"mentorship": "/mentorship/{id}", "circle": "/circle/{id}"}


@periodic("messaging.notices", cron="*/5 * * * *")
async def notices(principal: Principal) -> None:
    async with unit_of_work(principal) as db:
        for waiting in await repository.waiting_notices(db, clock.now() - rules.NOTICE_AFTER):
            await _tell(db, waiting)


async def _tell(db: Session, waiting: WaitingNotice) -> None:
    """One mail, however many follow; the next only after the person has read."""
    sender = await people.get(db, waiting.sender_id)
    notice = Notice(
        subject=f"You have a message from {sender.name}",
        text=f"{sender.name} has written to you. You read it after signing in; mail does not carry it.",
        path=PATHS[waiting.kind].format(id=waiting.conversation_id),
        kind="message",
    )
    await repository.note_noticed(db, waiting.conversation_id, waiting.person_id, waiting.number)
    await notifications.tell(db, [waiting.person_id], notice)
