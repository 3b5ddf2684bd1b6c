"""What the tests of the people screens look up: whom the list names, and who got which mail."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import select

from mentorhub.web.organizer.people.list import People
from tenants.database import unit_of_work
from tenants.outbox import service as outbox
from tenants.people import service as people
from tenants.people.views import PersonView
from tenants.roster import jobs
from tenants.roster.model import Invitation
from tests.support.cast import Cast
from tests.support.statements import counted
from tests.support.tab import Tab

LIST = "/organizer/people"


async def called(cast: Cast, mail: str) -> PersonView:
    async with unit_of_work(cast.program) as db:
        found = await people.by_mail(db, mail)
    assert found is not None
    return found


async def page_of(cast: Cast, mail: str) -> str:
    return f"{LIST}/{(await called(cast, mail)).id}"


async def write_invitations(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        waiting = list(await db.scalars(select(Invitation.id)))
    for invitation_id in waiting:
        await jobs.write_invitation(cast.program, invitation_id=invitation_id)


async def mails(cast: Cast) -> dict[str, str]:
    async with unit_of_work(cast.program) as db:
        return {mail.address: mail.text for mail in await outbox.recent(db)}


@asynccontextmanager
async def few_statements() -> AsyncIterator[None]:
    with counted() as seen:
        yield
    assert len(seen) <= 6, "\n".join(seen)


async def names(tab: Tab) -> list[str]:
    return [row.name for row in (await tab.state(People)).rows]
