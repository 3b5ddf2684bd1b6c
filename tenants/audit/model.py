from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, index
from tenants.kit import clock


class AuditEntry(TenantRow):
    """Ids and plain words only: an entry outlives the person it is about."""

    __tablename__ = "audit_entry"
    __grants__: ClassVar[str] = "select, insert"

    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_id: Mapped[UUID | None]  # none: the program itself
    act: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (index("at"), index("subject_id", "at"))
