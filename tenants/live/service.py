from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, text

from tenants.database import Session

CHANNEL = "live"

_NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', payload) FROM unnest(:payloads) AS told (payload)").bindparams(
    bindparam("payloads", type_=ARRAY(Text()))
)


def payload_of(tenant_id: UUID, person_id: UUID, topic: str) -> str:
    """Ids and a fixed word: whoever may connect to the database can listen."""
    return f"{tenant_id}:{person_id}:{topic}"


async def announce(db: Session, person_ids: Iterable[UUID], topic: str) -> None:
    """Tell these persons' open screens to look again. Sent when the transaction commits, and only then."""
    tenant_id = db.info["scope"].tenant_id
    payloads = sorted({payload_of(tenant_id, person_id, topic) for person_id in person_ids})
    if payloads:
        await db.execute(_NOTIFY, {"payloads": payloads})
