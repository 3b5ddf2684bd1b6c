"""The gallery and a browser, once for all tests of the components."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.support.browser import LOOKS, chromium, context_for
from tests.support.gallery.running import running_gallery


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_gallery(tmp_path_factory.mktemp("gallery") / "log") as address:
        yield address


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture
async def desk(browser: Browser) -> AsyncIterator[Page]:
    async with context_for(browser, LOOKS[0]) as context:
        yield await context.new_page()


@pytest_asyncio.fixture
async def phone(browser: Browser) -> AsyncIterator[Page]:
    async with context_for(browser, LOOKS[2]) as context:
        yield await context.new_page()
