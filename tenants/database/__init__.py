"""The database says no: roles, row-level security, one transaction per act, the embedded server."""

from tenants.database.base import GlobalRow, TenantRow, belongs_to, index, one_of, unique
from tenants.database.one_message import Found, Lookup
from tenants.database.scope import Scope
from tenants.database.transaction import Session, ask, together, unit_of_work

__all__ = [
    "Found",
    "GlobalRow",
    "Lookup",
    "Scope",
    "Session",
    "TenantRow",
    "ask",
    "belongs_to",
    "index",
    "one_of",
    "together",
    "unique",
    "unit_of_work",
]
