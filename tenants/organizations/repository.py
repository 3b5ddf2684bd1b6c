from uuid import UUID

from sqlalchemy import JSON, ScalarSelect, func, select, update

from tenants.database import Session
from tenants.organizations.model import Organization


async def the_one(db: Session) -> Organization | None:
    """Row-level security leaves exactly one row to see."""
    return await db.scalar(select(Organization))


async def add(db: Session, organization: Organization) -> None:
    db.add(organization)
    await db.flush()


async def change(db: Session, organization_id: UUID, **values: str) -> None:
    await db.execute(update(Organization).where(Organization.id == organization_id).values(**values))


def zone_column() -> ScalarSelect[str]:
    return select(Organization.zone).scalar_subquery()


def signature_column() -> ScalarSelect[list[str]]:
    both = func.json_build_array(Organization.name, Organization.contact_mail, type_=JSON())
    return select(both).scalar_subquery()
