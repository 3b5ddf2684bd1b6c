from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Text, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from tenants.access.model import RoleGrant
from tenants.access.roles import Role
from tenants.database import Session
from tenants.database.effects import Effect
from tenants.kit import clock
from tenants.kit.ids import new_id

GRANTED = Effect.into(RoleGrant.__table__)


def roles_column(person_id: ColumnElement[UUID] | Any) -> ColumnElement[list[str]]:  # noqa: ANN401 - a column, or what stands for one
    """A person's roles as one array, for a statement that selects persons."""
    rows = select(RoleGrant.role).where(RoleGrant.person_id == person_id)
    return func.array(rows.scalar_subquery(), type_=ARRAY(Text()))


def holding(role: Role) -> Select[UUID]:
    """The persons with a role, for a condition in a statement that selects persons."""
    return select(RoleGrant.person_id).where(RoleGrant.role == role)


async def roles_of(db: Session, person_ids: Iterable[UUID]) -> dict[UUID, frozenset[Role]]:
    rows = await db.execute(
        select(RoleGrant.person_id, func.array_agg(RoleGrant.role))
        .where(RoleGrant.person_id.in_(list(person_ids)))
        .group_by(RoleGrant.person_id)
    )
    return {person_id: frozenset(map(Role, roles)) for person_id, roles in rows}


async def everybody(db: Session) -> dict[UUID, frozenset[Role]]:
    rows = await db.execute(
        select(RoleGrant.person_id, func.array_agg(RoleGrant.role)).group_by(RoleGrant.person_id)
    )
    return {person_id: frozenset(map(Role, roles)) for person_id, roles in rows}


async def holders(db: Session, roles: Iterable[Role]) -> list[UUID]:
    rows = await db.scalars(
        select(RoleGrant.person_id)
        .where(RoleGrant.role.in_(list(roles)))
        .distinct()
        .order_by(RoleGrant.person_id)
    )
    return list(rows)


async def lock_owners(db: Session) -> set[UUID]:
    """The owners, held until the transaction ends, so that two of them cannot leave at the same moment."""
    rows = await db.scalars(
        select(RoleGrant.person_id)
        .where(RoleGrant.role == Role.OWNER)
        .order_by(RoleGrant.person_id)
        .with_for_update()
    )
    return set(rows)


def add_later(db: Session, person_id: UUID, role: Role) -> None:
    GRANTED.gather(db, [{"id": new_id(), "person_id": person_id, "role": role}])


async def add(db: Session, person_id: UUID, role: Role) -> bool:
    added = await db.execute(
        insert(RoleGrant)
        .values(id=new_id(), person_id=person_id, role=role, granted_at=clock.now())
        .on_conflict_do_nothing()
        .returning(RoleGrant.id)
    )
    return added.first() is not None


async def remove(db: Session, person_id: UUID, role: Role) -> bool:
    removed = await db.execute(
        delete(RoleGrant)
        .where(RoleGrant.person_id == person_id, RoleGrant.role == role)
        .returning(RoleGrant.id)
    )
    return removed.first() is not None
