from collections.abc import Iterable
from uuid import UUID

from tenants.access.roles import Role
from tenants.database import Session
from tenants.database.effects import Effect

CHANNEL = "live"

ANNOUNCED = Effect(
    "live",
    f"SELECT pg_notify('{CHANNEL}', payload) "
    "FROM jsonb_array_elements_text(CAST(:rows AS jsonb)) AS told (payload)",
)

ANNOUNCED_TO_HOLDERS = Effect(
    "live_of_holders",
    f"SELECT pg_notify('{CHANNEL}', app_tenant() || ':' || role_grant.person_id || ':' || told.topic) "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS told (role text, topic text) "
    "JOIN role_grant ON role_grant.role = told.role",
)


def payload_of(tenant_id: UUID, person_id: UUID, topic: str) -> str:
    """Ids and a fixed word: whoever may connect to the database can listen."""
    return f"{tenant_id}:{person_id}:{topic}"


async def announce(db: Session, person_ids: Iterable[UUID], topic: str) -> None:
    """Tell these persons' open screens to look again. Sent when the transaction commits, and only then."""
    tenant_id = db.info["scope"].tenant_id
    ANNOUNCED.gather(db, sorted({payload_of(tenant_id, person_id, topic) for person_id in person_ids}))


async def announce_holders(db: Session, roles: Iterable[Role], topic: str) -> None:
    """As `announce`, for whoever holds one of these roles; the database looks up who that is."""
    ANNOUNCED_TO_HOLDERS.gather(db, ({"role": role, "topic": topic} for role in roles))
