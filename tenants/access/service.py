"""Which person holds which role. Who may change that is asked where people are managed (`roster`)."""

from collections.abc import Iterable
from uuid import UUID

from tenants.access import repository
from tenants.access.errors import LastOwner
from tenants.access.repository import holding, roles_column
from tenants.access.roles import Role
from tenants.database import Session

__all__ = [
    "everybody",
    "found",
    "give",
    "holders",
    "holding",
    "keep_an_owner",
    "roles_column",
    "roles_of",
    "take",
]


async def give(db: Session, person_id: UUID, role: Role) -> bool:
    """Whether this changed anything."""
    if role is Role.MEMBER:
        raise ValueError("Everybody signed in is a member; it is not granted.")
    return await repository.add(db, person_id, role)


def found(db: Session, owner_id: UUID) -> None:
    """The first owner of a new organization."""
    repository.add_later(db, owner_id, Role.OWNER)


async def take(db: Session, person_id: UUID, role: Role) -> bool:
    if role is Role.OWNER:
        await keep_an_owner(db, person_id)
    return await repository.remove(db, person_id, role)


async def keep_an_owner(db: Session, leaving: UUID) -> None:
    """Before an owner goes, in whatever way. Two who go at the same moment wait for each other here."""
    if await repository.lock_owners(db) == {leaving}:
        raise LastOwner


async def roles_of(db: Session, person_ids: Iterable[UUID]) -> dict[UUID, frozenset[Role]]:
    return await repository.roles_of(db, person_ids)


async def holders(db: Session, *roles: Role) -> list[UUID]:
    """Everybody who has one of these roles, for telling them something."""
    return await repository.holders(db, roles)


async def everybody(db: Session) -> dict[UUID, frozenset[Role]]:
    """All who hold a role, and which."""
    return await repository.everybody(db)
