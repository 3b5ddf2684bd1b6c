import base64
import binascii
import json
from datetime import date
from uuid import UUID

from tenants.kit.ids import parse_id
from tenants.roster.views import Dues


def dues(paid_until: date | None, today: date) -> Dues:
    if paid_until is None:
        return "unknown"
    return "paid" if paid_until >= today else "unpaid"


def cursor(sort_key: str, person_id: UUID) -> str:
    """Where a page ended, as one word for an address or an event."""
    return base64.urlsafe_b64encode(json.dumps([sort_key, str(person_id)]).encode()).decode()


def parse_cursor(word: str | None) -> tuple[str, UUID] | None:
    """None for nothing, and for what nobody here wrote: the list begins at its beginning."""
    if not word:
        return None
    try:
        sort_key, person_id = json.loads(base64.urlsafe_b64decode(word.encode()))
    except (binascii.Error, ValueError, TypeError):
        return None
    parsed = parse_id(person_id)
    return (sort_key, parsed) if isinstance(sort_key, str) and "\x00" not in sort_key and parsed else None
