"""Who stands at the door: asked anew for each request and event, so a revoked session ends at once."""

import hashlib
from dataclasses import dataclass

from tenants.access.principal import Principal, anonymous
from tenants.database import Scope
from tenants.organizations import directory
from tenants.organizations.views import Tenant
from tenants.people import sessions
from tenants.visits import cookies


@dataclass(frozen=True, slots=True)
class Visit:
    """One request or event.

    `tenant` is None on the platform's own host. `principal` is the signed-in person, else the
    organization's anonymous visitor, else None. `fingerprint` tells visitors apart without naming them.
    """

    tenant: Tenant | None
    principal: Principal | None
    fingerprint: str

    @property
    def is_signed_in(self) -> bool:
        return self.principal is not None and self.principal.is_signed_in


async def identify(host: str, cookie: str) -> Visit:
    """The visitor behind a Host and a Cookie header."""
    tenant = await directory.resolve(host)
    token = cookies.read(cookie, cookies.session_cookie())
    principal = await _signed_in(tenant, token) if tenant else None
    if principal is None:
        token = cookies.read(cookie, cookies.visitor_cookie())
        principal = anonymous(tenant.tenant_id) if tenant else None
    return Visit(tenant, principal, _fingerprint(tenant, token))


async def _signed_in(tenant: Tenant, token: str) -> Principal | None:
    if not token:
        return None
    return await sessions.resolve(Scope(tenant.tenant_id), token)


def _fingerprint(tenant: Tenant | None, token: str) -> str:
    slug = tenant.slug if tenant else ""
    return hashlib.sha256(f"{slug}\n{token}".encode()).hexdigest()
