from collections.abc import Iterable
from uuid import UUID

from mentorhub.notifications.views import Notice
from tenants import live
from tenants.database import Session
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter
from tenants.outbox.views import Draft
from tenants.people import service as people

__all__ = ["Notice", "refresh", "tell"]


async def tell(db: Session, person_ids: Iterable[UUID], notice: Notice) -> None:
    """Mail to each, and their open screens look again; both when this transaction commits, and only then."""
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        return
    found = await people.by_ids(db, wanted)
    organization = await organizations.current(db)
    drafts = [
        Draft(
            person,
            notice.subject,
            letter(f"Hello {person.called},", notice.text, organization.url(notice.path)),
            notice.kind,
        )
        for person in found.values()
        if person.disabled_at is None
    ]
    await outbox.send_mails(db, drafts)
    await refresh(db, wanted, notice.kind)


async def refresh(db: Session, person_ids: Iterable[UUID], topic: str) -> None:
    """Only the open screens: what changed is no news for a mailbox."""
    await live.announce(db, person_ids, topic)
