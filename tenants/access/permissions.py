"""What each role may do. The product adds its own permissions with `grant_to` where it is composed."""

from collections.abc import Iterable
from typing import NewType

from tenants.access.roles import Role

Permission = NewType("Permission", str)


SIGNED_IN = Permission("signed_in")
ORGANIZATION_MANAGE = Permission("organization.manage")
PEOPLE_READ = Permission("people.read")
PEOPLE_MANAGE = Permission("people.manage")
PEOPLE_INVITE = Permission("people.invite")
ROSTER_IMPORT = Permission("roster.import")
ROLES_MANAGE = Permission("roles.manage")
AUDIT_READ = Permission("audit.read")

_granted: dict[Role, frozenset[Permission]] = dict.fromkeys(Role, frozenset())


def grant_to(role: Role, *permissions: Permission) -> None:
    """At composition, once per process. Roles do not contain each other: each list is complete and can be
    read.
    """
    _granted[role] |= frozenset(permissions)


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    return frozenset().union(*(_granted[role] for role in roles))


def every_permission() -> frozenset[Permission]:
    return permissions_of(Role)


grant_to(Role.MEMBER, SIGNED_IN)
grant_to(
    Role.OWNER,
    ORGANIZATION_MANAGE,
    PEOPLE_READ,
    PEOPLE_MANAGE,
    PEOPLE_INVITE,
    ROSTER_IMPORT,
    ROLES_MANAGE,
    AUDIT_READ,
)
grant_to(
    Role.ADMINISTRATOR,
    ORGANIZATION_MANAGE,
    PEOPLE_READ,
    PEOPLE_MANAGE,
    PEOPLE_INVITE,
    ROSTER_IMPORT,
    ROLES_MANAGE,
    AUDIT_READ,
)
grant_to(Role.COORDINATOR, PEOPLE_READ, PEOPLE_INVITE, ROSTER_IMPORT)
grant_to(Role.AUDITOR, AUDIT_READ)
