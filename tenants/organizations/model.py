from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import GlobalRow, TenantRow, one_of
from tenants.database.base import check
from tenants.kit import clock
from tenants.organizations import colour

PLANS = ("free", "standard", "large")


class Organization(TenantRow):
    """One row per tenant, whose id is the tenant's."""

    __tablename__ = "organization"

    name: Mapped[str]
    slug: Mapped[str]
    tagline: Mapped[str] = mapped_column(default="")
    contact_mail: Mapped[str]
    dues_url: Mapped[str] = mapped_column(default="")
    zone: Mapped[str]
    accent: Mapped[str] = mapped_column(default=colour.DEFAULT)
    plan: Mapped[str] = mapped_column(default="free")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        one_of("plan", PLANS),
        check("one_row", "id = tenant_id"),
        check("accent", "accent ~ '^#[0-9a-f]{6}$'"),
    )


class Directory(GlobalRow):
    __tablename__ = "directory"
    __why_global__ = "A request names a host before anybody knows which organization it is for."

    slug: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (check("slug", "slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'"),)
