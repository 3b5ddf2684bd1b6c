"""Those who may have a round open on their screen."""

from uuid import UUID

from mentorhub.notifications import service as notifications
from mentorhub.permissions import ROUNDS_VIEW
from tenants.access import service as access
from tenants.access.permissions import permissions_of
from tenants.access.roles import GIVEN_ROLES
from tenants.database import Session

TOPIC = "round"


async def refresh(db: Session) -> None:
    await notifications.refresh(db, await watching(db), TOPIC)


async def watching(db: Session) -> list[UUID]:
    roles = [role for role in GIVEN_ROLES if ROUNDS_VIEW in permissions_of([role])]
    return await access.holders(db, *roles)
