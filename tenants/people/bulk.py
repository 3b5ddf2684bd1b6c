"""Many persons at once, for the import of a roster. One statement for a thousand of them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenants.database import Session
from tenants.kit import clock
from tenants.people import rules

_NAMES = ("name", "given_name", "family_name", "mail", "mail_key", "phone", "sort_key", "search_key")
_COLUMNS = ", ".join(["id uuid", *(f"{name} text" for name in _NAMES)])
_ROWS = f"jsonb_to_recordset(CAST(:rows AS jsonb)) AS row ({_COLUMNS})"

_LIST = ", ".join(["id", *_NAMES])
_SET = ", ".join(f"{name} = row.{name}" for name in _NAMES)

_INSERT = text(
    f"INSERT INTO person ({_LIST}, created_at) "
    f"SELECT {_LIST}, :moment FROM {_ROWS} ON CONFLICT DO NOTHING RETURNING id"
)
_UPDATE = text(f"UPDATE person SET {_SET} FROM {_ROWS} WHERE person.id = row.id")


def _whole(person_id: UUID, person: Mapping[str, str]) -> dict[str, Any]:
    name, mail = person["name"], person["mail"]
    given, family = person.get("given_name", ""), person.get("family_name", "")
    return {
        "id": str(person_id),
        "name": name,
        "given_name": given,
        "family_name": family,
        "mail": mail,
        "mail_key": rules.mail_key(mail),
        "phone": person.get("phone", ""),
        "sort_key": rules.sort_key(name, given, family),
        "search_key": rules.search_key(name, mail),
    }


def _json(persons: Sequence[tuple[UUID, Mapping[str, str]]]) -> str:
    return json.dumps([_whole(person_id, person) for person_id, person in persons])


async def add_many(db: Session, persons: Sequence[tuple[UUID, Mapping[str, str]]]) -> set[UUID]:
    """Those that went in. Whose mail address somebody has just taken is left out."""
    if not persons:
        return set()
    added = await db.execute(_INSERT, {"rows": _json(persons), "moment": clock.now()})
    return {row.id for row in added}


async def change_many(db: Session, persons: Sequence[tuple[UUID, Mapping[str, str]]]) -> None:
    if persons:
        await db.execute(_UPDATE, {"rows": _json(persons)})
