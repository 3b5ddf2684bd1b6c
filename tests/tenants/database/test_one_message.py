"""One statement in a transaction of its own, sent and answered at once."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Select, Uuid, bindparam, column, func, literal, select, text

from tenants.database import Lookup, Scope, ask, together, unit_of_work
from tenants.database import engine as engines
from tenants.database.base import ALL_GRANTS
from tenants.database.models import load_models
from tenants.database.roles import libpq
from tenants.database.scope import NOBODY
from tenants.kit.clock import Travel
from tenants.kit.ids import new_id
from tenants.people import sessions
from tenants.people.model import PersonSession
from tests.database import Database
from tests.rows import Rows, tenant_tables
from tests.support.cast import Cast, signed_in

ANY_TABLE = next(name for name in tenant_tables() if load_models().tables[name].info["grants"] == ALL_GRANTS)
WHO = Lookup(
    select(
        func.app_tenant(type_=Uuid).label("tenant"),
        func.current_setting("app.person").label("person"),
        func.pg_backend_pid().label("connection"),
    ),
    {},
)
FAILS: Select[Any] = select(literal(1) / bindparam("by", 0))
NOTHING: Select[Any] = (
    select(literal(1).label("one"))
    .where(column("two", is_literal=True) == 2)
    .select_from(text("(SELECT 1 AS two) AS rows"))
)


@pytest.fixture(autouse=True)
def _for_real(committed: None) -> None:
    """Inside a test's one transaction there would be nothing to see of this."""


async def test_it_speaks_for_its_scope() -> None:
    scope = Scope(new_id(), new_id())
    found = await ask(scope, WHO)
    assert found is not None
    assert (found["tenant"], found["person"]) == (scope.tenant_id, str(scope.person_id))


async def test_whoever_is_next_on_the_connection_speaks_for_themselves(tenant: Scope) -> None:
    for _ in range(30):  # more often than statements are run before they are prepared
        before, after = await ask(tenant, WHO), await ask(NOBODY, WHO)
        assert before is not None
        assert after is not None
        assert (before["tenant"], after["tenant"]) == (tenant.tenant_id, None)
        async with unit_of_work(None) as db:
            assert await db.scalar(text("SELECT app_tenant()")) is None


async def test_many_at_once_each_get_their_own_answer() -> None:
    scopes = [Scope(new_id(), new_id()) for _ in range(30)]
    found = await asyncio.gather(*(ask(scope, WHO) for scope in scopes))
    assert [each and each["tenant"] for each in found] == [scope.tenant_id for scope in scopes]


async def test_where_there_is_no_row_there_is_no_answer(tenant: Scope) -> None:
    assert await ask(tenant, Lookup(NOTHING, {})) is None


async def test_what_the_statement_writes_is_kept(cast: Cast, stopped_clock: Travel) -> None:
    signed = await signed_in(cast.mina)
    stopped_clock.forward(timedelta(minutes=5))
    assert await sessions.resolve(cast.visitor, signed.token)
    async with unit_of_work(cast.visitor) as db:
        assert await db.scalar(select(PersonSession.seen_at)) == stopped_clock.moment


async def test_a_statement_that_fails_leaves_nothing_behind(tenant: Scope) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        await ask(tenant, Lookup(FAILS, {"by": 0}))
    found = await ask(tenant, WHO)
    assert found is not None
    assert found["tenant"] == tenant.tenant_id
    async with unit_of_work(None) as db:
        assert await db.scalar(text("SELECT app_tenant()")) is None


async def test_one_that_is_given_up_gives_its_connection_back(tenant: Scope) -> None:
    slow: Select[Any] = select(func.pg_sleep(30))
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask(tenant, Lookup(slow, {})), 0.1)
    assert engines.current().pool.checkedout() == 0  # type: ignore[attr-defined]  # of a pool that queues
    assert await ask(tenant, WHO)


async def test_after_a_restart_of_the_database_the_next_question_is_answered(
    tenant: Scope, database: Database
) -> None:
    before = await ask(tenant, WHO)
    with psycopg.connect(libpq(database.app)) as another:
        another.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    after = await ask(tenant, WHO)
    assert before is not None
    assert after is not None
    assert after["connection"] != before["connection"]
    assert after["tenant"] == tenant.tenant_id


async def test_a_transaction_may_begin_with_one(tenant: Scope) -> None:
    scope = Scope(tenant.tenant_id, new_id())
    async with together(scope, WHO) as found, unit_of_work(scope) as db:
        assert found is not None
        assert (found["tenant"], found["person"]) == (scope.tenant_id, str(scope.person_id))
        assert await db.scalar(text("SELECT pg_backend_pid()")) == found["connection"]
        assert await db.scalar(text("SELECT app_tenant()")) == scope.tenant_id
    async with unit_of_work(None) as db:
        assert await db.scalar(text("SELECT app_tenant()")) is None


async def test_what_follows_one_is_kept_or_undone_with_it(tenant: Scope) -> None:
    async with together(tenant, WHO), unit_of_work(tenant) as db:
        await Rows(db).make(ANY_TABLE)

    async def make_another_and_fail() -> None:
        async with together(tenant, WHO), unit_of_work(tenant) as db:
            await Rows(db).make(ANY_TABLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await make_another_and_fail()
    async with unit_of_work(tenant) as db:
        assert await db.scalar(text(f"SELECT count(*) FROM {ANY_TABLE}")) == 1


async def test_where_the_first_fails_nothing_has_begun(tenant: Scope) -> None:
    async def begin_with_a_fault() -> None:
        async with together(tenant, Lookup(FAILS, {"by": 0})):
            raise AssertionError("unreachable")

    with pytest.raises(psycopg.errors.DivisionByZero):
        await begin_with_a_fault()
    assert engines.current().pool.checkedout() == 0  # type: ignore[attr-defined]  # of a pool that queues
    assert await ask(tenant, WHO)
