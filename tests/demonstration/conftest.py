"""The demonstration, filled once into a database of its own; each test then changes it in vain."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine

from mentorhub.demonstration.fill import fill
from mentorhub.mentorhub import app
from tenants.database import engine as engines
from tenants.database.models import load_models
from tenants.database.transaction import one_transaction
from tenants.kit import settings
from tenants.organizations import directory
from tests.database import Cluster
from tests.support.tab import Wires, event_loop


@pytest.fixture
def demonstration() -> Iterator[None]:
    """As `mentorhub demo` sets it."""
    before = settings.current()
    settings.use(before.model_copy(update={"demonstration": True}))
    yield
    settings.use(before)


@pytest_asyncio.fixture(scope="session")
async def filled(postgres: Cluster, engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """The program's own pool on a database with all five organizations."""
    load_models()
    before = settings.current()
    with postgres.database("demonstration") as made:
        pool = engines.create(made.app, pool_size=10)
        engines.use(pool)
        settings.use(before.model_copy(update={"demonstration": True, "database_url": made.app}))
        try:
            await fill()
        finally:
            settings.use(before)
            engines.use(engine)
        directory.forget()
        yield pool
        await pool.dispose()


@pytest_asyncio.fixture
async def rolled_back(filled: AsyncEngine) -> AsyncIterator[None]:
    """In place of the one for all tests: the same, on the demonstration's database."""
    directory.forget()
    async with one_transaction(filled, keep=False):
        yield
    directory.forget()


@pytest_asyncio.fixture
async def wires() -> AsyncIterator[Wires]:
    async with event_loop(app) as made:
        yield made
