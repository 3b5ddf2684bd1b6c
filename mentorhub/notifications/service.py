from collections.abc import Iterable
from uuid import UUID

from mentorhub.notifications.views import Notice
from tenants import live
from tenants.access import Role
from tenants.database import Session
from tenants.people import writing
from tenants.people.writing import Written

__all__ = ["Notice", "refresh", "refresh_holders", "tell", "tell_each"]


async def tell(db: Session, person_ids: Iterable[UUID], notice: Notice) -> None:
    """Mail to each, and their open screens look again; both when this transaction commits, and only then."""
    await tell_each(db, [(person_id, notice) for person_id in dict.fromkeys(person_ids)])


async def tell_each(db: Session, notices: Iterable[tuple[UUID, Notice]]) -> None:
    """As `tell`, with a notice of their own for each."""
    told = list(notices)
    await writing.write(
        db,
        [
            Written(person_id, notice.subject, notice.text, notice.path, notice.kind)
            for person_id, notice in told
        ],
    )
    for kind in sorted({notice.kind for _, notice in told}):
        await refresh(db, [person_id for person_id, notice in told if notice.kind == kind], kind)


async def refresh(db: Session, person_ids: Iterable[UUID], topic: str) -> None:
    """Only the open screens: what changed is no news for a mailbox."""
    await live.announce(db, person_ids, topic)


async def refresh_holders(db: Session, roles: Iterable[Role], topic: str) -> None:
    """The open screens of everybody who holds one of these roles when the transaction ends."""
    await live.announce_holders(db, roles, topic)
