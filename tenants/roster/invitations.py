"""Asking people in. An invitation that nobody answered can be sent again."""

from collections.abc import Sequence
from uuid import UUID

from tenants.access import Principal, require
from tenants.access.permissions import PEOPLE_INVITE
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit.errors import Invalid
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.people import invitations
from tenants.roster import repository
from tenants.roster.jobs import write_invitation
from tenants.roster.model import Invitation
from tenants.roster.views import Filters, Invited

MOST_AT_ONCE = 50_000
LONGEST_NOTE = 2_000


async def invite(
    db: Session, principal: Principal, person_ids: Sequence[UUID], *, note: str = "", path: str = ""
) -> Invited:
    """Each who has not been here yet gets a mail with a link of their own; `path` is where it leads in the
    end.

    `note`, the sender's own words, takes the place of our first sentence.
    """
    require(principal, PEOPLE_INVITE)
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"Please keep the note shorter than {LONGEST_NOTE:,} characters.", field="note")
    wanted = list(dict.fromkeys(person_ids))
    invited = await invitations.mark_invited(db, wanted)
    if invited:
        row = Invitation(
            id=new_id(),
            sent_by=principal.person_id,
            sender=principal.name,
            note=note.strip(),
            path=path,
            person_ids=[str(each) for each in invited],
        )
        await repository.add_invitation(db, row)
        await outbox.defer(db, write_invitation, invitation_id=row.id)
        await audit.record(db, principal, "people.invited", "invitation", row.id, number=len(invited))
    return Invited(sent=len(invited), already_here=len(wanted) - len(invited))


async def invite_all(
    db: Session,
    principal: Principal,
    text: str = "",
    filters: Filters | None = None,
    *,
    note: str = "",
    path: str = "",
) -> Invited:
    """Everybody that a search finds and who has not been here yet."""
    require(principal, PEOPLE_INVITE)
    found = await repository.matching(db, text, filters or Filters(), MOST_AT_ONCE)
    return await invite(db, principal, found, note=note, path=path)
