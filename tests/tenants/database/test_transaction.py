"""One transaction on behalf of somebody."""

import pytest
from sqlalchemy import text

from tenants.database import Scope, unit_of_work
from tenants.kit.ids import new_id


async def test_a_unit_of_work_speaks_for_its_scope() -> None:
    scope = Scope(new_id(), new_id())
    async with unit_of_work(scope) as db:
        assert await db.scalar(text("SELECT app_tenant()")) == scope.tenant_id
        assert await db.scalar(text("SELECT current_setting('app.person')")) == str(scope.person_id)


async def test_without_a_scope_there_is_no_tenant() -> None:
    async with unit_of_work(None) as db:
        assert await db.scalar(text("SELECT app_tenant()")) is None


async def test_a_service_cannot_commit(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        with pytest.raises(RuntimeError, match="Only unit_of_work commits"):
            await db.commit()


async def test_a_unit_inside_another_leaves_its_scope_alone(tenant: Scope, other_tenant: Scope) -> None:
    async with unit_of_work(tenant) as outer:
        async with unit_of_work(other_tenant) as inner:
            assert await inner.scalar(text("SELECT app_tenant()")) == other_tenant.tenant_id
        assert await outer.scalar(text("SELECT app_tenant()")) == tenant.tenant_id


async def test_the_next_unit_does_not_inherit_a_scope(committed: None, tenant: Scope) -> None:
    for _ in range(30):  # more often than the pool has connections
        async with unit_of_work(tenant) as db:
            assert await db.scalar(text("SELECT app_tenant()")) == tenant.tenant_id
        async with unit_of_work(None) as db:
            assert await db.scalar(text("SELECT app_tenant()")) is None
