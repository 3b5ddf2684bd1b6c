from uuid import UUID

from sqlalchemy import ScalarSelect

from tenants.access import Principal, require
from tenants.access.permissions import ORGANIZATION_MANAGE
from tenants.database import Session
from tenants.kit.errors import NotFound
from tenants.organizations import repository
from tenants.organizations.forms import OrganizationForm
from tenants.organizations.model import Organization
from tenants.organizations.views import OrganizationView


def _view(row: Organization) -> OrganizationView:
    return OrganizationView(
        id=row.id,
        name=row.name,
        slug=row.slug,
        tagline=row.tagline,
        contact_mail=row.contact_mail,
        dues_url=row.dues_url,
        zone=row.zone,
        accent=row.accent,
        plan=row.plan,
        created_at=row.created_at,
    )


async def current(db: Session) -> OrganizationView:
    """The organization this transaction acts for. Public: its own page shows all of it to everybody."""
    row = await repository.the_one(db)
    if row is None:
        raise NotFound
    return _view(row)


async def found(db: Session, tenant_id: UUID, *, name: str, slug: str, contact_mail: str, zone: str) -> None:
    """Whoever claimed the address in the directory calls this in the same transaction."""
    await repository.add(
        db,
        Organization(
            id=tenant_id, tenant_id=tenant_id, name=name, slug=slug, contact_mail=contact_mail, zone=zone
        ),
    )


async def change(db: Session, principal: Principal, form: OrganizationForm) -> OrganizationView:
    require(principal, ORGANIZATION_MANAGE)
    await repository.change(db, principal.tenant_id, **form.model_dump())
    return await current(db)


def zone_column() -> ScalarSelect[str]:
    """The organization's time zone, for a statement that selects something else."""
    return repository.zone_column()


def signature_column() -> ScalarSelect[list[str]]:
    """Its name and the address of its office, for a statement that selects something else."""
    return repository.signature_column()
