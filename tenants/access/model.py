from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.access.roles import GIVEN_ROLES
from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock


class RoleGrant(TenantRow):
    __tablename__ = "role_grant"

    person_id: Mapped[UUID]
    role: Mapped[str]
    granted_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("person_id", "role"),
        index("role"),
        one_of("role", GIVEN_ROLES),
    )
