from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock, log, settings
from tenants.kit.errors import NotFound
from tenants.organizations import service as organizations
from tenants.outbox import repository, smtp
from tenants.outbox.letter import with_footer
from tenants.outbox.model import Mail
from tenants.outbox.queue import job, periodic
from tenants.outbox.views import Letter

logger = log.get(__name__)

KEPT_FOR = timedelta(days=30)

Bounce = Callable[[Session, UUID], Awaitable[None]]
_on_bounce: list[Bounce] = []


def on_bounce(tell: Bounce) -> Bounce:
    """A slice above wants to know that a person's address takes no mail."""
    _on_bounce.append(tell)
    return tell


@job("outbox.deliver")
async def deliver(principal: Principal, *, mail_id: UUID) -> None:
    """No transaction is open while the other server takes its time. Killed between its yes and our note of
    it, the mail goes out again with the same Message-ID, by which mail programs know a copy.
    """
    configured = settings.current()
    if configured.smtp_url is None:
        return  # a developer's machine: mail is read on its own page
    async with unit_of_work(principal) as db:
        row = await repository.to_send(db, mail_id)
        letter = await _letter(db, row) if row is not None else None
    if row is None or letter is None:
        return
    try:
        await smtp.send(smtp.message_of(letter, configured), configured.smtp_url, configured)
    except smtp.Undeliverable as refusal:
        logger.warning("mail refused for good", mail_id=str(mail_id))
        async with unit_of_work(principal) as db:
            await repository.note(db, mail_id, failed_at=clock.now(), problem=str(refusal)[:500])
            if row.person_id is not None:
                for tell in _on_bounce:
                    await tell(db, row.person_id)
        return
    except Exception as fault:
        async with unit_of_work(principal) as db:
            await repository.note(db, mail_id, problem=f"{type(fault).__name__}: {fault}"[:500])
        raise
    async with unit_of_work(principal) as db:
        wiped = {"body": ""} if row.secret else {}
        await repository.note(db, mail_id, sent_at=clock.now(), problem="", **wiped)


async def _letter(db: Session, row: Mail) -> Letter:
    configured = settings.current()
    try:
        organization = await organizations.current(db)
    except NotFound:  # the platform's own mail
        name, contact, address = "", "", configured.url()
    else:
        name, contact, address = organization.name, organization.contact_mail, organization.url()
    return Letter(
        id=row.id,
        address=row.address,
        sender=name,
        reply_to=contact,
        subject=row.subject,
        text=with_footer(row.body, name, contact, address),
        created_at=row.created_at,
    )


@periodic("outbox.forget", cron="23 3 * * *")
async def forget(principal: Principal) -> None:
    """What was written to people is not kept longer than it takes to answer "I never got it"."""
    async with unit_of_work(principal) as db:
        await repository.forget_before(db, clock.now() - KEPT_FOR)
