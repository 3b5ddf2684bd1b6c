from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tenants.kit import settings


@dataclass(frozen=True, slots=True)
class Tenant:
    """A line of the directory."""

    tenant_id: UUID
    slug: str


@dataclass(frozen=True, slots=True)
class OrganizationView:
    id: UUID
    name: str
    slug: str
    tagline: str
    contact_mail: str
    dues_url: str
    zone: str
    accent: str
    plan: str
    created_at: datetime

    def url(self, path: str = "/") -> str:
        return settings.current().url(self.slug, path)
