"""One transaction on behalf of somebody."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import configure_mappers

from tenants.database import Scope, Session, together, unit_of_work
from tenants.database.base import ALL_GRANTS, Base
from tenants.database.models import load_models
from tenants.database.roles import libpq
from tenants.database.transaction import one_transaction, scope_statement
from tenants.kit.ids import new_id
from tests.database import Database
from tests.rows import Rows, tenant_tables

ANY_TABLE = next(name for name in tenant_tables() if load_models().tables[name].info["grants"] == ALL_GRANTS)


async def add_a_row_and_fail(scope: Scope) -> None:
    async with unit_of_work(scope) as db:
        await Rows(db).make(ANY_TABLE)
        raise ZeroDivisionError


async def delete_all_and_fail(scope: Scope) -> None:
    async with unit_of_work(scope) as db:
        await db.execute(text(f"DELETE FROM {ANY_TABLE}"))
        raise ZeroDivisionError


async def fail_in(scope: Scope | None) -> None:
    async with unit_of_work(scope):
        raise ZeroDivisionError


async def tenant_of(db: Session) -> UUID | None:
    return await db.scalar(text("SELECT app_tenant()"))


async def rows_in(db: Session) -> int:
    return await db.scalar(text(f"SELECT count(*) FROM {ANY_TABLE}")) or 0


async def test_a_unit_of_work_speaks_for_its_scope() -> None:
    scope = Scope(new_id(), new_id())
    async with unit_of_work(scope) as db:
        assert await tenant_of(db) == scope.tenant_id
        assert await db.scalar(text("SELECT current_setting('app.person')")) == str(scope.person_id)


async def test_without_a_scope_there_is_no_tenant() -> None:
    async with unit_of_work(None) as db:
        assert await tenant_of(db) is None


async def test_a_service_cannot_commit(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        with pytest.raises(RuntimeError, match="Only unit_of_work commits"):
            await db.commit()


async def test_what_raises_is_undone(tenant: Scope) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_a_row_and_fail(tenant)
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == 0


async def test_what_ends_well_is_there_for_the_next_unit(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await Rows(db).make(ANY_TABLE)
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == 1


async def test_a_commit_is_a_commit_and_what_raises_is_undone(committed: None, tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await Rows(db).make(ANY_TABLE)
    with pytest.raises(ZeroDivisionError):
        await delete_all_and_fail(tenant)
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == 1


async def test_a_unit_inside_another_leaves_its_scope_alone(tenant: Scope, other_tenant: Scope) -> None:
    async with unit_of_work(tenant) as outer:
        async with unit_of_work(other_tenant) as inner:
            assert await tenant_of(inner) == other_tenant.tenant_id
        assert await tenant_of(outer) == tenant.tenant_id
        with pytest.raises(ZeroDivisionError):
            await fail_in(None)
        assert await tenant_of(outer) == tenant.tenant_id


async def test_a_savepoint_inside_a_unit_keeps_the_scope(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        with pytest.raises(ZeroDivisionError):
            async with db.begin_nested():
                raise ZeroDivisionError
        assert await tenant_of(db) == tenant.tenant_id


@pytest.mark.parametrize(("keep", "rows"), [(True, 2), (False, 0)])
async def test_all_units_of_one_transaction_are_seen_at_its_end_or_never(
    committed: None, engine: AsyncEngine, database: Database, tenant: Scope, *, keep: bool, rows: int
) -> None:
    async with one_transaction(engine, keep=keep):
        for _ in range(2):
            async with unit_of_work(tenant) as db:
                await Rows(db).make(ANY_TABLE)
        async with unit_of_work(tenant) as db:
            assert await rows_in(db) == 2
        with psycopg.connect(libpq(database.owner)) as outside:
            assert outside.execute(f"SELECT count(*) FROM {ANY_TABLE}").fetchone() == (0,)
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == rows


async def test_one_transaction_that_raises_keeps_no_unit_of_it(
    committed: None, engine: AsyncEngine, tenant: Scope
) -> None:
    async def two_units() -> None:
        async with one_transaction(engine, keep=True):
            async with unit_of_work(tenant) as db:
                await Rows(db).make(ANY_TABLE)
            await fail_in(tenant)

    with pytest.raises(ZeroDivisionError):
        await two_units()
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == 0


async def test_units_of_several_tasks_do_not_mix(tenant: Scope, other_tenant: Scope) -> None:
    async def look(scope: Scope) -> bool:
        async with unit_of_work(scope) as db:
            await asyncio.sleep(0.001)
            return await tenant_of(db) == scope.tenant_id

    assert all(await asyncio.gather(*(look(scope) for scope in [tenant, other_tenant] * 5)))


async def test_the_next_unit_does_not_inherit_a_scope(committed: None, tenant: Scope) -> None:
    for _ in range(30):  # more often than statements are run before they are prepared
        async with unit_of_work(tenant) as db:
            assert await tenant_of(db) == tenant.tenant_id
        async with unit_of_work(None) as db:
            assert await tenant_of(db) is None


async def test_a_transaction_begins_and_takes_its_scope_in_one_statement(
    committed: None, tenant: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    execute = psycopg.AsyncCursor.execute

    async def note(cursor: psycopg.AsyncCursor[Any], statement: Any, *rest: Any, **options: Any) -> Any:
        statements.append(str(statement))
        return await execute(cursor, statement, *rest, **options)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", note)
    async with unit_of_work(tenant) as db:
        await tenant_of(db)
    assert len(statements) == 2
    assert statements[0].startswith("BEGIN; SET LOCAL app.tenant = '")


def test_a_scope_that_is_not_made_of_uuids_never_reaches_the_database() -> None:
    @dataclass
    class Forged:
        tenant_id: str
        person_id: None = None

    with pytest.raises(TypeError, match="made of UUIDs"):
        scope_statement(Forged("x'; DROP TABLE person; --"))  # type: ignore[arg-type]  # that is the attack


def test_a_uuid_that_spells_itself_otherwise_is_spelled_our_way() -> None:
    class Sly(UUID):
        def __str__(self) -> str:
            return "'; RESET ROLE; --"

    identifier = new_id()
    assert f"'{identifier}'" in scope_statement(Scope(Sly(int=identifier.int)))


def test_no_relationship_loads_by_accident() -> None:
    load_models()
    configure_mappers()
    careless = [
        f"{mapper.class_.__name__}.{relationship.key}"
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
        if relationship.lazy not in ("raise", "raise_on_sql", "noload", "write_only")
    ]
    assert careless == []


async def test_after_a_restart_of_the_database_the_next_act_succeeds(
    committed: None, tenant: Scope, database: Database
) -> None:
    async with unit_of_work(tenant) as db:
        lost = await db.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(libpq(database.app)) as another:
        another.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    async with unit_of_work(tenant) as db:
        assert await db.scalar(text("SELECT pg_backend_pid()")) != lost
        assert await tenant_of(db) == tenant.tenant_id


async def test_units_of_work_on_behalf_of_the_same_person_are_one_when_asked_for(
    committed: None, tenant: Scope
) -> None:
    async with together(tenant):
        async with unit_of_work(tenant) as first:
            await Rows(first).make(ANY_TABLE)
        async with unit_of_work(Scope(tenant.tenant_id)) as second:
            assert second is first
            assert await rows_in(second) == 1
    async with unit_of_work(tenant) as later:
        assert later is not first
        assert await rows_in(later) == 1


async def test_what_is_done_together_is_undone_together(committed: None, tenant: Scope) -> None:
    async def make_a_row_then_fail() -> None:
        async with together(tenant):
            async with unit_of_work(tenant) as db:
                await Rows(db).make(ANY_TABLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await make_a_row_then_fail()
    async with unit_of_work(tenant) as db:
        assert await rows_in(db) == 0


async def test_together_nobody_sees_through_another_ones_eyes(
    committed: None, tenant: Scope, other_tenant: Scope
) -> None:
    async with together(tenant), unit_of_work(tenant) as db:
        await Rows(db).make(ANY_TABLE)
        for stranger in (other_tenant, Scope(tenant.tenant_id, new_id()), None):
            async with unit_of_work(stranger) as theirs:
                assert theirs is not db
                assert await tenant_of(theirs) == (stranger.tenant_id if stranger else None)


async def test_another_task_has_a_transaction_of_its_own(committed: None, tenant: Scope) -> None:
    async def elsewhere() -> Session:
        async with unit_of_work(tenant) as db:
            return db

    async with together(tenant), unit_of_work(tenant) as here:
        assert await asyncio.create_task(elsewhere()) is not here
