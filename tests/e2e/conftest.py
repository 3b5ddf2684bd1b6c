"""The product running beside the tests, and Chromium to look at it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.database import Cluster
from tests.support.browser import chromium
from tests.support.product import Product, running_product

__all__ = ["Product"]

expect.set_options(timeout=20_000)  # a bound for a busy machine, and no claim about speed


@pytest.fixture(scope="session")
def product(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    log = tmp_path_factory.mktemp("product") / "server.log"
    with postgres.database("e2e") as database, running_product(database, log) as running:
        yield running


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running
