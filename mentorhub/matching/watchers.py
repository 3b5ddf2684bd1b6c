"""Those who may have a round open on their screen."""

from mentorhub.notifications import service as notifications
from mentorhub.permissions import ROUNDS_VIEW
from tenants.access.permissions import permissions_of
from tenants.access.roles import GIVEN_ROLES
from tenants.database import Session

TOPIC = "round"


async def refresh(db: Session) -> None:
    watching = [role for role in GIVEN_ROLES if ROUNDS_VIEW in permissions_of([role])]
    await notifications.refresh_holders(db, watching, TOPIC)
