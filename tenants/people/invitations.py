"""Inviting people: a mail with a link of their own, to choose a password or to sign in without one."""

from collections.abc import Sequence
from uuid import UUID

from tenants.database import Session
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.people import repository
from tenants.people import sign_in_repository as store
from tenants.people.letters import invitation_letter
from tenants.people.links import make_links
from tenants.people.service import view


async def mark_invited(db: Session, person_ids: Sequence[UUID]) -> list[UUID]:
    """Those of them who have not been here yet and may come; from now on they count as invited."""
    return await repository.mark_invited(db, person_ids, clock.now())


async def write_invitations(
    db: Session, person_ids: Sequence[UUID], *, sender: str, note: str, path: str
) -> None:
    """An earlier link of theirs stops working: the newest mail is the one that counts."""
    persons = [
        view(row)
        for row in await repository.by_ids(db, person_ids)
        if row.joined_at is None and row.disabled_at is None
    ]
    ids = [person.id for person in persons]
    organization = await organizations.current(db)
    await store.spend_links_of(db, ids, clock.now())
    tokens = await make_links(db, ids, "invitation")
    await outbox.send_mails(
        db,
        [
            invitation_letter(person, organization, tokens[person.id], sender=sender, note=note, path=path)
            for person in persons
        ],
    )
