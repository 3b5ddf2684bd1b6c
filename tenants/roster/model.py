from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock
from tenants.roster.values import STANDINGS

IMPORT_STATES = ("checked", "applying", "done", "failed")


class Membership(TenantRow):
    """What the roster says about one person. `facts` are columns that only this organization has."""

    __tablename__ = "membership"

    person_id: Mapped[UUID]
    number: Mapped[str | None]
    member_class: Mapped[str] = mapped_column(default="")
    standing: Mapped[str | None]
    dues_paid_until: Mapped[date | None]
    joined_year: Mapped[int | None]
    started_practice_year: Mapped[int | None]
    specialty: Mapped[str] = mapped_column(default="")
    institution: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("person_id"),
        unique("number"),
        one_of("standing", STANDINGS),
    )


class RosterImport(TenantRow):
    """One file on its way in. The file itself is kept until it is in, and no longer."""

    __tablename__ = "roster_import"

    person_id: Mapped[UUID]  # who imports; no key, the record outlives them
    file_name: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    columns: Mapped[list[str]]
    samples: Mapped[list[Any]]  # for each column its first cells that hold something
    encoding: Mapped[str]
    delimiter: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="checked")
    rows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    written: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]

    __table_args__ = (index("created_at"), one_of("state", IMPORT_STATES))


class ImportProblem(TenantRow):
    """A row that cannot be taken as it is, with what is wrong in it."""

    __tablename__ = "import_problem"

    import_id: Mapped[UUID]
    line: Mapped[int]
    cells: Mapped[list[str]]
    faults: Mapped[list[Any]]

    __table_args__ = (
        belongs_to("import_id", "roster_import", ondelete="cascade"),
        unique("import_id", "line"),
    )


class Invitation(TenantRow):
    """Some people are being asked in. The job takes them off this list as it writes to them, and it off the
    table.
    """

    __tablename__ = "invitation"

    sent_by: Mapped[UUID | None]
    sender: Mapped[str]
    note: Mapped[str]
    path: Mapped[str]
    person_ids: Mapped[list[str]]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
