"""What every test may use: the database, a transaction that is rolled back, a tenant, the clock.

An async test runs inside one transaction: every `unit_of_work` in it is a savepoint, and at its end nothing
remains. A test that needs real commits on several connections asks for `committed`; then all is emptied.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator

import hypothesis
import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from pytest_socket import socket_allow_hosts
from sqlalchemy.ext.asyncio import AsyncEngine

from mentorhub.composition import compose
from tenants.database import Scope
from tenants.database import engine as engines
from tenants.database.models import load_models
from tenants.database.roles import libpq
from tenants.database.transaction import one_transaction
from tenants.kit import clock, settings
from tenants.kit.ids import new_id
from tests.database import Cluster, Database, cluster
from tests.support.cast import cast

__all__ = ["cast"]  # a fixture for everybody

# A developer's own settings have no say in the tests.
for _name in list(os.environ):
    if _name.startswith("MENTORHUB_") or _name in {
        "DATABASE_URL",
        "OWNER_DATABASE_URL",
        "REDIS_URL",
        "SMTP_URL",
        "SECRET_KEY",
    }:
        del os.environ[_name]
settings.use(settings.load(env_file=None))
compose()
# The same examples on every machine, however slow it is: what was green stays green until the code changes.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server of this session."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def database(postgres: Cluster) -> Iterator[Database]:
    """The migrated database of this session."""
    load_models()
    with postgres.database("session") as made:
        yield made


@pytest_asyncio.fixture(scope="session")
async def engine(database: Database) -> AsyncIterator[AsyncEngine]:
    """The program's own pool on it."""
    made = engines.create(database.app, pool_size=20)
    engines.use(made)
    before = settings.current()
    settings.use(
        before.model_copy(update={"database_url": database.app, "owner_database_url": database.owner})
    )
    yield made
    settings.use(before)
    await engines.close()


@pytest.fixture(autouse=True)
def _transaction_of_the_test(request: pytest.FixtureRequest) -> None:
    """Pure tests are plain functions: they neither start a database nor wait for one."""
    function = getattr(request, "function", None)
    if asyncio.iscoroutinefunction(function) and "committed" not in request.fixturenames:
        request.getfixturevalue("rolled_back")


@pytest_asyncio.fixture
async def rolled_back(engine: AsyncEngine) -> AsyncIterator[None]:
    async with one_transaction(engine, keep=False):
        yield


@pytest.fixture
def committed(engine: AsyncEngine, database: Database) -> Iterator[None]:
    """Units of work commit for real, on connections of their own; afterwards every table is emptied."""
    yield
    names = sql.SQL(", ").join(sql.Identifier(table) for table in sorted(load_models().tables))
    with psycopg.connect(libpq(database.owner)) as connection:
        if load_models().tables:
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        connection.execute("TRUNCATE jobs.procrastinate_jobs, jobs.procrastinate_workers CASCADE")


@pytest.fixture
def tenant() -> Scope:
    """The scope of an organization that has no rows yet."""
    return Scope(tenant_id=new_id())


@pytest.fixture
def other_tenant() -> Scope:
    return Scope(tenant_id=new_id())


@pytest.fixture
def stopped_clock() -> Iterator[clock.Travel]:
    """The clock stands still until the test moves it."""
    with clock.travel() as journey:
        yield journey
