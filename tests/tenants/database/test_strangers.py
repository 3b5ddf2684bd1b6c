"""Every table, played by a stranger. A table that is added tomorrow is in here without anybody's doing."""

from collections.abc import Awaitable

import pytest
from psycopg import errors
from sqlalchemy import ForeignKeyConstraint, Table, delete, exc, func, insert, select, text, update
from sqlalchemy.engine import CursorResult

from tenants.database import Scope, Session, unit_of_work
from tenants.database.models import load_models
from tests.rows import Rows, tenant_tables

every_table = pytest.mark.parametrize("name", tenant_tables())


def table_of(name: str) -> Table:
    return load_models().tables[name]


async def refusal(db: Session, act: Awaitable[object]) -> type[BaseException] | None:
    """The error with which the database refuses, or None when it lets it happen."""
    try:
        async with db.begin_nested():
            await act
    except exc.DBAPIError as error:
        return type(error.orig)
    return None


async def count(db: Session, name: str) -> int:
    return await db.scalar(select(func.count()).select_from(table_of(name))) or 0


@every_table
async def test_its_own_organization_sees_a_row(name: str, tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await Rows(db).make(name)
    async with unit_of_work(tenant) as db:
        assert await count(db, name) == 1


@every_table
@pytest.mark.parametrize("who", ["another organization", "nobody"])
async def test_a_stranger_sees_changes_and_deletes_nothing(
    name: str, who: str, tenant: Scope, other_tenant: Scope
) -> None:
    table = table_of(name)
    async with unit_of_work(tenant) as db:
        await Rows(db).make(name)
    async with unit_of_work(other_tenant if who == "another organization" else None) as db:
        assert await count(db, name) == 0
        for act in (update(table).values(id=table.c.id), delete(table)):
            if act.__visit_name__ in table.info["grants"]:
                result = await db.execute(act)
                assert isinstance(result, CursorResult)
                assert result.rowcount == 0
            else:
                assert await refusal(db, db.execute(act)) is errors.InsufficientPrivilege
    async with unit_of_work(tenant) as db:
        assert await count(db, name) == 1


@every_table
async def test_no_row_can_be_put_into_another_organization(
    name: str, tenant: Scope, other_tenant: Scope
) -> None:
    async with unit_of_work(other_tenant) as db:
        values = await Rows(db).values(name)
        put = insert(table_of(name)).values(**values, tenant_id=tenant.tenant_id)
        assert await refusal(db, db.execute(put)) is errors.InsufficientPrivilege


@every_table
async def test_no_row_can_be_moved_into_another_organization(
    name: str, tenant: Scope, other_tenant: Scope
) -> None:
    async with unit_of_work(other_tenant) as db:
        await Rows(db).make(name)
        move = update(table_of(name)).values(tenant_id=tenant.tenant_id)
        assert await refusal(db, db.execute(move)) is errors.InsufficientPrivilege


@every_table
async def test_without_an_organization_nothing_can_be_written(name: str, tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        values = await Rows(db).values(name)
    async with unit_of_work(None) as db:
        refused = await refusal(db, db.execute(insert(table_of(name)).values(values)))
        assert refused in (errors.InsufficientPrivilege, errors.NotNullViolation)


def foreign_keys() -> list[tuple[str, str]]:
    return [
        (name, str(constraint.name))
        for name in tenant_tables()
        for constraint in sorted(table_of(name).constraints, key=lambda constraint: str(constraint.name))
        if isinstance(constraint, ForeignKeyConstraint) and "tenant_id" in constraint.column_keys
    ]


@pytest.mark.parametrize(("name", "key"), foreign_keys())
async def test_no_row_can_point_at_another_organizations_row(
    name: str, key: str, tenant: Scope, other_tenant: Scope
) -> None:
    table = table_of(name)
    constraint = next(constraint for constraint in table.constraints if constraint.name == key)
    assert isinstance(constraint, ForeignKeyConstraint)
    async with unit_of_work(tenant) as db:
        target = await Rows(db).make(constraint.referred_table.name)
    async with unit_of_work(other_tenant) as db:
        values = await Rows(db).values(name)
        for element in constraint.elements:
            if element.parent.name != "tenant_id":
                values[element.parent.name] = target[element.column.name]
        point = insert(table).values(values)
        if constraint.deferrable:
            await db.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        assert await refusal(db, db.execute(point)) is errors.ForeignKeyViolation


def test_there_are_tables_to_try() -> None:
    assert len(tenant_tables()) > 0
