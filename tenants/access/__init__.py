"""Who acts, for which organization, and what they may do there."""

from tenants.access.permissions import Permission, grant_to
from tenants.access.principal import Principal, anonymous, require, require_fresh, system
from tenants.access.roles import Role

__all__ = [
    "Permission",
    "Principal",
    "Role",
    "anonymous",
    "grant_to",
    "require",
    "require_fresh",
    "system",
]
