"""The one who acts. A principal is also the scope of a unit of work."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tenants.access.errors import SignInAgain, SignInFirst
from tenants.access.permissions import Permission, every_permission, permissions_of
from tenants.access.roles import Role
from tenants.kit import clock
from tenants.kit.errors import NotAllowed

FRESH_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Principal:
    tenant_id: UUID
    person_id: UUID | None = None
    session_id: UUID | None = None
    name: str = ""
    mail: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[Permission] = frozenset()
    zone: str = "UTC"
    stepped_up_at: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def me(self) -> UUID:
        """The person's id, where only a signed-in person makes sense."""
        if self.person_id is None:
            raise SignInFirst
        return self.person_id

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def is_fresh(self) -> bool:
        """Has signed in, or proved who they are again, a short while ago."""
        return self.stepped_up_at is not None and clock.now() - self.stepped_up_at < FRESH_FOR


def person(
    tenant_id: UUID,
    person_id: UUID,
    roles: frozenset[Role],
    *,
    session_id: UUID | None = None,
    name: str = "",
    mail: str = "",
    zone: str = "UTC",
    stepped_up_at: datetime | None = None,
) -> Principal:
    all_roles = roles | {Role.MEMBER}
    return Principal(
        tenant_id,
        person_id,
        session_id,
        name,
        mail,
        all_roles,
        permissions_of(all_roles),
        zone,
        stepped_up_at,
    )


def anonymous(tenant_id: UUID) -> Principal:
    """A visitor on an organization's host who is not signed in."""
    return Principal(tenant_id)


def system(tenant_id: UUID) -> Principal:
    """The program itself, in a job: may do everything within one organization."""
    return Principal(tenant_id, permissions=every_permission())


def require(principal: Principal, permission: Permission) -> None:
    if permission in principal.permissions:
        return
    if not principal.is_signed_in:
        raise SignInFirst
    raise NotAllowed


def require_fresh(principal: Principal) -> None:
    """Before what an open laptop in a coffee shop should not be enough for."""
    if not principal.is_fresh():
        raise SignInAgain
