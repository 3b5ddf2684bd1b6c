from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.database.base import check
from tenants.kit import clock

Status = Literal["draft", "open", "closed"]


class Program(TenantRow):
    __tablename__ = "program"

    name: Mapped[str]
    slug: Mapped[str]
    status: Mapped[str] = mapped_column(default="draft")
    number: Mapped[int] = mapped_column(default=1)
    """Of the version that counts. Versions point at programs, and not the other way round as well."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        one_of("status", ("draft", "open", "closed")),
        check("slug", "slug ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'"),
        unique("slug"),
    )


class ProgramVersion(TenantRow):
    """Published once and never changed: the program may add such rows and read them, nothing else."""

    __tablename__ = "program_version"
    __grants__: ClassVar[str] = "select, insert"

    program_id: Mapped[UUID]
    number: Mapped[int]
    template: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(default="")
    published_by: Mapped[UUID | None]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        belongs_to("program_id", "program", ondelete="restrict"),
        belongs_to("published_by", "person", ondelete="set null"),
        unique("program_id", "number"),
        index("published_by"),
    )
