"""The list of people. The one place that reads persons and memberships together: what is searched, sorted
and paged cannot be put together from two answers.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    tuple_,
)

from tenants.access import Role
from tenants.access.service import holding, roles_column
from tenants.database import Session
from tenants.people.model import Person
from tenants.people.rules import fold
from tenants.roster.model import Invitation, Membership
from tenants.roster.views import Filters

STATE: ColumnElement[str] = case(
    (Person.joined_at.is_not(None), "joined"),
    (Person.bounced_at.is_not(None), "bounced"),
    (Person.invited_at.is_not(None), "invited"),
    else_="not_invited",
)


def _conditions(text: str, filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    words = [Person.search_key.contains(word, autoescape=True) for word in fold(text).split()[:6]]
    if words:
        conditions.append(or_(and_(*words), Membership.number == text.strip()))
    if filters.role:
        conditions.append(Person.id.in_(holding(Role(filters.role))))
    if filters.standing:
        conditions.append(Membership.standing == filters.standing)
    if filters.member_class:
        conditions.append(func.lower(Membership.member_class) == filters.member_class.lower())
    if filters.state:
        conditions.append(STATE.in_([filters.state]))
    return conditions


async def page(
    db: Session, text: str, filters: Filters, after: tuple[str, UUID] | None, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    query = (
        select(
            Person.id,
            Person.name,
            Person.mail,
            Person.sort_key,
            Person.disabled_at,
            Membership.number,
            Membership.member_class,
            Membership.standing,
            Membership.institution,
            Membership.id.label("membership_id"),
            Membership.dues_paid_until,
            roles_column(Person.id).label("roles"),
            STATE.label("state"),
        )
        .outerjoin(Membership, Membership.person_id == Person.id)
        .where(*_conditions(text, filters))
        .order_by(Person.sort_key, Person.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Person.sort_key, Person.id) > after)
    return (await db.execute(query)).all()


async def counts(db: Session, text: str, filters: Filters) -> dict[str, int]:
    """How many a search finds, by state of invitation; who may not sign in counts by that alone."""
    state = case((Person.disabled_at.is_not(None), "disabled"), else_=STATE)
    query: Select[*tuple[str, int]] = select(state, func.count()).select_from(Person).group_by(state)
    conditions = _conditions(text, filters)
    if conditions:
        query = query.outerjoin(Membership, Membership.person_id == Person.id).where(*conditions)
    return {row[0]: row[1] for row in await db.execute(query)}


async def classes(db: Session) -> list[str]:
    rows = await db.scalars(
        select(Membership.member_class)
        .where(Membership.member_class != "")
        .distinct()
        .order_by(Membership.member_class)
        .limit(100)
    )
    return list(rows)


async def matching(db: Session, text: str, filters: Filters, limit: int) -> list[UUID]:
    query = (
        select(Person.id)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .where(Person.joined_at.is_(None), Person.disabled_at.is_(None), *_conditions(text, filters))
        .order_by(Person.sort_key, Person.id)
        .limit(limit)
    )
    return list(await db.scalars(query))


async def memberships(db: Session, person_ids: Sequence[UUID]) -> Sequence[Membership]:
    return (await db.scalars(select(Membership).where(Membership.person_id.in_(person_ids)))).all()


FACTS = (
    "member_class",
    "standing",
    "dues_paid_until",
    "joined_year",
    "started_practice_year",
    "specialty",
    "institution",
    "department",
    "city",
    "region",
)


def facts_column(person_id: Any) -> ScalarSelect[list[Any] | None]:  # noqa: ANN401 - a column, or what stands for one
    """An organization's own columns, then those of FACTS."""
    values = [getattr(Membership, name) for name in FACTS]
    found = select(func.json_build_array(Membership.facts, *values, type_=JSON()))
    return found.where(Membership.person_id == person_id).scalar_subquery()


async def whole(db: Session, person_id: UUID) -> tuple[Person, Membership | None, list[str]] | None:
    """All that one person's page tells of the roster, in one statement."""
    query = (
        select(Person, Membership, roles_column(Person.id))
        .outerjoin(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id)
    )
    row = (await db.execute(query)).one_or_none()
    return (row[0], row[1], row[2]) if row is not None else None


async def add_invitation(db: Session, row: Invitation) -> None:
    db.add(row)
    await db.flush()


async def next_of_invitation(db: Session, invitation_id: UUID) -> Invitation | None:
    return await db.scalar(select(Invitation).where(Invitation.id == invitation_id).with_for_update())


async def end_invitation(db: Session, invitation_id: UUID) -> None:
    await db.execute(delete(Invitation).where(Invitation.id == invitation_id))
