from uuid import UUID

from mentorhub.notifications import service as notifications
from mentorhub.notifications.views import Notice
from tenants.access import Principal, Role
from tenants.access import service as access
from tenants.database import unit_of_work
from tenants.outbox.queue import job


@job("help.tell_staff")
async def tell_staff(principal: Principal, *, request_id: UUID) -> None:  # noqa: ARG001 - one mail for each question
    """Says that somebody asks, not who and not what. The coordinators get it, or else the owners."""
    async with unit_of_work(principal) as db:
        told = await access.holders(db, Role.COORDINATOR)
        told = told or await access.holders(db, Role.OWNER, Role.ADMINISTRATOR)
        notice = Notice(
            subject="Somebody asks for help",
            text="A new question waits on the help list. Take it and answer; the answer goes out by mail.",
            path="/organizer/help",
            kind="help",
        )
        await notifications.tell(db, told, notice)
