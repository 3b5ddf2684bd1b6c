from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, index
from tenants.kit import clock


class Mail(TenantRow):
    """One letter to one address. The person may be gone when it is read later, so no key holds them."""

    __tablename__ = "mail"

    person_id: Mapped[UUID | None]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    kind: Mapped[str]
    secret: Mapped[bool] = mapped_column(default=False)  # holds a link that signs in: wiped once it is sent
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]  # for good: nothing tries again

    __table_args__ = (index("created_at"), index("person_id", "created_at"))
