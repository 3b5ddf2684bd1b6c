"""What every table is made of. The tenant is in each key, index and foreign key, and no code names it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tenants.kit.ids import new_id

OnDelete = Literal["cascade", "restrict", "set null"]

ALL_GRANTS = "select, insert, update, delete"


def _ix_or_ux(index: Index, _table: Table) -> str:
    """So that a partial unique index and a plain one on the same columns have two names."""
    return "ux" if index.unique else "ix"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix_or_ux": _ix_or_ux,
            "ix": "%(ix_or_ux)s_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Text(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        list[str]: JSONB(),
    }


class TenantRow(Base):
    """A table that belongs to the organizations: row-level security, forced, is always on.

    `__grants__` narrows what the program may do, for tables that are only ever added to.
    """

    __abstract__ = True
    __grants__: ClassVar[str] = ALL_GRANTS

    tenant_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("app_tenant()"), sort_order=-20
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-19)

    def __init_subclass__(cls, **keywords: object) -> None:
        super().__init_subclass__(**keywords)
        if "__tablename__" in cls.__dict__:
            _describe(cls, "tenant")


class GlobalRow(Base):
    """One of the very few tables that cross the organizations: nothing personal, and it says why."""

    __abstract__ = True
    __grants__: ClassVar[str] = ALL_GRANTS
    __why_global__: ClassVar[str]

    def __init_subclass__(cls, **keywords: object) -> None:
        super().__init_subclass__(**keywords)
        if "__tablename__" in cls.__dict__:
            if not getattr(cls, "__why_global__", ""):
                raise TypeError(f"{cls.__name__} crosses organizations: say why in __why_global__.")
            _describe(cls, "global")


def _describe(row: type["TenantRow"] | type["GlobalRow"], kind: str) -> None:
    """What migrations and the auditor need to know of a table."""
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker: we map nothing but tables
    table.info.update(kind=kind, grants=row.__grants__)


def belongs_to(
    column: str,
    table: str,
    *,
    ondelete: OnDelete | None = None,
    deferrable: bool = False,
    circular: bool = False,
) -> ForeignKeyConstraint:
    """A foreign key to another table of the same organization.

    Of two tables that point at each other, one says so with `circular`.
    """
    action = {"set null": f"SET NULL ({column})", "cascade": "CASCADE", "restrict": "RESTRICT", None: None}[
        ondelete
    ]
    return ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{table}.tenant_id", f"{table}.id"],
        ondelete=action,
        deferrable=deferrable or None,
        initially="DEFERRED" if deferrable else None,
        use_alter=circular,
    )


def index(
    *columns: str, where: str | None = None, name: str | None = None, using: str | None = None
) -> Index:
    options: dict[str, Any] = {}
    if where is not None:
        options["postgresql_where"] = text(where)
    if using is not None:
        options["postgresql_using"] = using
    return Index(name, "tenant_id", *columns, **options)


def unique(*columns: str, where: str | None = None, name: str | None = None) -> UniqueConstraint | Index:
    """Unique within an organization; with `where`, among the rows for which it holds."""
    if where is None:
        return UniqueConstraint("tenant_id", *columns, name=name)
    return Index(name, "tenant_id", *columns, unique=True, postgresql_where=text(where))


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Text that is one of a few words; an enum's index would go unused under row-level security."""
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def check(name: str, condition: str) -> CheckConstraint:
    return CheckConstraint(condition, name=name)
